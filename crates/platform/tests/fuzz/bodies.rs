//! JSON bodies: other kinds of values, other members, broken texts, bytes that are none. What is no
//! text is never taken for one.

use bytes::Bytes;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use serde_json::{Map, Value};

use crate::input::{changed, edited, json_value, text};
use crate::operation::{Operation, operation};
use crate::search::{ROUND, search};
use crate::town::{Sent, Town, judge};

fn bodies(operation: &Operation) -> BoxedStrategy<Bytes> {
    let members = operation.members.iter();
    let members = members.map(|(name, value)| ((*name).to_owned(), value.clone()));
    let whole = Value::Object(members.collect::<Map<String, Value>>());
    let one_other = changed(whole.clone());
    let two_others = changed(whole.clone()).prop_flat_map(changed);
    let more = (Just(whole.clone()), text(), json_value()).prop_map(|(mut whole, name, value)| {
        whole[name] = value;
        whole
    });
    let written = |value: Value| Bytes::from(value.to_string());
    prop_oneof![
        5 => one_other.prop_map(written),
        3 => two_others.prop_map(written),
        1 => more.prop_map(written),
        1 => json_value().prop_map(written),
        2 => edited(Just(whole.to_string())).prop_map(Bytes::from),
        1 => vec(any::<u8>(), 0..64).prop_map(Bytes::from),
    ]
    .boxed()
}

/// Texts of the reference that are not read by every call that brings them: those of another way of
/// calling, those that Meta's reference has and this platform leaves alone, and lists of one word.
const UNREAD: [&str; 16] = [
    "amount",
    "callback_url",
    "end_business_address",
    "end_business_legal_name",
    "end_business_local_name",
    "end_business_phone_number",
    "end_business_website",
    "fb_exchange_token",
    "fields",
    "file_name",
    "message_id",
    "phone_number",
    "redirect_uri",
    "survey_business_type",
    "verified_name",
    "verify_token",
];

/// A call, and the names of its members that are texts and always read.
#[derive(Clone, Debug)]
struct Written {
    sent: Sent,
    texts: Vec<&'static str>,
}

/// Where a text was replaced by what is none, the call is refused.
async fn check(town: &Town, written: &Written) -> TestCaseResult {
    let told = town.send(&written.sent).await;
    judge(&told)?;
    let body = written.sent.body.as_ref().map(|(_, bytes)| bytes.as_ref()).unwrap_or_default();
    let Ok(Value::Object(body)) = serde_json::from_slice(body) else { return Ok(()) };
    let no_text = |name: &&&str| {
        body.get(**name).is_some_and(|is| is.is_object() || is.is_array() || is.is_boolean())
    };
    let wrong = written.texts.iter().find(no_text);
    prop_assert!(wrong.is_none() || told.status != 200, "{wrong:?} was taken: {}", told.text);
    Ok(())
}

fn written(operation: Operation) -> BoxedStrategy<Written> {
    let kind = prop_oneof![
        9 => Just("application/json"),
        1 => Just("application/json; charset=utf-16"),
        1 => Just("text/plain"),
    ];
    let texts = operation.members.iter().filter(|(name, value)| {
        value.is_string() && !UNREAD.contains(name) && operation.path != "/"
    });
    let texts: Vec<&'static str> = texts.map(|(name, _)| *name).collect();
    (bodies(&operation), kind, 0_usize..4)
        .prop_map(move |(body, kind, token)| {
            let sent = Sent {
                method: operation.method.clone(),
                path: operation.path.to_owned(),
                body: Some((kind.to_owned(), body)),
                token,
                ..Sent::default()
            };
            Written { sent, texts: texts.clone() }
        })
        .boxed()
}

#[test]
fn bodies_of_json() {
    let writes = |_: &Town| operation().prop_flat_map(written);
    search(ROUND, writes, &check);
}
