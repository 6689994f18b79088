-- Whether we may change anything about a client: 'managed', or 'watched' while we only look.
ALTER TABLE client ADD COLUMN mode TEXT NOT NULL DEFAULT 'managed';
-- What of taking leave was done that cannot be seen from outside.
ALTER TABLE client ADD COLUMN unsubscribed_at BIGINT;
ALTER TABLE client ADD COLUMN forgotten_at BIGINT;
ALTER TABLE client ADD COLUMN left_at BIGINT;
-- 1 while a dead token keeps us from seeing it.
ALTER TABLE client ADD COLUMN blind BIGINT NOT NULL DEFAULT 0;
CREATE INDEX client_blind ON client (waba_id) WHERE blind = 1;

-- Why the platform refused to register a number last; who entered its PIN, if somebody did.
ALTER TABLE phone ADD COLUMN refused_code BIGINT;
ALTER TABLE phone ADD COLUMN refused_subcode BIGINT;
ALTER TABLE phone ADD COLUMN refused_at BIGINT;
ALTER TABLE phone ADD COLUMN pin_by TEXT;
-- How far the review of a changed display name is.
ALTER TABLE phone ADD COLUMN new_name_status TEXT NOT NULL DEFAULT '';
UPDATE phone SET refused_code = 133005, refused_at = pin_refused_at
    WHERE pin_refused_at IS NOT NULL;

-- Our own tokens, one row for each holder. fingerprint tells a new token from an old one.
CREATE TABLE token_health (
    holder TEXT PRIMARY KEY,
    fingerprint TEXT NOT NULL,
    next_at BIGINT NOT NULL,
    expires_at BIGINT,
    dead_since BIGINT,
    subcode BIGINT,
    told TEXT NOT NULL DEFAULT '[]'
);
