-- Sheets that the township or the county enters for a village from signed paper (代录), and the village's word to them.

-- step
-- the scan of the signed paper from which another office entered the sheet
ALTER TABLE duty_sheet ADD COLUMN scan_id BIGINT NULL, ADD FOREIGN KEY (scan_id) REFERENCES paper_scan (id) ON DELETE RESTRICT ON UPDATE RESTRICT;

-- step
CREATE INDEX duty_sheet__scan_id ON duty_sheet (scan_id, id);

-- step
-- who of another office entered days of a village's sheet: none of them reviews it
CREATE TABLE duty_enterer (
  sheet_id BIGINT NOT NULL,
  user_id BIGINT NOT NULL,
  person_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  at_us BIGINT NOT NULL,
  PRIMARY KEY (sheet_id, user_id),
  FOREIGN KEY (sheet_id) REFERENCES duty_sheet (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (user_id) REFERENCES user_account (id) ON DELETE RESTRICT ON UPDATE RESTRICT
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
-- the village's word to a sheet that was entered for it, on the screen or on a signed receipt (回执单), and the answer
CREATE TABLE duty_word (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  sheet_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  says VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  words VARCHAR(200) NOT NULL,
  signer VARCHAR(60) NOT NULL,
  scan_id BIGINT NULL,
  actor_id BIGINT NOT NULL,
  person_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  at_us BIGINT NOT NULL,
  answer VARCHAR(200) NOT NULL DEFAULT '',
  answer_id BIGINT NULL,
  answer_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  answer_us BIGINT NULL,
  FOREIGN KEY (sheet_id) REFERENCES duty_sheet (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (scan_id) REFERENCES paper_scan (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (says IN ('agrees','objects')),
  CHECK (says <> 'objects' OR words <> ''),
  CHECK (answer = '' OR answer_id IS NOT NULL AND answer_key IS NOT NULL AND answer_us IS NOT NULL)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE INDEX duty_word__sheet_id ON duty_word (sheet_id, id);

-- step
CREATE INDEX duty_word__path ON duty_word (path, says, answer_us);
