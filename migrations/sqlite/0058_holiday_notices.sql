-- Days off and worked weekend days of a year come from a numbered notice, entered by one person and confirmed by another.

-- step
ALTER TABLE holiday ADD COLUMN year INTEGER NOT NULL DEFAULT 0;

-- step
UPDATE holiday SET year = CAST(SUBSTR(day, 1, 4) AS INTEGER);

-- step
CREATE TABLE holiday_notice (
  id INTEGER NOT NULL PRIMARY KEY,
  year INTEGER NOT NULL,
  number TEXT NOT NULL,
  state TEXT NOT NULL,
  proposed_by INTEGER NOT NULL,
  proposed_key TEXT NOT NULL,
  proposed_us INTEGER NOT NULL,
  decided_by INTEGER NULL,
  decided_key TEXT NULL,
  decided_us INTEGER NULL,
  CHECK (state IN ('proposed','approved','rejected')),
  CHECK (state = 'proposed' OR decided_key IS NOT NULL),
  CHECK (decided_key IS NULL OR decided_key <> proposed_key)
);

-- step
CREATE INDEX holiday_notice__state_year ON holiday_notice (state, year);

-- step
CREATE TABLE holiday_notice_day (
  notice_id INTEGER NOT NULL,
  day TEXT NOT NULL,
  worked INTEGER NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (notice_id, day),
  FOREIGN KEY (notice_id) REFERENCES holiday_notice (id),
  CHECK (worked IN (0, 1))
);
