-- Sheets that villages sign, and the photos of them.

-- step
-- a sheet of paper that was printed, by the number that stands on it
CREATE TABLE paper_form (
  id INTEGER NOT NULL PRIMARY KEY,
  number TEXT NOT NULL,
  kind TEXT NOT NULL,
  village_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  subject TEXT NOT NULL,
  subject_id INTEGER NOT NULL,
  month TEXT NOT NULL,
  created_by INTEGER NOT NULL,
  created_us INTEGER NOT NULL,
  FOREIGN KEY (village_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- step
CREATE UNIQUE INDEX paper_form__number ON paper_form (number);

-- step
CREATE UNIQUE INDEX paper_form__path_kind_subject_subject_id_month ON paper_form (path, kind, subject, subject_id, month);

-- step
CREATE INDEX paper_form__subject_subject_id ON paper_form (subject, subject_id);

-- step
-- a photo or scan of the signed sheet
CREATE TABLE paper_scan (
  id INTEGER NOT NULL PRIMARY KEY,
  form_id INTEGER NOT NULL,
  file_id INTEGER NOT NULL,
  created_by INTEGER NOT NULL,
  created_us INTEGER NOT NULL,
  FOREIGN KEY (form_id) REFERENCES paper_form (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (file_id) REFERENCES file (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- step
CREATE INDEX paper_scan__form_id_id ON paper_scan (form_id, id);
