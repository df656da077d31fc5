-- What Discord shows of a drama's home, as far as it may differ from what was decided.

ALTER TABLE homes ADD COLUMN unsettled INTEGER NOT NULL DEFAULT 0;  -- 1: merged or taken out; its threads may not show it yet
ALTER TABLE places ADD COLUMN shown TEXT NOT NULL DEFAULT '';       -- a digest of what its first message shows; empty: unknown
CREATE INDEX homes_merged ON homes (guild, merged_into) WHERE merged_into <> '';
CREATE INDEX homes_unsettled ON homes (guild) WHERE unsettled = 1;
