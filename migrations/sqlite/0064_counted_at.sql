-- What is counted at night says when.

-- step
-- when the late months were counted last, one row; none: never
CREATE TABLE arrears_counted (
  id INTEGER NOT NULL PRIMARY KEY,
  at_us INTEGER NOT NULL,
  CHECK (id = 1)
);

-- step
-- state of the records that a night's check of the office's own faults looked at; NULL: of before this was kept
ALTER TABLE own_check ADD COLUMN at_us INTEGER NULL;
