-- How each duty of the night stands: when it was begun, when it last succeeded and failed, and who has it in hand.

-- step
CREATE TABLE nightly_task (
  name TEXT NOT NULL,
  known_us INTEGER NOT NULL,
  begun_us INTEGER NOT NULL DEFAULT 0,
  succeeded_us INTEGER NOT NULL DEFAULT 0,
  failed_us INTEGER NOT NULL DEFAULT 0,
  failed_how TEXT NOT NULL DEFAULT '',
  failed_why TEXT NOT NULL DEFAULT '',
  took_us INTEGER NOT NULL DEFAULT 0,
  failures INTEGER NOT NULL DEFAULT 0,
  holder TEXT NOT NULL DEFAULT '',
  until_us INTEGER NOT NULL DEFAULT 0,
  overran INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (name),
  CHECK (failures >= 0),
  CHECK (took_us >= 0),
  CHECK (overran IN (0, 1)),
  CHECK (failed_how IN ('', 'error', 'timeout', 'panic', 'outage', 'cut')),
  CHECK (failures = 0 OR failed_us > 0)
);
