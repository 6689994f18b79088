//! One Graph object with all its members, from which an answer picks what was asked for.
//!
//! A node knows three kinds of names: set ones, ones that exist but are unset here (left out of the
//! answer, never `null`), and all others, which refuse the whole call (contract §3.1, §7.1, §7.3).

use std::fmt::Display;

use serde_json::{Map, Value};

use crate::{Field, GraphError};

/// Room for the members of most objects.
const MEMBERS: usize = 32;

/// One object, built with every member the caller may see.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    type_name: &'static str,
    id: String,
    members: Vec<(&'static str, Member)>,
    defaults: &'static [&'static str],
}

#[derive(Clone, Debug, PartialEq)]
enum Member {
    Unset,
    Value(Value),
    Node(Node),
}

impl Node {
    /// An object of the named type (as errors print it, such as `WhatsAppBusinessAccount`).
    pub fn new(type_name: &'static str, id: impl Display) -> Self {
        let id = id.to_string();
        let mut members = Vec::with_capacity(MEMBERS);
        members.push(("id", Member::Value(Value::String(id.clone()))));
        Self { type_name, id, members, defaults: &[] }
    }

    /// Sets a member. `null` counts as unset.
    #[must_use]
    pub fn set(self, name: &'static str, value: impl Into<Value>) -> Self {
        match value.into() {
            Value::Null => self.put(name, Member::Unset),
            value => self.put(name, Member::Value(value)),
        }
    }

    /// Sets a member that exists on this type but may be unset on this object.
    #[must_use]
    pub fn set_opt(self, name: &'static str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.set(name, value),
            None => self.put(name, Member::Unset),
        }
    }

    /// Sets a member of a fresh name if it is wanted; where it is not, the name exists all the
    /// same.
    #[must_use]
    pub fn set_if<V: Into<Value>>(
        mut self,
        wanted: impl Fn(&str) -> bool,
        name: &'static str,
        value: impl FnOnce() -> V,
    ) -> Self {
        debug_assert!(!self.knows(name), "{name} is set twice");
        let value = if wanted(name) { value().into() } else { Value::Null };
        let member = if value.is_null() { Member::Unset } else { Member::Value(value) };
        self.members.push((name, member));
        self
    }

    /// Sets a member that is an object of its own, to which a sub-selection applies.
    #[must_use]
    pub fn set_node(self, name: &'static str, node: Self) -> Self {
        self.put(name, Member::Node(node))
    }

    /// Declares names that exist on this type and are unset on this object.
    #[must_use]
    pub fn known(self, names: &[&'static str]) -> Self {
        names.iter().fold(
            self,
            |node, name| {
                if node.knows(name) { node } else { node.put(name, Member::Unset) }
            },
        )
    }

    /// Names what is answered when `fields` is absent, in order.
    #[must_use]
    pub fn defaults(mut self, names: &'static [&'static str]) -> Self {
        self.defaults = names;
        self
    }

    /// The type's name as errors print it.
    pub fn type_name(&self) -> &'static str {
        self.type_name
    }

    /// The object's id.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The value of a member that is set and is not an object of its own.
    pub fn get(&self, name: &str) -> Option<&Value> {
        match self.member(name)? {
            Member::Value(value) => Some(value),
            Member::Unset | Member::Node(_) => None,
        }
    }

    /// The names of all members of this type, in the order they were set.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.members.iter().map(|(name, _)| *name)
    }

    /// Whether the name exists on this type.
    pub fn knows(&self, name: &str) -> bool {
        self.member(name).is_some()
    }

    /// The answer to a call: the requested members in the order requested, `id` last if it was not
    /// requested. Without fields, the default members.
    ///
    /// # Errors
    /// `(#100) Tried accessing nonexisting field …` for the first name the type does not have, 2500
    /// for a selection on a member that has no members.
    pub fn select(&self, fields: &[Field]) -> Result<Value, GraphError> {
        self.select_with(fields, |_| None)
    }

    /// As [`Node::select`]; names the node does not have are first offered to `edge`, which
    /// answers `None` if it does not have them either. An edge that answers `null` is left out.
    ///
    /// # Errors
    /// As [`Node::select`], and what `edge` refuses.
    pub fn select_with(
        &self,
        fields: &[Field],
        mut edge: impl FnMut(&Field) -> Option<Result<Value, GraphError>>,
    ) -> Result<Value, GraphError> {
        let mut answer = Map::with_capacity(fields.len().max(self.defaults.len()) + 1);
        if fields.is_empty() {
            for name in self.defaults {
                if let Some(member) = self.member(name) {
                    put(&mut answer, name, member.answer(&Field::named(*name))?);
                }
            }
        }
        for field in fields {
            let value = match self.member(&field.name) {
                // An object of its own may show more than the reference to it carries.
                Some(member @ Member::Node(_)) if !field.sub.is_empty() => match edge(field) {
                    Some(answer) => Some(answer?),
                    None => member.answer(field)?,
                },
                Some(member) => member.answer(field)?,
                None => Some(edge(field).unwrap_or_else(|| {
                    Err(GraphError::nonexisting_field(&field.name, self.type_name))
                })?),
            };
            put(&mut answer, field.key(), value);
        }
        if !answer.contains_key("id") {
            answer.insert("id".to_owned(), Value::String(self.id.clone()));
        }
        Ok(Value::Object(answer))
    }

    fn member(&self, name: &str) -> Option<&Member> {
        self.members.iter().find(|(known, _)| *known == name).map(|(_, member)| member)
    }

    fn put(mut self, name: &'static str, member: Member) -> Self {
        match self.members.iter_mut().find(|(known, _)| *known == name) {
            Some((_, place)) => *place = member,
            None => self.members.push((name, member)),
        }
        self
    }
}

