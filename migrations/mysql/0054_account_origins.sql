-- How each person's account came to be registered, so that an account that came another way is found and its pay held.

-- step
-- one row whenever an account is registered, changed, taken away or found right again; mac binds it to its person and needs the office's keys
CREATE TABLE account_origin (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  person_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  account_version BIGINT NOT NULL,
  account_index BINARY(32) NULL,
  account_tail VARCHAR(4) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  how VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  mac BINARY(32) NOT NULL,
  at_us BIGINT NOT NULL,
  trail_id BIGINT NOT NULL,
  row_digest BINARY(32) NOT NULL,
  CHECK (how IN ('register','import','correct','card_list','baseline'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE INDEX account_origin__person_id ON account_origin (person_id, account_version);

-- step
-- from here on every account has its origin: written when an office is made, or once for an office that ran before (people: whose accounts were taken as they stood)
CREATE TABLE account_baseline (
  id BIGINT NOT NULL PRIMARY KEY,
  people BIGINT NOT NULL,
  doubted BIGINT NOT NULL,
  at_us BIGINT NOT NULL,
  trail_id BIGINT NOT NULL,
  row_digest BINARY(32) NOT NULL,
  CHECK (id = 1)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
-- whose account the nightly count found to have come another way; nothing is paid to it meanwhile
CREATE TABLE account_doubt (
  person_id BIGINT NOT NULL PRIMARY KEY,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  what VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  account_version BIGINT NOT NULL,
  found_us BIGINT NOT NULL,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE TRIGGER account_origin_no_update BEFORE UPDATE ON account_origin FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'account_origin is append-only';

-- step
CREATE TRIGGER account_origin_no_delete BEFORE DELETE ON account_origin FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'account_origin is append-only';

-- step
CREATE TRIGGER account_baseline_no_update BEFORE UPDATE ON account_baseline FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'account_baseline is append-only';

-- step
CREATE TRIGGER account_baseline_no_delete BEFORE DELETE ON account_baseline FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'account_baseline is append-only';
