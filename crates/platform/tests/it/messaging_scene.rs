//! A number at work whose app hears everything about limits, quality and templates.

use graph::PhoneNumberId;
use serde_json::{Value, json};
use world::{Outcome, Policy};

use crate::graph_scene::{Run, Scene, Told};
use crate::live::{DONE, Inbox, accepted, customer};

/// Customers by what the last digits of their number say.
pub(crate) const BLOCKER: &str = "16315990005";
pub(crate) const REPORTER: &str = "16315990006";
pub(crate) const NOT_ON_WHATSAPP: &str = "16315990007";
pub(crate) const NEVER_OPENS: &str = "16315990008";

/// Every field these rules cause.
const FIELDS: &str = "messages,account_alerts,business_capability_update,\
    message_template_quality_update,message_template_status_update,phone_number_quality_update,\
    template_category_update,user_preferences";

/// A client whose number is live, paid for and listened to.
pub(crate) struct Work {
    pub(crate) scene: Scene,
    pub(crate) outcome: Outcome,
    pub(crate) phone: PhoneNumberId,
    pub(crate) inbox: Inbox,
}

impl Work {
    /// On trial, or where there is none, unverified.
    pub(crate) async fn begun(policy: Policy) -> Self {
        Self::of(policy, Run::default()).await
    }

    pub(crate) async fn of(policy: Policy, run: Run) -> Self {
        let scene = Scene::in_era(policy.by_hand()).await;
        let (_, outcome) = scene.sign_up(run).await;
        let phone = outcome.phone.unwrap();
        let inbox = scene.listen(outcome.waba).await;
        let app = scene.provider.app;
        let hook = json!({
            "object": "whatsapp_business_account", "callback_url": "http://inbox.example/in",
            "verify_token": "vt", "fields": FIELDS,
        });
        let token = format!("{app}|{}", scene.provider.secret);
        let told = scene.post(&format!("/v21.0/{app}/subscriptions"), &token, Some(hook)).await;
        assert_eq!(told.text, DONE);
        assert_eq!(scene.register(phone).await.text, DONE);
        scene.share_credit(outcome.waba).await;
        scene.pass("10s").await;
        let work = Self { scene, outcome, phone, inbox };
        work.template("order_ready", "UTILITY", "Your order is ready.").await;
        work
    }

    /// In regular use: every check is passed.
    pub(crate) async fn regular(policy: Policy) -> Self {
        let work = Self::begun(policy).await;
        work.scene.verify_business(&work.outcome, true).await;
        work.scene.pass("2m").await;
        work.scene.review_name(work.phone, true).await;
        work.scene.pass("1s").await;
        work
    }

    /// Asks for a template as the provider does.
    pub(crate) async fn create(&self, body: Value) -> Told {
        let path = format!("/v21.0/{}/message_templates", self.outcome.waba);
        self.scene.post(&path, &self.scene.provider.admin, Some(body)).await
    }

    /// A template with a body only, approved; its id.
    pub(crate) async fn template(&self, name: &str, category: &str, body: &str) -> String {
        let told = self
            .create(json!({
                "name": name, "language": "en_US", "category": category,
                "components": [{"type": "BODY", "text": body}],
            }))
            .await;
        assert_eq!(told.status, 200, "{}", told.text);
        self.scene.pass("2m").await;
        told.json()["id"].as_str().unwrap().to_owned()
    }

    /// Sends a template without values.
    pub(crate) async fn send(&self, name: &str, to: &str) -> Told {
        self.send_filled(name, to, json!([])).await
    }

    pub(crate) async fn send_filled(&self, name: &str, to: &str, components: Value) -> Told {
        let template =
            json!({"name": name, "language": {"code": "en_US"}, "components": components});
        self.message(json!({
            "messaging_product": "whatsapp", "to": to, "type": "template", "template": template,
        }))
        .await
    }

    pub(crate) async fn message(&self, body: Value) -> Told {
        self.message_in("v21.0", body).await
    }

    pub(crate) async fn message_in(&self, version: &str, body: Value) -> Told {
        let path = format!("/{version}/{}/messages", self.phone);
        self.scene.post(&path, &self.scene.provider.admin, Some(body)).await
    }

    /// Why a message that was accepted failed: the code of its only status.
    pub(crate) async fn fate(&self, told: &Told) -> Value {
        let id = accepted(told);
        self.scene.pass("5s").await;
        let statuses = self.inbox.statuses(&id);
        assert_eq!(statuses.len(), 1, "{statuses:?}");
        assert_eq!(statuses[0]["status"], "failed");
        statuses[0]["errors"][0]["code"].clone()
    }

    /// Writes to many customers first, no faster than the number may.
    pub(crate) async fn write_to(&self, customers: std::ops::Range<usize>) {
        for (count, number) in customers.enumerate() {
            accepted(&self.scene.send_template(self.phone, &customer(number)).await);
            if count % 50 == 49 {
                self.scene.pass("2s").await;
            }
        }
        self.scene.pass("2s").await;
    }

    /// A customer does something about the number.
    pub(crate) async fn acts(&self, from: &str, act: &str) {
        let path = format!("/_control/customers/{from}/acts");
        let body = json!({"phone_number_id": self.phone, "act": act});
        let (status, told) = self.scene.stage.post(&path, body).await;
        assert!(status.is_success(), "{told}");
    }

    /// The desk does something with a template.
    pub(crate) async fn treats(&self, template: &str, body: Value) {
        let (status, told) =
            self.scene.stage.post(&format!("/_control/templates/{template}"), body).await;
        assert!(status.is_success(), "{told}");
        self.scene.pass("1s").await;
    }

    pub(crate) async fn quality(&self) -> Value {
        self.scene.member(self.phone, "quality_rating").await
    }

    pub(crate) async fn tier(&self) -> Value {
        self.scene.member(self.phone, "messaging_limit_tier").await
    }

    pub(crate) async fn status(&self) -> Value {
        self.scene.member(self.phone, "status").await
    }

    /// The events of `phone_number_quality_update` so far.
    pub(crate) fn quality_updates(&self) -> Vec<String> {
        let told = self.inbox.of("phone_number_quality_update").into_iter();
        told.map(|value| value["event"].as_str().unwrap().to_owned()).collect()
    }
}
