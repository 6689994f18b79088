//! `/business/{id}/solutions`: requests to move accounts into multi-partner solutions, and for
//! providers whether their apps demand proof (contract §3.9, §7.6).

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use graph::{AppId, BusinessId, MigrationIntentId};
use maud::{Markup, html};
use world::{Command, MigrationIntent, SessionCommand, SolutionCommand, World};

use super::sent::{Sent, Visitor};
use super::{page, tabs};
use crate::Platform;
use crate::pages::parts::{Tone, badge, empty, time};

/// One request as the page shows it: the wish, the account's name, the solution's.
struct Request {
    intent: MigrationIntent,
    account: String,
    solution: String,
}

/// One app of the business: its id, its name, whether it demands proof.
type OwnApp = (AppId, String, bool);

/// The page.
pub(super) async fn show(State(platform): State<Platform>, visitor: Visitor) -> Response {
    let business = match visitor.business(&platform) {
        Ok(business) => business,
        Err(answer) => return *answer,
    };
    let (requests, apps, admin) = platform.read(|world| {
        let admin =
            world.businesses.get(&business).is_some_and(|it| it.is_admin(visitor.person.id));
        (requests(world, business), apps(world, business), admin)
    });
    let body = html! {
        (tabs(&platform, business, "solutions"))
        h1 { "Solutions" }
        section.sheet #solutions {
            h2 { "Requests of your provider" }
            @if requests.is_empty() {
                (empty("Nobody asks to serve one of your accounts together."))
            }
            @for request in &requests { (one_request(business, request, admin)) }
        }
        @if !apps.is_empty() {
            section.sheet #apps {
                h2 { "Security of your apps" }
                @for app in &apps { (one_app(business, app, admin)) }
            }
        }
    };
    page("Solutions", &visitor.person, body).into_response()
}

fn requests(world: &World, business: BusinessId) -> Vec<Request> {
    let intents = world.solutions.intents.values();
    let found = intents.filter_map(|intent| {
        let waba = world.wabas.get(&intent.waba).filter(|waba| waba.owner == business)?;
        let solution = world.solutions.all.get(&intent.solution)?;
        let (account, solution) = (waba.name.clone(), solution.name.clone());
        Some(Request { intent: intent.clone(), account, solution })
    });
    found.collect()
}

fn apps(world: &World, business: BusinessId) -> Vec<OwnApp> {
    let apps = world.apps.values().filter(|app| app.business == business);
    let app = |app: &world::App| {
        let required = world.sessions.proof_required.contains(&app.id);
        (app.id, app.name.clone(), required)
    };
    apps.map(app).collect()
}

fn one_request(business: BusinessId, request: &Request, admin: bool) -> Markup {
    let intent = &request.intent;
    html! {
        div.notice {
            strong { (request.solution) } " asks for " (request.account) " "
            @match intent.accepted {
                None => (badge(Tone::Warn, "Waits for you")),
                Some(true) => (badge(Tone::Good, "Accepted")),
                Some(false) => (badge(Tone::Plain, "Declined")),
            }
            br; small { (time(intent.asked_at)) }
            @if admin && intent.accepted.is_none() {
                form method="post" action={ "/business/" (business) "/solutions" } {
                    input type="hidden" name="intent" value=(intent.id);
                    button name="answer" value="accept" { "Accept" }
                    " "
                    button.quiet name="answer" value="decline" { "Decline" }
                }
            }
        }
    }
}

fn one_app(business: BusinessId, (id, name, required): &OwnApp, admin: bool) -> Markup {
    html! {
        div.notice {
            strong { (name) } " " small { (id) } " "
            @if *required { (badge(Tone::Good, "App secret required")) }
            @if admin {
                form method="post" action={ "/business/" (business) "/solutions/proof" } {
                    input type="hidden" name="app" value=(id);
                    input type="hidden" name="required" value=(!required);
                    button.quiet {
                        @if *required { "Accept calls without proof" }
                        @else { "Require app secret" }
                    }
                }
            }
        }
    }
}

/// Accepts or declines a request.
pub(super) async fn answer(State(platform): State<Platform>, sent: Sent) -> Response {
    let business = match sent.visitor.business(&platform) {
        Ok(business) => business,
        Err(answer) => return *answer,
    };
    let intent = sent.fields.get("intent").parse::<MigrationIntentId>().ok();
    let accept = sent.fields.get("answer") == "accept";
    let command =
        intent.map(|intent| Command::Solution(SolutionCommand::AnswerMigration { intent, accept }));
    sent.act(&platform, command, &format!("/business/{business}/solutions")).await
}

/// Says whether an app demands proof.
pub(super) async fn set_proof(State(platform): State<Platform>, sent: Sent) -> Response {
    let business = match sent.visitor.business(&platform) {
        Ok(business) => business,
        Err(answer) => return *answer,
    };
    let app = sent.fields.get("app").parse::<AppId>().ok();
    let required = sent.fields.get("required") == "true";
    let command = app.map(|app| Command::Session(SessionCommand::RequireProof { app, required }));
    sent.act(&platform, command, &format!("/business/{business}/solutions")).await
}
