-- Sheets that the township or the county enters for a village from signed paper (代录), and the village's word to them.

-- step
-- the scan of the signed paper from which another office entered the sheet
ALTER TABLE duty_sheet ADD COLUMN scan_id INTEGER NULL REFERENCES paper_scan (id) ON DELETE RESTRICT ON UPDATE RESTRICT;

-- step
CREATE INDEX duty_sheet__scan_id ON duty_sheet (scan_id, id);

-- step
-- who of another office entered days of a village's sheet: none of them reviews it
CREATE TABLE duty_enterer (
  sheet_id INTEGER NOT NULL,
  user_id INTEGER NOT NULL,
  person_key TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  PRIMARY KEY (sheet_id, user_id),
  FOREIGN KEY (sheet_id) REFERENCES duty_sheet (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (user_id) REFERENCES user_account (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- step
-- the village's word to a sheet that was entered for it, on the screen or on a signed receipt (回执单), and the answer
CREATE TABLE duty_word (
  id INTEGER NOT NULL PRIMARY KEY,
  sheet_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  says TEXT NOT NULL,
  words TEXT NOT NULL,
  signer TEXT NOT NULL,
  scan_id INTEGER NULL,
  actor_id INTEGER NOT NULL,
  person_key TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  answer TEXT NOT NULL DEFAULT '',
  answer_id INTEGER NULL,
  answer_key TEXT NULL,
  answer_us INTEGER NULL,
  FOREIGN KEY (sheet_id) REFERENCES duty_sheet (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (scan_id) REFERENCES paper_scan (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (says IN ('agrees','objects')),
  CHECK (says <> 'objects' OR words <> ''),
  CHECK (answer = '' OR answer_id IS NOT NULL AND answer_key IS NOT NULL AND answer_us IS NOT NULL)
);

-- step
CREATE INDEX duty_word__sheet_id ON duty_word (sheet_id, id);

-- step
CREATE INDEX duty_word__path ON duty_word (path, says, answer_us);
