-- The city's progress form (防止返贫就业攻坚行动推进情况表): names of reporting units over time, whose clerks fill which columns, the cells, what was
-- submitted with its stamped scan, and the city's word on it.

-- step
-- a reporting unit was called something else until a day
CREATE TABLE reporting_unit_former (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  unit_id BIGINT NOT NULL,
  name VARCHAR(60) NOT NULL,
  until VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  document VARCHAR(60) NOT NULL,
  FOREIGN KEY (unit_id) REFERENCES reporting_unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX reporting_unit_former__unit_id_until ON reporting_unit_former (unit_id, until);

-- step
-- for which department of a reporting unit a clerk fills in
CREATE TABLE unit_clerk (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  unit_id BIGINT NOT NULL,
  user_id BIGINT NOT NULL,
  department VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  FOREIGN KEY (unit_id) REFERENCES reporting_unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (user_id) REFERENCES user_account (id) ON DELETE RESTRICT ON UPDATE RESTRICT
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX unit_clerk__unit_id_user_id_department ON unit_clerk (unit_id, user_id, department);

-- step
CREATE INDEX unit_clerk__user_id ON unit_clerk (user_id);

-- step
-- a unit's form of a quarter
CREATE TABLE progress_form (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  unit_id BIGINT NOT NULL,
  quarter VARCHAR(7) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  state VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  submission_id BIGINT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  FOREIGN KEY (unit_id) REFERENCES reporting_unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (state IN ('open','submitted','accepted'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX progress_form__unit_id_quarter ON progress_form (unit_id, quarter);

-- step
CREATE INDEX progress_form__quarter ON progress_form (quarter);

-- step
-- a figure as its department states it; a column that is counted has a row only for what is said beside it, or where the unit does not use the program
CREATE TABLE progress_cell (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  form_id BIGINT NOT NULL,
  col BIGINT NOT NULL,
  value BIGINT NULL,
  source VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  reason VARCHAR(200) NOT NULL,
  note VARCHAR(200) NOT NULL,
  province BIGINT NULL,
  channel VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  actor_id BIGINT NOT NULL,
  at_us BIGINT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  FOREIGN KEY (form_id) REFERENCES progress_form (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (col BETWEEN 1 AND 12),
  CHECK (value IS NULL OR value >= 0),
  CHECK (source IN ('typed','list','excel','counted'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX progress_cell__form_id_col ON progress_cell (form_id, col);

-- step
-- a form as it was sent in, with its stamped scan
CREATE TABLE progress_submission (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  form_id BIGINT NOT NULL,
  round BIGINT NOT NULL,
  unit_name VARCHAR(60) NOT NULL,
  cut_off VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  filled_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  filler VARCHAR(30) NOT NULL,
  reviewer VARCHAR(30) NOT NULL,
  leader VARCHAR(30) NOT NULL,
  phone VARCHAR(20) NOT NULL,
  definition VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  why VARCHAR(200) NOT NULL,
  file_id BIGINT NOT NULL,
  digest BINARY(32) NOT NULL,
  actor_id BIGINT NOT NULL,
  person_key VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  at_us BIGINT NOT NULL,
  trail_id BIGINT NOT NULL,
  row_digest BINARY(32) NOT NULL,
  FOREIGN KEY (form_id) REFERENCES progress_form (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (file_id) REFERENCES file (id) ON DELETE RESTRICT ON UPDATE RESTRICT
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX progress_submission__form_id_round ON progress_submission (form_id, round);

-- step
CREATE INDEX progress_submission__trail_id ON progress_submission (trail_id);

-- step
CREATE TRIGGER progress_submission_no_update BEFORE UPDATE ON progress_submission FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'progress_submission is append-only';

-- step
CREATE TRIGGER progress_submission_no_delete BEFORE DELETE ON progress_submission FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'progress_submission is append-only';

-- step
-- the figures of a submission
CREATE TABLE progress_figure (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  submission_id BIGINT NOT NULL,
  col BIGINT NOT NULL,
  value BIGINT NOT NULL,
  source VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  reason VARCHAR(200) NOT NULL,
  note VARCHAR(200) NOT NULL,
  province BIGINT NULL,
  trail_id BIGINT NOT NULL,
  row_digest BINARY(32) NOT NULL,
  FOREIGN KEY (submission_id) REFERENCES progress_submission (id) ON DELETE RESTRICT ON UPDATE RESTRICT
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX progress_figure__submission_id_col ON progress_figure (submission_id, col);

-- step
CREATE INDEX progress_figure__trail_id ON progress_figure (trail_id);

-- step
CREATE TRIGGER progress_figure_no_update BEFORE UPDATE ON progress_figure FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'progress_figure is append-only';

-- step
CREATE TRIGGER progress_figure_no_delete BEFORE DELETE ON progress_figure FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'progress_figure is append-only';

-- step
-- the people whom the counted column of a submission counts
CREATE TABLE progress_person (
  submission_id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  placement_id BIGINT NOT NULL,
  PRIMARY KEY (submission_id, person_id),
  FOREIGN KEY (submission_id) REFERENCES progress_submission (id) ON DELETE RESTRICT ON UPDATE RESTRICT
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE TRIGGER progress_person_no_update BEFORE UPDATE ON progress_person FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'progress_person is append-only';

-- step
CREATE TRIGGER progress_person_no_delete BEFORE DELETE ON progress_person FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'progress_person is append-only';

-- step
-- the city's word on a submission: taken over under a number, or given back with a remark
CREATE TABLE progress_decision (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  submission_id BIGINT NOT NULL,
  outcome VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  number VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  remark VARCHAR(200) NOT NULL,
  actor_id BIGINT NOT NULL,
  person_key VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  at_us BIGINT NOT NULL,
  trail_id BIGINT NOT NULL,
  row_digest BINARY(32) NOT NULL,
  FOREIGN KEY (submission_id) REFERENCES progress_submission (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (outcome IN ('accepted','returned'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX progress_decision__submission_id ON progress_decision (submission_id);

-- step
CREATE INDEX progress_decision__trail_id ON progress_decision (trail_id);

-- step
CREATE TRIGGER progress_decision_no_update BEFORE UPDATE ON progress_decision FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'progress_decision is append-only';

-- step
CREATE TRIGGER progress_decision_no_delete BEFORE DELETE ON progress_decision FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'progress_decision is append-only';
