//! Copies of a database file: made while it is in use, and put back in its place.

use std::fs::File;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags, params};

use super::{DbError, files};

/// Writes a copy of the database file at `from` to `to`, which must not be there. The copy shows
/// one moment, whole, also while a server goes on writing; it is readable by its owner only. Says
/// how many bytes it has. Takes as long as reading and writing the file once.
///
/// # Errors
/// When the file cannot be read, is damaged, or the copy cannot be written.
pub fn copy(from: &Path, to: &Path) -> Result<u64, DbError> {
    let part = beside(to, ".part");
    let written = vacuum(from, &part).and_then(|()| {
        whole(&part)?;
        finish(&part, to)
    });
    if written.is_err() {
        // What is unfinished is of no use; the error below says why.
        let _ = std::fs::remove_file(&part);
    }
    written
}

fn vacuum(from: &Path, part: &Path) -> Result<(), DbError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let about = |error| DbError::about(from, error);
    let source = Connection::open_with_flags(from, flags).map_err(about)?;
    source.busy_timeout(std::time::Duration::from_secs(30)).map_err(about)?;
    // Made first, so that nobody else can read it; SQLite takes an empty file.
    files::private().truncate(true).open(part).map_err(|why| unwritable(part, &why))?;
    let name = part.to_string_lossy();
    source.execute("VACUUM INTO ?1", params![name]).map_err(|error| DbError::about(part, error))?;
    Ok(())
}

/// Makes sure that a file is a database without damage.
///
/// # Errors
/// [`DbError::Damaged`] when it is not.
fn whole(path: &Path) -> Result<(), DbError> {
    let about = |error| DbError::about(path, error);
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let copy = Connection::open_with_flags(path, flags).map_err(about)?;
    let said: String =
        copy.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0)).map_err(about)?;
    if said == "ok" { Ok(()) } else { Err(DbError::Damaged { path: path.into() }) }
}

/// Puts a file that was written to its place, and says how many bytes it has.
pub(crate) fn finish(part: &Path, to: &Path) -> Result<u64, DbError> {
    let done = || {
        let file = File::open(part)?;
        file.sync_all()?;
        std::fs::rename(part, to)?;
        sync_folder_of(to)?;
        file.metadata().map(|data| data.len())
    };
    done().map_err(|why| unwritable(to, &why))
}

/// Puts a copy in the place of the database file at `place`, which nobody may be using; what was
/// there is kept beside it and its name returned. Either all of it happens or nothing.
///
/// # Errors
/// [`DbError::Locked`] while a server uses the file; when the copy is damaged or cannot be written.
pub fn put_back(copy: &Path, place: &Path) -> Result<Option<PathBuf>, DbError> {
    let fresh = beside(place, ".restoring");
    let (was, _lock) = (place.exists(), files::claim(place)?);
    let bring = || -> std::io::Result<()> {
        let mut from = File::open(copy)?;
        let mut to = files::private().truncate(true).open(&fresh)?;
        std::io::copy(&mut from, &mut to)?;
        to.sync_all()
    };
    bring().map_err(|why| unwritable(&fresh, &why))?;
    whole(&fresh)?;
    let kept = was.then(|| free_name(place));
    if let Some(kept) = &kept {
        // Brings what is in the write-ahead log into the file, so that one file is all of it.
        // A damaged one, which may be why a copy is put back, is kept as it is.
        if let Ok(old) = files::connect(place) {
            old.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
                .map_err(|error| DbError::about(place, error))?;
        }
        std::fs::rename(place, kept).map_err(|why| unwritable(kept, &why))?;
    }
    for ending in ["-wal", "-shm"] {
        // They belong to the file that was replaced; usually they are gone already.
        let _ = std::fs::remove_file(beside(place, ending));
    }
    let put = std::fs::rename(&fresh, place).and_then(|()| sync_folder_of(place));
    put.map_err(|why| unwritable(place, &why))?;
    Ok(kept)
}

/// Refuses where a server works on a database file that is there.
///
/// # Errors
/// [`DbError::Locked`]; when the file cannot be written.
pub fn unclaimed(place: &Path) -> Result<(), DbError> {
    if place.exists() { files::claim(place).map(drop) } else { Ok(()) }
}

/// A name beside `place` for what is replaced, that is not taken: `.replaced`, then `.replaced-2`
/// and so on.
pub fn free_name(place: &Path) -> PathBuf {
    let numbered = |number: u32| beside(place, &format!(".replaced-{number}"));
    let mut names = std::iter::once(beside(place, ".replaced")).chain((2..).map(numbered));
    names.find(|name| !name.exists()).expect("there are more numbers than files")
}

fn sync_folder_of(file: &Path) -> std::io::Result<()> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}

/// The same name with another ending.
pub(crate) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

fn unwritable(path: &Path, why: &std::io::Error) -> DbError {
    if why.kind() == std::io::ErrorKind::StorageFull {
        return DbError::Full { path: path.into() };
    }
    DbError::Unwritable { path: path.into(), why: why.to_string() }
}

#[cfg(test)]
mod tests {
    use super::super::{Db, Mode};
    use super::*;

    fn open(path: &Path) -> Db {
        Db::open(path, Mode::Threaded).unwrap()
    }

    async fn add(db: &Db, word: &'static str) {
        db.write(move |tx| {
            tx.execute_batch("CREATE TABLE IF NOT EXISTS note (word TEXT)")?;
            tx.execute("INSERT INTO note VALUES (?1)", [word])
        })
        .await
        .unwrap();
    }

    async fn words(db: &Db) -> String {
        db.read(|db| db.query_row("SELECT group_concat(word) FROM note", [], |row| row.get(0)))
            .await
            .unwrap()
    }

    #[tokio::test]
    async fn a_copy_of_a_file_in_use_is_put_back_and_the_old_one_kept() {
        let folder = tempfile::tempdir().unwrap();
        let (place, saved) = (folder.path().join("a.db"), folder.path().join("saved"));
        let db = open(&place);
        add(&db, "one").await;
        copy(&place, &saved).unwrap();
        add(&db, "two").await;
        assert!(matches!(put_back(&saved, &place), Err(DbError::Locked { .. })));
        drop(db);
        let kept = put_back(&saved, &place).unwrap().unwrap();
        assert_eq!(words(&open(&place)).await, "one");
        assert_eq!(words(&open(&kept)).await, "one,two");
        let next = put_back(&saved, &place).unwrap().unwrap();
        assert_ne!(next, kept);
    }

    #[tokio::test]
    async fn a_damaged_copy_is_not_put_back() {
        let folder = tempfile::tempdir().unwrap();
        let (place, saved) = (folder.path().join("a.db"), folder.path().join("saved"));
        add(&open(&place), "one").await;
        std::fs::write(&saved, b"no database at all, but a letter".repeat(200)).unwrap();
        assert!(matches!(put_back(&saved, &place), Err(DbError::Damaged { .. })));
        assert_eq!(words(&open(&place)).await, "one");
    }
}
