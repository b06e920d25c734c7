-- The ledger by budget year: documents that bring money or pass it down, and the close of a year.

-- step
-- the budget year; empty on what was entered before years were kept
ALTER TABLE ledger_entry ADD COLUMN year VARCHAR(4) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '';

-- step
-- the budget year that a run is paid from
ALTER TABLE pay_run ADD COLUMN year VARCHAR(4) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '';

-- step
-- how money of an office, fund and budget year stands
CREATE TABLE fund_account (
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  fund VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  year VARCHAR(4) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  account VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  balance_fen BIGINT NOT NULL,
  PRIMARY KEY (path, fund, year, account),
  CHECK (account IN ('source','opening','recovered','carried','available','committed','paid','allotted','surrendered')),
  CHECK (account IN ('source','opening','recovered','carried') OR balance_fen >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
INSERT INTO fund_account (path, fund, year, account, balance_fen) SELECT path, fund, '', account, balance_fen FROM fund_balance WHERE NOT EXISTS (SELECT 1 FROM fund_account);

-- step
DROP TABLE IF EXISTS fund_balance;

-- step
-- a document by which money came, or was passed down, given back, or found at the opening
CREATE TABLE fund_document (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kind VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  fund VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  year VARCHAR(4) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  level VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  number VARCHAR(50) NOT NULL,
  purpose VARCHAR(100) NOT NULL,
  from_month VARCHAR(7) CHARACTER SET ascii COLLATE ascii_bin NULL,
  until_month VARCHAR(7) CHARACTER SET ascii COLLATE ascii_bin NULL,
  amount_fen BIGINT NOT NULL,
  on_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  parent_id BIGINT NULL,
  actor_id BIGINT NOT NULL,
  at_us BIGINT NOT NULL,
  trail_id BIGINT NOT NULL,
  row_digest BINARY(32) NOT NULL,
  FOREIGN KEY (parent_id) REFERENCES fund_document (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (kind IN ('in','down','opening','back')),
  CHECK (amount_fen > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
-- a document of an office counts once
CREATE UNIQUE INDEX fund_document__path_fund_year_kind_number ON fund_document (path, fund, year, kind, number);

-- step
CREATE INDEX fund_document__trail_id ON fund_document (trail_id);

-- step
CREATE TRIGGER fund_document_no_update BEFORE UPDATE ON fund_document FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'fund_document is append-only';

-- step
CREATE TRIGGER fund_document_no_delete BEFORE DELETE ON fund_document FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'fund_document is append-only';

-- step
-- a budget year that was closed: what was left is in the next
CREATE TABLE fund_year (
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  year VARCHAR(4) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  actor_id BIGINT NOT NULL,
  person_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  at_us BIGINT NOT NULL,
  PRIMARY KEY (path, year)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
