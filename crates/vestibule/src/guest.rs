//! A program that runs against a platform of its own: `vestibule platform --exec`.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::ErrorKind;
use std::process::{ExitCode, ExitStatus};

use anyhow::Context;
use tokio::process::{Child, Command};
use tokio::time::Instant;

use crate::platform::STOP_WITHIN;
use crate::signals::{Sign, Signals, Witness};

/// What a shell answers for a program that it cannot find, and for one that it cannot run.
const NOT_FOUND: u8 = 127;
const NOT_EXECUTABLE: u8 = 126;

/// Runs a program to its end, with these names and values in its environment, and answers with its
/// exit code. A signal to this process reaches the program once: those that went to the whole
/// process group, as Ctrl-C does, have reached it already.
///
/// # Errors
/// When it cannot be watched. One that cannot be started is no error: the exit code says so.
pub(crate) async fn run(
    words: &[OsString],
    environment: BTreeMap<String, String>,
) -> anyhow::Result<ExitCode> {
    let (program, arguments) = words.split_first().context("--exec needs a program")?;
    // Before the program starts: what is caught here is at its default there.
    let signals = Signals::listen().context("could not listen for signals")?;
    let mut command = Command::new(program);
    let child = command.args(arguments).envs(environment).kill_on_drop(true).spawn();
    let mut child = match child {
        Ok(child) => child,
        Err(error) => {
            eprintln!("vestibule: could not run {}: {error}", program.display());
            let missing = error.kind() == ErrorKind::NotFound;
            return Ok(ExitCode::from(if missing { NOT_FOUND } else { NOT_EXECUTABLE }));
        }
    };
    let status = watch(&mut child, signals).await;
    Ok(code(status.context("could not wait for the program")?))
}

/// Waits for the program and passes signals on. From the first of them it has [`STOP_WITHIN`] to
/// end; then it is asked with SIGTERM, and after as long again it is killed.
async fn watch(child: &mut Child, mut signals: Signals) -> std::io::Result<ExitStatus> {
    let mut witness = Witness::start();
    let mut limit: Option<Instant> = None;
    let mut terminated = false;
    loop {
        let late = async {
            match limit {
                Some(limit) => tokio::time::sleep_until(limit).await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            ended = child.wait() => return ended,
            sign = signals.next() => {
                if !witness.was_struck_too().await {
                    pass_on(child, sign).await;
                }
                terminated |= sign == Sign::Terminate;
                limit = limit.or_else(|| Some(Instant::now() + STOP_WITHIN));
            }
            () = late => {
                if terminated {
                    child.kill().await?;
                    return child.wait().await;
                }
                pass_on(child, Sign::Terminate).await;
                terminated = true;
                limit = Some(Instant::now() + STOP_WITHIN);
            }
        }
    }
}

/// Sends the program a signal, through the shell's `kill`: this program has no unsafe code.
async fn pass_on(child: &Child, sign: Sign) {
    let Some(pid) = child.id() else { return };
    let kill = ["-c", "kill -s \"$0\" \"$1\"", sign.word(), &pid.to_string()];
    if let Err(error) = Command::new("sh").args(kill).status().await {
        tracing::warn!(%error, "the signal could not be passed on");
    }
}

/// The exit code, as a shell gives it: 128 and the signal's number where one ended the program.
fn code(status: ExitStatus) -> ExitCode {
    #[cfg(unix)]
    let signal = std::os::unix::process::ExitStatusExt::signal(&status);
    #[cfg(not(unix))]
    let signal: Option<i32> = None;
    let code = status.code().or(signal.map(|signal| 128 + signal)).unwrap_or(1);
    ExitCode::from(u8::try_from(code & 0xff).unwrap_or(1))
}
