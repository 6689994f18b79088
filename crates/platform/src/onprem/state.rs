//! What the on-premises client remembers across restarts: one small file, replaced whole.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::settings::Application;

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
    /// A registration that waits for its code.
    pub(super) pending: Option<Pending>,
    /// The application settings.
    pub(super) settings: Application,
    /// Where older clients kept the webhook's address.
    #[serde(skip_serializing)]
    webhook_url: Option<String>,
    /// The last platform event that the webhook has accepted.
    pub(super) after: i64,
}

impl State {
    /// The state of an older client as it is kept now.
    fn of_today(mut self) -> Self {
        if let Some(url) = self.webhook_url.take() {
            let moved = self.settings.with(&json!({ "webhooks": { "url": url } }));
            self.settings = moved.unwrap_or(self.settings);
        }
        self
    }
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
    /// The number's digits.
    #[serde(default)]
    pub(super) number: String,
    /// Bearer of the platform's `/_onprem` routes.
    pub(super) session: String,
}

/// A number that was asked for, and that is registered once its code is typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Pending {
    /// The certificate it was posted with.
    pub(super) certificate: String,
    /// The number's digits.
    pub(super) number: String,
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
        own_folder(dir).map_err(at(dir))?;
        let path = dir.join("lock");
        let lock = own_file(&path).map_err(at(&path))?;
        lock.try_lock().map_err(|error| match error {
            fs::TryLockError::WouldBlock => OnpremOpenError::Held(dir.to_owned()),
            fs::TryLockError::Error(source) => OnpremOpenError::Io { path, source },
        })?;
        let path = dir.join("client.json");
        let state: State = match fs::read(&path) {
            Ok(bytes) => serde_json::from_slice(&bytes)
                .map_err(|source| OnpremOpenError::Damaged { path, source })?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => State::default(),
            Err(source) => return Err(OnpremOpenError::Io { path, source }),
        };
        Ok((Self { dir: Some(dir.to_owned()), _lock: Some(lock) }, state.of_today()))
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
        let mut file = own_file(&fresh)?;
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

/// Creates the folder where it is missing; nobody but its owner may look inside. One that was there
/// before keeps its rights: it may be used for other things too.
fn own_folder(dir: &Path) -> std::io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(dir)
}

/// Opens a file for writing from its beginning; nobody but its owner may read it, for the state has
/// the number's certificate and its session with the platform.
fn own_file(path: &Path) -> std::io::Result<File> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path)?;
    #[cfg(unix)]
    file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
    Ok(file)
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn the_webhook_of_an_older_client_is_kept() {
        let dir = std::env::temp_dir().join(format!("vestibule-older-{}", std::process::id()));
        fs::create_dir_all(&dir).unwrap();
        let older = r#"{"webhook_url":"http://127.0.0.1:1/hook","after":3}"#;
        fs::write(dir.join("client.json"), older).unwrap();
        let (_, state) = Folder::open(Some(&dir)).unwrap();
        let url = state.settings.webhook_url();
        assert_eq!((url.as_deref(), state.after), (Some("http://127.0.0.1:1/hook"), 3));
        fs::remove_dir_all(&dir).unwrap();
    }

    #[test]
    fn nobody_else_reads_the_state() {
        let dir = std::env::temp_dir().join(format!("vestibule-state-{}", std::process::id()));
        let (folder, state) = Folder::open(Some(&dir)).unwrap();
        // Left behind, open to all, by a save that was interrupted.
        fs::write(dir.join("client.json.new"), "").unwrap();
        folder.save(&state).unwrap();
        folder.announce("http://127.0.0.1:1").unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&dir), 0o700);
        for name in ["client.json", "address", "lock"] {
            assert_eq!(mode(&dir.join(name)), 0o600, "{name}");
        }
        fs::remove_dir_all(&dir).unwrap();
    }
}
