-- Acts that their author takes back: who opened what they are about.

-- step
-- that somebody other than its author opened what an act is about: the first one, kept as long as it can be taken back
CREATE TABLE act_seen (
  entry_id INTEGER NOT NULL PRIMARY KEY,
  user_id INTEGER NOT NULL,
  viewer TEXT NOT NULL,
  at_us INTEGER NOT NULL
);

-- step
CREATE INDEX act_seen__at_us ON act_seen (at_us);
