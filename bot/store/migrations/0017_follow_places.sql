-- A member may follow the same thing in several servers, and a change may be told for several reasons at once.

CREATE TABLE followed (
    user_id INTEGER NOT NULL,
    kind TEXT NOT NULL,               -- title, list, collection, platform, trope
    target TEXT NOT NULL,             -- an id; of a list, whose it is
    guild INTEGER NOT NULL,           -- the server it is followed and told in; 0: a direct message
    made_at INTEGER NOT NULL,
    PRIMARY KEY (user_id, kind, target, guild)
);
INSERT INTO followed SELECT user_id, kind, target, guild, made_at FROM follows;
DROP TABLE follows;
ALTER TABLE followed RENAME TO follows;
CREATE INDEX follows_target ON follows (kind, target, user_id);

CREATE TABLE noticed (
    happening TEXT NOT NULL,
    user_id INTEGER NOT NULL,
    guild INTEGER NOT NULL,           -- where they follow it
    title_id TEXT NOT NULL,
    what TEXT NOT NULL,               -- announced, watchable, subtitled, completed, band
    mark TEXT NOT NULL,               -- a country, a language, or a band
    kind TEXT NOT NULL,               -- of what they follow
    target TEXT NOT NULL,
    state TEXT NOT NULL,              -- queued in a post, waiting for their next command, told
    post TEXT NOT NULL,               -- or the answer that told it; empty: none
    made_at INTEGER NOT NULL,
    PRIMARY KEY (happening, user_id, what)
);
INSERT INTO noticed SELECT happening, user_id, guild, title_id, what, mark, kind, target, state, post, made_at
    FROM notices ORDER BY rowid;
DROP TABLE notices;
ALTER TABLE noticed RENAME TO notices;
CREATE INDEX notices_post ON notices (post, user_id) WHERE post <> '';
CREATE INDEX notices_member ON notices (user_id, title_id);
CREATE INDEX notices_queued ON notices (user_id) WHERE state = 'queued';
CREATE INDEX notices_waiting ON notices (user_id) WHERE state = 'waiting';
CREATE INDEX notices_made ON notices (made_at);

-- When a channel was told last.
CREATE INDEX deliveries_noticed ON deliveries (channel, settled_at) WHERE step = 'notice' AND state = 'sent';
