-- A stamped slip of the bank, entered by one and confirmed by another.

-- step
CREATE TABLE pay_slip (
  batch_id BIGINT NOT NULL PRIMARY KEY,
  file_id BIGINT NOT NULL,
  on_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  failures TEXT NOT NULL,
  entered_by BIGINT NOT NULL,
  entered_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  entered_us BIGINT NOT NULL,
  FOREIGN KEY (batch_id) REFERENCES pay_batch (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (file_id) REFERENCES file (id) ON DELETE RESTRICT ON UPDATE RESTRICT
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
