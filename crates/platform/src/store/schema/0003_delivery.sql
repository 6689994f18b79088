-- The number that a change of `messages` is about: its address goes before others.
ALTER TABLE webhook ADD COLUMN phone TEXT;
-- Tries that failed since it was made, or asked for again.
ALTER TABLE webhook ADD COLUMN failed BIGINT NOT NULL DEFAULT 0;
-- When somebody last asked for it again: the days of trying count from then.
ALTER TABLE webhook ADD COLUMN again_at BIGINT;

DROP INDEX webhook_open;
CREATE INDEX webhook_open ON webhook (app, phone, next_at) WHERE next_at IS NOT NULL;
CREATE INDEX webhook_made ON webhook (made_at);

-- Each request to a callback. Its body is that of its webhooks, in their order.
CREATE TABLE post (
    seq INTEGER PRIMARY KEY,
    app TEXT NOT NULL,
    -- Null when the app had no callback.
    url TEXT,
    at BIGINT NOT NULL,
    took_us BIGINT NOT NULL,
    status BIGINT,
    error TEXT,
    -- The beginning of what was answered.
    answer TEXT NOT NULL,
    signature TEXT NOT NULL,
    -- 1 when the signature was made wrong on purpose.
    broken BIGINT NOT NULL
);
CREATE INDEX post_at ON post (at);

CREATE TABLE post_webhook (
    post BIGINT NOT NULL,
    webhook BIGINT NOT NULL,
    PRIMARY KEY (webhook, post)
);
CREATE INDEX post_webhook_post ON post_webhook (post, webhook);
