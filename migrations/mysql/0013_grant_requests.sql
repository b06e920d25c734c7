-- Accounts by workbook: made by one administrator, granted by another.

-- step
-- an account that one administrator made, and the role that another is asked to grant
CREATE TABLE grant_request (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  user_id BIGINT NOT NULL,
  role VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  region_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  state VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  requested_by BIGINT NOT NULL,
  requested_us BIGINT NOT NULL,
  decided_by BIGINT NULL,
  decided_us BIGINT NULL,
  open_user BIGINT GENERATED ALWAYS AS (CASE WHEN state = 'open' THEN user_id END) VIRTUAL,
  FOREIGN KEY (user_id) REFERENCES user_account (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (region_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (state IN ('open','granted','declined'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE INDEX grant_request__state_id ON grant_request (state, id);

-- step
CREATE UNIQUE INDEX grant_request__open_user_role_region_id ON grant_request (open_user, role, region_id);
