-- Several processes on one database: who looks at a client, and who does the work of which there is
-- one piece.
ALTER TABLE client ADD COLUMN lease_node TEXT;
CREATE TABLE lease (
    name TEXT PRIMARY KEY,
    node TEXT NOT NULL,
    until BIGINT NOT NULL
);
