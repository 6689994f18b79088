//! `cargo xtask screens`: photographs of the pop-up's screens in every language.

use anyhow::{Context, Result};

use crate::project::{self, program, succeed};
use crate::tools;

const HELP: &str = "\
cargo xtask screens [TAG…]

Walks through the pop-up in Chromium in every language, or in those named (such as `ar_AR de_DE`),
takes a picture of each screen, and writes a page that shows them all beside each other:
target/artifacts/languages/index.html.";

pub(crate) fn run(arguments: &[String]) -> Result<()> {
    if arguments.iter().any(|word| word == "--help" || word == "-h") {
        println!("{HELP}");
        return Ok(());
    }
    tools::provide_for_screens()?;
    let artifacts = project::target().join("artifacts");
    std::fs::create_dir_all(&artifacts).context("could not create the folder of artifacts")?;
    let mut node = program("node");
    node.arg("tests/browser/screens.mjs").args(arguments);
    node.env("VESTIBULE", project::vestibule()?).env("ARTIFACTS", artifacts);
    succeed(node.current_dir(project::root()))
}
