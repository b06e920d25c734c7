-- Inspection: runs, findings with their evidence and what was done about them, issued papers.

-- step
-- one pass of the rules over a region, on one state of the database (cut_off)
CREATE TABLE inspect_run (
  id INTEGER NOT NULL PRIMARY KEY,
  path TEXT NOT NULL,
  rule_set TEXT NOT NULL,
  cut_off_us INTEGER NOT NULL,
  ended_us INTEGER NOT NULL,
  villages INTEGER NOT NULL,
  holders INTEGER NOT NULL,
  no_kin INTEGER NOT NULL,
  findings INTEGER NOT NULL,
  actor_id INTEGER NOT NULL,
  trail_id INTEGER NOT NULL
);

-- step
CREATE INDEX inspect_run__path_id ON inspect_run (path, id);

-- step
-- a suspicion: what a rule says of a subject in a period; state is where its verification stands
CREATE TABLE finding (
  id INTEGER NOT NULL PRIMARY KEY,
  fingerprint TEXT NOT NULL,
  rule TEXT NOT NULL,
  rule_version TEXT NOT NULL,
  family TEXT NOT NULL,
  severity TEXT NOT NULL,
  certainty TEXT NOT NULL,
  village_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  subject_table TEXT NOT NULL,
  subject_id INTEGER NOT NULL,
  subject TEXT NOT NULL,
  period_from TEXT NOT NULL,
  period_to TEXT NOT NULL,
  amount_fen INTEGER NOT NULL,
  sentence TEXT NOT NULL,
  params TEXT NOT NULL,
  innocent TEXT NOT NULL,
  next_step TEXT NOT NULL,
  evidence_digest BLOB NOT NULL,
  first_run INTEGER NOT NULL,
  last_run INTEGER NOT NULL,
  seen_us INTEGER NOT NULL,
  state TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  FOREIGN KEY (village_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (first_run) REFERENCES inspect_run (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (last_run) REFERENCES inspect_run (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (severity IN ('info','low','medium','high')),
  CHECK (certainty IN ('information','suspicion','record')),
  CHECK (state IN ('open','verifying','talk','preliminary','shelved','dismissed','rectifying','closed')),
  CHECK (amount_fen >= 0),
  CHECK (period_from <= period_to)
);

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
  finding_id INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  tbl TEXT NOT NULL,
  row_id INTEGER NOT NULL,
  what TEXT NOT NULL,
  row_digest BLOB NOT NULL,
  PRIMARY KEY (finding_id, seq),
  FOREIGN KEY (finding_id) REFERENCES finding (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- step
-- what was done about a finding, never changed
CREATE TABLE finding_event (
  id INTEGER NOT NULL PRIMARY KEY,
  finding_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  from_state TEXT NOT NULL,
  to_state TEXT NOT NULL,
  reason TEXT NOT NULL,
  actor_id INTEGER NOT NULL,
  at_us INTEGER NOT NULL,
  trail_id INTEGER NOT NULL,
  row_digest BLOB NOT NULL,
  FOREIGN KEY (finding_id) REFERENCES finding (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (kind IN ('found','changed','state','note'))
);

-- step
CREATE INDEX finding_event__finding_id ON finding_event (finding_id);

-- step
CREATE INDEX finding_event__trail_id ON finding_event (trail_id);

-- step
CREATE TRIGGER finding_event_no_update BEFORE UPDATE ON finding_event
BEGIN SELECT RAISE(ABORT, 'finding_event is append-only'); END;

-- step
CREATE TRIGGER finding_event_no_delete BEFORE DELETE ON finding_event
BEGIN SELECT RAISE(ABORT, 'finding_event is append-only'); END;

-- step
CREATE TRIGGER finding_event_no_replace BEFORE INSERT ON finding_event WHEN EXISTS (SELECT 1 FROM finding_event WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'finding_event is append-only'); END;

-- step
-- a numbered paper: what it says is told by its content digest, its cut-off and root are fixed by the first issue
CREATE TABLE paper (
  id INTEGER NOT NULL PRIMARY KEY,
  number TEXT NOT NULL,
  kind TEXT NOT NULL,
  path TEXT NOT NULL,
  period_from TEXT NOT NULL,
  period_to TEXT NOT NULL,
  title TEXT NOT NULL,
  content_digest BLOB NOT NULL,
  cut_off_us INTEGER NOT NULL,
  root_digest BLOB NOT NULL,
  actor_id INTEGER NOT NULL,
  at_us INTEGER NOT NULL,
  trail_id INTEGER NOT NULL,
  row_digest BLOB NOT NULL
);

-- step
CREATE UNIQUE INDEX paper__number ON paper (number);

-- step
CREATE UNIQUE INDEX paper__content_digest ON paper (content_digest);

-- step
CREATE INDEX paper__path_id ON paper (path, id);

-- step
CREATE INDEX paper__trail_id ON paper (trail_id);

-- step
CREATE TRIGGER paper_no_update BEFORE UPDATE ON paper
BEGIN SELECT RAISE(ABORT, 'paper is append-only'); END;

-- step
CREATE TRIGGER paper_no_delete BEFORE DELETE ON paper
BEGIN SELECT RAISE(ABORT, 'paper is append-only'); END;

-- step
CREATE TRIGGER paper_no_replace BEFORE INSERT ON paper WHEN EXISTS (SELECT 1 FROM paper WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'paper is append-only'); END;

-- step
-- the digest of each file that was rendered of a paper
CREATE TABLE paper_print (
  id INTEGER NOT NULL PRIMARY KEY,
  paper_id INTEGER NOT NULL,
  file_digest BLOB NOT NULL,
  size INTEGER NOT NULL,
  actor_id INTEGER NOT NULL,
  at_us INTEGER NOT NULL,
  trail_id INTEGER NOT NULL,
  row_digest BLOB NOT NULL,
  FOREIGN KEY (paper_id) REFERENCES paper (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (size > 0)
);

-- step
CREATE UNIQUE INDEX paper_print__paper_id_file_digest ON paper_print (paper_id, file_digest);

-- step
CREATE INDEX paper_print__file_digest ON paper_print (file_digest);

-- step
CREATE INDEX paper_print__trail_id ON paper_print (trail_id);

-- step
CREATE TRIGGER paper_print_no_update BEFORE UPDATE ON paper_print
BEGIN SELECT RAISE(ABORT, 'paper_print is append-only'); END;

-- step
CREATE TRIGGER paper_print_no_delete BEFORE DELETE ON paper_print
BEGIN SELECT RAISE(ABORT, 'paper_print is append-only'); END;

-- step
CREATE TRIGGER paper_print_no_replace BEFORE INSERT ON paper_print WHEN EXISTS (SELECT 1 FROM paper_print WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'paper_print is append-only'); END;

-- step
-- one account for several people is found by it
CREATE INDEX pay_item__account_index_person_id ON pay_item (account_index, person_id);
