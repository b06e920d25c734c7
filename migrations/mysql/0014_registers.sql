-- Registers of other departments, and what follows where somebody stands in one.

-- step
-- a department's register as of a day, for the people of a region
CREATE TABLE register_list (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  kind VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  as_of VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  source VARCHAR(60) NOT NULL,
  batch_id BIGINT NOT NULL,
  entries BIGINT NOT NULL,
  hits BIGINT NOT NULL,
  created_us BIGINT NOT NULL,
  FOREIGN KEY (batch_id) REFERENCES import_batch (id) ON DELETE RESTRICT ON UPDATE RESTRICT
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE INDEX register_list__path_kind_as_of ON register_list (path, kind, as_of);

-- step
-- who stands in it, by the blind index of the number alone
CREATE TABLE register_entry (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  list_id BIGINT NOT NULL,
  id_index BINARY(32) NOT NULL,
  detail VARCHAR(100) NOT NULL,
  on_date VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  FOREIGN KEY (list_id) REFERENCES register_list (id) ON DELETE RESTRICT ON UPDATE RESTRICT
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX register_entry__list_id_id_index ON register_entry (list_id, id_index);

-- step
CREATE INDEX register_entry__id_index ON register_entry (id_index);

-- step
-- somebody who applies or holds a post stands in a register: told, heard, decided
CREATE TABLE register_hit (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  entry_id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kind VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  state VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  told_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  answer_by VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  statement VARCHAR(500) NOT NULL,
  decision VARCHAR(300) NOT NULL,
  decided_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  told_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  decided_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  created_us BIGINT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  FOREIGN KEY (entry_id) REFERENCES register_entry (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (state IN ('open','told','answered','cleared','exit','recover')),
  CHECK (state IN ('open','told','answered') OR decided_on IS NOT NULL),
  CHECK (decided_key = '' OR decided_key <> told_key)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX register_hit__entry_id_person_id ON register_hit (entry_id, person_id);

-- step
CREATE INDEX register_hit__path_state ON register_hit (path, state);

-- step
CREATE INDEX register_hit__person_id ON register_hit (person_id);
