-- The inspectors' desk: matters, drawings, notes, the office's answers, orders to mend and what came back, saved filters; and the faults of
-- procedure and pay that an office may see of its own.

-- step
-- findings of one matter share it; empty: a matter of its own
ALTER TABLE finding ADD COLUMN matter TEXT NOT NULL DEFAULT '';

-- step
-- last day by which the office is to have mended it
ALTER TABLE finding ADD COLUMN due_on TEXT NULL;

-- step
ALTER TABLE finding ADD COLUMN recover_fen INTEGER NOT NULL DEFAULT 0;

-- step
ALTER TABLE finding ADD COLUMN recovered_fen INTEGER NOT NULL DEFAULT 0;

-- step
CREATE INDEX finding__matter ON finding (matter);

-- step
-- what is drawn of a finding, replaced when its evidence changes
CREATE TABLE finding_figure (
  finding_id INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (finding_id, seq),
  FOREIGN KEY (finding_id) REFERENCES finding (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- step
-- what was written to a finding, never changed: a note, the office's answer, an order to mend (on_date: its last day), money that came back
CREATE TABLE finding_entry (
  id INTEGER NOT NULL PRIMARY KEY,
  finding_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  said TEXT NOT NULL,
  office TEXT NOT NULL,
  on_date TEXT NULL,
  amount_fen INTEGER NOT NULL,
  file_id INTEGER NULL,
  actor_id INTEGER NOT NULL,
  at_us INTEGER NOT NULL,
  trail_id INTEGER NOT NULL,
  row_digest BLOB NOT NULL,
  FOREIGN KEY (finding_id) REFERENCES finding (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (file_id) REFERENCES file (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (kind IN ('note','answer','order','recovery')),
  CHECK (amount_fen >= 0)
);

-- step
CREATE INDEX finding_entry__finding_id ON finding_entry (finding_id);

-- step
CREATE INDEX finding_entry__trail_id ON finding_entry (trail_id);

-- step
CREATE TRIGGER finding_entry_no_update BEFORE UPDATE ON finding_entry
BEGIN SELECT RAISE(ABORT, 'finding_entry is append-only'); END;

-- step
CREATE TRIGGER finding_entry_no_delete BEFORE DELETE ON finding_entry
BEGIN SELECT RAISE(ABORT, 'finding_entry is append-only'); END;

-- step
CREATE TRIGGER finding_entry_no_replace BEFORE INSERT ON finding_entry WHEN EXISTS (SELECT 1 FROM finding_entry WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'finding_entry is append-only'); END;

-- step
-- an inspector's own filter of the list, by name
CREATE TABLE inspect_filter (
  id INTEGER NOT NULL PRIMARY KEY,
  user_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  query TEXT NOT NULL,
  FOREIGN KEY (user_id) REFERENCES user_account (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- step
CREATE UNIQUE INDEX inspect_filter__user_id_name ON inspect_filter (user_id, name);

-- step
-- a fault of procedure or pay as the office itself may see it, found each night over the whole office whoever is being inspected
CREATE TABLE own_fault (
  id INTEGER NOT NULL PRIMARY KEY,
  fingerprint TEXT NOT NULL,
  rule TEXT NOT NULL,
  family TEXT NOT NULL,
  path TEXT NOT NULL,
  subject_table TEXT NOT NULL,
  subject_id INTEGER NOT NULL,
  sentence TEXT NOT NULL,
  next_step TEXT NOT NULL,
  period_from TEXT NOT NULL,
  period_to TEXT NOT NULL,
  amount_fen INTEGER NOT NULL,
  seen_on TEXT NOT NULL,
  mended_on TEXT NULL
);

-- step
CREATE UNIQUE INDEX own_fault__fingerprint ON own_fault (fingerprint);

-- step
CREATE INDEX own_fault__path_id ON own_fault (path, id);

-- step
CREATE TABLE own_check (
  id INTEGER NOT NULL PRIMARY KEY,
  on_date TEXT NOT NULL,
  faults INTEGER NOT NULL
);

-- step
CREATE UNIQUE INDEX own_check__on_date ON own_check (on_date);

-- step
-- a person's findings
CREATE INDEX finding__subject_id ON finding (subject_id);
