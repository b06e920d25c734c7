-- What somebody typed into a form and has not saved yet. It is nobody else's, and goes after a month.

-- step
CREATE TABLE draft (
  user_id BIGINT NOT NULL,
  kind VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  item VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  version BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  content MEDIUMTEXT NOT NULL,
  at_us BIGINT NOT NULL,
  PRIMARY KEY (user_id, kind, item)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE INDEX draft__at_us ON draft (at_us);
