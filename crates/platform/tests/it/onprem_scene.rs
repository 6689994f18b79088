//! A running on-premises client, and the provider's webhook behind it.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::response::IntoResponse as _;
use axum::routing::post;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use graph::PhoneNumberId;
use http::{HeaderMap, Method, Request, StatusCode};
use platform::onprem::{OnpremClient, OnpremOutside, OnpremSettings};
use serde_json::{Value, json};
use shell::secret::{Cost, Secrets, hmac_sha256_hex};
use world::Outcome;

use crate::graph_scene::{Run, Scene};
use crate::stage::{BASE, Stage};

const CLIENT: &str = "http://client.localhost:9090";
const SECRET: &str = "hook-secret";
/// The administrator's password after the first login.
pub(crate) const PASSWORD: &str = "longer-than-that";

/// A provider's client for the number of a business.
pub(crate) struct Running {
    pub(crate) scene: Scene,
    pub(crate) client: OnpremClient,
    pub(crate) outcome: Outcome,
    pub(crate) phone: PhoneNumberId,
    pub(crate) certificate: String,
    pub(crate) token: String,
    pub(crate) hooks: Hooks,
}

/// What the webhook was sent, and whether it accepts anything.
#[derive(Clone, Default)]
pub(crate) struct Hooks {
    taken: Arc<Mutex<Vec<Value>>>,
    /// How many posts it refuses before it accepts again.
    refuses: Arc<Mutex<usize>>,
}

impl Hooks {
    pub(crate) fn all(&self) -> Vec<Value> {
        self.taken.lock().unwrap().clone()
    }

    pub(crate) fn refuse(&self, posts: usize) {
        *self.refuses.lock().unwrap() = posts;
    }

    /// The statuses of a message, in the order they came.
    pub(crate) fn statuses(&self, message: &str) -> Vec<String> {
        let all = self.all().into_iter().map(|hook| hook["statuses"][0].clone());
        let of = all.filter(|status| status["id"] == message);
        of.map(|status| status["status"].as_str().unwrap().to_owned()).collect()
    }

    fn router(&self) -> Router {
        let hooks = self.clone();
        let take = async move |headers: HeaderMap, body: Bytes| {
            let sign = format!("sha256={}", hmac_sha256_hex(SECRET.as_bytes(), &body));
            assert_eq!(headers["x-hub-signature-256"], sign.as_str());
            let refuses = &mut *hooks.refuses.lock().unwrap();
            if *refuses > 0 {
                *refuses -= 1;
                return StatusCode::SERVICE_UNAVAILABLE.into_response();
            }
            hooks.taken.lock().unwrap().push(serde_json::from_slice(&body).unwrap());
            StatusCode::OK.into_response()
        };
        Router::new().route("/hook", post(take))
    }
}

pub(crate) fn settings(data_dir: Option<PathBuf>) -> OnpremSettings {
    OnpremSettings {
        data_dir,
        platform_url: BASE.to_owned(),
        first_password: "secret".to_owned().into(),
        webhook_secret: Some(SECRET.to_owned().into()),
        cost: Cost::Cheap,
    }
}

pub(crate) fn outside(stage: &Stage) -> OnpremOutside {
    let secrets = Secrets::seeded(9);
    OnpremOutside { clock: stage.clock.clone(), secrets, http: stage.http() }
}

pub(crate) fn request(method: Method, path: &str, auth: &str, body: &Value) -> Request<Bytes> {
    let request = Request::builder().method(method).uri(format!("{CLIENT}{path}"));
    let request = request.header("authorization", auth);
    request.body(Bytes::from(body.to_string())).unwrap()
}

/// Basic credentials of the administrator.
pub(crate) fn basic(password: &str) -> String {
    format!("Basic {}", STANDARD.encode(format!("admin:{password}")))
}

impl Running {
    /// A business has signed up, its client is logged in to and posts to a webhook.
    pub(crate) async fn new() -> Self {
        Box::pin(async { Self::in_scene(Scene::new().await, None).await }).await
    }

