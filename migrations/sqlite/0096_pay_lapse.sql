-- lines of pay whose agreement, insurance, age or term had lapsed: paid all the same, and marked against the office

-- step
CREATE TABLE pay_lapse (
  run_id INTEGER NOT NULL,
  placement_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  path TEXT NOT NULL,
  month TEXT NOT NULL,
  since TEXT NOT NULL,
  PRIMARY KEY (run_id, placement_id, kind),
  FOREIGN KEY (run_id) REFERENCES pay_run (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (kind IN ('agreement','insurance','age','term'))
);

-- step
CREATE INDEX pay_lapse__path_month ON pay_lapse (path, month);

-- step
CREATE INDEX pay_lapse__placement_id ON pay_lapse (placement_id);
