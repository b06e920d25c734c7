-- A correction of a sheet may change two months' pay: where a period begins in the month before, its last days are the next month's.

-- step
-- the same table with the month in its key: made beside the old one, filled, put in its place
CREATE TABLE pay_correction_next (
  correction_id BIGINT NOT NULL,
  placement_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  month VARCHAR(7) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  stood_fen BIGINT NOT NULL,
  worth_fen BIGINT NOT NULL,
  at_us BIGINT NOT NULL,
  PRIMARY KEY (correction_id, placement_id, month),
  FOREIGN KEY (correction_id) REFERENCES duty_correction (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (stood_fen >= 0 AND worth_fen >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
INSERT INTO pay_correction_next (correction_id, placement_id, path, month, stood_fen, worth_fen, at_us) SELECT correction_id, placement_id, path, month, stood_fen, worth_fen, at_us FROM pay_correction WHERE NOT EXISTS (SELECT 1 FROM pay_correction_next n WHERE n.correction_id = pay_correction.correction_id AND n.placement_id = pay_correction.placement_id AND n.month = pay_correction.month);

-- step apart
DROP TABLE IF EXISTS pay_correction;

-- step apart
ALTER TABLE pay_correction_next RENAME TO pay_correction;

-- step
CREATE INDEX pay_correction__path_month ON pay_correction (path, month);

-- step
CREATE INDEX pay_correction__placement_id ON pay_correction (placement_id, month);
