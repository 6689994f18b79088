//! People, businesses, apps, tokens; partners and the owner's settings.

use super::sentence;
use crate::business::Role;
use crate::event::Event;
use crate::partnership::PartnershipEvent;
use crate::system_user::SystemUserKind;
use crate::token::Holder;
use crate::world::World;

impl Event {
    pub(super) fn words_about_people(&self, world: &World) -> Option<String> {
        Some(match self {
            Self::PersonCreated { name, .. } => format!("{name} opened an account"),
            Self::BusinessCreated { profile, .. } => {
                format!("The business {} was created", profile.name)
            }
            Self::MemberAdded { business, person, role, .. } => {
                let role = match role {
                    Role::Admin => "an admin",
                    Role::Employee => "an employee",
                };
                let (person, business) = (world.say_person(*person), world.say_business(*business));
                format!("{person} became {role} of {business}")
            }
            Self::ProviderRecognised { business, .. } => {
                format!("{} became a provider", world.say_business(*business))
            }
            Self::VerificationStarted { business, .. } => {
                format!("{} asked to be verified", world.say_business(*business))
            }
            Self::VerificationApproved { business, .. } => {
                format!("{} was verified", world.say_business(*business))
            }
            Self::VerificationRejected { business, .. } => {
                format!("The verification of {} was rejected", world.say_business(*business))
            }
            _ => return self.words_about_apps(world),
        })
    }

    fn words_about_apps(&self, world: &World) -> Option<String> {
        Some(match self {
            Self::AppCreated { name, business, .. } => {
                format!("{} created the app “{name}”", world.say_business(*business))
            }
            Self::AppDomainsSet { app, domains, .. } => {
                let app = sentence(&world.say_app(*app));
                format!("{app} may be used on {}", domains.join(", "))
            }
            Self::AppCallbackSet { app, callback_url, .. } => {
                format!("Webhooks of {} go to {callback_url}", world.say_app(*app))
            }
            Self::AppCallbackCleared { app, .. } => {
                format!("{} gets no webhooks any more", sentence(&world.say_app(*app)))
            }
            Self::SystemUserCreated { business, name, kind, .. } => {
                let kind = match kind {
                    SystemUserKind::Admin => "admin system user",
                    SystemUserKind::Employee => "employee system user",
                    SystemUserKind::Integration { .. } => "integration system user",
                };
                format!("{} got the {kind} “{name}”", world.say_business(*business))
            }
            Self::TokenIssued { token, .. } => {
                let holder = match token.holder {
                    Holder::App => world.say_app(token.app),
                    Holder::Person(person) => world.say_person(person),
                    Holder::SystemUser(user) => world.say_user(user),
                };
                format!("An access token was issued for {holder}")
            }
            Self::LoginCodeIssued { code, .. } => {
                let business = world.say_business(code.business);
                format!("A login code for {business} was given to {}", world.say_app(code.app))
            }
            Self::LoginCodeExchanged { .. } => "A login code was exchanged for a token".to_owned(),
            _ => return None,
        })
    }
}

impl PartnershipEvent {
    pub(super) fn words(&self, world: &World) -> Option<String> {
        Some(match self {
            Self::MemberRemoved { business, person, .. } => {
                let (person, business) = (world.say_person(*person), world.say_business(*business));
                format!("{person} no longer belongs to {business}")
            }
            Self::ShareRequested { waba, partner, .. } => {
                let (partner, waba) = (world.say_business(*partner), world.say_waba(*waba));
                format!("{partner} asked to work with {waba}")
            }
            Self::ShareRequestAnswered { request, accepted, .. } => {
                let said = if *accepted { "accepted" } else { "declined" };
                match world.partnerships.requests.get(request) {
                    Some(known) => {
                        let partner = world.say_business(known.partner);
                        let waba = world.say_waba(known.waba);
                        format!("The request of {partner} for {waba} was {said}")
                    }
                    None => format!("A request was {said}"),
                }
            }
            Self::PartnerRemoved { business, partner, .. } => {
                let partner = world.say_business(*partner);
                format!("{} removed the partner {partner}", world.say_business(*business))
            }
            Self::AppUninstalled { business, app, .. } => {
                format!("{} removed {}", world.say_business(*business), world.say_app(*app))
            }
            Self::WabaRenamed { waba, name, .. } => {
                format!("The account {waba} was renamed to “{name}”")
            }
            Self::TimeZoneSet { waba, timezone_id, .. } => {
                let zone = graph::timezone::zones().find(|(id, _)| u32::from(*id) == *timezone_id);
                let zone =
                    zone.map_or_else(|| timezone_id.to_string(), |(_, name)| name.to_owned());
                format!("The time zone of {} is {zone}", world.say_waba(*waba))
            }
            Self::NoticesRead { business, person, .. } => {
                let person = world.say_person(*person);
                format!("{person} read the notifications of {}", world.say_business(*business))
            }
        })
    }
}
