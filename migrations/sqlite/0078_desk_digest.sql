-- A form that is sent again with other data is refused: what was sent under a key has a digest.

-- step
ALTER TABLE desk_key ADD COLUMN digest TEXT NOT NULL DEFAULT '';
