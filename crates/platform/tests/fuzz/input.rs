//! What clients, and those who wish a platform ill, put where a value is expected.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Map, Value, json};

/// Values that have been somebody's undoing.
const ODD: [&str; 46] = [
    "",
    " ",
    "0",
    "-0",
    "-1",
    "1",
    "007",
    "1.5",
    "1e309",
    "4294967296",
    "9223372036854775807",
    "-9223372036854775808",
    "18446744073709551615",
    "18446744073709551616",
    "253402300800",
    "-377705116801",
    "8210266876799",
    "NaN",
    "null",
    "true",
    "False",
    "[]",
    "{}",
    "[null]",
    "[[[[[[[[",
    "{\"a\":{\"a\":{\"a\":",
    "[{\"field\":\"creation_time\",\"operator\":\"GREATER_THAN\",\"value\":1e300}]",
    "\"",
    "'",
    "\\",
    "%",
    "%00",
    "%s%n",
    "\u{0}",
    "\r\n\r\n",
    "\u{202e}abc",
    "👩‍👩‍👧‍👦",
    "İß",
    "٣٤٥",
    "\u{feff}",
    "me",
    "../../me",
    "2026-02-30",
    "-009999-01-01T00:00:00Z",
    "9999-12-31T23:59:60Z",
    "http://[::1",
];

/// A value: odd, ordinary or anything.
pub(crate) fn text() -> BoxedStrategy<String> {
    let long = ("[a-z é{\\[]{1,3}", 100_usize..3000).prop_map(|(text, times)| text.repeat(times));
    prop_oneof![
        6 => select(&ODD[..]).prop_map(str::to_owned),
        3 => "[a-zA-Z0-9_.,:+/ -]{0,24}",
        2 => any::<String>(),
        1 => any::<u64>().prop_map(|number| number.to_string()),
        1 => any::<i64>().prop_map(|number| number.to_string()),
        1 => long,
    ]
    .boxed()
}

/// A JSON value, most of the time a small one.
pub(crate) fn json_value() -> BoxedStrategy<Value> {
    let leaf = prop_oneof![
        1 => Just(Value::Null),
        1 => any::<bool>().prop_map(Value::from),
        2 => any::<i64>().prop_map(Value::from),
        1 => any::<f64>().prop_map(|number| json!(number)),
        4 => text().prop_map(Value::from),
    ];
    let deep =
        (1_usize..200).prop_map(|depth| (0..depth).fold(json!(1), |inner, _| json!([inner])));
    let tree = leaf.prop_recursive(4, 24, 5, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..5).prop_map(Value::from),
            vec((member(), inner), 0..5)
                .prop_map(|members| Value::Object(members.into_iter().collect::<Map<_, _>>())),
        ]
    });
    prop_oneof![20 => tree, 1 => deep].boxed()
}

/// Names of members that are read somewhere, and some that are not.
fn member() -> BoxedStrategy<String> {
    let known = [
        "type",
        "text",
        "body",
        "name",
        "code",
        "language",
        "components",
        "parameters",
        "format",
        "example",
        "body_text",
        "buttons",
        "url",
        "phone_number",
        "status",
        "operator",
        "field",
        "value",
        "policy",
        "parameter_name",
        "index",
        "sub_type",
        "message_id",
        "pin",
        "data",
        "otp_type",
        "fallback_value",
        "override_callback_uri",
        "verify_token",
        "id",
        "header_text",
    ];
    prop_oneof![8 => select(known.to_vec()).prop_map(str::to_owned), 1 => text()].boxed()
}

/// A value of another kind in the place of one inside, chosen by chance; or left as it is.
pub(crate) fn changed(whole: Value) -> BoxedStrategy<Value> {
    (any::<Index>(), json_value(), 0_u8..4)
        .prop_map(move |(place, other, kind)| {
            let mut whole = whole.clone();
            let count = count(&whole);
            let target = nth(&mut whole, &mut place.index(count));
            if let (Some(target), 1..) = (target, kind) {
                *target = other;
            }
            whole
        })
        .boxed()
}

fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(count).sum(),
        Value::Object(members) => members.values().map(count).sum(),
        _ => 0,
    }
}

fn nth<'a>(value: &'a mut Value, left: &mut usize) -> Option<&'a mut Value> {
    if *left == 0 {
        return Some(value);
    }
    *left -= 1;
    match value {
        Value::Array(items) => items.iter_mut().find_map(|item| nth(item, left)),
        Value::Object(members) => members.values_mut().find_map(|item| nth(item, left)),
        _ => None,
    }
}

/// The text with up to three pieces taken out, doubled, put in or replaced.
pub(crate) fn edited(text: impl Strategy<Value = String> + 'static) -> BoxedStrategy<String> {
    let edit = (any::<Index>(), 0_usize..4, 0_u8..4, select(&ODD[..]));
    let sign = select("{}[](),.:\"'\\%&=+ \u{0}é|".chars().collect::<Vec<char>>());
    (text, vec((edit, sign), 0..4))
        .prop_map(|(text, edits)| {
            let mut signs: Vec<char> = text.chars().collect();
            for ((place, length, kind, odd), sign) in edits {
                let at = place.index(signs.len() + 1);
                let end = (at + length).min(signs.len());
                match kind {
                    0 => drop(signs.drain(at..end)),
                    1 => signs.insert(at, sign),
                    2 => drop(signs.splice(at..end, odd.chars())),
                    _ => {
                        let piece: Vec<char> = signs[at..end].to_vec();
                        signs.splice(at..at, piece);
                    }
                }
            }
            signs.into_iter().collect()
        })
        .boxed()
}
