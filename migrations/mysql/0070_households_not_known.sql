-- A roster tells who is on post, not who lives with whom; and an official need not be a villager of whom more is known.

-- step
-- 1: nobody told which household the person belongs to; it stands for this one person and says nothing about who lives there
ALTER TABLE household ADD COLUMN not_known BIGINT NOT NULL DEFAULT 0;

-- step
CREATE INDEX household__not_known_path ON household (not_known, path);

-- step
-- 1: known by name and number only, as an official or from a roster that was taken back; on no register of villagers
ALTER TABLE person ADD COLUMN outside BIGINT NOT NULL DEFAULT 0;
