-- The city's progress form (防止返贫就业攻坚行动推进情况表): names of reporting units over time, whose clerks fill which columns, the cells, what was
-- submitted with its stamped scan, and the city's word on it.

-- step
-- a reporting unit was called something else until a day
CREATE TABLE reporting_unit_former (
  id INTEGER NOT NULL PRIMARY KEY,
  unit_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  until TEXT NOT NULL,
  document TEXT NOT NULL,
  FOREIGN KEY (unit_id) REFERENCES reporting_unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- step
CREATE UNIQUE INDEX reporting_unit_former__unit_id_until ON reporting_unit_former (unit_id, until);

-- step
-- for which department of a reporting unit a clerk fills in
CREATE TABLE unit_clerk (
  id INTEGER NOT NULL PRIMARY KEY,
  unit_id INTEGER NOT NULL,
  user_id INTEGER NOT NULL,
  department TEXT NOT NULL,
  FOREIGN KEY (unit_id) REFERENCES reporting_unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (user_id) REFERENCES user_account (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- step
CREATE UNIQUE INDEX unit_clerk__unit_id_user_id_department ON unit_clerk (unit_id, user_id, department);

-- step
CREATE INDEX unit_clerk__user_id ON unit_clerk (user_id);

-- step
-- a unit's form of a quarter
CREATE TABLE progress_form (
  id INTEGER NOT NULL PRIMARY KEY,
  unit_id INTEGER NOT NULL,
  quarter TEXT NOT NULL,
  state TEXT NOT NULL,
  submission_id INTEGER NULL,
  version INTEGER NOT NULL DEFAULT 1,
  FOREIGN KEY (unit_id) REFERENCES reporting_unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (state IN ('open','submitted','accepted'))
);

-- step
CREATE UNIQUE INDEX progress_form__unit_id_quarter ON progress_form (unit_id, quarter);

-- step
CREATE INDEX progress_form__quarter ON progress_form (quarter);

-- step
-- a figure as its department states it; a column that is counted has a row only for what is said beside it, or where the unit does not use the program
CREATE TABLE progress_cell (
  id INTEGER NOT NULL PRIMARY KEY,
  form_id INTEGER NOT NULL,
  col INTEGER NOT NULL,
  value INTEGER NULL,
  source TEXT NOT NULL,
  reason TEXT NOT NULL,
  note TEXT NOT NULL,
  province INTEGER NULL,
  channel TEXT NOT NULL,
  actor_id INTEGER NOT NULL,
  at_us INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  FOREIGN KEY (form_id) REFERENCES progress_form (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (col BETWEEN 1 AND 12),
  CHECK (value IS NULL OR value >= 0),
  CHECK (source IN ('typed','list','excel','counted'))
);

-- step
CREATE UNIQUE INDEX progress_cell__form_id_col ON progress_cell (form_id, col);

-- step
-- a form as it was sent in, with its stamped scan
CREATE TABLE progress_submission (
  id INTEGER NOT NULL PRIMARY KEY,
  form_id INTEGER NOT NULL,
  round INTEGER NOT NULL,
  unit_name TEXT NOT NULL,
  cut_off TEXT NOT NULL,
  filled_on TEXT NOT NULL,
  filler TEXT NOT NULL,
  reviewer TEXT NOT NULL,
  leader TEXT NOT NULL,
  phone TEXT NOT NULL,
  definition TEXT NOT NULL,
  why TEXT NOT NULL,
  file_id INTEGER NOT NULL,
  digest BLOB NOT NULL,
  actor_id INTEGER NOT NULL,
  person_key TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  trail_id INTEGER NOT NULL,
  row_digest BLOB NOT NULL,
  FOREIGN KEY (form_id) REFERENCES progress_form (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (file_id) REFERENCES file (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- step
CREATE UNIQUE INDEX progress_submission__form_id_round ON progress_submission (form_id, round);

-- step
CREATE INDEX progress_submission__trail_id ON progress_submission (trail_id);

-- step
CREATE TRIGGER progress_submission_no_update BEFORE UPDATE ON progress_submission
BEGIN SELECT RAISE(ABORT, 'progress_submission is append-only'); END;

-- step
CREATE TRIGGER progress_submission_no_delete BEFORE DELETE ON progress_submission
BEGIN SELECT RAISE(ABORT, 'progress_submission is append-only'); END;

-- step
CREATE TRIGGER progress_submission_no_replace BEFORE INSERT ON progress_submission WHEN EXISTS (SELECT 1 FROM progress_submission WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'progress_submission is append-only'); END;

-- step
-- the figures of a submission
CREATE TABLE progress_figure (
  id INTEGER NOT NULL PRIMARY KEY,
  submission_id INTEGER NOT NULL,
  col INTEGER NOT NULL,
  value INTEGER NOT NULL,
  source TEXT NOT NULL,
  reason TEXT NOT NULL,
  note TEXT NOT NULL,
  province INTEGER NULL,
  trail_id INTEGER NOT NULL,
  row_digest BLOB NOT NULL,
  FOREIGN KEY (submission_id) REFERENCES progress_submission (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- step
CREATE UNIQUE INDEX progress_figure__submission_id_col ON progress_figure (submission_id, col);

-- step
CREATE INDEX progress_figure__trail_id ON progress_figure (trail_id);

-- step
CREATE TRIGGER progress_figure_no_update BEFORE UPDATE ON progress_figure
BEGIN SELECT RAISE(ABORT, 'progress_figure is append-only'); END;

-- step
CREATE TRIGGER progress_figure_no_delete BEFORE DELETE ON progress_figure
BEGIN SELECT RAISE(ABORT, 'progress_figure is append-only'); END;

-- step
CREATE TRIGGER progress_figure_no_replace BEFORE INSERT ON progress_figure WHEN EXISTS (SELECT 1 FROM progress_figure WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'progress_figure is append-only'); END;

-- step
-- the people whom the counted column of a submission counts
CREATE TABLE progress_person (
  submission_id INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  placement_id INTEGER NOT NULL,
  PRIMARY KEY (submission_id, person_id),
  FOREIGN KEY (submission_id) REFERENCES progress_submission (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- step
CREATE TRIGGER progress_person_no_update BEFORE UPDATE ON progress_person
BEGIN SELECT RAISE(ABORT, 'progress_person is append-only'); END;

-- step
CREATE TRIGGER progress_person_no_delete BEFORE DELETE ON progress_person
BEGIN SELECT RAISE(ABORT, 'progress_person is append-only'); END;

-- step
CREATE TRIGGER progress_person_no_replace BEFORE INSERT ON progress_person WHEN EXISTS (SELECT 1 FROM progress_person WHERE submission_id = NEW.submission_id AND person_id = NEW.person_id)
BEGIN SELECT RAISE(ABORT, 'progress_person is append-only'); END;

-- step
-- the city's word on a submission: taken over under a number, or given back with a remark
CREATE TABLE progress_decision (
  id INTEGER NOT NULL PRIMARY KEY,
  submission_id INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  number TEXT NOT NULL,
  remark TEXT NOT NULL,
  actor_id INTEGER NOT NULL,
  person_key TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  trail_id INTEGER NOT NULL,
  row_digest BLOB NOT NULL,
  FOREIGN KEY (submission_id) REFERENCES progress_submission (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (outcome IN ('accepted','returned'))
);

-- step
CREATE UNIQUE INDEX progress_decision__submission_id ON progress_decision (submission_id);

-- step
CREATE INDEX progress_decision__trail_id ON progress_decision (trail_id);

-- step
CREATE TRIGGER progress_decision_no_update BEFORE UPDATE ON progress_decision
BEGIN SELECT RAISE(ABORT, 'progress_decision is append-only'); END;

-- step
CREATE TRIGGER progress_decision_no_delete BEFORE DELETE ON progress_decision
BEGIN SELECT RAISE(ABORT, 'progress_decision is append-only'); END;

-- step
CREATE TRIGGER progress_decision_no_replace BEFORE INSERT ON progress_decision WHEN EXISTS (SELECT 1 FROM progress_decision WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'progress_decision is append-only'); END;
