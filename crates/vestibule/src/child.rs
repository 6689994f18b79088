//! A child process of this same program that says on its first line when it is ready.

use std::{
    path::{Path, PathBuf},
    process::Stdio,
    sync::Arc,
    time::Duration,
};

use anyhow::{Context, bail};
use serde_json::Value;
use shell::shutdown::Signals;
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::Command,
    sync::Notify,
};

/// How long a child may take to answer before it counts as stuck.
const READY_WITHIN: Duration = Duration::from_secs(60);
/// How long a child may take to finish its work after SIGTERM.
const STOP_WITHIN: Duration = Duration::from_secs(20);

/// Ends a server together with the process that started it, also when that one is killed.
#[derive(clap::Args)]
pub(crate) struct WithParent {
    /// Stop when stdin is closed: `vestibule up` holds it open as long as it lives.
    #[arg(long, hide = true)]
    with_parent: bool,
}

impl WithParent {
    /// The flag a person would use: this command's own, or the one of `vestibule up`.
    pub(crate) fn flag<'a>(&self, own: &'a str, of_up: &'a str) -> &'a str {
        if self.with_parent { of_up } else { own }
    }

    /// Listens from now on for whatever asks this process to stop. Called before anything slow.
    ///
    /// # Errors
    /// When the operating system refuses to install a signal handler.
    pub(crate) fn listen(&self) -> anyhow::Result<Stop> {
        let signals = Signals::listen().context("could not listen for signals")?;
        let gone = Arc::new(Notify::new());
        if self.with_parent {
            let gone = Arc::clone(&gone);
            // A thread of its own: reading stdin cannot be interrupted, and this one need not end.
            std::thread::spawn(move || {
                // Whatever ends the reading, nobody holds the other end any more.
                let _ = std::io::copy(&mut std::io::stdin(), &mut std::io::sink());
                gone.notify_one();
            });
        }
        Ok(Stop { signals, gone })
    }
}

/// What asks a server to stop: a signal, or the end of the process that started it.
pub(crate) struct Stop {
    signals: Signals,
    gone: Arc<Notify>,
}

impl Stop {
    /// Waits until this process is asked to stop, once more each time.
    pub(crate) async fn asked(&mut self) {
        tokio::select! {
            () = self.signals.next() => {}
            () = self.gone.notified() => {}
        }
    }
}

/// A running child.
pub(crate) struct Child {
    name: &'static str,
    process: tokio::process::Child,
    /// Held open as long as this process lives; waiting for the child would close it.
    _stdin: Option<tokio::process::ChildStdin>,
    log: PathBuf,
    /// What its ready line said.
    pub(crate) ready: Value,
}

impl Child {
    /// Starts `vestibule <args>` with its log appended to `log`, and waits until it is ready.
    ///
    /// # Errors
    /// The child's own last words when it ends before it is ready.
    pub(crate) async fn start(
        name: &'static str,
        args: &[String],
        environment: &[(&str, String)],
        log: &Path,
    ) -> anyhow::Result<Self> {
        let file = std::fs::OpenOptions::new()
            .create(true)
            .append(true)
            .open(log)
            .with_context(|| format!("could not write the log {}", log.display()))?;
        let before = file.metadata().map_or(0, |meta| meta.len());
        let exe = std::env::current_exe().context("could not find this program's own file")?;
        let mut process = Command::new(exe)
            .arg(name)
            .args(args)
            .arg("--with-parent")
            .envs(environment.iter().map(|(key, value)| (*key, value)))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(file)
            .process_group(0)
            .kill_on_drop(true)
            .spawn()
            .with_context(|| format!("could not start the {name}"))?;
        let stdin = process.stdin.take();
        let stdout = process.stdout.take().context("the child has no stdout")?;
        let mut lines = BufReader::new(stdout).lines();
        let first = tokio::time::timeout(READY_WITHIN, lines.next_line()).await;
        match first {
            Ok(Ok(Some(line))) => {
                let ready = serde_json::from_str(&line).with_context(|| {
                    format!("the {name} said something else than ready: {line}")
                })?;
                Ok(Self { name, process, _stdin: stdin, log: log.to_owned(), ready })
            }
            Ok(_) => bail!("{}", last_words(name, log, before)),
            Err(_) => bail!(
                "the {name} did not answer within {} s; see {}",
                READY_WITHIN.as_secs(),
                log.display()
            ),
        }
    }

    /// A text of the ready line.
    ///
    /// # Errors
    /// When the ready line has no such text.
    pub(crate) fn said(&self, key: &str) -> anyhow::Result<&str> {
        self.ready[key]
            .as_str()
            .with_context(|| format!("the {}'s ready line has no {key}", self.name))
    }

    /// The process id while it runs.
    pub(crate) fn pid(&self) -> Option<u32> {
        self.process.id()
    }

    /// Waits until the child ends by itself; the error says so.
    pub(crate) async fn ended(&mut self) -> anyhow::Error {
        let status = self.process.wait().await;
        let how = status.map_or_else(|error| error.to_string(), |status| status.to_string());
        anyhow::anyhow!("the {} stopped ({how}); see {}", self.name, self.log.display())
    }

    /// Asks the child to stop and waits for it; kills it when it does not.
    pub(crate) async fn stop(mut self) {
        let Some(pid) = self.process.id() else { return };
        let asked = Command::new("kill").arg("-TERM").arg(pid.to_string()).status().await;
        let waited = tokio::time::timeout(STOP_WITHIN, self.process.wait()).await;
        if asked.is_err() || waited.is_err() {
            let _killed = self.process.kill().await;
        }
    }
}

/// The last line that the child wrote to its log, without the program's name before it.
fn last_words(name: &str, log: &Path, before: u64) -> String {
    let text = std::fs::read(log).unwrap_or_default();
    let new = text.get(usize::try_from(before).unwrap_or(0)..).unwrap_or_default();
    let new = String::from_utf8_lossy(new);
    let line = new.lines().rev().find(|line| line.starts_with("vestibule: "));
    match line {
        Some(line) => line.trim_start_matches("vestibule: ").to_owned(),
        None => format!("the {name} stopped before it was ready; see {}", log.display()),
    }
}
