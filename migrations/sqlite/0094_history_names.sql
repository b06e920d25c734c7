-- Rows of earlier years are found by pinyin, and whichever characters a name is written in.

-- step
-- by what a name in rows of earlier years is found; the rows themselves are never changed
CREATE TABLE history_name (
  name TEXT NOT NULL,
  name_keys TEXT NOT NULL,
  PRIMARY KEY (name)
);
