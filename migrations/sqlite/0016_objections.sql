-- Objections to a notice are complaints that name the application; reasons for hiring against the computed order of need.

-- step
-- the application to whose notice somebody objects
ALTER TABLE complaint ADD COLUMN application_id INTEGER NULL REFERENCES application (id) ON DELETE RESTRICT ON UPDATE RESTRICT;

-- step
CREATE INDEX complaint__application_id ON complaint (application_id);

-- step
-- of an answered objection: 1 it is right, 0 it is not
ALTER TABLE complaint ADD COLUMN upheld INTEGER NULL;

-- step
-- why somebody is to be hired before others with more points; hangs with the notice
ALTER TABLE application_step ADD COLUMN against TEXT NOT NULL DEFAULT '';
