-- How a client instance stands, since when and in whose words; how often it ended soon after its
-- start, and when it is started again; how often it was started again at all.
ALTER TABLE instance ADD COLUMN state TEXT NOT NULL DEFAULT 'starting';
ALTER TABLE instance ADD COLUMN state_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE instance ADD COLUMN says TEXT NOT NULL DEFAULT '';
ALTER TABLE instance ADD COLUMN last_lines TEXT NOT NULL DEFAULT '';
ALTER TABLE instance ADD COLUMN crashes BIGINT NOT NULL DEFAULT 0;
ALTER TABLE instance ADD COLUMN restarts BIGINT NOT NULL DEFAULT 0;
ALTER TABLE instance ADD COLUMN again_at BIGINT;
UPDATE instance SET state = CASE WHEN failed_at IS NULL THEN 'healthy' ELSE 'crashed' END,
    state_at = coalesce(failed_at, started_at), again_at = failed_at;
ALTER TABLE instance DROP COLUMN failed_at;

-- The account it was started for; the address it was told to post webhooks to; the machine and
-- folder that have it, and until when nobody elsewhere takes its client.
ALTER TABLE instance ADD COLUMN waba_id BIGINT;
UPDATE instance SET waba_id = (SELECT waba_id FROM phone WHERE phone.phone_id = instance.phone_id);
ALTER TABLE instance ADD COLUMN webhooks TEXT;
ALTER TABLE instance ADD COLUMN home TEXT;
ALTER TABLE instance ADD COLUMN home_until BIGINT NOT NULL DEFAULT 0;

-- The machine and folder of the instances of a process.
ALTER TABLE node ADD COLUMN home TEXT NOT NULL DEFAULT '';

-- What a message that waits for its client is sent with, and until when it waits.
ALTER TABLE message ADD COLUMN call TEXT;
ALTER TABLE message ADD COLUMN keep_until BIGINT;
CREATE INDEX message_waiting ON message (phone_id, seq) WHERE status = 'waiting';
