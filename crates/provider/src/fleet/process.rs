//! Client instances as child processes.

use std::collections::BTreeMap;
use std::os::unix::fs::DirBuilderExt;
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
/// How often it is looked whether a process that is no child of ours has ended.
const STOP_POLL: Duration = Duration::from_millis(50);
/// The subcommand that runs an instance.
const SUBCOMMAND: &str = "onprem-client";
/// The environment variable with the webhook secret.
const SECRET_VARIABLE: &str = "VESTIBULE_ONPREM_WEBHOOK_SECRET";

/// The processes this server started.
#[derive(Debug)]
pub(super) struct Processes {
    folder: PathBuf,
    running: Mutex<Running>,
}

#[derive(Debug, Default)]
struct Running {
    children: BTreeMap<PhoneNumberId, Child>,
    /// Whether all were ended for good: nothing is started any more.
    closed: bool,
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

    /// Forgets a process of an earlier run that is gone.
    pub(super) fn forget(&self, phone: PhoneNumberId) {
        for name in ["address", "pid"] {
            // A file that is not there is as good as removed.
            let _ = std::fs::remove_file(self.file(phone, name));
        }
    }

    /// Starts a process and waits until it says where it listens. One that this number still has,
    /// of this run or an earlier one, is ended first: it may hang and hold the folder.
    pub(super) async fn start(&self, exe: &Path, spec: &InstanceSpec) -> Result<String, String> {
        self.stop(spec.phone).await?;
        let folder = self.folder.join(spec.phone.to_string());
        let mut child = launch(exe, spec, &folder)?;
        if let Some(pid) = child.id() {
            std::fs::write(folder.join("pid"), pid.to_string())
                .map_err(|why| format!("its process id cannot be written: {why}"))?;
        }
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
        if let Some(child) = self.register(spec.phone, child) {
            end(child).await;
            return Err("this server is stopping".to_owned());
        }
        Ok(address)
    }

    /// Keeps a process; gives it back when nothing may run any more.
    fn register(&self, phone: PhoneNumberId, child: Child) -> Option<Child> {
        let mut running = self.running();
        if running.closed {
            return Some(child);
        }
        running.children.insert(phone, child);
        None
    }

    /// Ends a number's process, also one of an earlier run.
    pub(super) async fn stop(&self, phone: PhoneNumberId) -> Result<(), String> {
        let child = self.running().children.remove(&phone);
        if let Some(child) = child {
            end(child).await;
        } else if let Ok(pid) = std::fs::read_to_string(self.file(phone, "pid")) {
            let pid: u32 =
                pid.trim().parse().map_err(|_| "its process id is damaged".to_owned())?;
            end_stranger(pid, &self.folder.join(phone.to_string())).await?;
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
            .children
            .iter_mut()
            .filter_map(|(phone, child)| has_ended(child).then_some(*phone))
            .collect();
        for phone in &ended {
            running.children.remove(phone);
        }
        ended
    }

    /// Ends every process of this run, for good: no other is started after them.
    pub(super) async fn stop_all(&self) {
        let all = {
            let mut running = self.running();
            running.closed = true;
            std::mem::take(&mut running.children)
        };
        let phones: Vec<PhoneNumberId> = all.keys().copied().collect();
        futures_util::future::join_all(all.into_values().map(end)).await;
        phones.into_iter().for_each(|phone| self.forget(phone));
    }

    fn file(&self, phone: PhoneNumberId, name: &str) -> PathBuf {
        self.folder.join(phone.to_string()).join(name)
    }

    fn running(&self) -> MutexGuard<'_, Running> {
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
        Some(pid) => signal("-TERM", pid).await.is_ok(),
        None => return,
    };
    let ended = asked && tokio::time::timeout(STOP_LIMIT, child.wait()).await.is_ok();
    if !ended {
        // An error means that it has ended meanwhile.
        let _ = child.kill().await;
    }
}

/// Ends a process that is not our child, if it is an instance of this folder: its id may be
/// another's by now.
async fn end_stranger(pid: u32, folder: &Path) -> Result<(), String> {
    for sign in ["-TERM", "-KILL"] {
        if !is_instance(pid, folder) {
            return Ok(());
        }
        // An error means that it has ended meanwhile, which is looked at below.
        let _ = signal(sign, pid).await;
        let deadline = tokio::time::Instant::now() + STOP_LIMIT;
        while is_instance(pid, folder) && tokio::time::Instant::now() < deadline {
            tokio::time::sleep(STOP_POLL).await;
        }
    }
    if is_instance(pid, folder) { Err(format!("process {pid} cannot be ended")) } else { Ok(()) }
}

