-- Workbooks that are handed in, rows of earlier years as found, and declarations of kin.

-- step
-- a workbook handed in: read, shown, then taken or not
CREATE TABLE import_batch (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  region_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  file_id BIGINT NOT NULL,
  file_digest BINARY(32) NOT NULL,
  state VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  rows_good BIGINT NOT NULL DEFAULT 0,
  rows_same BIGINT NOT NULL DEFAULT 0,
  rows_bad BIGINT NOT NULL DEFAULT 0,
  rows_skipped BIGINT NOT NULL DEFAULT 0,
  reading MEDIUMTEXT NOT NULL,
  created_by BIGINT NOT NULL,
  created_us BIGINT NOT NULL,
  decided_by BIGINT NULL,
  decided_us BIGINT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  accepted_digest BINARY(32) GENERATED ALWAYS AS (CASE WHEN state = 'accepted' THEN file_digest END) VIRTUAL,
  FOREIGN KEY (region_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (file_id) REFERENCES file (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (state IN ('reading','ready','failed','accepted','discarded','undone'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE INDEX import_batch__path ON import_batch (path);

-- step
CREATE UNIQUE INDEX import_batch__kind_accepted_digest ON import_batch (kind, accepted_digest);

-- step
-- what is wrong in which cell
CREATE TABLE import_fault (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  batch_id BIGINT NOT NULL,
  sheet VARCHAR(100) NOT NULL,
  row_no BIGINT NOT NULL,
  head VARCHAR(100) NOT NULL,
  code VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  args VARCHAR(500) NOT NULL,
  FOREIGN KEY (batch_id) REFERENCES import_batch (id) ON DELETE RESTRICT ON UPDATE RESTRICT
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE INDEX import_fault__batch_id_id ON import_fault (batch_id, id);

-- step
-- which records a batch made, so that it can be undone
CREATE TABLE import_made (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  batch_id BIGINT NOT NULL,
  made VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  record_id BIGINT NOT NULL,
  FOREIGN KEY (batch_id) REFERENCES import_batch (id) ON DELETE RESTRICT ON UPDATE RESTRICT
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE INDEX import_made__batch_id_id ON import_made (batch_id, id);

-- step
CREATE INDEX import_made__made_record_id ON import_made (made, record_id);

-- step
-- a row of an earlier year as it was found; nothing in it is corrected
CREATE TABLE history_row (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  batch_id BIGINT NOT NULL,
  village_id BIGINT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  sheet VARCHAR(100) NOT NULL,
  row_no BIGINT NOT NULL,
  raw_digest BINARY(32) NOT NULL,
  year BIGINT NOT NULL,
  name VARCHAR(60) NOT NULL,
  id_index BINARY(32) NULL,
  id_tail VARCHAR(4) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  person_id BIGINT NULL,
  basis VARCHAR(100) NOT NULL,
  post VARCHAR(100) NOT NULL,
  start_raw VARCHAR(40) NOT NULL,
  start_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  end_raw VARCHAR(40) NOT NULL,
  end_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  review_raw VARCHAR(40) NOT NULL,
  review_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  notice_raw VARCHAR(80) NOT NULL,
  audit_raw VARCHAR(40) NOT NULL,
  audit_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  rate_fen BIGINT NULL,
  slip VARCHAR(100) NOT NULL,
  handler VARCHAR(60) NOT NULL,
  remark VARCHAR(500) NOT NULL,
  odd VARCHAR(500) NOT NULL,
  trail_id BIGINT NOT NULL,
  row_digest BINARY(32) NOT NULL,
  FOREIGN KEY (batch_id) REFERENCES import_batch (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (village_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

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
CREATE TRIGGER history_row_no_update BEFORE UPDATE ON history_row FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'history_row is append-only';

-- step
CREATE TRIGGER history_row_no_delete BEFORE DELETE ON history_row FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'history_row is append-only';

-- step
-- the whole row as text, sealed; apart from the frozen row, so that keys can change
CREATE TABLE history_raw (
  row_id BIGINT NOT NULL PRIMARY KEY,
  raw_sealed MEDIUMBLOB NOT NULL,
  FOREIGN KEY (row_id) REFERENCES history_row (id) ON DELETE RESTRICT ON UPDATE RESTRICT
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
-- a month paid outside this system, by its slip
CREATE TABLE history_pay (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  row_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  month VARCHAR(7) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  amount_fen BIGINT NOT NULL,
  trail_id BIGINT NOT NULL,
  row_digest BINARY(32) NOT NULL,
  FOREIGN KEY (row_id) REFERENCES history_row (id) ON DELETE RESTRICT ON UPDATE RESTRICT
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE INDEX history_pay__row_id ON history_pay (row_id);

-- step
CREATE INDEX history_pay__trail_id ON history_pay (trail_id);

-- step
CREATE TRIGGER history_pay_no_update BEFORE UPDATE ON history_pay FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'history_pay is append-only';

-- step
CREATE TRIGGER history_pay_no_delete BEFORE DELETE ON history_pay FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'history_pay is append-only';

-- step
-- a signed declaration of kin (亲属关系申报表); ties 0 says that there are none among those asked about
CREATE TABLE kin_declaration (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  person_id BIGINT NOT NULL,
  on_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  source VARCHAR(60) NOT NULL,
  ties BIGINT NOT NULL,
  file_id BIGINT NULL,
  actor_id BIGINT NOT NULL,
  channel VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  at_us BIGINT NOT NULL,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (file_id) REFERENCES file (id) ON DELETE RESTRICT ON UPDATE RESTRICT
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE INDEX kin_declaration__person_id_id ON kin_declaration (person_id, id);
