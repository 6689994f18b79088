//! Messages to end customers: through the number's client instance or the platform's cloud.

mod outbox;

use graph::id::PhoneNumberId;
use graph::phone_number::E164;
use jiff::SignedDuration;
use onboard::{Mode, later};
use serde_json::{Map, Value, json};
use shell::db::DbError;
use shell::sql::Tx;

use crate::Provider;
use crate::audit::{self, Deed};
use crate::settings::{HostingChoice, Worker};
use crate::store::messages::{self, Outbound};
use crate::store::timeline::{self, Fact};
use crate::store::{MessageRow, clients, phones};

use self::outbox::{Call, Turn, WAIT_HOURS, WAITING};

/// The longest text, in characters (contract §4.8).
const TEXT_MAX: usize = 4_096;

/// What is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// Free text: only within the customer-service window.
    Text(String),
    /// A message template.
    Template {
        /// Its name.
        name: String,
        /// Its language, such as `en_US`.
        language: String,
        /// The values of its body's variables, in order.
        parameters: Vec<String>,
    },
}

/// Why nothing was sent. What the platform refuses is no error here but the message's status.
#[derive(Debug, thiserror::Error)]
pub enum SendError {
    /// We do not know the number.
    #[error("we have no number {0}")]
    NoSuchNumber(PhoneNumberId),
    /// The text is empty or too long.
    #[error("a text has 1 to {TEXT_MAX} characters")]
    BadText,
    /// Free text outside the window (contract §9.2).
    #[error(
        "the 24-hour window is closed: free text is allowed for 24 hours after the customer's last \
         message; send a template"
    )]
    WindowClosed,
    /// The database refuses.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// Why the call that sends brought no id.
struct NotSent {
    /// `failed`, `unknown` when it may have been sent, or `waiting` when it can be sent later.
    status: &'static str,
    why: String,
}

impl NotSent {
    fn of(why: &dyn std::fmt::Display, had_no_effect: bool) -> Self {
        let status = if had_no_effect { "failed" } else { "unknown" };
        Self { status, why: why.to_string() }
    }
}

impl Content {
    fn kind(&self) -> &'static str {
        match self {
            Self::Text(_) => "text",
            Self::Template { .. } => "template",
        }
    }

    /// As it is shown in the conversation.
    fn shown(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Template { name, language, parameters } if parameters.is_empty() => {
                format!("{name} ({language})")
            }
            Self::Template { name, language, parameters } => {
                format!("{name} ({language}): {}", parameters.join(", "))
            }
        }
    }

    /// The body of the call (contract §4.8; §8 for client instances, which name the namespace and
    /// leave the product out).
    fn body(&self, to: &str, hosting: HostingChoice, namespace: Option<&str>) -> Value {
        let mut body = Map::new();
        if hosting == HostingChoice::Cloud {
            body.insert("messaging_product".to_owned(), json!("whatsapp"));
        }
        body.insert("recipient_type".to_owned(), json!("individual"));
        // Without the plus the cloud takes it for a number of the sender's country.
        let plus = if hosting == HostingChoice::Cloud { "+" } else { "" };
        body.insert("to".to_owned(), json!(format!("{plus}{to}")));
        body.insert("type".to_owned(), json!(self.kind()));
        let content = match self {
            Self::Text(text) => json!({"body": text}),
            Self::Template { name, language, parameters } => {
                let mut template = Map::new();
                if hosting == HostingChoice::Client {
                    template.insert("namespace".to_owned(), json!(namespace.unwrap_or_default()));
                }
                let code = json!({"policy": "deterministic", "code": language});
                template.insert("name".to_owned(), json!(name));
                template.insert("language".to_owned(), code);
                if !parameters.is_empty() {
                    let value = |text: &String| json!({"type": "text", "text": text});
                    let values: Vec<Value> = parameters.iter().map(value).collect();
                    let components = json!([{"type": "body", "parameters": values}]);
                    template.insert("components".to_owned(), components);
                }
                Value::Object(template)
            }
        };
        body.insert(self.kind().to_owned(), content);
        Value::Object(body)
    }
}

