-- When a finding holds: from a month on, until a month or still.

-- step
-- first month in which it holds; NULL: not known yet, as of findings that no run looked at since this column is there: they belong to every period
ALTER TABLE finding ADD COLUMN held_from VARCHAR(7) CHARACTER SET ascii COLLATE ascii_bin NULL;

-- step
-- last month in which it holds; NULL beside a first month: it still held at the cut-off of the run that saw it last
ALTER TABLE finding ADD COLUMN held_until VARCHAR(7) CHARACTER SET ascii COLLATE ascii_bin NULL;
