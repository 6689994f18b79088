//! `cargo xtask fuzz`: the searches of `crates/platform/tests/fuzz` and
//! `crates/provider/tests/fuzz` and the random games of `world`, for minutes instead of the moment
//! that the test command gives them.

use anyhow::{Context, Result, bail};

use crate::project;

/// One search: its name, what it draws, and the test that it is.
struct Target {
    name: &'static str,
    what: &'static str,
    /// The arguments of `cargo test` that choose it.
    test: &'static [&'static str],
}

/// In the crate `platform` all of them are tests of one binary.
macro_rules! of_platform {
    ($name:literal, $what:literal, $test:literal) => {
        Target {
            name: $name,
            what: $what,
            test: &["-p", "platform", "--test", "fuzz", "--", "--exact", "--nocapture", $test],
        }
    };
}

const TARGETS: [Target; 12] = [
    of_platform!("fields", "`fields=` of every object and edge", "fields::fields"),
    of_platform!("filters", "parameters that narrow, order and sum up", "filters::filters"),
    of_platform!("forms", "queries, forms and multipart bodies", "forms::forms"),
    of_platform!("bodies", "JSON bodies", "bodies::bodies_of_json"),
    of_platform!("cursors", "cursors of every list", "cursors::cursors"),
    of_platform!("signatures", "signatures, proofs and tokens", "signatures::signatures"),
    of_platform!("phones", "telephone numbers as they are typed", "phones::phone_numbers"),
    of_platform!("control", "every operation of /_control", "control::control"),
    of_platform!("pages", "the forms of every page, the pop-up's first", "pages::pages"),
    of_platform!("calls", "sequences of calls, then a crash", "calls::calls_in_any_order"),
    Target {
        name: "inbox",
        what: "what is posted to the provider: never lost, never twice",
        test: &["-p", "provider", "--test", "fuzz", "--", "--exact", "--nocapture", "inbox"],
    },
    Target {
        name: "commands",
        what: "sequences of commands: the world stays sound and replays",
        test: &[
            "-p",
            "world",
            "--lib",
            "--",
            "--exact",
            "--nocapture",
            "soundness::the_world_stays_sound_and_replays",
        ],
    },
];

const HELP: &str = "\
cargo xtask fuzz [TARGET…] [--minutes N]

Searches for inputs that are answered badly, 10 minutes for each target unless told otherwise, and
stops at the first finding. FUZZ_SEED repeats a search that a finding has named.";

pub(crate) fn run(arguments: &[String]) -> Result<()> {
    if arguments.iter().any(|word| word == "--help" || word == "-h") {
        println!("{HELP}\n\n{}", listing());
        return Ok(());
    }
    let (targets, minutes) = plan(arguments)?;
    for target in targets {
        println!("\n{}: {}, {minutes} minutes", target.name, target.what);
        let mut search = project::cargo();
        search.args(["test", "--locked", "--quiet"]).args(target.test);
        search.env("FUZZ_SECONDS", (minutes * 60).to_string());
        project::succeed(&mut search)?;
    }
    Ok(())
}

/// What is to be searched, and for how many minutes each.
fn plan(arguments: &[String]) -> Result<(Vec<&'static Target>, u64)> {
    let (mut targets, mut minutes) = (Vec::new(), 10);
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        if word == "--minutes" {
            let number = words.next().context("--minutes needs a number")?;
            minutes = number.parse().with_context(|| format!("not a number: `{number}`"))?;
            continue;
        }
        match TARGETS.iter().find(|target| target.name == word) {
            Some(target) => targets.push(target),
            None => bail!("there is no target `{word}`\n{}", listing()),
        }
    }
    if targets.is_empty() {
        targets.extend(&TARGETS);
    }
    Ok((targets, minutes))
}

fn listing() -> String {
    let line = |target: &Target| format!("  {:<11} {}", target.name, target.what);
    TARGETS.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn planned(words: &[&str]) -> Result<(Vec<&'static str>, u64)> {
        let words: Vec<String> = words.iter().map(|&word| word.to_owned()).collect();
        let (targets, minutes) = plan(&words)?;
        Ok((targets.iter().map(|target| target.name).collect(), minutes))
    }

    #[test]
    fn all_targets_run_unless_some_are_named() {
        assert_eq!(planned(&[]).unwrap().0.len(), TARGETS.len());
        let (targets, minutes) = planned(&["forms", "--minutes", "2", "fields"]).unwrap();
        assert_eq!((targets, minutes), (vec!["forms", "fields"], 2));
    }

    #[test]
    fn what_is_not_understood_is_said() {
        let error = planned(&["form"]).unwrap_err().to_string();
        assert!(error.starts_with("there is no target `form`\n  fields"), "{error}");
        assert!(planned(&["--minutes"]).is_err() && planned(&["--minutes", "x"]).is_err());
    }
}
