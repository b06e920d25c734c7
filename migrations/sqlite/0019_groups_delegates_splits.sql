-- Villagers' groups, stand-ins for clerks, villages that are split.

-- step
-- number of the villagers' group (村民小组); 0: not known
ALTER TABLE household ADD COLUMN group_no INTEGER NOT NULL DEFAULT 0;

-- step
-- 1: stands in for a clerk for some days (代办)
ALTER TABLE user_grant ADD COLUMN delegate INTEGER NOT NULL DEFAULT 0;

-- step
-- a village that was made out of a part of another
CREATE TABLE region_split (
  new_id INTEGER NOT NULL,
  from_id INTEGER NOT NULL,
  on_date TEXT NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (new_id),
  FOREIGN KEY (new_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (from_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (new_id <> from_id)
);
