//! What the owner settles about its account: name and time zone.

use axum::extract::State;
use axum::response::Response;
use graph::WabaId;
use maud::{Markup, html};
use world::{Command, Funding, PartnershipCommand, Waba};

use super::not_yours;
use super::sent::Sent;
use crate::Platform;
use crate::pages::lists;
use crate::pages::parts::text_field;

/// The section on the account's page.
pub(super) fn section(waba: &Waba) -> Markup {
    let fixed = waba.funding != Funding::None;
    html! {
        section.sheet {
            h2 { "Settings" }
            form #rename method="post" action={ "/wa/manage/" (waba.id) "/rename" } {
                (text_field("account_name", "Account name", &waba.name))
                button.plain { "Rename" }
            }
            form #timezone method="post" action={ "/wa/manage/" (waba.id) "/timezone" } {
                label for="timezone_id" { "Time zone" }
                select #timezone_id name="timezone_id" disabled[fixed] {
                    @for (id, name) in lists::time_zones() {
                        option value=(id) selected[u32::from(id) == waba.timezone_id] { (name) }
                    }
                }
                @if fixed {
                    p.muted { "It can no longer be changed: a credit line pays for this account." }
                } @else { button.plain { "Set" } }
            }
        }
    }
}

/// `POST /wa/manage/{id}/rename`.
pub(super) async fn rename(State(platform): State<Platform>, sent: Sent) -> Response {
    let name = sent.fields.given("account_name");
    settle(&platform, &sent, |waba| name.map(|name| PartnershipCommand::RenameWaba { waba, name }))
        .await
}

/// `POST /wa/manage/{id}/timezone`.
pub(super) async fn set_time_zone(State(platform): State<Platform>, sent: Sent) -> Response {
    let zone = sent.fields.read("timezone_id");
    settle(&platform, &sent, |waba| {
        zone.map(|timezone_id| PartnershipCommand::SetTimeZone { waba, timezone_id })
    })
    .await
}

async fn settle(
    platform: &Platform,
    sent: &Sent,
    make: impl FnOnce(WabaId) -> Option<PartnershipCommand>,
) -> Response {
    let Some(waba) = sent.visitor.read::<WabaId>("id") else {
        return not_yours(&sent.visitor.person);
    };
    let back = format!("/wa/manage/{waba}");
    sent.act(platform, make(waba).map(Command::Partnership), &back).await
}
