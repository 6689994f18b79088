//! The client's application settings (contract §8): a table of what there is, and what was chosen.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::errors::OnpremError;

/// The settings that were chosen, by path such as `webhooks.message.read`; all others have their
/// defaults.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Application(BTreeMap<String, Value>);

/// What a setting may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Flag,
    /// A whole number; older callers write it as text.
    Number,
    /// An address beginning with `http://` or `https://`.
    Address,
    Word,
    Words,
}

/// Path, form, default as JSON text.
const TABLE: &[(&str, Form, &str)] = &[
    ("callback_backoff_delay_ms", Form::Number, "3000"),
    ("callback_persist", Form::Flag, "true"),
    ("garbagecollector_enable.media", Form::Flag, "false"),
    ("garbagecollector_enable.messages", Form::Flag, "true"),
    ("heartbeat_interval", Form::Number, "5"),
    ("log_level", Form::Word, "\"info\""),
    ("max_callback_backoff_delay_ms", Form::Number, "900000"),
    ("media.auto_download", Form::Words, "[]"),
    ("notify_user_change_number", Form::Flag, "false"),
    ("on_call_pager", Form::Word, "\"\""),
    ("pass_through", Form::Flag, "false"),
    ("show_security_notifications", Form::Flag, "false"),
    ("unhealthy_interval", Form::Number, "30"),
    ("verbose_logging", Form::Flag, "false"),
    ("webhooks.max_concurrent_requests", Form::Number, "6"),
    ("webhooks.message.delivered", Form::Flag, "true"),
    ("webhooks.message.read", Form::Flag, "true"),
    ("webhooks.message.sent", Form::Flag, "true"),
    ("webhooks.url", Form::Address, "null"),
];

/// The older name of `webhooks.message.sent`.
const SENT_STATUS: &str = "sent_status";

impl Form {
    /// The value as it is kept; `None` if it has another form.
    fn read(self, value: &Value) -> Option<Value> {
        match self {
            Self::Flag => value.as_bool().map(Value::from),
            Self::Number => {
                let text = value.as_str().and_then(|text| text.parse().ok());
                value.as_u64().or(text).map(Value::from)
            }
            Self::Address => {
                let web = |url: &&str| url.starts_with("http://") || url.starts_with("https://");
                value.as_str().filter(web).map(Value::from)
            }
            Self::Word => value.as_str().map(Value::from),
            Self::Words => {
                let words = value.as_array()?;
                words.iter().all(Value::is_string).then(|| value.clone())
            }
        }
    }

    fn describe(self) -> &'static str {
        match self {
            Self::Flag => "true or false",
            Self::Number => "a whole number",
            Self::Address => "an http or https address",
            Self::Word => "a text",
            Self::Words => "a list of texts",
        }
    }
}

impl Application {
    /// The same settings with what `body` says; `null` stands for a default.
    ///
    /// # Errors
    /// 1010 for a setting that does not exist, 1009 for a value that cannot be.
    pub(super) fn with(&self, body: &Value) -> Result<Self, OnpremError> {
        let Some(body) = body.as_object() else {
            return Err(OnpremError::invalid("the body is a JSON object with settings"));
        };
        let mut changed = self.clone();
        changed.take(body, "")?;
        Ok(changed)
    }

    fn take(&mut self, object: &Map<String, Value>, before: &str) -> Result<(), OnpremError> {
        for (name, value) in object {
            let path = format!("{before}{name}");
            let path = if path == SENT_STATUS { "webhooks.message.sent".to_owned() } else { path };
            let known = TABLE.iter().find(|(known, ..)| *known == path);
            let group = format!("{path}.");
            match (known, value) {
                (Some(_), Value::Null) => {
                    self.0.remove(&path);
                }
                (Some((_, form, _)), value) => {
                    let Some(value) = form.read(value) else {
                        let form = form.describe();
                        return Err(OnpremError::invalid(format!("'{path}' is {form}")));
                    };
                    self.0.insert(path, value);
                }
                (None, Value::Object(object))
                    if TABLE.iter().any(|(known, ..)| known.starts_with(&group)) =>
                {
                    self.take(object, &group)?;
                }
                (None, _) => return Err(OnpremError::not_a_parameter(&path)),
            }
        }
        Ok(())
    }

