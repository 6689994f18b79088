//! What happened, in words: each event as a sentence, and the objects it is about (requirement
//! I03). Secrets such as codes, PINs and tokens are never in the sentences.

mod about;
mod account;
mod message;
mod number;
mod people;
mod review;
mod signup;

pub use about::About;

use graph::id::{AppId, BusinessId, PersonId, PhoneNumberId, SystemUserId, WabaId};
use serde::Serialize;
use serde_json::Value;

use crate::event::Event;
use crate::world::World;

impl Event {
    /// The event as a sentence without its end mark, with the names that `world` knows.
    pub fn words(&self, world: &World) -> String {
        let told = match self {
            Self::Flow(event) => event.words(world),
            Self::Partnership(event) => event.words(world),
            Self::Verification(event) => Some(event.words(world)),
            Self::Official(event) => Some(event.words(world)),
            Self::Enforcement(event) => Some(event.words(world)),
            Self::Review(event) => Some(event.words()),
            _ => self
                .words_about_people(world)
                .or_else(|| self.words_about_signup(world))
                .or_else(|| self.words_about_accounts(world))
                .or_else(|| self.words_about_numbers(world))
                .or_else(|| self.words_about_messages(world)),
        };
        told.unwrap_or_else(|| by_its_name(self))
    }
}

/// An event's own name as words: for what has no sentence of its own.
pub(crate) fn by_its_name(event: &impl Serialize) -> String {
    let Ok(Value::Object(members)) = serde_json::to_value(event) else { return String::new() };
    let name = members.get("kind").or_else(|| members.get("event"));
    let name = name.and_then(Value::as_str).unwrap_or_default().replace('_', " ");
    let mut letters = name.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    first + letters.as_str()
}

/// Names of things, as the sentences say them; the id where the thing is gone.
impl World {
    pub(crate) fn say_business(&self, id: BusinessId) -> String {
        let known = self.businesses.get(&id);
        known.map_or_else(|| format!("business {id}"), |one| one.profile.name.clone())
    }

    pub(crate) fn say_person(&self, id: PersonId) -> String {
        self.people.get(&id).map_or_else(|| format!("person {id}"), |one| one.name.clone())
    }

    pub(crate) fn say_app(&self, id: AppId) -> String {
        let known = self.apps.get(&id);
        known.map_or_else(|| format!("app {id}"), |one| format!("the app “{}”", one.name))
    }

    pub(crate) fn say_user(&self, id: SystemUserId) -> String {
        let known = self.system_users.get(&id);
        known.map_or_else(|| format!("system user {id}"), |one| format!("“{}”", one.name))
    }

    pub(crate) fn say_waba(&self, id: WabaId) -> String {
        let known = self.wabas.get(&id);
        known.map_or_else(|| format!("account {id}"), |one| format!("the account “{}”", one.name))
    }

    pub(crate) fn say_phone(&self, id: PhoneNumberId) -> String {
        let known = self.phones.get(&id);
        known.map_or_else(|| format!("number {id}"), |one| one.number.display())
    }
}

/// A sentence begins with a capital letter.
pub(crate) fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    first + letters.as_str()
}
