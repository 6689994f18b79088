//! `/business/{id}/support`: direct support is for providers, after they checked their app's
//! permissions (requirement I02).

use std::collections::BTreeSet;

use axum::body::Bytes;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use graph::{AppId, Permission};
use jiff::Timestamp;
use maud::{Markup, html};
use world::{Command, Event, Ticket, TicketCommand, TicketEntry, TicketEvent, TicketState, World};

use super::Visit;
use crate::manager::{act, not_done, page};
use crate::pages::fields::Fields;
use crate::pages::parts::{Tone, badge, empty, text_field, time};
use crate::{AskError, Platform, pages};

/// An app with its last check.
struct Checked {
    app: AppId,
    name: String,
    check: Option<(Timestamp, BTreeSet<Permission>)>,
}

/// The page.
pub(in crate::manager) async fn show(State(platform): State<Platform>, visit: Visit) -> Response {
    let (apps, tickets, providers) = platform.read(|world| look(world, &visit));
    let body = html! {
        (visit.tabs(&platform))
        h1 { "Support" }
        @if visit.provider {
            (checks(&visit, &apps))
            (opening(&visit, &apps))
            (list(&visit, &tickets))
        } @else { (elsewhere(&providers)) }
    };
    page("Support", &visit.person, body).into_response()
}

fn look(world: &World, visit: &Visit) -> (Vec<Checked>, Vec<Ticket>, Vec<String>) {
    let Some(business) = world.businesses.get(&visit.business) else { return Default::default() };
    let apps = business.apps.iter().filter_map(|id| world.apps.get(id)).map(|app| Checked {
        app: app.id,
        name: app.name.clone(),
        check: world.support.checks.get(&app.id).cloned(),
    });
    let tickets = world.tickets_of(visit.business).into_iter().cloned();
    let wabas = business.owned_wabas.iter().filter_map(|id| world.wabas.get(id));
    let partners: BTreeSet<_> = wabas.flat_map(|waba| waba.shared_with.keys()).collect();
    let names = partners.into_iter().filter_map(|id| world.businesses.get(id));
    let names = names.map(|partner| partner.profile.name.clone());
    (apps.collect(), tickets.collect(), names.collect())
}

fn elsewhere(providers: &[String]) -> Markup {
    html! {
        div.advice {
            strong { "Direct support is for providers" }
            p {
                "Businesses cannot open a ticket here. Ask your provider"
                @if !providers.is_empty() { ", " (providers.join(", ")) }
                ": it checks its app's permissions and may open a ticket for you."
            }
        }
    }
}

fn checks(visit: &Visit, apps: &[Checked]) -> Markup {
    html! {
        section.sheet #checks {
            h2 { "1. Check your app's permissions" }
            p.muted {
                "Most trouble is a missing permission: business_management to manage client "
                "businesses and share credit, whatsapp_business_management for all else."
            }
            @for one in apps {
                div.row {
                    span {
                        (one.name) " "
                        @match &one.check {
                            None => (badge(Tone::Plain, "Not checked")),
                            Some((at, missing)) if missing.is_empty() => {
                                (badge(Tone::Good, "Both permissions are there")) " "
                                small { (time(*at)) }
                            },
                            Some((_, missing)) => {
                                (badge(Tone::Bad, "Missing")) " "
                                @for permission in missing { (permission) " " }
                                br; small {
                                    "Request Advanced access, and switch the app to live mode, in "
                                    a href={ "/business/" (visit.business) "/apps/" (one.app) } {
                                        "the App Dashboard"
                                    }
                                    "."
                                }
                            },
                        }
                    }
                    form method="post" action={ (visit.here) "/check" } {
                        input type="hidden" name="app" value=(one.app);
                        button.plain { "Check now" }
                    }
                }
            }
        }
    }
}

fn opening(visit: &Visit, apps: &[Checked]) -> Markup {
    html! {
        section.sheet {
            h2 { "2. Open a ticket" }
            p.muted { "If both permissions are there and the trouble stays." }
            form #ticket-new method="post" action=(visit.here) {
                label for="app" { "App" }
                select #app name="app" {
                    @for one in apps { option value=(one.app) { (one.name) } }
                }
                (text_field("subject", "What is it about", ""))
                label for="steps" { "Steps to reproduce" }
                textarea #steps name="steps" rows="4" {}
                label for="outcome" { "What you expected, and what happens instead" }
                textarea #outcome name="outcome" rows="3" {}
                (text_field("trace", "fbtrace_id of a call that failed, if you have one", ""))
                button { "Open a ticket" }
            }
        }
    }
}

fn list(visit: &Visit, tickets: &[Ticket]) -> Markup {
    html! {
        section.sheet #tickets {
            h2 { "Your tickets" }
            @if tickets.is_empty() { (empty("There is no ticket.")) }
            @for ticket in tickets {
                div.row {
                    a href={ (visit.here) "/" (ticket.id) } { (ticket.entry.subject) }
                    (state(ticket.state))
                    small { (time(ticket.at)) }
                }
            }
        }
    }
}

/// The state of a ticket.
pub(crate) fn state(state: TicketState) -> Markup {
    match state {
        TicketState::Open => badge(Tone::Warn, "Open"),
        TicketState::Answered => badge(Tone::Good, "Answered"),
        TicketState::Closed => badge(Tone::Plain, "Closed"),
    }
}

/// `POST …/check`.
pub(in crate::manager) async fn check(
    State(platform): State<Platform>,
    visit: Visit,
    body: Bytes,
) -> Response {
    let Some(app) = Fields::parse(&body).read::<AppId>("app") else {
        return not_done(&visit.person, "The form was not filled in.", &visit.here);
    };
    let command = Command::Ticket(TicketCommand::CheckPermissions { app });
    act(&platform, &visit.person, command, &visit.here).await
}

/// `POST`: opens a ticket, and leads to it.
pub(in crate::manager) async fn open(
    State(platform): State<Platform>,
    visit: Visit,
    body: Bytes,
) -> Response {
    let fields = Fields::parse(&body);
    // A business that is none of a provider has no app; it is told why by the world.
    let app = fields.read::<AppId>("app").unwrap_or(AppId::new(0));
    let text = |name: &str| fields.get(name).to_owned();
    let entry = Box::new(TicketEntry {
        app,
        subject: text("subject"),
        steps: text("steps"),
        outcome: text("outcome"),
        trace: fields.given("trace"),
    });
    let command = Command::Ticket(TicketCommand::Open { business: visit.business, entry });
    let by = world::Actor::Person { person: visit.person.id };
    match pages::ask(&platform, by, command).await {
        Ok(answer) => {
            let opened = answer.events.iter().find_map(|event| match event {
                Event::Ticket(TicketEvent::Opened { ticket, .. }) => Some(*ticket),
                _ => None,
            });
            let there = opened.map(|ticket| format!("{}/{ticket}", visit.here));
            shell::web::see_other(&there.unwrap_or(visit.here))
        }
        Err(AskError::Refused(refusal)) => {
            not_done(&visit.person, &refusal.sentence(), &visit.here)
        }
        Err(error @ AskError::Down(_)) => not_done(&visit.person, &error.to_string(), &visit.here),
    }
}
