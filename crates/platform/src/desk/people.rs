//! People and the businesses they belong to.

use axum::body::Bytes;
use axum::extract::State;
use axum::response::Response;
use graph::{BusinessId, PersonId};
use maud::{Markup, html};
use world::{Command, Role, World};

use super::{act, not_done, page};
use crate::Platform;
use crate::dialog::Words;
use crate::pages::fields::Fields;
use crate::pages::lists::language;
use crate::pages::parts::{Tone, badge, empty, text_field};

struct Someone {
    id: PersonId,
    name: String,
    email: String,
    locale: String,
    memberships: Vec<(BusinessId, String, Role)>,
}

fn everybody(world: &World) -> Vec<Someone> {
    let people = world.people.values().map(|person| {
        let memberships = person.businesses.iter().filter_map(|id| {
            let business = world.businesses.get(id)?;
            Some((*id, business.profile.name.clone(), *business.people.get(&person.id)?))
        });
        Someone {
            id: person.id,
            name: person.name.clone(),
            email: person.email.clone(),
            locale: person.locale.clone(),
            memberships: memberships.collect(),
        }
    });
    people.collect()
}

/// `/desk/people`.
pub(super) async fn show(State(platform): State<Platform>) -> Markup {
    let (people, businesses) = platform.read(|world| {
        let names = world.businesses.values().map(|one| (one.id, one.profile.name.clone()));
        (everybody(world), names.collect::<Vec<_>>())
    });
    let body = html! {
        h1 { "People" }
        p.lead {
            "Whoever can log in to the signup and the Business Manager. Nobody has a password."
        }
        div.pair {
            section.sheet.scroll role="region" tabindex="0" aria-label="People" {
                (table(&people))
            }
            div {
                (new_person())
                @if !people.is_empty() && !businesses.is_empty() { (member(&people, &businesses)) }
            }
        }
    };
    page("People", "/desk/people", body)
}

fn table(people: &[Someone]) -> Markup {
    html! {
        @if people.is_empty() { (empty("There is nobody yet.")) } @else {
            table {
                thead { tr {
                    th scope="col" { "Name" }
                    th scope="col" { "E-mail" }
                    th scope="col" { "Language" }
                    th scope="col" { "Businesses" }
                } }
                tbody {
                    @for one in people {
                        tr {
                            td { (one.name) br; small { (one.id) } }
                            td { (one.email) }
                            td { (one.locale) }
                            td {
                                @for (id, name, role) in &one.memberships {
                                    div {
                                        a href={ "/business/" (id) } { (name) } " "
                                        (role_badge(*role))
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn role_badge(role: Role) -> Markup {
    match role {
        Role::Admin => badge(Tone::Good, "Admin"),
        Role::Employee => badge(Tone::Plain, "Employee"),
    }
}

fn new_person() -> Markup {
    html! {
        section.sheet {
            h2 { "A new person" }
            form #person-new method="post" {
                (text_field("name", "Name", ""))
                (text_field("email", "E-mail address", ""))
                label for="locale" { "Language" }
                select #locale name="locale" {
                    @for tag in Words::tags() {
                        option value=(tag) selected[tag == "en_US"] { (language(tag)) }
                    }
                }
                button { "Create" }
            }
        }
    }
}

fn member(people: &[Someone], businesses: &[(BusinessId, String)]) -> Markup {
    html! {
        section.sheet {
            h2 { "Add someone to a business" }
            form #member-new method="post" action="/desk/people/member" {
                label for="person" { "Person" }
                select #person name="person" {
                    @for one in people { option value=(one.id) { (one.name) } }
                }
                label for="business" { "Business" }
                select #business name="business" {
                    @for (id, name) in businesses { option value=(id) { (name) } }
                }
                label for="role" { "Role" }
                select #role name="role" {
                    option value="admin" { "Admin" }
                    option value="employee" { "Employee" }
                }
                button { "Add" }
            }
        }
    }
}

/// `POST /desk/people`.
pub(super) async fn create(State(platform): State<Platform>, body: Bytes) -> Response {
    let fields = Fields::parse(&body);
    let command = Command::CreatePerson {
        name: fields.get("name").to_owned(),
        email: fields.get("email").to_owned(),
        locale: fields.given("locale").unwrap_or_else(|| "en_US".to_owned()),
    };
    act(&platform, command, "/desk/people").await
}

/// `POST /desk/people/member`.
pub(super) async fn join(State(platform): State<Platform>, body: Bytes) -> Response {
    let fields = Fields::parse(&body);
    let role = if fields.get("role") == "admin" { Role::Admin } else { Role::Employee };
    match fields.read("business").zip(fields.read("person")) {
        Some((business, person)) => {
            let command = Command::AddMember { business, person, role };
            act(&platform, command, "/desk/people").await
        }
        None => not_done("Choose a person and a business.", "/desk/people"),
    }
}
