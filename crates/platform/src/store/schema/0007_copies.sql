-- How often a fault still has it sent besides, each time in a request of its own.
ALTER TABLE webhook ADD COLUMN copies BIGINT NOT NULL DEFAULT 0;
