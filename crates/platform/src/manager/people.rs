//! `/business/{id}/people`: who belongs to a business, and what they may do (requirements A08,
//! A12).

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use graph::{BusinessId, PersonId};
use maud::{Markup, html};
use world::{Command, PartnershipCommand, Role, World};

use super::sent::{Sent, Visitor};
use super::{not_done, page, tabs};
use crate::Platform;
use crate::pages::parts::{Tone, badge, text_field};

/// Someone in the list.
struct Someone {
    id: PersonId,
    name: String,
    email: String,
    role: Role,
}

/// The page.
pub(super) async fn show(State(platform): State<Platform>, visitor: Visitor) -> Response {
    let business = match visitor.business(&platform) {
        Ok(business) => business,
        Err(answer) => return *answer,
    };
    let (people, admin) = platform.read(|world| look(world, business, visitor.person.id));
    let body = html! {
        (tabs(&platform, business, "people"))
        h1 { "People" }
        p.lead {
            "An admin may do everything, an employee may look. Only admins of this business add, "
            "change and remove its people: no partner can."
        }
        section.sheet {
            @for one in &people { (row(business, one, (admin, visitor.person.id))) }
        }
        @if admin { (add(business)) }
    };
    page("People", &visitor.person, body).into_response()
}

fn look(world: &World, business: BusinessId, viewer: PersonId) -> (Vec<Someone>, bool) {
    let Some(known) = world.businesses.get(&business) else { return (Vec::new(), false) };
    let people = known.people.iter().filter_map(|(id, role)| {
        let person = world.people.get(id)?;
        let (name, email) = (person.name.clone(), person.email.clone());
        Some(Someone { id: *id, name, email, role: *role })
    });
    (people.collect(), known.is_admin(viewer))
}

fn row(business: BusinessId, one: &Someone, (admin, viewer): (bool, PersonId)) -> Markup {
    let (role, other, word) = match one.role {
        Role::Admin => (badge(Tone::Good, "Admin"), "employee", "Make employee"),
        Role::Employee => (badge(Tone::Plain, "Employee"), "admin", "Make admin"),
    };
    html! {
        div.notice {
            strong { (one.name) } " " (role) br; small { (one.email) }
            div.row {
                @if admin {
                    form method="post" action={ "/business/" (business) "/people/role" } {
                        input type="hidden" name="person" value=(one.id);
                        input type="hidden" name="role" value=(other);
                        button.quiet { (word) }
                    }
                }
                @if admin || one.id == viewer {
                    form method="post" action={ "/business/" (business) "/people/remove" } {
                        input type="hidden" name="person" value=(one.id);
                        button.quiet { @if one.id == viewer { "Leave" } @else { "Remove" } }
                    }
                }
            }
        }
    }
}

fn add(business: BusinessId) -> Markup {
    html! {
        section.sheet {
            h2 { "Add someone" }
            form #person-add method="post" action={ "/business/" (business) "/people" } {
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

/// `POST /business/{id}/people/role`: someone becomes admin or employee.
pub(super) async fn change(State(platform): State<Platform>, sent: Sent) -> Response {
    let business = match sent.visitor.business(&platform) {
        Ok(business) => business,
        Err(answer) => return *answer,
    };
    let back = format!("/business/{business}/people");
    let Some(person) = sent.fields.read::<PersonId>("person") else {
        return not_done(&sent.visitor.person, "The form names nobody.", &back);
    };
    let known = platform.read(|world| {
        world.businesses.get(&business).is_some_and(|one| one.people.contains_key(&person))
    });
    let role = if sent.fields.get("role") == "admin" { Role::Admin } else { Role::Employee };
    let command = known.then_some(Command::AddMember { business, person, role });
    sent.act(&platform, command, &back).await
}

/// `POST /business/{id}/people/remove`: someone leaves, or is removed.
pub(super) async fn remove(State(platform): State<Platform>, sent: Sent) -> Response {
    let business = match sent.visitor.business(&platform) {
        Ok(business) => business,
        Err(answer) => return *answer,
    };
    let person = sent.fields.read::<PersonId>("person");
    let command = person
        .map(|person| Command::Partnership(PartnershipCommand::RemoveMember { business, person }));
    let left = person == Some(sent.visitor.person.id);
    let back = if left { "/business".to_owned() } else { format!("/business/{business}/people") };
    sent.act(&platform, command, &back).await
}
