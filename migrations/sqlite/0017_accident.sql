-- Accidents at work and their insurance claims.

-- step
CREATE TABLE accident (
  id INTEGER NOT NULL PRIMARY KEY,
  placement_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  happened_on TEXT NOT NULL,
  place TEXT NOT NULL,
  story TEXT NOT NULL,
  injury TEXT NOT NULL,
  state TEXT NOT NULL,
  claim_by TEXT NOT NULL,
  claimed_on TEXT NULL,
  claim_no TEXT NOT NULL,
  closed_on TEXT NULL,
  amount_fen INTEGER NOT NULL,
  remark TEXT NOT NULL,
  reported_by INTEGER NOT NULL,
  reported_us INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (state IN ('reported','claimed','paid','declined')),
  CHECK (state = 'reported' OR claimed_on IS NOT NULL OR state = 'declined'),
  CHECK (state IN ('reported','claimed') OR closed_on IS NOT NULL),
  CHECK (amount_fen >= 0)
);

-- step
CREATE UNIQUE INDEX accident__placement_id_happened_on ON accident (placement_id, happened_on);

-- step
CREATE INDEX accident__path_state ON accident (path, state);
