-- Workbooks that are handed in, rows of earlier years as found, and declarations of kin.

-- step
-- a workbook handed in: read, shown, then taken or not
CREATE TABLE import_batch (
  id INTEGER NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  region_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  file_id INTEGER NOT NULL,
  file_digest BLOB NOT NULL,
  state TEXT NOT NULL,
  rows_good INTEGER NOT NULL DEFAULT 0,
  rows_same INTEGER NOT NULL DEFAULT 0,
  rows_bad INTEGER NOT NULL DEFAULT 0,
  rows_skipped INTEGER NOT NULL DEFAULT 0,
  reading TEXT NOT NULL,
  created_by INTEGER NOT NULL,
  created_us INTEGER NOT NULL,
  decided_by INTEGER NULL,
  decided_us INTEGER NULL,
  version INTEGER NOT NULL DEFAULT 1,
  accepted_digest BLOB GENERATED ALWAYS AS (CASE WHEN state = 'accepted' THEN file_digest END) VIRTUAL,
  FOREIGN KEY (region_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (file_id) REFERENCES file (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (state IN ('reading','ready','failed','accepted','discarded','undone'))
);

-- step
CREATE INDEX import_batch__path ON import_batch (path);

-- step
CREATE UNIQUE INDEX import_batch__kind_accepted_digest ON import_batch (kind, accepted_digest);

-- step
-- what is wrong in which cell
CREATE TABLE import_fault (
  id INTEGER NOT NULL PRIMARY KEY,
  batch_id INTEGER NOT NULL,
  sheet TEXT NOT NULL,
  row_no INTEGER NOT NULL,
  head TEXT NOT NULL,
  code TEXT NOT NULL,
  args TEXT NOT NULL,
  FOREIGN KEY (batch_id) REFERENCES import_batch (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- step
CREATE INDEX import_fault__batch_id_id ON import_fault (batch_id, id);

-- step
-- which records a batch made, so that it can be undone
CREATE TABLE import_made (
  id INTEGER NOT NULL PRIMARY KEY,
  batch_id INTEGER NOT NULL,
  made TEXT NOT NULL,
  record_id INTEGER NOT NULL,
  FOREIGN KEY (batch_id) REFERENCES import_batch (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- step
CREATE INDEX import_made__batch_id_id ON import_made (batch_id, id);

-- step
CREATE INDEX import_made__made_record_id ON import_made (made, record_id);

-- step
-- a row of an earlier year as it was found; nothing in it is corrected
CREATE TABLE history_row (
  id INTEGER NOT NULL PRIMARY KEY,
  batch_id INTEGER NOT NULL,
  village_id INTEGER NULL,
  path TEXT NOT NULL,
  sheet TEXT NOT NULL,
  row_no INTEGER NOT NULL,
  raw_digest BLOB NOT NULL,
  year INTEGER NOT NULL,
  name TEXT NOT NULL,
  id_index BLOB NULL,
  id_tail TEXT NOT NULL,
  person_id INTEGER NULL,
  basis TEXT NOT NULL,
  post TEXT NOT NULL,
  start_raw TEXT NOT NULL,
  start_on TEXT NULL,
  end_raw TEXT NOT NULL,
  end_on TEXT NULL,
  review_raw TEXT NOT NULL,
  review_on TEXT NULL,
  notice_raw TEXT NOT NULL,
  audit_raw TEXT NOT NULL,
  audit_on TEXT NULL,
  rate_fen INTEGER NULL,
  slip TEXT NOT NULL,
  handler TEXT NOT NULL,
  remark TEXT NOT NULL,
  odd TEXT NOT NULL,
  trail_id INTEGER NOT NULL,
  row_digest BLOB NOT NULL,
  FOREIGN KEY (batch_id) REFERENCES import_batch (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (village_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- step
CREATE INDEX history_row__path_id ON history_row (path, id);

-- step
CREATE INDEX history_row__batch_id_row_no ON history_row (batch_id, row_no);

-- step
CREATE INDEX history_row__person_id ON history_row (person_id);

-- step
CREATE INDEX history_row__raw_digest ON history_row (raw_digest);

-- step
CREATE INDEX history_row__trail_id ON history_row (trail_id);

-- step
CREATE TRIGGER history_row_no_update BEFORE UPDATE ON history_row
BEGIN SELECT RAISE(ABORT, 'history_row is append-only'); END;

-- step
CREATE TRIGGER history_row_no_delete BEFORE DELETE ON history_row
BEGIN SELECT RAISE(ABORT, 'history_row is append-only'); END;

-- step
CREATE TRIGGER history_row_no_replace BEFORE INSERT ON history_row WHEN EXISTS (SELECT 1 FROM history_row WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'history_row is append-only'); END;

-- step
-- the whole row as text, sealed; apart from the frozen row, so that keys can change
CREATE TABLE history_raw (
  row_id INTEGER NOT NULL PRIMARY KEY,
  raw_sealed BLOB NOT NULL,
  FOREIGN KEY (row_id) REFERENCES history_row (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- step
-- a month paid outside this system, by its slip
CREATE TABLE history_pay (
  id INTEGER NOT NULL PRIMARY KEY,
  row_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  month TEXT NOT NULL,
  amount_fen INTEGER NOT NULL,
  trail_id INTEGER NOT NULL,
  row_digest BLOB NOT NULL,
  FOREIGN KEY (row_id) REFERENCES history_row (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- step
CREATE INDEX history_pay__row_id ON history_pay (row_id);

-- step
CREATE INDEX history_pay__trail_id ON history_pay (trail_id);

-- step
CREATE TRIGGER history_pay_no_update BEFORE UPDATE ON history_pay
BEGIN SELECT RAISE(ABORT, 'history_pay is append-only'); END;

-- step
CREATE TRIGGER history_pay_no_delete BEFORE DELETE ON history_pay
BEGIN SELECT RAISE(ABORT, 'history_pay is append-only'); END;

-- step
CREATE TRIGGER history_pay_no_replace BEFORE INSERT ON history_pay WHEN EXISTS (SELECT 1 FROM history_pay WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'history_pay is append-only'); END;

-- step
-- a signed declaration of kin (亲属关系申报表); ties 0 says that there are none among those asked about
CREATE TABLE kin_declaration (
  id INTEGER NOT NULL PRIMARY KEY,
  person_id INTEGER NOT NULL,
  on_date TEXT NOT NULL,
  source TEXT NOT NULL,
  ties INTEGER NOT NULL,
  file_id INTEGER NULL,
  actor_id INTEGER NOT NULL,
  channel TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (file_id) REFERENCES file (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- step
CREATE INDEX kin_declaration__person_id_id ON kin_declaration (person_id, id);
