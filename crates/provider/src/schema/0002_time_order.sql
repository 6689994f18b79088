-- Time lines are read in the order of time, and of arrival within one moment.
DROP INDEX timeline_of_client;
CREATE INDEX timeline_of_client ON timeline (waba_id, at, seq);
