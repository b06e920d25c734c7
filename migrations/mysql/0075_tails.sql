-- Whom lists name by the last four characters of a number or telephone, a clerk finds by them.

-- step
-- keyed index of the last four characters of the identity number; NULL until the office has made it
ALTER TABLE person ADD COLUMN id_tail_index BINARY(32) NULL;

-- step
-- the same of the telephone number; NULL where there is none, too
ALTER TABLE person ADD COLUMN phone_tail_index BINARY(32) NULL;

-- step
CREATE INDEX person__id_tail_index_path ON person (id_tail_index, path);

-- step
CREATE INDEX person__phone_tail_index_path ON person (phone_tail_index, path);

-- step
-- a part of a name is looked for in the index alone, in the order of the list
CREATE INDEX person__path_name_sort_id_name_outside ON person (path, name_sort, id, name, outside);

-- step
DROP INDEX person__path_name_sort_id ON person;
