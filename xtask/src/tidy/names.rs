//! Names: no drawers, every module says what it is for, rule ids of tests are well formed.

use super::{Finding, ending, is_our_code, numbered};

/// A file of this name collects what has no home: the concept still lacks a name.
const DRAWERS: [&str; 6] = ["utils", "util", "helpers", "common", "misc", "types"];

pub(super) fn check(path: &str, text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    if !is_our_code(path) {
        return findings;
    }
    if ending(path) == "rs" {
        let stem = path.trim_end_matches(".rs").trim_end_matches("/mod");
        let stem = stem.rsplit('/').next().unwrap_or(stem);
        if DRAWERS.contains(&stem) {
            let what = format!("`{stem}` is a drawer; name the file after the concept in it");
            findings.push(Finding::new(path, 1, what));
        }
        if !text.starts_with("//!") {
            let what = "does not say what it is for; begin with a //! comment";
            findings.push(Finding::new(path, 1, what));
        }
    }
    for (number, line) in numbered(text) {
        if let Some(id) = test_name(line).and_then(malformed_rule) {
            let what = format!(
                "`{id}` looks like a rule id but is none; write a letter a to i and two digits"
            );
            findings.push(Finding::new(path, number, what));
        }
    }
    findings
}

/// The name of the test or function that this line begins.
fn test_name(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let rust = line.strip_prefix("async ").unwrap_or(line).strip_prefix("fn ");
    let script =
        || line.strip_prefix("test(").map(|rest| rest.trim_start_matches(['"', '\'', '`']));
    let python = || line.strip_prefix("def test_");
    rust.or_else(script).or_else(python)
}

/// The first part of the name, where it is a letter and digits but not `[a-i][0-9]{2}`.
fn malformed_rule(name: &str) -> Option<&str> {
    let (id, _) = name.split_once('_')?;
    let mut chars = id.chars();
    let letter = chars.next()?;
    let digits = chars.as_str();
    let looks_like = letter.is_ascii_alphabetic()
        && !digits.is_empty()
        && digits.chars().all(|c| c.is_ascii_digit());
    let well_formed = ('a'..='i').contains(&letter) && digits.len() == 2;
    (looks_like && !well_formed).then_some(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whats(path: &str, text: &str) -> Vec<String> {
        check(path, text).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn drawers_are_found() {
        let expected = "is a drawer; name the file after the concept in it";
        for (path, name) in [("a/src/utils.rs", "utils"), ("a/src/common/mod.rs", "common")] {
            assert_eq!(whats(path, "//! X.\n"), [format!("{path}:1: `{name}` {expected}")]);
        }
        assert!(whats("a/src/types_of_news.rs", "//! X.\n").is_empty());
        assert!(whats("shared/common.py", "").is_empty());
    }

    #[test]
    fn a_module_without_its_comment_is_found() {
        assert_eq!(
            whats("a/src/b.rs", "use std::fmt;\n"),
            ["a/src/b.rs:1: does not say what it is for; begin with a //! comment"]
        );
    }

    #[test]
    fn malformed_rule_ids_are_found() {
        let text = "//! X.\nfn a3_trial() {}\n    async fn j01_trial() {}\nfn a03_trial() {}\n";
        let lines: Vec<usize> = check("a/src/b.rs", text).iter().map(|f| f.line).collect();
        assert_eq!(lines, [2, 3]);
        assert_eq!(whats("a.mjs", "test(\"A03_trial\", async () => {});\n").len(), 1);
        assert!(whats("a.mjs", "test(\"a03_trial\", async () => {});\n").is_empty());
        assert_eq!(whats("a.py", "def test_b7_trial():\n").len(), 1);
    }

    #[test]
    fn ordinary_names_are_left_alone() {
        let text = "//! X.\nfn sha256_of() {}\nfn a_trial() {}\nfn main() {}\nfn e164() {}\n";
        assert!(whats("a/src/b.rs", text).is_empty());
    }
}
