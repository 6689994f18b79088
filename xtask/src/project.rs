//! Where this repository is, and how other programs are started in it.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// The root folder of the repository: the parent of this crate's folder.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the crate lies in the root folder")
}

/// The folder cargo builds into.
pub(crate) fn target() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => root().join(folder),
        None => root().join("target"),
    }
}

/// A program started in the root folder. What `cargo run` told us about this crate is taken out
/// of the environment: build scripts look at it and would run again each time.
pub(crate) fn program(name: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(root()).stdin(Stdio::null());
    for (key, _) in std::env::vars_os() {
        let told = ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_", "CARGO_CRATE_"];
        if key.to_str().is_some_and(|key| told.iter().any(|start| key.starts_with(start))) {
            command.env_remove(&key);
        }
    }
    command
}

/// The cargo that started us.
pub(crate) fn cargo() -> Command {
    program(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Builds the program, with the features that the workspace's tests have, and says where it is.
pub(crate) fn vestibule() -> Result<PathBuf> {
    succeed(cargo().args(["build", "--locked", "--workspace", "--bin", "vestibule"]))?;
    Ok(target().join("debug/vestibule"))
}

/// Runs a program and fails unless it exits with 0. The error names the whole command line.
pub(crate) fn succeed(command: &mut Command) -> Result<()> {
    let line = line(command);
    let status = command.status().with_context(|| format!("could not start `{line}`"))?;
    if !status.success() {
        bail!("`{line}` ended with {status}");
    }
    Ok(())
}

/// Whether a program is there and exits with 0. Its output is thrown away.
pub(crate) fn answers(command: &mut Command) -> bool {
    let quiet = command.stdout(Stdio::null()).stderr(Stdio::null());
    quiet.status().is_ok_and(|status| status.success())
}

/// What a program writes to standard output; fails unless it exits with 0.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let line = line(command);
    let output = command.output().with_context(|| format!("could not start `{line}`"))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        bail!("`{line}` ended with {}: {}", output.status, said.trim());
    }
    String::from_utf8(output.stdout).with_context(|| format!("`{line}` did not answer in UTF-8"))
}

fn line(command: &Command) -> String {
    let name = Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    let mut words = vec![name.to_string_lossy()];
    words.extend(command.get_args().map(|word| word.to_string_lossy()));
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failing_program_is_named_with_its_arguments() {
        let error = succeed(program("sh").args(["-c", "exit 3"])).unwrap_err().to_string();
        assert_eq!(error, "`sh -c exit 3` ended with exit status: 3");
    }

    #[test]
    fn a_missing_program_is_an_error_not_a_panic() {
        assert!(!answers(&mut program("no-such-program-anywhere")));
        let error = succeed(&mut program("no-such-program-anywhere")).unwrap_err().to_string();
        assert_eq!(error, "could not start `no-such-program-anywhere`");
    }

    #[test]
    fn output_carries_what_the_program_complained_about() {
        assert_eq!(output(program("sh").args(["-c", "echo yes"])).unwrap(), "yes\n");
        let error = output(program("sh").args(["-c", "echo no >&2; exit 1"])).unwrap_err();
        assert!(error.to_string().ends_with("exit status: 1: no"), "{error}");
    }

    #[test]
    fn build_scripts_do_not_see_this_crate() {
        let seen = output(&mut program("env")).unwrap();
        assert!(!seen.lines().any(|line| line.starts_with("CARGO_PKG_NAME")), "{seen}");
    }
}
