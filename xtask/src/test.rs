//! `cargo xtask test`: every check of this repository, in the order in which failing is cheapest.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

use crate::project::{self, answers, cargo, program, succeed};
use crate::{answers as kept, confidence, postgres, tidy, tools};

/// One step: its name on the command line, what it does in words, and the doing.
struct Step {
    name: &'static str,
    what: &'static str,
    /// Left out by `--fast`, since it needs tools or minutes.
    slow: bool,
    run: fn() -> Result<Outcome>,
}

/// A step that did not fail has done its work, or says why there was nothing to do.
enum Outcome {
    Done,
    Skipped(&'static str),
}

const STEPS: [Step; 13] = [
    Step { name: "tools", what: "Chromium, npm and Python packages", slow: true, run: tools },
    Step { name: "fmt", what: "cargo fmt --check", slow: false, run: fmt },
    Step { name: "clippy", what: "cargo clippy, warnings denied", slow: false, run: clippy },
    Step { name: "tidy", what: "cargo xtask tidy", slow: false, run: tidy },
    Step { name: "deny", what: "licences, bans and sources", slow: false, run: deny },
    Step { name: "build", what: "cargo build, all targets", slow: false, run: build },
    Step { name: "unit", what: "the Rust tests", slow: false, run: unit },
    Step { name: "postgres", what: "what remembers, on PostgreSQL", slow: true, run: postgres },
    Step { name: "browser", what: "tests/browser in Chromium", slow: true, run: browser },
    Step { name: "clients", what: "tests/clients/run.py", slow: true, run: clients },
    Step { name: "examples", what: "the worked examples", slow: true, run: examples },
    Step {
        name: "answers",
        what: "all answers, against Meta's document",
        slow: true,
        run: hold_answers,
    },
    Step {
        name: "confidence",
        what: "docs/confidence.md says what the tests showed",
        slow: true,
        run: confidence,
    },
];

const HELP: &str = "\
cargo xtask test [STEP…] [--fast] [--list]

Runs all steps in order, or only those named, and stops at the first that fails.
  --fast   only the steps that need nothing but Rust
  --list   name the steps and stop";

pub(crate) fn run(arguments: &[String]) -> Result<()> {
    if arguments.iter().any(|word| word == "--help" || word == "-h") {
        println!("{HELP}\n\n{}", listing(&STEPS.each_ref()));
        return Ok(());
    }
    let plan = plan(arguments)?;
    println!("{}", listing(&plan));
    if arguments.iter().any(|word| word == "--list") {
        return Ok(());
    }
    let begun = Instant::now();
    let mut timings = Vec::new();
    for (index, step) in plan.iter().enumerate() {
        let place = format!("[{}/{}] {}", index + 1, plan.len(), step.name);
        println!("\n{place}: {}", step.what);
        let started = Instant::now();
        let outcome = (step.run)();
        let took = seconds(started.elapsed());
        let line = match outcome {
            Ok(Outcome::Done) => format!("{place}: ok, {took}"),
            Ok(Outcome::Skipped(why)) => format!("{place}: skipped, {why}"),
            Err(error) => bail!(
                "step `{0}` failed after {took}: {error:#}\nto run it alone: cargo xtask test {0}",
                step.name
            ),
        };
        println!("{line}");
        timings.push(line);
    }
    let skipped = timings.iter().filter(|line| line.contains(": skipped, ")).count();
    let but = if skipped == 0 { String::new() } else { format!(" but {skipped}, skipped as said") };
    println!("\n{}\nall steps passed{but}, in {}", timings.join("\n"), seconds(begun.elapsed()));
    Ok(())
}

/// The steps that the arguments ask for, always in their own order.
fn plan(arguments: &[String]) -> Result<Vec<&'static Step>> {
    let mut fast = false;
    let mut named = Vec::new();
    for word in arguments {
        match word.as_str() {
            "--fast" => fast = true,
            "--list" => {}
            name if STEPS.iter().any(|step| step.name == name) => named.push(name),
            other => bail!("there is no step `{other}`\n{}", listing(&STEPS.each_ref())),
        }
    }
    let wanted = |step: &&Step| {
        let asked = named.is_empty() || named.contains(&step.name);
        asked && !(fast && step.slow)
    };
    let plan: Vec<&Step> = STEPS.iter().filter(wanted).collect();
    ensure!(!plan.is_empty(), "--fast leaves nothing of the steps named");
    Ok(plan)
}

