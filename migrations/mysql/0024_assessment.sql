-- What a holder's month was worth, told to the holder before pay.

-- step
-- a holder's assessment of a month by the rulebook's weights, and what the holder said to it before pay
CREATE TABLE assessment (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  sheet_id BIGINT NOT NULL,
  placement_id BIGINT NOT NULL,
  village_points BIGINT NULL,
  village_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  township_points BIGINT NULL,
  township_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  villager_points BIGINT NULL,
  total BIGINT NULL,
  remark VARCHAR(200) NOT NULL,
  deduction_fen BIGINT NOT NULL,
  deduction_rule VARCHAR(200) NOT NULL,
  deduction_base VARCHAR(200) NOT NULL,
  told_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  told_how VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  word VARCHAR(200) NOT NULL,
  agrees BIGINT NULL,
  FOREIGN KEY (sheet_id) REFERENCES duty_sheet (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (deduction_fen >= 0),
  CHECK (village_key = '' OR village_key <> township_key)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX assessment__sheet_id_placement_id ON assessment (sheet_id, placement_id);

-- step
CREATE INDEX assessment__placement_id ON assessment (placement_id);
