-- The village help ledger (村（居）就业援助台账) and the files of young people of poverty-out families (一人一档、一生一策).

-- step
CREATE TABLE help_case (
  id INTEGER NOT NULL PRIMARY KEY,
  person_id INTEGER NOT NULL,
  village_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  need TEXT NOT NULL,
  opened_on TEXT NOT NULL,
  closed_on TEXT NULL,
  result TEXT NOT NULL,
  youth INTEGER NOT NULL,
  school TEXT NOT NULL,
  degree TEXT NOT NULL,
  graduated_on TEXT NULL,
  plan TEXT NOT NULL,
  source TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (village_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (youth IN (0, 1))
);

-- step
CREATE UNIQUE INDEX help_case__person_id ON help_case (person_id);

-- step
CREATE INDEX help_case__path_id ON help_case (path, id);

-- step
-- an act of help: which of the four kinds, what, when, with what result, and when next
CREATE TABLE help_act (
  id INTEGER NOT NULL PRIMARY KEY,
  case_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  what TEXT NOT NULL,
  on_date TEXT NOT NULL,
  result TEXT NOT NULL,
  next_on TEXT NULL,
  source TEXT NOT NULL,
  actor_id INTEGER NOT NULL,
  at_us INTEGER NOT NULL,
  FOREIGN KEY (case_id) REFERENCES help_case (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (kind IN ('basic','policy','group','urgent'))
);

-- step
CREATE UNIQUE INDEX help_act__case_id_on_date_kind_what ON help_act (case_id, on_date, kind, what);
