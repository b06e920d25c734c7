-- The shift plan of a month, made beforehand.

-- step
-- one letter a day: P on shift, O off, - no plan
ALTER TABLE duty_line ADD COLUMN shifts TEXT NOT NULL DEFAULT '-------------------------------';
