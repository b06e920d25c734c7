-- The home page: finished work that nobody looked at yet, and what a person did lately.

-- step
-- when its owner looked at the finished job; 0: not yet
ALTER TABLE job ADD COLUMN looked_us BIGINT NOT NULL DEFAULT 0;

-- step
-- what was finished before there was a bell rings none
UPDATE job SET looked_us = 1;

-- step
CREATE INDEX trail_entry__actor_id_at_us ON trail_entry (actor_id, at_us);
