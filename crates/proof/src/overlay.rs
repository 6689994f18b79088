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
    /// What stands there instead; the place is emptied where nothing is given.
    #[serde(default)]
    put: Option<Value>,
    /// Why: the contract's section and what it says.
    why: String,
}

/// Applies every correction of an overlay.
///
/// # Panics
/// For a correction of something that is not there: the document is another one.
pub(crate) fn apply(text: &str, document: &mut Value) {
    let overlay: Overlay = toml::from_str(text).expect("an overlay is well formed");
    for Correction { at, put, why } in overlay.correction {
        assert!(!why.is_empty(), "a correction without a reason: {at:?}");
        for place in at {
            let (parent, name) = place.rsplit_once('/').expect("a place has a parent");
            let name = name.replace("~1", "/");
            let parent = document.pointer_mut(parent);
            let parent = parent.unwrap_or_else(|| panic!("{place} is not in the document"));
            let Value::Object(members) = parent else { panic!("{place} is not in an object") };
            match &put {
                Some(put) => members.insert(name, put.clone()),
                None => members.remove(&name),
            };
        }
    }
}
