-- The search index: derived from titles, can be dropped and made again. "search_" becomes "building_" while
-- a new one is made beside the old.

CREATE TABLE search_titles (
    number INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used twice: what a damaged index leaves behind finds nobody
    id TEXT NOT NULL UNIQUE,
    guild INTEGER NOT NULL,
    place INTEGER NOT NULL,     -- to browse: the newest has the lowest
    season INTEGER NOT NULL,
    evidence INTEGER NOT NULL,
    checksum INTEGER NOT NULL,  -- of all rows that this title has here
    names TEXT NOT NULL,
    digest BLOB NOT NULL        -- of the terms of the plot
);

-- scope: 0, or the server whose own title it is; every reader says which scopes it may see.
CREATE TABLE search_keys (
    scope INTEGER NOT NULL,
    field INTEGER NOT NULL,
    key TEXT NOT NULL,
    reference INTEGER NOT NULL,  -- title and name
    PRIMARY KEY (scope, field, key, reference)
) WITHOUT ROWID;

CREATE TABLE search_heads (
    scope INTEGER NOT NULL,
    letters TEXT NOT NULL,       -- none, one or two
    place INTEGER NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (scope, letters, place, number)
) WITHOUT ROWID;

CREATE TABLE search_facets (
    number INTEGER NOT NULL,
    facet INTEGER NOT NULL,      -- a hash
    PRIMARY KEY (number, facet)
) WITHOUT ROWID;

-- How many titles have each of these. The term '' is every title's.
CREATE TABLE search_terms (term TEXT PRIMARY KEY, titles INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE search_words (word TEXT PRIMARY KEY, titles INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE search_sounds (
    hanzi TEXT NOT NULL,
    syllable TEXT NOT NULL,
    titles INTEGER NOT NULL,
    PRIMARY KEY (hanzi, syllable)
) WITHOUT ROWID;

-- Words by what is left of them when letters are missing.
CREATE TABLE search_cuts (cut TEXT NOT NULL, word TEXT NOT NULL, PRIMARY KEY (cut, word)) WITHOUT ROWID;

-- Tokens are made by us, so the tokenizer only parts them at spaces.
CREATE VIRTUAL TABLE search_units USING fts5(
    units, content='', detail='none', columnsize=0, tokenize="ascii tokenchars '~.#=:-'"
);
CREATE VIRTUAL TABLE search_plots USING fts5(
    terms, content='', detail='none', columnsize=0, tokenize="ascii tokenchars '~.#=:-'"
);
