-- Members whose suggestions a server's moderators do not want. Times are UTC seconds.

CREATE TABLE blocked (
    guild INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (guild, user_id)
);
CREATE INDEX blocked_member ON blocked (user_id);
