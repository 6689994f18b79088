//! Webhooks: signed, tried again for seven days, and the handshake before them.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::routing::post;
use bytes::Bytes;
use graph::AppId;
use graph::webhook::{SIGNATURE_HEADER, verify};
use http::{HeaderMap, StatusCode};
use jiff::SignedDuration;
use platform::store::Slice;
use platform::{Keeping, Turn};
use shell::clock::Clock;
use shell::db::{Db, Mode};
use shell::http::{Client, Switchboard, post_json};
use shell::shutdown::Tasks;
use world::{Actor, Command};

use crate::stage::{BASE, Scratch, Stage, open, start};

const CALLBACK: &str = "http://hooks.example/in";

/// A callback that answers as told, and what it got.
#[derive(Clone, Default)]
struct Callback(Arc<Mutex<Calls>>);

#[derive(Default)]
struct Calls {
    answer: Option<StatusCode>,
    /// Signature and body of each.
    got: Vec<(String, Bytes)>,
}

impl Callback {
    fn answers(&self, status: StatusCode) {
        self.0.lock().unwrap().answer = Some(status);
    }

    fn got(&self) -> Vec<(String, Bytes)> {
        std::mem::take(&mut self.0.lock().unwrap().got)
    }

    fn router(&self) -> Router {
        let callback = self.clone();
        let take = async move |headers: HeaderMap, body: Bytes| {
            let sign = headers[SIGNATURE_HEADER].to_str().unwrap().to_owned();
            let mut state = callback.0.lock().unwrap();
            state.got.push((sign, body));
            state.answer.unwrap_or(StatusCode::OK)
        };
        Router::new().route("/in", post(take))
    }
}

async fn subscribed(stage: &Stage) -> (AppId, String, Callback) {
    let (app, secret) = stage.provider().await;
    let callback = Callback::default();
    stage.board.connect("hooks.example", callback.router());
    let set = Command::SetAppCallback {
        app,
        callback_url: CALLBACK.to_owned(),
        verify_token: "vt".to_owned(),
        fields: ["account_update".to_owned(), "messages".to_owned()].into(),
    };
    stage.done(&Actor::Desk, set).await;
    (app, secret, callback)
}

/// How many pieces of news came.
fn changes(got: &[(String, Bytes)]) -> usize {
    let envelopes = got.iter().map(|(_, body)| graph::webhook::Envelope::parse(body).unwrap());
    envelopes.flat_map(|one| one.entry).map(|entry| entry.changes.len()).sum()
}

#[tokio::test]
async fn a_webhook_is_signed_and_delivered_once() {
    let stage = Stage::new().await;
    let (app, secret, callback) = subscribed(&stage).await;
    stage.signed_up(app).await;
    stage.settle().await;
    let got = callback.got();
    assert!(!got.is_empty(), "the signup is told");
    for (sign, body) in &got {
        assert!(verify(&secret, sign, body));
        assert!(body.is_ascii());
    }
    let log = stage.platform.store().webhooks(Slice::newest(50)).await.unwrap();
    assert_eq!(log.len(), changes(&got));
    assert!(log.iter().all(|hook| hook.delivered_at.is_some() && hook.attempts == 1), "{log:?}");
}

#[tokio::test]
async fn a_refused_webhook_is_tried_ever_more_rarely_for_seven_days() {
    let stage = Stage::new().await;
    let (app, _, callback) = subscribed(&stage).await;
    callback.answers(StatusCode::INTERNAL_SERVER_ERROR);
    stage.signed_up(app).await;
    let log = stage.platform.store().webhooks(Slice::newest(1)).await.unwrap();
    let first = log.last().unwrap().clone();
    let mut tries = Vec::new();
    loop {
        stage.settle().await;
        let hook = stage.platform.store().webhook(first.seq).await.unwrap().unwrap();
        tries.push(stage.clock.now().duration_since(hook.made_at).as_secs());
        let Some(next) = hook.next_at else { break };
        stage.platform.turn_clock(Turn::To(next)).await.unwrap();
    }
    assert_eq!(tries[..7], [0, 1, 6, 36, 156, 756, 4356]);
    let last = *tries.last().unwrap();
    assert!((6 * 86_400..=7 * 86_400).contains(&last), "{last}");
    let given_up = stage.platform.store().webhook(first.seq).await.unwrap().unwrap();
    assert_eq!((given_up.delivered_at, given_up.last_status), (None, Some(500)));
    assert_eq!(given_up.attempts, i64::try_from(tries.len()).unwrap());
}

