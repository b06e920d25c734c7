-- What an office answered where two columns of its lists fit a head equally.

-- step
-- path is whose lists it is of; layout the digest of their heads and of the sheet's name; column_no counts from 0, NULL where it is none of those that fit
CREATE TABLE column_answer (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  layout VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  asked VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  sheet VARCHAR(100) NOT NULL,
  column_no BIGINT NULL,
  head VARCHAR(100) NOT NULL,
  among VARCHAR(500) NOT NULL,
  batch_id BIGINT NOT NULL,
  answered_by BIGINT NOT NULL,
  answered_name VARCHAR(60) NOT NULL,
  answered_us BIGINT NOT NULL,
  revoked_by BIGINT NULL,
  revoked_name VARCHAR(60) NOT NULL DEFAULT '',
  revoked_us BIGINT NULL,
  live BIGINT GENERATED ALWAYS AS (CASE WHEN revoked_us IS NULL THEN 1 END) VIRTUAL,
  county VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 8)) VIRTUAL,
  township VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 12)) VIRTUAL,
  FOREIGN KEY (batch_id) REFERENCES import_batch (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (column_no IS NULL OR column_no >= 0),
  CHECK (revoked_us IS NULL OR revoked_us >= answered_us)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

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
