-- A status that comes before its message is known says whom it is about.
ALTER TABLE early_status ADD COLUMN phone_id BIGINT;
ALTER TABLE early_status ADD COLUMN customer TEXT;

-- When the share of our credit line was made, or first found.
ALTER TABLE client ADD COLUMN allocation_at BIGINT;
CREATE INDEX client_allocation ON client (allocation_id) WHERE allocation_id IS NOT NULL;

-- How often a webhook could not be applied, and why it was given up.
ALTER TABLE inbox ADD COLUMN attempts BIGINT NOT NULL DEFAULT 0;
ALTER TABLE inbox ADD COLUMN problem TEXT;

-- Signups that could not be used, for the console.
CREATE INDEX callback_problem ON callback (received_at) WHERE problem IS NOT NULL;
