-- What a look rested on, for its paper and page: materials read and not read, and what cannot be judged for it.

-- step
CREATE TABLE inspect_material (
  run_id INTEGER NOT NULL PRIMARY KEY,
  body TEXT NOT NULL,
  FOREIGN KEY (run_id) REFERENCES inspect_run (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);
