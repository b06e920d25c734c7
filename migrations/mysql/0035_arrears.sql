-- Why a month waits at a desk, said by that desk; how many wait where, counted once a day.

-- step
CREATE INDEX pay_item__of_item_id ON pay_item (of_item_id);

-- step
-- what a desk says of the months that wait at it, in the region of path; the latest that covers a month holds
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
  CHECK (reason IN ('funds','sheet','returned','account','other'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE INDEX pay_delay__month_path ON pay_delay (month, path);

-- step
CREATE INDEX pay_delay__trail_id ON pay_delay (trail_id);

-- step
CREATE TRIGGER pay_delay_no_update BEFORE UPDATE ON pay_delay FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'pay_delay is append-only';

-- step
CREATE TRIGGER pay_delay_no_delete BEFORE DELETE ON pay_delay FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'pay_delay is append-only';

-- step
-- the count of the latest day; path is a township's
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
