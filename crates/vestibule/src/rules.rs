//! `--rule NAME=VALUE`: a value of the platform's rules on the command line.

use anyhow::Context;
use clap::Args;
use serde_json::{Map, Value};

use crate::offered::Offered;

/// Values of the rules.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct Rules {
    /// A value of the rules, such as `preset=today`, `check_seconds=5` or
    /// `verdicts.display_name=none`; may be given several times. docs/verdicts.md names them.
    #[arg(long = "rule", value_name = "NAME=VALUE", value_parser = Offered::Rules,
        hide_possible_values = true)]
    rules: Vec<String>,
}

impl Rules {
    /// As the table `policy` of the settings.
    ///
    /// # Errors
    /// When one is not of the form NAME=VALUE.
    pub(crate) fn table(&self) -> anyhow::Result<Option<Value>> {
        let mut table = Map::new();
        for rule in &self.rules {
            let (name, value) = rule.split_once('=').with_context(|| {
                format!("--rule {rule} is not of the form NAME=VALUE, such as check_seconds=5")
            })?;
            let value =
                serde_json::from_str(value).unwrap_or_else(|_| Value::String(value.to_owned()));
            put(&mut table, name.trim(), value);
        }
        Ok((!table.is_empty()).then_some(Value::Object(table)))
    }

    /// The same as arguments for another process.
    pub(crate) fn arguments(&self) -> Vec<String> {
        self.rules.iter().flat_map(|rule| ["--rule".to_owned(), rule.clone()]).collect()
    }
}

/// Sets `a.b` as a table in the table.
fn put(table: &mut Map<String, Value>, name: &str, value: Value) {
    match name.split_once('.') {
        None => {
            table.insert(name.to_owned(), value);
        }
        Some((first, rest)) => {
            let inner = table.entry(first.to_owned()).or_insert_with(|| Value::Object(Map::new()));
            if !inner.is_object() {
                *inner = Value::Object(Map::new());
            }
            if let Some(inner) = inner.as_object_mut() {
                put(inner, rest, value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Rules;

    fn table(rules: &[&str]) -> anyhow::Result<Option<serde_json::Value>> {
        Rules { rules: rules.iter().map(|&rule| rule.to_owned()).collect() }.table()
    }

    #[test]
    fn names_with_dots_are_parts_of_tables() {
        let rules = ["preset=today", "verdicts.appeal=none", "verdicts.template=5"];
        let expected = json!({"preset": "today", "verdicts": {"appeal": "none", "template": 5}});
        assert_eq!(table(&rules).unwrap(), Some(expected));
        assert_eq!(table(&[]).unwrap(), None);
        let why = table(&["check_seconds"]).unwrap_err().to_string();
        assert!(why.contains("NAME=VALUE"), "{why}");
    }
}
