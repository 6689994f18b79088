//! Parameters in queries, forms and parts, as every client's library writes them.

use bytes::Bytes;
use form_urlencoded::Serializer;
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::Value;

use crate::input::{edited, text};
use crate::operation::{Operation, operation};
use crate::search::{ROUND, search};
use crate::town::{Sent, Town, judge};

/// One value as text, in one of the ways it is written.
fn pairs(name: &str, value: &Value, way: u8) -> Vec<(String, String)> {
    let plain = |value: &Value| match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    match (value, way) {
        (Value::Array(items), 0) => {
            items.iter().map(|item| (format!("{name}[]"), plain(item))).collect()
        }
        (Value::Array(items), 1) => {
            let items = items.iter().enumerate();
            items.map(|(at, item)| (format!("{name}[{at}]"), plain(item))).collect()
        }
        (Value::Array(items), 2) => {
            vec![(name.to_owned(), items.iter().map(plain).collect::<Vec<_>>().join(","))]
        }
        (Value::Object(members), 0) => {
            let members = members.iter();
            members.map(|(part, value)| (format!("{name}[{part}]"), plain(value))).collect()
        }
        (value, _) => vec![(name.to_owned(), plain(value))],
    }
}

/// The operation's members, some of them with another value, some of them more than once.
fn said(operation: &Operation) -> BoxedStrategy<Vec<(String, String)>> {
    let members: Vec<BoxedStrategy<Vec<(String, String)>>> = operation
        .members
        .iter()
        .map(|(name, value)| {
            let (name, value) = ((*name).to_owned(), value.clone());
            let as_is = (0_u8..4).prop_map({
                let name = name.clone();
                move |way| pairs(&name, &value, way)
            });
            let other = (text(), 0_u8..4).prop_map(move |(text, way)| {
                let name = match way {
                    0 => format!("{name}[]"),
                    1 => format!("{name}[x]"),
                    _ => name.clone(),
                };
                vec![(name, text)]
            });
            prop_oneof![3 => as_is, 1 => other].boxed()
        })
        .collect();
    (members, vec((text(), text()), 0..2), 0_u8..12)
        .prop_map(|(members, more, twice)| {
            let mut all: Vec<(String, String)> = members.concat();
            all.extend(more);
            if twice == 0 {
                all.extend(all.clone());
            }
            all
        })
        .boxed()
}

/// Where they stand.
fn placed(operation: Operation) -> BoxedStrategy<Sent> {
    let form =
        |pairs: &[(String, String)]| Serializer::new(String::new()).extend_pairs(pairs).finish();
    let in_parts = |pairs: &[(String, String)]| {
        let part = |(name, value): &(String, String)| {
            let name = name.replace(['"', '\r', '\n'], "");
            format!("--p\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
        };
        pairs.iter().map(part).collect::<String>() + "--p--\r\n"
    };
    let kinds = ["application/x-www-form-urlencoded", "multipart/form-data; boundary=p", "", "x"];
    (said(&operation), 0_u8..6, 0..kinds.len(), 0_usize..4)
        .prop_flat_map(move |(pairs, way, other, token)| {
            let (method, path) = (operation.method.clone(), operation.path.to_owned());
            let sent = Sent { method, path, token, ..Sent::default() };
            match way {
                0 | 1 => Just(Sent { query: pairs, ..sent }).boxed(),
                2 | 3 => {
                    let body = Some((kinds[0].to_owned(), Bytes::from(form(&pairs))));
                    Just(Sent { body, ..sent }).boxed()
                }
                4 => {
                    let body = Some((kinds[1].to_owned(), Bytes::from(in_parts(&pairs))));
                    Just(Sent { body, ..sent }).boxed()
                }
                _ => {
                    let (form, parts) = (form(&pairs), in_parts(&pairs));
                    let broken = prop_oneof![edited(Just(form)), edited(Just(parts))];
                    let body = move |text: String| (kinds[other].to_owned(), Bytes::from(text));
                    broken
                        .prop_map(move |text| Sent { body: Some(body(text)), ..sent.clone() })
                        .boxed()
                }
            }
        })
        .boxed()
}

#[test]
fn forms() {
    let writes = |_: &Town| operation().prop_flat_map(placed);
    search(ROUND, writes, &async |town, sent| judge(&town.send(sent).await));
}
