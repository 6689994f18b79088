//! `/business/{id}/activity`: what happened to what is one's own, when, by whom (requirement I03).

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use graph::BusinessId;
use maud::{Markup, html};
use world::World;

use super::sent::Visitor;
use super::{page, tabs};
use crate::Platform;
use crate::pages::fields::Fields;
use crate::pages::parts::{empty, time};
use crate::timeline::{self, Filter, Lines};

/// Lines on a page.
const SHOWN: usize = 50;

/// What the filter offers: values with the words for them.
struct Offered {
    wabas: Vec<(String, String)>,
    phones: Vec<(String, String)>,
    people: Vec<(String, String)>,
}

/// The page.
pub(super) async fn show(State(platform): State<Platform>, visitor: Visitor) -> Response {
    let business = match visitor.business(&platform) {
        Ok(business) => business,
        Err(answer) => return *answer,
    };
    let query = &visitor.query;
    let filter = Filter {
        viewer: Some(business),
        business: None,
        waba: query.read("waba"),
        phone: query.read("phone"),
        person: query.read("person"),
    };
    let place = (query.read("before"), SHOWN);
    let Ok(lines) = timeline::lines(&platform, filter, place).await else {
        return super::not_done(&visitor.person, "The log cannot be read.", "/business");
    };
    let offered = platform.read(|world| offered(world, business));
    let body = html! {
        (tabs(&platform, business, "activity"))
        h1 { "Activity log" }
        p.lead { "What happened to your accounts and those shared with you, newest first." }
        (form(business, query, &offered))
        (table(&lines))
        @if let Some(older) = lines.older {
            p { a href=(further(business, query, older)) { "Older" } }
        }
    };
    page("Activity log", &visitor.person, body).into_response()
}

fn offered(world: &World, business: BusinessId) -> Offered {
    let Some(known) = world.businesses.get(&business) else {
        return Offered { wabas: Vec::new(), phones: Vec::new(), people: Vec::new() };
    };
    let wabas = known.owned_wabas.iter().chain(&known.client_wabas);
    let wabas: Vec<_> = wabas.filter_map(|id| world.wabas.get(id)).collect();
    let phones = wabas.iter().flat_map(|waba| &waba.phones).filter_map(|id| world.phones.get(id));
    let people = known.people.keys().filter_map(|id| world.people.get(id));
    Offered {
        phones: phones.map(|one| (one.id.to_string(), one.number.display())).collect(),
        people: people.map(|one| (one.id.to_string(), one.name.clone())).collect(),
        wabas: wabas.iter().map(|one| (one.id.to_string(), one.name.clone())).collect(),
    }
}

fn form(business: BusinessId, query: &Fields, offered: &Offered) -> Markup {
    let list = |name: &str, label: &str, every: &str, options: &[(String, String)]| {
        html! {
            div {
                label for=(name) { (label) }
                select id=(name) name=(name) {
                    option value="" { (every) }
                    @for (value, words) in options {
                        option value=(value) selected[query.get(name) == value] { (words) }
                    }
                }
            }
        }
    };
    html! {
        form #filter action={ "/business/" (business) "/activity" } {
            div.fields {
                (list("waba", "Account", "Every account", &offered.wabas))
                (list("phone", "Phone number", "Every number", &offered.phones))
                (list("person", "Person", "Everybody", &offered.people))
            }
            button { "Show" }
        }
    }
}

/// The lines as a table.
fn table(lines: &Lines) -> Markup {
    html! {
        section.sheet.scroll role="region" tabindex="0" aria-label="Activity" {
            @if lines.lines.is_empty() { (empty("Nothing has happened yet.")) } @else {
                table {
                    thead { tr {
                        th scope="col" { "When" } th scope="col" { "What" } th scope="col" { "Who" }
                    } }
                    tbody {
                        @for line in &lines.lines {
                            tr { td { (time(line.entry.at)) } td { (line.what) } td { (line.by) } }
                        }
                    }
                }
            }
        }
    }
}

fn further(business: BusinessId, query: &Fields, before: i64) -> String {
    let mut address = form_urlencoded::Serializer::new(String::new());
    address.append_pair("before", &before.to_string());
    for name in ["waba", "phone", "person"] {
        if let Some(value) = query.given(name) {
            address.append_pair(name, &value);
        }
    }
    format!("/business/{business}/activity?{}", address.finish())
}
