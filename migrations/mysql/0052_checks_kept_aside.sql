-- A second message of a check's id with other content: neither dropped nor counted, kept aside until somebody looks.

-- step
CREATE TABLE duty_aside (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  -- the check that was kept under the same id
  check_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  content BINARY(32) NOT NULL,
  name VARCHAR(120) NOT NULL,
  method VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  -- the phone's own time, 0 if none was sent
  seen_us BIGINT NOT NULL,
  finding VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  second VARCHAR(60) NOT NULL,
  place VARCHAR(100) NOT NULL,
  statement VARCHAR(200) NOT NULL,
  remark VARCHAR(200) NOT NULL,
  at_us BIGINT NOT NULL,
  trail_id BIGINT NOT NULL,
  row_digest BINARY(32) NOT NULL,
  FOREIGN KEY (check_id) REFERENCES duty_check (id) ON DELETE RESTRICT ON UPDATE RESTRICT
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX duty_aside__check_id_content ON duty_aside (check_id, content);

-- step
CREATE INDEX duty_aside__path_id ON duty_aside (path, id);

-- step
CREATE INDEX duty_aside__trail_id ON duty_aside (trail_id);

-- step
CREATE TRIGGER duty_aside_no_update BEFORE UPDATE ON duty_aside FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'duty_aside is append-only';

-- step
CREATE TRIGGER duty_aside_no_delete BEFORE DELETE ON duty_aside FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'duty_aside is append-only';
