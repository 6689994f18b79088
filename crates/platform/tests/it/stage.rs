//! A platform on a stage: a clock that stands still, no sockets, a provider and a client.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use axum::Router;
use bytes::Bytes;
use graph::{AppId, BusinessId, E164, PersonId, PhoneNumberId, SignupId, Vertical, WabaId};
use http::{Request, Response, StatusCode};
use jiff::Timestamp;
use platform::fault::word;
use platform::{Keeping, Outside, Platform, Settings};
use proof::Watch;
use serde_json::Value;
use shell::clock::Clock;
use shell::db::{Db, Disk};
use shell::http::{Client, Switchboard, get, post_json};
use shell::secret::Secrets;
use world::{
    Actor, BusinessChoice, Command, Event, Feature, Login, LoginGrant, Method, Outcome, Policy,
    ProfileEntry, WabaChoice,
};

/// Where the platform answers on the switchboard.
pub(crate) const BASE: &str = "http://platform.localhost:8090";

pub(crate) struct Stage {
    pub(crate) disk: Disk,
    pub(crate) clock: Clock,
    pub(crate) board: Arc<Switchboard>,
    pub(crate) platform: Platform,
}

pub(crate) fn start() -> Timestamp {
    "2026-11-22T08:00:00Z".parse().unwrap()
}

impl Stage {
    pub(crate) async fn new() -> Self {
        Self::in_era(Policy::classic().by_hand()).await
    }

    pub(crate) async fn in_era(policy: Policy) -> Self {
        let (disk, clock) = (Disk::memory().unwrap(), Clock::manual(start()));
        let board = Arc::new(Switchboard::new());
        let platform = Platform::open(
            Settings { keeping: Keeping::Inline, seed: Some(7), policy, ..Settings::on_port(8090) },
            outside(disk.mount(), (&clock, &board)),
        );
        let platform = platform.await.unwrap();
        board.connect("platform.localhost:8090", watched(&platform));
        Self { disk, clock, board, platform }
    }

    /// With settings of its own.
    pub(crate) async fn told(change: impl FnOnce(Settings) -> Settings) -> Self {
        let (disk, clock) = (Disk::memory().unwrap(), Clock::manual(start()));
        let board = Arc::new(Switchboard::new());
        let usual = Settings { keeping: Keeping::Inline, seed: Some(7), ..Settings::on_port(8090) };
        let settings = change(usual.by_hand());
        let platform = Platform::open(settings, outside(disk.mount(), (&clock, &board)));
        let platform = platform.await.unwrap();
        board.connect("platform.localhost:8090", watched(&platform));
        Self { disk, clock, board, platform }
    }

    pub(crate) fn http(&self) -> Client {
        Client::inside(Arc::clone(&self.board))
    }

    /// The machine crashes; a new process opens what is on disk.
    pub(crate) async fn crash(self) -> Self {
        let Self { disk, clock, board, .. } = self;
        disk.crash();
        let platform = open(disk.mount(), Keeping::Inline, (&clock, &board)).await;
        board.connect("platform.localhost:8090", watched(&platform));
        Self { disk, clock, board, platform }
    }

    pub(crate) async fn send(&self, request: Request<Bytes>) -> (StatusCode, Value) {
        let answer = self.http().send(request).await.unwrap();
        (answer.status(), json(&answer))
    }

