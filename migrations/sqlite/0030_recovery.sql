-- What was paid too much and came back, by its own road.

-- step
CREATE TABLE pay_recovery (
  id INTEGER NOT NULL PRIMARY KEY,
  placement_id INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  fund TEXT NOT NULL,
  amount_fen INTEGER NOT NULL,
  on_date TEXT NOT NULL,
  voucher TEXT NOT NULL,
  actor_id INTEGER NOT NULL,
  at_us INTEGER NOT NULL,
  trail_id INTEGER NOT NULL,
  row_digest BLOB NOT NULL,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (amount_fen > 0)
);

-- step
-- a voucher of a placement counts once
CREATE UNIQUE INDEX pay_recovery__placement_id_voucher ON pay_recovery (placement_id, voucher);

-- step
CREATE INDEX pay_recovery__path ON pay_recovery (path);

-- step
CREATE INDEX pay_recovery__trail_id ON pay_recovery (trail_id);

-- step
CREATE TRIGGER pay_recovery_no_update BEFORE UPDATE ON pay_recovery
BEGIN SELECT RAISE(ABORT, 'pay_recovery is append-only'); END;

-- step
CREATE TRIGGER pay_recovery_no_delete BEFORE DELETE ON pay_recovery
BEGIN SELECT RAISE(ABORT, 'pay_recovery is append-only'); END;

-- step
CREATE TRIGGER pay_recovery_no_replace BEFORE INSERT ON pay_recovery WHEN EXISTS (SELECT 1 FROM pay_recovery WHERE id = NEW.id OR (placement_id = NEW.placement_id AND voucher = NEW.voucher))
BEGIN SELECT RAISE(ABORT, 'pay_recovery is append-only'); END;
