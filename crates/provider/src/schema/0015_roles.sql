-- What each operator may do. Those that were there before might do everything, and still may.
ALTER TABLE operator ADD COLUMN role TEXT NOT NULL DEFAULT 'admin';
-- When the password was given again in a session, if it was.
ALTER TABLE operator_session ADD COLUMN proved_at BIGINT;
