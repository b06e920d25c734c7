-- What is counted at night says when.

-- step
-- when the late months were counted last, one row; none: never
CREATE TABLE arrears_counted (
  id BIGINT NOT NULL PRIMARY KEY,
  at_us BIGINT NOT NULL,
  CHECK (id = 1)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
-- state of the records that a night's check of the office's own faults looked at; NULL: of before this was kept
ALTER TABLE own_check ADD COLUMN at_us BIGINT NULL;
