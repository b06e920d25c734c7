-- Fund ledger, pay runs, frozen items, batches and the bank's word.

-- step
-- how money of a county and fund stands; an account is source, available, committed or paid
CREATE TABLE fund_balance (
  path TEXT NOT NULL,
  fund TEXT NOT NULL,
  account TEXT NOT NULL,
  balance_fen INTEGER NOT NULL,
  PRIMARY KEY (path, fund, account),
  CHECK (account IN ('source','available','committed','paid')),
  CHECK (account = 'source' OR balance_fen >= 0)
);

-- step
-- double entry: amount moves from one account to another, never changed
CREATE TABLE ledger_entry (
  id INTEGER NOT NULL PRIMARY KEY,
  path TEXT NOT NULL,
  fund TEXT NOT NULL,
  debit TEXT NOT NULL,
  credit TEXT NOT NULL,
  amount_fen INTEGER NOT NULL,
  subject TEXT NOT NULL,
  subject_id INTEGER NOT NULL,
  voucher TEXT NOT NULL,
  on_date TEXT NOT NULL,
  actor_id INTEGER NOT NULL,
  at_us INTEGER NOT NULL,
  trail_id INTEGER NOT NULL,
  row_digest BLOB NOT NULL,
  CHECK (amount_fen > 0),
  CHECK (debit <> credit)
);

-- step
CREATE INDEX ledger_entry__path_fund ON ledger_entry (path, fund);

-- step
CREATE INDEX ledger_entry__subject_subject_id ON ledger_entry (subject, subject_id);

-- step
CREATE INDEX ledger_entry__trail_id ON ledger_entry (trail_id);

-- step
CREATE TRIGGER ledger_entry_no_update BEFORE UPDATE ON ledger_entry
BEGIN SELECT RAISE(ABORT, 'ledger_entry is append-only'); END;

-- step
CREATE TRIGGER ledger_entry_no_delete BEFORE DELETE ON ledger_entry
BEGIN SELECT RAISE(ABORT, 'ledger_entry is append-only'); END;

-- step
CREATE TRIGGER ledger_entry_no_replace BEFORE INSERT ON ledger_entry WHEN EXISTS (SELECT 1 FROM ledger_entry WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'ledger_entry is append-only'); END;

