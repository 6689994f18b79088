//! `GET /console/credit`: shares of our credit line that wait for two operators, those there are,
//! and taking one back (requirements G01, G03).

use axum::Form;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use graph::id::BusinessId;
use http::StatusCode;
use maud::{Markup, html};
use serde::Deserialize;
use shell::sql::Tx;
use shell::web::see_other;

use super::guard::SignedIn;
use crate::Provider;
use crate::ledger::decide::{Decision, Declined, Voice, decide};
use crate::pages::{Here, Trouble, console, empty, fact, time};
use crate::roles::Right;
use crate::store::ledger::{self, Held, Share, State as Stands};

/// How many shares a page shows, the newest first.
const SHOWN_MAX: u32 = 200;

/// Why an operator does something.
#[derive(Debug, Deserialize)]
pub(crate) struct Reason {
    #[serde(default)]
    reason: String,
}

/// The page.
pub(crate) async fn page(
    State(provider): State<Provider>,
    operator: SignedIn,
) -> Result<Markup, Trouble> {
    shown(&provider, &operator, None).await
}

async fn shown(
    provider: &Provider,
    operator: &SignedIn,
    problem: Option<&str>,
) -> Result<Markup, Trouble> {
    let read = |db: &Tx<'_>| {
        Ok((ledger::undecided(db)?, ledger::list(db, None, SHOWN_MAX)?, ledger::holds(db)?))
    };
    let (undecided, shares, holds) = provider.db.read(read).await?;
    let limit = provider.settings.credit_shares_per_day;
    let body = html! {
        h1 { "Credit line" }
        p.muted {
            "Our line is shared once with each business that signs up. "
            @if limit > 0 {
                "Of more than " (limit) " shares within 24 hours each one waits here for two "
                "operators; the rest of its onboarding goes on."
            }
        }
        @if let Some(problem) = problem { p.problem role="alert" { (problem) } }
        @if !undecided.is_empty() {
            h2 { "To be decided" }
            div.sheet.scroll { table {
                (head())
                tbody { @for share in &undecided { (row(share, decision(share, operator))) } }
            } }
        }
        @if !holds.is_empty() {
            h2 { "Taken back" }
            div.sheet.scroll { table {
                thead { tr {
                    th scope="col" { "Business" } th scope="col" { "Since" } th scope="col" { "By" }
                    th scope="col" { "Why" } th scope="col" { "" }
                } }
                tbody { @for one in &holds { (held(one, operator)) } }
            } }
        }
        h2 { "Shares" }
        div.sheet.scroll {
            @if shares.is_empty() { (empty("Our line has not been shared yet.")) } @else {
                table {
                    (head())
                    tbody { @for share in &shares { (row(share, take_back(share, operator))) } }
                }
            }
        }
    };
    Ok(console("Credit line", operator, Here::Credit, body))
}

fn head() -> Markup {
    html! {
        thead { tr {
            th scope="col" { "Share" } th scope="col" { "Business" } th scope="col" { "Account" }
            th scope="col" { "Stands" } th scope="col" { "Since" } th scope="col" { "" }
        } }
    }
}

#[expect(clippy::needless_pass_by_value, reason = "markup is made to be put in")]
fn row(share: &Share, act: Markup) -> Markup {
    html! {
        tr data-share=(share.id) data-state=(share.state.as_str()) {
            td { a href={ "/console/credit/" (share.id) } { (share.id) } }
            td { (share.business_name) " " small.muted { (share.business) } }
            td { @if let Some(waba) = share.waba {
                a href={ "/console/clients/" (waba) } { (waba) }
            } }
            td { (share.state.as_str()) @if !share.made { " " small.muted { "found" } } }
            td { (time(share.since)) }
            td.row { (act) }
        }
    }
}

fn decision(share: &Share, operator: &SignedIn) -> Markup {
    let path = format!("/console/credit/{}", share.id);
    html! {
        @if !operator.may(Right::DecideOnShares) {
            span.muted { "Decided by " (Right::DecideOnShares.roles()) "." }
        } @else if share.state == Stands::Waiting {
            form method="post" action={ (path) "/release" } {
                button.plain type="submit" { "Release" }
            }
        } @else if share.released_by.as_ref() == Some(&operator.name) {
            span.muted { "You released it; a second operator confirms." }
        } @else {
            span.muted { "Released by " (share.released_by.as_deref().unwrap_or("")) }
            form method="post" action={ (path) "/confirm" } {
                button.plain type="submit" { "Confirm" }
            }
        }
    }
}

