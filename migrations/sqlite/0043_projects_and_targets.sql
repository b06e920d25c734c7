-- Projects that help people into work (脱贫人口就业帮扶项目清单, 项目库), the lists that units sent in each quarter and what the city chose of them;
-- targets with their periods, monthly figures of migrant work, and alerts of a fall.

-- step
CREATE TABLE project (
  id INTEGER NOT NULL PRIMARY KEY,
  unit_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  summary TEXT NOT NULL,
  jobs INTEGER NOT NULL,
  jobs_poverty_out INTEGER NOT NULL,
  sites TEXT NOT NULL,
  contact_name TEXT NOT NULL,
  contact_phone TEXT NOT NULL,
  remark TEXT NOT NULL,
  reached INTEGER NOT NULL,
  reached_poverty_out INTEGER NOT NULL,
  ended_on TEXT NULL,
  channel TEXT NOT NULL,
  actor_id INTEGER NOT NULL,
  at_us INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  FOREIGN KEY (unit_id) REFERENCES reporting_unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (jobs >= 0 AND jobs_poverty_out >= 0 AND jobs_poverty_out <= jobs),
  CHECK (reached >= 0 AND reached_poverty_out >= 0 AND reached_poverty_out <= reached)
);

-- step
CREATE INDEX project__unit_id ON project (unit_id);

