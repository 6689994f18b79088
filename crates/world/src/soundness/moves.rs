//! Moves of random games: what may be tried, by whom, on which objects.

use std::collections::BTreeSet;

use graph::id::{BusinessId, PhoneNumberId, WabaId};
use graph::status::{Currency, Task, TemplateCategory};
use jiff::SignedDuration;
use proptest::prelude::*;

use crate::actor::{Actor, CodeKey, PinKey, TokenKey};
use crate::command::{Command, LoginGrant, Outgoing, TemplateOptions};
use crate::customer::{Act, CustomerCommand};
use crate::enforcement::{Measure, RestrictionKind};
use crate::handset::Handset;
use crate::ownership::Method;
use crate::scene::{ORIGIN, Scene, actor, hello, new_business, number, profile, text};
use crate::signup::{BusinessChoice, Feature, Login, WabaChoice};
use crate::template::TemplateCommand;
use crate::verdict::{ReviewKind, Verdict};
use crate::verification::VerificationCommand;
use crate::violation::Violation;
use crate::world::World;

/// One move of a random game: what is tried, on which objects, after how long.
#[derive(Clone, Copy, Debug)]
pub(super) struct Move {
    pub(super) kind: u8,
    pub(super) first: usize,
    pub(super) second: usize,
    pub(super) seconds: i64,
}

pub(super) fn moves() -> impl Strategy<Value = Vec<Move>> {
    let seconds = prop_oneof![
        8 => 0_i64..5,
        3 => 50_i64..700,
        1 => 80_000_i64..90_000,
        1 => 600_000_i64..2_700_000,
    ];
    let kind = prop_oneof![12 => 0_u8..55, 1 => 55_u8..60, 2 => 60_u8..68];
    let one = (kind, 0_usize..6, 0_usize..6, seconds)
        .prop_map(|(kind, first, second, seconds)| Move { kind, first, second, seconds });
    prop::collection::vec(one, 1..120)
}

pub(super) fn nth<T>(mut all: impl ExactSizeIterator<Item = T>, index: usize) -> Option<T> {
    let count = all.len();
    if count == 0 { None } else { all.nth(index % count) }
}

/// Names of which one fails the check.
const NAMES: [&str; 4] = ["Lucky Shrub", "Fine Tobacco", "Bäckerei", "Seven Seas"];

impl Move {
    pub(super) fn waba(self, world: &World) -> WabaId {
        nth(world.wabas.keys().copied(), self.first).unwrap_or(WabaId::new(1))
    }

    pub(super) fn phone(self, world: &World) -> PhoneNumberId {
        nth(world.phones.keys().copied(), self.first).unwrap_or(PhoneNumberId::new(1))
    }

    pub(super) fn digits(self) -> String {
        format!("+491511234567{}", self.second)
    }

    pub(super) fn customer(self) -> graph::E164 {
        number(&format!("+1650555123{}", self.second))
    }

    /// Plays the move; whether it is refused does not matter.
    pub(super) fn play(self, scene: &mut Scene, people: &[Actor]) {
        scene.wait(SignedDuration::from_secs(self.seconds));
        scene.person = people[self.second % people.len()].clone();
        match self.kind {
            0..=13 => self.sign_up(scene),
            14..=24 => self.provide(scene),
            47..=54 => self.live(scene),
            60.. => self.administer(scene),
            _ => self.review(scene),
        }
    }