impl Member {
    fn answer(&self, asked: &Field) -> Result<Option<Value>, GraphError> {
        match self {
            Self::Unset => Ok(None),
            Self::Node(node) => node.select(&asked.sub).map(Some),
            Self::Value(value) => picked(value, asked).map(Some),
        }
    }
}

fn put(answer: &mut Map<String, Value>, key: &str, value: Option<Value>) {
    if let Some(value) = value.filter(|value| !value.is_null()) {
        answer.insert(key.to_owned(), value);
    }
}

/// Applies a sub-selection to a plain nested value: what it has of what was asked for, and its id.
///
/// # Errors
/// `Subfields are not supported by …` where the value has no members.
fn picked(value: &Value, asked: &Field) -> Result<Value, GraphError> {
    match value {
        _ if asked.sub.is_empty() => Ok(value.clone()),
        Value::Object(object) => {
            let mut answer = Map::new();
            for field in &asked.sub {
                let member = object.get(&field.name).map(|member| picked(member, field));
                put(&mut answer, field.key(), member.transpose()?);
            }
            if !answer.contains_key("id") {
                put(&mut answer, "id", object.get("id").cloned());
            }
            Ok(Value::Object(answer))
        }
        Value::Array(rows) => rows.iter().map(|row| picked(row, asked)).collect(),
        _ => Err(GraphError::no_subfields(&asked.name)),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::Node;
    use crate::WabaId;
    use crate::fields::parse;

    fn waba() -> Node {
        Node::new("WhatsAppBusinessAccount", WabaId::new(114_503_234_599_312))
            .set("name", "Test Business Account")
            .set("timezone_id", "138")
            .set_opt("country", None::<&str>)
            .known(&["primary_funding_id", "name"])
            .set("owner_business_info", json!({"name": "Client", "id": "7", "secret": 1}))
            .set_node("owner_business", Node::new("Business", 7).set("name", "Client"))
            .defaults(&["id", "name", "country"])
    }

    fn select(fields: &str) -> String {
        waba().select(&parse(fields).unwrap()).unwrap().to_string()
    }

    #[test]
    fn answers_in_the_order_requested_and_appends_the_id() {
        let expected =
            r#"{"timezone_id":"138","name":"Test Business Account","id":"114503234599312"}"#;
        assert_eq!(select("timezone_id,country,name,primary_funding_id"), expected);
        assert_eq!(select("id,timezone_id"), r#"{"id":"114503234599312","timezone_id":"138"}"#);
        assert_eq!(select("id.as(me)"), r#"{"me":"114503234599312","id":"114503234599312"}"#);
    }

    #[test]
    fn without_fields_the_defaults() {
        assert_eq!(select(""), r#"{"id":"114503234599312","name":"Test Business Account"}"#);
    }

    #[test]
    fn nested_objects_take_a_selection() {
        let info = r#"{"owner_business_info":{"name":"Client","id":"7"},"id":"114503234599312"}"#;
        assert_eq!(select("owner_business_info{name}"), info);
        let business = r#"{"owner_business":{"id":"7"},"id":"114503234599312"}"#;
        assert_eq!(select("owner_business"), business);
        let refused = waba().select(&parse("owner_business{shoe}").unwrap()).unwrap_err();
        assert!(refused.message.ends_with("(shoe) on node type (Business)"));
    }

    #[test]
    fn what_has_no_members_takes_no_selection() {
        for fields in ["name{id}", "owner_business_info{name{id}}", "name.fields(id)"] {
            let refused = waba().select(&parse(fields).unwrap()).unwrap_err();
            assert_eq!(refused.message, "Subfields are not supported by name", "{fields}");
            assert_eq!((refused.code, refused.subcode), (2500, None));
        }
    }

    #[test]
    fn the_first_unknown_name_refuses_the_call() {
        let refused = waba().select(&parse("name,xxx,yyy").unwrap()).unwrap_err();
        assert_eq!(
            refused.message,
            "(#100) Tried accessing nonexisting field (xxx) on node type (WhatsAppBusinessAccount)"
        );
        assert_eq!((refused.code, refused.subcode), (100, None));
    }

    #[test]
    fn edges_are_offered_to_the_server() {
        let fields = parse("phone_numbers.limit(1){id},empty,name").unwrap();
        let answer = waba().select_with(&fields, |field| match field.name.as_str() {
            "phone_numbers" => Some(Ok(json!({"data": [field.arg("limit")]}))),
            "empty" => Some(Ok(Value::Null)),
            _ => None,
        });
        let expected = json!({
            "phone_numbers": {"data": ["1"]},
            "name": "Test Business Account",
            "id": "114503234599312"
        });
        assert_eq!(answer.unwrap(), expected);
    }
}
