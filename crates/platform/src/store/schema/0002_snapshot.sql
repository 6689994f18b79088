-- Whole worlds, each as it was after one entry of the log. Only a start is quicker with them: the
-- log alone remains the truth.
CREATE TABLE snapshot (
    -- The last entry of the log it holds.
    seq BIGINT PRIMARY KEY,
    at BIGINT NOT NULL,
    -- Of which sources its types are.
    form TEXT NOT NULL,
    parts BIGINT NOT NULL,
    bytes BIGINT NOT NULL,
    digest TEXT NOT NULL
);
-- Parts are written one after the other, before the row above makes them count.
CREATE TABLE snapshot_part (
    snapshot BIGINT NOT NULL,
    part BIGINT NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (snapshot, part)
);
