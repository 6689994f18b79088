//! A provider and its clients, seen from a program that calls the Graph API.

use std::collections::BTreeSet;

use axum::Router;
use axum::extract::RawQuery;
use axum::routing::get;
use bytes::Bytes;
use graph::{AppId, BusinessId, E164, Permission, PersonId, SystemUserId, Vertical, WabaId};
use http::{HeaderMap, Method, Request};
use serde_json::Value;
use world::{
    Actor, BusinessChoice, Command, Event, Feature, Holder, Login, LoginGrant, Method as Way,
    Outcome, Policy, ProfileEntry, TokenOrder, WabaChoice,
};

use crate::stage::{BASE, Stage};

/// Where a callback answers the handshake if it is shown `vt`.
pub(crate) const HOOK: &str = "http://hooks.example/in";

/// A platform with one provider.
pub(crate) struct Scene {
    pub(crate) stage: Stage,
    pub(crate) provider: Provider,
}

/// What a provider knows about itself.
#[derive(Clone, Debug)]
pub(crate) struct Provider {
    pub(crate) business: BusinessId,
    pub(crate) app: AppId,
    pub(crate) secret: String,
    pub(crate) line: String,
    pub(crate) own_waba: WabaId,
    pub(crate) admin: String,
    pub(crate) admin_id: SystemUserId,
    pub(crate) employee: String,
    pub(crate) employee_id: SystemUserId,
}

/// What a person enters in one run of the signup.
#[derive(Clone, Debug)]
pub(crate) struct Run {
    pub(crate) person: Option<PersonId>,
    pub(crate) business: Option<BusinessId>,
    pub(crate) waba: Option<WabaId>,
    pub(crate) name: &'static str,
    pub(crate) number: Option<&'static str>,
    pub(crate) code: &'static str,
}

impl Default for Run {
    fn default() -> Self {
        Self {
            person: None,
            business: None,
            waba: None,
            name: "Lucky Shrub",
            number: Some("+16505550123"),
            code: "AQBcode",
        }
    }
}

/// An answer as it came.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Told {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_default()
    }

    /// Status, code and subcode of an error.
    pub(crate) fn error(&self) -> (u16, i64, Option<i64>) {
        let error = &self.json()["error"];
        (self.status, error["code"].as_i64().unwrap_or_default(), error["error_subcode"].as_i64())
    }

    pub(crate) fn message(&self) -> String {
        self.json()["error"]["message"].as_str().unwrap_or_default().to_owned()
    }

    /// The ids of a list's rows.
    pub(crate) fn ids(&self) -> Vec<String> {
        assert_eq!(self.status, 200, "{}", self.text);
        let answer = self.json();
        let rows = answer["data"].as_array().unwrap();
        rows.iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect()
    }
}

/// The text of an answer, its members in the order written.
pub(crate) fn text(answer: &Value) -> String {
    graph::to_meta_json(answer)
}

/// The refusal of an object out of sight.
pub(crate) const UNSEEN: (u16, i64, Option<i64>) = (400, 100, Some(33));
/// The refusal of a system user without access.
pub(crate) const NO_ACCESS: (u16, i64, Option<i64>) = (403, 200, None);

impl Scene {
    pub(crate) async fn new() -> Self {
        Self::in_era(Policy::classic().by_hand()).await
    }

    pub(crate) async fn in_era(policy: Policy) -> Self {
        Box::pin(async { Self::on(Stage::in_era(policy).await).await }).await
    }

    /// On a stage that is set already.
    pub(crate) async fn on(stage: Stage) -> Self {
        let provider = found(&stage, serde_json::json!({"name": "Solution Co"})).await;
        stage.board.connect("hooks.example", Router::new().route("/in", get(handshake)));
        Self { stage, provider }
    }

    /// A further provider.
    pub(crate) async fn another_provider(&self) -> Provider {
        let body = serde_json::json!({"name": "Rival Co", "another": true});
        found(&self.stage, body).await
    }

