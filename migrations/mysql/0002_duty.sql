-- Month sheets and duty checks.

-- step
-- one month sheet of a village
CREATE TABLE duty_sheet (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  village_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  month VARCHAR(7) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  state VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  submitted_by BIGINT NULL,
  submitted_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  submitted_us BIGINT NULL,
  reviewed_by BIGINT NULL,
  reviewed_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  reviewed_us BIGINT NULL,
  remark VARCHAR(200) NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  FOREIGN KEY (village_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (state IN ('draft','submitted','reviewed','locked')),
  CHECK (reviewed_key IS NULL OR submitted_key IS NULL OR reviewed_key <> submitted_key)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX duty_sheet__village_id_month ON duty_sheet (village_id, month);

-- step
CREATE INDEX duty_sheet__path_month ON duty_sheet (path, month);

-- step
CREATE INDEX duty_sheet__month_state ON duty_sheet (month, state);

-- step
-- one holder's month: 31 marks and, beside each, how it came; first_days is what was first submitted
CREATE TABLE duty_line (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  sheet_id BIGINT NOT NULL,
  placement_id BIGINT NOT NULL,
  days VARCHAR(31) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  how VARCHAR(31) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  first_days VARCHAR(31) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  hours BIGINT NOT NULL,
  points BIGINT NULL,
  remark VARCHAR(200) NOT NULL,
  FOREIGN KEY (sheet_id) REFERENCES duty_sheet (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (hours >= 0 AND hours <= 744),
  CHECK (points IS NULL OR (points >= 0 AND points <= 100))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX duty_line__sheet_id_placement_id ON duty_line (sheet_id, placement_id);

-- step
CREATE INDEX duty_line__placement_id ON duty_line (placement_id);

-- step
-- what somebody saw of one holder on one day, never changed; a re-check names the check that it is about
CREATE TABLE duty_check (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  client_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  village_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  placement_id BIGINT NOT NULL,
  about_id BIGINT NULL,
  method VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  on_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  seen_us BIGINT NULL,
  finding VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  checker_id BIGINT NOT NULL,
  checker_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  second VARCHAR(60) NOT NULL,
  statement VARCHAR(200) NOT NULL,
  remark VARCHAR(200) NOT NULL,
  answer_by VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  irregular VARCHAR(500) NOT NULL,
  channel VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  at_us BIGINT NOT NULL,
  trail_id BIGINT NOT NULL,
  row_digest BINARY(32) NOT NULL,
  FOREIGN KEY (village_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (method IN ('site','phone','paper')),
  CHECK (finding IN ('on_duty','work_good','work_bad','leave','swapped','not_seen','substitute','cannot_work','unreachable'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX duty_check__checker_id_client_id ON duty_check (checker_id, client_id);

-- step
CREATE INDEX duty_check__path_on_date ON duty_check (path, on_date);

-- step
CREATE INDEX duty_check__placement_id ON duty_check (placement_id);

-- step
CREATE INDEX duty_check__trail_id ON duty_check (trail_id);

-- step
CREATE TRIGGER duty_check_no_update BEFORE UPDATE ON duty_check FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'duty_check is append-only';

-- step
CREATE TRIGGER duty_check_no_delete BEFORE DELETE ON duty_check FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'duty_check is append-only';

