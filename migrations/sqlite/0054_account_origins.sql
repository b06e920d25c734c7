-- How each person's account came to be registered, so that an account that came another way is found and its pay held.

-- step
-- what was not given is not there: an empty value would be everybody's
UPDATE person SET account_index = NULL, account_sealed = NULL WHERE LENGTH(account_index) = 0;

-- step
UPDATE person SET phone_index = NULL, phone_sealed = NULL WHERE LENGTH(phone_index) = 0;

-- step
-- one row whenever an account is registered, changed, taken away or found right again; mac binds it to its person and needs the office's keys
CREATE TABLE account_origin (
  id INTEGER NOT NULL PRIMARY KEY,
  person_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  account_version INTEGER NOT NULL,
  account_index BLOB NULL,
  account_tail TEXT NOT NULL,
  how TEXT NOT NULL,
  mac BLOB NOT NULL,
  at_us INTEGER NOT NULL,
  trail_id INTEGER NOT NULL,
  row_digest BLOB NOT NULL,
  CHECK (how IN ('register','import','correct','card_list','baseline'))
);

-- step
CREATE INDEX account_origin__person_id ON account_origin (person_id, account_version);

-- step
-- from here on every account has its origin: written when an office is made, or once for an office that ran before (people: whose accounts were taken as they stood)
CREATE TABLE account_baseline (
  id INTEGER NOT NULL PRIMARY KEY,
  people INTEGER NOT NULL,
  doubted INTEGER NOT NULL,
  at_us INTEGER NOT NULL,
  trail_id INTEGER NOT NULL,
  row_digest BLOB NOT NULL,
  CHECK (id = 1)
);

-- step
-- whose account the nightly count found to have come another way; nothing is paid to it meanwhile
CREATE TABLE account_doubt (
  person_id INTEGER NOT NULL PRIMARY KEY,
  path TEXT NOT NULL,
  what TEXT NOT NULL,
  account_version INTEGER NOT NULL,
  found_us INTEGER NOT NULL,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- step
CREATE TRIGGER account_origin_no_update BEFORE UPDATE ON account_origin
BEGIN SELECT RAISE(ABORT, 'account_origin is append-only'); END;

-- step
CREATE TRIGGER account_origin_no_delete BEFORE DELETE ON account_origin
BEGIN SELECT RAISE(ABORT, 'account_origin is append-only'); END;

-- step
CREATE TRIGGER account_origin_no_replace BEFORE INSERT ON account_origin WHEN EXISTS (SELECT 1 FROM account_origin WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'account_origin is append-only'); END;

-- step
CREATE TRIGGER account_baseline_no_update BEFORE UPDATE ON account_baseline
BEGIN SELECT RAISE(ABORT, 'account_baseline is append-only'); END;

-- step
CREATE TRIGGER account_baseline_no_delete BEFORE DELETE ON account_baseline
BEGIN SELECT RAISE(ABORT, 'account_baseline is append-only'); END;

-- step
CREATE TRIGGER account_baseline_no_replace BEFORE INSERT ON account_baseline WHEN EXISTS (SELECT 1 FROM account_baseline WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'account_baseline is append-only'); END;
