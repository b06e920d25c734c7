-- Divisions, trail, rulebook, accounts, people, posts, hiring and placement.

-- step
-- the office's own facts: the city, whether this is a demonstration
CREATE TABLE setting (
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (name)
);

-- step
-- one division, known by an inner id; path is four characters per level
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

-- step
CREATE UNIQUE INDEX region__path ON region (path);

-- step
CREATE INDEX region__parent_id ON region (parent_id);

-- step
-- code and name as of dates: they change every year
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

-- step
CREATE UNIQUE INDEX region_name__code_from_date ON region_name (code, from_date);

-- step
CREATE INDEX region_name__region_id ON region_name (region_id);

-- step
-- who reports: six counties and the High-tech Zone, beside the tree
CREATE TABLE reporting_unit (
  id INTEGER NOT NULL PRIMARY KEY,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  sort_order INTEGER NOT NULL
);

-- step
CREATE UNIQUE INDEX reporting_unit__code ON reporting_unit (code);

-- step
-- takes 1 adds a region with all under it, 0 takes one out again
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

-- step
CREATE UNIQUE INDEX reporting_unit_region__unit_id_region_id_from_date ON reporting_unit_region (unit_id, region_id, from_date);

-- step
-- one entry per use case, chained per county and for the city
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

-- step
CREATE UNIQUE INDEX trail_entry__chain_seq ON trail_entry (chain, seq);

-- step
CREATE INDEX trail_entry__subject_subject_id ON trail_entry (subject, subject_id);

-- step
CREATE INDEX trail_entry__region_path_at_us ON trail_entry (region_path, at_us);

-- step
CREATE TRIGGER trail_entry_no_update BEFORE UPDATE ON trail_entry
BEGIN SELECT RAISE(ABORT, 'trail_entry is append-only'); END;

-- step
CREATE TRIGGER trail_entry_no_delete BEFORE DELETE ON trail_entry
BEGIN SELECT RAISE(ABORT, 'trail_entry is append-only'); END;

-- step
CREATE TRIGGER trail_entry_no_replace BEFORE INSERT ON trail_entry WHEN EXISTS (SELECT 1 FROM trail_entry WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'trail_entry is append-only'); END;

-- step
CREATE TABLE trail_head (
  chain TEXT NOT NULL,
  seq INTEGER NOT NULL,
  digest BLOB NOT NULL,
  PRIMARY KEY (chain)
);

-- step
-- one digest over all heads: hourly and with each issued paper
CREATE TABLE trail_root (
  id INTEGER NOT NULL PRIMARY KEY,
  at_us INTEGER NOT NULL,
  heads TEXT NOT NULL,
  digest BLOB NOT NULL
);

-- step
CREATE UNIQUE INDEX trail_root__digest ON trail_root (digest);

-- step
CREATE TRIGGER trail_root_no_update BEFORE UPDATE ON trail_root
BEGIN SELECT RAISE(ABORT, 'trail_root is append-only'); END;

-- step
CREATE TRIGGER trail_root_no_delete BEFORE DELETE ON trail_root
BEGIN SELECT RAISE(ABORT, 'trail_root is append-only'); END;

-- step
CREATE TRIGGER trail_root_no_replace BEFORE INSERT ON trail_root WHEN EXISTS (SELECT 1 FROM trail_root WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'trail_root is append-only'); END;

-- step
-- the first answer to a submitted form, given again to its repetition
CREATE TABLE desk_key (
  actor_id INTEGER NOT NULL,
  idem_key TEXT NOT NULL,
  answer TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  PRIMARY KEY (actor_id, idem_key)
);

-- step
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
  CHECK (state IN ('proposed','approved','rejected')),
  CHECK (state = 'proposed' OR decided_key IS NOT NULL),
  CHECK (decided_key IS NULL OR decided_key <> proposed_key)
);

-- step
CREATE UNIQUE INDEX rule_parameter__param_region_path_fund_from_date_live ON rule_parameter (param, region_path, fund, from_date, live);

