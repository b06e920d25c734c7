-- A workbook of which two columns fit a head equally is asked about before it is read.

-- step
-- the same table with one more state: made beside the old one, filled, put in its place
CREATE TABLE import_batch_next (
  id INTEGER NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  region_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  file_id INTEGER NOT NULL,
  file_digest BLOB NOT NULL,
  state TEXT NOT NULL,
  rows_good INTEGER NOT NULL DEFAULT 0,
  rows_same INTEGER NOT NULL DEFAULT 0,
  rows_bad INTEGER NOT NULL DEFAULT 0,
  rows_skipped INTEGER NOT NULL DEFAULT 0,
  reading TEXT NOT NULL,
  created_by INTEGER NOT NULL,
  created_us INTEGER NOT NULL,
  decided_by INTEGER NULL,
  decided_us INTEGER NULL,
  version INTEGER NOT NULL DEFAULT 1,
  accepted_digest BLOB GENERATED ALWAYS AS (CASE WHEN state = 'accepted' THEN file_digest END) VIRTUAL,
  county TEXT GENERATED ALWAYS AS (SUBSTR(path, 1, 8)) VIRTUAL,
  township TEXT GENERATED ALWAYS AS (SUBSTR(path, 1, 12)) VIRTUAL,
  FOREIGN KEY (region_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (file_id) REFERENCES file (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (state IN ('reading','asking','ready','failed','accepted','discarded','undone'))
);

-- step
INSERT INTO import_batch_next (id, kind, region_id, path, file_id, file_digest, state, rows_good, rows_same, rows_bad, rows_skipped, reading, created_by, created_us, decided_by, decided_us, version) SELECT id, kind, region_id, path, file_id, file_digest, state, rows_good, rows_same, rows_bad, rows_skipped, reading, created_by, created_us, decided_by, decided_us, version FROM import_batch WHERE NOT EXISTS (SELECT 1 FROM import_batch_next n WHERE n.id = import_batch.id);

-- step apart
DROP TABLE IF EXISTS import_batch;

-- step apart
ALTER TABLE import_batch_next RENAME TO import_batch;

-- step
CREATE INDEX import_batch__path ON import_batch (path);

-- step
CREATE UNIQUE INDEX import_batch__kind_accepted_digest ON import_batch (kind, accepted_digest);

-- step
CREATE INDEX import_batch__county_id ON import_batch (county, id);

-- step
CREATE INDEX import_batch__township_id ON import_batch (township, id);

-- step
CREATE INDEX import_batch__path_id ON import_batch (path, id);
