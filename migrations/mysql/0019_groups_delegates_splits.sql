-- Villagers' groups, stand-ins for clerks, villages that are split.

-- step
-- number of the villagers' group (村民小组); 0: not known
ALTER TABLE household ADD COLUMN group_no BIGINT NOT NULL DEFAULT 0;

-- step
-- 1: stands in for a clerk for some days (代办)
ALTER TABLE user_grant ADD COLUMN delegate BIGINT NOT NULL DEFAULT 0;

-- step
-- a village that was made out of a part of another
CREATE TABLE region_split (
  new_id BIGINT NOT NULL,
  from_id BIGINT NOT NULL,
  on_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  document VARCHAR(100) NOT NULL,
  PRIMARY KEY (new_id),
  FOREIGN KEY (new_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (from_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (new_id <> from_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
