-- The home page asks how many applications wait at each step, of a whole county: few are on their way.

-- step
CREATE INDEX application__live_path_state ON application (live, path, state, submitted_on);
