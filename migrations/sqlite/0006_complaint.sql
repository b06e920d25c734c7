-- Complaints, handled above the village; who made them is sealed and apart.

-- step
-- what a villager says is wrong; office is who answers, never the village
CREATE TABLE complaint (
  id INTEGER NOT NULL PRIMARY KEY,
  number TEXT NOT NULL,
  kind TEXT NOT NULL,
  village_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  office TEXT NOT NULL,
  came_by TEXT NOT NULL,
  placement_id INTEGER NULL,
  received_on TEXT NOT NULL,
  answer_by TEXT NOT NULL,
  state TEXT NOT NULL,
  answered_on TEXT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  FOREIGN KEY (village_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (kind IN ('unfair_hiring','kin_favour','taking_turns','need_ignored','unpaid','asked_back','not_working','conduct','other')),
  CHECK (office IN ('township','county','inspector')),
  CHECK (state IN ('open','answered','withdrawn')),
  CHECK (state <> 'answered' OR answered_on IS NOT NULL),
  CHECK (answer_by >= received_on)
);

-- step
CREATE UNIQUE INDEX complaint__number ON complaint (number);

-- step
CREATE INDEX complaint__path_id ON complaint (path, id);

-- step
CREATE INDEX complaint__office_state_path ON complaint (office, state, path);

-- step
CREATE INDEX complaint__placement_id ON complaint (placement_id);

-- step
-- who said it, read by inspectors only; no row if the villager gave no name
CREATE TABLE complaint_reporter (
  complaint_id INTEGER NOT NULL,
  name_sealed BLOB NULL,
  phone_sealed BLOB NULL,
  PRIMARY KEY (complaint_id),
  FOREIGN KEY (complaint_id) REFERENCES complaint (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- step
-- what was done about it, never changed
CREATE TABLE complaint_event (
  id INTEGER NOT NULL PRIMARY KEY,
  complaint_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  on_date TEXT NOT NULL,
  remark TEXT NOT NULL,
  office TEXT NOT NULL,
  actor_id INTEGER NOT NULL,
  at_us INTEGER NOT NULL,
  trail_id INTEGER NOT NULL,
  row_digest BLOB NOT NULL,
  FOREIGN KEY (complaint_id) REFERENCES complaint (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (kind IN ('received','passed','answered','withdrawn','reopened'))
);

-- step
CREATE INDEX complaint_event__complaint_id ON complaint_event (complaint_id);

-- step
CREATE INDEX complaint_event__trail_id ON complaint_event (trail_id);

-- step
CREATE TRIGGER complaint_event_no_update BEFORE UPDATE ON complaint_event
BEGIN SELECT RAISE(ABORT, 'complaint_event is append-only'); END;

-- step
CREATE TRIGGER complaint_event_no_delete BEFORE DELETE ON complaint_event
BEGIN SELECT RAISE(ABORT, 'complaint_event is append-only'); END;

-- step
CREATE TRIGGER complaint_event_no_replace BEFORE INSERT ON complaint_event WHEN EXISTS (SELECT 1 FROM complaint_event WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'complaint_event is append-only'); END;
