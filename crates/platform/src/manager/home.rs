//! `/business`: the businesses someone belongs to.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use graph::BusinessId;
use maud::html;
use world::Role;

use super::page;
use super::sent::Visitor;
use crate::Platform;
use crate::pages::parts::{Tone, badge, empty};

struct Row {
    id: BusinessId,
    name: String,
    provider: bool,
    verified: bool,
    role: Option<Role>,
    accounts: usize,
}

/// The list.
pub(super) async fn show(State(platform): State<Platform>, visitor: Visitor) -> Response {
    let person = visitor.person;
    let rows: Vec<Row> = platform.read(|world| {
        let own = person.businesses.iter().filter_map(|id| world.businesses.get(id));
        own.map(|business| Row {
            id: business.id,
            name: business.profile.name.clone(),
            provider: business.provider,
            verified: business.is_verified(),
            role: business.people.get(&person.id).copied(),
            accounts: business.owned_wabas.len() + business.client_wabas.len(),
        })
        .collect()
    });
    let body = html! {
        h1 { "Your businesses" }
        @if rows.is_empty() {
            (empty("You belong to no business yet. The signup creates one for you."))
        }
        div.cards {
            @for row in &rows {
                section.sheet {
                    h2 { a href={ "/business/" (row.id) } { (row.name) } }
                    p {
                        @if row.provider { (badge(Tone::Plain, "Provider")) " " }
                        @if row.verified { (badge(Tone::Good, "Verified")) " " }
                        @if row.role == Some(Role::Admin) { (badge(Tone::Plain, "You are admin")) }
                    }
                    small { (row.accounts) " WhatsApp accounts" }
                }
            }
        }
    };
    page("Your businesses", &person, body).into_response()
}
