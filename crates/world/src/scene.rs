//! A small world to test in: a provider, a person, and shortcuts through the signup.

use std::collections::BTreeSet;

use graph::id::{
    AppId, BusinessId, CreditLineId, PersonId, PhoneNumberId, SignupId, SystemUserId, WabaId,
};
use graph::phone_number::E164;
use graph::status::{Currency, Permission, Task, Vertical};
use jiff::{SignedDuration, Timestamp};

use crate::actor::{Actor, CodeKey, PinKey, TokenKey};
use crate::command::{Command, LoginGrant, Outgoing, ProviderSetup, TokenOrder};
use crate::credit::Currencies;
use crate::effect::Effect;
use crate::event::Event;
use crate::message::{Content, MessageId};
use crate::ownership::Method;
use crate::policy::Policy;
use crate::refusal::Refusal;
use crate::signup::{BusinessChoice, Feature, Login, ProfileEntry, WabaChoice};
use crate::token::Holder;
use crate::verification::{Document, DocumentFormat, DocumentKind, VerificationForm};
use crate::world::World;

/// The world of a test, and everything that happened in it.
pub(crate) struct Scene {
    pub(crate) world: World,
    pub(crate) now: Timestamp,
    pub(crate) log: Vec<(Timestamp, Event)>,
    pub(crate) effects: Vec<Effect>,
    pub(crate) app: AppId,
    pub(crate) provider: BusinessId,
    pub(crate) line: CreditLineId,
    pub(crate) admin: SystemUserId,
    pub(crate) employee: SystemUserId,
    pub(crate) person: Actor,
}

/// What a finished signup made.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Client {
    pub(crate) business: BusinessId,
    pub(crate) waba: WabaId,
    pub(crate) phone: PhoneNumberId,
}

pub(crate) const ORIGIN: &str = "https://provider.example";

pub(crate) fn number(text: &str) -> E164 {
    E164::parse(text).unwrap()
}

pub(crate) fn actor(key: &str) -> Actor {
    Actor::Token { key: TokenKey::new(key) }
}

pub(crate) fn profile(display_name: &str) -> ProfileEntry {
    ProfileEntry {
        waba_name: format!("{display_name} account"),
        timezone_id: 1,
        display_name: display_name.to_owned(),
        vertical: Vertical::Retail,
        description: None,
        website: None,
    }
}

pub(crate) fn new_business(name: &str) -> BusinessChoice {
    BusinessChoice::New {
        name: name.to_owned(),
        email: "owner@shrub.example".to_owned(),
        website: "https://shrub.example".to_owned(),
        country: "DE".to_owned(),
        address: None,
        phone: None,
    }
}

/// A provider as it is founded.
pub(crate) fn provider_setup(name: &str, domain: &str) -> ProviderSetup {
    ProviderSetup {
        name: name.to_owned(),
        legal_name: format!("{name} Inc."),
        email: format!("ops@{domain}"),
        website: format!("https://{domain}"),
        country: "US".to_owned(),
        app_name: format!("{name} app"),
        app_secret: "secret".to_owned(),
        domains: vec![domain.to_owned()],
        admin: None,
        currencies: Currencies::default(),
        own_number: None,
    }
}

impl Scene {
    pub(crate) fn new() -> Self {
        Self::with(Policy::classic().by_hand())
    }

    pub(crate) fn with(policy: Policy) -> Self {
        let mut scene = Self {
            world: World::new(7, policy),
            now: "2026-11-22T08:00:00Z".parse().unwrap(),
            log: Vec::new(),
            effects: Vec::new(),
            app: AppId::new(0),
            provider: BusinessId::new(0),
            line: CreditLineId::new(0),
            admin: SystemUserId::new(0),
            employee: SystemUserId::new(0),
            person: Actor::Desk,
        };
        let (provider, app) = scene.found("Provider", "provider.example");
        (scene.provider, scene.app) = (provider, app);
        let users = &scene.world.businesses[&provider].system_users;
        (scene.admin, scene.employee) = (users[0], users[1]);
        scene.line = scene.world.businesses[&provider].credit_lines[0];
        scene.person = scene.new_person("Anna");
        let (admin, employee) = (scene.admin, scene.employee);
        scene.token("admin", app, admin);
        scene.token("employee", app, employee);
        scene.effects.clear();
        scene
    }

    /// A provider whose app wants every webhook field.
    pub(crate) fn found(&mut self, name: &str, domain: &str) -> (BusinessId, AppId) {
        let setup = Box::new(provider_setup(name, domain));
        let events = self.desk(Command::FoundProvider(setup));
        let mut made = (BusinessId::new(0), AppId::new(0));
        for event in events {
            if let Event::AppCreated { app, business, .. } = event {
                made = (business, app);
            }
        }
        let fields = [
            "account_alerts",
            "account_update",
            "account_review_update",
            "business_capability_update",
            "account_alerts",
            "message_template_quality_update",
            "message_template_status_update",
            "template_category_update",
            "user_preferences",
            "messages",
            "phone_number_name_update",
            "phone_number_quality_update",
        ];
        self.desk(Command::SetAppCallback {
            app: made.1,
            callback_url: format!("https://{domain}/webhooks"),
            verify_token: "vt".to_owned(),
            fields: fields.into_iter().map(str::to_owned).collect(),
        });
        made
    }

