-- What the nightly count found.

-- step
CREATE TABLE reconcile_run (
  id INTEGER NOT NULL PRIMARY KEY,
  at_us INTEGER NOT NULL,
  checks INTEGER NOT NULL,
  broken INTEGER NOT NULL,
  said TEXT NOT NULL
);
