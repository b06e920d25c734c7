-- Notices of lists of pay that a village hung before the county's list was drafted (张贴在先): held against it, line by line.

-- step
CREATE TABLE village_notice (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  village_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  month VARCHAR(7) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  from_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  until_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  place VARCHAR(60) NOT NULL,
  objections VARCHAR(600) NOT NULL,
  irregular VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  file_id BIGINT NOT NULL,
  actor_id BIGINT NOT NULL,
  person_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  at_us BIGINT NOT NULL,
  UNIQUE (village_id, month, from_date),
  FOREIGN KEY (village_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (file_id) REFERENCES file (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (from_date <= until_date)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE INDEX village_notice__path ON village_notice (path, month);

-- step
-- a line of the list that hung, as it stood on it
CREATE TABLE village_notice_line (
  notice_id BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  name VARCHAR(60) NOT NULL,
  days BIGINT NOT NULL,
  amount_fen BIGINT NOT NULL,
  PRIMARY KEY (notice_id, seq),
  FOREIGN KEY (notice_id) REFERENCES village_notice (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (days >= 0 AND amount_fen > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
-- 1: what the villages hung before the list was drafted stands as its notice
ALTER TABLE pay_run ADD COLUMN hung BIGINT NOT NULL DEFAULT 0;

-- step
CREATE TRIGGER village_notice_no_update BEFORE UPDATE ON village_notice FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'village_notice is append-only';

-- step
CREATE TRIGGER village_notice_no_delete BEFORE DELETE ON village_notice FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'village_notice is append-only';

-- step
CREATE TRIGGER village_notice_line_no_update BEFORE UPDATE ON village_notice_line FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'village_notice_line is append-only';

-- step
CREATE TRIGGER village_notice_line_no_delete BEFORE DELETE ON village_notice_line FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'village_notice_line is append-only';
