//! The program under test as a process.

use std::{
    path::PathBuf,
    process::{ExitStatus, Output, Stdio},
};

use anyhow::{Context, bail};
use serde_json::Value;
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, Command},
    time::timeout,
};

use crate::{leaks::Leaks, wait::LIMIT};

/// The built binary: `VESTIBULE`, or the one beside this test's own folder.
///
/// # Errors
/// When it was not built; the error says how.
pub fn binary() -> anyhow::Result<PathBuf> {
    if let Some(path) = std::env::var_os("VESTIBULE") {
        return Ok(path.into());
    }
    let test = std::env::current_exe().context("could not find this test's own file")?;
    let folder = test.parent().and_then(|deps| deps.parent());
    let path = folder.context("this test lies in no target folder")?.join("vestibule");
    if !path.is_file() {
        bail!("{} is missing: run `cargo build -p vestibule` first", path.display());
    }
    Ok(path)
}

/// A running `vestibule`. It is killed when dropped, and every byte it wrote to stderr, as well as
/// every log in its data folder, is then searched for the secrets of its settings.
pub struct Program {
    /// What its first line said.
    pub ready: Value,
    child: Child,
    log: tempfile::NamedTempFile,
    leaks: Leaks,
    folder: Option<PathBuf>,
}

impl Program {
    /// Starts `vestibule <args>` and waits for its first line of JSON.
    ///
    /// # Errors
    /// When it ends before, with what it wrote to stderr, or says something else.
    pub async fn start(args: &[String], environment: &[(&str, String)]) -> anyhow::Result<Self> {
        let log = tempfile::NamedTempFile::new().context("could not make a file for the log")?;
        let mut child = Command::new(binary()?)
            .args(args)
            .envs(environment.iter().map(|(key, value)| (*key, value)))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(log.reopen()?)
            .kill_on_drop(true)
            .spawn()
            .context("could not start vestibule")?;
        let stdout = child.stdout.take().context("the program has no stdout")?;
        let mut lines = BufReader::new(stdout).lines();
        let (leaks, folder) = (Leaks::default(), option(args, "--data-dir"));
        let mut program = Self { ready: Value::Null, child, log, leaks, folder };
        let first = timeout(LIMIT, lines.next_line()).await.context("it is never ready")??;
        let Some(line) = first else {
            let status = program.child.wait().await?;
            bail!("vestibule {} ended ({status}): {}", args.join(" "), program.log()?);
        };
        program.ready =
            serde_json::from_str(&line).with_context(|| format!("it said {line}, not JSON"))?;
        // `up` has written its settings by now.
        let own = program.folder.as_ref().map(|folder| folder.join("provider.toml"));
        if let Some(settings) = option(args, "--config").or(own) {
            program.leaks = Leaks::of_file(&settings)?;
        }
        Ok(program)
    }

    /// Searches everything it wrote so far, and every log in its data folder, for secrets.
    ///
    /// # Errors
    /// Which secret stands in which log.
    pub fn check_for_leaks(&self) -> anyhow::Result<()> {
        self.leaks.check_file(self.log.path())?;
        match &self.folder {
            Some(folder) => self.leaks.check_folder(folder).map(drop),
            None => Ok(()),
        }
    }

    /// A text of the first line.
    ///
    /// # Errors
    /// When the line has no such text.
    pub fn said(&self, key: &str) -> anyhow::Result<&str> {
        self.ready[key].as_str().with_context(|| format!("the first line has no {key}"))
    }

    /// Its process id.
    ///
    /// # Errors
    /// When it has ended.
    pub fn pid(&self) -> anyhow::Result<u32> {
        self.child.id().context("the program has ended")
    }

    /// Everything it wrote to stderr so far.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub fn log(&self) -> anyhow::Result<String> {
        let text = std::fs::read(self.log.path()).context("could not read the log")?;
        Ok(String::from_utf8_lossy(&text).into_owned())
    }

    /// SIGKILL: it ends where it stands.
    ///
    /// # Errors
    /// When it had ended before.
    pub async fn kill(mut self) -> anyhow::Result<()> {
        self.child.kill().await.context("could not kill it")
    }

    /// Sends a signal, such as `INT`.
    ///
    /// # Errors
    /// When it has ended.
    pub async fn signal(&self, name: &str) -> anyhow::Result<()> {
        let (signal, pid) = (format!("-{name}"), self.pid()?.to_string());
        let sent = Command::new("kill").args([signal, pid]).status().await?;
        anyhow::ensure!(sent.success(), "it takes no signal");
        Ok(())
    }

    /// SIGINT, as Ctrl-C sends it, and how it ended.
    ///
    /// # Errors
    /// When it does not end.
    pub async fn interrupt(mut self) -> anyhow::Result<ExitStatus> {
        let pid = self.pid()?.to_string();
        let sent = Command::new("kill").args(["-INT", &pid]).status().await?;
        anyhow::ensure!(sent.success(), "could not interrupt it");
        let ended = timeout(LIMIT, self.child.wait()).await;
        ended
            .with_context(|| format!("SIGINT does not end it: {:?}", self.log()))?
            .context("could not wait for it")
    }

    /// Waits until it ends by itself.
    ///
    /// # Errors
    /// When it does not end.
    pub async fn ended(&mut self) -> anyhow::Result<ExitStatus> {
        timeout(LIMIT, self.child.wait()).await.context("it does not end")?.context("no status")
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // A test that fails already says why.
        if std::thread::panicking() {
            return;
        }
        if let Err(leak) = self.check_for_leaks() {
            panic!("{leak:#}");
        }
    }
}

/// The value of an option, as in `--data-dir <value>`.
fn option(args: &[String], name: &str) -> Option<PathBuf> {
    let place = args.iter().position(|arg| arg == name)?;
    args.get(place + 1).map(PathBuf::from)
}

/// Runs `vestibule <args>` to its end, and searches what it wrote to stderr for secrets.
///
/// # Errors
/// When it cannot be started, does not end, or tells a secret.
pub async fn run(args: &[&str]) -> anyhow::Result<Output> {
    let mut command = Command::new(binary()?);
    command.args(args).stdin(Stdio::null()).kill_on_drop(true);
    let output = timeout(LIMIT, command.output()).await;
    let output = output
        .with_context(|| format!("vestibule {} does not end", args.join(" ")))?
        .context("could not run vestibule")?;
    let words: Vec<String> = args.iter().map(|&arg| arg.to_owned()).collect();
    let own = option(&words, "--data-dir").map(|folder| folder.join("provider.toml"));
    let leaks = match option(&words, "--config").or(own) {
        Some(settings) => Leaks::of_file(&settings).unwrap_or_default(),
        None => Leaks::default(),
    };
    if let Some(found) = leaks.search(&output.stderr) {
        bail!("vestibule {} told a secret on stderr: {found}", args.join(" "));
    }
    Ok(output)
}

/// The process ids of all running programs whose command line has all these words.
pub fn processes(words: &[&str]) -> Vec<u32> {
    let Ok(folder) = std::fs::read_dir("/proc") else { return Vec::new() };
    let ids = folder.flatten().filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    ids.filter(|id: &u32| {
        // A process that ended meanwhile, and one that has ended but is not collected, have none.
        let line = std::fs::read(format!("/proc/{id}/cmdline")).unwrap_or_default();
        let line = String::from_utf8_lossy(&line).replace('\0', " ");
        !line.is_empty() && words.iter().all(|word| line.contains(word))
    })
    .collect()
}