    /// A business signs up with the provider.
    pub(crate) async fn sign_up(&self, run: Run) -> (PersonId, Outcome) {
        let app = self.provider.app;
        let person = match run.person {
            Some(person) => person,
            None => self.person().await,
        };
        let login =
            LoginGrant::Code { key: self.stage.platform.code_key(run.code), redirect_uri: None };
        (person, self.run(app, person, &run, login).await)
    }

    /// A run that ends with a user token.
    pub(crate) async fn sign_up_for_token(&self, run: Run, token: &str) -> (PersonId, Outcome) {
        let person = match run.person {
            Some(person) => person,
            None => self.person().await,
        };
        let grant = LoginGrant::Token { key: self.stage.platform.token_key(token) };
        (person, self.run(self.provider.app, person, &run, grant).await)
    }

    pub(crate) async fn person(&self) -> PersonId {
        let create = Command::CreatePerson {
            name: "Ada".to_owned(),
            email: "ada@shrub.example".to_owned(),
            locale: "en_US".to_owned(),
        };
        let events = self.stage.done(&Actor::Desk, create).await;
        let created = events.iter().find_map(|event| match event {
            Event::PersonCreated { person, .. } => Some(*person),
            _ => None,
        });
        created.unwrap()
    }

    async fn run(&self, app: AppId, person: PersonId, run: &Run, grant: LoginGrant) -> Outcome {
        let by = Actor::Person { person };
        let feature = if run.number.is_some() { Feature::Full } else { Feature::OnlyWabaSharing };
        let login = match grant {
            LoginGrant::Token { .. } => Login::Token,
            LoginGrant::Code { .. } => Login::Code,
            LoginGrant::Both { .. } => Login::Both,
        };
        let origin = "http://provider.localhost:8080".to_owned();
        let start = Command::StartSignup { app, origin, login, feature, scopes: BTreeSet::new() };
        let started = self.stage.done(&by, start).await;
        let signup = started.iter().find_map(|event| match event {
            Event::SignupStarted { signup, .. } => Some(*signup),
            _ => None,
        });
        let signup = signup.unwrap();
        self.stage.done(&by, Command::Consent { signup }).await;
        let choice = match run.business {
            Some(business) => BusinessChoice::Existing { business },
            None => new_business(run.name),
        };
        self.stage.done(&by, Command::ChooseBusiness { signup, choice }).await;
        let choice = run.waba.map_or(WabaChoice::New, |waba| WabaChoice::Existing { waba });
        self.stage.done(&by, Command::ChooseWaba { signup, choice }).await;
        let profile = profile(run.name);
        self.stage.done(&by, Command::DescribeProfile { signup, profile }).await;
        if let Some(number) = run.number {
            let number = E164::parse(number).unwrap();
            let give = Command::GiveNumber { signup, number, method: Way::Sms };
            let code = code_in(&self.stage.done(&by, give).await);
            self.stage.done(&by, Command::VerifyNumber { signup, code }).await;
        }
        let events = self.stage.done(&by, Command::FinishSignup { signup, grant }).await;
        let outcome = events.iter().find_map(|event| match event {
            Event::SignupFinished { outcome, .. } => Some(*outcome),
            _ => None,
        });
        outcome.unwrap()
    }

    /// A token with these permissions for a holder.
    pub(crate) async fn token(&self, text: &str, holder: Holder, scopes: &[Permission]) {
        let order = TokenOrder {
            key: self.stage.platform.token_key(text),
            app: self.provider.app,
            holder,
            scopes: scopes.iter().copied().collect(),
            wabas: None,
            expires_at: None,
        };
        self.stage.done(&Actor::Desk, Command::IssueToken(Box::new(order))).await;
    }

    /// The business token for a login code.
    pub(crate) async fn business_token(&self, code: &str) -> String {
        let Provider { app, secret, .. } = &self.provider;
        let path =
            format!("/v21.0/oauth/access_token?client_id={app}&client_secret={secret}&code={code}");
        let told = self.call(Method::GET, &path, None, None).await;
        assert_eq!(told.status, 200, "{}", told.text);
        told.json()["access_token"].as_str().unwrap().to_owned()
    }

