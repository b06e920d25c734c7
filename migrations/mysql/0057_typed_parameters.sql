-- A value of a parameter that does not fit may be replaced from its own day on; a day in the past has its reason. Two thirds are two
-- thirds, where the office still has the first value; what an office set itself stays as it is.

-- step
ALTER TABLE rule_parameter ADD COLUMN past_reason VARCHAR(200) NOT NULL DEFAULT '';

-- step
ALTER TABLE rule_parameter ADD COLUMN replaced_by BIGINT NOT NULL DEFAULT 0;

-- step
DROP INDEX rule_parameter__param_region_path_fund_from_date_live ON rule_parameter;

-- step
-- of several for one day only one is not replaced
CREATE UNIQUE INDEX rule_parameter__one_of_a_day ON rule_parameter (param, region_path, fund, from_date, live, replaced_by);

-- step
UPDATE rule_parameter SET value = '2/3' WHERE param = 'review.quorum_percent' AND value = '67' AND proposed_key = 'system:seed';

-- step
-- how a value is written is said beside its control, and how sure a first value was in words, not by a letter
UPDATE rule_parameter SET document = REPLACE(REPLACE(REPLACE(document, '（空或0为不设）', ''), '（空为都可以）', ''), '（如2025-02=2025-04-20，多个用分号隔开）', '') WHERE proposed_key = 'system:seed';

-- step
UPDATE rule_parameter SET document = REPLACE(REPLACE(REPLACE(document, '（S）', ''), '（F）', ''), '（M）', CASE WHEN document LIKE '%待确认%' THEN '' ELSE '（待确认）' END) WHERE proposed_key = 'system:seed';

-- step
-- what a run did not judge, since the value of a parameter does not fit: a sentence a line
ALTER TABLE inspect_run ADD COLUMN unjudged VARCHAR(4000) NOT NULL DEFAULT '';
