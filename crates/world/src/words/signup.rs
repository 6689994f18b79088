//! Runs of the signup, logins, and the proof of numbers.

use graph::id::SignupId;

use super::sentence;
use crate::event::Event;
use crate::flow::FlowEvent;
use crate::handset::Handset;
use crate::ownership::Method;
use crate::signup::{BusinessChoice, Step, WabaChoice};
use crate::world::World;

impl World {
    /// The person of a run.
    fn say_run(&self, signup: SignupId) -> String {
        let run = self.signups.get(&signup);
        run.map_or_else(|| "Somebody".to_owned(), |run| self.say_person(run.person))
    }
}

impl Event {
    pub(super) fn words_about_signup(&self, world: &World) -> Option<String> {
        Some(match self {
            Self::SignupStarted { app, person, origin, .. } => {
                let (person, app) = (world.say_person(*person), world.say_app(*app));
                format!("{person} started the signup for {app} on {origin}")
            }
            Self::SignupResumed { signup, .. } => {
                format!("{} came back to the signup", world.say_run(*signup))
            }
            Self::SignupConsented { signup, .. } => {
                format!("{} agreed to what the provider may do", world.say_run(*signup))
            }
            Self::SignupBusinessChosen { signup, choice, .. } => match choice {
                BusinessChoice::Existing { business } => {
                    format!("{} chose {}", world.say_run(*signup), world.say_business(*business))
                }
                BusinessChoice::New { name, .. } => {
                    format!("{} described the new business {name}", world.say_run(*signup))
                }
            },
            Self::SignupWabaChosen { signup, choice, .. } => match choice {
                WabaChoice::Existing { waba } => {
                    format!("{} chose {}", world.say_run(*signup), world.say_waba(*waba))
                }
                WabaChoice::New => format!("{} chose a new account", world.say_run(*signup)),
            },
            Self::SignupProfileDescribed { signup, profile, .. } => {
                let name = &profile.display_name;
                format!("{} gave the display name “{name}”", world.say_run(*signup))
            }
            Self::SignupNumberGiven { signup, number, .. } => {
                format!("{} gave the number {}", world.say_run(*signup), number.display())
            }
            Self::SignupNumberVerified { signup, .. } => {
                format!("{} verified the number", world.say_run(*signup))
            }
            Self::SignupCancelled { signup, step, .. } => {
                format!("{} left the signup at {}", world.say_run(*signup), at(*step))
            }
            Self::SignupFinished { signup, outcome, .. } => {
                let waba = world.say_waba(outcome.waba);
                format!("{} finished the signup with {waba}", world.say_run(*signup))
            }
            _ => return self.words_about_codes(),
        })
    }

    fn words_about_codes(&self) -> Option<String> {
        Some(match self {
            Self::HandsetDescribed { number, handset, .. } => {
                let is = match handset {
                    Handset::Plain => "a plain line".to_owned(),
                    Handset::Messenger => "used in WhatsApp Messenger".to_owned(),
                    Handset::BusinessApp => "used in the WhatsApp Business App".to_owned(),
                    Handset::VoiceMenu => "behind a voice menu".to_owned(),
                    other => super::by_its_name(&serde_json::json!({ "kind": other })),
                };
                format!("{} is {is}", number.display())
            }
            Self::CodeSent { number, method, .. } => {
                let how = match method {
                    Method::Sms => "text message",
                    Method::Voice => "call",
                };
                format!("A code went to {} by {how}", number.display())
            }
            Self::CodeGuessedWrong { number, locked_until: Some(_), .. } => {
                format!("A wrong code locked {}", number.display())
            }
            Self::CodeGuessedWrong { number, .. } => {
                format!("A wrong code was entered for {}", number.display())
            }
            _ => return None,
        })
    }
}

impl FlowEvent {
    pub(super) fn words(&self, world: &World) -> Option<String> {
        Some(match self {
            Self::ConfigurationCreated { app, name, .. } => {
                let app = sentence(&world.say_app(*app));
                format!("{app} got the login configuration “{name}”")
            }
            Self::ConfigurationRemoved { configuration, .. } => {
                format!("The login configuration {configuration} was removed")
            }
            Self::RedirectUrisSet { app, uris, .. } if uris.is_empty() => {
                format!("Logins of {} may go back to any page of its domains", world.say_app(*app))
            }
            Self::RedirectUrisSet { app, uris, .. } => {
                format!("Logins of {} may go back to {}", world.say_app(*app), uris.join(", "))
            }
            Self::Configured { signup, configuration: Some(id), .. } => {
                format!("The signup of {} follows the configuration {id}", world.say_run(*signup))
            }
            Self::Configured { signup, configuration: None, .. } => {
                format!("The signup of {} follows no configuration", world.say_run(*signup))
            }
            Self::Prefilled { signup, .. } => {
                format!("The page filled in fields for {}", world.say_run(*signup))
            }
            Self::ProfileChosen { signup, phone, .. } => {
                let phone = world.say_phone(*phone);
                format!("{} chose the profile of {phone}", world.say_run(*signup))
            }
            Self::ProfileKept { signup, .. } => {
                format!("{} went on with an existing profile", world.say_run(*signup))
            }
            Self::ProblemReported { signup, step, message, .. } => {
                let (who, at) = (world.say_run(*signup), at(*step));
                format!("{who} reported a problem at {at}: {message}")
            }
        })
    }
}

/// A step as people call it.
const fn at(step: Step) -> &'static str {
    match step {
        Step::Authorization => "the consent",
        Step::Business => "the business",
        Step::Waba => "the account",
        Step::Profile => "the profile",
        Step::Number => "the number",
        Step::Verify => "the code",
        Step::Permissions => "the summary",
    }
}
