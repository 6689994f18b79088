-- Files that come in parts (resumable upload), and the handle of a whole one.
CREATE TABLE upload (
    id TEXT PRIMARY KEY,
    app TEXT NOT NULL,
    kind TEXT NOT NULL,
    length BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    handle TEXT NOT NULL,
    body BLOB NOT NULL
);
CREATE UNIQUE INDEX upload_handle ON upload (handle);