    fn sign_up(self, scene: &mut Scene) {
        let world = &scene.world;
        let Some(signup) = nth(world.signups.keys().copied(), self.first) else {
            return self.start(scene);
        };
        let business = nth(world.businesses.keys().copied(), self.first);
        let name = NAMES[self.first % NAMES.len()];
        let command = match self.kind {
            0 => return self.start(scene),
            1 => Command::Consent { signup },
            2 => Command::ChooseBusiness { signup, choice: new_business(name) },
            3 => {
                let Some(business) = business else { return };
                Command::ChooseBusiness { signup, choice: BusinessChoice::Existing { business } }
            }
            4 => Command::ChooseWaba { signup, choice: WabaChoice::New },
            5 => {
                let waba = self.waba(world);
                Command::ChooseWaba { signup, choice: WabaChoice::Existing { waba } }
            }
            6 => Command::DescribeProfile { signup, profile: profile(name) },
            7 => {
                let number = number(&self.digits());
                Command::GiveNumber { signup, number, method: Method::Sms }
            }
            8 => Command::ResendCode { signup, method: Method::Voice },
            9 => Command::VerifyNumber { signup, code: "wrong".to_owned() },
            10 | 11 => {
                let entered = world.signups[&signup].entered.number.as_ref();
                let challenge = entered.and_then(|number| world.challenges.get(number));
                let Some(code) = challenge.map(|one| one.code.clone()) else { return };
                Command::VerifyNumber { signup, code }
            }
            12 => {
                let key = format!("grant-{}", world.applied());
                let grant = match world.signups[&signup].login {
                    Login::Token => LoginGrant::Token { key: TokenKey::new(key) },
                    Login::Code => LoginGrant::Code { key: CodeKey::new(key), redirect_uri: None },
                    Login::Both => LoginGrant::Both {
                        code: CodeKey::new(format!("{key} code")),
                        key: TokenKey::new(key),
                        redirect_uri: None,
                    },
                };
                Command::FinishSignup { signup, grant }
            }
            _ => {
                if self.second == 0 {
                    Command::CancelSignup { signup }
                } else {
                    return self.whole_run(scene);
                }
            }
        };
        let by = Actor::Person { person: world.signups[&signup].person };
        let _ = scene.ask(&by, command);
    }

    fn start(self, scene: &mut Scene) {
        let command = Command::StartSignup {
            app: scene.app,
            origin: ORIGIN.to_owned(),
            login: if self.first.is_multiple_of(2) { Login::Token } else { Login::Code },
            feature: if self.first == 5 { Feature::OnlyWabaSharing } else { Feature::Full },
            scopes: BTreeSet::new(),
        };
        let _ = scene.person(command);
    }

    /// A run without detours, so that games get somewhere.
    fn whole_run(self, scene: &mut Scene) {
        self.start(scene);
        let Some(&signup) = scene.world.open_signups.values().next_back() else { return };
        let by = Actor::Person { person: scene.world.signups[&signup].person };
        let number = number(&self.digits());
        let name = NAMES[self.first % NAMES.len()];
        let (business, waba) = self.choices(&scene.world, &by, name);
        for command in [
            Command::Consent { signup },
            Command::ChooseBusiness { signup, choice: business },
            Command::ChooseWaba { signup, choice: waba },
            Command::DescribeProfile { signup, profile: profile(name) },
            Command::GiveNumber { signup, number: number.clone(), method: Method::Sms },
        ] {
            let _ = scene.ask(&by, command);
        }
        if let Some(challenge) = scene.world.challenges.get(&number) {
            let code = challenge.code.clone();
            if self.seconds % 4 == 0 {
                let code = "wrong".to_owned();
                let _ = scene.ask(&by, Command::VerifyNumber { signup, code });
            }
            let _ = scene.ask(&by, Command::VerifyNumber { signup, code });
        }
        let key = TokenKey::new(format!("run-{}", scene.world.applied()));
        let grant = LoginGrant::Token { key };
        let _ = scene.ask(&by, Command::FinishSignup { signup, grant });
        if let Some(phone) = scene.world.numbers.get(&number).filter(|_| self.seconds % 2 == 1) {
            self.onboard(scene, *phone);
        }
    }

    /// What a provider does for a new number, and a first message.
    fn onboard(self, scene: &mut Scene, phone: PhoneNumberId) {
        let (waba, line, currency) = (scene.world.phones[&phone].waba, scene.line, Currency::Eur);
        let by = actor("admin");
        let pin = PinKey::new("a");
        let _ = scene.ask(&by, Command::ShareCredit { line, waba, currency });
        let _ = scene.ask(&by, Command::Register { phone, pin, pin_valid: true });
        scene.wait(SignedDuration::from_secs(5));
        let _ = scene.send(&by, phone, &self.customer(), hello());
        scene.wait(SignedDuration::from_secs(1));
    }

