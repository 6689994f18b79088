//! People, businesses, apps, system users, tokens.

use std::collections::BTreeMap;

use graph::id::{BusinessId, PersonId};
use jiff::Timestamp;

use crate::app::{App, Callback};
use crate::business::{Business, BusinessProfile, Role, Verification};
use crate::event::Event;
use crate::few::Few;
use crate::person::Person;
use crate::rare::Rare;
use crate::system_user::{SystemUser, SystemUserKind};
use crate::verification::CertificationStatus;
use crate::world::World;

impl World {
    pub(super) fn evolve_people(&mut self, event: &Event, at: Timestamp) {
        match event {
            Event::PersonCreated { person, name, email, locale } => {
                let new = Person {
                    id: *person,
                    name: name.clone(),
                    email: email.clone(),
                    locale: locale.clone(),
                    created_at: at,
                    businesses: Vec::new(),
                };
                self.people.insert(*person, new);
            }
            Event::BusinessCreated { business, profile, created_by } => {
                self.create_business(*business, profile, *created_by, at);
            }
            Event::MemberAdded { business, person, role } => {
                self.add_member(*business, *person, *role);
            }
            Event::ProviderRecognised { business } => self.business_mut(*business).provider = true,
            Event::VerificationStarted { business } => {
                self.business_mut(*business).paperwork.tries += 1;
                self.set_verification(*business, Verification::Pending { since: at });
            }
            Event::VerificationApproved { business } => {
                self.business_mut(*business).paperwork.asked = None;
                self.set_verification(*business, Verification::Verified { since: at });
                self.settle_certification(
                    *business,
                    (CertificationStatus::Approved, Vec::new()),
                    at,
                );
            }
            Event::VerificationRejected { business } => {
                self.set_verification(*business, Verification::Rejected { since: at });
            }
            _ => self.evolve_software(event, at),
        }
    }

    fn evolve_software(&mut self, event: &Event, at: Timestamp) {
        match event {
            Event::AppCreated { app, business, name, secret, domains } => {
                let new = App {
                    id: *app,
                    business: *business,
                    name: name.clone(),
                    secret: secret.clone(),
                    domains: domains.clone(),
                    callback: None,
                    created_at: at,
                };
                self.apps.insert(*app, new);
                self.business_mut(*business).apps.push(*app);
            }
            Event::AppDomainsSet { app, domains } => self.app_mut(*app).domains = domains.clone(),
            Event::AppCallbackSet { app, callback_url, verify_token, fields } => {
                self.app_mut(*app).callback = Some(Callback {
                    url: callback_url.clone(),
                    verify_token: verify_token.clone(),
                    fields: fields.clone(),
                    versions: BTreeMap::new(),
                    changes_only: false,
                });
            }
            Event::AppCallbackCleared { app } => self.app_mut(*app).callback = None,
            Event::SystemUserCreated { user, business, name, kind } => {
                let new = SystemUser {
                    id: *user,
                    business: *business,
                    name: name.clone(),
                    kind: *kind,
                    created_at: at,
                };
                self.system_users.insert(*user, new);
                self.business_mut(*business).system_users.push(*user);
                if let SystemUserKind::Integration { app } = kind {
                    self.integrations.insert((*business, *app), *user);
                }
            }
            Event::TokenIssued { token } => {
                self.tokens.insert(token.key.clone(), token.clone());
            }
            Event::LoginCodeIssued { code } => {
                self.codes.insert(code.key.clone(), code.clone());
            }
            Event::LoginCodeExchanged { code } => {
                let code = self.codes.get_mut(code);
                code.expect("a code is exchanged after it was issued").used_at = Some(at);
            }
            _ => unreachable!("World::evolve sends only its own events here"),
        }
    }

    fn create_business(
        &mut self,
        id: BusinessId,
        profile: &BusinessProfile,
        created_by: Option<PersonId>,
        at: Timestamp,
    ) {
        let new = Business {
            id,
            profile: profile.clone(),
            created_at: at,
            created_by,
            provider: false,
            verification: Verification::NotStarted,
            paperwork: Rare::default(),
            people: Few::new(),
            apps: Vec::new(),
            system_users: Vec::new(),
            owned_wabas: Vec::new(),
            client_wabas: Vec::new(),
            credit_lines: Vec::new(),
            received_allocations: Vec::new(),
        };
        self.businesses.insert(id, new);
        if let Some(person) = created_by {
            self.add_member(id, person, Role::Admin);
        }
    }

    fn add_member(&mut self, business: BusinessId, person: PersonId, role: Role) {
        let joined = self.business_mut(business).people.insert(person, role).is_none();
        if joined {
            self.person_mut(person).businesses.push(business);
        }
    }
}
