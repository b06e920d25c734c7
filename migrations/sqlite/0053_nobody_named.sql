-- Who complained is found nowhere by a telephone number: its blind index was the one that the person's register has, and one join named the complainant.

-- step
-- pages that become free are overwritten in the file
PRAGMA secure_delete = ON;

-- step
-- the same table without the index: made beside the old one, filled, put in its place, so that the old pages become free
CREATE TABLE complaint_reporter_next (
  complaint_id INTEGER NOT NULL,
  name_sealed BLOB NULL,
  phone_sealed BLOB NULL,
  PRIMARY KEY (complaint_id),
  FOREIGN KEY (complaint_id) REFERENCES complaint (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- step
INSERT INTO complaint_reporter_next (complaint_id, name_sealed, phone_sealed) SELECT complaint_id, name_sealed, phone_sealed FROM complaint_reporter WHERE NOT EXISTS (SELECT 1 FROM complaint_reporter_next n WHERE n.complaint_id = complaint_reporter.complaint_id);

-- step apart
DROP TABLE IF EXISTS complaint_reporter;

-- step apart
ALTER TABLE complaint_reporter_next RENAME TO complaint_reporter;
