//! The answers of the platforms that the tests started, held against Meta's document when all is
//! over: each step's processes keep them where `VESTIBULE_ANSWERS` says.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::project::{self, cargo, succeed};

/// The steps in whose processes the platform answers.
const STEPS: [&str; 4] = ["unit", "browser", "clients", "examples"];

/// Has the answers of a step kept, and throws away those of an earlier run.
pub(crate) fn keep<'a>(step: &str, command: &'a mut Command) -> Result<&'a mut Command> {
    let folder = folder(step);
    if folder.exists() {
        let gone = std::fs::remove_dir_all(&folder);
        gone.with_context(|| format!("could not empty {}", folder.display()))?;
    }
    Ok(command.env("VESTIBULE_ANSWERS", folder))
}

/// Has the answers of a further program kept with those of its step.
pub(crate) fn also<'a>(step: &str, command: &'a mut Command) -> &'a mut Command {
    command.env("VESTIBULE_ANSWERS", folder(step))
}

/// Holds what was kept against the document; names the steps that were not run.
pub(crate) fn hold() -> Result<()> {
    succeed(cargo().args(["build", "--locked", "-q", "-p", "proof"]))?;
    let program = project::target().join("debug/proof");
    let mut wrong = Vec::new();
    for step in STEPS {
        let folder = folder(step);
        if !folder.is_dir() {
            println!("NOT SHOWN HERE: the step `{step}` was not run");
            continue;
        }
        println!("{step}:");
        if succeed(project::program(&program).arg(&folder)).is_err() {
            wrong.push(step);
        }
    }
    if !wrong.is_empty() {
        bail!("answers of {} are not as Meta describes them", wrong.join(", "));
    }
    Ok(())
}

fn folder(step: &str) -> PathBuf {
    project::target().join("answers").join(step)
}
