-- Registers of other departments, and what follows where somebody stands in one.

-- step
-- a department's register as of a day, for the people of a region
CREATE TABLE register_list (
  id INTEGER NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  as_of TEXT NOT NULL,
  path TEXT NOT NULL,
  source TEXT NOT NULL,
  batch_id INTEGER NOT NULL,
  entries INTEGER NOT NULL,
  hits INTEGER NOT NULL,
  created_us INTEGER NOT NULL,
  FOREIGN KEY (batch_id) REFERENCES import_batch (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- step
CREATE INDEX register_list__path_kind_as_of ON register_list (path, kind, as_of);

-- step
-- who stands in it, by the blind index of the number alone
CREATE TABLE register_entry (
  id INTEGER NOT NULL PRIMARY KEY,
  list_id INTEGER NOT NULL,
  id_index BLOB NOT NULL,
  detail TEXT NOT NULL,
  on_date TEXT NULL,
  FOREIGN KEY (list_id) REFERENCES register_list (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- step
CREATE UNIQUE INDEX register_entry__list_id_id_index ON register_entry (list_id, id_index);

-- step
CREATE INDEX register_entry__id_index ON register_entry (id_index);

-- step
-- somebody who applies or holds a post stands in a register: told, heard, decided
CREATE TABLE register_hit (
  id INTEGER NOT NULL PRIMARY KEY,
  entry_id INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  told_on TEXT NULL,
  answer_by TEXT NULL,
  statement TEXT NOT NULL,
  decision TEXT NOT NULL,
  decided_on TEXT NULL,
  told_key TEXT NOT NULL,
  decided_key TEXT NOT NULL,
  created_us INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  FOREIGN KEY (entry_id) REFERENCES register_entry (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (state IN ('open','told','answered','cleared','exit','recover')),
  CHECK (state IN ('open','told','answered') OR decided_on IS NOT NULL),
  CHECK (decided_key = '' OR decided_key <> told_key)
);

-- step
CREATE UNIQUE INDEX register_hit__entry_id_person_id ON register_hit (entry_id, person_id);

-- step
CREATE INDEX register_hit__path_state ON register_hit (path, state);

-- step
CREATE INDEX register_hit__person_id ON register_hit (person_id);
