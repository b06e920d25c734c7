-- What two other systems say of the holders of posts, held against what stands here.

-- step
-- how an office's export of another system names its columns; the latest of the nearest region holds
CREATE TABLE outside_mapping (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  system_kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  body TEXT NOT NULL,
  remark VARCHAR(200) NOT NULL,
  created_by BIGINT NOT NULL,
  created_us BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE INDEX outside_mapping__system_kind_path ON outside_mapping (system_kind, path);

-- step
-- another system's export as of a day
CREATE TABLE outside_list (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  system_kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  as_of VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  batch_id BIGINT NOT NULL,
  entries BIGINT NOT NULL,
  created_us BIGINT NOT NULL,
  FOREIGN KEY (batch_id) REFERENCES import_batch (id) ON DELETE RESTRICT ON UPDATE RESTRICT
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE INDEX outside_list__path_system_kind ON outside_list (path, system_kind);

-- step
-- a person as that system has him or her
CREATE TABLE outside_entry (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  list_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  id_index BINARY(32) NOT NULL,
  id_tail VARCHAR(4) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name VARCHAR(100) NOT NULL,
  filing_no VARCHAR(60) NOT NULL,
  state VARCHAR(5) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  state_raw VARCHAR(40) NOT NULL,
  post VARCHAR(100) NOT NULL,
  start_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  end_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  account_index BINARY(32) NULL,
  account_tail VARCHAR(4) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  FOREIGN KEY (list_id) REFERENCES outside_list (id) ON DELETE RESTRICT ON UPDATE RESTRICT
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX outside_entry__list_id_id_index ON outside_entry (list_id, id_index);

-- step
CREATE INDEX outside_entry__id_index ON outside_entry (id_index);

-- step
-- why a difference is in order; it holds while both sides say what they said
CREATE TABLE outside_explanation (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  system_kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  id_index BINARY(32) NOT NULL,
  kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  ours VARCHAR(100) NOT NULL,
  theirs VARCHAR(100) NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  remark VARCHAR(200) NOT NULL,
  created_by BIGINT NOT NULL,
  created_us BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX outside_explanation__system_kind_id_index_kind ON outside_explanation (system_kind, id_index, kind);
