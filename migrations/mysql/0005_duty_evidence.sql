-- Checks by video and by comparing systems; where a check was made and what was photographed.

-- step
-- the same table with more methods: made beside the old one, filled, put in its place
CREATE TABLE duty_check_next (
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
  FOREIGN KEY (village_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (method IN ('site','phone','video','system','paper')),
  CHECK (finding IN ('on_duty','work_good','work_bad','leave','swapped','not_seen','substitute','cannot_work','unreachable'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
INSERT INTO duty_check_next (id, client_id, village_id, path, placement_id, about_id, method, on_date, seen_us, finding, checker_id, checker_key, second, statement, remark, answer_by, irregular, channel, at_us, trail_id, row_digest) SELECT id, client_id, village_id, path, placement_id, about_id, method, on_date, seen_us, finding, checker_id, checker_key, second, statement, remark, answer_by, irregular, channel, at_us, trail_id, row_digest FROM duty_check WHERE NOT EXISTS (SELECT 1 FROM duty_check_next n WHERE n.id = duty_check.id);

-- step
DROP TABLE IF EXISTS duty_check;

-- step
ALTER TABLE duty_check_next RENAME TO duty_check;

-- step
CREATE UNIQUE INDEX duty_check__checker_id_client_id ON duty_check (checker_id, client_id);

-- step
CREATE INDEX duty_check__path_on_date ON duty_check (path, on_date);

-- step
CREATE INDEX duty_check__placement_id ON duty_check (placement_id);

-- step
CREATE INDEX duty_check__trail_id ON duty_check (trail_id);

-- step
CREATE TRIGGER duty_check_no_update BEFORE UPDATE ON duty_check FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'duty_check is append-only';

-- step
CREATE TRIGGER duty_check_no_delete BEFORE DELETE ON duty_check FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'duty_check is append-only';

-- step
-- where a check was made, and photos; position in millionths of a degree, only where the rulebook asks for it. Never changed
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
  CHECK (latitude_e6 IS NULL OR (latitude_e6 BETWEEN -90000000 AND 90000000 AND longitude_e6 BETWEEN -180000000 AND 180000000))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE INDEX duty_evidence__check_id ON duty_evidence (check_id);

-- step
CREATE INDEX duty_evidence__file_digest ON duty_evidence (file_digest);

-- step
CREATE INDEX duty_evidence__trail_id ON duty_evidence (trail_id);

-- step
CREATE TRIGGER duty_evidence_no_update BEFORE UPDATE ON duty_evidence FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'duty_evidence is append-only';

-- step
CREATE TRIGGER duty_evidence_no_delete BEFORE DELETE ON duty_evidence FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'duty_evidence is append-only';

-- step
-- what a file was kept for decides who may see it
ALTER TABLE file ADD COLUMN purpose VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'application';
