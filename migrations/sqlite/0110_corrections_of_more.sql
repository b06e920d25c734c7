-- A correction of a sheet says of a deduction too, adds who was left off the sheet, and changes the pay of the month
-- whose period has the sheet's last days.

-- step
-- an approved correction speaks of the line
ALTER TABLE duty_line ADD COLUMN corrected INTEGER NOT NULL DEFAULT 0;

-- step
UPDATE duty_line SET corrected = 1 WHERE corrected = 0 AND EXISTS (SELECT 1 FROM duty_correction k JOIN duty_correction_line c ON c.correction_id = k.id WHERE k.sheet_id = duty_line.sheet_id AND k.state = 'approved' AND c.placement_id = duty_line.placement_id);

-- step
-- what the assessment took before, and what it should take; the same where the correction says nothing of it
ALTER TABLE duty_correction_line ADD COLUMN was_less_fen INTEGER NOT NULL DEFAULT 0;

-- step
ALTER TABLE duty_correction_line ADD COLUMN less_fen INTEGER NOT NULL DEFAULT 0;

-- step
-- the holder was not on the sheet
ALTER TABLE duty_correction_line ADD COLUMN added INTEGER NOT NULL DEFAULT 0;

-- step
-- the same table, with the month in its key: made beside the old one, filled, put in its place
CREATE TABLE pay_correction_next (
  correction_id INTEGER NOT NULL,
  placement_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  month TEXT NOT NULL,
  stood_fen INTEGER NOT NULL,
  worth_fen INTEGER NOT NULL,
  at_us INTEGER NOT NULL,
  PRIMARY KEY (correction_id, placement_id, month),
  FOREIGN KEY (correction_id) REFERENCES duty_correction (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (stood_fen >= 0 AND worth_fen >= 0)
);

-- step
INSERT INTO pay_correction_next (correction_id, placement_id, path, month, stood_fen, worth_fen, at_us) SELECT correction_id, placement_id, path, month, stood_fen, worth_fen, at_us FROM pay_correction WHERE NOT EXISTS (SELECT 1 FROM pay_correction_next n WHERE n.correction_id = pay_correction.correction_id AND n.placement_id = pay_correction.placement_id);

-- step apart
DROP TABLE IF EXISTS pay_correction;

-- step apart
ALTER TABLE pay_correction_next RENAME TO pay_correction;

-- step
CREATE INDEX pay_correction__path_month ON pay_correction (path, month);

-- step
CREATE INDEX pay_correction__placement_id ON pay_correction (placement_id, month);
