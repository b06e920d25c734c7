-- Posts that stood before the office kept its books here: what nobody told of them is not known yet, and is never made up.

-- step
-- the same table, in which hours and days may be unknown (0), no line of the plan be charged (NULL), and a post be taken back (void)
CREATE TABLE post_next (
  id INTEGER NOT NULL PRIMARY KEY,
  code TEXT NOT NULL,
  village_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  quota_id INTEGER NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  place TEXT NOT NULL,
  tasks TEXT NOT NULL,
  days_month INTEGER NOT NULL,
  hours_month INTEGER NOT NULL,
  rate_fen INTEGER NOT NULL,
  fund TEXT NOT NULL,
  officer TEXT NOT NULL,
  opens_on TEXT NOT NULL,
  closes_on TEXT NULL,
  state TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  stream TEXT NOT NULL DEFAULT 'rural',
  season_from INTEGER NOT NULL DEFAULT 1,
  season_until INTEGER NOT NULL DEFAULT 12,
  work TEXT NOT NULL DEFAULT 'hours',
  untold INTEGER NOT NULL DEFAULT 0,
  FOREIGN KEY (village_id) REFERENCES region (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (quota_id) REFERENCES quota (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  FOREIGN KEY (kind) REFERENCES post_kind (code) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CHECK (state IN ('open','suspended','closed','void')),
  CHECK (work IN ('hours','task')),
  CHECK (rate_fen > 0 AND hours_month >= 0 AND days_month >= 0),
  CHECK (untold = 1 OR hours_month > 0 AND days_month > 0)
);

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
