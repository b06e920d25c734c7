-- Kinds of run; one item per person and month with its lines; a correction names what it corrects, a reversal what it takes back.

-- step
ALTER TABLE pay_run ADD COLUMN kind TEXT NOT NULL DEFAULT 'regular';

-- step
CREATE UNIQUE INDEX pay_run__region_id_month_kind_number_live ON pay_run (region_id, month, kind, number, live);

-- step
DROP INDEX pay_run__region_id_month_number_live;

-- step
-- what came after number 1 was for those it had left out
UPDATE pay_run SET kind = 'supplement', number = number - 1 WHERE number > 1 AND kind = 'regular';

-- step
ALTER TABLE pay_draft ADD COLUMN deducted_fen INTEGER NOT NULL DEFAULT 0;

-- step
ALTER TABLE pay_item ADD COLUMN kind TEXT NOT NULL DEFAULT '';

-- step
-- what a supplement, arrears or correction adds to
ALTER TABLE pay_item ADD COLUMN of_item_id INTEGER NULL;

-- step
-- the lines of an item that has more than one: placement:fund:days:fen, semicolons between
ALTER TABLE pay_item ADD COLUMN shares TEXT NOT NULL DEFAULT '';

-- step
CREATE INDEX pay_item__person_id_month ON pay_item (person_id, month);

-- step
-- what an item is made of: one line per placement, so that a split between posts and funds is explicit
CREATE TABLE pay_line (
  item_id INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  placement_id INTEGER NOT NULL,
  village_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  month TEXT NOT NULL,
  fund TEXT NOT NULL,
  days INTEGER NOT NULL,
  of_days INTEGER NOT NULL,
  amount_fen INTEGER NOT NULL,
  deducted_fen INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (item_id, seq),
  FOREIGN KEY (item_id) REFERENCES pay_item (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (amount_fen > 0),
  CHECK (deducted_fen >= 0)
);

-- step
CREATE INDEX pay_line__placement_id_month ON pay_line (placement_id, month);

-- step
CREATE INDEX pay_line__path_month ON pay_line (path, month);

-- step
INSERT INTO pay_line (item_id, seq, placement_id, village_id, path, month, fund, days, of_days, amount_fen, deducted_fen)
SELECT i.id, 1, i.placement_id, i.village_id, i.path, i.month, i.fund, i.days, i.of_days, i.amount_fen,
COALESCE((SELECT MAX(a.deduction_fen) FROM assessment a JOIN duty_sheet s ON s.id = a.sheet_id WHERE a.placement_id = i.placement_id AND s.month = i.month AND s.state = 'locked'), 0) FROM pay_item i WHERE NOT EXISTS (SELECT 1 FROM pay_line);

-- step
CREATE TRIGGER pay_line_no_update BEFORE UPDATE ON pay_line
BEGIN SELECT RAISE(ABORT, 'pay_line is append-only'); END;

-- step
CREATE TRIGGER pay_line_no_delete BEFORE DELETE ON pay_line
BEGIN SELECT RAISE(ABORT, 'pay_line is append-only'); END;

-- step
CREATE TRIGGER pay_line_no_replace BEFORE INSERT ON pay_line WHEN EXISTS (SELECT 1 FROM pay_line WHERE item_id = NEW.item_id AND seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'pay_line is append-only'); END;

-- step
-- whose regular item takes the month; empty on further placements of the item and on what adds to it
ALTER TABLE pay_slot ADD COLUMN person_id INTEGER NULL;

-- step
UPDATE pay_slot SET person_id = (SELECT i.person_id FROM pay_item i WHERE i.id = pay_slot.item_id)
WHERE NOT EXISTS (SELECT 1 FROM pay_item a JOIN pay_item b ON b.person_id = a.person_id AND b.month = a.month AND b.id < a.id WHERE a.id = pay_slot.item_id);

-- step
CREATE UNIQUE INDEX pay_slot__person_id_month ON pay_slot (person_id, month);

-- step
CREATE INDEX pay_slot__item_id ON pay_slot (item_id);

-- step
-- an item taken back before it was paid; its slots are free again
CREATE TABLE pay_reversal (
  id INTEGER NOT NULL PRIMARY KEY,
  item_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  reason TEXT NOT NULL,
  actor_id INTEGER NOT NULL,
  person_key TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  trail_id INTEGER NOT NULL,
  row_digest BLOB NOT NULL,
  FOREIGN KEY (item_id) REFERENCES pay_item (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- step
CREATE UNIQUE INDEX pay_reversal__item_id ON pay_reversal (item_id);

-- step
CREATE INDEX pay_reversal__trail_id ON pay_reversal (trail_id);

-- step
CREATE TRIGGER pay_reversal_no_update BEFORE UPDATE ON pay_reversal
BEGIN SELECT RAISE(ABORT, 'pay_reversal is append-only'); END;

-- step
CREATE TRIGGER pay_reversal_no_delete BEFORE DELETE ON pay_reversal
BEGIN SELECT RAISE(ABORT, 'pay_reversal is append-only'); END;

-- step
CREATE TRIGGER pay_reversal_no_replace BEFORE INSERT ON pay_reversal WHEN EXISTS (SELECT 1 FROM pay_reversal WHERE id = NEW.id OR item_id = NEW.item_id)
BEGIN SELECT RAISE(ABORT, 'pay_reversal is append-only'); END;
