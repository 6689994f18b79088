//! A number at work: registered, paid for, listened to; and the customers it writes to.

use std::fmt::Display;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::routing::get;
use graph::{PhoneNumberId, WabaId};
use serde_json::{Value, json};
use world::Outcome;

use crate::graph_scene::{Run, Scene, Told, handshake};

pub(crate) const DONE: &str = r#"{"success":true}"#;
/// Addresses of the provider's operators and of the client.
pub(crate) const OPERATORS: &str = "operators@provider.example";
pub(crate) const CLIENT: &str = "hello@shrub.example";

/// What the provider's callback was sent.
#[derive(Clone, Default)]
pub(crate) struct Inbox(Arc<Mutex<Vec<Value>>>);

impl Inbox {
    /// Values of the changes of one field, in the order they came.
    pub(crate) fn of(&self, field: &str) -> Vec<Value> {
        let kept = self.0.lock().unwrap();
        let changes = kept.iter().flat_map(|body| {
            body["entry"]
                .as_array()
                .unwrap()
                .iter()
                .flat_map(|entry| entry["changes"].as_array().unwrap().clone())
        });
        let of_field = changes.filter(|change| change["field"] == field);
        of_field.map(|change| change["value"].clone()).collect()
    }

    /// The `account_update` of this name.
    pub(crate) fn update(&self, event: &str) -> Option<Value> {
        self.of("account_update").into_iter().find(|value| value["event"] == event)
    }

    /// The statuses of one message, in the order they came.
    pub(crate) fn statuses(&self, message: &str) -> Vec<Value> {
        let values = self.of("messages").into_iter();
        let statuses = values.flat_map(|value| value["statuses"].as_array().cloned());
        statuses.flatten().filter(|status| status["id"] == message).collect()
    }
}

async fn keep(State(inbox): State<Inbox>, body: Bytes) {
    inbox.0.lock().unwrap().push(serde_json::from_slice(&body).unwrap());
}

/// The id of a message that was accepted.
#[track_caller]
pub(crate) fn accepted(told: &Told) -> String {
    assert_eq!(told.status, 200, "{}", told.text);
    told.json()["messages"][0]["id"].as_str().unwrap().to_owned()
}

/// A telephone of an end customer.
pub(crate) fn customer(number: usize) -> String {
    format!("1631555{number:04}")
}

impl Scene {
    /// A client whose number is live, with the provider's callback.
    pub(crate) async fn live(run: Run) -> (Self, Outcome, PhoneNumberId, Inbox) {
        let scene = Self::new().await;
        let (_, outcome) = scene.sign_up(run).await;
        let phone = outcome.phone.unwrap();
        let inbox = scene.listen(outcome.waba).await;
        assert_eq!(scene.register(phone).await.text, DONE);
        scene.pass("10s").await;
        (scene, outcome, phone, inbox)
    }

    /// The provider's app takes the webhooks of a WABA.
    pub(crate) async fn listen(&self, waba: WabaId) -> Inbox {
        let inbox = Inbox::default();
        let routes = Router::new().route("/in", get(handshake).post(keep));
        self.stage.board.connect("inbox.example", routes.with_state(inbox.clone()));
        let app = self.provider.app;
        let hook = json!({
            "object": "whatsapp_business_account", "callback_url": "http://inbox.example/in",
            "verify_token": "vt", "fields": "messages,account_update,account_review_update",
        });
        let token = format!("{app}|{}", self.provider.secret);
        let told = self.post(&format!("/v21.0/{app}/subscriptions"), &token, Some(hook)).await;
        assert_eq!(told.text, DONE);
        let path = format!("/v21.0/{waba}/subscribed_apps");
        assert_eq!(self.post(&path, &self.provider.admin, None).await.text, DONE);
        inbox
    }

    /// Time goes by, and the webhooks of it are delivered.
    pub(crate) async fn pass(&self, time: &str) {
        let (status, told) = self.stage.post("/_control/clock", json!({"advance": time})).await;
        assert!(status.is_success(), "{told}");
        self.stage.settle().await;
    }

    pub(crate) async fn register(&self, phone: PhoneNumberId) -> Told {
        let body = json!({"messaging_product": "whatsapp", "pin": "123456"});
        self.post(&format!("/v21.0/{phone}/register"), &self.provider.admin, Some(body)).await
    }

