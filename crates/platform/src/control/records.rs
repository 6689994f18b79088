//! What left the house, as JSON: mails, notifications, telephones, webhooks, the time line.

use axum::Json;
use axum::extract::{Path, Query, State};
use graph::BusinessId;
use serde::Deserialize;
use serde_json::{Value, json};

use super::answer::{No, Told};
use crate::platform::Platform;
use crate::store::{Entry, ROWS_MAX, Slice};

/// Which rows; all parts may be left out.
#[derive(Debug, Deserialize)]
pub(super) struct Asked {
    /// Rows before this `seq`, newest first.
    before: Option<i64>,
    /// Events after this `seq`, oldest first.
    after: Option<i64>,
    limit: Option<u32>,
    /// Recipient of mails.
    to: Option<String>,
    /// Business of notifications.
    business: Option<String>,
}

impl Asked {
    fn slice(&self) -> Slice {
        Slice { before: self.before, limit: self.rows() }
    }

    fn rows(&self) -> u32 {
        self.limit.unwrap_or(100).min(ROWS_MAX)
    }
}

/// `GET /_control/mail`.
pub(super) async fn mails(State(platform): State<Platform>, Query(asked): Query<Asked>) -> Told {
    let mails = platform.store().mails(asked.to.as_deref(), asked.slice()).await?;
    Ok(Json(json!({ "data": mails })))
}

/// `GET /_control/notices`.
pub(super) async fn notices(State(platform): State<Platform>, Query(asked): Query<Asked>) -> Told {
    let business = asked.business.as_deref().map(str::parse::<BusinessId>).transpose();
    let business = business.map_err(|error| No::bad(error.to_string()))?;
    let notices = platform.store().notices(business, asked.slice()).await?;
    Ok(Json(json!({ "data": notices })))
}

/// `GET /_control/handsets`.
pub(super) async fn handsets(State(platform): State<Platform>, Query(asked): Query<Asked>) -> Told {
    let handsets = platform.store().handsets(asked.rows()).await?;
    Ok(Json(json!({ "data": handsets })))
}

/// `GET /_control/handsets/{number}`.
pub(super) async fn handset(
    State(platform): State<Platform>,
    Path(number): Path<String>,
    Query(asked): Query<Asked>,
) -> Told {
    let entries = platform.store().handset(&number, asked.slice()).await?;
    Ok(Json(json!({ "data": entries })))
}

/// `GET /_control/webhooks`: the delivery log.
pub(super) async fn webhooks(State(platform): State<Platform>, Query(asked): Query<Asked>) -> Told {
    let webhooks = platform.store().webhooks(asked.slice()).await?;
    Ok(Json(json!({ "data": webhooks })))
}

/// `GET /_control/events`: with `after` oldest first, otherwise newest first. Secrets of apps and
/// verification codes are in it: it is the whole truth.
pub(super) async fn events(State(platform): State<Platform>, Query(asked): Query<Asked>) -> Told {
    let entries = match asked.after {
        Some(after) => platform.store().events_after(after, asked.rows()).await?,
        None => platform.store().events(asked.slice()).await?,
    };
    let data: Vec<Value> = entries.iter().map(entry).collect();
    Ok(Json(json!({ "data": data })))
}

fn entry(entry: &Entry) -> Value {
    let Entry { seq, at, by, event } = entry;
    json!({ "seq": seq, "at": at, "by": by, "event": event })
}
