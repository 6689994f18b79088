//! The log of deliveries to apps: what was sent where, what was answered, sending it again.

use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use shell::web::see_other;

use super::{control, not_done, nothing_there, page, unreadable};
use crate::Platform;
use crate::deliver::body_of;
use crate::pages::fields::Fields;
use crate::pages::parts::{Tone, badge, empty, live, text_field, time};
use crate::store::{Post, Slice, Webhook, WebhookFilter, WebhookState};

const SHOWN: u32 = 200;

/// What the list is narrowed to; everything empty shows all.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Narrowed {
    app: String,
    field: String,
    state: String,
    before: Option<i64>,
}

impl Narrowed {
    fn filter(&self) -> WebhookFilter {
        WebhookFilter {
            app: self.app.trim().parse().ok(),
            field: Some(self.field.trim().to_owned()).filter(|field| !field.is_empty()),
            state: WebhookState::ALL.into_iter().find(|state| word(*state) == self.state),
        }
    }

    fn address(&self, before: Option<i64>) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("app", &self.app).append_pair("field", &self.field);
        query.append_pair("state", &self.state);
        if let Some(before) = before {
            query.append_pair("before", &before.to_string());
        }
        format!("/desk/webhooks?{}", query.finish())
    }
}

/// `/desk/webhooks`.
pub(super) async fn list(
    State(platform): State<Platform>,
    Query(narrowed): Query<Narrowed>,
) -> Response {
    let slice = Slice { before: narrowed.before, limit: SHOWN };
    let webhooks = match platform.store().webhooks_like(narrowed.filter(), slice).await {
        Ok(webhooks) => webhooks,
        Err(error) => return unreadable(&error),
    };
    let rows = html! {
        @if webhooks.is_empty() { (empty("No webhook is here.")) } @else {
            (table(&webhooks))
            @if let Some(last) = webhooks.last().filter(|_| webhooks.len() == SHOWN as usize) {
                p { a #older href=(narrowed.address(Some(last.seq))) { "Older ones" } }
            }
        }
    };
    let body = html! {
        h1 { "Webhooks" }
        p.lead {
            "What was sent to the callbacks of apps. Whatever is not accepted is tried again for 7 \
             days of the clock."
        }
        section.sheet { (narrowing(&narrowed)) }
        section.sheet.scroll role="region" tabindex="0" aria-label="The log" {
            (live(&narrowed.address(narrowed.before), rows))
        }
        section.sheet {
            h2 { "Send again" }
            form #redeliver method="post" action="/desk/webhooks/redeliver" {
                (text_field("from", "From number", ""))
                (text_field("to", "Up to number (the newest where this is empty)", ""))
                (text_field("app_id", "Only of this app", ""))
                button { "Send again" }
            }
        }
        section.sheet {
            h2 { "Trouble on purpose" }
            p {
                "Wrong signatures, copies, delays and losses are "
                a href="/desk/faults" { "faults to order" } "."
            }
        }
    };
    page("Webhooks", "/desk/webhooks", body).into_response()
}

fn narrowing(narrowed: &Narrowed) -> Markup {
    html! {
        form #narrow method="get" action="/desk/webhooks" {
            (text_field("app", "App", &narrowed.app))
            (text_field("field", "Field", &narrowed.field))
            label for="state" { "State" }
            select id="state" name="state" {
                option value="" { "All" }
                @for state in WebhookState::ALL {
                    option value=(word(state)) selected[word(state) == narrowed.state] {
                        (word(state))
                    }
                }
            }
            button.plain { "Show" }
        }
    }
}