-- step
-- a unit's list of a quarter as it was sent in
CREATE TABLE project_list (
  id INTEGER NOT NULL PRIMARY KEY,
  unit_id INTEGER NOT NULL,
  quarter TEXT NOT NULL,
  round INTEGER NOT NULL,
  unit_name TEXT NOT NULL,
  filled_on TEXT NOT NULL,
  filler TEXT NOT NULL,
  phone TEXT NOT NULL,
  actor_id INTEGER NOT NULL,
  person_key TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  trail_id INTEGER NOT NULL,
  row_digest BLOB NOT NULL,
  FOREIGN KEY (unit_id) REFERENCES reporting_unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- step
CREATE UNIQUE INDEX project_list__unit_id_quarter_round ON project_list (unit_id, quarter, round);

-- step
CREATE INDEX project_list__trail_id ON project_list (trail_id);

-- step
CREATE TRIGGER project_list_no_update BEFORE UPDATE ON project_list
BEGIN SELECT RAISE(ABORT, 'project_list is append-only'); END;

-- step
CREATE TRIGGER project_list_no_delete BEFORE DELETE ON project_list
BEGIN SELECT RAISE(ABORT, 'project_list is append-only'); END;

-- step
CREATE TRIGGER project_list_no_replace BEFORE INSERT ON project_list WHEN EXISTS (SELECT 1 FROM project_list WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'project_list is append-only'); END;

-- step
CREATE TABLE project_line (
  id INTEGER NOT NULL PRIMARY KEY,
  list_id INTEGER NOT NULL,
  project_id INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  name TEXT NOT NULL,
  summary TEXT NOT NULL,
  jobs INTEGER NOT NULL,
  jobs_poverty_out INTEGER NOT NULL,
  sites TEXT NOT NULL,
  contact_name TEXT NOT NULL,
  contact_phone TEXT NOT NULL,
  remark TEXT NOT NULL,
  reached INTEGER NOT NULL,
  reached_poverty_out INTEGER NOT NULL,
  trail_id INTEGER NOT NULL,
  row_digest BLOB NOT NULL,
  FOREIGN KEY (list_id) REFERENCES project_list (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (project_id) REFERENCES project (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- step
CREATE UNIQUE INDEX project_line__list_id_project_id ON project_line (list_id, project_id);

-- step
CREATE INDEX project_line__project_id ON project_line (project_id);

-- step
CREATE INDEX project_line__trail_id ON project_line (trail_id);

-- step
CREATE TRIGGER project_line_no_update BEFORE UPDATE ON project_line
BEGIN SELECT RAISE(ABORT, 'project_line is append-only'); END;

-- step
CREATE TRIGGER project_line_no_delete BEFORE DELETE ON project_line
BEGIN SELECT RAISE(ABORT, 'project_line is append-only'); END;

-- step
CREATE TRIGGER project_line_no_replace BEFORE INSERT ON project_line WHEN EXISTS (SELECT 1 FROM project_line WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'project_line is append-only'); END;

-- step
-- the city's choice of a line into the library, or not, with its reason; the latest counts
CREATE TABLE project_choice (
  id INTEGER NOT NULL PRIMARY KEY,
  line_id INTEGER NOT NULL,
  chosen INTEGER NOT NULL,
  reason TEXT NOT NULL,
  actor_id INTEGER NOT NULL,
  person_key TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  trail_id INTEGER NOT NULL,
  row_digest BLOB NOT NULL,
  FOREIGN KEY (line_id) REFERENCES project_line (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (chosen IN (0, 1))
);

-- step
CREATE INDEX project_choice__line_id ON project_choice (line_id);

-- step
CREATE INDEX project_choice__trail_id ON project_choice (trail_id);

-- step
CREATE TRIGGER project_choice_no_update BEFORE UPDATE ON project_choice
BEGIN SELECT RAISE(ABORT, 'project_choice is append-only'); END;

-- step
CREATE TRIGGER project_choice_no_delete BEFORE DELETE ON project_choice
BEGIN SELECT RAISE(ABORT, 'project_choice is append-only'); END;

-- step
CREATE TRIGGER project_choice_no_replace BEFORE INSERT ON project_choice WHEN EXISTS (SELECT 1 FROM project_choice WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'project_choice is append-only'); END;

-- step
-- what is to be reached by whom within a time: of all units together
CREATE TABLE target (
  id INTEGER NOT NULL PRIMARY KEY,
  measure TEXT NOT NULL,
  value INTEGER NOT NULL,
  from_date TEXT NOT NULL,
  until_date TEXT NOT NULL,
  document TEXT NOT NULL,
  actor_id INTEGER NOT NULL,
  at_us INTEGER NOT NULL,
  CHECK (value > 0),
  CHECK (until_date >= from_date)
);

-- step
CREATE UNIQUE INDEX target__measure_from_date ON target (measure, from_date);

-- step
-- a unit's month of migrant work: people working away, people taken in from central and western regions, income per person and month
CREATE TABLE migrant_month (
  id INTEGER NOT NULL PRIMARY KEY,
  unit_id INTEGER NOT NULL,
  month TEXT NOT NULL,
  away INTEGER NULL,
  taken_in INTEGER NULL,
  income_fen INTEGER NULL,
  note TEXT NOT NULL,
  channel TEXT NOT NULL,
  actor_id INTEGER NOT NULL,
  at_us INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  FOREIGN KEY (unit_id) REFERENCES reporting_unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (away IS NULL OR away >= 0),
  CHECK (taken_in IS NULL OR taken_in >= 0),
  CHECK (income_fen IS NULL OR income_fen >= 0)
);

-- step
CREATE UNIQUE INDEX migrant_month__unit_id_month ON migrant_month (unit_id, month);

-- step
-- a fall of a figure against last year's month or the month before, and what the unit does about it
CREATE TABLE migrant_alert (
  id INTEGER NOT NULL PRIMARY KEY,
  unit_id INTEGER NOT NULL,
  month TEXT NOT NULL,
  measure TEXT NOT NULL,
  against TEXT NOT NULL,
  base INTEGER NOT NULL,
  value INTEGER NOT NULL,
  state TEXT NOT NULL,
  answer_by TEXT NOT NULL,
  raised_on TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  FOREIGN KEY (unit_id) REFERENCES reporting_unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (state IN ('open','answered','closed','lifted'))
);

-- step
CREATE UNIQUE INDEX migrant_alert__unit_id_month_measure_against ON migrant_alert (unit_id, month, measure, against);

-- step
CREATE INDEX migrant_alert__state ON migrant_alert (state);

-- step
-- what was said to an alert, in order
CREATE TABLE migrant_alert_event (
  id INTEGER NOT NULL PRIMARY KEY,
  alert_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  said TEXT NOT NULL,
  actor_id INTEGER NOT NULL,
  at_us INTEGER NOT NULL,
  trail_id INTEGER NOT NULL,
  row_digest BLOB NOT NULL,
  FOREIGN KEY (alert_id) REFERENCES migrant_alert (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (kind IN ('answer','back','close','lift'))
);

-- step
CREATE INDEX migrant_alert_event__alert_id ON migrant_alert_event (alert_id);

-- step
CREATE INDEX migrant_alert_event__trail_id ON migrant_alert_event (trail_id);

-- step
CREATE TRIGGER migrant_alert_event_no_update BEFORE UPDATE ON migrant_alert_event
BEGIN SELECT RAISE(ABORT, 'migrant_alert_event is append-only'); END;

-- step
CREATE TRIGGER migrant_alert_event_no_delete BEFORE DELETE ON migrant_alert_event
BEGIN SELECT RAISE(ABORT, 'migrant_alert_event is append-only'); END;

-- step
CREATE TRIGGER migrant_alert_event_no_replace BEFORE INSERT ON migrant_alert_event WHEN EXISTS (SELECT 1 FROM migrant_alert_event WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'migrant_alert_event is append-only'); END;