    /// All settings as `GET` shows them.
    pub(super) fn shown(&self, wa_id: Option<&str>) -> Value {
        let mut all = json!({ SENT_STATUS: self.flag("webhooks.message.sent") });
        for (path, ..) in TABLE {
            let mut place = &mut all;
            for part in path.split('.') {
                place = &mut place[part];
            }
            *place = self.value(path);
        }
        if let Some(wa_id) = wa_id {
            all["wa_id"] = wa_id.into();
        }
        all
    }

    /// Where statuses and messages are posted.
    pub(super) fn webhook_url(&self) -> Option<String> {
        self.value("webhooks.url").as_str().map(str::to_owned)
    }

    /// Whether a status of this word is posted; `failed` always is.
    pub(super) fn posts_status(&self, word: &str) -> bool {
        match word {
            "sent" => self.flag("webhooks.message.sent"),
            "delivered" => self.flag("webhooks.message.delivered"),
            "read" => self.flag("webhooks.message.read"),
            _ => true,
        }
    }

    /// Whether what the webhook did not accept is tried again.
    pub(super) fn persists(&self) -> bool {
        self.flag("callback_persist")
    }

    /// How long after so many failures the webhook is tried again, in milliseconds: the first
    /// delay, doubled with each, up to the longest.
    pub(super) fn backoff_ms(&self, failures: u32) -> u64 {
        let number = |path: &str| self.value(path).as_u64().unwrap_or_default();
        let first = number("callback_backoff_delay_ms").max(1);
        let doubled = first.saturating_mul(1 << failures.saturating_sub(1).min(30));
        doubled.min(number("max_callback_backoff_delay_ms").max(first))
    }

    fn flag(&self, path: &str) -> bool {
        self.value(path).as_bool().unwrap_or_default()
    }

    fn value(&self, path: &str) -> Value {
        let default = || {
            let known = TABLE.iter().find(|(known, ..)| *known == path);
            known.and_then(|(_, _, text)| serde_json::from_str(text).ok()).unwrap_or_default()
        };
        self.0.get(path).cloned().unwrap_or_else(default)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_merged_checked_and_shown_whole() {
        let fresh = Application::default();
        let url = "https://provider.example/hook";
        let set = fresh
            .with(&json!({"webhooks": {"url": url}, "sent_status": false,
                "callback_backoff_delay_ms": "100"}))
            .unwrap();
        let shown = set.shown(Some("16505550123"));
        assert_eq!(shown["webhooks"]["url"], url);
        assert_eq!(
            shown["webhooks"]["message"],
            json!({"sent": false, "delivered": true,
            "read": true})
        );
        assert_eq!(
            (&shown["sent_status"], &shown["wa_id"]),
            (&json!(false), &json!("16505550123"))
        );
        assert!(!set.posts_status("sent") && set.posts_status("failed"));
        let reset = set.with(&json!({"webhooks": {"url": null}})).unwrap();
        assert_eq!((reset.webhook_url(), reset.posts_status("sent")), (None, false));
        let code = |body: Value| fresh.with(&body).unwrap_err().code;
        assert_eq!(code(json!({"shards": 2})), 1010);
        assert_eq!(code(json!({"webhooks": {"uri": url}})), 1010);
        assert_eq!(code(json!({"webhooks": {"url": "ftp://x"}})), 1009);
        assert_eq!(code(json!({"callback_persist": "yes"})), 1009);
        assert_eq!(code(json!([])), 1009);
    }

    #[test]
    fn the_delay_doubles_up_to_the_longest() {
        let settings = Application::default();
        let delays: Vec<u64> =
            [1, 2, 3, 9, 10, 60].into_iter().map(|n| settings.backoff_ms(n)).collect();
        assert_eq!(delays, [3_000, 6_000, 12_000, 768_000, 900_000, 900_000]);
    }
}
