-- Accounts by workbook: made by one administrator, granted by another.

-- step
-- an account that one administrator made, and the role that another is asked to grant
CREATE TABLE grant_request (
  id INTEGER NOT NULL PRIMARY KEY,
  user_id INTEGER NOT NULL,
  role TEXT NOT NULL,
  region_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  state TEXT NOT NULL,
  requested_by INTEGER NOT NULL,
  requested_us INTEGER NOT NULL,
  decided_by INTEGER NULL,
  decided_us INTEGER NULL,
  open_user INTEGER GENERATED ALWAYS AS (CASE WHEN state = 'open' THEN user_id END) VIRTUAL,
  FOREIGN KEY (user_id) REFERENCES user_account (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (region_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (state IN ('open','granted','declined'))
);

-- step
CREATE INDEX grant_request__state_id ON grant_request (state, id);

-- step
CREATE UNIQUE INDEX grant_request__open_user_role_region_id ON grant_request (open_user, role, region_id);
