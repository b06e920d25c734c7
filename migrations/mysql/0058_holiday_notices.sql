-- Days off and worked weekend days of a year come from a numbered notice, entered by one person and confirmed by another.

-- step
ALTER TABLE holiday ADD COLUMN year BIGINT NOT NULL DEFAULT 0;

-- step
UPDATE holiday SET year = CAST(SUBSTR(day, 1, 4) AS UNSIGNED);

-- step
CREATE TABLE holiday_notice (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  year BIGINT NOT NULL,
  number VARCHAR(60) NOT NULL,
  state VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  proposed_by BIGINT NOT NULL,
  proposed_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  proposed_us BIGINT NOT NULL,
  decided_by BIGINT NULL,
  decided_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  decided_us BIGINT NULL,
  CHECK (state IN ('proposed','approved','rejected')),
  CHECK (state = 'proposed' OR decided_key IS NOT NULL),
  CHECK (decided_key IS NULL OR decided_key <> proposed_key)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE INDEX holiday_notice__state_year ON holiday_notice (state, year);

-- step
CREATE TABLE holiday_notice_day (
  notice_id BIGINT NOT NULL,
  day VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  worked BIGINT NOT NULL,
  name VARCHAR(40) NOT NULL,
  PRIMARY KEY (notice_id, day),
  FOREIGN KEY (notice_id) REFERENCES holiday_notice (id),
  CHECK (worked IN (0, 1))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
