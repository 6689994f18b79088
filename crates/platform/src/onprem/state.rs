//! What the on-premises client remembers across restarts: one small file, replaced whole.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Everything the client must not forget.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct State {
    /// Hash of the administrator's password; absent until the first login changed it.
    pub(super) password: Option<String>,
    /// Sessions by the hash of their token.
    pub(super) tokens: Vec<Session>,
    /// The number it holds.
    pub(super) account: Option<Account>,
    /// Where it posts statuses and messages.
    pub(super) webhook_url: Option<String>,
    /// The last platform event that the webhook has accepted.
    pub(super) after: i64,
}

/// One login.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Session {
    /// SHA-256 of the token.
    pub(super) key: String,
    /// When it ends.
    pub(super) expires: Timestamp,
}

/// The number this client holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Account {
    /// The certificate it was posted with.
    pub(super) certificate: String,
    /// The platform's id of the number.
    pub(super) phone_number_id: String,
    /// Bearer of the platform's `/_onprem` routes.
    pub(super) session: String,
}

/// Why a client did not start.
#[derive(Debug, thiserror::Error)]
pub enum OnpremOpenError {
    /// A second process on the same folder.
    #[error("{0} is held by another running client: one number has one client")]
    Held(PathBuf),
    /// The folder cannot be used.
    #[error("{path} cannot be used: {source}")]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// The file is there but is not ours.
    #[error("{path} is damaged ({source}): move it away to begin anew")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What the parser said.
        source: serde_json::Error,
    },
}

/// The folder with the state, or none where nothing needs to survive.
#[derive(Debug)]
pub(super) struct Folder {
    dir: Option<PathBuf>,
    /// Held as long as the client lives.
    _lock: Option<File>,
}

impl Folder {
    /// Takes hold of the folder and reads what is remembered there.
    pub(super) fn open(dir: Option<&Path>) -> Result<(Self, State), OnpremOpenError> {
        let Some(dir) = dir else {
            return Ok((Self { dir: None, _lock: None }, State::default()));
        };
        fs::create_dir_all(dir).map_err(at(dir))?;
        let path = dir.join("lock");
        let lock = File::create(&path).map_err(at(&path))?;
        lock.try_lock().map_err(|error| match error {
            fs::TryLockError::WouldBlock => OnpremOpenError::Held(dir.to_owned()),
            fs::TryLockError::Error(source) => OnpremOpenError::Io { path, source },
        })?;
        let path = dir.join("client.json");
        let state = match fs::read(&path) {
            Ok(bytes) => serde_json::from_slice(&bytes)
                .map_err(|source| OnpremOpenError::Damaged { path, source })?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => State::default(),
            Err(source) => return Err(OnpremOpenError::Io { path, source }),
        };
        Ok((Self { dir: Some(dir.to_owned()), _lock: Some(lock) }, state))
    }

    /// Writes the state durably: it is there whole, or the old one is.
    pub(super) fn save(&self, state: &State) -> std::io::Result<()> {
        let text = serde_json::to_vec_pretty(state)?;
        self.replace("client.json", &text)
    }

    /// Writes where the running client answers.
    pub(super) fn announce(&self, address: &str) -> std::io::Result<()> {
        self.replace("address", address.as_bytes())
    }

    fn replace(&self, name: &str, bytes: &[u8]) -> std::io::Result<()> {
        let Some(dir) = &self.dir else {
            return Ok(());
        };
        let fresh = dir.join(format!("{name}.new"));
        let mut file = File::create(&fresh)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&fresh, dir.join(name))?;
        File::open(dir)?.sync_all()
    }
}

fn at(path: &Path) -> impl FnOnce(std::io::Error) -> OnpremOpenError {
    let path = path.to_owned();
    |source| OnpremOpenError::Io { path, source }
}
