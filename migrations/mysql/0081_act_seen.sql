-- Acts that their author takes back: who opened what they are about.

-- step
-- that somebody other than its author opened what an act is about: the first one, kept as long as it can be taken back
CREATE TABLE act_seen (
  entry_id BIGINT NOT NULL PRIMARY KEY,
  user_id BIGINT NOT NULL,
  viewer VARCHAR(60) NOT NULL,
  at_us BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- step
CREATE INDEX act_seen__at_us ON act_seen (at_us);
