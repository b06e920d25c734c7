-- Complaints, handled above the village; who made them is sealed and apart.

-- step
-- what a villager says is wrong; office is who answers, never the village
CREATE TABLE complaint (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  number VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  village_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  office VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  came_by VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  placement_id BIGINT NULL,
  received_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  answer_by VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  state VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  answered_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  version BIGINT NOT NULL DEFAULT 1,
  FOREIGN KEY (village_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (kind IN ('unfair_hiring','kin_favour','taking_turns','need_ignored','unpaid','asked_back','not_working','conduct','other')),
  CHECK (office IN ('township','county','inspector')),
  CHECK (state IN ('open','answered','withdrawn')),
  CHECK (state <> 'answered' OR answered_on IS NOT NULL),
  CHECK (answer_by >= received_on)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX complaint__number ON complaint (number);

-- step
CREATE INDEX complaint__path_id ON complaint (path, id);

-- step
CREATE INDEX complaint__office_state_path ON complaint (office, state, path);

-- step
CREATE INDEX complaint__placement_id ON complaint (placement_id);

-- step
-- who said it, read by inspectors only; no row if the villager gave no name
CREATE TABLE complaint_reporter (
  complaint_id BIGINT NOT NULL,
  name_sealed VARBINARY(400) NULL,
  phone_sealed VARBINARY(400) NULL,
  PRIMARY KEY (complaint_id),
  FOREIGN KEY (complaint_id) REFERENCES complaint (id) ON DELETE RESTRICT ON UPDATE RESTRICT
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
-- what was done about it, never changed
CREATE TABLE complaint_event (
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
  CHECK (kind IN ('received','passed','answered','withdrawn','reopened'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE INDEX complaint_event__complaint_id ON complaint_event (complaint_id);

-- step
CREATE INDEX complaint_event__trail_id ON complaint_event (trail_id);

-- step
CREATE TRIGGER complaint_event_no_update BEFORE UPDATE ON complaint_event FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'complaint_event is append-only';

-- step
CREATE TRIGGER complaint_event_no_delete BEFORE DELETE ON complaint_event FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'complaint_event is append-only';
