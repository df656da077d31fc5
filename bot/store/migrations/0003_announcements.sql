-- Announcements: which channels want them, what happened, and what is still to be said where. Times are UTC seconds.

CREATE TABLE subscriptions (
    channel INTEGER PRIMARY KEY,      -- one a channel
    guild INTEGER NOT NULL,
    body TEXT NOT NULL,               -- JSON: filters, language, role, thread, timing
    state TEXT NOT NULL,              -- active, paused, blocked, disabled
    reason TEXT NOT NULL,             -- of a state that is not active; a key of the locale files
    changed_at INTEGER NOT NULL,      -- when the state changed
    told_at INTEGER NOT NULL          -- when moderators were told of it; 0: not yet
);
CREATE INDEX subscriptions_guild ON subscriptions (guild);

CREATE TABLE announcements (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,               -- title, route, completed, post
    guild INTEGER NOT NULL,           -- the server whose own title or post it is; 0: everybody's
    title_id TEXT NOT NULL,           -- empty for a post of a moderator's own
    body TEXT NOT NULL,               -- JSON: regions of a route, text of a post, channels it was meant for
    state TEXT NOT NULL,              -- scheduled, published, cancelled, stopped
    at INTEGER NOT NULL,              -- when it is, or was, published
    made_by INTEGER NOT NULL,         -- a member; 0: an import
    made_at INTEGER NOT NULL
);
CREATE INDEX announcements_due ON announcements (at) WHERE state = 'scheduled';
CREATE INDEX announcements_title ON announcements (title_id);

-- One message in one channel: of one announcement, or of several that came together.
CREATE TABLE posts (
    id TEXT PRIMARY KEY,
    channel INTEGER NOT NULL,
    guild INTEGER NOT NULL,
    due INTEGER NOT NULL,
    message INTEGER NOT NULL,         -- 0: not sent
    thread INTEGER NOT NULL           -- 0: none
);
CREATE INDEX posts_guild ON posts (guild, due);

-- What a post tells. An announcement reaches a channel once.
CREATE TABLE post_items (
    announcement TEXT NOT NULL REFERENCES announcements (id),
    channel INTEGER NOT NULL,
    post TEXT NOT NULL REFERENCES posts (id),
    PRIMARY KEY (announcement, channel)
);
CREATE INDEX post_items_post ON post_items (post);

-- The outbox: each request to Discord that is still to be made, or was.
CREATE TABLE deliveries (
    post TEXT NOT NULL REFERENCES posts (id),
    step TEXT NOT NULL,               -- message, thread, publish, edit
    channel INTEGER NOT NULL,         -- the post's, so that a claim reads one table
    guild INTEGER NOT NULL,
    state TEXT NOT NULL,              -- pending, sending, sent, blocked, dead, cancelled, unknown
    not_before INTEGER NOT NULL,
    attempts INTEGER NOT NULL,        -- that may have reached Discord
    first_at INTEGER NOT NULL,        -- of the first of them; 0: none yet
    owner TEXT NOT NULL,              -- who is sending it
    lease_until INTEGER NOT NULL,
    reason TEXT NOT NULL,             -- of the last outcome: a key of the outcome table
    settled_at INTEGER NOT NULL,
    revision INTEGER NOT NULL,        -- rises with each change of the facts that an edit, or a first attempt, tells
    PRIMARY KEY (post, step)
);
CREATE INDEX deliveries_due ON deliveries (step, not_before) WHERE state = 'pending';
CREATE INDEX deliveries_sending ON deliveries (lease_until) WHERE state = 'sending';
CREATE INDEX deliveries_waiting ON deliveries (channel, step, not_before) WHERE state IN ('pending', 'blocked');

-- Who of several processes may deliver.
CREATE TABLE leases (
    name TEXT PRIMARY KEY,
    owner TEXT NOT NULL,
    epoch INTEGER NOT NULL,           -- rises with each owner
    until INTEGER NOT NULL
);
