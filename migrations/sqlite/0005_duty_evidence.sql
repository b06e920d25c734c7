-- Checks by video and by comparing systems; where a check was made and what was photographed.

-- step
-- the same table with more methods: made beside the old one, filled, put in its place
CREATE TABLE duty_check_next (
  id INTEGER NOT NULL PRIMARY KEY,
  client_id TEXT NOT NULL,
  village_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  placement_id INTEGER NOT NULL,
  about_id INTEGER NULL,
  method TEXT NOT NULL,
  on_date TEXT NOT NULL,
  seen_us INTEGER NULL,
  finding TEXT NOT NULL,
  checker_id INTEGER NOT NULL,
  checker_key TEXT NOT NULL,
  second TEXT NOT NULL,
  statement TEXT NOT NULL,
  remark TEXT NOT NULL,
  answer_by TEXT NULL,
  irregular TEXT NOT NULL,
  channel TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  trail_id INTEGER NOT NULL,
  row_digest BLOB NOT NULL,
  FOREIGN KEY (village_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (method IN ('site','phone','video','system','paper')),
  CHECK (finding IN ('on_duty','work_good','work_bad','leave','swapped','not_seen','substitute','cannot_work','unreachable'))
);

-- step
INSERT INTO duty_check_next (id, client_id, village_id, path, placement_id, about_id, method, on_date, seen_us, finding, checker_id, checker_key, second, statement, remark, answer_by, irregular, channel, at_us, trail_id, row_digest) SELECT id, client_id, village_id, path, placement_id, about_id, method, on_date, seen_us, finding, checker_id, checker_key, second, statement, remark, answer_by, irregular, channel, at_us, trail_id, row_digest FROM duty_check WHERE NOT EXISTS (SELECT 1 FROM duty_check_next n WHERE n.id = duty_check.id);

-- step
DROP TABLE IF EXISTS duty_check;

-- step
ALTER TABLE duty_check_next RENAME TO duty_check;

-- step
CREATE UNIQUE INDEX duty_check__checker_id_client_id ON duty_check (checker_id, client_id);

-- step
CREATE INDEX duty_check__path_on_date ON duty_check (path, on_date);

-- step
CREATE INDEX duty_check__placement_id ON duty_check (placement_id);

-- step
CREATE INDEX duty_check__trail_id ON duty_check (trail_id);

-- step
CREATE TRIGGER duty_check_no_update BEFORE UPDATE ON duty_check
BEGIN SELECT RAISE(ABORT, 'duty_check is append-only'); END;

-- step
CREATE TRIGGER duty_check_no_delete BEFORE DELETE ON duty_check
BEGIN SELECT RAISE(ABORT, 'duty_check is append-only'); END;

-- step
CREATE TRIGGER duty_check_no_replace BEFORE INSERT ON duty_check WHEN EXISTS (SELECT 1 FROM duty_check WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'duty_check is append-only'); END;

-- step
-- where a check was made, and photos; position in millionths of a degree, only where the rulebook asks for it. Never changed
CREATE TABLE duty_evidence (
  id INTEGER NOT NULL PRIMARY KEY,
  check_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  file_id INTEGER NULL,
  file_digest BLOB NULL,
  place TEXT NOT NULL,
  latitude_e6 INTEGER NULL,
  longitude_e6 INTEGER NULL,
  accuracy_m INTEGER NULL,
  at_us INTEGER NOT NULL,
  trail_id INTEGER NOT NULL,
  row_digest BLOB NOT NULL,
  FOREIGN KEY (check_id) REFERENCES duty_check (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (file_id) REFERENCES file (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (kind IN ('photo','place')),
  CHECK (kind <> 'photo' OR file_id IS NOT NULL),
  CHECK (latitude_e6 IS NULL OR (latitude_e6 BETWEEN -90000000 AND 90000000 AND longitude_e6 BETWEEN -180000000 AND 180000000))
);

-- step
CREATE INDEX duty_evidence__check_id ON duty_evidence (check_id);

-- step
CREATE INDEX duty_evidence__file_digest ON duty_evidence (file_digest);

-- step
CREATE INDEX duty_evidence__trail_id ON duty_evidence (trail_id);

-- step
CREATE TRIGGER duty_evidence_no_update BEFORE UPDATE ON duty_evidence
BEGIN SELECT RAISE(ABORT, 'duty_evidence is append-only'); END;

-- step
CREATE TRIGGER duty_evidence_no_delete BEFORE DELETE ON duty_evidence
BEGIN SELECT RAISE(ABORT, 'duty_evidence is append-only'); END;

-- step
CREATE TRIGGER duty_evidence_no_replace BEFORE INSERT ON duty_evidence WHEN EXISTS (SELECT 1 FROM duty_evidence WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'duty_evidence is append-only'); END;

-- step
-- what a file was kept for decides who may see it
ALTER TABLE file ADD COLUMN purpose TEXT NOT NULL DEFAULT 'application';
