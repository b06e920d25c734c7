-- Lists can be sorted by what is asked for most, whatever their length: an index has the order, and the path that bounds
-- it, so that a county's rows are found without reading the others'. Which columns of a list somebody chose is kept.

-- step
CREATE TABLE list_choice (
  user_id BIGINT NOT NULL,
  list VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  shown VARCHAR(1000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  at_us BIGINT NOT NULL,
  PRIMARY KEY (user_id, list)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE INDEX placement__start_on_id ON placement (start_on, id, path);

-- step
CREATE INDEX placement__agreement_until_id ON placement (agreement_until, id, path);