-- step
-- one run of a county and month; number 2 and later supplement what number 1 left out
CREATE TABLE pay_run (
  id INTEGER NOT NULL PRIMARY KEY,
  region_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  month TEXT NOT NULL,
  number INTEGER NOT NULL,
  state TEXT NOT NULL,
  notice_from TEXT NULL,
  notice_until TEXT NULL,
  objections TEXT NOT NULL,
  drafted_by INTEGER NOT NULL,
  drafted_key TEXT NOT NULL,
  drafted_us INTEGER NOT NULL,
  approved_by INTEGER NULL,
  approved_key TEXT NULL,
  approved_us INTEGER NULL,
  items INTEGER NOT NULL DEFAULT 0,
  total_fen INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL DEFAULT 1,
  live INTEGER GENERATED ALWAYS AS (CASE WHEN state <> 'cancelled' THEN 1 END) VIRTUAL,
  FOREIGN KEY (region_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (state IN ('draft','noticed','approved','cancelled')),
  CHECK (approved_key IS NULL OR approved_key <> drafted_key),
  CHECK (state <> 'approved' OR approved_key IS NOT NULL)
);

-- step
CREATE UNIQUE INDEX pay_run__region_id_month_number_live ON pay_run (region_id, month, number, live);

-- step
CREATE INDEX pay_run__path_month ON pay_run (path, month);

-- step
-- what a run would pay, until it is approved
CREATE TABLE pay_draft (
  id INTEGER NOT NULL PRIMARY KEY,
  run_id INTEGER NOT NULL,
  placement_id INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  village_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  fund TEXT NOT NULL,
  days INTEGER NOT NULL,
  of_days INTEGER NOT NULL,
  amount_fen INTEGER NOT NULL,
  FOREIGN KEY (run_id) REFERENCES pay_run (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (amount_fen >= 0)
);

-- step
CREATE UNIQUE INDEX pay_draft__run_id_placement_id ON pay_draft (run_id, placement_id);

-- step
CREATE INDEX pay_draft__run_id_path ON pay_draft (run_id, path);

-- step
-- each township's audit of its own part of a run
CREATE TABLE pay_audit (
  run_id INTEGER NOT NULL,
  township_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  actor_id INTEGER NOT NULL,
  person_key TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  PRIMARY KEY (run_id, township_id),
  FOREIGN KEY (run_id) REFERENCES pay_run (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (township_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- step
CREATE TRIGGER pay_audit_no_update BEFORE UPDATE ON pay_audit
BEGIN SELECT RAISE(ABORT, 'pay_audit is append-only'); END;

-- step
CREATE TRIGGER pay_audit_no_delete BEFORE DELETE ON pay_audit
BEGIN SELECT RAISE(ABORT, 'pay_audit is append-only'); END;

-- step
CREATE TRIGGER pay_audit_no_replace BEFORE INSERT ON pay_audit WHEN EXISTS (SELECT 1 FROM pay_audit WHERE run_id = NEW.run_id AND township_id = NEW.township_id)
BEGIN SELECT RAISE(ABORT, 'pay_audit is append-only'); END;

-- step
-- frozen at approval: what is owed to whom for a month
CREATE TABLE pay_item (
  id INTEGER NOT NULL PRIMARY KEY,
  run_id INTEGER NOT NULL,
  placement_id INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  village_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  month TEXT NOT NULL,
  fund TEXT NOT NULL,
  days INTEGER NOT NULL,
  of_days INTEGER NOT NULL,
  amount_fen INTEGER NOT NULL,
  name TEXT NOT NULL,
  basis TEXT NOT NULL,
  account_tail TEXT NOT NULL,
  account_index BLOB NULL,
  at_us INTEGER NOT NULL,
  trail_id INTEGER NOT NULL,
  row_digest BLOB NOT NULL,
  FOREIGN KEY (run_id) REFERENCES pay_run (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (amount_fen > 0)
);

-- step
CREATE UNIQUE INDEX pay_item__run_id_placement_id ON pay_item (run_id, placement_id);

-- step
CREATE INDEX pay_item__path_month ON pay_item (path, month);

-- step
CREATE INDEX pay_item__placement_id ON pay_item (placement_id);

-- step
CREATE INDEX pay_item__trail_id ON pay_item (trail_id);

-- step
CREATE TRIGGER pay_item_no_update BEFORE UPDATE ON pay_item
BEGIN SELECT RAISE(ABORT, 'pay_item is append-only'); END;

-- step
CREATE TRIGGER pay_item_no_delete BEFORE DELETE ON pay_item
BEGIN SELECT RAISE(ABORT, 'pay_item is append-only'); END;

-- step
CREATE TRIGGER pay_item_no_replace BEFORE INSERT ON pay_item WHEN EXISTS (SELECT 1 FROM pay_item WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'pay_item is append-only'); END;

-- step
-- at most one unreversed regular item per placement and month
CREATE TABLE pay_slot (
  placement_id INTEGER NOT NULL,
  month TEXT NOT NULL,
  item_id INTEGER NOT NULL,
  PRIMARY KEY (placement_id, month),
  FOREIGN KEY (item_id) REFERENCES pay_item (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- step
CREATE TABLE pay_batch (
  id INTEGER NOT NULL PRIMARY KEY,
  run_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  number INTEGER NOT NULL,
  state TEXT NOT NULL,
  prepared_by INTEGER NOT NULL,
  prepared_key TEXT NOT NULL,
  released_by INTEGER NULL,
  released_key TEXT NULL,
  released_us INTEGER NULL,
  settled_us INTEGER NULL,
  items INTEGER NOT NULL,
  total_fen INTEGER NOT NULL,
  file_digest BLOB NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  FOREIGN KEY (run_id) REFERENCES pay_run (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (state IN ('prepared','released','settled')),
  CHECK (released_key IS NULL OR released_key <> prepared_key)
);

-- step
CREATE UNIQUE INDEX pay_batch__run_id_number ON pay_batch (run_id, number);

-- step
CREATE INDEX pay_batch__path_state ON pay_batch (path, state);

-- step
CREATE TABLE pay_batch_line (
  batch_id INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  item_id INTEGER NOT NULL,
  amount_fen INTEGER NOT NULL,
  PRIMARY KEY (batch_id, seq),
  FOREIGN KEY (batch_id) REFERENCES pay_batch (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (item_id) REFERENCES pay_item (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- step
CREATE UNIQUE INDEX pay_batch_line__batch_id_item_id ON pay_batch_line (batch_id, item_id);

-- step
CREATE TRIGGER pay_batch_line_no_update BEFORE UPDATE ON pay_batch_line
BEGIN SELECT RAISE(ABORT, 'pay_batch_line is append-only'); END;

-- step
CREATE TRIGGER pay_batch_line_no_delete BEFORE DELETE ON pay_batch_line
BEGIN SELECT RAISE(ABORT, 'pay_batch_line is append-only'); END;

-- step
CREATE TRIGGER pay_batch_line_no_replace BEFORE INSERT ON pay_batch_line WHEN EXISTS (SELECT 1 FROM pay_batch_line WHERE batch_id = NEW.batch_id AND seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'pay_batch_line is append-only'); END;

-- step
-- the bank's word on an item: paid once, or returned with its reason
CREATE TABLE payment_event (
  id INTEGER NOT NULL PRIMARY KEY,
  item_id INTEGER NOT NULL,
  batch_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  reason TEXT NOT NULL,
  amount_fen INTEGER NOT NULL,
  on_date TEXT NOT NULL,
  path TEXT NOT NULL,
  actor_id INTEGER NOT NULL,
  at_us INTEGER NOT NULL,
  trail_id INTEGER NOT NULL,
  row_digest BLOB NOT NULL,
  paid_item INTEGER GENERATED ALWAYS AS (CASE WHEN kind = 'paid' THEN item_id END) VIRTUAL,
  FOREIGN KEY (item_id) REFERENCES pay_item (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (batch_id) REFERENCES pay_batch (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (kind IN ('paid','returned'))
);

-- step
CREATE UNIQUE INDEX payment_event__paid_item ON payment_event (paid_item);

-- step
CREATE UNIQUE INDEX payment_event__batch_id_item_id ON payment_event (batch_id, item_id);

-- step
CREATE INDEX payment_event__item_id ON payment_event (item_id);

-- step
CREATE INDEX payment_event__trail_id ON payment_event (trail_id);

-- step
CREATE TRIGGER payment_event_no_update BEFORE UPDATE ON payment_event
BEGIN SELECT RAISE(ABORT, 'payment_event is append-only'); END;

-- step
CREATE TRIGGER payment_event_no_delete BEFORE DELETE ON payment_event
BEGIN SELECT RAISE(ABORT, 'payment_event is append-only'); END;

-- step
CREATE TRIGGER payment_event_no_replace BEFORE INSERT ON payment_event WHEN EXISTS (SELECT 1 FROM payment_event WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'payment_event is append-only'); END;