    /// Gives the provider's app a callback of its own, that wants nothing.
    pub(crate) async fn has_callback(&self) {
        let callback = Command::SetAppCallback {
            app: self.provider.app,
            callback_url: HOOK.to_owned(),
            verify_token: "vt".to_owned(),
            fields: BTreeSet::new(),
        };
        self.stage.done(&Actor::Desk, callback).await;
    }

    /// Assigns the employee to a WABA, as an admin does.
    pub(crate) async fn assign(&self, waba: WabaId) {
        let path = format!(
            "/v21.0/{waba}/assigned_users?user={}&tasks=['MANAGE']",
            self.provider.employee_id
        );
        let told = self.post(&path, &self.provider.admin, None).await;
        assert_eq!(told.text, r#"{"success":true}"#);
    }

    pub(crate) async fn get(&self, path: &str, token: &str) -> Told {
        self.call(Method::GET, path, Some(token), None).await
    }

    pub(crate) async fn post(&self, path: &str, token: &str, body: Option<Value>) -> Told {
        self.call(Method::POST, path, Some(token), body).await
    }

    pub(crate) async fn delete(&self, path: &str, token: &str) -> Told {
        self.call(Method::DELETE, path, Some(token), None).await
    }

    pub(crate) async fn call(
        &self,
        method: Method,
        path: &str,
        token: Option<&str>,
        body: Option<Value>,
    ) -> Told {
        let path = path.replace('[', "%5B").replace(']', "%5D").replace('\'', "%27");
        let path = path.replace('"', "%22").replace('{', "%7B").replace('}', "%7D");
        let mut request = Request::builder().method(method).uri(format!("{BASE}{path}"));
        if let Some(token) = token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        if body.is_some() {
            request = request.header("content-type", "application/json");
        }
        let body = body.map(|body| Bytes::from(body.to_string())).unwrap_or_default();
        self.send(request.body(body).unwrap()).await
    }

    pub(crate) async fn send(&self, request: Request<Bytes>) -> Told {
        let answer = self.stage.http().send(request).await.unwrap();
        Told {
            status: answer.status().as_u16(),
            headers: answer.headers().clone(),
            text: String::from_utf8(answer.body().to_vec()).unwrap(),
        }
    }
}

async fn found(stage: &Stage, body: Value) -> Provider {
    let (status, told) = stage.post("/_control/provider", body).await;
    assert!(status.is_success(), "{told}");
    let text = |name: &str| told[name].as_str().unwrap().to_owned();
    Provider {
        business: text("business_id").parse().unwrap(),
        app: text("app_id").parse().unwrap(),
        secret: text("app_secret"),
        line: text("credit_line_id"),
        own_waba: text("own_waba_id").parse().unwrap(),
        admin: text("admin_token"),
        admin_id: text("admin_system_user_id").parse().unwrap(),
        employee: text("employee_token"),
        employee_id: text("employee_system_user_id").parse().unwrap(),
    }
}

pub(crate) async fn handshake(RawQuery(query): RawQuery) -> Result<String, http::StatusCode> {
    let params = graph::Params::of_query(&query.unwrap_or_default());
    match params.get("hub.verify_token") {
        Some("vt") => Ok(params.get("hub.challenge").unwrap_or_default().to_owned()),
        _ => Err(http::StatusCode::FORBIDDEN),
    }
}

fn new_business(name: &str) -> BusinessChoice {
    BusinessChoice::New {
        name: name.to_owned(),
        email: "hello@shrub.example".to_owned(),
        website: "https://shrub.example".to_owned(),
        country: "US".to_owned(),
        address: None,
        phone: None,
    }
}

fn profile(name: &str) -> ProfileEntry {
    ProfileEntry {
        waba_name: name.to_owned(),
        timezone_id: 1,
        display_name: name.to_owned(),
        vertical: Vertical::Retail,
        description: None,
        website: None,
    }
}

/// The code that was sent.
fn code_in(events: &[Event]) -> String {
    let code = events.iter().find_map(|event| match event {
        Event::CodeSent { code, .. } => Some(code.clone()),
        _ => None,
    });
    code.unwrap()
}
