-- The lists behind the figures of the progress form: alliances, brands, bases, co-operatives, workshops, work-relief projects, training classes,
-- relocation areas, job fairs.

-- step
CREATE TABLE list_entry (
  id INTEGER NOT NULL PRIMARY KEY,
  unit_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  place TEXT NOT NULL,
  level TEXT NOT NULL,
  document TEXT NOT NULL,
  owner TEXT NOT NULL,
  contractor TEXT NOT NULL,
  from_on TEXT NOT NULL,
  until_on TEXT NULL,
  people INTEGER NOT NULL,
  poverty_out INTEGER NOT NULL,
  changed TEXT NOT NULL,
  changed_on TEXT NULL,
  note TEXT NOT NULL,
  named INTEGER NOT NULL DEFAULT 0,
  channel TEXT NOT NULL,
  actor_id INTEGER NOT NULL,
  at_us INTEGER NOT NULL,
  struck INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL DEFAULT 1,
  FOREIGN KEY (unit_id) REFERENCES reporting_unit (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (people >= 0),
  CHECK (poverty_out >= 0 AND poverty_out <= people),
  CHECK (until_on IS NULL OR until_on >= from_on),
  CHECK (changed IN ('','upgraded','supported','adjusted'))
);

-- step
CREATE INDEX list_entry__unit_id_kind_from_on ON list_entry (unit_id, kind, from_on);

-- step
-- who is counted by an entry that names its people
CREATE TABLE list_person (
  entry_id INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  from_on TEXT NULL,
  until_on TEXT NULL,
  PRIMARY KEY (entry_id, person_id),
  FOREIGN KEY (entry_id) REFERENCES list_entry (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- step
CREATE INDEX list_person__person_id ON list_person (person_id);

-- step
-- a month of a work-relief project: what was to be paid to its workers and what was
CREATE TABLE list_month (
  entry_id INTEGER NOT NULL,
  month TEXT NOT NULL,
  workers INTEGER NOT NULL,
  due_fen INTEGER NOT NULL,
  paid_fen INTEGER NOT NULL,
  paid_on TEXT NULL,
  note TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (entry_id, month),
  FOREIGN KEY (entry_id) REFERENCES list_entry (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (workers >= 0),
  CHECK (due_fen >= 0),
  CHECK (paid_fen >= 0)
);
