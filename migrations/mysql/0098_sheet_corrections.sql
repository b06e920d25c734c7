-- A locked or paid month that the county corrects: the sheet stays as it is, what it should have said stands beside it,
-- and what that changes of pay is written down for a correction run or a recovery.

-- step
CREATE TABLE duty_correction (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  sheet_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  month VARCHAR(7) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  state VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  reason VARCHAR(200) NOT NULL,
  scan_id BIGINT NOT NULL,
  entered_by BIGINT NOT NULL,
  entered_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  entered_us BIGINT NOT NULL,
  decided_by BIGINT NULL,
  decided_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  decided_us BIGINT NULL,
  remark VARCHAR(200) NOT NULL DEFAULT '',
  version BIGINT NOT NULL DEFAULT 1,
  open_sheet BIGINT GENERATED ALWAYS AS (CASE WHEN state = 'entered' THEN sheet_id END) VIRTUAL,
  FOREIGN KEY (sheet_id) REFERENCES duty_sheet (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (scan_id) REFERENCES paper_scan (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (state IN ('entered','approved','refused')),
  CHECK (state = 'entered' OR decided_by IS NOT NULL AND decided_us IS NOT NULL AND decided_key <> entered_key)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX duty_correction__open_sheet ON duty_correction (open_sheet);

-- step
CREATE INDEX duty_correction__path_month ON duty_correction (path, month, id);

-- step
CREATE INDEX duty_correction__sheet_id ON duty_correction (sheet_id, id);

-- step
-- what a correction says of a holder's month, beside what was said before it
CREATE TABLE duty_correction_line (
  correction_id BIGINT NOT NULL,
  placement_id BIGINT NOT NULL,
  was_days VARCHAR(31) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  was_hours BIGINT NOT NULL,
  days VARCHAR(31) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  hours BIGINT NOT NULL,
  PRIMARY KEY (correction_id, placement_id),
  FOREIGN KEY (correction_id) REFERENCES duty_correction (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (LENGTH(days) = 31 AND LENGTH(was_days) = 31)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE INDEX duty_correction_line__placement_id ON duty_correction_line (placement_id, correction_id);

-- step
-- what an approved correction changes of pay: what stood on all lists then, and what the month is worth by it
CREATE TABLE pay_correction (
  correction_id BIGINT NOT NULL,
  placement_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  month VARCHAR(7) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  stood_fen BIGINT NOT NULL,
  worth_fen BIGINT NOT NULL,
  at_us BIGINT NOT NULL,
  PRIMARY KEY (correction_id, placement_id),
  FOREIGN KEY (correction_id) REFERENCES duty_correction (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (stood_fen >= 0 AND worth_fen >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE INDEX pay_correction__path_month ON pay_correction (path, month);

-- step
CREATE INDEX pay_correction__placement_id ON pay_correction (placement_id, month);

-- step
-- what somebody said who was told of an overpayment, before it is asked back
CREATE TABLE pay_hearing (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  placement_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  on_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  how VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  words VARCHAR(300) NOT NULL,
  actor_id BIGINT NOT NULL,
  at_us BIGINT NOT NULL,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (how IN ('visit','phone','paper')),
  CHECK (words <> '')
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE INDEX pay_hearing__placement_id ON pay_hearing (placement_id, id);

-- step
CREATE INDEX pay_hearing__path ON pay_hearing (path, placement_id);
