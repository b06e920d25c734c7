-- Rows of earlier years are found by pinyin, and whichever characters a name is written in.

-- step
-- by what a name in rows of earlier years is found; the rows themselves are never changed
CREATE TABLE history_name (
  name VARCHAR(60) NOT NULL,
  name_keys VARCHAR(400) NOT NULL,
  PRIMARY KEY (name)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
