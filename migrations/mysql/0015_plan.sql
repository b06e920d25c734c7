-- The plan by period and kind of post, every movement of it by document, stream and season of posts.

-- step
-- a period of the plan beside the first one
CREATE TABLE plan_period (
  code VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name VARCHAR(30) NOT NULL,
  from_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  until_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  document VARCHAR(100) NOT NULL,
  created_by BIGINT NOT NULL,
  created_us BIGINT NOT NULL,
  PRIMARY KEY (code),
  CHECK (until_date > from_date)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
-- empty: any kind
ALTER TABLE quota ADD COLUMN kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '';

-- step
CREATE UNIQUE INDEX quota__region_id_period_kind ON quota (region_id, period, kind);

-- step
DROP INDEX quota__region_id_period ON quota;

-- step
-- what was set, given down, moved between neighbours or taken back, by document
CREATE TABLE quota_move (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  act VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  period VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  from_path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  to_path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  amount BIGINT NOT NULL,
  document VARCHAR(100) NOT NULL,
  actor_id BIGINT NOT NULL,
  at_us BIGINT NOT NULL,
  CHECK (act IN ('set','allot','transfer','return'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE INDEX quota_move__to_path_id ON quota_move (to_path, id);

-- step
CREATE INDEX quota_move__from_path_id ON quota_move (from_path, id);

-- step
CREATE TRIGGER quota_move_no_update BEFORE UPDATE ON quota_move FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'quota_move is append-only';

-- step
CREATE TRIGGER quota_move_no_delete BEFORE DELETE ON quota_move FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'quota_move is append-only';

-- step
-- rural (乡村) or urban (城镇); only rural posts count in the notice's figures
ALTER TABLE post ADD COLUMN stream VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'rural';

-- step
-- months of the year in which there is work, first and last; 1 and 12: all year
ALTER TABLE post ADD COLUMN season_from BIGINT NOT NULL DEFAULT 1;

-- step
ALTER TABLE post ADD COLUMN season_until BIGINT NOT NULL DEFAULT 12;
