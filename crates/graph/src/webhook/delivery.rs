//! A delivery as a client reads it: entry by entry and change by change, so that what cannot be
//! read costs nothing of the rest. Up to a thousand changes of many accounts come in one body
//! (contract §6.3).

use std::borrow::Borrow;

use serde::Deserialize;
use serde_json::Value;

use super::{BadWebhook, Change, Entry, text_or_number};

/// A delivery as far as it can be read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Delivery {
    /// The entries that could be read, with the changes that could be read.
    pub entry: Vec<Entry>,
    /// What could not be read, in words.
    pub problems: Vec<String>,
}

/// The outermost form of a delivery.
#[derive(Deserialize)]
struct Body {
    entry: Vec<Value>,
}

impl Delivery {
    /// Reads a delivery.
    ///
    /// # Errors
    /// When the body is not JSON with a list of entries.
    pub fn read(body: &[u8]) -> Result<Self, BadWebhook> {
        let body: Body = serde_json::from_slice(body)?;
        let mut delivery = Self::default();
        for (place, entry) in body.entry.into_iter().enumerate() {
            delivery.add(&format!("entry {place}"), entry);
        }
        Ok(delivery)
    }

    fn add(&mut self, place: &str, mut entry: Value) {
        let Ok(id) = text_or_number(&entry["id"]) else {
            self.problems.push(format!("{place} has no id"));
            return;
        };
        let time = match &entry["time"] {
            Value::String(text) => text.parse().ok(),
            other => other.as_i64(),
        };
        let mut changes = Vec::new();
        for (n, change) in self.list(place, "changes", &mut entry).into_iter().enumerate() {
            match object(change).and_then(|change| Ok(Change::deserialize(change)?)) {
                Ok(change) => changes.push(change),
                Err(why) => self.problems.push(format!("{place}, change {n}: {why}")),
            }
        }
        let mut changed_fields = Vec::new();
        for field in self.list(place, "changed_fields", &mut entry) {
            match field {
                Value::String(field) => changed_fields.push(field),
                other => self.problems.push(format!("{place}: {other} is no field")),
            }
        }
        self.entry.push(Entry { id, time, changes, changed_fields });
    }

    /// Takes a list out of an entry; nothing and `null` are empty ones.
    fn list(&mut self, place: &str, name: &str, entry: &mut Value) -> Vec<Value> {
        match entry.get_mut(name).map(Value::take) {
            None | Some(Value::Null) => Vec::new(),
            Some(Value::Array(rows)) => rows,
            Some(_) => {
                self.problems.push(format!("{place}: {name} is no list"));
                Vec::new()
            }
        }
    }
}

/// A value, if it is an object: a list would pass for one whose members are not named.
pub(super) fn object<V: Borrow<Value>>(value: V) -> Result<V, BadWebhook> {
    if value.borrow().is_object() {
        return Ok(value);
    }
    Err(BadWebhook(serde::de::Error::custom("it is no object")))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Delivery;

    #[test]
    fn what_cannot_be_read_costs_nothing_of_the_rest() {
        let body = json!({"object": "x", "entry": [
            7,
            {"id": 12, "time": "5", "changes": null, "changed_fields": ["flows", 3]},
            {"id": "13", "time": true, "changes": [{"field": "a", "value": 1}, [], {"field": 4}]},
            {"id": "14", "changes": {}},
        ]});
        let read = Delivery::read(body.to_string().as_bytes()).unwrap();
        let shape: Vec<_> = read
            .entry
            .iter()
            .map(|one| (&*one.id, one.time, one.changes.len(), one.changed_fields.len()))
            .collect();
        assert_eq!(shape, [("12", Some(5), 0, 1), ("13", None, 1, 0), ("14", None, 0, 0)]);
        assert_eq!(read.problems.len(), 5, "{:?}", read.problems);
        assert!(read.problems[0].contains("entry 0"), "{:?}", read.problems);
    }

    #[test]
    fn what_is_no_delivery_at_all_is_refused() {
        for body in [&b"nothing"[..], b"{}", b"[]", b"\xff", b"{\"entry\": 7}"] {
            assert!(Delivery::read(body).is_err(), "{body:?}");
        }
    }
}
