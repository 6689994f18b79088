//! Which occurrences a fault is about.

use graph::webhook::{FIELDS, events_of, is_field};
use graph::{AppId, PhoneNumberId, WabaId};
use serde::{Deserialize, Serialize};
use shell::secret::sha256_hex;

use super::kind::Place;
use super::operations;
use super::uncaused::uncaused;

/// What an occurrence must be; all that is said must hold, and nothing said fits everything.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Matching {
    /// Calls: the operation, such as `phone.register` or `waba.subscribed_apps.post`; without the
    /// method all methods, and with `*` at the end all that begin so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operation: Option<String>,
    /// Calls: what the path contains, such as `phone_numbers`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// The account it is about; what is about a number of it, or a template, is about it too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waba_id: Option<WabaId>,
    /// The number it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone_number_id: Option<PhoneNumberId>,
    /// The app that calls, is sent the webhook, or opened the pop-up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub app_id: Option<AppId>,
    /// Calls: the access token they come with. Only its hash is kept: `sha256:…`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
    /// Webhooks: the field, such as `account_update`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// Webhooks: the event they tell, such as `PARTNER_REMOVED`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event: Option<String>,
}

/// Something a fault may be about. What is not known of it is empty.
#[derive(Clone, Debug, Default)]
pub(crate) struct Occurrence<'a> {
    pub(crate) operation: Option<String>,
    pub(crate) path: &'a str,
    pub(crate) waba: Option<WabaId>,
    pub(crate) phone: Option<PhoneNumberId>,
    pub(crate) app: Option<AppId>,
    /// The access token's text.
    pub(crate) token: Option<&'a str>,
    pub(crate) field: &'a str,
    pub(crate) event: &'a str,
}

/// The one field of webhooks that names the number it is about.
const NAMES_ITS_NUMBER: &str = "messages";

const HASHED: &str = "sha256:";

fn hashed(token: &str) -> String {
    format!("{HASHED}{}", sha256_hex(token.trim().as_bytes()))
}

impl Matching {
    /// The same without the text of a token.
    pub(super) fn without_secret(mut self) -> Self {
        self.token = self.token.map(|token| match token.starts_with(HASHED) {
            true => token,
            false => hashed(&token),
        });
        self
    }

    /// What makes no sense for faults of this place, in a sentence.
    pub(super) fn nonsense(&self, place: Place) -> Option<String> {
        let calls = [
            ("operation", self.operation.is_some()),
            ("path", self.path.is_some()),
            ("token", self.token.is_some()),
        ];
        let webhooks = [("field", self.field.is_some()), ("event", self.event.is_some())];
        let numbers = [("phone_number_id", self.phone_number_id.is_some())];
        let wabas = [("waba_id", self.waba_id.is_some())];
        let apps = [("app_id", self.app_id.is_some())];
        let (what, strange): (_, Vec<(&str, bool)>) = match place {
            Place::Call | Place::Read => ("calls", webhooks.to_vec()),
            Place::Webhook | Place::Request => ("webhooks", calls.to_vec()),
            Place::Ending => ("the end of a pop-up", [&calls[..], &webhooks].concat()),
            Place::Opening => {
                ("the start of a pop-up", [&calls[..], &webhooks, &numbers, &wabas].concat())
            }
            Place::Script => {
                // The script is the same for every app, and a page does not say for which it is.
                let all = [&calls[..], &webhooks, &numbers, &wabas, &apps].concat();
                ("the loading of the SDK", all)
            }
        };
        if let Some((name, _)) = strange.iter().find(|(_, said)| *said) {
            return Some(format!("a fault of {what} cannot be matched by `{name}`"));
        }
        let never = self.no_such_webhook().or_else(|| self.no_such_operation());
        never.or_else(|| self.names_no_number(place)).or_else(|| self.is_no_read(place))
    }

    /// Why no webhook can be what it is about.
    fn no_such_webhook(&self) -> Option<String> {
        let field = self.field.as_deref();
        if let Some(field) = field.filter(|field| !is_field(field)) {
            let all = FIELDS.join(", ");
            return Some(format!("no field of webhooks is called {field}: there are {all}"));
        }
        let Some(event) = self.event.as_deref() else { return uncaused(field, None) };
        let fits = |of: &&str| field.is_none_or(|field| field == *of);
        let fields = || FIELDS.iter().copied().filter(fits);
        if fields().any(|field| events_of(field).contains(&event)) {
            return uncaused(field, Some(event));
        }
        let all: Vec<&str> = fields().flat_map(events_of).copied().collect();
        let of = field.map_or_else(|| "webhooks".to_owned(), |field| format!("`{field}`"));
        Some(if all.is_empty() {
            format!("webhooks of {of} tell no event: leave `event` away")
        } else {
            format!("no event of {of} is called {event}: there are {}", all.join(", "))
        })
    }

    /// Why no call can be what it is about.
    fn no_such_operation(&self) -> Option<String> {
        let unknown = self.operation.as_deref().filter(|pattern| !operations::is_known(pattern))?;
        Some(format!(
            "no operation is called {unknown}: all of them are listed at \
             /_control/faults/operations"
        ))
    }

    /// Why no webhook can name the number it is about: those of one field alone do.
    fn names_no_number(&self, place: Place) -> Option<String> {
        let of_webhooks = matches!(place, Place::Webhook | Place::Request);
        self.phone_number_id.filter(|_| of_webhooks)?;
        let field = self.field.as_deref().filter(|field| *field != NAMES_ITS_NUMBER)?;
        Some(format!(
            "webhooks of `{field}` do not name a number, only those of `{NAMES_ITS_NUMBER}` do: \
             leave `phone_number_id` away"
        ))
    }

