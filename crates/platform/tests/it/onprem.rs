//! The on-premises client against the platform (contract §8).

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::routing::post;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use graph::PhoneNumberId;
use http::{HeaderMap, Method, Request, StatusCode};
use jiff::SignedDuration;
use platform::Turn;
use platform::onprem::{OnpremClient, OnpremOutside, OnpremSettings};
use serde_json::{Value, json};
use shell::secret::{Cost, Secrets, hmac_sha256_hex};
use world::{Actor, Command};

use crate::stage::{BASE, Scratch, Stage, ids};

const CLIENT: &str = "http://client.localhost:9090";
const SECRET: &str = "hook-secret";

struct Running {
    stage: Stage,
    client: OnpremClient,
    phone: PhoneNumberId,
    certificate: String,
    token: String,
    hooks: Arc<Mutex<Vec<Value>>>,
}

fn settings(data_dir: Option<std::path::PathBuf>) -> OnpremSettings {
    OnpremSettings {
        data_dir,
        platform_url: BASE.to_owned(),
        first_password: "secret".to_owned().into(),
        webhook_secret: Some(SECRET.to_owned().into()),
        cost: Cost::Cheap,
    }
}

fn outside(stage: &Stage) -> OnpremOutside {
    let secrets = Secrets::seeded(9);
    OnpremOutside { clock: stage.clock.clone(), secrets, http: stage.http() }
}

fn request(method: Method, path: &str, auth: &str, body: &Value) -> Request<Bytes> {
    let request = Request::builder().method(method).uri(format!("{CLIENT}{path}"));
    let request = request.header("authorization", auth);
    request.body(Bytes::from(body.to_string())).unwrap()
}

fn hook_router(hooks: &Arc<Mutex<Vec<Value>>>) -> Router {
    let hooks = Arc::clone(hooks);
    let take = async move |headers: HeaderMap, body: Bytes| {
        let sign = format!("sha256={}", hmac_sha256_hex(SECRET.as_bytes(), &body));
        assert_eq!(headers["x-hub-signature-256"], sign.as_str());
        hooks.lock().unwrap().push(serde_json::from_slice(&body).unwrap());
    };
    Router::new().route("/hook", post(take))
}

impl Running {
    /// A business has signed up, its client is logged in to and posts to a webhook.
    async fn new() -> Self {
        let stage = Stage::new().await;
        let (app, _) = stage.provider().await;
        let (_, _, phone) = ids(&stage.signed_up(app).await);
        let certificate = stage
            .platform
            .read(|world| world.phone(phone).unwrap().certificate.as_ref().unwrap().text());
        let client = OnpremClient::open(settings(None), outside(&stage)).unwrap();
        stage.board.connect("client.localhost:9090", client.router());
        let hooks = Arc::default();
        stage.board.connect("hooks.example", hook_router(&hooks));
        let mut running = Self { stage, client, phone, certificate, token: String::new(), hooks };
        running.token = running.login().await;
        let webhooks = json!({ "webhooks": { "url": "http://hooks.example/hook" } });
        running.call(Method::PATCH, "/v1/settings/application", webhooks, StatusCode::OK).await;
        running
    }

    async fn login(&self) -> String {
        let basic =
            |password: &str| format!("Basic {}", STANDARD.encode(format!("admin:{password}")));
        let ask = |password: &str, body: Value| {
            self.stage.send(request(Method::POST, "/v1/users/login", &basic(password), &body))
        };
        let (status, told) = ask("wrong", json!({})).await;
        assert_eq!((status, &told["errors"][0]["code"]), (StatusCode::UNAUTHORIZED, &json!(1005)));
        let (status, told) = ask("secret", json!({})).await;
        assert_eq!((status, &told["errors"][0]["code"]), (StatusCode::FORBIDDEN, &json!(1024)));
        let (status, _) = ask("secret", json!({ "new_password": "longer-than-that" })).await;
        assert_eq!(status, StatusCode::OK);
        let (status, _) = ask("secret", json!({})).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED, "the old password is gone");
        let (_, told) = ask("longer-than-that", json!({})).await;
        let expires = told["users"][0]["expires_after"].as_str().unwrap();
        assert!(expires.starts_with("2026-11-29 08:00:"), "seven days: {expires}");
        told["users"][0]["token"].as_str().unwrap().to_owned()
    }

    async fn call(&self, method: Method, path: &str, body: Value, expected: StatusCode) -> Value {
        let auth = format!("Bearer {}", self.token);
        let (status, told) = self.stage.send(request(method, path, &auth, &body)).await;
        assert_eq!(status, expected, "{path}: {told}");
        told
    }

    async fn register(&self, expected: StatusCode) -> Value {
        let body = json!({
            "cc": "1", "phone_number": "6505550123", "method": "sms", "cert": self.certificate,
        });
        self.call(Method::POST, "/v1/account", body, expected).await
    }

    async fn health(&self) -> String {
        let told = self.call(Method::GET, "/v1/health", json!({}), StatusCode::OK).await;
        told["health"]["gateway_status"].as_str().unwrap().to_owned()
    }

    async fn pass(&self, time: SignedDuration) {
        self.stage.platform.turn_clock(Turn::By(time)).await.unwrap();
        self.stage.settle().await;
        while self.client.tick().await {}
    }

    async fn write(&self, expected: StatusCode) -> Value {
        let body = json!({ "to": "+16315550001", "type": "text", "text": { "body": "Hi" } });
        self.call(Method::POST, "/v1/messages", body, expected).await
    }
}

