-- Orders to put something right (整改通知), from inspection, complaints, duty checks and forms alike: the reply with its photo or scan, and the closing (销号).

-- step
CREATE TABLE rectify_task (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  number VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  issuer_path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  source VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  source_id BIGINT NULL,
  title VARCHAR(60) NOT NULL,
  what VARCHAR(500) NOT NULL,
  due_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  state VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  issued_by BIGINT NOT NULL,
  issued_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  closed_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  version BIGINT NOT NULL DEFAULT 1,
  CHECK (source IN ('inspection','complaint','duty','form','other')),
  CHECK (state IN ('open','replied','closed')),
  CHECK (due_on >= issued_on)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX rectify_task__number ON rectify_task (number);

-- step
CREATE INDEX rectify_task__path_state ON rectify_task (path, state);

-- step
CREATE INDEX rectify_task__issuer_path_state ON rectify_task (issuer_path, state);

-- step
-- what was said and done, never changed
CREATE TABLE rectify_event (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  task_id BIGINT NOT NULL,
  kind VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  said VARCHAR(500) NOT NULL,
  file_id BIGINT NULL,
  actor_id BIGINT NOT NULL,
  person_key VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  at_us BIGINT NOT NULL,
  trail_id BIGINT NOT NULL,
  row_digest BINARY(32) NOT NULL,
  FOREIGN KEY (task_id) REFERENCES rectify_task (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (file_id) REFERENCES file (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (kind IN ('issued','replied','back','closed','extended'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE INDEX rectify_event__task_id ON rectify_event (task_id);

-- step
CREATE INDEX rectify_event__trail_id ON rectify_event (trail_id);

-- step
CREATE TRIGGER rectify_event_no_update BEFORE UPDATE ON rectify_event FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rectify_event is append-only';

-- step
CREATE TRIGGER rectify_event_no_delete BEFORE DELETE ON rectify_event FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rectify_event is append-only';
