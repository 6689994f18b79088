-- A lease lasts as long as the process that holds it lives. Each process of a database is a node that
-- beats; the others bury one that beats no more, and with it all it held. No clock is compared.
CREATE TABLE node (
    name TEXT PRIMARY KEY,
    beat BIGINT NOT NULL,
    -- Ids of the master keys it knows, as JSON; the first one seals.
    keys TEXT NOT NULL
);
DROP TABLE lease;
CREATE TABLE lease (
    work TEXT PRIMARY KEY,
    node TEXT NOT NULL
);
UPDATE client SET again_at = 0 WHERE lease_until IS NOT NULL;
UPDATE client SET lease_node = NULL;
ALTER TABLE client DROP COLUMN lease_until;
CREATE INDEX client_leased ON client (lease_node) WHERE lease_node IS NOT NULL;
-- Which process uses what a browser brought.
ALTER TABLE callback ADD COLUMN node TEXT;
-- Which process is sending a message.
ALTER TABLE message ADD COLUMN node TEXT;
UPDATE message SET status = 'unknown', problem = 'the server stopped while it was being sent'
WHERE status = 'sending';
DELETE FROM setting WHERE key = 'server_key';
