-- The device at which a step was entered; villages that merge, and posts that go on in the merged village.

-- step
-- a mark of the browser, not of the person; empty where none is known
ALTER TABLE application_step ADD COLUMN device VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '';

-- step
-- the region that took this one in when it ended
ALTER TABLE region ADD COLUMN successor_id BIGINT NULL, ADD FOREIGN KEY (successor_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT;

-- step
-- the placement that this one goes on from without a new hiring
ALTER TABLE placement ADD COLUMN continues_id BIGINT NULL, ADD FOREIGN KEY (continues_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT;

-- step
CREATE UNIQUE INDEX placement__continues_id ON placement (continues_id);
