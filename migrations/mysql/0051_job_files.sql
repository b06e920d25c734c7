-- Files that jobs make are sealed, gone a quarter of an hour after they were fetched or a day after they were made.

-- step
-- first fetch of the whole file; 0: none
ALTER TABLE job ADD COLUMN fetched_us BIGINT NOT NULL DEFAULT 0;

-- step
-- when the file was removed; 0: it is there, or there never was one
ALTER TABLE job ADD COLUMN gone_us BIGINT NOT NULL DEFAULT 0;

-- step
-- files of earlier versions lay in clear and are removed as ever at the next start
UPDATE job SET gone_us = COALESCE(ended_us, created_us) WHERE state = 'ready' AND kind IN ('export','inspect.report','user.fulfil');

-- step
CREATE INDEX job__gone_us_kind ON job (gone_us, kind, state);
