//! The end of a signup: everything is created, shared and granted at once (requirement A02).

use graph::id::{BusinessId, PhoneNumberId, SignupId, WabaId};
use graph::status::{Permission, TemplateCategory};
use jiff::Timestamp;
use serde_json::json;

use super::{Ask, Decision};
use crate::business::BusinessProfile;
use crate::certificate::Certificate;
use crate::chance::Chance;
use crate::command::{LoginGrant, ProfileChange};
use crate::event::Event;
use crate::ownership::Ownership;
use crate::phone::{OffReason, Profile};
use crate::preverified::PreverifiedEvent;
use crate::refusal::Refusal;
use crate::signup::{
    BusinessChoice, Feature, Login, Outcome, ProfileEntry, Signup, Step, WabaChoice,
};
use crate::time::{days, seconds};
use crate::token::{Holder, LoginCode, Token};

/// What a run's end is made of while it is put together.
struct Ending<'a> {
    run: &'a Signup,
    profile: &'a ProfileEntry,
    provider: BusinessId,
    business: BusinessId,
    verified: bool,
    chance: Chance,
    events: Vec<Event>,
}

impl Ask<'_> {
    pub(super) fn finish(self, signup: SignupId, grant: &LoginGrant) -> Decision {
        let run = self.run(signup, Step::Permissions)?;
        let fits = matches!(
            (run.login, grant),
            (Login::Token, LoginGrant::Token { .. })
                | (Login::Code, LoginGrant::Code { .. })
                | (Login::Both, LoginGrant::Both { .. })
        );
        if !fits {
            return Err(Refusal::WrongLogin);
        }
        let entered = &run.entered;
        let (Some(choice), Some(waba), Some(profile)) =
            (&entered.business, entered.waba, &entered.profile)
        else {
            return Err(Refusal::WrongStep { at: Step::Business });
        };
        self.check_waba(run, waba)?;
        let mut ending = Ending {
            run,
            profile,
            provider: self.world.app(run.app)?.business,
            business: BusinessId::new(0),
            verified: false,
            chance: self.world.chance(),
            events: Vec::new(),
        };
        self.end_business(&mut ending, choice)?;
        let waba = self.end_waba(&mut ending, waba);
        let phone = match run.feature {
            Feature::Full => Some(self.end_phone(&mut ending, waba)?),
            Feature::OnlyWabaSharing => None,
        };
        let outcome = Outcome { business: ending.business, waba, phone, at: self.now };
        ending.events.push(Event::SignupFinished { signup, outcome });
        let granted = self.grants(&ending, waba, grant);
        ending.events.extend(granted);
        Ok(ending.events)
    }

    fn end_business(self, ending: &mut Ending<'_>, choice: &BusinessChoice) -> Result<(), Refusal> {
        match choice {
            BusinessChoice::Existing { business } => {
                self.world.require_admin(ending.run.person, *business)?;
                ending.business = *business;
                ending.verified = self.world.business(*business)?.is_verified();
            }
            BusinessChoice::New { name, email, website, country, address, phone } => {
                self.require_new_business(ending.run.person)?;
                ending.business = BusinessId::new(ending.chance.id());
                ending.events.push(Event::BusinessCreated {
                    business: ending.business,
                    profile: BusinessProfile {
                        name: name.clone(),
                        legal_name: name.clone(),
                        email: email.clone(),
                        website: website.clone(),
                        country: country.clone(),
                        address: address.as_deref().map(in_one_line),
                        phone: phone.clone(),
                    },
                    created_by: Some(ending.run.person),
                });
            }
        }
        Ok(())
    }

    fn end_waba(self, ending: &mut Ending<'_>, choice: WabaChoice) -> WabaId {
        let partner = ending.provider;
        match choice {
            WabaChoice::New => {
                let waba = WabaId::new(ending.chance.id());
                let named = (ending.profile.waba_name.as_str(), ending.profile.timezone_id);
                let made = self.new_waba(waba, ending.business, named, &mut ending.chance);
                ending.events.extend(made);
                ending.events.push(Event::WabaShared { waba, partner });
                waba
            }
            WabaChoice::Existing { waba } => {
                let known = self.world.wabas.get(&waba);
                if known.is_some_and(|known| !known.is_shared_with(partner)) {
                    ending.events.push(Event::WabaShared { waba, partner });
                    ending.events.extend(self.cure(waba, OffReason::Unshared));
                }
                if known.is_some_and(crate::waba::Waba::passed) {
                    let concludes_at = seconds(self.now, self.world.policy.check_seconds);
                    ending.events.push(Event::PolicyCheckStarted { waba, concludes_at });
                }
                waba
            }
        }
    }

    fn end_phone(self, ending: &mut Ending<'_>, waba: WabaId) -> Result<PhoneNumberId, Refusal> {
        let entered = &ending.run.entered;
        let number = entered.number.as_ref().ok_or(Refusal::WrongStep { at: Step::Number })?;
        let verified_at = entered.verified_at.ok_or(Refusal::NotVerified)?;
        self.check_number(ending.run, number)?;
        let known = self.world.phone_of(number);
        if let Some(source) = known.filter(|known| known.waba != waba) {
            let phone = PhoneNumberId::new(ending.chance.id());
            ending.events.push(self.departure(source, phone, waba));
            ending.events.extend(self.arrival(phone, source, &mut ending.chance));
            return Ok(phone);
        }
        if let Some(known) = known.filter(|known| known.ownership != Ownership::NotVerified) {
            return Ok(known.id);
        }
        let phone = match known {
            Some(known) => {
                let (phone, change) = (known.id, ending.profile.change());
                ending.events.push(Event::ProfileUpdated { phone, change });
                phone
            }
            None => {
                let phone = PhoneNumberId::new(ending.chance.id());
                ending.events.push(Event::PhoneAdded {
                    phone,
                    waba,
                    number: number.clone(),
                    name: ending.profile.display_name.trim().to_owned(),
                    profile: ending.profile.profile(),
                });
                let offered = self.world.preverified_for(ending.provider, number, self.now);
                ending.events.extend(offered.map(|one| {
                    Event::Preverified(PreverifiedEvent::Claimed { id: one.id, phone })
                }));
                phone
            }
        };
        ending.events.push(Event::PhoneVerified { phone, verified_at });
        let name = known.map_or(ending.profile.display_name.trim(), |known| &known.name.current);
        let onboarded = self.onboard(phone, name, ending.verified, &mut ending.chance);
        ending.events.extend(onboarded);
        Ok(phone)
    }

    /// What a proved number is granted: its trial, its certificate, its review if that is due.
    pub(super) fn onboard(
        self,
        phone: PhoneNumberId,
        name: &str,
        verified: bool,
        chance: &mut Chance,
    ) -> Vec<Event> {
        let trial_days = self.world.policy.trial_days.filter(|_| !verified);
        let trial_ends_at = trial_days.map(|length| days(self.now, length));
        let mut events = vec![
            Event::PhoneOnboarded { phone, trial_ends_at },
            self.certificate(phone, name, chance),
        ];
        if verified {
            events.push(Event::NameReviewStarted { phone });
        }
        events
    }

    /// The certificate of a name.
    pub(super) fn certificate(
        self,
        phone: PhoneNumberId,
        name: &str,
        chance: &mut Chance,
    ) -> Event {
        let (name, nonce) = (name.to_owned(), chance.hex(32));
        Event::CertificateIssued {
            certificate: Certificate { phone, name, issued_at: self.now, nonce },
        }
    }

    /// A WABA with its sample template.
    pub(super) fn new_waba(
        self,
        waba: WabaId,
        owner: BusinessId,
        (name, timezone_id): (&str, u32),
        chance: &mut Chance,
    ) -> [Event; 2] {
        [
            Event::WabaCreated {
                waba,
                owner,
                name: name.to_owned(),
                timezone_id,
                namespace: chance.namespace(),
                check_concludes_at: seconds(self.now, self.world.policy.check_seconds),
            },
            Event::TemplateCreated {
                template: graph::id::TemplateId::new(chance.id()),
                waba,
                name: "hello_world".to_owned(),
                language: "en_US".to_owned(),
                category: TemplateCategory::Utility,
                components: json!([
                    {"type": "HEADER", "format": "TEXT", "text": "Hello World"},
                    {"type": "BODY", "text": "This message shows that the number works."},
                    {"type": "FOOTER", "text": "Sample message"}
                ]),
                concludes_at: None,
                by_hand: false,
                format: crate::template::ParameterFormat::Positional,
                ttl: None,
            },
        ]
    }

    /// The token, the code, or both.
    fn grants(self, ending: &Ending<'_>, finished: WabaId, grant: &LoginGrant) -> Vec<Event> {
        let LoginGrant::Both { key, code, redirect_uri } = grant else {
            return vec![self.grant(ending, finished, grant)];
        };
        let token = LoginGrant::Token { key: key.clone() };
        let code = LoginGrant::Code { key: code.clone(), redirect_uri: redirect_uri.clone() };
        vec![self.grant(ending, finished, &token), self.grant(ending, finished, &code)]
    }

    /// The token or code of the callback: it reaches exactly the WABAs this business shares with
    /// the provider, newest first (requirement C01).
    fn grant(self, ending: &Ending<'_>, finished: WabaId, grant: &LoginGrant) -> Event {
        let mut wabas = self.world.shared_wabas(ending.business, ending.provider);
        if !wabas.contains(&finished) {
            wabas.push(finished);
            wabas.sort_by_key(|id| (self.created(*id), *id));
        }
        wabas.reverse();
        let mut scopes = ending.run.scopes.clone();
        scopes.insert(Permission::PublicProfile);
        let policy = &self.world.policy;
        match grant {
            LoginGrant::Token { key } | LoginGrant::Both { key, .. } => Event::TokenIssued {
                token: Token {
                    key: key.clone(),
                    app: ending.run.app,
                    holder: Holder::Person(ending.run.person),
                    scopes,
                    wabas: Some(wabas),
                    issued_at: self.now,
                    expires_at: Some(seconds(self.now, policy.user_token_seconds)),
                },
            },
            LoginGrant::Code { key, redirect_uri } => Event::LoginCodeIssued {
                code: LoginCode {
                    key: key.clone(),
                    app: ending.run.app,
                    business: ending.business,
                    scopes,
                    wabas,
                    redirect_uri: redirect_uri.clone(),
                    expires_at: seconds(self.now, policy.login_code_seconds),
                    used_at: None,
                    token_seconds: ending
                        .run
                        .configuration
                        .and_then(|id| self.world.flows.configurations.get(&id)?.token_seconds),
                },
            },
        }
    }

    fn created(self, waba: WabaId) -> Timestamp {
        self.world.wabas.get(&waba).map_or(self.now, |waba| waba.created_at)
    }
}

