-- Every list has an index whose order is the list's. A list by number inside a region reads the index of the region's level: county and township are
-- the beginnings of the path, the village is the path itself, and the whole city is read by the number alone.

-- step
ALTER TABLE application ADD COLUMN county VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 8)) VIRTUAL;

-- step
ALTER TABLE application ADD COLUMN township VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 12)) VIRTUAL;

-- step
CREATE INDEX application__county_id ON application (county, id);

-- step
CREATE INDEX application__township_id ON application (township, id);

-- step
CREATE INDEX application__path_id ON application (path, id);

-- step
ALTER TABLE duty_check ADD COLUMN county VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 8)) VIRTUAL;

-- step
ALTER TABLE duty_check ADD COLUMN township VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 12)) VIRTUAL;

-- step
CREATE INDEX duty_check__county_id ON duty_check (county, id);

-- step
CREATE INDEX duty_check__township_id ON duty_check (township, id);

-- step
CREATE INDEX duty_check__path_id ON duty_check (path, id);

-- step
ALTER TABLE complaint ADD COLUMN county VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 8)) VIRTUAL;

-- step
ALTER TABLE complaint ADD COLUMN township VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 12)) VIRTUAL;

-- step
CREATE INDEX complaint__county_id ON complaint (county, id);

-- step
CREATE INDEX complaint__township_id ON complaint (township, id);

-- step
ALTER TABLE finding ADD COLUMN county VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 8)) VIRTUAL;

-- step
ALTER TABLE finding ADD COLUMN township VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 12)) VIRTUAL;

-- step
-- the heaviest and surest first
ALTER TABLE finding ADD COLUMN weight BIGINT GENERATED ALWAYS AS (CASE severity WHEN 'high' THEN 0 WHEN 'medium' THEN 10 WHEN 'low' THEN 20 ELSE 30 END + CASE certainty WHEN 'record' THEN 0 WHEN 'suspicion' THEN 1 ELSE 2 END) VIRTUAL;

-- step
CREATE INDEX finding__weight_id ON finding (weight, id);

-- step
CREATE INDEX finding__path_weight_id ON finding (path, weight, id);

-- step
CREATE INDEX finding__county_weight_id ON finding (county, weight, id);

-- step
CREATE INDEX finding__township_weight_id ON finding (township, weight, id);

-- step
ALTER TABLE recruit_notice ADD COLUMN county VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 8)) VIRTUAL;

-- step
ALTER TABLE recruit_notice ADD COLUMN township VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 12)) VIRTUAL;

-- step
CREATE INDEX recruit_notice__county_id ON recruit_notice (county, id);

-- step
CREATE INDEX recruit_notice__township_id ON recruit_notice (township, id);

-- step
CREATE INDEX recruit_notice__path_id ON recruit_notice (path, id);

-- step
ALTER TABLE history_row ADD COLUMN county VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 8)) VIRTUAL;

-- step
ALTER TABLE history_row ADD COLUMN township VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 12)) VIRTUAL;

-- step
CREATE INDEX history_row__county_id ON history_row (county, id);

-- step
CREATE INDEX history_row__township_id ON history_row (township, id);

-- step
ALTER TABLE help_case ADD COLUMN county VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 8)) VIRTUAL;

-- step
ALTER TABLE help_case ADD COLUMN township VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 12)) VIRTUAL;

-- step
CREATE INDEX help_case__county_id ON help_case (county, id);

-- step
CREATE INDEX help_case__township_id ON help_case (township, id);

-- step
ALTER TABLE own_fault ADD COLUMN county VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 8)) VIRTUAL;

-- step
ALTER TABLE own_fault ADD COLUMN township VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 12)) VIRTUAL;

-- step
CREATE INDEX own_fault__county_id ON own_fault (county, id);

-- step
CREATE INDEX own_fault__township_id ON own_fault (township, id);

-- step
ALTER TABLE register_hit ADD COLUMN county VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 8)) VIRTUAL;

-- step
ALTER TABLE register_hit ADD COLUMN township VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 12)) VIRTUAL;

-- step
CREATE INDEX register_hit__county_id ON register_hit (county, id);

-- step
CREATE INDEX register_hit__township_id ON register_hit (township, id);

-- step
CREATE INDEX register_hit__path_id ON register_hit (path, id);

-- step
ALTER TABLE paper_form ADD COLUMN county VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 8)) VIRTUAL;

