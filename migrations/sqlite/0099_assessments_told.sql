-- Assessments by grade (合格, 不合格) as well as points, told to a whole village on one signed sheet.

-- step
ALTER TABLE assessment ADD COLUMN verdict TEXT NOT NULL DEFAULT '';

-- step
-- the scan of the signed sheet on which the holder was told
ALTER TABLE assessment ADD COLUMN told_scan_id INTEGER NULL REFERENCES paper_scan (id) ON DELETE RESTRICT ON UPDATE RESTRICT;

-- step
CREATE INDEX assessment__told_scan_id ON assessment (told_scan_id);
