-- Two figures of what is owed: what a sheet or a run says is due, and months of which nothing is here.

-- step
DROP TABLE IF EXISTS pay_unconfirmed;

-- step
-- months in which somebody was on post, whose due day has passed, and of which nothing here says whether pay is due,
-- as counted last night; lack tells what is missing of the village's sheet, or that a decision was not told
CREATE TABLE pay_missing (
  placement_id BIGINT NOT NULL,
  month VARCHAR(7) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  person_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  lack VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  due_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (placement_id, month),
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (lack IN ('sheet','unlisted','blank','untold'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE INDEX pay_missing__path ON pay_missing (path, month, lack, due_on, person_id, placement_id);

-- step
-- a month that ends without pay: decided with its reason, told to the payee, taken back; the latest holds
CREATE TABLE no_pay_event (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  placement_id BIGINT NOT NULL,
  month VARCHAR(7) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kind VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  reason VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  remark VARCHAR(300) NOT NULL,
  on_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  actor_id BIGINT NOT NULL,
  person_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  at_us BIGINT NOT NULL,
  trail_id BIGINT NOT NULL,
  row_digest BINARY(32) NOT NULL,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (kind IN ('decided','told','withdrawn')),
  CHECK (kind <> 'decided' OR reason IN ('no_work','leave','off_list')),
  CHECK (kind <> 'told' OR reason IN ('visit','phone','paper') AND on_date IS NOT NULL)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE INDEX no_pay_event__placement_id_month ON no_pay_event (placement_id, month, id);

-- step
CREATE INDEX no_pay_event__path_month ON no_pay_event (path, month);

-- step
CREATE INDEX no_pay_event__trail_id ON no_pay_event (trail_id);

-- step
CREATE TRIGGER no_pay_event_no_update BEFORE UPDATE ON no_pay_event FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'no_pay_event is append-only';

-- step
CREATE TRIGGER no_pay_event_no_delete BEFORE DELETE ON no_pay_event FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'no_pay_event is append-only';
