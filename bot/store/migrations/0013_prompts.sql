-- Conversation starters that moderators post, and servers that have removed the bot. Times are UTC seconds.

CREATE TABLE prompt_posts (
    id TEXT PRIMARY KEY,              -- stands in buttons, and makes the nonce
    guild INTEGER NOT NULL,
    channel INTEGER NOT NULL,
    audience TEXT NOT NULL,           -- what a draft is chosen by; empty: any
    trope TEXT NOT NULL,
    title_id TEXT NOT NULL,
    prompt TEXT NOT NULL,             -- of the library; empty: a draft
    language TEXT NOT NULL,           -- of the post
    body TEXT NOT NULL,               -- JSON: what is asked, as it is posted
    state TEXT NOT NULL,              -- draft, pending, sent, dead, cancelled, unknown
    reason TEXT NOT NULL,             -- of the last outcome: a key of the outcome table
    made_at INTEGER NOT NULL,
    not_before INTEGER NOT NULL,
    until INTEGER NOT NULL,           -- while somebody sends it
    attempts INTEGER NOT NULL,        -- that may have reached Discord
    first_at INTEGER NOT NULL,        -- of the first of them; 0: none yet
    message INTEGER NOT NULL,         -- 0: not sent
    ends_at INTEGER NOT NULL,         -- of its poll; 0: it has none, or its votes are counted
    counts TEXT NOT NULL,             -- JSON: votes by answer; empty: not known
    told INTEGER NOT NULL             -- 1: the log channel has nothing to be told of it
);
CREATE INDEX prompt_posts_guild ON prompt_posts (guild, made_at);
CREATE INDEX prompt_posts_pending ON prompt_posts (not_before) WHERE state = 'pending';
CREATE INDEX prompt_posts_ending ON prompt_posts (ends_at) WHERE ends_at <> 0;
CREATE INDEX prompt_posts_untold ON prompt_posts (guild) WHERE told = 0;

-- One a week; one row a server.
CREATE TABLE prompt_weeks (
    guild INTEGER PRIMARY KEY,
    channel INTEGER NOT NULL,
    weekday INTEGER NOT NULL,         -- 0 is Monday
    minute INTEGER NOT NULL,          -- of the day
    zone TEXT NOT NULL,               -- of the IANA's
    language TEXT NOT NULL,
    next_at INTEGER NOT NULL
);
CREATE INDEX prompt_weeks_due ON prompt_weeks (next_at);

-- What is known of these servers is removed after a while, unless they come back.
CREATE TABLE departures (
    guild INTEGER PRIMARY KEY,
    left_at INTEGER NOT NULL
);

-- Counts that nobody has added to for long are removed.
ALTER TABLE asked ADD COLUMN last_at INTEGER NOT NULL DEFAULT 0;
UPDATE asked SET last_at = CAST(strftime('%s', 'now') AS INTEGER);
