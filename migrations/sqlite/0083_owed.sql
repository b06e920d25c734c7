-- Two figures of what is owed: what a sheet or a run says is due, and months of which nothing is here.

-- step
DROP TABLE IF EXISTS pay_unconfirmed;

-- step
-- months in which somebody was on post, whose due day has passed, and of which nothing here says whether pay is due,
-- as counted last night; lack tells what is missing of the village's sheet, or that a decision was not told
CREATE TABLE pay_missing (
  placement_id INTEGER NOT NULL,
  month TEXT NOT NULL,
  person_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  lack TEXT NOT NULL,
  due_on TEXT NOT NULL,
  PRIMARY KEY (placement_id, month),
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (lack IN ('sheet','unlisted','blank','untold'))
);

-- step
CREATE INDEX pay_missing__path ON pay_missing (path, month, lack, due_on, person_id, placement_id);

-- step
-- a month that ends without pay: decided with its reason, told to the payee, taken back; the latest holds
CREATE TABLE no_pay_event (
  id INTEGER NOT NULL PRIMARY KEY,
  placement_id INTEGER NOT NULL,
  month TEXT NOT NULL,
  path TEXT NOT NULL,
  kind TEXT NOT NULL,
  reason TEXT NOT NULL,
  remark TEXT NOT NULL,
  on_date TEXT NULL,
  actor_id INTEGER NOT NULL,
  person_key TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  trail_id INTEGER NOT NULL,
  row_digest BLOB NOT NULL,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (kind IN ('decided','told','withdrawn')),
  CHECK (kind <> 'decided' OR reason IN ('no_work','leave','off_list')),
  CHECK (kind <> 'told' OR reason IN ('visit','phone','paper') AND on_date IS NOT NULL)
);

-- step
CREATE INDEX no_pay_event__placement_id_month ON no_pay_event (placement_id, month, id);

-- step
CREATE INDEX no_pay_event__path_month ON no_pay_event (path, month);

-- step
CREATE INDEX no_pay_event__trail_id ON no_pay_event (trail_id);

-- step
CREATE TRIGGER no_pay_event_no_update BEFORE UPDATE ON no_pay_event
BEGIN SELECT RAISE(ABORT, 'no_pay_event is append-only'); END;

-- step
CREATE TRIGGER no_pay_event_no_delete BEFORE DELETE ON no_pay_event
BEGIN SELECT RAISE(ABORT, 'no_pay_event is append-only'); END;

-- step
CREATE TRIGGER no_pay_event_no_replace BEFORE INSERT ON no_pay_event WHEN EXISTS (SELECT 1 FROM no_pay_event WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'no_pay_event is append-only'); END;
