-- A party that Discord was slow to make is made later, or cannot be: its host, who was told to wait, is told then.

ALTER TABLE parties ADD COLUMN news TEXT NOT NULL DEFAULT '';  -- key of a text that the host has not read yet
CREATE INDEX parties_news ON parties (host) WHERE news <> '';
