-- Where dramas are talked about, how far members are, and messages that give too much away. Times are UTC seconds.

CREATE TABLE homes (
    guild INTEGER NOT NULL,
    title_id TEXT NOT NULL,
    starts TEXT NOT NULL DEFAULT '',       -- first episodes of its bands, parted by commas; empty: the usual ones
    name TEXT NOT NULL DEFAULT '',         -- empty: the title's
    locked INTEGER NOT NULL DEFAULT 0,
    merged_into TEXT NOT NULL DEFAULT '',  -- another title, whose home it is part of now
    PRIMARY KEY (guild, title_id)
);

CREATE TABLE places (
    guild INTEGER NOT NULL,
    title_id TEXT NOT NULL,
    first INTEGER NOT NULL,                -- of the band's episodes; 0: the home itself
    last INTEGER NOT NULL,
    channel INTEGER NOT NULL,              -- that the thread is in
    message INTEGER NOT NULL DEFAULT 0,    -- the thread's first; 0: not sent yet
    thread INTEGER NOT NULL DEFAULT 0,     -- 0: not open yet
    begun_at INTEGER NOT NULL,
    owner TEXT NOT NULL,                   -- who is opening it
    until INTEGER NOT NULL,                -- when somebody else may go on
    PRIMARY KEY (guild, title_id, first, last)
);
CREATE INDEX places_thread ON places (guild, thread) WHERE thread <> 0;

CREATE TABLE progress (
    user_id INTEGER NOT NULL,
    title_id TEXT NOT NULL,
    episode INTEGER NOT NULL,              -- the last one seen
    shared INTEGER NOT NULL,               -- 1: the member shows it to others
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (user_id, title_id)
);

CREATE TABLE spoilers (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    guild INTEGER NOT NULL,
    channel INTEGER NOT NULL,
    message INTEGER NOT NULL,
    author INTEGER NOT NULL,               -- whose message it is
    author_name TEXT NOT NULL,
    text TEXT NOT NULL,                    -- empty once it is decided
    files TEXT NOT NULL,                   -- JSON: addresses of what was attached
    asker INTEGER NOT NULL,                -- who marked it; 0: somebody who was forgotten
    title_id TEXT NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    stage TEXT NOT NULL,                   -- draft, open, done, declined
    created_at INTEGER NOT NULL,
    begun_at INTEGER NOT NULL DEFAULT 0,   -- when it was first tried to be posted again
    owner TEXT NOT NULL DEFAULT '',        -- who is posting it
    until INTEGER NOT NULL DEFAULT 0       -- when somebody else may go on
);
CREATE UNIQUE INDEX spoilers_once ON spoilers (guild, message) WHERE stage <> 'draft';
CREATE UNIQUE INDEX spoilers_draft ON spoilers (guild, message, asker) WHERE stage = 'draft' AND asker <> 0;
CREATE INDEX spoilers_queue ON spoilers (guild, stage, created_at);
CREATE INDEX spoilers_author ON spoilers (author);
CREATE INDEX spoilers_asker ON spoilers (asker) WHERE asker <> 0;
