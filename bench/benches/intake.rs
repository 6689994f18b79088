//! `intake`: verified, durable, deduplicated webhooks, against bare hyper that only verifies.
fn main() {}
