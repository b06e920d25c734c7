-- The village's own look at each holder, once a month: is the work done, is it safe, is the holder still eligible. And the hours first sent.

-- step
ALTER TABLE duty_line ADD COLUMN checked_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL;

-- step
ALTER TABLE duty_line ADD COLUMN checked VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '' CHECK (checked IN ('','fine','work','safety','eligible'));

-- step
ALTER TABLE duty_line ADD COLUMN check_note VARCHAR(200) NOT NULL DEFAULT '';

-- step
ALTER TABLE duty_line ADD COLUMN first_hours BIGINT NULL;
