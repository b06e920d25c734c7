-- A name is found by pinyin, and whichever characters it is written in. The list of a draft has indexes of its orders.

-- step
-- by what a name is found: in simplified characters, in pinyin in full and by first letters; the name until the office
-- has made them
ALTER TABLE person ADD COLUMN name_keys TEXT NOT NULL DEFAULT '';

-- step
UPDATE person SET name_keys = name;

-- step
-- a part of a name is looked for in the index alone, in the order of the list
CREATE INDEX person__path_name_sort_id_name_keys_outside ON person (path, name_sort, id, name_keys, outside);

-- step
DROP INDEX person__path_name_sort_id_name_outside;

-- step
-- the list of a draft, by village and by amount
CREATE INDEX pay_draft__run_id_path_placement_id ON pay_draft (run_id, path, placement_id);

-- step
DROP INDEX pay_draft__run_id_path;

-- step
CREATE INDEX pay_draft__run_id_amount_fen_placement_id ON pay_draft (run_id, amount_fen, placement_id);
