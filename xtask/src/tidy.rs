//! `cargo xtask tidy`: the habits of this repository as checks. One finding is one line:
//! `path:line: what is wrong, and what to do`.

mod files;
mod imports;
mod names;
mod places;
mod size;
mod sql;
mod translations;
mod words;

use std::collections::BTreeMap;
use std::fmt;

use anyhow::{Result, bail};

use crate::project;

/// The text files of the repository: path relative to the root, with `/`, and content.
pub(crate) type Sources = BTreeMap<String, String>;

/// Something to put right.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Finding {
    path: String,
    line: usize,
    what: String,
}

impl Finding {
    fn new(path: &str, line: usize, what: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line, what: what.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}: {}", self.path, self.line, self.what)
    }
}

pub(crate) fn run(arguments: &[String]) -> Result<()> {
    if let Some(word) = arguments.first() {
        if word == "--help" || word == "-h" {
            println!("cargo xtask tidy\n\nChecks every file that git tracks or would track.");
            return Ok(());
        }
        bail!("tidy takes no arguments, but got `{word}`");
    }
    let sources = sources()?;
    let mut findings = check(&sources);
    findings.extend(imports::check(&imports::metadata()?));
    findings.sort();
    for finding in &findings {
        println!("{finding}");
    }
    match findings.len() {
        0 => {
            println!("{} files are tidy", sources.len());
            Ok(())
        }
        1 => bail!("1 thing is not tidy"),
        many => bail!("{many} things are not tidy"),
    }
}

/// The text files of the repository.
pub(crate) fn sources() -> Result<Sources> {
    files::read(project::root())
}

/// Every check that looks at files alone.
fn check(sources: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in sources {
        findings.extend(size::check(path, text));
        findings.extend(sql::check(path, text));
        findings.extend(words::check(path, text));
        findings.extend(names::check(path, text));
        findings.extend(places::check(path, text, sources));
    }
    findings.extend(translations::check(sources));
    findings
}

/// How the name of a file ends, without the dot; empty where there is no dot.
fn ending(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or("", |(_, end)| end)
}

/// Whether this is code we wrote: assets taken from others are not held to our habits.
fn is_our_code(path: &str) -> bool {
    let code = matches!(ending(path), "rs" | "mjs" | "js" | "py");
    code && !path.contains("/assets/")
}

/// Lines with their number, counted from 1.
fn numbered(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().map(|(index, line)| (index + 1, line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_is_one_line_that_editors_understand() {
        let finding = Finding::new("crates/graph/src/id.rs", 7, "too long; shorten it");
        assert_eq!(finding.to_string(), "crates/graph/src/id.rs:7: too long; shorten it");
    }

    #[test]
    fn assets_of_others_are_not_our_code() {
        assert!(is_our_code("crates/platform/src/lib.rs"));
        assert!(!is_our_code("crates/provider/src/assets/htmx.js"));
        assert!(!is_our_code("README.md"));
    }

    #[test]
    fn one_untidy_file_is_found_by_several_checks() {
        let text = format!("fn a() {{}}\n// {}DO: later\n", "TO");
        let sources = Sources::from([("crates/graph/src/utils.rs".to_owned(), text)]);
        let whats: Vec<String> = check(&sources).iter().map(ToString::to_string).collect();
        assert_eq!(whats.len(), 3, "{whats:#?}");
    }
}