/// Whether a process runs an instance on this folder. One that has ended has no command line.
fn is_instance(pid: u32, folder: &Path) -> bool {
    let line = std::fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
    let words: Vec<&[u8]> = line.split(|byte| *byte == 0).collect();
    words.contains(&SUBCOMMAND.as_bytes()) && words.contains(&folder.as_os_str().as_encoded_bytes())
}

/// Starts the program for a number. It is killed when nobody holds it any more: a start that is
/// given up leaves nothing behind.
fn launch(exe: &Path, spec: &InstanceSpec, folder: &Path) -> Result<Child, String> {
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
        .map_err(|why| format!("the folder {} cannot be made: {why}", folder.display()))?;
    let log = std::fs::File::options().create(true).append(true).open(folder.join("log"));
    let log = log.map_err(|why| format!("its log cannot be written: {why}"))?;
    Command::new(exe)
        .args([SUBCOMMAND, "--port", "0", "--platform", &spec.platform_url])
        .arg("--data-dir")
        .arg(folder)
        .env(SECRET_VARIABLE, &spec.webhook_secret)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(log)
        .kill_on_drop(true)
        .spawn()
        .map_err(|why| format!("{} cannot be started: {why}", exe.display()))
}

/// Sends a signal, through the command `kill`: this program has no unsafe code.
async fn signal(sign: &str, pid: u32) -> Result<(), String> {
    let done = Command::new("kill")
        .args([sign, &pid.to_string()])
        .stderr(Stdio::null())
        .status()
        .await
        .map_err(|why| format!("the command kill cannot be run: {why}"))?;
    if done.success() { Ok(()) } else { Err(format!("process {pid} cannot be signalled")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A program that says it is ready and then sleeps.
    fn sleeper(folder: &Path) -> PathBuf {
        use std::os::unix::fs::PermissionsExt as _;
        let script = folder.join("sleeper");
        let ready = r#"{"ready":"onprem-client","http":"http://127.0.0.1:1"}"#;
        std::fs::write(&script, format!("#!/bin/sh\necho '{ready}'\nsleep 60 & wait\n")).unwrap();
        std::fs::set_permissions(&script, std::fs::Permissions::from_mode(0o700)).unwrap();
        script
    }

    #[cfg(target_os = "linux")]
    #[tokio::test]
    async fn a_hung_process_of_an_earlier_run_is_replaced_and_a_foreign_one_left_alone() {
        let name = format!("vestibule-processes-{}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).unwrap();
        let exe = sleeper(&folder);
        let phone = PhoneNumberId::new(7);
        let spec = InstanceSpec {
            phone,
            platform_url: "http://127.0.0.1:1".to_owned(),
            webhook_secret: "secret".to_owned(),
        };
        let pid = |folder: &Path| -> u32 {
            std::fs::read_to_string(folder.join("7/pid")).unwrap().parse().unwrap()
        };
        let before = Processes::new(folder.clone());
        before.start(&exe, &spec).await.unwrap();
        let hung = pid(&folder);
        signal("-STOP", hung).await.unwrap();
        // As after a crash: its child goes on, or rather hangs.
        std::mem::forget(before);
        let now = Processes::new(folder.clone());
        now.start(&exe, &spec).await.unwrap();
        assert!(!is_instance(hung, &folder.join("7")), "the hung one is gone");
        assert!(is_instance(pid(&folder), &folder.join("7")), "the new one runs");
        now.stop_all().await;
        assert!(now.start(&exe, &spec).await.is_err(), "nothing starts after the end");
        let own = std::process::id();
        std::fs::write(folder.join("7/pid"), own.to_string()).unwrap();
        now.stop(phone).await.unwrap();
        std::fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn only_the_ready_line_names_an_address() {
        let line = r#"{"ready":"onprem-client","http":"http://127.0.0.1:40123"}"#;
        assert_eq!(ready_address(line).as_deref(), Some("http://127.0.0.1:40123"));
        assert_eq!(ready_address(r#"{"ready":"platform","http":"http://x"}"#), None);
        assert_eq!(ready_address("error: address in use"), None);
    }
}