    pub(crate) fn new_person(&mut self, name: &str) -> Actor {
        let events = self.desk(Command::CreatePerson {
            name: name.to_owned(),
            email: "person@shrub.example".to_owned(),
            locale: "de_DE".to_owned(),
        });
        match events[0] {
            Event::PersonCreated { person, .. } => Actor::Person { person },
            _ => unreachable!("a person is created"),
        }
    }

    pub(crate) fn person_id(&self) -> PersonId {
        match self.person {
            Actor::Person { person } => person,
            _ => unreachable!("the scene's person is a person"),
        }
    }

    /// A token of a system user with all three permissions.
    pub(crate) fn token(&mut self, key: &str, app: AppId, user: SystemUserId) {
        self.scoped_token(
            key,
            app,
            Holder::SystemUser(user),
            &[
                Permission::BusinessManagement,
                Permission::WhatsappBusinessManagement,
                Permission::WhatsappBusinessMessaging,
            ],
        );
    }

    pub(crate) fn scoped_token(
        &mut self,
        key: &str,
        app: AppId,
        holder: Holder,
        scopes: &[Permission],
    ) {
        self.desk(Command::IssueToken(Box::new(TokenOrder {
            key: TokenKey::new(key),
            app,
            holder,
            scopes: scopes.iter().copied().collect(),
            wabas: None,
            expires_at: None,
        })));
    }

    /// Asks; what happens is made true and reacted to, and the world stays sound.
    #[expect(clippy::needless_pass_by_value, reason = "tests write the command where they ask")]
    pub(crate) fn ask(&mut self, by: &Actor, command: Command) -> Result<Vec<Event>, Refusal> {
        let events = self.world.decide(by, &command, self.now)?;
        self.apply(&events);
        match events.iter().find_map(Event::refusal) {
            Some(refusal) => Err(refusal),
            None => Ok(events),
        }
    }

    fn apply(&mut self, events: &[Event]) {
        self.world.happen(events, self.now, |event, effects| {
            self.effects.extend(effects);
            self.log.push((self.now, event.clone()));
        });
        assert_eq!(self.world.check(), Vec::<String>::new(), "after {events:?}");
    }

    pub(crate) fn desk(&mut self, command: Command) -> Vec<Event> {
        self.ask(&Actor::Desk, command).unwrap()
    }

    /// Turns the clock; everything due happens in order, each at its own time.
    pub(crate) fn wait(&mut self, length: SignedDuration) {
        let end = self.now + length;
        while let Some(due) = self.world.due().filter(|&due| due <= end) {
            self.now = due;
            self.ask(&Actor::Time, Command::Pass).unwrap();
        }
        self.now = end;
    }

    pub(crate) fn wait_days(&mut self, days: i64) {
        self.wait(SignedDuration::from_hours(24 * days));
    }

    pub(crate) fn wait_secs(&mut self, seconds: i64) {
        self.wait(SignedDuration::from_secs(seconds));
    }

    pub(crate) fn start(&mut self, login: Login) -> SignupId {
        let command = Command::StartSignup {
            app: self.app,
            origin: ORIGIN.to_owned(),
            login,
            feature: Feature::Full,
            scopes: BTreeSet::new(),
        };
        let person = self.person.clone();
        match self.ask(&person, command).unwrap()[0] {
            Event::SignupStarted { signup, .. } | Event::SignupResumed { signup, .. } => signup,
            _ => unreachable!("a run starts or resumes"),
        }
    }

    /// One command of the scene's person.
    pub(crate) fn person(&mut self, command: Command) -> Result<Vec<Event>, Refusal> {
        let person = self.person.clone();
        self.ask(&person, command)
    }

    /// Up to the code, with a new business unless one is given.
    pub(crate) fn until_number(&mut self, signup: SignupId, name: &str, choice: BusinessChoice) {
        self.person(Command::Consent { signup }).unwrap();
        self.person(Command::ChooseBusiness { signup, choice }).unwrap();
        self.person(Command::ChooseWaba { signup, choice: WabaChoice::New }).unwrap();
        self.person(Command::DescribeProfile { signup, profile: profile(name) }).unwrap();
    }

    /// Gives the number and types the code that was sent.
    pub(crate) fn prove(&mut self, signup: SignupId, digits: &str) {
        let number = number(digits);
        let method = Method::Sms;
        self.person(Command::GiveNumber { signup, number: number.clone(), method }).unwrap();
        let code = self.world.challenges[&number].code.clone();
        self.person(Command::VerifyNumber { signup, code }).unwrap();
    }

