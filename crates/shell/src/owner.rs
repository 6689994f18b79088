//! Files and folders for their owner alone.

use std::io;
use std::path::{Path, PathBuf};

/// Why a file or folder with secrets is not used.
#[derive(Debug, thiserror::Error)]
pub enum Exposed {
    /// Others may read it.
    #[error(
        "every user of this machine can read {path}, which holds secrets: run `chmod {mode} {path}`"
    )]
    Readable {
        /// The file or folder.
        path: PathBuf,
        /// The rights it should have.
        mode: &'static str,
    },
    /// It cannot be looked at.
    #[error("cannot see who may read {path}: {why}")]
    Unseen {
        /// The file or folder.
        path: PathBuf,
        /// What the operating system said.
        why: String,
    },
}

/// Refuses a file that users other than its owner and group may read or write.
///
/// # Errors
/// What is wrong, and the command that mends it.
pub fn check_file(path: &Path) -> Result<(), Exposed> {
    check(path, "600")
}

/// Refuses a folder that users other than its owner and group may look into or write. One that is
/// not there or empty is fine: [`make_folder`] closes it before anything is put into it.
///
/// # Errors
/// What is wrong, and the command that mends it.
pub fn check_folder(path: &Path) -> Result<(), Exposed> {
    if path.exists() && !is_empty(path) { check(path, "700") } else { Ok(()) }
}

/// Makes a folder, and those above it that are missing, for their owner alone. An empty one that is
/// there is closed to other users; one with something in it stays as it is.
///
/// # Errors
/// What the operating system says.
pub fn make_folder(path: &Path) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)?;
    #[cfg(unix)]
    if is_empty(path) && check(path, "700").is_err() {
        let mode = std::os::unix::fs::PermissionsExt::from_mode(0o700);
        std::fs::set_permissions(path, mode)?;
    }
    Ok(())
}

fn is_empty(path: &Path) -> bool {
    std::fs::read_dir(path).is_ok_and(|mut entries| entries.next().is_none())
}

#[cfg(unix)]
fn check(path: &Path, mode: &'static str) -> Result<(), Exposed> {
    use std::os::unix::fs::PermissionsExt as _;
    let seen = std::fs::metadata(path);
    let seen = seen.map_err(|why| Exposed::Unseen { path: path.into(), why: why.to_string() })?;
    if seen.permissions().mode() & 0o007 == 0 {
        return Ok(());
    }
    Err(Exposed::Readable { path: path.into(), mode })
}

#[cfg(not(unix))]
fn check(path: &Path, _mode: &'static str) -> Result<(), Exposed> {
    let seen = std::fs::metadata(path);
    seen.map(drop).map_err(|why| Exposed::Unseen { path: path.into(), why: why.to_string() })
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    fn set(path: &Path, mode: u32) {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode))
            .expect("the file is ours");
    }

    #[test]
    fn security_start_what_every_user_can_read_is_refused_with_the_remedy() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("provider.toml");
        std::fs::write(&file, "").unwrap();
        for (mode, fine) in [(0o600, true), (0o640, true), (0o644, false), (0o602, false)] {
            set(&file, mode);
            assert_eq!(check_file(&file).is_ok(), fine, "{mode:o}");
        }
        let words = check_file(&file).unwrap_err().to_string();
        assert!(words.contains("chmod 600") && words.contains("provider.toml"), "{words}");
        for (mode, fine) in [(0o700, true), (0o750, true), (0o755, false), (0o701, false)] {
            set(folder.path(), mode);
            assert_eq!(check_folder(folder.path()).is_ok(), fine, "{mode:o}");
        }
        set(folder.path(), 0o700);
    }

    #[test]
    fn security_start_a_folder_we_make_is_for_its_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let made = folder.path().join("a/b");
        check_folder(&made).unwrap();
        make_folder(&made).unwrap();
        make_folder(&made).unwrap();
        for path in [&made, &folder.path().join("a")] {
            let mode = std::fs::metadata(path).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o700, "{}", path.display());
        }
        // An empty one that somebody made for us is closed; one with something in it is not ours.
        for (file, expected) in [(None, 0o700), (Some("x"), 0o755)] {
            let given = tempfile::tempdir().unwrap();
            if let Some(name) = file {
                std::fs::write(given.path().join(name), "").unwrap();
            }
            set(given.path(), 0o755);
            make_folder(given.path()).unwrap();
            let mode = std::fs::metadata(given.path()).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, expected, "{file:?}");
            assert_eq!(check_folder(given.path()).is_ok(), file.is_none());
        }
    }
}
