//! A program that runs against a platform of its own: `vestibule platform --exec`.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::process::{ExitCode, ExitStatus};

use anyhow::Context;
use tokio::process::{Child, Command};

use crate::platform::STOP_WITHIN;

/// Runs a program to its end, with these names and values in its environment, and answers with its
/// exit code. When this process is asked to stop, so is the program.
///
/// # Errors
/// When it cannot be started.
pub(crate) async fn run(
    words: &[OsString],
    environment: BTreeMap<String, String>,
) -> anyhow::Result<ExitCode> {
    let (program, arguments) = words.split_first().context("--exec needs a program")?;
    let mut child = Command::new(program)
        .args(arguments)
        .envs(environment)
        .kill_on_drop(true)
        .spawn()
        .with_context(|| format!("could not run {}", program.display()))?;
    let status = tokio::select! {
        ended = child.wait() => ended,
        asked = shell::shutdown::on_signal() => {
            asked?;
            stop(&mut child).await
        }
    };
    Ok(code(status.context("could not wait for the program")?))
}

/// Asks the program to stop; ends it when it does not.
async fn stop(child: &mut Child) -> std::io::Result<ExitStatus> {
    if let Some(pid) = child.id() {
        // Ctrl-C reaches it by itself; asking twice does no harm.
        let _ = Command::new("kill").arg("-TERM").arg(pid.to_string()).status().await;
    }
    if let Ok(ended) = tokio::time::timeout(STOP_WITHIN, child.wait()).await {
        return ended;
    }
    child.kill().await?;
    child.wait().await
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
