-- The village help ledger (村（居）就业援助台账) and the files of young people of poverty-out families (一人一档、一生一策).

-- step
CREATE TABLE help_case (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  person_id BIGINT NOT NULL,
  village_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  need VARCHAR(200) NOT NULL,
  opened_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  closed_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  result VARCHAR(200) NOT NULL,
  youth BIGINT NOT NULL,
  school VARCHAR(60) NOT NULL,
  degree VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  graduated_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  plan VARCHAR(500) NOT NULL,
  source VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (village_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (youth IN (0, 1))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX help_case__person_id ON help_case (person_id);

-- step
CREATE INDEX help_case__path_id ON help_case (path, id);

-- step
-- an act of help: which of the four kinds, what, when, with what result, and when next
CREATE TABLE help_act (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  case_id BIGINT NOT NULL,
  kind VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  what VARCHAR(200) NOT NULL,
  on_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  result VARCHAR(200) NOT NULL,
  next_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  source VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  actor_id BIGINT NOT NULL,
  at_us BIGINT NOT NULL,
  FOREIGN KEY (case_id) REFERENCES help_case (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (kind IN ('basic','policy','group','urgent'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX help_act__case_id_on_date_kind_what ON help_act (case_id, on_date, kind, what);