#[tokio::test]
async fn a_certificate_makes_a_number_live_and_messages_flow() {
    let running = Running::new().await;
    assert_eq!(running.health().await, "unregistered");
    running.write(StatusCode::SERVICE_UNAVAILABLE).await;
    running.register(StatusCode::CREATED).await;
    assert_eq!(running.health().await, "connecting");
    running.pass(SignedDuration::from_secs(10)).await;
    assert_eq!(running.health().await, "connected");
    let outside_window = running.write(StatusCode::BAD_REQUEST).await;
    assert_eq!(outside_window["errors"][0]["code"], 470, "{outside_window}");
    let writes = Command::CustomerWrites {
        from: graph::E164::parse("+16315550001").unwrap(),
        name: "Sam".to_owned(),
        to_phone: running.phone,
        text: "Hello?".to_owned(),
    };
    running.stage.done(&Actor::Desk, writes).await;
    let sent = running.write(StatusCode::CREATED).await;
    let id = sent["messages"][0]["id"].as_str().unwrap().to_owned();
    running.pass(SignedDuration::from_secs(5)).await;
    let hooks = running.hooks.lock().unwrap().clone();
    assert_eq!(hooks[0]["messages"][0]["text"]["body"], "Hello?", "{hooks:?}");
    let statuses: Vec<&Value> = hooks[1..].iter().map(|hook| &hook["statuses"][0]).collect();
    assert!(statuses.iter().all(|status| status["id"] == id.as_str()), "{hooks:?}");
    assert_eq!(statuses.last().unwrap()["status"], "delivered");
    let log = running.stage.platform.store().events_after(0, 500).await.unwrap().len();
    running.register(StatusCode::CREATED).await;
    let again = running.stage.platform.store().events_after(0, 500).await.unwrap().len();
    assert_eq!(log, again, "the same certificate changes nothing");
}

#[tokio::test]
async fn e03_a_number_that_was_turned_off_answers_1005() {
    let running = Running::new().await;
    running.register(StatusCode::CREATED).await;
    running.pass(SignedDuration::from_secs(10)).await;
    running.pass(SignedDuration::from_hours(24 * 6)).await;
    assert_eq!(running.health().await, "connected");
    let mut running = running;
    running.pass(SignedDuration::from_hours(24 * 25)).await;
    let basic = format!("Basic {}", STANDARD.encode("admin:longer-than-that"));
    let login = request(Method::POST, "/v1/users/login", &basic, &json!({}));
    let (_, told) = running.stage.send(login).await;
    running.token = told["users"][0]["token"].as_str().unwrap().to_owned();
    assert_eq!(running.health().await, "disconnected");
    let denied = running.write(StatusCode::FORBIDDEN).await;
    assert_eq!(denied["errors"][0]["code"], 1005, "{denied}");
    let denied = running.register(StatusCode::FORBIDDEN).await;
    assert_eq!(denied["errors"][0]["code"], 1005, "{denied}");
}

#[tokio::test]
async fn a_second_client_takes_the_number_over() {
    let running = Running::new().await;
    running.register(StatusCode::CREATED).await;
    running.pass(SignedDuration::from_secs(10)).await;
    let scratch = Scratch::new();
    let dir = Some(scratch.0.clone());
    let second = OnpremClient::open(settings(dir.clone()), outside(&running.stage)).unwrap();
    let held = OnpremClient::open(settings(dir.clone()), outside(&running.stage));
    assert!(held.unwrap_err().to_string().contains("another running client"));
    running.stage.board.connect("client.localhost:9090", second.router());
    let running = Running { token: running.login().await, ..running };
    running.register(StatusCode::CREATED).await;
    running.client.tick().await;
    running.stage.board.connect("client.localhost:9090", running.client.router());
    let first = Running { token: "x".to_owned(), ..running };
    let health = request(Method::GET, "/v1/health", "Bearer x", &json!({}));
    assert_eq!(first.stage.send(health).await.0, StatusCode::UNAUTHORIZED);
    drop(second);
    let kept = std::fs::read_to_string(scratch.0.join("client.json")).unwrap();
    assert!(kept.contains(&first.phone.to_string()) && !kept.contains("longer-than-that"));
    assert!(OnpremClient::open(settings(dir), outside(&first.stage)).is_ok());
}