    /// A new business, or for some moves what the person has already.
    fn choices(self, world: &World, by: &Actor, name: &str) -> (BusinessChoice, WabaChoice) {
        let own = |waba: &&crate::Waba| {
            let owner = &world.businesses[&waba.owner];
            matches!(by, Actor::Person { person } if owner.is_admin(*person))
        };
        match world.wabas.values().find(own).filter(|_| self.seconds % 2 == 0) {
            Some(waba) => (
                BusinessChoice::Existing { business: waba.owner },
                WabaChoice::Existing { waba: waba.id },
            ),
            None => (new_business(name), WabaChoice::New),
        }
    }

    fn provide(self, scene: &mut Scene) {
        let world = &scene.world;
        let (waba, phone) = (self.waba(world), self.phone(world));
        let by = actor(if self.second == 0 { "employee" } else { "admin" });
        let (user, app, line) = (scene.employee, scene.app, scene.line);
        let command = match self.kind {
            14 => Command::AssignUser { waba, user, tasks: BTreeSet::from([Task::Manage]) },
            15 => Command::SubscribeApp { waba, app, callback: None },
            16 => {
                let currency = Currency::ALL[self.second % Currency::ALL.len()];
                Command::ShareCredit { line, waba, currency }
            }
            17 => {
                let pin = PinKey::new(if self.seconds % 3 == 0 { "b" } else { "a" });
                Command::Register { phone, pin, pin_valid: true }
            }
            18 => Command::Deregister { phone },
            19 => {
                let content = if self.second > 3 { text("Hello") } else { hello() };
                Command::SendMessage(Box::new(Outgoing {
                    phone,
                    to: self.customer(),
                    content,
                    context: None,
                    callback_data: None,
                }))
            }
            20 => Command::RequestCode { phone, method: Method::Sms },
            21 => {
                let number = &world.phones.get(&phone).map(|phone| phone.number.clone());
                let challenge = number.as_ref().and_then(|number| world.challenges.get(number));
                let Some(code) = challenge.map(|one| one.code.clone()) else { return };
                Command::VerifyCode { phone, code }
            }
            22 => {
                let verified_name = NAMES[self.second % NAMES.len()].to_owned();
                Command::AddPhoneNumber { waba, number: number(&self.digits()), verified_name }
            }
            23 => Command::UnassignUser { waba, user },
            _ => {
                let allocation = nth(world.allocations.keys().copied(), self.first);
                let Some(allocation) = allocation else { return };
                Command::RevokeAllocation { allocation }
            }
        };
        let _ = scene.ask(&by, command);
    }

    fn review(self, scene: &mut Scene) {
        let world = &scene.world;
        let (waba, phone) = (self.waba(world), self.phone(world));
        let Some(business) = nth(world.businesses.keys().copied(), self.first) else { return };
        let approved = self.second > 1;
        let (from, partner) = (self.customer(), scene.provider);
        let mut by = Actor::Desk;
        let command = match self.kind {
            25 | 26 => Command::ConcludeVerification { business, approved },
            27 => Command::StartVerification { business },
            28..=30 => Command::ConcludeNameReview { phone, approved },
            31 => Command::ChangeName { phone, name: NAMES[self.second % NAMES.len()].to_owned() },
            32 | 33 => {
                let disabled = world.wabas.values().find(|waba| waba.is_disabled());
                let Some(waba) = disabled.map(|waba| waba.id) else { return };
                if self.kind == 32 {
                    Command::Appeal { waba, statement: String::new() }
                } else {
                    Command::ConcludeAppeal { waba, granted: self.second.is_multiple_of(2) }
                }
            }
            34 => Command::UnshareWaba { waba, partner },
            35 => {
                let unread = world.chats.iter().find(|(_, chat)| !chat.unopened.is_empty());
                let Some(((phone, customer), _)) = unread else { return };
                Command::CustomerReads { customer: customer.clone(), phone: *phone }
            }
            36 => {
                let (name, text) = ("Ann".to_owned(), "Hi".to_owned());
                Command::CustomerWrites { from, name, to_phone: phone, text }
            }
            40..=46 => {
                let Some(command) = self.judge(world, business) else { return };
                command
            }
            55..=59 => {
                let Some((actor, command)) = self.talk(world) else { return };
                by = actor;
                command
            }
            37 | 38 => {
                let known = world.phones.get(&phone);
                let new = known.and_then(|phone| world.new_certificate(phone, scene.now));
                let current = known.and_then(|phone| world.certificate(phone, scene.now));
                let Some(certificate) = new.or(current) else { return };
                by = Actor::Client { phone };
                Command::ConnectClient { phone, certificate: certificate.text() }
            }
            _ => {
                let handset = if approved { Handset::Plain } else { Handset::Messenger };
                Command::DescribeHandset { number: number(&self.digits()), handset }
            }
        };
        let _ = scene.ask(&by, command);
    }

