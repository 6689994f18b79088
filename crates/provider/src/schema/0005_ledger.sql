-- Money: every share of our credit line, asked for by us or found, and what became of it.
CREATE TABLE credit_share (
    share_id BIGINT PRIMARY KEY,
    business_id BIGINT NOT NULL,
    -- The account it was asked for, or found at.
    waba_id BIGINT NOT NULL,
    -- The platform's name for it, once known.
    allocation_id BIGINT,
    state TEXT NOT NULL,
    since BIGINT NOT NULL,
    -- 1 if we asked for it, 0 if it was found.
    made BIGINT NOT NULL,
    -- While a call that asks for it has not been answered: since when.
    asked_at BIGINT,
    -- When it was asked for first: what the number a day counts.
    requested_at BIGINT,
    released_by TEXT,
    -- Who is taking it back and why, before the platform is asked to.
    revoke_by TEXT,
    revoke_why TEXT
);
-- By our doing never two that are alive, or may be, with one business.
CREATE UNIQUE INDEX credit_share_live ON credit_share (business_id)
    WHERE made = 1 AND state NOT IN ('revoked', 'confirmed', 'ended');
CREATE UNIQUE INDEX credit_share_allocation ON credit_share (allocation_id)
    WHERE allocation_id IS NOT NULL;
CREATE INDEX credit_share_business ON credit_share (business_id);
CREATE INDEX credit_share_requested ON credit_share (requested_at) WHERE requested_at IS NOT NULL;

CREATE TABLE credit_share_event (
    share_id BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    state TEXT NOT NULL,
    who TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (share_id, seq)
);

-- Businesses that our line is not shared with until somebody says so.
CREATE TABLE credit_hold (
    business_id BIGINT PRIMARY KEY,
    at BIGINT NOT NULL,
    who TEXT NOT NULL,
    reason TEXT NOT NULL
);

-- What a number used in a month, as the platform told it last; cost in millionths of the currency.
CREATE TABLE credit_use (
    month TEXT NOT NULL,
    waba_id BIGINT NOT NULL,
    number TEXT NOT NULL,
    category TEXT NOT NULL,
    currency TEXT NOT NULL,
    volume BIGINT NOT NULL,
    cost BIGINT NOT NULL,
    PRIMARY KEY (month, waba_id, number, category)
);
CREATE TABLE credit_use_read (
    month TEXT NOT NULL,
    waba_id BIGINT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (month, waba_id)
);
