-- Month sheets and duty checks.

-- step
-- one month sheet of a village
CREATE TABLE duty_sheet (
  id INTEGER NOT NULL PRIMARY KEY,
  village_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  month TEXT NOT NULL,
  state TEXT NOT NULL,
  submitted_by INTEGER NULL,
  submitted_key TEXT NULL,
  submitted_us INTEGER NULL,
  reviewed_by INTEGER NULL,
  reviewed_key TEXT NULL,
  reviewed_us INTEGER NULL,
  remark TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  FOREIGN KEY (village_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (state IN ('draft','submitted','reviewed','locked')),
  CHECK (reviewed_key IS NULL OR submitted_key IS NULL OR reviewed_key <> submitted_key)
);

-- step
CREATE UNIQUE INDEX duty_sheet__village_id_month ON duty_sheet (village_id, month);

-- step
CREATE INDEX duty_sheet__path_month ON duty_sheet (path, month);

-- step
CREATE INDEX duty_sheet__month_state ON duty_sheet (month, state);

-- step
-- one holder's month: 31 marks and, beside each, how it came; first_days is what was first submitted
CREATE TABLE duty_line (
  id INTEGER NOT NULL PRIMARY KEY,
  sheet_id INTEGER NOT NULL,
  placement_id INTEGER NOT NULL,
  days TEXT NOT NULL,
  how TEXT NOT NULL,
  first_days TEXT NOT NULL,
  hours INTEGER NOT NULL,
  points INTEGER NULL,
  remark TEXT NOT NULL,
  FOREIGN KEY (sheet_id) REFERENCES duty_sheet (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (hours >= 0 AND hours <= 744),
  CHECK (points IS NULL OR (points >= 0 AND points <= 100))
);

-- step
CREATE UNIQUE INDEX duty_line__sheet_id_placement_id ON duty_line (sheet_id, placement_id);

-- step
CREATE INDEX duty_line__placement_id ON duty_line (placement_id);

-- step
-- what somebody saw of one holder on one day, never changed; a re-check names the check that it is about
CREATE TABLE duty_check (
  id INTEGER NOT NULL PRIMARY KEY,
  client_id TEXT NOT NULL,
  village_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  placement_id INTEGER NOT NULL,
  about_id INTEGER NULL,
  method TEXT NOT NULL,
  on_date TEXT NOT NULL,
  seen_us INTEGER NULL,
  finding TEXT NOT NULL,
  checker_id INTEGER NOT NULL,
  checker_key TEXT NOT NULL,
  second TEXT NOT NULL,
  statement TEXT NOT NULL,
  remark TEXT NOT NULL,
  answer_by TEXT NULL,
  irregular TEXT NOT NULL,
  channel TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  trail_id INTEGER NOT NULL,
  row_digest BLOB NOT NULL,
  FOREIGN KEY (village_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (method IN ('site','phone','paper')),
  CHECK (finding IN ('on_duty','work_good','work_bad','leave','swapped','not_seen','substitute','cannot_work','unreachable'))
);

-- step
CREATE UNIQUE INDEX duty_check__checker_id_client_id ON duty_check (checker_id, client_id);

-- step
CREATE INDEX duty_check__path_on_date ON duty_check (path, on_date);

-- step
CREATE INDEX duty_check__placement_id ON duty_check (placement_id);

-- step
CREATE INDEX duty_check__trail_id ON duty_check (trail_id);

-- step
CREATE TRIGGER duty_check_no_update BEFORE UPDATE ON duty_check
BEGIN SELECT RAISE(ABORT, 'duty_check is append-only'); END;

-- step
CREATE TRIGGER duty_check_no_delete BEFORE DELETE ON duty_check
BEGIN SELECT RAISE(ABORT, 'duty_check is append-only'); END;

-- step
CREATE TRIGGER duty_check_no_replace BEFORE INSERT ON duty_check WHEN EXISTS (SELECT 1 FROM duty_check WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'duty_check is append-only'); END;

