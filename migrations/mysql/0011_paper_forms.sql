-- Sheets that villages sign, and the photos of them.

-- step
-- a sheet of paper that was printed, by the number that stands on it
CREATE TABLE paper_form (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  number VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kind VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  village_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  subject VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  subject_id BIGINT NOT NULL,
  month VARCHAR(7) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  created_by BIGINT NOT NULL,
  created_us BIGINT NOT NULL,
  FOREIGN KEY (village_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX paper_form__number ON paper_form (number);

-- step
CREATE UNIQUE INDEX paper_form__path_kind_subject_subject_id_month ON paper_form (path, kind, subject, subject_id, month);

-- step
CREATE INDEX paper_form__subject_subject_id ON paper_form (subject, subject_id);

-- step
-- a photo or scan of the signed sheet
CREATE TABLE paper_scan (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  form_id BIGINT NOT NULL,
  file_id BIGINT NOT NULL,
  created_by BIGINT NOT NULL,
  created_us BIGINT NOT NULL,
  FOREIGN KEY (form_id) REFERENCES paper_form (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (file_id) REFERENCES file (id) ON DELETE RESTRICT ON UPDATE RESTRICT
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE INDEX paper_scan__form_id_id ON paper_scan (form_id, id);
