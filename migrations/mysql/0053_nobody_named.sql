-- Who complained is found nowhere by a telephone number: its blind index was the one that the person's register has, and one join named the complainant.

-- step
-- the same table without the index: made beside the old one, filled, put in its place; a column that is taken away at once stays in the rows
CREATE TABLE complaint_reporter_next (
  complaint_id BIGINT NOT NULL,
  name_sealed VARBINARY(400) NULL,
  phone_sealed VARBINARY(400) NULL,
  PRIMARY KEY (complaint_id),
  FOREIGN KEY (complaint_id) REFERENCES complaint (id) ON DELETE RESTRICT ON UPDATE RESTRICT
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
INSERT INTO complaint_reporter_next (complaint_id, name_sealed, phone_sealed) SELECT complaint_id, name_sealed, phone_sealed FROM complaint_reporter WHERE NOT EXISTS (SELECT 1 FROM complaint_reporter_next n WHERE n.complaint_id = complaint_reporter.complaint_id);

-- step apart
DROP TABLE IF EXISTS complaint_reporter;

-- step apart
ALTER TABLE complaint_reporter_next RENAME TO complaint_reporter;
