-- What is taken back: a decision on an application, an answer to a complaint.

-- step
-- a step of an application that its author took back: it counts no longer, and stays
CREATE TABLE application_back (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  application_id BIGINT NOT NULL,
  step_id BIGINT NOT NULL,
  actor_id BIGINT NOT NULL,
  why VARCHAR(200) NOT NULL,
  at_us BIGINT NOT NULL,
  trail_id BIGINT NOT NULL,
  row_digest BINARY(32) NOT NULL,
  FOREIGN KEY (application_id) REFERENCES application (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (step_id) REFERENCES application_step (id) ON DELETE RESTRICT ON UPDATE RESTRICT
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX application_back__step_id ON application_back (step_id);

-- step
CREATE INDEX application_back__application_id ON application_back (application_id);

-- step
CREATE INDEX application_back__trail_id ON application_back (trail_id);

-- step
CREATE TRIGGER application_back_no_update BEFORE UPDATE ON application_back FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'application_back is append-only';

-- step
CREATE TRIGGER application_back_no_delete BEFORE DELETE ON application_back FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'application_back is append-only';

-- step
-- the same table with one more kind: made beside the old one, filled, put in its place
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
  CHECK (kind IN ('received','passed','answered','withdrawn','reopened','extended','asked','explained','escalated','told','recalled'))
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
