//! Holds answers that platforms have kept against Meta's document: `proof FOLDER`.
//!
//! `cargo xtask test answers` runs it for each step of the tests.
#![expect(clippy::print_stdout, reason = "a program says what it has found")]

use std::path::Path;
use std::process::ExitCode;

use proof::{Document, Kept};

fn main() -> ExitCode {
    let Some(folder) = std::env::args().nth(1) else {
        println!("proof FOLDER: the folder that VESTIBULE_ANSWERS named");
        return ExitCode::from(2);
    };
    let place = Document::place();
    if Document::is_misnamed() {
        println!("VESTIBULE_META_SPEC: there is no {}", place.display());
        return ExitCode::from(2);
    }
    if !Document::held().is_kept() {
        println!("NOT SHOWN HERE: Meta's document is not at {}, so that no", place.display());
        println!("answer is held against it; VESTIBULE_META_SPEC names another folder");
    }
    match Kept::in_folder(Path::new(&folder), Document::held()) {
        Ok(kept) => {
            println!("{kept}");
            if kept.answers == 0 {
                println!("nothing was kept in {folder}");
            }
            ExitCode::from(u8::from(kept.answers == 0 || !kept.is_good()))
        }
        Err(error) => {
            println!("could not read {folder}: {error}");
            ExitCode::from(2)
        }
    }
}