    /// Why no call it is about can be answered as of before: it changes something.
    fn is_no_read(&self, place: Place) -> Option<String> {
        let pattern = self.operation.as_deref().filter(|_| place == Place::Read)?;
        let all = operations::operations();
        let read = |one: &&operations::Operation| one.name.ends_with(".get");
        let reads = all.iter().filter(read).any(|one| operations::fits(pattern, &one.name));
        (!reads).then(|| format!("{pattern} reads nothing, so no old state can be read by it"))
    }

    /// Whether this is what the fault is about.
    pub(super) fn fits(&self, one: &Occurrence<'_>) -> bool {
        fn same<T: Copy + PartialEq>(wanted: Option<T>, found: Option<T>) -> bool {
            wanted.is_none() || wanted == found
        }
        let operation = self.operation.as_deref().is_none_or(|pattern| {
            one.operation.as_deref().is_some_and(|name| operations::fits(pattern, name))
        });
        let text = |wanted: &Option<String>, found: &str| {
            wanted.as_deref().is_none_or(|wanted| wanted == found)
        };
        operation
            && self.path.as_deref().is_none_or(|part| one.path.contains(part))
            && same(self.waba_id, one.waba)
            && same(self.phone_number_id, one.phone)
            && same(self.app_id, one.app)
            && self.token.as_ref().is_none_or(|known| one.token.map(hashed).as_ref() == Some(known))
            && text(&self.field, one.field)
            && text(&self.event, one.event)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_that_is_said_must_hold() {
        let one = Occurrence {
            operation: Some("phone.register.post".to_owned()),
            path: "106/register",
            phone: Some(PhoneNumberId::new(106)),
            token: Some("EAAsecret"),
            ..Occurrence::default()
        };
        let said = |change: fn(&mut Matching)| {
            let mut matching = Matching::default();
            change(&mut matching);
            matching.without_secret()
        };
        assert!(Matching::default().fits(&one));
        assert!(said(|it| it.operation = Some("phone.register".into())).fits(&one));
        assert!(said(|it| it.path = Some("/reg".into())).fits(&one));
        assert!(said(|it| it.token = Some("EAAsecret".into())).fits(&one));
        assert!(!said(|it| it.token = Some("EAAother".into())).fits(&one));
        assert!(!said(|it| it.waba_id = Some(WabaId::new(1))).fits(&one));
        let both = said(|it| {
            it.path = Some("register".into());
            it.phone_number_id = Some(PhoneNumberId::new(107));
        });
        assert!(!both.fits(&one));
    }

    #[test]
    fn a_token_is_kept_as_its_hash() {
        let order = Matching { token: Some("EAAsecret".into()), ..Matching::default() };
        let kept = order.without_secret();
        assert!(kept.token.as_ref().is_some_and(|token| token.starts_with(HASHED)));
        assert_eq!(kept.clone().without_secret(), kept, "a hash stays as it is");
    }

    #[test]
    fn what_makes_no_sense_is_said() {
        let field = Matching { field: Some("messages".into()), ..Matching::default() };
        assert!(field.nonsense(Place::Call).unwrap().contains("`field`"));
        assert_eq!(field.nonsense(Place::Webhook), None);
        let about = |field: Option<&str>, event: Option<&str>| {
            let (field, event) = (field.map(Into::into), event.map(Into::into));
            Matching { field, event, ..Matching::default() }.nonsense(Place::Webhook)
        };
        assert!(about(Some("nonsense"), None).unwrap().contains("account_update"));
        assert!(about(None, Some("PARTNER_ADED")).unwrap().contains("PARTNER_ADDED"));
        assert!(about(Some("security"), Some("PARTNER_ADDED")).unwrap().contains("PIN_CHANGED"));
        assert!(about(Some("messages"), Some("PARTNER_ADDED")).unwrap().contains("no event"));
        assert_eq!(about(Some("account_update"), Some("PARTNER_ADDED")), None);
        assert_eq!(about(None, Some("PIN_CHANGED")), None);
        for (field, event) in [
            (Some("flows"), None),
            (None, Some("ACCOUNT_DELETED")),
            (Some("account_update"), Some("ACCOUNT_DELETED")),
        ] {
            assert!(about(field, event).unwrap().contains("nothing here causes"), "{event:?}");
        }
        let unknown = Matching { operation: Some("phone.sing".into()), ..Matching::default() };
        assert!(unknown.nonsense(Place::Call).unwrap().contains("phone.sing"));
        let number = |field: Option<&str>| {
            let field = field.map(Into::into);
            let phone_number_id = Some(PhoneNumberId::new(1));
            Matching { field, phone_number_id, ..Matching::default() }.nonsense(Place::Webhook)
        };
        assert!(number(Some("account_update")).unwrap().contains("do not name a number"));
        assert_eq!((number(Some("messages")), number(None)), (None, None));
        let read = |operation: &str| {
            let operation = Some(operation.to_owned());
            Matching { operation, ..Matching::default() }.nonsense(Place::Read)
        };
        assert!(read("phone.register.post").unwrap().contains("reads nothing"));
        assert!(read("phone.register").unwrap().contains("reads nothing"));
        for good in ["waba.subscribed_apps", "waba.phone_numbers.get", "waba.*"] {
            assert_eq!(read(good), None, "{good}");
        }
        let waba = Matching { waba_id: Some(WabaId::new(1)), ..Matching::default() };
        assert!(waba.nonsense(Place::Opening).is_some() && waba.nonsense(Place::Ending).is_none());
    }
}
