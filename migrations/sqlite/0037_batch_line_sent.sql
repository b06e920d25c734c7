-- What a line of a batch was sent with, so that it is known whether it was mended before it is sent again.

-- step
-- the name, where it is not the item's: corrected after the bank sent it back
ALTER TABLE pay_batch_line ADD COLUMN name TEXT NOT NULL DEFAULT '';

-- step
-- version of the holder's account; unknown on what was sent before it was kept
ALTER TABLE pay_batch_line ADD COLUMN account_version INTEGER NULL;
