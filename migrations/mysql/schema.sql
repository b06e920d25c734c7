-- What all migrations up to 0111_policy_lists make together, of which a new database is made in one go.
-- Made by 'make schema' out of the migrations, never by hand. Statements stand apart by empty lines.

-- which migrations the database has run
CREATE TABLE IF NOT EXISTS schema_migration (
  name VARCHAR(100) NOT NULL,
  step INT NOT NULL,
  digest VARCHAR(64) NOT NULL,
  state VARCHAR(10) NOT NULL,
  PRIMARY KEY (name, step)
);

-- the office's own facts: when it was made, whether it is a demonstration, the prints of its keys
CREATE TABLE setting (
  name VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  value VARCHAR(500) NOT NULL,
  PRIMARY KEY (name)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- one division by an inner id, with the path that every list is bounded by
CREATE TABLE region (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  parent_id BIGINT NULL,
  level VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  from_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  until VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  FOREIGN KEY (parent_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (level IN ('city','county','township','village')),
  UNIQUE INDEX region__path (path),
  INDEX region__parent_id (parent_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- a division's code and name as of dates, since they change every year
CREATE TABLE region_name (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  region_id BIGINT NOT NULL,
  code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name VARCHAR(80) NOT NULL,
  from_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  until VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  source VARCHAR(200) NOT NULL,
  FOREIGN KEY (region_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  UNIQUE INDEX region_name__code_from_date (code, from_date),
  INDEX region_name__region_id (region_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- who reports to the city: the counties and the High-tech Zone, beside the tree of divisions
CREATE TABLE reporting_unit (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  code VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name VARCHAR(80) NOT NULL,
  sort_order BIGINT NOT NULL,
  UNIQUE INDEX reporting_unit__code (code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- the regions that a unit takes in, and those that it leaves out
CREATE TABLE reporting_unit_region (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  unit_id BIGINT NOT NULL,
  region_id BIGINT NOT NULL,
  takes BIGINT NOT NULL,
  from_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  until VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  FOREIGN KEY (unit_id) REFERENCES reporting_unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (region_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (takes IN (0, 1)),
  UNIQUE INDEX reporting_unit_region__unit_id_region_id_from_date (unit_id, region_id, from_date)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- one entry per use case, chained per county, for the city and for the inspectors
CREATE TABLE trail_entry (
  id BIGINT NOT NULL,
  chain VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  seq BIGINT NOT NULL,
  at_us BIGINT NOT NULL,
  actor_id BIGINT NOT NULL,
  actor VARCHAR(100) NOT NULL,
  channel VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  act VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  permission VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  region_path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  subject VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  subject_id BIGINT NOT NULL,
  detail MEDIUMTEXT NOT NULL,
  witness MEDIUMTEXT NOT NULL,
  prev BINARY(32) NOT NULL,
  digest BINARY(32) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE INDEX trail_entry__chain_seq (chain, seq),
  INDEX trail_entry__subject_subject_id (subject, subject_id),
  INDEX trail_entry__region_path_at_us (region_path, at_us),
  INDEX trail_entry__at_us (at_us),
  INDEX trail_entry__actor_id_at_us (actor_id, at_us)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TRIGGER trail_entry_no_update BEFORE UPDATE ON trail_entry FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'trail_entry is append-only';

CREATE TRIGGER trail_entry_no_delete BEFORE DELETE ON trail_entry FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'trail_entry is append-only';

-- the last entry of each chain, locked last by whoever writes
CREATE TABLE trail_head (
  chain VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  seq BIGINT NOT NULL,
  digest BINARY(32) NOT NULL,
  PRIMARY KEY (chain)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- one digest over all heads, hourly and with each issued paper
CREATE TABLE trail_root (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  at_us BIGINT NOT NULL,
  heads MEDIUMTEXT NOT NULL,
  digest BINARY(32) NOT NULL,
  UNIQUE INDEX trail_root__digest (digest)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TRIGGER trail_root_no_update BEFORE UPDATE ON trail_root FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'trail_root is append-only';

CREATE TRIGGER trail_root_no_delete BEFORE DELETE ON trail_root FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'trail_root is append-only';

-- the first answer to a submitted form, given again to its repetition
CREATE TABLE desk_key (
  actor_id BIGINT NOT NULL,
  idem_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  answer MEDIUMTEXT NOT NULL,
  at_us BIGINT NOT NULL,
  digest VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  PRIMARY KEY (actor_id, idem_key)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- a parameter's value for a region and fund from a day on: proposed by one person, decided by another
CREATE TABLE rule_parameter (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  param VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  region_path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  fund VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  from_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  until VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  value VARCHAR(2000) NOT NULL,
  reason VARCHAR(500) NOT NULL,
  document VARCHAR(200) NOT NULL,
  state VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  proposed_by BIGINT NOT NULL,
  proposed_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  proposed_us BIGINT NOT NULL,
  decided_by BIGINT NULL,
  decided_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  decided_us BIGINT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  live BIGINT GENERATED ALWAYS AS (CASE WHEN state = 'approved' THEN 1 END) VIRTUAL,
  past_reason VARCHAR(200) NOT NULL DEFAULT '',
  replaced_by BIGINT NOT NULL DEFAULT 0,
  CHECK (state IN ('proposed','approved','rejected')),
  CHECK (state = 'proposed' OR decided_key IS NOT NULL),
  CHECK (decided_key IS NULL OR decided_key <> proposed_key),
  UNIQUE INDEX rule_parameter__one_of_a_day (param, region_path, fund, from_date, live, replaced_by)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- a day that the State's notice makes free, or a weekend day that it makes a working day
CREATE TABLE holiday (
  day VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  worked BIGINT NOT NULL,
  name VARCHAR(40) NOT NULL,
  source VARCHAR(200) NOT NULL,
  year BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (day),
  CHECK (worked IN (0, 1))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- a login with its password's hash and the blind index of the human behind it
CREATE TABLE user_account (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  login VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name VARCHAR(60) NOT NULL,
  person_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  password_hash VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  must_change BIGINT NOT NULL,
  failed BIGINT NOT NULL DEFAULT 0,
  locked_until_us BIGINT NOT NULL DEFAULT 0,
  disabled BIGINT NOT NULL DEFAULT 0,
  created_us BIGINT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  UNIQUE INDEX user_account__login (login),
  INDEX user_account__person_key (person_key)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- a role on a region, for a time, by whom it was granted and when it was taken back
CREATE TABLE user_grant (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  user_id BIGINT NOT NULL,
  role VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  region_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  from_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  until VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  granted_by BIGINT NOT NULL,
  granted_us BIGINT NOT NULL,
  revoked_us BIGINT NULL,
  live BIGINT GENERATED ALWAYS AS (CASE WHEN revoked_us IS NULL THEN 1 END) VIRTUAL,
  delegate BIGINT NOT NULL DEFAULT 0,
  FOREIGN KEY (user_id) REFERENCES user_account (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (region_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  UNIQUE INDEX user_grant__user_id_role_region_id_live (user_id, role, region_id, live),
  INDEX user_grant__path (path)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- a sign-in by the hash of its token, until it ends
CREATE TABLE session (
  id_hash BINARY(32) NOT NULL,
  user_id BIGINT NOT NULL,
  csrf VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  created_us BIGINT NOT NULL,
  seen_us BIGINT NOT NULL,
  expires_us BIGINT NOT NULL,
  ended_us BIGINT NULL,
  ended_why VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NULL,
  PRIMARY KEY (id_hash),
  FOREIGN KEY (user_id) REFERENCES user_account (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  INDEX session__user_id (user_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- an upload's digest, name, purpose and region; its bytes lie sealed in the data folder
CREATE TABLE file (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  digest BINARY(32) NOT NULL,
  size BIGINT NOT NULL,
  media VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name VARCHAR(200) NOT NULL,
  region_path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  uploaded_by BIGINT NOT NULL,
  at_us BIGINT NOT NULL,
  purpose VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'application',
  purged_us BIGINT NULL,
  INDEX file__digest (digest),
  INDEX file__region_path (region_path)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- work in the background: its state, progress, parameters and the file that it made
CREATE TABLE job (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  kind VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  state VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  done BIGINT NOT NULL DEFAULT 0,
  total BIGINT NOT NULL DEFAULT 0,
  params MEDIUMTEXT NOT NULL,
  result MEDIUMTEXT NOT NULL,
  reason VARCHAR(500) NOT NULL,
  created_by BIGINT NOT NULL,
  region_path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  created_us BIGINT NOT NULL,
  started_us BIGINT NULL,
  ended_us BIGINT NULL,
  cancel BIGINT NOT NULL DEFAULT 0,
  fetched_us BIGINT NOT NULL DEFAULT 0,
  gone_us BIGINT NOT NULL DEFAULT 0,
  looked_us BIGINT NOT NULL DEFAULT 0,
  CHECK (state IN ('waiting','running','ready','failed','cancelled')),
  INDEX job__created_by_id (created_by, id),
  INDEX job__state (state),
  INDEX job__gone_us_kind (gone_us, kind, state)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- one household of a village
CREATE TABLE household (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  village_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  number VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  address VARCHAR(100) NOT NULL,
  group_no BIGINT NOT NULL DEFAULT 0,
  not_known BIGINT NOT NULL DEFAULT 0,
  FOREIGN KEY (village_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  UNIQUE INDEX household__village_id_number (village_id, number),
  INDEX household__path (path),
  INDEX household__not_known_path (not_known, path)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- one human, once: name, household, and the sealed number, telephone and account
CREATE TABLE person (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  household_id BIGINT NOT NULL,
  village_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name VARCHAR(60) NOT NULL,
  name_sort VARBINARY(120) NOT NULL,
  sex BIGINT NOT NULL,
  birth VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  relation VARCHAR(2) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  id_sealed VARBINARY(200) NOT NULL,
  id_index BINARY(32) NOT NULL,
  id_tail VARCHAR(4) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  phone_sealed VARBINARY(200) NULL,
  phone_index BINARY(32) NULL,
  account_sealed VARBINARY(200) NULL,
  account_index BINARY(32) NULL,
  account_tail VARCHAR(4) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  resident_since VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  died_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  version BIGINT NOT NULL DEFAULT 1,
  account_version BIGINT NOT NULL DEFAULT 1,
  outside BIGINT NOT NULL DEFAULT 0,
  id_tail_index BINARY(32) NULL,
  phone_tail_index BINARY(32) NULL,
  name_keys VARCHAR(400) NOT NULL DEFAULT '',
  FOREIGN KEY (household_id) REFERENCES household (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (village_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (sex IN (1, 2)),
  UNIQUE INDEX person__id_index (id_index),
  INDEX person__household_id (household_id),
  INDEX person__name (name),
  INDEX person__phone_index (phone_index),
  INDEX person__account_index (account_index),
  INDEX person__village_id (village_id),
  INDEX person__path_id (path, id),
  INDEX person__id_tail_index_path (id_tail_index, path),
  INDEX person__phone_tail_index_path (phone_tail_index, path),
  INDEX person__path_name_sort_id_name_keys_outside (path, name_sort, id, name_keys, outside)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- a category of need that a person is in as of dates
CREATE TABLE person_category (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  person_id BIGINT NOT NULL,
  code VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  from_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  until VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  register VARCHAR(60) NOT NULL,
  proof VARCHAR(100) NOT NULL,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  UNIQUE INDEX person_category__person_id_code_from_date (person_id, code, from_date),
  INDEX person_category__code (code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- a reason why a person may hold no post, as of dates
CREATE TABLE person_exclusion (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  person_id BIGINT NOT NULL,
  code VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  from_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  until VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  source VARCHAR(100) NOT NULL,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  UNIQUE INDEX person_exclusion__person_id_code_from_date (person_id, code, from_date)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- who is what to whom (GB/T 4761), by declaration or register
CREATE TABLE kinship (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  person_id BIGINT NOT NULL,
  kin_id BIGINT NOT NULL,
  code VARCHAR(2) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  source VARCHAR(60) NOT NULL,
  since VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (kin_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (person_id <> kin_id),
  UNIQUE INDEX kinship__person_id_kin_id (person_id, kin_id),
  INDEX kinship__kin_id (kin_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- who is a village cadre or public employee, where and when
CREATE TABLE official (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  person_id BIGINT NOT NULL,
  kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  title VARCHAR(40) NOT NULL,
  region_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  from_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  until VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  source VARCHAR(100) NOT NULL,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (region_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (kind IN ('village_cadre','public_employee')),
  UNIQUE INDEX official__person_id_title_from_date (person_id, title, from_date),
  INDEX official__path (path),
  INDEX official__from_date_path (from_date, path)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- the two-level list of kinds of post
CREATE TABLE post_kind (
  code VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  parent VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name VARCHAR(40) NOT NULL,
  sort_order BIGINT NOT NULL,
  PRIMARY KEY (code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- how many posts a region may have in a period, gave down and opened itself
CREATE TABLE quota (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  region_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  period VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  total BIGINT NOT NULL,
  given_down BIGINT NOT NULL DEFAULT 0,
  opened BIGINT NOT NULL DEFAULT 0,
  document VARCHAR(100) NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  FOREIGN KEY (region_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (total >= 0 AND given_down >= 0 AND opened >= 0),
  CHECK (given_down + opened <= total),
  INDEX quota__path (path),
  UNIQUE INDEX quota__region_id_period_kind (region_id, period, kind)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- double entry: an amount moves from one account to another
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
  year VARCHAR(4) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  CHECK (amount_fen > 0),
  CHECK (debit <> credit),
  INDEX ledger_entry__path_fund (path, fund),
  INDEX ledger_entry__subject_subject_id (subject, subject_id),
  INDEX ledger_entry__trail_id (trail_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TRIGGER ledger_entry_no_update BEFORE UPDATE ON ledger_entry FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'ledger_entry is append-only';

CREATE TRIGGER ledger_entry_no_delete BEFORE DELETE ON ledger_entry FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'ledger_entry is append-only';

-- one payroll of a county and month, or one that supplements or corrects another
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
  kind VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'regular',
  year VARCHAR(4) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  ahead_document VARCHAR(50) NOT NULL DEFAULT '',
  ahead_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  counted BIGINT NOT NULL DEFAULT 0,
  hung BIGINT NOT NULL DEFAULT 0,
  FOREIGN KEY (region_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (state IN ('draft','noticed','approved','cancelled')),
  CHECK (approved_key IS NULL OR approved_key <> drafted_key),
  CHECK (state <> 'approved' OR approved_key IS NOT NULL),
  INDEX pay_run__path_month (path, month),
  UNIQUE INDEX pay_run__region_id_month_kind_number_live (region_id, month, kind, number, live),
  INDEX pay_run__counted (counted)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

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

CREATE TRIGGER pay_audit_no_update BEFORE UPDATE ON pay_audit FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'pay_audit is append-only';

CREATE TRIGGER pay_audit_no_delete BEFORE DELETE ON pay_audit FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'pay_audit is append-only';

-- one pass of the rules over a region, on one state of the database
CREATE TABLE inspect_run (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  rule_set VARCHAR(64) NOT NULL,
  cut_off_us BIGINT NOT NULL,
  ended_us BIGINT NOT NULL,
  villages BIGINT NOT NULL,
  holders BIGINT NOT NULL,
  no_kin BIGINT NOT NULL,
  findings BIGINT NOT NULL,
  actor_id BIGINT NOT NULL,
  trail_id BIGINT NOT NULL,
  unjudged VARCHAR(4000) NOT NULL DEFAULT '',
  INDEX inspect_run__path_id (path, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- a suspicion: what a rule says of a subject in a period, and where its verification stands
CREATE TABLE finding (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  fingerprint VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  rule VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  rule_version VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  family VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  severity VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  certainty VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  village_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  subject_table VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  subject_id BIGINT NOT NULL,
  subject VARCHAR(120) NOT NULL,
  period_from VARCHAR(7) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  period_to VARCHAR(7) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  amount_fen BIGINT NOT NULL,
  sentence TEXT NOT NULL,
  params TEXT NOT NULL,
  innocent TEXT NOT NULL,
  next_step TEXT NOT NULL,
  evidence_digest BINARY(32) NOT NULL,
  first_run BIGINT NOT NULL,
  last_run BIGINT NOT NULL,
  seen_us BIGINT NOT NULL,
  state VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  matter VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  due_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  recover_fen BIGINT NOT NULL DEFAULT 0,
  recovered_fen BIGINT NOT NULL DEFAULT 0,
  held_from VARCHAR(7) CHARACTER SET ascii COLLATE ascii_bin NULL,
  held_until VARCHAR(7) CHARACTER SET ascii COLLATE ascii_bin NULL,
  county VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 8)) VIRTUAL,
  township VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 12)) VIRTUAL,
  weight BIGINT GENERATED ALWAYS AS (CASE severity WHEN 'high' THEN 0 WHEN 'medium' THEN 10 WHEN 'low' THEN 20 ELSE 30 END + CASE certainty WHEN 'record' THEN 0 WHEN 'suspicion' THEN 1 ELSE 2 END) VIRTUAL,
  FOREIGN KEY (village_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (first_run) REFERENCES inspect_run (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (last_run) REFERENCES inspect_run (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (severity IN ('info','low','medium','high')),
  CHECK (certainty IN ('information','suspicion','record')),
  CHECK (state IN ('open','verifying','talk','preliminary','shelved','dismissed','rectifying','closed')),
  CHECK (amount_fen >= 0),
  CHECK (period_from <= period_to),
  UNIQUE INDEX finding__fingerprint (fingerprint),
  INDEX finding__path_id (path, id),
  INDEX finding__family_path (family, path),
  INDEX finding__state_path (state, path),
  INDEX finding__matter (matter),
  INDEX finding__subject_id (subject_id),
  INDEX finding__weight_id (weight, id),
  INDEX finding__path_weight_id (path, weight, id),
  INDEX finding__county_weight_id (county, weight, id),
  INDEX finding__township_weight_id (township, weight, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- the rows that a finding rests on
CREATE TABLE finding_evidence (
  finding_id BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  tbl VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  row_id BIGINT NOT NULL,
  what TEXT NOT NULL,
  row_digest BINARY(32) NOT NULL,
  PRIMARY KEY (finding_id, seq),
  FOREIGN KEY (finding_id) REFERENCES finding (id) ON DELETE RESTRICT ON UPDATE RESTRICT
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- what was done about a finding
CREATE TABLE finding_event (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  finding_id BIGINT NOT NULL,
  kind VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  from_state VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  to_state VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  reason TEXT NOT NULL,
  actor_id BIGINT NOT NULL,
  at_us BIGINT NOT NULL,
  trail_id BIGINT NOT NULL,
  row_digest BINARY(32) NOT NULL,
  FOREIGN KEY (finding_id) REFERENCES finding (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (kind IN ('found','changed','state','note')),
  INDEX finding_event__finding_id (finding_id),
  INDEX finding_event__trail_id (trail_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TRIGGER finding_event_no_update BEFORE UPDATE ON finding_event FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'finding_event is append-only';

CREATE TRIGGER finding_event_no_delete BEFORE DELETE ON finding_event FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'finding_event is append-only';

-- a numbered paper, with the digest of what it says, its cut-off and root
CREATE TABLE paper (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  number VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  period_from VARCHAR(7) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  period_to VARCHAR(7) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  title VARCHAR(120) NOT NULL,
  content_digest BINARY(32) NOT NULL,
  cut_off_us BIGINT NOT NULL,
  root_digest BINARY(32) NOT NULL,
  actor_id BIGINT NOT NULL,
  at_us BIGINT NOT NULL,
  trail_id BIGINT NOT NULL,
  row_digest BINARY(32) NOT NULL,
  county VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 8)) VIRTUAL,
  township VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 12)) VIRTUAL,
  UNIQUE INDEX paper__number (number),
  UNIQUE INDEX paper__content_digest (content_digest),
  INDEX paper__path_id (path, id),
  INDEX paper__trail_id (trail_id),
  INDEX paper__county_id (county, id),
  INDEX paper__township_id (township, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TRIGGER paper_no_update BEFORE UPDATE ON paper FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'paper is append-only';

CREATE TRIGGER paper_no_delete BEFORE DELETE ON paper FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'paper is append-only';

-- the digest of each file that was rendered of a paper
CREATE TABLE paper_print (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  paper_id BIGINT NOT NULL,
  file_digest BINARY(32) NOT NULL,
  size BIGINT NOT NULL,
  actor_id BIGINT NOT NULL,
  at_us BIGINT NOT NULL,
  trail_id BIGINT NOT NULL,
  row_digest BINARY(32) NOT NULL,
  FOREIGN KEY (paper_id) REFERENCES paper (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (size > 0),
  UNIQUE INDEX paper_print__paper_id_file_digest (paper_id, file_digest),
  INDEX paper_print__file_digest (file_digest),
  INDEX paper_print__trail_id (trail_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TRIGGER paper_print_no_update BEFORE UPDATE ON paper_print FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'paper_print is append-only';

CREATE TRIGGER paper_print_no_delete BEFORE DELETE ON paper_print FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'paper_print is append-only';

-- which division took an ended one in, from which day, by whose decision
CREATE TABLE region_merger (
  from_id BIGINT NOT NULL,
  into_id BIGINT NOT NULL,
  on_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  document VARCHAR(100) NOT NULL,
  PRIMARY KEY (from_id),
  FOREIGN KEY (from_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (into_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (from_id <> into_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- how many people a pass looked at, by village
CREATE TABLE inspect_run_part (
  run_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  holders BIGINT NOT NULL,
  no_kin BIGINT NOT NULL,
  PRIMARY KEY (run_id, path),
  FOREIGN KEY (run_id) REFERENCES inspect_run (id) ON DELETE RESTRICT ON UPDATE RESTRICT
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- a signed declaration of kin; nought ties says that there are none among those asked about
CREATE TABLE kin_declaration (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  person_id BIGINT NOT NULL,
  on_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  source VARCHAR(60) NOT NULL,
  ties BIGINT NOT NULL,
  file_id BIGINT NULL,
  actor_id BIGINT NOT NULL,
  channel VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  at_us BIGINT NOT NULL,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (file_id) REFERENCES file (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  INDEX kin_declaration__person_id_id (person_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- a correction slip: what was, what is, why, by what document, and who decided
CREATE TABLE person_correction (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  person_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kind VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  changes VARCHAR(1000) NOT NULL,
  new_sealed VARBINARY(400) NULL,
  new_index BINARY(32) NULL,
  new_tail VARCHAR(4) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  into_id BIGINT NULL,
  why VARCHAR(200) NOT NULL,
  document VARCHAR(100) NOT NULL,
  state VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  proposed_by BIGINT NOT NULL,
  proposed_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  proposed_us BIGINT NOT NULL,
  decided_by BIGINT NULL,
  decided_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  decided_us BIGINT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  open_person BIGINT GENERATED ALWAYS AS (CASE WHEN state = 'proposed' THEN person_id END) VIRTUAL,
  county VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 8)) VIRTUAL,
  township VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 12)) VIRTUAL,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (into_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (kind IN ('edit','number','merge')),
  CHECK (state IN ('applied','proposed','approved','rejected')),
  CHECK (state IN ('applied','proposed') OR decided_key IS NOT NULL),
  CHECK (decided_key IS NULL OR decided_key <> proposed_key),
  INDEX person_correction__person_id_id (person_id, id),
  INDEX person_correction__path_state (path, state),
  UNIQUE INDEX person_correction__open_person (open_person),
  INDEX person_correction__county_id (county, id),
  INDEX person_correction__township_id (township, id),
  INDEX person_correction__path_id (path, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- the accounts that a person had before the present one
CREATE TABLE benefit_card (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  person_id BIGINT NOT NULL,
  account_sealed VARBINARY(400) NOT NULL,
  account_index BINARY(32) NOT NULL,
  account_tail VARCHAR(4) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  until_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  why VARCHAR(200) NOT NULL,
  version BIGINT NOT NULL DEFAULT 0,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  INDEX benefit_card__person_id_id (person_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- two records of one human; what is posted on the first stays there
CREATE TABLE person_merger (
  from_id BIGINT NOT NULL PRIMARY KEY,
  into_id BIGINT NOT NULL,
  on_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  correction_id BIGINT NOT NULL,
  FOREIGN KEY (from_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (into_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (correction_id) REFERENCES person_correction (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (from_id <> into_id),
  INDEX person_merger__into_id (into_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- a meeting of democratic review: who called it, what was voted
CREATE TABLE review_meeting (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  village_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  on_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  place VARCHAR(60) NOT NULL,
  chair VARCHAR(30) NOT NULL,
  led_by VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  entitled BIGINT NOT NULL,
  present BIGINT NOT NULL,
  state VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  file_id BIGINT NULL,
  remark VARCHAR(200) NOT NULL,
  created_by BIGINT NOT NULL,
  created_us BIGINT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  FOREIGN KEY (village_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (file_id) REFERENCES file (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (led_by IN ('village','township')),
  CHECK (state IN ('planned','held','dropped')),
  CHECK (entitled > 0 AND present >= 0 AND present <= entitled),
  INDEX review_meeting__path_on_date (path, on_date)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- who is entitled to vote in it, and whether he or she came
CREATE TABLE review_voter (
  meeting_id BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  name VARCHAR(30) NOT NULL,
  person_id BIGINT NULL,
  came BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (meeting_id, seq),
  FOREIGN KEY (meeting_id) REFERENCES review_meeting (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (came IN (0, 1)),
  INDEX review_voter__person_id (person_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- a notice that posts are to be filled: conditions, number, pay, where and how long it hung
CREATE TABLE recruit_notice (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  number VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  village_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  posts BIGINT NOT NULL,
  conditions VARCHAR(500) NOT NULL,
  rate_fen BIGINT NOT NULL,
  hours_month BIGINT NOT NULL,
  from_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  until_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  boards VARCHAR(50) NOT NULL,
  irregular VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  file_id BIGINT NULL,
  created_by BIGINT NOT NULL,
  created_us BIGINT NOT NULL,
  county VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 8)) VIRTUAL,
  township VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 12)) VIRTUAL,
  FOREIGN KEY (village_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (kind) REFERENCES post_kind (code) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (file_id) REFERENCES file (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (until_date >= from_date),
  CHECK (posts > 0),
  UNIQUE INDEX recruit_notice__number (number),
  INDEX recruit_notice__path_from_date (path, from_date),
  INDEX recruit_notice__county_id (county, id),
  INDEX recruit_notice__township_id (township, id),
  INDEX recruit_notice__path_id (path, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- a sheet of paper that was printed for a village, by the number that stands on it
CREATE TABLE paper_form (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  number VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kind VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  village_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  subject VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  subject_id BIGINT NOT NULL,
  month VARCHAR(7) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  created_by BIGINT NOT NULL,
  created_us BIGINT NOT NULL,
  county VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 8)) VIRTUAL,
  township VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 12)) VIRTUAL,
  FOREIGN KEY (village_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  UNIQUE INDEX paper_form__number (number),
  UNIQUE INDEX paper_form__path_kind_subject_subject_id_month (path, kind, subject, subject_id, month),
  INDEX paper_form__subject_subject_id (subject, subject_id),
  INDEX paper_form__county_id (county, id),
  INDEX paper_form__township_id (township, id),
  INDEX paper_form__path_id (path, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- a photo or scan of the signed sheet
CREATE TABLE paper_scan (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  form_id BIGINT NOT NULL,
  file_id BIGINT NOT NULL,
  created_by BIGINT NOT NULL,
  created_us BIGINT NOT NULL,
  FOREIGN KEY (form_id) REFERENCES paper_form (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (file_id) REFERENCES file (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  INDEX paper_scan__form_id_id (form_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- the role that another administrator is asked to grant to a new account
CREATE TABLE grant_request (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  user_id BIGINT NOT NULL,
  role VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  region_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  state VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  requested_by BIGINT NOT NULL,
  requested_us BIGINT NOT NULL,
  decided_by BIGINT NULL,
  decided_us BIGINT NULL,
  open_user BIGINT GENERATED ALWAYS AS (CASE WHEN state = 'open' THEN user_id END) VIRTUAL,
  FOREIGN KEY (user_id) REFERENCES user_account (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (region_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (state IN ('open','granted','declined')),
  INDEX grant_request__state_id (state, id),
  UNIQUE INDEX grant_request__open_user_role_region_id (open_user, role, region_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- a period of the plan beside the first one
CREATE TABLE plan_period (
  code VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name VARCHAR(30) NOT NULL,
  from_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  until_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  document VARCHAR(100) NOT NULL,
  created_by BIGINT NOT NULL,
  created_us BIGINT NOT NULL,
  PRIMARY KEY (code),
  CHECK (until_date > from_date)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- what was set, given down, moved between neighbours or taken back, by document
CREATE TABLE quota_move (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  act VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  period VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  from_path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  to_path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  amount BIGINT NOT NULL,
  document VARCHAR(100) NOT NULL,
  actor_id BIGINT NOT NULL,
  at_us BIGINT NOT NULL,
  CHECK (act IN ('set','allot','transfer','return')),
  INDEX quota_move__to_path_id (to_path, id),
  INDEX quota_move__from_path_id (from_path, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TRIGGER quota_move_no_update BEFORE UPDATE ON quota_move FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'quota_move is append-only';

CREATE TRIGGER quota_move_no_delete BEFORE DELETE ON quota_move FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'quota_move is append-only';

-- how an office's export of another system names its columns
CREATE TABLE outside_mapping (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  system_kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  body TEXT NOT NULL,
  remark VARCHAR(200) NOT NULL,
  created_by BIGINT NOT NULL,
  created_us BIGINT NOT NULL,
  INDEX outside_mapping__system_kind_path (system_kind, path)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- why a difference is in order, while both sides say what they said
CREATE TABLE outside_explanation (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  system_kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  id_index BINARY(32) NOT NULL,
  kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  ours VARCHAR(100) NOT NULL,
  theirs VARCHAR(100) NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  remark VARCHAR(200) NOT NULL,
  created_by BIGINT NOT NULL,
  created_us BIGINT NOT NULL,
  UNIQUE INDEX outside_explanation__system_kind_id_index_kind (system_kind, id_index, kind)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- a village that was made out of a part of another
CREATE TABLE region_split (
  new_id BIGINT NOT NULL,
  from_id BIGINT NOT NULL,
  on_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  document VARCHAR(100) NOT NULL,
  PRIMARY KEY (new_id),
  FOREIGN KEY (new_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (from_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (new_id <> from_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- a quarter's seed, whose commitment stands in the trail before anything is drawn
CREATE TABLE draw_seed (
  period VARCHAR(6) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  commitment BINARY(32) NOT NULL,
  seed_sealed VARBINARY(200) NOT NULL,
  created_us BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TRIGGER draw_seed_no_update BEFORE UPDATE ON draw_seed FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'draw_seed is append-only';

CREATE TRIGGER draw_seed_no_delete BEFORE DELETE ON draw_seed FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'draw_seed is append-only';

-- a township's drawn sample of a quarter: capacity, frozen roster, root of the trail
CREATE TABLE draw (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  period VARCHAR(6) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  region_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  villages BIGINT NOT NULL,
  persons BIGINT NOT NULL,
  roster_digest BINARY(32) NOT NULL,
  root_digest BINARY(32) NOT NULL,
  created_by BIGINT NOT NULL,
  created_us BIGINT NOT NULL,
  rides BIGINT NOT NULL DEFAULT 0,
  per_ride BIGINT NOT NULL DEFAULT 1,
  route VARCHAR(8000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  FOREIGN KEY (period) REFERENCES draw_seed (period) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (region_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (villages >= 1 AND persons >= 1),
  UNIQUE INDEX draw__period_path (period, path)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TRIGGER draw_no_update BEFORE UPDATE ON draw FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'draw is append-only';

CREATE TRIGGER draw_no_delete BEFORE DELETE ON draw FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'draw is append-only';

-- the outcome of a nightly count from the rows
CREATE TABLE reconcile_run (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  at_us BIGINT NOT NULL,
  checks BIGINT NOT NULL,
  broken BIGINT NOT NULL,
  said TEXT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

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

-- a document by which money came, was passed down, given back, or found at the opening
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
  CHECK (amount_fen > 0),
  UNIQUE INDEX fund_document__path_fund_year_kind_number (path, fund, year, kind, number),
  INDEX fund_document__trail_id (trail_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TRIGGER fund_document_no_update BEFORE UPDATE ON fund_document FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'fund_document is append-only';

CREATE TRIGGER fund_document_no_delete BEFORE DELETE ON fund_document FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'fund_document is append-only';

-- a budget year that was closed
CREATE TABLE fund_year (
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  year VARCHAR(4) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  actor_id BIGINT NOT NULL,
  person_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  at_us BIGINT NOT NULL,
  PRIMARY KEY (path, year)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- the drawn sample of a county's month whose payees are called
CREATE TABLE payee_sample (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  region_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  month VARCHAR(7) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  paid BIGINT NOT NULL,
  seed BINARY(32) NOT NULL,
  created_by BIGINT NOT NULL,
  created_us BIGINT NOT NULL,
  FOREIGN KEY (region_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (paid > 0),
  UNIQUE INDEX payee_sample__region_id_month (region_id, month)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- items that go to the bank together, prepared by one person and released by another
CREATE TABLE pay_batch (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  run_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  number BIGINT NOT NULL,
  state VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  prepared_by BIGINT NOT NULL,
  prepared_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  seconded_by BIGINT NULL,
  seconded_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  seconded_us BIGINT NULL,
  released_by BIGINT NULL,
  released_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  released_us BIGINT NULL,
  settled_us BIGINT NULL,
  withdrawn_by BIGINT NULL,
  withdrawn_us BIGINT NULL,
  why VARCHAR(200) NOT NULL DEFAULT '',
  items BIGINT NOT NULL,
  total_fen BIGINT NOT NULL,
  file_digest BINARY(32) NOT NULL,
  format VARCHAR(4000) NOT NULL DEFAULT '',
  office VARCHAR(60) NOT NULL DEFAULT '',
  voucher VARCHAR(50) NOT NULL DEFAULT '',
  version BIGINT NOT NULL DEFAULT 1,
  FOREIGN KEY (run_id) REFERENCES pay_run (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (state IN ('prepared','released','settled','withdrawn')),
  CHECK (released_key IS NULL OR released_key <> prepared_key),
  CHECK (seconded_key IS NULL OR seconded_key <> prepared_key),
  CHECK (seconded_key IS NULL OR released_key IS NULL OR seconded_key <> released_key),
  CHECK (state <> 'withdrawn' OR released_key IS NULL),
  UNIQUE INDEX pay_batch__run_id_number (run_id, number),
  INDEX pay_batch__path_state (path, state)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

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
  county VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 8)) VIRTUAL,
  township VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 12)) VIRTUAL,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (how IN ('','phone','visit','letter')),
  CHECK (told_on IS NULL OR how <> ''),
  CHECK (denied IN (0, 1)),
  UNIQUE INDEX card_notice__person_id_account_version (person_id, account_version),
  INDEX card_notice__path_told_on (path, told_on),
  INDEX card_notice__county_id (county, id),
  INDEX card_notice__township_id (township, id),
  INDEX card_notice__path_id (path, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

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
  county VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 8)) VIRTUAL,
  township VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 12)) VIRTUAL,
  FOREIGN KEY (region_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (state IN ('entered','cooling','applied','cancelled')),
  CHECK (approved_key IS NULL OR approved_key <> entered_key),
  CHECK (state <> 'applied' OR approved_key IS NOT NULL),
  INDEX card_list__path_id (path, id),
  INDEX card_list__county_id (county, id),
  INDEX card_list__township_id (township, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

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
  CHECK (verdict IN ('change','same','unknown','name','taken','twice','struck','applied','moved')),
  INDEX card_line__list_id_verdict (list_id, verdict)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- why months wait at a desk, as that desk says it
CREATE TABLE pay_delay (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  month VARCHAR(7) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  desk VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  reason VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  remark VARCHAR(300) NOT NULL,
  expected_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  actor_id BIGINT NOT NULL,
  at_us BIGINT NOT NULL,
  trail_id BIGINT NOT NULL,
  row_digest BINARY(32) NOT NULL,
  CHECK (desk IN ('sheet','review','draft','notice','audit','prepare','release','bank','account')),
  CHECK (reason IN ('funds','sheet','returned','account','other')),
  INDEX pay_delay__month_path (month, path),
  INDEX pay_delay__trail_id (trail_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TRIGGER pay_delay_no_update BEFORE UPDATE ON pay_delay FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'pay_delay is append-only';

CREATE TRIGGER pay_delay_no_delete BEFORE DELETE ON pay_delay FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'pay_delay is append-only';

-- late months of each township by desk and class of age
CREATE TABLE arrears_count (
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  month VARCHAR(7) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  desk VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  class BIGINT NOT NULL,
  on_day VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  n BIGINT NOT NULL,
  amount_fen BIGINT NOT NULL,
  PRIMARY KEY (path, month, desk, class),
  CHECK (class BETWEEN 1 AND 4 AND n > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- what is drawn of a finding
CREATE TABLE finding_figure (
  finding_id BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (finding_id, seq),
  FOREIGN KEY (finding_id) REFERENCES finding (id) ON DELETE RESTRICT ON UPDATE RESTRICT
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- a note, an office's answer, an order, or money that came back
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
  CHECK (amount_fen >= 0),
  INDEX finding_entry__finding_id (finding_id),
  INDEX finding_entry__trail_id (trail_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TRIGGER finding_entry_no_update BEFORE UPDATE ON finding_entry FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'finding_entry is append-only';

CREATE TRIGGER finding_entry_no_delete BEFORE DELETE ON finding_entry FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'finding_entry is append-only';

-- an inspector's own filter of the list, by name
CREATE TABLE inspect_filter (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  user_id BIGINT NOT NULL,
  name VARCHAR(40) NOT NULL,
  query VARCHAR(500) NOT NULL,
  FOREIGN KEY (user_id) REFERENCES user_account (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  UNIQUE INDEX inspect_filter__user_id_name (user_id, name)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- a fault of procedure or pay as the office itself may see it
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
  mended_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  county VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 8)) VIRTUAL,
  township VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 12)) VIRTUAL,
  UNIQUE INDEX own_fault__fingerprint (fingerprint),
  INDEX own_fault__path_id (path, id),
  INDEX own_fault__county_id (county, id),
  INDEX own_fault__township_id (township, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- the night's look for own faults: day and number
CREATE TABLE own_check (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  on_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  faults BIGINT NOT NULL,
  at_us BIGINT NULL,
  UNIQUE INDEX own_check__on_date (on_date)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- what a unit was called until a day
CREATE TABLE reporting_unit_former (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  unit_id BIGINT NOT NULL,
  name VARCHAR(60) NOT NULL,
  until VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  document VARCHAR(60) NOT NULL,
  FOREIGN KEY (unit_id) REFERENCES reporting_unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  UNIQUE INDEX reporting_unit_former__unit_id_until (unit_id, until)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- for which department of a unit a clerk fills in
CREATE TABLE unit_clerk (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  unit_id BIGINT NOT NULL,
  user_id BIGINT NOT NULL,
  department VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  FOREIGN KEY (unit_id) REFERENCES reporting_unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (user_id) REFERENCES user_account (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  UNIQUE INDEX unit_clerk__unit_id_user_id_department (unit_id, user_id, department),
  INDEX unit_clerk__user_id (user_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- a unit's form of a quarter
CREATE TABLE progress_form (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  unit_id BIGINT NOT NULL,
  quarter VARCHAR(7) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  state VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  submission_id BIGINT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  FOREIGN KEY (unit_id) REFERENCES reporting_unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (state IN ('open','submitted','accepted')),
  UNIQUE INDEX progress_form__unit_id_quarter (unit_id, quarter),
  INDEX progress_form__quarter (quarter)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- a figure as its department states it, with what is said beside it
CREATE TABLE progress_cell (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  form_id BIGINT NOT NULL,
  col BIGINT NOT NULL,
  value BIGINT NULL,
  source VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  reason VARCHAR(200) NOT NULL,
  note VARCHAR(200) NOT NULL,
  province BIGINT NULL,
  channel VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  actor_id BIGINT NOT NULL,
  at_us BIGINT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  FOREIGN KEY (form_id) REFERENCES progress_form (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (col BETWEEN 1 AND 12),
  CHECK (value IS NULL OR value >= 0),
  CHECK (source IN ('typed','list','excel','counted')),
  UNIQUE INDEX progress_cell__form_id_col (form_id, col)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- a form as it was sent in, with its stamped scan
CREATE TABLE progress_submission (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  form_id BIGINT NOT NULL,
  round BIGINT NOT NULL,
  unit_name VARCHAR(60) NOT NULL,
  cut_off VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  filled_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  filler VARCHAR(30) NOT NULL,
  reviewer VARCHAR(30) NOT NULL,
  leader VARCHAR(30) NOT NULL,
  phone VARCHAR(20) NOT NULL,
  definition VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  why VARCHAR(200) NOT NULL,
  file_id BIGINT NOT NULL,
  digest BINARY(32) NOT NULL,
  actor_id BIGINT NOT NULL,
  person_key VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  at_us BIGINT NOT NULL,
  trail_id BIGINT NOT NULL,
  row_digest BINARY(32) NOT NULL,
  FOREIGN KEY (form_id) REFERENCES progress_form (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (file_id) REFERENCES file (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  UNIQUE INDEX progress_submission__form_id_round (form_id, round),
  INDEX progress_submission__trail_id (trail_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TRIGGER progress_submission_no_update BEFORE UPDATE ON progress_submission FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'progress_submission is append-only';

CREATE TRIGGER progress_submission_no_delete BEFORE DELETE ON progress_submission FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'progress_submission is append-only';

-- the figures of a submission
CREATE TABLE progress_figure (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  submission_id BIGINT NOT NULL,
  col BIGINT NOT NULL,
  value BIGINT NOT NULL,
  source VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  reason VARCHAR(200) NOT NULL,
  note VARCHAR(200) NOT NULL,
  province BIGINT NULL,
  trail_id BIGINT NOT NULL,
  row_digest BINARY(32) NOT NULL,
  FOREIGN KEY (submission_id) REFERENCES progress_submission (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  UNIQUE INDEX progress_figure__submission_id_col (submission_id, col),
  INDEX progress_figure__trail_id (trail_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TRIGGER progress_figure_no_update BEFORE UPDATE ON progress_figure FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'progress_figure is append-only';

CREATE TRIGGER progress_figure_no_delete BEFORE DELETE ON progress_figure FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'progress_figure is append-only';

-- the people whom the counted column of a submission counts
CREATE TABLE progress_person (
  submission_id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  placement_id BIGINT NOT NULL,
  PRIMARY KEY (submission_id, person_id),
  FOREIGN KEY (submission_id) REFERENCES progress_submission (id) ON DELETE RESTRICT ON UPDATE RESTRICT
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TRIGGER progress_person_no_update BEFORE UPDATE ON progress_person FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'progress_person is append-only';

CREATE TRIGGER progress_person_no_delete BEFORE DELETE ON progress_person FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'progress_person is append-only';

-- the city's word on a submission: taken over, or given back with a remark
CREATE TABLE progress_decision (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  submission_id BIGINT NOT NULL,
  outcome VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  number VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  remark VARCHAR(200) NOT NULL,
  actor_id BIGINT NOT NULL,
  person_key VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  at_us BIGINT NOT NULL,
  trail_id BIGINT NOT NULL,
  row_digest BINARY(32) NOT NULL,
  FOREIGN KEY (submission_id) REFERENCES progress_submission (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (outcome IN ('accepted','returned')),
  UNIQUE INDEX progress_decision__submission_id (submission_id),
  INDEX progress_decision__trail_id (trail_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TRIGGER progress_decision_no_update BEFORE UPDATE ON progress_decision FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'progress_decision is append-only';

CREATE TRIGGER progress_decision_no_delete BEFORE DELETE ON progress_decision FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'progress_decision is append-only';

-- an entry of the lists behind the progress form: alliances, workshops, projects, classes, areas, fairs
CREATE TABLE list_entry (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  unit_id BIGINT NOT NULL,
  kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name VARCHAR(100) NOT NULL,
  place VARCHAR(100) NOT NULL,
  level VARCHAR(20) NOT NULL,
  document VARCHAR(60) NOT NULL,
  owner VARCHAR(60) NOT NULL,
  contractor VARCHAR(60) NOT NULL,
  from_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  until_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  people BIGINT NOT NULL,
  poverty_out BIGINT NOT NULL,
  changed VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  changed_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  note VARCHAR(200) NOT NULL,
  named BIGINT NOT NULL DEFAULT 0,
  channel VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  actor_id BIGINT NOT NULL,
  at_us BIGINT NOT NULL,
  struck BIGINT NOT NULL DEFAULT 0,
  version BIGINT NOT NULL DEFAULT 1,
  FOREIGN KEY (unit_id) REFERENCES reporting_unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (people >= 0),
  CHECK (poverty_out >= 0 AND poverty_out <= people),
  CHECK (until_on IS NULL OR until_on >= from_on),
  CHECK (changed IN ('','upgraded','supported','adjusted')),
  INDEX list_entry__unit_id_kind_from_on (unit_id, kind, from_on)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- who is counted by an entry that names its people
CREATE TABLE list_person (
  entry_id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  from_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  until_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  PRIMARY KEY (entry_id, person_id),
  FOREIGN KEY (entry_id) REFERENCES list_entry (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  INDEX list_person__person_id (person_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- a month of a work-relief project: what was to be paid to its workers and what was
CREATE TABLE list_month (
  entry_id BIGINT NOT NULL,
  month VARCHAR(7) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  workers BIGINT NOT NULL,
  due_fen BIGINT NOT NULL,
  paid_fen BIGINT NOT NULL,
  paid_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  note VARCHAR(200) NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  PRIMARY KEY (entry_id, month),
  FOREIGN KEY (entry_id) REFERENCES list_entry (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (workers >= 0),
  CHECK (due_fen >= 0),
  CHECK (paid_fen >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- a unit's project of employment help
CREATE TABLE project (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  unit_id BIGINT NOT NULL,
  name VARCHAR(100) NOT NULL,
  summary VARCHAR(500) NOT NULL,
  jobs BIGINT NOT NULL,
  jobs_poverty_out BIGINT NOT NULL,
  sites VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  contact_name VARCHAR(30) NOT NULL,
  contact_phone VARCHAR(20) NOT NULL,
  remark VARCHAR(200) NOT NULL,
  reached BIGINT NOT NULL,
  reached_poverty_out BIGINT NOT NULL,
  ended_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  channel VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  actor_id BIGINT NOT NULL,
  at_us BIGINT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  FOREIGN KEY (unit_id) REFERENCES reporting_unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (jobs >= 0 AND jobs_poverty_out >= 0 AND jobs_poverty_out <= jobs),
  CHECK (reached >= 0 AND reached_poverty_out >= 0 AND reached_poverty_out <= reached),
  INDEX project__unit_id (unit_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- a unit's list of a quarter as it was sent in
CREATE TABLE project_list (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  unit_id BIGINT NOT NULL,
  quarter VARCHAR(7) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  round BIGINT NOT NULL,
  unit_name VARCHAR(60) NOT NULL,
  filled_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  filler VARCHAR(30) NOT NULL,
  phone VARCHAR(20) NOT NULL,
  actor_id BIGINT NOT NULL,
  person_key VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  at_us BIGINT NOT NULL,
  trail_id BIGINT NOT NULL,
  row_digest BINARY(32) NOT NULL,
  FOREIGN KEY (unit_id) REFERENCES reporting_unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  UNIQUE INDEX project_list__unit_id_quarter_round (unit_id, quarter, round),
  INDEX project_list__trail_id (trail_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TRIGGER project_list_no_update BEFORE UPDATE ON project_list FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'project_list is append-only';

CREATE TRIGGER project_list_no_delete BEFORE DELETE ON project_list FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'project_list is append-only';

-- a project as it stood on that list
CREATE TABLE project_line (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  list_id BIGINT NOT NULL,
  project_id BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  name VARCHAR(100) NOT NULL,
  summary VARCHAR(500) NOT NULL,
  jobs BIGINT NOT NULL,
  jobs_poverty_out BIGINT NOT NULL,
  sites VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  contact_name VARCHAR(30) NOT NULL,
  contact_phone VARCHAR(20) NOT NULL,
  remark VARCHAR(200) NOT NULL,
  reached BIGINT NOT NULL,
  reached_poverty_out BIGINT NOT NULL,
  trail_id BIGINT NOT NULL,
  row_digest BINARY(32) NOT NULL,
  FOREIGN KEY (list_id) REFERENCES project_list (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (project_id) REFERENCES project (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  UNIQUE INDEX project_line__list_id_project_id (list_id, project_id),
  INDEX project_line__project_id (project_id),
  INDEX project_line__trail_id (trail_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TRIGGER project_line_no_update BEFORE UPDATE ON project_line FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'project_line is append-only';

CREATE TRIGGER project_line_no_delete BEFORE DELETE ON project_line FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'project_line is append-only';

-- the city's choice of a line into the library, or not, with its reason
CREATE TABLE project_choice (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  line_id BIGINT NOT NULL,
  chosen BIGINT NOT NULL,
  reason VARCHAR(200) NOT NULL,
  actor_id BIGINT NOT NULL,
  person_key VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  at_us BIGINT NOT NULL,
  trail_id BIGINT NOT NULL,
  row_digest BINARY(32) NOT NULL,
  FOREIGN KEY (line_id) REFERENCES project_line (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (chosen IN (0, 1)),
  INDEX project_choice__line_id (line_id),
  INDEX project_choice__trail_id (trail_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TRIGGER project_choice_no_update BEFORE UPDATE ON project_choice FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'project_choice is append-only';

CREATE TRIGGER project_choice_no_delete BEFORE DELETE ON project_choice FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'project_choice is append-only';

-- what is to be reached within a time, of all units together
CREATE TABLE target (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  measure VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  value BIGINT NOT NULL,
  from_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  until_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  document VARCHAR(60) NOT NULL,
  actor_id BIGINT NOT NULL,
  at_us BIGINT NOT NULL,
  CHECK (value > 0),
  CHECK (until_date >= from_date),
  UNIQUE INDEX target__measure_from_date (measure, from_date)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- a unit's month of migrant work: people away, people taken in, income
CREATE TABLE migrant_month (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  unit_id BIGINT NOT NULL,
  month VARCHAR(7) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  away BIGINT NULL,
  taken_in BIGINT NULL,
  income_fen BIGINT NULL,
  note VARCHAR(200) NOT NULL,
  channel VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  actor_id BIGINT NOT NULL,
  at_us BIGINT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  FOREIGN KEY (unit_id) REFERENCES reporting_unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (away IS NULL OR away >= 0),
  CHECK (taken_in IS NULL OR taken_in >= 0),
  CHECK (income_fen IS NULL OR income_fen >= 0),
  UNIQUE INDEX migrant_month__unit_id_month (unit_id, month)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- a fall of a figure, and the day by which the unit says what it does
CREATE TABLE migrant_alert (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  unit_id BIGINT NOT NULL,
  month VARCHAR(7) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  measure VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  against VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  base BIGINT NOT NULL,
  value BIGINT NOT NULL,
  state VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  answer_by VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  raised_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  FOREIGN KEY (unit_id) REFERENCES reporting_unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (state IN ('open','answered','closed','lifted')),
  UNIQUE INDEX migrant_alert__unit_id_month_measure_against (unit_id, month, measure, against),
  INDEX migrant_alert__state (state)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- what was said to an alert, in order
CREATE TABLE migrant_alert_event (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  alert_id BIGINT NOT NULL,
  kind VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  said VARCHAR(500) NOT NULL,
  actor_id BIGINT NOT NULL,
  at_us BIGINT NOT NULL,
  trail_id BIGINT NOT NULL,
  row_digest BINARY(32) NOT NULL,
  FOREIGN KEY (alert_id) REFERENCES migrant_alert (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (kind IN ('answer','back','close','lift')),
  INDEX migrant_alert_event__alert_id (alert_id),
  INDEX migrant_alert_event__trail_id (trail_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TRIGGER migrant_alert_event_no_update BEFORE UPDATE ON migrant_alert_event FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'migrant_alert_event is append-only';

CREATE TRIGGER migrant_alert_event_no_delete BEFORE DELETE ON migrant_alert_event FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'migrant_alert_event is append-only';

-- one person's case of help into work, and the plan for young people of poverty-out families
CREATE TABLE help_case (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  person_id BIGINT NOT NULL,
  village_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  need VARCHAR(200) NOT NULL,
  opened_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  closed_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  result VARCHAR(200) NOT NULL,
  youth BIGINT NOT NULL,
  school VARCHAR(60) NOT NULL,
  degree VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  graduated_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  plan VARCHAR(500) NOT NULL,
  source VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  county VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 8)) VIRTUAL,
  township VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 12)) VIRTUAL,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (village_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (youth IN (0, 1)),
  UNIQUE INDEX help_case__person_id (person_id),
  INDEX help_case__path_id (path, id),
  INDEX help_case__county_id (county, id),
  INDEX help_case__township_id (township, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- an act of help: which of the four kinds, what, when, with what result, and when next
CREATE TABLE help_act (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  case_id BIGINT NOT NULL,
  kind VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  what VARCHAR(200) NOT NULL,
  on_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  result VARCHAR(200) NOT NULL,
  next_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  source VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  actor_id BIGINT NOT NULL,
  at_us BIGINT NOT NULL,
  FOREIGN KEY (case_id) REFERENCES help_case (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (kind IN ('basic','policy','group','urgent')),
  UNIQUE INDEX help_act__case_id_on_date_kind_what (case_id, on_date, kind, what),
  INDEX help_act__case_id_on_date_id (case_id, on_date, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- an order to put something right, and its day
CREATE TABLE rectify_task (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  number VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  issuer_path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  source VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  source_id BIGINT NULL,
  title VARCHAR(60) NOT NULL,
  what VARCHAR(500) NOT NULL,
  due_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  state VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  issued_by BIGINT NOT NULL,
  issued_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  closed_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  version BIGINT NOT NULL DEFAULT 1,
  county VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 8)) VIRTUAL,
  township VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 12)) VIRTUAL,
  CHECK (source IN ('inspection','complaint','duty','form','other')),
  CHECK (state IN ('open','replied','closed')),
  CHECK (due_on >= issued_on),
  UNIQUE INDEX rectify_task__number (number),
  INDEX rectify_task__path_state (path, state),
  INDEX rectify_task__issuer_path_state (issuer_path, state),
  INDEX rectify_task__source_source_id (source, source_id),
  INDEX rectify_task__county_id (county, id),
  INDEX rectify_task__township_id (township, id),
  INDEX rectify_task__path_id (path, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- what was said and done to an order
CREATE TABLE rectify_event (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  task_id BIGINT NOT NULL,
  kind VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  said VARCHAR(500) NOT NULL,
  file_id BIGINT NULL,
  actor_id BIGINT NOT NULL,
  person_key VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  at_us BIGINT NOT NULL,
  trail_id BIGINT NOT NULL,
  row_digest BINARY(32) NOT NULL,
  FOREIGN KEY (task_id) REFERENCES rectify_task (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (file_id) REFERENCES file (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (kind IN ('issued','replied','back','closed','extended')),
  INDEX rectify_event__task_id (task_id),
  INDEX rectify_event__trail_id (trail_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TRIGGER rectify_event_no_update BEFORE UPDATE ON rectify_event FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rectify_event is append-only';

CREATE TRIGGER rectify_event_no_delete BEFORE DELETE ON rectify_event FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rectify_event is append-only';

-- how an account came to its person, bound to both by the office's keys
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
  CHECK (how IN ('register','import','correct','card_list','baseline')),
  INDEX account_origin__person_id (person_id, account_version)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TRIGGER account_origin_no_update BEFORE UPDATE ON account_origin FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'account_origin is append-only';

CREATE TRIGGER account_origin_no_delete BEFORE DELETE ON account_origin FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'account_origin is append-only';

-- from when on every account has its origin
CREATE TABLE account_baseline (
  id BIGINT NOT NULL PRIMARY KEY,
  people BIGINT NOT NULL,
  doubted BIGINT NOT NULL,
  at_us BIGINT NOT NULL,
  trail_id BIGINT NOT NULL,
  row_digest BINARY(32) NOT NULL,
  CHECK (id = 1)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TRIGGER account_baseline_no_update BEFORE UPDATE ON account_baseline FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'account_baseline is append-only';

CREATE TRIGGER account_baseline_no_delete BEFORE DELETE ON account_baseline FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'account_baseline is append-only';

-- whose account the nightly count found to have come another way; nothing is paid to it
CREATE TABLE account_doubt (
  person_id BIGINT NOT NULL PRIMARY KEY,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  what VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  account_version BIGINT NOT NULL,
  found_us BIGINT NOT NULL,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- a forgotten password: who asked for whom, and who decided
CREATE TABLE reset_request (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  user_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  why VARCHAR(100) NOT NULL,
  state VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  asked_by BIGINT NOT NULL,
  asked_key VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  asked_us BIGINT NOT NULL,
  decided_by BIGINT NULL,
  decided_key VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NULL,
  decided_us BIGINT NULL,
  told_us BIGINT NULL,
  open_user BIGINT GENERATED ALWAYS AS (CASE WHEN state = 'open' THEN user_id END) VIRTUAL,
  FOREIGN KEY (user_id) REFERENCES user_account (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (state IN ('open','released','withdrawn','expired','alone')),
  CHECK (state <> 'released' OR decided_key IS NOT NULL AND decided_key <> asked_key),
  UNIQUE INDEX reset_request__open_user (open_user),
  INDEX reset_request__user_id_state (user_id, state),
  INDEX reset_request__state_id (state, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- a year's notice of holidays as one person proposed it and another decided
CREATE TABLE holiday_notice (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  year BIGINT NOT NULL,
  number VARCHAR(60) NOT NULL,
  state VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  proposed_by BIGINT NOT NULL,
  proposed_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  proposed_us BIGINT NOT NULL,
  decided_by BIGINT NULL,
  decided_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  decided_us BIGINT NULL,
  CHECK (state IN ('proposed','approved','rejected')),
  CHECK (state = 'proposed' OR decided_key IS NOT NULL),
  CHECK (decided_key IS NULL OR decided_key <> proposed_key),
  INDEX holiday_notice__state_year (state, year)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- the days of a proposed notice
CREATE TABLE holiday_notice_day (
  notice_id BIGINT NOT NULL,
  day VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  worked BIGINT NOT NULL,
  name VARCHAR(40) NOT NULL,
  PRIMARY KEY (notice_id, day),
  FOREIGN KEY (notice_id) REFERENCES holiday_notice (id),
  CHECK (worked IN (0, 1))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- notices of payrolls that cannot count, as they happened and why
CREATE TABLE pay_notice (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  run_id BIGINT NOT NULL,
  from_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  until_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  objections VARCHAR(600) NOT NULL,
  irregular VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  why VARCHAR(300) NOT NULL,
  actor_id BIGINT NOT NULL,
  at_us BIGINT NOT NULL,
  FOREIGN KEY (run_id) REFERENCES pay_run (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (irregular <> '' AND why <> '' AND from_date <= until_date),
  INDEX pay_notice__run_id (run_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TRIGGER pay_notice_no_update BEFORE UPDATE ON pay_notice FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'pay_notice is append-only';

CREATE TRIGGER pay_notice_no_delete BEFORE DELETE ON pay_notice FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'pay_notice is append-only';

-- the day on which a county was counted last, and from which month on
CREATE TABLE pay_unconfirmed_day (
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  on_day VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kept_from VARCHAR(7) CHARACTER SET ascii COLLATE ascii_bin NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- when the late months were counted last
CREATE TABLE arrears_counted (
  id BIGINT NOT NULL PRIMARY KEY,
  at_us BIGINT NOT NULL,
  CHECK (id = 1)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- a workbook that was handed in: read, asked about, shown, then taken or not
CREATE TABLE import_batch (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  region_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  file_id BIGINT NOT NULL,
  file_digest BINARY(32) NOT NULL,
  state VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  rows_good BIGINT NOT NULL DEFAULT 0,
  rows_same BIGINT NOT NULL DEFAULT 0,
  rows_bad BIGINT NOT NULL DEFAULT 0,
  rows_skipped BIGINT NOT NULL DEFAULT 0,
  reading MEDIUMTEXT NOT NULL,
  created_by BIGINT NOT NULL,
  created_us BIGINT NOT NULL,
  decided_by BIGINT NULL,
  decided_us BIGINT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  accepted_digest BINARY(32) GENERATED ALWAYS AS (CASE WHEN state = 'accepted' THEN file_digest END) VIRTUAL,
  county VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 8)) VIRTUAL,
  township VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 12)) VIRTUAL,
  FOREIGN KEY (region_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (file_id) REFERENCES file (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (state IN ('reading','asking','ready','failed','accepted','discarded','undone')),
  INDEX import_batch__path (path),
  UNIQUE INDEX import_batch__kind_accepted_digest (kind, accepted_digest),
  INDEX import_batch__county_id (county, id),
  INDEX import_batch__township_id (township, id),
  INDEX import_batch__path_id (path, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- what an office answered where two columns of its lists fit a head equally
CREATE TABLE column_answer (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  layout VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  asked VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  sheet VARCHAR(100) NOT NULL,
  column_no BIGINT NULL,
  head VARCHAR(100) NOT NULL,
  among VARCHAR(500) NOT NULL,
  batch_id BIGINT NOT NULL,
  answered_by BIGINT NOT NULL,
  answered_name VARCHAR(60) NOT NULL,
  answered_us BIGINT NOT NULL,
  revoked_by BIGINT NULL,
  revoked_name VARCHAR(60) NOT NULL DEFAULT '',
  revoked_us BIGINT NULL,
  live BIGINT GENERATED ALWAYS AS (CASE WHEN revoked_us IS NULL THEN 1 END) VIRTUAL,
  county VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 8)) VIRTUAL,
  township VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 12)) VIRTUAL,
  FOREIGN KEY (batch_id) REFERENCES import_batch (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (column_no IS NULL OR column_no >= 0),
  CHECK (revoked_us IS NULL OR revoked_us >= answered_us),
  UNIQUE INDEX column_answer__live (path, kind, layout, asked, live),
  INDEX column_answer__county_id (county, id),
  INDEX column_answer__township_id (township, id),
  INDEX column_answer__path_id (path, id),
  INDEX column_answer__batch_id (batch_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- how a duty of the night stands: begun, last success, last failure and why, and who has it in hand
CREATE TABLE nightly_task (
  name VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  known_us BIGINT NOT NULL,
  begun_us BIGINT NOT NULL DEFAULT 0,
  succeeded_us BIGINT NOT NULL DEFAULT 0,
  failed_us BIGINT NOT NULL DEFAULT 0,
  failed_how VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  failed_why VARCHAR(300) NOT NULL DEFAULT '',
  took_us BIGINT NOT NULL DEFAULT 0,
  failures BIGINT NOT NULL DEFAULT 0,
  holder VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  until_us BIGINT NOT NULL DEFAULT 0,
  overran BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (name),
  CHECK (failures >= 0),
  CHECK (took_us >= 0),
  CHECK (overran IN (0, 1)),
  CHECK (failed_how IN ('', 'error', 'timeout', 'panic', 'outage', 'cut')),
  CHECK (failures = 0 OR failed_us > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- one post: what work, where, how many hours, for how much, from which fund
CREATE TABLE post (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  code VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  village_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  quota_id BIGINT NULL,
  kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  title VARCHAR(60) NOT NULL,
  place VARCHAR(100) NOT NULL,
  tasks VARCHAR(500) NOT NULL,
  days_month BIGINT NOT NULL,
  hours_month BIGINT NOT NULL,
  rate_fen BIGINT NOT NULL,
  fund VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  officer VARCHAR(60) NOT NULL,
  opens_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  closes_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  state VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  stream VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'rural',
  season_from BIGINT NOT NULL DEFAULT 1,
  season_until BIGINT NOT NULL DEFAULT 12,
  work VARCHAR(5) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'hours',
  untold BIGINT NOT NULL DEFAULT 0,
  FOREIGN KEY (village_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (quota_id) REFERENCES quota (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (kind) REFERENCES post_kind (code) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (state IN ('open','suspended','closed','void')),
  CHECK (work IN ('hours','task')),
  CHECK (rate_fen > 0 AND hours_month >= 0 AND days_month >= 0),
  CHECK (untold = 1 OR hours_month > 0 AND days_month > 0),
  UNIQUE INDEX post__code (code),
  INDEX post__path_id (path, id),
  INDEX post__state_path (state, path),
  INDEX post__stream_path (stream, path),
  INDEX post__path_stream_state (path, stream, state),
  INDEX post__stream_opens_on_path (stream, opens_on, path),
  INDEX post__village_id (village_id),
  INDEX post__season (season_from, season_until, path),
  INDEX post__untold_path (untold, path)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- which columns of a list a user chose to see
CREATE TABLE list_choice (
  user_id BIGINT NOT NULL,
  list VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  shown VARCHAR(1000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  at_us BIGINT NOT NULL,
  PRIMARY KEY (user_id, list)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- what a pass rested on: materials read, not read, and what cannot be judged
CREATE TABLE inspect_material (
  run_id BIGINT NOT NULL PRIMARY KEY,
  body MEDIUMTEXT NOT NULL,
  FOREIGN KEY (run_id) REFERENCES inspect_run (id) ON DELETE RESTRICT ON UPDATE RESTRICT
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- what a user typed into a form and has not saved: the owner's alone
CREATE TABLE draft (
  user_id BIGINT NOT NULL,
  kind VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  item VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  version BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  content MEDIUMTEXT NOT NULL,
  at_us BIGINT NOT NULL,
  PRIMARY KEY (user_id, kind, item),
  INDEX draft__at_us (at_us)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- who opened first what somebody else's act is about, so that it is taken back with a reason only
CREATE TABLE act_seen (
  entry_id BIGINT NOT NULL PRIMARY KEY,
  user_id BIGINT NOT NULL,
  viewer VARCHAR(60) NOT NULL,
  at_us BIGINT NOT NULL,
  INDEX act_seen__at_us (at_us)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- by what a name in those rows is found: pinyin, simplified characters
CREATE TABLE history_name (
  name VARCHAR(60) NOT NULL,
  name_keys VARCHAR(400) NOT NULL,
  PRIMARY KEY (name)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- a village's list of a month that hung before the county drafted it, with its scan
CREATE TABLE village_notice (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  village_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  month VARCHAR(7) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  from_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  until_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  place VARCHAR(60) NOT NULL,
  objections VARCHAR(600) NOT NULL,
  irregular VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  file_id BIGINT NOT NULL,
  actor_id BIGINT NOT NULL,
  person_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  at_us BIGINT NOT NULL,
  UNIQUE (village_id, month, from_date),
  FOREIGN KEY (village_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (file_id) REFERENCES file (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (from_date <= until_date),
  INDEX village_notice__path (path, month)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TRIGGER village_notice_no_update BEFORE UPDATE ON village_notice FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'village_notice is append-only';

CREATE TRIGGER village_notice_no_delete BEFORE DELETE ON village_notice FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'village_notice is append-only';

-- a line of a list that hung, as it stood on it
CREATE TABLE village_notice_line (
  notice_id BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  name VARCHAR(60) NOT NULL,
  days BIGINT NOT NULL,
  amount_fen BIGINT NOT NULL,
  PRIMARY KEY (notice_id, seq),
  FOREIGN KEY (notice_id) REFERENCES village_notice (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (days >= 0 AND amount_fen > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TRIGGER village_notice_line_no_update BEFORE UPDATE ON village_notice_line FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'village_notice_line is append-only';

CREATE TRIGGER village_notice_line_no_delete BEFORE DELETE ON village_notice_line FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'village_notice_line is append-only';

-- one person's application for a post, and the state that it is in
CREATE TABLE application (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  number VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  post_id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  village_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  basis VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  state VARCHAR(14) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  round BIGINT NOT NULL DEFAULT 1,
  submitted_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  reason VARCHAR(500) NOT NULL,
  warnings VARCHAR(1000) NOT NULL,
  irregular BIGINT NOT NULL DEFAULT 0,
  version BIGINT NOT NULL DEFAULT 1,
  live BIGINT GENERATED ALWAYS AS (CASE WHEN state IN ('submitted','checked','reviewed','noticed','audited','filed') THEN 1 END) VIRTUAL,
  county VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 8)) VIRTUAL,
  township VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 12)) VIRTUAL,
  FOREIGN KEY (post_id) REFERENCES post (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (village_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (state IN ('submitted','checked','reviewed','noticed','audited','filed','placed','waiting','refused','withdrawn')),
  UNIQUE INDEX application__number (number),
  UNIQUE INDEX application__person_id_live (person_id, live),
  INDEX application__path_state_id (path, state, id),
  INDEX application__post_id (post_id),
  INDEX application__county_id (county, id),
  INDEX application__township_id (township, id),
  INDEX application__path_id (path, id),
  INDEX application__village_id (village_id),
  INDEX application__live_path_state (live, path, state, submitted_on),
  INDEX application__county_submitted_on_id (county, submitted_on, id),
  INDEX application__township_submitted_on_id (township, submitted_on, id),
  INDEX application__path_submitted_on_id (path, submitted_on, id),
  INDEX application__submitted_on_id (submitted_on, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- a step of it as it happened, irregular ones with their reason
CREATE TABLE application_step (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  application_id BIGINT NOT NULL,
  round BIGINT NOT NULL,
  step VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  outcome VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  actor_id BIGINT NOT NULL,
  person_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  channel VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  on_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  present BIGINT NOT NULL,
  entitled BIGINT NOT NULL,
  votes_for BIGINT NOT NULL,
  votes_against BIGINT NOT NULL,
  votes_abstain BIGINT NOT NULL,
  notice_from VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  notice_until VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  boards VARCHAR(100) NOT NULL,
  objections VARCHAR(500) NOT NULL,
  irregular VARCHAR(500) NOT NULL,
  remark VARCHAR(500) NOT NULL,
  file_id BIGINT NULL,
  at_us BIGINT NOT NULL,
  trail_id BIGINT NOT NULL,
  row_digest BINARY(32) NOT NULL,
  device VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  against VARCHAR(200) NOT NULL DEFAULT '',
  FOREIGN KEY (application_id) REFERENCES application (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (step IN ('submit','check','review','notice','audit','file','withdraw')),
  CHECK (outcome IN ('pass','refuse','waiting','withdrawn')),
  CHECK (present >= 0 AND votes_for >= 0 AND votes_against >= 0 AND votes_abstain >= 0),
  INDEX application_step__application_id (application_id),
  INDEX application_step__trail_id (trail_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TRIGGER application_step_no_update BEFORE UPDATE ON application_step FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'application_step is append-only';

CREATE TRIGGER application_step_no_delete BEFORE DELETE ON application_step FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'application_step is append-only';

-- the four hands of a round that must be four people
CREATE TABLE application_hand (
  application_id BIGINT NOT NULL,
  round BIGINT NOT NULL,
  step VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  person_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (application_id, round, step),
  FOREIGN KEY (application_id) REFERENCES application (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (step IN ('submit','check','audit','file')),
  UNIQUE INDEX application_hand__application_id_round_person_key (application_id, round, person_key)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TRIGGER application_hand_no_update BEFORE UPDATE ON application_hand FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'application_hand is append-only';

CREATE TRIGGER application_hand_no_delete BEFORE DELETE ON application_hand FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'application_hand is append-only';

-- who holds which post from when to when, with agreement and insurance; one live post per person
CREATE TABLE placement (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  application_id BIGINT NULL,
  post_id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  village_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  basis VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  start_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  agreement_no VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  agreement_kind VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  agreement_from VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  agreement_until VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  hours_month BIGINT NOT NULL,
  rate_fen BIGINT NOT NULL,
  insurance_no VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  insured_from VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  trained_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  end_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  end_reason VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NULL,
  state VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  live_post BIGINT GENERATED ALWAYS AS (CASE WHEN state <> 'ended' THEN post_id END) VIRTUAL,
  live_person BIGINT GENERATED ALWAYS AS (CASE WHEN state <> 'ended' THEN person_id END) VIRTUAL,
  continues_id BIGINT NULL,
  opening BIGINT NOT NULL DEFAULT 0,
  FOREIGN KEY (application_id) REFERENCES application (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (post_id) REFERENCES post (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (village_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (state IN ('active','suspended','ended')),
  CHECK (state <> 'ended' OR end_on IS NOT NULL),
  CHECK (end_on IS NULL OR end_on >= start_on),
  FOREIGN KEY (continues_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  UNIQUE INDEX placement__application_id (application_id),
  UNIQUE INDEX placement__live_post (live_post),
  UNIQUE INDEX placement__live_person (live_person),
  INDEX placement__path_state_id (path, state, id),
  INDEX placement__post_id (post_id),
  INDEX placement__person_id (person_id),
  UNIQUE INDEX placement__continues_id (continues_id),
  INDEX placement__held (path, start_on, end_on, end_reason, state, agreement_until, person_id, post_id, continues_id),
  INDEX placement__path_id (path, id),
  INDEX placement__village_id (village_id),
  INDEX placement__start_on_id (start_on, id, path),
  INDEX placement__agreement_until_id (agreement_until, id, path)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TRIGGER placement_terms_changed AFTER UPDATE ON placement FOR EACH ROW
INSERT INTO pay_over (placement_id, path) SELECT NEW.id, NEW.path FROM DUAL WHERE (NEW.rate_fen <> OLD.rate_fen OR NEW.start_on <> OLD.start_on) AND NOT EXISTS (SELECT 1 FROM pay_over o WHERE o.placement_id = NEW.id AND o.path = NEW.path);

-- every change of a placement, as it happened
CREATE TABLE placement_event (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  placement_id BIGINT NOT NULL,
  kind VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  on_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  until VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  reason VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  remark VARCHAR(500) NOT NULL,
  actor_id BIGINT NOT NULL,
  channel VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  at_us BIGINT NOT NULL,
  trail_id BIGINT NOT NULL,
  row_digest BINARY(32) NOT NULL,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (kind IN ('started','renewed','suspended','resumed','ended')),
  INDEX placement_event__placement_id (placement_id),
  INDEX placement_event__trail_id (trail_id),
  INDEX placement_event__kind_placement_id (kind, placement_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TRIGGER placement_event_no_update BEFORE UPDATE ON placement_event FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'placement_event is append-only';

CREATE TRIGGER placement_event_no_delete BEFORE DELETE ON placement_event FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'placement_event is append-only';

-- one month sheet of a village, from entry to review and pay
CREATE TABLE duty_sheet (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  village_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  month VARCHAR(7) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  state VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  submitted_by BIGINT NULL,
  submitted_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  submitted_us BIGINT NULL,
  reviewed_by BIGINT NULL,
  reviewed_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  reviewed_us BIGINT NULL,
  remark VARCHAR(200) NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  listed BIGINT NOT NULL DEFAULT 0,
  scan_id BIGINT NULL,
  FOREIGN KEY (village_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (state IN ('draft','submitted','reviewed','locked')),
  CHECK (reviewed_key IS NULL OR submitted_key IS NULL OR reviewed_key <> submitted_key),
  FOREIGN KEY (scan_id) REFERENCES paper_scan (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  UNIQUE INDEX duty_sheet__village_id_month (village_id, month),
  INDEX duty_sheet__path_month (path, month),
  INDEX duty_sheet__month_state (month, state),
  INDEX duty_sheet__listed_month_path (listed, month, path),
  INDEX duty_sheet__scan_id (scan_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- one holder's month: 31 marks and, beside each, how it came
CREATE TABLE duty_line (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  sheet_id BIGINT NOT NULL,
  placement_id BIGINT NOT NULL,
  days VARCHAR(31) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  how VARCHAR(31) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  first_days VARCHAR(31) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  hours BIGINT NOT NULL,
  points BIGINT NULL,
  remark VARCHAR(200) NOT NULL,
  shifts VARCHAR(31) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '-------------------------------',
  checked_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  checked VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '' CHECK (checked IN ('','fine','work','safety','eligible')),
  check_note VARCHAR(200) NOT NULL DEFAULT '',
  first_hours BIGINT NULL,
  corrected BIGINT NOT NULL DEFAULT 0,
  FOREIGN KEY (sheet_id) REFERENCES duty_sheet (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (hours >= 0 AND hours <= 744),
  CHECK (points IS NULL OR (points >= 0 AND points <= 100)),
  UNIQUE INDEX duty_line__sheet_id_placement_id (sheet_id, placement_id),
  INDEX duty_line__placement_id (placement_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- what a run would pay
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
  deducted_fen BIGINT NOT NULL DEFAULT 0,
  question VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  pay_basis VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  counted_days BIGINT NULL,
  agreed_days BIGINT NOT NULL DEFAULT 0,
  steps VARCHAR(1000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  FOREIGN KEY (run_id) REFERENCES pay_run (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (amount_fen >= 0),
  UNIQUE INDEX pay_draft__run_id_placement_id (run_id, placement_id),
  INDEX pay_draft__run_id_question (run_id, question, path),
  INDEX pay_draft__run_id_path_placement_id (run_id, path, placement_id),
  INDEX pay_draft__run_id_amount_fen_placement_id (run_id, amount_fen, placement_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- what is owed to whom for a month, frozen at approval
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
  kind VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  of_item_id BIGINT NULL,
  shares VARCHAR(600) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  account_version BIGINT NULL,
  worth VARCHAR(4000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  FOREIGN KEY (run_id) REFERENCES pay_run (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (amount_fen > 0),
  UNIQUE INDEX pay_item__run_id_placement_id (run_id, placement_id),
  INDEX pay_item__path_month (path, month),
  INDEX pay_item__placement_id (placement_id),
  INDEX pay_item__trail_id (trail_id),
  INDEX pay_item__account_index_person_id (account_index, person_id),
  INDEX pay_item__person_id_month (person_id, month),
  INDEX pay_item__of_item_id (of_item_id),
  INDEX pay_item__run_id_person_id_paid (run_id, person_id, amount_fen, account_index)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TRIGGER pay_item_no_update BEFORE UPDATE ON pay_item FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'pay_item is append-only';

CREATE TRIGGER pay_item_no_delete BEFORE DELETE ON pay_item FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'pay_item is append-only';

-- at most one regular item per placement and month that is not taken back
CREATE TABLE pay_slot (
  placement_id BIGINT NOT NULL,
  month VARCHAR(7) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  item_id BIGINT NOT NULL,
  person_id BIGINT NULL,
  PRIMARY KEY (placement_id, month),
  FOREIGN KEY (item_id) REFERENCES pay_item (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  UNIQUE INDEX pay_slot__person_id_month (person_id, month),
  INDEX pay_slot__item_id (item_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- a line of the bank's file as it was sent
CREATE TABLE pay_batch_line (
  batch_id BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  item_id BIGINT NOT NULL,
  amount_fen BIGINT NOT NULL,
  id_sealed VARBINARY(400) NULL,
  account_sealed VARBINARY(400) NULL,
  account_index BINARY(32) NULL,
  name VARCHAR(60) NOT NULL DEFAULT '',
  account_version BIGINT NULL,
  PRIMARY KEY (batch_id, seq),
  FOREIGN KEY (batch_id) REFERENCES pay_batch (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (item_id) REFERENCES pay_item (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  UNIQUE INDEX pay_batch_line__batch_id_item_id (batch_id, item_id),
  INDEX pay_batch_line__item_id (item_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TRIGGER pay_batch_line_no_update BEFORE UPDATE ON pay_batch_line FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'pay_batch_line is append-only';

CREATE TRIGGER pay_batch_line_no_delete BEFORE DELETE ON pay_batch_line FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'pay_batch_line is append-only';

-- the bank response on an item: paid once, or returned with its reason
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
  CHECK (kind IN ('paid','returned')),
  UNIQUE INDEX payment_event__paid_item (paid_item),
  UNIQUE INDEX payment_event__batch_id_item_id (batch_id, item_id),
  INDEX payment_event__item_id (item_id),
  INDEX payment_event__trail_id (trail_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TRIGGER payment_event_no_update BEFORE UPDATE ON payment_event FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'payment_event is append-only';

CREATE TRIGGER payment_event_no_delete BEFORE DELETE ON payment_event FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'payment_event is append-only';

-- what somebody saw of one holder on one day
CREATE TABLE duty_check (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  client_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  village_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  placement_id BIGINT NOT NULL,
  about_id BIGINT NULL,
  method VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  on_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  seen_us BIGINT NULL,
  finding VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  checker_id BIGINT NOT NULL,
  checker_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  second VARCHAR(60) NOT NULL,
  statement VARCHAR(200) NOT NULL,
  remark VARCHAR(200) NOT NULL,
  answer_by VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  irregular VARCHAR(500) NOT NULL,
  channel VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  at_us BIGINT NOT NULL,
  trail_id BIGINT NOT NULL,
  row_digest BINARY(32) NOT NULL,
  county VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 8)) VIRTUAL,
  township VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 12)) VIRTUAL,
  FOREIGN KEY (village_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (method IN ('site','phone','video','system','paper')),
  CHECK (finding IN ('on_duty','work_good','work_bad','leave','swapped','not_seen','substitute','cannot_work','unreachable')),
  UNIQUE INDEX duty_check__checker_id_client_id (checker_id, client_id),
  INDEX duty_check__placement_id (placement_id),
  INDEX duty_check__trail_id (trail_id),
  INDEX duty_check__answer_by_path (answer_by, path),
  INDEX duty_check__path_on_date_seen (path, on_date, placement_id, method, finding),
  INDEX duty_check__county_id (county, id),
  INDEX duty_check__township_id (township, id),
  INDEX duty_check__path_id (path, id),
  INDEX duty_check__village_id (village_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TRIGGER duty_check_no_update BEFORE UPDATE ON duty_check FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'duty_check is append-only';

CREATE TRIGGER duty_check_no_delete BEFORE DELETE ON duty_check FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'duty_check is append-only';

-- where a check was made, and the digest of what was photographed
CREATE TABLE duty_evidence (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  check_id BIGINT NOT NULL,
  kind VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  file_id BIGINT NULL,
  file_digest BINARY(32) NULL,
  place VARCHAR(100) NOT NULL,
  latitude_e6 BIGINT NULL,
  longitude_e6 BIGINT NULL,
  accuracy_m BIGINT NULL,
  at_us BIGINT NOT NULL,
  trail_id BIGINT NOT NULL,
  row_digest BINARY(32) NOT NULL,
  FOREIGN KEY (check_id) REFERENCES duty_check (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (file_id) REFERENCES file (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (kind IN ('photo','place')),
  CHECK (kind <> 'photo' OR file_id IS NOT NULL),
  CHECK (latitude_e6 IS NULL OR (latitude_e6 BETWEEN -90000000 AND 90000000 AND longitude_e6 BETWEEN -180000000 AND 180000000)),
  INDEX duty_evidence__check_id (check_id),
  INDEX duty_evidence__file_digest (file_digest),
  INDEX duty_evidence__trail_id (trail_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TRIGGER duty_evidence_no_update BEFORE UPDATE ON duty_evidence FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'duty_evidence is append-only';

CREATE TRIGGER duty_evidence_no_delete BEFORE DELETE ON duty_evidence FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'duty_evidence is append-only';

-- what is wrong in which cell of a workbook
CREATE TABLE import_fault (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  batch_id BIGINT NOT NULL,
  sheet VARCHAR(100) NOT NULL,
  row_no BIGINT NOT NULL,
  head VARCHAR(100) NOT NULL,
  code VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  args VARCHAR(500) NOT NULL,
  FOREIGN KEY (batch_id) REFERENCES import_batch (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  INDEX import_fault__batch_id_id (batch_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- which records a workbook made, so that it can be undone
CREATE TABLE import_made (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  batch_id BIGINT NOT NULL,
  made VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  record_id BIGINT NOT NULL,
  FOREIGN KEY (batch_id) REFERENCES import_batch (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  INDEX import_made__batch_id_id (batch_id, id),
  INDEX import_made__made_record_id (made, record_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- a row of an earlier year as it was found; nothing in it is corrected
CREATE TABLE history_row (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  batch_id BIGINT NOT NULL,
  village_id BIGINT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  sheet VARCHAR(100) NOT NULL,
  row_no BIGINT NOT NULL,
  raw_digest BINARY(32) NOT NULL,
  year BIGINT NOT NULL,
  name VARCHAR(60) NOT NULL,
  id_index BINARY(32) NULL,
  id_tail VARCHAR(4) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  person_id BIGINT NULL,
  basis VARCHAR(100) NOT NULL,
  post VARCHAR(100) NOT NULL,
  start_raw VARCHAR(40) NOT NULL,
  start_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  end_raw VARCHAR(40) NOT NULL,
  end_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  review_raw VARCHAR(40) NOT NULL,
  review_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  notice_raw VARCHAR(80) NOT NULL,
  audit_raw VARCHAR(40) NOT NULL,
  audit_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  rate_fen BIGINT NULL,
  slip VARCHAR(100) NOT NULL,
  handler VARCHAR(60) NOT NULL,
  remark VARCHAR(500) NOT NULL,
  odd VARCHAR(500) NOT NULL,
  trail_id BIGINT NOT NULL,
  row_digest BINARY(32) NOT NULL,
  county VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 8)) VIRTUAL,
  township VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 12)) VIRTUAL,
  FOREIGN KEY (batch_id) REFERENCES import_batch (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (village_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  INDEX history_row__path_id (path, id),
  INDEX history_row__batch_id_row_no (batch_id, row_no),
  INDEX history_row__person_id (person_id),
  INDEX history_row__raw_digest (raw_digest),
  INDEX history_row__trail_id (trail_id),
  INDEX history_row__county_id (county, id),
  INDEX history_row__township_id (township, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TRIGGER history_row_no_update BEFORE UPDATE ON history_row FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'history_row is append-only';

CREATE TRIGGER history_row_no_delete BEFORE DELETE ON history_row FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'history_row is append-only';

-- the whole row as text, apart from the frozen one so that keys can change
CREATE TABLE history_raw (
  row_id BIGINT NOT NULL PRIMARY KEY,
  raw_sealed MEDIUMBLOB NOT NULL,
  FOREIGN KEY (row_id) REFERENCES history_row (id) ON DELETE RESTRICT ON UPDATE RESTRICT
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- a month paid outside this program, by its slip
CREATE TABLE history_pay (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  row_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  month VARCHAR(7) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  amount_fen BIGINT NOT NULL,
  trail_id BIGINT NOT NULL,
  row_digest BINARY(32) NOT NULL,
  FOREIGN KEY (row_id) REFERENCES history_row (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  INDEX history_pay__row_id (row_id),
  INDEX history_pay__trail_id (trail_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TRIGGER history_pay_no_update BEFORE UPDATE ON history_pay FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'history_pay is append-only';

CREATE TRIGGER history_pay_no_delete BEFORE DELETE ON history_pay FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'history_pay is append-only';

-- whom the meeting votes on, with the votes
CREATE TABLE review_candidate (
  meeting_id BIGINT NOT NULL,
  application_id BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  votes_for BIGINT NOT NULL DEFAULT 0,
  votes_against BIGINT NOT NULL DEFAULT 0,
  votes_abstain BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (meeting_id, application_id),
  FOREIGN KEY (meeting_id) REFERENCES review_meeting (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (application_id) REFERENCES application (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  INDEX review_candidate__application_id (application_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- a voter who is kin of the candidate: named before the vote, and whether he or she voted all the same
CREATE TABLE review_recusal (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  meeting_id BIGINT NOT NULL,
  application_id BIGINT NOT NULL,
  voter_seq BIGINT NOT NULL,
  tie VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  voted BIGINT NOT NULL DEFAULT 0,
  FOREIGN KEY (meeting_id) REFERENCES review_meeting (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (application_id) REFERENCES application (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (voted IN (0, 1)),
  UNIQUE INDEX review_recusal__meeting_id_application_id_voter_seq (meeting_id, application_id, voter_seq)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- another department's register as of a day, for the people of a region
CREATE TABLE register_list (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  kind VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  as_of VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  source VARCHAR(60) NOT NULL,
  batch_id BIGINT NOT NULL,
  entries BIGINT NOT NULL,
  hits BIGINT NOT NULL,
  created_us BIGINT NOT NULL,
  FOREIGN KEY (batch_id) REFERENCES import_batch (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  INDEX register_list__path_kind_as_of (path, kind, as_of)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- who stands in it, by the blind index of the number alone
CREATE TABLE register_entry (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  list_id BIGINT NOT NULL,
  id_index BINARY(32) NOT NULL,
  detail VARCHAR(100) NOT NULL,
  on_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  FOREIGN KEY (list_id) REFERENCES register_list (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  UNIQUE INDEX register_entry__list_id_id_index (list_id, id_index),
  INDEX register_entry__id_index (id_index)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- somebody who applies or holds a post and stands in a register: told, heard, decided
CREATE TABLE register_hit (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  entry_id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kind VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  state VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  told_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  answer_by VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  statement VARCHAR(500) NOT NULL,
  decision VARCHAR(300) NOT NULL,
  decided_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  told_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  decided_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  created_us BIGINT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  county VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 8)) VIRTUAL,
  township VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 12)) VIRTUAL,
  FOREIGN KEY (entry_id) REFERENCES register_entry (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (state IN ('open','told','answered','cleared','exit','recover')),
  CHECK (state IN ('open','told','answered') OR decided_on IS NOT NULL),
  CHECK (decided_key = '' OR decided_key <> told_key),
  UNIQUE INDEX register_hit__entry_id_person_id (entry_id, person_id),
  INDEX register_hit__path_state (path, state),
  INDEX register_hit__person_id (person_id),
  INDEX register_hit__county_id (county, id),
  INDEX register_hit__township_id (township, id),
  INDEX register_hit__path_id (path, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- an accident of a holder at work and what the insurance did
CREATE TABLE accident (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  placement_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  happened_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  place VARCHAR(50) NOT NULL,
  story VARCHAR(300) NOT NULL,
  injury VARCHAR(100) NOT NULL,
  state VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  claim_by VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  claimed_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  claim_no VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  closed_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  amount_fen BIGINT NOT NULL,
  remark VARCHAR(200) NOT NULL,
  reported_by BIGINT NOT NULL,
  reported_us BIGINT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  county VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 8)) VIRTUAL,
  township VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 12)) VIRTUAL,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (state IN ('reported','claimed','paid','declined')),
  CHECK (state = 'reported' OR claimed_on IS NOT NULL OR state = 'declined'),
  CHECK (state IN ('reported','claimed') OR closed_on IS NOT NULL),
  CHECK (amount_fen >= 0),
  UNIQUE INDEX accident__placement_id_happened_on (placement_id, happened_on),
  INDEX accident__path_state (path, state),
  INDEX accident__county_id (county, id),
  INDEX accident__township_id (township, id),
  INDEX accident__path_id (path, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- another system's export as of a day
CREATE TABLE outside_list (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  system_kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  as_of VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  batch_id BIGINT NOT NULL,
  entries BIGINT NOT NULL,
  created_us BIGINT NOT NULL,
  FOREIGN KEY (batch_id) REFERENCES import_batch (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  INDEX outside_list__path_system_kind (path, system_kind)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- a person as that system has him or her
CREATE TABLE outside_entry (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  list_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  id_index BINARY(32) NOT NULL,
  id_tail VARCHAR(4) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name VARCHAR(100) NOT NULL,
  filing_no VARCHAR(60) NOT NULL,
  state VARCHAR(5) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  state_raw VARCHAR(40) NOT NULL,
  post VARCHAR(100) NOT NULL,
  start_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  end_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  account_index BINARY(32) NULL,
  account_tail VARCHAR(4) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  FOREIGN KEY (list_id) REFERENCES outside_list (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  UNIQUE INDEX outside_entry__list_id_id_index (list_id, id_index),
  INDEX outside_entry__id_index (id_index)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- who was on a post when it was drawn
CREATE TABLE draw_roster (
  draw_id BIGINT NOT NULL,
  placement_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (draw_id, placement_id),
  FOREIGN KEY (draw_id) REFERENCES draw (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TRIGGER draw_roster_no_update BEFORE UPDATE ON draw_roster FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'draw_roster is append-only';

CREATE TRIGGER draw_roster_no_delete BEFORE DELETE ON draw_roster FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'draw_roster is append-only';

-- a task of a holder whose post is worked by tasks
CREATE TABLE duty_task (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  sheet_id BIGINT NOT NULL,
  placement_id BIGINT NOT NULL,
  on_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  task VARCHAR(120) NOT NULL,
  result VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  first_result VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  how VARCHAR(1) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  FOREIGN KEY (sheet_id) REFERENCES duty_sheet (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (result IN ('good','poor','undone','struck')),
  CHECK (first_result IN ('','good','poor','undone','struck')),
  INDEX duty_task__sheet_id (sheet_id, placement_id, on_date),
  INDEX duty_task__placement_id (placement_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- a day that an import claimed and that cannot have been: kept as evidence, never counted
CREATE TABLE duty_impossible (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  sheet_id BIGINT NOT NULL,
  placement_id BIGINT NOT NULL,
  batch_id BIGINT NOT NULL,
  row_no BIGINT NOT NULL,
  day BIGINT NOT NULL,
  said VARCHAR(40) NOT NULL,
  why VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  at_us BIGINT NOT NULL,
  FOREIGN KEY (sheet_id) REFERENCES duty_sheet (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (batch_id) REFERENCES import_batch (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (day BETWEEN 1 AND 31),
  INDEX duty_impossible__sheet_id (sheet_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TRIGGER duty_impossible_no_update BEFORE UPDATE ON duty_impossible FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'duty_impossible is append-only';

CREATE TRIGGER duty_impossible_no_delete BEFORE DELETE ON duty_impossible FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'duty_impossible is append-only';

-- a holder's assessment of a month by the rulebook's weights, and the holder's word to it before pay
CREATE TABLE assessment (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  sheet_id BIGINT NOT NULL,
  placement_id BIGINT NOT NULL,
  village_points BIGINT NULL,
  village_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  township_points BIGINT NULL,
  township_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  villager_points BIGINT NULL,
  total BIGINT NULL,
  remark VARCHAR(200) NOT NULL,
  deduction_fen BIGINT NOT NULL,
  deduction_rule VARCHAR(200) NOT NULL,
  deduction_base VARCHAR(200) NOT NULL,
  told_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  told_how VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  word VARCHAR(200) NOT NULL,
  agrees BIGINT NULL,
  verdict VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  told_scan_id BIGINT NULL,
  FOREIGN KEY (sheet_id) REFERENCES duty_sheet (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (deduction_fen >= 0),
  CHECK (village_key = '' OR village_key <> township_key),
  FOREIGN KEY (told_scan_id) REFERENCES paper_scan (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  UNIQUE INDEX assessment__sheet_id_placement_id (sheet_id, placement_id),
  INDEX assessment__placement_id (placement_id),
  INDEX assessment__told_scan_id (told_scan_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- the bank's stamped slip for a batch, entered by one and confirmed by another
CREATE TABLE pay_slip (
  batch_id BIGINT NOT NULL PRIMARY KEY,
  file_id BIGINT NOT NULL,
  on_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  failures TEXT NOT NULL,
  entered_by BIGINT NOT NULL,
  entered_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  entered_us BIGINT NOT NULL,
  FOREIGN KEY (batch_id) REFERENCES pay_batch (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (file_id) REFERENCES file (id) ON DELETE RESTRICT ON UPDATE RESTRICT
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- what an item is made of, one line per placement and fund
CREATE TABLE pay_line (
  item_id BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  placement_id BIGINT NOT NULL,
  village_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  month VARCHAR(7) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  fund VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  days BIGINT NOT NULL,
  of_days BIGINT NOT NULL,
  amount_fen BIGINT NOT NULL,
  deducted_fen BIGINT NOT NULL DEFAULT 0,
  pay_basis VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  counted_days BIGINT NULL,
  agreed_days BIGINT NOT NULL DEFAULT 0,
  steps VARCHAR(1000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  PRIMARY KEY (item_id, seq),
  FOREIGN KEY (item_id) REFERENCES pay_item (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (amount_fen > 0),
  CHECK (deducted_fen >= 0),
  INDEX pay_line__placement_id_month (placement_id, month),
  INDEX pay_line__path_month_paid (path, month, placement_id, amount_fen, deducted_fen),
  INDEX pay_line__month_path_placement_id (month, path, placement_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TRIGGER pay_line_no_update BEFORE UPDATE ON pay_line FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'pay_line is append-only';

CREATE TRIGGER pay_line_no_delete BEFORE DELETE ON pay_line FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'pay_line is append-only';

-- an item taken back before it was paid; its slots are free again
CREATE TABLE pay_reversal (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  item_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  reason VARCHAR(200) NOT NULL,
  actor_id BIGINT NOT NULL,
  person_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  at_us BIGINT NOT NULL,
  trail_id BIGINT NOT NULL,
  row_digest BINARY(32) NOT NULL,
  FOREIGN KEY (item_id) REFERENCES pay_item (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  UNIQUE INDEX pay_reversal__item_id (item_id),
  INDEX pay_reversal__trail_id (trail_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TRIGGER pay_reversal_no_update BEFORE UPDATE ON pay_reversal FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'pay_reversal is append-only';

CREATE TRIGGER pay_reversal_no_delete BEFORE DELETE ON pay_reversal FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'pay_reversal is append-only';

-- money that was paid wrongly and came back
CREATE TABLE pay_recovery (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  placement_id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  fund VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  amount_fen BIGINT NOT NULL,
  on_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  voucher VARCHAR(50) NOT NULL,
  actor_id BIGINT NOT NULL,
  at_us BIGINT NOT NULL,
  trail_id BIGINT NOT NULL,
  row_digest BINARY(32) NOT NULL,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (amount_fen > 0),
  UNIQUE INDEX pay_recovery__placement_id_voucher (placement_id, voucher),
  INDEX pay_recovery__path (path),
  INDEX pay_recovery__trail_id (trail_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TRIGGER pay_recovery_no_update BEFORE UPDATE ON pay_recovery FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'pay_recovery is append-only';

CREATE TRIGGER pay_recovery_no_delete BEFORE DELETE ON pay_recovery FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'pay_recovery is append-only';

-- the items of a sample in their order
CREATE TABLE payee_sampled (
  sample_id BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  item_id BIGINT NOT NULL,
  PRIMARY KEY (sample_id, seq),
  FOREIGN KEY (sample_id) REFERENCES payee_sample (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (item_id) REFERENCES pay_item (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  UNIQUE INDEX payee_sampled__item_id (item_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- a call to a payee: whether it came, how much, whether part was asked back
CREATE TABLE payee_call (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  item_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  outcome VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  received VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  said_fen BIGINT NULL,
  asked_back VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  remark VARCHAR(200) NOT NULL,
  again_at VARCHAR(40) NOT NULL,
  actor_id BIGINT NOT NULL,
  at_us BIGINT NOT NULL,
  trail_id BIGINT NOT NULL,
  row_digest BINARY(32) NOT NULL,
  answered BIGINT GENERATED ALWAYS AS (CASE WHEN outcome = 'answered' THEN item_id END) VIRTUAL,
  FOREIGN KEY (item_id) REFERENCES pay_item (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (outcome IN ('answered','unreachable','later','declined')),
  CHECK (received IN ('','yes','no','unsure')),
  CHECK (asked_back IN ('','yes','no','unsaid')),
  CHECK (outcome <> 'answered' OR received <> '' AND asked_back <> ''),
  UNIQUE INDEX payee_call__answered (answered),
  INDEX payee_call__item_id (item_id),
  INDEX payee_call__trail_id (trail_id),
  INDEX payee_call__path (path)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TRIGGER payee_call_no_update BEFORE UPDATE ON payee_call FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'payee_call is append-only';

CREATE TRIGGER payee_call_no_delete BEFORE DELETE ON payee_call FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'payee_call is append-only';

-- what a villager says is wrong, and who must answer by when
CREATE TABLE complaint (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  number VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  village_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  office VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  came_by VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  placement_id BIGINT NULL,
  received_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  answer_by VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  state VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  answered_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  version BIGINT NOT NULL DEFAULT 1,
  application_id BIGINT NULL,
  upheld BIGINT NULL,
  month VARCHAR(7) CHARACTER SET ascii COLLATE ascii_bin NULL,
  about VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'village',
  official_id BIGINT NULL,
  extended BIGINT NOT NULL DEFAULT 0,
  told_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  county VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 8)) VIRTUAL,
  township VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 12)) VIRTUAL,
  FOREIGN KEY (village_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (application_id) REFERENCES application (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (kind IN ('unfair_hiring','kin_favour','taking_turns','need_ignored','unpaid','not_listed','asked_back','not_working','conduct','other')),
  CHECK (kind <> 'not_listed' OR month IS NOT NULL),
  CHECK (office IN ('township','county','inspector')),
  CHECK (state IN ('open','answered','withdrawn')),
  CHECK (state <> 'answered' OR answered_on IS NOT NULL),
  CHECK (answer_by >= received_on),
  UNIQUE INDEX complaint__number (number),
  INDEX complaint__path_id (path, id),
  INDEX complaint__office_state_path (office, state, path),
  INDEX complaint__placement_id (placement_id),
  INDEX complaint__application_id (application_id),
  INDEX complaint__county_id (county, id),
  INDEX complaint__township_id (township, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- what the village is asked to explain, in the answering office's own words
CREATE TABLE complaint_ask (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  complaint_id BIGINT NOT NULL,
  village_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  wording VARCHAR(500) NOT NULL,
  asked_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  asked_by BIGINT NOT NULL,
  answer_by VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  answer VARCHAR(500) NOT NULL,
  answered_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  answered_by BIGINT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  FOREIGN KEY (complaint_id) REFERENCES complaint (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (village_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  INDEX complaint_ask__complaint_id (complaint_id),
  INDEX complaint_ask__path_answered_on (path, answered_on)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- items that the bank had not confirmed by last night
CREATE TABLE pay_open (
  item_id BIGINT NOT NULL PRIMARY KEY,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  FOREIGN KEY (item_id) REFERENCES pay_item (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  INDEX pay_open__path (path)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- a second message of a check's id with other content, until somebody looks
CREATE TABLE duty_aside (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  check_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  content BINARY(32) NOT NULL,
  name VARCHAR(120) NOT NULL,
  method VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  seen_us BIGINT NOT NULL,
  finding VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  second VARCHAR(60) NOT NULL,
  place VARCHAR(100) NOT NULL,
  statement VARCHAR(200) NOT NULL,
  remark VARCHAR(200) NOT NULL,
  at_us BIGINT NOT NULL,
  trail_id BIGINT NOT NULL,
  row_digest BINARY(32) NOT NULL,
  FOREIGN KEY (check_id) REFERENCES duty_check (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  UNIQUE INDEX duty_aside__check_id_content (check_id, content),
  INDEX duty_aside__path_id (path, id),
  INDEX duty_aside__trail_id (trail_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TRIGGER duty_aside_no_update BEFORE UPDATE ON duty_aside FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'duty_aside is append-only';

CREATE TRIGGER duty_aside_no_delete BEFORE DELETE ON duty_aside FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'duty_aside is append-only';

-- who said it, read by inspectors only
CREATE TABLE complaint_reporter (
  complaint_id BIGINT NOT NULL,
  name_sealed VARBINARY(400) NULL,
  phone_sealed VARBINARY(400) NULL,
  PRIMARY KEY (complaint_id),
  FOREIGN KEY (complaint_id) REFERENCES complaint (id) ON DELETE RESTRICT ON UPDATE RESTRICT
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- a township's word on a line that no day at work stands behind
CREATE TABLE pay_answer (
  run_id BIGINT NOT NULL,
  placement_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  month VARCHAR(7) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  question VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  verdict VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  why VARCHAR(300) NOT NULL,
  days BIGINT NOT NULL,
  of_days BIGINT NOT NULL,
  attended BIGINT NULL,
  amount_fen BIGINT NOT NULL,
  actor_id BIGINT NOT NULL,
  person_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  at_us BIGINT NOT NULL,
  PRIMARY KEY (run_id, placement_id),
  FOREIGN KEY (run_id) REFERENCES pay_run (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (question IN ('ahead','unlisted','absent')),
  CHECK (verdict IN ('paid','off')),
  CHECK (why <> ''),
  INDEX pay_answer__placement_id_month (placement_id, month)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TRIGGER pay_answer_no_update BEFORE UPDATE ON pay_answer FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'pay_answer is append-only';

CREATE TRIGGER pay_answer_no_delete BEFORE DELETE ON pay_answer FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'pay_answer is append-only';

-- each office's turn with a complaint, with its own deadline
CREATE TABLE complaint_turn (
  complaint_id BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  office VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  since_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  due_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  ended_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  ended VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (complaint_id, seq),
  FOREIGN KEY (complaint_id) REFERENCES complaint (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (ended IN ('','answered','withdrawn','passed','escalated'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- placements of which a line of pay is above the rate, or outside the days that it holds for
CREATE TABLE pay_over (
  placement_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (placement_id, path),
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  INDEX pay_over__path (path)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- months on post past their due day of which nothing is here, as last counted
CREATE TABLE pay_missing (
  placement_id BIGINT NOT NULL,
  month VARCHAR(7) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  person_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  lack VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  due_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  county VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 8)) VIRTUAL,
  township VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 12)) VIRTUAL,
  PRIMARY KEY (placement_id, month),
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (lack IN ('sheet','unlisted','blank','untold')),
  INDEX pay_missing__path (path, month, lack, due_on, person_id, placement_id),
  INDEX pay_missing__county_due_on (county, due_on, placement_id, month, lack),
  INDEX pay_missing__township_due_on (township, due_on, placement_id, month, lack)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- that a month ends without pay: decided with its reason, told to the payee, taken back
CREATE TABLE no_pay_event (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  placement_id BIGINT NOT NULL,
  month VARCHAR(7) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kind VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  reason VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  remark VARCHAR(300) NOT NULL,
  on_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  actor_id BIGINT NOT NULL,
  person_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  at_us BIGINT NOT NULL,
  trail_id BIGINT NOT NULL,
  row_digest BINARY(32) NOT NULL,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (kind IN ('decided','told','withdrawn')),
  CHECK (kind <> 'decided' OR reason IN ('no_work','leave','off_list')),
  CHECK (kind <> 'told' OR reason IN ('visit','phone','paper') AND on_date IS NOT NULL),
  INDEX no_pay_event__placement_id_month (placement_id, month, id),
  INDEX no_pay_event__path_month (path, month),
  INDEX no_pay_event__trail_id (trail_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TRIGGER no_pay_event_no_update BEFORE UPDATE ON no_pay_event FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'no_pay_event is append-only';

CREATE TRIGGER no_pay_event_no_delete BEFORE DELETE ON no_pay_event FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'no_pay_event is append-only';

-- who of another office entered days of a village's sheet (代录)
CREATE TABLE duty_enterer (
  sheet_id BIGINT NOT NULL,
  user_id BIGINT NOT NULL,
  person_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  at_us BIGINT NOT NULL,
  PRIMARY KEY (sheet_id, user_id),
  FOREIGN KEY (sheet_id) REFERENCES duty_sheet (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (user_id) REFERENCES user_account (id) ON DELETE RESTRICT ON UPDATE RESTRICT
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- the village's word to a sheet that was entered for it, on screen or on a signed receipt, and the answer
CREATE TABLE duty_word (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  sheet_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  says VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  words VARCHAR(200) NOT NULL,
  signer VARCHAR(60) NOT NULL,
  scan_id BIGINT NULL,
  actor_id BIGINT NOT NULL,
  person_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  at_us BIGINT NOT NULL,
  answer VARCHAR(200) NOT NULL DEFAULT '',
  answer_id BIGINT NULL,
  answer_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  answer_us BIGINT NULL,
  FOREIGN KEY (sheet_id) REFERENCES duty_sheet (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (scan_id) REFERENCES paper_scan (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (says IN ('agrees','objects')),
  CHECK (says <> 'objects' OR words <> ''),
  CHECK (answer = '' OR answer_id IS NOT NULL AND answer_key IS NOT NULL AND answer_us IS NOT NULL),
  INDEX duty_word__sheet_id (sheet_id, id),
  INDEX duty_word__path (path, says, answer_us)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- a step of an application that its author took back: it counts no longer, and stays
CREATE TABLE application_back (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  application_id BIGINT NOT NULL,
  step_id BIGINT NOT NULL,
  actor_id BIGINT NOT NULL,
  why VARCHAR(200) NOT NULL,
  at_us BIGINT NOT NULL,
  trail_id BIGINT NOT NULL,
  row_digest BINARY(32) NOT NULL,
  FOREIGN KEY (application_id) REFERENCES application (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (step_id) REFERENCES application_step (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  UNIQUE INDEX application_back__step_id (step_id),
  INDEX application_back__application_id (application_id),
  INDEX application_back__trail_id (trail_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TRIGGER application_back_no_update BEFORE UPDATE ON application_back FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'application_back is append-only';

CREATE TRIGGER application_back_no_delete BEFORE DELETE ON application_back FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'application_back is append-only';

-- what was done about it and answered
CREATE TABLE complaint_event (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  complaint_id BIGINT NOT NULL,
  kind VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  on_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  remark VARCHAR(1000) NOT NULL,
  office VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  actor_id BIGINT NOT NULL,
  at_us BIGINT NOT NULL,
  trail_id BIGINT NOT NULL,
  row_digest BINARY(32) NOT NULL,
  FOREIGN KEY (complaint_id) REFERENCES complaint (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (kind IN ('received','passed','answered','withdrawn','reopened','extended','asked','explained','escalated','told','recalled')),
  INDEX complaint_event__complaint_id (complaint_id),
  INDEX complaint_event__trail_id (trail_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TRIGGER complaint_event_no_update BEFORE UPDATE ON complaint_event FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'complaint_event is append-only';

CREATE TRIGGER complaint_event_no_delete BEFORE DELETE ON complaint_event FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'complaint_event is append-only';

-- that a payee was told of being absent all month, what was said against it, and what was decided
CREATE TABLE pay_hold_event (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  placement_id BIGINT NOT NULL,
  month VARCHAR(7) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kind VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  how VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  who VARCHAR(60) NOT NULL,
  party VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  remark VARCHAR(300) NOT NULL,
  on_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  days BIGINT NOT NULL,
  object_until VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  decide_by VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  actor_id BIGINT NOT NULL,
  person_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  at_us BIGINT NOT NULL,
  trail_id BIGINT NOT NULL,
  row_digest BINARY(32) NOT NULL,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (kind IN ('told','objected','decided','reopened')),
  CHECK (kind <> 'told' OR on_date IS NOT NULL AND object_until IS NOT NULL AND decide_by IS NOT NULL),
  CHECK (kind <> 'decided' OR how IN ('pay','none')),
  CHECK (days >= 0),
  INDEX pay_hold_event__placement_id_month (placement_id, month, id),
  INDEX pay_hold_event__path_month (path, month),
  INDEX pay_hold_event__trail_id (trail_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TRIGGER pay_hold_event_no_update BEFORE UPDATE ON pay_hold_event FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'pay_hold_event is append-only';

CREATE TRIGGER pay_hold_event_no_delete BEFORE DELETE ON pay_hold_event FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'pay_hold_event is append-only';

-- that agreement, insurance, age or term had lapsed of a line that was paid all the same
CREATE TABLE pay_lapse (
  run_id BIGINT NOT NULL,
  placement_id BIGINT NOT NULL,
  kind VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  month VARCHAR(7) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  since VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (run_id, placement_id, kind),
  FOREIGN KEY (run_id) REFERENCES pay_run (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (kind IN ('agreement','insurance','age','term')),
  INDEX pay_lapse__path_month (path, month),
  INDEX pay_lapse__placement_id (placement_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- what a locked sheet should have said, entered by one person and decided by another
CREATE TABLE duty_correction (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  sheet_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  month VARCHAR(7) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  state VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  reason VARCHAR(200) NOT NULL,
  scan_id BIGINT NOT NULL,
  entered_by BIGINT NOT NULL,
  entered_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  entered_us BIGINT NOT NULL,
  decided_by BIGINT NULL,
  decided_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  decided_us BIGINT NULL,
  remark VARCHAR(200) NOT NULL DEFAULT '',
  version BIGINT NOT NULL DEFAULT 1,
  open_sheet BIGINT GENERATED ALWAYS AS (CASE WHEN state = 'entered' THEN sheet_id END) VIRTUAL,
  FOREIGN KEY (sheet_id) REFERENCES duty_sheet (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (scan_id) REFERENCES paper_scan (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (state IN ('entered','approved','refused')),
  CHECK (state = 'entered' OR decided_by IS NOT NULL AND decided_us IS NOT NULL AND decided_key <> entered_key),
  UNIQUE INDEX duty_correction__open_sheet (open_sheet),
  INDEX duty_correction__path_month (path, month, id),
  INDEX duty_correction__sheet_id (sheet_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- a holder's month by a correction, beside what counted before it
CREATE TABLE duty_correction_line (
  correction_id BIGINT NOT NULL,
  placement_id BIGINT NOT NULL,
  was_days VARCHAR(31) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  was_hours BIGINT NOT NULL,
  days VARCHAR(31) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  hours BIGINT NOT NULL,
  was_less_fen BIGINT NOT NULL DEFAULT 0,
  less_fen BIGINT NOT NULL DEFAULT 0,
  added BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (correction_id, placement_id),
  FOREIGN KEY (correction_id) REFERENCES duty_correction (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (LENGTH(days) = 31 AND LENGTH(was_days) = 31),
  INDEX duty_correction_line__placement_id (placement_id, correction_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- what somebody said who was told of an overpayment, before it is asked back
CREATE TABLE pay_hearing (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  placement_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  on_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  how VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  words VARCHAR(300) NOT NULL,
  actor_id BIGINT NOT NULL,
  at_us BIGINT NOT NULL,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (how IN ('visit','phone','paper')),
  CHECK (words <> ''),
  INDEX pay_hearing__placement_id (placement_id, id),
  INDEX pay_hearing__path (path, placement_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- a time for which somebody on a post is insured, under a policy; never the same day twice
CREATE TABLE insurance_period (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  placement_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  policy_no VARCHAR(40) NOT NULL,
  from_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  until_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  actor_id BIGINT NOT NULL,
  at_us BIGINT NOT NULL,
  insurer VARCHAR(60) NOT NULL DEFAULT '',
  premium_fen BIGINT NULL,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (until_date > from_date),
  UNIQUE INDEX insurance_period__placement_id_from_date (placement_id, from_date),
  INDEX insurance_period__path_until_date (path, until_date)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- that a holder with lapsed papers was told in writing from which day no more work is given
CREATE TABLE lapse_told (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  placement_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  since VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kinds VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  from_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  on_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  how VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  who VARCHAR(20) NOT NULL,
  actor_id BIGINT NOT NULL,
  person_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  at_us BIGINT NOT NULL,
  trail_id BIGINT NOT NULL,
  row_digest BINARY(32) NOT NULL,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (from_date > on_date),
  UNIQUE INDEX lapse_told__placement_id_since (placement_id, since),
  INDEX lapse_told__path (path),
  INDEX lapse_told__trail_id (trail_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TRIGGER lapse_told_no_update BEFORE UPDATE ON lapse_told FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'lapse_told is append-only';

CREATE TRIGGER lapse_told_no_delete BEFORE DELETE ON lapse_told FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'lapse_told is append-only';

-- what an approved correction of a month sheet changes of pay, by placement
CREATE TABLE pay_correction (
  correction_id BIGINT NOT NULL,
  placement_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  month VARCHAR(7) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  stood_fen BIGINT NOT NULL,
  worth_fen BIGINT NOT NULL,
  at_us BIGINT NOT NULL,
  PRIMARY KEY (correction_id, placement_id, month),
  FOREIGN KEY (correction_id) REFERENCES duty_correction (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (stood_fen >= 0 AND worth_fen >= 0),
  INDEX pay_correction__path_month (path, month),
  INDEX pay_correction__placement_id (placement_id, month)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- the books: every step of every migration is done
INSERT INTO schema_migration (name, step, digest, state) VALUES
  ('0001_foundations', 1, '8c4cd9585bebc59c702a0c5275ea7807', 'done'),
  ('0001_foundations', 2, '5815324be34c3a62c1656c3f711fcc00', 'done'),
  ('0001_foundations', 3, 'ecd6b6dcd0032dcaeda2a6c1cdaea816', 'done'),
  ('0001_foundations', 4, '1e7ff7921f1bc6bdb4acee9906401677', 'done'),
  ('0001_foundations', 5, '368a31b9cb234cb1233fa97a7c000dcb', 'done'),
  ('0001_foundations', 6, '4c9947a024f7a87593be832f8369e4fc', 'done'),
  ('0001_foundations', 7, '56f8a674b8a4eafed672ba98ce833c24', 'done'),
  ('0001_foundations', 8, '39bb3287f362d0a51c492295e8e65094', 'done'),
  ('0001_foundations', 9, 'c314dafadce35e4f634fa7e0714f969f', 'done'),
  ('0001_foundations', 10, '6e1a2c992e5a60d5a819021752c9565f', 'done'),
  ('0001_foundations', 11, 'a3cf82b4b46094ee9db9c864a53d3c62', 'done'),
  ('0001_foundations', 12, '8f4753d77a38363580f48950f0fa6731', 'done'),
  ('0001_foundations', 13, '38800be71a0811a6acf096a7e2810af8', 'done'),
  ('0001_foundations', 14, 'd844c5d4bb2528b43cdea959faa83c86', 'done'),
  ('0001_foundations', 15, 'e31384f9ccdc87f107309d1df999a16d', 'done'),
  ('0001_foundations', 16, '405ed50f4e58226f0f237c189da3d8a9', 'done'),
  ('0001_foundations', 17, '3bf3d1dc694d4a88cfe81f59295984d0', 'done'),
  ('0001_foundations', 18, '6320be298ad7811f1d215f13f47c41f9', 'done'),
  ('0001_foundations', 19, 'c5b9020c8d8a103bb1185df7bfb2c4ab', 'done'),
  ('0001_foundations', 20, '0bb6905b9f50b97ba30cd6a5f2cb67fa', 'done'),
  ('0001_foundations', 21, '28f9c57a9bf6ec4691c6cc86a323773a', 'done'),
  ('0001_foundations', 22, 'ed87c126293e83a47db6bbcdcb96c02a', 'done'),
  ('0001_foundations', 23, '8b5910c6744332c2c4ad09a31ad88267', 'done'),
  ('0001_foundations', 24, '4a9c0d240e5c1bfb91c802c36725c307', 'done'),
  ('0001_foundations', 25, 'd9671b90e70d3f3b33579f14bb3cb6d9', 'done'),
  ('0001_foundations', 26, '1301cef512d76ebc79db012434013f15', 'done'),
  ('0001_foundations', 27, 'f4ea29e758051e9fc7607d6156e84984', 'done'),
  ('0001_foundations', 28, '4f529c6da03b1ba0f6c0050f1a3d81c2', 'done'),
  ('0001_foundations', 29, '8703a2917c34fa32a86949cc7731378c', 'done'),
  ('0001_foundations', 30, '6c47452b84a1ccaefc340d8f0bbbaa6c', 'done'),
  ('0001_foundations', 31, 'dcff1873a3ebe8a71dfb237c61b27e16', 'done'),
  ('0001_foundations', 32, '4cd689b29c7de563a86f51cf4e7dae03', 'done'),
  ('0001_foundations', 33, '313d736c7d2714ed00c13eef18858a16', 'done'),
  ('0001_foundations', 34, '23df6fd3f87224ef0a68837f8425bbc6', 'done'),
  ('0001_foundations', 35, 'df5acbf73fb06e1ba0ac9e5ac5259c5a', 'done'),
  ('0001_foundations', 36, 'f25da1244a0a69801b16ae248050cade', 'done'),
  ('0001_foundations', 37, '5022ad485e655d14d373caee3cd9ef9f', 'done'),
  ('0001_foundations', 38, 'cb632338621d0b8e25f19275efbb6cdc', 'done'),
  ('0001_foundations', 39, '23ba7e5dff0c235ba2c170a0bea5de97', 'done'),
  ('0001_foundations', 40, '67b5a1e1ba53a531fe75ec08fccd7ccf', 'done'),
  ('0001_foundations', 41, '918b9d607a9d7a97a42132e9fc7d82d6', 'done'),
  ('0001_foundations', 42, '1c9d8024e7f4f0835266abb30ff544cf', 'done'),
  ('0001_foundations', 43, '6e4f5933d86c186544f00a12a98400ee', 'done'),
  ('0001_foundations', 44, 'f0acae45f29b0ed1746fae740516e750', 'done'),
  ('0001_foundations', 45, 'b00d4680ede90af3c798afb6432800fe', 'done'),
  ('0001_foundations', 46, '61cf3e82764b6042c1cc76839c1642a6', 'done'),
  ('0001_foundations', 47, '8026e2c7fe6bb4c8e577cc056c210238', 'done'),
  ('0001_foundations', 48, '301687ec02cbc22f46ffbe96758ac205', 'done'),
  ('0001_foundations', 49, '9b81aeb6aad4d07ab98c216466c3551d', 'done'),
  ('0001_foundations', 50, '31837f2911c7ebeb54d4dd0fc269e810', 'done'),
  ('0001_foundations', 51, '8e2cdcdb2bca8b6d41109c723d21aeb4', 'done'),
  ('0001_foundations', 52, 'daf4d8112984dbe0dcb088067089222e', 'done'),
  ('0001_foundations', 53, 'faf3f9add52c9130f2970134de6fa7f4', 'done'),
  ('0001_foundations', 54, '37c54a248a96f7f3578db924e4295615', 'done'),
  ('0001_foundations', 55, 'd43b8175809288b89dfe71ad0466f810', 'done'),
  ('0001_foundations', 56, '69fcac4c6658f0803e1cacf4491fd9bc', 'done'),
  ('0001_foundations', 57, 'c12038ba96f73231119a660356fe1bd6', 'done'),
  ('0001_foundations', 58, 'c6d53d86cd423f741f28ee1aba5f083e', 'done'),
  ('0001_foundations', 59, 'e805122f9cd144ad6a973c611a16d445', 'done'),
  ('0001_foundations', 60, '0d4d562eb6f891d01d59e290e41213a8', 'done'),
  ('0001_foundations', 61, '2f3ec6479e24dec54a9fb6307d16e836', 'done'),
  ('0001_foundations', 62, '0567f9b6fdc5040257f6e02e0fd06e20', 'done'),
  ('0001_foundations', 63, '99987c63e9c5675e033039f6e93a1731', 'done'),
  ('0001_foundations', 64, '50c04d483d9826e26ba518d0f28bc3b1', 'done'),
  ('0001_foundations', 65, '922aef6f6ca47e969f5cfd3874ee5c38', 'done'),
  ('0001_foundations', 66, '54e790d8547fc54df0cce4628365b6af', 'done'),
  ('0001_foundations', 67, '03604a6794f981de4a7764ccff2864ca', 'done'),
  ('0001_foundations', 68, 'd7ae038af545da50d257ba7e1076cbdd', 'done'),
  ('0001_foundations', 69, '0996903afba6247c051e553c3ed8f97d', 'done'),
  ('0001_foundations', 70, '4088cb9dc6fb965931219c7a2431f2a7', 'done'),
  ('0001_foundations', 71, '835355e103f124a8d22d2069d42eb9b1', 'done'),
  ('0001_foundations', 72, 'ba67afdae330a59ffc3173e7119f5dc6', 'done'),
  ('0001_foundations', 73, '40358f05aeb759da0f0355593c1d44f4', 'done'),
  ('0001_foundations', 74, '567623bbc6be77bcd6bffc197da5473d', 'done'),
  ('0001_foundations', 75, '33a94c79b9ea4c3d80a7cee4b2abfff3', 'done'),
  ('0001_foundations', 76, '87aeb8b5bb62670ccd3fec733fede071', 'done'),
  ('0001_foundations', 77, 'c0cf7cd1f07093e54a340ddcf54f3c3f', 'done'),
  ('0001_foundations', 78, '9a4dbb71ddcf2255df70abb92d7d2ec0', 'done'),
  ('0001_foundations', 79, 'e424cd54ef87f75092bcba0790ae4cc5', 'done'),
  ('0001_foundations', 80, '54bedf789597ec58bf639ab26716e423', 'done'),
  ('0001_foundations', 81, 'c7f566e4f139a2a23078eceda9c6cd0b', 'done'),
  ('0001_foundations', 82, '3ecdcffb1375b713ecce3678b17653f6', 'done'),
  ('0001_foundations', 83, '41fa48e15cfb76f907b161403bf99a86', 'done'),
  ('0001_foundations', 84, '05c3dae1a0b93ad1aed9535ea231ab20', 'done'),
  ('0001_foundations', 85, 'd5aa2fe97330323d650d195e6d234a58', 'done'),
  ('0001_foundations', 86, '85d0aaeea299a11d7d0a5bef160b2d0b', 'done'),
  ('0001_foundations', 87, '581863d743858b959b26e2805e0d3180', 'done'),
  ('0001_foundations', 88, 'db1345956edc5655e99032ee03a64d2e', 'done'),
  ('0001_foundations', 89, 'c22d01c542b094e7640efacb6d5c5330', 'done'),
  ('0001_foundations', 90, 'f8b5968ea899e158049657b016e282d0', 'done'),
  ('0001_foundations', 91, '9f3cb693825e6c50fd0a0109d51c3d48', 'done'),
  ('0001_foundations', 92, 'e3022a7737603c2fc2fbe5707c79bc22', 'done'),
  ('0001_foundations', 93, '3f48b065438c5f009ba489711f9e4d43', 'done'),
  ('0001_foundations', 94, 'fae55e20578c362480b522aa43dbfd53', 'done'),
  ('0001_foundations', 95, '76f74380d3fe27188d5645c763d71edc', 'done'),
  ('0002_duty', 1, '020e90e63520b129e1097d2672d47e59', 'done'),
  ('0002_duty', 2, '3be0bdd741244706ad063ec3ea3b2263', 'done'),
  ('0002_duty', 3, 'c04cae626f569a1f954f67129ba6cb41', 'done'),
  ('0002_duty', 4, '345790eb7385f374d548dfd7099bbe2d', 'done'),
  ('0002_duty', 5, '69566c1f71ee43196850fcbcac46691d', 'done'),
  ('0002_duty', 6, '7f7091c84af417bdebd0962d41e87221', 'done'),
  ('0002_duty', 7, '749ae4ae0dbc6610d195eaef188ee55e', 'done'),
  ('0002_duty', 8, '24af7fefb1e4dd19e8309349ad6e456f', 'done'),
  ('0002_duty', 9, '61b1e51365f1f077b59146b599e56d71', 'done'),
  ('0002_duty', 10, '9f6f5ff1fa1ec16861b8a5c55896759a', 'done'),
  ('0002_duty', 11, '9763285f92cb17e8c50510a2865338b7', 'done'),
  ('0002_duty', 12, 'c47ec665ffec6ffd2af660155965963a', 'done'),
  ('0002_duty', 13, 'e83307cac455aeb63e5ffcae91175193', 'done'),
  ('0002_duty', 14, '30a927ad77603b836157d41d305e3b44', 'done'),
  ('0003_pay', 1, '6d943e67d15e65cd762f0a761e1c7661', 'done'),
  ('0003_pay', 2, '94197d70e129b59e119ce01c9dc39e64', 'done'),
  ('0003_pay', 3, '53eb0314c96c3d1199c39b5b2d7ba359', 'done'),
  ('0003_pay', 4, '37ddcb18b2e4223d6bab03305a5154fa', 'done'),
  ('0003_pay', 5, '9be927b787ea9b72dd822da7240aab85', 'done'),
  ('0003_pay', 6, 'f6d251d167fbd55b88985a9d135347ab', 'done'),
  ('0003_pay', 7, '76428caa0abcf9459e6ea70d3008e363', 'done'),
  ('0003_pay', 8, 'cdb39fcf54604687ee885172cca3d453', 'done'),
  ('0003_pay', 9, 'ed3df95fa1e69687e7fea64e7374672c', 'done'),
  ('0003_pay', 10, '06a2a3a2a1ad321f8876ca4caddadba6', 'done'),
  ('0003_pay', 11, '928a287b62d299a7d35a539b7ee3763f', 'done'),
  ('0003_pay', 12, 'b45d4ad3d3ce506205b05cdb29514bd8', 'done'),
  ('0003_pay', 13, '1be2ddb60e66288885f40aaeed0d6b32', 'done'),
  ('0003_pay', 14, '3a558beb18163da11504b4f932e47951', 'done'),
  ('0003_pay', 15, 'bd8bd454c2ce349cfce6e5326c86076a', 'done'),
  ('0003_pay', 16, 'ea75158c857be261c329528d51dbcbbf', 'done'),
  ('0003_pay', 17, 'bb269a349d96259da5e82967ac628534', 'done'),
  ('0003_pay', 18, '51a0eb759a2aaa63d73377219d4b7a27', 'done'),
  ('0003_pay', 19, 'c1a654662c36f6518107d06ee9be0c3a', 'done'),
  ('0003_pay', 20, 'de4c3b5a928932bc933caceee9ad1a87', 'done'),
  ('0003_pay', 21, 'd6dd2f2dfa22644a4dddc7268503bef0', 'done'),
  ('0003_pay', 22, '69377cab52f593056902c2a2c4646b51', 'done'),
  ('0003_pay', 23, 'f010e88a36f4364ce88054c11248c5b3', 'done'),
  ('0003_pay', 24, '46b4f1db8d7405521e65fa6324978cc3', 'done'),
  ('0003_pay', 25, '2c84b95b92ba8f4ecc7f6a5fec4868c9', 'done'),
  ('0003_pay', 26, 'f086ba13e10660841c5ba3173b59850f', 'done'),
  ('0003_pay', 27, 'ccfc2fef409a9363b88e8da291e4dcfb', 'done'),
  ('0003_pay', 28, '2b67f0763b19e707caa84a57c5c9fad5', 'done'),
  ('0003_pay', 29, 'c5eb1b8c790c32f14fed3d7477d40f40', 'done'),
  ('0003_pay', 30, '685dc8046c700dc344d0a6bbcdf9d5b7', 'done'),
  ('0003_pay', 31, '7a991520540dc0a63bb959fdf71418ef', 'done'),
  ('0003_pay', 32, '3c76b097cf362d2b48f72264f47878bc', 'done'),
  ('0003_pay', 33, '97685f94f4e003e11e1ee89ec45ead78', 'done'),
  ('0003_pay', 34, '8eaea42e8a3132c75f7152790a1749b1', 'done'),
  ('0003_pay', 35, '2c358ec7579069992cfd145624939607', 'done'),
  ('0003_pay', 36, '37a020d2ce7df89e1a538aef76898720', 'done'),
  ('0003_pay', 37, '21d6799089b9d7f72311a515691f6259', 'done'),
  ('0003_pay', 38, '6cc5a964d7b42a975ac4b0cf64699bc1', 'done'),
  ('0004_inspect', 1, 'dd0eddff1681fd85401fc5c5f5f9564f', 'done'),
  ('0004_inspect', 2, '4e796adb0e9649bb3b6694adf5c8cc24', 'done'),
  ('0004_inspect', 3, 'c1682331e869279f8fa6dc42e484c382', 'done'),
  ('0004_inspect', 4, 'ba8be56d5e059118a537bd2351ca4a67', 'done'),
  ('0004_inspect', 5, '017e1e09e63880c6f7a43fa92f579d34', 'done'),
  ('0004_inspect', 6, '747f1ca84453fabfdbf67f4c77bb8337', 'done'),
  ('0004_inspect', 7, '04373b7e98278fd6c3a42e85a2b3dc41', 'done'),
  ('0004_inspect', 8, '0a859363aca9c40bb3b080ed7e60a426', 'done'),
  ('0004_inspect', 9, '02302451b1441ddeb63f583c83128057', 'done'),
  ('0004_inspect', 10, '8550f8b0b3e76c5ad72088a4a775896d', 'done'),
  ('0004_inspect', 11, '531b5e583d4c22576f804a4b98afbda2', 'done'),
  ('0004_inspect', 12, 'e3e8211d0fb3f67377f9b4a85d9fd47f', 'done'),
  ('0004_inspect', 13, '31835aac6104ba3140634ea1d80cf1a7', 'done'),
  ('0004_inspect', 14, '1cc88eef371e8f789baf46da2ee2a462', 'done'),
  ('0004_inspect', 15, '3676de395341da5fb242eabb2d6874a2', 'done'),
  ('0004_inspect', 16, '607277f667ff18175b49a9335481a372', 'done'),
  ('0004_inspect', 17, '1b302f913560a98c83e77c86870a0b46', 'done'),
  ('0004_inspect', 18, '68175c8dac66b31e4b00a07ca7aa46e3', 'done'),
  ('0004_inspect', 19, '7688b99d5046ea0e0a7aa5d0e6fa3c12', 'done'),
  ('0004_inspect', 20, '303a55989b73f303ef6aadbbefeb543a', 'done'),
  ('0004_inspect', 21, '98f79bafc5959e1399128dc55af38017', 'done'),
  ('0004_inspect', 22, 'a857b23f4ba12fdb1d87fb085ca27874', 'done'),
  ('0004_inspect', 23, '01e419152472518ca3b3e03ab9755838', 'done'),
  ('0004_inspect', 24, 'e300d04b3344536ac7b43a0471104e1c', 'done'),
  ('0004_inspect', 25, '54945d4981cf24ad348c8f06af3823dc', 'done'),
  ('0004_inspect', 26, 'c1b13ea4d0aeabb2952bb6db96179e12', 'done'),
  ('0004_inspect', 27, '5742e5e6a2e67c91794d68d404f29f4c', 'done'),
  ('0005_duty_evidence', 1, '538d130293b7c94523256a34f8eace84', 'done'),
  ('0005_duty_evidence', 2, '398e46a6da82fafa06b32396428c2633', 'done'),
  ('0005_duty_evidence', 3, '81a4d751cdf3d5d10fe87bc29d7f486b', 'done'),
  ('0005_duty_evidence', 4, '8928ee22a9ec12041959fffc0f5d6e47', 'done'),
  ('0005_duty_evidence', 5, '61b1e51365f1f077b59146b599e56d71', 'done'),
  ('0005_duty_evidence', 6, '9f6f5ff1fa1ec16861b8a5c55896759a', 'done'),
  ('0005_duty_evidence', 7, '9763285f92cb17e8c50510a2865338b7', 'done'),
  ('0005_duty_evidence', 8, 'c47ec665ffec6ffd2af660155965963a', 'done'),
  ('0005_duty_evidence', 9, 'e83307cac455aeb63e5ffcae91175193', 'done'),
  ('0005_duty_evidence', 10, '30a927ad77603b836157d41d305e3b44', 'done'),
  ('0005_duty_evidence', 11, '8dedfd21d65ca370ff46e20ceee20457', 'done'),
  ('0005_duty_evidence', 12, '42c542090f1699aa62ef4f6e142d3817', 'done'),
  ('0005_duty_evidence', 13, '8a9037682f2219f7850c4edb8679c8a4', 'done'),
  ('0005_duty_evidence', 14, '321ac53a1ff4f5b5c96bc904089d0027', 'done'),
  ('0005_duty_evidence', 15, 'ce781cab1aaa9287e24a31e26f609d04', 'done'),
  ('0005_duty_evidence', 16, '6032a7435917ad0a92f019978bb7a69c', 'done'),
  ('0005_duty_evidence', 17, '86e68db3929d6330fabc6982c1b00af9', 'done'),
  ('0006_complaint', 1, 'a69fd1e47c9572210c81eba4d9dc46ab', 'done'),
  ('0006_complaint', 2, 'e86ad25b383cc61fb9f00e444daa87db', 'done'),
  ('0006_complaint', 3, '340182b92a321e8142ab65b45c80c62d', 'done'),
  ('0006_complaint', 4, '4896a2e92f5c42228cedcef545bb0d6e', 'done'),
  ('0006_complaint', 5, '57afe0b4ed21b958234fbfa8f2a0d878', 'done'),
  ('0006_complaint', 6, 'd11bc6049e3c511ef27c7e1845ae5ee8', 'done'),
  ('0006_complaint', 7, 'dc58ab18a3e7efb98c745aeff4088ba2', 'done'),
  ('0006_complaint', 8, 'a878941a46fff52176c236d4e6f84f7d', 'done'),
  ('0006_complaint', 9, 'b5067ea8a895db894e2402e5265b360c', 'done'),
  ('0006_complaint', 10, '000d6c1e0462339ca64459249d72088a', 'done'),
  ('0006_complaint', 11, '9e925d84c14dbb9693788f07fa2e2855', 'done'),
  ('0007_devices_and_mergers', 1, '2e8f65aa20f48b045b416b67753cd517', 'done'),
  ('0007_devices_and_mergers', 2, '788cfa8db4e76563daa2c4c411621566', 'done'),
  ('0007_devices_and_mergers', 3, '90f25b18ea456ea3fad4eb9efb9fd6e5', 'done'),
  ('0007_devices_and_mergers', 4, '36ec77c7ccee1705b05465a61f9c7295', 'done'),
  ('0008_inspect_counts', 1, '21c72a24f68232b5994d38081f72c1e6', 'done'),
  ('0009_import_history_kin', 1, '2ba98b781c60b7cfb309629bf10a22e4', 'done'),
  ('0009_import_history_kin', 2, 'e27196eaa91350a1c3cbc7998a9da6bf', 'done'),
  ('0009_import_history_kin', 3, '1abbbcffd144f8954aeb2ab73b24f468', 'done'),
  ('0009_import_history_kin', 4, '0ac96e597dc88506fb1cdad2bfbe8cb9', 'done'),
  ('0009_import_history_kin', 5, 'b74c2ac877060867c77663287723d171', 'done'),
  ('0009_import_history_kin', 6, '515ea4bd2fda28a82ed203a604b237d6', 'done'),
  ('0009_import_history_kin', 7, 'b40b2cf279783596f9544dfbf2c80fb9', 'done'),
  ('0009_import_history_kin', 8, '9abeee0b9666ea6648bf6e24161bb0fd', 'done'),
  ('0009_import_history_kin', 9, 'f805cfbda3493fd1ef956be05d27f88e', 'done'),
  ('0009_import_history_kin', 10, 'adc56ab70eb7d55081f1613d4b163988', 'done'),
  ('0009_import_history_kin', 11, '901330ca1a130cf0d1d3f311f3a34480', 'done'),
  ('0009_import_history_kin', 12, '46bf89eca7fdbea186ea9955880ed814', 'done'),
  ('0009_import_history_kin', 13, 'ecd8921a2fe046fa8a0e944966dcc32e', 'done'),
  ('0009_import_history_kin', 14, '76ca68d1758a770dd207ac39619bf467', 'done'),
  ('0009_import_history_kin', 15, '02afc91e9235ddb58da2011af45703f6', 'done'),
  ('0009_import_history_kin', 16, '56cc3b10fea851f9a025aa7c8b4b3961', 'done'),
  ('0009_import_history_kin', 17, '882aa36e27a87d5edb7cdc30d8584859', 'done'),
  ('0009_import_history_kin', 18, '234adc479eeae853aa4e1409139fe9af', 'done'),
  ('0009_import_history_kin', 19, '26538d41f540ec005377e567d69c1eee', 'done'),
  ('0009_import_history_kin', 20, 'f46be20432dfe204b6c7e3e6a3835138', 'done'),
  ('0009_import_history_kin', 21, 'd8855e7ba030f82dafa42cfa11c94369', 'done'),
  ('0009_import_history_kin', 22, '269be6c7e6ef8247ffcd85a937bf5702', 'done'),
  ('0009_import_history_kin', 23, 'df275397f2495ec44ab10607ef7cd583', 'done'),
  ('0009_import_history_kin', 24, 'eee382ae34af97f1d8aa81a26b0fcd9f', 'done'),
  ('0010_corrections_meetings', 1, '61362e8427b6589c83353ea73c47650d', 'done'),
  ('0010_corrections_meetings', 2, 'c4810b83110007f8e57b5f146b4131bb', 'done'),
  ('0010_corrections_meetings', 3, '6c6f8d5567c609e229f598f733b4c671', 'done'),
  ('0010_corrections_meetings', 4, 'd4b3105afd849418384e85a9ae34f471', 'done'),
  ('0010_corrections_meetings', 5, '435d3bfe16e0fe443a1312366baa6850', 'done'),
  ('0010_corrections_meetings', 6, 'e7c934f3feb3823de0dc321f1c39cfd9', 'done'),
  ('0010_corrections_meetings', 7, '4666331935464a93fb72637ad57902e0', 'done'),
  ('0010_corrections_meetings', 8, '1a6664cdeb180a13ea0724384d971eb7', 'done'),
  ('0010_corrections_meetings', 9, '1c860aec7877c2321aeaee56f229c561', 'done'),
  ('0010_corrections_meetings', 10, '19c905dea2764f3c5e389d79f288dc9a', 'done'),
  ('0010_corrections_meetings', 11, '9497e3dfb87b19d522aa77d86f456101', 'done'),
  ('0010_corrections_meetings', 12, 'bf367852eda6d5d324a0003554493dd6', 'done'),
  ('0010_corrections_meetings', 13, '5d37225a7261062482d0e0f0a5a1cd87', 'done'),
  ('0010_corrections_meetings', 14, '45e1c0fea8099deb499fc0b095855bce', 'done'),
  ('0010_corrections_meetings', 15, 'a7ad41afc6f816beac30c8e8f66e3acd', 'done'),
  ('0010_corrections_meetings', 16, 'd20752b27fde1094056bf7b2a1f4cd5a', 'done'),
  ('0010_corrections_meetings', 17, '4bb99c308aae356549d3156737a706ce', 'done'),
  ('0010_corrections_meetings', 18, '1104f746891751005680806fc4d97a62', 'done'),
  ('0010_corrections_meetings', 19, '1e38b4ec118d71f3917b342be6bd6c21', 'done'),
  ('0011_paper_forms', 1, '2e2fff70d908f8851f7f09dbf1235f10', 'done'),
  ('0011_paper_forms', 2, '324ffbabe2bed19a8ac3185a08698b49', 'done'),
  ('0011_paper_forms', 3, '1d81350709d86f3dc5eec6b441a3d0fd', 'done'),
  ('0011_paper_forms', 4, '36ea4f37769a1c0541c54d68c7cd1933', 'done'),
  ('0011_paper_forms', 5, '1d86ded2b8a7fde1accb8b87ef9ae03d', 'done'),
  ('0011_paper_forms', 6, '643c9605e6faa9bec72ea8d8b8fc639b', 'done'),
  ('0012_opening', 1, '2223ba2dc07365dde28f22019943e03b', 'done'),
  ('0013_grant_requests', 1, '7bff2632d9c36205b332b8578efe24b4', 'done'),
  ('0013_grant_requests', 2, '1c20aa9f898cf85d80df2e125f491c61', 'done'),
  ('0013_grant_requests', 3, 'b9990bc8510539fcd0f0b19291ff52be', 'done'),
  ('0014_registers', 1, 'db2643b14fee294dc56c70156e4ffc26', 'done'),
  ('0014_registers', 2, '641882996b17c660e7a8ac6f585c90d8', 'done'),
  ('0014_registers', 3, 'c6c5328f3d01c34d8bcb330dbc33c9da', 'done'),
  ('0014_registers', 4, '8be93c2e69b9b8a63e958974234ebbab', 'done'),
  ('0014_registers', 5, '270b21e69d74538431a0235f59ca4a62', 'done'),
  ('0014_registers', 6, 'd117b7fe17882465cf5c612ad0836d19', 'done'),
  ('0014_registers', 7, '6b07c970d82b1e1c9beb795eef329b0b', 'done'),
  ('0014_registers', 8, 'b8c7b6bfef05d704fd6a6de2df2d1522', 'done'),
  ('0014_registers', 9, '697d8f68f563297ff3fdc9fdf7dfbcc2', 'done'),
  ('0015_plan', 1, '552ec79bc9a4324e99ff825e208c13f2', 'done'),
  ('0015_plan', 2, '8b75af240c6b227163269d8666d8178f', 'done'),
  ('0015_plan', 3, '9b1366846e572a652156da8ff9eeb4dd', 'done'),
  ('0015_plan', 4, '11d91884b147676b5a18193f44010e95', 'done'),
  ('0015_plan', 5, '44fd1674a40e03b334139da8810f0bca', 'done'),
  ('0015_plan', 6, 'ae5fb16d3a99d43742b8f93b6a44a4bc', 'done'),
  ('0015_plan', 7, 'e166bcb0212b0e195a482667498efcce', 'done'),
  ('0015_plan', 8, 'c5952f7ddfbd25028222610424743690', 'done'),
  ('0015_plan', 9, '6d01bfc9e96b1aa6e4dab45a61c8e04b', 'done'),
  ('0015_plan', 10, '83879d32096246795f0af5d8138faf49', 'done'),
  ('0015_plan', 11, '5032d6eebe59ef4897c131ce3bbdb69a', 'done'),
  ('0015_plan', 12, '0056b10e3a5dab684d0113263551f5c3', 'done'),
  ('0016_objections', 1, '1e01181bc917118593f93ef666235f37', 'done'),
  ('0016_objections', 2, '4992991f5e9ac65e4011946d54e06e94', 'done'),
  ('0016_objections', 3, '50a78c8773d439725fc8497ef16689e9', 'done'),
  ('0016_objections', 4, '4f2dd40ed1a70d6b629ff4770d10f1ad', 'done'),
  ('0017_accident', 1, 'dd8ff0a5acc2304a01e80eaf07344c9a', 'done'),
  ('0017_accident', 2, '2ab7030716bd2e77adc34173e7ac4c36', 'done'),
  ('0017_accident', 3, '4aa967dad170a1c32062473c51a04b68', 'done'),
  ('0018_crosscheck', 1, 'a68892f40c168b123cd4a1b6194e4d70', 'done'),
  ('0018_crosscheck', 2, '5281ccbcec1eb605c040ca145698c241', 'done'),
  ('0018_crosscheck', 3, '23572e0715c14350ea414172220af8c8', 'done'),
  ('0018_crosscheck', 4, '9cfe487c27cb9ac0332699945813eb64', 'done'),
  ('0018_crosscheck', 5, '7b3709fad9dba8c3089474d06a583d4c', 'done'),
  ('0018_crosscheck', 6, '049890f31a1f01d572271b80e4e60f72', 'done'),
  ('0018_crosscheck', 7, 'a3c0a16a4470cf24dc94c73ae011b5ab', 'done'),
  ('0018_crosscheck', 8, 'a2844df83c6da7b66bc731f507c774b1', 'done'),
  ('0018_crosscheck', 9, '343fd91d9ab072cb0430bb2906ebb5db', 'done'),
  ('0019_groups_delegates_splits', 1, '6df55f7e090222428b6fe3371ce15e09', 'done'),
  ('0019_groups_delegates_splits', 2, '08bff76ac22b030e33127b43afeefe19', 'done'),
  ('0019_groups_delegates_splits', 3, '19dca88c3e748de00de894764b4265aa', 'done'),
  ('0020_shifts', 1, '1dd0639aebeae42cab18b5496e3beeb5', 'done'),
  ('0021_draw', 1, 'd69547a469dc23c676135d24ecf71efe', 'done'),
  ('0021_draw', 2, 'd76499a5c64ae44086a96be3bc94a075', 'done'),
  ('0021_draw', 3, 'fafc7df4d3ddf581a873c30a94f63cd8', 'done'),
  ('0021_draw', 4, '5d6dfbc00892da2dff793f5963962422', 'done'),
  ('0021_draw', 5, 'ffbbef14cb0e2511aa079fe9348473b6', 'done'),
  ('0021_draw', 6, '3f5b53ff6bc1e0e49455ee37a823bdd4', 'done'),
  ('0021_draw', 7, '4a6fb55bd781d8ce82995cf924bfdf21', 'done'),
  ('0021_draw', 8, 'df52a518de840b78e98dca87feff4f7b', 'done'),
  ('0021_draw', 9, '97eaef6163eb989af5a89b96c18ca66d', 'done'),
  ('0021_draw', 10, '52a9fad98f8d4e761f48b982a3b724f5', 'done'),
  ('0022_work', 1, '5b0229e03ea3b97a1f8d342f87c04193', 'done'),
  ('0022_work', 2, 'e1109eab4542ee7228940b3ae51338f2', 'done'),
  ('0022_work', 3, 'cb180cc7334346177a01a0fad5dcda1a', 'done'),
  ('0022_work', 4, '78105d492e9cef739796a3981704dfc4', 'done'),
  ('0022_work', 5, '64ca4ce1ffb94c999d2b5546f10e40cb', 'done'),
  ('0022_work', 6, '8eee2a4fd3b9fcfd4331a9043fec63ce', 'done'),
  ('0022_work', 7, 'ac59d7eaaa25a7e77ba18fa9c266f460', 'done'),
  ('0022_work', 8, '7a7da25908289a448970a4b38c0a39e2', 'done'),
  ('0022_work', 9, '3d994f870b66004a803d9dffe4d2c738', 'done'),
  ('0023_rides', 1, '3c053faa30b12c149f25130b92ea7733', 'done'),
  ('0023_rides', 2, '8935d66e3b5123a04522313ab910b105', 'done'),
  ('0023_rides', 3, '290fd91d25fb4942f5bca6a831c2fae3', 'done'),
  ('0024_assessment', 1, '3fc22eab63d5554a08f70bc5b0d37974', 'done'),
  ('0024_assessment', 2, '5ddb97abac6c8bbc82449ee335c3ae54', 'done'),
  ('0024_assessment', 3, '71142416a99252e8ee4711c8aad800c5', 'done'),
  ('0025_village_check', 1, '30fc1e414012f935a80695c9b4b2979b', 'done'),
  ('0025_village_check', 2, 'c7f5aa246928ff3bc3fbeb19d83a7b73', 'done'),
  ('0025_village_check', 3, 'ae18e337bacd6122403079dfa6b91b39', 'done'),
  ('0025_village_check', 4, '7f9fba74aaaa598ee70d0784a686eaf2', 'done'),
  ('0026_reconcile', 1, 'dae10486152ab61d46ed4b2981a90468', 'done'),
  ('0027_slip', 1, 'b32f2d6c843883f0d922ef37d8be5322', 'done'),
  ('0028_pay_lines', 1, 'd24b75079568e53d0df66e14e7618464', 'done'),
  ('0028_pay_lines', 2, '1a677de051e67df049bb2fb582c1e116', 'done'),
  ('0028_pay_lines', 3, '2e7b312ddd3660130bf5f5164dcad009', 'done'),
  ('0028_pay_lines', 4, '81c2e5f59e8f337d94725344c08ab019', 'done'),
  ('0028_pay_lines', 5, 'a7f9cecfe9e376926ae0daed1f03c99f', 'done'),
  ('0028_pay_lines', 6, 'dbc35fe05318025031a619439f3dd73b', 'done'),
  ('0028_pay_lines', 7, 'a15df31e017e1665da2c355a74adce78', 'done'),
  ('0028_pay_lines', 8, '4ca20cd5425fb0c25f68fc5ee6c5cc77', 'done'),
  ('0028_pay_lines', 9, '807cde92a96cfcc9ccfd973b3ac4aab4', 'done'),
  ('0028_pay_lines', 10, 'f9a7ec8f60b1d2f5d4c2612f0f77f3cd', 'done'),
  ('0028_pay_lines', 11, '6305d96bcd093e011de2452081a816ca', 'done'),
  ('0028_pay_lines', 12, '0093503f729e8cabed555e3eecb13664', 'done'),
  ('0028_pay_lines', 13, 'e193acb61b33ebaa3f422013ac422f67', 'done'),
  ('0028_pay_lines', 14, '56527fbac92566ee90ec88adf6f8c04b', 'done'),
  ('0028_pay_lines', 15, 'c6aeeff989a79aa81e2fa10ea05c85d9', 'done'),
  ('0028_pay_lines', 16, 'c6816b879f5d35c5e45b7736a36be8dc', 'done'),
  ('0028_pay_lines', 17, '829239f5f5bae476ead778b6980e1c7e', 'done'),
  ('0028_pay_lines', 18, '8b418683c21c4a8bf13320eca2d52949', 'done'),
  ('0028_pay_lines', 19, '4a5118957013a413515000b037400aa7', 'done'),
  ('0028_pay_lines', 20, '5093a1961ea4a2f0cca4c18b768aec24', 'done'),
  ('0028_pay_lines', 21, '6cd4cb5603d85fb51707cd36965947ac', 'done'),
  ('0028_pay_lines', 22, 'b14fa7dee33d68877c848e6b047a67ba', 'done'),
  ('0028_pay_lines', 23, 'e4919fef8d3b74f9c2837eee550a4c65', 'done'),
  ('0028_pay_lines', 24, 'f62c5bbf3f46f5301b5da32cf3ebaebe', 'done'),
  ('0029_fund_year', 1, 'ee6e2ff9728c4a02720f75b26d1b403d', 'done'),
  ('0029_fund_year', 2, '9969cfa5ed5ae8a2100d5be690e10e96', 'done'),
  ('0029_fund_year', 3, '09a2016aa93e42f3df8c5d924339aca7', 'done'),
  ('0029_fund_year', 4, '72b5a49bbd2a45aa21311a7f6079be15', 'done'),
  ('0029_fund_year', 5, 'f2620f2d2a989b983f51448b94d18da7', 'done'),
  ('0029_fund_year', 6, '0116e92f2c4619cbf9fec2ffe971460e', 'done'),
  ('0029_fund_year', 7, '4ba5c1cb5479d99ca1d03430d42b4fa1', 'done'),
  ('0029_fund_year', 8, 'e7163a60a6700315debc4462d94aa784', 'done'),
  ('0029_fund_year', 9, 'c9a4af54cb8b265e608d8aa535fa5465', 'done'),
  ('0029_fund_year', 10, '7036f50df0b3a31232d9569c25b53aa5', 'done'),
  ('0029_fund_year', 11, '6b6a5ed8c5473ee0c914ea2cf0ea7328', 'done'),
  ('0030_recovery', 1, '16f16662540f7130bec12b629eb141f0', 'done'),
  ('0030_recovery', 2, '2f9faebdd429752cebaa24e38b885425', 'done'),
  ('0030_recovery', 3, 'a31aecaf6a66bbb6cc2ac209ca75d84e', 'done'),
  ('0030_recovery', 4, '29cdcdd3be01500a5c110c1f7e477a46', 'done'),
  ('0030_recovery', 5, '4ba26758f6e403d043366e489a9dfb09', 'done'),
  ('0030_recovery', 6, '9d1701fae1f53feda43dcee30cf34f8d', 'done'),
  ('0031_bank_format', 1, '25b0f2e26fc5ba868b5e381761cebe5f', 'done'),
  ('0031_bank_format', 2, '65667477d8e9d7cdf2091bc94e74f0d8', 'done'),
  ('0032_payee_calls', 1, '9b090f2d09c5d76b5a4e00da828d3c7d', 'done'),
  ('0032_payee_calls', 2, '94263d0a22d91b8d710d717a8f7de357', 'done'),
  ('0032_payee_calls', 3, '6f70ecbf9ae11b6e5268b227198a8ef0', 'done'),
  ('0032_payee_calls', 4, '215144028f4b31e46c414b3e6cebffe1', 'done'),
  ('0032_payee_calls', 5, '11152235397e0510d66e1670b17801ed', 'done'),
  ('0032_payee_calls', 6, 'cac5587cc725b496c47203dbcb8d987c', 'done'),
  ('0032_payee_calls', 7, 'a5913b062d3014d54116f3bb9a2e998a', 'done'),
  ('0032_payee_calls', 8, 'd5920ddec16e3282eaaf5171cd17ba9d', 'done'),
  ('0032_payee_calls', 9, '9990fc1c275a7c8b56fd658486f1d6d4', 'done'),
  ('0032_payee_calls', 10, '3a1d32523e9e0c3ba2ff0f79dcdb8bbb', 'done'),
  ('0033_batch_and_complaint', 1, 'fed797d5d6111aa46f6705c8d8c7fc94', 'done'),
  ('0033_batch_and_complaint', 2, 'db809b4db378a04076f019effa094bf0', 'done'),
  ('0033_batch_and_complaint', 3, 'cc2c5fbf4b34109990f558a57fd2231a', 'done'),
  ('0033_batch_and_complaint', 4, 'eb0ff01721d8287948d38e126f2cb73b', 'done'),
  ('0033_batch_and_complaint', 5, 'f086ba13e10660841c5ba3173b59850f', 'done'),
  ('0033_batch_and_complaint', 6, 'ccfc2fef409a9363b88e8da291e4dcfb', 'done'),
  ('0033_batch_and_complaint', 7, '835ec797505edb2d4a5e3733a889bd38', 'done'),
  ('0033_batch_and_complaint', 8, '0237945e51f43598ab4f4035bb7e7886', 'done'),
  ('0033_batch_and_complaint', 9, '1ac18b45d474285d1be6796d2ba43dae', 'done'),
  ('0033_batch_and_complaint', 10, 'c33e01d11cc0a0ce1660c9d6e7b8e9f4', 'done'),
  ('0033_batch_and_complaint', 11, 'a46965d0da084a2fac5b5cad1b8ea194', 'done'),
  ('0033_batch_and_complaint', 12, '06384ff36a5c9ecc900efe51c7e776f4', 'done'),
  ('0033_batch_and_complaint', 13, 'd72d93f96f27bc39b6d183d0b2b64573', 'done'),
  ('0033_batch_and_complaint', 14, 'e86ad25b383cc61fb9f00e444daa87db', 'done'),
  ('0033_batch_and_complaint', 15, '340182b92a321e8142ab65b45c80c62d', 'done'),
  ('0033_batch_and_complaint', 16, '4896a2e92f5c42228cedcef545bb0d6e', 'done'),
  ('0033_batch_and_complaint', 17, '57afe0b4ed21b958234fbfa8f2a0d878', 'done'),
  ('0033_batch_and_complaint', 18, '4992991f5e9ac65e4011946d54e06e94', 'done'),
  ('0034_cards', 1, '6c3d18d4c5a7face0c31783cb220d2f6', 'done'),
  ('0034_cards', 2, '8defc7ee76529c4186fb7429435a9c24', 'done'),
  ('0034_cards', 3, '1ab01f559bb739600a8131780dad7e0d', 'done'),
  ('0034_cards', 4, '58eada4ce5ff7a0c77049e015e84cebf', 'done'),
  ('0034_cards', 5, '94fad7f404e08b2c06a8eda4dca0e911', 'done'),
  ('0034_cards', 6, '0cb73262593c80851749dc0c46dbb741', 'done'),
  ('0034_cards', 7, '5d1593aa0a3dfb0a6c6087b75d24efd6', 'done'),
  ('0034_cards', 8, 'ea42deb709e875ecfed34b606311ff63', 'done'),
  ('0034_cards', 9, '85b3c8bee660b95ed963c842b28cbba6', 'done'),
  ('0034_cards', 10, '51b608c1a329f7ade6846f20bbc3f250', 'done'),
  ('0035_arrears', 1, '6065aca407b374d5d40949c939bf7b98', 'done'),
  ('0035_arrears', 2, '90b3a225fe102d70b0d8ff431cf96e87', 'done'),
  ('0035_arrears', 3, 'bcfbfb14b852117a6038fa77af80786c', 'done'),
  ('0035_arrears', 4, 'e45923a7cd55f730b8c90e41229777b3', 'done'),
  ('0035_arrears', 5, '90132d3ddac5ff6caf7ddbcb4ac57e6d', 'done'),
  ('0035_arrears', 6, '225f3d844c0a13a91f6eed76a4aaba46', 'done'),
  ('0035_arrears', 7, 'cec4844880f059f39afc55d29ffa8f7f', 'done'),
  ('0036_pay_ahead', 1, 'f2e66a6222516791fa99d77cd07dc542', 'done'),
  ('0036_pay_ahead', 2, '991b0c1f92aa107490ed60886e52dc59', 'done'),
  ('0037_batch_line_sent', 1, 'bdc708abb0cff23f8de8fbcfda3ca2a3', 'done'),
  ('0037_batch_line_sent', 2, '009a89c057c1fb37d3b55915055a693a', 'done'),
  ('0038_batch_line_item', 1, '01467e1b563d04b7e90daf93eaf936da', 'done'),
  ('0039_calls_by_place', 1, 'b996bc64ebd9bd7082422cad9e8b353a', 'done'),
  ('0040_inspectors_desk', 1, 'd6bec029af6ea95644e8944a1178e954', 'done'),
  ('0040_inspectors_desk', 2, 'f2d4ade9821e057910ea0cf1fa1787ff', 'done'),
  ('0040_inspectors_desk', 3, '6c0a95ba9cd1a0932c5947412afdb487', 'done'),
  ('0040_inspectors_desk', 4, 'd46cb192aae53805cc2427a1b7ba4477', 'done'),
  ('0040_inspectors_desk', 5, 'a3f29cb2d95dbb72177740378b78b6e5', 'done'),
  ('0040_inspectors_desk', 6, '95b6f292a654699fd1b8f4a14d0677b2', 'done'),
  ('0040_inspectors_desk', 7, '5eec34eadb2bdfde8c129183f579d678', 'done'),
  ('0040_inspectors_desk', 8, 'fc93d331062c150eae194b63507d3875', 'done'),
  ('0040_inspectors_desk', 9, '5d33f6e72c7ea3c8757890d57c181f4d', 'done'),
  ('0040_inspectors_desk', 10, '8edb0f1733fed21b30c8be6b7747e889', 'done'),
  ('0040_inspectors_desk', 11, '4cc69b9b58e992242500ebfac76bf9fa', 'done'),
  ('0040_inspectors_desk', 12, 'a8d33d8decfa521f04994e59f60fd38e', 'done'),
  ('0040_inspectors_desk', 13, '30673c7e9d29b050bd217b1d23a23129', 'done'),
  ('0040_inspectors_desk', 14, '964abf58392d2706f981f32b4ada91ac', 'done'),
  ('0040_inspectors_desk', 15, 'b486e3073021b77184be75e89955d16b', 'done'),
  ('0040_inspectors_desk', 16, 'ddf40ed10af6e9a2b0d7f35cd7e86c17', 'done'),
  ('0040_inspectors_desk', 17, 'e0fd51bd356b21975cfa94c86705211f', 'done'),
  ('0040_inspectors_desk', 18, '504531db6faeb8011f48082a42341de7', 'done'),
  ('0040_inspectors_desk', 19, '78f8c33e364a69db4f52f5b14119914b', 'done'),
  ('0041_progress_form', 1, '2f3a0f640b37dc23d6e55377c7bd2029', 'done'),
  ('0041_progress_form', 2, '7426c71dcc194be8e2f37dc1fa5c3e3e', 'done'),
  ('0041_progress_form', 3, 'a5140b8c66da63f5312abb7badd77437', 'done'),
  ('0041_progress_form', 4, 'bfd0e90aaaacec0a56aa44c4b34f94a9', 'done'),
  ('0041_progress_form', 5, '7c955f62e5fe755bd247e24f20f71343', 'done'),
  ('0041_progress_form', 6, '70d427f51a505332fdaa5ba77c80af40', 'done'),
  ('0041_progress_form', 7, 'c1f77c24890d8d6090e1c5da90b0a499', 'done'),
  ('0041_progress_form', 8, 'c66f9b68fa0075dc7d3106a7a529aefb', 'done'),
  ('0041_progress_form', 9, 'db38ca4b7aafc2c604b7c23f2b6054a8', 'done'),
  ('0041_progress_form', 10, '6de97c49493f43e6a7dc4bff582902a6', 'done'),
  ('0041_progress_form', 11, '65c11a9200e077ce4d814fdd8840d595', 'done'),
  ('0041_progress_form', 12, '96d36b862aecdd870d20d9a38bb0a8f0', 'done'),
  ('0041_progress_form', 13, 'c11a48a325a79c9f727d312381d92886', 'done'),
  ('0041_progress_form', 14, '0096af58e24facd62b1efd47ab27eb75', 'done'),
  ('0041_progress_form', 15, '16b44071436b7236db448de97a2ee37d', 'done'),
  ('0041_progress_form', 16, 'e6d0fd461dc23eebfc3636a1436e6aa3', 'done'),
  ('0041_progress_form', 17, 'a1e31fa9c734197e516340cea278ce41', 'done'),
  ('0041_progress_form', 18, 'd4063708bc0bca1a7d86af1b5ae8bcec', 'done'),
  ('0041_progress_form', 19, '4c74bd019b5d5ae2281de71b06dc5e62', 'done'),
  ('0041_progress_form', 20, '9e65e6cf326b6aac76ab08b91d7641c1', 'done'),
  ('0041_progress_form', 21, '00f0625d5c77b5c6aa24df393e29e13c', 'done'),
  ('0041_progress_form', 22, 'c99e400bc3bf7980a58767a96c7a54af', 'done'),
  ('0041_progress_form', 23, '2df515cfb6bb9d4f37c7611cabe25b85', 'done'),
  ('0041_progress_form', 24, '075a7bc28acb5242a6ae5913f13e32c4', 'done'),
  ('0041_progress_form', 25, 'aebe676f4922890c537c90cb272bfa75', 'done'),
  ('0041_progress_form', 26, '87331297ae01c86af8c4610b7c4ee72e', 'done'),
  ('0041_progress_form', 27, '761c8c1a0ddd8ba72772e2d7cf43ddd6', 'done'),
  ('0041_progress_form', 28, 'd95ac9c00378bf3b07da68af2cd4255c', 'done'),
  ('0042_lists', 1, '956084fa3ad81e36f248ddbdee3ab244', 'done'),
  ('0042_lists', 2, '5cc7cc01067c1bdaf9bda3c1337dd7a7', 'done'),
  ('0042_lists', 3, 'bd209c3ec8596a542ef433f3a966f103', 'done'),
  ('0042_lists', 4, 'b31666593a02e8a6b38630f29770ee10', 'done'),
  ('0042_lists', 5, '1ff74223c2ca1f6541e55b0bc4a710d9', 'done'),
  ('0043_projects_and_targets', 1, '5104b691e78ca7dce803e837ec58157b', 'done'),
  ('0043_projects_and_targets', 2, '1ad54715ff7076cd50765e9987b36e94', 'done'),
  ('0043_projects_and_targets', 3, '28d4ead6a62562a1ee1af28113ee38e0', 'done'),
  ('0043_projects_and_targets', 4, '005bae2522b804faf1f10999fca74ce5', 'done'),
  ('0043_projects_and_targets', 5, '601d96987877d542ac80be8606d26611', 'done'),
  ('0043_projects_and_targets', 6, '829ea9d0bc354574fb9f34a2ec5345b0', 'done'),
  ('0043_projects_and_targets', 7, 'e105318e549c2fd986a44c2abf0716d9', 'done'),
  ('0043_projects_and_targets', 8, 'b428ba9e20282f8e6fcdd06feb08a3f8', 'done'),
  ('0043_projects_and_targets', 9, 'cbdeed44c78d6479252e36f52caf394b', 'done'),
  ('0043_projects_and_targets', 10, 'e438e22528dc287a45318b8af7704dea', 'done'),
  ('0043_projects_and_targets', 11, 'c85060eee708f7b15516ed5d1b43f63b', 'done'),
  ('0043_projects_and_targets', 12, '09100cb08bd9e01b7d6975ed83fdd3a5', 'done'),
  ('0043_projects_and_targets', 13, 'db3b1dcb9b4cb7c54a342c10b59050af', 'done'),
  ('0043_projects_and_targets', 14, '01726ee7f164ace1232e5c7372782fe3', 'done'),
  ('0043_projects_and_targets', 15, 'da7dad5c7774a5d7dc7d79719b8efa1b', 'done'),
  ('0043_projects_and_targets', 16, 'f3dcea4057cae296e395571e6c64df91', 'done'),
  ('0043_projects_and_targets', 17, 'ea21f34c77acc4446bbd92aeb65384ff', 'done'),
  ('0043_projects_and_targets', 18, '3b8846eed8feb7a2187096202823492c', 'done'),
  ('0043_projects_and_targets', 19, '26322cb610a2173d4843aa10f05c1dfd', 'done'),
  ('0043_projects_and_targets', 20, '4063a0f9de2bd7da846b662aa0732128', 'done'),
  ('0043_projects_and_targets', 21, '9a2bba2175e098b49b783ca9223fdbb8', 'done'),
  ('0043_projects_and_targets', 22, '129ca1571eb2aa8d797638a834b10f26', 'done'),
  ('0043_projects_and_targets', 23, '643053c4cb451b0fb07d17f5342923a1', 'done'),
  ('0043_projects_and_targets', 24, '8e68f8cd65a23661badf6786803c69e8', 'done'),
  ('0043_projects_and_targets', 25, 'de8641df1670dea04706a808b0f7eb3d', 'done'),
  ('0043_projects_and_targets', 26, '10063e47c00a946262246e2c98370bae', 'done'),
  ('0043_projects_and_targets', 27, 'eb718a18dbbe666e7c0a45fc0cbb9f52', 'done'),
  ('0043_projects_and_targets', 28, '34b3976df15d47f38e5769b435945beb', 'done'),
  ('0043_projects_and_targets', 29, '41e3dd89415834aefa4adee8800b6f43', 'done'),
  ('0043_projects_and_targets', 30, '584ce840e609c589ca4db63ea5fd96d0', 'done'),
  ('0044_complaints_followed', 1, '1c5ee8e95dd4c43f6c4b93c7a680b583', 'done'),
  ('0044_complaints_followed', 2, '1282fc0a2d7877d4743160454943971c', 'done'),
  ('0044_complaints_followed', 3, '0f26a21ccac81704ce020d0703a4fee1', 'done'),
  ('0044_complaints_followed', 4, '7875203f45efda1d3b993a3de15d6d8f', 'done'),
  ('0044_complaints_followed', 5, 'f1aa7b79b09dfcf5b61726ba2c0c1032', 'done'),
  ('0044_complaints_followed', 6, '8da4d5db24e1705974694036bf4d47b3', 'done'),
  ('0044_complaints_followed', 7, '17b005ebeec864cefb68abd26f0130cb', 'done'),
  ('0044_complaints_followed', 8, 'e9bee7093fd35fe51f93c7abb1e709d3', 'done'),
  ('0044_complaints_followed', 9, 'f162951f283e557df9c228657ba269e4', 'done'),
  ('0044_complaints_followed', 10, 'c9155a5727a487cc7c53e00cc1c42335', 'done'),
  ('0044_complaints_followed', 11, 'c77724d98a038d7e313b183efb230209', 'done'),
  ('0044_complaints_followed', 12, 'd307e1462998c06ef62727eb9cf4a7a6', 'done'),
  ('0044_complaints_followed', 13, 'a878941a46fff52176c236d4e6f84f7d', 'done'),
  ('0044_complaints_followed', 14, 'b5067ea8a895db894e2402e5265b360c', 'done'),
  ('0044_complaints_followed', 15, '000d6c1e0462339ca64459249d72088a', 'done'),
  ('0044_complaints_followed', 16, '9e925d84c14dbb9693788f07fa2e2855', 'done'),
  ('0045_help_ledger', 1, '4ec4338b2e76c7d5f973c3d92988edae', 'done'),
  ('0045_help_ledger', 2, '21e0e0733dd0f0267a041085c1f4e0d5', 'done'),
  ('0045_help_ledger', 3, 'a6d0e47433fdef8c73b7eba54ba20b95', 'done'),
  ('0045_help_ledger', 4, 'fa5de6a573c3864319f4d5a3551da7c2', 'done'),
  ('0045_help_ledger', 5, 'bf087cb6777a45e2c3e7a203a48575a8', 'done'),
  ('0046_rectification', 1, 'ffe16610b53e4ffe6f99b2a9fece2998', 'done'),
  ('0046_rectification', 2, '1bcc9d52ae40cdb0fd86f739641a2aa6', 'done'),
  ('0046_rectification', 3, 'f48c81846cf761d491526bbb348faa7d', 'done'),
  ('0046_rectification', 4, 'e25e07ef635098c932c7b94ec1e92c74', 'done'),
  ('0046_rectification', 5, '84f52a321abfcde435651d3b36e0e000', 'done'),
  ('0046_rectification', 6, 'f8019c3c3fe6b06fb5dbe852f15aaee9', 'done'),
  ('0046_rectification', 7, '0684dd4a562f574d3a5ef99cdb3b2b8f', 'done'),
  ('0046_rectification', 8, 'f9affb4c462056b0358dd59c299c2976', 'done'),
  ('0046_rectification', 9, 'c4ba281b18e326394859da902719976b', 'done'),
  ('0047_overview', 1, '1bb5c3c4e65631e841cc158881b8dc5f', 'done'),
  ('0047_overview', 2, '0c799cdcd359f4b7d272fd71f14f4183', 'done'),
  ('0047_overview', 3, '38da2f3bda89aabcc6f9efb2b1a3561a', 'done'),
  ('0047_overview', 4, '9a5d63fa70af8c9ffe6d49f4a7c04122', 'done'),
  ('0048_what_is_open', 1, 'ff045f46a052203f366ccb85b124682a', 'done'),
  ('0048_what_is_open', 2, '6ff5b5755424f86ba10b316df4e3f746', 'done'),
  ('0048_what_is_open', 3, '539323a20dc2393600378138baefbb8f', 'done'),
  ('0048_what_is_open', 4, '333c95eecf87211e019b3676e2ee8579', 'done'),
  ('0048_what_is_open', 5, 'd2cc256a43da87208c23c8afc2cb8f92', 'done'),
  ('0048_what_is_open', 6, '1a5bd654971cb1de6494047ea63f5fb3', 'done'),
  ('0048_what_is_open', 7, '4a8fa333515a19c625910c79684d7c93', 'done'),
  ('0048_what_is_open', 8, '601b1887610a468a7e5e80e81441a193', 'done'),
  ('0048_what_is_open', 9, 'c2411153332807c9c6014587f243d79f', 'done'),
  ('0048_what_is_open', 10, '8466d07b7ebdc645b7d19d95b8814234', 'done'),
  ('0048_what_is_open', 11, '68cb2ac17827d559b3e0ba9aa8bee88a', 'done'),
  ('0048_what_is_open', 12, '76a60b7447cdc9039bcabc1cec4857a1', 'done'),
  ('0048_what_is_open', 13, '667734aa6e21815521a4ef21e5560908', 'done'),
  ('0048_what_is_open', 14, 'e41b28cdea60c3101c2c88ebd3b79297', 'done'),
  ('0051_job_files', 1, '5ad907b906e8aeb5a6c2839d1ad36efe', 'done'),
  ('0051_job_files', 2, '008ec9fb75c8e7fc318e9bba5c0b5bfd', 'done'),
  ('0051_job_files', 3, '2f90d5e7c8b9c2dbc93194168a31eca7', 'done'),
  ('0051_job_files', 4, 'c66651d093d32c993e22121e4e61e441', 'done'),
  ('0052_checks_kept_aside', 1, '8f31e10a0d19d7834ccaf091a9d5eb5f', 'done'),
  ('0052_checks_kept_aside', 2, 'ea3b4ea08d27ec6762743253be740a9e', 'done'),
  ('0052_checks_kept_aside', 3, '10cc3d8d372dace7a7fb1305dab96fdc', 'done'),
  ('0052_checks_kept_aside', 4, '31d45418c9141aaf1ea328d161a55789', 'done'),
  ('0052_checks_kept_aside', 5, '41a18f73809d1bd16bb0681ee334e4f4', 'done'),
  ('0052_checks_kept_aside', 6, 'e6b350edc48ca8e24ce7a5c46cd8f2ef', 'done'),
  ('0053_nobody_named', 1, 'a432b2cbbe940007bed12b027ce46d12', 'done'),
  ('0053_nobody_named', 2, '122a03d7c410f3202bae1790a35103e1', 'done'),
  ('0053_nobody_named', 3, 'd665ff0d333b30ad0b11f0ba33741f75', 'done'),
  ('0053_nobody_named', 4, 'c022140cd51744f8ae42f1c327fb1006', 'done'),
  ('0054_account_origins', 1, 'c493a5ab0076bbf2989c844a30dc4bc4', 'done'),
  ('0054_account_origins', 2, '2ed36eded1c0d10cd2d9b9245eb6f1a7', 'done'),
  ('0054_account_origins', 3, 'de201c4c03515bc7ecd67fa2654496e6', 'done'),
  ('0054_account_origins', 4, '7bb2b04a25ea1f0afe0abd761551b815', 'done'),
  ('0054_account_origins', 5, '627495e28ab7f298a1ab1d6ce24b5040', 'done'),
  ('0054_account_origins', 6, 'b6e3a28e629dfeb71551104cc0a0deb6', 'done'),
  ('0054_account_origins', 7, '59995d5ccf5dfc5342e7913ef1410ff6', 'done'),
  ('0054_account_origins', 8, '8c5fccd72c2aa5767945bcc04fac536e', 'done'),
  ('0055_password_resets', 1, 'c9c7270aaed2e8a45099d0d47322e56b', 'done'),
  ('0055_password_resets', 2, '9c64845d95eaa9728250bbd35893aab9', 'done'),
  ('0055_password_resets', 3, '03a6d27714f3e8ef4a4850eaca9edbb3', 'done'),
  ('0055_password_resets', 4, 'c29d94e0098bd7cb3a911fe510ff0546', 'done'),
  ('0057_typed_parameters', 1, 'c015c7c15b28f86a34ad2da92344f186', 'done'),
  ('0057_typed_parameters', 2, '97ceb489427b9e8748f8e249611ac65b', 'done'),
  ('0057_typed_parameters', 3, '7d7d8a477f75aa70c164ea8986fb91c1', 'done'),
  ('0057_typed_parameters', 4, '59e1b63636112a37e05733e828fd2c5a', 'done'),
  ('0057_typed_parameters', 5, 'a8fc6f9edb7f7761285948ab0ed9678e', 'done'),
  ('0057_typed_parameters', 6, 'aff395cee8107cbac7ea1c4b7e228794', 'done'),
  ('0057_typed_parameters', 7, 'd77eca1ca9f988d1b98e90f417cb52ba', 'done'),
  ('0057_typed_parameters', 8, '07d4e9ea309614549552794325e77bc5', 'done'),
  ('0058_holiday_notices', 1, '8544c534bf0b4f278cdb50ea4023d966', 'done'),
  ('0058_holiday_notices', 2, '66c6d6e5da5453172d5057d0f4fbc70f', 'done'),
  ('0058_holiday_notices', 3, 'cfb23bce21628781f0eaeea349af2400', 'done'),
  ('0058_holiday_notices', 4, '81a4551bb741d5c2994aaa91a81883f1', 'done'),
  ('0058_holiday_notices', 5, '04bc4bf458077bc02ae72c08b160923d', 'done'),
  ('0059_pay_notice', 1, '21d6cdbe1aa6900e32596289711f636c', 'done'),
  ('0059_pay_notice', 2, 'dc79c42682b42a7f0b73776884aa6d97', 'done'),
  ('0059_pay_notice', 3, '0206d36b411d5af43b83238e21027d9f', 'done'),
  ('0059_pay_notice', 4, '8775ee6d672ab3ded0fa530646a896b9', 'done'),
  ('0060_pay_answer', 1, '3c7af35b08dfb34990bbf2df14dd2d9c', 'done'),
  ('0060_pay_answer', 2, 'e42a48a32bb9a3f8461f057e5416d048', 'done'),
  ('0060_pay_answer', 3, 'a66f5fc1ec66d8537fbac0cab96b2475', 'done'),
  ('0060_pay_answer', 4, 'fdb18d0b1ae26423beebfac5e738cf76', 'done'),
  ('0060_pay_answer', 5, '7300d885509de918af7f558bee5b03e9', 'done'),
  ('0060_pay_answer', 6, '0f29a874453f741014b584e747a088ae', 'done'),
  ('0060_pay_answer', 7, 'c8f160fcfce597a8a18756821c10017c', 'done'),
  ('0061_pay_unconfirmed', 1, '882b704737783cbdc7d97466527cd4d9', 'done'),
  ('0061_pay_unconfirmed', 2, '9cbf897503d3bf7db4ac1f5f481bebcc', 'done'),
  ('0061_pay_unconfirmed', 3, '0a14ba7f3ce8976b7244520c748cd8fc', 'done'),
  ('0062_findings_held', 1, '9b35088a7d90a9f54e786bd3cfeff779', 'done'),
  ('0062_findings_held', 2, '9e04c22201e59d942ee3ef88e862ae28', 'done'),
  ('0063_complaint_turns', 1, '407f7be9b9f6a4de293cc97f816f6669', 'done'),
  ('0063_complaint_turns', 2, '0001d5bb06a846db13ca19e17be6484f', 'done'),
  ('0064_counted_at', 1, '04e21d72be1b42fd91bec0df32b21926', 'done'),
  ('0064_counted_at', 2, '6bef9056cebb6c0d061550323ed8843e', 'done'),
  ('0065_list_orders', 1, '889f4cedfb7d1b8394ade9d0b0673bc6', 'done'),
  ('0065_list_orders', 2, '78a8f07d24e64e9e9bbbf8bf1fb8ddb1', 'done'),
  ('0065_list_orders', 3, 'c4364287c43008c6747c1c216b9bb5fd', 'done'),
  ('0065_list_orders', 4, 'e31c2bf1fb6f101326e7ea1a5ce94b6e', 'done'),
  ('0065_list_orders', 5, '569dfbbcbba975023256fe0da3f4d906', 'done'),
  ('0065_list_orders', 6, '748a950a4724a240fae11155666d148d', 'done'),
  ('0065_list_orders', 7, '35ab3f272eaadc5121bc09ed72b6d146', 'done'),
  ('0065_list_orders', 8, 'bf3ff2d2ce48a1abb590a40d401dca9d', 'done'),
  ('0065_list_orders', 9, '814810fa7c1ff8b0084c81f8dbfb14d4', 'done'),
  ('0065_list_orders', 10, '5bde9afd98ebe693a702c3574a0e7352', 'done'),
  ('0065_list_orders', 11, 'bc37dfe5e6b0b4910faa3501fca8150d', 'done'),
  ('0065_list_orders', 12, '1041b556b526e458052c7c1ca5b8db2c', 'done'),
  ('0065_list_orders', 13, '33600a5717f60928de6554735be3c874', 'done'),
  ('0065_list_orders', 14, 'bbfd33373598aa0483d81d0f02f2b85b', 'done'),
  ('0065_list_orders', 15, '2f042fa29d27d81fa6d23b4c4458ed07', 'done'),
  ('0065_list_orders', 16, 'e9a385a33eb64ccc2c47d0df4490001c', 'done'),
  ('0065_list_orders', 17, '971765dd648271af54d00f3d98fdc3ea', 'done'),
  ('0065_list_orders', 18, '38cd245749320a378d4ef3facada10b5', 'done'),
  ('0065_list_orders', 19, 'fb540452795fa3993af4cbc2f8917156', 'done'),
  ('0065_list_orders', 20, '263145187de2d78f97d6cf8ad9dab1aa', 'done'),
  ('0065_list_orders', 21, 'e2709352b3b45e19597049e8ab55fd0c', 'done'),
  ('0065_list_orders', 22, '1b0e8bf32e2fb5dc15ce267ba6dc6d85', 'done'),
  ('0065_list_orders', 23, '382be68d6454d172a0e5fed03888f8f5', 'done'),
  ('0065_list_orders', 24, '93d2432e77a1659115d56ee85fe9e983', 'done'),
  ('0065_list_orders', 25, '0da8f41a5ab8528ca5ff35b6a6eef5c8', 'done'),
  ('0065_list_orders', 26, '0b0c31e400b54ec5edae2e599673cb13', 'done'),
  ('0065_list_orders', 27, 'ff6d277c558ff8aba8d2daf829007014', 'done'),
  ('0065_list_orders', 28, 'cd8e64eb1535a31f6b5cb5fe4bb65276', 'done'),
  ('0065_list_orders', 29, '3f1b13102153582ff1afba65da2ac8e6', 'done'),
  ('0065_list_orders', 30, 'cdfdb2b6acdc910eaa3b08bd15d22204', 'done'),
  ('0065_list_orders', 31, '02f5f8162a6fb8bcc0e66fc4659f35a5', 'done'),
  ('0065_list_orders', 32, '8cdb0cacff6ad11cee99703af82734bd', 'done'),
  ('0065_list_orders', 33, '7fc2457b0c4c67749693e95fecd67b11', 'done'),
  ('0065_list_orders', 34, 'addfec6981a1723fca3cd28af5773378', 'done'),
  ('0065_list_orders', 35, '31d4cfbb5235eb893b5819f5c2cd711b', 'done'),
  ('0065_list_orders', 36, 'cd806055866af4d5c468b099bddfa569', 'done'),
  ('0065_list_orders', 37, 'c2cd3a5e70c5dfe566b5f81c83a21abe', 'done'),
  ('0065_list_orders', 38, '4a83cb35399ce39d7fd00df0c6f3ce01', 'done'),
  ('0065_list_orders', 39, '2a05956c885db005166960cec1c31671', 'done'),
  ('0065_list_orders', 40, '43e5199654a2f6f118bd35ff61aa5fab', 'done'),
  ('0065_list_orders', 41, '504c1d10b43696a94053f5bbb98583f7', 'done'),
  ('0065_list_orders', 42, '6b3c5061b2310b551ffd8d7f2f579ff2', 'done'),
  ('0065_list_orders', 43, 'ebe25c554cf2646c9a8c4ab334facd4d', 'done'),
  ('0065_list_orders', 44, 'b7a2c385cb34a625d637c24e0827c10d', 'done'),
  ('0065_list_orders', 45, '7ddde91458492aa342ba5ee6dedffb71', 'done'),
  ('0065_list_orders', 46, '56a9b80c13a106df0ff77f053c101a09', 'done'),
  ('0065_list_orders', 47, 'c6a63285d05914cc31459b279e36c9c8', 'done'),
  ('0065_list_orders', 48, 'ed49b88e8b2c88bf91dd44b9ccfd9e4a', 'done'),
  ('0065_list_orders', 49, '6a2b5afe2b951b7811e3c49edbc4736d', 'done'),
  ('0065_list_orders', 50, '06dbf3759edb8ae1f7efaf23d8734b20', 'done'),
  ('0065_list_orders', 51, '375016af759fd3758b2164ce3e459d84', 'done'),
  ('0065_list_orders', 52, 'a454c4fa1b4f49efc0c6fb5059e34023', 'done'),
  ('0065_list_orders', 53, '77bf28537b65da96df2014c6ac929f61', 'done'),
  ('0065_list_orders', 54, '2a6a4b5c136fc7af437fd6f277b9aba4', 'done'),
  ('0065_list_orders', 55, '9df536c3cd2b62eeb30ed6e6396f2378', 'done'),
  ('0065_list_orders', 56, '1ea8a94544c05bb2d1bf40d874cc9668', 'done'),
  ('0065_list_orders', 57, '645dd9ffa8f0795782a9a507d1f14785', 'done'),
  ('0065_list_orders', 58, '45e2cd3bced8401b7b12ae51f18a04af', 'done'),
  ('0065_list_orders', 59, '5e9352e48f2ca75fb3fa6c1c3de49df5', 'done'),
  ('0065_list_orders', 60, '3d4d8948c8fa3bbf43eaf577661e7c1f', 'done'),
  ('0065_list_orders', 61, 'ac8c325eb4a2d6750e1e7856d1d87d3c', 'done'),
  ('0065_list_orders', 62, 'b56561102542cca7f08eb2865b9b4e24', 'done'),
  ('0065_list_orders', 63, 'a2c5b09ab283ac098e21cc6625309cb7', 'done'),
  ('0065_list_orders', 64, 'cdcd9673133d7b68f94fd1b8d932b0b4', 'done'),
  ('0065_list_orders', 65, 'afeaf90298d016340361075b0b3b0403', 'done'),
  ('0065_list_orders', 66, 'e045bd0c61192ff6893c61d4325062b9', 'done'),
  ('0065_list_orders', 67, 'a3246b4ba7d0fd62f5cf415dae4fda51', 'done'),
  ('0065_list_orders', 68, 'b386454f4c3aeaf1a8854552c8d2931b', 'done'),
  ('0065_list_orders', 69, 'c1c1051070954f4955c0af3c04228d61', 'done'),
  ('0065_list_orders', 70, 'f0e9e5207ed81fc46e47689f79ef4670', 'done'),
  ('0065_list_orders', 71, '1603660235a050e55f0df1d2e21e484f', 'done'),
  ('0065_list_orders', 72, '6f9b9c7f5525dafe167e7ef4e6475ad7', 'done'),
  ('0065_list_orders', 73, '20a4566df857c9b6e09d1a15edcfb473', 'done'),
  ('0065_list_orders', 74, '49980a5176024f0bcf5582c279401aab', 'done'),
  ('0065_list_orders', 75, '4cc56b3483d2b4aac150703168e4d926', 'done'),
  ('0065_list_orders', 76, '9b2781ed84b421d835263335a457fdfb', 'done'),
  ('0065_list_orders', 77, 'af6b2b5666befc153c96d07608f99a46', 'done'),
  ('0065_list_orders', 78, '1f094dfbb46156a90a949537869cc13c', 'done'),
  ('0065_list_orders', 79, 'b01d9ee114bfb74495e4619b315a7e67', 'done'),
  ('0065_list_orders', 80, 'a62d63d0215e0ea76231267005353cb0', 'done'),
  ('0065_list_orders', 81, '7d4125d25fed8716149c70743b56492d', 'done'),
  ('0065_list_orders', 82, '71013abdf3af2e7dd6fcaef98da19534', 'done'),
  ('0065_list_orders', 83, '92f02dee7744eb560ccb87b056af4065', 'done'),
  ('0065_list_orders', 84, '0f48317ac866205d8ea0f2ccb26c373c', 'done'),
  ('0065_list_orders', 85, 'b2316d5e7ab06fa907c0e245c61d795e', 'done'),
  ('0065_list_orders', 86, '51cc7f03d7fb8be750b875fc719660ad', 'done'),
  ('0065_list_orders', 87, '99c9f8a0c25a52d419fc2275d4c74f7e', 'done'),
  ('0065_list_orders', 88, '0a4615b8bfa0a9f7f6ce4dd5b4d4b498', 'done'),
  ('0065_list_orders', 89, '0527a6a1c684aebdd82103bcbc6f740f', 'done'),
  ('0065_list_orders', 90, '3cb1bb48732f3701005d81c150c7bcc1', 'done'),
  ('0065_list_orders', 91, 'f63c0b338a6384424bb9cb930f20338a', 'done'),
  ('0065_list_orders', 92, '859b038cbf3ccdb40c83c25c6bc989fc', 'done'),
  ('0066_paid_over', 1, 'd4675657c5b2ed3a113a3454d156a7e4', 'done'),
  ('0066_paid_over', 2, 'e04e5b316d175d6589b797d743932e82', 'done'),
  ('0066_paid_over', 3, '14f50cd7c17d30fbc6f506e52410db9d', 'done'),
  ('0066_paid_over', 4, 'aa08ff2dc93605cc26d89f0da2ed5826', 'done'),
  ('0066_paid_over', 5, '654f3be4ce5e5900e7e163da7c518c58', 'done'),
  ('0067_import_asking', 1, 'ec5e5f3e650cb17c71425cf83f0bdf93', 'done'),
  ('0067_import_asking', 2, '0f346d8b7db0b55f294505baa87607b6', 'done'),
  ('0067_import_asking', 3, '7ab6784dc2a326e75ddd7702c16ed56b', 'done'),
  ('0067_import_asking', 4, '8b96bcac05862a0e24c759f1a986daf5', 'done'),
  ('0067_import_asking', 5, 'e27196eaa91350a1c3cbc7998a9da6bf', 'done'),
  ('0067_import_asking', 6, '1abbbcffd144f8954aeb2ab73b24f468', 'done'),
  ('0067_import_asking', 7, '1603660235a050e55f0df1d2e21e484f', 'done'),
  ('0067_import_asking', 8, '6f9b9c7f5525dafe167e7ef4e6475ad7', 'done'),
  ('0067_import_asking', 9, '20a4566df857c9b6e09d1a15edcfb473', 'done'),
  ('0068_column_answers', 1, 'acd55e531c201094c659d9ba68a45b10', 'done'),
  ('0068_column_answers', 2, '351379b8edc9c8e299c4484863378a5b', 'done'),
  ('0068_column_answers', 3, '9a43b2eed1db943174fa2b00065afc81', 'done'),
  ('0068_column_answers', 4, '8233d4addf54608f655f3d78c885d578', 'done'),
  ('0068_column_answers', 5, '8ab967d67554892bf9649234dae56014', 'done'),
  ('0068_column_answers', 6, 'caa8aec88ab2d83548bead22ccd99e2e', 'done'),
  ('0069_nightly_tasks', 1, '07df1e3b95fe160dc3ff66453b67e0bc', 'done'),
  ('0070_households_not_known', 1, 'c1d7663074790275305c7be956673c95', 'done'),
  ('0070_households_not_known', 2, '518a4a3ccbbec5043f8a4370ce8a9bae', 'done'),
  ('0070_households_not_known', 3, '7829ab51c85f00093ea239fd71359a50', 'done'),
  ('0071_posts_taken_over', 1, '7c75b457df2955a1d4dd7a8dc07af473', 'done'),
  ('0071_posts_taken_over', 2, '34e747d9940009ba12c1e03969f35497', 'done'),
  ('0071_posts_taken_over', 3, '3291861f609afe89e97509b1003dde72', 'done'),
  ('0071_posts_taken_over', 4, '2a91819dd5fae7e2669485149d1fef60', 'done'),
  ('0071_posts_taken_over', 5, '03604a6794f981de4a7764ccff2864ca', 'done'),
  ('0071_posts_taken_over', 6, 'd7ae038af545da50d257ba7e1076cbdd', 'done'),
  ('0071_posts_taken_over', 7, '0996903afba6247c051e553c3ed8f97d', 'done'),
  ('0071_posts_taken_over', 8, '0c799cdcd359f4b7d272fd71f14f4183', 'done'),
  ('0071_posts_taken_over', 9, '38da2f3bda89aabcc6f9efb2b1a3561a', 'done'),
  ('0071_posts_taken_over', 10, 'e41b28cdea60c3101c2c88ebd3b79297', 'done'),
  ('0071_posts_taken_over', 11, '51cc7f03d7fb8be750b875fc719660ad', 'done'),
  ('0071_posts_taken_over', 12, '0527a6a1c684aebdd82103bcbc6f740f', 'done'),
  ('0071_posts_taken_over', 13, '664561a085b4acd7dec98755315b2fba', 'done'),
  ('0072_lists_sorted', 1, '2a7bc2f9f56936a81cf38076e9ff09b9', 'done'),
  ('0072_lists_sorted', 2, 'a3dd9c163c5e1cc5de7052f2e6596dfe', 'done'),
  ('0072_lists_sorted', 3, '56521484a8e6ad0f6a80be25011b4332', 'done'),
  ('0073_inspect_material', 1, '681ff25863caf97b5ffb6819c852a8cd', 'done'),
  ('0074_drafts', 1, '6e694ab1f60496c8b72b79ef63b82f5c', 'done'),
  ('0074_drafts', 2, '3aa7451d153427b35b168f2a20ecc23c', 'done'),
  ('0075_tails', 1, '90b047ace4ea53dedd78fe5fe5cd00a2', 'done'),
  ('0075_tails', 2, '0a31cd5530fe58c1d06ac084eb8072ce', 'done'),
  ('0075_tails', 3, '8ee054c0fe773f6f5a89590f479f316d', 'done'),
  ('0075_tails', 4, 'f2ac30e41334dd2fdab8f35a89b64b85', 'done'),
  ('0075_tails', 5, '4069dc8177c0461f569929b35e16037e', 'done'),
  ('0075_tails', 6, 'c69e33f23806e0f67972eb5f5f3607e9', 'done'),
  ('0076_home', 1, '99a126a875047dd0e087a3abf2ff11aa', 'done'),
  ('0076_home', 2, 'c3eeb1e559c8bfc9427ddbee7c59e99a', 'done'),
  ('0076_home', 3, '3e0f17e736f95946ae5d119a488f5a89', 'done'),
  ('0078_desk_digest', 1, 'a7f290cbdf1ae29524b3e16dd6eafcc7', 'done'),
  ('0079_waiting_applications', 1, '40daed27aaa5fb5ded9f2a60fc013945', 'done'),
  ('0081_act_seen', 1, '22df13132605557b357db8b6a87e8482', 'done'),
  ('0081_act_seen', 2, 'f79028b160b9a2078ef65e8e21532724', 'done'),
  ('0083_owed', 1, 'fc2eafeaa19a7c22e9c50b85c65d1d07', 'done'),
  ('0083_owed', 2, 'f93fb5a4330eba8a834f41abf7e51d4d', 'done'),
  ('0083_owed', 3, '96fb9815ca9ff09140f637be229b779a', 'done'),
  ('0083_owed', 4, 'd04e81b69c4c2211894beb71a4e11374', 'done'),
  ('0083_owed', 5, '332d44fe67cb858097eec2d058ec5e68', 'done'),
  ('0083_owed', 6, '5739a467c3e0e689a2713b03bcddaaf9', 'done'),
  ('0083_owed', 7, 'a1a533ea8768380ddf96a7cecf83479c', 'done'),
  ('0083_owed', 8, 'a60f994d2930ac3ec115c991e2c28e40', 'done'),
  ('0083_owed', 9, '7d1bc4b9074206e4d33a446de40d3db7', 'done'),
  ('0084_name_keys', 1, 'ef103483187eed73c615aaf27438e06a', 'done'),
  ('0084_name_keys', 2, '321b65321fd25e28f7bbcc270c953208', 'done'),
  ('0084_name_keys', 3, '92ca46c64c3d989acd14f42fc08102a2', 'done'),
  ('0084_name_keys', 4, '2f4599d21e08f02b2bfe1c2024e2dece', 'done'),
  ('0084_name_keys', 5, 'f134592a6300a8d1c4553f8bd140674b', 'done'),
  ('0084_name_keys', 6, '502815c7700e2575620b27eeb8c028b5', 'done'),
  ('0084_name_keys', 7, 'cf948777bda001d379d6cd71b4afb5b2', 'done'),
  ('0088_worth', 1, '9c61222afe5f58dc931b3cd53c3899cd', 'done'),
  ('0088_worth', 2, '2fb0620b31c3d78443f91741e0cfd294', 'done'),
  ('0088_worth', 3, '86088d2ac57cd57ef5b9a7e141ba85e6', 'done'),
  ('0088_worth', 4, '54f2d763b3da037244143bbaf64effe7', 'done'),
  ('0088_worth', 5, 'f9ac9eb3ba642582bb8f21bd6c7a7c61', 'done'),
  ('0088_worth', 6, '1b1cabcb868503507a14221dbcca6430', 'done'),
  ('0088_worth', 7, '8f526555a5e5fb2435fd2b5ff37c5317', 'done'),
  ('0088_worth', 8, 'df8c3963b1e5442190a876cf188a2604', 'done'),
  ('0088_worth', 9, '00676f3194795a7e98ba1e83ec9b775e', 'done'),
  ('0091_for_village', 1, '6452acec9a5d3315535ae0e7069af1c0', 'done'),
  ('0091_for_village', 2, '9f3dd87e25716e2720968b94774f0dd8', 'done'),
  ('0091_for_village', 3, '115df0ef0366aa784c6ebe04e3af5cef', 'done'),
  ('0091_for_village', 4, 'b671879e534b1b6d50212583bc0143c6', 'done'),
  ('0091_for_village', 5, '5cf9e08d1b9fdb3d79dc31a81e367f95', 'done'),
  ('0091_for_village', 6, '1726920c0ba415ea887b99f2d62d63ff', 'done'),
  ('0093_taken_back', 1, '60aab44288a4b862468b1c399d480368', 'done'),
  ('0093_taken_back', 2, '0d33a7378e6952779a361b97656b23b7', 'done'),
  ('0093_taken_back', 3, '0e1cabe8f37158670b92f25db519a5cd', 'done'),
  ('0093_taken_back', 4, 'e081e512665ab1dc8a915161de6293f4', 'done'),
  ('0093_taken_back', 5, '00b9de4bab60eba6958ccceaf085fa05', 'done'),
  ('0093_taken_back', 6, 'cb9694b4b4d79391a6aa987682433c59', 'done'),
  ('0093_taken_back', 7, '3dd5a72fc53fe99dfa0e92ec8029ce8f', 'done'),
  ('0093_taken_back', 8, 'c9155a5727a487cc7c53e00cc1c42335', 'done'),
  ('0093_taken_back', 9, 'c77724d98a038d7e313b183efb230209', 'done'),
  ('0093_taken_back', 10, 'd307e1462998c06ef62727eb9cf4a7a6', 'done'),
  ('0093_taken_back', 11, 'a878941a46fff52176c236d4e6f84f7d', 'done'),
  ('0093_taken_back', 12, 'b5067ea8a895db894e2402e5265b360c', 'done'),
  ('0093_taken_back', 13, '000d6c1e0462339ca64459249d72088a', 'done'),
  ('0093_taken_back', 14, '9e925d84c14dbb9693788f07fa2e2855', 'done'),
  ('0094_history_names', 1, '05b24820fcc318e913a010b85b74c7cc', 'done'),
  ('0095_pay_hold', 1, '86bd0ff9afef6b872487c1305417b552', 'done'),
  ('0095_pay_hold', 2, '6792962ca3fb5fd2145bca6fde5683ab', 'done'),
  ('0095_pay_hold', 3, '1f8223342c259d80e9652cea97577a30', 'done'),
  ('0095_pay_hold', 4, '0e430efccf865fa582c78b779af6475b', 'done'),
  ('0095_pay_hold', 5, '63c1175062870dab4427d04080d8d353', 'done'),
  ('0095_pay_hold', 6, 'ad213f2d43c62dae60ac2c8ea192198c', 'done'),
  ('0096_pay_lapse', 1, 'c3bf8f6274b48da6a89941a068ba4f28', 'done'),
  ('0096_pay_lapse', 2, '174e5898f9d878bfb9e23a03e00796f4', 'done'),
  ('0096_pay_lapse', 3, '401305c0db35a80d1fbd9856a87dffcf', 'done'),
  ('0098_sheet_corrections', 1, '15b555c615edfc7819b5bd9893422d28', 'done'),
  ('0098_sheet_corrections', 2, '1732cbc40dd662757155c1d14fe66477', 'done'),
  ('0098_sheet_corrections', 3, 'ac7f5cda1c8bc6b655c5d1ea596a28c9', 'done'),
  ('0098_sheet_corrections', 4, '4e230e4403dd36ff5d03deafe6e2f03b', 'done'),
  ('0098_sheet_corrections', 5, 'f816e380880a0fcda67cdf049621a0bd', 'done'),
  ('0098_sheet_corrections', 6, '47f33e801e70f189db5952e132a91c03', 'done'),
  ('0098_sheet_corrections', 7, 'dfbff4eda77a32a19fa253eed30e4c9f', 'done'),
  ('0098_sheet_corrections', 8, '779e3d98488e7ed5de590828a4a96728', 'done'),
  ('0098_sheet_corrections', 9, '55fc6ccaa5ee2d930550917f726cd42a', 'done'),
  ('0098_sheet_corrections', 10, '6f2f333fc44585b7a75fab9f53314168', 'done'),
  ('0098_sheet_corrections', 11, '8790941bfd7f06b3ce1049227e4df3c5', 'done'),
  ('0098_sheet_corrections', 12, '2c70b119dee04bbc443517c28f94a210', 'done'),
  ('0099_assessments_told', 1, '94a60fdf4ca6357c0ca725c8522443ac', 'done'),
  ('0099_assessments_told', 2, '183c33b5505176ae4a0ab986725bb4fd', 'done'),
  ('0099_assessments_told', 3, '5743013cd5d2e6a97e8216748d50c088', 'done'),
  ('0100_insurance_periods', 1, '5ed6ec0d0bd84688f72dbbea17b93b63', 'done'),
  ('0100_insurance_periods', 2, '42b4489d06ed95955d3b4cd38678d0ee', 'done'),
  ('0100_insurance_periods', 3, '8c655dd6fd37420b180412a4255bd471', 'done'),
  ('0102_village_notice', 1, '4d303221be799467a282cf3df233a3b4', 'done'),
  ('0102_village_notice', 2, '8464a147a99f22a17f603315fa5621a3', 'done'),
  ('0102_village_notice', 3, '66d4da32d01ba0f0ff65cc319fe646a6', 'done'),
  ('0102_village_notice', 4, 'b0067f6be54140fad456dfb842d5d650', 'done'),
  ('0102_village_notice', 5, '68e516a77781eaa52105e196cba96837', 'done'),
  ('0102_village_notice', 6, 'f5e5af53ea983b7079d913e569ae8238', 'done'),
  ('0102_village_notice', 7, '195c7aa734bff9df346c7376564fce87', 'done'),
  ('0102_village_notice', 8, '50a9115c68a370558db9e24c03b63940', 'done'),
  ('0106_lapse_told', 1, '1f97f71836e0356665e56ee8300f127e', 'done'),
  ('0106_lapse_told', 2, 'dfd8dee4bbfe6ec658ace36746bfa41a', 'done'),
  ('0106_lapse_told', 3, 'cec1e35938ac794ce9750d5ed07f99fd', 'done'),
  ('0106_lapse_told', 4, 'a16d1dc10cb800268883867c1bc2d6d0', 'done'),
  ('0106_lapse_told', 5, 'e42ea6fcff2fd2db94e404c6ff63dc2f', 'done'),
  ('0106_lapse_told', 6, 'adb100eba5a8e39a57867aa9a1c5440a', 'done'),
  ('0108_list_orders', 1, '73596fa8853040cbaf2d43a6a95f48ea', 'done'),
  ('0108_list_orders', 2, '282cec3d23d5388249d50b54540941f8', 'done'),
  ('0108_list_orders', 3, '48d0f736bf186017898d79a04b35f269', 'done'),
  ('0108_list_orders', 4, '7de32143236cfb41575fc0fb38f50718', 'done'),
  ('0108_list_orders', 5, 'a86fa7473c2d23b4cd271806739708be', 'done'),
  ('0108_list_orders', 6, '617c1ab3faa710d47449a78004d6ebe8', 'done'),
  ('0108_list_orders', 7, 'a23887c4b1e5518697e94a738ab08f46', 'done'),
  ('0108_list_orders', 8, 'abd22fcb0b8e5f2397dc198844461440', 'done'),
  ('0110_corrections_of_more', 1, 'a0237854576d9abff896b7590c0d8be0', 'done'),
  ('0110_corrections_of_more', 2, '09563aaab826fcc9e98d1d4600478236', 'done'),
  ('0110_corrections_of_more', 3, 'e358d53b5f400465b984ce6587d53f99', 'done'),
  ('0110_corrections_of_more', 4, 'b13c6a9cca56dc2262e55546cff4685c', 'done'),
  ('0110_corrections_of_more', 5, '6548043e881706dee02f7784276c6c64', 'done'),
  ('0110_corrections_of_more', 6, 'c10f5792f21b2fe59f103a9967630b60', 'done'),
  ('0110_corrections_of_more', 7, '7cd65357752feca9fd4df5bf498d7a3c', 'done'),
  ('0110_corrections_of_more', 8, 'f52deb3fca8740a35d4a9d10b6b9acb0', 'done'),
  ('0110_corrections_of_more', 9, '13b786681825d1206ef66a0000e11e14', 'done'),
  ('0110_corrections_of_more', 10, '779e3d98488e7ed5de590828a4a96728', 'done'),
  ('0110_corrections_of_more', 11, '55fc6ccaa5ee2d930550917f726cd42a', 'done'),
  ('0111_policy_lists', 1, 'f132fd0f5a570be8369dc1dbf858a35d', 'done'),
  ('0111_policy_lists', 2, 'dac34f0312b30adc46ca5a8b23d2620d', 'done');
