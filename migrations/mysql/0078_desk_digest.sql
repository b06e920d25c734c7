-- A form that is sent again with other data is refused: what was sent under a key has a digest.

-- step
ALTER TABLE desk_key ADD COLUMN digest VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '';
