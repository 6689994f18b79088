//! `/_control/webhooks`: the delivery log, and sending again.

use axum::Json;
use graph::AppId;
use serde_json::{Value, json};

use super::answer::{No, Told};
use super::operation::Operation;
use super::request::request;
use super::shape::words;
use crate::deliver::body_of;
use crate::platform::Platform;
use crate::store::{Post, ROWS_MAX, Slice, Webhook, WebhookFilter, WebhookState};

words!(WebhookState);

request! {
    /// Which webhooks, newest first.
    pub(super) struct Asked {
        /// Only those of this app.
        app_id: Option<AppId>,
        /// Only those of this field, such as `messages`.
        field: Option<String>,
        /// Only those that are so far.
        state: Option<WebhookState>,
        /// Only rows before this `seq`.
        before: Option<i64>,
        /// At most so many rows, up to 500.
        limit: u32 = 100u32,
    }
}

request! {
    /// One webhook.
    pub(super) struct One {
        /// Its place in the log.
        seq: i64,
    }
}

request! {
    /// Which requests, newest first.
    pub(super) struct Requests {
        /// Only rows before this `seq`.
        before: Option<i64>,
        /// At most so many rows, up to 500.
        limit: u32 = 100u32,
    }
}

request! {
    /// Which webhooks to send again: one, or a range.
    pub(super) struct Again {
        /// This one.
        seq: Option<i64>,
        /// Those from this one on.
        from: Option<i64>,
        /// Those up to this one; the newest where nothing is said.
        to: Option<i64>,
        /// Only those of this app.
        app_id: Option<AppId>,
    }
}

/// What can be done about webhooks.
pub(super) fn operations() -> Vec<Operation> {
    let (time, app) = ("2026-11-22T08:00:00Z", "670843887433847");
    let row = json!({
        "seq": 5, "event_seq": 12, "app": app, "waba": "102290129340398", "phone": null,
        "field": "account_update", "body": "{…}", "state": "delivered", "made_at": time,
        "again_at": null, "next_at": null, "attempts": 1, "failed": 0, "delivered_at": time,
        "last_status": 200, "last_error": null, "fault": null, "copies": 0,
    });
    let post = json!({
        "seq": 4, "app": app, "url": "https://provider.example/webhook", "at": time,
        "took_us": 1500, "status": 200, "error": null, "answer": "", "signature": "sha256=…",
        "signature_broken": false, "updates": 1,
    });
    let mut whole = row.clone();
    whole["posts"] = json!([post]);
    let mut sent = post.clone();
    sent["body"] = json!("{…}");
    sent["webhooks"] = json!([5]);
    vec![
        Operation::get("/_control/webhooks", "The log of webhooks, newest first.", list)
            .example(json!({ "field": "account_update", "state": "delivered", "limit": 10 }))
            .answers(json!({ "data": [row] })),
        Operation::get("/_control/webhooks/{seq}", "A webhook and every try to deliver it.", one)
            .example(json!({ "seq": 1 }))
            .answers(whole),
        Operation::get("/_control/webhook-posts", "Requests to callbacks, newest first.", posts)
            .answers(json!({ "data": [post] })),
        Operation::get(
            "/_control/webhook-posts/{seq}",
            "A request to a callback with the exact body that was signed.",
            sent_post,
        )
        .example(json!({ "seq": 1 }))
        .answers(sent),
        Operation::post(
            "/_control/webhooks/redeliver",
            "Sends webhooks again at once, delivered or not.",
            redeliver,
        )
        .example(json!({ "from": 1, "to": 5 }))
        .answers(json!({ "success": true, "count": 5 })),
    ]
}

/// `GET /_control/webhooks`.
async fn list(platform: Platform, asked: Asked) -> Told {
    let Asked { app_id: app, field, state, before, limit } = asked;
    let slice = Slice { before, limit: limit.min(ROWS_MAX) };
    let filter = WebhookFilter { app, field, state };
    let webhooks = platform.store().webhooks_like(filter, slice).await?;
    let data: Vec<Value> = webhooks.iter().map(shown).collect();
    Ok(Json(json!({ "data": data })))
}

/// `GET /_control/webhooks/{seq}`.
async fn one(platform: Platform, One { seq }: One) -> Told {
    let webhook = platform.store().webhook(seq).await?;
    let webhook = webhook.ok_or_else(|| No::missing("there is no such webhook in the log"))?;
    let mut told = shown(&webhook);
    told["posts"] = json!(platform.store().posts_of(seq).await?);
    Ok(Json(told))
}

fn shown(webhook: &Webhook) -> Value {
    let mut told = json!(webhook);
    told["state"] = json!(webhook.state());
    told
}

/// `GET /_control/webhook-posts`.
async fn posts(platform: Platform, Requests { before, limit }: Requests) -> Told {
    let slice = Slice { before, limit: limit.min(ROWS_MAX) };
    let posts: Vec<Post> = platform.store().posts(slice).await?;
    Ok(Json(json!({ "data": posts })))
}

/// `GET /_control/webhook-posts/{seq}`.
async fn sent_post(platform: Platform, One { seq }: One) -> Told {
    let post = platform.store().post(seq).await?;
    let (post, webhooks) = post.ok_or_else(|| No::missing("there is no such request"))?;
    let mut told = json!(post);
    told["body"] = json!(body_of(&webhooks));
    told["webhooks"] = webhooks.iter().map(|webhook| webhook.seq).collect();
    Ok(Json(told))
}

/// `POST /_control/webhooks/redeliver`.
async fn redeliver(platform: Platform, Again { seq, from, to, app_id }: Again) -> Told {
    let range = match (seq, from, to) {
        (Some(one), None, None) => (one, one),
        (None, Some(from), to) => (from, to.unwrap_or(i64::MAX)),
        _ => {
            return Err(No::bad("say either {\"seq\":7} or {\"from\":7,\"to\":9}"));
        }
    };
    let count = platform.store().redeliver(range, app_id, platform.now()).await?;
    if count == 0 {
        return Err(No::missing("there is no such webhook in the log"));
    }
    platform.lanes().wake();
    Ok(Json(json!({ "success": true, "count": count })))
}
