-- What a holder's month was worth, told to the holder before pay.

-- step
-- a holder's assessment of a month by the rulebook's weights, and what the holder said to it before pay
CREATE TABLE assessment (
  id INTEGER NOT NULL PRIMARY KEY,
  sheet_id INTEGER NOT NULL,
  placement_id INTEGER NOT NULL,
  village_points INTEGER NULL,
  village_key TEXT NOT NULL,
  township_points INTEGER NULL,
  township_key TEXT NOT NULL,
  villager_points INTEGER NULL,
  total INTEGER NULL,
  remark TEXT NOT NULL,
  deduction_fen INTEGER NOT NULL,
  deduction_rule TEXT NOT NULL,
  deduction_base TEXT NOT NULL,
  told_on TEXT NULL,
  told_how TEXT NOT NULL,
  word TEXT NOT NULL,
  agrees INTEGER NULL,
  FOREIGN KEY (sheet_id) REFERENCES duty_sheet (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (deduction_fen >= 0),
  CHECK (village_key = '' OR village_key <> township_key)
);

-- step
CREATE UNIQUE INDEX assessment__sheet_id_placement_id ON assessment (sheet_id, placement_id);

-- step
CREATE INDEX assessment__placement_id ON assessment (placement_id);
