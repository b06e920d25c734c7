-- What is looked at every day is found by an index: what is open, not all that ever was.

-- step
-- findings of duty checks that wait for an answer
CREATE INDEX duty_check__answer_by_path ON duty_check (answer_by, path);

-- step
-- a quarter's checks, counted from the index alone
CREATE INDEX duty_check__path_on_date_seen ON duty_check (path, on_date, placement_id, method, finding);

-- step
DROP INDEX duty_check__path_on_date;

-- step
-- officials who came into office since a day
CREATE INDEX official__from_date_path ON official (from_date, path);

-- step
-- 1: what the bank has not confirmed of the run is in pay_open, which only grows shorter
ALTER TABLE pay_run ADD COLUMN counted INTEGER NOT NULL DEFAULT 0;

-- step
CREATE INDEX pay_run__counted ON pay_run (counted);

-- step
-- items of counted runs that the bank had not confirmed by last night
CREATE TABLE pay_open (
  item_id INTEGER NOT NULL PRIMARY KEY,
  path TEXT NOT NULL,
  FOREIGN KEY (item_id) REFERENCES pay_item (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- step
CREATE INDEX pay_open__path ON pay_open (path);

-- step
-- 1: everybody who worked by the sheet is on a list of pay; any change of the sheet or of such a list makes it 0
ALTER TABLE duty_sheet ADD COLUMN listed INTEGER NOT NULL DEFAULT 0;

-- step
CREATE INDEX duty_sheet__listed_month_path ON duty_sheet (listed, month, path);

-- step
-- what was paid for each placement and month, from the index alone
CREATE INDEX pay_line__path_month_paid ON pay_line (path, month, placement_id, amount_fen, deducted_fen);

-- step
DROP INDEX pay_line__path_month;

-- step
-- orders that came from one matter
CREATE INDEX rectify_task__source_source_id ON rectify_task (source, source_id);

-- step
-- posts developed in a time
CREATE INDEX post__stream_opens_on_path ON post (stream, opens_on, path);
