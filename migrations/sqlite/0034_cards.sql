-- Accounts have versions; a holder is told of a change; the bank's list of new cards is entered, cools, and is put in force.

-- step
ALTER TABLE person ADD COLUMN account_version INTEGER NOT NULL DEFAULT 1;

-- step
ALTER TABLE benefit_card ADD COLUMN version INTEGER NOT NULL DEFAULT 0;

-- step
-- which of a person's accounts was frozen with the item
ALTER TABLE pay_item ADD COLUMN account_version INTEGER NULL;

-- step
-- a change of account, of which the holder is told by somebody else than who changed it
CREATE TABLE card_notice (
  id INTEGER NOT NULL PRIMARY KEY,
  person_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  account_version INTEGER NOT NULL,
  old_tail TEXT NOT NULL,
  new_tail TEXT NOT NULL,
  on_date TEXT NOT NULL,
  changed_key TEXT NOT NULL,
  how TEXT NOT NULL DEFAULT '',
  told_on TEXT NULL,
  told_by INTEGER NULL,
  denied INTEGER NOT NULL DEFAULT 0,
  remark TEXT NOT NULL DEFAULT '',
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (how IN ('','phone','visit','letter')),
  CHECK (told_on IS NULL OR how <> ''),
  CHECK (denied IN (0, 1))
);

-- step
CREATE UNIQUE INDEX card_notice__person_id_account_version ON card_notice (person_id, account_version);

-- step
CREATE INDEX card_notice__path_told_on ON card_notice (path, told_on);

-- step
-- a bank's list of new accounts
CREATE TABLE card_list (
  id INTEGER NOT NULL PRIMARY KEY,
  region_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  document TEXT NOT NULL,
  file_digest BLOB NOT NULL,
  state TEXT NOT NULL,
  entered_by INTEGER NOT NULL,
  entered_key TEXT NOT NULL,
  entered_us INTEGER NOT NULL,
  approved_by INTEGER NULL,
  approved_key TEXT NULL,
  approved_us INTEGER NULL,
  cools_until TEXT NULL,
  applied_us INTEGER NULL,
  why TEXT NOT NULL DEFAULT '',
  version INTEGER NOT NULL DEFAULT 1,
  FOREIGN KEY (region_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (state IN ('entered','cooling','applied','cancelled')),
  CHECK (approved_key IS NULL OR approved_key <> entered_key),
  CHECK (state <> 'applied' OR approved_key IS NOT NULL)
);

-- step
CREATE INDEX card_list__path_id ON card_list (path, id);

-- step
-- a line of it, as it stood to what was registered when it was entered
CREATE TABLE card_line (
  list_id INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  name TEXT NOT NULL,
  id_tail TEXT NOT NULL,
  person_id INTEGER NULL,
  path TEXT NOT NULL,
  old_index BLOB NULL,
  old_tail TEXT NOT NULL,
  new_sealed BLOB NULL,
  new_index BLOB NULL,
  new_tail TEXT NOT NULL,
  verdict TEXT NOT NULL,
  PRIMARY KEY (list_id, seq),
  FOREIGN KEY (list_id) REFERENCES card_list (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (verdict IN ('change','same','unknown','name','taken','twice','struck','applied','moved'))
);

-- step
CREATE INDEX card_line__list_id_verdict ON card_line (list_id, verdict);
