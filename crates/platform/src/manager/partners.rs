//! `/business/{id}/partners` and `/business/{id}/requests`: with whom a business shares, which apps
//! act for it, and what partners ask (requirements A07 to A11).

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use graph::{AppId, BusinessId, WabaId};
use jiff::Timestamp;
use maud::{Markup, html};
use world::{Command, PartnershipCommand, ShareRequest, World};

use super::sent::{Sent, Visitor};
use super::{page, tabs};
use crate::Platform;
use crate::pages::parts::{Tone, badge, empty, text_field, time};

/// One partner of an owner.
struct Partner {
    id: BusinessId,
    name: String,
    accounts: Vec<(WabaId, String)>,
    apps: Vec<(AppId, String)>,
}

/// The partners of a business: whom it shares with, and who shares with it.
pub(super) async fn show(State(platform): State<Platform>, visitor: Visitor) -> Response {
    let business = match visitor.business(&platform) {
        Ok(business) => business,
        Err(answer) => return *answer,
    };
    let (partners, clients, admin) = platform.read(|world| {
        let admin =
            world.businesses.get(&business).is_some_and(|it| it.is_admin(visitor.person.id));
        (partners(world, business), clients(world, business), admin)
    });
    let body = html! {
        (tabs(&platform, business, "partners"))
        h1 { "Partners" }
        section.sheet #partners {
            h2 { "Partners you share accounts with" }
            @if partners.is_empty() { (empty("You share nothing.")) }
            @for partner in &partners { (one_partner(business, partner, admin)) }
        }
        @if !clients.is_empty() {
            section.sheet #clients {
                h2 { "Businesses that share accounts with you" }
                @for (id, name, count) in &clients {
                    div.notice {
                        strong { (name) } " " small { (id) }
                        " · " (count) @if *count == 1 { " account" } @else { " accounts" }
                    }
                }
            }
        }
        @if admin { (assign(business)) }
    };
    page("Partners", &visitor.person, body).into_response()
}

fn partners(world: &World, business: BusinessId) -> Vec<Partner> {
    let Some(known) = world.businesses.get(&business) else { return Vec::new() };
    let wabas = || known.owned_wabas.iter().filter_map(|id| world.wabas.get(id));
    let mut ids: Vec<BusinessId> =
        wabas().flat_map(|waba| waba.shared_with.keys().copied()).collect();
    let installed = world.apps.values().filter(|app| app.business != business);
    let installed: Vec<_> =
        installed.filter(|app| !world.installed_wabas(business, app.id).is_empty()).collect();
    ids.extend(installed.iter().map(|app| app.business));
    ids.sort_unstable();
    ids.dedup();
    let partner = |id: BusinessId| {
        let shared = wabas().filter(|waba| waba.is_shared_with(id));
        let apps = installed.iter().filter(|app| app.business == id);
        Some(Partner {
            id,
            name: world.businesses.get(&id)?.profile.name.clone(),
            accounts: shared.map(|waba| (waba.id, waba.name.clone())).collect(),
            apps: apps.map(|app| (app.id, app.name.clone())).collect(),
        })
    };
    ids.into_iter().filter_map(partner).collect()
}

/// The clients of a provider, with how many accounts each shares.
fn clients(world: &World, business: BusinessId) -> Vec<(BusinessId, String, usize)> {
    let Some(known) = world.businesses.get(&business) else { return Vec::new() };
    let owners = known.client_wabas.iter().filter_map(|id| world.wabas.get(id));
    let mut counts = std::collections::BTreeMap::<BusinessId, usize>::new();
    owners.for_each(|waba| *counts.entry(waba.owner).or_default() += 1);
    let named = counts.into_iter().filter_map(|(id, count)| {
        Some((id, world.businesses.get(&id)?.profile.name.clone(), count))
    });
    named.collect()
}

fn one_partner(business: BusinessId, partner: &Partner, admin: bool) -> Markup {
    html! {
        div.notice {
            h3 { (partner.name) " " small { (partner.id) } }
            ul {
                @for (id, name) in &partner.accounts {
                    li { a href={ "/wa/manage/" (id) } { (name) } " " small { (id) } }
                }
            }
            @if partner.accounts.is_empty() { p.muted { "Shares no account." } }
            div.row {
                @if admin && !partner.accounts.is_empty() {
                    form method="post" action={ "/business/" (business) "/partners/remove" } {
                        input type="hidden" name="partner" value=(partner.id);
                        button.quiet { "Remove partner" }
                    }
                }
                @for (app, name) in &partner.apps {
                    span { "App: " (name) " " small { (app) } }
                    @if admin {
                        form method="post" action={ "/business/" (business) "/apps/remove" } {
                            input type="hidden" name="app" value=(app);
                            button.quiet { "Remove app" }
                        }
                    }
                }
            }
        }
    }
}

