-- What a server's moderators chose for it. Times are UTC seconds.

CREATE TABLE servers (
    guild INTEGER PRIMARY KEY,
    body TEXT NOT NULL,               -- JSON: region, language, zone, channels, role
    updated_at INTEGER NOT NULL
);

-- Channels that have stopped are looked for often, and there are few.
CREATE INDEX subscriptions_stopped ON subscriptions (guild) WHERE state IN ('blocked', 'disabled');
