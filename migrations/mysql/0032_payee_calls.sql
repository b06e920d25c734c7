-- Payees called by telephone: did the money come, how much, was anybody asked to give part of it back.

-- step
-- one sample of a county and month; seed is a root of the trail that nobody knew when the money was sent
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
  CHECK (paid > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX payee_sample__region_id_month ON payee_sample (region_id, month);

-- step
CREATE TABLE payee_sampled (
  sample_id BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  item_id BIGINT NOT NULL,
  PRIMARY KEY (sample_id, seq),
  FOREIGN KEY (sample_id) REFERENCES payee_sample (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (item_id) REFERENCES pay_item (id) ON DELETE RESTRICT ON UPDATE RESTRICT
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX payee_sampled__item_id ON payee_sampled (item_id);

-- step
-- a call; one that was answered is the last
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
  CHECK (outcome <> 'answered' OR received <> '' AND asked_back <> '')
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX payee_call__answered ON payee_call (answered);

-- step
CREATE INDEX payee_call__item_id ON payee_call (item_id);

-- step
CREATE INDEX payee_call__trail_id ON payee_call (trail_id);

-- step
CREATE TRIGGER payee_call_no_update BEFORE UPDATE ON payee_call FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'payee_call is append-only';

-- step
CREATE TRIGGER payee_call_no_delete BEFORE DELETE ON payee_call FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'payee_call is append-only';
