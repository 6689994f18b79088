//! What each test showed, written down for `cargo xtask confidence`.
//!
//! Where `VESTIBULE_EVIDENCE` names a folder, each test has a file there with a line for each
//! operation it was answered: operation, status, and whether the answer was held against Meta's
//! document, which is nowhere so where that is not at hand. Further lines name the members of such
//! answers, `+` where the document says something about them and `-` where it does not.

use std::collections::BTreeSet;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use crate::named::Named;
use crate::operation::Operation;

/// What was written already: a test says each thing once.
static WRITTEN: Mutex<BTreeSet<(String, String)>> = Mutex::new(BTreeSet::new());

/// Writes down that the running test was answered, and what the document says of that.
pub(crate) fn note(operation: &Operation, status: u16, named: Option<&Named>) {
    let Some(folder) = folder() else { return };
    let described = if named.is_some() { "described" } else { "undescribed" };
    let mut lines = vec![format!("{operation}\t{status}\t{described}\n")];
    if let Some(named) = named.filter(|_| (200..300).contains(&status)) {
        let line = |sign: &str, place: &String| format!("{operation}\t{sign}\t{place}\n");
        lines.extend(named.known.iter().map(|place| line("+", place)));
        lines.extend(named.unknown.iter().map(|place| line("-", place)));
    }
    let test = test_name();
    let mut written = WRITTEN.lock().unwrap_or_else(PoisonError::into_inner);
    lines.retain(|line| !written.contains(&(test.clone(), line.clone())));
    if lines.is_empty() {
        return;
    }
    std::fs::create_dir_all(&folder).expect("the folder for evidence can be made");
    let path = folder.join(format!("{}.tsv", test.replace("::", ".")));
    let mut options = OpenOptions::new();
    // The first line of a process begins the file anew.
    let begun = written.iter().any(|(other, _)| *other == test);
    let file = options.create(true).write(true).append(begun).truncate(!begun).open(path);
    let text = lines.concat();
    file.and_then(|mut file| file.write_all(text.as_bytes())).expect("evidence can be written");
    written.extend(lines.into_iter().map(|line| (test.clone(), line)));
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
