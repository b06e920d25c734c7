-- What was paid too much and came back, by its own road.

-- step
CREATE TABLE pay_recovery (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  placement_id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  fund VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  amount_fen BIGINT NOT NULL,
  on_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  voucher VARCHAR(50) NOT NULL,
  actor_id BIGINT NOT NULL,
  at_us BIGINT NOT NULL,
  trail_id BIGINT NOT NULL,
  row_digest BINARY(32) NOT NULL,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (amount_fen > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
-- a voucher of a placement counts once
CREATE UNIQUE INDEX pay_recovery__placement_id_voucher ON pay_recovery (placement_id, voucher);

-- step
CREATE INDEX pay_recovery__path ON pay_recovery (path);

-- step
CREATE INDEX pay_recovery__trail_id ON pay_recovery (trail_id);

-- step
CREATE TRIGGER pay_recovery_no_update BEFORE UPDATE ON pay_recovery FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'pay_recovery is append-only';

-- step
CREATE TRIGGER pay_recovery_no_delete BEFORE DELETE ON pay_recovery FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'pay_recovery is append-only';
