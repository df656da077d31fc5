-- What members follow and have on their lists, what has happened to it, and whom that is still to be told. Times are UTC seconds.

CREATE TABLE follows (
    user_id INTEGER NOT NULL,
    kind TEXT NOT NULL,               -- title, list, collection, platform, trope
    target TEXT NOT NULL,             -- an id; of a list, whose it is
    guild INTEGER NOT NULL,           -- the server it was followed in, and is told in; 0: a direct message
    made_at INTEGER NOT NULL,
    PRIMARY KEY (user_id, kind, target)
);
CREATE INDEX follows_target ON follows (kind, target, user_id);

-- How a member is told.
CREATE TABLE tellings (
    user_id INTEGER PRIMARY KEY,
    way TEXT NOT NULL,                -- server, dm, command
    channel INTEGER NOT NULL,         -- of direct messages; 0: none
    closed INTEGER NOT NULL,          -- 1: Discord has refused a direct message
    language TEXT NOT NULL,           -- that their Discord app spoke when they last followed something
    zone TEXT NOT NULL,               -- of the IANA's
    quiet_from INTEGER,               -- hours of the day, for direct messages
    quiet_to INTEGER,
    pressed TEXT NOT NULL,            -- what they switched last, and when: a double click counts once
    pressed_at INTEGER NOT NULL
);
CREATE INDEX tellings_channel ON tellings (channel) WHERE channel <> 0;

CREATE TABLE watchlists (
    user_id INTEGER PRIMARY KEY,
    shared INTEGER NOT NULL           -- 1: others may see and follow it
);

CREATE TABLE watched (
    user_id INTEGER NOT NULL,
    title_id TEXT NOT NULL,
    state TEXT NOT NULL,              -- want, watching, done, dropped
    added_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    PRIMARY KEY (user_id, title_id)
);
CREATE INDEX watched_title ON watched (title_id, user_id);

-- What followers are told of, and how far the list of them has been walked through.
CREATE TABLE happenings (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,               -- announced, changed, band
    guild INTEGER NOT NULL,           -- whose own it is; 0: everybody's
    title_id TEXT NOT NULL,
    body TEXT NOT NULL,               -- JSON: the ways before and after, a band
    made_at INTEGER NOT NULL,
    targets TEXT NOT NULL,            -- JSON: what is followed that it concerns; empty: not looked at yet
    done INTEGER NOT NULL,            -- how many of them have been walked through; -1: all
    after INTEGER NOT NULL            -- of the next, the follower who was looked at last
);
CREATE INDEX happenings_open ON happenings (made_at) WHERE done >= 0;

-- A member is told of a happening once.
CREATE TABLE notices (
    happening TEXT NOT NULL,
    user_id INTEGER NOT NULL,
    guild INTEGER NOT NULL,           -- where they follow it
    title_id TEXT NOT NULL,
    what TEXT NOT NULL,               -- announced, watchable, subtitled, completed, band
    mark TEXT NOT NULL,               -- a country, a language, or a band
    kind TEXT NOT NULL,               -- of what they follow
    target TEXT NOT NULL,
    state TEXT NOT NULL,              -- queued in a post, waiting for their next command, told
    post TEXT NOT NULL,               -- empty: none
    made_at INTEGER NOT NULL,
    PRIMARY KEY (happening, user_id)
);
CREATE INDEX notices_post ON notices (post) WHERE post <> '';
CREATE INDEX notices_member ON notices (user_id, title_id);
CREATE INDEX notices_waiting ON notices (user_id) WHERE state = 'waiting';
CREATE INDEX notices_made ON notices (made_at);
