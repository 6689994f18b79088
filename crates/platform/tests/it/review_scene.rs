//! What reviews need: papers, the pages where they are handed in, and every webhook field.

use bytes::Bytes;
use graph::{BusinessId, PersonId};
use http::{Request, StatusCode};
use serde_json::{Value, json};

use crate::graph_scene::{Scene, Told};
use crate::live::{DONE, Inbox};
use crate::signup::log_in;
use crate::stage::BASE;
use crate::visitor::{Page, Visitor};

/// A paper that is one on its face.
pub(crate) const PAPER: (&str, &str, &str) =
    ("register.pdf", "application/pdf", "%PDF-1.7 extract of the register");

/// What the form of the Security Center says.
pub(crate) const FORM: [(&str, &str); 6] = [
    ("legal_name", "Lucky Shrub Inc."),
    ("registration", "DE-1234"),
    ("address", "1 Hacker Way, 94025 Menlo Park"),
    ("phone", "+1 650 555 0100"),
    ("website", "https://shrub.example"),
    ("kind_1", "incorporation"),
];

impl Scene {
    /// The provider's app wants every field there is about accounts, at the same callback.
    pub(crate) async fn wants_all(&self) {
        let app = self.provider.app;
        let fields = "messages,account_update,account_review_update,account_alerts,\
                      business_capability_update,phone_number_quality_update";
        let hook = json!({
            "object": "whatsapp_business_account", "callback_url": "http://inbox.example/in",
            "verify_token": "vt", "fields": fields,
        });
        let token = format!("{app}|{}", self.provider.secret);
        let told = self.post(&format!("/v21.0/{app}/subscriptions"), &token, Some(hook)).await;
        assert_eq!(told.text, DONE);
    }

    /// The mails to someone, newest first.
    pub(crate) async fn letters(&self, to: &str) -> Vec<String> {
        texts(&self.stage.get(&format!("/_control/mail?to={to}")).await)
    }

    /// The words of the notices in someone's Business Manager, newest first.
    pub(crate) async fn told(&self, business: BusinessId) -> Vec<String> {
        texts(&self.stage.get(&format!("/_control/notices?business={business}")).await)
    }

    /// The desk, by the control interface.
    pub(crate) async fn control(&self, path: &str, body: Value) {
        let (status, told) = self.stage.post(&format!("/_control/{path}"), body).await;
        assert_eq!(status, StatusCode::OK, "{path}: {told}");
        self.stage.settle().await;
    }

    /// What the control interface refuses with.
    pub(crate) async fn control_refused(&self, path: &str, body: Value) -> String {
        let (status, told) = self.stage.post(&format!("/_control/{path}"), body).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{path}: {told}");
        told["error"]["message"].as_str().unwrap().to_owned()
    }

    /// A provider hands in papers for its client: texts, and names with contents of files.
    pub(crate) async fn certify(
        &self,
        (partner, token): (BusinessId, &str),
        fields: &[(&str, &str)],
        files: &[(&str, &[u8])],
    ) -> Told {
        let mut body = Vec::new();
        for (name, value) in fields {
            let head = format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n");
            body.extend_from_slice(format!("{head}{value}\r\n").as_bytes());
        }
        for (name, content) in files {
            let part = "business_documents[]";
            let head = format!(
                "--b\r\nContent-Disposition: form-data; name=\"{part}\"; \
                 filename=\"{name}\"\r\n\r\n"
            );
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(content);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(b"--b--\r\n");
        let path = format!("{BASE}/v21.0/{partner}/self_certify_whatsapp_business");
        let request = Request::post(path)
            .header("authorization", format!("Bearer {token}"))
            .header("content-type", "multipart/form-data; boundary=b");
        self.send(request.body(Bytes::from(body)).unwrap()).await
    }
}

fn texts(told: &Value) -> Vec<String> {
    let rows = told["data"].as_array().unwrap().iter();
    rows.map(|row| row["text"].as_str().unwrap().to_owned()).collect()
}

impl Inbox {
    /// The types of all alerts so far.
    pub(crate) fn alerts(&self) -> Vec<String> {
        let alerts = self.of("account_alerts").into_iter();
        alerts.map(|alert| alert["alert_info"]["alert_type"].as_str().unwrap().to_owned()).collect()
    }

    /// The events of all `account_update`s so far.
    pub(crate) fn updates(&self) -> Vec<String> {
        let updates = self.of("account_update").into_iter();
        updates.map(|update| update["event"].as_str().unwrap().to_owned()).collect()
    }
}

/// An admin of a business at its pages.
pub(crate) struct Office {
    pub(crate) visitor: Visitor,
    pub(crate) business: BusinessId,
}

impl Office {
    pub(crate) async fn of(scene: &Scene, person: PersonId, business: BusinessId) -> Self {
        Self { visitor: log_in(&scene.stage, person).await, business }
    }

    pub(crate) async fn security(&mut self) -> Page {
        let path = format!("/business/{}/security", self.business);
        self.visitor.open(&path).await
    }

    pub(crate) async fn quality(&mut self) -> Page {
        let path = format!("/business/{}/quality", self.business);
        self.visitor.open(&path).await
    }

    pub(crate) async fn start(&mut self) -> Page {
        let path = format!("/business/{}/verification", self.business);
        self.visitor.send(&path, &[]).await
    }

    /// Hands in the form, with some fields said otherwise.
    pub(crate) async fn submit(
        &mut self,
        other: &[(&str, &str)],
        paper: (&str, &str, &str),
    ) -> Page {
        let said = |name: &str| other.iter().find(|(one, _)| *one == name).map(|(_, value)| *value);
        let fields: Vec<(&str, &str)> =
            FORM.iter().map(|(name, value)| (*name, said(name).unwrap_or(value))).collect();
        let path = format!("/business/{}/security", self.business);
        self.visitor.upload(&path, &fields, ("document_1", paper)).await
    }

    pub(crate) async fn appeal(&mut self, waba: graph::WabaId, statement: &str) -> Page {
        let path = format!("/business/{}/appeal", self.business);
        let waba = waba.to_string();
        self.visitor.send(&path, &[("waba", &waba), ("statement", statement)]).await
    }
}
