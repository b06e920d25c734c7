-- lists and queues in the order of an index: applications by the day on which they were made, and whose months of which nothing is
-- here were due longest ago

-- step
CREATE INDEX application__county_submitted_on_id ON application (county, submitted_on, id);

-- step
CREATE INDEX application__township_submitted_on_id ON application (township, submitted_on, id);

-- step
CREATE INDEX application__path_submitted_on_id ON application (path, submitted_on, id);

-- step
CREATE INDEX application__submitted_on_id ON application (submitted_on, id);

-- step
ALTER TABLE pay_missing ADD COLUMN county TEXT GENERATED ALWAYS AS (SUBSTR(path, 1, 8)) VIRTUAL;

-- step
ALTER TABLE pay_missing ADD COLUMN township TEXT GENERATED ALWAYS AS (SUBSTR(path, 1, 12)) VIRTUAL;

-- step
CREATE INDEX pay_missing__county_due_on ON pay_missing (county, due_on, placement_id, month, lack);

-- step
CREATE INDEX pay_missing__township_due_on ON pay_missing (township, due_on, placement_id, month, lack);
