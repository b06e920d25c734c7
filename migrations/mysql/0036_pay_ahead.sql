-- A month paid before it is over, under a document.

-- step
-- number of the document; empty: an ordinary run
ALTER TABLE pay_run ADD COLUMN ahead_document VARCHAR(50) NOT NULL DEFAULT '';

-- step
ALTER TABLE pay_run ADD COLUMN ahead_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL;
