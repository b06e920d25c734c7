-- How a batch's bank takes its file, and the payment voucher under which it was handed over.

-- step
-- the mapping as it was when the batch was prepared; empty: the plain one
ALTER TABLE pay_batch ADD COLUMN format VARCHAR(4000) NOT NULL DEFAULT '';

-- step
ALTER TABLE pay_batch ADD COLUMN voucher VARCHAR(50) NOT NULL DEFAULT '';
