-- step
-- who was on post in a month whose due day has passed without the bank's confirmation, as counted last night: a row for each person
-- and county, in the village of the latest such month; since is the first of the months
CREATE TABLE pay_unconfirmed (
  person_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  since TEXT NOT NULL,
  months INTEGER NOT NULL,
  PRIMARY KEY (person_id, path),
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (months > 0)
);

-- step
CREATE INDEX pay_unconfirmed__path ON pay_unconfirmed (path, person_id, months);

-- step
-- the day on which a county was counted last, and the month from which on (pay.kept_from; null: from each start)
CREATE TABLE pay_unconfirmed_day (
  path TEXT NOT NULL PRIMARY KEY,
  on_day TEXT NOT NULL,
  kept_from TEXT NULL
);
