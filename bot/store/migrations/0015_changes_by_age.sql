-- The history of a server is bounded in age and in length: its oldest changes are found without reading what they hold.

CREATE INDEX changes_age ON changes (guild, made_at);
