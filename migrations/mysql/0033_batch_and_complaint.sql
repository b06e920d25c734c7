-- A batch may be withdrawn before it is released, needs a second releaser in some bands, and keeps what it sent to whom and who pays;
-- a complaint of its own for who worked and is on no list.

-- step
-- the same table with one more state: made beside the old one, filled, put in its place. Office is who pays, as it was then
CREATE TABLE pay_batch_next (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  run_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  number BIGINT NOT NULL,
  state VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  prepared_by BIGINT NOT NULL,
  prepared_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  seconded_by BIGINT NULL,
  seconded_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  seconded_us BIGINT NULL,
  released_by BIGINT NULL,
  released_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  released_us BIGINT NULL,
  settled_us BIGINT NULL,
  withdrawn_by BIGINT NULL,
  withdrawn_us BIGINT NULL,
  why VARCHAR(200) NOT NULL DEFAULT '',
  items BIGINT NOT NULL,
  total_fen BIGINT NOT NULL,
  file_digest BINARY(32) NOT NULL,
  format VARCHAR(4000) NOT NULL DEFAULT '',
  office VARCHAR(60) NOT NULL DEFAULT '',
  voucher VARCHAR(50) NOT NULL DEFAULT '',
  version BIGINT NOT NULL DEFAULT 1,
  FOREIGN KEY (run_id) REFERENCES pay_run (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (state IN ('prepared','released','settled','withdrawn')),
  CHECK (released_key IS NULL OR released_key <> prepared_key),
  CHECK (seconded_key IS NULL OR seconded_key <> prepared_key),
  CHECK (seconded_key IS NULL OR released_key IS NULL OR seconded_key <> released_key),
  CHECK (state <> 'withdrawn' OR released_key IS NULL)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
INSERT INTO pay_batch_next (id, run_id, path, number, state, prepared_by, prepared_key, released_by, released_key, released_us, settled_us, items, total_fen, file_digest, format, voucher, version) SELECT id, run_id, path, number, state, prepared_by, prepared_key, released_by, released_key, released_us, settled_us, items, total_fen, file_digest, format, voucher, version FROM pay_batch WHERE NOT EXISTS (SELECT 1 FROM pay_batch_next n WHERE n.id = pay_batch.id);

-- step apart
DROP TABLE IF EXISTS pay_batch;

-- step apart
ALTER TABLE pay_batch_next RENAME TO pay_batch;

-- step
CREATE UNIQUE INDEX pay_batch__run_id_number ON pay_batch (run_id, number);

-- step
CREATE INDEX pay_batch__path_state ON pay_batch (path, state);

-- step
-- number and account to which the line was sent, sealed, as they were then; the file can be made again from them
ALTER TABLE pay_batch_line ADD COLUMN id_sealed VARBINARY(400) NULL;

-- step
ALTER TABLE pay_batch_line ADD COLUMN account_sealed VARBINARY(400) NULL;

-- step
ALTER TABLE pay_batch_line ADD COLUMN account_index BINARY(32) NULL;

-- step
-- the same table with one more kind, and the month of which it speaks
CREATE TABLE complaint_next (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  number VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  village_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  office VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  came_by VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  placement_id BIGINT NULL,
  received_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  answer_by VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  state VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  answered_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  version BIGINT NOT NULL DEFAULT 1,
  application_id BIGINT NULL,
  upheld BIGINT NULL,
  month VARCHAR(7) CHARACTER SET ascii COLLATE ascii_bin NULL,
  FOREIGN KEY (village_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (application_id) REFERENCES application (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (kind IN ('unfair_hiring','kin_favour','taking_turns','need_ignored','unpaid','not_listed','asked_back','not_working','conduct','other')),
  CHECK (kind <> 'not_listed' OR month IS NOT NULL),
  CHECK (office IN ('township','county','inspector')),
  CHECK (state IN ('open','answered','withdrawn')),
  CHECK (state <> 'answered' OR answered_on IS NOT NULL),
  CHECK (answer_by >= received_on)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
INSERT INTO complaint_next (id, number, kind, village_id, path, office, came_by, placement_id, received_on, answer_by, state, answered_on, version, application_id, upheld) SELECT id, number, kind, village_id, path, office, came_by, placement_id, received_on, answer_by, state, answered_on, version, application_id, upheld FROM complaint WHERE NOT EXISTS (SELECT 1 FROM complaint_next n WHERE n.id = complaint.id);

-- step apart
DROP TABLE IF EXISTS complaint;

-- step apart
ALTER TABLE complaint_next RENAME TO complaint;

-- step
CREATE UNIQUE INDEX complaint__number ON complaint (number);

-- step
CREATE INDEX complaint__path_id ON complaint (path, id);

-- step
CREATE INDEX complaint__office_state_path ON complaint (office, state, path);

-- step
CREATE INDEX complaint__placement_id ON complaint (placement_id);

-- step
CREATE INDEX complaint__application_id ON complaint (application_id);
