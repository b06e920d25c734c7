-- Posts that stood before the office kept its books here: what nobody told of them is not known yet, and is never made up.

-- step
-- the same table, in which hours and days may be unknown (0), no line of the plan be charged (NULL), and a post be taken back (void)
CREATE TABLE post_next (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  code VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  village_id BIGINT NOT NULL,
  path VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  quota_id BIGINT NULL,
  kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  title VARCHAR(60) NOT NULL,
  place VARCHAR(100) NOT NULL,
  tasks VARCHAR(500) NOT NULL,
  days_month BIGINT NOT NULL,
  hours_month BIGINT NOT NULL,
  rate_fen BIGINT NOT NULL,
  fund VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  officer VARCHAR(60) NOT NULL,
  opens_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  closes_on VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  state VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  stream VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'rural',
  season_from BIGINT NOT NULL DEFAULT 1,
  season_until BIGINT NOT NULL DEFAULT 12,
  work VARCHAR(5) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'hours',
  untold BIGINT NOT NULL DEFAULT 0,
  FOREIGN KEY (village_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (quota_id) REFERENCES quota (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (kind) REFERENCES post_kind (code) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (state IN ('open','suspended','closed','void')),
  CHECK (work IN ('hours','task')),
  CHECK (rate_fen > 0 AND hours_month >= 0 AND days_month >= 0),
  CHECK (untold = 1 OR hours_month > 0 AND days_month > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
INSERT INTO post_next (id, code, village_id, path, quota_id, kind, title, place, tasks, days_month, hours_month, rate_fen, fund, officer, opens_on, closes_on, state, version, stream, season_from, season_until, work)
SELECT id, code, village_id, path, quota_id, kind, title, place, tasks, days_month, hours_month, rate_fen, fund, officer, opens_on, closes_on, state, version, stream, season_from, season_until, work FROM post WHERE NOT EXISTS (SELECT 1 FROM post_next n WHERE n.id = post.id);

-- step apart
DROP TABLE IF EXISTS post;

-- step apart
ALTER TABLE post_next RENAME TO post;

-- step
CREATE UNIQUE INDEX post__code ON post (code);

-- step
CREATE INDEX post__path_id ON post (path, id);

-- step
CREATE INDEX post__state_path ON post (state, path);

-- step
CREATE INDEX post__stream_path ON post (stream, path);

-- step
CREATE INDEX post__path_stream_state ON post (path, stream, state);

-- step
CREATE INDEX post__stream_opens_on_path ON post (stream, opens_on, path);

-- step
CREATE INDEX post__village_id ON post (village_id);

-- step
CREATE INDEX post__season ON post (season_from, season_until, path);

-- step
-- what is still to be told
CREATE INDEX post__untold_path ON post (untold, path);
