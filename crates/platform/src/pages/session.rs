//! Who is logged in. An emulator asks for no password, so the cookie is just the person's id.

use graph::PersonId;
use shell::web::{Cookie, Cookies};
use world::Person;

use crate::Platform;

const COOKIE: &str = "vp_person";

/// The person logged in, if there is one.
pub(crate) fn person(platform: &Platform, cookies: &Cookies) -> Option<Person> {
    named(platform, cookies.get(COOKIE)?.parse().ok()?)
}

/// The person with this id.
pub(crate) fn named(platform: &Platform, id: PersonId) -> Option<Person> {
    platform.read(|world| world.people.get(&id).cloned())
}

/// Everybody, in the order they came.
pub(crate) fn people(platform: &Platform) -> Vec<Person> {
    let mut people: Vec<Person> = platform.read(|world| world.people.values().cloned().collect());
    people.sort_by_key(|person| (person.created_at, person.id));
    people
}

/// The cookie that logs a person in.
pub(crate) fn cookie(person: PersonId) -> Cookie {
    Cookie::new(COOKIE, person.to_string(), false)
}

/// Address of the login page that leads on to `next`.
pub(crate) fn login_path(next: &str) -> String {
    let query = form_urlencoded::Serializer::new(String::new()).append_pair("next", next).finish();
    format!("/login?{query}")
}
