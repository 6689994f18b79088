//! Names the form of a stored snapshot: a hash over the sources of everything that is in one. A
//! program built from other sources reads the log instead, and never takes one form for another.

use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};

/// The crates whose types a snapshot is made of.
const SOURCES: [&str; 2] = ["../world/src", "../graph/src"];

fn main() {
    let mut files = Vec::new();
    for folder in SOURCES {
        println!("cargo::rerun-if-changed={folder}");
        collect(Path::new(folder), &mut files);
    }
    files.sort();
    let mut form = DefaultHasher::new();
    for file in files {
        file.hash(&mut form);
        fs::read(&file).expect("a file that was just listed can be read").hash(&mut form);
    }
    println!("cargo::rustc-env=SNAPSHOT_FORM={:016x}", form.finish());
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(folder).expect("the sources lie beside this crate");
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            files.push(path);
        }
    }
}
