-- A draw says how one person rides: so many days a month, so many villages a day, along a stated route.

-- step
ALTER TABLE draw ADD COLUMN rides BIGINT NOT NULL DEFAULT 0;

-- step
ALTER TABLE draw ADD COLUMN per_ride BIGINT NOT NULL DEFAULT 1;

-- step
-- the villages' paths in the order of the route, with commas; empty: by their codes
ALTER TABLE draw ADD COLUMN route VARCHAR(8000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '';
