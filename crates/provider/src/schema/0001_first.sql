-- The provider's memory. Times are microseconds since 1970, JSON is TEXT, yes and no are 1 and 0.
-- Only SQL that SQLite and PostgreSQL both take.

CREATE TABLE setting (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

-- One WABA shared (now or once) with us. again_at is its place in the queue; lease_until says who
-- looks at it right now.
CREATE TABLE client (
    waba_id BIGINT PRIMARY KEY,
    waba_name TEXT NOT NULL DEFAULT '',
    business_id BIGINT,
    business_name TEXT NOT NULL DEFAULT '',
    contact TEXT,
    created_at BIGINT NOT NULL,
    stage TEXT NOT NULL DEFAULT 'new',
    conditions TEXT NOT NULL DEFAULT '[]',
    waiting TEXT NOT NULL DEFAULT '[]',
    problem TEXT,
    told TEXT NOT NULL DEFAULT '[]',
    allocation_id BIGINT,
    namespace TEXT,
    trial_ends BIGINT,
    live_since BIGINT,
    looked_at BIGINT,
    again_at BIGINT,
    lease_until BIGINT
);
CREATE INDEX client_queue ON client (again_at) WHERE again_at IS NOT NULL;
CREATE INDEX client_newest ON client (created_at, waba_id);
CREATE INDEX client_business ON client (business_id);

-- A step that failed: when it is tried next, and why it failed.
CREATE TABLE failure (
    waba_id BIGINT NOT NULL,
    step TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    words TEXT NOT NULL,
    next_at BIGINT NOT NULL,
    PRIMARY KEY (waba_id, step)
);

CREATE TABLE phone (
    phone_id BIGINT PRIMARY KEY,
    waba_id BIGINT NOT NULL,
    display TEXT NOT NULL,
    verified_name TEXT NOT NULL DEFAULT '',
    status TEXT NOT NULL DEFAULT '',
    name_status TEXT NOT NULL DEFAULT '',
    account_mode TEXT NOT NULL DEFAULT '',
    tier TEXT NOT NULL DEFAULT '',
    quality TEXT NOT NULL DEFAULT '',
    on_cloud BIGINT NOT NULL DEFAULT 0,
    certificate TEXT,
    trial_ends BIGINT,
    pin TEXT,
    pin_refused_at BIGINT,
    probed_at BIGINT,
    live_since BIGINT,
    first_seen_at BIGINT NOT NULL,
    gone_at BIGINT
);
CREATE INDEX phone_of_client ON phone (waba_id, phone_id);

CREATE TABLE register_try (
    phone_id BIGINT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX register_try_of_phone ON register_try (phone_id, at);

-- A number's client instance. password and secret are sealed; installed is the digest of the
-- certificate it registered with last.
CREATE TABLE instance (
    phone_id BIGINT PRIMARY KEY,
    wanted BIGINT NOT NULL,
    address TEXT,
    password TEXT NOT NULL,
    secret TEXT NOT NULL,
    installed TEXT,
    started_at BIGINT NOT NULL,
    failed_at BIGINT
);

CREATE TABLE timeline (
    seq BIGINT PRIMARY KEY,
    at BIGINT NOT NULL,
    waba_id BIGINT,
    phone_id BIGINT,
    who TEXT NOT NULL,
    what TEXT NOT NULL
);
CREATE INDEX timeline_of_client ON timeline (waba_id, seq);

-- Webhooks as received. No unique index on the digest: recent digests are held in memory.
CREATE TABLE inbox (
    seq BIGINT PRIMARY KEY,
    received_at BIGINT NOT NULL,
    source BIGINT,
    digest TEXT NOT NULL,
    body TEXT NOT NULL,
    done_at BIGINT
);
CREATE INDEX inbox_open ON inbox (seq) WHERE done_at IS NULL;
CREATE INDEX inbox_done ON inbox (done_at) WHERE done_at IS NOT NULL;

CREATE TABLE message (
    seq BIGINT PRIMARY KEY,
    phone_id BIGINT NOT NULL,
    customer TEXT NOT NULL,
    customer_name TEXT,
    direction TEXT NOT NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    wamid TEXT,
    status TEXT NOT NULL,
    problem TEXT,
    who TEXT NOT NULL,
    at BIGINT NOT NULL,
    status_at BIGINT NOT NULL
);
CREATE INDEX message_of_customer ON message (phone_id, customer, seq);
CREATE INDEX message_wamid ON message (wamid) WHERE wamid IS NOT NULL;

-- Statuses that came before the answer to the sending call.
CREATE TABLE early_status (
    wamid TEXT NOT NULL,
    status TEXT NOT NULL,
    problem TEXT,
    at BIGINT NOT NULL
);
CREATE INDEX early_status_wamid ON early_status (wamid);

CREATE TABLE mail (
    seq BIGINT PRIMARY KEY,
    recipient TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL DEFAULT 0,
    next_at BIGINT,
    sent_at BIGINT,
    problem TEXT
);
CREATE INDEX mail_queue ON mail (next_at) WHERE next_at IS NOT NULL;

-- One click on "Connect WhatsApp": the hash of the state, bound to the hash of the browser session.
CREATE TABLE signup_attempt (
    state_hash TEXT PRIMARY KEY,
    session_hash TEXT NOT NULL,
    contact TEXT,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT,
    cancelled_at_step TEXT
);
CREATE INDEX signup_attempt_of_session ON signup_attempt (session_hash, created_at);

-- What the browser brought back. The sealed token or code is destroyed after use.
CREATE TABLE callback (
    seq BIGINT PRIMARY KEY,
    state_hash TEXT NOT NULL,
    received_at BIGINT NOT NULL,
    kind TEXT NOT NULL,
    sealed TEXT,
    wabas TEXT NOT NULL DEFAULT '[]',
    problem TEXT,
    attempts BIGINT NOT NULL DEFAULT 0,
    next_at BIGINT,
    done_at BIGINT
);
CREATE INDEX callback_queue ON callback (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX callback_of_state ON callback (state_hash);

CREATE TABLE operator (
    name TEXT PRIMARY KEY,
    password_hash TEXT NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE operator_session (
    session_hash TEXT PRIMARY KEY,
    operator TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
