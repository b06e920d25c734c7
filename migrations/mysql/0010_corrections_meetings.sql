-- Correction slips, earlier cards, merged records; meetings of democratic review; recruit notices.

-- step
-- a correction slip (更正单): what was, what is, why, by what document; a number or a merger needs a second person
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
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (into_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (kind IN ('edit','number','merge')),
  CHECK (state IN ('applied','proposed','approved','rejected')),
  CHECK (state IN ('applied','proposed') OR decided_key IS NOT NULL),
  CHECK (decided_key IS NULL OR decided_key <> proposed_key)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE INDEX person_correction__person_id_id ON person_correction (person_id, id);

-- step
CREATE INDEX person_correction__path_state ON person_correction (path, state);

-- step
CREATE UNIQUE INDEX person_correction__open_person ON person_correction (open_person);

-- step
-- accounts that a person had before the present one
CREATE TABLE benefit_card (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  person_id BIGINT NOT NULL,
  account_sealed VARBINARY(400) NOT NULL,
  account_index BINARY(32) NOT NULL,
  account_tail VARCHAR(4) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  until_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  why VARCHAR(200) NOT NULL,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE INDEX benefit_card__person_id_id ON benefit_card (person_id, id);

-- step
-- two records of one human: what hangs on the first stays there, and is shown with the second
CREATE TABLE person_merger (
  from_id BIGINT NOT NULL PRIMARY KEY,
  into_id BIGINT NOT NULL,
  on_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  correction_id BIGINT NOT NULL,
  FOREIGN KEY (from_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (into_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (correction_id) REFERENCES person_correction (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (from_id <> into_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE INDEX person_merger__into_id ON person_merger (into_id);

-- step
-- a meeting of democratic review (民主评议): who may vote, who is kin of whom, what was voted
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
  CHECK (entitled > 0 AND present >= 0 AND present <= entitled)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE INDEX review_meeting__path_on_date ON review_meeting (path, on_date);

-- step
-- who is entitled to vote, and whether he or she came
CREATE TABLE review_voter (
  meeting_id BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  name VARCHAR(30) NOT NULL,
  person_id BIGINT NULL,
  came BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (meeting_id, seq),
  FOREIGN KEY (meeting_id) REFERENCES review_meeting (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (came IN (0, 1))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE INDEX review_voter__person_id ON review_voter (person_id);

-- step
-- whom the meeting votes on
CREATE TABLE review_candidate (
  meeting_id BIGINT NOT NULL,
  application_id BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  votes_for BIGINT NOT NULL DEFAULT 0,
  votes_against BIGINT NOT NULL DEFAULT 0,
  votes_abstain BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (meeting_id, application_id),
  FOREIGN KEY (meeting_id) REFERENCES review_meeting (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (application_id) REFERENCES application (id) ON DELETE RESTRICT ON UPDATE RESTRICT
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE INDEX review_candidate__application_id ON review_candidate (application_id);

-- step
-- a voter who is the candidate, of the household, or declared kin: named before the vote, and whether he or she voted all the same
CREATE TABLE review_recusal (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  meeting_id BIGINT NOT NULL,
  application_id BIGINT NOT NULL,
  voter_seq BIGINT NOT NULL,
  tie VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  voted BIGINT NOT NULL DEFAULT 0,
  FOREIGN KEY (meeting_id) REFERENCES review_meeting (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (application_id) REFERENCES application (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (voted IN (0, 1))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX review_recusal__meeting_id_application_id_voter_seq ON review_recusal (meeting_id, application_id, voter_seq);

-- step
-- a notice that posts are to be filled (公告): conditions, number, pay, where and how long it hung
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
  FOREIGN KEY (village_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (kind) REFERENCES post_kind (code) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (file_id) REFERENCES file (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (until_date >= from_date),
  CHECK (posts > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX recruit_notice__number ON recruit_notice (number);

-- step
CREATE INDEX recruit_notice__path_from_date ON recruit_notice (path, from_date);