/// Sharing from here: what Meta refuses, or makes a request of (requirement A09).
fn assign(business: BusinessId) -> Markup {
    html! {
        section.sheet {
            h2 { "Assign a partner" }
            form #assign method="post" action={ "/business/" (business) "/requests" } {
                div.fields {
                    div { (text_field("waba", "Account id", "")) }
                    div { (text_field("partner", "Business id of the partner", "")) }
                }
                button { "Assign" }
            }
        }
    }
}

/// The requests a business received and made.
pub(super) async fn requests(State(platform): State<Platform>, visitor: Visitor) -> Response {
    let business = match visitor.business(&platform) {
        Ok(business) => business,
        Err(answer) => return *answer,
    };
    let now = platform.now();
    let (received, made) = platform.read(|world| {
        let mut all: Vec<_> = world.partnerships.requests.values().collect();
        all.sort_by_key(|one| std::cmp::Reverse((one.made_at, one.id)));
        let owner = |one: &ShareRequest| world.wabas.get(&one.waba).map(|waba| waba.owner);
        let received = all.iter().filter(|one| owner(one) == Some(business));
        let made = all.iter().filter(|one| one.partner == business);
        let told = |one: &&ShareRequest| told(world, one);
        (received.map(told).collect::<Vec<_>>(), made.map(told).collect::<Vec<_>>())
    });
    let body = html! {
        (tabs(&platform, business, "requests"))
        h1 { "Requests" }
        section.sheet #received {
            h2 { "Received" }
            @if received.is_empty() { (empty("Nobody asks for anything.")) }
            @for (request, text) in &received {
                (one_request(business, (request, text), now, true))
            }
        }
        section.sheet #made {
            h2 { "Made" }
            @if made.is_empty() { (empty("You asked for nothing.")) }
            @for (request, text) in &made { (one_request(business, (request, text), now, false)) }
        }
    };
    page("Requests", &visitor.person, body).into_response()
}

fn told(world: &World, request: &ShareRequest) -> (ShareRequest, String) {
    let name = |id| world.businesses.get(&id).map(|one| one.profile.name.clone());
    let waba = world.wabas.get(&request.waba);
    let account = waba.map(|waba| waba.name.clone()).unwrap_or_default();
    let owner = waba.and_then(|waba| name(waba.owner)).unwrap_or_default();
    let partner = name(request.partner).unwrap_or_default();
    (request.clone(), format!("{partner} asks to work with {account} of {owner}"))
}

fn one_request(
    business: BusinessId,
    (request, text): (&ShareRequest, &str),
    now: Timestamp,
    mine: bool,
) -> Markup {
    let state = match request.accepted {
        Some(true) => badge(Tone::Good, "Accepted"),
        Some(false) => badge(Tone::Bad, "Declined"),
        None if request.open(now) => badge(Tone::Warn, "Open"),
        None => badge(Tone::Plain, "Expired"),
    };
    html! {
        div.notice {
            strong { (text) } " " (state)
            br;
            small {
                (time(request.made_at)) " · can be accepted until " (time(request.expires_at))
            }
            @if mine && request.open(now) {
                form method="post" action={ "/business/" (business) "/requests/answer" } {
                    input type="hidden" name="request" value=(request.id);
                    div.row {
                        button name="accept" value="yes" { "Accept" }
                        button.quiet name="accept" value="no" { "Decline" }
                    }
                }
            }
        }
    }
}

/// Handlers that make one command of a form about a business and come back to one of its pages.
macro_rules! handlers {
    ($(
        $(#[$doc:meta])*
        $name:ident to $page:literal, |$business:ident, $form:ident| $make:expr;
    )+) => {$(
        $(#[$doc])*
        pub(super) async fn $name(State(platform): State<Platform>, sent: Sent) -> Response {
            let $business = match sent.visitor.business(&platform) {
                Ok(business) => business,
                Err(answer) => return *answer,
            };
            let $form = &sent.fields;
            let command: Option<PartnershipCommand> = $make;
            let back = format!("/business/{}/{}", $business, $page);
            sent.act(&platform, command.map(Command::Partnership), &back).await
        }
    )+};
}

handlers! {
    /// The owner removes a partner: all its accounts are taken back (requirement A11).
    remove to "partners", |business, form| form.read("partner")
        .map(|partner| PartnershipCommand::RemovePartner { business, partner });
    /// The owner takes an app's permissions back.
    uninstall to "partners", |business, form| form.read("app")
        .map(|app| PartnershipCommand::UninstallApp { business, app });
    /// A share is asked for outside the signup (requirement A09).
    ask to "requests", |business, form| form.read("waba").zip(form.read("partner"))
        .map(|(waba, partner)| PartnershipCommand::AskToShare { waba, partner });
    /// The owner answers a request.
    answer to "requests", |business, form| form.read("request").map(|request| {
        PartnershipCommand::AnswerRequest { request, accept: form.get("accept") == "yes" }
    });
    /// The notifications shown were read.
    read to "notifications", |business, form| form.read("through")
        .map(|through| PartnershipCommand::ReadNotices { business, through });
}
