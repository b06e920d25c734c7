-- How each duty of the night stands: when it was begun, when it last succeeded and failed, and who has it in hand.

-- step
CREATE TABLE nightly_task (
  name VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  known_us BIGINT NOT NULL,
  begun_us BIGINT NOT NULL DEFAULT 0,
  succeeded_us BIGINT NOT NULL DEFAULT 0,
  failed_us BIGINT NOT NULL DEFAULT 0,
  failed_how VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  failed_why VARCHAR(300) NOT NULL DEFAULT '',
  took_us BIGINT NOT NULL DEFAULT 0,
  failures BIGINT NOT NULL DEFAULT 0,
  holder VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  until_us BIGINT NOT NULL DEFAULT 0,
  overran BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (name),
  CHECK (failures >= 0),
  CHECK (took_us >= 0),
  CHECK (overran IN (0, 1)),
  CHECK (failed_how IN ('', 'error', 'timeout', 'panic', 'outage', 'cut')),
  CHECK (failures = 0 OR failed_us > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
