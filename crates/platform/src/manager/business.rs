//! `/business/{id}`: one business: accounts, notifications, people, verification (requirements
//! A01, A06, A08).

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use graph::{BusinessId, WabaId};
use maud::{Markup, html};
use world::{Appeal, Business, PolicyCheck, Role, Waba, World};

use super::security;
use super::sent::Visitor;
use super::{belongs, not_yours, page, provider, tabs};
use crate::Platform;
use crate::pages::parts::{Tone, badge, empty, text_field, time};
use crate::store::{Notice, Slice};

const NOTICES: u32 = 30;

/// One business, looked at.
pub(super) struct View {
    business: Business,
    accounts: Vec<Account>,
    people: Vec<(String, String, Role)>,
}

/// An account the business owns.
struct Account {
    waba: Waba,
    partners: Vec<(BusinessId, String)>,
}

/// The page.
pub(super) async fn show(
    State(platform): State<Platform>,
    Path(id): Path<String>,
    visitor: Visitor,
) -> Response {
    let person = visitor.person;
    let found = id.parse().ok().and_then(|id| {
        platform.read(|world| {
            let mine = belongs(world, &person, id);
            mine.then(|| Some((look(world, id)?, provider::look(world, id)))).flatten()
        })
    });
    let Some((view, provider_view)) = found else { return not_yours(&person) };
    let slice = Slice::newest(NOTICES);
    let notices = platform.store().notices(Some(view.business.id), slice).await;
    let notices = notices.unwrap_or_default();
    let admin = view.business.is_admin(person.id);
    let body = html! {
        (tabs(&platform, view.business.id, ""))
        (head(&view.business))
        div.pair {
            div {
                (accounts(&view, admin))
                @if let Some(provider_view) = &provider_view {
                    (provider::sections(view.business.id, provider_view, platform.now()))
                }
            }
            div {
                (security::summary(&view.business))
                (people(&view, admin))
                (notifications(&notices))
            }
        }
    };
    page(&view.business.profile.name, &person, body).into_response()
}

fn look(world: &World, id: BusinessId) -> Option<View> {
    let business = world.businesses.get(&id)?.clone();
    let name = |id: &BusinessId| {
        let partner = world.businesses.get(id);
        (*id, partner.map(|partner| partner.profile.name.clone()).unwrap_or_default())
    };
    let accounts = business.owned_wabas.iter().filter_map(|id| world.wabas.get(id));
    let accounts = accounts.map(|waba| Account {
        waba: waba.clone(),
        partners: waba.shared_with.keys().map(name).collect(),
    });
    let accounts = accounts.collect();
    let people = business.people.iter().filter_map(|(id, role)| {
        let person = world.people.get(id)?;
        Some((person.name.clone(), person.email.clone(), *role))
    });
    let people = people.collect();
    Some(View { business, accounts, people })
}

fn head(business: &Business) -> Markup {
    html! {
        h1 {
            (business.profile.name) " "
            @if business.provider { (badge(Tone::Plain, "Provider")) }
        }
        p.lead { "Business id " (business.id) " · " (business.profile.country) }
    }
}

fn accounts(view: &View, admin: bool) -> Markup {
    html! {
        section.sheet {
            h2 { "WhatsApp accounts" }
            @if view.accounts.is_empty() { (empty("This business owns no account yet.")) }
            @for account in &view.accounts { (one_account(view.business.id, account, admin)) }
        }
    }
}

fn one_account(business: BusinessId, account: &Account, admin: bool) -> Markup {
    let waba = &account.waba;
    html! {
        div.notice {
            h3 { a href={ "/wa/manage/" (waba.id) } { (waba.name) } " " (check(waba)) }
            small { "Account id " (waba.id) " · " (numbers(waba.phones.len())) }
            @if account.partners.is_empty() { p.muted { "Shared with nobody." } }
            @for (partner, name) in &account.partners {
                div.row {
                    span { "Partner: " strong { (name) } " " small { (partner) } }
                    @if admin && !name.is_empty() && *partner != business {
                        (unshare(business, waba.id, *partner))
                    }
                }
            }
            (issues(business, waba))
        }
    }
}

/// `1 phone number`, `2 phone numbers`.
fn numbers(count: usize) -> String {
    format!("{count} phone number{}", if count == 1 { "" } else { "s" })
}

/// The state of the check against the policies (requirement D02).
pub(super) fn check(waba: &Waba) -> Markup {
    html! {
        @match &waba.check {
            PolicyCheck::Running { .. } => (badge(Tone::Warn, "Check running")),
            PolicyCheck::Passed { .. } => (badge(Tone::Good, "Approved")),
            PolicyCheck::Failed { violation, .. } => {
                (badge(Tone::Bad, &format!("Disabled: {}", violation.as_str())))
            },
        }
        @if waba.is_locked() { " " (badge(Tone::Bad, "Locked")) }
        @if waba.disables_at().is_some() { " " (badge(Tone::Bad, "To be disabled")) }
        @if !waba.enforcement.restrictions.is_empty() { " " (badge(Tone::Warn, "Restricted")) }
        @match waba.appeal() {
            None | Some(Appeal::Open) => {},
            Some(Appeal::Pending { .. }) => { " " (badge(Tone::Warn, "Appeal in review")) },
            Some(Appeal::Declined { .. }) => { " " (badge(Tone::Bad, "Appeal declined")) },
        }
    }
}

fn unshare(business: BusinessId, waba: WabaId, partner: BusinessId) -> Markup {
    html! {
        form method="post" action={ "/business/" (business) "/unshare" } {
            input type="hidden" name="waba" value=(waba);
            input type="hidden" name="partner" value=(partner);
            button.quiet { "Stop sharing" }
        }
    }
}

/// Where one sees what is held against an account, and may appeal.
fn issues(business: BusinessId, waba: &Waba) -> Markup {
    let restricted = !waba.enforcement.restrictions.is_empty();
    html! {
        @if restricted || waba.held_against().is_some() {
            p {
                "This account has issues. "
                a href={ "/business/" (business) "/quality" } { "Account quality" }
            }
        }
    }
}

fn notifications(notices: &[Notice]) -> Markup {
    html! {
        section.sheet #notifications {
            h2 { "Notifications" }
            @if notices.is_empty() { (empty("Nothing new.")) }
            @for notice in notices {
                div.notice {
                    strong { (notice.title) }
                    p { (notice.text) }
                    small { (time(notice.at)) }
                }
            }
        }
    }
}

fn people(view: &View, admin: bool) -> Markup {
    html! {
        section.sheet {
            h2 { "People" }
            @if view.people.is_empty() { (empty("Nobody.")) }
            @for (name, email, role) in &view.people {
                div.notice {
                    (name) " "
                    (match role {
                        Role::Admin => badge(Tone::Good, "Admin"),
                        Role::Employee => badge(Tone::Plain, "Employee"),
                    })
                    br; small { (email) }
                }
            }
            @if admin {
                details {
                    summary { "Add someone" }
                    form method="post" action={ "/business/" (view.business.id) "/people" } {
                        (text_field("email", "E-mail address they log in with", ""))
                        label {
                            input type="checkbox" name="admin" value="yes";
                            "Make them an admin"
                        }
                        button { "Add" }
                    }
                }
            }
        }
    }
}
