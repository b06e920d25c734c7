-- a line of pay that waits because its sheet has the holder absent on all days (暂缓发放): told to the payee, with the days until which
-- he may object and by which it must be decided; what was said against it; what was decided; the latest decision holds

-- step
CREATE TABLE pay_hold_event (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  placement_id BIGINT NOT NULL,
  month VARCHAR(7) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kind VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  how VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  who VARCHAR(60) NOT NULL,
  party VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  remark VARCHAR(300) NOT NULL,
  on_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  days BIGINT NOT NULL,
  object_until VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  decide_by VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  actor_id BIGINT NOT NULL,
  person_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  at_us BIGINT NOT NULL,
  trail_id BIGINT NOT NULL,
  row_digest BINARY(32) NOT NULL,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (kind IN ('told','objected','decided','reopened')),
  CHECK (kind <> 'told' OR on_date IS NOT NULL AND object_until IS NOT NULL AND decide_by IS NOT NULL),
  CHECK (kind <> 'decided' OR how IN ('pay','none')),
  CHECK (days >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE INDEX pay_hold_event__placement_id_month ON pay_hold_event (placement_id, month, id);

-- step
CREATE INDEX pay_hold_event__path_month ON pay_hold_event (path, month);

-- step
CREATE INDEX pay_hold_event__trail_id ON pay_hold_event (trail_id);

-- step
CREATE TRIGGER pay_hold_event_no_update BEFORE UPDATE ON pay_hold_event FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'pay_hold_event is append-only';

-- step
CREATE TRIGGER pay_hold_event_no_delete BEFORE DELETE ON pay_hold_event FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'pay_hold_event is append-only';
