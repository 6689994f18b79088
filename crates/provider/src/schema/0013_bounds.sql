-- What grows with the number of clients or webhooks is asked of an index.

-- The kinds of the conditions that do not hold, as words; absent until the next look writes it.
ALTER TABLE client ADD COLUMN unmet TEXT;
CREATE INDEX client_unmet ON client (unmet) WHERE stage <> 'left';
CREATE INDEX client_stage ON client (stage);
CREATE INDEX client_problem ON client (waba_id) WHERE problem IS NOT NULL;

-- Digests are read at a start, without the bodies beside them.
DROP INDEX inbox_received;
CREATE INDEX inbox_received ON inbox (received_at, seq, digest);

-- What a browser says its account is gives it nothing by itself any more.
DROP INDEX callback_hint;

-- What is forgotten after a while.
CREATE INDEX callback_done ON callback (done_at) WHERE done_at IS NOT NULL;
CREATE INDEX signup_attempt_used ON signup_attempt (used_at) WHERE used_at IS NOT NULL;
CREATE INDEX mail_ended ON mail (created_at) WHERE next_at IS NULL;
CREATE INDEX register_try_at ON register_try (at);
CREATE INDEX timeline_at ON timeline (at);
