-- Fund ledger, pay runs, frozen items, batches and the bank's word.

-- step
-- how money of a county and fund stands; an account is source, available, committed or paid
CREATE TABLE fund_balance (
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  fund VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  account VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  balance_fen BIGINT NOT NULL,
  PRIMARY KEY (path, fund, account),
  CHECK (account IN ('source','available','committed','paid')),
  CHECK (account = 'source' OR balance_fen >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
-- double entry: amount moves from one account to another, never changed
CREATE TABLE ledger_entry (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  fund VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  debit VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  credit VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  amount_fen BIGINT NOT NULL,
  subject VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  subject_id BIGINT NOT NULL,
  voucher VARCHAR(60) NOT NULL,
  on_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  actor_id BIGINT NOT NULL,
  at_us BIGINT NOT NULL,
  trail_id BIGINT NOT NULL,
  row_digest BINARY(32) NOT NULL,
  CHECK (amount_fen > 0),
  CHECK (debit <> credit)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE INDEX ledger_entry__path_fund ON ledger_entry (path, fund);

-- step
CREATE INDEX ledger_entry__subject_subject_id ON ledger_entry (subject, subject_id);

-- step
CREATE INDEX ledger_entry__trail_id ON ledger_entry (trail_id);

-- step
CREATE TRIGGER ledger_entry_no_update BEFORE UPDATE ON ledger_entry FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'ledger_entry is append-only';

-- step
CREATE TRIGGER ledger_entry_no_delete BEFORE DELETE ON ledger_entry FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'ledger_entry is append-only';

-- step
-- one run of a county and month; number 2 and later supplement what number 1 left out
CREATE TABLE pay_run (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  region_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  month VARCHAR(7) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  number BIGINT NOT NULL,
  state VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  notice_from VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  notice_until VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  objections VARCHAR(500) NOT NULL,
  drafted_by BIGINT NOT NULL,
  drafted_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  drafted_us BIGINT NOT NULL,
  approved_by BIGINT NULL,
  approved_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  approved_us BIGINT NULL,
  items BIGINT NOT NULL DEFAULT 0,
  total_fen BIGINT NOT NULL DEFAULT 0,
  version BIGINT NOT NULL DEFAULT 1,
  live BIGINT GENERATED ALWAYS AS (CASE WHEN state <> 'cancelled' THEN 1 END) VIRTUAL,
  FOREIGN KEY (region_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (state IN ('draft','noticed','approved','cancelled')),
  CHECK (approved_key IS NULL OR approved_key <> drafted_key),
  CHECK (state <> 'approved' OR approved_key IS NOT NULL)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX pay_run__region_id_month_number_live ON pay_run (region_id, month, number, live);

-- step
CREATE INDEX pay_run__path_month ON pay_run (path, month);

-- step
-- what a run would pay, until it is approved
CREATE TABLE pay_draft (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  run_id BIGINT NOT NULL,
  placement_id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  village_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  fund VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  days BIGINT NOT NULL,
  of_days BIGINT NOT NULL,
  amount_fen BIGINT NOT NULL,
  FOREIGN KEY (run_id) REFERENCES pay_run (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (amount_fen >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX pay_draft__run_id_placement_id ON pay_draft (run_id, placement_id);

-- step
CREATE INDEX pay_draft__run_id_path ON pay_draft (run_id, path);

-- step
-- each township's audit of its own part of a run
CREATE TABLE pay_audit (
  run_id BIGINT NOT NULL,
  township_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  actor_id BIGINT NOT NULL,
  person_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  at_us BIGINT NOT NULL,
  PRIMARY KEY (run_id, township_id),
  FOREIGN KEY (run_id) REFERENCES pay_run (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (township_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE TRIGGER pay_audit_no_update BEFORE UPDATE ON pay_audit FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'pay_audit is append-only';

-- step
CREATE TRIGGER pay_audit_no_delete BEFORE DELETE ON pay_audit FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'pay_audit is append-only';

-- step
-- frozen at approval: what is owed to whom for a month
CREATE TABLE pay_item (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  run_id BIGINT NOT NULL,
  placement_id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  village_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  month VARCHAR(7) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  fund VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  days BIGINT NOT NULL,
  of_days BIGINT NOT NULL,
  amount_fen BIGINT NOT NULL,
  name VARCHAR(60) NOT NULL,
  basis VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  account_tail VARCHAR(4) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  account_index BINARY(32) NULL,
  at_us BIGINT NOT NULL,
  trail_id BIGINT NOT NULL,
  row_digest BINARY(32) NOT NULL,
  FOREIGN KEY (run_id) REFERENCES pay_run (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (amount_fen > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX pay_item__run_id_placement_id ON pay_item (run_id, placement_id);

-- step
CREATE INDEX pay_item__path_month ON pay_item (path, month);

-- step
CREATE INDEX pay_item__placement_id ON pay_item (placement_id);

-- step
CREATE INDEX pay_item__trail_id ON pay_item (trail_id);

-- step
CREATE TRIGGER pay_item_no_update BEFORE UPDATE ON pay_item FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'pay_item is append-only';

-- step
CREATE TRIGGER pay_item_no_delete BEFORE DELETE ON pay_item FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'pay_item is append-only';

-- step
-- at most one unreversed regular item per placement and month
CREATE TABLE pay_slot (
  placement_id BIGINT NOT NULL,
  month VARCHAR(7) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  item_id BIGINT NOT NULL,
  PRIMARY KEY (placement_id, month),
  FOREIGN KEY (item_id) REFERENCES pay_item (id) ON DELETE RESTRICT ON UPDATE RESTRICT
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE TABLE pay_batch (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  run_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  number BIGINT NOT NULL,
  state VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  prepared_by BIGINT NOT NULL,
  prepared_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  released_by BIGINT NULL,
  released_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  released_us BIGINT NULL,
  settled_us BIGINT NULL,
  items BIGINT NOT NULL,
  total_fen BIGINT NOT NULL,
  file_digest BINARY(32) NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  FOREIGN KEY (run_id) REFERENCES pay_run (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (state IN ('prepared','released','settled')),
  CHECK (released_key IS NULL OR released_key <> prepared_key)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX pay_batch__run_id_number ON pay_batch (run_id, number);

-- step
CREATE INDEX pay_batch__path_state ON pay_batch (path, state);

-- step
CREATE TABLE pay_batch_line (
  batch_id BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  item_id BIGINT NOT NULL,
  amount_fen BIGINT NOT NULL,
  PRIMARY KEY (batch_id, seq),
  FOREIGN KEY (batch_id) REFERENCES pay_batch (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (item_id) REFERENCES pay_item (id) ON DELETE RESTRICT ON UPDATE RESTRICT
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX pay_batch_line__batch_id_item_id ON pay_batch_line (batch_id, item_id);

-- step
CREATE TRIGGER pay_batch_line_no_update BEFORE UPDATE ON pay_batch_line FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'pay_batch_line is append-only';

-- step
CREATE TRIGGER pay_batch_line_no_delete BEFORE DELETE ON pay_batch_line FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'pay_batch_line is append-only';

-- step
-- the bank's word on an item: paid once, or returned with its reason
CREATE TABLE payment_event (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  item_id BIGINT NOT NULL,
  batch_id BIGINT NOT NULL,
  kind VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  reason VARCHAR(60) NOT NULL,
  amount_fen BIGINT NOT NULL,
  on_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  actor_id BIGINT NOT NULL,
  at_us BIGINT NOT NULL,
  trail_id BIGINT NOT NULL,
  row_digest BINARY(32) NOT NULL,
  paid_item BIGINT GENERATED ALWAYS AS (CASE WHEN kind = 'paid' THEN item_id END) VIRTUAL,
  FOREIGN KEY (item_id) REFERENCES pay_item (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (batch_id) REFERENCES pay_batch (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (kind IN ('paid','returned'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX payment_event__paid_item ON payment_event (paid_item);

-- step
CREATE UNIQUE INDEX payment_event__batch_id_item_id ON payment_event (batch_id, item_id);

-- step
CREATE INDEX payment_event__item_id ON payment_event (item_id);

-- step
CREATE INDEX payment_event__trail_id ON payment_event (trail_id);

-- step
CREATE TRIGGER payment_event_no_update BEFORE UPDATE ON payment_event FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'payment_event is append-only';

-- step
CREATE TRIGGER payment_event_no_delete BEFORE DELETE ON payment_event FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'payment_event is append-only';

