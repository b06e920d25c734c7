-- The inspectors' desk: matters, drawings, notes, the office's answers, orders to mend and what came back, saved filters; and the faults of
-- procedure and pay that an office may see of its own.

-- step
-- findings of one matter share it; empty: a matter of its own
ALTER TABLE finding ADD COLUMN matter VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '';

-- step
-- last day by which the office is to have mended it
ALTER TABLE finding ADD COLUMN due_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL;

-- step
ALTER TABLE finding ADD COLUMN recover_fen BIGINT NOT NULL DEFAULT 0;

-- step
ALTER TABLE finding ADD COLUMN recovered_fen BIGINT NOT NULL DEFAULT 0;

-- step
CREATE INDEX finding__matter ON finding (matter);

-- step
-- what is drawn of a finding, replaced when its evidence changes
CREATE TABLE finding_figure (
  finding_id BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (finding_id, seq),
  FOREIGN KEY (finding_id) REFERENCES finding (id) ON DELETE RESTRICT ON UPDATE RESTRICT
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
-- what was written to a finding, never changed: a note, the office's answer, an order to mend (on_date: its last day), money that came back
CREATE TABLE finding_entry (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  finding_id BIGINT NOT NULL,
  kind VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  said TEXT NOT NULL,
  office VARCHAR(120) NOT NULL,
  on_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  amount_fen BIGINT NOT NULL,
  file_id BIGINT NULL,
  actor_id BIGINT NOT NULL,
  at_us BIGINT NOT NULL,
  trail_id BIGINT NOT NULL,
  row_digest BINARY(32) NOT NULL,
  FOREIGN KEY (finding_id) REFERENCES finding (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (file_id) REFERENCES file (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (kind IN ('note','answer','order','recovery')),
  CHECK (amount_fen >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE INDEX finding_entry__finding_id ON finding_entry (finding_id);

-- step
CREATE INDEX finding_entry__trail_id ON finding_entry (trail_id);

-- step
CREATE TRIGGER finding_entry_no_update BEFORE UPDATE ON finding_entry FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'finding_entry is append-only';

-- step
CREATE TRIGGER finding_entry_no_delete BEFORE DELETE ON finding_entry FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'finding_entry is append-only';

-- step
-- an inspector's own filter of the list, by name
CREATE TABLE inspect_filter (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  user_id BIGINT NOT NULL,
  name VARCHAR(40) NOT NULL,
  query VARCHAR(500) NOT NULL,
  FOREIGN KEY (user_id) REFERENCES user_account (id) ON DELETE RESTRICT ON UPDATE RESTRICT
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX inspect_filter__user_id_name ON inspect_filter (user_id, name);

-- step
-- a fault of procedure or pay as the office itself may see it, found each night over the whole office whoever is being inspected
CREATE TABLE own_fault (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  fingerprint VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  rule VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  family VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  subject_table VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  subject_id BIGINT NOT NULL,
  sentence TEXT NOT NULL,
  next_step TEXT NOT NULL,
  period_from VARCHAR(7) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  period_to VARCHAR(7) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  amount_fen BIGINT NOT NULL,
  seen_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  mended_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX own_fault__fingerprint ON own_fault (fingerprint);

-- step
CREATE INDEX own_fault__path_id ON own_fault (path, id);

-- step
CREATE TABLE own_check (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  on_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  faults BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX own_check__on_date ON own_check (on_date);

-- step
-- a person's findings
CREATE INDEX finding__subject_id ON finding (subject_id);