/// An address typed in several lines, as one.
fn in_one_line(address: &str) -> String {
    let lines = address.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join(", ")
}

impl ProfileEntry {
    fn profile(&self) -> Profile {
        Profile {
            description: self.description.clone(),
            websites: self.website.iter().cloned().collect(),
            vertical: Some(self.vertical),
            ..Profile::default()
        }
    }

    /// The same for a number that was added before and had no profile yet (requirement B13).
    fn change(&self) -> ProfileChange {
        ProfileChange {
            description: self.description.clone(),
            websites: self.website.as_ref().map(|website| vec![website.clone()]),
            vertical: Some(self.vertical),
            ..ProfileChange::default()
        }
    }
}

impl crate::world::World {
    /// The WABAs of a business that it shares with a provider, oldest first.
    pub fn shared_wabas(&self, business: BusinessId, provider: BusinessId) -> Vec<WabaId> {
        let owned = self.businesses.get(&business).map(|business| business.owned_wabas.as_slice());
        let shared =
            |id: &WabaId| self.wabas.get(id).is_some_and(|waba| waba.is_shared_with(provider));
        owned.unwrap_or_default().iter().copied().filter(shared).collect()
    }
}

#[cfg(test)]
mod tests {
    use graph::status::{MessagingLimitTier, Permission};

