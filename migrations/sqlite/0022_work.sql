-- Work as it is done: photos whose time is over, tasks and their results, impossible days of imports.

-- step
ALTER TABLE file ADD COLUMN purged_us INTEGER NULL;

-- step
-- how a post is worked: by hours (计时制) or by tasks (任务制)
ALTER TABLE post ADD COLUMN work TEXT NOT NULL DEFAULT 'hours' CHECK (work IN ('hours','task'));

-- step
-- a task of a holder whose post is worked by tasks; first_result is what was first sent to the township
CREATE TABLE duty_task (
  id INTEGER NOT NULL PRIMARY KEY,
  sheet_id INTEGER NOT NULL,
  placement_id INTEGER NOT NULL,
  on_date TEXT NOT NULL,
  task TEXT NOT NULL,
  result TEXT NOT NULL,
  first_result TEXT NOT NULL,
  how TEXT NOT NULL,
  FOREIGN KEY (sheet_id) REFERENCES duty_sheet (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (result IN ('good','poor','undone','struck')),
  CHECK (first_result IN ('','good','poor','undone','struck'))
);

-- step
CREATE INDEX duty_task__sheet_id ON duty_task (sheet_id, placement_id, on_date);

-- step
CREATE INDEX duty_task__placement_id ON duty_task (placement_id);

-- step
-- a day that an import claimed and that cannot have been: kept as evidence, never counted
CREATE TABLE duty_impossible (
  id INTEGER NOT NULL PRIMARY KEY,
  sheet_id INTEGER NOT NULL,
  placement_id INTEGER NOT NULL,
  batch_id INTEGER NOT NULL,
  row_no INTEGER NOT NULL,
  day INTEGER NOT NULL,
  said TEXT NOT NULL,
  why TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  FOREIGN KEY (sheet_id) REFERENCES duty_sheet (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (batch_id) REFERENCES import_batch (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (day BETWEEN 1 AND 31)
);

-- step
CREATE INDEX duty_impossible__sheet_id ON duty_impossible (sheet_id);

-- step
CREATE TRIGGER duty_impossible_no_update BEFORE UPDATE ON duty_impossible
BEGIN SELECT RAISE(ABORT, 'duty_impossible is append-only'); END;

-- step
CREATE TRIGGER duty_impossible_no_delete BEFORE DELETE ON duty_impossible
BEGIN SELECT RAISE(ABORT, 'duty_impossible is append-only'); END;

-- step
CREATE TRIGGER duty_impossible_no_replace BEFORE INSERT ON duty_impossible WHEN EXISTS (SELECT 1 FROM duty_impossible WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'duty_impossible is append-only'); END;
