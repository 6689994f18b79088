//! Any value of the policy replaced by another: what a settings file or a command line says.

use serde_json::{Map, Value};

use crate::policy::Policy;

/// Why a rule cannot be replaced. One sentence that names the value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverrideError(String);

impl std::fmt::Display for OverrideError {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.write_str(&self.0)
    }
}

impl std::error::Error for OverrideError {}

/// The text that stands for *no value*, where a format such as TOML has none.
const NONE: &str = "none";

impl Policy {
    /// The preset that `rules` names with `preset` (`classic` where it names none), with all other
    /// values of `rules` in place of the preset's. A table replaces only the values it has;
    /// `"none"` takes a value away, such as the hour at which a review decides by itself.
    ///
    /// # Errors
    /// For an unknown preset, an unknown rule, a value of the wrong kind, and a negative number.
    pub fn from_rules(rules: &Map<String, Value>) -> Result<Self, OverrideError> {
        let mut policy = match rules.get("preset") {
            None => Self::classic(),
            Some(name) => {
                let known = name.as_str().and_then(Self::named);
                known.ok_or_else(|| {
                    OverrideError(format!(
                        "there is no preset {name} of the rules; known are classic, today"
                    ))
                })?
            }
        };
        for (name, value) in rules.iter().filter(|(name, _)| *name != "preset") {
            policy = policy.with_rule(&mut Vec::from([name.clone()]), value)?;
        }
        Ok(policy)
    }

    /// The same rules with one value replaced, or with every value of a table.
    fn with_rule(self, path: &mut Vec<String>, value: &Value) -> Result<Self, OverrideError> {
        let mut whole = serde_json::to_value(&self).unwrap_or_default();
        let place = find(&mut whole, path)?;
        if let (Value::Object(_), Value::Object(more)) = (&*place, value) {
            let mut policy = self;
            for (name, value) in more {
                path.push(name.clone());
                policy = policy.with_rule(path, value)?;
                path.pop();
            }
            return Ok(policy);
        }
        let rule = path.join(".");
        let none = value.as_str() == Some(NONE);
        *place = if none { Value::Null } else { value.clone() };
        if has_negative(place) {
            return Err(OverrideError(format!("the rule {rule} must not be negative: {value}")));
        }
        serde_json::from_value(whole).map_err(|why| {
            let why = why.to_string();
            let why = why.split(" at line ").next().unwrap_or_default();
            OverrideError(format!("the rule {rule} cannot be {value}: {why}"))
        })
    }
}

/// The value at this path.
fn find<'a>(whole: &'a mut Value, path: &[String]) -> Result<&'a mut Value, OverrideError> {
    let mut place = whole;
    for (depth, name) in path.iter().enumerate() {
        let Value::Object(members) = place else {
            let above = path[..depth].join(".");
            return Err(OverrideError(format!("the rule {above} has no parts")));
        };
        if name == "name" && depth == 0 || !members.contains_key(name) {
            let known: Vec<&str> =
                members.keys().map(String::as_str).filter(|known| *known != "name").collect();
            let rule = path[..=depth].join(".");
            let known = known.join(", ");
            return Err(OverrideError(format!("there is no rule {rule}; known are {known}")));
        }
        place = members.get_mut(name).expect("it was just seen");
    }
    Ok(place)
}

fn has_negative(value: &Value) -> bool {
    match value {
        Value::Number(number) => number.as_f64().is_some_and(|number| number < 0.0),
        Value::Array(items) => items.iter().any(has_negative),
        Value::Object(members) => members.values().any(has_negative),
        Value::Null | Value::Bool(_) | Value::String(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn from(rules: &Value) -> Result<Policy, String> {
        let rules = rules.as_object().expect("rules are a table");
        Policy::from_rules(rules).map_err(|error| error.to_string())
    }

    #[test]
    fn any_value_can_be_replaced_and_the_others_stay() {
        let policy = from(&json!({
            "preset": "today", "check_seconds": 5, "trial_days": 3,
            "verdicts": {"display_name": 1, "appeal": "none"},
        }));
        let policy = policy.unwrap();
        let today = Policy::today();
        assert_eq!((policy.check_seconds, policy.trial_days), (5, Some(3)));
        assert_eq!(policy.verdicts.display_name, Some(1));
        assert_eq!(policy.verdicts.appeal, None);
        assert_eq!(policy.verdicts.business_verification, today.verdicts.business_verification);
        assert_eq!(policy.start_tier, today.start_tier);
        assert_eq!(from(&json!({})).unwrap(), Policy::classic());
    }

    #[test]
    fn what_cannot_be_is_refused_by_name() {
        let refused = |rules: Value| from(&rules).unwrap_err();
        let preset = refused(json!({"preset": "tomorrow"}));
        assert_eq!(
            preset,
            "there is no preset \"tomorrow\" of the rules; known are classic, today"
        );
        let unknown = refused(json!({"verdicts": {"names": 1}}));
        assert!(unknown.starts_with("there is no rule verdicts.names; known are "), "{unknown}");
        assert!(unknown.contains("display_name"), "{unknown}");
        let kind = refused(json!({"check_seconds": "soon"}));
        assert!(kind.starts_with("the rule check_seconds cannot be \"soon\": "), "{kind}");
        let missing = refused(json!({"check_seconds": "none"}));
        assert!(missing.starts_with("the rule check_seconds cannot be \"none\""), "{missing}");
        let negative = refused(json!({"verdicts": {"appeal": -1}}));
        assert_eq!(negative, "the rule verdicts.appeal must not be negative: -1");
        let deep = refused(json!({"check_seconds": {"x": 1}}));
        assert!(deep.contains("check_seconds"), "{deep}");
    }
}
