-- How many people an inspection looked at, by village, so that a paper of any region can say it.

-- step
-- of one village: people who hold or held a post, and those of them without any declared kin
CREATE TABLE inspect_run_part (
  run_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  holders INTEGER NOT NULL,
  no_kin INTEGER NOT NULL,
  PRIMARY KEY (run_id, path),
  FOREIGN KEY (run_id) REFERENCES inspect_run (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);
