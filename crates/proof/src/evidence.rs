//! What each test showed, written down for `cargo xtask confidence`.
//!
//! Where `VESTIBULE_EVIDENCE` names a folder, each test has a file there with a line for each
//! operation it was answered: operation, status, and whether Meta's document describes the answer.
//! What the document describes is kept here, so that the record is the same where it is not at
//! hand.

use std::collections::BTreeSet;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use crate::operation::Operation;

/// What was written already: a test says each thing once.
static WRITTEN: Mutex<BTreeSet<(String, String)>> = Mutex::new(BTreeSet::new());

/// The operations and statuses that the document describes: one operation on a line, its statuses
/// behind it. [`crate::Document::describes`] makes it.
pub const DESCRIBED: &str = include_str!("described.txt");

/// Writes down that the running test was answered.
pub(crate) fn note(operation: &Operation, status: u16) {
    let Some(folder) = folder() else { return };
    let described = if is_described(operation, status) { "described" } else { "undescribed" };
    let said = (test_name(), format!("{operation}\t{status}\t{described}\n"));
    let mut written = WRITTEN.lock().unwrap_or_else(PoisonError::into_inner);
    if written.contains(&said) {
        return;
    }
    let (test, line) = &said;
    std::fs::create_dir_all(&folder).expect("the folder for evidence can be made");
    let path = folder.join(format!("{}.tsv", test.replace("::", ".")));
    let mut options = OpenOptions::new();
    // The first line of a process begins the file anew.
    let begun = written.iter().any(|(other, _)| other == test);
    let file = options.create(true).write(true).append(begun).truncate(!begun).open(path);
    file.and_then(|mut file| file.write_all(line.as_bytes())).expect("evidence can be written");
    written.insert(said);
}

/// Writes down what the platform serves, by name.
///
/// # Panics
/// When it cannot be written.
pub fn note_served(operations: impl IntoIterator<Item = String>) {
    let Some(folder) = folder() else { return };
    let lines: Vec<String> = operations.into_iter().collect();
    std::fs::create_dir_all(&folder).expect("the folder for evidence can be made");
    std::fs::write(folder.join("served.txt"), lines.join("\n")).expect("it can be written");
}

fn folder() -> Option<PathBuf> {
    std::env::var_os("VESTIBULE_EVIDENCE").map(PathBuf::from)
}

fn is_described(operation: &Operation, status: u16) -> bool {
    let name = operation.to_string();
    let mut lines = DESCRIBED.lines().map(|line| line.split(' '));
    let line = lines.find_map(|mut words| (words.next() == Some(&name)).then_some(words));
    line.is_some_and(|mut statuses| statuses.any(|one| one == status.to_string()))
}

/// The test that runs, behind the name of its program: named on the command line where each has a
/// process of its own, by the thread otherwise.
fn test_name() -> String {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.iter().any(|word| word == "--exact") {
        let named = arguments.into_iter().find(|word| !word.starts_with('-'));
        return format!("{}.{}", program(), named.unwrap_or_default());
    }
    format!("{}.{}", program(), std::thread::current().name().unwrap_or("unnamed"))
}

/// The name of the test program, without the hash that cargo puts behind it.
fn program() -> String {
    let path = std::env::current_exe().unwrap_or_default();
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    stem.rsplit_once('-').map_or(stem.as_ref(), |(name, _)| name).to_owned()
}