impl Provider {
    /// Sends a message from a number to a customer on behalf of `who`, and returns it as stored:
    /// `accepted` with its id, `failed` with the reason, `unknown` when the answer was lost, or
    /// `waiting` when the number's client cannot take it now: then it is sent as soon as it can,
    /// within a day and within the customer's window.
    ///
    /// # Errors
    /// When it was not even tried: see [`SendError`].
    pub async fn send(
        &self,
        phone: PhoneNumberId,
        to: &E164,
        content: Content,
        who: &str,
    ) -> Result<MessageRow, SendError> {
        let to = to.digits().to_owned();
        let now = self.clock.now();
        let customer = to.clone();
        let read = move |db: &Tx<'_>| {
            let Some(waba) = phones::account_of(db, phone)? else {
                return Ok(None);
            };
            let client = clients::get(db, waba)?;
            let window = messages::window_ends(db, phone, &customer)?;
            Ok(Some((client.and_then(|client| client.namespace), window)))
        };
        let found = self.db.read(read).await?;
        let (namespace, window) = found.ok_or(SendError::NoSuchNumber(phone))?;
        if let Content::Text(text) = &content {
            if text.trim().is_empty() || text.chars().count() > TEXT_MAX {
                return Err(SendError::BadText);
            }
            if window.is_none_or(|ends| ends <= now) {
                return Err(SendError::WindowClosed);
            }
        }
        let (kind, shown, by) = (content.kind(), content.shown(), who.to_owned());
        let customer = to.clone();
        // What operators send is written down; what the server sends by itself is in the time line.
        let what = format!("sent a {kind}");
        let deed = (who != timeline::PROVIDER)
            .then(|| Deed::new(self.wall.now(), who, &what, format!("number {phone}")));
        let (sealer, node) = (self.sealer.clone(), self.node.clone());
        let add = move |tx: &Tx<'_>| {
            let (customer, body, who) = (customer.as_str(), shown.as_str(), by.as_str());
            let message = Outbound { phone, customer, kind, body, who, node: &node };
            let seq = messages::add_outbound(tx, message, now)?;
            if let Some(deed) = deed {
                audit::write(tx, &sealer, &deed.made(format!("message {seq}")))?;
            }
            Ok(seq)
        };
        let seq = self.db.write(add).await?;
        let body = content.body(&to, self.settings.hosting, namespace.as_deref());
        let mut answer = self.dispatch(phone, &body, Turn::ItsOwn).await?;
        if let Err(not) = &mut answer
            && who == timeline::PROVIDER
            && not.status == WAITING
        {
            // What the server sends by itself is planned anew.
            not.status = "failed";
        }
        let text = matches!(content, Content::Text(_));
        let latest = later(now, SignedDuration::from_hours(WAIT_HOURS));
        let keep_until = window.filter(|_| text).map_or(latest, |ends| ends.min(latest));
        let call = Call { phone, seq, body: body.to_string(), keep_until };
        Ok(self.settle(call, answer).await?)
    }

    /// Sends the approved template of our settings to a customer on behalf of `who`.
    ///
    /// # Errors
    /// As [`Self::send`].
    pub async fn send_approved_template(
        &self,
        phone: PhoneNumberId,
        to: &E164,
        who: &str,
    ) -> Result<MessageRow, SendError> {
        let content = Content::Template {
            name: self.settings.probe_template.clone(),
            language: self.settings.probe_language.clone(),
            parameters: vec![],
        };
        self.send(phone, to, content, who).await
    }

    /// Assigns our system user to the account of a number whose calls the platform refuses us
    /// (requirement A05), unless it is assigned or the client is only watched. Says whether that
    /// was done, so that the call is worth repeating.
    async fn assign_once_more(&self, phone: PhoneNumberId) -> Result<bool, DbError> {
        if self.settings.system_user == Worker::Admin {
            return Ok(false);
        }
        let Some(waba) = self.db.read(move |db| phones::account_of(db, phone)).await? else {
            return Ok(false);
        };
        let client = self.db.read(move |db| clients::get(db, waba)).await?;
        if client.is_none_or(|client| client.mode == Mode::Watched) {
            return Ok(false);
        }
        let (user, business) = (self.settings.employee_system_user_id, self.settings.business_id);
        let assigned = match self.graph.is_assigned(waba, business, user).await {
            Ok(true) => return Ok(false),
            Ok(false) => self.graph.assign(waba, user).await,
            Err(error) => Err(error),
        };
        if let Err(error) = assigned {
            tracing::warn!(%error, waba.id = %waba, "our system user could not be assigned");
            return Ok(false);
        }
        let at = self.clock.now();
        let note = move |tx: &Tx<'_>| {
            let what = "assigned our system user to the account, which a call was refused for";
            let (waba, who) = (Some(waba), timeline::PROVIDER);
            timeline::add(tx, Fact { at, waba, phone: Some(phone), who, what })
        };
        self.db.write(note).await?;
        Ok(true)
    }

    /// How many different customers a number wrote to first in the last 24 hours, by what we know
    /// (requirement F05).
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn opened_today(&self, phone: PhoneNumberId) -> Result<u64, DbError> {
        let since = later(self.clock.now(), -SignedDuration::from_hours(24));
        self.db.read(move |db| messages::opened_since(db, phone, since)).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_is_told_to_a_client_with_namespace_and_to_the_cloud_with_product() {
        let content = Content::Template {
            name: "order".to_owned(),
            language: "de".to_owned(),
            parameters: vec!["Anna".to_owned()],
        };
        let template = json!({
            "namespace": "ns",
            "name": "order",
            "language": {"policy": "deterministic", "code": "de"},
            "components": [{"type": "body", "parameters": [{"type": "text", "text": "Anna"}]}],
        });
        let told = json!({"recipient_type": "individual", "to": "49170", "type": "template",
            "template": template});
        assert_eq!(content.body("49170", HostingChoice::Client, Some("ns")), told);
        let told = json!({"messaging_product": "whatsapp", "recipient_type": "individual",
            "to": "+49170", "type": "text", "text": {"body": "hi"}});
        let content = Content::Text("hi".to_owned());
        assert_eq!(content.body("49170", HostingChoice::Cloud, None), told);
    }
}
