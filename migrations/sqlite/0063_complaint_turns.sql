-- Each office's turn with a complaint, and the day by which it was to answer: what an office let lie stays late, whoever has it now.

-- step
CREATE TABLE complaint_turn (
  complaint_id INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  office TEXT NOT NULL,
  since_on TEXT NOT NULL,
  due_on TEXT NULL,
  ended_on TEXT NULL,
  ended TEXT NOT NULL,
  PRIMARY KEY (complaint_id, seq),
  FOREIGN KEY (complaint_id) REFERENCES complaint (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (ended IN ('','answered','withdrawn','passed','escalated'))
);

-- step
-- of complaints that are there: what the events tell. The day of a turn before the last new one is not known (NULL); one that ended by going up for being
-- late was late
INSERT INTO complaint_turn (complaint_id, seq, office, since_on, due_on, ended_on, ended)
SELECT x.complaint_id, ROW_NUMBER() OVER (PARTITION BY x.complaint_id ORDER BY x.id), x.office, x.on_date,
  CASE WHEN NOT EXISTS (SELECT 1 FROM complaint_event l WHERE l.complaint_id = x.complaint_id AND l.id > x.id AND l.kind IN ('escalated','reopened')) THEN c.answer_by END,
  x.next_on, COALESCE(x.next_kind, '')
FROM (SELECT e.id, e.complaint_id, e.kind, e.office, e.on_date, LEAD(e.kind) OVER (PARTITION BY e.complaint_id ORDER BY e.id) AS next_kind,
    LEAD(e.on_date) OVER (PARTITION BY e.complaint_id ORDER BY e.id) AS next_on
  FROM complaint_event e WHERE e.kind IN ('received','passed','escalated','reopened','answered','withdrawn')) x
JOIN complaint c ON c.id = x.complaint_id
WHERE x.kind IN ('received','passed','escalated','reopened') AND NOT EXISTS (SELECT 1 FROM complaint_turn n WHERE n.complaint_id = x.complaint_id);
