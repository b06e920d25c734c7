-- What a month's work is worth: each line keeps its basis, the days that count and were agreed, and the steps of the sum.

-- step
ALTER TABLE pay_draft ADD COLUMN pay_basis TEXT NOT NULL DEFAULT '';

-- step
ALTER TABLE pay_draft ADD COLUMN counted_days INTEGER NULL;

-- step
ALTER TABLE pay_draft ADD COLUMN agreed_days INTEGER NOT NULL DEFAULT 0;

-- step
ALTER TABLE pay_draft ADD COLUMN steps TEXT NOT NULL DEFAULT '';

-- step
-- empty of lines from before there were bases: calendar days
ALTER TABLE pay_line ADD COLUMN pay_basis TEXT NOT NULL DEFAULT '';

-- step
-- of a basis by work the days that count, of calendar days those at work; none: no sheet said so
ALTER TABLE pay_line ADD COLUMN counted_days INTEGER NULL;

-- step
ALTER TABLE pay_line ADD COLUMN agreed_days INTEGER NOT NULL DEFAULT 0;

-- step
ALTER TABLE pay_line ADD COLUMN steps TEXT NOT NULL DEFAULT '';

-- step
-- basis, days and steps of all lines of an item, as they are witnessed
ALTER TABLE pay_item ADD COLUMN worth TEXT NOT NULL DEFAULT '';