    /// One member of an object, as the provider reads it.
    pub(crate) async fn member(&self, id: impl Display, field: &str) -> Value {
        let told = self.get(&format!("/v21.0/{id}?fields={field}"), &self.provider.admin).await;
        assert_eq!(told.status, 200, "{}", told.text);
        told.json()[field].clone()
    }

    pub(crate) async fn share_credit(&self, waba: WabaId) -> String {
        let path = format!("/v21.0/{}/whatsapp_credit_sharing_and_attach", self.provider.line);
        let body = json!({"waba_id": waba, "waba_currency": "USD"});
        let told = self.post(&path, &self.provider.admin, Some(body)).await;
        told.json()["allocation_config_id"].as_str().expect("a share").to_owned()
    }

    /// A template `order_ready`, approved.
    pub(crate) async fn make_template(&self, waba: WabaId) {
        let body = json!({"name": "order_ready", "language": "en_US", "category": "UTILITY",
            "components": [{"type": "BODY", "text": "Your order is ready."}]});
        let path = format!("/v21.0/{waba}/message_templates");
        let told = self.post(&path, &self.provider.admin, Some(body)).await;
        assert_eq!(told.status, 200, "{}", told.text);
        self.pass("2m").await;
    }

    pub(crate) async fn send_template(&self, phone: PhoneNumberId, to: &str) -> Told {
        let body = json!({"messaging_product": "whatsapp", "to": to, "type": "template",
            "template": {"name": "order_ready", "language": {"code": "en_US"}}});
        self.post(&format!("/v21.0/{phone}/messages"), &self.provider.admin, Some(body)).await
    }

    pub(crate) async fn send_text(&self, phone: PhoneNumberId, to: &str) -> Told {
        self.send_text_as(&self.provider.admin, phone, to).await
    }

    pub(crate) async fn send_text_as(&self, token: &str, phone: PhoneNumberId, to: &str) -> Told {
        let body = json!({"messaging_product": "whatsapp", "to": to, "type": "text",
            "text": {"body": "Yes, we are open."}});
        self.post(&format!("/v21.0/{phone}/messages"), token, Some(body)).await
    }

    /// A customer writes to the number; says whether that was possible.
    pub(crate) async fn hears(&self, phone: PhoneNumberId, from: &str) -> bool {
        let body = json!({"to_phone_number_id": phone, "text": "Open today?", "name": "Kim"});
        let path = format!("/_control/customers/{from}/messages");
        self.stage.post(&path, body).await.0.is_success()
    }

    /// What the number's chat shows on a customer's telephone.
    pub(crate) async fn shown(&self, to: &str) -> usize {
        let told = self.stage.get(&format!("/_control/handsets/{to}")).await;
        let entries = told["data"].as_array().unwrap().iter();
        entries.filter(|entry| entry["kind"] == "message").count()
    }

    pub(crate) async fn verify_business(&self, outcome: &Outcome, approved: bool) {
        let body = json!({"business_id": outcome.business, "approved": approved});
        let (status, told) = self.stage.post("/_control/reviews/verification", body).await;
        assert!(status.is_success(), "{told}");
    }

    pub(crate) async fn review_name(&self, phone: PhoneNumberId, approved: bool) {
        let body = json!({"phone_number_id": phone, "approved": approved});
        let (status, told) = self.stage.post("/_control/reviews/name", body).await;
        assert!(status.is_success(), "{told}");
    }

    /// Subjects of the mails to someone, newest first.
    pub(crate) async fn mails(&self, to: &str) -> Vec<String> {
        let told = self.stage.get(&format!("/_control/mail?to={to}")).await;
        texts(&told, "subject")
    }

    /// Headlines in someone's Business Manager, newest first.
    pub(crate) async fn notices(&self, business: impl Display) -> Vec<String> {
        let told = self.stage.get(&format!("/_control/notices?business={business}")).await;
        texts(&told, "title")
    }

    /// That both parties are told by mail and by notification.
    pub(crate) async fn both_were_told(&self, outcome: &Outcome, words: &str) {
        for address in [OPERATORS, CLIENT] {
            let mails = self.mails(address).await;
            assert!(mails.iter().any(|mail| mail.contains(words)), "{address}: {mails:?}");
        }
        for business in [self.provider.business, outcome.business] {
            let notices = self.notices(business).await;
            assert!(notices.iter().any(|it| it.contains(words)), "{business}: {notices:?}");
        }
    }
}

fn texts(told: &Value, member: &str) -> Vec<String> {
    let rows = told["data"].as_array().unwrap().iter();
    rows.map(|row| row[member].as_str().unwrap().to_owned()).collect()
}
