-- Announcements that are over are removed after a while, the oldest first.
CREATE INDEX posts_due ON posts (due);
