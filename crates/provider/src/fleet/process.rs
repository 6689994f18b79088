//! Client instances as processes of this machine.

use std::collections::{BTreeMap, BTreeSet};
use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use graph::id::PhoneNumberId;
use shell::http::Client;
use tokio::process::{Child, Command};
use tokio::time::{Instant, sleep, timeout};

use super::client::Conversation;
use super::command::{CommandLine, SECRET_VARIABLE, private_variables};
use super::exit::{self, Exit};
use super::log::{Log, ready_address};
use super::mark::{self, STOP_LIMIT};
use super::{ANSWER_LIMIT, InstanceSpec};

/// How long a process may take until it listens.
const READY_LIMIT: Duration = Duration::from_secs(15);
/// How often it is asked whether it does.
const READY_POLL: Duration = Duration::from_millis(50);
/// The file with the address of a number's instance.
const ADDRESS: &str = "address";

/// The instances that are processes of this machine.
#[derive(Debug)]
pub(super) struct Processes {
    folder: PathBuf,
    command: CommandLine,
    running: Mutex<Running>,
}

#[derive(Debug, Default)]
struct Running {
    children: BTreeMap<PhoneNumberId, Child>,
    /// Instances of an earlier run that go on.
    adopted: BTreeSet<PhoneNumberId>,
    /// Whether all were ended for good: nothing is started any more.
    closed: bool,
}

impl Processes {
    pub(super) fn new(folder: PathBuf, command: CommandLine) -> Self {
        Self { folder, command, running: Mutex::default() }
    }

    /// The folder of a number's instance.
    pub(super) fn folder(&self, phone: PhoneNumberId) -> PathBuf {
        self.folder.join(phone.to_string())
    }

    /// Whether nothing is started any more.
    pub(super) fn is_closed(&self) -> bool {
        self.running().closed
    }

    /// Starts a number's instance and waits until it listens; returns its address. One that runs
    /// and answers is adopted; one that does not is ended first: it may hang and hold the folder.
    pub(super) async fn start(&self, http: &Client, spec: &InstanceSpec) -> Result<String, String> {
        if let Some(address) = self.left_over(http, spec.phone).await {
            self.adopt(spec.phone);
            return Ok(address);
        }
        self.stop(spec.phone).await?;
        let folder = self.folder(spec.phone);
        let port = if self.command.takes_port() { Some(free_port()?) } else { None };
        let log = Log::of(&folder);
        make(&folder)?;
        log.keep_short().map_err(|why| format!("its log cannot be put aside: {why}"))?;
        let written = log.length();
        let words = self.command.words(spec, &folder, port);
        let mut child = launch(&words, spec, &folder)?;
        let address = match listens(&mut child, http, port, || log.after(written)).await {
            Ok(address) => address,
            Err(why) => {
                abandon(child, &folder).await;
                return Err(match log.after(written).lines().last() {
                    Some(line) => format!("{why}; its last line: {}", shorten(line)),
                    None => why,
                });
            }
        };
        std::fs::write(folder.join(ADDRESS), &address)
            .map_err(|why| format!("its address cannot be written: {why}"))?;
        if let Some(child) = self.keep(spec.phone, child) {
            abandon(child, &folder).await;
            return Err("this server is stopping".to_owned());
        }
        Ok(address)
    }

    /// The address of an instance that runs already and answers.
    async fn left_over(&self, http: &Client, phone: PhoneNumberId) -> Option<String> {
        let folder = self.folder(phone);
        let address = std::fs::read_to_string(folder.join(ADDRESS)).ok()?;
        let address = address.trim().trim_end_matches('/').to_owned();
        // Another program may listen there by now.
        let runs = cfg!(not(target_os = "linux")) || !mark::processes(&folder).is_empty();
        (runs && answers(http, &address).await).then_some(address)
    }

    /// Keeps a process; gives it back when nothing may run any more.
    fn keep(&self, phone: PhoneNumberId, child: Child) -> Option<Child> {
        let mut running = self.running();
        if running.closed {
            return Some(child);
        }
        running.adopted.remove(&phone);
        running.children.insert(phone, child);
        None
    }

    /// Watches over an instance of an earlier run.
    pub(super) fn adopt(&self, phone: PhoneNumberId) {
        let mut running = self.running();
        if !running.children.contains_key(&phone) {
            running.adopted.insert(phone);
        }
    }

    /// Ends a number's instance, also one of an earlier run.
    pub(super) async fn stop(&self, phone: PhoneNumberId) -> Result<(), String> {
        let child = {
            let mut running = self.running();
            running.adopted.remove(&phone);
            running.children.remove(&phone)
        };
        let folder = self.folder(phone);
        match child {
            Some(child) => end(child, &folder).await?,
            None => mark::end(&folder).await?,
        }
        // A file that is not there is as good as removed.
        let _ = std::fs::remove_file(folder.join(ADDRESS));
        Ok(())
    }

    /// Ends a number's instance and removes its folder with all that is in it.
    pub(super) async fn destroy(&self, phone: PhoneNumberId) -> Result<(), String> {
        self.stop(phone).await?;
        match std::fs::remove_dir_all(self.folder(phone)) {
            Err(why) if why.kind() != std::io::ErrorKind::NotFound => {
                Err(format!("its folder cannot be removed: {why}"))
            }
            _ => Ok(()),
        }
    }

