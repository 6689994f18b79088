//! A world with one object of every kind in it, and the judge of what it answers.

use std::collections::BTreeMap;

use bytes::Bytes;
use form_urlencoded::Serializer;
use http::{Method, Request};
use proptest::prop_assert;
use proptest::test_runner::TestCaseResult;
use serde_json::{Value, json};

use crate::graph_scene::{HOOK, Run, Scene, Told};
use crate::stage::BASE;

const FORM: &str = "application/x-www-form-urlencoded";
/// The longest query that is put into an address, in bytes.
const ADDRESS_MAX: usize = 8_000;

/// A platform with a provider, a client and all that can belong to them.
pub(crate) struct Town {
    pub(crate) scene: Scene,
    /// The id of one object of each kind: `waba`, `phone` and so on.
    pub(crate) ids: BTreeMap<&'static str, String>,
    /// The tokens that see something, best first.
    pub(crate) tokens: Vec<String>,
    /// What can be asked of each kind: members and edges.
    pub(crate) words: BTreeMap<&'static str, Vec<String>>,
}

/// A call, ready to be sent.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sent {
    pub(crate) method: Method,
    /// Without its query; `$waba` and the like stand for ids.
    pub(crate) path: String,
    /// The segments of a path that is not below a version, in place of `path`.
    pub(crate) segments: Vec<String>,
    pub(crate) query: Vec<(String, String)>,
    /// The media type, and what is of it.
    pub(crate) body: Option<(String, Bytes)>,
    /// Which of the town's tokens goes along.
    pub(crate) token: usize,
}

impl Sent {
    pub(crate) fn get(path: impl Into<String>, query: Vec<(String, String)>) -> Self {
        Self { path: path.into(), query, ..Self::default() }
    }
}

impl Town {
    pub(crate) async fn new() -> Self {
        let scene = Scene::new().await;
        let (_, outcome) = scene.sign_up(Run::default()).await;
        let business_token = scene.business_token("AQBcode").await;
        let provider = scene.provider.clone();
        let ids = BTreeMap::from([
            ("app", provider.app.to_string()),
            ("business", provider.business.to_string()),
            ("client", outcome.business.to_string()),
            ("employee", provider.employee_id.to_string()),
            ("line", provider.line.clone()),
            ("own", provider.own_waba.to_string()),
            ("phone", outcome.phone.unwrap().to_string()),
            ("secret", provider.secret.clone()),
            ("waba", outcome.waba.to_string()),
        ]);
        let app = format!("{}|{}", provider.app, provider.secret);
        let tokens = vec![provider.admin, business_token, app, provider.employee];
        let mut town = Self { scene, ids, tokens, words: BTreeMap::new() };
        town.furnish().await;
        town
    }

    async fn furnish(&mut self) {
        let post = |path: &str, body: Value| Sent {
            method: Method::POST,
            path: path.to_owned(),
            body: Some(("application/json".to_owned(), Bytes::from(body.to_string()))),
            ..Sent::default()
        };
        let id = |told: &Told, name: &str| {
            assert_eq!(told.status, 200, "{}", told.text);
            told.json()[name].as_str().unwrap_or_default().to_owned()
        };
        let register = json!({"messaging_product": "whatsapp", "pin": "123456"});
        id(&self.send(&post("$phone/register", register)).await, "");
        id(&self.send(&post("$waba/subscribed_apps", json!({}))).await, "");
        let hook = json!({"object": "whatsapp_business_account", "callback_url": HOOK,
            "verify_token": "vt", "fields": ["messages", "account_update"]});
        let hook = Sent { token: 2, ..post("$app/subscriptions", hook) };
        id(&self.send(&hook).await, "");
        let assign = json!({"user": "$employee", "tasks": ["MANAGE"]});
        id(&self.send(&post("$waba/assigned_users", assign)).await, "");
        let share = json!({"waba_id": "$waba", "waba_currency": "USD"});
        let shared = self.send(&post("$line/whatsapp_credit_sharing_and_attach", share)).await;
        self.ids.insert("allocation", id(&shared, "allocation_config_id"));
        let ready = json!({"phone_number": "+16505550155"});
        let added = self.send(&post("$business/add_phone_numbers", ready)).await;
        self.ids.insert("ready", id(&added, "id"));
        let template = json!({"name": "hello", "language": "en_US", "category": "UTILITY",
            "components": [{"type": "BODY", "text": "Hello there."}]});
        let made = self.send(&post("$waba/message_templates", template)).await;
        self.ids.insert("template", id(&made, "id"));
        for number in 0..5 {
            let template = json!({"name": format!("page_{number}"), "language": "en_US",
                "category": "UTILITY",
                "components": [{"type": "BODY", "text": format!("This is page {number}.")}]});
            id(&self.send(&post("$waba/message_templates", template)).await, "id");
            let user = json!({"name": format!("robot {number}"), "role": "EMPLOYEE"});
            id(&self.send(&post("$business/system_users", user)).await, "id");
        }
        for kind in ["app", "business", "client", "phone", "waba", "line", "ready", "template"] {
            let asked = Sent::get(format!("${kind}"), vec![("metadata".into(), "1".into())]);
            let told = self.send(&asked).await.json();
            let known = &told["metadata"];
            let members = known["fields"].as_array().into_iter().flatten();
            let members = members.filter_map(|field| field["name"].as_str().map(str::to_owned));
            let edges = known["connections"].as_object().into_iter().flatten();
            let words = members.chain(edges.map(|(name, _)| name.clone())).collect();
            self.words.insert(kind, words);
        }
    }