fn take_back(share: &Share, operator: &SignedIn) -> Markup {
    html! {
        @if share.state.alive() && operator.may(Right::RevokeCredit) {
            form method="post" action={ "/console/credit/business/" (share.business) "/revoke" } {
                input name="reason" required aria-label="Why it is taken back" placeholder="Why";
                button.quiet type="submit" { "Take back" }
            }
        }
    }
}

fn held(one: &Held, operator: &SignedIn) -> Markup {
    let Held { business, business_name, mark } = one;
    html! {
        tr data-held=(business) {
            td { (business_name) " " small.muted { (business) } }
            td { (time(mark.at)) } td { (mark.who) } td { (mark.reason) }
            td.row { @if operator.may(Right::DecideOnShares) {
                form method="post" action={ "/console/credit/business/" (business) "/share" } {
                    input name="reason" required aria-label="Why it is shared again"
                        placeholder="Why";
                    button.plain type="submit" { "Share again" }
                }
            } }
        }
    }
}

/// One share, and everything that became of it.
pub(crate) async fn one(
    State(provider): State<Provider>,
    operator: SignedIn,
    Path(share): Path<i64>,
) -> Result<Markup, Trouble> {
    let read = move |db: &Tx<'_>| Ok((ledger::get(db, share)?, ledger::events(db, share)?));
    let (found, events) = provider.db.read(read).await?;
    let share = found.ok_or(Trouble::Absent("share"))?;
    let allocation = share.allocation.map(|id| id.to_string()).unwrap_or_default();
    let body = html! {
        p { a href="/console/credit" { "Credit line" } }
        h1 { "Share " (share.id) }
        dl data-share=(share.id) data-state=(share.state.as_str()) {
            (fact("Business", format!("{} {}", share.business_name, share.business)))
            (fact("Account", share.waba.map(|waba| waba.to_string()).unwrap_or_default()))
            (fact("Allocation", allocation))
            (fact("Stands", share.state.as_str()))
        }
        div.sheet.scroll { table {
            thead { tr {
                th scope="col" { "When" } th scope="col" { "Stands" } th scope="col" { "Who" }
                th scope="col" { "Why" }
            } }
            tbody { @for event in &events { tr {
                td { (time(event.mark.at)) } td { (event.state.as_str()) }
                td { (event.mark.who) } td { (event.mark.reason) }
            } } }
        } }
    };
    Ok(console("Credit share", &operator, Here::Credit, body))
}

/// `POST …/release`.
pub(crate) async fn release(
    State(provider): State<Provider>,
    operator: SignedIn,
    Path(share): Path<i64>,
) -> Result<Response, Trouble> {
    decided(&provider, operator, Decision::Release { share }).await
}

/// `POST …/confirm`.
pub(crate) async fn confirm(
    State(provider): State<Provider>,
    operator: SignedIn,
    Path(share): Path<i64>,
) -> Result<Response, Trouble> {
    decided(&provider, operator, Decision::Confirm { share }).await
}

/// `POST …/revoke`.
pub(crate) async fn revoke(
    State(provider): State<Provider>,
    operator: SignedIn,
    Path(business): Path<BusinessId>,
    Form(Reason { reason }): Form<Reason>,
) -> Result<Response, Trouble> {
    decided(&provider, operator, Decision::Revoke { business, reason }).await
}

/// `POST …/share`.
pub(crate) async fn share(
    State(provider): State<Provider>,
    operator: SignedIn,
    Path(business): Path<BusinessId>,
    Form(Reason { reason }): Form<Reason>,
) -> Result<Response, Trouble> {
    decided(&provider, operator, Decision::Share { business, reason }).await
}

async fn decided(
    provider: &Provider,
    operator: SignedIn,
    decision: Decision,
) -> Result<Response, Trouble> {
    let (now, sealer) = (provider.clock.now(), provider.sealer.clone());
    let voice = Voice::Console(operator.name.clone());
    let write = move |tx: &Tx<'_>| decide(tx, &sealer, &decision, &voice, now);
    match provider.db.write(write).await? {
        Ok(_) => {
            provider.nudge();
            Ok(see_other("/console/credit"))
        }
        Err(Declined::Unknown(_)) => Err(Trouble::Absent("share")),
        Err(declined) => {
            let page = shown(provider, &operator, Some(&declined.to_string())).await?;
            Ok((StatusCode::CONFLICT, page).into_response())
        }
    }
}
