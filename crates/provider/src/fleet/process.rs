//! Client instances as child processes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use graph::id::PhoneNumberId;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

use super::InstanceSpec;

/// How long a process may take to say that it is ready.
const READY_LIMIT: Duration = Duration::from_secs(15);
/// How long a process may take to end in good order.
const STOP_LIMIT: Duration = Duration::from_secs(5);
/// The environment variable with the webhook secret.
const SECRET_VARIABLE: &str = "VESTIBULE_ONPREM_WEBHOOK_SECRET";

/// The processes this server started.
#[derive(Debug)]
pub(super) struct Processes {
    folder: PathBuf,
    running: Mutex<BTreeMap<PhoneNumberId, Child>>,
}

impl Processes {
    pub(super) fn new(folder: PathBuf) -> Self {
        Self { folder, running: Mutex::default() }
    }

    /// The address an instance of this number wrote down when it started.
    pub(super) fn left_over(&self, phone: PhoneNumberId) -> Option<String> {
        let text = std::fs::read_to_string(self.file(phone, "address")).ok()?;
        let address = text.trim().trim_end_matches('/').to_owned();
        (!address.is_empty()).then_some(address)
    }

    /// Whether this run of the server started the number's process.
    pub(super) fn is_ours(&self, phone: PhoneNumberId) -> bool {
        self.running().contains_key(&phone)
    }

    /// Forgets a process of an earlier run that is gone.
    pub(super) fn forget(&self, phone: PhoneNumberId) {
        for name in ["address", "pid"] {
            // A file that is not there is as good as removed.
            let _ = std::fs::remove_file(self.file(phone, name));
        }
    }

    /// Starts a process and waits until it says where it listens.
    pub(super) async fn start(&self, exe: &Path, spec: &InstanceSpec) -> Result<String, String> {
        let folder = self.folder.join(spec.phone.to_string());
        std::fs::create_dir_all(&folder)
            .map_err(|why| format!("the folder {} cannot be made: {why}", folder.display()))?;
        let log = std::fs::File::options().create(true).append(true).open(folder.join("log"));
        let log = log.map_err(|why| format!("its log cannot be written: {why}"))?;
        let mut child = Command::new(exe)
            .args(["onprem-client", "--port", "0", "--platform", &spec.platform_url])
            .arg("--data-dir")
            .arg(&folder)
            .env(SECRET_VARIABLE, &spec.webhook_secret)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .map_err(|why| format!("{} cannot be started: {why}", exe.display()))?;
        let out = child.stdout.take().expect("its output was piped");
        let mut lines = BufReader::new(out).lines();
        let ready = tokio::time::timeout(READY_LIMIT, lines.next_line()).await;
        let address = match ready {
            Ok(Ok(Some(line))) => ready_address(&line),
            Ok(_) => None,
            Err(_) => {
                end(child).await;
                return Err("the client instance did not get ready in time".to_owned());
            }
        };
        let Some(address) = address else {
            end(child).await;
            let log = folder.join("log");
            return Err(format!("the client instance ended early; see {}", log.display()));
        };
        if let Some(pid) = child.id() {
            std::fs::write(folder.join("pid"), pid.to_string())
                .map_err(|why| format!("its process id cannot be written: {why}"))?;
        }
        self.running().insert(spec.phone, child);
        Ok(address)
    }

    /// Ends a number's process, also one of an earlier run.
    pub(super) async fn stop(&self, phone: PhoneNumberId) -> Result<(), String> {
        let child = self.running().remove(&phone);
        if let Some(child) = child {
            end(child).await;
        } else if let Ok(pid) = std::fs::read_to_string(self.file(phone, "pid")) {
            let pid: u32 =
                pid.trim().parse().map_err(|_| "its process id is damaged".to_owned())?;
            terminate(pid).await?;
        }
        self.forget(phone);
        Ok(())
    }

    /// The numbers whose processes have ended by themselves; each is named once.
    pub(super) fn ended(&self) -> Vec<PhoneNumberId> {
        let mut running = self.running();
        // A process that cannot be asked is taken for ended: looking at its client shows more.
        let has_ended = |child: &mut Child| !matches!(child.try_wait(), Ok(None));
        let ended: Vec<PhoneNumberId> = running
            .iter_mut()
            .filter_map(|(phone, child)| has_ended(child).then_some(*phone))
            .collect();
        for phone in &ended {
            running.remove(phone);
        }
        ended
    }

    /// Ends every process of this run.
    pub(super) async fn stop_all(&self) {
        let all = std::mem::take(&mut *self.running());
        let phones: Vec<PhoneNumberId> = all.keys().copied().collect();
        futures_util::future::join_all(all.into_values().map(end)).await;
        phones.into_iter().for_each(|phone| self.forget(phone));
    }

    fn file(&self, phone: PhoneNumberId, name: &str) -> PathBuf {
        self.folder.join(phone.to_string()).join(name)
    }

    fn running(&self) -> MutexGuard<'_, BTreeMap<PhoneNumberId, Child>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The address in the line `{"ready":"onprem-client","http":"http://127.0.0.1:PORT"}`.
fn ready_address(line: &str) -> Option<String> {
    let line: serde_json::Value = serde_json::from_str(line).ok()?;
    let ready = line["ready"] == "onprem-client";
    line["http"].as_str().filter(|_| ready).map(|url| url.trim_end_matches('/').to_owned())
}

/// Asks a process to end, and makes it when it does not.
async fn end(mut child: Child) {
    let asked = match child.id() {
        Some(pid) => terminate(pid).await.is_ok(),
        None => return,
    };
    let ended = asked && tokio::time::timeout(STOP_LIMIT, child.wait()).await.is_ok();
    if !ended {
        // An error means that it has ended meanwhile.
        let _ = child.kill().await;
    }
}

/// Sends SIGTERM, through the command `kill`: this program has no unsafe code.
async fn terminate(pid: u32) -> Result<(), String> {
    let done = Command::new("kill")
        .args(["-TERM", &pid.to_string()])
        .stderr(Stdio::null())
        .status()
        .await
        .map_err(|why| format!("the command kill cannot be run: {why}"))?;
    if done.success() { Ok(()) } else { Err(format!("process {pid} cannot be ended")) }
}

#[cfg(test)]
mod tests {
    use super::ready_address;

    #[test]
    fn only_the_ready_line_names_an_address() {
        let line = r#"{"ready":"onprem-client","http":"http://127.0.0.1:40123"}"#;
        assert_eq!(ready_address(line).as_deref(), Some("http://127.0.0.1:40123"));
        assert_eq!(ready_address(r#"{"ready":"platform","http":"http://x"}"#), None);
        assert_eq!(ready_address("error: address in use"), None);
    }
}
