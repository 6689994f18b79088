//! Which members a call chose for itself: those that are not asked for need not be there.

use serde_json::{Map, Value};

use crate::document::refers_to;

/// What a call says with `fields`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Chosen {
    /// Nothing: it is answered what an object shows by itself.
    Nothing,
    /// Members of the object, or of each row of a list.
    Members,
    /// Members of members as well.
    Deep,
}

impl Chosen {
    /// What the value of `fields` chooses.
    #[must_use]
    pub fn by(fields: Option<&str>) -> Self {
        match fields.map(str::trim) {
            None | Some("") => Self::Nothing,
            Some(fields) if fields.contains(['{', '(']) => Self::Deep,
            Some(_) => Self::Members,
        }
    }

    /// A schema that demands no more than such a call is answered. The envelope of a list, and an
    /// object inside that is asked for whole, stay as they are.
    pub(crate) fn relax(self, schema: &mut Value, components: &Value) {
        match self {
            Self::Nothing => {}
            Self::Members => demand_no_members(schema, components, true),
            Self::Deep => demand_nothing(schema),
        }
    }
}

/// What a reference leads to; a schema that is none stays as it is.
fn resolve(schema: &mut Value, components: &Value) {
    while let Some(name) = refers_to(schema) {
        let referred = components["schemas"][name].clone();
        *schema = referred;
    }
}

/// Takes `required` out of the object that is answered, or out of the rows of a list.
fn demand_no_members(schema: &mut Value, components: &Value, outermost: bool) {
    resolve(schema, components);
    let Value::Object(members) = schema else { return };
    for several in ["allOf", "anyOf", "oneOf"] {
        for one in members.get_mut(several).and_then(Value::as_array_mut).into_iter().flatten() {
            demand_no_members(one, components, outermost);
        }
    }
    let data = members.get_mut("properties").and_then(|it| it.get_mut("data"));
    let rows = data.filter(|_| outermost).and_then(|data| {
        resolve(data, components);
        data.get_mut("items")
    });
    match rows {
        Some(row) => demand_no_members(row, components, false),
        None => demand_none_of(members),
    }
}

/// Alternatives that differed in what they demand then fit together: any will do.
fn demand_none_of(members: &mut Map<String, Value>) {
    members.retain(|name, value| name != "required" || !value.is_array());
    if !members.contains_key("anyOf")
        && let Some(alternatives) = members.remove("oneOf")
    {
        members.insert("anyOf".to_owned(), alternatives);
    }
}

/// Takes `required` out of every schema in this one.
fn demand_nothing(schema: &mut Value) {
    match schema {
        Value::Object(members) => {
            demand_none_of(members);
            members.values_mut().for_each(demand_nothing);
        }
        Value::Array(items) => items.iter_mut().for_each(demand_nothing),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_was_not_asked_for_is_not_demanded() {
        let components = json!({"schemas": {
            "Row": {"required": ["id", "name"],
                "properties": {"owner": {"$ref": "#/components/schemas/Owner"}}},
            "Owner": {"required": ["id"]},
        }});
        let row = json!({"$ref": "#/components/schemas/Row"});
        let list = json!({"required": ["data"],
            "properties": {"data": {"type": "array", "items": row}}});
        let relaxed = |chosen: Chosen, schema: &Value| {
            let mut whole = json!({"allOf": [schema], "components": components});
            let kept = whole["components"].clone();
            chosen.relax(&mut whole, &kept);
            whole
        };
        assert_eq!(relaxed(Chosen::Nothing, &list)["allOf"][0], list);
        let members = relaxed(Chosen::Members, &list);
        assert_eq!(members["allOf"][0]["required"], json!(["data"]), "an envelope is an envelope");
        let of_row = &members["allOf"][0]["properties"]["data"]["items"];
        assert!(of_row["required"].is_null() && of_row["properties"]["owner"]["$ref"].is_string());
        assert_eq!(members["components"], components, "what is inside is demanded as before");
        let node = relaxed(Chosen::Members, &row);
        assert!(node["allOf"][0]["required"].is_null() && node["components"] == components);
        let deep = relaxed(Chosen::Deep, &list).to_string();
        assert!(!deep.contains("required"), "{deep}");
    }

    #[test]
    fn alternatives_that_demand_nothing_may_fit_together() {
        let sent = json!({"type": "object", "required": ["messages"]});
        let done = json!({"type": "object", "required": ["success"]});
        for chosen in [Chosen::Members, Chosen::Deep] {
            let mut schema = json!({"oneOf": [sent, done]});
            let strict = jsonschema::validator_for(&schema).expect("a schema");
            assert!(strict.is_valid(&json!({"success": true})) && !strict.is_valid(&json!({})));
            chosen.relax(&mut schema, &json!({}));
            let relaxed = jsonschema::validator_for(&schema).expect("a schema");
            assert!(relaxed.is_valid(&json!({"success": true})), "{schema}");
            assert!(!relaxed.is_valid(&json!(true)), "{schema}");
        }
    }

    #[test]
    fn the_text_of_fields_says_how_deep_it_goes() {
        assert_eq!(Chosen::by(None), Chosen::Nothing);
        assert_eq!(Chosen::by(Some(" ")), Chosen::Nothing);
        assert_eq!(Chosen::by(Some("id,name")), Chosen::Members);
        assert_eq!(Chosen::by(Some("id,owner{name}")), Chosen::Deep);
        assert_eq!(Chosen::by(Some("rows.limit(1)")), Chosen::Deep);
    }
}
