-- A new password for somebody who pays, inspects or administers, or for a village's clerk, is asked for by one and released by another; the owner is told.

-- step
CREATE TABLE reset_request (
  id INTEGER NOT NULL PRIMARY KEY,
  user_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  why TEXT NOT NULL,
  state TEXT NOT NULL,
  asked_by INTEGER NOT NULL,
  asked_key TEXT NOT NULL,
  asked_us INTEGER NOT NULL,
  decided_by INTEGER NULL,
  decided_key TEXT NULL,
  decided_us INTEGER NULL,
  told_us INTEGER NULL,
  open_user INTEGER GENERATED ALWAYS AS (CASE WHEN state = 'open' THEN user_id END) VIRTUAL,
  FOREIGN KEY (user_id) REFERENCES user_account (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (state IN ('open','released','withdrawn','expired','alone')),
  CHECK (state <> 'released' OR decided_key IS NOT NULL AND decided_key <> asked_key)
);

-- step
CREATE UNIQUE INDEX reset_request__open_user ON reset_request (open_user);

-- step
CREATE INDEX reset_request__user_id_state ON reset_request (user_id, state);

-- step
CREATE INDEX reset_request__state_id ON reset_request (state, id);
