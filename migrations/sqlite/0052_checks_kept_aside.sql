-- A second message of a check's id with other content: neither dropped nor counted, kept aside until somebody looks.

-- step
CREATE TABLE duty_aside (
  id INTEGER NOT NULL PRIMARY KEY,
  -- the check that was kept under the same id
  check_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  content BLOB NOT NULL,
  name TEXT NOT NULL,
  method TEXT NOT NULL,
  -- the phone's own time, 0 if none was sent
  seen_us INTEGER NOT NULL,
  finding TEXT NOT NULL,
  second TEXT NOT NULL,
  place TEXT NOT NULL,
  statement TEXT NOT NULL,
  remark TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  trail_id INTEGER NOT NULL,
  row_digest BLOB NOT NULL,
  FOREIGN KEY (check_id) REFERENCES duty_check (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- step
CREATE UNIQUE INDEX duty_aside__check_id_content ON duty_aside (check_id, content);

-- step
CREATE INDEX duty_aside__path_id ON duty_aside (path, id);

-- step
CREATE INDEX duty_aside__trail_id ON duty_aside (trail_id);

-- step
CREATE TRIGGER duty_aside_no_update BEFORE UPDATE ON duty_aside
BEGIN SELECT RAISE(ABORT, 'duty_aside is append-only'); END;

-- step
CREATE TRIGGER duty_aside_no_delete BEFORE DELETE ON duty_aside
BEGIN SELECT RAISE(ABORT, 'duty_aside is append-only'); END;

-- step
CREATE TRIGGER duty_aside_no_replace BEFORE INSERT ON duty_aside WHEN EXISTS (SELECT 1 FROM duty_aside WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'duty_aside is append-only'); END;