fn listing(steps: &[&Step]) -> String {
    let line = |(index, step): (usize, &&Step)| {
        format!("{:>3}. {:<8} {}", index + 1, step.name, step.what)
    };
    steps.iter().enumerate().map(line).collect::<Vec<_>>().join("\n")
}

fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}

fn tools() -> Result<Outcome> {
    tools::provide()?;
    Ok(Outcome::Done)
}

fn fmt() -> Result<Outcome> {
    done(cargo().args(["fmt", "--all", "--check"]))
}

fn clippy() -> Result<Outcome> {
    let words = ["clippy", "--locked", "--workspace", "--all-targets", "--", "-D", "warnings"];
    done(cargo().args(words))
}

fn tidy() -> Result<Outcome> {
    tidy::run(&[])?;
    Ok(Outcome::Done)
}

/// Known weaknesses of dependencies are not asked about here: that answer changes from one day to
/// the next and needs the network. `cargo deny check advisories` gives it.
fn deny() -> Result<Outcome> {
    if !answers(cargo().args(["deny", "--version"])) {
        return Ok(Outcome::Skipped("cargo-deny is not installed"));
    }
    done(cargo().args(["deny", "--locked", "check", "bans", "licenses", "sources"]))
}

fn build() -> Result<Outcome> {
    done(cargo().args(["build", "--locked", "--workspace", "--all-targets"]))
}

fn unit() -> Result<Outcome> {
    let nextest = answers(cargo().args(["nextest", "--version"]));
    let mut run = cargo();
    if nextest {
        run.args(["nextest", "run", "--locked", "--workspace"]);
    } else {
        println!("cargo-nextest is not installed: cargo test runs the tests, without time limits");
        run.args(["test", "--locked", "--workspace"]);
    }
    if !can_trace() {
        println!("NOT SHOWN HERE: this machine lets no process watch another, so that the traces");
        println!("of \"on disk before the answer\" cannot be taken (VESTIBULE_NO_TRACE is set)");
        run.env("VESTIBULE_NO_TRACE", "1");
    }
    if confidence::document_at_hand().is_none() {
        println!(
            "NOT SHOWN HERE: Meta's document is not at hand (../shared/spec, or the folder in"
        );
        println!("VESTIBULE_META_SPEC), so that no answer is checked against it");
    }
    done(kept::keep("unit", run.env("VESTIBULE_EVIDENCE", confidence::begin("tests")?))?)
}

fn postgres() -> Result<Outcome> {
    postgres::run()?;
    Ok(Outcome::Done)
}

/// Whether strace may attach to a process here, tried on one that only sleeps.
fn can_trace() -> bool {
    let Ok(mut sleeper) = Command::new("sleep").arg("30").spawn() else { return false };
    let watched = sleeper.id().to_string();
    let trace = ["5", "strace", "-o", "/dev/null", "-p", watched.as_str()];
    let Ok(strace) = Command::new("timeout").args(trace).stderr(Stdio::piped()).spawn() else {
        return false;
    };
    std::thread::sleep(Duration::from_millis(500));
    // Both have ended already, or end now.
    let _ = sleeper.kill();
    let _ = sleeper.wait();
    let said = strace.wait_with_output();
    said.is_ok_and(|said| String::from_utf8_lossy(&said.stderr).contains("attached"))
}

fn browser() -> Result<Outcome> {
    let folder = project::root().join("tests/browser");
    ensure!(
        folder.join("node_modules").is_dir(),
        "tests/browser/node_modules is missing; `cargo xtask test tools` installs it"
    );
    let mut tests = Vec::new();
    for file in std::fs::read_dir(&folder).context("could not list tests/browser")? {
        let name = file?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".test.mjs") {
            tests.push(format!("tests/browser/{name}"));
        }
    }
    ensure!(!tests.is_empty(), "tests/browser holds no *.test.mjs");
    tests.sort();
    let artifacts = project::target().join("artifacts");
    std::fs::create_dir_all(&artifacts).context("could not create the folder of artifacts")?;
    let mut node = program("node");
    node.args(["--test", "--test-concurrency=1"]).args(tests);
    node.env("VESTIBULE", project::vestibule()?).env("ARTIFACTS", artifacts);
    done(kept::keep("browser", &mut node)?)
}

