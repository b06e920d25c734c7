-- Work as it is done: photos whose time is over, tasks and their results, impossible days of imports.

-- step
ALTER TABLE file ADD COLUMN purged_us BIGINT NULL;

-- step
-- how a post is worked: by hours (计时制) or by tasks (任务制)
ALTER TABLE post ADD COLUMN work VARCHAR(5) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'hours' CHECK (work IN ('hours','task'));

-- step
-- a task of a holder whose post is worked by tasks; first_result is what was first sent to the township
CREATE TABLE duty_task (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  sheet_id BIGINT NOT NULL,
  placement_id BIGINT NOT NULL,
  on_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  task VARCHAR(120) NOT NULL,
  result VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  first_result VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  how VARCHAR(1) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  FOREIGN KEY (sheet_id) REFERENCES duty_sheet (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (result IN ('good','poor','undone','struck')),
  CHECK (first_result IN ('','good','poor','undone','struck'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE INDEX duty_task__sheet_id ON duty_task (sheet_id, placement_id, on_date);

-- step
CREATE INDEX duty_task__placement_id ON duty_task (placement_id);

-- step
-- a day that an import claimed and that cannot have been: kept as evidence, never counted
CREATE TABLE duty_impossible (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  sheet_id BIGINT NOT NULL,
  placement_id BIGINT NOT NULL,
  batch_id BIGINT NOT NULL,
  row_no BIGINT NOT NULL,
  day BIGINT NOT NULL,
  said VARCHAR(40) NOT NULL,
  why VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  at_us BIGINT NOT NULL,
  FOREIGN KEY (sheet_id) REFERENCES duty_sheet (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (batch_id) REFERENCES import_batch (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (day BETWEEN 1 AND 31)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE INDEX duty_impossible__sheet_id ON duty_impossible (sheet_id);

-- step
CREATE TRIGGER duty_impossible_no_update BEFORE UPDATE ON duty_impossible FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'duty_impossible is append-only';

-- step
CREATE TRIGGER duty_impossible_no_delete BEFORE DELETE ON duty_impossible FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'duty_impossible is append-only';