/// A leap of the clock does not bring back what a receiver need not expect any more: it may forget
/// after eight days what it has seen.
#[tokio::test]
async fn a_leap_beyond_seven_days_ends_the_tries_but_not_the_first_one() {
    let stage = Stage::new().await;
    let (app, _, callback) = subscribed(&stage).await;
    callback.answers(StatusCode::INTERNAL_SERVER_ERROR);
    stage.signed_up(app).await;
    stage.settle().await;
    let store = stage.platform.store();
    let refused = store.webhooks(Slice::newest(50)).await.unwrap();
    assert!(!refused.is_empty() && refused.iter().all(|hook| hook.failed == 1), "{refused:?}");
    callback.answers(StatusCode::OK);
    callback.got();
    let (person, waba, partner) = stage.platform.read(|world| {
        let waba = world.wabas.values().next().unwrap();
        let admin = *world.businesses[&waba.owner].people.keys().next().unwrap();
        (admin, waba.id, world.app(app).unwrap().business)
    });
    let unshare = Command::UnshareWaba { waba, partner };
    stage.platform.ask(Actor::Person { person }, unshare).await.unwrap();
    stage.platform.turn_clock(Turn::By(SignedDuration::from_hours(8 * 24))).await.unwrap();
    stage.settle().await;
    let log = store.webhooks(Slice::newest(50)).await.unwrap();
    let (old, new): (Vec<_>, Vec<_>) =
        log.iter().partition(|hook| refused.iter().any(|old| old.seq == hook.seq));
    assert!(old.iter().all(|hook| hook.delivered_at.is_none() && hook.next_at.is_none()));
    assert!(!new.is_empty(), "it was taken back just before the leap");
    assert!(new.iter().all(|hook| hook.delivered_at.is_some()), "{new:?}");
    assert_eq!(changes(&callback.got()), new.len());
}

#[tokio::test]
async fn what_waited_is_delivered_when_the_callback_is_back() {
    let stage = Stage::new().await;
    let (app, _, callback) = subscribed(&stage).await;
    stage.board.disconnect("hooks.example");
    stage.signed_up(app).await;
    stage.settle().await;
    let store = stage.platform.store();
    let waiting = store.webhooks(Slice::newest(1)).await.unwrap().remove(0);
    assert!(waiting.last_error.unwrap().contains("cannot be reached"));
    // The platform crashes meanwhile.
    let stage = stage.crash().await;
    stage.board.connect("hooks.example", callback.router());
    stage.platform.turn_clock(Turn::By(SignedDuration::from_mins(5))).await.unwrap();
    stage.settle().await;
    let log = stage.platform.store().webhooks(Slice::newest(50)).await.unwrap();
    assert!(log.iter().all(|hook| hook.delivered_at.is_some() && hook.next_at.is_none()));
    assert_eq!(changes(&callback.got()), log.len());
}

#[tokio::test]
async fn the_handshake_wants_its_challenge_back() {
    let stage = Stage::new().await;
    let own = format!("{}/_control/callback", crate::stage::BASE);
    assert_eq!(stage.platform.verify_callback(&own, "vestibule").await, Ok(()));
    let wrong = stage.platform.verify_callback(&own, "other").await.unwrap_err();
    assert_eq!(
        wrong.to_string(),
        "Callback verification failed with the following errors: HTTP Status Code = 403; HTTP \
         Message = Forbidden"
    );
    let nobody = stage.platform.verify_callback("http://nobody.example/x", "vt").await;
    assert!(nobody.unwrap_err().to_string().contains("curl_errno = 7"));
    let deaf = axum::routing::get(async || "hello");
    stage.board.connect("deaf.example", Router::new().route("/", deaf));
    let deaf = stage.platform.verify_callback("http://deaf.example/", "vt").await;
    assert!(deaf.unwrap_err().to_string().contains("not the challenge"));
}

type Called = tokio::sync::mpsc::UnboundedReceiver<()>;

/// How soon something must happen that nothing holds up.
const QUICK: Duration = Duration::from_secs(5);

/// A platform whose delivering loop runs, with a callback that never answers and one that does.
struct Served {
    _scratch: Scratch,
    db: Db,
    platform: platform::Platform,
    http: Client,
    tasks: Tasks,
    dead_called: Called,
    lively_called: Called,
}

