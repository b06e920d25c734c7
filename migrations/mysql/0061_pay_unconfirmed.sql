-- step
-- who was on post in a month whose due day has passed without the bank's confirmation, as counted last night: a row for each person
-- and county, in the village of the latest such month; since is the first of the months
CREATE TABLE pay_unconfirmed (
  person_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  since VARCHAR(7) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  months BIGINT NOT NULL,
  PRIMARY KEY (person_id, path),
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (months > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE INDEX pay_unconfirmed__path ON pay_unconfirmed (path, person_id, months);

-- step
-- the day on which a county was counted last, and the month from which on (pay.kept_from; null: from each start)
CREATE TABLE pay_unconfirmed_day (
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  on_day VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kept_from VARCHAR(7) CHARACTER SET ascii COLLATE ascii_bin NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