    use crate::actor::{Actor, CodeKey, TokenKey};
    use crate::phone::Standing;
    use crate::refusal::Refusal;
    use crate::scene::{Scene, new_business};
    use crate::signup::{BusinessChoice, Feature, Login};
    use crate::token::Holder;
    use crate::{Command, LoginGrant, NodeKind};

    #[test]
    fn a02_a06_the_end_of_a_signup_shares_and_tells_the_provider() {
        let mut scene = Scene::new();
        let client = scene.sign_up("Lucky Shrub", "+4915112345678");
        let waba = &scene.world.wabas[&client.waba];
        assert!(waba.is_shared_with(scene.provider));
        assert_eq!(waba.owner, client.business);
        assert_eq!(scene.world.kind_of(client.phone.get()), Some(NodeKind::Phone(client.phone)));
        let updates = scene.webhooks("account_update");
        let events: Vec<&str> =
            updates.iter().filter_map(|(_, value)| value["event"].as_str()).collect();
        assert_eq!(events, ["PARTNER_ADDED", "PARTNER_APP_INSTALLED"]);
        let partner = scene.provider.get();
        assert!(updates.iter().all(|(entry, _)| *entry == partner));
        let info = &updates[1].1["waba_info"];
        assert_eq!(info["waba_id"], client.waba.to_string());
        assert_eq!(info["partner_app_id"], scene.app.to_string());
        let mails = scene.mails();
        assert_eq!(mails[0].0, "ops@provider.example");
        for fact in [client.business.to_string(), client.waba.to_string()] {
            assert!(mails[0].1.contains(&fact), "{}", mails[0].1);
        }
        assert!(mails[0].1.contains("What to do next"));
        let email = &scene.world.businesses[&client.business].profile.email;
        assert_eq!(&mails[1].0, email, "the owner hears of it by e-mail too");
        assert!(mails[1].1.contains("You stay its owner"), "{}", mails[1].1);
        assert_eq!((scene.notices(scene.provider), scene.notices(client.business)), (1, 1));
    }

