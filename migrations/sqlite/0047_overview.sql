-- The overview and the progress form count people on post from an index, without touching the placements.

-- step
CREATE INDEX placement__held ON placement (path, start_on, end_on, end_reason, state, agreement_until, person_id, post_id, continues_id);

-- step
-- the few urban posts that share a database
CREATE INDEX post__stream_path ON post (stream, path);

-- step
CREATE INDEX post__path_stream_state ON post (path, stream, state);

-- step
-- how much each role types in a month
CREATE INDEX trail_entry__at_us ON trail_entry (at_us);
