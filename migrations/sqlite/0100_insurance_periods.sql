-- Insurance has periods: from a day to a day under a policy, renewed in bulk. What began before this is the policy of
-- the placement, of which nobody told when it ends.

-- step
CREATE TABLE insurance_period (
  id INTEGER NOT NULL PRIMARY KEY,
  placement_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  policy_no TEXT NOT NULL,
  from_date TEXT NOT NULL,
  until_date TEXT NOT NULL,
  actor_id INTEGER NOT NULL,
  at_us INTEGER NOT NULL,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (until_date > from_date)
);

-- step
CREATE UNIQUE INDEX insurance_period__placement_id_from_date ON insurance_period (placement_id, from_date);

-- step
CREATE INDEX insurance_period__path_until_date ON insurance_period (path, until_date);
