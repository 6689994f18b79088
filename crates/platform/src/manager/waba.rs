//! `/wa/manage/{id}`: the WhatsApp Manager of one account: numbers and templates.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use graph::{TemplateStatus, WabaId};
use jiff::Timestamp;
use maud::{Markup, html};
use world::{Business, Template, Waba, World};

use super::business::check;
use super::phones::{Row, table};
use super::sent::Visitor;
use super::{Side, not_yours, page, settings, side};
use crate::Platform;
use crate::pages::parts::{Tone, badge, empty, text_field};

/// One account, looked at.
struct View {
    waba: Waba,
    owner: Business,
    partners: Vec<String>,
    rows: Vec<Row>,
    templates: Vec<Template>,
}

/// The page.
pub(super) async fn show(
    State(platform): State<Platform>,
    Path(id): Path<String>,
    visitor: Visitor,
) -> Response {
    let person = visitor.person;
    let now = platform.now();
    let found = id.parse().ok().and_then(|id| {
        platform.read(|world| {
            let side = side(world, &person, id)?;
            let admin = world.businesses.get(&world.wabas.get(&id)?.owner)?.is_admin(person.id);
            Some((look(world, id, now)?, side, admin))
        })
    });
    let Some((view, side, admin)) = found else { return not_yours(&person) };
    let manage = side == Side::Owner && admin;
    let body = html! {
        (head(&view, side))
        (limits_reached(&view, side))
        section.sheet.scroll role="region" tabindex="0" aria-label="Phone numbers" {
            h2 { "Phone numbers" }
            (table(&view.waba, &view.rows, (side, manage), now))
            @if manage { (add_number(view.waba.id)) }
        }
        (templates(&view.templates))
        @if manage { (settings::section(&view.waba)) }
    };
    page(&view.waba.name, &person, body).into_response()
}

fn look(world: &World, id: WabaId, now: Timestamp) -> Option<View> {
    let waba = world.wabas.get(&id)?.clone();
    let owner = world.businesses.get(&waba.owner)?.clone();
    let name = |id| world.businesses.get(id).map(|one: &Business| one.profile.name.clone());
    let partners = waba.shared_with.keys().filter_map(name).collect();
    let phones = waba.phones.iter().filter_map(|id| world.phones.get(id));
    let rows = phones.map(|phone| Row::of(world, phone, now)).collect();
    let templates = waba.templates.iter().filter_map(|id| world.templates.get(id)).cloned();
    let templates = templates.collect();
    Some(View { waba, owner, partners, rows, templates })
}

fn head(view: &View, side: Side) -> Markup {
    let (owner, waba) = (&view.owner, &view.waba);
    html! {
        @if side == Side::Owner {
            p { a href={ "/business/" (owner.id) } { (owner.profile.name) } }
        }
        h1 { (waba.name) " " (check(waba)) }
        p.lead {
            "WhatsApp Manager · account id " (waba.id)
            " · owned by " (owner.profile.name)
            @if !view.partners.is_empty() { " · shared with " (view.partners.join(", ")) }
        }
        @if side == Side::Owner && !owner.verification.started() {
            div.advice {
                strong { "Start business verification" }
                p {
                    "It raises the messaging limit, allows more phone numbers, and keeps numbers "
                    "after their trial of 30 days. "
                    a href={ "/business/" (owner.id) "/security" } { "Open the Security Center" }
                }
            }
        }
    }
}

/// A number that used up its limit: how to raise it (requirement D06).
fn limits_reached(view: &View, side: Side) -> Markup {
    let owner = &view.owner;
    html! {
        @for row in view.rows.iter().filter(|row| row.is_at_its_limit()) {
            div.advice.limit-reached {
                strong { (row.phone.number.display()) " has reached its messaging limit" }
                p {
                    "It cannot start conversations with other customers today; customers who "
                    "write first can be answered. "
                    @if side != Side::Owner {
                        "Its business raises the limit by business verification."
                    } @else if owner.is_verified() {
                        "The limit rises once the checks that are still open are passed."
                    } @else if owner.verification.started() {
                        "The limit rises once business verification is complete. "
                        a href={ "/business/" (owner.id) "/security" } { "Security Center" }
                    } @else {
                        "Start business verification to raise the limit. "
                        a href={ "/business/" (owner.id) "/security" } { "Start verification" }
                    }
                }
            }
        }
    }
}

/// Another number, added here instead of in another run of the signup (requirement E07).
fn add_number(waba: WabaId) -> Markup {
    html! {
        details {
            summary { "Add a phone number" }
            form #number-new method="post" action={ "/wa/manage/" (waba) "/numbers" } {
                div.fields {
                    div { (text_field("number", "Number with country code", "")) }
                    div { (text_field("name", "Display name", "")) }
                }
                button { "Add" }
            }
        }
    }
}

fn templates(templates: &[Template]) -> Markup {
    html! {
        section.sheet.scroll role="region" tabindex="0" aria-label="Message templates" {
            h2 { "Message templates" }
            @if templates.is_empty() { (empty("There is no template yet.")) } @else {
                table {
                    thead { tr {
                        th scope="col" { "Name" }
                        th scope="col" { "Language" }
                        th scope="col" { "Category" }
                        th scope="col" { "Status" }
                        th scope="col" { "Text" }
                    } }
                    tbody {
                        @for template in templates {
                            tr {
                                td { (template.name) }
                                td { (template.language) }
                                td { (template.category) }
                                td { (template_status(template.status())) }
                                td { (template.body()) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn template_status(status: TemplateStatus) -> Markup {
    let tone = match status {
        TemplateStatus::Approved => Tone::Good,
        TemplateStatus::Pending => Tone::Warn,
        TemplateStatus::Rejected => Tone::Bad,
        _ => Tone::Plain,
    };
    badge(tone, status.as_str())
}
