-- A new password for somebody who pays, inspects or administers, or for a village's clerk, is asked for by one and released by another; the owner is told.

-- step
CREATE TABLE reset_request (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  user_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  why VARCHAR(100) NOT NULL,
  state VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  asked_by BIGINT NOT NULL,
  asked_key VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  asked_us BIGINT NOT NULL,
  decided_by BIGINT NULL,
  decided_key VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NULL,
  decided_us BIGINT NULL,
  told_us BIGINT NULL,
  open_user BIGINT GENERATED ALWAYS AS (CASE WHEN state = 'open' THEN user_id END) VIRTUAL,
  FOREIGN KEY (user_id) REFERENCES user_account (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (state IN ('open','released','withdrawn','expired','alone')),
  CHECK (state <> 'released' OR decided_key IS NOT NULL AND decided_key <> asked_key)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE UNIQUE INDEX reset_request__open_user ON reset_request (open_user);

-- step
CREATE INDEX reset_request__user_id_state ON reset_request (user_id, state);

-- step
CREATE INDEX reset_request__state_id ON reset_request (state, id);
