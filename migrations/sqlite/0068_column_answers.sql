-- What an office answered where two columns of its lists fit a head equally.

-- step
-- path is whose lists it is of; layout the digest of their heads and of the sheet's name; column_no counts from 0, NULL where it is none of those that fit
CREATE TABLE column_answer (
  id INTEGER NOT NULL PRIMARY KEY,
  path TEXT NOT NULL,
  kind TEXT NOT NULL,
  layout TEXT NOT NULL,
  asked TEXT NOT NULL,
  sheet TEXT NOT NULL,
  column_no INTEGER NULL,
  head TEXT NOT NULL,
  among TEXT NOT NULL,
  batch_id INTEGER NOT NULL,
  answered_by INTEGER NOT NULL,
  answered_name TEXT NOT NULL,
  answered_us INTEGER NOT NULL,
  revoked_by INTEGER NULL,
  revoked_name TEXT NOT NULL DEFAULT '',
  revoked_us INTEGER NULL,
  live INTEGER GENERATED ALWAYS AS (CASE WHEN revoked_us IS NULL THEN 1 END) VIRTUAL,
  county TEXT GENERATED ALWAYS AS (SUBSTR(path, 1, 8)) VIRTUAL,
  township TEXT GENERATED ALWAYS AS (SUBSTR(path, 1, 12)) VIRTUAL,
  FOREIGN KEY (batch_id) REFERENCES import_batch (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (column_no IS NULL OR column_no >= 0),
  CHECK (revoked_us IS NULL OR revoked_us >= answered_us)
);

-- step
-- one answer holds for a question
CREATE UNIQUE INDEX column_answer__live ON column_answer (path, kind, layout, asked, live);

-- step
CREATE INDEX column_answer__county_id ON column_answer (county, id);

-- step
CREATE INDEX column_answer__township_id ON column_answer (township, id);

-- step
CREATE INDEX column_answer__path_id ON column_answer (path, id);

-- step
CREATE INDEX column_answer__batch_id ON column_answer (batch_id);
