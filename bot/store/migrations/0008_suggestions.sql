-- What members propose for the catalogue, and what became of it. Times are UTC seconds.

CREATE TABLE suggestions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,  -- the newer, the larger; never used again: ids of titles are made of it
    guild INTEGER NOT NULL,           -- whose moderators decide; 0: the curators
    user_id INTEGER NOT NULL,         -- who suggests; 0: somebody who was forgotten
    kind TEXT NOT NULL,               -- title, correction, name
    title_id TEXT NOT NULL,           -- the title it is about, or that was made of it; empty: none yet
    body TEXT NOT NULL,               -- JSON: what was typed, by field
    state TEXT NOT NULL,              -- draft, open, asked, approved, merged, declined
    reason TEXT NOT NULL,             -- of what was declined: one of ours, or empty for words
    words TEXT NOT NULL,              -- a moderator's own, to the member
    question TEXT NOT NULL,           -- a moderator's, to the member
    answer TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    decided_at INTEGER NOT NULL,      -- 0: not yet
    decided_by INTEGER NOT NULL,      -- a moderator; 0: nobody yet, or somebody who was forgotten
    told INTEGER NOT NULL,            -- 1: the member knows the outcome, or the question
    dm INTEGER NOT NULL,              -- 1: the member wants a direct message
    from_guild INTEGER NOT NULL       -- the server that proposes it to the curators; 0: a member does
);
CREATE INDEX suggestions_queue ON suggestions (guild, state, created_at);
CREATE INDEX suggestions_member ON suggestions (user_id, created_at) WHERE user_id <> 0;
CREATE INDEX suggestions_from ON suggestions (from_guild, created_at) WHERE from_guild <> 0;