    /// Sends a call under v21.0 with its token in the header.
    pub(crate) async fn send(&self, sent: &Sent) -> Told {
        let token = format!("Bearer {}", self.tokens[sent.token % self.tokens.len()]);
        self.send_as(sent, &[("authorization", token.as_str())]).await
    }

    /// Sends a call with these headers alone.
    pub(crate) async fn send_as(&self, sent: &Sent, headers: &[(&str, &str)]) -> Told {
        let path: Vec<String> = match sent.segments.as_slice() {
            [] => {
                ["v21.0"].into_iter().chain(sent.path.split('/')).map(|s| self.segment(s)).collect()
            }
            segments => segments.iter().map(|part| self.segment(part)).collect(),
        };
        let query: Vec<(String, String)> =
            sent.query.iter().map(|(name, value)| (name.clone(), self.filled(value))).collect();
        let query = Serializer::new(String::new()).extend_pairs(query).finish();
        let (mut method, mut query, mut body) = (sent.method.clone(), query, sent.body.clone());
        // What is too long for an address is sent as clients send it then.
        if query.len() > ADDRESS_MAX && body.is_none() && sent.segments.is_empty() {
            body = Some((FORM.to_owned(), Bytes::from(query)));
            (method, query) = (Method::POST, format!("method={method}"));
        }
        let uri = format!("{BASE}/{}?{query}", path.join("/"));
        let mut request = Request::builder().method(method).uri(uri);
        for (name, value) in headers {
            request = request.header(*name, value.as_bytes());
        }
        let mut sent = Bytes::new();
        if let Some((kind, bytes)) = body {
            request = request.header("content-type", kind);
            sent = match std::str::from_utf8(&bytes) {
                Ok(text) => Bytes::from(self.filled(text)),
                Err(_) => bytes,
            };
        }
        self.scene.send(request.body(sent).unwrap()).await
    }

    /// `$waba` and the like replaced by ids.
    pub(crate) fn filled(&self, text: &str) -> String {
        let ids = self.ids.iter();
        ids.fold(text.to_owned(), |text, (name, id)| text.replace(&format!("${name}"), id))
    }

    /// One part of a path, written as a client's library would.
    fn segment(&self, part: &str) -> String {
        form_urlencoded::byte_serialize(self.filled(part).as_bytes()).collect()
    }
}

/// The one error that Meta's table gives the status 500 although the platform is well.
const NO_CAPABILITY: i64 = 3;

/// An answer is JSON, never a failure of the platform, and an error says in Meta's way what is
/// wrong.
pub(crate) fn judge(told: &Told) -> TestCaseResult {
    let answer: Result<Value, _> = serde_json::from_str(&told.text);
    prop_assert!(answer.is_ok(), "no JSON: {}: {}", told.status, told.text);
    let answer = answer.unwrap_or_default();
    let Some(error) = answer.get("error") else {
        prop_assert!(told.status < 400, "an error without words: {}: {}", told.status, told.text);
        return Ok(());
    };
    let text = |name: &str| error[name].as_str().is_some_and(|text| !text.is_empty());
    prop_assert!(text("message") && text("type") && text("fbtrace_id"), "{}", told.text);
    let code = error["code"].as_i64().unwrap_or_default();
    prop_assert!(code > 0, "{}", told.text);
    let status = (400..500).contains(&told.status) || (told.status, code) == (500, NO_CAPABILITY);
    prop_assert!(status, "{}: {}", told.status, told.text);
    Ok(())
}

/// How the control interface says no, and with which status.
const CONTROL_KINDS: [(&str, u16); 4] =
    [("request", 400), ("refused", 400), ("missing", 404), ("conflict", 409)];

/// What the control interface answers is what was asked for, or one of its errors: a sentence, and
/// a kind with its status.
pub(crate) fn judge_control(told: &Told) -> TestCaseResult {
    let kind = told.headers.get("content-type").and_then(|kind| kind.to_str().ok());
    if told.status == 200 && kind != Some("application/json") {
        return Ok(());
    }
    let answer: Result<Value, _> = serde_json::from_str(&told.text);
    prop_assert!(answer.is_ok(), "no JSON: {}: {}", told.status, told.text);
    let error = &answer.unwrap_or_default()["error"];
    if told.status == 200 {
        prop_assert!(error.is_null(), "{}", told.text);
        return Ok(());
    }
    let known = |(kind, status): &(&str, u16)| error["kind"] == *kind && *status == told.status;
    prop_assert!(CONTROL_KINDS.iter().any(known), "{}: {}", told.status, told.text);
    prop_assert!(error["message"].as_str().is_some_and(|text| text.len() > 3), "{}", told.text);
    Ok(())
}