    /// What customers do about numbers, and what becomes of templates.
    fn talk(self, world: &World) -> Option<(Actor, Command)> {
        let (waba, phone) = (self.waba(world), self.phone(world));
        let known = nth(world.templates.keys().copied(), self.first);
        let components = serde_json::json!([{"type": "BODY", "text": NAMES[self.second % 4]}]);
        let category = TemplateCategory::ALL[self.second % TemplateCategory::ALL.len()];
        let name = format!("template_{}", self.second % 2);
        Some(match self.kind {
            55 => {
                let act = Act::ALL[self.second % Act::ALL.len()];
                let command = CustomerCommand { customer: self.customer(), phone, act };
                (Actor::Desk, Command::Customer(command))
            }
            56 => {
                let template = known?;
                let command = match self.second {
                    0 | 1 => TemplateCommand::Pause { template },
                    2 => TemplateCommand::Disable { template },
                    3 => TemplateCommand::Resume { template },
                    _ => TemplateCommand::Recategorise { template, category },
                };
                (Actor::Desk, Command::Template(command))
            }
            57 => {
                let (template, ttl) = (known?, None);
                let (category, components) = (Some(category), Some(components));
                let edit = TemplateCommand::Edit { template, category, components, ttl };
                (actor("admin"), Command::Template(edit))
            }
            58 => {
                let (language, options) = ("en_US".to_owned(), TemplateOptions::default());
                let command =
                    Command::CreateTemplate { waba, name, language, category, components, options };
                (actor("admin"), command)
            }
            _ => (actor("admin"), Command::DeleteTemplate { waba, name, template: None }),
        })
    }

    /// Papers, marks, and measures against accounts.
    fn judge(self, world: &World, business: BusinessId) -> Option<Command> {
        let (waba, phone) = (self.waba(world), self.phone(world));
        let violation = Violation::ALL[self.first % Violation::ALL.len()];
        let verdict = match self.second % 3 {
            0 => Verdict::Approve,
            1 => Verdict::Decline { reason: None },
            _ => Verdict::AskForMore { what: None },
        };
        let days = 1 + i64::try_from(self.first).unwrap_or_default();
        let (kind, subject) = nth(world.reviews.keys().copied(), self.first)
            .unwrap_or((ReviewKind::PolicyCheck, waba.get()));
        Some(match (self.kind, self.second) {
            (40, _) => Command::Verification(VerificationCommand::Submit {
                business,
                form: crate::scene::form(NAMES[self.second % NAMES.len()]),
            }),
            (41, 0) => Command::Verification(VerificationCommand::Revoke { business }),
            (41, 1) => Command::Verification(VerificationCommand::Expire { business }),
            (41, _) => Command::LiftEnforcement { waba },
            (42, _) => {
                let measure = match self.second {
                    0 => Measure::Warn,
                    1 | 2 => Measure::Restrict { kinds: RestrictionKind::ALL.into(), days },
                    3 => Measure::Lock,
                    4 => Measure::ScheduleDisable { days },
                    _ => Measure::Disable,
                };
                Command::Enforce { waba, violation, measure }
            }
            (43, _) => Command::DecideReview { kind, subject, verdict },
            (44, second) => Command::HoldReview { kind, subject, hold: second.is_multiple_of(2) },
            (45, 0) => Command::WithdrawOfficial { phone },
            (45, _) => {
                let statement = "Everybody knows us".to_owned();
                Command::ApplyForOfficial { phone, statement, links: Vec::new() }
            }
            _ => {
                let waba = world.wabas.values().find(|waba| waba.appeal().is_some())?.id;
                Command::Appeal { waba, statement: "A mistake".to_owned() }
            }
        })
    }
}
