-- The drawn sample of duty checks: who must be checked in a quarter.

-- step
-- a quarter's sealed seed; its commitment stands in the trail before anything is drawn
CREATE TABLE draw_seed (
  period VARCHAR(6) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  commitment BINARY(32) NOT NULL,
  seed_sealed VARBINARY(200) NOT NULL,
  created_us BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE TRIGGER draw_seed_no_update BEFORE UPDATE ON draw_seed FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'draw_seed is append-only';

-- step
CREATE TRIGGER draw_seed_no_delete BEFORE DELETE ON draw_seed FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'draw_seed is append-only';

-- step
-- a township's draw of a quarter: its capacity, the digest of the frozen roster, the root of the trail that nobody knew before
CREATE TABLE draw (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  period VARCHAR(6) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  region_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  villages BIGINT NOT NULL,
  persons BIGINT NOT NULL,
  roster_digest BINARY(32) NOT NULL,
  root_digest BINARY(32) NOT NULL,
  created_by BIGINT NOT NULL,
  created_us BIGINT NOT NULL,
  FOREIGN KEY (period) REFERENCES draw_seed (period) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (region_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (villages >= 1 AND persons >= 1)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX draw__period_path ON draw (period, path);

-- step
CREATE TRIGGER draw_no_update BEFORE UPDATE ON draw FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'draw is append-only';

-- step
CREATE TRIGGER draw_no_delete BEFORE DELETE ON draw FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'draw is append-only';

-- step
-- who was on a post when it was drawn
CREATE TABLE draw_roster (
  draw_id BIGINT NOT NULL,
  placement_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (draw_id, placement_id),
  FOREIGN KEY (draw_id) REFERENCES draw (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE TRIGGER draw_roster_no_update BEFORE UPDATE ON draw_roster FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'draw_roster is append-only';

-- step
CREATE TRIGGER draw_roster_no_delete BEFORE DELETE ON draw_roster FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'draw_roster is append-only';
