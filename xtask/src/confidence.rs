//! `cargo xtask confidence`: writes docs/confidence.md from what the tests showed.
//!
//! Three lists, the weakest first: what the platform serves, the contract's sections, the rules.
//! What was answered comes from the records that the tests leave below target/evidence; the names
//! of rules and sections are kept beside this file, so that the page is the same everywhere.

mod page;
mod record;
mod spec;
mod tests_found;

use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::project;
use crate::tidy;

const HELP: &str = "\
cargo xtask confidence [--check]

Writes docs/confidence.md from what the steps `unit` and `clients` of `cargo xtask test` showed.
  --check   writes nothing and fails where the page is not what would be written";

const PAGE: &str = "docs/confidence.md";

pub(crate) fn run(arguments: &[String]) -> Result<()> {
    match arguments {
        [] => write(),
        [one] if one == "--check" => check(),
        [one] if one == "--help" || one == "-h" => {
            println!("{HELP}");
            Ok(())
        }
        _ => bail!("confidence takes --check or nothing\n\n{HELP}"),
    }
}

/// Where the records of the Rust tests are gathered, or those of the clients.
pub(crate) fn folder(of: &str) -> PathBuf {
    project::target().join("evidence").join(of)
}

/// Meta's document, where it is kept.
pub(crate) fn document_at_hand() -> Option<PathBuf> {
    let document = spec::folder().join("meta-openapi-v23.yaml");
    document.is_file().then_some(document)
}

/// Throws away what an earlier run recorded, and names the folder for this one.
pub(crate) fn begin(of: &str) -> Result<PathBuf> {
    let folder = folder(of);
    if folder.exists() {
        let gone = std::fs::remove_dir_all(&folder);
        gone.with_context(|| format!("could not empty {}", folder.display()))?;
    }
    Ok(folder)
}

/// Whether the page is what would be written, and the lists beside it what the specification says.
pub(crate) fn check() -> Result<()> {
    spec::check()?;
    if document_at_hand().is_none() {
        println!("NOT SHOWN HERE: Meta's document is not at hand, so that no answer was held");
        println!("against it and {PAGE} cannot be compared");
        return Ok(());
    }
    let kept = std::fs::read_to_string(project::root().join(PAGE)).unwrap_or_default();
    let made = make()?;
    if kept == made {
        println!("{PAGE} says what the tests showed");
        return Ok(());
    }
    let pairs = kept.lines().zip(made.lines());
    if let Some((old, new)) = pairs.into_iter().find(|(old, new)| old != new) {
        println!("kept: {old}\nmade: {new}");
    }
    bail!("{PAGE} is not what the tests showed; `cargo xtask confidence` writes it anew")
}

fn write() -> Result<()> {
    if document_at_hand().is_none() {
        bail!("{PAGE} tells what was held against Meta's document, which is not at hand");
    }
    spec::keep()?;
    let path = project::root().join(PAGE);
    std::fs::write(&path, make()?).with_context(|| format!("could not write {PAGE}"))?;
    println!("{PAGE} is written");
    Ok(())
}

fn make() -> Result<String> {
    let sources = tidy::sources()?;
    let record = record::Record::read()?;
    page::page(&record, &tests_found::Found::in_sources(&sources), &spec::Kept::read()?)
}
