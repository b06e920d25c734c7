-- The lists behind the figures of the progress form: alliances, brands, bases, co-operatives, workshops, work-relief projects, training classes,
-- relocation areas, job fairs.

-- step
CREATE TABLE list_entry (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  unit_id BIGINT NOT NULL,
  kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name VARCHAR(100) NOT NULL,
  place VARCHAR(100) NOT NULL,
  level VARCHAR(20) NOT NULL,
  document VARCHAR(60) NOT NULL,
  owner VARCHAR(60) NOT NULL,
  contractor VARCHAR(60) NOT NULL,
  from_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  until_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  people BIGINT NOT NULL,
  poverty_out BIGINT NOT NULL,
  changed VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  changed_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  note VARCHAR(200) NOT NULL,
  named BIGINT NOT NULL DEFAULT 0,
  channel VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  actor_id BIGINT NOT NULL,
  at_us BIGINT NOT NULL,
  struck BIGINT NOT NULL DEFAULT 0,
  version BIGINT NOT NULL DEFAULT 1,
  FOREIGN KEY (unit_id) REFERENCES reporting_unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (people >= 0),
  CHECK (poverty_out >= 0 AND poverty_out <= people),
  CHECK (until_on IS NULL OR until_on >= from_on),
  CHECK (changed IN ('','upgraded','supported','adjusted'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE INDEX list_entry__unit_id_kind_from_on ON list_entry (unit_id, kind, from_on);

-- step
-- who is counted by an entry that names its people
CREATE TABLE list_person (
  entry_id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  from_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  until_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  PRIMARY KEY (entry_id, person_id),
  FOREIGN KEY (entry_id) REFERENCES list_entry (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE INDEX list_person__person_id ON list_person (person_id);

-- step
-- a month of a work-relief project: what was to be paid to its workers and what was
CREATE TABLE list_month (
  entry_id BIGINT NOT NULL,
  month VARCHAR(7) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  workers BIGINT NOT NULL,
  due_fen BIGINT NOT NULL,
  paid_fen BIGINT NOT NULL,
  paid_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  note VARCHAR(200) NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  PRIMARY KEY (entry_id, month),
  FOREIGN KEY (entry_id) REFERENCES list_entry (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (workers >= 0),
  CHECK (due_fen >= 0),
  CHECK (paid_fen >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
