//! `/business/{id}/clients`: the accounts that clients share with a provider, filtered and sorted
//! by creation time (requirement C04).

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use graph::BusinessId;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use maud::{Markup, html};
use world::{Waba, World};

use super::business::check;
use super::sent::Visitor;
use super::{page, tabs};
use crate::Platform;
use crate::pages::fields::Fields;
use crate::pages::parts::{empty, time};

/// One account.
struct Row {
    waba: Waba,
    owner: String,
    phones: Vec<String>,
}

/// The page.
pub(super) async fn show(State(platform): State<Platform>, visitor: Visitor) -> Response {
    let business = match visitor.business(&platform) {
        Ok(business) => business,
        Err(answer) => return *answer,
    };
    let query = &visitor.query;
    let rows = platform.read(|world| rows(world, business, query));
    let body = html! {
        (tabs(&platform, business, "clients"))
        h1 { "Client accounts" }
        (form(business, query))
        section.sheet.scroll role="region" tabindex="0" aria-label="Client accounts" {
            @if rows.is_empty() { (empty("No account fits.")) } @else {
                table {
                    thead { tr {
                        th scope="col" { "Account" } th scope="col" { "Business" }
                        th scope="col" { "Created" } th scope="col" { "Check" }
                        th scope="col" { "Numbers" }
                    } }
                    tbody { @for row in &rows { (line(row)) } }
                }
            }
        }
    };
    page("Client accounts", &visitor.person, body).into_response()
}

/// The accounts created within the days asked for, in the order asked for; newest first by itself.
fn rows(world: &World, business: BusinessId, query: &Fields) -> Vec<Row> {
    let known = world.businesses.get(&business);
    let wabas = known.map(|known| known.client_wabas.as_slice()).unwrap_or_default();
    let day = |name: &str| query.read::<Date>(name)?.to_zoned(TimeZone::UTC).ok();
    let from = day("since").map(|day| day.timestamp());
    let until = day("until").and_then(|day| day.tomorrow().ok()).map(|day| day.timestamp());
    let fits = |waba: &&Waba| {
        from.is_none_or(|from| waba.created_at >= from)
            && until.is_none_or(|until| waba.created_at < until)
    };
    let mut found: Vec<&Waba> =
        wabas.iter().filter_map(|id| world.wabas.get(id)).filter(fits).collect();
    found.sort_by_key(|waba| (waba.created_at, waba.id));
    if query.get("sort") != "creation_time_ascending" {
        found.reverse();
    }
    let row = |waba: &Waba| Row {
        waba: waba.clone(),
        owner: world
            .businesses
            .get(&waba.owner)
            .map(|one| one.profile.name.clone())
            .unwrap_or_default(),
        phones: waba
            .phones
            .iter()
            .filter_map(|id| world.phones.get(id))
            .map(|phone| phone.number.display())
            .collect(),
    };
    found.into_iter().map(row).collect()
}

fn form(business: BusinessId, query: &Fields) -> Markup {
    let sort = query.get("sort");
    html! {
        form #filter action={ "/business/" (business) "/clients" } {
            div.fields {
                div {
                    label for="since" { "Created from" }
                    input #since type="date" name="since" value=(query.get("since"));
                }
                div {
                    label for="until" { "Created until" }
                    input #until type="date" name="until" value=(query.get("until"));
                }
                div {
                    label for="sort" { "Order" }
                    select #sort name="sort" {
                        option value="creation_time_descending" { "Newest first" }
                        option value="creation_time_ascending"
                            selected[sort == "creation_time_ascending"] { "Oldest first" }
                    }
                }
            }
            button { "Show" }
        }
    }
}

fn line(row: &Row) -> Markup {
    let waba = &row.waba;
    html! {
        tr {
            td { a href={ "/wa/manage/" (waba.id) } { (waba.name) } br; small { (waba.id) } }
            td { (row.owner) br; small { (waba.owner) } }
            td { (time(waba.created_at)) }
            td { (check(waba)) }
            td { (row.phones.join(", ")) }
        }
    }
}
