//! `/desk/measures`: what Meta does to accounts that break its policies (contract §9.9), and
//! verifications it takes back.

use axum::body::Bytes;
use axum::extract::State;
use axum::response::Response;
use maud::{Markup, html};
use world::{Command, Measure, RestrictionKind, VerificationCommand, Violation, Waba, World};

use super::{act, not_done, page};
use crate::Platform;
use crate::pages::fields::Fields;
use crate::pages::parts::{Tone, badge, empty, time};

/// The page.
pub(super) async fn show(State(platform): State<Platform>) -> Markup {
    let (wabas, verified) = platform.read(look);
    let body = html! {
        h1 { "Measures" }
        p.lead {
            "An account that breaks a policy is warned, restricted for days, locked, and in the "
            "end disabled. Business and provider are told; the business may request a review."
        }
        section.sheet {
            @if wabas.is_empty() {
                (empty("There is no account yet."))
            } @else {
                (the_form(&wabas))
            }
        }
        section.sheet {
            h2 { "Accounts" }
            @for waba in &wabas { (one(waba)) }
        }
        section.sheet {
            h2 { "Verified businesses" }
            @if verified.is_empty() { (empty("No business is verified.")) }
            @for (id, name) in &verified {
                form.row method="post" action="/desk/measures/verification" {
                    input type="hidden" name="business" value=(id);
                    span { (name) " " small { (id) } }
                    button.plain name="how" value="revoke" { "Revoke" }
                    button.plain name="how" value="expire" { "Let it expire" }
                }
            }
        }
    };
    page("Measures", "/desk/reviews", body)
}

fn look(world: &World) -> (Vec<Waba>, Vec<(graph::BusinessId, String)>) {
    let theirs =
        |waba: &&Waba| world.businesses.get(&waba.owner).is_some_and(|owner| !owner.provider);
    let wabas = world.wabas.values().filter(theirs).cloned().collect();
    let verified = world.businesses.values().filter(|one| one.is_verified() && !one.provider);
    let verified = verified.map(|one| (one.id, one.profile.name.clone())).collect();
    (wabas, verified)
}

fn the_form(wabas: &[Waba]) -> Markup {
    html! {
        form #measure method="post" action="/desk/measures" {
            div.fields {
                div {
                    label for="waba" { "Account" }
                    select id="waba" name="waba" {
                        @for waba in wabas { option value=(waba.id) { (waba.name) } }
                    }
                }
                div {
                    label for="violation" { "Policy" }
                    select id="violation" name="violation" {
                        @for one in Violation::ALL {
                            option value=(one.as_str()) { (one.as_str()) }
                        }
                    }
                }
                div {
                    label for="days" { "Days" }
                    input id="days" name="days" inputmode="numeric" value="3";
                }
            }
            fieldset {
                legend { "What is forbidden for these days" }
                @for kind in RestrictionKind::ALL {
                    label {
                        input type="checkbox" name=(kind.as_str()) value="yes" checked;
                        (kind.forbids())
                    }
                }
            }
            div.row {
                button.plain name="measure" value="warn" { "Warn" }
                button.plain name="measure" value="restrict" { "Restrict" }
                button.plain name="measure" value="lock" { "Lock" }
                button.plain name="measure" value="schedule" { "Disable after these days" }
                button.plain name="measure" value="disable" { "Disable now" }
            }
        }
    }
}

fn one(waba: &Waba) -> Markup {
    let enforcement = &waba.enforcement;
    let quiet = enforcement.restrictions.is_empty() && waba.held_against().is_none();
    html! {
        div.notice {
            strong { (waba.name) } " " small { (waba.id) } " "
            @if waba.is_disabled() { (badge(Tone::Bad, "Disabled")) }
            @if waba.is_locked() { (badge(Tone::Bad, "Locked")) }
            @if let Some(at) = waba.disables_at() {
                (badge(Tone::Bad, "To be disabled")) " " (time(at))
            }
            @for (kind, until) in &enforcement.restrictions {
                br; "May not " (kind.forbids()) " until " (time(*until))
            }
            @if quiet { (badge(Tone::Good, "No issues")) } @else {
                form.row method="post" action="/desk/measures/lift" {
                    input type="hidden" name="waba" value=(waba.id);
                    button.quiet { "Take everything back" }
                }
            }
        }
    }
}

/// `POST /desk/measures`.
pub(super) async fn take(State(platform): State<Platform>, body: Bytes) -> Response {
    let fields = Fields::parse(&body);
    let days: i64 = fields.read("days").unwrap_or_default();
    let chosen = |kind: &RestrictionKind| fields.get(kind.as_str()) == "yes";
    let measure = match fields.get("measure") {
        "warn" => Some(Measure::Warn),
        "restrict" => {
            let kinds = RestrictionKind::ALL.into_iter().filter(chosen).collect();
            Some(Measure::Restrict { kinds, days })
        }
        "lock" => Some(Measure::Lock),
        "schedule" => Some(Measure::ScheduleDisable { days }),
        "disable" => Some(Measure::Disable),
        _ => None,
    };
    let violation = Violation::named(fields.get("violation"));
    let command = fields.read("waba").zip(violation).zip(measure);
    let command =
        command.map(|((waba, violation), measure)| Command::Enforce { waba, violation, measure });
    done(&platform, command).await
}

/// `POST /desk/measures/lift`.
pub(super) async fn lift(State(platform): State<Platform>, body: Bytes) -> Response {
    let fields = Fields::parse(&body);
    done(&platform, fields.read("waba").map(|waba| Command::LiftEnforcement { waba })).await
}

/// `POST /desk/measures/verification`: a business is verified no longer.
pub(super) async fn verification(State(platform): State<Platform>, body: Bytes) -> Response {
    let fields = Fields::parse(&body);
    let command = fields.read("business").map(|business| match fields.get("how") {
        "expire" => VerificationCommand::Expire { business },
        _ => VerificationCommand::Revoke { business },
    });
    done(&platform, command.map(Command::Verification)).await
}

async fn done(platform: &Platform, command: Option<Command>) -> Response {
    match command {
        Some(command) => act(platform, command, "/desk/measures").await,
        None => not_done("The form was not filled in.", "/desk/measures"),
    }
}
