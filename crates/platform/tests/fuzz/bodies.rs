//! JSON bodies: other kinds of values, other members, broken texts, bytes that are none.

use bytes::Bytes;
use proptest::collection::vec;
use proptest::prelude::*;
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

fn written(operation: Operation) -> BoxedStrategy<Sent> {
    let kind = prop_oneof![
        9 => Just("application/json"),
        1 => Just("application/json; charset=utf-16"),
        1 => Just("text/plain"),
    ];
    (bodies(&operation), kind, 0_usize..4)
        .prop_map(move |(body, kind, token)| Sent {
            method: operation.method.clone(),
            path: operation.path.to_owned(),
            body: Some((kind.to_owned(), body)),
            token,
            ..Sent::default()
        })
        .boxed()
}

#[test]
fn bodies_of_json() {
    let writes = |_: &Town| operation().prop_flat_map(written);
    search(ROUND, writes, &async |town, sent| judge(&town.send(sent).await));
}
