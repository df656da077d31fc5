-- Watch parties, which are events of Discord's too, and the time zone in which a member says when. Times are UTC seconds.

ALTER TABLE members ADD COLUMN zone TEXT;

CREATE TABLE parties (
    id TEXT PRIMARY KEY,              -- stands in buttons and in the description of the event
    guild INTEGER NOT NULL,
    channel INTEGER NOT NULL,         -- where it was asked for, and is made known
    host INTEGER NOT NULL,            -- 0: somebody who was forgotten
    title_id TEXT NOT NULL,
    first INTEGER NOT NULL,           -- episodes; 0: all
    last INTEGER NOT NULL,
    place INTEGER NOT NULL,           -- a voice or stage channel; 0: everybody in their own app
    typed TEXT NOT NULL,              -- the time, as it was typed
    at INTEGER NOT NULL,              -- 0: not understood yet
    minutes INTEGER NOT NULL,
    state TEXT NOT NULL,              -- draft, making, made, cancelled, over
    event INTEGER NOT NULL,           -- Discord's ids; 0: none yet
    message INTEGER NOT NULL,
    thread INTEGER NOT NULL,
    told INTEGER NOT NULL,            -- the start that the channel was reminded of
    stale INTEGER NOT NULL,           -- 1: the message shows something older
    lease INTEGER NOT NULL,           -- until when somebody works on it
    tries INTEGER NOT NULL,           -- how often the step under way was begun
    created_at INTEGER NOT NULL,
    made_at INTEGER NOT NULL          -- when its host pressed Create; 0: not yet
);
CREATE INDEX parties_host ON parties (guild, host, created_at);
CREATE INDEX parties_event ON parties (event) WHERE event <> 0;
CREATE INDEX parties_open ON parties (at) WHERE state IN ('making', 'made') OR stale = 1;
