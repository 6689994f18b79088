//! `GET /console`: all clients, the newest first.

use axum::extract::{Query, State};
use axum::response::Response;
use graph::id::WabaId;
use jiff::{SignedDuration, Timestamp};
use maud::{Markup, html};
use onboard::later;
use serde::Deserialize;

use super::guard::SignedIn;
use super::search::{self, Found};
use super::words;
use crate::Provider;
use crate::pages::{Here, Live, Seen, Tone, Trouble, badge, console, days_left, empty, plural};
use crate::store::clients::{self, Stage};
use crate::store::{ClientRow, PhoneRow, callbacks, settings};

/// How often the table asks whether it changed, in seconds.
const EVERY_S: u32 = 2;
/// Signups that could not be used are shown for so many hours, at most so many.
const PROBLEM_HOURS: i64 = 24;
const PROBLEMS_MAX: u32 = 5;

/// What is looked for, and from where on.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    q: String,
    after: Option<String>,
}

/// The whole page.
pub(crate) async fn page(
    State(provider): State<Provider>,
    operator: SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Markup, Trouble> {
    let part = part(&provider, &asked).await?;
    let live = Live { id: "clients", path: &part.path, every_s: EVERY_S, inner: part.inner };
    let body = html! {
        div.row {
            h1 { "Clients" }
            form.row.push id="search" aria-label="Search" method="get" action="/console" {
                label.unseen for="q" { "Name, account id, e-mail address or number" }
                input id="q" name="q" type="search" value=(asked.q)
                    placeholder="Name, id, e-mail or number";
                button.plain type="submit" { "Search" }
            }
        }
        (live.markup())
    };
    Ok(console("Clients", &operator, Here::Clients, body))
}

/// The part of it that changes.
pub(crate) async fn table(
    State(provider): State<Provider>,
    Query(asked): Query<Asked>,
    Query(seen): Query<Seen>,
) -> Result<Response, Trouble> {
    let part = part(&provider, &asked).await?;
    let live = Live { id: "clients", path: &part.path, every_s: EVERY_S, inner: part.inner };
    Ok(live.answer(&seen))
}

struct Part {
    path: String,
    inner: Markup,
}

async fn part(provider: &Provider, asked: &Asked) -> Result<Part, Trouble> {
    let after = asked.after.as_deref().and_then(search::place_from_text);
    let words = asked.q.clone();
    let since = later(provider.clock.now(), -SignedDuration::from_hours(PROBLEM_HOURS));
    let (found, counts, problems) = provider
        .db
        .read(move |db| {
            let keys = [settings::SWEEP_PROBLEM, settings::SUBSCRIPTION_PROBLEM];
            let mut problems = Vec::new();
            for key in keys {
                problems.extend(settings::get(db, key)?);
            }
            for (at, problem) in callbacks::problems(db, since, PROBLEMS_MAX)? {
                let at = at.strftime("%Y-%m-%d %H:%M:%S UTC");
                problems.push(format!("a signup of {at} could not be used: {problem}"));
            }
            Ok((search::find(db, &words, after)?, clients::counts(db)?, problems))
        })
        .await?;
    let now = provider.clock.now();
    let inner = html! {
        @for problem in &problems { p.problem { (problem) } }
        (summary(&counts))
        (rows(&found, now))
        (paging(&found, asked))
    };
    Ok(Part { path: address("/console/table", &asked.q, asked.after.as_deref()), inner })
}

fn summary(counts: &[(Stage, u64)]) -> Markup {
    html! {
        p.row id="counts" {
            @for (stage, count) in counts.iter().filter(|(_, count)| *count > 0) {
                span data-count=(stage.as_str()) { (count) " " (words::stage(*stage)) }
            }
        }
    }
}

fn rows(found: &Found, now: Timestamp) -> Markup {
    html! {
        div.sheet.scroll {
            @if found.clients.is_empty() {
                (empty("No client here. Whoever signs up appears by itself."))
            } @else {
                table {
                    thead {
                        tr {
                            th scope="col" { "Client" }
                            th scope="col" { "Numbers" }
                            th scope="col" { "Stage" }
                            th scope="col" { "Waiting for" }
                            th scope="col" { "Trial" }
                            th scope="col" { "Problem" }
                        }
                    }
                    tbody { @for (client, phones) in &found.clients { (row(client, phones, now)) } }
                }
            }
        }
    }
}

fn row(client: &ClientRow, phones: &[PhoneRow], now: Timestamp) -> Markup {
    html! {
        tr data-waba=(client.waba_id) data-stage=(client.stage.as_str())
            data-live=(client.stage == Stage::Live)
        {
            td {
                a href={ "/console/clients/" (client.waba_id) } { (title(client)) }
                br;
                small { (client.waba_name) " · " (client.waba_id) }
            }
            td {
                @for phone in phones {
                    a href=(phone_path(client.waba_id, phone)) { (phone.display) }
                    br;
                }
                @if phones.is_empty() { small { "none" } }
            }
            td { (words::stage(client.stage)) }
            td { (waiting(client)) }
            td { (trial(client, now)) }
            td { @if client.problem.is_some() { (badge(Tone::Bad, "problem")) } }
        }
    }
}

fn waiting(client: &ClientRow) -> Markup {
    html! {
        @match client.waiting.as_slice() {
            [] => small { "nothing" },
            [first] => (first),
            [first, rest @ ..] => {
                (first) " " small { "and " (rest.len()) " more" }
            },
        }
    }
}

fn trial(client: &ClientRow, now: Timestamp) -> Markup {
    let Some(ends) = client.trial_ends else {
        return html! { small { "–" } };
    };
    let days = days_left(ends, now);
    let tone = match days {
        0 => Tone::Bad,
        1..=7 => Tone::Warn,
        _ => Tone::Plain,
    };
    let words =
        if ends <= now { "over".to_owned() } else { format!("{} left", plural(days, "day")) };
    badge(tone, &words)
}

fn paging(found: &Found, asked: &Asked) -> Markup {
    html! {
        nav.row aria-label="Pages" {
            @if asked.after.is_some() {
                a href=(address("/console", &asked.q, None)) { "To the newest" }
            }
            @if let Some(next) = found.next.map(search::place_to_text) {
                a.push id="older" href=(address("/console", &asked.q, Some(&next))) {
                    "Older clients"
                }
            }
        }
    }
}

fn address(path: &str, words: &str, after: Option<&str>) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("q", words);
    if let Some(after) = after {
        query.append_pair("after", after);
    }
    format!("{path}?{}", query.finish())
}

/// What a client is called: its business, or as long as that is not known its account.
pub(crate) fn title(client: &ClientRow) -> String {
    match (client.business_name.as_str(), client.waba_name.as_str()) {
        ("", "") => format!("Account {}", client.waba_id),
        ("", name) | (name, _) => name.to_owned(),
    }
}

/// The page of a number.
pub(crate) fn phone_path(waba: WabaId, phone: &PhoneRow) -> String {
    format!("/console/clients/{waba}/phones/{}", phone.phone_id)
}
