//! What a provider sees besides: its clients' accounts, system users, credit lines.

use graph::{AllocationId, BusinessId};
use jiff::Timestamp;
use maud::{Markup, html};
use world::{CreditLine, Funding, Phone, Standing, SystemUser, SystemUserKind, Waba, World};

use super::business::check;
use crate::pages::parts::{Tone, badge, days_left, empty};

/// The provider's side of a business.
pub(super) struct Provider {
    clients: Vec<Client>,
    system_users: Vec<SystemUser>,
    lines: Vec<Line>,
}

/// An account shared with the provider.
struct Client {
    waba: Waba,
    owner: String,
    phones: Vec<Phone>,
}

/// A credit line with the businesses it is shared with.
struct Line {
    line: CreditLine,
    shares: Vec<(AllocationId, String, bool)>,
}

/// Looks at a business as a provider; nothing if it is none.
pub(super) fn look(world: &World, id: BusinessId) -> Option<Provider> {
    let business = world.businesses.get(&id).filter(|business| business.provider)?;
    let name = |id: &BusinessId| {
        world.businesses.get(id).map(|one| one.profile.name.clone()).unwrap_or_default()
    };
    let clients = business.client_wabas.iter().filter_map(|id| world.wabas.get(id));
    let clients = clients.map(|waba| Client {
        owner: name(&waba.owner),
        phones: waba.phones.iter().filter_map(|id| world.phones.get(id)).cloned().collect(),
        waba: waba.clone(),
    });
    let lines = business.credit_lines.iter().filter_map(|id| world.credit_lines.get(id));
    let lines = lines.map(|line| {
        let shares = line.allocations.iter().filter_map(|id| world.allocations.get(id));
        let shares = shares.map(|one| (one.id, name(&one.receiving), one.is_active()));
        Line { line: line.clone(), shares: shares.collect() }
    });
    let users = business.system_users.iter().filter_map(|id| world.system_users.get(id));
    Some(Provider {
        clients: clients.collect(),
        system_users: users.cloned().collect(),
        lines: lines.collect(),
    })
}

/// The sections of the page.
pub(super) fn sections(business: BusinessId, provider: &Provider, now: Timestamp) -> Markup {
    html! {
        (clients(provider, now))
        (lines(business, provider))
        (system_users(provider))
    }
}

fn clients(provider: &Provider, now: Timestamp) -> Markup {
    html! {
        section.sheet.scroll role="region" tabindex="0" aria-label="Client accounts" {
            h2 { "Client accounts" }
            @if provider.clients.is_empty() { (empty("Nobody shares an account yet.")) } @else {
                table {
                    thead { tr {
                        th scope="col" { "Account" }
                        th scope="col" { "Business" }
                        th scope="col" { "Check" }
                        th scope="col" { "Numbers" }
                        th scope="col" { "Credit" }
                    } }
                    tbody { @for client in &provider.clients { (client_row(client, now)) } }
                }
            }
        }
    }
}

fn client_row(client: &Client, now: Timestamp) -> Markup {
    let waba = &client.waba;
    let credit = match waba.funding {
        Funding::Attached { .. } | Funding::Own { .. } => badge(Tone::Good, "Shared"),
        Funding::Direct { .. } => badge(Tone::Plain, "Pays itself"),
        Funding::Revoked { .. } => badge(Tone::Bad, "Revoked"),
        Funding::None => badge(Tone::Warn, "Not shared"),
    };
    html! {
        tr {
            td { a href={ "/wa/manage/" (waba.id) } { (waba.name) } br; small { (waba.id) } }
            td { (client.owner) br; small { (waba.owner) } }
            td { (check(waba)) }
            td {
                @for phone in &client.phones {
                    div { (phone.number.display()) " " (standing(phone, now)) }
                }
                @if client.phones.is_empty() { span.muted { "none yet" } }
            }
            td { (credit) }
        }
    }
}

/// Trial, regular use, or over (requirements E02, E03).
pub(super) fn standing(phone: &Phone, now: Timestamp) -> Markup {
    match phone.standing {
        Standing::Incomplete => badge(Tone::Warn, "Not complete"),
        Standing::Trial { ends_at } => {
            badge(Tone::Warn, &format!("Trial: {} days left", days_left(ends_at, now)))
        }
        Standing::Starter => badge(Tone::Plain, "Verified, checks open"),
        Standing::Regular { .. } => badge(Tone::Good, "Regular use"),
        Standing::Lapsed { .. } => badge(Tone::Bad, "Trial ended"),
    }
}

fn lines(business: BusinessId, provider: &Provider) -> Markup {
    html! {
        section.sheet {
            h2 { "Credit lines" }
            @if provider.lines.is_empty() { (empty("There is no credit line.")) }
            @for line in &provider.lines {
                p { (line.line.legal_entity_name) " " small { (line.line.id) } }
                @if line.shares.is_empty() { p.muted { "Shared with nobody yet." } }
                @for (allocation, name, active) in &line.shares {
                    div.row {
                        span { (name) " " small { (allocation) } }
                        @if *active {
                            (badge(Tone::Good, "Shared"))
                            form method="post" action={ "/business/" (business) "/revoke" } {
                                input type="hidden" name="allocation" value=(allocation);
                                button.quiet { "Revoke" }
                            }
                        } @else { (badge(Tone::Bad, "Revoked")) }
                    }
                }
            }
        }
    }
}

fn system_users(provider: &Provider) -> Markup {
    html! {
        section.sheet {
            h2 { "System users" }
            @for user in &provider.system_users {
                div.notice {
                    (user.name) " " small { (user.id) } " "
                    (match user.kind {
                        SystemUserKind::Admin => badge(Tone::Warn, "Admin: reaches every account"),
                        SystemUserKind::Employee => badge(Tone::Plain, "Employee: where assigned"),
                        SystemUserKind::Integration { .. } => badge(Tone::Plain, "Integration"),
                    })
                }
            }
        }
    }
}
