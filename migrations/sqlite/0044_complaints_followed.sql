-- Complaints: whom they are about, the answer's day put off once, what the village was asked in other words, and that the outcome was told.

-- step
-- whose people a complaint is about: the village's, the township's or the county's; the office above them answers
ALTER TABLE complaint ADD COLUMN about TEXT NOT NULL DEFAULT 'village';

-- step
-- the official that it is about, who does not act on it, nor kin
ALTER TABLE complaint ADD COLUMN official_id INTEGER NULL;

-- step
-- 1: the day for the answer was put off
ALTER TABLE complaint ADD COLUMN extended INTEGER NOT NULL DEFAULT 0;

-- step
-- day on which the outcome was told
ALTER TABLE complaint ADD COLUMN told_on TEXT NULL;

-- step
-- who complained, by the blind index of the telephone number, to see afterwards whether they fare worse
ALTER TABLE complaint_reporter ADD COLUMN phone_index BLOB NULL;

-- step
-- what the village is asked to explain, in words of the office's own; the village sees these and nothing else of a complaint
CREATE TABLE complaint_ask (
  id INTEGER NOT NULL PRIMARY KEY,
  complaint_id INTEGER NOT NULL,
  village_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  wording TEXT NOT NULL,
  asked_on TEXT NOT NULL,
  asked_by INTEGER NOT NULL,
  answer_by TEXT NOT NULL,
  answer TEXT NOT NULL,
  answered_on TEXT NULL,
  answered_by INTEGER NULL,
  version INTEGER NOT NULL DEFAULT 1,
  FOREIGN KEY (complaint_id) REFERENCES complaint (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (village_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- step
CREATE INDEX complaint_ask__complaint_id ON complaint_ask (complaint_id);

-- step
CREATE INDEX complaint_ask__path_answered_on ON complaint_ask (path, answered_on);

-- step
-- the same table with more kinds: made beside the old one, filled, put in its place
CREATE TABLE complaint_event_next (
  id INTEGER NOT NULL PRIMARY KEY,
  complaint_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  on_date TEXT NOT NULL,
  remark TEXT NOT NULL,
  office TEXT NOT NULL,
  actor_id INTEGER NOT NULL,
  at_us INTEGER NOT NULL,
  trail_id INTEGER NOT NULL,
  row_digest BLOB NOT NULL,
  FOREIGN KEY (complaint_id) REFERENCES complaint (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (kind IN ('received','passed','answered','withdrawn','reopened','extended','asked','explained','escalated','told'))
);

-- step
INSERT INTO complaint_event_next (id, complaint_id, kind, on_date, remark, office, actor_id, at_us, trail_id, row_digest) SELECT id, complaint_id, kind, on_date, remark, office, actor_id, at_us, trail_id, row_digest FROM complaint_event WHERE NOT EXISTS (SELECT 1 FROM complaint_event_next n WHERE n.id = complaint_event.id);

-- step apart
DROP TABLE IF EXISTS complaint_event;

-- step apart
ALTER TABLE complaint_event_next RENAME TO complaint_event;

-- step
CREATE INDEX complaint_event__complaint_id ON complaint_event (complaint_id);

-- step
CREATE INDEX complaint_event__trail_id ON complaint_event (trail_id);

-- step
CREATE TRIGGER complaint_event_no_update BEFORE UPDATE ON complaint_event
BEGIN SELECT RAISE(ABORT, 'complaint_event is append-only'); END;

-- step
CREATE TRIGGER complaint_event_no_delete BEFORE DELETE ON complaint_event
BEGIN SELECT RAISE(ABORT, 'complaint_event is append-only'); END;

-- step
CREATE TRIGGER complaint_event_no_replace BEFORE INSERT ON complaint_event WHEN EXISTS (SELECT 1 FROM complaint_event WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'complaint_event is append-only'); END;
