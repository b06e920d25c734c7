-- What the nightly count found.

-- step
CREATE TABLE reconcile_run (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  at_us BIGINT NOT NULL,
  checks BIGINT NOT NULL,
  broken BIGINT NOT NULL,
  said TEXT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
