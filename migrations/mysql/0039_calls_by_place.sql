-- Calls to payees, found by the village.

-- step
CREATE INDEX payee_call__path ON payee_call (path);
