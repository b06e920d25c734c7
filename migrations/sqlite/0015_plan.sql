-- The plan by period and kind of post, every movement of it by document, stream and season of posts.

-- step
-- a period of the plan beside the first one
CREATE TABLE plan_period (
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  from_date TEXT NOT NULL,
  until_date TEXT NOT NULL,
  document TEXT NOT NULL,
  created_by INTEGER NOT NULL,
  created_us INTEGER NOT NULL,
  PRIMARY KEY (code),
  CHECK (until_date > from_date)
);

-- step
-- empty: any kind
ALTER TABLE quota ADD COLUMN kind TEXT NOT NULL DEFAULT '';

-- step
CREATE UNIQUE INDEX quota__region_id_period_kind ON quota (region_id, period, kind);

-- step
DROP INDEX quota__region_id_period;

-- step
-- what was set, given down, moved between neighbours or taken back, by document
CREATE TABLE quota_move (
  id INTEGER NOT NULL PRIMARY KEY,
  act TEXT NOT NULL,
  period TEXT NOT NULL,
  kind TEXT NOT NULL,
  from_path TEXT NOT NULL,
  to_path TEXT NOT NULL,
  amount INTEGER NOT NULL,
  document TEXT NOT NULL,
  actor_id INTEGER NOT NULL,
  at_us INTEGER NOT NULL,
  CHECK (act IN ('set','allot','transfer','return'))
);

-- step
CREATE INDEX quota_move__to_path_id ON quota_move (to_path, id);

-- step
CREATE INDEX quota_move__from_path_id ON quota_move (from_path, id);

-- step
CREATE TRIGGER quota_move_no_update BEFORE UPDATE ON quota_move
BEGIN SELECT RAISE(ABORT, 'quota_move is append-only'); END;

-- step
CREATE TRIGGER quota_move_no_delete BEFORE DELETE ON quota_move
BEGIN SELECT RAISE(ABORT, 'quota_move is append-only'); END;

-- step
CREATE TRIGGER quota_move_no_replace BEFORE INSERT ON quota_move WHEN EXISTS (SELECT 1 FROM quota_move WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'quota_move is append-only'); END;

-- step
-- rural (乡村) or urban (城镇); only rural posts count in the notice's figures
ALTER TABLE post ADD COLUMN stream TEXT NOT NULL DEFAULT 'rural';

-- step
-- months of the year in which there is work, first and last; 1 and 12: all year
ALTER TABLE post ADD COLUMN season_from INTEGER NOT NULL DEFAULT 1;

-- step
ALTER TABLE post ADD COLUMN season_until INTEGER NOT NULL DEFAULT 12;
