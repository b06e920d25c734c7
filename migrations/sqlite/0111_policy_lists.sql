-- The insurer's list of the people whom a policy covers is taken in as a workbook.

-- step
ALTER TABLE insurance_period ADD COLUMN insurer TEXT NOT NULL DEFAULT '';

-- step
-- what was paid for the period; NULL: nobody told
ALTER TABLE insurance_period ADD COLUMN premium_fen INTEGER NULL;
