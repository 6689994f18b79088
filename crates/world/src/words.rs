//! What happened, in words: each event as a sentence, and the objects it is about (requirement
//! I03). Secrets such as codes, PINs and tokens are never in the sentences.

mod about;
mod account;
mod life;
mod message;
mod number;
mod people;
mod review;
mod signup;
mod works;

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
            Self::Number(event) => Some(event.words(world)),
            Self::Preverified(event) => Some(event.words(world)),
            Self::Limit(event) => Some(event.words(world)),
            Self::Quality(event) => Some(event.words(world)),
            Self::Customer(event) => Some(event.words(world)),
            Self::Subscription(event) => Some(event.words(world)),
            Self::Template(event) => Some(event.words(world)),
            Self::Session(event) => Some(event.words(world)),
            Self::Account(event) => Some(event.words(world)),
            Self::Solution(event) => Some(event.words(world)),
            Self::Money(event) => Some(event.words(world)),
            Self::Staff(event) => Some(event.words(world)),
            Self::App(event) => Some(event.words(world)),
            Self::Ticket(event) => Some(event.words(world)),
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

#[cfg(test)]
mod tests {
    use crate::command::Command;
    use crate::event::Event;
    use crate::scene::{Scene, number};
    use crate::words::by_its_name;

    #[test]
    fn i03_a_story_is_told_in_sentences_with_names_and_without_secrets() {
        let mut scene = Scene::new();
        let client = scene.sign_up("Lucky Shrub", "+4915112345678");
        scene.go_live(client);
        let business = client.business;
        scene.desk(Command::StartVerification { business });
        scene.template(client.phone, &number("+16505551234")).unwrap();
        scene.wait_days(3);
        let partner = scene.provider;
        scene.person(Command::UnshareWaba { waba: client.waba, partner }).unwrap();
        assert!(scene.log.len() > 30);
        for (_, event) in &scene.log {
            let words = event.words(&scene.world);
            assert_ne!(words, by_its_name(event), "{event:?} has a sentence of its own");
            assert!(!words.is_empty() && !words.contains("  "), "{words}");
            if let Event::CodeSent { code, .. } = event {
                assert!(!words.contains(code.as_str()), "{words}");
            }
        }
        let all: Vec<String> =
            scene.log.iter().map(|(_, event)| event.words(&scene.world)).collect();
        let told = |words: &str| assert!(all.iter().any(|one| one == words), "{words}: {all:#?}");
        told("Anna finished the signup with the account “Lucky Shrub account”");
        told("The account “Lucky Shrub account” is no longer shared with Provider");
    }

    #[test]
    fn i03_an_event_is_about_its_objects_and_those_they_belong_to() {
        let mut scene = Scene::new();
        let client = scene.sign_up("Lucky Shrub", "+4915112345678");
        let phone = client.phone;
        let about = scene.world.about(&Event::PhoneConnected { phone });
        assert!(about.phones.contains(&phone) && about.wabas.contains(&client.waba));
        assert!(about.businesses.contains(&client.business));
        assert!(about.concerns(&scene.world, client.business));
        assert!(about.concerns(&scene.world, scene.provider), "it is shared");
        let (rival, _) = scene.found("Rival", "rival.example");
        assert!(!about.concerns(&scene.world, rival));
    }
}
