-- Times are microseconds since 1970, ids of the Graph are decimal digits as text, JSON is text.

-- What became true, in order. The world is what evolves from it.
CREATE TABLE event (
    seq BIGINT PRIMARY KEY,
    at BIGINT NOT NULL,
    by_whom TEXT NOT NULL,
    body TEXT NOT NULL
);

-- Webhooks to deliver, and how the delivery went.
CREATE TABLE webhook (
    seq INTEGER PRIMARY KEY,
    event_seq BIGINT NOT NULL,
    app TEXT NOT NULL,
    waba TEXT,
    field TEXT NOT NULL,
    body TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    -- Null when nothing is to be tried any more.
    next_at BIGINT,
    attempts BIGINT NOT NULL DEFAULT 0,
    delivered_at BIGINT,
    last_status BIGINT,
    last_error TEXT
);
CREATE INDEX webhook_open ON webhook (app, next_at) WHERE next_at IS NOT NULL;

-- Letters: the platform's own, and those that others handed to the mailbox.
CREATE TABLE mail (
    seq INTEGER PRIMARY KEY,
    at BIGINT NOT NULL,
    sender TEXT NOT NULL,
    recipient TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX mail_recipient ON mail (recipient, seq);

-- Notifications in a Business Manager.
CREATE TABLE notice (
    seq INTEGER PRIMARY KEY,
    at BIGINT NOT NULL,
    business TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX notice_business ON notice (business, seq);

-- What telephones show.
CREATE TABLE handset (
    seq INTEGER PRIMARY KEY,
    at BIGINT NOT NULL,
    number TEXT NOT NULL,
    other TEXT NOT NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    message_id TEXT
);
CREATE INDEX handset_number ON handset (number, seq);

-- What waits for an on-premises client, and who may fetch it.
CREATE TABLE client_event (
    seq INTEGER PRIMARY KEY,
    at BIGINT NOT NULL,
    phone TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX client_event_phone ON client_event (phone, seq);
CREATE TABLE client_session (
    phone TEXT PRIMARY KEY,
    session_key TEXT NOT NULL UNIQUE,
    opened_at BIGINT NOT NULL
);

-- Seed and policy of the world, how far the clock was turned.
CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
