-- that a holder whose agreement, insurance, age or term had lapsed was told in writing from which day no more work is given; days
-- worked are paid, and the placement ends by its exit alone

-- step
CREATE TABLE lapse_told (
  id INTEGER NOT NULL PRIMARY KEY,
  placement_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  since TEXT NOT NULL,
  kinds TEXT NOT NULL,
  from_date TEXT NOT NULL,
  on_date TEXT NOT NULL,
  how TEXT NOT NULL,
  who TEXT NOT NULL,
  actor_id INTEGER NOT NULL,
  person_key TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  trail_id INTEGER NOT NULL,
  row_digest BLOB NOT NULL,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (from_date > on_date)
);

-- step
CREATE UNIQUE INDEX lapse_told__placement_id_since ON lapse_told (placement_id, since);

-- step
CREATE INDEX lapse_told__path ON lapse_told (path);

-- step
CREATE INDEX lapse_told__trail_id ON lapse_told (trail_id);

-- step
CREATE TRIGGER lapse_told_no_update BEFORE UPDATE ON lapse_told
BEGIN SELECT RAISE(ABORT, 'lapse_told is append-only'); END;

-- step
CREATE TRIGGER lapse_told_no_delete BEFORE DELETE ON lapse_told
BEGIN SELECT RAISE(ABORT, 'lapse_told is append-only'); END;

-- step
CREATE TRIGGER lapse_told_no_replace BEFORE INSERT ON lapse_told WHEN EXISTS (SELECT 1 FROM lapse_told WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'lapse_told is append-only'); END;