fn clients() -> Result<Outcome> {
    let python = tools::python();
    ensure!(
        python.is_file(),
        "the Python environment is missing; `cargo xtask test tools` creates it"
    );
    ensure!(
        project::root().join("tests/clients/run.py").is_file(),
        "tests/clients/run.py is missing"
    );
    let mut run = program(python);
    run.arg("tests/clients/run.py").env("VESTIBULE", project::vestibule()?);
    run.env("RUST_CLIENT", rust_client()?);
    done(kept::keep("clients", run.env("VESTIBULE_EVIDENCE", confidence::begin("clients")?))?)
}

/// Each worked example, as docs/embedding.md tells to run it.
fn examples() -> Result<Outcome> {
    let embedded = ["build", "--locked", "--workspace", "--example", "embedded"];
    succeed(cargo().args(embedded))?;
    let embedded = project::target().join("debug/examples/embedded");
    succeed(kept::keep("examples", &mut program(embedded))?)?;
    let (vestibule, python) = (project::vestibule()?, tools::python());
    let run = |words: &[&str]| {
        let quiet = ["platform", "--log", "warn", "--exec"];
        succeed(kept::also("examples", program(&vestibule).args(quiet).args(words)))
    };
    let pytest = python.to_string_lossy().into_owned();
    run(&[&pytest, "-m", "pytest", "-q", "-p", "no:cacheprovider", "examples/python"])?;
    run(&["node", "--test", "examples/node/signup.test.mjs"])?;
    Ok(Outcome::Done)
}

/// Whatever the platforms of the steps before answered over sockets, in batches and inside tests.
fn hold_answers() -> Result<Outcome> {
    if confidence::document_at_hand().is_none() {
        return Ok(Outcome::Skipped("Meta's document is not at hand"));
    }
    kept::hold()?;
    Ok(Outcome::Done)
}

/// What is kept of earlier runs does not count: the steps `unit` and `clients` must have run.
fn confidence() -> Result<Outcome> {
    confidence::check()?;
    Ok(Outcome::Done)
}

/// The client in Rust has a workspace and a folder to build into of its own: the first time takes
/// minutes.
fn rust_client() -> Result<PathBuf> {
    let folder = project::target().join("clients-rust");
    let mut build = cargo();
    build.args(["build", "--locked", "--manifest-path", "tests/clients/rust/Cargo.toml"]);
    succeed(build.arg("--target-dir").arg(&folder))?;
    Ok(folder.join("debug/rust-client"))
}

/// The binary under test, built first so that a step run alone never tests an old one.
///
/// `--workspace`, as the step `build` says it: with `-p` cargo would choose other features for what
/// is shared, and build and keep everything a second time.
fn done(command: &mut std::process::Command) -> Result<Outcome> {
    succeed(command)?;
    Ok(Outcome::Done)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(arguments: &[&str]) -> Vec<&'static str> {
        let arguments: Vec<String> = arguments.iter().map(|&word| word.to_owned()).collect();
        plan(&arguments).unwrap().iter().map(|step| step.name).collect()
    }

    #[test]
    fn everything_runs_unless_asked_otherwise() {
        assert_eq!(names(&[]).len(), STEPS.len());
        assert_eq!(names(&["--fast"]), ["fmt", "clippy", "tidy", "deny", "build", "unit"]);
    }

    #[test]
    fn named_steps_run_in_their_own_order() {
        assert_eq!(names(&["clients", "tidy"]), ["tidy", "clients"]);
    }

    #[test]
    fn an_unknown_step_is_answered_with_the_list() {
        let error = plan(&["brauser".to_owned()]).err().unwrap().to_string();
        assert!(error.starts_with("there is no step `brauser`\n  1. tools"), "{error}");
    }

    #[test]
    fn fast_with_only_slow_steps_is_refused() {
        assert!(plan(&["--fast".to_owned(), "browser".to_owned()]).is_err());
    }
}
