//! Files that hold secrets, such as tokens and the keys of apps: for their owner alone.

use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

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
    if file.metadata()?.is_file() {
        file.set_len(0)?;
    }
    file.write_all(text)
}

/// Replaces a file by a whole one or not at all: whatever goes wrong on the way, a full disk or a
/// sudden end, what was there before is there still. It is written as [`write`] does, beside its
/// place, and put there when it is on disk. What is no file, such as a pipe, is written into.
pub(crate) fn replace(path: &Path, text: &[u8]) -> io::Result<()> {
    if path.metadata().is_ok_and(|known| !known.is_file()) {
        return write(path, text);
    }
    // A link goes on leading where it led.
    let place = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let mut beside = place.as_os_str().to_owned();
    beside.push(".part");
    let beside = PathBuf::from(beside);
    let written = write(&beside, text)
        .and_then(|()| File::open(&beside)?.sync_all())
        .and_then(|()| std::fs::rename(&beside, &place));
    if written.is_err() {
        // Half a file helps nobody.
        let _ = std::fs::remove_file(&beside);
    }
    written
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("session.jsonl");
        replace(&place, b"first").unwrap();
        replace(&place, b"second").unwrap();
        assert_eq!(std::fs::read(&place).unwrap(), b"second");
        // Where nothing can be written beside it, it stays as it was.
        std::fs::create_dir(folder.path().join("session.jsonl.part")).unwrap();
        assert!(replace(&place, b"third").is_err());
        assert_eq!(std::fs::read(&place).unwrap(), b"second");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link_and_what_is_no_file_is_written_into() {
        let folder = tempfile::tempdir().unwrap();
        let (place, link) = (folder.path().join("real"), folder.path().join("link"));
        std::fs::write(&place, "old").unwrap();
        std::os::unix::fs::symlink(&place, &link).unwrap();
        replace(&link, b"new").unwrap();
        assert!(link.symlink_metadata().unwrap().is_symlink());
        assert_eq!(std::fs::read(&place).unwrap(), b"new");
        replace(Path::new("/dev/null"), b"gone").unwrap();
    }
}
