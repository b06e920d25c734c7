-- step
-- what a line is questioned for, empty if for nothing: 'ahead' no sheet yet, 'unlisted' not on the sheet, 'absent' no day at work on it
ALTER TABLE pay_draft ADD COLUMN question VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '';

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
  run_id BIGINT NOT NULL,
  placement_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  month VARCHAR(7) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  question VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  verdict VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  why VARCHAR(300) NOT NULL,
  days BIGINT NOT NULL,
  of_days BIGINT NOT NULL,
  attended BIGINT NULL,
  amount_fen BIGINT NOT NULL,
  actor_id BIGINT NOT NULL,
  person_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  at_us BIGINT NOT NULL,
  PRIMARY KEY (run_id, placement_id),
  FOREIGN KEY (run_id) REFERENCES pay_run (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (question IN ('ahead','unlisted','absent')),
  CHECK (verdict IN ('paid','off')),
  CHECK (why <> '')
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE INDEX pay_answer__placement_id_month ON pay_answer (placement_id, month);

-- step
CREATE TRIGGER pay_answer_no_update BEFORE UPDATE ON pay_answer FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'pay_answer is append-only';

-- step
CREATE TRIGGER pay_answer_no_delete BEFORE DELETE ON pay_answer FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'pay_answer is append-only';
