//! `GET /console/inbox`: webhooks that could not be applied, and what an operator does about them.

use axum::extract::{Path, State};
use axum::response::Response;
use maud::{Markup, html};
use shell::sql::Tx;
use shell::web::see_other;

use super::guard::SignedIn;
use crate::Provider;
use crate::audit;
use crate::inbox::{Decision, decide};
use crate::pages::{Here, Trouble, console, empty, fact, plural, time};
use crate::roles::Right;
use crate::store::inbox::{self, Entry};

/// How many of them a page shows, the newest first.
const SHOWN_MAX: u32 = 100;
/// How much of a body is shown, in characters.
const BODY_MAX: usize = 20_000;

/// The list.
pub(crate) async fn page(
    State(provider): State<Provider>,
    operator: SignedIn,
) -> Result<Markup, Trouble> {
    let wanted = inbox::Wanted {
        state: Some(inbox::State::Poison),
        limit: SHOWN_MAX,
        ..inbox::Wanted::default()
    };
    let read = move |db: &Tx<'_>| Ok((inbox::list(db, &wanted)?, inbox::counts(db)?));
    let decides = operator.may(Right::ActOnInbox);
    let (set_aside, (open, poison)) = provider.db.read(read).await?;
    let body = html! {
        h1 { "Webhooks" }
        p.muted {
            "What the platform reports is stored before it is answered, and applied once. What "
            "cannot be applied is set aside here and holds up nothing; nothing of it is lost."
        }
        dl id="inbox-counts" {
            (fact("Waiting to be applied", open.to_string()))
            (fact("Set aside", poison.to_string()))
        }
        div.sheet.scroll {
            @if set_aside.is_empty() { (empty("Nothing is set aside.")) } @else {
                table {
                    thead { tr {
                        th scope="col" { "Place" } th scope="col" { "Received" }
                        th scope="col" { "Why it was set aside" } th scope="col" { "" }
                    } }
                    tbody { @for entry in &set_aside { (row(entry, decides)) } }
                }
            }
        }
    };
    Ok(console("Webhooks", &operator, Here::Inbox, body))
}

fn row(entry: &Entry, decides: bool) -> Markup {
    html! {
        tr data-webhook=(entry.seq) data-state=(entry.state.as_str()) {
            td { a href={ "/console/inbox/" (entry.seq) } { (entry.seq) } }
            td { (time(entry.received_at)) }
            td { (entry.problem.as_deref().unwrap_or("")) }
            td.row { @if decides { (decisions(entry)) } }
        }
    }
}

fn decisions(entry: &Entry) -> Markup {
    html! {
        @if entry.state == inbox::State::Poison {
            form method="post" action={ "/console/inbox/" (entry.seq) "/retry" } {
                button.plain type="submit" { "Try again" }
            }
            form method="post" action={ "/console/inbox/" (entry.seq) "/discard" } {
                button.quiet type="submit" { "Give up" }
            }
        }
    }
}

/// One webhook, whatever became of it.
pub(crate) async fn one(
    State(provider): State<Provider>,
    operator: SignedIn,
    Path(seq): Path<i64>,
) -> Result<Markup, Trouble> {
    let found = provider.db.read(move |db| inbox::get(db, seq)).await?;
    let (entry, text) = found.ok_or(Trouble::Absent("webhook"))?;
    let source = match entry.source {
        Some(phone) => format!("the client instance of number {phone}"),
        None => "the platform".to_owned(),
    };
    let shown: String = text.chars().take(BODY_MAX).collect();
    let body = html! {
        p { a href="/console/inbox" { "Webhooks" } }
        h1 { "Webhook " (entry.seq) }
        dl data-webhook=(entry.seq) data-state=(entry.state.as_str()) {
            (fact("From", source))
            (fact("Received", time(entry.received_at)))
            (fact("Stands", entry.state.as_str()))
            @if let Some(at) = entry.done_at { (fact("Dealt with", time(at))) }
            @if let Some(problem) = &entry.problem { (fact("Problem", problem.as_str())) }
            (fact("Could not be applied", plural(i64::from(entry.attempts), "time")))
            (fact("Applied anew on request", plural(i64::from(entry.replays), "time")))
        }
        @if operator.may(Right::ActOnInbox) { div.row { (decisions(&entry)) } }
        h2 { "As it came" }
        pre.scroll id="body" { (shown) }
        @if shown.len() < text.len() { p.muted { "The rest is left out here." } }
    };
    Ok(console("Webhook", &operator, Here::Inbox, body))
}

/// `POST …/retry`.
pub(crate) async fn retry(
    State(provider): State<Provider>,
    operator: SignedIn,
    Path(seq): Path<i64>,
) -> Result<Response, Trouble> {
    decided(&provider, operator, Decision::Retry { seq }).await
}

/// `POST …/discard`.
pub(crate) async fn discard(
    State(provider): State<Provider>,
    operator: SignedIn,
    Path(seq): Path<i64>,
) -> Result<Response, Trouble> {
    decided(&provider, operator, Decision::Discard { seq }).await
}

async fn decided(
    provider: &Provider,
    operator: SignedIn,
    decision: Decision,
) -> Result<Response, Trouble> {
    let now = provider.clock.now();
    let (what, seq) = match decision {
        Decision::Retry { seq } => ("had a webhook tried again", seq),
        Decision::Discard { seq } => ("gave a webhook up", seq),
        Decision::Replay { .. } => ("had webhooks applied anew", 0),
    };
    let deed = operator.deed(provider, what, format!("webhook {seq}"));
    let sealer = provider.sealer.clone();
    let write = move |tx: &Tx<'_>| {
        let done = decide(tx, decision, &operator.name, now)?;
        if done > 0 {
            audit::write(tx, &sealer, &deed)?;
        }
        Ok(done)
    };
    if provider.db.write(write).await? == 0 {
        return Err(Trouble::Absent("webhook that is set aside"));
    }
    provider.nudge();
    Ok(see_other("/console/inbox"))
}
