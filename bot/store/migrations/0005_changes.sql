-- What people change in the catalogue: a server's own words for shared titles, and every change with what was before.

-- What a server says differently of a shared title.
CREATE TABLE overrides (
    guild INTEGER NOT NULL,
    title_id TEXT NOT NULL,
    patch TEXT NOT NULL,              -- JSON merge patch (RFC 7386) of the shared record's body
    updated_at INTEGER NOT NULL,      -- UTC seconds
    PRIMARY KEY (guild, title_id)
);
CREATE INDEX overrides_title ON overrides (title_id);

-- Shipped titles that curators took out: a new release does not bring them back.
CREATE TABLE removed (
    title_id TEXT PRIMARY KEY
);

-- Further hosts of services that a server's moderators trust.
CREATE TABLE hosts (
    guild INTEGER NOT NULL,
    platform TEXT NOT NULL,
    host TEXT NOT NULL,
    PRIMARY KEY (guild, platform, host)
);

CREATE TABLE changes (
    id INTEGER PRIMARY KEY,           -- the newer, the larger
    guild INTEGER NOT NULL,           -- whose titles were changed; 0: everybody's
    title_id TEXT NOT NULL,
    before TEXT,                      -- the title as it was seen there, JSON; NULL: there was none
    after TEXT,
    was TEXT,                         -- what was stored, JSON, to be put back exactly; NULL: nothing
    became TEXT,
    made_by INTEGER NOT NULL,         -- a member; 0: an import, or somebody who was forgotten
    made_at INTEGER NOT NULL,         -- UTC seconds
    batch TEXT NOT NULL,              -- what ties the changes of one import together
    undoes INTEGER NOT NULL,          -- the change that this one took back; 0: none
    undone INTEGER NOT NULL           -- 1: taken back
);
CREATE INDEX changes_title ON changes (guild, title_id, id);
CREATE INDEX changes_member ON changes (made_by) WHERE made_by <> 0;
CREATE INDEX changes_batch ON changes (batch) WHERE batch <> '';
