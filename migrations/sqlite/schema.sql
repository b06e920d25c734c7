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
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (name)
);

-- one division by an inner id, with the path that every list is bounded by
CREATE TABLE region (
  id INTEGER NOT NULL PRIMARY KEY,
  parent_id INTEGER NULL,
  level TEXT NOT NULL,
  path TEXT NOT NULL,
  from_date TEXT NOT NULL,
  until TEXT NULL,
  FOREIGN KEY (parent_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (level IN ('city','county','township','village'))
);

CREATE UNIQUE INDEX region__path ON region (path);

CREATE INDEX region__parent_id ON region (parent_id);

-- a division's code and name as of dates, since they change every year
CREATE TABLE region_name (
  id INTEGER NOT NULL PRIMARY KEY,
  region_id INTEGER NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  from_date TEXT NOT NULL,
  until TEXT NULL,
  source TEXT NOT NULL,
  FOREIGN KEY (region_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE UNIQUE INDEX region_name__code_from_date ON region_name (code, from_date);

CREATE INDEX region_name__region_id ON region_name (region_id);

-- who reports to the city: the counties and the High-tech Zone, beside the tree of divisions
CREATE TABLE reporting_unit (
  id INTEGER NOT NULL PRIMARY KEY,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  sort_order INTEGER NOT NULL
);

CREATE UNIQUE INDEX reporting_unit__code ON reporting_unit (code);

-- the regions that a unit takes in, and those that it leaves out
CREATE TABLE reporting_unit_region (
  id INTEGER NOT NULL PRIMARY KEY,
  unit_id INTEGER NOT NULL,
  region_id INTEGER NOT NULL,
  takes INTEGER NOT NULL,
  from_date TEXT NOT NULL,
  until TEXT NULL,
  FOREIGN KEY (unit_id) REFERENCES reporting_unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (region_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (takes IN (0, 1))
);

CREATE UNIQUE INDEX reporting_unit_region__unit_id_region_id_from_date ON reporting_unit_region (unit_id, region_id, from_date);

-- one entry per use case, chained per county, for the city and for the inspectors
CREATE TABLE trail_entry (
  id INTEGER NOT NULL,
  chain TEXT NOT NULL,
  seq INTEGER NOT NULL,
  at_us INTEGER NOT NULL,
  actor_id INTEGER NOT NULL,
  actor TEXT NOT NULL,
  channel TEXT NOT NULL,
  act TEXT NOT NULL,
  permission TEXT NOT NULL,
  region_path TEXT NOT NULL,
  subject TEXT NOT NULL,
  subject_id INTEGER NOT NULL,
  detail TEXT NOT NULL,
  witness TEXT NOT NULL,
  prev BLOB NOT NULL,
  digest BLOB NOT NULL,
  PRIMARY KEY (id)
);

CREATE UNIQUE INDEX trail_entry__chain_seq ON trail_entry (chain, seq);

CREATE INDEX trail_entry__subject_subject_id ON trail_entry (subject, subject_id);

CREATE INDEX trail_entry__region_path_at_us ON trail_entry (region_path, at_us);

CREATE INDEX trail_entry__at_us ON trail_entry (at_us);

CREATE INDEX trail_entry__actor_id_at_us ON trail_entry (actor_id, at_us);

CREATE TRIGGER trail_entry_no_update BEFORE UPDATE ON trail_entry
BEGIN SELECT RAISE(ABORT, 'trail_entry is append-only'); END;

CREATE TRIGGER trail_entry_no_delete BEFORE DELETE ON trail_entry
BEGIN SELECT RAISE(ABORT, 'trail_entry is append-only'); END;

CREATE TRIGGER trail_entry_no_replace BEFORE INSERT ON trail_entry WHEN EXISTS (SELECT 1 FROM trail_entry WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'trail_entry is append-only'); END;

-- the last entry of each chain, locked last by whoever writes
CREATE TABLE trail_head (
  chain TEXT NOT NULL,
  seq INTEGER NOT NULL,
  digest BLOB NOT NULL,
  PRIMARY KEY (chain)
);

-- one digest over all heads, hourly and with each issued paper
CREATE TABLE trail_root (
  id INTEGER NOT NULL PRIMARY KEY,
  at_us INTEGER NOT NULL,
  heads TEXT NOT NULL,
  digest BLOB NOT NULL
);

CREATE UNIQUE INDEX trail_root__digest ON trail_root (digest);

CREATE TRIGGER trail_root_no_update BEFORE UPDATE ON trail_root
BEGIN SELECT RAISE(ABORT, 'trail_root is append-only'); END;

CREATE TRIGGER trail_root_no_delete BEFORE DELETE ON trail_root
BEGIN SELECT RAISE(ABORT, 'trail_root is append-only'); END;

CREATE TRIGGER trail_root_no_replace BEFORE INSERT ON trail_root WHEN EXISTS (SELECT 1 FROM trail_root WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'trail_root is append-only'); END;

-- the first answer to a submitted form, given again to its repetition
CREATE TABLE desk_key (
  actor_id INTEGER NOT NULL,
  idem_key TEXT NOT NULL,
  answer TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  digest TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (actor_id, idem_key)
);

-- a parameter's value for a region and fund from a day on: proposed by one person, decided by another
CREATE TABLE rule_parameter (
  id INTEGER NOT NULL PRIMARY KEY,
  param TEXT NOT NULL,
  region_path TEXT NOT NULL,
  fund TEXT NOT NULL,
  from_date TEXT NOT NULL,
  until TEXT NULL,
  value TEXT NOT NULL,
  reason TEXT NOT NULL,
  document TEXT NOT NULL,
  state TEXT NOT NULL,
  proposed_by INTEGER NOT NULL,
  proposed_key TEXT NOT NULL,
  proposed_us INTEGER NOT NULL,
  decided_by INTEGER NULL,
  decided_key TEXT NULL,
  decided_us INTEGER NULL,
  version INTEGER NOT NULL DEFAULT 1,
  live INTEGER GENERATED ALWAYS AS (CASE WHEN state = 'approved' THEN 1 END) VIRTUAL,
  past_reason TEXT NOT NULL DEFAULT '',
  replaced_by INTEGER NOT NULL DEFAULT 0,
  CHECK (state IN ('proposed','approved','rejected')),
  CHECK (state = 'proposed' OR decided_key IS NOT NULL),
  CHECK (decided_key IS NULL OR decided_key <> proposed_key)
);

CREATE UNIQUE INDEX rule_parameter__one_of_a_day ON rule_parameter (param, region_path, fund, from_date, live, replaced_by);

-- a day that the State's notice makes free, or a weekend day that it makes a working day
CREATE TABLE holiday (
  day TEXT NOT NULL,
  worked INTEGER NOT NULL,
  name TEXT NOT NULL,
  source TEXT NOT NULL,
  year INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (day),
  CHECK (worked IN (0, 1))
);

-- a login with its password's hash and the blind index of the human behind it
CREATE TABLE user_account (
  id INTEGER NOT NULL PRIMARY KEY,
  login TEXT NOT NULL,
  name TEXT NOT NULL,
  person_key TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  must_change INTEGER NOT NULL,
  failed INTEGER NOT NULL DEFAULT 0,
  locked_until_us INTEGER NOT NULL DEFAULT 0,
  disabled INTEGER NOT NULL DEFAULT 0,
  created_us INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
);

CREATE UNIQUE INDEX user_account__login ON user_account (login);

CREATE INDEX user_account__person_key ON user_account (person_key);

-- a role on a region, for a time, by whom it was granted and when it was taken back
CREATE TABLE user_grant (
  id INTEGER NOT NULL PRIMARY KEY,
  user_id INTEGER NOT NULL,
  role TEXT NOT NULL,
  region_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  from_date TEXT NOT NULL,
  until TEXT NULL,
  granted_by INTEGER NOT NULL,
  granted_us INTEGER NOT NULL,
  revoked_us INTEGER NULL,
  live INTEGER GENERATED ALWAYS AS (CASE WHEN revoked_us IS NULL THEN 1 END) VIRTUAL,
  delegate INTEGER NOT NULL DEFAULT 0,
  FOREIGN KEY (user_id) REFERENCES user_account (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (region_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE UNIQUE INDEX user_grant__user_id_role_region_id_live ON user_grant (user_id, role, region_id, live);

CREATE INDEX user_grant__path ON user_grant (path);

-- a sign-in by the hash of its token, until it ends
CREATE TABLE session (
  id_hash BLOB NOT NULL,
  user_id INTEGER NOT NULL,
  csrf TEXT NOT NULL,
  created_us INTEGER NOT NULL,
  seen_us INTEGER NOT NULL,
  expires_us INTEGER NOT NULL,
  ended_us INTEGER NULL,
  ended_why TEXT NULL,
  PRIMARY KEY (id_hash),
  FOREIGN KEY (user_id) REFERENCES user_account (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE INDEX session__user_id ON session (user_id);

-- an upload's digest, name, purpose and region; its bytes lie sealed in the data folder
CREATE TABLE file (
  id INTEGER NOT NULL PRIMARY KEY,
  digest BLOB NOT NULL,
  size INTEGER NOT NULL,
  media TEXT NOT NULL,
  name TEXT NOT NULL,
  region_path TEXT NOT NULL,
  uploaded_by INTEGER NOT NULL,
  at_us INTEGER NOT NULL,
  purpose TEXT NOT NULL DEFAULT 'application',
  purged_us INTEGER NULL
);

CREATE INDEX file__digest ON file (digest);

CREATE INDEX file__region_path ON file (region_path);

-- work in the background: its state, progress, parameters and the file that it made
CREATE TABLE job (
  id INTEGER NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  done INTEGER NOT NULL DEFAULT 0,
  total INTEGER NOT NULL DEFAULT 0,
  params TEXT NOT NULL,
  result TEXT NOT NULL,
  reason TEXT NOT NULL,
  created_by INTEGER NOT NULL,
  region_path TEXT NOT NULL,
  created_us INTEGER NOT NULL,
  started_us INTEGER NULL,
  ended_us INTEGER NULL,
  cancel INTEGER NOT NULL DEFAULT 0,
  fetched_us INTEGER NOT NULL DEFAULT 0,
  gone_us INTEGER NOT NULL DEFAULT 0,
  looked_us INTEGER NOT NULL DEFAULT 0,
  CHECK (state IN ('waiting','running','ready','failed','cancelled'))
);

CREATE INDEX job__created_by_id ON job (created_by, id);

CREATE INDEX job__state ON job (state);

CREATE INDEX job__gone_us_kind ON job (gone_us, kind, state);

-- one household of a village
CREATE TABLE household (
  id INTEGER NOT NULL PRIMARY KEY,
  village_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  number TEXT NOT NULL,
  address TEXT NOT NULL,
  group_no INTEGER NOT NULL DEFAULT 0,
  not_known INTEGER NOT NULL DEFAULT 0,
  FOREIGN KEY (village_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE UNIQUE INDEX household__village_id_number ON household (village_id, number);

CREATE INDEX household__path ON household (path);

CREATE INDEX household__not_known_path ON household (not_known, path);

-- one human, once: name, household, and the sealed number, telephone and account
CREATE TABLE person (
  id INTEGER NOT NULL PRIMARY KEY,
  household_id INTEGER NOT NULL,
  village_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  name TEXT NOT NULL,
  name_sort BLOB NOT NULL,
  sex INTEGER NOT NULL,
  birth TEXT NOT NULL,
  relation TEXT NOT NULL,
  id_sealed BLOB NOT NULL,
  id_index BLOB NOT NULL,
  id_tail TEXT NOT NULL,
  phone_sealed BLOB NULL,
  phone_index BLOB NULL,
  account_sealed BLOB NULL,
  account_index BLOB NULL,
  account_tail TEXT NOT NULL,
  resident_since TEXT NULL,
  died_on TEXT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  account_version INTEGER NOT NULL DEFAULT 1,
  outside INTEGER NOT NULL DEFAULT 0,
  id_tail_index BLOB NULL,
  phone_tail_index BLOB NULL,
  name_keys TEXT NOT NULL DEFAULT '',
  FOREIGN KEY (household_id) REFERENCES household (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (village_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (sex IN (1, 2))
);

CREATE UNIQUE INDEX person__id_index ON person (id_index);

CREATE INDEX person__household_id ON person (household_id);

CREATE INDEX person__name ON person (name);

CREATE INDEX person__phone_index ON person (phone_index);

CREATE INDEX person__account_index ON person (account_index);

CREATE INDEX person__village_id ON person (village_id);

CREATE INDEX person__path_id ON person (path, id);

CREATE INDEX person__id_tail_index_path ON person (id_tail_index, path);

CREATE INDEX person__phone_tail_index_path ON person (phone_tail_index, path);

CREATE INDEX person__path_name_sort_id_name_keys_outside ON person (path, name_sort, id, name_keys, outside);

-- a category of need that a person is in as of dates
CREATE TABLE person_category (
  id INTEGER NOT NULL PRIMARY KEY,
  person_id INTEGER NOT NULL,
  code TEXT NOT NULL,
  from_date TEXT NOT NULL,
  until TEXT NULL,
  register TEXT NOT NULL,
  proof TEXT NOT NULL,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE UNIQUE INDEX person_category__person_id_code_from_date ON person_category (person_id, code, from_date);

CREATE INDEX person_category__code ON person_category (code);

-- a reason why a person may hold no post, as of dates
CREATE TABLE person_exclusion (
  id INTEGER NOT NULL PRIMARY KEY,
  person_id INTEGER NOT NULL,
  code TEXT NOT NULL,
  from_date TEXT NOT NULL,
  until TEXT NULL,
  source TEXT NOT NULL,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE UNIQUE INDEX person_exclusion__person_id_code_from_date ON person_exclusion (person_id, code, from_date);

-- who is what to whom (GB/T 4761), by declaration or register
CREATE TABLE kinship (
  id INTEGER NOT NULL PRIMARY KEY,
  person_id INTEGER NOT NULL,
  kin_id INTEGER NOT NULL,
  code TEXT NOT NULL,
  source TEXT NOT NULL,
  since TEXT NOT NULL,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (kin_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (person_id <> kin_id)
);

CREATE UNIQUE INDEX kinship__person_id_kin_id ON kinship (person_id, kin_id);

CREATE INDEX kinship__kin_id ON kinship (kin_id);

-- who is a village cadre or public employee, where and when
CREATE TABLE official (
  id INTEGER NOT NULL PRIMARY KEY,
  person_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  region_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  from_date TEXT NOT NULL,
  until TEXT NULL,
  source TEXT NOT NULL,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (region_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (kind IN ('village_cadre','public_employee'))
);

CREATE UNIQUE INDEX official__person_id_title_from_date ON official (person_id, title, from_date);

CREATE INDEX official__path ON official (path);

CREATE INDEX official__from_date_path ON official (from_date, path);

-- the two-level list of kinds of post
CREATE TABLE post_kind (
  code TEXT NOT NULL,
  parent TEXT NOT NULL,
  name TEXT NOT NULL,
  sort_order INTEGER NOT NULL,
  PRIMARY KEY (code)
);

-- how many posts a region may have in a period, gave down and opened itself
CREATE TABLE quota (
  id INTEGER NOT NULL PRIMARY KEY,
  region_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  period TEXT NOT NULL,
  total INTEGER NOT NULL,
  given_down INTEGER NOT NULL DEFAULT 0,
  opened INTEGER NOT NULL DEFAULT 0,
  document TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  kind TEXT NOT NULL DEFAULT '',
  FOREIGN KEY (region_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (total >= 0 AND given_down >= 0 AND opened >= 0),
  CHECK (given_down + opened <= total)
);

CREATE INDEX quota__path ON quota (path);

CREATE UNIQUE INDEX quota__region_id_period_kind ON quota (region_id, period, kind);

-- double entry: an amount moves from one account to another
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
  year TEXT NOT NULL DEFAULT '',
  CHECK (amount_fen > 0),
  CHECK (debit <> credit)
);

CREATE INDEX ledger_entry__path_fund ON ledger_entry (path, fund);

CREATE INDEX ledger_entry__subject_subject_id ON ledger_entry (subject, subject_id);

CREATE INDEX ledger_entry__trail_id ON ledger_entry (trail_id);

CREATE TRIGGER ledger_entry_no_update BEFORE UPDATE ON ledger_entry
BEGIN SELECT RAISE(ABORT, 'ledger_entry is append-only'); END;

CREATE TRIGGER ledger_entry_no_delete BEFORE DELETE ON ledger_entry
BEGIN SELECT RAISE(ABORT, 'ledger_entry is append-only'); END;

CREATE TRIGGER ledger_entry_no_replace BEFORE INSERT ON ledger_entry WHEN EXISTS (SELECT 1 FROM ledger_entry WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'ledger_entry is append-only'); END;

-- one payroll of a county and month, or one that supplements or corrects another
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
  kind TEXT NOT NULL DEFAULT 'regular',
  year TEXT NOT NULL DEFAULT '',
  ahead_document TEXT NOT NULL DEFAULT '',
  ahead_on TEXT NULL,
  counted INTEGER NOT NULL DEFAULT 0,
  hung INTEGER NOT NULL DEFAULT 0,
  FOREIGN KEY (region_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (state IN ('draft','noticed','approved','cancelled')),
  CHECK (approved_key IS NULL OR approved_key <> drafted_key),
  CHECK (state <> 'approved' OR approved_key IS NOT NULL)
);

CREATE INDEX pay_run__path_month ON pay_run (path, month);

CREATE UNIQUE INDEX pay_run__region_id_month_kind_number_live ON pay_run (region_id, month, kind, number, live);

CREATE INDEX pay_run__counted ON pay_run (counted);

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

CREATE TRIGGER pay_audit_no_update BEFORE UPDATE ON pay_audit
BEGIN SELECT RAISE(ABORT, 'pay_audit is append-only'); END;

CREATE TRIGGER pay_audit_no_delete BEFORE DELETE ON pay_audit
BEGIN SELECT RAISE(ABORT, 'pay_audit is append-only'); END;

CREATE TRIGGER pay_audit_no_replace BEFORE INSERT ON pay_audit WHEN EXISTS (SELECT 1 FROM pay_audit WHERE run_id = NEW.run_id AND township_id = NEW.township_id)
BEGIN SELECT RAISE(ABORT, 'pay_audit is append-only'); END;

-- one pass of the rules over a region, on one state of the database
CREATE TABLE inspect_run (
  id INTEGER NOT NULL PRIMARY KEY,
  path TEXT NOT NULL,
  rule_set TEXT NOT NULL,
  cut_off_us INTEGER NOT NULL,
  ended_us INTEGER NOT NULL,
  villages INTEGER NOT NULL,
  holders INTEGER NOT NULL,
  no_kin INTEGER NOT NULL,
  findings INTEGER NOT NULL,
  actor_id INTEGER NOT NULL,
  trail_id INTEGER NOT NULL,
  unjudged TEXT NOT NULL DEFAULT ''
);

CREATE INDEX inspect_run__path_id ON inspect_run (path, id);

-- a suspicion: what a rule says of a subject in a period, and where its verification stands
CREATE TABLE finding (
  id INTEGER NOT NULL PRIMARY KEY,
  fingerprint TEXT NOT NULL,
  rule TEXT NOT NULL,
  rule_version TEXT NOT NULL,
  family TEXT NOT NULL,
  severity TEXT NOT NULL,
  certainty TEXT NOT NULL,
  village_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  subject_table TEXT NOT NULL,
  subject_id INTEGER NOT NULL,
  subject TEXT NOT NULL,
  period_from TEXT NOT NULL,
  period_to TEXT NOT NULL,
  amount_fen INTEGER NOT NULL,
  sentence TEXT NOT NULL,
  params TEXT NOT NULL,
  innocent TEXT NOT NULL,
  next_step TEXT NOT NULL,
  evidence_digest BLOB NOT NULL,
  first_run INTEGER NOT NULL,
  last_run INTEGER NOT NULL,
  seen_us INTEGER NOT NULL,
  state TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  matter TEXT NOT NULL DEFAULT '',
  due_on TEXT NULL,
  recover_fen INTEGER NOT NULL DEFAULT 0,
  recovered_fen INTEGER NOT NULL DEFAULT 0,
  held_from TEXT NULL,
  held_until TEXT NULL,
  county TEXT GENERATED ALWAYS AS (SUBSTR(path, 1, 8)) VIRTUAL,
  township TEXT GENERATED ALWAYS AS (SUBSTR(path, 1, 12)) VIRTUAL,
  weight INTEGER GENERATED ALWAYS AS (CASE severity WHEN 'high' THEN 0 WHEN 'medium' THEN 10 WHEN 'low' THEN 20 ELSE 30 END + CASE certainty WHEN 'record' THEN 0 WHEN 'suspicion' THEN 1 ELSE 2 END) VIRTUAL,
  FOREIGN KEY (village_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (first_run) REFERENCES inspect_run (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (last_run) REFERENCES inspect_run (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (severity IN ('info','low','medium','high')),
  CHECK (certainty IN ('information','suspicion','record')),
  CHECK (state IN ('open','verifying','talk','preliminary','shelved','dismissed','rectifying','closed')),
  CHECK (amount_fen >= 0),
  CHECK (period_from <= period_to)
);

CREATE UNIQUE INDEX finding__fingerprint ON finding (fingerprint);

CREATE INDEX finding__path_id ON finding (path, id);

CREATE INDEX finding__family_path ON finding (family, path);

CREATE INDEX finding__state_path ON finding (state, path);

CREATE INDEX finding__matter ON finding (matter);

CREATE INDEX finding__subject_id ON finding (subject_id);

CREATE INDEX finding__weight_id ON finding (weight, id);

CREATE INDEX finding__path_weight_id ON finding (path, weight, id);

CREATE INDEX finding__county_weight_id ON finding (county, weight, id);

CREATE INDEX finding__township_weight_id ON finding (township, weight, id);

-- the rows that a finding rests on
CREATE TABLE finding_evidence (
  finding_id INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  tbl TEXT NOT NULL,
  row_id INTEGER NOT NULL,
  what TEXT NOT NULL,
  row_digest BLOB NOT NULL,
  PRIMARY KEY (finding_id, seq),
  FOREIGN KEY (finding_id) REFERENCES finding (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- what was done about a finding
CREATE TABLE finding_event (
  id INTEGER NOT NULL PRIMARY KEY,
  finding_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  from_state TEXT NOT NULL,
  to_state TEXT NOT NULL,
  reason TEXT NOT NULL,
  actor_id INTEGER NOT NULL,
  at_us INTEGER NOT NULL,
  trail_id INTEGER NOT NULL,
  row_digest BLOB NOT NULL,
  FOREIGN KEY (finding_id) REFERENCES finding (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (kind IN ('found','changed','state','note'))
);

CREATE INDEX finding_event__finding_id ON finding_event (finding_id);

CREATE INDEX finding_event__trail_id ON finding_event (trail_id);

CREATE TRIGGER finding_event_no_update BEFORE UPDATE ON finding_event
BEGIN SELECT RAISE(ABORT, 'finding_event is append-only'); END;

CREATE TRIGGER finding_event_no_delete BEFORE DELETE ON finding_event
BEGIN SELECT RAISE(ABORT, 'finding_event is append-only'); END;

CREATE TRIGGER finding_event_no_replace BEFORE INSERT ON finding_event WHEN EXISTS (SELECT 1 FROM finding_event WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'finding_event is append-only'); END;

-- a numbered paper, with the digest of what it says, its cut-off and root
CREATE TABLE paper (
  id INTEGER NOT NULL PRIMARY KEY,
  number TEXT NOT NULL,
  kind TEXT NOT NULL,
  path TEXT NOT NULL,
  period_from TEXT NOT NULL,
  period_to TEXT NOT NULL,
  title TEXT NOT NULL,
  content_digest BLOB NOT NULL,
  cut_off_us INTEGER NOT NULL,
  root_digest BLOB NOT NULL,
  actor_id INTEGER NOT NULL,
  at_us INTEGER NOT NULL,
  trail_id INTEGER NOT NULL,
  row_digest BLOB NOT NULL,
  county TEXT GENERATED ALWAYS AS (SUBSTR(path, 1, 8)) VIRTUAL,
  township TEXT GENERATED ALWAYS AS (SUBSTR(path, 1, 12)) VIRTUAL
);

CREATE UNIQUE INDEX paper__number ON paper (number);

CREATE UNIQUE INDEX paper__content_digest ON paper (content_digest);

CREATE INDEX paper__path_id ON paper (path, id);

CREATE INDEX paper__trail_id ON paper (trail_id);

CREATE INDEX paper__county_id ON paper (county, id);

CREATE INDEX paper__township_id ON paper (township, id);

CREATE TRIGGER paper_no_update BEFORE UPDATE ON paper
BEGIN SELECT RAISE(ABORT, 'paper is append-only'); END;

CREATE TRIGGER paper_no_delete BEFORE DELETE ON paper
BEGIN SELECT RAISE(ABORT, 'paper is append-only'); END;

CREATE TRIGGER paper_no_replace BEFORE INSERT ON paper WHEN EXISTS (SELECT 1 FROM paper WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'paper is append-only'); END;

-- the digest of each file that was rendered of a paper
CREATE TABLE paper_print (
  id INTEGER NOT NULL PRIMARY KEY,
  paper_id INTEGER NOT NULL,
  file_digest BLOB NOT NULL,
  size INTEGER NOT NULL,
  actor_id INTEGER NOT NULL,
  at_us INTEGER NOT NULL,
  trail_id INTEGER NOT NULL,
  row_digest BLOB NOT NULL,
  FOREIGN KEY (paper_id) REFERENCES paper (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (size > 0)
);

CREATE UNIQUE INDEX paper_print__paper_id_file_digest ON paper_print (paper_id, file_digest);

CREATE INDEX paper_print__file_digest ON paper_print (file_digest);

CREATE INDEX paper_print__trail_id ON paper_print (trail_id);

CREATE TRIGGER paper_print_no_update BEFORE UPDATE ON paper_print
BEGIN SELECT RAISE(ABORT, 'paper_print is append-only'); END;

CREATE TRIGGER paper_print_no_delete BEFORE DELETE ON paper_print
BEGIN SELECT RAISE(ABORT, 'paper_print is append-only'); END;

CREATE TRIGGER paper_print_no_replace BEFORE INSERT ON paper_print WHEN EXISTS (SELECT 1 FROM paper_print WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'paper_print is append-only'); END;

-- which division took an ended one in, from which day, by whose decision
CREATE TABLE region_merger (
  from_id INTEGER NOT NULL,
  into_id INTEGER NOT NULL,
  on_date TEXT NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (from_id),
  FOREIGN KEY (from_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (into_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (from_id <> into_id)
);

-- how many people a pass looked at, by village
CREATE TABLE inspect_run_part (
  run_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  holders INTEGER NOT NULL,
  no_kin INTEGER NOT NULL,
  PRIMARY KEY (run_id, path),
  FOREIGN KEY (run_id) REFERENCES inspect_run (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- a signed declaration of kin; nought ties says that there are none among those asked about
CREATE TABLE kin_declaration (
  id INTEGER NOT NULL PRIMARY KEY,
  person_id INTEGER NOT NULL,
  on_date TEXT NOT NULL,
  source TEXT NOT NULL,
  ties INTEGER NOT NULL,
  file_id INTEGER NULL,
  actor_id INTEGER NOT NULL,
  channel TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (file_id) REFERENCES file (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE INDEX kin_declaration__person_id_id ON kin_declaration (person_id, id);

-- a correction slip: what was, what is, why, by what document, and who decided
CREATE TABLE person_correction (
  id INTEGER NOT NULL PRIMARY KEY,
  person_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  kind TEXT NOT NULL,
  changes TEXT NOT NULL,
  new_sealed BLOB NULL,
  new_index BLOB NULL,
  new_tail TEXT NOT NULL,
  into_id INTEGER NULL,
  why TEXT NOT NULL,
  document TEXT NOT NULL,
  state TEXT NOT NULL,
  proposed_by INTEGER NOT NULL,
  proposed_key TEXT NOT NULL,
  proposed_us INTEGER NOT NULL,
  decided_by INTEGER NULL,
  decided_key TEXT NULL,
  decided_us INTEGER NULL,
  version INTEGER NOT NULL DEFAULT 1,
  open_person INTEGER GENERATED ALWAYS AS (CASE WHEN state = 'proposed' THEN person_id END) VIRTUAL,
  county TEXT GENERATED ALWAYS AS (SUBSTR(path, 1, 8)) VIRTUAL,
  township TEXT GENERATED ALWAYS AS (SUBSTR(path, 1, 12)) VIRTUAL,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (into_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (kind IN ('edit','number','merge')),
  CHECK (state IN ('applied','proposed','approved','rejected')),
  CHECK (state IN ('applied','proposed') OR decided_key IS NOT NULL),
  CHECK (decided_key IS NULL OR decided_key <> proposed_key)
);

CREATE INDEX person_correction__person_id_id ON person_correction (person_id, id);

CREATE INDEX person_correction__path_state ON person_correction (path, state);

CREATE UNIQUE INDEX person_correction__open_person ON person_correction (open_person);

CREATE INDEX person_correction__county_id ON person_correction (county, id);

CREATE INDEX person_correction__township_id ON person_correction (township, id);

CREATE INDEX person_correction__path_id ON person_correction (path, id);

-- the accounts that a person had before the present one
CREATE TABLE benefit_card (
  id INTEGER NOT NULL PRIMARY KEY,
  person_id INTEGER NOT NULL,
  account_sealed BLOB NOT NULL,
  account_index BLOB NOT NULL,
  account_tail TEXT NOT NULL,
  until_date TEXT NOT NULL,
  why TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 0,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE INDEX benefit_card__person_id_id ON benefit_card (person_id, id);

-- two records of one human; what is posted on the first stays there
CREATE TABLE person_merger (
  from_id INTEGER NOT NULL PRIMARY KEY,
  into_id INTEGER NOT NULL,
  on_date TEXT NOT NULL,
  correction_id INTEGER NOT NULL,
  FOREIGN KEY (from_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (into_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (correction_id) REFERENCES person_correction (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (from_id <> into_id)
);

CREATE INDEX person_merger__into_id ON person_merger (into_id);

-- a meeting of democratic review: who called it, what was voted
CREATE TABLE review_meeting (
  id INTEGER NOT NULL PRIMARY KEY,
  village_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  on_date TEXT NOT NULL,
  place TEXT NOT NULL,
  chair TEXT NOT NULL,
  led_by TEXT NOT NULL,
  entitled INTEGER NOT NULL,
  present INTEGER NOT NULL,
  state TEXT NOT NULL,
  file_id INTEGER NULL,
  remark TEXT NOT NULL,
  created_by INTEGER NOT NULL,
  created_us INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  FOREIGN KEY (village_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (file_id) REFERENCES file (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (led_by IN ('village','township')),
  CHECK (state IN ('planned','held','dropped')),
  CHECK (entitled > 0 AND present >= 0 AND present <= entitled)
);

CREATE INDEX review_meeting__path_on_date ON review_meeting (path, on_date);

-- who is entitled to vote in it, and whether he or she came
CREATE TABLE review_voter (
  meeting_id INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  name TEXT NOT NULL,
  person_id INTEGER NULL,
  came INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (meeting_id, seq),
  FOREIGN KEY (meeting_id) REFERENCES review_meeting (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (came IN (0, 1))
);

CREATE INDEX review_voter__person_id ON review_voter (person_id);

-- a notice that posts are to be filled: conditions, number, pay, where and how long it hung
CREATE TABLE recruit_notice (
  id INTEGER NOT NULL PRIMARY KEY,
  number TEXT NOT NULL,
  village_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  kind TEXT NOT NULL,
  posts INTEGER NOT NULL,
  conditions TEXT NOT NULL,
  rate_fen INTEGER NOT NULL,
  hours_month INTEGER NOT NULL,
  from_date TEXT NOT NULL,
  until_date TEXT NOT NULL,
  boards TEXT NOT NULL,
  irregular TEXT NOT NULL,
  file_id INTEGER NULL,
  created_by INTEGER NOT NULL,
  created_us INTEGER NOT NULL,
  county TEXT GENERATED ALWAYS AS (SUBSTR(path, 1, 8)) VIRTUAL,
  township TEXT GENERATED ALWAYS AS (SUBSTR(path, 1, 12)) VIRTUAL,
  FOREIGN KEY (village_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (kind) REFERENCES post_kind (code) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (file_id) REFERENCES file (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (until_date >= from_date),
  CHECK (posts > 0)
);

CREATE UNIQUE INDEX recruit_notice__number ON recruit_notice (number);

CREATE INDEX recruit_notice__path_from_date ON recruit_notice (path, from_date);

CREATE INDEX recruit_notice__county_id ON recruit_notice (county, id);

CREATE INDEX recruit_notice__township_id ON recruit_notice (township, id);

CREATE INDEX recruit_notice__path_id ON recruit_notice (path, id);

-- a sheet of paper that was printed for a village, by the number that stands on it
CREATE TABLE paper_form (
  id INTEGER NOT NULL PRIMARY KEY,
  number TEXT NOT NULL,
  kind TEXT NOT NULL,
  village_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  subject TEXT NOT NULL,
  subject_id INTEGER NOT NULL,
  month TEXT NOT NULL,
  created_by INTEGER NOT NULL,
  created_us INTEGER NOT NULL,
  county TEXT GENERATED ALWAYS AS (SUBSTR(path, 1, 8)) VIRTUAL,
  township TEXT GENERATED ALWAYS AS (SUBSTR(path, 1, 12)) VIRTUAL,
  FOREIGN KEY (village_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE UNIQUE INDEX paper_form__number ON paper_form (number);

CREATE UNIQUE INDEX paper_form__path_kind_subject_subject_id_month ON paper_form (path, kind, subject, subject_id, month);

CREATE INDEX paper_form__subject_subject_id ON paper_form (subject, subject_id);

CREATE INDEX paper_form__county_id ON paper_form (county, id);

CREATE INDEX paper_form__township_id ON paper_form (township, id);

CREATE INDEX paper_form__path_id ON paper_form (path, id);

-- a photo or scan of the signed sheet
CREATE TABLE paper_scan (
  id INTEGER NOT NULL PRIMARY KEY,
  form_id INTEGER NOT NULL,
  file_id INTEGER NOT NULL,
  created_by INTEGER NOT NULL,
  created_us INTEGER NOT NULL,
  FOREIGN KEY (form_id) REFERENCES paper_form (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (file_id) REFERENCES file (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE INDEX paper_scan__form_id_id ON paper_scan (form_id, id);

-- the role that another administrator is asked to grant to a new account
CREATE TABLE grant_request (
  id INTEGER NOT NULL PRIMARY KEY,
  user_id INTEGER NOT NULL,
  role TEXT NOT NULL,
  region_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  state TEXT NOT NULL,
  requested_by INTEGER NOT NULL,
  requested_us INTEGER NOT NULL,
  decided_by INTEGER NULL,
  decided_us INTEGER NULL,
  open_user INTEGER GENERATED ALWAYS AS (CASE WHEN state = 'open' THEN user_id END) VIRTUAL,
  FOREIGN KEY (user_id) REFERENCES user_account (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (region_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (state IN ('open','granted','declined'))
);

CREATE INDEX grant_request__state_id ON grant_request (state, id);

CREATE UNIQUE INDEX grant_request__open_user_role_region_id ON grant_request (open_user, role, region_id);

-- a period of the plan beside the first one
CREATE TABLE plan_period (
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  from_date TEXT NOT NULL,
  until_date TEXT NOT NULL,
  document TEXT NOT NULL,
  created_by INTEGER NOT NULL,
  created_us INTEGER NOT NULL,
  PRIMARY KEY (code),
  CHECK (until_date > from_date)
);

-- what was set, given down, moved between neighbours or taken back, by document
CREATE TABLE quota_move (
  id INTEGER NOT NULL PRIMARY KEY,
  act TEXT NOT NULL,
  period TEXT NOT NULL,
  kind TEXT NOT NULL,
  from_path TEXT NOT NULL,
  to_path TEXT NOT NULL,
  amount INTEGER NOT NULL,
  document TEXT NOT NULL,
  actor_id INTEGER NOT NULL,
  at_us INTEGER NOT NULL,
  CHECK (act IN ('set','allot','transfer','return'))
);

CREATE INDEX quota_move__to_path_id ON quota_move (to_path, id);

CREATE INDEX quota_move__from_path_id ON quota_move (from_path, id);

CREATE TRIGGER quota_move_no_update BEFORE UPDATE ON quota_move
BEGIN SELECT RAISE(ABORT, 'quota_move is append-only'); END;

CREATE TRIGGER quota_move_no_delete BEFORE DELETE ON quota_move
BEGIN SELECT RAISE(ABORT, 'quota_move is append-only'); END;

CREATE TRIGGER quota_move_no_replace BEFORE INSERT ON quota_move WHEN EXISTS (SELECT 1 FROM quota_move WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'quota_move is append-only'); END;

-- how an office's export of another system names its columns
CREATE TABLE outside_mapping (
  id INTEGER NOT NULL PRIMARY KEY,
  system_kind TEXT NOT NULL,
  path TEXT NOT NULL,
  body TEXT NOT NULL,
  remark TEXT NOT NULL,
  created_by INTEGER NOT NULL,
  created_us INTEGER NOT NULL
);

CREATE INDEX outside_mapping__system_kind_path ON outside_mapping (system_kind, path);

-- why a difference is in order, while both sides say what they said
CREATE TABLE outside_explanation (
  id INTEGER NOT NULL PRIMARY KEY,
  system_kind TEXT NOT NULL,
  id_index BLOB NOT NULL,
  kind TEXT NOT NULL,
  ours TEXT NOT NULL,
  theirs TEXT NOT NULL,
  path TEXT NOT NULL,
  remark TEXT NOT NULL,
  created_by INTEGER NOT NULL,
  created_us INTEGER NOT NULL
);

CREATE UNIQUE INDEX outside_explanation__system_kind_id_index_kind ON outside_explanation (system_kind, id_index, kind);

-- a village that was made out of a part of another
CREATE TABLE region_split (
  new_id INTEGER NOT NULL,
  from_id INTEGER NOT NULL,
  on_date TEXT NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (new_id),
  FOREIGN KEY (new_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (from_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (new_id <> from_id)
);

-- a quarter's seed, whose commitment stands in the trail before anything is drawn
CREATE TABLE draw_seed (
  period TEXT NOT NULL PRIMARY KEY,
  commitment BLOB NOT NULL,
  seed_sealed BLOB NOT NULL,
  created_us INTEGER NOT NULL
);

CREATE TRIGGER draw_seed_no_update BEFORE UPDATE ON draw_seed
BEGIN SELECT RAISE(ABORT, 'draw_seed is append-only'); END;

CREATE TRIGGER draw_seed_no_delete BEFORE DELETE ON draw_seed
BEGIN SELECT RAISE(ABORT, 'draw_seed is append-only'); END;

CREATE TRIGGER draw_seed_no_replace BEFORE INSERT ON draw_seed WHEN EXISTS (SELECT 1 FROM draw_seed WHERE period = NEW.period)
BEGIN SELECT RAISE(ABORT, 'draw_seed is append-only'); END;

-- a township's drawn sample of a quarter: capacity, frozen roster, root of the trail
CREATE TABLE draw (
  id INTEGER NOT NULL PRIMARY KEY,
  period TEXT NOT NULL,
  region_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  villages INTEGER NOT NULL,
  persons INTEGER NOT NULL,
  roster_digest BLOB NOT NULL,
  root_digest BLOB NOT NULL,
  created_by INTEGER NOT NULL,
  created_us INTEGER NOT NULL,
  rides INTEGER NOT NULL DEFAULT 0,
  per_ride INTEGER NOT NULL DEFAULT 1,
  route TEXT NOT NULL DEFAULT '',
  FOREIGN KEY (period) REFERENCES draw_seed (period) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (region_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (villages >= 1 AND persons >= 1)
);

CREATE UNIQUE INDEX draw__period_path ON draw (period, path);

CREATE TRIGGER draw_no_update BEFORE UPDATE ON draw
BEGIN SELECT RAISE(ABORT, 'draw is append-only'); END;

CREATE TRIGGER draw_no_delete BEFORE DELETE ON draw
BEGIN SELECT RAISE(ABORT, 'draw is append-only'); END;

CREATE TRIGGER draw_no_replace BEFORE INSERT ON draw WHEN EXISTS (SELECT 1 FROM draw WHERE id = NEW.id OR period = NEW.period AND path = NEW.path)
BEGIN SELECT RAISE(ABORT, 'draw is append-only'); END;

-- the outcome of a nightly count from the rows
CREATE TABLE reconcile_run (
  id INTEGER NOT NULL PRIMARY KEY,
  at_us INTEGER NOT NULL,
  checks INTEGER NOT NULL,
  broken INTEGER NOT NULL,
  said TEXT NOT NULL
);

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

-- a document by which money came, was passed down, given back, or found at the opening
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

CREATE UNIQUE INDEX fund_document__path_fund_year_kind_number ON fund_document (path, fund, year, kind, number);

CREATE INDEX fund_document__trail_id ON fund_document (trail_id);

CREATE TRIGGER fund_document_no_update BEFORE UPDATE ON fund_document
BEGIN SELECT RAISE(ABORT, 'fund_document is append-only'); END;

CREATE TRIGGER fund_document_no_delete BEFORE DELETE ON fund_document
BEGIN SELECT RAISE(ABORT, 'fund_document is append-only'); END;

CREATE TRIGGER fund_document_no_replace BEFORE INSERT ON fund_document WHEN EXISTS (SELECT 1 FROM fund_document WHERE id = NEW.id OR (path = NEW.path AND fund = NEW.fund AND year = NEW.year AND kind = NEW.kind AND number = NEW.number))
BEGIN SELECT RAISE(ABORT, 'fund_document is append-only'); END;

-- a budget year that was closed
CREATE TABLE fund_year (
  path TEXT NOT NULL,
  year TEXT NOT NULL,
  actor_id INTEGER NOT NULL,
  person_key TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  PRIMARY KEY (path, year)
);

-- the drawn sample of a county's month whose payees are called
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

CREATE UNIQUE INDEX payee_sample__region_id_month ON payee_sample (region_id, month);

-- items that go to the bank together, prepared by one person and released by another
CREATE TABLE pay_batch (
  id INTEGER NOT NULL PRIMARY KEY,
  run_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  number INTEGER NOT NULL,
  state TEXT NOT NULL,
  prepared_by INTEGER NOT NULL,
  prepared_key TEXT NOT NULL,
  seconded_by INTEGER NULL,
  seconded_key TEXT NULL,
  seconded_us INTEGER NULL,
  released_by INTEGER NULL,
  released_key TEXT NULL,
  released_us INTEGER NULL,
  settled_us INTEGER NULL,
  withdrawn_by INTEGER NULL,
  withdrawn_us INTEGER NULL,
  why TEXT NOT NULL DEFAULT '',
  items INTEGER NOT NULL,
  total_fen INTEGER NOT NULL,
  file_digest BLOB NOT NULL,
  format TEXT NOT NULL DEFAULT '',
  office TEXT NOT NULL DEFAULT '',
  voucher TEXT NOT NULL DEFAULT '',
  version INTEGER NOT NULL DEFAULT 1,
  FOREIGN KEY (run_id) REFERENCES pay_run (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (state IN ('prepared','released','settled','withdrawn')),
  CHECK (released_key IS NULL OR released_key <> prepared_key),
  CHECK (seconded_key IS NULL OR seconded_key <> prepared_key),
  CHECK (seconded_key IS NULL OR released_key IS NULL OR seconded_key <> released_key),
  CHECK (state <> 'withdrawn' OR released_key IS NULL)
);

CREATE UNIQUE INDEX pay_batch__run_id_number ON pay_batch (run_id, number);

CREATE INDEX pay_batch__path_state ON pay_batch (path, state);

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
  county TEXT GENERATED ALWAYS AS (SUBSTR(path, 1, 8)) VIRTUAL,
  township TEXT GENERATED ALWAYS AS (SUBSTR(path, 1, 12)) VIRTUAL,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (how IN ('','phone','visit','letter')),
  CHECK (told_on IS NULL OR how <> ''),
  CHECK (denied IN (0, 1))
);

CREATE UNIQUE INDEX card_notice__person_id_account_version ON card_notice (person_id, account_version);

CREATE INDEX card_notice__path_told_on ON card_notice (path, told_on);

CREATE INDEX card_notice__county_id ON card_notice (county, id);

CREATE INDEX card_notice__township_id ON card_notice (township, id);

CREATE INDEX card_notice__path_id ON card_notice (path, id);

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
  county TEXT GENERATED ALWAYS AS (SUBSTR(path, 1, 8)) VIRTUAL,
  township TEXT GENERATED ALWAYS AS (SUBSTR(path, 1, 12)) VIRTUAL,
  FOREIGN KEY (region_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (state IN ('entered','cooling','applied','cancelled')),
  CHECK (approved_key IS NULL OR approved_key <> entered_key),
  CHECK (state <> 'applied' OR approved_key IS NOT NULL)
);

CREATE INDEX card_list__path_id ON card_list (path, id);

CREATE INDEX card_list__county_id ON card_list (county, id);

CREATE INDEX card_list__township_id ON card_list (township, id);

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

CREATE INDEX card_line__list_id_verdict ON card_line (list_id, verdict);

-- why months wait at a desk, as that desk says it
CREATE TABLE pay_delay (
  id INTEGER NOT NULL PRIMARY KEY,
  path TEXT NOT NULL,
  month TEXT NOT NULL,
  desk TEXT NOT NULL,
  reason TEXT NOT NULL,
  remark TEXT NOT NULL,
  expected_on TEXT NULL,
  actor_id INTEGER NOT NULL,
  at_us INTEGER NOT NULL,
  trail_id INTEGER NOT NULL,
  row_digest BLOB NOT NULL,
  CHECK (desk IN ('sheet','review','draft','notice','audit','prepare','release','bank','account')),
  CHECK (reason IN ('funds','sheet','returned','account','other'))
);

CREATE INDEX pay_delay__month_path ON pay_delay (month, path);

CREATE INDEX pay_delay__trail_id ON pay_delay (trail_id);

CREATE TRIGGER pay_delay_no_update BEFORE UPDATE ON pay_delay
BEGIN SELECT RAISE(ABORT, 'pay_delay is append-only'); END;

CREATE TRIGGER pay_delay_no_delete BEFORE DELETE ON pay_delay
BEGIN SELECT RAISE(ABORT, 'pay_delay is append-only'); END;

CREATE TRIGGER pay_delay_no_replace BEFORE INSERT ON pay_delay WHEN EXISTS (SELECT 1 FROM pay_delay WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'pay_delay is append-only'); END;

-- late months of each township by desk and class of age
CREATE TABLE arrears_count (
  path TEXT NOT NULL,
  month TEXT NOT NULL,
  desk TEXT NOT NULL,
  class INTEGER NOT NULL,
  on_day TEXT NOT NULL,
  n INTEGER NOT NULL,
  amount_fen INTEGER NOT NULL,
  PRIMARY KEY (path, month, desk, class),
  CHECK (class BETWEEN 1 AND 4 AND n > 0)
);

-- what is drawn of a finding
CREATE TABLE finding_figure (
  finding_id INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (finding_id, seq),
  FOREIGN KEY (finding_id) REFERENCES finding (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- a note, an office's answer, an order, or money that came back
CREATE TABLE finding_entry (
  id INTEGER NOT NULL PRIMARY KEY,
  finding_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  said TEXT NOT NULL,
  office TEXT NOT NULL,
  on_date TEXT NULL,
  amount_fen INTEGER NOT NULL,
  file_id INTEGER NULL,
  actor_id INTEGER NOT NULL,
  at_us INTEGER NOT NULL,
  trail_id INTEGER NOT NULL,
  row_digest BLOB NOT NULL,
  FOREIGN KEY (finding_id) REFERENCES finding (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (file_id) REFERENCES file (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (kind IN ('note','answer','order','recovery')),
  CHECK (amount_fen >= 0)
);

CREATE INDEX finding_entry__finding_id ON finding_entry (finding_id);

CREATE INDEX finding_entry__trail_id ON finding_entry (trail_id);

CREATE TRIGGER finding_entry_no_update BEFORE UPDATE ON finding_entry
BEGIN SELECT RAISE(ABORT, 'finding_entry is append-only'); END;

CREATE TRIGGER finding_entry_no_delete BEFORE DELETE ON finding_entry
BEGIN SELECT RAISE(ABORT, 'finding_entry is append-only'); END;

CREATE TRIGGER finding_entry_no_replace BEFORE INSERT ON finding_entry WHEN EXISTS (SELECT 1 FROM finding_entry WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'finding_entry is append-only'); END;

-- an inspector's own filter of the list, by name
CREATE TABLE inspect_filter (
  id INTEGER NOT NULL PRIMARY KEY,
  user_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  query TEXT NOT NULL,
  FOREIGN KEY (user_id) REFERENCES user_account (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE UNIQUE INDEX inspect_filter__user_id_name ON inspect_filter (user_id, name);

-- a fault of procedure or pay as the office itself may see it
CREATE TABLE own_fault (
  id INTEGER NOT NULL PRIMARY KEY,
  fingerprint TEXT NOT NULL,
  rule TEXT NOT NULL,
  family TEXT NOT NULL,
  path TEXT NOT NULL,
  subject_table TEXT NOT NULL,
  subject_id INTEGER NOT NULL,
  sentence TEXT NOT NULL,
  next_step TEXT NOT NULL,
  period_from TEXT NOT NULL,
  period_to TEXT NOT NULL,
  amount_fen INTEGER NOT NULL,
  seen_on TEXT NOT NULL,
  mended_on TEXT NULL,
  county TEXT GENERATED ALWAYS AS (SUBSTR(path, 1, 8)) VIRTUAL,
  township TEXT GENERATED ALWAYS AS (SUBSTR(path, 1, 12)) VIRTUAL
);

CREATE UNIQUE INDEX own_fault__fingerprint ON own_fault (fingerprint);

CREATE INDEX own_fault__path_id ON own_fault (path, id);

CREATE INDEX own_fault__county_id ON own_fault (county, id);

CREATE INDEX own_fault__township_id ON own_fault (township, id);

-- the night's look for own faults: day and number
CREATE TABLE own_check (
  id INTEGER NOT NULL PRIMARY KEY,
  on_date TEXT NOT NULL,
  faults INTEGER NOT NULL,
  at_us INTEGER NULL
);

CREATE UNIQUE INDEX own_check__on_date ON own_check (on_date);

-- what a unit was called until a day
CREATE TABLE reporting_unit_former (
  id INTEGER NOT NULL PRIMARY KEY,
  unit_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  until TEXT NOT NULL,
  document TEXT NOT NULL,
  FOREIGN KEY (unit_id) REFERENCES reporting_unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE UNIQUE INDEX reporting_unit_former__unit_id_until ON reporting_unit_former (unit_id, until);

-- for which department of a unit a clerk fills in
CREATE TABLE unit_clerk (
  id INTEGER NOT NULL PRIMARY KEY,
  unit_id INTEGER NOT NULL,
  user_id INTEGER NOT NULL,
  department TEXT NOT NULL,
  FOREIGN KEY (unit_id) REFERENCES reporting_unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (user_id) REFERENCES user_account (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE UNIQUE INDEX unit_clerk__unit_id_user_id_department ON unit_clerk (unit_id, user_id, department);

CREATE INDEX unit_clerk__user_id ON unit_clerk (user_id);

-- a unit's form of a quarter
CREATE TABLE progress_form (
  id INTEGER NOT NULL PRIMARY KEY,
  unit_id INTEGER NOT NULL,
  quarter TEXT NOT NULL,
  state TEXT NOT NULL,
  submission_id INTEGER NULL,
  version INTEGER NOT NULL DEFAULT 1,
  FOREIGN KEY (unit_id) REFERENCES reporting_unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (state IN ('open','submitted','accepted'))
);

CREATE UNIQUE INDEX progress_form__unit_id_quarter ON progress_form (unit_id, quarter);

CREATE INDEX progress_form__quarter ON progress_form (quarter);

-- a figure as its department states it, with what is said beside it
CREATE TABLE progress_cell (
  id INTEGER NOT NULL PRIMARY KEY,
  form_id INTEGER NOT NULL,
  col INTEGER NOT NULL,
  value INTEGER NULL,
  source TEXT NOT NULL,
  reason TEXT NOT NULL,
  note TEXT NOT NULL,
  province INTEGER NULL,
  channel TEXT NOT NULL,
  actor_id INTEGER NOT NULL,
  at_us INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  FOREIGN KEY (form_id) REFERENCES progress_form (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (col BETWEEN 1 AND 12),
  CHECK (value IS NULL OR value >= 0),
  CHECK (source IN ('typed','list','excel','counted'))
);

CREATE UNIQUE INDEX progress_cell__form_id_col ON progress_cell (form_id, col);

-- a form as it was sent in, with its stamped scan
CREATE TABLE progress_submission (
  id INTEGER NOT NULL PRIMARY KEY,
  form_id INTEGER NOT NULL,
  round INTEGER NOT NULL,
  unit_name TEXT NOT NULL,
  cut_off TEXT NOT NULL,
  filled_on TEXT NOT NULL,
  filler TEXT NOT NULL,
  reviewer TEXT NOT NULL,
  leader TEXT NOT NULL,
  phone TEXT NOT NULL,
  definition TEXT NOT NULL,
  why TEXT NOT NULL,
  file_id INTEGER NOT NULL,
  digest BLOB NOT NULL,
  actor_id INTEGER NOT NULL,
  person_key TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  trail_id INTEGER NOT NULL,
  row_digest BLOB NOT NULL,
  FOREIGN KEY (form_id) REFERENCES progress_form (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (file_id) REFERENCES file (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE UNIQUE INDEX progress_submission__form_id_round ON progress_submission (form_id, round);

CREATE INDEX progress_submission__trail_id ON progress_submission (trail_id);

CREATE TRIGGER progress_submission_no_update BEFORE UPDATE ON progress_submission
BEGIN SELECT RAISE(ABORT, 'progress_submission is append-only'); END;

CREATE TRIGGER progress_submission_no_delete BEFORE DELETE ON progress_submission
BEGIN SELECT RAISE(ABORT, 'progress_submission is append-only'); END;

CREATE TRIGGER progress_submission_no_replace BEFORE INSERT ON progress_submission WHEN EXISTS (SELECT 1 FROM progress_submission WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'progress_submission is append-only'); END;

-- the figures of a submission
CREATE TABLE progress_figure (
  id INTEGER NOT NULL PRIMARY KEY,
  submission_id INTEGER NOT NULL,
  col INTEGER NOT NULL,
  value INTEGER NOT NULL,
  source TEXT NOT NULL,
  reason TEXT NOT NULL,
  note TEXT NOT NULL,
  province INTEGER NULL,
  trail_id INTEGER NOT NULL,
  row_digest BLOB NOT NULL,
  FOREIGN KEY (submission_id) REFERENCES progress_submission (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE UNIQUE INDEX progress_figure__submission_id_col ON progress_figure (submission_id, col);

CREATE INDEX progress_figure__trail_id ON progress_figure (trail_id);

CREATE TRIGGER progress_figure_no_update BEFORE UPDATE ON progress_figure
BEGIN SELECT RAISE(ABORT, 'progress_figure is append-only'); END;

CREATE TRIGGER progress_figure_no_delete BEFORE DELETE ON progress_figure
BEGIN SELECT RAISE(ABORT, 'progress_figure is append-only'); END;

CREATE TRIGGER progress_figure_no_replace BEFORE INSERT ON progress_figure WHEN EXISTS (SELECT 1 FROM progress_figure WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'progress_figure is append-only'); END;

-- the people whom the counted column of a submission counts
CREATE TABLE progress_person (
  submission_id INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  placement_id INTEGER NOT NULL,
  PRIMARY KEY (submission_id, person_id),
  FOREIGN KEY (submission_id) REFERENCES progress_submission (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE TRIGGER progress_person_no_update BEFORE UPDATE ON progress_person
BEGIN SELECT RAISE(ABORT, 'progress_person is append-only'); END;

CREATE TRIGGER progress_person_no_delete BEFORE DELETE ON progress_person
BEGIN SELECT RAISE(ABORT, 'progress_person is append-only'); END;

CREATE TRIGGER progress_person_no_replace BEFORE INSERT ON progress_person WHEN EXISTS (SELECT 1 FROM progress_person WHERE submission_id = NEW.submission_id AND person_id = NEW.person_id)
BEGIN SELECT RAISE(ABORT, 'progress_person is append-only'); END;

-- the city's word on a submission: taken over, or given back with a remark
CREATE TABLE progress_decision (
  id INTEGER NOT NULL PRIMARY KEY,
  submission_id INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  number TEXT NOT NULL,
  remark TEXT NOT NULL,
  actor_id INTEGER NOT NULL,
  person_key TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  trail_id INTEGER NOT NULL,
  row_digest BLOB NOT NULL,
  FOREIGN KEY (submission_id) REFERENCES progress_submission (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (outcome IN ('accepted','returned'))
);

CREATE UNIQUE INDEX progress_decision__submission_id ON progress_decision (submission_id);

CREATE INDEX progress_decision__trail_id ON progress_decision (trail_id);

CREATE TRIGGER progress_decision_no_update BEFORE UPDATE ON progress_decision
BEGIN SELECT RAISE(ABORT, 'progress_decision is append-only'); END;

CREATE TRIGGER progress_decision_no_delete BEFORE DELETE ON progress_decision
BEGIN SELECT RAISE(ABORT, 'progress_decision is append-only'); END;

CREATE TRIGGER progress_decision_no_replace BEFORE INSERT ON progress_decision WHEN EXISTS (SELECT 1 FROM progress_decision WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'progress_decision is append-only'); END;

-- an entry of the lists behind the progress form: alliances, workshops, projects, classes, areas, fairs
CREATE TABLE list_entry (
  id INTEGER NOT NULL PRIMARY KEY,
  unit_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  place TEXT NOT NULL,
  level TEXT NOT NULL,
  document TEXT NOT NULL,
  owner TEXT NOT NULL,
  contractor TEXT NOT NULL,
  from_on TEXT NOT NULL,
  until_on TEXT NULL,
  people INTEGER NOT NULL,
  poverty_out INTEGER NOT NULL,
  changed TEXT NOT NULL,
  changed_on TEXT NULL,
  note TEXT NOT NULL,
  named INTEGER NOT NULL DEFAULT 0,
  channel TEXT NOT NULL,
  actor_id INTEGER NOT NULL,
  at_us INTEGER NOT NULL,
  struck INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL DEFAULT 1,
  FOREIGN KEY (unit_id) REFERENCES reporting_unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (people >= 0),
  CHECK (poverty_out >= 0 AND poverty_out <= people),
  CHECK (until_on IS NULL OR until_on >= from_on),
  CHECK (changed IN ('','upgraded','supported','adjusted'))
);

CREATE INDEX list_entry__unit_id_kind_from_on ON list_entry (unit_id, kind, from_on);

-- who is counted by an entry that names its people
CREATE TABLE list_person (
  entry_id INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  from_on TEXT NULL,
  until_on TEXT NULL,
  PRIMARY KEY (entry_id, person_id),
  FOREIGN KEY (entry_id) REFERENCES list_entry (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE INDEX list_person__person_id ON list_person (person_id);

-- a month of a work-relief project: what was to be paid to its workers and what was
CREATE TABLE list_month (
  entry_id INTEGER NOT NULL,
  month TEXT NOT NULL,
  workers INTEGER NOT NULL,
  due_fen INTEGER NOT NULL,
  paid_fen INTEGER NOT NULL,
  paid_on TEXT NULL,
  note TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (entry_id, month),
  FOREIGN KEY (entry_id) REFERENCES list_entry (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (workers >= 0),
  CHECK (due_fen >= 0),
  CHECK (paid_fen >= 0)
);

-- a unit's project of employment help
CREATE TABLE project (
  id INTEGER NOT NULL PRIMARY KEY,
  unit_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  summary TEXT NOT NULL,
  jobs INTEGER NOT NULL,
  jobs_poverty_out INTEGER NOT NULL,
  sites TEXT NOT NULL,
  contact_name TEXT NOT NULL,
  contact_phone TEXT NOT NULL,
  remark TEXT NOT NULL,
  reached INTEGER NOT NULL,
  reached_poverty_out INTEGER NOT NULL,
  ended_on TEXT NULL,
  channel TEXT NOT NULL,
  actor_id INTEGER NOT NULL,
  at_us INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  FOREIGN KEY (unit_id) REFERENCES reporting_unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (jobs >= 0 AND jobs_poverty_out >= 0 AND jobs_poverty_out <= jobs),
  CHECK (reached >= 0 AND reached_poverty_out >= 0 AND reached_poverty_out <= reached)
);

CREATE INDEX project__unit_id ON project (unit_id);

-- a unit's list of a quarter as it was sent in
CREATE TABLE project_list (
  id INTEGER NOT NULL PRIMARY KEY,
  unit_id INTEGER NOT NULL,
  quarter TEXT NOT NULL,
  round INTEGER NOT NULL,
  unit_name TEXT NOT NULL,
  filled_on TEXT NOT NULL,
  filler TEXT NOT NULL,
  phone TEXT NOT NULL,
  actor_id INTEGER NOT NULL,
  person_key TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  trail_id INTEGER NOT NULL,
  row_digest BLOB NOT NULL,
  FOREIGN KEY (unit_id) REFERENCES reporting_unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE UNIQUE INDEX project_list__unit_id_quarter_round ON project_list (unit_id, quarter, round);

CREATE INDEX project_list__trail_id ON project_list (trail_id);

CREATE TRIGGER project_list_no_update BEFORE UPDATE ON project_list
BEGIN SELECT RAISE(ABORT, 'project_list is append-only'); END;

CREATE TRIGGER project_list_no_delete BEFORE DELETE ON project_list
BEGIN SELECT RAISE(ABORT, 'project_list is append-only'); END;

CREATE TRIGGER project_list_no_replace BEFORE INSERT ON project_list WHEN EXISTS (SELECT 1 FROM project_list WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'project_list is append-only'); END;

-- a project as it stood on that list
CREATE TABLE project_line (
  id INTEGER NOT NULL PRIMARY KEY,
  list_id INTEGER NOT NULL,
  project_id INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  name TEXT NOT NULL,
  summary TEXT NOT NULL,
  jobs INTEGER NOT NULL,
  jobs_poverty_out INTEGER NOT NULL,
  sites TEXT NOT NULL,
  contact_name TEXT NOT NULL,
  contact_phone TEXT NOT NULL,
  remark TEXT NOT NULL,
  reached INTEGER NOT NULL,
  reached_poverty_out INTEGER NOT NULL,
  trail_id INTEGER NOT NULL,
  row_digest BLOB NOT NULL,
  FOREIGN KEY (list_id) REFERENCES project_list (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (project_id) REFERENCES project (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE UNIQUE INDEX project_line__list_id_project_id ON project_line (list_id, project_id);

CREATE INDEX project_line__project_id ON project_line (project_id);

CREATE INDEX project_line__trail_id ON project_line (trail_id);

CREATE TRIGGER project_line_no_update BEFORE UPDATE ON project_line
BEGIN SELECT RAISE(ABORT, 'project_line is append-only'); END;

CREATE TRIGGER project_line_no_delete BEFORE DELETE ON project_line
BEGIN SELECT RAISE(ABORT, 'project_line is append-only'); END;

CREATE TRIGGER project_line_no_replace BEFORE INSERT ON project_line WHEN EXISTS (SELECT 1 FROM project_line WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'project_line is append-only'); END;

-- the city's choice of a line into the library, or not, with its reason
CREATE TABLE project_choice (
  id INTEGER NOT NULL PRIMARY KEY,
  line_id INTEGER NOT NULL,
  chosen INTEGER NOT NULL,
  reason TEXT NOT NULL,
  actor_id INTEGER NOT NULL,
  person_key TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  trail_id INTEGER NOT NULL,
  row_digest BLOB NOT NULL,
  FOREIGN KEY (line_id) REFERENCES project_line (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (chosen IN (0, 1))
);

CREATE INDEX project_choice__line_id ON project_choice (line_id);

CREATE INDEX project_choice__trail_id ON project_choice (trail_id);

CREATE TRIGGER project_choice_no_update BEFORE UPDATE ON project_choice
BEGIN SELECT RAISE(ABORT, 'project_choice is append-only'); END;

CREATE TRIGGER project_choice_no_delete BEFORE DELETE ON project_choice
BEGIN SELECT RAISE(ABORT, 'project_choice is append-only'); END;

CREATE TRIGGER project_choice_no_replace BEFORE INSERT ON project_choice WHEN EXISTS (SELECT 1 FROM project_choice WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'project_choice is append-only'); END;

-- what is to be reached within a time, of all units together
CREATE TABLE target (
  id INTEGER NOT NULL PRIMARY KEY,
  measure TEXT NOT NULL,
  value INTEGER NOT NULL,
  from_date TEXT NOT NULL,
  until_date TEXT NOT NULL,
  document TEXT NOT NULL,
  actor_id INTEGER NOT NULL,
  at_us INTEGER NOT NULL,
  CHECK (value > 0),
  CHECK (until_date >= from_date)
);

CREATE UNIQUE INDEX target__measure_from_date ON target (measure, from_date);

-- a unit's month of migrant work: people away, people taken in, income
CREATE TABLE migrant_month (
  id INTEGER NOT NULL PRIMARY KEY,
  unit_id INTEGER NOT NULL,
  month TEXT NOT NULL,
  away INTEGER NULL,
  taken_in INTEGER NULL,
  income_fen INTEGER NULL,
  note TEXT NOT NULL,
  channel TEXT NOT NULL,
  actor_id INTEGER NOT NULL,
  at_us INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  FOREIGN KEY (unit_id) REFERENCES reporting_unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (away IS NULL OR away >= 0),
  CHECK (taken_in IS NULL OR taken_in >= 0),
  CHECK (income_fen IS NULL OR income_fen >= 0)
);

CREATE UNIQUE INDEX migrant_month__unit_id_month ON migrant_month (unit_id, month);

-- a fall of a figure, and the day by which the unit says what it does
CREATE TABLE migrant_alert (
  id INTEGER NOT NULL PRIMARY KEY,
  unit_id INTEGER NOT NULL,
  month TEXT NOT NULL,
  measure TEXT NOT NULL,
  against TEXT NOT NULL,
  base INTEGER NOT NULL,
  value INTEGER NOT NULL,
  state TEXT NOT NULL,
  answer_by TEXT NOT NULL,
  raised_on TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  FOREIGN KEY (unit_id) REFERENCES reporting_unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (state IN ('open','answered','closed','lifted'))
);

CREATE UNIQUE INDEX migrant_alert__unit_id_month_measure_against ON migrant_alert (unit_id, month, measure, against);

CREATE INDEX migrant_alert__state ON migrant_alert (state);

-- what was said to an alert, in order
CREATE TABLE migrant_alert_event (
  id INTEGER NOT NULL PRIMARY KEY,
  alert_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  said TEXT NOT NULL,
  actor_id INTEGER NOT NULL,
  at_us INTEGER NOT NULL,
  trail_id INTEGER NOT NULL,
  row_digest BLOB NOT NULL,
  FOREIGN KEY (alert_id) REFERENCES migrant_alert (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (kind IN ('answer','back','close','lift'))
);

CREATE INDEX migrant_alert_event__alert_id ON migrant_alert_event (alert_id);

CREATE INDEX migrant_alert_event__trail_id ON migrant_alert_event (trail_id);

CREATE TRIGGER migrant_alert_event_no_update BEFORE UPDATE ON migrant_alert_event
BEGIN SELECT RAISE(ABORT, 'migrant_alert_event is append-only'); END;

CREATE TRIGGER migrant_alert_event_no_delete BEFORE DELETE ON migrant_alert_event
BEGIN SELECT RAISE(ABORT, 'migrant_alert_event is append-only'); END;

CREATE TRIGGER migrant_alert_event_no_replace BEFORE INSERT ON migrant_alert_event WHEN EXISTS (SELECT 1 FROM migrant_alert_event WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'migrant_alert_event is append-only'); END;

-- one person's case of help into work, and the plan for young people of poverty-out families
CREATE TABLE help_case (
  id INTEGER NOT NULL PRIMARY KEY,
  person_id INTEGER NOT NULL,
  village_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  need TEXT NOT NULL,
  opened_on TEXT NOT NULL,
  closed_on TEXT NULL,
  result TEXT NOT NULL,
  youth INTEGER NOT NULL,
  school TEXT NOT NULL,
  degree TEXT NOT NULL,
  graduated_on TEXT NULL,
  plan TEXT NOT NULL,
  source TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  county TEXT GENERATED ALWAYS AS (SUBSTR(path, 1, 8)) VIRTUAL,
  township TEXT GENERATED ALWAYS AS (SUBSTR(path, 1, 12)) VIRTUAL,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (village_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (youth IN (0, 1))
);

CREATE UNIQUE INDEX help_case__person_id ON help_case (person_id);

CREATE INDEX help_case__path_id ON help_case (path, id);

CREATE INDEX help_case__county_id ON help_case (county, id);

CREATE INDEX help_case__township_id ON help_case (township, id);

-- an act of help: which of the four kinds, what, when, with what result, and when next
CREATE TABLE help_act (
  id INTEGER NOT NULL PRIMARY KEY,
  case_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  what TEXT NOT NULL,
  on_date TEXT NOT NULL,
  result TEXT NOT NULL,
  next_on TEXT NULL,
  source TEXT NOT NULL,
  actor_id INTEGER NOT NULL,
  at_us INTEGER NOT NULL,
  FOREIGN KEY (case_id) REFERENCES help_case (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (kind IN ('basic','policy','group','urgent'))
);

CREATE UNIQUE INDEX help_act__case_id_on_date_kind_what ON help_act (case_id, on_date, kind, what);

CREATE INDEX help_act__case_id_on_date_id ON help_act (case_id, on_date, id);

-- an order to put something right, and its day
CREATE TABLE rectify_task (
  id INTEGER NOT NULL PRIMARY KEY,
  number TEXT NOT NULL,
  path TEXT NOT NULL,
  issuer_path TEXT NOT NULL,
  source TEXT NOT NULL,
  source_id INTEGER NULL,
  title TEXT NOT NULL,
  what TEXT NOT NULL,
  due_on TEXT NOT NULL,
  state TEXT NOT NULL,
  issued_by INTEGER NOT NULL,
  issued_on TEXT NOT NULL,
  closed_on TEXT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  county TEXT GENERATED ALWAYS AS (SUBSTR(path, 1, 8)) VIRTUAL,
  township TEXT GENERATED ALWAYS AS (SUBSTR(path, 1, 12)) VIRTUAL,
  CHECK (source IN ('inspection','complaint','duty','form','other')),
  CHECK (state IN ('open','replied','closed')),
  CHECK (due_on >= issued_on)
);

CREATE UNIQUE INDEX rectify_task__number ON rectify_task (number);

CREATE INDEX rectify_task__path_state ON rectify_task (path, state);

CREATE INDEX rectify_task__issuer_path_state ON rectify_task (issuer_path, state);

CREATE INDEX rectify_task__source_source_id ON rectify_task (source, source_id);

CREATE INDEX rectify_task__county_id ON rectify_task (county, id);

CREATE INDEX rectify_task__township_id ON rectify_task (township, id);

CREATE INDEX rectify_task__path_id ON rectify_task (path, id);

-- what was said and done to an order
CREATE TABLE rectify_event (
  id INTEGER NOT NULL PRIMARY KEY,
  task_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  said TEXT NOT NULL,
  file_id INTEGER NULL,
  actor_id INTEGER NOT NULL,
  person_key TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  trail_id INTEGER NOT NULL,
  row_digest BLOB NOT NULL,
  FOREIGN KEY (task_id) REFERENCES rectify_task (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (file_id) REFERENCES file (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (kind IN ('issued','replied','back','closed','extended'))
);

CREATE INDEX rectify_event__task_id ON rectify_event (task_id);

CREATE INDEX rectify_event__trail_id ON rectify_event (trail_id);

CREATE TRIGGER rectify_event_no_update BEFORE UPDATE ON rectify_event
BEGIN SELECT RAISE(ABORT, 'rectify_event is append-only'); END;

CREATE TRIGGER rectify_event_no_delete BEFORE DELETE ON rectify_event
BEGIN SELECT RAISE(ABORT, 'rectify_event is append-only'); END;

CREATE TRIGGER rectify_event_no_replace BEFORE INSERT ON rectify_event WHEN EXISTS (SELECT 1 FROM rectify_event WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'rectify_event is append-only'); END;

-- how an account came to its person, bound to both by the office's keys
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

CREATE INDEX account_origin__person_id ON account_origin (person_id, account_version);

CREATE TRIGGER account_origin_no_update BEFORE UPDATE ON account_origin
BEGIN SELECT RAISE(ABORT, 'account_origin is append-only'); END;

CREATE TRIGGER account_origin_no_delete BEFORE DELETE ON account_origin
BEGIN SELECT RAISE(ABORT, 'account_origin is append-only'); END;

CREATE TRIGGER account_origin_no_replace BEFORE INSERT ON account_origin WHEN EXISTS (SELECT 1 FROM account_origin WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'account_origin is append-only'); END;

-- from when on every account has its origin
CREATE TABLE account_baseline (
  id INTEGER NOT NULL PRIMARY KEY,
  people INTEGER NOT NULL,
  doubted INTEGER NOT NULL,
  at_us INTEGER NOT NULL,
  trail_id INTEGER NOT NULL,
  row_digest BLOB NOT NULL,
  CHECK (id = 1)
);

CREATE TRIGGER account_baseline_no_update BEFORE UPDATE ON account_baseline
BEGIN SELECT RAISE(ABORT, 'account_baseline is append-only'); END;

CREATE TRIGGER account_baseline_no_delete BEFORE DELETE ON account_baseline
BEGIN SELECT RAISE(ABORT, 'account_baseline is append-only'); END;

CREATE TRIGGER account_baseline_no_replace BEFORE INSERT ON account_baseline WHEN EXISTS (SELECT 1 FROM account_baseline WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'account_baseline is append-only'); END;

-- whose account the nightly count found to have come another way; nothing is paid to it
CREATE TABLE account_doubt (
  person_id INTEGER NOT NULL PRIMARY KEY,
  path TEXT NOT NULL,
  what TEXT NOT NULL,
  account_version INTEGER NOT NULL,
  found_us INTEGER NOT NULL,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- a forgotten password: who asked for whom, and who decided
CREATE TABLE reset_request (
  id INTEGER NOT NULL PRIMARY KEY,
  user_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  why TEXT NOT NULL,
  state TEXT NOT NULL,
  asked_by INTEGER NOT NULL,
  asked_key TEXT NOT NULL,
  asked_us INTEGER NOT NULL,
  decided_by INTEGER NULL,
  decided_key TEXT NULL,
  decided_us INTEGER NULL,
  told_us INTEGER NULL,
  open_user INTEGER GENERATED ALWAYS AS (CASE WHEN state = 'open' THEN user_id END) VIRTUAL,
  FOREIGN KEY (user_id) REFERENCES user_account (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (state IN ('open','released','withdrawn','expired','alone')),
  CHECK (state <> 'released' OR decided_key IS NOT NULL AND decided_key <> asked_key)
);

CREATE UNIQUE INDEX reset_request__open_user ON reset_request (open_user);

CREATE INDEX reset_request__user_id_state ON reset_request (user_id, state);

CREATE INDEX reset_request__state_id ON reset_request (state, id);

-- a year's notice of holidays as one person proposed it and another decided
CREATE TABLE holiday_notice (
  id INTEGER NOT NULL PRIMARY KEY,
  year INTEGER NOT NULL,
  number TEXT NOT NULL,
  state TEXT NOT NULL,
  proposed_by INTEGER NOT NULL,
  proposed_key TEXT NOT NULL,
  proposed_us INTEGER NOT NULL,
  decided_by INTEGER NULL,
  decided_key TEXT NULL,
  decided_us INTEGER NULL,
  CHECK (state IN ('proposed','approved','rejected')),
  CHECK (state = 'proposed' OR decided_key IS NOT NULL),
  CHECK (decided_key IS NULL OR decided_key <> proposed_key)
);

CREATE INDEX holiday_notice__state_year ON holiday_notice (state, year);

-- the days of a proposed notice
CREATE TABLE holiday_notice_day (
  notice_id INTEGER NOT NULL,
  day TEXT NOT NULL,
  worked INTEGER NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (notice_id, day),
  FOREIGN KEY (notice_id) REFERENCES holiday_notice (id),
  CHECK (worked IN (0, 1))
);

-- notices of payrolls that cannot count, as they happened and why
CREATE TABLE pay_notice (
  id INTEGER NOT NULL PRIMARY KEY,
  run_id INTEGER NOT NULL,
  from_date TEXT NOT NULL,
  until_date TEXT NOT NULL,
  objections TEXT NOT NULL,
  irregular TEXT NOT NULL,
  why TEXT NOT NULL,
  actor_id INTEGER NOT NULL,
  at_us INTEGER NOT NULL,
  FOREIGN KEY (run_id) REFERENCES pay_run (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (irregular <> '' AND why <> '' AND from_date <= until_date)
);

CREATE INDEX pay_notice__run_id ON pay_notice (run_id);

CREATE TRIGGER pay_notice_no_update BEFORE UPDATE ON pay_notice
BEGIN SELECT RAISE(ABORT, 'pay_notice is append-only'); END;

CREATE TRIGGER pay_notice_no_delete BEFORE DELETE ON pay_notice
BEGIN SELECT RAISE(ABORT, 'pay_notice is append-only'); END;

CREATE TRIGGER pay_notice_no_replace BEFORE INSERT ON pay_notice WHEN EXISTS (SELECT 1 FROM pay_notice WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'pay_notice is append-only'); END;

-- the day on which a county was counted last, and from which month on
CREATE TABLE pay_unconfirmed_day (
  path TEXT NOT NULL PRIMARY KEY,
  on_day TEXT NOT NULL,
  kept_from TEXT NULL
);

-- when the late months were counted last
CREATE TABLE arrears_counted (
  id INTEGER NOT NULL PRIMARY KEY,
  at_us INTEGER NOT NULL,
  CHECK (id = 1)
);

-- a workbook that was handed in: read, asked about, shown, then taken or not
CREATE TABLE import_batch (
  id INTEGER NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  region_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  file_id INTEGER NOT NULL,
  file_digest BLOB NOT NULL,
  state TEXT NOT NULL,
  rows_good INTEGER NOT NULL DEFAULT 0,
  rows_same INTEGER NOT NULL DEFAULT 0,
  rows_bad INTEGER NOT NULL DEFAULT 0,
  rows_skipped INTEGER NOT NULL DEFAULT 0,
  reading TEXT NOT NULL,
  created_by INTEGER NOT NULL,
  created_us INTEGER NOT NULL,
  decided_by INTEGER NULL,
  decided_us INTEGER NULL,
  version INTEGER NOT NULL DEFAULT 1,
  accepted_digest BLOB GENERATED ALWAYS AS (CASE WHEN state = 'accepted' THEN file_digest END) VIRTUAL,
  county TEXT GENERATED ALWAYS AS (SUBSTR(path, 1, 8)) VIRTUAL,
  township TEXT GENERATED ALWAYS AS (SUBSTR(path, 1, 12)) VIRTUAL,
  FOREIGN KEY (region_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (file_id) REFERENCES file (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (state IN ('reading','asking','ready','failed','accepted','discarded','undone'))
);

CREATE INDEX import_batch__path ON import_batch (path);

CREATE UNIQUE INDEX import_batch__kind_accepted_digest ON import_batch (kind, accepted_digest);

CREATE INDEX import_batch__county_id ON import_batch (county, id);

CREATE INDEX import_batch__township_id ON import_batch (township, id);

CREATE INDEX import_batch__path_id ON import_batch (path, id);

-- what an office answered where two columns of its lists fit a head equally
CREATE TABLE column_answer (
  id INTEGER NOT NULL PRIMARY KEY,
  path TEXT NOT NULL,
  kind TEXT NOT NULL,
  layout TEXT NOT NULL,
  asked TEXT NOT NULL,
  sheet TEXT NOT NULL,
  column_no INTEGER NULL,
  head TEXT NOT NULL,
  among TEXT NOT NULL,
  batch_id INTEGER NOT NULL,
  answered_by INTEGER NOT NULL,
  answered_name TEXT NOT NULL,
  answered_us INTEGER NOT NULL,
  revoked_by INTEGER NULL,
  revoked_name TEXT NOT NULL DEFAULT '',
  revoked_us INTEGER NULL,
  live INTEGER GENERATED ALWAYS AS (CASE WHEN revoked_us IS NULL THEN 1 END) VIRTUAL,
  county TEXT GENERATED ALWAYS AS (SUBSTR(path, 1, 8)) VIRTUAL,
  township TEXT GENERATED ALWAYS AS (SUBSTR(path, 1, 12)) VIRTUAL,
  FOREIGN KEY (batch_id) REFERENCES import_batch (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (column_no IS NULL OR column_no >= 0),
  CHECK (revoked_us IS NULL OR revoked_us >= answered_us)
);

CREATE UNIQUE INDEX column_answer__live ON column_answer (path, kind, layout, asked, live);

CREATE INDEX column_answer__county_id ON column_answer (county, id);

CREATE INDEX column_answer__township_id ON column_answer (township, id);

CREATE INDEX column_answer__path_id ON column_answer (path, id);

CREATE INDEX column_answer__batch_id ON column_answer (batch_id);

-- how a duty of the night stands: begun, last success, last failure and why, and who has it in hand
CREATE TABLE nightly_task (
  name TEXT NOT NULL,
  known_us INTEGER NOT NULL,
  begun_us INTEGER NOT NULL DEFAULT 0,
  succeeded_us INTEGER NOT NULL DEFAULT 0,
  failed_us INTEGER NOT NULL DEFAULT 0,
  failed_how TEXT NOT NULL DEFAULT '',
  failed_why TEXT NOT NULL DEFAULT '',
  took_us INTEGER NOT NULL DEFAULT 0,
  failures INTEGER NOT NULL DEFAULT 0,
  holder TEXT NOT NULL DEFAULT '',
  until_us INTEGER NOT NULL DEFAULT 0,
  overran INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (name),
  CHECK (failures >= 0),
  CHECK (took_us >= 0),
  CHECK (overran IN (0, 1)),
  CHECK (failed_how IN ('', 'error', 'timeout', 'panic', 'outage', 'cut')),
  CHECK (failures = 0 OR failed_us > 0)
);

-- one post: what work, where, how many hours, for how much, from which fund
CREATE TABLE post (
  id INTEGER NOT NULL PRIMARY KEY,
  code TEXT NOT NULL,
  village_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  quota_id INTEGER NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  place TEXT NOT NULL,
  tasks TEXT NOT NULL,
  days_month INTEGER NOT NULL,
  hours_month INTEGER NOT NULL,
  rate_fen INTEGER NOT NULL,
  fund TEXT NOT NULL,
  officer TEXT NOT NULL,
  opens_on TEXT NOT NULL,
  closes_on TEXT NULL,
  state TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  stream TEXT NOT NULL DEFAULT 'rural',
  season_from INTEGER NOT NULL DEFAULT 1,
  season_until INTEGER NOT NULL DEFAULT 12,
  work TEXT NOT NULL DEFAULT 'hours',
  untold INTEGER NOT NULL DEFAULT 0,
  FOREIGN KEY (village_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (quota_id) REFERENCES quota (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (kind) REFERENCES post_kind (code) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (state IN ('open','suspended','closed','void')),
  CHECK (work IN ('hours','task')),
  CHECK (rate_fen > 0 AND hours_month >= 0 AND days_month >= 0),
  CHECK (untold = 1 OR hours_month > 0 AND days_month > 0)
);

CREATE UNIQUE INDEX post__code ON post (code);

CREATE INDEX post__path_id ON post (path, id);

CREATE INDEX post__state_path ON post (state, path);

CREATE INDEX post__stream_path ON post (stream, path);

CREATE INDEX post__path_stream_state ON post (path, stream, state);

CREATE INDEX post__stream_opens_on_path ON post (stream, opens_on, path);

CREATE INDEX post__village_id ON post (village_id);

CREATE INDEX post__season ON post (season_from, season_until, path);

CREATE INDEX post__untold_path ON post (untold, path);

-- which columns of a list a user chose to see
CREATE TABLE list_choice (
  user_id INTEGER NOT NULL,
  list TEXT NOT NULL,
  shown TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  PRIMARY KEY (user_id, list)
);

-- what a pass rested on: materials read, not read, and what cannot be judged
CREATE TABLE inspect_material (
  run_id INTEGER NOT NULL PRIMARY KEY,
  body TEXT NOT NULL,
  FOREIGN KEY (run_id) REFERENCES inspect_run (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- what a user typed into a form and has not saved: the owner's alone
CREATE TABLE draft (
  user_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  item TEXT NOT NULL,
  version INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  content TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  PRIMARY KEY (user_id, kind, item)
);

CREATE INDEX draft__at_us ON draft (at_us);

-- who opened first what somebody else's act is about, so that it is taken back with a reason only
CREATE TABLE act_seen (
  entry_id INTEGER NOT NULL PRIMARY KEY,
  user_id INTEGER NOT NULL,
  viewer TEXT NOT NULL,
  at_us INTEGER NOT NULL
);

CREATE INDEX act_seen__at_us ON act_seen (at_us);

-- by what a name in those rows is found: pinyin, simplified characters
CREATE TABLE history_name (
  name TEXT NOT NULL,
  name_keys TEXT NOT NULL,
  PRIMARY KEY (name)
);

-- a village's list of a month that hung before the county drafted it, with its scan
CREATE TABLE village_notice (
  id INTEGER NOT NULL PRIMARY KEY,
  village_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  month TEXT NOT NULL,
  from_date TEXT NOT NULL,
  until_date TEXT NOT NULL,
  place TEXT NOT NULL,
  objections TEXT NOT NULL,
  irregular TEXT NOT NULL,
  file_id INTEGER NOT NULL,
  actor_id INTEGER NOT NULL,
  person_key TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  UNIQUE (village_id, month, from_date),
  FOREIGN KEY (village_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (file_id) REFERENCES file (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (from_date <= until_date)
);

CREATE INDEX village_notice__path ON village_notice (path, month);

CREATE TRIGGER village_notice_no_update BEFORE UPDATE ON village_notice
BEGIN SELECT RAISE(ABORT, 'village_notice is append-only'); END;

CREATE TRIGGER village_notice_no_delete BEFORE DELETE ON village_notice
BEGIN SELECT RAISE(ABORT, 'village_notice is append-only'); END;

CREATE TRIGGER village_notice_no_replace BEFORE INSERT ON village_notice WHEN EXISTS (SELECT 1 FROM village_notice WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'village_notice is append-only'); END;

-- a line of a list that hung, as it stood on it
CREATE TABLE village_notice_line (
  notice_id INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  name TEXT NOT NULL,
  days INTEGER NOT NULL,
  amount_fen INTEGER NOT NULL,
  PRIMARY KEY (notice_id, seq),
  FOREIGN KEY (notice_id) REFERENCES village_notice (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (days >= 0 AND amount_fen > 0)
);

CREATE TRIGGER village_notice_line_no_update BEFORE UPDATE ON village_notice_line
BEGIN SELECT RAISE(ABORT, 'village_notice_line is append-only'); END;

CREATE TRIGGER village_notice_line_no_delete BEFORE DELETE ON village_notice_line
BEGIN SELECT RAISE(ABORT, 'village_notice_line is append-only'); END;

CREATE TRIGGER village_notice_line_no_replace BEFORE INSERT ON village_notice_line WHEN EXISTS (SELECT 1 FROM village_notice_line WHERE notice_id = NEW.notice_id AND seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'village_notice_line is append-only'); END;

-- one person's application for a post, and the state that it is in
CREATE TABLE application (
  id INTEGER NOT NULL PRIMARY KEY,
  number TEXT NOT NULL,
  post_id INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  village_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  basis TEXT NOT NULL,
  state TEXT NOT NULL,
  round INTEGER NOT NULL DEFAULT 1,
  submitted_on TEXT NOT NULL,
  reason TEXT NOT NULL,
  warnings TEXT NOT NULL,
  irregular INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL DEFAULT 1,
  live INTEGER GENERATED ALWAYS AS (CASE WHEN state IN ('submitted','checked','reviewed','noticed','audited','filed') THEN 1 END) VIRTUAL,
  county TEXT GENERATED ALWAYS AS (SUBSTR(path, 1, 8)) VIRTUAL,
  township TEXT GENERATED ALWAYS AS (SUBSTR(path, 1, 12)) VIRTUAL,
  FOREIGN KEY (post_id) REFERENCES post (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (village_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (state IN ('submitted','checked','reviewed','noticed','audited','filed','placed','waiting','refused','withdrawn'))
);

CREATE UNIQUE INDEX application__number ON application (number);

CREATE UNIQUE INDEX application__person_id_live ON application (person_id, live);

CREATE INDEX application__path_state_id ON application (path, state, id);

CREATE INDEX application__post_id ON application (post_id);

CREATE INDEX application__county_id ON application (county, id);

CREATE INDEX application__township_id ON application (township, id);

CREATE INDEX application__path_id ON application (path, id);

CREATE INDEX application__village_id ON application (village_id);

CREATE INDEX application__live_path_state ON application (live, path, state, submitted_on);

CREATE INDEX application__county_submitted_on_id ON application (county, submitted_on, id);

CREATE INDEX application__township_submitted_on_id ON application (township, submitted_on, id);

CREATE INDEX application__path_submitted_on_id ON application (path, submitted_on, id);

CREATE INDEX application__submitted_on_id ON application (submitted_on, id);

-- a step of it as it happened, irregular ones with their reason
CREATE TABLE application_step (
  id INTEGER NOT NULL PRIMARY KEY,
  application_id INTEGER NOT NULL,
  round INTEGER NOT NULL,
  step TEXT NOT NULL,
  outcome TEXT NOT NULL,
  actor_id INTEGER NOT NULL,
  person_key TEXT NOT NULL,
  channel TEXT NOT NULL,
  on_date TEXT NOT NULL,
  present INTEGER NOT NULL,
  entitled INTEGER NOT NULL,
  votes_for INTEGER NOT NULL,
  votes_against INTEGER NOT NULL,
  votes_abstain INTEGER NOT NULL,
  notice_from TEXT NULL,
  notice_until TEXT NULL,
  boards TEXT NOT NULL,
  objections TEXT NOT NULL,
  irregular TEXT NOT NULL,
  remark TEXT NOT NULL,
  file_id INTEGER NULL,
  at_us INTEGER NOT NULL,
  trail_id INTEGER NOT NULL,
  row_digest BLOB NOT NULL,
  device TEXT NOT NULL DEFAULT '',
  against TEXT NOT NULL DEFAULT '',
  FOREIGN KEY (application_id) REFERENCES application (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (step IN ('submit','check','review','notice','audit','file','withdraw')),
  CHECK (outcome IN ('pass','refuse','waiting','withdrawn')),
  CHECK (present >= 0 AND votes_for >= 0 AND votes_against >= 0 AND votes_abstain >= 0)
);

CREATE INDEX application_step__application_id ON application_step (application_id);

CREATE INDEX application_step__trail_id ON application_step (trail_id);

CREATE TRIGGER application_step_no_update BEFORE UPDATE ON application_step
BEGIN SELECT RAISE(ABORT, 'application_step is append-only'); END;

CREATE TRIGGER application_step_no_delete BEFORE DELETE ON application_step
BEGIN SELECT RAISE(ABORT, 'application_step is append-only'); END;

CREATE TRIGGER application_step_no_replace BEFORE INSERT ON application_step WHEN EXISTS (SELECT 1 FROM application_step WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'application_step is append-only'); END;

-- the four hands of a round that must be four people
CREATE TABLE application_hand (
  application_id INTEGER NOT NULL,
  round INTEGER NOT NULL,
  step TEXT NOT NULL,
  person_key TEXT NOT NULL,
  PRIMARY KEY (application_id, round, step),
  FOREIGN KEY (application_id) REFERENCES application (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (step IN ('submit','check','audit','file'))
);

CREATE UNIQUE INDEX application_hand__application_id_round_person_key ON application_hand (application_id, round, person_key);

CREATE TRIGGER application_hand_no_update BEFORE UPDATE ON application_hand
BEGIN SELECT RAISE(ABORT, 'application_hand is append-only'); END;

CREATE TRIGGER application_hand_no_delete BEFORE DELETE ON application_hand
BEGIN SELECT RAISE(ABORT, 'application_hand is append-only'); END;

CREATE TRIGGER application_hand_no_replace BEFORE INSERT ON application_hand WHEN EXISTS (SELECT 1 FROM application_hand WHERE application_id = NEW.application_id AND round = NEW.round AND step = NEW.step)
BEGIN SELECT RAISE(ABORT, 'application_hand is append-only'); END;

-- who holds which post from when to when, with agreement and insurance; one live post per person
CREATE TABLE placement (
  id INTEGER NOT NULL PRIMARY KEY,
  application_id INTEGER NULL,
  post_id INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  village_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  basis TEXT NOT NULL,
  start_on TEXT NOT NULL,
  agreement_no TEXT NOT NULL,
  agreement_kind TEXT NOT NULL,
  agreement_from TEXT NOT NULL,
  agreement_until TEXT NOT NULL,
  hours_month INTEGER NOT NULL,
  rate_fen INTEGER NOT NULL,
  insurance_no TEXT NOT NULL,
  insured_from TEXT NULL,
  trained_on TEXT NULL,
  end_on TEXT NULL,
  end_reason TEXT NULL,
  state TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  live_post INTEGER GENERATED ALWAYS AS (CASE WHEN state <> 'ended' THEN post_id END) VIRTUAL,
  live_person INTEGER GENERATED ALWAYS AS (CASE WHEN state <> 'ended' THEN person_id END) VIRTUAL,
  continues_id INTEGER NULL REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  opening INTEGER NOT NULL DEFAULT 0,
  FOREIGN KEY (application_id) REFERENCES application (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (post_id) REFERENCES post (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (village_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (state IN ('active','suspended','ended')),
  CHECK (state <> 'ended' OR end_on IS NOT NULL),
  CHECK (end_on IS NULL OR end_on >= start_on)
);

CREATE UNIQUE INDEX placement__application_id ON placement (application_id);

CREATE UNIQUE INDEX placement__live_post ON placement (live_post);

CREATE UNIQUE INDEX placement__live_person ON placement (live_person);

CREATE INDEX placement__path_state_id ON placement (path, state, id);

CREATE INDEX placement__post_id ON placement (post_id);

CREATE INDEX placement__person_id ON placement (person_id);

CREATE UNIQUE INDEX placement__continues_id ON placement (continues_id);

CREATE INDEX placement__held ON placement (path, start_on, end_on, end_reason, state, agreement_until, person_id, post_id, continues_id);

CREATE INDEX placement__path_id ON placement (path, id);

CREATE INDEX placement__village_id ON placement (village_id);

CREATE INDEX placement__start_on_id ON placement (start_on, id, path);

CREATE INDEX placement__agreement_until_id ON placement (agreement_until, id, path);

CREATE TRIGGER placement_terms_changed AFTER UPDATE ON placement WHEN (NEW.rate_fen <> OLD.rate_fen OR NEW.start_on <> OLD.start_on)
BEGIN INSERT INTO pay_over (placement_id, path) SELECT NEW.id, NEW.path WHERE NOT EXISTS (SELECT 1 FROM pay_over o WHERE o.placement_id = NEW.id AND o.path = NEW.path); END;

-- every change of a placement, as it happened
CREATE TABLE placement_event (
  id INTEGER NOT NULL PRIMARY KEY,
  placement_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  on_date TEXT NOT NULL,
  until TEXT NULL,
  reason TEXT NOT NULL,
  remark TEXT NOT NULL,
  actor_id INTEGER NOT NULL,
  channel TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  trail_id INTEGER NOT NULL,
  row_digest BLOB NOT NULL,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (kind IN ('started','renewed','suspended','resumed','ended'))
);

CREATE INDEX placement_event__placement_id ON placement_event (placement_id);

CREATE INDEX placement_event__trail_id ON placement_event (trail_id);

CREATE INDEX placement_event__kind_placement_id ON placement_event (kind, placement_id);

CREATE TRIGGER placement_event_no_update BEFORE UPDATE ON placement_event
BEGIN SELECT RAISE(ABORT, 'placement_event is append-only'); END;

CREATE TRIGGER placement_event_no_delete BEFORE DELETE ON placement_event
BEGIN SELECT RAISE(ABORT, 'placement_event is append-only'); END;

CREATE TRIGGER placement_event_no_replace BEFORE INSERT ON placement_event WHEN EXISTS (SELECT 1 FROM placement_event WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'placement_event is append-only'); END;

-- one month sheet of a village, from entry to review and pay
CREATE TABLE duty_sheet (
  id INTEGER NOT NULL PRIMARY KEY,
  village_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  month TEXT NOT NULL,
  state TEXT NOT NULL,
  submitted_by INTEGER NULL,
  submitted_key TEXT NULL,
  submitted_us INTEGER NULL,
  reviewed_by INTEGER NULL,
  reviewed_key TEXT NULL,
  reviewed_us INTEGER NULL,
  remark TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  listed INTEGER NOT NULL DEFAULT 0,
  scan_id INTEGER NULL REFERENCES paper_scan (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (village_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (state IN ('draft','submitted','reviewed','locked')),
  CHECK (reviewed_key IS NULL OR submitted_key IS NULL OR reviewed_key <> submitted_key)
);

CREATE UNIQUE INDEX duty_sheet__village_id_month ON duty_sheet (village_id, month);

CREATE INDEX duty_sheet__path_month ON duty_sheet (path, month);

CREATE INDEX duty_sheet__month_state ON duty_sheet (month, state);

CREATE INDEX duty_sheet__listed_month_path ON duty_sheet (listed, month, path);

CREATE INDEX duty_sheet__scan_id ON duty_sheet (scan_id, id);

-- one holder's month: 31 marks and, beside each, how it came
CREATE TABLE duty_line (
  id INTEGER NOT NULL PRIMARY KEY,
  sheet_id INTEGER NOT NULL,
  placement_id INTEGER NOT NULL,
  days TEXT NOT NULL,
  how TEXT NOT NULL,
  first_days TEXT NOT NULL,
  hours INTEGER NOT NULL,
  points INTEGER NULL,
  remark TEXT NOT NULL,
  shifts TEXT NOT NULL DEFAULT '-------------------------------',
  checked_on TEXT NULL,
  checked TEXT NOT NULL DEFAULT '' CHECK (checked IN ('','fine','work','safety','eligible')),
  check_note TEXT NOT NULL DEFAULT '',
  first_hours INTEGER NULL,
  corrected INTEGER NOT NULL DEFAULT 0,
  FOREIGN KEY (sheet_id) REFERENCES duty_sheet (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (hours >= 0 AND hours <= 744),
  CHECK (points IS NULL OR (points >= 0 AND points <= 100))
);

CREATE UNIQUE INDEX duty_line__sheet_id_placement_id ON duty_line (sheet_id, placement_id);

CREATE INDEX duty_line__placement_id ON duty_line (placement_id);

-- what a run would pay
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
  deducted_fen INTEGER NOT NULL DEFAULT 0,
  question TEXT NOT NULL DEFAULT '',
  pay_basis TEXT NOT NULL DEFAULT '',
  counted_days INTEGER NULL,
  agreed_days INTEGER NOT NULL DEFAULT 0,
  steps TEXT NOT NULL DEFAULT '',
  FOREIGN KEY (run_id) REFERENCES pay_run (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (amount_fen >= 0)
);

CREATE UNIQUE INDEX pay_draft__run_id_placement_id ON pay_draft (run_id, placement_id);

CREATE INDEX pay_draft__run_id_question ON pay_draft (run_id, question, path);

CREATE INDEX pay_draft__run_id_path_placement_id ON pay_draft (run_id, path, placement_id);

CREATE INDEX pay_draft__run_id_amount_fen_placement_id ON pay_draft (run_id, amount_fen, placement_id);

-- what is owed to whom for a month, frozen at approval
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
  kind TEXT NOT NULL DEFAULT '',
  of_item_id INTEGER NULL,
  shares TEXT NOT NULL DEFAULT '',
  account_version INTEGER NULL,
  worth TEXT NOT NULL DEFAULT '',
  FOREIGN KEY (run_id) REFERENCES pay_run (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (amount_fen > 0)
);

CREATE UNIQUE INDEX pay_item__run_id_placement_id ON pay_item (run_id, placement_id);

CREATE INDEX pay_item__path_month ON pay_item (path, month);

CREATE INDEX pay_item__placement_id ON pay_item (placement_id);

CREATE INDEX pay_item__trail_id ON pay_item (trail_id);

CREATE INDEX pay_item__account_index_person_id ON pay_item (account_index, person_id);

CREATE INDEX pay_item__person_id_month ON pay_item (person_id, month);

CREATE INDEX pay_item__of_item_id ON pay_item (of_item_id);

CREATE INDEX pay_item__run_id_person_id_paid ON pay_item (run_id, person_id, amount_fen, account_index);

CREATE TRIGGER pay_item_no_update BEFORE UPDATE ON pay_item
BEGIN SELECT RAISE(ABORT, 'pay_item is append-only'); END;

CREATE TRIGGER pay_item_no_delete BEFORE DELETE ON pay_item
BEGIN SELECT RAISE(ABORT, 'pay_item is append-only'); END;

CREATE TRIGGER pay_item_no_replace BEFORE INSERT ON pay_item WHEN EXISTS (SELECT 1 FROM pay_item WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'pay_item is append-only'); END;

-- at most one regular item per placement and month that is not taken back
CREATE TABLE pay_slot (
  placement_id INTEGER NOT NULL,
  month TEXT NOT NULL,
  item_id INTEGER NOT NULL,
  person_id INTEGER NULL,
  PRIMARY KEY (placement_id, month),
  FOREIGN KEY (item_id) REFERENCES pay_item (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE UNIQUE INDEX pay_slot__person_id_month ON pay_slot (person_id, month);

CREATE INDEX pay_slot__item_id ON pay_slot (item_id);

-- a line of the bank's file as it was sent
CREATE TABLE pay_batch_line (
  batch_id INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  item_id INTEGER NOT NULL,
  amount_fen INTEGER NOT NULL,
  id_sealed BLOB NULL,
  account_sealed BLOB NULL,
  account_index BLOB NULL,
  name TEXT NOT NULL DEFAULT '',
  account_version INTEGER NULL,
  PRIMARY KEY (batch_id, seq),
  FOREIGN KEY (batch_id) REFERENCES pay_batch (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (item_id) REFERENCES pay_item (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE UNIQUE INDEX pay_batch_line__batch_id_item_id ON pay_batch_line (batch_id, item_id);

CREATE INDEX pay_batch_line__item_id ON pay_batch_line (item_id);

CREATE TRIGGER pay_batch_line_no_update BEFORE UPDATE ON pay_batch_line
BEGIN SELECT RAISE(ABORT, 'pay_batch_line is append-only'); END;

CREATE TRIGGER pay_batch_line_no_delete BEFORE DELETE ON pay_batch_line
BEGIN SELECT RAISE(ABORT, 'pay_batch_line is append-only'); END;

CREATE TRIGGER pay_batch_line_no_replace BEFORE INSERT ON pay_batch_line WHEN EXISTS (SELECT 1 FROM pay_batch_line WHERE batch_id = NEW.batch_id AND seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'pay_batch_line is append-only'); END;

-- the bank response on an item: paid once, or returned with its reason
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

CREATE UNIQUE INDEX payment_event__paid_item ON payment_event (paid_item);

CREATE UNIQUE INDEX payment_event__batch_id_item_id ON payment_event (batch_id, item_id);

CREATE INDEX payment_event__item_id ON payment_event (item_id);

CREATE INDEX payment_event__trail_id ON payment_event (trail_id);

CREATE TRIGGER payment_event_no_update BEFORE UPDATE ON payment_event
BEGIN SELECT RAISE(ABORT, 'payment_event is append-only'); END;

CREATE TRIGGER payment_event_no_delete BEFORE DELETE ON payment_event
BEGIN SELECT RAISE(ABORT, 'payment_event is append-only'); END;

CREATE TRIGGER payment_event_no_replace BEFORE INSERT ON payment_event WHEN EXISTS (SELECT 1 FROM payment_event WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'payment_event is append-only'); END;

-- what somebody saw of one holder on one day
CREATE TABLE duty_check (
  id INTEGER NOT NULL PRIMARY KEY,
  client_id TEXT NOT NULL,
  village_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  placement_id INTEGER NOT NULL,
  about_id INTEGER NULL,
  method TEXT NOT NULL,
  on_date TEXT NOT NULL,
  seen_us INTEGER NULL,
  finding TEXT NOT NULL,
  checker_id INTEGER NOT NULL,
  checker_key TEXT NOT NULL,
  second TEXT NOT NULL,
  statement TEXT NOT NULL,
  remark TEXT NOT NULL,
  answer_by TEXT NULL,
  irregular TEXT NOT NULL,
  channel TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  trail_id INTEGER NOT NULL,
  row_digest BLOB NOT NULL,
  county TEXT GENERATED ALWAYS AS (SUBSTR(path, 1, 8)) VIRTUAL,
  township TEXT GENERATED ALWAYS AS (SUBSTR(path, 1, 12)) VIRTUAL,
  FOREIGN KEY (village_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (method IN ('site','phone','video','system','paper')),
  CHECK (finding IN ('on_duty','work_good','work_bad','leave','swapped','not_seen','substitute','cannot_work','unreachable'))
);

CREATE UNIQUE INDEX duty_check__checker_id_client_id ON duty_check (checker_id, client_id);

CREATE INDEX duty_check__placement_id ON duty_check (placement_id);

CREATE INDEX duty_check__trail_id ON duty_check (trail_id);

CREATE INDEX duty_check__answer_by_path ON duty_check (answer_by, path);

CREATE INDEX duty_check__path_on_date_seen ON duty_check (path, on_date, placement_id, method, finding);

CREATE INDEX duty_check__county_id ON duty_check (county, id);

CREATE INDEX duty_check__township_id ON duty_check (township, id);

CREATE INDEX duty_check__path_id ON duty_check (path, id);

CREATE INDEX duty_check__village_id ON duty_check (village_id);

CREATE TRIGGER duty_check_no_update BEFORE UPDATE ON duty_check
BEGIN SELECT RAISE(ABORT, 'duty_check is append-only'); END;

CREATE TRIGGER duty_check_no_delete BEFORE DELETE ON duty_check
BEGIN SELECT RAISE(ABORT, 'duty_check is append-only'); END;

CREATE TRIGGER duty_check_no_replace BEFORE INSERT ON duty_check WHEN EXISTS (SELECT 1 FROM duty_check WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'duty_check is append-only'); END;

-- where a check was made, and the digest of what was photographed
CREATE TABLE duty_evidence (
  id INTEGER NOT NULL PRIMARY KEY,
  check_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  file_id INTEGER NULL,
  file_digest BLOB NULL,
  place TEXT NOT NULL,
  latitude_e6 INTEGER NULL,
  longitude_e6 INTEGER NULL,
  accuracy_m INTEGER NULL,
  at_us INTEGER NOT NULL,
  trail_id INTEGER NOT NULL,
  row_digest BLOB NOT NULL,
  FOREIGN KEY (check_id) REFERENCES duty_check (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (file_id) REFERENCES file (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (kind IN ('photo','place')),
  CHECK (kind <> 'photo' OR file_id IS NOT NULL),
  CHECK (latitude_e6 IS NULL OR (latitude_e6 BETWEEN -90000000 AND 90000000 AND longitude_e6 BETWEEN -180000000 AND 180000000))
);

CREATE INDEX duty_evidence__check_id ON duty_evidence (check_id);

CREATE INDEX duty_evidence__file_digest ON duty_evidence (file_digest);

CREATE INDEX duty_evidence__trail_id ON duty_evidence (trail_id);

CREATE TRIGGER duty_evidence_no_update BEFORE UPDATE ON duty_evidence
BEGIN SELECT RAISE(ABORT, 'duty_evidence is append-only'); END;

CREATE TRIGGER duty_evidence_no_delete BEFORE DELETE ON duty_evidence
BEGIN SELECT RAISE(ABORT, 'duty_evidence is append-only'); END;

CREATE TRIGGER duty_evidence_no_replace BEFORE INSERT ON duty_evidence WHEN EXISTS (SELECT 1 FROM duty_evidence WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'duty_evidence is append-only'); END;

-- what is wrong in which cell of a workbook
CREATE TABLE import_fault (
  id INTEGER NOT NULL PRIMARY KEY,
  batch_id INTEGER NOT NULL,
  sheet TEXT NOT NULL,
  row_no INTEGER NOT NULL,
  head TEXT NOT NULL,
  code TEXT NOT NULL,
  args TEXT NOT NULL,
  FOREIGN KEY (batch_id) REFERENCES import_batch (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE INDEX import_fault__batch_id_id ON import_fault (batch_id, id);

-- which records a workbook made, so that it can be undone
CREATE TABLE import_made (
  id INTEGER NOT NULL PRIMARY KEY,
  batch_id INTEGER NOT NULL,
  made TEXT NOT NULL,
  record_id INTEGER NOT NULL,
  FOREIGN KEY (batch_id) REFERENCES import_batch (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE INDEX import_made__batch_id_id ON import_made (batch_id, id);

CREATE INDEX import_made__made_record_id ON import_made (made, record_id);

-- a row of an earlier year as it was found; nothing in it is corrected
CREATE TABLE history_row (
  id INTEGER NOT NULL PRIMARY KEY,
  batch_id INTEGER NOT NULL,
  village_id INTEGER NULL,
  path TEXT NOT NULL,
  sheet TEXT NOT NULL,
  row_no INTEGER NOT NULL,
  raw_digest BLOB NOT NULL,
  year INTEGER NOT NULL,
  name TEXT NOT NULL,
  id_index BLOB NULL,
  id_tail TEXT NOT NULL,
  person_id INTEGER NULL,
  basis TEXT NOT NULL,
  post TEXT NOT NULL,
  start_raw TEXT NOT NULL,
  start_on TEXT NULL,
  end_raw TEXT NOT NULL,
  end_on TEXT NULL,
  review_raw TEXT NOT NULL,
  review_on TEXT NULL,
  notice_raw TEXT NOT NULL,
  audit_raw TEXT NOT NULL,
  audit_on TEXT NULL,
  rate_fen INTEGER NULL,
  slip TEXT NOT NULL,
  handler TEXT NOT NULL,
  remark TEXT NOT NULL,
  odd TEXT NOT NULL,
  trail_id INTEGER NOT NULL,
  row_digest BLOB NOT NULL,
  county TEXT GENERATED ALWAYS AS (SUBSTR(path, 1, 8)) VIRTUAL,
  township TEXT GENERATED ALWAYS AS (SUBSTR(path, 1, 12)) VIRTUAL,
  FOREIGN KEY (batch_id) REFERENCES import_batch (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (village_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE INDEX history_row__path_id ON history_row (path, id);

CREATE INDEX history_row__batch_id_row_no ON history_row (batch_id, row_no);

CREATE INDEX history_row__person_id ON history_row (person_id);

CREATE INDEX history_row__raw_digest ON history_row (raw_digest);

CREATE INDEX history_row__trail_id ON history_row (trail_id);

CREATE INDEX history_row__county_id ON history_row (county, id);

CREATE INDEX history_row__township_id ON history_row (township, id);

CREATE TRIGGER history_row_no_update BEFORE UPDATE ON history_row
BEGIN SELECT RAISE(ABORT, 'history_row is append-only'); END;

CREATE TRIGGER history_row_no_delete BEFORE DELETE ON history_row
BEGIN SELECT RAISE(ABORT, 'history_row is append-only'); END;

CREATE TRIGGER history_row_no_replace BEFORE INSERT ON history_row WHEN EXISTS (SELECT 1 FROM history_row WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'history_row is append-only'); END;

-- the whole row as text, apart from the frozen one so that keys can change
CREATE TABLE history_raw (
  row_id INTEGER NOT NULL PRIMARY KEY,
  raw_sealed BLOB NOT NULL,
  FOREIGN KEY (row_id) REFERENCES history_row (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- a month paid outside this program, by its slip
CREATE TABLE history_pay (
  id INTEGER NOT NULL PRIMARY KEY,
  row_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  month TEXT NOT NULL,
  amount_fen INTEGER NOT NULL,
  trail_id INTEGER NOT NULL,
  row_digest BLOB NOT NULL,
  FOREIGN KEY (row_id) REFERENCES history_row (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE INDEX history_pay__row_id ON history_pay (row_id);

CREATE INDEX history_pay__trail_id ON history_pay (trail_id);

CREATE TRIGGER history_pay_no_update BEFORE UPDATE ON history_pay
BEGIN SELECT RAISE(ABORT, 'history_pay is append-only'); END;

CREATE TRIGGER history_pay_no_delete BEFORE DELETE ON history_pay
BEGIN SELECT RAISE(ABORT, 'history_pay is append-only'); END;

CREATE TRIGGER history_pay_no_replace BEFORE INSERT ON history_pay WHEN EXISTS (SELECT 1 FROM history_pay WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'history_pay is append-only'); END;

-- whom the meeting votes on, with the votes
CREATE TABLE review_candidate (
  meeting_id INTEGER NOT NULL,
  application_id INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  votes_for INTEGER NOT NULL DEFAULT 0,
  votes_against INTEGER NOT NULL DEFAULT 0,
  votes_abstain INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (meeting_id, application_id),
  FOREIGN KEY (meeting_id) REFERENCES review_meeting (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (application_id) REFERENCES application (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE INDEX review_candidate__application_id ON review_candidate (application_id);

-- a voter who is kin of the candidate: named before the vote, and whether he or she voted all the same
CREATE TABLE review_recusal (
  id INTEGER NOT NULL PRIMARY KEY,
  meeting_id INTEGER NOT NULL,
  application_id INTEGER NOT NULL,
  voter_seq INTEGER NOT NULL,
  tie TEXT NOT NULL,
  voted INTEGER NOT NULL DEFAULT 0,
  FOREIGN KEY (meeting_id) REFERENCES review_meeting (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (application_id) REFERENCES application (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (voted IN (0, 1))
);

CREATE UNIQUE INDEX review_recusal__meeting_id_application_id_voter_seq ON review_recusal (meeting_id, application_id, voter_seq);

-- another department's register as of a day, for the people of a region
CREATE TABLE register_list (
  id INTEGER NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  as_of TEXT NOT NULL,
  path TEXT NOT NULL,
  source TEXT NOT NULL,
  batch_id INTEGER NOT NULL,
  entries INTEGER NOT NULL,
  hits INTEGER NOT NULL,
  created_us INTEGER NOT NULL,
  FOREIGN KEY (batch_id) REFERENCES import_batch (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE INDEX register_list__path_kind_as_of ON register_list (path, kind, as_of);

-- who stands in it, by the blind index of the number alone
CREATE TABLE register_entry (
  id INTEGER NOT NULL PRIMARY KEY,
  list_id INTEGER NOT NULL,
  id_index BLOB NOT NULL,
  detail TEXT NOT NULL,
  on_date TEXT NULL,
  FOREIGN KEY (list_id) REFERENCES register_list (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE UNIQUE INDEX register_entry__list_id_id_index ON register_entry (list_id, id_index);

CREATE INDEX register_entry__id_index ON register_entry (id_index);

-- somebody who applies or holds a post and stands in a register: told, heard, decided
CREATE TABLE register_hit (
  id INTEGER NOT NULL PRIMARY KEY,
  entry_id INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  told_on TEXT NULL,
  answer_by TEXT NULL,
  statement TEXT NOT NULL,
  decision TEXT NOT NULL,
  decided_on TEXT NULL,
  told_key TEXT NOT NULL,
  decided_key TEXT NOT NULL,
  created_us INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  county TEXT GENERATED ALWAYS AS (SUBSTR(path, 1, 8)) VIRTUAL,
  township TEXT GENERATED ALWAYS AS (SUBSTR(path, 1, 12)) VIRTUAL,
  FOREIGN KEY (entry_id) REFERENCES register_entry (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (state IN ('open','told','answered','cleared','exit','recover')),
  CHECK (state IN ('open','told','answered') OR decided_on IS NOT NULL),
  CHECK (decided_key = '' OR decided_key <> told_key)
);

CREATE UNIQUE INDEX register_hit__entry_id_person_id ON register_hit (entry_id, person_id);

CREATE INDEX register_hit__path_state ON register_hit (path, state);

CREATE INDEX register_hit__person_id ON register_hit (person_id);

CREATE INDEX register_hit__county_id ON register_hit (county, id);

CREATE INDEX register_hit__township_id ON register_hit (township, id);

CREATE INDEX register_hit__path_id ON register_hit (path, id);

-- an accident of a holder at work and what the insurance did
CREATE TABLE accident (
  id INTEGER NOT NULL PRIMARY KEY,
  placement_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  happened_on TEXT NOT NULL,
  place TEXT NOT NULL,
  story TEXT NOT NULL,
  injury TEXT NOT NULL,
  state TEXT NOT NULL,
  claim_by TEXT NOT NULL,
  claimed_on TEXT NULL,
  claim_no TEXT NOT NULL,
  closed_on TEXT NULL,
  amount_fen INTEGER NOT NULL,
  remark TEXT NOT NULL,
  reported_by INTEGER NOT NULL,
  reported_us INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  county TEXT GENERATED ALWAYS AS (SUBSTR(path, 1, 8)) VIRTUAL,
  township TEXT GENERATED ALWAYS AS (SUBSTR(path, 1, 12)) VIRTUAL,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (state IN ('reported','claimed','paid','declined')),
  CHECK (state = 'reported' OR claimed_on IS NOT NULL OR state = 'declined'),
  CHECK (state IN ('reported','claimed') OR closed_on IS NOT NULL),
  CHECK (amount_fen >= 0)
);

CREATE UNIQUE INDEX accident__placement_id_happened_on ON accident (placement_id, happened_on);

CREATE INDEX accident__path_state ON accident (path, state);

CREATE INDEX accident__county_id ON accident (county, id);

CREATE INDEX accident__township_id ON accident (township, id);

CREATE INDEX accident__path_id ON accident (path, id);

-- another system's export as of a day
CREATE TABLE outside_list (
  id INTEGER NOT NULL PRIMARY KEY,
  system_kind TEXT NOT NULL,
  as_of TEXT NOT NULL,
  path TEXT NOT NULL,
  batch_id INTEGER NOT NULL,
  entries INTEGER NOT NULL,
  created_us INTEGER NOT NULL,
  FOREIGN KEY (batch_id) REFERENCES import_batch (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE INDEX outside_list__path_system_kind ON outside_list (path, system_kind);

-- a person as that system has him or her
CREATE TABLE outside_entry (
  id INTEGER NOT NULL PRIMARY KEY,
  list_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  id_index BLOB NOT NULL,
  id_tail TEXT NOT NULL,
  name TEXT NOT NULL,
  filing_no TEXT NOT NULL,
  state TEXT NOT NULL,
  state_raw TEXT NOT NULL,
  post TEXT NOT NULL,
  start_on TEXT NULL,
  end_on TEXT NULL,
  account_index BLOB NULL,
  account_tail TEXT NOT NULL,
  FOREIGN KEY (list_id) REFERENCES outside_list (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE UNIQUE INDEX outside_entry__list_id_id_index ON outside_entry (list_id, id_index);

CREATE INDEX outside_entry__id_index ON outside_entry (id_index);

-- who was on a post when it was drawn
CREATE TABLE draw_roster (
  draw_id INTEGER NOT NULL,
  placement_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  PRIMARY KEY (draw_id, placement_id),
  FOREIGN KEY (draw_id) REFERENCES draw (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE TRIGGER draw_roster_no_update BEFORE UPDATE ON draw_roster
BEGIN SELECT RAISE(ABORT, 'draw_roster is append-only'); END;

CREATE TRIGGER draw_roster_no_delete BEFORE DELETE ON draw_roster
BEGIN SELECT RAISE(ABORT, 'draw_roster is append-only'); END;

CREATE TRIGGER draw_roster_no_replace BEFORE INSERT ON draw_roster WHEN EXISTS (SELECT 1 FROM draw_roster WHERE draw_id = NEW.draw_id AND placement_id = NEW.placement_id)
BEGIN SELECT RAISE(ABORT, 'draw_roster is append-only'); END;

-- a task of a holder whose post is worked by tasks
CREATE TABLE duty_task (
  id INTEGER NOT NULL PRIMARY KEY,
  sheet_id INTEGER NOT NULL,
  placement_id INTEGER NOT NULL,
  on_date TEXT NOT NULL,
  task TEXT NOT NULL,
  result TEXT NOT NULL,
  first_result TEXT NOT NULL,
  how TEXT NOT NULL,
  FOREIGN KEY (sheet_id) REFERENCES duty_sheet (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (result IN ('good','poor','undone','struck')),
  CHECK (first_result IN ('','good','poor','undone','struck'))
);

CREATE INDEX duty_task__sheet_id ON duty_task (sheet_id, placement_id, on_date);

CREATE INDEX duty_task__placement_id ON duty_task (placement_id);

-- a day that an import claimed and that cannot have been: kept as evidence, never counted
CREATE TABLE duty_impossible (
  id INTEGER NOT NULL PRIMARY KEY,
  sheet_id INTEGER NOT NULL,
  placement_id INTEGER NOT NULL,
  batch_id INTEGER NOT NULL,
  row_no INTEGER NOT NULL,
  day INTEGER NOT NULL,
  said TEXT NOT NULL,
  why TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  FOREIGN KEY (sheet_id) REFERENCES duty_sheet (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (batch_id) REFERENCES import_batch (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (day BETWEEN 1 AND 31)
);

CREATE INDEX duty_impossible__sheet_id ON duty_impossible (sheet_id);

CREATE TRIGGER duty_impossible_no_update BEFORE UPDATE ON duty_impossible
BEGIN SELECT RAISE(ABORT, 'duty_impossible is append-only'); END;

CREATE TRIGGER duty_impossible_no_delete BEFORE DELETE ON duty_impossible
BEGIN SELECT RAISE(ABORT, 'duty_impossible is append-only'); END;

CREATE TRIGGER duty_impossible_no_replace BEFORE INSERT ON duty_impossible WHEN EXISTS (SELECT 1 FROM duty_impossible WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'duty_impossible is append-only'); END;

-- a holder's assessment of a month by the rulebook's weights, and the holder's word to it before pay
CREATE TABLE assessment (
  id INTEGER NOT NULL PRIMARY KEY,
  sheet_id INTEGER NOT NULL,
  placement_id INTEGER NOT NULL,
  village_points INTEGER NULL,
  village_key TEXT NOT NULL,
  township_points INTEGER NULL,
  township_key TEXT NOT NULL,
  villager_points INTEGER NULL,
  total INTEGER NULL,
  remark TEXT NOT NULL,
  deduction_fen INTEGER NOT NULL,
  deduction_rule TEXT NOT NULL,
  deduction_base TEXT NOT NULL,
  told_on TEXT NULL,
  told_how TEXT NOT NULL,
  word TEXT NOT NULL,
  agrees INTEGER NULL,
  verdict TEXT NOT NULL DEFAULT '',
  told_scan_id INTEGER NULL REFERENCES paper_scan (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (sheet_id) REFERENCES duty_sheet (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (deduction_fen >= 0),
  CHECK (village_key = '' OR village_key <> township_key)
);

CREATE UNIQUE INDEX assessment__sheet_id_placement_id ON assessment (sheet_id, placement_id);

CREATE INDEX assessment__placement_id ON assessment (placement_id);

CREATE INDEX assessment__told_scan_id ON assessment (told_scan_id);

-- the bank's stamped slip for a batch, entered by one and confirmed by another
CREATE TABLE pay_slip (
  batch_id INTEGER NOT NULL PRIMARY KEY,
  file_id INTEGER NOT NULL,
  on_date TEXT NOT NULL,
  failures TEXT NOT NULL,
  entered_by INTEGER NOT NULL,
  entered_key TEXT NOT NULL,
  entered_us INTEGER NOT NULL,
  FOREIGN KEY (batch_id) REFERENCES pay_batch (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (file_id) REFERENCES file (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- what an item is made of, one line per placement and fund
CREATE TABLE pay_line (
  item_id INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  placement_id INTEGER NOT NULL,
  village_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  month TEXT NOT NULL,
  fund TEXT NOT NULL,
  days INTEGER NOT NULL,
  of_days INTEGER NOT NULL,
  amount_fen INTEGER NOT NULL,
  deducted_fen INTEGER NOT NULL DEFAULT 0,
  pay_basis TEXT NOT NULL DEFAULT '',
  counted_days INTEGER NULL,
  agreed_days INTEGER NOT NULL DEFAULT 0,
  steps TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (item_id, seq),
  FOREIGN KEY (item_id) REFERENCES pay_item (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (amount_fen > 0),
  CHECK (deducted_fen >= 0)
);

CREATE INDEX pay_line__placement_id_month ON pay_line (placement_id, month);

CREATE INDEX pay_line__path_month_paid ON pay_line (path, month, placement_id, amount_fen, deducted_fen);

CREATE INDEX pay_line__month_path_placement_id ON pay_line (month, path, placement_id);

CREATE TRIGGER pay_line_no_update BEFORE UPDATE ON pay_line
BEGIN SELECT RAISE(ABORT, 'pay_line is append-only'); END;

CREATE TRIGGER pay_line_no_delete BEFORE DELETE ON pay_line
BEGIN SELECT RAISE(ABORT, 'pay_line is append-only'); END;

CREATE TRIGGER pay_line_no_replace BEFORE INSERT ON pay_line WHEN EXISTS (SELECT 1 FROM pay_line WHERE item_id = NEW.item_id AND seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'pay_line is append-only'); END;

-- an item taken back before it was paid; its slots are free again
CREATE TABLE pay_reversal (
  id INTEGER NOT NULL PRIMARY KEY,
  item_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  reason TEXT NOT NULL,
  actor_id INTEGER NOT NULL,
  person_key TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  trail_id INTEGER NOT NULL,
  row_digest BLOB NOT NULL,
  FOREIGN KEY (item_id) REFERENCES pay_item (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE UNIQUE INDEX pay_reversal__item_id ON pay_reversal (item_id);

CREATE INDEX pay_reversal__trail_id ON pay_reversal (trail_id);

CREATE TRIGGER pay_reversal_no_update BEFORE UPDATE ON pay_reversal
BEGIN SELECT RAISE(ABORT, 'pay_reversal is append-only'); END;

CREATE TRIGGER pay_reversal_no_delete BEFORE DELETE ON pay_reversal
BEGIN SELECT RAISE(ABORT, 'pay_reversal is append-only'); END;

CREATE TRIGGER pay_reversal_no_replace BEFORE INSERT ON pay_reversal WHEN EXISTS (SELECT 1 FROM pay_reversal WHERE id = NEW.id OR item_id = NEW.item_id)
BEGIN SELECT RAISE(ABORT, 'pay_reversal is append-only'); END;

-- money that was paid wrongly and came back
CREATE TABLE pay_recovery (
  id INTEGER NOT NULL PRIMARY KEY,
  placement_id INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  fund TEXT NOT NULL,
  amount_fen INTEGER NOT NULL,
  on_date TEXT NOT NULL,
  voucher TEXT NOT NULL,
  actor_id INTEGER NOT NULL,
  at_us INTEGER NOT NULL,
  trail_id INTEGER NOT NULL,
  row_digest BLOB NOT NULL,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (amount_fen > 0)
);

CREATE UNIQUE INDEX pay_recovery__placement_id_voucher ON pay_recovery (placement_id, voucher);

CREATE INDEX pay_recovery__path ON pay_recovery (path);

CREATE INDEX pay_recovery__trail_id ON pay_recovery (trail_id);

CREATE TRIGGER pay_recovery_no_update BEFORE UPDATE ON pay_recovery
BEGIN SELECT RAISE(ABORT, 'pay_recovery is append-only'); END;

CREATE TRIGGER pay_recovery_no_delete BEFORE DELETE ON pay_recovery
BEGIN SELECT RAISE(ABORT, 'pay_recovery is append-only'); END;

CREATE TRIGGER pay_recovery_no_replace BEFORE INSERT ON pay_recovery WHEN EXISTS (SELECT 1 FROM pay_recovery WHERE id = NEW.id OR (placement_id = NEW.placement_id AND voucher = NEW.voucher))
BEGIN SELECT RAISE(ABORT, 'pay_recovery is append-only'); END;

-- the items of a sample in their order
CREATE TABLE payee_sampled (
  sample_id INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  item_id INTEGER NOT NULL,
  PRIMARY KEY (sample_id, seq),
  FOREIGN KEY (sample_id) REFERENCES payee_sample (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (item_id) REFERENCES pay_item (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE UNIQUE INDEX payee_sampled__item_id ON payee_sampled (item_id);

-- a call to a payee: whether it came, how much, whether part was asked back
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

CREATE UNIQUE INDEX payee_call__answered ON payee_call (answered);

CREATE INDEX payee_call__item_id ON payee_call (item_id);

CREATE INDEX payee_call__trail_id ON payee_call (trail_id);

CREATE INDEX payee_call__path ON payee_call (path);

CREATE TRIGGER payee_call_no_update BEFORE UPDATE ON payee_call
BEGIN SELECT RAISE(ABORT, 'payee_call is append-only'); END;

CREATE TRIGGER payee_call_no_delete BEFORE DELETE ON payee_call
BEGIN SELECT RAISE(ABORT, 'payee_call is append-only'); END;

CREATE TRIGGER payee_call_no_replace BEFORE INSERT ON payee_call WHEN EXISTS (SELECT 1 FROM payee_call WHERE id = NEW.id OR (NEW.outcome = 'answered' AND outcome = 'answered' AND item_id = NEW.item_id))
BEGIN SELECT RAISE(ABORT, 'payee_call is append-only'); END;

-- what a villager says is wrong, and who must answer by when
CREATE TABLE complaint (
  id INTEGER NOT NULL PRIMARY KEY,
  number TEXT NOT NULL,
  kind TEXT NOT NULL,
  village_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  office TEXT NOT NULL,
  came_by TEXT NOT NULL,
  placement_id INTEGER NULL,
  received_on TEXT NOT NULL,
  answer_by TEXT NOT NULL,
  state TEXT NOT NULL,
  answered_on TEXT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  application_id INTEGER NULL,
  upheld INTEGER NULL,
  month TEXT NULL,
  about TEXT NOT NULL DEFAULT 'village',
  official_id INTEGER NULL,
  extended INTEGER NOT NULL DEFAULT 0,
  told_on TEXT NULL,
  county TEXT GENERATED ALWAYS AS (SUBSTR(path, 1, 8)) VIRTUAL,
  township TEXT GENERATED ALWAYS AS (SUBSTR(path, 1, 12)) VIRTUAL,
  FOREIGN KEY (village_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (application_id) REFERENCES application (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (kind IN ('unfair_hiring','kin_favour','taking_turns','need_ignored','unpaid','not_listed','asked_back','not_working','conduct','other')),
  CHECK (kind <> 'not_listed' OR month IS NOT NULL),
  CHECK (office IN ('township','county','inspector')),
  CHECK (state IN ('open','answered','withdrawn')),
  CHECK (state <> 'answered' OR answered_on IS NOT NULL),
  CHECK (answer_by >= received_on)
);

CREATE UNIQUE INDEX complaint__number ON complaint (number);

CREATE INDEX complaint__path_id ON complaint (path, id);

CREATE INDEX complaint__office_state_path ON complaint (office, state, path);

CREATE INDEX complaint__placement_id ON complaint (placement_id);

CREATE INDEX complaint__application_id ON complaint (application_id);

CREATE INDEX complaint__county_id ON complaint (county, id);

CREATE INDEX complaint__township_id ON complaint (township, id);

-- what the village is asked to explain, in the answering office's own words
CREATE TABLE complaint_ask (
  id INTEGER NOT NULL PRIMARY KEY,
  complaint_id INTEGER NOT NULL,
  village_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  wording TEXT NOT NULL,
  asked_on TEXT NOT NULL,
  asked_by INTEGER NOT NULL,
  answer_by TEXT NOT NULL,
  answer TEXT NOT NULL,
  answered_on TEXT NULL,
  answered_by INTEGER NULL,
  version INTEGER NOT NULL DEFAULT 1,
  FOREIGN KEY (complaint_id) REFERENCES complaint (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (village_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE INDEX complaint_ask__complaint_id ON complaint_ask (complaint_id);

CREATE INDEX complaint_ask__path_answered_on ON complaint_ask (path, answered_on);

-- items that the bank had not confirmed by last night
CREATE TABLE pay_open (
  item_id INTEGER NOT NULL PRIMARY KEY,
  path TEXT NOT NULL,
  FOREIGN KEY (item_id) REFERENCES pay_item (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE INDEX pay_open__path ON pay_open (path);

-- a second message of a check's id with other content, until somebody looks
CREATE TABLE duty_aside (
  id INTEGER NOT NULL PRIMARY KEY,
  check_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  content BLOB NOT NULL,
  name TEXT NOT NULL,
  method TEXT NOT NULL,
  seen_us INTEGER NOT NULL,
  finding TEXT NOT NULL,
  second TEXT NOT NULL,
  place TEXT NOT NULL,
  statement TEXT NOT NULL,
  remark TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  trail_id INTEGER NOT NULL,
  row_digest BLOB NOT NULL,
  FOREIGN KEY (check_id) REFERENCES duty_check (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE UNIQUE INDEX duty_aside__check_id_content ON duty_aside (check_id, content);

CREATE INDEX duty_aside__path_id ON duty_aside (path, id);

CREATE INDEX duty_aside__trail_id ON duty_aside (trail_id);

CREATE TRIGGER duty_aside_no_update BEFORE UPDATE ON duty_aside
BEGIN SELECT RAISE(ABORT, 'duty_aside is append-only'); END;

CREATE TRIGGER duty_aside_no_delete BEFORE DELETE ON duty_aside
BEGIN SELECT RAISE(ABORT, 'duty_aside is append-only'); END;

CREATE TRIGGER duty_aside_no_replace BEFORE INSERT ON duty_aside WHEN EXISTS (SELECT 1 FROM duty_aside WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'duty_aside is append-only'); END;

-- who said it, read by inspectors only
CREATE TABLE complaint_reporter (
  complaint_id INTEGER NOT NULL,
  name_sealed BLOB NULL,
  phone_sealed BLOB NULL,
  PRIMARY KEY (complaint_id),
  FOREIGN KEY (complaint_id) REFERENCES complaint (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- a township's word on a line that no day at work stands behind
CREATE TABLE pay_answer (
  run_id INTEGER NOT NULL,
  placement_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  month TEXT NOT NULL,
  question TEXT NOT NULL,
  verdict TEXT NOT NULL,
  why TEXT NOT NULL,
  days INTEGER NOT NULL,
  of_days INTEGER NOT NULL,
  attended INTEGER NULL,
  amount_fen INTEGER NOT NULL,
  actor_id INTEGER NOT NULL,
  person_key TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  PRIMARY KEY (run_id, placement_id),
  FOREIGN KEY (run_id) REFERENCES pay_run (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (question IN ('ahead','unlisted','absent')),
  CHECK (verdict IN ('paid','off')),
  CHECK (why <> '')
);

CREATE INDEX pay_answer__placement_id_month ON pay_answer (placement_id, month);

CREATE TRIGGER pay_answer_no_update BEFORE UPDATE ON pay_answer
BEGIN SELECT RAISE(ABORT, 'pay_answer is append-only'); END;

CREATE TRIGGER pay_answer_no_delete BEFORE DELETE ON pay_answer
BEGIN SELECT RAISE(ABORT, 'pay_answer is append-only'); END;

CREATE TRIGGER pay_answer_no_replace BEFORE INSERT ON pay_answer WHEN EXISTS (SELECT 1 FROM pay_answer WHERE run_id = NEW.run_id AND placement_id = NEW.placement_id)
BEGIN SELECT RAISE(ABORT, 'pay_answer is append-only'); END;

-- each office's turn with a complaint, with its own deadline
CREATE TABLE complaint_turn (
  complaint_id INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  office TEXT NOT NULL,
  since_on TEXT NOT NULL,
  due_on TEXT NULL,
  ended_on TEXT NULL,
  ended TEXT NOT NULL,
  PRIMARY KEY (complaint_id, seq),
  FOREIGN KEY (complaint_id) REFERENCES complaint (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (ended IN ('','answered','withdrawn','passed','escalated'))
);

-- placements of which a line of pay is above the rate, or outside the days that it holds for
CREATE TABLE pay_over (
  placement_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  PRIMARY KEY (placement_id, path),
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE INDEX pay_over__path ON pay_over (path);

-- months on post past their due day of which nothing is here, as last counted
CREATE TABLE pay_missing (
  placement_id INTEGER NOT NULL,
  month TEXT NOT NULL,
  person_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  lack TEXT NOT NULL,
  due_on TEXT NOT NULL,
  county TEXT GENERATED ALWAYS AS (SUBSTR(path, 1, 8)) VIRTUAL,
  township TEXT GENERATED ALWAYS AS (SUBSTR(path, 1, 12)) VIRTUAL,
  PRIMARY KEY (placement_id, month),
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (lack IN ('sheet','unlisted','blank','untold'))
);

CREATE INDEX pay_missing__path ON pay_missing (path, month, lack, due_on, person_id, placement_id);

CREATE INDEX pay_missing__county_due_on ON pay_missing (county, due_on, placement_id, month, lack);

CREATE INDEX pay_missing__township_due_on ON pay_missing (township, due_on, placement_id, month, lack);

-- that a month ends without pay: decided with its reason, told to the payee, taken back
CREATE TABLE no_pay_event (
  id INTEGER NOT NULL PRIMARY KEY,
  placement_id INTEGER NOT NULL,
  month TEXT NOT NULL,
  path TEXT NOT NULL,
  kind TEXT NOT NULL,
  reason TEXT NOT NULL,
  remark TEXT NOT NULL,
  on_date TEXT NULL,
  actor_id INTEGER NOT NULL,
  person_key TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  trail_id INTEGER NOT NULL,
  row_digest BLOB NOT NULL,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (kind IN ('decided','told','withdrawn')),
  CHECK (kind <> 'decided' OR reason IN ('no_work','leave','off_list')),
  CHECK (kind <> 'told' OR reason IN ('visit','phone','paper') AND on_date IS NOT NULL)
);

CREATE INDEX no_pay_event__placement_id_month ON no_pay_event (placement_id, month, id);

CREATE INDEX no_pay_event__path_month ON no_pay_event (path, month);

CREATE INDEX no_pay_event__trail_id ON no_pay_event (trail_id);

CREATE TRIGGER no_pay_event_no_update BEFORE UPDATE ON no_pay_event
BEGIN SELECT RAISE(ABORT, 'no_pay_event is append-only'); END;

CREATE TRIGGER no_pay_event_no_delete BEFORE DELETE ON no_pay_event
BEGIN SELECT RAISE(ABORT, 'no_pay_event is append-only'); END;

CREATE TRIGGER no_pay_event_no_replace BEFORE INSERT ON no_pay_event WHEN EXISTS (SELECT 1 FROM no_pay_event WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'no_pay_event is append-only'); END;

-- who of another office entered days of a village's sheet (代录)
CREATE TABLE duty_enterer (
  sheet_id INTEGER NOT NULL,
  user_id INTEGER NOT NULL,
  person_key TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  PRIMARY KEY (sheet_id, user_id),
  FOREIGN KEY (sheet_id) REFERENCES duty_sheet (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (user_id) REFERENCES user_account (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- the village's word to a sheet that was entered for it, on screen or on a signed receipt, and the answer
CREATE TABLE duty_word (
  id INTEGER NOT NULL PRIMARY KEY,
  sheet_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  says TEXT NOT NULL,
  words TEXT NOT NULL,
  signer TEXT NOT NULL,
  scan_id INTEGER NULL,
  actor_id INTEGER NOT NULL,
  person_key TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  answer TEXT NOT NULL DEFAULT '',
  answer_id INTEGER NULL,
  answer_key TEXT NULL,
  answer_us INTEGER NULL,
  FOREIGN KEY (sheet_id) REFERENCES duty_sheet (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (scan_id) REFERENCES paper_scan (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (says IN ('agrees','objects')),
  CHECK (says <> 'objects' OR words <> ''),
  CHECK (answer = '' OR answer_id IS NOT NULL AND answer_key IS NOT NULL AND answer_us IS NOT NULL)
);

CREATE INDEX duty_word__sheet_id ON duty_word (sheet_id, id);

CREATE INDEX duty_word__path ON duty_word (path, says, answer_us);

-- a step of an application that its author took back: it counts no longer, and stays
CREATE TABLE application_back (
  id INTEGER NOT NULL PRIMARY KEY,
  application_id INTEGER NOT NULL,
  step_id INTEGER NOT NULL,
  actor_id INTEGER NOT NULL,
  why TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  trail_id INTEGER NOT NULL,
  row_digest BLOB NOT NULL,
  FOREIGN KEY (application_id) REFERENCES application (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (step_id) REFERENCES application_step (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE UNIQUE INDEX application_back__step_id ON application_back (step_id);

CREATE INDEX application_back__application_id ON application_back (application_id);

CREATE INDEX application_back__trail_id ON application_back (trail_id);

CREATE TRIGGER application_back_no_update BEFORE UPDATE ON application_back
BEGIN SELECT RAISE(ABORT, 'application_back is append-only'); END;

CREATE TRIGGER application_back_no_delete BEFORE DELETE ON application_back
BEGIN SELECT RAISE(ABORT, 'application_back is append-only'); END;

CREATE TRIGGER application_back_no_replace BEFORE INSERT ON application_back WHEN EXISTS (SELECT 1 FROM application_back WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'application_back is append-only'); END;

-- what was done about it and answered
CREATE TABLE complaint_event (
  id INTEGER NOT NULL PRIMARY KEY,
  complaint_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  on_date TEXT NOT NULL,
  remark TEXT NOT NULL,
  office TEXT NOT NULL,
  actor_id INTEGER NOT NULL,
  at_us INTEGER NOT NULL,
  trail_id INTEGER NOT NULL,
  row_digest BLOB NOT NULL,
  FOREIGN KEY (complaint_id) REFERENCES complaint (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (kind IN ('received','passed','answered','withdrawn','reopened','extended','asked','explained','escalated','told','recalled'))
);

CREATE INDEX complaint_event__complaint_id ON complaint_event (complaint_id);

CREATE INDEX complaint_event__trail_id ON complaint_event (trail_id);

CREATE TRIGGER complaint_event_no_update BEFORE UPDATE ON complaint_event
BEGIN SELECT RAISE(ABORT, 'complaint_event is append-only'); END;

CREATE TRIGGER complaint_event_no_delete BEFORE DELETE ON complaint_event
BEGIN SELECT RAISE(ABORT, 'complaint_event is append-only'); END;

CREATE TRIGGER complaint_event_no_replace BEFORE INSERT ON complaint_event WHEN EXISTS (SELECT 1 FROM complaint_event WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'complaint_event is append-only'); END;

-- that a payee was told of being absent all month, what was said against it, and what was decided
CREATE TABLE pay_hold_event (
  id INTEGER NOT NULL PRIMARY KEY,
  placement_id INTEGER NOT NULL,
  month TEXT NOT NULL,
  path TEXT NOT NULL,
  kind TEXT NOT NULL,
  how TEXT NOT NULL,
  who TEXT NOT NULL,
  party TEXT NOT NULL,
  remark TEXT NOT NULL,
  on_date TEXT NULL,
  days INTEGER NOT NULL,
  object_until TEXT NULL,
  decide_by TEXT NULL,
  actor_id INTEGER NOT NULL,
  person_key TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  trail_id INTEGER NOT NULL,
  row_digest BLOB NOT NULL,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (kind IN ('told','objected','decided','reopened')),
  CHECK (kind <> 'told' OR on_date IS NOT NULL AND object_until IS NOT NULL AND decide_by IS NOT NULL),
  CHECK (kind <> 'decided' OR how IN ('pay','none')),
  CHECK (days >= 0)
);

CREATE INDEX pay_hold_event__placement_id_month ON pay_hold_event (placement_id, month, id);

CREATE INDEX pay_hold_event__path_month ON pay_hold_event (path, month);

CREATE INDEX pay_hold_event__trail_id ON pay_hold_event (trail_id);

CREATE TRIGGER pay_hold_event_no_update BEFORE UPDATE ON pay_hold_event
BEGIN SELECT RAISE(ABORT, 'pay_hold_event is append-only'); END;

CREATE TRIGGER pay_hold_event_no_delete BEFORE DELETE ON pay_hold_event
BEGIN SELECT RAISE(ABORT, 'pay_hold_event is append-only'); END;

CREATE TRIGGER pay_hold_event_no_replace BEFORE INSERT ON pay_hold_event WHEN EXISTS (SELECT 1 FROM pay_hold_event WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'pay_hold_event is append-only'); END;

-- that agreement, insurance, age or term had lapsed of a line that was paid all the same
CREATE TABLE pay_lapse (
  run_id INTEGER NOT NULL,
  placement_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  path TEXT NOT NULL,
  month TEXT NOT NULL,
  since TEXT NOT NULL,
  PRIMARY KEY (run_id, placement_id, kind),
  FOREIGN KEY (run_id) REFERENCES pay_run (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (kind IN ('agreement','insurance','age','term'))
);

CREATE INDEX pay_lapse__path_month ON pay_lapse (path, month);

CREATE INDEX pay_lapse__placement_id ON pay_lapse (placement_id);

-- what a locked sheet should have said, entered by one person and decided by another
CREATE TABLE duty_correction (
  id INTEGER NOT NULL PRIMARY KEY,
  sheet_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  month TEXT NOT NULL,
  state TEXT NOT NULL,
  reason TEXT NOT NULL,
  scan_id INTEGER NOT NULL,
  entered_by INTEGER NOT NULL,
  entered_key TEXT NOT NULL,
  entered_us INTEGER NOT NULL,
  decided_by INTEGER NULL,
  decided_key TEXT NULL,
  decided_us INTEGER NULL,
  remark TEXT NOT NULL DEFAULT '',
  version INTEGER NOT NULL DEFAULT 1,
  open_sheet INTEGER GENERATED ALWAYS AS (CASE WHEN state = 'entered' THEN sheet_id END) VIRTUAL,
  FOREIGN KEY (sheet_id) REFERENCES duty_sheet (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (scan_id) REFERENCES paper_scan (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (state IN ('entered','approved','refused')),
  CHECK (state = 'entered' OR decided_by IS NOT NULL AND decided_us IS NOT NULL AND decided_key <> entered_key)
);

CREATE UNIQUE INDEX duty_correction__open_sheet ON duty_correction (open_sheet);

CREATE INDEX duty_correction__path_month ON duty_correction (path, month, id);

CREATE INDEX duty_correction__sheet_id ON duty_correction (sheet_id, id);

-- a holder's month by a correction, beside what counted before it
CREATE TABLE duty_correction_line (
  correction_id INTEGER NOT NULL,
  placement_id INTEGER NOT NULL,
  was_days TEXT NOT NULL,
  was_hours INTEGER NOT NULL,
  days TEXT NOT NULL,
  hours INTEGER NOT NULL,
  was_less_fen INTEGER NOT NULL DEFAULT 0,
  less_fen INTEGER NOT NULL DEFAULT 0,
  added INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (correction_id, placement_id),
  FOREIGN KEY (correction_id) REFERENCES duty_correction (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (LENGTH(days) = 31 AND LENGTH(was_days) = 31)
);

CREATE INDEX duty_correction_line__placement_id ON duty_correction_line (placement_id, correction_id);

-- what somebody said who was told of an overpayment, before it is asked back
CREATE TABLE pay_hearing (
  id INTEGER NOT NULL PRIMARY KEY,
  placement_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  on_date TEXT NOT NULL,
  how TEXT NOT NULL,
  words TEXT NOT NULL,
  actor_id INTEGER NOT NULL,
  at_us INTEGER NOT NULL,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (how IN ('visit','phone','paper')),
  CHECK (words <> '')
);

CREATE INDEX pay_hearing__placement_id ON pay_hearing (placement_id, id);

CREATE INDEX pay_hearing__path ON pay_hearing (path, placement_id);

-- a time for which somebody on a post is insured, under a policy; never the same day twice
CREATE TABLE insurance_period (
  id INTEGER NOT NULL PRIMARY KEY,
  placement_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  policy_no TEXT NOT NULL,
  from_date TEXT NOT NULL,
  until_date TEXT NOT NULL,
  actor_id INTEGER NOT NULL,
  at_us INTEGER NOT NULL,
  insurer TEXT NOT NULL DEFAULT '',
  premium_fen INTEGER NULL,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (until_date > from_date)
);

CREATE UNIQUE INDEX insurance_period__placement_id_from_date ON insurance_period (placement_id, from_date);

CREATE INDEX insurance_period__path_until_date ON insurance_period (path, until_date);

-- that a holder with lapsed papers was told in writing from which day no more work is given
CREATE TABLE lapse_told (
  id INTEGER NOT NULL PRIMARY KEY,
  placement_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  since TEXT NOT NULL,
  kinds TEXT NOT NULL,
  from_date TEXT NOT NULL,
  on_date TEXT NOT NULL,
  how TEXT NOT NULL,
  who TEXT NOT NULL,
  actor_id INTEGER NOT NULL,
  person_key TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  trail_id INTEGER NOT NULL,
  row_digest BLOB NOT NULL,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (from_date > on_date)
);

CREATE UNIQUE INDEX lapse_told__placement_id_since ON lapse_told (placement_id, since);

CREATE INDEX lapse_told__path ON lapse_told (path);

CREATE INDEX lapse_told__trail_id ON lapse_told (trail_id);

CREATE TRIGGER lapse_told_no_update BEFORE UPDATE ON lapse_told
BEGIN SELECT RAISE(ABORT, 'lapse_told is append-only'); END;

CREATE TRIGGER lapse_told_no_delete BEFORE DELETE ON lapse_told
BEGIN SELECT RAISE(ABORT, 'lapse_told is append-only'); END;

CREATE TRIGGER lapse_told_no_replace BEFORE INSERT ON lapse_told WHEN EXISTS (SELECT 1 FROM lapse_told WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'lapse_told is append-only'); END;

-- what an approved correction of a month sheet changes of pay, by placement
CREATE TABLE pay_correction (
  correction_id INTEGER NOT NULL,
  placement_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  month TEXT NOT NULL,
  stood_fen INTEGER NOT NULL,
  worth_fen INTEGER NOT NULL,
  at_us INTEGER NOT NULL,
  PRIMARY KEY (correction_id, placement_id, month),
  FOREIGN KEY (correction_id) REFERENCES duty_correction (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (stood_fen >= 0 AND worth_fen >= 0)
);

CREATE INDEX pay_correction__path_month ON pay_correction (path, month);

CREATE INDEX pay_correction__placement_id ON pay_correction (placement_id, month);

-- the books: every step of every migration is done
INSERT INTO schema_migration (name, step, digest, state) VALUES
  ('0001_foundations', 1, '0c027fb9eae7eacebacf8c8ee5bd1fc8', 'done'),
  ('0001_foundations', 2, 'f509adaa869112123d9705fbffe5b847', 'done'),
  ('0001_foundations', 3, 'ecd6b6dcd0032dcaeda2a6c1cdaea816', 'done'),
  ('0001_foundations', 4, '1e7ff7921f1bc6bdb4acee9906401677', 'done'),
  ('0001_foundations', 5, 'bb1d935bd74b8044fa4fc5497224fb0e', 'done'),
  ('0001_foundations', 6, '4c9947a024f7a87593be832f8369e4fc', 'done'),
  ('0001_foundations', 7, '56f8a674b8a4eafed672ba98ce833c24', 'done'),
  ('0001_foundations', 8, '5d27714c3f3690bcc823ef75faae73f5', 'done'),
  ('0001_foundations', 9, 'c314dafadce35e4f634fa7e0714f969f', 'done'),
  ('0001_foundations', 10, '03faac0a60f6313125d05065ae4ddcdd', 'done'),
  ('0001_foundations', 11, 'a3cf82b4b46094ee9db9c864a53d3c62', 'done'),
  ('0001_foundations', 12, 'ff811e61ade87fc9a116e6d69429159a', 'done'),
  ('0001_foundations', 13, '38800be71a0811a6acf096a7e2810af8', 'done'),
  ('0001_foundations', 14, 'd844c5d4bb2528b43cdea959faa83c86', 'done'),
  ('0001_foundations', 15, 'e31384f9ccdc87f107309d1df999a16d', 'done'),
  ('0001_foundations', 16, '6a8be1d6fc4e76c4f9bc661bdf1c3840', 'done'),
  ('0001_foundations', 17, 'f23898bf84844bbc8db658a614021034', 'done'),
  ('0001_foundations', 18, 'e5b22da948b6593f8dcc3af35f11a413', 'done'),
  ('0001_foundations', 19, 'cdb82339da3cdfce08751e6020078aa0', 'done'),
  ('0001_foundations', 20, '7def46dfd2f7894f5ae46e0c809a4c8a', 'done'),
  ('0001_foundations', 21, '0bb6905b9f50b97ba30cd6a5f2cb67fa', 'done'),
  ('0001_foundations', 22, '1773e17f25852139246a3fb5fd18ce28', 'done'),
  ('0001_foundations', 23, '0dafad3006c56c9d775cc43b76f5870e', 'done'),
  ('0001_foundations', 24, '57606c81ab1d0fe18621410f365fceb7', 'done'),
  ('0001_foundations', 25, '57b6b20f7caa4200a5f977cc9f93f679', 'done'),
  ('0001_foundations', 26, '25db0760a1f836b5aab40ceb4669c691', 'done'),
  ('0001_foundations', 27, 'd9671b90e70d3f3b33579f14bb3cb6d9', 'done'),
  ('0001_foundations', 28, '5f47abe03cadf3618ee529525f192903', 'done'),
  ('0001_foundations', 29, '00a7ce335fbe898fab5fe115b15b9103', 'done'),
  ('0001_foundations', 30, '4f529c6da03b1ba0f6c0050f1a3d81c2', 'done'),
  ('0001_foundations', 31, '8703a2917c34fa32a86949cc7731378c', 'done'),
  ('0001_foundations', 32, '8fdb69c7f0ed3b48bd3bb58ac32ce6d2', 'done'),
  ('0001_foundations', 33, 'dcff1873a3ebe8a71dfb237c61b27e16', 'done'),
  ('0001_foundations', 34, '4cd689b29c7de563a86f51cf4e7dae03', 'done'),
  ('0001_foundations', 35, 'f183748598461761b4e4fff94b1b0770', 'done'),
  ('0001_foundations', 36, '23df6fd3f87224ef0a68837f8425bbc6', 'done'),
  ('0001_foundations', 37, '9b9e558564ce1d88c4e077aa244d9f6a', 'done'),
  ('0001_foundations', 38, 'f25da1244a0a69801b16ae248050cade', 'done'),
  ('0001_foundations', 39, '5022ad485e655d14d373caee3cd9ef9f', 'done'),
  ('0001_foundations', 40, 'f47ca2472c4ecac1c11285275662b346', 'done'),
  ('0001_foundations', 41, '23ba7e5dff0c235ba2c170a0bea5de97', 'done'),
  ('0001_foundations', 42, '67b5a1e1ba53a531fe75ec08fccd7ccf', 'done'),
  ('0001_foundations', 43, '57e1600aa9546b1a8adede3ed22d6c0b', 'done'),
  ('0001_foundations', 44, '1c9d8024e7f4f0835266abb30ff544cf', 'done'),
  ('0001_foundations', 45, '6e4f5933d86c186544f00a12a98400ee', 'done'),
  ('0001_foundations', 46, '06170d06362e82ab03a520995b2a31fb', 'done'),
  ('0001_foundations', 47, 'b00d4680ede90af3c798afb6432800fe', 'done'),
  ('0001_foundations', 48, '61cf3e82764b6042c1cc76839c1642a6', 'done'),
  ('0001_foundations', 49, '8026e2c7fe6bb4c8e577cc056c210238', 'done'),
  ('0001_foundations', 50, '301687ec02cbc22f46ffbe96758ac205', 'done'),
  ('0001_foundations', 51, '9b81aeb6aad4d07ab98c216466c3551d', 'done'),
  ('0001_foundations', 52, '31837f2911c7ebeb54d4dd0fc269e810', 'done'),
  ('0001_foundations', 53, 'cf34f682bee9ea56ba8443dbe6da3bad', 'done'),
  ('0001_foundations', 54, 'daf4d8112984dbe0dcb088067089222e', 'done'),
  ('0001_foundations', 55, 'faf3f9add52c9130f2970134de6fa7f4', 'done'),
  ('0001_foundations', 56, '3993c7d0eafc108e9217bff8c4d3979c', 'done'),
  ('0001_foundations', 57, 'd43b8175809288b89dfe71ad0466f810', 'done'),
  ('0001_foundations', 58, '9be59634078cfe6b5a02af2e74614cbb', 'done'),
  ('0001_foundations', 59, 'c12038ba96f73231119a660356fe1bd6', 'done'),
  ('0001_foundations', 60, 'c6d53d86cd423f741f28ee1aba5f083e', 'done'),
  ('0001_foundations', 61, 'fb12015b88fa7fb9503dd417d14603c2', 'done'),
  ('0001_foundations', 62, '0d4d562eb6f891d01d59e290e41213a8', 'done'),
  ('0001_foundations', 63, '2f3ec6479e24dec54a9fb6307d16e836', 'done'),
  ('0001_foundations', 64, '92badf4d6751503e0ed0942023c3f601', 'done'),
  ('0001_foundations', 65, '96157612035ea20d93f39d231420a886', 'done'),
  ('0001_foundations', 66, '50c04d483d9826e26ba518d0f28bc3b1', 'done'),
  ('0001_foundations', 67, '922aef6f6ca47e969f5cfd3874ee5c38', 'done'),
  ('0001_foundations', 68, 'c2853cb7cfd47ace4aff3aaa307ac706', 'done'),
  ('0001_foundations', 69, '03604a6794f981de4a7764ccff2864ca', 'done'),
  ('0001_foundations', 70, 'd7ae038af545da50d257ba7e1076cbdd', 'done'),
  ('0001_foundations', 71, '0996903afba6247c051e553c3ed8f97d', 'done'),
  ('0001_foundations', 72, '315743f7c5ddf14da360a3bf4b65c18d', 'done'),
  ('0001_foundations', 73, '835355e103f124a8d22d2069d42eb9b1', 'done'),
  ('0001_foundations', 74, 'ba67afdae330a59ffc3173e7119f5dc6', 'done'),
  ('0001_foundations', 75, '40358f05aeb759da0f0355593c1d44f4', 'done'),
  ('0001_foundations', 76, '567623bbc6be77bcd6bffc197da5473d', 'done'),
  ('0001_foundations', 77, '03f5337844157b60c9fc49176a9aee95', 'done'),
  ('0001_foundations', 78, '87aeb8b5bb62670ccd3fec733fede071', 'done'),
  ('0001_foundations', 79, 'c0cf7cd1f07093e54a340ddcf54f3c3f', 'done'),
  ('0001_foundations', 80, '5b4b250696449c1d26c60830e5cd6379', 'done'),
  ('0001_foundations', 81, 'c98666e5199b83664e1fda730c36a590', 'done'),
  ('0001_foundations', 82, '775579d9c476d07b56c5af30d03898e4', 'done'),
  ('0001_foundations', 83, '53d7b19a13a41b41042c2b110695bfc4', 'done'),
  ('0001_foundations', 84, 'c7f566e4f139a2a23078eceda9c6cd0b', 'done'),
  ('0001_foundations', 85, '73d5cadc7a9a4688fb793a3b6564edcc', 'done'),
  ('0001_foundations', 86, '6b982503da633953a0bc8da2beb203df', 'done'),
  ('0001_foundations', 87, '2934a209830f948f836f3e5a1622d786', 'done'),
  ('0001_foundations', 88, '24a5ce2ed5e5766967988fb4bb7069ca', 'done'),
  ('0001_foundations', 89, 'd5aa2fe97330323d650d195e6d234a58', 'done'),
  ('0001_foundations', 90, '85d0aaeea299a11d7d0a5bef160b2d0b', 'done'),
  ('0001_foundations', 91, '581863d743858b959b26e2805e0d3180', 'done'),
  ('0001_foundations', 92, 'db1345956edc5655e99032ee03a64d2e', 'done'),
  ('0001_foundations', 93, 'c22d01c542b094e7640efacb6d5c5330', 'done'),
  ('0001_foundations', 94, 'f8b5968ea899e158049657b016e282d0', 'done'),
  ('0001_foundations', 95, '58fa135238ead47c01fcf9e5d358f200', 'done'),
  ('0001_foundations', 96, 'e3022a7737603c2fc2fbe5707c79bc22', 'done'),
  ('0001_foundations', 97, '3f48b065438c5f009ba489711f9e4d43', 'done'),
  ('0001_foundations', 98, 'eccfb94046f55367f42dec89ce7f6bd3', 'done'),
  ('0001_foundations', 99, '71e721a272d1dee5fac895db02e5b5ff', 'done'),
  ('0001_foundations', 100, '2ece84eec77c3c714a08a703c2fd1735', 'done'),
  ('0002_duty', 1, '1fac4d5a1eb9486befc281d0cef6f09d', 'done'),
  ('0002_duty', 2, '3be0bdd741244706ad063ec3ea3b2263', 'done'),
  ('0002_duty', 3, 'c04cae626f569a1f954f67129ba6cb41', 'done'),
  ('0002_duty', 4, '345790eb7385f374d548dfd7099bbe2d', 'done'),
  ('0002_duty', 5, '35a47aabaf307b17fea8f919aaccd37a', 'done'),
  ('0002_duty', 6, '7f7091c84af417bdebd0962d41e87221', 'done'),
  ('0002_duty', 7, '749ae4ae0dbc6610d195eaef188ee55e', 'done'),
  ('0002_duty', 8, 'e5270591d7fee7a2877aa0af9bcbcc30', 'done'),
  ('0002_duty', 9, '61b1e51365f1f077b59146b599e56d71', 'done'),
  ('0002_duty', 10, '9f6f5ff1fa1ec16861b8a5c55896759a', 'done'),
  ('0002_duty', 11, '9763285f92cb17e8c50510a2865338b7', 'done'),
  ('0002_duty', 12, 'c47ec665ffec6ffd2af660155965963a', 'done'),
  ('0002_duty', 13, 'ec895a7651a73261dd896ed5f2a604a3', 'done'),
  ('0002_duty', 14, '28c1915e1f8740c4ffe1be53cc9a08c3', 'done'),
  ('0002_duty', 15, 'aec1f33ef4d5ca747e7161343aa92132', 'done'),
  ('0003_pay', 1, 'dad0baf65751d481d5095179d3153fac', 'done'),
  ('0003_pay', 2, '2649e7c577af74d1be5fe3168411f1bd', 'done'),
  ('0003_pay', 3, '53eb0314c96c3d1199c39b5b2d7ba359', 'done'),
  ('0003_pay', 4, '37ddcb18b2e4223d6bab03305a5154fa', 'done'),
  ('0003_pay', 5, '9be927b787ea9b72dd822da7240aab85', 'done'),
  ('0003_pay', 6, '77713a735f638d7ccbbebed22a7d7b7d', 'done'),
  ('0003_pay', 7, '858fa0ddfadcac25431982eda1cb2b7c', 'done'),
  ('0003_pay', 8, '12a690db62b570ff8fd4f09f49c78cdc', 'done'),
  ('0003_pay', 9, '37f705739b6975a3b9c51cdcdd771969', 'done'),
  ('0003_pay', 10, 'ed3df95fa1e69687e7fea64e7374672c', 'done'),
  ('0003_pay', 11, '06a2a3a2a1ad321f8876ca4caddadba6', 'done'),
  ('0003_pay', 12, '4d94bdd397cc47a3e5728412dbe4320d', 'done'),
  ('0003_pay', 13, 'b45d4ad3d3ce506205b05cdb29514bd8', 'done'),
  ('0003_pay', 14, '1be2ddb60e66288885f40aaeed0d6b32', 'done'),
  ('0003_pay', 15, '1ab62554e738a3412e2345485f32a7bd', 'done'),
  ('0003_pay', 16, '2d8a3b92b155e41ad32a6ad85b8ee6a8', 'done'),
  ('0003_pay', 17, '46d955b0f90b51209cc46164e952d1ea', 'done'),
  ('0003_pay', 18, 'f587af9fb644d92782a69ec66b4ce2dc', 'done'),
  ('0003_pay', 19, '2c621693d51d042ea1b165083dacdc8c', 'done'),
  ('0003_pay', 20, '51a0eb759a2aaa63d73377219d4b7a27', 'done'),
  ('0003_pay', 21, 'c1a654662c36f6518107d06ee9be0c3a', 'done'),
  ('0003_pay', 22, 'de4c3b5a928932bc933caceee9ad1a87', 'done'),
  ('0003_pay', 23, 'd6dd2f2dfa22644a4dddc7268503bef0', 'done'),
  ('0003_pay', 24, 'f62a6daebef4a40097f426edf65b393c', 'done'),
  ('0003_pay', 25, '4f7564271a99ea3e7fb93e7556616fdf', 'done'),
  ('0003_pay', 26, '44206eb82a5a36169746fa093da47f29', 'done'),
  ('0003_pay', 27, '058ca4d9ad7e4be9aabbe392cbb14e40', 'done'),
  ('0003_pay', 28, '7707d542b8962bab3409c8d9a4e5c241', 'done'),
  ('0003_pay', 29, 'f086ba13e10660841c5ba3173b59850f', 'done'),
  ('0003_pay', 30, 'ccfc2fef409a9363b88e8da291e4dcfb', 'done'),
  ('0003_pay', 31, 'c0ffc980536103caa10b851675d4f7de', 'done'),
  ('0003_pay', 32, 'c5eb1b8c790c32f14fed3d7477d40f40', 'done'),
  ('0003_pay', 33, '4ab2290457cb4bd104c306be5a483a8e', 'done'),
  ('0003_pay', 34, 'ab1f11640c0e3e401de8673e4a809206', 'done'),
  ('0003_pay', 35, '5cbcb6c1a28706278b7925c29392b17a', 'done'),
  ('0003_pay', 36, '54dc9e9d99d4730e36059b359cd9b4a6', 'done'),
  ('0003_pay', 37, '97685f94f4e003e11e1ee89ec45ead78', 'done'),
  ('0003_pay', 38, '8eaea42e8a3132c75f7152790a1749b1', 'done'),
  ('0003_pay', 39, '2c358ec7579069992cfd145624939607', 'done'),
  ('0003_pay', 40, '37a020d2ce7df89e1a538aef76898720', 'done'),
  ('0003_pay', 41, '1e420f4c289b6b544c6577f38b28cdf2', 'done'),
  ('0003_pay', 42, 'd2562cc295b45e528d851607a12713d8', 'done'),
  ('0003_pay', 43, 'cbaba5c244767e9351719516342e6d36', 'done'),
  ('0004_inspect', 1, '0462f7d9c5469bffbf4546a6c344793c', 'done'),
  ('0004_inspect', 2, '4e796adb0e9649bb3b6694adf5c8cc24', 'done'),
  ('0004_inspect', 3, 'ccd5a6106d47f9df509d3c10e983b054', 'done'),
  ('0004_inspect', 4, 'ba8be56d5e059118a537bd2351ca4a67', 'done'),
  ('0004_inspect', 5, '017e1e09e63880c6f7a43fa92f579d34', 'done'),
  ('0004_inspect', 6, '747f1ca84453fabfdbf67f4c77bb8337', 'done'),
  ('0004_inspect', 7, '04373b7e98278fd6c3a42e85a2b3dc41', 'done'),
  ('0004_inspect', 8, 'c0f60a254820bc1a3ef0077d6fd2ceb2', 'done'),
  ('0004_inspect', 9, '77e17c2f7d3a2d0c59cc5c18209323e2', 'done'),
  ('0004_inspect', 10, '8550f8b0b3e76c5ad72088a4a775896d', 'done'),
  ('0004_inspect', 11, '531b5e583d4c22576f804a4b98afbda2', 'done'),
  ('0004_inspect', 12, '0471be0029daedf07244adc01807a51a', 'done'),
  ('0004_inspect', 13, '55bb9dca050b4740697264413f7bf89b', 'done'),
  ('0004_inspect', 14, 'b3f518ad7a23c58dd60a6c6eb22c93cd', 'done'),
  ('0004_inspect', 15, 'b4e4c5112b199edb1e870f01366cdd82', 'done'),
  ('0004_inspect', 16, '3676de395341da5fb242eabb2d6874a2', 'done'),
  ('0004_inspect', 17, '607277f667ff18175b49a9335481a372', 'done'),
  ('0004_inspect', 18, '1b302f913560a98c83e77c86870a0b46', 'done'),
  ('0004_inspect', 19, '68175c8dac66b31e4b00a07ca7aa46e3', 'done'),
  ('0004_inspect', 20, '4c7f806b68400db63532c7b074db435a', 'done'),
  ('0004_inspect', 21, 'fcb64bbad8daf0f4bf50f6c18d9424a6', 'done'),
  ('0004_inspect', 22, '8ce23757743cbc04d007accb3c8c405c', 'done'),
  ('0004_inspect', 23, 'dc9fb5767dc159a58914387f45168665', 'done'),
  ('0004_inspect', 24, 'a857b23f4ba12fdb1d87fb085ca27874', 'done'),
  ('0004_inspect', 25, '01e419152472518ca3b3e03ab9755838', 'done'),
  ('0004_inspect', 26, 'e300d04b3344536ac7b43a0471104e1c', 'done'),
  ('0004_inspect', 27, 'b15d11ac7fb213be5e2b9b6029e5467b', 'done'),
  ('0004_inspect', 28, '9e4b6f2d01cfa65fcab187f2ee2a6057', 'done'),
  ('0004_inspect', 29, '42033043eb934fd3292b279d643df41a', 'done'),
  ('0004_inspect', 30, '5742e5e6a2e67c91794d68d404f29f4c', 'done'),
  ('0005_duty_evidence', 1, 'a9bd97fa09e0fd60a0b3b3b6be8e9e06', 'done'),
  ('0005_duty_evidence', 2, '398e46a6da82fafa06b32396428c2633', 'done'),
  ('0005_duty_evidence', 3, '81a4d751cdf3d5d10fe87bc29d7f486b', 'done'),
  ('0005_duty_evidence', 4, '8928ee22a9ec12041959fffc0f5d6e47', 'done'),
  ('0005_duty_evidence', 5, '61b1e51365f1f077b59146b599e56d71', 'done'),
  ('0005_duty_evidence', 6, '9f6f5ff1fa1ec16861b8a5c55896759a', 'done'),
  ('0005_duty_evidence', 7, '9763285f92cb17e8c50510a2865338b7', 'done'),
  ('0005_duty_evidence', 8, 'c47ec665ffec6ffd2af660155965963a', 'done'),
  ('0005_duty_evidence', 9, 'ec895a7651a73261dd896ed5f2a604a3', 'done'),
  ('0005_duty_evidence', 10, '28c1915e1f8740c4ffe1be53cc9a08c3', 'done'),
  ('0005_duty_evidence', 11, 'aec1f33ef4d5ca747e7161343aa92132', 'done'),
  ('0005_duty_evidence', 12, '2f60bb975a22c94ffa9d2a74ae49bcbb', 'done'),
  ('0005_duty_evidence', 13, '42c542090f1699aa62ef4f6e142d3817', 'done'),
  ('0005_duty_evidence', 14, '8a9037682f2219f7850c4edb8679c8a4', 'done'),
  ('0005_duty_evidence', 15, '321ac53a1ff4f5b5c96bc904089d0027', 'done'),
  ('0005_duty_evidence', 16, '27db5329371322b2a22e2cb682c1a530', 'done'),
  ('0005_duty_evidence', 17, '904cc2c5fdc3f51de4ced00d285aa660', 'done'),
  ('0005_duty_evidence', 18, '8dd19cd95fb011f5856556e2ff6eb447', 'done'),
  ('0005_duty_evidence', 19, '3d52117ab92a5bd3e6df36ed304053b9', 'done'),
  ('0006_complaint', 1, '69eeaf2dff9ee85d9b5830d6d39786b7', 'done'),
  ('0006_complaint', 2, 'e86ad25b383cc61fb9f00e444daa87db', 'done'),
  ('0006_complaint', 3, '340182b92a321e8142ab65b45c80c62d', 'done'),
  ('0006_complaint', 4, '4896a2e92f5c42228cedcef545bb0d6e', 'done'),
  ('0006_complaint', 5, '57afe0b4ed21b958234fbfa8f2a0d878', 'done'),
  ('0006_complaint', 6, '44cd00543a04c922f804cb2a475ce086', 'done'),
  ('0006_complaint', 7, 'c208ea73cda5f061691ace6642f94f16', 'done'),
  ('0006_complaint', 8, 'a878941a46fff52176c236d4e6f84f7d', 'done'),
  ('0006_complaint', 9, 'b5067ea8a895db894e2402e5265b360c', 'done'),
  ('0006_complaint', 10, '0fcc291eb718e88039a15d315de3236e', 'done'),
  ('0006_complaint', 11, '3e6a42e203d00d7a8bd99a0ad0b982b2', 'done'),
  ('0006_complaint', 12, 'f124db4327f76ac0dab7f6d0c8a2d4da', 'done'),
  ('0007_devices_and_mergers', 1, 'd4bc33e32639b41c81dd45fb8ae7045b', 'done'),
  ('0007_devices_and_mergers', 2, 'cb59406944f5df1fb84c177210f627d5', 'done'),
  ('0007_devices_and_mergers', 3, '9b34043dc09ac1bb98149e8170b8c5d7', 'done'),
  ('0007_devices_and_mergers', 4, '36ec77c7ccee1705b05465a61f9c7295', 'done'),
  ('0008_inspect_counts', 1, 'c25422385d7498249f3ed3cab2c59937', 'done'),
  ('0009_import_history_kin', 1, 'f6b5d9317ec0a42430947e4a5608d8f2', 'done'),
  ('0009_import_history_kin', 2, 'e27196eaa91350a1c3cbc7998a9da6bf', 'done'),
  ('0009_import_history_kin', 3, '1abbbcffd144f8954aeb2ab73b24f468', 'done'),
  ('0009_import_history_kin', 4, '260b1899fa9de4ebcc928374d29e01bf', 'done'),
  ('0009_import_history_kin', 5, 'b74c2ac877060867c77663287723d171', 'done'),
  ('0009_import_history_kin', 6, '5dbab07eb8d27c3d6628915a12846c01', 'done'),
  ('0009_import_history_kin', 7, 'b40b2cf279783596f9544dfbf2c80fb9', 'done'),
  ('0009_import_history_kin', 8, '9abeee0b9666ea6648bf6e24161bb0fd', 'done'),
  ('0009_import_history_kin', 9, '81fb9399fc452c12b5ea69feba6605c0', 'done'),
  ('0009_import_history_kin', 10, 'adc56ab70eb7d55081f1613d4b163988', 'done'),
  ('0009_import_history_kin', 11, '901330ca1a130cf0d1d3f311f3a34480', 'done'),
  ('0009_import_history_kin', 12, '46bf89eca7fdbea186ea9955880ed814', 'done'),
  ('0009_import_history_kin', 13, 'ecd8921a2fe046fa8a0e944966dcc32e', 'done'),
  ('0009_import_history_kin', 14, '76ca68d1758a770dd207ac39619bf467', 'done'),
  ('0009_import_history_kin', 15, 'e6123f8de78267570668a842e5c92fc1', 'done'),
  ('0009_import_history_kin', 16, '45ebdce5d85782cea344ecc63032bc95', 'done'),
  ('0009_import_history_kin', 17, 'c7a598a0bc8119de82a355dfeecc4440', 'done'),
  ('0009_import_history_kin', 18, '394aed686442ae9fb4fb79c3dd3649a5', 'done'),
  ('0009_import_history_kin', 19, 'd2f899299cd99cb7b32b0db9b0f45057', 'done'),
  ('0009_import_history_kin', 20, '26538d41f540ec005377e567d69c1eee', 'done'),
  ('0009_import_history_kin', 21, 'f46be20432dfe204b6c7e3e6a3835138', 'done'),
  ('0009_import_history_kin', 22, '938675feba725caee0fcc335e20c0c8b', 'done'),
  ('0009_import_history_kin', 23, '9ab111221f05d5aad254075de997606d', 'done'),
  ('0009_import_history_kin', 24, '0447880328299f3d21076c1d4dff7948', 'done'),
  ('0009_import_history_kin', 25, '5c863505323657c61e5eb399aa365ce9', 'done'),
  ('0009_import_history_kin', 26, 'eee382ae34af97f1d8aa81a26b0fcd9f', 'done'),
  ('0010_corrections_meetings', 1, 'e195cdec4c73e0e1bf82459c35afa8fe', 'done'),
  ('0010_corrections_meetings', 2, 'c4810b83110007f8e57b5f146b4131bb', 'done'),
  ('0010_corrections_meetings', 3, '6c6f8d5567c609e229f598f733b4c671', 'done'),
  ('0010_corrections_meetings', 4, 'd4b3105afd849418384e85a9ae34f471', 'done'),
  ('0010_corrections_meetings', 5, '3db9508bad8669d3bbe07a2ef23ac082', 'done'),
  ('0010_corrections_meetings', 6, 'e7c934f3feb3823de0dc321f1c39cfd9', 'done'),
  ('0010_corrections_meetings', 7, '29dabe081d5c97aaa69ed7b5416d85c9', 'done'),
  ('0010_corrections_meetings', 8, '1a6664cdeb180a13ea0724384d971eb7', 'done'),
  ('0010_corrections_meetings', 9, '6803937db6b637e1a4ac7ad343f9da6a', 'done'),
  ('0010_corrections_meetings', 10, '19c905dea2764f3c5e389d79f288dc9a', 'done'),
  ('0010_corrections_meetings', 11, '0ddf43262854a8938da61a63410aa6e2', 'done'),
  ('0010_corrections_meetings', 12, 'bf367852eda6d5d324a0003554493dd6', 'done'),
  ('0010_corrections_meetings', 13, 'c84588c4d5e9d2f9e7aacbd77e0a664b', 'done'),
  ('0010_corrections_meetings', 14, '45e1c0fea8099deb499fc0b095855bce', 'done'),
  ('0010_corrections_meetings', 15, '78d4b59ac05fe0aa4deb66075069e7df', 'done'),
  ('0010_corrections_meetings', 16, 'd20752b27fde1094056bf7b2a1f4cd5a', 'done'),
  ('0010_corrections_meetings', 17, 'f5119adc2ab5ac543f723cf922430229', 'done'),
  ('0010_corrections_meetings', 18, '1104f746891751005680806fc4d97a62', 'done'),
  ('0010_corrections_meetings', 19, '1e38b4ec118d71f3917b342be6bd6c21', 'done'),
  ('0011_paper_forms', 1, 'b03966850c7542ba996b06151d47f896', 'done'),
  ('0011_paper_forms', 2, '324ffbabe2bed19a8ac3185a08698b49', 'done'),
  ('0011_paper_forms', 3, '1d81350709d86f3dc5eec6b441a3d0fd', 'done'),
  ('0011_paper_forms', 4, '36ea4f37769a1c0541c54d68c7cd1933', 'done'),
  ('0011_paper_forms', 5, 'e0a1d862472752f35b8e91e33522808c', 'done'),
  ('0011_paper_forms', 6, '643c9605e6faa9bec72ea8d8b8fc639b', 'done'),
  ('0012_opening', 1, 'd70c941b2f8b5bbd79ce7019a53eb718', 'done'),
  ('0013_grant_requests', 1, '6e188ba06e3cbe34d4b6c8dae7f4f98e', 'done'),
  ('0013_grant_requests', 2, '1c20aa9f898cf85d80df2e125f491c61', 'done'),
  ('0013_grant_requests', 3, 'b9990bc8510539fcd0f0b19291ff52be', 'done'),
  ('0014_registers', 1, '188f6df9a3b281b2d4aaf9e25322ecd3', 'done'),
  ('0014_registers', 2, '641882996b17c660e7a8ac6f585c90d8', 'done'),
  ('0014_registers', 3, 'a152336975edab85a3b99f4b50d86f01', 'done'),
  ('0014_registers', 4, '8be93c2e69b9b8a63e958974234ebbab', 'done'),
  ('0014_registers', 5, '270b21e69d74538431a0235f59ca4a62', 'done'),
  ('0014_registers', 6, 'ded715e3c45c0749d7ed16f3b8ed9283', 'done'),
  ('0014_registers', 7, '6b07c970d82b1e1c9beb795eef329b0b', 'done'),
  ('0014_registers', 8, 'b8c7b6bfef05d704fd6a6de2df2d1522', 'done'),
  ('0014_registers', 9, '697d8f68f563297ff3fdc9fdf7dfbcc2', 'done'),
  ('0015_plan', 1, 'dc683e7a6a78a3937006184efa9c40ae', 'done'),
  ('0015_plan', 2, '974f943aacecb07b5dfd4341037acfc3', 'done'),
  ('0015_plan', 3, '9b1366846e572a652156da8ff9eeb4dd', 'done'),
  ('0015_plan', 4, 'a537192d62d99b183cb6bafea3c25d62', 'done'),
  ('0015_plan', 5, '5a0434b3c5773be8659d5521f658b10b', 'done'),
  ('0015_plan', 6, 'ae5fb16d3a99d43742b8f93b6a44a4bc', 'done'),
  ('0015_plan', 7, 'e166bcb0212b0e195a482667498efcce', 'done'),
  ('0015_plan', 8, 'ebedaea41fc724d46f19cb59db6ad145', 'done'),
  ('0015_plan', 9, '19362db4671645c795360a314d3f7e02', 'done'),
  ('0015_plan', 10, 'a48289eee232ee701370168951360dab', 'done'),
  ('0015_plan', 11, 'acb4243a47af31a2d8399f8bbf8788d0', 'done'),
  ('0015_plan', 12, 'be97282837672fc0637e117d2c82e809', 'done'),
  ('0015_plan', 13, '04c51a0f89a68042ea7c8ee8a17ec53c', 'done'),
  ('0016_objections', 1, '1954b41be09e66dd1d7a5c178534525c', 'done'),
  ('0016_objections', 2, '4992991f5e9ac65e4011946d54e06e94', 'done'),
  ('0016_objections', 3, '53d106eb66d6009781117b40af2bba6a', 'done'),
  ('0016_objections', 4, '86e93ccdcef054da9ea92a54d304e017', 'done'),
  ('0017_accident', 1, 'feb031246c666a30a1dcacfc944ff757', 'done'),
  ('0017_accident', 2, '2ab7030716bd2e77adc34173e7ac4c36', 'done'),
  ('0017_accident', 3, '4aa967dad170a1c32062473c51a04b68', 'done'),
  ('0018_crosscheck', 1, '381fc8ec7297ed782f54e726de2b806c', 'done'),
  ('0018_crosscheck', 2, '5281ccbcec1eb605c040ca145698c241', 'done'),
  ('0018_crosscheck', 3, '9134d45cff98e63d9e70cb267b681a9c', 'done'),
  ('0018_crosscheck', 4, '9cfe487c27cb9ac0332699945813eb64', 'done'),
  ('0018_crosscheck', 5, '720ef4fca7da73b3c734706a3945a6e8', 'done'),
  ('0018_crosscheck', 6, '049890f31a1f01d572271b80e4e60f72', 'done'),
  ('0018_crosscheck', 7, 'a3c0a16a4470cf24dc94c73ae011b5ab', 'done'),
  ('0018_crosscheck', 8, '4c9cc06071955418c4665cdbb9a11d54', 'done'),
  ('0018_crosscheck', 9, '343fd91d9ab072cb0430bb2906ebb5db', 'done'),
  ('0019_groups_delegates_splits', 1, 'a92bea36c61e9fc573d57d116e2733dd', 'done'),
  ('0019_groups_delegates_splits', 2, '600f9e218196fa74e5c9d83455be1216', 'done'),
  ('0019_groups_delegates_splits', 3, 'c6bf295ff1813081069551de9bc95bd1', 'done'),
  ('0020_shifts', 1, '3f8c3ce1ccde2b9c902c3f863e72d58b', 'done'),
  ('0021_draw', 1, '1071f3889288381801e097f37fa0c3dd', 'done'),
  ('0021_draw', 2, '6270f7781b3ad9573de5c54d3dc08740', 'done'),
  ('0021_draw', 3, 'f89bb25dd2357ba8e458c6131a1bd8d0', 'done'),
  ('0021_draw', 4, '0106a558445085fba84709314caeae57', 'done'),
  ('0021_draw', 5, '27e68aedabe12a2e5bc20cc286b859c5', 'done'),
  ('0021_draw', 6, 'ffbbef14cb0e2511aa079fe9348473b6', 'done'),
  ('0021_draw', 7, '2fa9a5bd71c2972eb26b4479a7c75408', 'done'),
  ('0021_draw', 8, '0f9950a316ad4977c0ab6b74ece63bef', 'done'),
  ('0021_draw', 9, '2413357f4cd72fceca277507bbdea84f', 'done'),
  ('0021_draw', 10, 'f05c9d5ce6737a384d290663d4bf665a', 'done'),
  ('0021_draw', 11, 'c6f2aa7eb29ba6a4424af8bd06cb7c3d', 'done'),
  ('0021_draw', 12, '30718d5281469b6c7ab8d464161f47b1', 'done'),
  ('0021_draw', 13, 'bd31dbfc38b7de1926e791af49421412', 'done'),
  ('0022_work', 1, 'bf600961d83f60b3ed5e3f6d23b9fdaf', 'done'),
  ('0022_work', 2, 'a38b98f7f1b51b9176b83cb7b1f0a7d4', 'done'),
  ('0022_work', 3, '2bc624c3052479f44915c7972716583c', 'done'),
  ('0022_work', 4, '78105d492e9cef739796a3981704dfc4', 'done'),
  ('0022_work', 5, '64ca4ce1ffb94c999d2b5546f10e40cb', 'done'),
  ('0022_work', 6, '5d3cb1cf00c64538865bd611801d0631', 'done'),
  ('0022_work', 7, 'ac59d7eaaa25a7e77ba18fa9c266f460', 'done'),
  ('0022_work', 8, 'ad0a174b846c290e43ce93d64dd0a0a5', 'done'),
  ('0022_work', 9, '818c4b25a722ff7cf5c6ce035e3fd7aa', 'done'),
  ('0022_work', 10, '786445bc831c707cffbedbcf8d55d5e4', 'done'),
  ('0023_rides', 1, '2b5075c1a11f01319fd3ad399b550437', 'done'),
  ('0023_rides', 2, '3ba9c70b6ffc1f3f1f05e99670251e66', 'done'),
  ('0023_rides', 3, '4616e4fee68275bc5b2fb2e57f2a0fa1', 'done'),
  ('0024_assessment', 1, '9b5b8ea5986773d54197a74520ffeb5e', 'done'),
  ('0024_assessment', 2, '5ddb97abac6c8bbc82449ee335c3ae54', 'done'),
  ('0024_assessment', 3, '71142416a99252e8ee4711c8aad800c5', 'done'),
  ('0025_village_check', 1, 'd8b145ed0522377c459636f196325264', 'done'),
  ('0025_village_check', 2, '6b42c6bc9e16b0efaf4fd069a81c78b0', 'done'),
  ('0025_village_check', 3, 'e7d6345d46c0c2f7bcec556c6b76520d', 'done'),
  ('0025_village_check', 4, 'd538f31f62d314e1d835cc4c23bf9432', 'done'),
  ('0026_reconcile', 1, '7845cf2fb701a0718978702878c6dc1b', 'done'),
  ('0027_slip', 1, '8b53760bba4cab27b9a1efc27ff558c9', 'done'),
  ('0028_pay_lines', 1, 'f5a4475888023bddcd525c64ca3d9531', 'done'),
  ('0028_pay_lines', 2, '1a677de051e67df049bb2fb582c1e116', 'done'),
  ('0028_pay_lines', 3, 'c6cdfaddf8fc20f1cb3e31c255c56e8d', 'done'),
  ('0028_pay_lines', 4, '81c2e5f59e8f337d94725344c08ab019', 'done'),
  ('0028_pay_lines', 5, '9a2bae6e98110f65f6e88d0fae1531d9', 'done'),
  ('0028_pay_lines', 6, 'fde92c1c2deecdcffb9b99bb1ed84177', 'done'),
  ('0028_pay_lines', 7, '449ad45420233369c1efff8969a315d3', 'done'),
  ('0028_pay_lines', 8, 'f2dcece5f32194dea8fdc4d5b00b021e', 'done'),
  ('0028_pay_lines', 9, '807cde92a96cfcc9ccfd973b3ac4aab4', 'done'),
  ('0028_pay_lines', 10, '38089fa3a1210713e20fde548bc50197', 'done'),
  ('0028_pay_lines', 11, '6305d96bcd093e011de2452081a816ca', 'done'),
  ('0028_pay_lines', 12, '0093503f729e8cabed555e3eecb13664', 'done'),
  ('0028_pay_lines', 13, 'e193acb61b33ebaa3f422013ac422f67', 'done'),
  ('0028_pay_lines', 14, '084f1ab4076c11ddb0e38576029e8d3b', 'done'),
  ('0028_pay_lines', 15, '6a7f35107dff4e9e3b0615e8e457f574', 'done'),
  ('0028_pay_lines', 16, '5642cadf30e6e64158957affa505d897', 'done'),
  ('0028_pay_lines', 17, '01d24a9e3a1af1beb68a6358408636fa', 'done'),
  ('0028_pay_lines', 18, '829239f5f5bae476ead778b6980e1c7e', 'done'),
  ('0028_pay_lines', 19, '8b418683c21c4a8bf13320eca2d52949', 'done'),
  ('0028_pay_lines', 20, '4a5118957013a413515000b037400aa7', 'done'),
  ('0028_pay_lines', 21, 'c9793382ae93c5eacffa19a442d2e690', 'done'),
  ('0028_pay_lines', 22, '6cd4cb5603d85fb51707cd36965947ac', 'done'),
  ('0028_pay_lines', 23, 'b14fa7dee33d68877c848e6b047a67ba', 'done'),
  ('0028_pay_lines', 24, 'fc338801eb932d7ced0e8e194623eca7', 'done'),
  ('0028_pay_lines', 25, '955d61f7a8029463c937fcbb77e2256f', 'done'),
  ('0028_pay_lines', 26, '963ebb41b9a7cc238dcdfdbcd5c93598', 'done'),
  ('0029_fund_year', 1, 'f422f15e57be171be4439b100a1bb0d9', 'done'),
  ('0029_fund_year', 2, 'd1b606945aeec3c6307b7c3037dae4f3', 'done'),
  ('0029_fund_year', 3, '98962163d5b0c52d69546ecef124edfd', 'done'),
  ('0029_fund_year', 4, '72b5a49bbd2a45aa21311a7f6079be15', 'done'),
  ('0029_fund_year', 5, 'f2620f2d2a989b983f51448b94d18da7', 'done'),
  ('0029_fund_year', 6, '4ecbcbe334c657aa879be635b611285b', 'done'),
  ('0029_fund_year', 7, '4ba5c1cb5479d99ca1d03430d42b4fa1', 'done'),
  ('0029_fund_year', 8, 'e7163a60a6700315debc4462d94aa784', 'done'),
  ('0029_fund_year', 9, '1c717a3b2641461b744f5ad6a2a90fd0', 'done'),
  ('0029_fund_year', 10, 'c6dcdd6483d88bd6c5bd9d5fa3de8de5', 'done'),
  ('0029_fund_year', 11, '6ee930ccde16b8657f82cd7adb47afc8', 'done'),
  ('0029_fund_year', 12, 'b6bcb0334d191e148c44ef6d8cfb965c', 'done'),
  ('0030_recovery', 1, '9ef3385144f5de95fe7e54e8ce61afe5', 'done'),
  ('0030_recovery', 2, '2f9faebdd429752cebaa24e38b885425', 'done'),
  ('0030_recovery', 3, 'a31aecaf6a66bbb6cc2ac209ca75d84e', 'done'),
  ('0030_recovery', 4, '29cdcdd3be01500a5c110c1f7e477a46', 'done'),
  ('0030_recovery', 5, '182b0dee9a9723bb6e764e704cb9c3db', 'done'),
  ('0030_recovery', 6, '846dbbfbcb2af8a4ffcb0f658f3cb25d', 'done'),
  ('0030_recovery', 7, '9ad423e15dca740bc035c8b55850dfb7', 'done'),
  ('0031_bank_format', 1, '4e633516068d0998bd5546e23ab3f0e0', 'done'),
  ('0031_bank_format', 2, '2aab716f3e022dbf7cb695518b5f60b1', 'done'),
  ('0032_payee_calls', 1, 'a5eae42c9e2e459353b2953a1d7d444e', 'done'),
  ('0032_payee_calls', 2, '94263d0a22d91b8d710d717a8f7de357', 'done'),
  ('0032_payee_calls', 3, '53d057ff802f1a66c55a1e590922fb8a', 'done'),
  ('0032_payee_calls', 4, '215144028f4b31e46c414b3e6cebffe1', 'done'),
  ('0032_payee_calls', 5, '1f86c7c9b687a3b4859c2dda42b53cf5', 'done'),
  ('0032_payee_calls', 6, 'cac5587cc725b496c47203dbcb8d987c', 'done'),
  ('0032_payee_calls', 7, 'a5913b062d3014d54116f3bb9a2e998a', 'done'),
  ('0032_payee_calls', 8, 'd5920ddec16e3282eaaf5171cd17ba9d', 'done'),
  ('0032_payee_calls', 9, '29a2e3bb0e82cb07bf90e92f3f91f99e', 'done'),
  ('0032_payee_calls', 10, 'c0cd047718ed4f210a8bbecafbbaaba0', 'done'),
  ('0032_payee_calls', 11, '17f199244795a2bbab5a057591b2d601', 'done'),
  ('0033_batch_and_complaint', 1, '365c3f8326660606b8a4e5689b7763d5', 'done'),
  ('0033_batch_and_complaint', 2, 'db809b4db378a04076f019effa094bf0', 'done'),
  ('0033_batch_and_complaint', 3, 'cc2c5fbf4b34109990f558a57fd2231a', 'done'),
  ('0033_batch_and_complaint', 4, 'eb0ff01721d8287948d38e126f2cb73b', 'done'),
  ('0033_batch_and_complaint', 5, 'f086ba13e10660841c5ba3173b59850f', 'done'),
  ('0033_batch_and_complaint', 6, 'ccfc2fef409a9363b88e8da291e4dcfb', 'done'),
  ('0033_batch_and_complaint', 7, 'ad0b417d3d1b27fa372d82919a22b68f', 'done'),
  ('0033_batch_and_complaint', 8, '37024d6724369d21b75d9491a895c780', 'done'),
  ('0033_batch_and_complaint', 9, '037de8391e308e8daa9c88eab4034568', 'done'),
  ('0033_batch_and_complaint', 10, '23c040e19f002eb8410db1aa0110d625', 'done'),
  ('0033_batch_and_complaint', 11, 'a46965d0da084a2fac5b5cad1b8ea194', 'done'),
  ('0033_batch_and_complaint', 12, '06384ff36a5c9ecc900efe51c7e776f4', 'done'),
  ('0033_batch_and_complaint', 13, 'd72d93f96f27bc39b6d183d0b2b64573', 'done'),
  ('0033_batch_and_complaint', 14, 'e86ad25b383cc61fb9f00e444daa87db', 'done'),
  ('0033_batch_and_complaint', 15, '340182b92a321e8142ab65b45c80c62d', 'done'),
  ('0033_batch_and_complaint', 16, '4896a2e92f5c42228cedcef545bb0d6e', 'done'),
  ('0033_batch_and_complaint', 17, '57afe0b4ed21b958234fbfa8f2a0d878', 'done'),
  ('0033_batch_and_complaint', 18, '4992991f5e9ac65e4011946d54e06e94', 'done'),
  ('0034_cards', 1, 'd11c0e54ef994247596f794b58bd291b', 'done'),
  ('0034_cards', 2, '83dda245a819ab1e2a849fedf2c3beef', 'done'),
  ('0034_cards', 3, 'c4dc9edf5aac43e62a90d6f06a861c20', 'done'),
  ('0034_cards', 4, '3cb0beafa1eb6c7e1cc38f6c93eece2d', 'done'),
  ('0034_cards', 5, '94fad7f404e08b2c06a8eda4dca0e911', 'done'),
  ('0034_cards', 6, '0cb73262593c80851749dc0c46dbb741', 'done'),
  ('0034_cards', 7, 'efdf71ce50b79b6ba4c8149bb0e8b1ff', 'done'),
  ('0034_cards', 8, 'ea42deb709e875ecfed34b606311ff63', 'done'),
  ('0034_cards', 9, '9ca4034f85215783a78387fef2a3d876', 'done'),
  ('0034_cards', 10, '51b608c1a329f7ade6846f20bbc3f250', 'done'),
  ('0035_arrears', 1, '6065aca407b374d5d40949c939bf7b98', 'done'),
  ('0035_arrears', 2, '2a9a7b411fe0eb8bd38937134bf16a9c', 'done'),
  ('0035_arrears', 3, 'bcfbfb14b852117a6038fa77af80786c', 'done'),
  ('0035_arrears', 4, 'e45923a7cd55f730b8c90e41229777b3', 'done'),
  ('0035_arrears', 5, 'd5a534a7d8e5a17d9d651a5e7525ada7', 'done'),
  ('0035_arrears', 6, '071015819b160e32c7b0678fa378243f', 'done'),
  ('0035_arrears', 7, '2fb903e4423f13faa377b2868de34d49', 'done'),
  ('0035_arrears', 8, 'e1decda39cc3324eec31b4fd9f0f002f', 'done'),
  ('0036_pay_ahead', 1, '04831120480c1c3ab72f9bb8f07f8974', 'done'),
  ('0036_pay_ahead', 2, '326a9e6e9f9e31b5947294be6d3c48b6', 'done'),
  ('0037_batch_line_sent', 1, '93fbc14aac20baa54c33e1f75fb3244f', 'done'),
  ('0037_batch_line_sent', 2, '1dee606faa32efaa526f68c9b901a45f', 'done'),
  ('0038_batch_line_item', 1, '01467e1b563d04b7e90daf93eaf936da', 'done'),
  ('0039_calls_by_place', 1, 'b996bc64ebd9bd7082422cad9e8b353a', 'done'),
  ('0040_inspectors_desk', 1, '46ed35e0d84cad186763aff257027899', 'done'),
  ('0040_inspectors_desk', 2, '43e8c89ba8c1fb1043b521730d5309ad', 'done'),
  ('0040_inspectors_desk', 3, '332804fc8866845cfe996becbc3c2863', 'done'),
  ('0040_inspectors_desk', 4, '58cd5d5180e83387a3d5e9cd77459395', 'done'),
  ('0040_inspectors_desk', 5, 'a3f29cb2d95dbb72177740378b78b6e5', 'done'),
  ('0040_inspectors_desk', 6, '7de3e767f21b38d6372c8ea5ecfd267b', 'done'),
  ('0040_inspectors_desk', 7, 'ef769bc5e19d340f7c248f673571d1b9', 'done'),
  ('0040_inspectors_desk', 8, 'fc93d331062c150eae194b63507d3875', 'done'),
  ('0040_inspectors_desk', 9, '5d33f6e72c7ea3c8757890d57c181f4d', 'done'),
  ('0040_inspectors_desk', 10, 'e8ae5ccfeeb4a7e2ed37eef8f1f68a0c', 'done'),
  ('0040_inspectors_desk', 11, 'ae58cae637c2e6c8d1e91775c65ecc42', 'done'),
  ('0040_inspectors_desk', 12, '292e2bb572e2839830dc2c97a056cf4c', 'done'),
  ('0040_inspectors_desk', 13, '175bca8900d2d82198cda2edfb20a675', 'done'),
  ('0040_inspectors_desk', 14, '30673c7e9d29b050bd217b1d23a23129', 'done'),
  ('0040_inspectors_desk', 15, '118c72bf61ff5687175c4651d6f3ffa8', 'done'),
  ('0040_inspectors_desk', 16, 'b486e3073021b77184be75e89955d16b', 'done'),
  ('0040_inspectors_desk', 17, 'ddf40ed10af6e9a2b0d7f35cd7e86c17', 'done'),
  ('0040_inspectors_desk', 18, '42a404055a02e7aeb4ca51a83ca89b67', 'done'),
  ('0040_inspectors_desk', 19, '504531db6faeb8011f48082a42341de7', 'done'),
  ('0040_inspectors_desk', 20, '78f8c33e364a69db4f52f5b14119914b', 'done'),
  ('0041_progress_form', 1, 'e85c013308d71a98d6b2c89f082e392b', 'done'),
  ('0041_progress_form', 2, '7426c71dcc194be8e2f37dc1fa5c3e3e', 'done'),
  ('0041_progress_form', 3, '69536ce216541920de3da64106ae95d9', 'done'),
  ('0041_progress_form', 4, 'bfd0e90aaaacec0a56aa44c4b34f94a9', 'done'),
  ('0041_progress_form', 5, '7c955f62e5fe755bd247e24f20f71343', 'done'),
  ('0041_progress_form', 6, 'd38dcb856f8fbaa2af6fa5f1c941dd02', 'done'),
  ('0041_progress_form', 7, 'c1f77c24890d8d6090e1c5da90b0a499', 'done'),
  ('0041_progress_form', 8, 'c66f9b68fa0075dc7d3106a7a529aefb', 'done'),
  ('0041_progress_form', 9, '762e9c4a7184caecbbf103da65b42ccd', 'done'),
  ('0041_progress_form', 10, '6de97c49493f43e6a7dc4bff582902a6', 'done'),
  ('0041_progress_form', 11, '1e82c8eaec0dbdd478376e6d205a3755', 'done'),
  ('0041_progress_form', 12, '96d36b862aecdd870d20d9a38bb0a8f0', 'done'),
  ('0041_progress_form', 13, 'c11a48a325a79c9f727d312381d92886', 'done'),
  ('0041_progress_form', 14, '63ef6499c52b4212c0f08605540b84e5', 'done'),
  ('0041_progress_form', 15, 'd2a3cfc7a454eb87b31b6bdcbe37a71f', 'done'),
  ('0041_progress_form', 16, 'ff8c7bfa23026ba25a69973ac4143643', 'done'),
  ('0041_progress_form', 17, '6df183ab1edc331e0a775bc380bc9cc5', 'done'),
  ('0041_progress_form', 18, 'a1e31fa9c734197e516340cea278ce41', 'done'),
  ('0041_progress_form', 19, 'd4063708bc0bca1a7d86af1b5ae8bcec', 'done'),
  ('0041_progress_form', 20, 'c6d08b6d062886f52620aa26fe8dbb99', 'done'),
  ('0041_progress_form', 21, 'b19acb5348eeb0aa8ed88a6913491df7', 'done'),
  ('0041_progress_form', 22, '663e065e40b8a843dfeb6f3c776825fa', 'done'),
  ('0041_progress_form', 23, '355846f9684e5eeae9f0932ecae64de6', 'done'),
  ('0041_progress_form', 24, '27c20b3184a6f2280e641f2b4851b9cb', 'done'),
  ('0041_progress_form', 25, 'ecfaf59decc320caec0824125a237355', 'done'),
  ('0041_progress_form', 26, '2f8c77687329087248e469e3f315b7ee', 'done'),
  ('0041_progress_form', 27, 'be9b0bff6c44e4edf05e23188bb5cbc1', 'done'),
  ('0041_progress_form', 28, 'aebe676f4922890c537c90cb272bfa75', 'done'),
  ('0041_progress_form', 29, '87331297ae01c86af8c4610b7c4ee72e', 'done'),
  ('0041_progress_form', 30, '4c37669d1ec3b09c73a23c660d45bf0c', 'done'),
  ('0041_progress_form', 31, 'a28c0a5edce71e94ed3e4994f4f98dfd', 'done'),
  ('0041_progress_form', 32, '3c485a04bd7fe747ee876775eda19446', 'done'),
  ('0042_lists', 1, '4ff0e40fe2d3ac119964fa17cab27592', 'done'),
  ('0042_lists', 2, '5cc7cc01067c1bdaf9bda3c1337dd7a7', 'done'),
  ('0042_lists', 3, '429ec74be0b3a7f756c065a7e023afe2', 'done'),
  ('0042_lists', 4, 'b31666593a02e8a6b38630f29770ee10', 'done'),
  ('0042_lists', 5, 'bf86f696cab3f062a7517622b970902a', 'done'),
  ('0043_projects_and_targets', 1, '266848d0f31e2dcfa88f68fc68254e7f', 'done'),
  ('0043_projects_and_targets', 2, '1ad54715ff7076cd50765e9987b36e94', 'done'),
  ('0043_projects_and_targets', 3, 'a993434560b805f3c0165bfac3a26036', 'done'),
  ('0043_projects_and_targets', 4, '005bae2522b804faf1f10999fca74ce5', 'done'),
  ('0043_projects_and_targets', 5, '601d96987877d542ac80be8606d26611', 'done'),
  ('0043_projects_and_targets', 6, '52f9fbb899a994756d82c188cf60f063', 'done'),
  ('0043_projects_and_targets', 7, '97f29924ebafbbe8d4badc4ed30b0b9a', 'done'),
  ('0043_projects_and_targets', 8, 'fa572aba84a2efce570a055830d05584', 'done'),
  ('0043_projects_and_targets', 9, '146ac3186d4ce5ac25642ec669aac1ba', 'done'),
  ('0043_projects_and_targets', 10, 'cbdeed44c78d6479252e36f52caf394b', 'done'),
  ('0043_projects_and_targets', 11, 'e438e22528dc287a45318b8af7704dea', 'done'),
  ('0043_projects_and_targets', 12, 'c85060eee708f7b15516ed5d1b43f63b', 'done'),
  ('0043_projects_and_targets', 13, '660855e1e16543cadcf497ece895a0dd', 'done'),
  ('0043_projects_and_targets', 14, 'a2397383cc805f4603ec4193f599c91d', 'done'),
  ('0043_projects_and_targets', 15, '476ffd3300a32dedb1076c9ecb860399', 'done'),
  ('0043_projects_and_targets', 16, '2fd7f6ae585f3d01986dce2baaaa5063', 'done'),
  ('0043_projects_and_targets', 17, 'da7dad5c7774a5d7dc7d79719b8efa1b', 'done'),
  ('0043_projects_and_targets', 18, 'f3dcea4057cae296e395571e6c64df91', 'done'),
  ('0043_projects_and_targets', 19, '6ad562383ec438c4be90e4363b2cfd3a', 'done'),
  ('0043_projects_and_targets', 20, '89de9d2b8a25d935c6dac4849fb2def9', 'done'),
  ('0043_projects_and_targets', 21, 'ef461dffad1fa59cbb9b06d30031cbe3', 'done'),
  ('0043_projects_and_targets', 22, '2d9c4c041632ec166aede9cc942c14b9', 'done'),
  ('0043_projects_and_targets', 23, '4063a0f9de2bd7da846b662aa0732128', 'done'),
  ('0043_projects_and_targets', 24, '47d5ca0699af1b48215e7800d310a8d6', 'done'),
  ('0043_projects_and_targets', 25, '129ca1571eb2aa8d797638a834b10f26', 'done'),
  ('0043_projects_and_targets', 26, 'ea5b659d1f3d061be45c09613134eadb', 'done'),
  ('0043_projects_and_targets', 27, '8e68f8cd65a23661badf6786803c69e8', 'done'),
  ('0043_projects_and_targets', 28, 'de8641df1670dea04706a808b0f7eb3d', 'done'),
  ('0043_projects_and_targets', 29, 'd1e96ceec2c6792e6126d41daa402d1c', 'done'),
  ('0043_projects_and_targets', 30, 'eb718a18dbbe666e7c0a45fc0cbb9f52', 'done'),
  ('0043_projects_and_targets', 31, '34b3976df15d47f38e5769b435945beb', 'done'),
  ('0043_projects_and_targets', 32, 'a61c526000c6210c76d0b036a2ab3587', 'done'),
  ('0043_projects_and_targets', 33, 'e40343241d64ccee97774a057ba34bb3', 'done'),
  ('0043_projects_and_targets', 34, 'ba66cc516482c25462efac4033ba888c', 'done'),
  ('0044_complaints_followed', 1, '39d81671b486f8d18b87b1128c6266e4', 'done'),
  ('0044_complaints_followed', 2, '1ba25c082512c9573ff4430df28d1883', 'done'),
  ('0044_complaints_followed', 3, '797e32d37e79fdbf7fbedd3a336b893c', 'done'),
  ('0044_complaints_followed', 4, '5e0ac6cea4136df6dff8ff5b7669668f', 'done'),
  ('0044_complaints_followed', 5, 'bdd9c0cbea8b99215b2eebeeb320fb8f', 'done'),
  ('0044_complaints_followed', 6, '3794ce160d02edabe01625020e5e004f', 'done'),
  ('0044_complaints_followed', 7, '17b005ebeec864cefb68abd26f0130cb', 'done'),
  ('0044_complaints_followed', 8, 'e9bee7093fd35fe51f93c7abb1e709d3', 'done'),
  ('0044_complaints_followed', 9, 'df668d61a1386d758eb663d62ede71c1', 'done'),
  ('0044_complaints_followed', 10, 'c9155a5727a487cc7c53e00cc1c42335', 'done'),
  ('0044_complaints_followed', 11, 'c77724d98a038d7e313b183efb230209', 'done'),
  ('0044_complaints_followed', 12, 'd307e1462998c06ef62727eb9cf4a7a6', 'done'),
  ('0044_complaints_followed', 13, 'a878941a46fff52176c236d4e6f84f7d', 'done'),
  ('0044_complaints_followed', 14, 'b5067ea8a895db894e2402e5265b360c', 'done'),
  ('0044_complaints_followed', 15, '0fcc291eb718e88039a15d315de3236e', 'done'),
  ('0044_complaints_followed', 16, '3e6a42e203d00d7a8bd99a0ad0b982b2', 'done'),
  ('0044_complaints_followed', 17, 'f124db4327f76ac0dab7f6d0c8a2d4da', 'done'),
  ('0045_help_ledger', 1, 'a93092078c8fe100d701a764ffc3973e', 'done'),
  ('0045_help_ledger', 2, '21e0e0733dd0f0267a041085c1f4e0d5', 'done'),
  ('0045_help_ledger', 3, 'a6d0e47433fdef8c73b7eba54ba20b95', 'done'),
  ('0045_help_ledger', 4, 'dc06caaf63baa1996a6f2293b23aca5c', 'done'),
  ('0045_help_ledger', 5, 'bf087cb6777a45e2c3e7a203a48575a8', 'done'),
  ('0046_rectification', 1, 'ab562b8953d941def1fa49bdf063f5a1', 'done'),
  ('0046_rectification', 2, '1bcc9d52ae40cdb0fd86f739641a2aa6', 'done'),
  ('0046_rectification', 3, 'f48c81846cf761d491526bbb348faa7d', 'done'),
  ('0046_rectification', 4, 'e25e07ef635098c932c7b94ec1e92c74', 'done'),
  ('0046_rectification', 5, '8f308e04898b415da5c2a9e55211feac', 'done'),
  ('0046_rectification', 6, 'f8019c3c3fe6b06fb5dbe852f15aaee9', 'done'),
  ('0046_rectification', 7, '0684dd4a562f574d3a5ef99cdb3b2b8f', 'done'),
  ('0046_rectification', 8, 'bf57d9403c6df4a32a6e715c057c830d', 'done'),
  ('0046_rectification', 9, 'bdad50e5041811bdd4991a70aaa022d7', 'done'),
  ('0046_rectification', 10, 'c2b47184df7270e3d1ae2f899a74c40b', 'done'),
  ('0047_overview', 1, '1bb5c3c4e65631e841cc158881b8dc5f', 'done'),
  ('0047_overview', 2, '0c799cdcd359f4b7d272fd71f14f4183', 'done'),
  ('0047_overview', 3, '38da2f3bda89aabcc6f9efb2b1a3561a', 'done'),
  ('0047_overview', 4, '9a5d63fa70af8c9ffe6d49f4a7c04122', 'done'),
  ('0048_what_is_open', 1, 'ff045f46a052203f366ccb85b124682a', 'done'),
  ('0048_what_is_open', 2, '6ff5b5755424f86ba10b316df4e3f746', 'done'),
  ('0048_what_is_open', 3, 'a2e38aceb53b45783f65bfd9980da6aa', 'done'),
  ('0048_what_is_open', 4, '333c95eecf87211e019b3676e2ee8579', 'done'),
  ('0048_what_is_open', 5, 'a7b05c44dce88addd9ace5e47746b209', 'done'),
  ('0048_what_is_open', 6, '1a5bd654971cb1de6494047ea63f5fb3', 'done'),
  ('0048_what_is_open', 7, 'b720d21fba2d40248d570fa39c6402c9', 'done'),
  ('0048_what_is_open', 8, '601b1887610a468a7e5e80e81441a193', 'done'),
  ('0048_what_is_open', 9, 'b9e087b401fd453e06ebdfb07e4e1e24', 'done'),
  ('0048_what_is_open', 10, '8466d07b7ebdc645b7d19d95b8814234', 'done'),
  ('0048_what_is_open', 11, '68cb2ac17827d559b3e0ba9aa8bee88a', 'done'),
  ('0048_what_is_open', 12, '868697f16f6d3c14eb69d04f20f4e7bf', 'done'),
  ('0048_what_is_open', 13, '667734aa6e21815521a4ef21e5560908', 'done'),
  ('0048_what_is_open', 14, 'e41b28cdea60c3101c2c88ebd3b79297', 'done'),
  ('0051_job_files', 1, 'd559563cb721305c152338bf705a4bc4', 'done'),
  ('0051_job_files', 2, '34fff47c22f520ae6dc614df6f422bc4', 'done'),
  ('0051_job_files', 3, '2f90d5e7c8b9c2dbc93194168a31eca7', 'done'),
  ('0051_job_files', 4, 'c66651d093d32c993e22121e4e61e441', 'done'),
  ('0052_checks_kept_aside', 1, 'f0811cb9a622cbd55cfcab8448c7f4a4', 'done'),
  ('0052_checks_kept_aside', 2, 'ea3b4ea08d27ec6762743253be740a9e', 'done'),
  ('0052_checks_kept_aside', 3, '10cc3d8d372dace7a7fb1305dab96fdc', 'done'),
  ('0052_checks_kept_aside', 4, '31d45418c9141aaf1ea328d161a55789', 'done'),
  ('0052_checks_kept_aside', 5, '7ab570bffabea548dd7175ee69a47c29', 'done'),
  ('0052_checks_kept_aside', 6, '1a52c8e2beace1719960196efa700fd6', 'done'),
  ('0052_checks_kept_aside', 7, '0c0851df08480c965481db19b2f57a93', 'done'),
  ('0053_nobody_named', 1, '54599335fa6cf43fc38c617c915adab9', 'done'),
  ('0053_nobody_named', 2, '8cad05096e2c33f38b16f294fff1ae42', 'done'),
  ('0053_nobody_named', 3, '122a03d7c410f3202bae1790a35103e1', 'done'),
  ('0053_nobody_named', 4, 'd665ff0d333b30ad0b11f0ba33741f75', 'done'),
  ('0053_nobody_named', 5, 'c022140cd51744f8ae42f1c327fb1006', 'done'),
  ('0054_account_origins', 1, '5cdb9e6233e2b1aef50f0abc696d6614', 'done'),
  ('0054_account_origins', 2, 'a93d09a7dfe156f7c0448d800697685b', 'done'),
  ('0054_account_origins', 3, 'af0749dabdcbe3b13b3be3c6de2b94a5', 'done'),
  ('0054_account_origins', 4, '2ed36eded1c0d10cd2d9b9245eb6f1a7', 'done'),
  ('0054_account_origins', 5, '12da6fcbe579e068e5c0d6cff3da071c', 'done'),
  ('0054_account_origins', 6, '22bc9ccb968057190e7bca44a7a6db2f', 'done'),
  ('0054_account_origins', 7, '3d8a1c05083e5c7b9e52fafeecadeb86', 'done'),
  ('0054_account_origins', 8, '13370196b7e22adf901e01fa84b407a9', 'done'),
  ('0054_account_origins', 9, '6542fbeec2ca4d990e65f6112757c12f', 'done'),
  ('0054_account_origins', 10, '4a3ad9a3e2f6a30cf6b9d04416fd812b', 'done'),
  ('0054_account_origins', 11, 'b178c1163730c2acdc3c8c6fec90ea52', 'done'),
  ('0054_account_origins', 12, 'c3166a28eeaf17f8d267fd1a1d5d19f2', 'done'),
  ('0055_password_resets', 1, 'd23c0f4389c81ad889fed466ab04f328', 'done'),
  ('0055_password_resets', 2, '9c64845d95eaa9728250bbd35893aab9', 'done'),
  ('0055_password_resets', 3, '03a6d27714f3e8ef4a4850eaca9edbb3', 'done'),
  ('0055_password_resets', 4, 'c29d94e0098bd7cb3a911fe510ff0546', 'done'),
  ('0057_typed_parameters', 1, '5833628941b6c429e4be439aa607114e', 'done'),
  ('0057_typed_parameters', 2, '7fbe5d2ca126ee0822793491c86b9e9e', 'done'),
  ('0057_typed_parameters', 3, 'e372988228238047d8a9e728026912f6', 'done'),
  ('0057_typed_parameters', 4, '59e1b63636112a37e05733e828fd2c5a', 'done'),
  ('0057_typed_parameters', 5, 'a8fc6f9edb7f7761285948ab0ed9678e', 'done'),
  ('0057_typed_parameters', 6, 'aff395cee8107cbac7ea1c4b7e228794', 'done'),
  ('0057_typed_parameters', 7, 'd77eca1ca9f988d1b98e90f417cb52ba', 'done'),
  ('0057_typed_parameters', 8, '4852390687caf45e0b405bbd328e1b3a', 'done'),
  ('0058_holiday_notices', 1, '0ecbebf08d8332a65be16fc89af89208', 'done'),
  ('0058_holiday_notices', 2, '3c56399e69a87f833a9adf91d8c500b5', 'done'),
  ('0058_holiday_notices', 3, '43f42f6c4876c2dd9a5f8a648d332ec3', 'done'),
  ('0058_holiday_notices', 4, '81a4551bb741d5c2994aaa91a81883f1', 'done'),
  ('0058_holiday_notices', 5, 'e77274f5bd1200415a412cb23fbfa6af', 'done'),
  ('0059_pay_notice', 1, '4bbf4d6633404d5c26a03b17b03bb3a8', 'done'),
  ('0059_pay_notice', 2, 'dc79c42682b42a7f0b73776884aa6d97', 'done'),
  ('0059_pay_notice', 3, 'cca46dbb406e7d5b001d06ec8b8888cf', 'done'),
  ('0059_pay_notice', 4, '420e3243955c28696952bf037e2691d6', 'done'),
  ('0059_pay_notice', 5, '43c07102265149b3372d6c55c586f009', 'done'),
  ('0060_pay_answer', 1, 'ff3c5e4a3a609e403498862e6a9d2a0b', 'done'),
  ('0060_pay_answer', 2, 'e42a48a32bb9a3f8461f057e5416d048', 'done'),
  ('0060_pay_answer', 3, 'a66f5fc1ec66d8537fbac0cab96b2475', 'done'),
  ('0060_pay_answer', 4, 'c75eb037e775d88b477d2ea1012cc4b0', 'done'),
  ('0060_pay_answer', 5, '7300d885509de918af7f558bee5b03e9', 'done'),
  ('0060_pay_answer', 6, 'e9564d30e0eb70a46788147ea765bb33', 'done'),
  ('0060_pay_answer', 7, 'b878cda2e4a17f7ffe5c27fa12224d9a', 'done'),
  ('0060_pay_answer', 8, '5359201d934c52efc1fef588728a4703', 'done'),
  ('0061_pay_unconfirmed', 1, 'd2091322ac1f14e8a3539cead9efdc9e', 'done'),
  ('0061_pay_unconfirmed', 2, '9cbf897503d3bf7db4ac1f5f481bebcc', 'done'),
  ('0061_pay_unconfirmed', 3, 'b3fa9cc2e3d2287d0e9f4352e04ce5ef', 'done'),
  ('0062_findings_held', 1, '27bd4ca3818fdb68b451e34e275444d3', 'done'),
  ('0062_findings_held', 2, '0bb1113ca8cf916466a820f1bc981bb3', 'done'),
  ('0063_complaint_turns', 1, '0a28fc8697bc2a8a4c70ce43f9403f17', 'done'),
  ('0063_complaint_turns', 2, '0001d5bb06a846db13ca19e17be6484f', 'done'),
  ('0064_counted_at', 1, '61e2cd997969e681f3a6c244b2155362', 'done'),
  ('0064_counted_at', 2, '031fcc3aca7e3c49a781e3540fd3a7e8', 'done'),
  ('0065_list_orders', 1, '4c795ce98151f6154612de5e7c5ccd38', 'done'),
  ('0065_list_orders', 2, 'df9ac8fe0aa36aa9e85aca7f49a2f858', 'done'),
  ('0065_list_orders', 3, 'c4364287c43008c6747c1c216b9bb5fd', 'done'),
  ('0065_list_orders', 4, 'e31c2bf1fb6f101326e7ea1a5ce94b6e', 'done'),
  ('0065_list_orders', 5, '569dfbbcbba975023256fe0da3f4d906', 'done'),
  ('0065_list_orders', 6, 'bec11a49ac3b8a4e31df294b06b1068e', 'done'),
  ('0065_list_orders', 7, 'a6333e929c5a1d4454d689044fb07eb6', 'done'),
  ('0065_list_orders', 8, 'bf3ff2d2ce48a1abb590a40d401dca9d', 'done'),
  ('0065_list_orders', 9, '814810fa7c1ff8b0084c81f8dbfb14d4', 'done'),
  ('0065_list_orders', 10, '5bde9afd98ebe693a702c3574a0e7352', 'done'),
  ('0065_list_orders', 11, '4a91661305f1381931c7b849ddcd0e73', 'done'),
  ('0065_list_orders', 12, 'd85f656b32c891013d595ccfa211b78f', 'done'),
  ('0065_list_orders', 13, '33600a5717f60928de6554735be3c874', 'done'),
  ('0065_list_orders', 14, 'bbfd33373598aa0483d81d0f02f2b85b', 'done'),
  ('0065_list_orders', 15, '3f299ff2f4e5e28471e3cde0302c3490', 'done'),
  ('0065_list_orders', 16, '45a28955897692a9ea5f9a22488b610a', 'done'),
  ('0065_list_orders', 17, '0b26154485983cd9f0768db2ce51b290', 'done'),
  ('0065_list_orders', 18, '38cd245749320a378d4ef3facada10b5', 'done'),
  ('0065_list_orders', 19, 'fb540452795fa3993af4cbc2f8917156', 'done'),
  ('0065_list_orders', 20, '263145187de2d78f97d6cf8ad9dab1aa', 'done'),
  ('0065_list_orders', 21, 'e2709352b3b45e19597049e8ab55fd0c', 'done'),
  ('0065_list_orders', 22, '02a6557ab79c71cb72d991b3c7aae10e', 'done'),
  ('0065_list_orders', 23, 'a8c7cf9b4954cc7863ce660b11b7ff60', 'done'),
  ('0065_list_orders', 24, '93d2432e77a1659115d56ee85fe9e983', 'done'),
  ('0065_list_orders', 25, '0da8f41a5ab8528ca5ff35b6a6eef5c8', 'done'),
  ('0065_list_orders', 26, '0b0c31e400b54ec5edae2e599673cb13', 'done'),
  ('0065_list_orders', 27, '24171033be74d08c9020177fcbddb774', 'done'),
  ('0065_list_orders', 28, 'b7c8534278aa0778335cdc66f4fbecc8', 'done'),
  ('0065_list_orders', 29, '3f1b13102153582ff1afba65da2ac8e6', 'done'),
  ('0065_list_orders', 30, 'cdfdb2b6acdc910eaa3b08bd15d22204', 'done'),
  ('0065_list_orders', 31, '23ed3d8335e3099b7cd61c0acdff63cf', 'done'),
  ('0065_list_orders', 32, '8be943e2e8c6211c647188ea185f3344', 'done'),
  ('0065_list_orders', 33, '7fc2457b0c4c67749693e95fecd67b11', 'done'),
  ('0065_list_orders', 34, 'addfec6981a1723fca3cd28af5773378', 'done'),
  ('0065_list_orders', 35, '300393ba52ad267b857f250349997f77', 'done'),
  ('0065_list_orders', 36, '446cc2ec87f9ef0b8add101b42a388d3', 'done'),
  ('0065_list_orders', 37, 'c2cd3a5e70c5dfe566b5f81c83a21abe', 'done'),
  ('0065_list_orders', 38, '4a83cb35399ce39d7fd00df0c6f3ce01', 'done'),
  ('0065_list_orders', 39, '3709fad9aaf97d23c3dd1ae5f4e83b90', 'done'),
  ('0065_list_orders', 40, 'f8b7b32da28fd1a193573682bff3a2a5', 'done'),
  ('0065_list_orders', 41, '504c1d10b43696a94053f5bbb98583f7', 'done'),
  ('0065_list_orders', 42, '6b3c5061b2310b551ffd8d7f2f579ff2', 'done'),
  ('0065_list_orders', 43, 'ebe25c554cf2646c9a8c4ab334facd4d', 'done'),
  ('0065_list_orders', 44, 'ba95aef8010807f30b2f74fa77031390', 'done'),
  ('0065_list_orders', 45, '56eb2da589795bfdead88ac2fa2c2879', 'done'),
  ('0065_list_orders', 46, '56a9b80c13a106df0ff77f053c101a09', 'done'),
  ('0065_list_orders', 47, 'c6a63285d05914cc31459b279e36c9c8', 'done'),
  ('0065_list_orders', 48, 'ed49b88e8b2c88bf91dd44b9ccfd9e4a', 'done'),
  ('0065_list_orders', 49, '6593094cad500f1efb504e68f57bf647', 'done'),
  ('0065_list_orders', 50, '03820129477dea52c0cb7e47d5fa4439', 'done'),
  ('0065_list_orders', 51, '375016af759fd3758b2164ce3e459d84', 'done'),
  ('0065_list_orders', 52, 'a454c4fa1b4f49efc0c6fb5059e34023', 'done'),
  ('0065_list_orders', 53, '77bf28537b65da96df2014c6ac929f61', 'done'),
  ('0065_list_orders', 54, '41188b731cfd4dca32772279e254fe4a', 'done'),
  ('0065_list_orders', 55, 'd36f98b345bb12e51f00e31790017264', 'done'),
  ('0065_list_orders', 56, '1ea8a94544c05bb2d1bf40d874cc9668', 'done'),
  ('0065_list_orders', 57, '645dd9ffa8f0795782a9a507d1f14785', 'done'),
  ('0065_list_orders', 58, '45e2cd3bced8401b7b12ae51f18a04af', 'done'),
  ('0065_list_orders', 59, '60be50f5c45a73b710b14f30cc5e4476', 'done'),
  ('0065_list_orders', 60, '3f31f27ebf10f42a6e53a45f43a32c4c', 'done'),
  ('0065_list_orders', 61, 'ac8c325eb4a2d6750e1e7856d1d87d3c', 'done'),
  ('0065_list_orders', 62, 'b56561102542cca7f08eb2865b9b4e24', 'done'),
  ('0065_list_orders', 63, 'a2c5b09ab283ac098e21cc6625309cb7', 'done'),
  ('0065_list_orders', 64, '31b18e6f2b2b6ee2dc71eda022233458', 'done'),
  ('0065_list_orders', 65, '963a95e91f4599724974dbe0301e159b', 'done'),
  ('0065_list_orders', 66, 'e045bd0c61192ff6893c61d4325062b9', 'done'),
  ('0065_list_orders', 67, 'a3246b4ba7d0fd62f5cf415dae4fda51', 'done'),
  ('0065_list_orders', 68, 'b386454f4c3aeaf1a8854552c8d2931b', 'done'),
  ('0065_list_orders', 69, '9601922654b68e813e15e639e07d828d', 'done'),
  ('0065_list_orders', 70, 'acca0ecd458f86eef2f1b23c65c57058', 'done'),
  ('0065_list_orders', 71, '1603660235a050e55f0df1d2e21e484f', 'done'),
  ('0065_list_orders', 72, '6f9b9c7f5525dafe167e7ef4e6475ad7', 'done'),
  ('0065_list_orders', 73, '20a4566df857c9b6e09d1a15edcfb473', 'done'),
  ('0065_list_orders', 74, 'ebd4d0d8a9660c0266b4c4fec87a5e73', 'done'),
  ('0065_list_orders', 75, '3cbf1e3b1cf499cb281cb301b591a312', 'done'),
  ('0065_list_orders', 76, '9b2781ed84b421d835263335a457fdfb', 'done'),
  ('0065_list_orders', 77, 'af6b2b5666befc153c96d07608f99a46', 'done'),
  ('0065_list_orders', 78, '266d2fc134c29520b56d8038386e3df6', 'done'),
  ('0065_list_orders', 79, '218cd15d70e7920a979f2ac963da46bc', 'done'),
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
  ('0066_paid_over', 1, '7e3ddd1dc4ecba88aaf6d908502c38ea', 'done'),
  ('0066_paid_over', 2, 'e04e5b316d175d6589b797d743932e82', 'done'),
  ('0066_paid_over', 3, '14f50cd7c17d30fbc6f506e52410db9d', 'done'),
  ('0066_paid_over', 4, 'aa08ff2dc93605cc26d89f0da2ed5826', 'done'),
  ('0066_paid_over', 5, '35bd7e0f13e3545a56d4395d8c891873', 'done'),
  ('0067_import_asking', 1, '362b32dfc2830162797f20a1fd29b592', 'done'),
  ('0067_import_asking', 2, '0f346d8b7db0b55f294505baa87607b6', 'done'),
  ('0067_import_asking', 3, '7ab6784dc2a326e75ddd7702c16ed56b', 'done'),
  ('0067_import_asking', 4, '8b96bcac05862a0e24c759f1a986daf5', 'done'),
  ('0067_import_asking', 5, 'e27196eaa91350a1c3cbc7998a9da6bf', 'done'),
  ('0067_import_asking', 6, '1abbbcffd144f8954aeb2ab73b24f468', 'done'),
  ('0067_import_asking', 7, '1603660235a050e55f0df1d2e21e484f', 'done'),
  ('0067_import_asking', 8, '6f9b9c7f5525dafe167e7ef4e6475ad7', 'done'),
  ('0067_import_asking', 9, '20a4566df857c9b6e09d1a15edcfb473', 'done'),
  ('0068_column_answers', 1, 'bc5d9a8b6bd71c6752647674d79fa73a', 'done'),
  ('0068_column_answers', 2, '351379b8edc9c8e299c4484863378a5b', 'done'),
  ('0068_column_answers', 3, '9a43b2eed1db943174fa2b00065afc81', 'done'),
  ('0068_column_answers', 4, '8233d4addf54608f655f3d78c885d578', 'done'),
  ('0068_column_answers', 5, '8ab967d67554892bf9649234dae56014', 'done'),
  ('0068_column_answers', 6, 'caa8aec88ab2d83548bead22ccd99e2e', 'done'),
  ('0069_nightly_tasks', 1, 'b3707c6b3b2465a2c21cbd844070c515', 'done'),
  ('0070_households_not_known', 1, 'ad8391c7e546cf7da07f6f87efc424c2', 'done'),
  ('0070_households_not_known', 2, '518a4a3ccbbec5043f8a4370ce8a9bae', 'done'),
  ('0070_households_not_known', 3, '2287f4184f3ab542c620b5250619546e', 'done'),
  ('0071_posts_taken_over', 1, 'f3a6115da4df33724be0698e236430a3', 'done'),
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
  ('0072_lists_sorted', 1, 'c822a891a50c4315d3199a9b7cbad8e3', 'done'),
  ('0072_lists_sorted', 2, 'a3dd9c163c5e1cc5de7052f2e6596dfe', 'done'),
  ('0072_lists_sorted', 3, '56521484a8e6ad0f6a80be25011b4332', 'done'),
  ('0073_inspect_material', 1, '3c7331ee44cdc6e9021f2b131d9e9fe7', 'done'),
  ('0074_drafts', 1, 'a08234fa28a38265e8fae5313fd40373', 'done'),
  ('0074_drafts', 2, '3aa7451d153427b35b168f2a20ecc23c', 'done'),
  ('0075_tails', 1, 'b76b4cc1cce9b6119fa3075fe859850b', 'done'),
  ('0075_tails', 2, 'cc37a41353a8bd736a771dc8fec1ae42', 'done'),
  ('0075_tails', 3, '8ee054c0fe773f6f5a89590f479f316d', 'done'),
  ('0075_tails', 4, 'f2ac30e41334dd2fdab8f35a89b64b85', 'done'),
  ('0075_tails', 5, '4069dc8177c0461f569929b35e16037e', 'done'),
  ('0075_tails', 6, '48254991e7bf901aaa9b6237d835171d', 'done'),
  ('0076_home', 1, '0733d38476e49817965542808614639d', 'done'),
  ('0076_home', 2, 'c3eeb1e559c8bfc9427ddbee7c59e99a', 'done'),
  ('0076_home', 3, '3e0f17e736f95946ae5d119a488f5a89', 'done'),
  ('0078_desk_digest', 1, '4579c71d4e25cdc53c581d2f5f9af01d', 'done'),
  ('0079_waiting_applications', 1, '40daed27aaa5fb5ded9f2a60fc013945', 'done'),
  ('0081_act_seen', 1, '59ef49d0643e15a40d81951b2e39c623', 'done'),
  ('0081_act_seen', 2, 'f79028b160b9a2078ef65e8e21532724', 'done'),
  ('0083_owed', 1, 'fc2eafeaa19a7c22e9c50b85c65d1d07', 'done'),
  ('0083_owed', 2, 'a7532e53fd7bc20adf3b357e53d04188', 'done'),
  ('0083_owed', 3, '96fb9815ca9ff09140f637be229b779a', 'done'),
  ('0083_owed', 4, '1eb3c35d7257a2b8808c8b93368b05e0', 'done'),
  ('0083_owed', 5, '332d44fe67cb858097eec2d058ec5e68', 'done'),
  ('0083_owed', 6, '5739a467c3e0e689a2713b03bcddaaf9', 'done'),
  ('0083_owed', 7, 'a1a533ea8768380ddf96a7cecf83479c', 'done'),
  ('0083_owed', 8, '423920fcbe90335bd60e268343d0fb89', 'done'),
  ('0083_owed', 9, '756071b781c99f30450003572ce40b6d', 'done'),
  ('0083_owed', 10, 'c8b034cc5954828d0f3034f0d53c7aed', 'done'),
  ('0084_name_keys', 1, '50d31616fa5b48bd546d97b0e552c1dd', 'done'),
  ('0084_name_keys', 2, '321b65321fd25e28f7bbcc270c953208', 'done'),
  ('0084_name_keys', 3, '92ca46c64c3d989acd14f42fc08102a2', 'done'),
  ('0084_name_keys', 4, '87f5b6f206786c468065e7b35146bf4e', 'done'),
  ('0084_name_keys', 5, 'f134592a6300a8d1c4553f8bd140674b', 'done'),
  ('0084_name_keys', 6, 'ad97e098bac27c1722738b22f69fa0fc', 'done'),
  ('0084_name_keys', 7, 'cf948777bda001d379d6cd71b4afb5b2', 'done'),
  ('0088_worth', 1, '59de5ff7f6994f1cb2cb3ccf65ea6f6c', 'done'),
  ('0088_worth', 2, '78bc289ed45d4bf489a34ec9f5ba5f78', 'done'),
  ('0088_worth', 3, '5a78ba7d03b98c24018dca267d9d11c1', 'done'),
  ('0088_worth', 4, 'deea1b44b4d4be20e2e67781a73fa096', 'done'),
  ('0088_worth', 5, 'b79eb48f26aa3b446ffe298156ec0a0f', 'done'),
  ('0088_worth', 6, 'f780c6b160d58a132b4ce74c16ad6eb9', 'done'),
  ('0088_worth', 7, '39766db75323ba1846a6abb5e8561b37', 'done'),
  ('0088_worth', 8, '939f73d990d4e441e2495082174b9d9b', 'done'),
  ('0088_worth', 9, '458de85bdc2707724cab4f3ca0f88538', 'done'),
  ('0091_for_village', 1, 'ee14999896da32b47bd3f06faf05965f', 'done'),
  ('0091_for_village', 2, '9f3dd87e25716e2720968b94774f0dd8', 'done'),
  ('0091_for_village', 3, 'e71bad836895639db145f8ff42bcafe2', 'done'),
  ('0091_for_village', 4, 'efaf8e884338d5aeaed928739b25c46b', 'done'),
  ('0091_for_village', 5, '5cf9e08d1b9fdb3d79dc31a81e367f95', 'done'),
  ('0091_for_village', 6, '1726920c0ba415ea887b99f2d62d63ff', 'done'),
  ('0093_taken_back', 1, 'fcdf8760dbbefaa2dc505fd19decd28f', 'done'),
  ('0093_taken_back', 2, '0d33a7378e6952779a361b97656b23b7', 'done'),
  ('0093_taken_back', 3, '0e1cabe8f37158670b92f25db519a5cd', 'done'),
  ('0093_taken_back', 4, 'e081e512665ab1dc8a915161de6293f4', 'done'),
  ('0093_taken_back', 5, 'bc35c1783375bc0ef78b2e75977a82cb', 'done'),
  ('0093_taken_back', 6, 'b7dc339e37fc3cca39fcc6aeb205f1d2', 'done'),
  ('0093_taken_back', 7, '7d22396a793f614b3a4a26a2c1c61f8c', 'done'),
  ('0093_taken_back', 8, '1d1436e438bdcd83d96c324214883a6d', 'done'),
  ('0093_taken_back', 9, 'c9155a5727a487cc7c53e00cc1c42335', 'done'),
  ('0093_taken_back', 10, 'c77724d98a038d7e313b183efb230209', 'done'),
  ('0093_taken_back', 11, 'd307e1462998c06ef62727eb9cf4a7a6', 'done'),
  ('0093_taken_back', 12, 'a878941a46fff52176c236d4e6f84f7d', 'done'),
  ('0093_taken_back', 13, 'b5067ea8a895db894e2402e5265b360c', 'done'),
  ('0093_taken_back', 14, '0fcc291eb718e88039a15d315de3236e', 'done'),
  ('0093_taken_back', 15, '3e6a42e203d00d7a8bd99a0ad0b982b2', 'done'),
  ('0093_taken_back', 16, 'f124db4327f76ac0dab7f6d0c8a2d4da', 'done'),
  ('0094_history_names', 1, '27a71eb6ad5f094e30bb849c3a374b1d', 'done'),
  ('0095_pay_hold', 1, '2bf717c9d64f3fac1c781f70658aecdb', 'done'),
  ('0095_pay_hold', 2, '6792962ca3fb5fd2145bca6fde5683ab', 'done'),
  ('0095_pay_hold', 3, '1f8223342c259d80e9652cea97577a30', 'done'),
  ('0095_pay_hold', 4, '0e430efccf865fa582c78b779af6475b', 'done'),
  ('0095_pay_hold', 5, '2e8b138e7f7a7972fb663398d3c2ac5d', 'done'),
  ('0095_pay_hold', 6, '2e5d21cab73a9549feb2b893d1685982', 'done'),
  ('0095_pay_hold', 7, 'aa917adf13b38cc2dd8273737035a557', 'done'),
  ('0096_pay_lapse', 1, 'f1dbafd2e9ce06c980f4f4fb7a454a76', 'done'),
  ('0096_pay_lapse', 2, '174e5898f9d878bfb9e23a03e00796f4', 'done'),
  ('0096_pay_lapse', 3, '401305c0db35a80d1fbd9856a87dffcf', 'done'),
  ('0098_sheet_corrections', 1, 'da1c39b42f27f975e9df8d9af119c8ef', 'done'),
  ('0098_sheet_corrections', 2, '1732cbc40dd662757155c1d14fe66477', 'done'),
  ('0098_sheet_corrections', 3, 'ac7f5cda1c8bc6b655c5d1ea596a28c9', 'done'),
  ('0098_sheet_corrections', 4, '4e230e4403dd36ff5d03deafe6e2f03b', 'done'),
  ('0098_sheet_corrections', 5, '4e0c2df734fd89666d6fc6969b4eab96', 'done'),
  ('0098_sheet_corrections', 6, '47f33e801e70f189db5952e132a91c03', 'done'),
  ('0098_sheet_corrections', 7, '512c9495688cdf82fc6a4a2180c45395', 'done'),
  ('0098_sheet_corrections', 8, '779e3d98488e7ed5de590828a4a96728', 'done'),
  ('0098_sheet_corrections', 9, '55fc6ccaa5ee2d930550917f726cd42a', 'done'),
  ('0098_sheet_corrections', 10, '8f8497167e620132e8ccf761b94867fc', 'done'),
  ('0098_sheet_corrections', 11, '8790941bfd7f06b3ce1049227e4df3c5', 'done'),
  ('0098_sheet_corrections', 12, '2c70b119dee04bbc443517c28f94a210', 'done'),
  ('0099_assessments_told', 1, 'a34453060a4737714ba0f2a23982c95c', 'done'),
  ('0099_assessments_told', 2, '4c96916031bc3d4e182304f30954b216', 'done'),
  ('0099_assessments_told', 3, '5743013cd5d2e6a97e8216748d50c088', 'done'),
  ('0100_insurance_periods', 1, '5813abfc13f2881b53924101890428d1', 'done'),
  ('0100_insurance_periods', 2, '42b4489d06ed95955d3b4cd38678d0ee', 'done'),
  ('0100_insurance_periods', 3, '8c655dd6fd37420b180412a4255bd471', 'done'),
  ('0102_village_notice', 1, 'e78b81a93ea47ae242ed6e6ff34cad9e', 'done'),
  ('0102_village_notice', 2, '8464a147a99f22a17f603315fa5621a3', 'done'),
  ('0102_village_notice', 3, '0f831a6df49bacde5ffe1672f8ae7ba4', 'done'),
  ('0102_village_notice', 4, '0d6486dff423ffea31974c8f34a25264', 'done'),
  ('0102_village_notice', 5, '783ddf82976c029b7c94c4d1e083a83f', 'done'),
  ('0102_village_notice', 6, '5f92ee7bd5cadaf9736d5506e6b9b08a', 'done'),
  ('0102_village_notice', 7, '76ff1f4abb77b12afc975657f688c5e7', 'done'),
  ('0102_village_notice', 8, '582215b05dce511cdd9cecc6d1b94f6d', 'done'),
  ('0102_village_notice', 9, '2e570aa973ab3335a734a494b6a163ed', 'done'),
  ('0102_village_notice', 10, 'f22dbef7ed57af62e9ba58ed639b26c8', 'done'),
  ('0106_lapse_told', 1, '9f181bb2f37a38919902c3f3cce6e0ef', 'done'),
  ('0106_lapse_told', 2, 'dfd8dee4bbfe6ec658ace36746bfa41a', 'done'),
  ('0106_lapse_told', 3, 'cec1e35938ac794ce9750d5ed07f99fd', 'done'),
  ('0106_lapse_told', 4, 'a16d1dc10cb800268883867c1bc2d6d0', 'done'),
  ('0106_lapse_told', 5, '7cb96581dadbb2701239093ed0ba5f51', 'done'),
  ('0106_lapse_told', 6, 'df0dba568fc2c99fb3f7c466a61bc570', 'done'),
  ('0106_lapse_told', 7, 'd2eda1ea0abb51ca6fb0c7068e709baa', 'done'),
  ('0108_list_orders', 1, '73596fa8853040cbaf2d43a6a95f48ea', 'done'),
  ('0108_list_orders', 2, '282cec3d23d5388249d50b54540941f8', 'done'),
  ('0108_list_orders', 3, '48d0f736bf186017898d79a04b35f269', 'done'),
  ('0108_list_orders', 4, '7de32143236cfb41575fc0fb38f50718', 'done'),
  ('0108_list_orders', 5, 'f1062614d9c8309488cd0ac12166d813', 'done'),
  ('0108_list_orders', 6, '1ab97d5452da7cddde4063af7611a780', 'done'),
  ('0108_list_orders', 7, 'a23887c4b1e5518697e94a738ab08f46', 'done'),
  ('0108_list_orders', 8, 'abd22fcb0b8e5f2397dc198844461440', 'done'),
  ('0110_corrections_of_more', 1, 'e11bde80c4ef542ec4cfa2bd90022d75', 'done'),
  ('0110_corrections_of_more', 2, '09563aaab826fcc9e98d1d4600478236', 'done'),
  ('0110_corrections_of_more', 3, '3a5e1505c45d6293006686a2fbbab1a9', 'done'),
  ('0110_corrections_of_more', 4, '11f765d44dad73815b09d77ae4328d77', 'done'),
  ('0110_corrections_of_more', 5, 'fca0fda5921bebaef71b31638007f803', 'done'),
  ('0110_corrections_of_more', 6, 'c0490200dbef6d299ec84f9fea494090', 'done'),
  ('0110_corrections_of_more', 7, '7cd65357752feca9fd4df5bf498d7a3c', 'done'),
  ('0110_corrections_of_more', 8, 'f52deb3fca8740a35d4a9d10b6b9acb0', 'done'),
  ('0110_corrections_of_more', 9, '13b786681825d1206ef66a0000e11e14', 'done'),
  ('0110_corrections_of_more', 10, '779e3d98488e7ed5de590828a4a96728', 'done'),
  ('0110_corrections_of_more', 11, '55fc6ccaa5ee2d930550917f726cd42a', 'done'),
  ('0111_policy_lists', 1, '27d11e612a81f758f49d76156559b5bb', 'done'),
  ('0111_policy_lists', 2, '8a36dce6e39ae1c1330d99cc6857f371', 'done');
