//! Which members of an answer its schema names: what it does not name was not held against
//! anything.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::document::refers_to;

/// The members of an answer by their places, such as `data.id`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// Those that the schema says something about.
    pub known: BTreeSet<String>,
    /// Those that it does not mention. What is inside them is not listed.
    pub unknown: BTreeSet<String>,
}

impl Named {
    /// Sorts the members of an answer by what its schema names.
    pub(crate) fn of(schema: &Value, answer: &Value) -> Self {
        let mut named = Self::default();
        let components = &schema["components"]["schemas"];
        named.walk((&alternatives(schema, components), components), answer, "");
        named
    }

    fn walk(&mut self, (schemas, all): (&[&Value], &Value), answer: &Value, place: &str) {
        match answer {
            Value::Array(rows) => {
                let of_rows = schemas.iter().filter_map(|schema| schema.get("items"));
                let of_rows: Vec<&Value> =
                    of_rows.flat_map(|schema| alternatives(schema, all)).collect();
                rows.iter().for_each(|row| self.walk((&of_rows, all), row, place));
            }
            Value::Object(members) => {
                for (name, value) in members {
                    let place = format!("{place}{}{name}", if place.is_empty() { "" } else { "." });
                    let inside = schemas.iter().filter_map(|schema| member(schema, name));
                    let inside: Vec<&Value> =
                        inside.flat_map(|schema| alternatives(schema, all)).collect();
                    if inside.is_empty() {
                        self.unknown.insert(place);
                    } else {
                        self.walk((&inside, all), value, &place);
                        self.known.insert(place);
                    }
                }
            }
            _ => {}
        }
    }
}

/// What a schema says of a member: by its name, or of all members alike.
fn member<'a>(schema: &'a Value, name: &str) -> Option<&'a Value> {
    let named = schema.get("properties").and_then(|properties| properties.get(name));
    named.or_else(|| schema.get("additionalProperties").filter(|schema| schema.is_object()))
}

/// A schema and all that it refers to or is put together from.
fn alternatives<'a>(schema: &'a Value, all: &'a Value) -> Vec<&'a Value> {
    let mut found = vec![schema];
    if let Some(name) = refers_to(schema) {
        found.extend(all.get(name).into_iter().flat_map(|schema| alternatives(schema, all)));
    }
    for several in ["allOf", "anyOf", "oneOf"] {
        let of = schema.get(several).and_then(Value::as_array);
        found.extend(of.into_iter().flatten().flat_map(|schema| alternatives(schema, all)));
    }
    found
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn members_are_sorted_by_what_is_said_of_them() {
        let schema = json!({
            "allOf": [{"properties": {"data": {"type": "array", "items": {
                "$ref": "#/components/schemas/Row"}}}}],
            "components": {"schemas": {"Row": {"properties": {
                "id": {"type": "string"}, "owner": {"properties": {"id": {}}},
                "words": {"additionalProperties": {"type": "string"}}}}}},
        });
        let answer = json!({"data": [{"id": "1", "colour": {"id": 1}},
            {"id": "2", "owner": {"id": "3", "age": 4}, "words": {"a": "b"}}], "paging": {}});
        let Named { known, unknown } = Named::of(&schema, &answer);
        let listed = |places: BTreeSet<String>| places.into_iter().collect::<Vec<_>>().join(" ");
        let said = "data data.id data.owner data.owner.id data.words data.words.a";
        assert_eq!(listed(known), said);
        assert_eq!(listed(unknown), "data.colour data.owner.age paging");
    }
}
