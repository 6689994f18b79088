//! Which running processes are a number's client instance.
//!
//! An instance has the path of its folder in its environment, and so has whatever it starts in its
//! turn. That is asked of the process itself, just before it gets a signal: a process id that is
//! another's by now is not mistaken, and an instance is found that was started a moment before this
//! server crashed. Elsewhere than on Linux nothing can be found so.

use std::collections::BTreeSet;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use tokio::process::Command;

/// The environment variable with the folder.
pub(super) const VARIABLE: &str = "VESTIBULE_CLIENT_FOLDER";
/// How long a process may take to end in good order.
pub(super) const STOP_LIMIT: Duration = Duration::from_secs(5);
/// How often it is looked whether processes have ended.
const STOP_POLL: Duration = Duration::from_millis(50);

/// The process ids of an instance.
pub(super) fn processes(folder: &Path) -> Vec<u32> {
    all().into_iter().filter(|(_, of)| of == folder).map(|(id, _)| id).collect()
}

/// The folders that have a running instance.
pub(super) fn folders() -> BTreeSet<PathBuf> {
    all().into_iter().map(|(_, folder)| folder).collect()
}

fn all() -> Vec<(u32, PathBuf)> {
    let Ok(entries) = std::fs::read_dir("/proc") else { return Vec::new() };
    let ids = entries.flatten().filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    // This server may have been started by an instance of another one.
    let others = ids.filter(|id: &u32| *id != std::process::id());
    others.filter_map(|id| Some((id, folder_of(id)?))).collect()
}

/// The folder in a process's environment. One that has ended has none, nor has a stranger's.
fn folder_of(id: u32) -> Option<PathBuf> {
    let environment = std::fs::read(format!("/proc/{id}/environ")).ok()?;
    let mut variables = environment.split(|byte| *byte == 0);
    let folder = variables.find_map(|one| one.strip_prefix(format!("{VARIABLE}=").as_bytes()))?;
    Some(PathBuf::from(std::ffi::OsStr::from_bytes(folder)))
}

/// Ends every process of an instance: asks them, and makes those that do not.
///
/// # Errors
/// When one cannot be ended.
pub(super) async fn end(folder: &Path) -> Result<(), String> {
    for sign in ["-TERM", "-KILL"] {
        let running = look(folder).await;
        if running.is_empty() {
            return Ok(());
        }
        for id in running {
            signal(sign, &id.to_string()).await;
        }
        let deadline = tokio::time::Instant::now() + STOP_LIMIT;
        while !look(folder).await.is_empty() && tokio::time::Instant::now() < deadline {
            tokio::time::sleep(STOP_POLL).await;
        }
    }
    match look(folder).await.first() {
        None => Ok(()),
        Some(id) => Err(format!("process {id} of the client instance cannot be ended")),
    }
}

async fn look(folder: &Path) -> Vec<u32> {
    let folder = folder.to_owned();
    tokio::task::spawn_blocking(move || processes(&folder)).await.unwrap_or_default()
}

/// Sends a signal, through the command `kill`: this program has no unsafe code. A target such as
/// `-123` is a group of processes. That nobody is there any more is no error.
pub(super) async fn signal(sign: &str, target: &str) {
    let sent = Command::new("kill")
        .args([sign, "--", target])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .await;
    if let Err(why) = sent {
        tracing::warn!(%why, "the command kill cannot be run, so client instances are not stopped");
    }
}
