//! Set-up: people, providers, apps, tokens.

use graph::id::{
    AppId, BusinessId, ConfigurationId, CredentialId, CreditLineId, PersonId, PhoneNumberId,
    SystemUserId, WabaId,
};
use graph::phone_number::E164;

use super::{Ask, Decision};
use crate::access::Need;
use crate::actor::Actor;
use crate::business::{BusinessProfile, Role};
use crate::chance::Chance;
use crate::command::{ProviderSetup, TokenOrder};
use crate::event::Event;
use crate::flow::FlowEvent;
use crate::phone::Profile;
use crate::refusal::Refusal;
use crate::system_user::SystemUserKind;
use crate::token::{Holder, Token};

impl Ask<'_> {
    pub(super) fn create_person(self, name: &str, email: &str, locale: &str) -> Decision {
        require_text("name", name, 255)?;
        require_email(email)?;
        require_text("locale", locale, 20)?;
        Ok(vec![Event::PersonCreated {
            person: PersonId::new(self.world.chance().id()),
            name: name.to_owned(),
            email: email.to_owned(),
            locale: locale.to_owned(),
        }])
    }

    pub(super) fn add_member(self, business: BusinessId, person: PersonId, role: Role) -> Decision {
        self.world.person(person)?;
        if self.world.business(business)?.people.get(&person) == Some(&role) {
            return Ok(Vec::new());
        }
        Ok(vec![Event::MemberAdded { business, person, role }])
    }

    pub(super) fn found_provider(self, setup: &ProviderSetup) -> Decision {
        require_text("name", &setup.name, 100)?;
        require_text("app_name", &setup.app_name, 100)?;
        require_text("app_secret", &setup.app_secret, 255)?;
        require_email(&setup.email)?;
        if let Some(admin) = setup.admin {
            self.world.person(admin)?;
        }
        let mut chance = self.world.chance();
        let business = BusinessId::new(chance.id());
        let mut events = founding(setup, business, &mut chance);
        let line = CreditLineId::new(chance.id());
        let waba = WabaId::new(chance.id());
        events.push(Event::CreditLineOpened {
            line,
            owner: business,
            legal_entity_name: setup.legal_name.clone(),
            currencies: setup.currencies.clone(),
        });
        events.extend(self.new_waba(waba, business, (&setup.name, 1), &mut chance));
        events.push(Event::PolicyCheckPassed { waba });
        events.push(Event::OwnFundingSet {
            waba,
            line,
            credential: CredentialId::new(chance.id()),
            currency: setup.currencies.own,
        });
        if let Some(number) = &setup.own_number {
            self.require_free(number, waba)?;
            events.extend(self.own_number(number, waba, &setup.name, &mut chance));
        }
        let app = events.iter().find_map(|event| match event {
            Event::AppCreated { app, .. } => Some(*app),
            _ => None,
        });
        events.extend(app.map(|app| self.default_configuration(app, &mut chance)));
        Ok(events)
    }

    /// The provider's own number: proved, named, in regular use.
    fn own_number(
        self,
        number: &E164,
        waba: WabaId,
        name: &str,
        chance: &mut Chance,
    ) -> [Event; 6] {
        let phone = PhoneNumberId::new(chance.id());
        [
            Event::PhoneAdded {
                phone,
                waba,
                number: number.clone(),
                name: name.to_owned(),
                profile: Profile::default(),
            },
            Event::PhoneVerified { phone, verified_at: self.now },
            Event::PhoneOnboarded { phone, trial_ends_at: None },
            self.certificate(phone, name, chance),
            Event::NameApproved { phone },
            Event::RegularUseBegan { phone, tier: self.world.policy.regular_tier },
        ]
    }

    /// The login configuration every provider's app begins with (contract §1.2).
    fn default_configuration(self, app: AppId, chance: &mut Chance) -> Event {
        Event::Flow(FlowEvent::ConfigurationCreated {
            configuration: ConfigurationId::new(chance.id()),
            app,
            name: "WhatsApp Embedded Signup".to_owned(),
            permissions: self.world.policy.signup_scopes.iter().copied().collect(),
            token_seconds: None,
        })
    }

    pub(super) fn set_domains(self, app: AppId, domains: &[String]) -> Decision {
        for domain in domains {
            let plain = |c: char| c.is_ascii_alphanumeric() || ".-[]:".contains(c);
            if domain.is_empty() || !domain.chars().all(plain) {
                return Err(Refusal::BadValue { field: "domain", value: domain.clone() });
            }
        }
        Ok(vec![Event::AppDomainsSet { app, domains: domains.to_vec() }])
    }

    pub(super) fn issue_token(self, order: &TokenOrder) -> Decision {
        self.world.app(order.app)?;
        match order.holder {
            Holder::App => {}
            Holder::Person(person) => {
                self.world.person(person)?;
            }
            Holder::SystemUser(user) => self.require_system_user(user)?,
        }
        for waba in order.wabas.iter().flatten() {
            self.allow(Need::ReadWaba(*waba))?;
        }
        let token = Token {
            key: order.key.clone(),
            app: order.app,
            holder: order.holder,
            scopes: order.scopes.clone(),
            wabas: order.wabas.clone(),
            issued_at: self.now,
            expires_at: order.expires_at,
        };
        Ok(vec![Event::TokenIssued { token }])
    }

    /// That the system user exists.
    pub(super) fn require_system_user(self, user: SystemUserId) -> Result<(), Refusal> {
        let unseen = Refusal::NotVisible { id: user.get(), verb: graph::error::Method::Post };
        self.world.system_users.get(&user).map(|_| ()).ok_or(unseen)
    }

    /// That the desk, the app itself, or an admin of its business asks.
    pub(super) fn require_app(self, app: AppId) -> Result<(), Refusal> {
        let known = self.world.app(app)?;
        match self.by {
            Actor::Desk => Ok(()),
            Actor::App { app: by } if *by == app => Ok(()),
            Actor::Person { person } => self.world.require_admin(*person, known.business),
            Actor::Token { key } => {
                let caller = self.world.caller(key, self.now)?;
                if caller.app == app && caller.holder == Holder::App {
                    Ok(())
                } else {
                    Err(Refusal::NotForThisActor)
                }
            }
            Actor::App { .. } | Actor::Client { .. } | Actor::Time => Err(Refusal::NotForThisActor),
        }
    }
}