    /// The instances that have ended by themselves; each is told of once.
    pub(super) fn ended(&self) -> Vec<Exit> {
        let mut found: Vec<(PhoneNumberId, String)> = Vec::new();
        {
            let mut running = self.running();
            for (phone, child) in &mut running.children {
                match child.try_wait() {
                    Ok(None) => {}
                    Ok(Some(status)) => found.push((*phone, exit::words(status))),
                    Err(why) => found.push((*phone, format!("cannot be watched: {why}"))),
                }
            }
            if !running.adopted.is_empty() && cfg!(target_os = "linux") {
                let alive = mark::folders();
                let gone = |phone: &&PhoneNumberId| !alive.contains(&self.folder(**phone));
                let how = "ended; how is not known, for an earlier run of this server started it";
                found.extend(running.adopted.iter().filter(gone).map(|one| (*one, how.to_owned())));
            }
            for (phone, _) in &found {
                running.children.remove(phone);
                running.adopted.remove(phone);
            }
        }
        let tell = |(phone, how)| {
            let last_lines = Log::of(&self.folder(phone)).last_lines();
            Exit { phone, how, last_lines }
        };
        found.into_iter().map(tell).collect()
    }

    /// Ends every instance, for good: no other is started after them.
    pub(super) async fn stop_all(&self) {
        let phones: Vec<PhoneNumberId> = {
            let mut running = self.running();
            running.closed = true;
            running.children.keys().chain(&running.adopted).copied().collect()
        };
        let stops = phones.into_iter().map(async |phone| {
            if let Err(why) = self.stop(phone).await {
                tracing::warn!(%phone, %why, "a client instance could not be stopped");
            }
        });
        futures_util::future::join_all(stops).await;
    }

    /// Keeps the logs of the instances short.
    pub(super) fn keep_logs_short(&self) {
        let phones: Vec<PhoneNumberId> = {
            let running = self.running();
            running.children.keys().chain(&running.adopted).copied().collect()
        };
        for phone in phones {
            if let Err(why) = Log::of(&self.folder(phone)).keep_short() {
                tracing::warn!(%phone, %why, "the log of a client instance cannot be put aside");
            }
        }
    }

    /// Numbers whose instances run here and are not known to this process.
    pub(super) fn strays(&self) -> Vec<PhoneNumberId> {
        let folders = mark::folders();
        let here = folders.iter().filter(|folder| folder.parent() == Some(&self.folder));
        let phones = here.filter_map(|folder| folder.file_name()?.to_str()?.parse().ok());
        let running = self.running();
        let known = |phone: &PhoneNumberId| {
            running.children.contains_key(phone) || running.adopted.contains(phone)
        };
        phones.filter(|phone| !known(phone)).collect()
    }

    fn running(&self) -> MutexGuard<'_, Running> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A port of this machine that nobody listens on now.
fn free_port() -> Result<u16, String> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0));
    let port = listener.and_then(|listener| listener.local_addr()).map(|at| at.port());
    port.map_err(|why| format!("there is no free port: {why}"))
}

fn make(folder: &Path) -> Result<(), String> {
    let made = std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder);
    made.map_err(|why| format!("the folder {} cannot be made: {why}", folder.display()))
}

/// Waits until a process listens: at the port we gave it, or where its ready line says.
async fn listens(
    child: &mut Child,
    http: &Client,
    port: Option<u16>,
    written: impl Fn() -> String,
) -> Result<String, String> {
    let deadline = Instant::now() + READY_LIMIT;
    while Instant::now() < deadline {
        if let Ok(Some(status)) = child.try_wait() {
            return Err(format!("it {} before it listened", exit::words(status)));
        }
        match port {
            Some(port) => {
                let address = format!("http://127.0.0.1:{port}");
                if answers(http, &address).await {
                    return Ok(address);
                }
            }
            None => {
                if let Some(address) = written().lines().find_map(ready_address) {
                    return Ok(address);
                }
            }
        }
        sleep(READY_POLL).await;
    }
    Err(format!("it does not listen after {} seconds", READY_LIMIT.as_secs()))
}

async fn answers(http: &Client, address: &str) -> bool {
    let talk = Conversation::new(http, address);
    timeout(ANSWER_LIMIT, talk.answers()).await.unwrap_or(false)
}

/// Asks a process and all of its group to end, and makes them when they do not; then what it
/// started in its turn and left behind.
///
/// # Errors
/// When something of it cannot be ended.
async fn end(mut child: Child, folder: &Path) -> Result<(), String> {
    if let Some(id) = child.id() {
        let group = format!("-{id}");
        mark::signal("-TERM", &group).await;
        if timeout(STOP_LIMIT, child.wait()).await.is_err() {
            mark::signal("-KILL", &group).await;
            // An error means that it has ended meanwhile.
            let _ = child.kill().await;
        }
    }
    mark::end(folder).await
}

/// Ends a process that came to nothing.
async fn abandon(child: Child, folder: &Path) {
    if let Err(why) = end(child, folder).await {
        tracing::warn!(%why, "a client instance left something behind");
    }
}

/// Starts the program for a number, in a group of its own. It is killed when nobody holds it any
/// more: a start that is given up leaves nothing behind.
fn launch(words: &[String], spec: &InstanceSpec, folder: &Path) -> Result<Child, String> {
    let (program, args) = words.split_first().ok_or("the command has no program")?;
    let log = || Log::of(folder).open().map_err(|why| format!("its log cannot be written: {why}"));
    let mut command = Command::new(program);
    for variable in private_variables() {
        command.env_remove(variable);
    }
    command
        .args(args)
        .env(SECRET_VARIABLE, &spec.webhook_secret)
        .env(mark::VARIABLE, folder)
        .stdin(Stdio::null())
        .stdout(log()?)
        .stderr(log()?)
        .process_group(0)
        .kill_on_drop(true)
        .spawn()
        .map_err(|why| format!("{program} cannot be started: {why}"))
}

fn shorten(line: &str) -> String {
    line.chars().take(200).collect()
}

#[cfg(test)]
mod tests;