    #[test]
    fn e02_b13_the_trial_begins_and_the_certificate_exists() {
        let mut scene = Scene::new();
        let client = scene.sign_up("Lucky Shrub", "+4915112345678");
        let phone = &scene.world.phones[&client.phone];
        let ends_at = crate::time::days(scene.now, 30);
        assert_eq!(phone.standing, Standing::Trial { ends_at });
        assert_eq!(scene.world.tier(phone), MessagingLimitTier::Tier50);
        let certificate = scene.world.certificate(phone, scene.now).unwrap();
        assert_eq!(certificate.name, "Lucky Shrub");
    }

    #[test]
    fn c01_the_token_reaches_what_this_business_shares_newest_first() {
        let mut scene = Scene::new();
        let first = scene.sign_up("Lucky Shrub", "+4915112345678");
        scene.sign_up("Other Business", "+4915112345670");
        scene.wait_secs(5);
        let signup = scene.start(Login::Token);
        let business = first.business;
        scene.until_number(signup, "Lucky Bush", BusinessChoice::Existing { business });
        scene.prove(signup, "+4915112345679");
        let second = scene.finish(signup, "user-2");
        let token = &scene.world.tokens[&TokenKey::new("user-2")];
        assert_eq!(token.wabas, Some(vec![second.waba, first.waba]));
        assert_eq!(token.holder, Holder::Person(scene.person_id()));
        assert!(token.scopes.contains(&Permission::WhatsappBusinessManagement));
        let caller = scene.world.caller(&token.key, scene.now).unwrap();
        assert!(scene.world.sees_waba(&caller, first.waba));
        let later = crate::time::days(scene.now, 61);
        let expired = scene.world.caller(&token.key, later).unwrap_err();
        assert!(matches!(expired, Refusal::TokenExpired { .. }));
    }

