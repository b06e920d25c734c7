-- Why a month waits at a desk, said by that desk; how many wait where, counted once a day.

-- step
CREATE INDEX pay_item__of_item_id ON pay_item (of_item_id);

-- step
-- what a desk says of the months that wait at it, in the region of path; the latest that covers a month holds
CREATE TABLE pay_delay (
  id INTEGER NOT NULL PRIMARY KEY,
  path TEXT NOT NULL,
  month TEXT NOT NULL,
  desk TEXT NOT NULL,
  reason TEXT NOT NULL,
  remark TEXT NOT NULL,
  expected_on TEXT NULL,
  actor_id INTEGER NOT NULL,
  at_us INTEGER NOT NULL,
  trail_id INTEGER NOT NULL,
  row_digest BLOB NOT NULL,
  CHECK (desk IN ('sheet','review','draft','notice','audit','prepare','release','bank','account')),
  CHECK (reason IN ('funds','sheet','returned','account','other'))
);

-- step
CREATE INDEX pay_delay__month_path ON pay_delay (month, path);

-- step
CREATE INDEX pay_delay__trail_id ON pay_delay (trail_id);

-- step
CREATE TRIGGER pay_delay_no_update BEFORE UPDATE ON pay_delay
BEGIN SELECT RAISE(ABORT, 'pay_delay is append-only'); END;

-- step
CREATE TRIGGER pay_delay_no_delete BEFORE DELETE ON pay_delay
BEGIN SELECT RAISE(ABORT, 'pay_delay is append-only'); END;

-- step
CREATE TRIGGER pay_delay_no_replace BEFORE INSERT ON pay_delay WHEN EXISTS (SELECT 1 FROM pay_delay WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'pay_delay is append-only'); END;

-- step
-- the count of the latest day; path is a township's
CREATE TABLE arrears_count (
  path TEXT NOT NULL,
  month TEXT NOT NULL,
  desk TEXT NOT NULL,
  class INTEGER NOT NULL,
  on_day TEXT NOT NULL,
  n INTEGER NOT NULL,
  amount_fen INTEGER NOT NULL,
  PRIMARY KEY (path, month, desk, class),
  CHECK (class BETWEEN 1 AND 4 AND n > 0)
);
