-- step
-- notices of lists of pay that cannot count, as they happened (irregular says why they cannot); the one that counts stands in pay_run
CREATE TABLE pay_notice (
  id INTEGER NOT NULL PRIMARY KEY,
  run_id INTEGER NOT NULL,
  from_date TEXT NOT NULL,
  until_date TEXT NOT NULL,
  objections TEXT NOT NULL,
  irregular TEXT NOT NULL,
  why TEXT NOT NULL,
  actor_id INTEGER NOT NULL,
  at_us INTEGER NOT NULL,
  FOREIGN KEY (run_id) REFERENCES pay_run (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (irregular <> '' AND why <> '' AND from_date <= until_date)
);

-- step
CREATE INDEX pay_notice__run_id ON pay_notice (run_id);

-- step
CREATE TRIGGER pay_notice_no_update BEFORE UPDATE ON pay_notice
BEGIN SELECT RAISE(ABORT, 'pay_notice is append-only'); END;

-- step
CREATE TRIGGER pay_notice_no_delete BEFORE DELETE ON pay_notice
BEGIN SELECT RAISE(ABORT, 'pay_notice is append-only'); END;

-- step
CREATE TRIGGER pay_notice_no_replace BEFORE INSERT ON pay_notice WHEN EXISTS (SELECT 1 FROM pay_notice WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'pay_notice is append-only'); END;
