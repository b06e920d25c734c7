-- Holders who were on their posts when an office began to keep its books here.

-- step
-- 1: taken over from the books before, without an application here
ALTER TABLE placement ADD COLUMN opening BIGINT NOT NULL DEFAULT 0;
