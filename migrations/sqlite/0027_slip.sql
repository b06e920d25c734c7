-- A stamped slip of the bank, entered by one and confirmed by another.

-- step
CREATE TABLE pay_slip (
  batch_id INTEGER NOT NULL PRIMARY KEY,
  file_id INTEGER NOT NULL,
  on_date TEXT NOT NULL,
  failures TEXT NOT NULL,
  entered_by INTEGER NOT NULL,
  entered_key TEXT NOT NULL,
  entered_us INTEGER NOT NULL,
  FOREIGN KEY (batch_id) REFERENCES pay_batch (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (file_id) REFERENCES file (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);
