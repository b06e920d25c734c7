-- Complaints: whom they are about, the answer's day put off once, what the village was asked in other words, and that the outcome was told.

-- step
-- whose people a complaint is about: the village's, the township's or the county's; the office above them answers
ALTER TABLE complaint ADD COLUMN about VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'village';

-- step
-- the official that it is about, who does not act on it, nor kin
ALTER TABLE complaint ADD COLUMN official_id BIGINT NULL;

-- step
-- 1: the day for the answer was put off
ALTER TABLE complaint ADD COLUMN extended BIGINT NOT NULL DEFAULT 0;

-- step
-- day on which the outcome was told
ALTER TABLE complaint ADD COLUMN told_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL;

-- step
-- who complained, by the blind index of the telephone number, to see afterwards whether they fare worse
ALTER TABLE complaint_reporter ADD COLUMN phone_index VARBINARY(32) NULL;

-- step
-- what the village is asked to explain, in words of the office's own; the village sees these and nothing else of a complaint
CREATE TABLE complaint_ask (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  complaint_id BIGINT NOT NULL,
  village_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  wording VARCHAR(500) NOT NULL,
  asked_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  asked_by BIGINT NOT NULL,
  answer_by VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  answer VARCHAR(500) NOT NULL,
  answered_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  answered_by BIGINT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  FOREIGN KEY (complaint_id) REFERENCES complaint (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (village_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE INDEX complaint_ask__complaint_id ON complaint_ask (complaint_id);

-- step
CREATE INDEX complaint_ask__path_answered_on ON complaint_ask (path, answered_on);

-- step
-- the same table with more kinds: made beside the old one, filled, put in its place
CREATE TABLE complaint_event_next (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  complaint_id BIGINT NOT NULL,
  kind VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  on_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  remark VARCHAR(1000) NOT NULL,
  office VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  actor_id BIGINT NOT NULL,
  at_us BIGINT NOT NULL,
  trail_id BIGINT NOT NULL,
  row_digest BINARY(32) NOT NULL,
  FOREIGN KEY (complaint_id) REFERENCES complaint (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (kind IN ('received','passed','answered','withdrawn','reopened','extended','asked','explained','escalated','told'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

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
CREATE TRIGGER complaint_event_no_update BEFORE UPDATE ON complaint_event FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'complaint_event is append-only';

-- step
CREATE TRIGGER complaint_event_no_delete BEFORE DELETE ON complaint_event FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'complaint_event is append-only';
