-- The papers businesses hand in, under the SHA-256 of their bytes.
CREATE TABLE document (
    sha256 TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    body BLOB NOT NULL
);
