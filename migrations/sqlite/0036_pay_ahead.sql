-- A month paid before it is over, under a document.

-- step
-- number of the document; empty: an ordinary run
ALTER TABLE pay_run ADD COLUMN ahead_document TEXT NOT NULL DEFAULT '';

-- step
ALTER TABLE pay_run ADD COLUMN ahead_on TEXT NULL;
