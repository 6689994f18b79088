//! What arrives at the address for webhooks: from the platform, from a client instance, from
//! anybody.

use graph::webhook::{FIELDS, events_of, sign};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};
use shell::secret::sha256_hex;

use crate::input::{changed, edited, json_value, text};
use crate::town::{APP_SECRET, INSTANCE_SECRET, PHONE, Town};

/// One body, and how it is brought.
#[derive(Clone, Debug)]
pub(crate) struct Delivery {
    /// As its bytes.
    pub(crate) body: Vec<u8>,
    /// Whether a client instance brings it, not the platform.
    pub(crate) from_instance: bool,
    /// What stands for its signature.
    pub(crate) signatures: Vec<String>,
    /// How often it comes again.
    pub(crate) copies: u8,
    /// Whether the server is started anew between the first and the second.
    pub(crate) restart: bool,
}

impl Delivery {
    /// The secret that its sender has.
    fn secret(&self) -> &'static str {
        if self.from_instance { INSTANCE_SECRET } else { APP_SECRET }
    }

    /// Whether it has one signature and that is the right one.
    pub(crate) fn genuine(&self) -> bool {
        self.signatures == [sign(self.secret(), &self.body)]
    }

    /// What it is known by.
    pub(crate) fn digest(&self) -> String {
        if !self.from_instance {
            return sha256_hex(&self.body);
        }
        let mut named = format!("{PHONE}\n").into_bytes();
        named.extend(&self.body);
        sha256_hex(&named)
    }
}

/// A delivery of any kind; the town draws nothing from itself.
pub(crate) fn delivery(_: &Town) -> BoxedStrategy<Delivery> {
    let whole = (body(), any::<bool>(), 0_u8..10, text(), 0_u8..3, 0_u8..12);
    whole
        .prop_map(|(body, from_instance, kind, odd, copies, luck)| {
            let restart = luck == 0;
            let plain = Delivery { body, from_instance, signatures: vec![], copies, restart };
            let right = sign(plain.secret(), &plain.body);
            let signatures = match kind {
                0 => vec![],
                1 => vec![right.clone(), right],
                2 => vec![sign("another secret 0123456789", &plain.body)],
                3 => vec![right[7..].to_owned()],
                4 => vec![odd],
                _ => vec![right],
            };
            Delivery { signatures, ..plain }
        })
        .boxed()
}

fn body() -> BoxedStrategy<Vec<u8>> {
    let envelope =
        (select(FIELDS.to_vec()), any::<u16>(), 0_u8..4).prop_flat_map(|(field, number, kind)| {
            let whole = envelope(field, number, kind);
            prop_oneof![1 => Just(whole.clone()).boxed(), 3 => changed(whole)]
        });
    let instance = any::<u16>().prop_flat_map(|number| {
        let mut value = messages(number);
        value.as_object_mut().unwrap().remove("metadata");
        prop_oneof![1 => Just(value.clone()).boxed(), 3 => changed(value)]
    });
    let written = |value: Value| value.to_string();
    prop_oneof![
        8 => envelope.clone().prop_map(move |value| written(value).into_bytes()),
        3 => instance.prop_map(move |value| written(value).into_bytes()),
        3 => edited(envelope.prop_map(written)).prop_map(String::into_bytes),
        1 => json_value().prop_map(move |value| written(value).into_bytes()),
        1 => text().prop_map(String::into_bytes),
        2 => vec(any::<u8>(), 0..200),
    ]
    .boxed()
}

/// A webhook of a field, as the platform writes it.
fn envelope(field: &str, number: u16, kind: u8) -> Value {
    let events = events_of(field);
    let value = if field == "messages" {
        messages(number)
    } else {
        let event = events.get(usize::from(number) % events.len().max(1));
        json!({
            "event": event, "decision": "APPROVED", "phone_number": "16315551000",
            "display_phone_number": "16315551000", "current_limit": "TIER_1K",
            "waba_info": {"waba_id": format!("98{}", number % 40), "owner_business_id": "7"},
            "ban_info": {"waba_ban_state": "DISABLE", "waba_ban_date": "June 1, 2022"},
            "message_template_id": number, "message_template_name": "hello_world",
        })
    };
    let change = json!({"field": field, "value": value});
    let changes = vec![change; usize::from(kind % 2) + 1];
    let entry = json!({"id": format!("77{}", number % 40), "time": 1_796_126_400_u64 +
        u64::from(number), "changes": changes});
    let entries = vec![entry; usize::from(kind / 2) + 1];
    json!({"object": "whatsapp_business_account", "entry": entries})
}

/// Messages and news of messages, of few numbers, customers and ids.
fn messages(number: u16) -> Value {
    let customer = format!("4917{}", number % 7);
    let at = (1_796_126_400 + u64::from(number)).to_string();
    let word = ["sent", "delivered", "read", "failed", "deleted"][usize::from(number % 5)];
    json!({
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "4930", "phone_number_id": PHONE.to_string()},
        "contacts": [{"profile": {"name": "Zoë"}, "wa_id": customer}],
        "messages": [{"from": customer, "id": format!("wamid.{}", number % 500), "timestamp": at,
            "type": "text", "text": {"body": "hello \u{0} \u{fc}"}}],
        "statuses": [{"id": format!("wamid.out.{}", number % 50), "status": word,
            "timestamp": at, "recipient_id": customer,
            "errors": [{"code": 131_047, "title": "Re-engagement message",
                "error_data": {"details": "More than 24 hours"}}]}],
    })
}
