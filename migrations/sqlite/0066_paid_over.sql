-- What was paid beyond an agreement from the beginning is found by an index, not among all that ever was paid.

-- step
-- placements of which a line of pay is above the rate, or above the days since the first one; rate and first day are never changed by the program
CREATE TABLE pay_over (
  placement_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  PRIMARY KEY (placement_id, path),
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- step
CREATE INDEX pay_over__path ON pay_over (path);

-- step
INSERT INTO pay_over (placement_id, path) SELECT DISTINCT g.placement_id, g.path FROM pay_line g JOIN placement l ON l.id = g.placement_id
WHERE (g.amount_fen + g.deducted_fen > l.rate_fen OR g.month < SUBSTR(l.start_on, 1, 7)
OR g.month = SUBSTR(l.start_on, 1, 7) AND 2 * (g.amount_fen + g.deducted_fen) * g.of_days > 2 * l.rate_fen * (g.of_days + 1 - SUBSTR(l.start_on, 9, 2)) + g.of_days)
AND NOT EXISTS (SELECT 1 FROM pay_over o WHERE o.placement_id = g.placement_id AND o.path = g.path);

-- step
-- two months of a county compared by person, sum and account from the index alone
CREATE INDEX pay_item__run_id_person_id_paid ON pay_item (run_id, person_id, amount_fen, account_index);

-- step
-- whoever changes them all the same has the placement looked at whole
CREATE TRIGGER placement_terms_changed AFTER UPDATE ON placement WHEN (NEW.rate_fen <> OLD.rate_fen OR NEW.start_on <> OLD.start_on)
BEGIN INSERT INTO pay_over (placement_id, path) SELECT NEW.id, NEW.path WHERE NOT EXISTS (SELECT 1 FROM pay_over o WHERE o.placement_id = NEW.id AND o.path = NEW.path); END;
