-- The shift plan of a month, made beforehand.

-- step
-- one letter a day: P on shift, O off, - no plan
ALTER TABLE duty_line ADD COLUMN shifts VARCHAR(31) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '-------------------------------';
