-- Clients that were imported: no look takes one for an account that is none of ours.
ALTER TABLE client ADD COLUMN imported BIGINT NOT NULL DEFAULT 0;
UPDATE client SET imported = 1 WHERE mode = 'watched';
-- Our line is taken back from a business none of whose accounts is a client: when that is tried.
ALTER TABLE credit_hold ADD COLUMN again_at BIGINT;
