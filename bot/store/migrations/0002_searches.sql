-- What a server's members look for, and what its moderators make of it. Nobody's name is in here. Guild 0 is direct messages.

ALTER TABLE records ADD COLUMN guild INTEGER NOT NULL DEFAULT 0;  -- 0: shared; else the server whose own it is

-- Searches that found nothing.
CREATE TABLE misses (
    guild INTEGER NOT NULL,
    text TEXT NOT NULL,               -- the query, folded
    count INTEGER NOT NULL,
    last_at INTEGER NOT NULL,         -- UTC seconds
    PRIMARY KEY (guild, text)
);

-- How often somebody asked for a title: opened its card or how to watch it.
CREATE TABLE asked (
    guild INTEGER NOT NULL,
    title_id TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (guild, title_id)
);

-- Groups of words that mean the same to a server.
CREATE TABLE synonyms (
    id INTEGER PRIMARY KEY,           -- the newer, the larger; never used again
    guild INTEGER NOT NULL,
    words TEXT NOT NULL               -- JSON list, as they were typed
);
CREATE INDEX synonyms_guild ON synonyms (guild);
