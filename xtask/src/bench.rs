//! `cargo xtask bench`: runs one benchmark of the crate `bench`.

use std::path::Path;

use anyhow::{Result, bail};

use crate::project;

const HELP: &str = "\
cargo xtask bench [NAME] [-- ARGUMENT…]

Runs bench/benches/NAME.rs optimised; the arguments go to the benchmark. Without a name: lists them.
`intake` measures how many webhooks per second the provider takes in durably.";

pub(crate) fn run(arguments: &[String]) -> Result<()> {
    let found = names(&project::root().join("bench/benches"));
    match arguments.split_first() {
        None => {
            println!("{}", listing(&found));
            Ok(())
        }
        Some((word, _)) if word == "--help" || word == "-h" => {
            println!("{HELP}\n\n{}", listing(&found));
            Ok(())
        }
        Some((name, rest)) => {
            if !found.contains(name) {
                bail!("there is no benchmark `{name}`\n{}", listing(&found));
            }
            let rest = rest.strip_prefix(&["--".to_owned()][..]).unwrap_or(rest);
            let mut command = project::cargo();
            command.args(["bench", "--locked", "-p", "bench", "--bench", name, "--"]);
            project::succeed(command.args(rest))
        }
    }
}

/// The names of the benchmarks in a folder, in order.
fn names(folder: &Path) -> Vec<String> {
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|file| file.path());
    let sources = files.filter(|path| path.extension().is_some_and(|end| end == "rs"));
    let mut names: Vec<String> = sources
        .filter_map(|path| path.file_stem().and_then(|stem| stem.to_str()).map(str::to_owned))
        .collect();
    names.sort();
    names
}

fn listing(names: &[String]) -> String {
    if names.is_empty() {
        return "bench/benches holds no benchmark".to_owned();
    }
    let lines: Vec<String> =
        names.iter().map(|name| format!("  cargo xtask bench {name}")).collect();
    format!("benchmarks:\n{}", lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn benchmarks_are_the_rust_files_of_the_folder() {
        let folder = std::env::temp_dir().join(format!("xtask-bench-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        for file in ["replay.rs", "intake.rs", "notes.md"] {
            std::fs::write(folder.join(file), "").unwrap();
        }
        let found = names(&folder);
        std::fs::remove_dir_all(&folder).unwrap();
        assert_eq!(found, ["intake", "replay"]);
        let listed = listing(&found);
        assert_eq!(listed, "benchmarks:\n  cargo xtask bench intake\n  cargo xtask bench replay");
    }

    #[test]
    fn an_unknown_name_is_answered_with_the_list() {
        let error = run(&["no-such".to_owned()]).unwrap_err().to_string();
        assert!(error.starts_with("there is no benchmark `no-such`\nbench"), "{error}");
    }
}
