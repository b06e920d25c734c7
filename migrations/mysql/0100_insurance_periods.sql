-- Insurance has periods: from a day to a day under a policy, renewed in bulk. What began before this is the policy of
-- the placement, of which nobody told when it ends.

-- step
CREATE TABLE insurance_period (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  placement_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  policy_no VARCHAR(40) NOT NULL,
  from_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  until_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  actor_id BIGINT NOT NULL,
  at_us BIGINT NOT NULL,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (until_date > from_date)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX insurance_period__placement_id_from_date ON insurance_period (placement_id, from_date);

-- step
CREATE INDEX insurance_period__path_until_date ON insurance_period (path, until_date);
