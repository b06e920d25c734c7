-- Orders to put something right (整改通知), from inspection, complaints, duty checks and forms alike: the reply with its photo or scan, and the closing (销号).

-- step
CREATE TABLE rectify_task (
  id INTEGER NOT NULL PRIMARY KEY,
  number TEXT NOT NULL,
  path TEXT NOT NULL,
  issuer_path TEXT NOT NULL,
  source TEXT NOT NULL,
  source_id INTEGER NULL,
  title TEXT NOT NULL,
  what TEXT NOT NULL,
  due_on TEXT NOT NULL,
  state TEXT NOT NULL,
  issued_by INTEGER NOT NULL,
  issued_on TEXT NOT NULL,
  closed_on TEXT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  CHECK (source IN ('inspection','complaint','duty','form','other')),
  CHECK (state IN ('open','replied','closed')),
  CHECK (due_on >= issued_on)
);

-- step
CREATE UNIQUE INDEX rectify_task__number ON rectify_task (number);

-- step
CREATE INDEX rectify_task__path_state ON rectify_task (path, state);

-- step
CREATE INDEX rectify_task__issuer_path_state ON rectify_task (issuer_path, state);

-- step
-- what was said and done, never changed
CREATE TABLE rectify_event (
  id INTEGER NOT NULL PRIMARY KEY,
  task_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  said TEXT NOT NULL,
  file_id INTEGER NULL,
  actor_id INTEGER NOT NULL,
  person_key TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  trail_id INTEGER NOT NULL,
  row_digest BLOB NOT NULL,
  FOREIGN KEY (task_id) REFERENCES rectify_task (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (file_id) REFERENCES file (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (kind IN ('issued','replied','back','closed','extended'))
);

-- step
CREATE INDEX rectify_event__task_id ON rectify_event (task_id);

-- step
CREATE INDEX rectify_event__trail_id ON rectify_event (trail_id);

-- step
CREATE TRIGGER rectify_event_no_update BEFORE UPDATE ON rectify_event
BEGIN SELECT RAISE(ABORT, 'rectify_event is append-only'); END;

-- step
CREATE TRIGGER rectify_event_no_delete BEFORE DELETE ON rectify_event
BEGIN SELECT RAISE(ABORT, 'rectify_event is append-only'); END;

-- step
CREATE TRIGGER rectify_event_no_replace BEFORE INSERT ON rectify_event WHEN EXISTS (SELECT 1 FROM rectify_event WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'rectify_event is append-only'); END;