-- step
ALTER TABLE paper_form ADD COLUMN township VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 12)) VIRTUAL;

-- step
CREATE INDEX paper_form__county_id ON paper_form (county, id);

-- step
CREATE INDEX paper_form__township_id ON paper_form (township, id);

-- step
CREATE INDEX paper_form__path_id ON paper_form (path, id);

-- step
ALTER TABLE card_notice ADD COLUMN county VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 8)) VIRTUAL;

-- step
ALTER TABLE card_notice ADD COLUMN township VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 12)) VIRTUAL;

-- step
CREATE INDEX card_notice__county_id ON card_notice (county, id);

-- step
CREATE INDEX card_notice__township_id ON card_notice (township, id);

-- step
CREATE INDEX card_notice__path_id ON card_notice (path, id);

-- step
ALTER TABLE person_correction ADD COLUMN county VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 8)) VIRTUAL;

-- step
ALTER TABLE person_correction ADD COLUMN township VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 12)) VIRTUAL;

-- step
CREATE INDEX person_correction__county_id ON person_correction (county, id);

-- step
CREATE INDEX person_correction__township_id ON person_correction (township, id);

-- step
CREATE INDEX person_correction__path_id ON person_correction (path, id);

-- step
ALTER TABLE rectify_task ADD COLUMN county VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 8)) VIRTUAL;

-- step
ALTER TABLE rectify_task ADD COLUMN township VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 12)) VIRTUAL;

-- step
CREATE INDEX rectify_task__county_id ON rectify_task (county, id);

-- step
CREATE INDEX rectify_task__township_id ON rectify_task (township, id);

-- step
CREATE INDEX rectify_task__path_id ON rectify_task (path, id);

-- step
ALTER TABLE accident ADD COLUMN county VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 8)) VIRTUAL;

-- step
ALTER TABLE accident ADD COLUMN township VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 12)) VIRTUAL;

-- step
CREATE INDEX accident__county_id ON accident (county, id);

-- step
CREATE INDEX accident__township_id ON accident (township, id);

-- step
CREATE INDEX accident__path_id ON accident (path, id);

-- step
ALTER TABLE import_batch ADD COLUMN county VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 8)) VIRTUAL;

-- step
ALTER TABLE import_batch ADD COLUMN township VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 12)) VIRTUAL;

-- step
CREATE INDEX import_batch__county_id ON import_batch (county, id);

-- step
CREATE INDEX import_batch__township_id ON import_batch (township, id);

-- step
CREATE INDEX import_batch__path_id ON import_batch (path, id);

-- step
ALTER TABLE card_list ADD COLUMN county VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 8)) VIRTUAL;

-- step
ALTER TABLE card_list ADD COLUMN township VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 12)) VIRTUAL;

-- step
CREATE INDEX card_list__county_id ON card_list (county, id);

-- step
CREATE INDEX card_list__township_id ON card_list (township, id);

-- step
ALTER TABLE paper ADD COLUMN county VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 8)) VIRTUAL;

-- step
ALTER TABLE paper ADD COLUMN township VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (SUBSTR(path, 1, 12)) VIRTUAL;

-- step
CREATE INDEX paper__county_id ON paper (county, id);

-- step
CREATE INDEX paper__township_id ON paper (township, id);

-- step
-- the list of holders
CREATE INDEX placement__path_id ON placement (path, id);

-- step
-- what is of a village, whatever its path was then
CREATE INDEX person__village_id ON person (village_id);

-- step
CREATE INDEX placement__village_id ON placement (village_id);

-- step
CREATE INDEX application__village_id ON application (village_id);

-- step
CREATE INDEX post__village_id ON post (village_id);

-- step
CREATE INDEX duty_check__village_id ON duty_check (village_id);

-- step
-- who was suspended: few among many events
CREATE INDEX placement_event__kind_placement_id ON placement_event (kind, placement_id);

-- step
-- posts of a season: few among many
CREATE INDEX post__season ON post (season_from, season_until, path);

-- step
-- a list of pay in its own order
CREATE INDEX pay_line__month_path_placement_id ON pay_line (month, path, placement_id);

-- step
-- who is without help, by place and number
CREATE INDEX person__path_id ON person (path, id);

-- step
-- the latest act of a case
CREATE INDEX help_act__case_id_on_date_id ON help_act (case_id, on_date, id);
