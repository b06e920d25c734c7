-- A locked or paid month that the county corrects: the sheet stays as it is, what it should have said stands beside it,
-- and what that changes of pay is written down for a correction run or a recovery.

-- step
CREATE TABLE duty_correction (
  id INTEGER NOT NULL PRIMARY KEY,
  sheet_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  month TEXT NOT NULL,
  state TEXT NOT NULL,
  reason TEXT NOT NULL,
  scan_id INTEGER NOT NULL,
  entered_by INTEGER NOT NULL,
  entered_key TEXT NOT NULL,
  entered_us INTEGER NOT NULL,
  decided_by INTEGER NULL,
  decided_key TEXT NULL,
  decided_us INTEGER NULL,
  remark TEXT NOT NULL DEFAULT '',
  version INTEGER NOT NULL DEFAULT 1,
  open_sheet INTEGER GENERATED ALWAYS AS (CASE WHEN state = 'entered' THEN sheet_id END) VIRTUAL,
  FOREIGN KEY (sheet_id) REFERENCES duty_sheet (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (scan_id) REFERENCES paper_scan (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (state IN ('entered','approved','refused')),
  CHECK (state = 'entered' OR decided_by IS NOT NULL AND decided_us IS NOT NULL AND decided_key <> entered_key)
);

-- step
CREATE UNIQUE INDEX duty_correction__open_sheet ON duty_correction (open_sheet);

-- step
CREATE INDEX duty_correction__path_month ON duty_correction (path, month, id);

-- step
CREATE INDEX duty_correction__sheet_id ON duty_correction (sheet_id, id);

-- step
-- what a correction says of a holder's month, beside what was said before it
CREATE TABLE duty_correction_line (
  correction_id INTEGER NOT NULL,
  placement_id INTEGER NOT NULL,
  was_days TEXT NOT NULL,
  was_hours INTEGER NOT NULL,
  days TEXT NOT NULL,
  hours INTEGER NOT NULL,
  PRIMARY KEY (correction_id, placement_id),
  FOREIGN KEY (correction_id) REFERENCES duty_correction (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (LENGTH(days) = 31 AND LENGTH(was_days) = 31)
);

-- step
CREATE INDEX duty_correction_line__placement_id ON duty_correction_line (placement_id, correction_id);

-- step
-- what an approved correction changes of pay: what stood on all lists then, and what the month is worth by it
CREATE TABLE pay_correction (
  correction_id INTEGER NOT NULL,
  placement_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  month TEXT NOT NULL,
  stood_fen INTEGER NOT NULL,
  worth_fen INTEGER NOT NULL,
  at_us INTEGER NOT NULL,
  PRIMARY KEY (correction_id, placement_id),
  FOREIGN KEY (correction_id) REFERENCES duty_correction (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (stood_fen >= 0 AND worth_fen >= 0)
);

-- step
CREATE INDEX pay_correction__path_month ON pay_correction (path, month);

-- step
CREATE INDEX pay_correction__placement_id ON pay_correction (placement_id, month);

-- step
-- what somebody said who was told of an overpayment, before it is asked back
CREATE TABLE pay_hearing (
  id INTEGER NOT NULL PRIMARY KEY,
  placement_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  on_date TEXT NOT NULL,
  how TEXT NOT NULL,
  words TEXT NOT NULL,
  actor_id INTEGER NOT NULL,
  at_us INTEGER NOT NULL,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (how IN ('visit','phone','paper')),
  CHECK (words <> '')
);

-- step
CREATE INDEX pay_hearing__placement_id ON pay_hearing (placement_id, id);

-- step
CREATE INDEX pay_hearing__path ON pay_hearing (path, placement_id);
