-- step
-- what a line is questioned for, empty if for nothing: 'ahead' no sheet yet, 'unlisted' not on the sheet, 'absent' no day at work on it
ALTER TABLE pay_draft ADD COLUMN question TEXT NOT NULL DEFAULT '';

-- step
CREATE INDEX pay_draft__run_id_question ON pay_draft (run_id, question, path);

-- step
-- lists under way are questioned too; marks of work are P, S and T
UPDATE pay_draft SET question = CASE
  WHEN (SELECT x.ahead_document FROM pay_run x WHERE x.id = pay_draft.run_id) <> '' THEN 'ahead'
  WHEN NOT EXISTS (SELECT 1 FROM pay_run x JOIN duty_sheet s ON s.month = x.month JOIN duty_line w ON w.sheet_id = s.id
    WHERE x.id = pay_draft.run_id AND s.village_id = pay_draft.village_id AND w.placement_id = pay_draft.placement_id) THEN 'unlisted'
  WHEN EXISTS (SELECT 1 FROM pay_run x JOIN duty_sheet s ON s.month = x.month JOIN duty_line w ON w.sheet_id = s.id
    WHERE x.id = pay_draft.run_id AND s.village_id = pay_draft.village_id AND w.placement_id = pay_draft.placement_id
    AND (w.days LIKE '%P%' OR w.days LIKE '%S%' OR w.days LIKE '%T%')) THEN ''
  ELSE 'absent' END;

-- step
-- a township's word on a line that is questioned: it is paid all the same, or it was taken off the list
CREATE TABLE pay_answer (
  run_id INTEGER NOT NULL,
  placement_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  month TEXT NOT NULL,
  question TEXT NOT NULL,
  verdict TEXT NOT NULL,
  why TEXT NOT NULL,
  days INTEGER NOT NULL,
  of_days INTEGER NOT NULL,
  attended INTEGER NULL,
  amount_fen INTEGER NOT NULL,
  actor_id INTEGER NOT NULL,
  person_key TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  PRIMARY KEY (run_id, placement_id),
  FOREIGN KEY (run_id) REFERENCES pay_run (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (question IN ('ahead','unlisted','absent')),
  CHECK (verdict IN ('paid','off')),
  CHECK (why <> '')
);

-- step
CREATE INDEX pay_answer__placement_id_month ON pay_answer (placement_id, month);

-- step
CREATE TRIGGER pay_answer_no_update BEFORE UPDATE ON pay_answer
BEGIN SELECT RAISE(ABORT, 'pay_answer is append-only'); END;

-- step
CREATE TRIGGER pay_answer_no_delete BEFORE DELETE ON pay_answer
BEGIN SELECT RAISE(ABORT, 'pay_answer is append-only'); END;

-- step
CREATE TRIGGER pay_answer_no_replace BEFORE INSERT ON pay_answer WHEN EXISTS (SELECT 1 FROM pay_answer WHERE run_id = NEW.run_id AND placement_id = NEW.placement_id)
BEGIN SELECT RAISE(ABORT, 'pay_answer is append-only'); END;