/// The business, its app and its two system users (contract §2.4 allows one of each kind).
fn founding(setup: &ProviderSetup, business: BusinessId, chance: &mut Chance) -> Vec<Event> {
    let app = AppId::new(chance.id());
    let mut user = |name: &str, kind| Event::SystemUserCreated {
        user: SystemUserId::new(chance.id()),
        business,
        name: format!("{} {name}", setup.app_name),
        kind,
    };
    vec![
        Event::BusinessCreated {
            business,
            profile: BusinessProfile {
                name: setup.name.clone(),
                legal_name: setup.legal_name.clone(),
                email: setup.email.clone(),
                website: setup.website.clone(),
                country: setup.country.clone(),
                address: None,
                phone: None,
            },
            created_by: setup.admin,
        },
        Event::ProviderRecognised { business },
        Event::VerificationApproved { business },
        Event::AppCreated {
            app,
            business,
            name: setup.app_name.clone(),
            secret: setup.app_secret.clone(),
            domains: setup.domains.clone(),
        },
        user("admin", SystemUserKind::Admin),
        user("employee", SystemUserKind::Employee),
    ]
}

/// That a text is there and not too long.
pub(super) fn require_text(field: &'static str, text: &str, max: usize) -> Result<(), Refusal> {
    if text.trim().is_empty() {
        return Err(Refusal::BadValue { field, value: text.to_owned() });
    }
    require_length(field, text, max)
}

/// That a text is not too long.
pub(super) fn require_length(field: &'static str, text: &str, max: usize) -> Result<(), Refusal> {
    if text.chars().count() > max {
        let value = text.chars().take(40).collect();
        return Err(Refusal::BadValue { field, value });
    }
    Ok(())
}

/// That a text is an e-mail address as far as one can see.
pub(super) fn require_email(text: &str) -> Result<(), Refusal> {
    let plain = text.chars().all(|c| !c.is_whitespace() && !c.is_control());
    let parts = text.split_once('@');
    let formed = parts
        .is_some_and(|(name, host)| !name.is_empty() && !host.is_empty() && !host.contains('@'));
    if plain && formed && text.len() <= 254 {
        Ok(())
    } else {
        Err(Refusal::BadValue { field: "email", value: text.to_owned() })
    }
}

/// That a text is the address of a website.
pub(super) fn require_website(text: &str) -> Result<(), Refusal> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let formed = rest.is_some_and(|rest| {
        !rest.is_empty() && !rest.starts_with('/') && !rest.contains(char::is_whitespace)
    });
    if formed && text.len() <= 256 {
        Ok(())
    } else {
        Err(Refusal::BadValue { field: "website", value: text.to_owned() })
    }
}
