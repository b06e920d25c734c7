-- A batch may be withdrawn before it is released, needs a second releaser in some bands, and keeps what it sent to whom and who pays;
-- a complaint of its own for who worked and is on no list.

-- step
-- the same table with one more state: made beside the old one, filled, put in its place. Office is who pays, as it was then
CREATE TABLE pay_batch_next (
  id INTEGER NOT NULL PRIMARY KEY,
  run_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  number INTEGER NOT NULL,
  state TEXT NOT NULL,
  prepared_by INTEGER NOT NULL,
  prepared_key TEXT NOT NULL,
  seconded_by INTEGER NULL,
  seconded_key TEXT NULL,
  seconded_us INTEGER NULL,
  released_by INTEGER NULL,
  released_key TEXT NULL,
  released_us INTEGER NULL,
  settled_us INTEGER NULL,
  withdrawn_by INTEGER NULL,
  withdrawn_us INTEGER NULL,
  why TEXT NOT NULL DEFAULT '',
  items INTEGER NOT NULL,
  total_fen INTEGER NOT NULL,
  file_digest BLOB NOT NULL,
  format TEXT NOT NULL DEFAULT '',
  office TEXT NOT NULL DEFAULT '',
  voucher TEXT NOT NULL DEFAULT '',
  version INTEGER NOT NULL DEFAULT 1,
  FOREIGN KEY (run_id) REFERENCES pay_run (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (state IN ('prepared','released','settled','withdrawn')),
  CHECK (released_key IS NULL OR released_key <> prepared_key),
  CHECK (seconded_key IS NULL OR seconded_key <> prepared_key),
  CHECK (seconded_key IS NULL OR released_key IS NULL OR seconded_key <> released_key),
  CHECK (state <> 'withdrawn' OR released_key IS NULL)
);

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
ALTER TABLE pay_batch_line ADD COLUMN id_sealed BLOB NULL;

-- step
ALTER TABLE pay_batch_line ADD COLUMN account_sealed BLOB NULL;

-- step
ALTER TABLE pay_batch_line ADD COLUMN account_index BLOB NULL;

-- step
-- the same table with one more kind, and the month of which it speaks
CREATE TABLE complaint_next (
  id INTEGER NOT NULL PRIMARY KEY,
  number TEXT NOT NULL,
  kind TEXT NOT NULL,
  village_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  office TEXT NOT NULL,
  came_by TEXT NOT NULL,
  placement_id INTEGER NULL,
  received_on TEXT NOT NULL,
  answer_by TEXT NOT NULL,
  state TEXT NOT NULL,
  answered_on TEXT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  application_id INTEGER NULL,
  upheld INTEGER NULL,
  month TEXT NULL,
  FOREIGN KEY (village_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (application_id) REFERENCES application (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (kind IN ('unfair_hiring','kin_favour','taking_turns','need_ignored','unpaid','not_listed','asked_back','not_working','conduct','other')),
  CHECK (kind <> 'not_listed' OR month IS NOT NULL),
  CHECK (office IN ('township','county','inspector')),
  CHECK (state IN ('open','answered','withdrawn')),
  CHECK (state <> 'answered' OR answered_on IS NOT NULL),
  CHECK (answer_by >= received_on)
);

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
