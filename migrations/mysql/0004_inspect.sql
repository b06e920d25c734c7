-- Inspection: runs, findings with their evidence and what was done about them, issued papers.

-- step
-- one pass of the rules over a region, on one state of the database (cut_off)
CREATE TABLE inspect_run (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  rule_set VARCHAR(64) NOT NULL,
  cut_off_us BIGINT NOT NULL,
  ended_us BIGINT NOT NULL,
  villages BIGINT NOT NULL,
  holders BIGINT NOT NULL,
  no_kin BIGINT NOT NULL,
  findings BIGINT NOT NULL,
  actor_id BIGINT NOT NULL,
  trail_id BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE INDEX inspect_run__path_id ON inspect_run (path, id);

-- step
-- a suspicion: what a rule says of a subject in a period; state is where its verification stands
CREATE TABLE finding (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  fingerprint VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  rule VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  rule_version VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  family VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  severity VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  certainty VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  village_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  subject_table VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  subject_id BIGINT NOT NULL,
  subject VARCHAR(120) NOT NULL,
  period_from VARCHAR(7) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  period_to VARCHAR(7) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  amount_fen BIGINT NOT NULL,
  sentence TEXT NOT NULL,
  params TEXT NOT NULL,
  innocent TEXT NOT NULL,
  next_step TEXT NOT NULL,
  evidence_digest BINARY(32) NOT NULL,
  first_run BIGINT NOT NULL,
  last_run BIGINT NOT NULL,
  seen_us BIGINT NOT NULL,
  state VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  FOREIGN KEY (village_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (first_run) REFERENCES inspect_run (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (last_run) REFERENCES inspect_run (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (severity IN ('info','low','medium','high')),
  CHECK (certainty IN ('information','suspicion','record')),
  CHECK (state IN ('open','verifying','talk','preliminary','shelved','dismissed','rectifying','closed')),
  CHECK (amount_fen >= 0),
  CHECK (period_from <= period_to)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX finding__fingerprint ON finding (fingerprint);

-- step
CREATE INDEX finding__path_id ON finding (path, id);

-- step
CREATE INDEX finding__family_path ON finding (family, path);

-- step
CREATE INDEX finding__state_path ON finding (state, path);

-- step
-- the rows that a finding rests on, replaced when they change
CREATE TABLE finding_evidence (
  finding_id BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  tbl VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  row_id BIGINT NOT NULL,
  what TEXT NOT NULL,
  row_digest BINARY(32) NOT NULL,
  PRIMARY KEY (finding_id, seq),
  FOREIGN KEY (finding_id) REFERENCES finding (id) ON DELETE RESTRICT ON UPDATE RESTRICT
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
-- what was done about a finding, never changed
CREATE TABLE finding_event (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  finding_id BIGINT NOT NULL,
  kind VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  from_state VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  to_state VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  reason TEXT NOT NULL,
  actor_id BIGINT NOT NULL,
  at_us BIGINT NOT NULL,
  trail_id BIGINT NOT NULL,
  row_digest BINARY(32) NOT NULL,
  FOREIGN KEY (finding_id) REFERENCES finding (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (kind IN ('found','changed','state','note'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE INDEX finding_event__finding_id ON finding_event (finding_id);

-- step
CREATE INDEX finding_event__trail_id ON finding_event (trail_id);

-- step
CREATE TRIGGER finding_event_no_update BEFORE UPDATE ON finding_event FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'finding_event is append-only';

-- step
CREATE TRIGGER finding_event_no_delete BEFORE DELETE ON finding_event FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'finding_event is append-only';

-- step
-- a numbered paper: what it says is told by its content digest, its cut-off and root are fixed by the first issue
CREATE TABLE paper (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  number VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  period_from VARCHAR(7) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  period_to VARCHAR(7) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  title VARCHAR(120) NOT NULL,
  content_digest BINARY(32) NOT NULL,
  cut_off_us BIGINT NOT NULL,
  root_digest BINARY(32) NOT NULL,
  actor_id BIGINT NOT NULL,
  at_us BIGINT NOT NULL,
  trail_id BIGINT NOT NULL,
  row_digest BINARY(32) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX paper__number ON paper (number);

-- step
CREATE UNIQUE INDEX paper__content_digest ON paper (content_digest);

-- step
CREATE INDEX paper__path_id ON paper (path, id);

-- step
CREATE INDEX paper__trail_id ON paper (trail_id);

-- step
CREATE TRIGGER paper_no_update BEFORE UPDATE ON paper FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'paper is append-only';

-- step
CREATE TRIGGER paper_no_delete BEFORE DELETE ON paper FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'paper is append-only';

-- step
-- the digest of each file that was rendered of a paper
CREATE TABLE paper_print (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  paper_id BIGINT NOT NULL,
  file_digest BINARY(32) NOT NULL,
  size BIGINT NOT NULL,
  actor_id BIGINT NOT NULL,
  at_us BIGINT NOT NULL,
  trail_id BIGINT NOT NULL,
  row_digest BINARY(32) NOT NULL,
  FOREIGN KEY (paper_id) REFERENCES paper (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (size > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX paper_print__paper_id_file_digest ON paper_print (paper_id, file_digest);

-- step
CREATE INDEX paper_print__file_digest ON paper_print (file_digest);

-- step
CREATE INDEX paper_print__trail_id ON paper_print (trail_id);

-- step
CREATE TRIGGER paper_print_no_update BEFORE UPDATE ON paper_print FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'paper_print is append-only';

-- step
CREATE TRIGGER paper_print_no_delete BEFORE DELETE ON paper_print FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'paper_print is append-only';

-- step
-- one account for several people is found by it
CREATE INDEX pay_item__account_index_person_id ON pay_item (account_index, person_id);
