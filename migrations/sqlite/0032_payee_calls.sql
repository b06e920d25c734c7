-- Payees called by telephone: did the money come, how much, was anybody asked to give part of it back.

-- step
-- one sample of a county and month; seed is a root of the trail that nobody knew when the money was sent
CREATE TABLE payee_sample (
  id INTEGER NOT NULL PRIMARY KEY,
  region_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  month TEXT NOT NULL,
  paid INTEGER NOT NULL,
  seed BLOB NOT NULL,
  created_by INTEGER NOT NULL,
  created_us INTEGER NOT NULL,
  FOREIGN KEY (region_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (paid > 0)
);

-- step
CREATE UNIQUE INDEX payee_sample__region_id_month ON payee_sample (region_id, month);

-- step
CREATE TABLE payee_sampled (
  sample_id INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  item_id INTEGER NOT NULL,
  PRIMARY KEY (sample_id, seq),
  FOREIGN KEY (sample_id) REFERENCES payee_sample (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (item_id) REFERENCES pay_item (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- step
CREATE UNIQUE INDEX payee_sampled__item_id ON payee_sampled (item_id);

-- step
-- a call; one that was answered is the last
CREATE TABLE payee_call (
  id INTEGER NOT NULL PRIMARY KEY,
  item_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  outcome TEXT NOT NULL,
  received TEXT NOT NULL,
  said_fen INTEGER NULL,
  asked_back TEXT NOT NULL,
  remark TEXT NOT NULL,
  again_at TEXT NOT NULL,
  actor_id INTEGER NOT NULL,
  at_us INTEGER NOT NULL,
  trail_id INTEGER NOT NULL,
  row_digest BLOB NOT NULL,
  answered INTEGER GENERATED ALWAYS AS (CASE WHEN outcome = 'answered' THEN item_id END) VIRTUAL,
  FOREIGN KEY (item_id) REFERENCES pay_item (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (outcome IN ('answered','unreachable','later','declined')),
  CHECK (received IN ('','yes','no','unsure')),
  CHECK (asked_back IN ('','yes','no','unsaid')),
  CHECK (outcome <> 'answered' OR received <> '' AND asked_back <> '')
);

-- step
CREATE UNIQUE INDEX payee_call__answered ON payee_call (answered);

-- step
CREATE INDEX payee_call__item_id ON payee_call (item_id);

-- step
CREATE INDEX payee_call__trail_id ON payee_call (trail_id);

-- step
CREATE TRIGGER payee_call_no_update BEFORE UPDATE ON payee_call
BEGIN SELECT RAISE(ABORT, 'payee_call is append-only'); END;

-- step
CREATE TRIGGER payee_call_no_delete BEFORE DELETE ON payee_call
BEGIN SELECT RAISE(ABORT, 'payee_call is append-only'); END;

-- step
CREATE TRIGGER payee_call_no_replace BEFORE INSERT ON payee_call WHEN EXISTS (SELECT 1 FROM payee_call WHERE id = NEW.id OR (NEW.outcome = 'answered' AND outcome = 'answered' AND item_id = NEW.item_id))
BEGIN SELECT RAISE(ABORT, 'payee_call is append-only'); END;
