//! Where the contract knows better than Meta's document: corrections, applied before it is used.

use serde::Deserialize;
use serde_json::Value;

/// The corrections, as text.
pub(crate) const TEXT: &str = include_str!("overlay.toml");

#[derive(Debug, Deserialize)]
struct Overlay {
    correction: Vec<Correction>,
}

/// One correction.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Correction {
    /// Places in the document, as JSON pointers.
    at: Vec<String>,
    /// What stands there instead.
    #[serde(default)]
    put: Option<Value>,
    /// What stands there where nothing stood before.
    #[serde(default)]
    add: Option<Value>,
    /// Why: the contract's section and what it says.
    why: String,
}

/// Applies every correction of an overlay.
///
/// # Panics
/// For a correction of something that is not there, and for an addition of something that is: the
/// document is another one.
pub(crate) fn apply(text: &str, document: &mut Value) {
    let overlay: Overlay = toml::from_str(text).expect("an overlay is well formed");
    for Correction { at, put, add, why } in overlay.correction {
        assert!(!why.is_empty(), "a correction without a reason: {at:?}");
        for place in at {
            let (parent, name) = place.rsplit_once('/').expect("a place has a parent");
            let name = name.replace("~1", "/");
            let parent = document.pointer_mut(parent);
            let parent = parent.unwrap_or_else(|| panic!("{place} is not in the document"));
            let Value::Object(members) = parent else { panic!("{place} is not in an object") };
            let there = members.contains_key(&name);
            let (new, fits) = match (&put, &add) {
                (Some(put), None) => (put, there),
                (None, Some(add)) => (add, !there),
                _ => panic!("a correction says either `put` or `add`: {place}"),
            };
            assert!(fits, "{place} is {}in the document", if there { "" } else { "not " });
            members.insert(name, new.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use std::panic::catch_unwind;

    use serde_json::json;

    use super::*;
    use crate::document::Document;

    #[test]
    fn a_correction_is_of_what_is_there() {
        let applied = |correction: &str| {
            let text = format!("[[correction]]\n{correction}\nwhy = \"because\"\n");
            catch_unwind(|| {
                let mut document = json!({"a": {"b": 1}});
                apply(&text, &mut document);
                document
            })
        };
        assert_eq!(applied("at = [\"/a/b\"]\nput = 2").unwrap(), json!({"a": {"b": 2}}));
        assert_eq!(applied("at = [\"/a/c\"]\nadd = 2").unwrap(), json!({"a": {"b": 1, "c": 2}}));
        for wrong in [
            "at = [\"/a/c\"]\nput = 2",
            "at = [\"/a/b\"]\nadd = 2",
            "at = [\"/x/b\"]\nput = 2",
            "at = [\"/a/b\"]",
        ] {
            assert!(applied(wrong).is_err(), "{wrong}");
        }
    }

    /// The contract's list of conflicts names what Meta's document says otherwise.
    #[test]
    fn each_conflict_about_an_answer_has_its_correction() {
        let contract = Document::place().with_file_name("contract.md");
        let Ok(contract) = std::fs::read_to_string(contract) else { return };
        let conflicts = contract.split("\n## 10.").nth(1).expect("the contract has a section 10");
        // The status of an error, and the values of a parameter: no shape of an answer.
        let others = ["not found", "sort values"];
        let overlay: Overlay = toml::from_str(TEXT).unwrap();
        let mut held = 0;
        for row in conflicts.lines().filter(|line| line.starts_with('|')) {
            let cells: Vec<&str> = row.split('|').map(str::trim).collect();
            let [_, topic, sources, ..] = cells[..] else { continue };
            if !sources.contains("OAS") || others.contains(&topic) {
                continue;
            }
            let said = format!("contract §10, {}:", topic.replace('`', ""));
            let corrected = overlay.correction.iter().any(|one| one.why.starts_with(&said));
            assert!(corrected, "no correction says \"{said}\"");
            held += 1;
        }
        assert!(held >= 6, "{held}");
    }
}
