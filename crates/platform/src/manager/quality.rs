//! `/business/{id}/quality`: account quality: what Meta holds against the accounts of a business,
//! what they may not do, and the review one can request (requirements D02, D03).

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use graph::BusinessId;
use jiff::Timestamp;
use maud::{Markup, html};
use world::{Appeal, Command, Enforcement, RestrictionKind, Violation, Waba};

use super::business::check;
use super::sent::{Sent, Visitor};
use super::{page, tabs};
use crate::Platform;
use crate::pages::parts::{Tone, badge, empty, time};

/// The page.
pub(super) async fn show(State(platform): State<Platform>, visitor: Visitor) -> Response {
    let business = match visitor.business(&platform) {
        Ok(business) => business,
        Err(answer) => return *answer,
    };
    let (wabas, admin, days) = platform.read(|world| {
        let known = world.businesses.get(&business);
        let owned = known.map(|known| known.owned_wabas.as_slice()).unwrap_or_default();
        let wabas: Vec<Waba> = owned.iter().filter_map(|id| world.wabas.get(id)).cloned().collect();
        let admin = known.is_some_and(|known| known.is_admin(visitor.person.id));
        (wabas, admin, world.policy.appeal_days)
    });
    let now = platform.now();
    let body = html! {
        (tabs(&platform, business, "quality"))
        h1 { "Account quality" }
        p.lead {
            "What was found against the WhatsApp Business policies, and what follows from it. You "
            "may request a review within " (days) " days; it takes one or two days and ends with "
            "Unchanged or Reversed."
        }
        @if wabas.is_empty() { (empty("This business owns no account yet.")) }
        @for waba in &wabas { (one(business, waba, (admin, days), now)) }
    };
    page("Account quality", &visitor.person, body).into_response()
}

fn one(business: BusinessId, waba: &Waba, (admin, days): (bool, i64), now: Timestamp) -> Markup {
    let enforcement = &waba.enforcement;
    html! {
        section.sheet id={ "waba-" (waba.id) } {
            h2 { (waba.name) " " (check(waba)) }
            (issues(waba, now))
            @match waba.appeal() {
                Some(Appeal::Open) if admin => (request(business, waba, days)),
                Some(Appeal::Open) => p.muted { "An admin of this business may request a review." },
                Some(Appeal::Pending { since }) => p {
                    (badge(Tone::Warn, "In review")) " since " (time(since))
                },
                Some(Appeal::Declined { since }) => p {
                    (badge(Tone::Bad, "Unchanged")) " since " (time(since))
                    ": the decision is final."
                },
                None => {},
            }
            (history(enforcement))
        }
    }
}

/// What holds now.
fn issues(waba: &Waba, now: Timestamp) -> Markup {
    let restrictions: Vec<(&RestrictionKind, &Timestamp)> =
        waba.enforcement.restrictions.iter().filter(|(_, until)| **until > now).collect();
    html! {
        @if waba.is_disabled() {
            div.problem { strong { "This account is disabled." } " Nothing can be sent from it." }
        }
        @if waba.is_locked() {
            div.problem { strong { "This account is locked." } " Nothing can be sent from it." }
        }
        @if let Some(at) = waba.disables_at() {
            div.problem { strong { "This account will be disabled" } " on " (time(at)) "." }
        }
        @for (kind, until) in &restrictions {
            div.advice { "Until " (time(**until)) " this account may not " (kind.forbids()) "." }
        }
        @if let Some((violation, _)) = waba.held_against() { (policy(violation)) }
        @if restrictions.is_empty() && waba.held_against().is_none() {
            p { (badge(Tone::Good, "No issues")) }
        }
    }
}

/// What the policy says, and how to follow it.
fn policy(violation: Violation) -> Markup {
    html! {
        details {
            summary { "See details: " (violation.as_str()) }
            p { "The WhatsApp Business policies forbid " (violation.forbids()) "." }
            p {
                "Look through the names, descriptions, websites and messages of this account, and "
                "take out what the policy forbids. Every repetition is answered harder: a warning, "
                "a restriction of 1 or 3 days, of 5, 7 or 30 days, a lock, the end of the account."
            }
        }
    }
}

fn request(business: BusinessId, waba: &Waba, days: i64) -> Markup {
    let since = waba.held_against().map(|(_, since)| since);
    html! {
        form #appeal method="post" action={ "/business/" (business) "/appeal" } {
            input type="hidden" name="waba" value=(waba.id);
            label for={ "statement-" (waba.id) } { "Why you think this is a mistake" }
            textarea id={ "statement-" (waba.id) } name="statement" rows="3" {}
            button { "Request a review" }
            @if let Some(since) = since {
                p.muted { "Possible for " (days) " days from " (time(since)) "." }
            }
        }
    }
}

fn history(enforcement: &Enforcement) -> Markup {
    html! {
        @if !enforcement.breaches.is_empty() {
            h3 { "Violations found" }
            ul {
                @for breach in enforcement.breaches.iter().rev() {
                    li {
                        (time(breach.at)) " " strong { (breach.violation.as_str()) } ": "
                        (breach.consequence)
                    }
                }
            }
        }
        @if !enforcement.appeals.is_empty() {
            h3 { "Reviews requested" }
            ul {
                @for appeal in enforcement.appeals.iter().rev() {
                    li {
                        (time(appeal.made_at)) " "
                        @match appeal.decided {
                            None => (badge(Tone::Warn, "In review")),
                            Some((_, true)) => (badge(Tone::Good, "Reversed")),
                            Some((_, false)) => (badge(Tone::Bad, "Unchanged")),
                        }
                        @if !appeal.statement.is_empty() { " “" (appeal.statement) "”" }
                    }
                }
            }
        }
    }
}

/// `POST /business/{id}/appeal`: a review is requested.
pub(super) async fn appeal(State(platform): State<Platform>, sent: Sent) -> Response {
    let business = match sent.visitor.business(&platform) {
        Ok(business) => business,
        Err(answer) => return *answer,
    };
    let back = format!("/business/{business}/quality");
    let statement = sent.fields.get("statement").to_owned();
    let command = sent.fields.read("waba").map(|waba| Command::Appeal { waba, statement });
    sent.act(&platform, command, &back).await
}
