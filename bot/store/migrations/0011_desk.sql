-- "What drama is this?": what members ask, what others answer, and weekly lists of what is still open. Times are UTC seconds.

CREATE TABLE questions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used again: buttons of old posts carry it
    guild INTEGER NOT NULL,
    user_id INTEGER NOT NULL,         -- who asks; 0: somebody who was forgotten
    description TEXT NOT NULL,
    image TEXT NOT NULL,              -- address of a picture at Discord; empty: none
    link TEXT NOT NULL,               -- address on an official site; empty: none
    state TEXT NOT NULL,              -- draft, open, solved, closed
    why TEXT NOT NULL,                -- it was closed without an answer; empty for others
    channel INTEGER NOT NULL,         -- in which it is posted; 0: nowhere yet
    message INTEGER NOT NULL,         -- its post; 0: none that is known
    made_at INTEGER NOT NULL,
    asked_at INTEGER NOT NULL,        -- 0: a draft
    first_at INTEGER NOT NULL,        -- first request for its post; 0: none
    until INTEGER NOT NULL,           -- while somebody posts it
    title_id TEXT NOT NULL,           -- what was accepted; empty: nothing yet
    decided_by INTEGER NOT NULL,      -- who accepted or closed it; 0: nobody, or somebody who was forgotten
    decided_at INTEGER NOT NULL,
    findable INTEGER NOT NULL,        -- 1: a moderator has made its words findable
    told INTEGER NOT NULL,            -- 1: the asker knows the outcome
    revision INTEGER NOT NULL,        -- rises with each change
    shown INTEGER NOT NULL            -- the revision that the post shows
);
CREATE UNIQUE INDEX questions_one_open ON questions (guild, user_id) WHERE state = 'open' AND user_id <> 0;
CREATE INDEX questions_member ON questions (user_id, asked_at) WHERE user_id <> 0;
CREATE INDEX questions_open ON questions (guild, asked_at) WHERE state = 'open';
CREATE INDEX questions_untold ON questions (user_id) WHERE told = 0;
CREATE INDEX questions_unposted ON questions (until) WHERE message = 0 AND first_at <> 0;
CREATE INDEX questions_stale ON questions (id) WHERE revision <> shown;
CREATE INDEX questions_state ON questions (state, made_at);

CREATE TABLE answers (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    question INTEGER NOT NULL REFERENCES questions (id) ON DELETE CASCADE,
    title_id TEXT NOT NULL,
    user_id INTEGER NOT NULL,         -- who said it first; 0: somebody who was forgotten
    at INTEGER NOT NULL,
    UNIQUE (question, title_id)
);
CREATE INDEX answers_member ON answers (user_id) WHERE user_id <> 0;

-- One vote a member and question.
CREATE TABLE agreements (
    question INTEGER NOT NULL REFERENCES questions (id) ON DELETE CASCADE,
    user_id INTEGER NOT NULL,
    answer INTEGER NOT NULL REFERENCES answers (id) ON DELETE CASCADE,
    at INTEGER NOT NULL,
    PRIMARY KEY (question, user_id)
);
CREATE INDEX agreements_answer ON agreements (answer);
CREATE INDEX agreements_member ON agreements (user_id);

CREATE TABLE desk_lists (
    guild INTEGER NOT NULL,
    at INTEGER NOT NULL,
    channel INTEGER NOT NULL,
    message INTEGER NOT NULL,         -- 0: none that is known
    until INTEGER NOT NULL,           -- while somebody posts it; 0: done
    PRIMARY KEY (guild, at)
);
CREATE INDEX desk_lists_unposted ON desk_lists (until) WHERE until <> 0;