    pub(crate) fn finish(&mut self, signup: SignupId, key: &str) -> Client {
        let grant = match self.world.signups[&signup].login {
            Login::Token => LoginGrant::Token { key: TokenKey::new(key) },
            Login::Code => LoginGrant::Code { key: CodeKey::new(key), redirect_uri: None },
            Login::Both => LoginGrant::Both {
                code: CodeKey::new(format!("{key} code")),
                key: TokenKey::new(key),
                redirect_uri: None,
            },
        };
        let events = self.person(Command::FinishSignup { signup, grant }).unwrap();
        let outcome = events.iter().find_map(|event| match event {
            Event::SignupFinished { outcome, .. } => Some(*outcome),
            _ => None,
        });
        let outcome = outcome.unwrap();
        Client {
            business: outcome.business,
            waba: outcome.waba,
            phone: outcome.phone.unwrap_or(PhoneNumberId::new(0)),
        }
    }

    /// A whole signup of a new business.
    pub(crate) fn sign_up(&mut self, name: &str, digits: &str) -> Client {
        let signup = self.start(Login::Token);
        self.until_number(signup, name, new_business(name));
        self.prove(signup, digits);
        self.finish(signup, &format!("user-{name}"))
    }

    /// What the provider does after a signup: assignment, subscription, credit.
    pub(crate) fn onboard(&mut self, client: Client) {
        let (waba, user, app) = (client.waba, self.employee, self.app);
        let tasks = BTreeSet::from([Task::Manage]);
        self.ask(&actor("admin"), Command::AssignUser { waba, user, tasks }).unwrap();
        let employee = actor("employee");
        self.ask(&employee, Command::SubscribeApp { waba, app, callback: None }).unwrap();
        let (line, currency) = (self.line, Currency::Eur);
        self.ask(&employee, Command::ShareCredit { line, waba, currency }).unwrap();
    }

    /// The same, and the number live on the Cloud API.
    pub(crate) fn go_live(&mut self, client: Client) {
        self.onboard(client);
        self.register(client.phone).unwrap();
        self.wait_secs(5);
    }

    pub(crate) fn register(&mut self, phone: PhoneNumberId) -> Result<Vec<Event>, Refusal> {
        let pin = PinKey::new("123456");
        self.ask(&actor("employee"), Command::Register { phone, pin, pin_valid: true })
    }

    pub(crate) fn send(
        &mut self,
        by: &Actor,
        phone: PhoneNumberId,
        to: &E164,
        content: Content,
    ) -> Result<MessageId, Refusal> {
        let outgoing =
            Outgoing { phone, to: to.clone(), content, context: None, callback_data: None };
        let events = self.ask(by, Command::SendMessage(Box::new(outgoing)))?;
        match &events[0] {
            Event::MessageAccepted { message, .. } => Ok(message.clone()),
            _ => unreachable!("a message is accepted first"),
        }
    }

    pub(crate) fn template(
        &mut self,
        phone: PhoneNumberId,
        to: &E164,
    ) -> Result<MessageId, Refusal> {
        self.send(&actor("employee"), phone, to, hello())
    }

    /// The values of the webhooks of one field so far, with their entry ids.
    pub(crate) fn webhooks(&self, wanted: &str) -> Vec<(u64, serde_json::Value)> {
        let webhook = |effect: &Effect| match effect {
            Effect::Webhook { entry_id, field, value, .. } if field == wanted => {
                Some((*entry_id, value.clone()))
            }
            _ => None,
        };
        self.effects.iter().filter_map(webhook).collect()
    }

    /// The mails so far: address and whole text, subject first.
    pub(crate) fn mails(&self) -> Vec<(String, String)> {
        let mail = |effect: &Effect| match effect {
            Effect::Mail { to, subject, text } => Some((to.clone(), format!("{subject}\n{text}"))),
            _ => None,
        };
        self.effects.iter().filter_map(mail).collect()
    }

    /// How many notices a business got so far.
    pub(crate) fn notices(&self, wanted: BusinessId) -> usize {
        let told = |effect: &Effect| match effect {
            Effect::Notice { business, .. } => *business == wanted,
            _ => false,
        };
        self.effects.iter().filter(|effect| told(effect)).count()
    }
}

pub(crate) fn hello() -> Content {
    Content::Template {
        name: "hello_world".to_owned(),
        language: "en_US".to_owned(),
        parameters: Vec::new(),
        extras: crate::message::Extras::default(),
    }
}

pub(crate) fn text(body: &str) -> Content {
    Content::Text { body: body.to_owned() }
}

/// Papers of a business that pass on their face.
pub(crate) fn form(legal_name: &str) -> VerificationForm {
    VerificationForm {
        legal_name: legal_name.to_owned(),
        address: "Hauptstr. 1, 10115 Berlin".to_owned(),
        registration: "HRB 1234".to_owned(),
        phone: "+49 30 123456".to_owned(),
        website: "https://shrub.example".to_owned(),
        documents: vec![Document {
            kind: DocumentKind::Incorporation,
            name: "register.pdf".to_owned(),
            format: Some(DocumentFormat::Pdf),
            size: 1000,
            sha256: "00".to_owned(),
        }],
    }
}
