-- The device at which a step was entered; villages that merge, and posts that go on in the merged village.

-- step
-- a mark of the browser, not of the person; empty where none is known
ALTER TABLE application_step ADD COLUMN device TEXT NOT NULL DEFAULT '';

-- step
-- which region took an ended one in, from which day, by whose decision
CREATE TABLE region_merger (
  from_id INTEGER NOT NULL,
  into_id INTEGER NOT NULL,
  on_date TEXT NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (from_id),
  FOREIGN KEY (from_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (into_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (from_id <> into_id)
);

-- step
-- the placement that this one goes on from without a new hiring
ALTER TABLE placement ADD COLUMN continues_id INTEGER NULL REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT;

-- step
CREATE UNIQUE INDEX placement__continues_id ON placement (continues_id);
