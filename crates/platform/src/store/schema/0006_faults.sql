-- What a fault did to a webhook on purpose, in words.
ALTER TABLE webhook ADD COLUMN fault TEXT;
-- 1 while it waits for a younger one of its app to go first.
ALTER TABLE webhook ADD COLUMN held BIGINT NOT NULL DEFAULT 0;
