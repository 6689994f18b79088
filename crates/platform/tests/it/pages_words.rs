//! The texts of the pop-up and the code that uses them name the same keys.

use std::collections::BTreeSet;
use std::path::Path;

fn sources(folder: &Path, all: &mut String) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, all);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            all.push_str(&std::fs::read_to_string(&path).unwrap());
        }
    }
}

/// Keys of messages, without terms and attributes.
fn keys(text: &str) -> BTreeSet<&str> {
    let lines = text.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
    lines.filter_map(|line| line.split_once(" =").map(|(key, _)| key)).collect()
}

#[test]
fn every_text_is_used_and_every_use_has_a_text() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(here.join("locales/en/dialog.ftl")).unwrap();
    let keys = keys(&text);
    assert!(keys.len() > 100);
    let mut code = String::new();
    sources(&here.join("src/dialog"), &mut code);
    sources(&here.join("../world/src/refusal"), &mut code);
    code.push_str(&std::fs::read_to_string(here.join("../world/src/name.rs")).unwrap());
    let unused: Vec<_> = keys.iter().filter(|key| !code.contains(&format!("\"{key}\""))).collect();
    assert!(unused.is_empty(), "texts nobody shows: {unused:?}");
    let families = ["frame", "login", "authorization", "business", "waba", "profile", "number"];
    let more = ["verify", "permissions", "done", "cancelled", "refused", "refusal", "vertical"];
    let named = code.split('"').skip(1).step_by(2).filter(|word| {
        let family = word.split('-').next().unwrap_or_default();
        word.contains('-')
            && !word.ends_with('-')
            && (families.contains(&family) || more.contains(&family))
            && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
    });
    let ids = ["business-hint", "waba-hint", "permissions-hint"];
    let missing: BTreeSet<_> =
        named.filter(|word| !keys.contains(word) && !ids.contains(word)).collect();
    assert!(missing.is_empty(), "texts that are missing: {missing:?}");
}

#[test]
fn every_refusal_comes_with_advice() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(here.join("locales/en/dialog.ftl")).unwrap();
    let refusals: Vec<_> = text.split("\nrefusal-").skip(1).collect();
    assert!(refusals.len() > 40);
    for refusal in refusals {
        assert_eq!(refusal.matches("\n    .advice =").count(), 1, "refusal-{refusal}");
    }
}
