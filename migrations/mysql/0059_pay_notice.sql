-- step
-- notices of lists of pay that cannot count, as they happened (irregular says why they cannot); the one that counts stands in pay_run
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
  CHECK (irregular <> '' AND why <> '' AND from_date <= until_date)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE INDEX pay_notice__run_id ON pay_notice (run_id);

-- step
CREATE TRIGGER pay_notice_no_update BEFORE UPDATE ON pay_notice FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'pay_notice is append-only';

-- step
CREATE TRIGGER pay_notice_no_delete BEFORE DELETE ON pay_notice FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'pay_notice is append-only';
