//! What the commands of a provider's operators share: which provider is meant, and how answers are
//! shown.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context as _;
use clap::Args;
use provider::{Office, Settings};
use serde_json::{Value, json};
use shell::http::Client;

use crate::control::table;

/// Who made a change, as the time line and the audit log name it.
pub(crate) const WHO: &str = "command line";

/// What every such command says about its end.
pub(crate) const EXIT: &str = "\
Exit status: 0 done; 1 it could not be done (the reason is on stderr); 2 the command line
is wrong.";

/// How long one call may take.
const CALL_WITHIN: Duration = Duration::from_secs(30);
/// Where data are when nothing is said.
const FOLDER: &str = "vestibule-data";

/// Which provider is meant: settings as `vestibule provider` takes them, the environment included.
#[derive(Args, Clone)]
pub(crate) struct Which {
    /// Settings file of the provider [default: provider.toml in the data folder, if it is there].
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Folder with its database [default: vestibule-data, or the settings' folder].
    #[arg(long, global = true, value_name = "FOLDER")]
    data_dir: Option<PathBuf>,
    /// Print one line of JSON instead of a table.
    #[arg(long, global = true)]
    pub(crate) json: bool,
}

impl Which {
    /// The settings.
    ///
    /// # Errors
    /// The first setting that is missing or wrong.
    pub(crate) fn settings(&self) -> anyhow::Result<Settings> {
        let flags = json!({ "data_dir": self.data_dir });
        Ok(Settings::load(self.file().as_deref(), &flags)?)
    }

    /// The settings file, if there is one.
    pub(crate) fn file(&self) -> Option<PathBuf> {
        let beside = || {
            let folder = self.data_dir.as_deref().unwrap_or(Path::new(FOLDER));
            Some(folder.join("provider.toml")).filter(|file| file.is_file())
        };
        self.config.clone().or_else(beside)
    }

    /// Settings and data, beside a server that may be running.
    ///
    /// # Errors
    /// As [`Which::settings`], or when there is no database of this program's version.
    pub(crate) async fn office(&self) -> anyhow::Result<Office> {
        Ok(Office::open(self.settings()?, net()?).await?)
    }

    /// The same, where the data are begun if there are none yet.
    ///
    /// # Errors
    /// As [`Which::office`].
    pub(crate) async fn first_office(&self) -> anyhow::Result<Office> {
        let settings = self.settings()?;
        let folder = &settings.data_dir;
        let unmade = || format!("could not make the folder {}", folder.display());
        shell::owner::make_folder(folder).with_context(unmade)?;
        Ok(Office::found(settings, net()?).await?)
    }

    /// The same, for a command that writes nothing: where there are no data yet, none are begun.
    ///
    /// # Errors
    /// As [`Which::office`].
    pub(crate) async fn peek(&self) -> anyhow::Result<Office> {
        Ok(Office::peek(self.settings()?, net()?).await?)
    }

    /// Shows rows: as one line of JSON, or as a table of some of their members.
    pub(crate) fn rows(&self, rows: &[Value], members: &[&str], none: &str) {
        let answer = json!({ "data": rows });
        match self.json {
            true => say!("{answer}"),
            false => say!("{}", table(&answer, members, none)),
        }
    }

    /// Shows one thing: as one line of JSON, or in words.
    pub(crate) fn one(&self, value: &Value, words: impl FnOnce() -> String) {
        match self.json {
            true => say!("{value}"),
            false => say!("{}", words()),
        }
    }
}

/// Calls over the network.
///
/// # Errors
/// When TLS cannot be set up.
pub(crate) fn net() -> anyhow::Result<Client> {
    Client::net(CALL_WITHIN).context("could not prepare calls over the network")
}