    /// The same, with the number live.
    pub(crate) async fn live() -> Self {
        let live = async {
            let running = Self::new().await;
            running.register(StatusCode::CREATED).await;
            running.pass("10s").await;
            assert_eq!(running.health().await, "connected");
            running
        };
        Box::pin(live).await
    }

    pub(crate) async fn in_scene(scene: Scene, data_dir: Option<PathBuf>) -> Self {
        Box::pin(Self::opened(scene, data_dir)).await
    }

    async fn opened(scene: Scene, data_dir: Option<PathBuf>) -> Self {
        let (_, outcome) = scene.sign_up(Run::default()).await;
        let phone = outcome.phone.unwrap();
        let certificate = scene.member(phone, "certificate").await.as_str().unwrap().to_owned();
        let client = OnpremClient::open(settings(data_dir), outside(&scene.stage)).unwrap();
        scene.stage.board.connect("client.localhost:9090", client.router());
        let hooks = Hooks::default();
        scene.stage.board.connect("hooks.example", hooks.router());
        let token = String::new();
        let mut running = Self { scene, client, outcome, phone, certificate, token, hooks };
        running.log_in("secret", json!({ "new_password": PASSWORD })).await;
        let webhooks = json!({ "webhooks": { "url": "http://hooks.example/hook" } });
        running.call(Method::PATCH, "/v1/settings/application", webhooks, StatusCode::OK).await;
        running
    }

    /// Another client answers from now on.
    pub(crate) fn replace_client(&mut self, client: OnpremClient) {
        self.scene.stage.board.connect("client.localhost:9090", client.router());
        self.client = client;
    }

    pub(crate) async fn log_in(&mut self, password: &str, body: Value) {
        let ask = request(Method::POST, "/v1/users/login", &basic(password), &body);
        let (status, told) = self.scene.stage.send(ask).await;
        assert_eq!(status, StatusCode::OK, "{told}");
        self.token = told["users"][0]["token"].as_str().unwrap().to_owned();
    }

    pub(crate) async fn call(
        &self,
        method: Method,
        path: &str,
        body: Value,
        expected: StatusCode,
    ) -> Value {
        let auth = format!("Bearer {}", self.token);
        let (status, told) = self.scene.stage.send(request(method, path, &auth, &body)).await;
        assert_eq!(status, expected, "{path}: {told}");
        told
    }

    /// Status, code and details of a refusal.
    pub(crate) async fn refused(
        &self,
        method: Method,
        path: &str,
        body: Value,
    ) -> (u16, i64, String) {
        let auth = format!("Bearer {}", self.token);
        let (status, told) = self.scene.stage.send(request(method, path, &auth, &body)).await;
        let error = &told["errors"][0];
        assert!(error["title"].is_string() && told["meta"]["api_status"] == "stable", "{told}");
        let details = error["details"].as_str().unwrap_or_default().to_owned();
        (status.as_u16(), error["code"].as_i64().unwrap_or_default(), details)
    }

    pub(crate) fn account(&self) -> Value {
        json!({ "cc": "1", "phone_number": "6505550123", "method": "sms",
            "cert": self.certificate })
    }

    pub(crate) async fn register(&self, expected: StatusCode) -> Value {
        self.call(Method::POST, "/v1/account", self.account(), expected).await
    }

    pub(crate) async fn health(&self) -> String {
        let told = self.call(Method::GET, "/v1/health", json!({}), StatusCode::OK).await;
        told["health"]["gateway_status"].as_str().unwrap().to_owned()
    }

    /// Time goes by, the client fetches what came, and posts it.
    pub(crate) async fn pass(&self, time: &str) {
        self.scene.pass(time).await;
        while self.client.tick().await {}
    }

    pub(crate) async fn write(&self, to: &str, expected: StatusCode) -> Value {
        let body = json!({ "to": to, "type": "text", "text": { "body": "Hi" } });
        self.call(Method::POST, "/v1/messages", body, expected).await
    }
}
