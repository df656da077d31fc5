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
