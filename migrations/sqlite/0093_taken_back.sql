-- What is taken back: a decision on an application, an answer to a complaint.

-- step
-- a step of an application that its author took back: it counts no longer, and stays
CREATE TABLE application_back (
  id INTEGER NOT NULL PRIMARY KEY,
  application_id INTEGER NOT NULL,
  step_id INTEGER NOT NULL,
  actor_id INTEGER NOT NULL,
  why TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  trail_id INTEGER NOT NULL,
  row_digest BLOB NOT NULL,
  FOREIGN KEY (application_id) REFERENCES application (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (step_id) REFERENCES application_step (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- step
CREATE UNIQUE INDEX application_back__step_id ON application_back (step_id);

-- step
CREATE INDEX application_back__application_id ON application_back (application_id);

-- step
CREATE INDEX application_back__trail_id ON application_back (trail_id);

-- step
CREATE TRIGGER application_back_no_update BEFORE UPDATE ON application_back
BEGIN SELECT RAISE(ABORT, 'application_back is append-only'); END;

-- step
CREATE TRIGGER application_back_no_delete BEFORE DELETE ON application_back
BEGIN SELECT RAISE(ABORT, 'application_back is append-only'); END;

-- step
CREATE TRIGGER application_back_no_replace BEFORE INSERT ON application_back WHEN EXISTS (SELECT 1 FROM application_back WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'application_back is append-only'); END;

-- step
-- the same table with one more kind: made beside the old one, filled, put in its place
CREATE TABLE complaint_event_next (
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
  CHECK (kind IN ('received','passed','answered','withdrawn','reopened','extended','asked','explained','escalated','told','recalled'))
);

-- step
INSERT INTO complaint_event_next (id, complaint_id, kind, on_date, remark, office, actor_id, at_us, trail_id, row_digest) SELECT id, complaint_id, kind, on_date, remark, office, actor_id, at_us, trail_id, row_digest FROM complaint_event WHERE NOT EXISTS (SELECT 1 FROM complaint_event_next n WHERE n.id = complaint_event.id);

-- step apart
DROP TABLE IF EXISTS complaint_event;

-- step apart
ALTER TABLE complaint_event_next RENAME TO complaint_event;

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