fn table(webhooks: &[Webhook]) -> Markup {
    html! {
        table {
            thead { tr {
                th scope="col" { "Number" }
                th scope="col" { "Field" }
                th scope="col" { "App" }
                th scope="col" { "Made" }
                th scope="col" { "State" }
                th scope="col" { "Tries" }
            } }
            tbody {
                @for webhook in webhooks {
                    tr {
                        td { (webhook.seq) }
                        td {
                            a id={ "webhook-" (webhook.seq) }
                                href={ "/desk/webhooks/" (webhook.seq) } { (webhook.field) }
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

/// `/desk/webhooks/{seq}`: one webhook with its bytes, and every try to deliver it.
pub(super) async fn one(State(platform): State<Platform>, Path(seq): Path<i64>) -> Response {
    let webhook = platform.store().webhook(seq).await;
    let (webhook, posts) = match (webhook, platform.store().posts_of(seq).await) {
        (Ok(Some(webhook)), Ok(posts)) => (webhook, posts),
        (Ok(None), _) => return nothing_there(),
        (Err(error), _) | (_, Err(error)) => return unreadable(&error),
    };
    let body = html! {
        p { a href="/desk/webhooks" { "All webhooks" } }
        h1 { (webhook.field) " " (state(&webhook)) }
        section.sheet {
            dl {
                dt { "Number" } dd { (webhook.seq) }
                dt { "App" } dd { (webhook.app) }
                @if let Some(waba) = webhook.waba { dt { "WhatsApp account" } dd { (waba) } }
                @if let Some(phone) = webhook.phone { dt { "Phone number" } dd { (phone) } }
                dt { "Made" } dd { (time(webhook.made_at)) }
                @if let Some(at) = webhook.again_at { dt { "Asked for again" } dd { (time(at)) } }
                dt { "Tries" } dd { (webhook.attempts) }
                @if let Some(fault) = &webhook.fault { dt { "On purpose" } dd { (fault) } }
                @if let Some(next) = webhook.next_at { dt { "Next try" } dd { (time(next)) } }
                @if let Some(at) = webhook.delivered_at { dt { "Delivered" } dd { (time(at)) } }
            }
            form #redeliver method="post" action="/desk/webhooks/redeliver" {
                input type="hidden" name="seq" value=(webhook.seq);
                button.plain { "Send again" }
            }
        }
        section.sheet.scroll role="region" tabindex="0" aria-label="Tries" {
            h2 { "Tries" }
            @if posts.is_empty() { (empty("It was not tried yet.")) } @else { (tries(&posts)) }
        }
        section.sheet { h2 { "Body" } pre { (pretty(&webhook.body)) } }
    };
    page("Webhook", "/desk/webhooks", body).into_response()
}

fn tries(posts: &[Post]) -> Markup {
    html! {
        table {
            thead { tr {
                th scope="col" { "Request" }
                th scope="col" { "Sent" }
                th scope="col" { "Took" }
                th scope="col" { "To" }
                th scope="col" { "Result" }
            } }
            tbody {
                @for post in posts {
                    tr {
                        td { a href={ "/desk/webhooks/posts/" (post.seq) } { (post.seq) } }
                        td { (time(post.at)) }
                        td { (post.took_us / 1_000) " ms" }
                        td { (post.url.as_deref().unwrap_or("no callback")) }
                        td { (result(post)) }
                    }
                }
            }
        }
    }
}

fn result(post: &Post) -> Markup {
    html! {
        @match &post.error {
            None => (badge(Tone::Good, "Accepted")),
            Some(why) => { (badge(Tone::Bad, "Failed")) " " (why) }
        }
        @if post.signature_broken { " " (badge(Tone::Warn, "Signature broken on purpose")) }
    }
}

/// `/desk/webhooks/posts/{seq}`: one request with the exact bytes that were signed.
pub(super) async fn post(State(platform): State<Platform>, Path(seq): Path<i64>) -> Response {
    let (post, webhooks) = match platform.store().post(seq).await {
        Ok(Some(found)) => found,
        Ok(None) => return nothing_there(),
        Err(error) => return unreadable(&error),
    };
    let body = html! {
        p { a href="/desk/webhooks" { "All webhooks" } }
        h1 { "Request " (post.seq) }
        section.sheet {
            p { (result(&post)) }
            dl {
                dt { "App" } dd { (post.app) }
                dt { "To" } dd { (post.url.as_deref().unwrap_or("no callback")) }
                dt { "Sent" } dd { (time(post.at)) }
                dt { "Took" } dd { (post.took_us / 1_000) " ms" }
                @if let Some(status) = post.status { dt { "Status" } dd { (status) } }
                dt { "X-Hub-Signature-256" } dd { code { (post.signature) } }
                dt { "Changes" } dd {
                    @for webhook in &webhooks {
                        a href={ "/desk/webhooks/" (webhook.seq) } {
                            (webhook.field) " " (webhook.seq)
                        } " "
                    }
                }
            }
        }
        @if !post.answer.is_empty() {
            section.sheet { h2 { "Answer" } pre { (post.answer) } }
        }
        section.sheet { h2 { "Body as it was signed" } pre { (body_of(&webhooks)) } }
    };
    page("Request", "/desk/webhooks", body).into_response()
}

/// `POST /desk/webhooks/redeliver`: as the route of the control interface.
pub(super) async fn redeliver(State(platform): State<Platform>, body: Bytes) -> Response {
    let wish = wish(&Fields::parse(&body), &["seq", "from", "to"]);
    let back = match wish["seq"].as_i64() {
        Some(seq) => format!("/desk/webhooks/{seq}"),
        None => "/desk/webhooks".to_owned(),
    };
    match control::call(&platform, "/_control/webhooks/redeliver", &wish).await {
        Ok(_) => see_other(&back),
        Err(why) => not_done(&why, &back),
    }
}

/// What the fields of a form say; those that are empty say nothing.
fn wish(fields: &Fields, numbers: &[&str]) -> Value {
    let mut wish = Map::new();
    for name in numbers {
        if let Some(text) = fields.given(name) {
            let number = text.parse::<i64>().map_or(Value::String(text), Value::from);
            wish.insert((*name).to_owned(), number);
        }
    }
    if let Some(app) = fields.given("app_id") {
        wish.insert("app_id".to_owned(), json!(app));
    }
    Value::Object(wish)
}

fn word(state: WebhookState) -> &'static str {
    match state {
        WebhookState::Waiting => "waiting",
        WebhookState::Delivered => "delivered",
        WebhookState::Dropped => "dropped",
    }
}

fn state(webhook: &Webhook) -> Markup {
    match webhook.state() {
        WebhookState::Delivered => badge(Tone::Good, "Delivered"),
        WebhookState::Waiting => badge(Tone::Warn, "Waiting"),
        WebhookState::Dropped => match &webhook.fault {
            Some(fault) if webhook.attempts == 0 => badge(Tone::Warn, fault),
            _ => badge(Tone::Bad, "Dropped after 7 days"),
        },
    }
}

fn pretty(body: &str) -> String {
    let value = serde_json::from_str::<Value>(body).ok();
    let pretty = value.and_then(|value| serde_json::to_string_pretty(&value).ok());
    pretty.unwrap_or_else(|| body.to_owned())
}
