-- Projects that help people into work (脱贫人口就业帮扶项目清单, 项目库), the lists that units sent in each quarter and what the city chose of them;
-- targets with their periods, monthly figures of migrant work, and alerts of a fall.

-- step
CREATE TABLE project (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  unit_id BIGINT NOT NULL,
  name VARCHAR(100) NOT NULL,
  summary VARCHAR(500) NOT NULL,
  jobs BIGINT NOT NULL,
  jobs_poverty_out BIGINT NOT NULL,
  sites VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  contact_name VARCHAR(30) NOT NULL,
  contact_phone VARCHAR(20) NOT NULL,
  remark VARCHAR(200) NOT NULL,
  reached BIGINT NOT NULL,
  reached_poverty_out BIGINT NOT NULL,
  ended_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  channel VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  actor_id BIGINT NOT NULL,
  at_us BIGINT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  FOREIGN KEY (unit_id) REFERENCES reporting_unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (jobs >= 0 AND jobs_poverty_out >= 0 AND jobs_poverty_out <= jobs),
  CHECK (reached >= 0 AND reached_poverty_out >= 0 AND reached_poverty_out <= reached)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE INDEX project__unit_id ON project (unit_id);

-- step
-- a unit's list of a quarter as it was sent in
CREATE TABLE project_list (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  unit_id BIGINT NOT NULL,
  quarter VARCHAR(7) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  round BIGINT NOT NULL,
  unit_name VARCHAR(60) NOT NULL,
  filled_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  filler VARCHAR(30) NOT NULL,
  phone VARCHAR(20) NOT NULL,
  actor_id BIGINT NOT NULL,
  person_key VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  at_us BIGINT NOT NULL,
  trail_id BIGINT NOT NULL,
  row_digest BINARY(32) NOT NULL,
  FOREIGN KEY (unit_id) REFERENCES reporting_unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX project_list__unit_id_quarter_round ON project_list (unit_id, quarter, round);

-- step
CREATE INDEX project_list__trail_id ON project_list (trail_id);

-- step
CREATE TRIGGER project_list_no_update BEFORE UPDATE ON project_list FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'project_list is append-only';

-- step
CREATE TRIGGER project_list_no_delete BEFORE DELETE ON project_list FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'project_list is append-only';

-- step
CREATE TABLE project_line (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  list_id BIGINT NOT NULL,
  project_id BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  name VARCHAR(100) NOT NULL,
  summary VARCHAR(500) NOT NULL,
  jobs BIGINT NOT NULL,
  jobs_poverty_out BIGINT NOT NULL,
  sites VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  contact_name VARCHAR(30) NOT NULL,
  contact_phone VARCHAR(20) NOT NULL,
  remark VARCHAR(200) NOT NULL,
  reached BIGINT NOT NULL,
  reached_poverty_out BIGINT NOT NULL,
  trail_id BIGINT NOT NULL,
  row_digest BINARY(32) NOT NULL,
  FOREIGN KEY (list_id) REFERENCES project_list (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (project_id) REFERENCES project (id) ON DELETE RESTRICT ON UPDATE RESTRICT
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX project_line__list_id_project_id ON project_line (list_id, project_id);

-- step
CREATE INDEX project_line__project_id ON project_line (project_id);

-- step
CREATE INDEX project_line__trail_id ON project_line (trail_id);

-- step
CREATE TRIGGER project_line_no_update BEFORE UPDATE ON project_line FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'project_line is append-only';

-- step
CREATE TRIGGER project_line_no_delete BEFORE DELETE ON project_line FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'project_line is append-only';

-- step
-- the city's choice of a line into the library, or not, with its reason; the latest counts
CREATE TABLE project_choice (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  line_id BIGINT NOT NULL,
  chosen BIGINT NOT NULL,
  reason VARCHAR(200) NOT NULL,
  actor_id BIGINT NOT NULL,
  person_key VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  at_us BIGINT NOT NULL,
  trail_id BIGINT NOT NULL,
  row_digest BINARY(32) NOT NULL,
  FOREIGN KEY (line_id) REFERENCES project_line (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (chosen IN (0, 1))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE INDEX project_choice__line_id ON project_choice (line_id);

-- step
CREATE INDEX project_choice__trail_id ON project_choice (trail_id);

-- step
CREATE TRIGGER project_choice_no_update BEFORE UPDATE ON project_choice FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'project_choice is append-only';

-- step
CREATE TRIGGER project_choice_no_delete BEFORE DELETE ON project_choice FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'project_choice is append-only';

-- step
-- what is to be reached by whom within a time: of all units together
CREATE TABLE target (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  measure VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  value BIGINT NOT NULL,
  from_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  until_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  document VARCHAR(60) NOT NULL,
  actor_id BIGINT NOT NULL,
  at_us BIGINT NOT NULL,
  CHECK (value > 0),
  CHECK (until_date >= from_date)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX target__measure_from_date ON target (measure, from_date);

-- step
-- a unit's month of migrant work: people working away, people taken in from central and western regions, income per person and month
CREATE TABLE migrant_month (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  unit_id BIGINT NOT NULL,
  month VARCHAR(7) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  away BIGINT NULL,
  taken_in BIGINT NULL,
  income_fen BIGINT NULL,
  note VARCHAR(200) NOT NULL,
  channel VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  actor_id BIGINT NOT NULL,
  at_us BIGINT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  FOREIGN KEY (unit_id) REFERENCES reporting_unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (away IS NULL OR away >= 0),
  CHECK (taken_in IS NULL OR taken_in >= 0),
  CHECK (income_fen IS NULL OR income_fen >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX migrant_month__unit_id_month ON migrant_month (unit_id, month);

-- step
-- a fall of a figure against last year's month or the month before, and what the unit does about it
CREATE TABLE migrant_alert (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  unit_id BIGINT NOT NULL,
  month VARCHAR(7) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  measure VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  against VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  base BIGINT NOT NULL,
  value BIGINT NOT NULL,
  state VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  answer_by VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  raised_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  FOREIGN KEY (unit_id) REFERENCES reporting_unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (state IN ('open','answered','closed','lifted'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX migrant_alert__unit_id_month_measure_against ON migrant_alert (unit_id, month, measure, against);

-- step
CREATE INDEX migrant_alert__state ON migrant_alert (state);

-- step
-- what was said to an alert, in order
CREATE TABLE migrant_alert_event (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  alert_id BIGINT NOT NULL,
  kind VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  said VARCHAR(500) NOT NULL,
  actor_id BIGINT NOT NULL,
  at_us BIGINT NOT NULL,
  trail_id BIGINT NOT NULL,
  row_digest BINARY(32) NOT NULL,
  FOREIGN KEY (alert_id) REFERENCES migrant_alert (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (kind IN ('answer','back','close','lift'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE INDEX migrant_alert_event__alert_id ON migrant_alert_event (alert_id);

-- step
CREATE INDEX migrant_alert_event__trail_id ON migrant_alert_event (trail_id);

-- step
CREATE TRIGGER migrant_alert_event_no_update BEFORE UPDATE ON migrant_alert_event FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'migrant_alert_event is append-only';

-- step
CREATE TRIGGER migrant_alert_event_no_delete BEFORE DELETE ON migrant_alert_event FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'migrant_alert_event is append-only';