impl Served {
    async fn begun() -> Self {
        let scratch = Scratch::new();
        let db = Db::open(&scratch.0.join("platform.db"), Mode::Threaded).unwrap();
        let (clock, board) = (Clock::manual(start()), Arc::new(Switchboard::new()));
        let platform = open(db.clone(), Keeping::Grouped, (&clock, &board)).await;
        board.connect("platform.localhost:8090", platform.router());
        let (asked, dead_called) = tokio::sync::mpsc::unbounded_channel();
        let dead = async move || {
            asked.send(()).unwrap();
            std::future::pending::<StatusCode>().await
        };
        board.connect("dead.example", Router::new().route("/in", post(dead)));
        let (answered, lively_called) = tokio::sync::mpsc::unbounded_channel();
        let lively = async move || answered.send(()).map_or(StatusCode::GONE, |()| StatusCode::OK);
        board.connect("hooks.example", Router::new().route("/in", post(lively)));
        let (http, tasks) = (Client::inside(Arc::clone(&board)), Tasks::new());
        platform.run(&tasks);
        Self { _scratch: scratch, db, platform, http, tasks, dead_called, lively_called }
    }

    /// A provider whose app wants one field at a callback, and what the platform says of it.
    async fn provider(
        &self,
        wanted: &serde_json::Value,
        (callback, field): (&str, &str),
    ) -> (AppId, serde_json::Value) {
        let found = post_json(&format!("{BASE}/_control/provider"), wanted, None).unwrap();
        let told = crate::stage::json(&self.http.send(found).await.unwrap());
        let app: AppId = told["app_id"].as_str().unwrap().parse().unwrap();
        let set = Command::SetAppCallback {
            app,
            callback_url: callback.to_owned(),
            verify_token: "vt".to_owned(),
            fields: [field.to_owned()].into(),
        };
        self.platform.ask(Actor::Desk, set).await.unwrap();
        (app, told)
    }

    /// A webhook that waits for an app, and something the delivering loop wakes by.
    async fn wait_for(&self, app: AppId) {
        let (app, at) = (app.to_string(), shell::db::Micros(self.platform.now()));
        let insert = "INSERT INTO webhook (event_seq, app, field, body, made_at, next_at) \
                      VALUES (1, $1, 'account_update', '{}', $2, $2)";
        self.db.write(move |db| db.execute(insert, (app, at)).map(drop)).await.unwrap();
        let (name, email) = ("Ada".to_owned(), "ada@example.test".to_owned());
        let create = Command::CreatePerson { name, email, locale: "en_US".to_owned() };
        self.platform.ask(Actor::Desk, create).await.unwrap();
    }

    async fn dead_is_tried(&mut self) {
        let called = tokio::time::timeout(QUICK, self.dead_called.recv()).await;
        called.expect("the dead one is tried").unwrap();
    }

    async fn lively_is_called(&mut self) {
        let called = tokio::time::timeout(QUICK, self.lively_called.recv()).await;
        called.expect("the dead one is not waited for").unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_callback_that_never_answers_holds_up_no_other_app() {
    let mut served = Served::begun().await;
    let another = serde_json::json!({ "another": true });
    let dead = ("http://dead.example/in", "account_update");
    let (dead, _) = served.provider(&another, dead).await;
    let (lively, _) = served.provider(&another, (CALLBACK, "account_update")).await;
    served.wait_for(dead).await;
    served.dead_is_tried().await;
    for _ in 0..2 {
        served.wait_for(lively).await;
        served.lively_is_called().await;
    }
    served.tasks.stop(QUICK).await;
}

/// A lane for each address: a number's own callback that never answers holds up nothing else of
/// the same app.
#[tokio::test(flavor = "multi_thread")]
async fn an_override_that_never_answers_holds_up_nothing_else_of_its_app() {
    let mut served = Served::begun().await;
    let wanted = serde_json::json!({ "own_number": "+16505550142" });
    let (app, told) = served.provider(&wanted, (CALLBACK, "messages")).await;
    let phone: graph::PhoneNumberId =
        told["own_phone_number_id"].as_str().unwrap().parse().unwrap();
    let callback = world::CallbackOverride {
        url: "http://dead.example/in".to_owned(),
        verify_token: "vt".to_owned(),
    };
    let own = world::NumberCommand::SetCallback { phone, callback: Some(callback) };
    served.platform.ask(Actor::Desk, Command::Number(own)).await.unwrap();
    let (text, number, at) =
        (app.to_string(), phone.to_string(), shell::db::Micros(served.platform.now()));
    let insert = "INSERT INTO webhook (event_seq, app, phone, field, body, made_at, next_at) \
                  VALUES (1, $1, $2, 'messages', '{}', $3, $3)";
    served.db.write(move |db| db.execute(insert, (text, number, at)).map(drop)).await.unwrap();
    served.wait_for(app).await;
    served.dead_is_tried().await;
    for _ in 0..2 {
        served.lively_is_called().await;
        served.wait_for(app).await;
    }
    served.tasks.stop(QUICK).await;
}