    pub(crate) async fn get(&self, path: &str) -> Value {
        let (status, told) = self.send(get(&format!("{BASE}{path}"), None).unwrap()).await;
        assert_eq!(status, StatusCode::OK, "{path}: {told}");
        told
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> (StatusCode, Value) {
        self.send(post_json(&format!("{BASE}{path}"), &body, None).unwrap()).await
    }

    /// Founds a provider; the app's id and secret.
    pub(crate) async fn provider(&self) -> (AppId, String) {
        let (status, told) = self.post("/_control/provider", serde_json::json!({})).await;
        assert_eq!(status, StatusCode::OK, "{told}");
        let secret = told["app_secret"].as_str().unwrap().to_owned();
        (told["app_id"].as_str().unwrap().parse().unwrap(), secret)
    }

    /// A business signs up with a new number.
    pub(crate) async fn signed_up(&self, app: AppId) -> Outcome {
        let person = self.person().await;
        let signup = self.signup(person, app).await;
        let choice = BusinessChoice::New {
            name: "Lucky Shrub".to_owned(),
            email: "hello@shrub.example".to_owned(),
            website: "https://shrub.example".to_owned(),
            country: "US".to_owned(),
            address: None,
            phone: None,
        };
        let by = Actor::Person { person };
        self.done(&by, Command::ChooseBusiness { signup, choice }).await;
        self.done(&by, Command::ChooseWaba { signup, choice: WabaChoice::New }).await;
        let profile = ProfileEntry {
            waba_name: "Lucky Shrub".to_owned(),
            timezone_id: 1,
            display_name: "Lucky Shrub".to_owned(),
            vertical: Vertical::Retail,
            description: None,
            website: None,
        };
        self.done(&by, Command::DescribeProfile { signup, profile }).await;
        let number = E164::parse("+16505550123").unwrap();
        let given = Command::GiveNumber { signup, number, method: Method::Sms };
        let code = self.done(&by, given).await.into_iter().find_map(|event| match event {
            Event::CodeSent { code, .. } => Some(code),
            _ => None,
        });
        self.done(&by, Command::VerifyNumber { signup, code: code.unwrap() }).await;
        let key = self.platform.code_key("login-code");
        let grant = LoginGrant::Code { key, redirect_uri: None };
        let events = self.done(&by, Command::FinishSignup { signup, grant }).await;
        let outcome = events.into_iter().find_map(|event| match event {
            Event::SignupFinished { outcome, .. } => Some(outcome),
            _ => None,
        });
        outcome.unwrap()
    }

    async fn person(&self) -> PersonId {
        let (name, email) = ("Ada".to_owned(), "ada@shrub.example".to_owned());
        let create = Command::CreatePerson { name, email, locale: "en_US".to_owned() };
        let events = self.done(&Actor::Desk, create).await;
        let person = events.into_iter().find_map(|event| match event {
            Event::PersonCreated { person, .. } => Some(person),
            _ => None,
        });
        person.unwrap()
    }

    async fn signup(&self, person: PersonId, app: AppId) -> SignupId {
        let (origin, scopes) = ("http://provider.localhost:8080".to_owned(), BTreeSet::new());
        let (login, feature) = (Login::Code, Feature::Full);
        let start = Command::StartSignup { app, origin, login, feature, scopes };
        let by = Actor::Person { person };
        let signup = self.done(&by, start).await.into_iter().find_map(|event| match event {
            Event::SignupStarted { signup, .. } => Some(signup),
            _ => None,
        });
        let signup = signup.unwrap();
        self.done(&by, Command::Consent { signup }).await;
        signup
    }

    pub(crate) async fn done(&self, by: &Actor, command: Command) -> Vec<Event> {
        let shown = format!("{command:?}");
        match self.platform.ask(by.clone(), command).await {
            Ok(answer) => answer.events,
            Err(error) => panic!("{shown}: {error}"),
        }
    }

    /// Ticks until nothing is left to do at this time.
    pub(crate) async fn settle(&self) {
        while self.platform.tick().await {}
    }
}

pub(crate) async fn open(
    db: Db,
    keeping: Keeping,
    (clock, board): (&Clock, &Arc<Switchboard>),
) -> Platform {
    try_open(db, keeping, (clock, board)).await.unwrap()
}

/// What is on a disk, opened with settings of its own.
pub(crate) async fn reopen(
    disk: &Disk,
    (clock, board): (&Clock, &Arc<Switchboard>),
    change: impl FnOnce(Settings) -> Settings,
) -> Platform {
    disk.crash();
    let usual = Settings { keeping: Keeping::Inline, seed: Some(7), ..Settings::on_port(8090) };
    let settings = change(usual.by_hand());
    Platform::open(settings, outside(disk.mount(), (clock, board))).await.unwrap()
}

pub(crate) async fn try_open(
    db: Db,
    keeping: Keeping,
    (clock, board): (&Clock, &Arc<Switchboard>),
) -> Result<Platform, platform::OpenError> {
    let settings = Settings { keeping, seed: Some(7), ..Settings::on_port(8090) };
    Platform::open(settings, outside(db, (clock, board))).await
}

/// The platform's router; what it answers must be as Meta's document describes it.
pub(crate) fn watched(platform: &Platform) -> Router {
    let world = platform.clone();
    let kind_of = move |id| world.read(|world| world.kind_of(id)).map(word);
    Watch::over(platform.router(), kind_of)
}

fn outside(db: Db, (clock, board): (&Clock, &Arc<Switchboard>)) -> Outside {
    Outside {
        db,
        clock: clock.clone(),
        secrets: Secrets::seeded(7),
        http: Client::inside(Arc::clone(board)),
    }
}

pub(crate) fn json(answer: &Response<Bytes>) -> Value {
    serde_json::from_slice(answer.body()).unwrap_or_default()
}

pub(crate) fn ids(outcome: &Outcome) -> (BusinessId, WabaId, PhoneNumberId) {
    (outcome.business, outcome.waba, outcome.phone.unwrap())
}

/// A folder of this test alone, gone when dropped.
pub(crate) struct Scratch(pub(crate) PathBuf);

impl Scratch {
    pub(crate) fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("vestibule-platform-{}-{count}", std::process::id());
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
