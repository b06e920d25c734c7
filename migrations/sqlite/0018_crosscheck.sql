-- What two other systems say of the holders of posts, held against what stands here.

-- step
-- how an office's export of another system names its columns; the latest of the nearest region holds
CREATE TABLE outside_mapping (
  id INTEGER NOT NULL PRIMARY KEY,
  system_kind TEXT NOT NULL,
  path TEXT NOT NULL,
  body TEXT NOT NULL,
  remark TEXT NOT NULL,
  created_by INTEGER NOT NULL,
  created_us INTEGER NOT NULL
);

-- step
CREATE INDEX outside_mapping__system_kind_path ON outside_mapping (system_kind, path);

-- step
-- another system's export as of a day
CREATE TABLE outside_list (
  id INTEGER NOT NULL PRIMARY KEY,
  system_kind TEXT NOT NULL,
  as_of TEXT NOT NULL,
  path TEXT NOT NULL,
  batch_id INTEGER NOT NULL,
  entries INTEGER NOT NULL,
  created_us INTEGER NOT NULL,
  FOREIGN KEY (batch_id) REFERENCES import_batch (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- step
CREATE INDEX outside_list__path_system_kind ON outside_list (path, system_kind);

-- step
-- a person as that system has him or her
CREATE TABLE outside_entry (
  id INTEGER NOT NULL PRIMARY KEY,
  list_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  id_index BLOB NOT NULL,
  id_tail TEXT NOT NULL,
  name TEXT NOT NULL,
  filing_no TEXT NOT NULL,
  state TEXT NOT NULL,
  state_raw TEXT NOT NULL,
  post TEXT NOT NULL,
  start_on TEXT NULL,
  end_on TEXT NULL,
  account_index BLOB NULL,
  account_tail TEXT NOT NULL,
  FOREIGN KEY (list_id) REFERENCES outside_list (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- step
CREATE UNIQUE INDEX outside_entry__list_id_id_index ON outside_entry (list_id, id_index);

-- step
CREATE INDEX outside_entry__id_index ON outside_entry (id_index);

-- step
-- why a difference is in order; it holds while both sides say what they said
CREATE TABLE outside_explanation (
  id INTEGER NOT NULL PRIMARY KEY,
  system_kind TEXT NOT NULL,
  id_index BLOB NOT NULL,
  kind TEXT NOT NULL,
  ours TEXT NOT NULL,
  theirs TEXT NOT NULL,
  path TEXT NOT NULL,
  remark TEXT NOT NULL,
  created_by INTEGER NOT NULL,
  created_us INTEGER NOT NULL
);

-- step
CREATE UNIQUE INDEX outside_explanation__system_kind_id_index_kind ON outside_explanation (system_kind, id_index, kind);
