-- Accidents at work and their insurance claims.

-- step
CREATE TABLE accident (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  placement_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  happened_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  place VARCHAR(50) NOT NULL,
  story VARCHAR(300) NOT NULL,
  injury VARCHAR(100) NOT NULL,
  state VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  claim_by VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  claimed_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  claim_no VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  closed_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  amount_fen BIGINT NOT NULL,
  remark VARCHAR(200) NOT NULL,
  reported_by BIGINT NOT NULL,
  reported_us BIGINT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  FOREIGN KEY (placement_id) REFERENCES placement (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (state IN ('reported','claimed','paid','declined')),
  CHECK (state = 'reported' OR claimed_on IS NOT NULL OR state = 'declined'),
  CHECK (state IN ('reported','claimed') OR closed_on IS NOT NULL),
  CHECK (amount_fen >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX accident__placement_id_happened_on ON accident (placement_id, happened_on);

-- step
CREATE INDEX accident__path_state ON accident (path, state);
