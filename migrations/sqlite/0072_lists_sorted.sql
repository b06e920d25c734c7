-- Lists can be sorted by what is asked for most, whatever their length: an index has the order, and the path that bounds
-- it, so that a county's rows are found without reading the others'. Which columns of a list somebody chose is kept.

-- step
CREATE TABLE list_choice (
  user_id INTEGER NOT NULL,
  list TEXT NOT NULL,
  shown TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  PRIMARY KEY (user_id, list)
);

-- step
CREATE INDEX placement__start_on_id ON placement (start_on, id, path);

-- step
CREATE INDEX placement__agreement_until_id ON placement (agreement_until, id, path);
