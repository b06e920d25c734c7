-- Divisions, trail, rulebook, accounts, people, posts, hiring and placement.

-- step
-- the office's own facts: the city, whether this is a demonstration
CREATE TABLE setting (
  name VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  value VARCHAR(500) NOT NULL,
  PRIMARY KEY (name)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
-- one division, known by an inner id; path is four characters per level
CREATE TABLE region (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  parent_id BIGINT NULL,
  level VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  from_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  until VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  FOREIGN KEY (parent_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (level IN ('city','county','township','village'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX region__path ON region (path);

-- step
CREATE INDEX region__parent_id ON region (parent_id);

-- step
-- code and name as of dates: they change every year
CREATE TABLE region_name (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  region_id BIGINT NOT NULL,
  code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name VARCHAR(80) NOT NULL,
  from_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  until VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  source VARCHAR(200) NOT NULL,
  FOREIGN KEY (region_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX region_name__code_from_date ON region_name (code, from_date);

-- step
CREATE INDEX region_name__region_id ON region_name (region_id);

-- step
-- who reports: six counties and the High-tech Zone, beside the tree
CREATE TABLE reporting_unit (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  code VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name VARCHAR(80) NOT NULL,
  sort_order BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX reporting_unit__code ON reporting_unit (code);

-- step
-- takes 1 adds a region with all under it, 0 takes one out again
CREATE TABLE reporting_unit_region (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  unit_id BIGINT NOT NULL,
  region_id BIGINT NOT NULL,
  takes BIGINT NOT NULL,
  from_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  until VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  FOREIGN KEY (unit_id) REFERENCES reporting_unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (region_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (takes IN (0, 1))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX reporting_unit_region__unit_id_region_id_from_date ON reporting_unit_region (unit_id, region_id, from_date);

-- step
-- one entry per use case, chained per county and for the city
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
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX trail_entry__chain_seq ON trail_entry (chain, seq);

-- step
CREATE INDEX trail_entry__subject_subject_id ON trail_entry (subject, subject_id);

-- step
CREATE INDEX trail_entry__region_path_at_us ON trail_entry (region_path, at_us);

-- step
CREATE TRIGGER trail_entry_no_update BEFORE UPDATE ON trail_entry FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'trail_entry is append-only';

-- step
CREATE TRIGGER trail_entry_no_delete BEFORE DELETE ON trail_entry FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'trail_entry is append-only';

-- step
CREATE TABLE trail_head (
  chain VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  seq BIGINT NOT NULL,
  digest BINARY(32) NOT NULL,
  PRIMARY KEY (chain)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
-- one digest over all heads: hourly and with each issued paper
CREATE TABLE trail_root (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  at_us BIGINT NOT NULL,
  heads MEDIUMTEXT NOT NULL,
  digest BINARY(32) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX trail_root__digest ON trail_root (digest);

-- step
CREATE TRIGGER trail_root_no_update BEFORE UPDATE ON trail_root FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'trail_root is append-only';

-- step
CREATE TRIGGER trail_root_no_delete BEFORE DELETE ON trail_root FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'trail_root is append-only';

-- step
-- the first answer to a submitted form, given again to its repetition
CREATE TABLE desk_key (
  actor_id BIGINT NOT NULL,
  idem_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  answer MEDIUMTEXT NOT NULL,
  at_us BIGINT NOT NULL,
  PRIMARY KEY (actor_id, idem_key)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
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
  CHECK (state IN ('proposed','approved','rejected')),
  CHECK (state = 'proposed' OR decided_key IS NOT NULL),
  CHECK (decided_key IS NULL OR decided_key <> proposed_key)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX rule_parameter__param_region_path_fund_from_date_live ON rule_parameter (param, region_path, fund, from_date, live);

-- step
CREATE TABLE holiday (
  day VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  worked BIGINT NOT NULL,
  name VARCHAR(40) NOT NULL,
  source VARCHAR(200) NOT NULL,
  PRIMARY KEY (day),
  CHECK (worked IN (0, 1))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
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
  version BIGINT NOT NULL DEFAULT 1
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX user_account__login ON user_account (login);

-- step
CREATE INDEX user_account__person_key ON user_account (person_key);

-- step
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
  FOREIGN KEY (user_id) REFERENCES user_account (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (region_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX user_grant__user_id_role_region_id_live ON user_grant (user_id, role, region_id, live);

-- step
CREATE INDEX user_grant__path ON user_grant (path);

-- step
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
  FOREIGN KEY (user_id) REFERENCES user_account (id) ON DELETE RESTRICT ON UPDATE RESTRICT
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE INDEX session__user_id ON session (user_id);

-- step
CREATE TABLE file (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  digest BINARY(32) NOT NULL,
  size BIGINT NOT NULL,
  media VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name VARCHAR(200) NOT NULL,
  region_path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  uploaded_by BIGINT NOT NULL,
  at_us BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE INDEX file__digest ON file (digest);

-- step
CREATE INDEX file__region_path ON file (region_path);

-- step
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
  CHECK (state IN ('waiting','running','ready','failed','cancelled'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE INDEX job__created_by_id ON job (created_by, id);

-- step
CREATE INDEX job__state ON job (state);

-- step
CREATE TABLE household (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  village_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  number VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  address VARCHAR(100) NOT NULL,
  FOREIGN KEY (village_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX household__village_id_number ON household (village_id, number);

-- step
CREATE INDEX household__path ON household (path);

-- step
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
  FOREIGN KEY (household_id) REFERENCES household (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (village_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (sex IN (1, 2))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX person__id_index ON person (id_index);

-- step
CREATE INDEX person__path_name_sort_id ON person (path, name_sort, id);

-- step
CREATE INDEX person__household_id ON person (household_id);

-- step
CREATE INDEX person__name ON person (name);

-- step
CREATE INDEX person__phone_index ON person (phone_index);

-- step
CREATE INDEX person__account_index ON person (account_index);

-- step
CREATE TABLE person_category (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  person_id BIGINT NOT NULL,
  code VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  from_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  until VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  register VARCHAR(60) NOT NULL,
  proof VARCHAR(100) NOT NULL,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX person_category__person_id_code_from_date ON person_category (person_id, code, from_date);

-- step
CREATE INDEX person_category__code ON person_category (code);

-- step
CREATE TABLE person_exclusion (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  person_id BIGINT NOT NULL,
  code VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  from_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  until VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  source VARCHAR(100) NOT NULL,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX person_exclusion__person_id_code_from_date ON person_exclusion (person_id, code, from_date);

-- step
-- kin_id is to person_id what the code says (GB/T 4761-2008)
CREATE TABLE kinship (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  person_id BIGINT NOT NULL,
  kin_id BIGINT NOT NULL,
  code VARCHAR(2) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  source VARCHAR(60) NOT NULL,
  since VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (kin_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (person_id <> kin_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX kinship__person_id_kin_id ON kinship (person_id, kin_id);

-- step
CREATE INDEX kinship__kin_id ON kinship (kin_id);

-- step
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
  CHECK (kind IN ('village_cadre','public_employee'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX official__person_id_title_from_date ON official (person_id, title, from_date);

-- step
CREATE INDEX official__path ON official (path);

-- step
CREATE TABLE post_kind (
  code VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  parent VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name VARCHAR(40) NOT NULL,
  sort_order BIGINT NOT NULL,
  PRIMARY KEY (code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
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
  FOREIGN KEY (region_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (total >= 0 AND given_down >= 0 AND opened >= 0),
  CHECK (given_down + opened <= total)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX quota__region_id_period ON quota (region_id, period);

-- step
CREATE INDEX quota__path ON quota (path);

-- step
CREATE TABLE post (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  code VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  village_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  quota_id BIGINT NOT NULL,
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
  FOREIGN KEY (village_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (quota_id) REFERENCES quota (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (kind) REFERENCES post_kind (code) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (state IN ('open','suspended','closed')),
  CHECK (rate_fen > 0 AND hours_month > 0 AND days_month > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX post__code ON post (code);

-- step
CREATE INDEX post__path_id ON post (path, id);

-- step
CREATE INDEX post__state_path ON post (state, path);

-- step
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
  FOREIGN KEY (post_id) REFERENCES post (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (village_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (state IN ('submitted','checked','reviewed','noticed','audited','filed','placed','waiting','refused','withdrawn'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX application__number ON application (number);

-- step
CREATE UNIQUE INDEX application__person_id_live ON application (person_id, live);

-- step
CREATE INDEX application__path_state_id ON application (path, state, id);

-- step
CREATE INDEX application__post_id ON application (post_id);

-- step
-- the road as it happened, one row per step, never changed
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
  FOREIGN KEY (application_id) REFERENCES application (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (step IN ('submit','check','review','notice','audit','file','withdraw')),
  CHECK (outcome IN ('pass','refuse','waiting','withdrawn')),
  CHECK (present >= 0 AND votes_for >= 0 AND votes_against >= 0 AND votes_abstain >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE INDEX application_step__application_id ON application_step (application_id);

-- step
CREATE INDEX application_step__trail_id ON application_step (trail_id);

-- step
CREATE TRIGGER application_step_no_update BEFORE UPDATE ON application_step FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'application_step is append-only';

-- step
CREATE TRIGGER application_step_no_delete BEFORE DELETE ON application_step FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'application_step is append-only';

-- step
-- the four hands that must be four people
CREATE TABLE application_hand (
  application_id BIGINT NOT NULL,
  round BIGINT NOT NULL,
  step VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  person_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (application_id, round, step),
  FOREIGN KEY (application_id) REFERENCES application (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (step IN ('submit','check','audit','file'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX application_hand__application_id_round_person_key ON application_hand (application_id, round, person_key);

-- step
CREATE TRIGGER application_hand_no_update BEFORE UPDATE ON application_hand FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'application_hand is append-only';

-- step
CREATE TRIGGER application_hand_no_delete BEFORE DELETE ON application_hand FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'application_hand is append-only';

-- step
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
  FOREIGN KEY (application_id) REFERENCES application (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (post_id) REFERENCES post (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (village_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (state IN ('active','suspended','ended')),
  CHECK (state <> 'ended' OR end_on IS NOT NULL),
  CHECK (end_on IS NULL OR end_on >= start_on)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX placement__application_id ON placement (application_id);

-- step
CREATE UNIQUE INDEX placement__live_post ON placement (live_post);

-- step
CREATE UNIQUE INDEX placement__live_person ON placement (live_person);

-- step
CREATE INDEX placement__path_state_id ON placement (path, state, id);

-- step
CREATE INDEX placement__post_id ON placement (post_id);

-- step
CREATE INDEX placement__person_id ON placement (person_id);

-- step
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
  CHECK (kind IN ('started','renewed','suspended','resumed','ended'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE INDEX placement_event__placement_id ON placement_event (placement_id);

-- step
CREATE INDEX placement_event__trail_id ON placement_event (trail_id);

-- step
CREATE TRIGGER placement_event_no_update BEFORE UPDATE ON placement_event FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'placement_event is append-only';

-- step
CREATE TRIGGER placement_event_no_delete BEFORE DELETE ON placement_event FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'placement_event is append-only';

