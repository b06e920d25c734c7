-- that a holder whose agreement, insurance, age or term had lapsed was told in writing from which day no more work is given; days
-- worked are paid, and the placement ends by its exit alone

-- step
CREATE TABLE lapse_told (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  placement_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  since VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kinds VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  from_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  on_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  how VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  who VARCHAR(20) NOT NULL,
  actor_id BIGINT NOT NULL,
  person_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  at_us BIGINT NOT NULL,
  trail_id BIGINT NOT NULL,
  row_digest BINARY(32) NOT NULL,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (from_date > on_date)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX lapse_told__placement_id_since ON lapse_told (placement_id, since);

-- step
CREATE INDEX lapse_told__path ON lapse_told (path);

-- step
CREATE INDEX lapse_told__trail_id ON lapse_told (trail_id);

-- step
CREATE TRIGGER lapse_told_no_update BEFORE UPDATE ON lapse_told FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'lapse_told is append-only';

-- step
CREATE TRIGGER lapse_told_no_delete BEFORE DELETE ON lapse_told FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'lapse_told is append-only';
