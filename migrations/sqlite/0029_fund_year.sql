-- The ledger by budget year: documents that bring money or pass it down, and the close of a year.

-- step
-- the budget year; empty on what was entered before years were kept
ALTER TABLE ledger_entry ADD COLUMN year TEXT NOT NULL DEFAULT '';

-- step
-- the budget year that a run is paid from
ALTER TABLE pay_run ADD COLUMN year TEXT NOT NULL DEFAULT '';

-- step
-- how money of an office, fund and budget year stands
CREATE TABLE fund_account (
  path TEXT NOT NULL,
  fund TEXT NOT NULL,
  year TEXT NOT NULL,
  account TEXT NOT NULL,
  balance_fen INTEGER NOT NULL,
  PRIMARY KEY (path, fund, year, account),
  CHECK (account IN ('source','opening','recovered','carried','available','committed','paid','allotted','surrendered')),
  CHECK (account IN ('source','opening','recovered','carried') OR balance_fen >= 0)
);

-- step
INSERT INTO fund_account (path, fund, year, account, balance_fen) SELECT path, fund, '', account, balance_fen FROM fund_balance WHERE NOT EXISTS (SELECT 1 FROM fund_account);

-- step
DROP TABLE IF EXISTS fund_balance;

-- step
-- a document by which money came, or was passed down, given back, or found at the opening
CREATE TABLE fund_document (
  id INTEGER NOT NULL PRIMARY KEY,
  path TEXT NOT NULL,
  kind TEXT NOT NULL,
  fund TEXT NOT NULL,
  year TEXT NOT NULL,
  level TEXT NOT NULL,
  number TEXT NOT NULL,
  purpose TEXT NOT NULL,
  from_month TEXT NULL,
  until_month TEXT NULL,
  amount_fen INTEGER NOT NULL,
  on_date TEXT NOT NULL,
  parent_id INTEGER NULL,
  actor_id INTEGER NOT NULL,
  at_us INTEGER NOT NULL,
  trail_id INTEGER NOT NULL,
  row_digest BLOB NOT NULL,
  FOREIGN KEY (parent_id) REFERENCES fund_document (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (kind IN ('in','down','opening','back')),
  CHECK (amount_fen > 0)
);

-- step
-- a document of an office counts once
CREATE UNIQUE INDEX fund_document__path_fund_year_kind_number ON fund_document (path, fund, year, kind, number);

-- step
CREATE INDEX fund_document__trail_id ON fund_document (trail_id);

-- step
CREATE TRIGGER fund_document_no_update BEFORE UPDATE ON fund_document
BEGIN SELECT RAISE(ABORT, 'fund_document is append-only'); END;

-- step
CREATE TRIGGER fund_document_no_delete BEFORE DELETE ON fund_document
BEGIN SELECT RAISE(ABORT, 'fund_document is append-only'); END;

-- step
CREATE TRIGGER fund_document_no_replace BEFORE INSERT ON fund_document WHEN EXISTS (SELECT 1 FROM fund_document WHERE id = NEW.id OR (path = NEW.path AND fund = NEW.fund AND year = NEW.year AND kind = NEW.kind AND number = NEW.number))
BEGIN SELECT RAISE(ABORT, 'fund_document is append-only'); END;

-- step
-- a budget year that was closed: what was left is in the next
CREATE TABLE fund_year (
  path TEXT NOT NULL,
  year TEXT NOT NULL,
  actor_id INTEGER NOT NULL,
  person_key TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  PRIMARY KEY (path, year)
);
