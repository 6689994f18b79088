//! What searches have found, kept: each of these calls was answered badly once.

use http::Method;

use crate::town::{Sent, Town, judge};

/// Path, query, and what was wrong with the answer.
const READS: &[(&str, &[(&str, &str)], &str)] = &[];

#[tokio::test]
async fn past_findings_stay_mended() {
    let town = Town::new().await;
    for (path, query, was) in READS {
        let query = query.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let sent = Sent { method: Method::GET, ..Sent::get(*path, query.collect()) };
        let told = town.send(&sent).await;
        assert!(judge(&told).is_ok(), "again: {was}: {path}: {}", told.text);
    }
}
