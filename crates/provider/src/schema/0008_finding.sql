-- Finding: the last full pass that saw an account. One that a whole pass did not see is looked at.
ALTER TABLE client ADD COLUMN pass BIGINT NOT NULL DEFAULT 0;
CREATE INDEX client_pass ON client (pass, waba_id) WHERE stage <> 'left';

-- The digits of a number, as long as it is not gone: no two rows have the same.
ALTER TABLE phone ADD COLUMN digits TEXT;
UPDATE phone SET digits = replace(
    replace(replace(replace(replace(display, '+', ''), ' ', ''), '-', ''), '(', ''), ')', '')
WHERE gone_at IS NULL AND display <> '';
UPDATE phone SET digits = NULL, gone_at = first_seen_at WHERE digits IS NOT NULL AND phone_id < (
    SELECT max(other.phone_id) FROM phone other WHERE other.digits = phone.digits);
CREATE UNIQUE INDEX phone_digits ON phone (digits) WHERE digits IS NOT NULL;

-- The account that the browser says it signed up: a hint that is believed of nothing, but shows the
-- business its own account when nothing else does. When its code was sent to be exchanged.
ALTER TABLE callback ADD COLUMN hint BIGINT;
ALTER TABLE callback ADD COLUMN exchanged_at BIGINT;
CREATE INDEX callback_hint ON callback (hint) WHERE hint IS NOT NULL;

-- Webhooks: tried again when, set aside since when, and how often applied anew on request.
ALTER TABLE inbox ADD COLUMN again_at BIGINT;
ALTER TABLE inbox ADD COLUMN poison_at BIGINT;
ALTER TABLE inbox ADD COLUMN replays BIGINT NOT NULL DEFAULT 0;
DROP INDEX inbox_open;
CREATE INDEX inbox_open ON inbox (seq) WHERE done_at IS NULL AND poison_at IS NULL;
CREATE INDEX inbox_again ON inbox (again_at)
WHERE done_at IS NULL AND poison_at IS NULL AND again_at IS NOT NULL;
CREATE INDEX inbox_poison ON inbox (seq) WHERE poison_at IS NOT NULL;
CREATE INDEX inbox_received ON inbox (received_at);

-- Watched clients that are to be managed from a day on.
ALTER TABLE client ADD COLUMN adopt_at BIGINT;
CREATE INDEX client_adopt ON client (adopt_at) WHERE adopt_at IS NOT NULL;
