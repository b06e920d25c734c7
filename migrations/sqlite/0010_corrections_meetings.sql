-- Correction slips, earlier cards, merged records; meetings of democratic review; recruit notices.

-- step
-- a correction slip (更正单): what was, what is, why, by what document; a number or a merger needs a second person
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
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (into_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (kind IN ('edit','number','merge')),
  CHECK (state IN ('applied','proposed','approved','rejected')),
  CHECK (state IN ('applied','proposed') OR decided_key IS NOT NULL),
  CHECK (decided_key IS NULL OR decided_key <> proposed_key)
);

-- step
CREATE INDEX person_correction__person_id_id ON person_correction (person_id, id);

-- step
CREATE INDEX person_correction__path_state ON person_correction (path, state);

-- step
CREATE UNIQUE INDEX person_correction__open_person ON person_correction (open_person);

-- step
-- accounts that a person had before the present one
CREATE TABLE benefit_card (
  id INTEGER NOT NULL PRIMARY KEY,
  person_id INTEGER NOT NULL,
  account_sealed BLOB NOT NULL,
  account_index BLOB NOT NULL,
  account_tail TEXT NOT NULL,
  until_date TEXT NOT NULL,
  why TEXT NOT NULL,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- step
CREATE INDEX benefit_card__person_id_id ON benefit_card (person_id, id);

-- step
-- two records of one human: what hangs on the first stays there, and is shown with the second
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

-- step
CREATE INDEX person_merger__into_id ON person_merger (into_id);

-- step
-- a meeting of democratic review (民主评议): who may vote, who is kin of whom, what was voted
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

-- step
CREATE INDEX review_meeting__path_on_date ON review_meeting (path, on_date);

-- step
-- who is entitled to vote, and whether he or she came
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

-- step
CREATE INDEX review_voter__person_id ON review_voter (person_id);

-- step
-- whom the meeting votes on
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

-- step
CREATE INDEX review_candidate__application_id ON review_candidate (application_id);

-- step
-- a voter who is the candidate, of the household, or declared kin: named before the vote, and whether he or she voted all the same
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

-- step
CREATE UNIQUE INDEX review_recusal__meeting_id_application_id_voter_seq ON review_recusal (meeting_id, application_id, voter_seq);

-- step
-- a notice that posts are to be filled (公告): conditions, number, pay, where and how long it hung
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
  FOREIGN KEY (village_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (kind) REFERENCES post_kind (code) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (file_id) REFERENCES file (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (until_date >= from_date),
  CHECK (posts > 0)
);

-- step
CREATE UNIQUE INDEX recruit_notice__number ON recruit_notice (number);

-- step
CREATE INDEX recruit_notice__path_from_date ON recruit_notice (path, from_date);
