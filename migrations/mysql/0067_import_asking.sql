-- A workbook of which two columns fit a head equally is asked about before it is read.

-- step
-- the same table with one more state: made beside the old one, filled, put in its place
CREATE TABLE import_batch_next (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  region_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  file_id BIGINT NOT NULL,
  file_digest BINARY(32) NOT NULL,
  state VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  rows_good BIGINT NOT NULL DEFAULT 0,
  rows_same BIGINT NOT NULL DEFAULT 0,
  rows_bad BIGINT NOT NULL DEFAULT 0,
  rows_skipped BIGINT NOT NULL DEFAULT 0,
  reading MEDIUMTEXT NOT NULL,
  created_by BIGINT NOT NULL,
  created_us BIGINT NOT NULL,
  decided_by BIGINT NULL,
  decided_us BIGINT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  accepted_digest BINARY(32) GENERATED ALWAYS AS (CASE WHEN state = 'accepted' THEN file_digest END) VIRTUAL,
  county VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 8)) VIRTUAL,
  township VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 12)) VIRTUAL,
  FOREIGN KEY (region_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (file_id) REFERENCES file (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (state IN ('reading','asking','ready','failed','accepted','discarded','undone'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

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
