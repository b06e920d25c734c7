-- The village's own look at each holder, once a month: is the work done, is it safe, is the holder still eligible. And the hours first sent.

-- step
ALTER TABLE duty_line ADD COLUMN checked_on TEXT NULL;

-- step
ALTER TABLE duty_line ADD COLUMN checked TEXT NOT NULL DEFAULT '' CHECK (checked IN ('','fine','work','safety','eligible'));

-- step
ALTER TABLE duty_line ADD COLUMN check_note TEXT NOT NULL DEFAULT '';

-- step
ALTER TABLE duty_line ADD COLUMN first_hours INTEGER NULL;