    #[test]
    fn b12_a_code_is_exchanged_once_within_thirty_seconds() {
        let mut scene = Scene::new();
        let signup = scene.start(Login::Code);
        scene.until_number(signup, "Lucky Shrub", new_business("Lucky Shrub"));
        scene.prove(signup, "+4915112345678");
        let token = LoginGrant::Token { key: TokenKey::new("user") };
        let wrong = scene.person(Command::FinishSignup { signup, grant: token });
        assert_eq!(wrong, Err(Refusal::WrongLogin));
        let client = scene.finish(signup, "code");
        let app = Actor::App { app: scene.app };
        let exchange = |code: &str, key: &str| Command::ExchangeCode {
            code: CodeKey::new(code),
            key: TokenKey::new(key),
            redirect_uri: None,
        };
        let unknown = scene.ask(&app, exchange("other", "business"));
        assert_eq!(unknown, Err(Refusal::LoginCodeUnknown));
        scene.ask(&app, exchange("code", "business")).unwrap();
        let again = scene.ask(&app, exchange("code", "business-2")).unwrap_err();
        assert_eq!((again.to_graph().code, again.to_graph().subcode), (100, Some(36_009)));
        let token = &scene.world.tokens[&TokenKey::new("business")];
        assert_eq!((&token.wabas, token.expires_at), (&Some(vec![client.waba]), None));
        assert!(matches!(token.holder, Holder::SystemUser(_)));

        let signup = scene.start(Login::Code);
        let business = client.business;
        scene.until_number(signup, "Lucky Bush", BusinessChoice::Existing { business });
        scene.prove(signup, "+4915112345679");
        scene.finish(signup, "late");
        scene.wait_secs(30);
        let late = scene.ask(&app, exchange("late", "business-3")).unwrap_err();
        assert_eq!(late.to_graph().subcode, Some(36_007));
    }

    #[test]
    fn c02_a_waba_may_be_shared_without_a_number() {
        let mut scene = Scene::new();
        let person = scene.person.clone();
        let start = Command::StartSignup {
            app: scene.app,
            origin: crate::scene::ORIGIN.to_owned(),
            login: Login::Token,
            feature: Feature::OnlyWabaSharing,
            scopes: std::collections::BTreeSet::new(),
        };
        scene.ask(&person, start).unwrap();
        let signup = *scene.world.open_signups.values().next().unwrap();
        scene.until_number(signup, "Lucky Shrub", new_business("Lucky Shrub"));
        let client = scene.finish(signup, "user");
        assert!(scene.world.wabas[&client.waba].phones.is_empty());
        assert_eq!(scene.world.businesses[&scene.provider].client_wabas, [client.waba]);
    }

    #[test]
    fn two_runs_cannot_take_the_same_number() {
        let mut scene = Scene::new();
        let slow = scene.start(Login::Token);
        scene.until_number(slow, "Lucky Shrub", new_business("Lucky Shrub"));
        scene.prove(slow, "+4915112345678");
        let first = scene.person.clone();
        scene.person = scene.new_person("Bert");
        scene.sign_up("Lucky Bush", "+4915112345678");
        scene.person = first;
        let grant = LoginGrant::Token { key: TokenKey::new("user") };
        let refused = scene.person(Command::FinishSignup { signup: slow, grant }).unwrap_err();
        assert_eq!(refused.key(), "refusal-number-in-use");
    }
}
