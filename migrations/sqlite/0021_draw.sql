-- The drawn sample of duty checks: who must be checked in a quarter.

-- step
-- a quarter's sealed seed; its commitment stands in the trail before anything is drawn
CREATE TABLE draw_seed (
  period TEXT NOT NULL PRIMARY KEY,
  commitment BLOB NOT NULL,
  seed_sealed BLOB NOT NULL,
  created_us INTEGER NOT NULL
);

-- step
CREATE TRIGGER draw_seed_no_update BEFORE UPDATE ON draw_seed
BEGIN SELECT RAISE(ABORT, 'draw_seed is append-only'); END;

-- step
CREATE TRIGGER draw_seed_no_delete BEFORE DELETE ON draw_seed
BEGIN SELECT RAISE(ABORT, 'draw_seed is append-only'); END;

-- step
CREATE TRIGGER draw_seed_no_replace BEFORE INSERT ON draw_seed WHEN EXISTS (SELECT 1 FROM draw_seed WHERE period = NEW.period)
BEGIN SELECT RAISE(ABORT, 'draw_seed is append-only'); END;

-- step
-- a township's draw of a quarter: its capacity, the digest of the frozen roster, the root of the trail that nobody knew before
CREATE TABLE draw (
  id INTEGER NOT NULL PRIMARY KEY,
  period TEXT NOT NULL,
  region_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  villages INTEGER NOT NULL,
  persons INTEGER NOT NULL,
  roster_digest BLOB NOT NULL,
  root_digest BLOB NOT NULL,
  created_by INTEGER NOT NULL,
  created_us INTEGER NOT NULL,
  FOREIGN KEY (period) REFERENCES draw_seed (period) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (region_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (villages >= 1 AND persons >= 1)
);

-- step
CREATE UNIQUE INDEX draw__period_path ON draw (period, path);

-- step
CREATE TRIGGER draw_no_update BEFORE UPDATE ON draw
BEGIN SELECT RAISE(ABORT, 'draw is append-only'); END;

-- step
CREATE TRIGGER draw_no_delete BEFORE DELETE ON draw
BEGIN SELECT RAISE(ABORT, 'draw is append-only'); END;

-- step
CREATE TRIGGER draw_no_replace BEFORE INSERT ON draw WHEN EXISTS (SELECT 1 FROM draw WHERE id = NEW.id OR period = NEW.period AND path = NEW.path)
BEGIN SELECT RAISE(ABORT, 'draw is append-only'); END;

-- step
-- who was on a post when it was drawn
CREATE TABLE draw_roster (
  draw_id INTEGER NOT NULL,
  placement_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  PRIMARY KEY (draw_id, placement_id),
  FOREIGN KEY (draw_id) REFERENCES draw (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- step
CREATE TRIGGER draw_roster_no_update BEFORE UPDATE ON draw_roster
BEGIN SELECT RAISE(ABORT, 'draw_roster is append-only'); END;

-- step
CREATE TRIGGER draw_roster_no_delete BEFORE DELETE ON draw_roster
BEGIN SELECT RAISE(ABORT, 'draw_roster is append-only'); END;

-- step
CREATE TRIGGER draw_roster_no_replace BEFORE INSERT ON draw_roster WHEN EXISTS (SELECT 1 FROM draw_roster WHERE draw_id = NEW.draw_id AND placement_id = NEW.placement_id)
BEGIN SELECT RAISE(ABORT, 'draw_roster is append-only'); END;
