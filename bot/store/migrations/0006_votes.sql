-- What members say of ways to watch: whether they worked. One vote a member, title, service and country.

CREATE TABLE votes (
    user_id INTEGER NOT NULL,
    title_id TEXT NOT NULL,
    platform TEXT NOT NULL,
    region TEXT NOT NULL,             -- ISO 3166 alpha-2
    worked INTEGER NOT NULL,          -- 1: yes, 0: no
    guild INTEGER NOT NULL,           -- where it was cast; 0: in a direct message
    at INTEGER NOT NULL,              -- UTC seconds
    PRIMARY KEY (user_id, title_id, platform, region)
);
CREATE INDEX votes_way ON votes (title_id, region);
CREATE INDEX votes_failed ON votes (guild, at) WHERE worked = 0;
