-- What a look rested on, for its paper and page: materials read and not read, and what cannot be judged for it.

-- step
CREATE TABLE inspect_material (
  run_id BIGINT NOT NULL PRIMARY KEY,
  body MEDIUMTEXT NOT NULL,
  FOREIGN KEY (run_id) REFERENCES inspect_run (id) ON DELETE RESTRICT ON UPDATE RESTRICT
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
