//! The tasks of this repository: `cargo xtask test`, `cargo xtask tidy`, `cargo xtask bench`.
//!
//! One file per subcommand. Few dependencies on purpose: the first run compiles in seconds.
#![expect(clippy::print_stdout, reason = "talking to the person at the terminal is its work")]

mod answers;
mod bench;
mod confidence;
mod fuzz;
mod postgres;
mod project;
mod screens;
mod test;
mod tidy;
mod tools;

use std::process::ExitCode;

const HELP: &str = "\
Tasks of this repository.

  cargo xtask test [STEP…]      every check, or only the steps named; --fast, --list
  cargo xtask tidy              style as a test: lengths, names, imports, translations, links
  cargo xtask bench [NAME] [-- ARGUMENT…]
                                run one benchmark; without a name, list them
  cargo xtask fuzz [TARGET] [--minutes N]
                                search for inputs that are answered badly
  cargo xtask screens [TAG…]    photograph the pop-up in every language
  cargo xtask confidence        write docs/confidence.md from what the tests showed

`cargo xtask TASK --help` says more.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (task, rest) = match arguments.split_first() {
        Some((task, rest)) => (task.as_str(), rest),
        None => ("--help", &[][..]),
    };
    let outcome = match task {
        "test" => test::run(rest),
        "tidy" => tidy::run(rest),
        "bench" => bench::run(rest),
        "fuzz" => fuzz::run(rest),
        "screens" => screens::run(rest),
        "confidence" => confidence::run(rest),
        "help" | "--help" | "-h" => {
            println!("{HELP}");
            Ok(())
        }
        other => Err(anyhow::anyhow!("there is no task `{other}`\n\n{HELP}")),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}