-- step
CREATE TABLE holiday (
  day TEXT NOT NULL,
  worked INTEGER NOT NULL,
  name TEXT NOT NULL,
  source TEXT NOT NULL,
  PRIMARY KEY (day),
  CHECK (worked IN (0, 1))
);

-- step
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

-- step
CREATE UNIQUE INDEX user_account__login ON user_account (login);

-- step
CREATE INDEX user_account__person_key ON user_account (person_key);

-- step
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
  FOREIGN KEY (user_id) REFERENCES user_account (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (region_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- step
CREATE UNIQUE INDEX user_grant__user_id_role_region_id_live ON user_grant (user_id, role, region_id, live);

-- step
CREATE INDEX user_grant__path ON user_grant (path);

-- step
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

-- step
CREATE INDEX session__user_id ON session (user_id);

-- step
CREATE TABLE file (
  id INTEGER NOT NULL PRIMARY KEY,
  digest BLOB NOT NULL,
  size INTEGER NOT NULL,
  media TEXT NOT NULL,
  name TEXT NOT NULL,
  region_path TEXT NOT NULL,
  uploaded_by INTEGER NOT NULL,
  at_us INTEGER NOT NULL
);

-- step
CREATE INDEX file__digest ON file (digest);

-- step
CREATE INDEX file__region_path ON file (region_path);

-- step
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
  CHECK (state IN ('waiting','running','ready','failed','cancelled'))
);

-- step
CREATE INDEX job__created_by_id ON job (created_by, id);

-- step
CREATE INDEX job__state ON job (state);

-- step
CREATE TABLE household (
  id INTEGER NOT NULL PRIMARY KEY,
  village_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  number TEXT NOT NULL,
  address TEXT NOT NULL,
  FOREIGN KEY (village_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- step
CREATE UNIQUE INDEX household__village_id_number ON household (village_id, number);

-- step
CREATE INDEX household__path ON household (path);

-- step
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
  FOREIGN KEY (household_id) REFERENCES household (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (village_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (sex IN (1, 2))
);

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
  id INTEGER NOT NULL PRIMARY KEY,
  person_id INTEGER NOT NULL,
  code TEXT NOT NULL,
  from_date TEXT NOT NULL,
  until TEXT NULL,
  register TEXT NOT NULL,
  proof TEXT NOT NULL,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- step
CREATE UNIQUE INDEX person_category__person_id_code_from_date ON person_category (person_id, code, from_date);

-- step
CREATE INDEX person_category__code ON person_category (code);

-- step
CREATE TABLE person_exclusion (
  id INTEGER NOT NULL PRIMARY KEY,
  person_id INTEGER NOT NULL,
  code TEXT NOT NULL,
  from_date TEXT NOT NULL,
  until TEXT NULL,
  source TEXT NOT NULL,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- step
CREATE UNIQUE INDEX person_exclusion__person_id_code_from_date ON person_exclusion (person_id, code, from_date);

-- step
-- kin_id is to person_id what the code says (GB/T 4761-2008)
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

-- step
CREATE UNIQUE INDEX kinship__person_id_kin_id ON kinship (person_id, kin_id);

-- step
CREATE INDEX kinship__kin_id ON kinship (kin_id);

-- step
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

-- step
CREATE UNIQUE INDEX official__person_id_title_from_date ON official (person_id, title, from_date);

-- step
CREATE INDEX official__path ON official (path);

-- step
CREATE TABLE post_kind (
  code TEXT NOT NULL,
  parent TEXT NOT NULL,
  name TEXT NOT NULL,
  sort_order INTEGER NOT NULL,
  PRIMARY KEY (code)
);

-- step
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
  FOREIGN KEY (region_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (total >= 0 AND given_down >= 0 AND opened >= 0),
  CHECK (given_down + opened <= total)
);

-- step
CREATE UNIQUE INDEX quota__region_id_period ON quota (region_id, period);

-- step
CREATE INDEX quota__path ON quota (path);

-- step
CREATE TABLE post (
  id INTEGER NOT NULL PRIMARY KEY,
  code TEXT NOT NULL,
  village_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  quota_id INTEGER NOT NULL,
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
  FOREIGN KEY (village_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (quota_id) REFERENCES quota (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (kind) REFERENCES post_kind (code) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (state IN ('open','suspended','closed')),
  CHECK (rate_fen > 0 AND hours_month > 0 AND days_month > 0)
);

-- step
CREATE UNIQUE INDEX post__code ON post (code);

-- step
CREATE INDEX post__path_id ON post (path, id);

-- step
CREATE INDEX post__state_path ON post (state, path);

-- step
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
  FOREIGN KEY (post_id) REFERENCES post (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (village_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (state IN ('submitted','checked','reviewed','noticed','audited','filed','placed','waiting','refused','withdrawn'))
);

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
  FOREIGN KEY (application_id) REFERENCES application (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (step IN ('submit','check','review','notice','audit','file','withdraw')),
  CHECK (outcome IN ('pass','refuse','waiting','withdrawn')),
  CHECK (present >= 0 AND votes_for >= 0 AND votes_against >= 0 AND votes_abstain >= 0)
);

-- step
CREATE INDEX application_step__application_id ON application_step (application_id);

-- step
CREATE INDEX application_step__trail_id ON application_step (trail_id);

-- step
CREATE TRIGGER application_step_no_update BEFORE UPDATE ON application_step
BEGIN SELECT RAISE(ABORT, 'application_step is append-only'); END;

-- step
CREATE TRIGGER application_step_no_delete BEFORE DELETE ON application_step
BEGIN SELECT RAISE(ABORT, 'application_step is append-only'); END;

-- step
CREATE TRIGGER application_step_no_replace BEFORE INSERT ON application_step WHEN EXISTS (SELECT 1 FROM application_step WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'application_step is append-only'); END;

-- step
-- the four hands that must be four people
CREATE TABLE application_hand (
  application_id INTEGER NOT NULL,
  round INTEGER NOT NULL,
  step TEXT NOT NULL,
  person_key TEXT NOT NULL,
  PRIMARY KEY (application_id, round, step),
  FOREIGN KEY (application_id) REFERENCES application (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (step IN ('submit','check','audit','file'))
);

-- step
CREATE UNIQUE INDEX application_hand__application_id_round_person_key ON application_hand (application_id, round, person_key);

-- step
CREATE TRIGGER application_hand_no_update BEFORE UPDATE ON application_hand
BEGIN SELECT RAISE(ABORT, 'application_hand is append-only'); END;

-- step
CREATE TRIGGER application_hand_no_delete BEFORE DELETE ON application_hand
BEGIN SELECT RAISE(ABORT, 'application_hand is append-only'); END;

-- step
CREATE TRIGGER application_hand_no_replace BEFORE INSERT ON application_hand WHEN EXISTS (SELECT 1 FROM application_hand WHERE application_id = NEW.application_id AND round = NEW.round AND step = NEW.step)
BEGIN SELECT RAISE(ABORT, 'application_hand is append-only'); END;

-- step
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
  FOREIGN KEY (application_id) REFERENCES application (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (post_id) REFERENCES post (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (village_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (state IN ('active','suspended','ended')),
  CHECK (state <> 'ended' OR end_on IS NOT NULL),
  CHECK (end_on IS NULL OR end_on >= start_on)
);

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

-- step
CREATE INDEX placement_event__placement_id ON placement_event (placement_id);

-- step
CREATE INDEX placement_event__trail_id ON placement_event (trail_id);

-- step
CREATE TRIGGER placement_event_no_update BEFORE UPDATE ON placement_event
BEGIN SELECT RAISE(ABORT, 'placement_event is append-only'); END;

-- step
CREATE TRIGGER placement_event_no_delete BEFORE DELETE ON placement_event
BEGIN SELECT RAISE(ABORT, 'placement_event is append-only'); END;

-- step
CREATE TRIGGER placement_event_no_replace BEFORE INSERT ON placement_event WHEN EXISTS (SELECT 1 FROM placement_event WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'placement_event is append-only'); END;

