-- Notices of lists of pay that a village hung before the county's list was drafted (张贴在先): held against it, line by line.

-- step
CREATE TABLE village_notice (
  id INTEGER NOT NULL PRIMARY KEY,
  village_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  month TEXT NOT NULL,
  from_date TEXT NOT NULL,
  until_date TEXT NOT NULL,
  place TEXT NOT NULL,
  objections TEXT NOT NULL,
  irregular TEXT NOT NULL,
  file_id INTEGER NOT NULL,
  actor_id INTEGER NOT NULL,
  person_key TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  UNIQUE (village_id, month, from_date),
  FOREIGN KEY (village_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (file_id) REFERENCES file (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (from_date <= until_date)
);

-- step
CREATE INDEX village_notice__path ON village_notice (path, month);

-- step
-- a line of the list that hung, as it stood on it
CREATE TABLE village_notice_line (
  notice_id INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  name TEXT NOT NULL,
  days INTEGER NOT NULL,
  amount_fen INTEGER NOT NULL,
  PRIMARY KEY (notice_id, seq),
  FOREIGN KEY (notice_id) REFERENCES village_notice (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (days >= 0 AND amount_fen > 0)
);

-- step
-- 1: what the villages hung before the list was drafted stands as its notice
ALTER TABLE pay_run ADD COLUMN hung INTEGER NOT NULL DEFAULT 0;

-- step
CREATE TRIGGER village_notice_no_update BEFORE UPDATE ON village_notice
BEGIN SELECT RAISE(ABORT, 'village_notice is append-only'); END;

-- step
CREATE TRIGGER village_notice_no_delete BEFORE DELETE ON village_notice
BEGIN SELECT RAISE(ABORT, 'village_notice is append-only'); END;

-- step
CREATE TRIGGER village_notice_no_replace BEFORE INSERT ON village_notice WHEN EXISTS (SELECT 1 FROM village_notice WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'village_notice is append-only'); END;

-- step
CREATE TRIGGER village_notice_line_no_update BEFORE UPDATE ON village_notice_line
BEGIN SELECT RAISE(ABORT, 'village_notice_line is append-only'); END;

-- step
CREATE TRIGGER village_notice_line_no_delete BEFORE DELETE ON village_notice_line
BEGIN SELECT RAISE(ABORT, 'village_notice_line is append-only'); END;

-- step
CREATE TRIGGER village_notice_line_no_replace BEFORE INSERT ON village_notice_line WHEN EXISTS (SELECT 1 FROM village_notice_line WHERE notice_id = NEW.notice_id AND seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'village_notice_line is append-only'); END;
