-- What somebody typed into a form and has not saved yet. It is nobody else's, and goes after a month.

-- step
CREATE TABLE draft (
  user_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  item TEXT NOT NULL,
  version INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  content TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  PRIMARY KEY (user_id, kind, item)
);

-- step
CREATE INDEX draft__at_us ON draft (at_us);
