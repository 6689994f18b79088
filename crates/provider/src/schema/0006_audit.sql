-- Who did what, for good: each row holds the hash of the one before it. Never changed, never
-- deleted; a head outside the table says how many there are.
CREATE TABLE audit (
    seq BIGINT PRIMARY KEY,
    at BIGINT NOT NULL,
    who TEXT NOT NULL,
    what TEXT NOT NULL,
    subject TEXT NOT NULL,
    before TEXT,
    after TEXT,
    request_id TEXT,
    prev TEXT NOT NULL,
    hash TEXT NOT NULL
);
