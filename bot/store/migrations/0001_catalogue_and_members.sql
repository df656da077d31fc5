-- The catalogue as it was shipped, imported or edited, what is derived from it, and members' own settings.

CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

-- One row per title, platform, guide, trope, collection or glossary term.
CREATE TABLE records (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    body TEXT NOT NULL,               -- JSON, the shapes of bot/domain/model.py
    shipped TEXT,                     -- hash of the shipped text this row follows; NULL: not shipped
    edited INTEGER NOT NULL DEFAULT 0,  -- 1: people changed it here, a new release leaves it alone
    updated_at INTEGER NOT NULL,      -- UTC seconds
    PRIMARY KEY (kind, id)
);

-- Derived from names: scripts, pinyin, readings. Can be thrown away and made again.
CREATE TABLE forms (
    text TEXT PRIMARY KEY,
    body TEXT NOT NULL
);

CREATE TABLE members (
    user_id INTEGER PRIMARY KEY,
    language TEXT,
    region TEXT,
    title_order TEXT,
    updated_at INTEGER NOT NULL
);
