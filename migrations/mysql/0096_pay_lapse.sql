-- lines of pay whose agreement, insurance, age or term had lapsed: paid all the same, and marked against the office

-- step
CREATE TABLE pay_lapse (
  run_id BIGINT NOT NULL,
  placement_id BIGINT NOT NULL,
  kind VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  month VARCHAR(7) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  since VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (run_id, placement_id, kind),
  FOREIGN KEY (run_id) REFERENCES pay_run (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (kind IN ('agreement','insurance','age','term'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE INDEX pay_lapse__path_month ON pay_lapse (path, month);

-- step
CREATE INDEX pay_lapse__placement_id ON pay_lapse (placement_id);
