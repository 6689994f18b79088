//! The log of deliveries to apps.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

use super::{nothing_there, page, unreadable};
use crate::Platform;
use crate::pages::parts::{Tone, badge, empty, time};
use crate::store::{Slice, Webhook};

const SHOWN: u32 = 200;

/// `/desk/webhooks`.
pub(super) async fn list(State(platform): State<Platform>) -> Response {
    let webhooks = match platform.store().webhooks(Slice::newest(SHOWN)).await {
        Ok(webhooks) => webhooks,
        Err(error) => return unreadable(&error),
    };
    let body = html! {
        h1 { "Webhooks" }
        p.lead {
            "What was sent to the callbacks of apps. Whatever is not accepted is tried again."
        }
        section.sheet.scroll #live hx-get="/desk/webhooks" hx-select="#live" hx-trigger="every 2s"
            hx-swap="outerHTML" {
            @if webhooks.is_empty() { (empty("No webhook has been made yet.")) } @else {
                table {
                    thead { tr {
                        th scope="col" { "Field" }
                        th scope="col" { "App" }
                        th scope="col" { "Made" }
                        th scope="col" { "State" }
                        th scope="col" { "Tries" }
                    } }
                    tbody {
                        @for webhook in &webhooks {
                            tr {
                                td {
                                    a href={ "/desk/webhooks/" (webhook.seq) } { (webhook.field) }
                                }
                                td { (webhook.app) }
                                td { (time(webhook.made_at)) }
                                td { (state(webhook)) }
                                td { (webhook.attempts) }
                            }
                        }
                    }
                }
            }
        }
    };
    page("Webhooks", "/desk/webhooks", body).into_response()
}

/// `/desk/webhooks/{seq}`: one webhook with the exact bytes that are sent.
pub(super) async fn one(State(platform): State<Platform>, Path(seq): Path<i64>) -> Response {
    let webhook = match platform.store().webhook(seq).await {
        Ok(Some(webhook)) => webhook,
        Ok(None) => return nothing_there(),
        Err(error) => return unreadable(&error),
    };
    let body = html! {
        p { a href="/desk/webhooks" { "All webhooks" } }
        h1 { (webhook.field) " " (state(&webhook)) }
        section.sheet {
            dl {
                dt { "App" } dd { (webhook.app) }
                @if let Some(waba) = webhook.waba { dt { "WhatsApp account" } dd { (waba) } }
                dt { "Made" } dd { (time(webhook.made_at)) }
                dt { "Tries" } dd { (webhook.attempts) }
                @if let Some(status) = webhook.last_status { dt { "Last status" } dd { (status) } }
                @if let Some(error) = &webhook.last_error { dt { "Last error" } dd { (error) } }
                @if let Some(next) = webhook.next_at { dt { "Next try" } dd { (time(next)) } }
                @if let Some(at) = webhook.delivered_at { dt { "Delivered" } dd { (time(at)) } }
            }
            h2 { "Body" }
            pre { (pretty(&webhook.body)) }
        }
    };
    page("Webhook", "/desk/webhooks", body).into_response()
}

fn state(webhook: &Webhook) -> Markup {
    if webhook.delivered_at.is_some() {
        badge(Tone::Good, "Delivered")
    } else if webhook.next_at.is_some() {
        badge(Tone::Warn, "Waiting")
    } else {
        badge(Tone::Bad, "Given up")
    }
}

fn pretty(body: &str) -> String {
    let value = serde_json::from_str::<serde_json::Value>(body).ok();
    let pretty = value.and_then(|value| serde_json::to_string_pretty(&value).ok());
    pretty.unwrap_or_else(|| body.to_owned())
}
