-- Accounts have versions; a holder is told of a change; the bank's list of new cards is entered, cools, and is put in force.

-- step
ALTER TABLE person ADD COLUMN account_version BIGINT NOT NULL DEFAULT 1;

-- step
ALTER TABLE benefit_card ADD COLUMN version BIGINT NOT NULL DEFAULT 0;

-- step
-- which of a person's accounts was frozen with the item
ALTER TABLE pay_item ADD COLUMN account_version BIGINT NULL;

-- step
-- a change of account, of which the holder is told by somebody else than who changed it
CREATE TABLE card_notice (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  person_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  account_version BIGINT NOT NULL,
  old_tail VARCHAR(10) NOT NULL,
  new_tail VARCHAR(10) NOT NULL,
  on_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  changed_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  how VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  told_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  told_by BIGINT NULL,
  denied BIGINT NOT NULL DEFAULT 0,
  remark VARCHAR(500) NOT NULL DEFAULT '',
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (how IN ('','phone','visit','letter')),
  CHECK (told_on IS NULL OR how <> ''),
  CHECK (denied IN (0, 1))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX card_notice__person_id_account_version ON card_notice (person_id, account_version);

-- step
CREATE INDEX card_notice__path_told_on ON card_notice (path, told_on);

-- step
-- a bank's list of new accounts
CREATE TABLE card_list (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  region_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  document VARCHAR(50) NOT NULL,
  file_digest BINARY(32) NOT NULL,
  state VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  entered_by BIGINT NOT NULL,
  entered_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  entered_us BIGINT NOT NULL,
  approved_by BIGINT NULL,
  approved_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  approved_us BIGINT NULL,
  cools_until VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  applied_us BIGINT NULL,
  why VARCHAR(200) NOT NULL DEFAULT '',
  version BIGINT NOT NULL DEFAULT 1,
  FOREIGN KEY (region_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (state IN ('entered','cooling','applied','cancelled')),
  CHECK (approved_key IS NULL OR approved_key <> entered_key),
  CHECK (state <> 'applied' OR approved_key IS NOT NULL)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE INDEX card_list__path_id ON card_list (path, id);

-- step
-- a line of it, as it stood to what was registered when it was entered
CREATE TABLE card_line (
  list_id BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  name VARCHAR(60) NOT NULL,
  id_tail VARCHAR(10) NOT NULL,
  person_id BIGINT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  old_index BINARY(32) NULL,
  old_tail VARCHAR(10) NOT NULL,
  new_sealed VARBINARY(400) NULL,
  new_index BINARY(32) NULL,
  new_tail VARCHAR(10) NOT NULL,
  verdict VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (list_id, seq),
  FOREIGN KEY (list_id) REFERENCES card_list (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (verdict IN ('change','same','unknown','name','taken','twice','struck','applied','moved'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE INDEX card_line__list_id_verdict ON card_line (list_id, verdict);
