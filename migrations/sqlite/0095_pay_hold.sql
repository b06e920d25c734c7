-- a line of pay that waits because its sheet has the holder absent on all days (暂缓发放): told to the payee, with the days until which
-- he may object and by which it must be decided; what was said against it; what was decided; the latest decision holds

-- step
CREATE TABLE pay_hold_event (
  id INTEGER NOT NULL PRIMARY KEY,
  placement_id INTEGER NOT NULL,
  month TEXT NOT NULL,
  path TEXT NOT NULL,
  kind TEXT NOT NULL,
  how TEXT NOT NULL,
  who TEXT NOT NULL,
  party TEXT NOT NULL,
  remark TEXT NOT NULL,
  on_date TEXT NULL,
  days INTEGER NOT NULL,
  object_until TEXT NULL,
  decide_by TEXT NULL,
  actor_id INTEGER NOT NULL,
  person_key TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  trail_id INTEGER NOT NULL,
  row_digest BLOB NOT NULL,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (kind IN ('told','objected','decided','reopened')),
  CHECK (kind <> 'told' OR on_date IS NOT NULL AND object_until IS NOT NULL AND decide_by IS NOT NULL),
  CHECK (kind <> 'decided' OR how IN ('pay','none')),
  CHECK (days >= 0)
);

-- step
CREATE INDEX pay_hold_event__placement_id_month ON pay_hold_event (placement_id, month, id);

-- step
CREATE INDEX pay_hold_event__path_month ON pay_hold_event (path, month);

-- step
CREATE INDEX pay_hold_event__trail_id ON pay_hold_event (trail_id);

-- step
CREATE TRIGGER pay_hold_event_no_update BEFORE UPDATE ON pay_hold_event
BEGIN SELECT RAISE(ABORT, 'pay_hold_event is append-only'); END;

-- step
CREATE TRIGGER pay_hold_event_no_delete BEFORE DELETE ON pay_hold_event
BEGIN SELECT RAISE(ABORT, 'pay_hold_event is append-only'); END;

-- step
CREATE TRIGGER pay_hold_event_no_replace BEFORE INSERT ON pay_hold_event WHEN EXISTS (SELECT 1 FROM pay_hold_event WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'pay_hold_event is append-only'); END;
