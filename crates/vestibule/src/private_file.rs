//! Files that hold secrets, such as tokens and the keys of apps: for their owner alone.

use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

/// Writes a file that, on Unix, only its owner can read. What is there already is replaced, and
/// from then on no one else can read it either.
pub(crate) fn write(path: &Path, text: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    // It loses what it holds only when it is known to be closed to others.
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    close_to_others(&file)?;
    file.set_len(0)?;
    file.write_all(text)
}

/// The mode counts for a new file only.
fn close_to_others(file: &File) -> io::Result<()> {
    #[cfg(unix)]
    if file.metadata()?.is_file() {
        file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
    }
    #[cfg(not(unix))]
    let _ = file;
    Ok(())
}
