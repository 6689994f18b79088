//! The database: durable answers, group commit, crashes, refusals with advice.

use std::path::PathBuf;
use std::sync::mpsc;
use std::time::Duration;

use rusqlite::{Connection, OptionalExtension, Transaction, params};
use shell::db::{Db, DbError, Disk, Micros, Mode};

const FIRST: &[(&str, &str)] = &[(
    "0001_first",
    "CREATE TABLE note (id INTEGER PRIMARY KEY, body TEXT NOT NULL UNIQUE, at INTEGER);
     CREATE TABLE owner (id INTEGER PRIMARY KEY,
       note INTEGER NOT NULL REFERENCES note DEFERRABLE INITIALLY DEFERRED);",
)];

fn add(body: &str) -> impl FnOnce(&Transaction<'_>) -> rusqlite::Result<i64> + Send + 'static {
    let body = body.to_owned();
    move |db| db.prepare_cached("INSERT INTO note (body) VALUES ($1)")?.insert(params![body])
}

fn bodies(db: &Connection) -> rusqlite::Result<Vec<String>> {
    db.prepare_cached("SELECT body FROM note ORDER BY id")?
        .query_map([], |row| row.get(0))?
        .collect()
}

fn folder() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let path = folder.path().join("data/test.db");
    (folder, path)
}

#[tokio::test]
async fn every_kind_of_database_writes_and_reads() {
    let (_folder, path) = folder();
    for db in [
        Db::memory().unwrap(),
        Db::open(&path, Mode::Threaded).unwrap(),
        Db::open(&path.with_extension("inline"), Mode::Inline).unwrap(),
    ] {
        db.migrate(FIRST).await.unwrap();
        db.migrate(FIRST).await.unwrap();
        assert_eq!(db.write(add("a")).await.unwrap(), 1);
        assert!(db.write(add("a")).await.unwrap_err().is_constraint());
        let write_in_read = db.read(|db| db.execute("DELETE FROM note", [])).await;
        assert!(write_in_read.is_err());
        let panicked = db.write(|_| -> rusqlite::Result<()> { panic!("on purpose") }).await;
        assert!(matches!(panicked, Err(DbError::Panicked)));
        assert_eq!(db.write(add("b")).await.unwrap(), 2);
        assert_eq!(db.read(bodies).await.unwrap(), ["a", "b"]);
        let none = db.read(|db| db.query_row("SELECT id FROM owner", [], |_| Ok(()))).await;
        assert!(none.unwrap_err().is_no_rows());
    }
}

#[tokio::test]
async fn an_answer_means_another_reader_sees_it() {
    let (_folder, path) = folder();
    let db = Db::open(&path, Mode::Threaded).unwrap();
    db.migrate(FIRST).await.unwrap();
    // An own connection sees only what is committed.
    let witness = Connection::open(&path).unwrap();
    for round in 0..20 {
        let body = format!("note {round}");
        db.write(add(&body)).await.unwrap();
        let seen = witness
            .query_row("SELECT id FROM note WHERE body = $1", [&body], |row| row.get::<_, i64>(0))
            .optional()
            .unwrap();
        assert!(seen.is_some(), "{body}");
    }
}

/// Keeps the writer busy until told otherwise, so that what is sent meanwhile is one batch.
async fn hold(db: &Db) -> (mpsc::Sender<()>, tokio::task::JoinHandle<Result<(), DbError>>) {
    let (go, wait) = mpsc::channel::<()>();
    let (begun, started) = tokio::sync::oneshot::channel();
    let db = db.clone();
    let holding = tokio::spawn(async move {
        db.write(move |_| {
            let _ = begun.send(());
            let _ = wait.recv_timeout(Duration::from_secs(10));
            Ok(())
        })
        .await
    });
    started.await.expect("the writer has begun");
    (go, holding)
}

/// Readers are few. Those that wait for one and are not asked how they are doing, since whoever
/// asked for them does something else, keep nobody from reading.
#[tokio::test]
async fn who_is_waiting_to_read_and_looks_elsewhere_holds_up_nobody() {
    let (_folder, path) = folder();
    let db = Db::open(&path, Mode::Threaded).unwrap();
    let (go, gone) = mpsc::channel::<()>();
    let gone = std::sync::Arc::new(std::sync::Mutex::new(gone));
    let slow = |_| {
        let (db, gone) = (db.clone(), gone.clone());
        tokio::spawn(async move {
            db.read(move |_| Ok(gone.lock().map(|gone| gone.recv().is_ok()).is_ok())).await
        })
    };
    let slow: Vec<_> = (0..8).map(slow).collect();
    tokio::task::yield_now().await;
    let mut waiting: Vec<_> = (0..8).map(|_| Box::pin(db.read(|_| Ok(())))).collect();
    for one in &mut waiting {
        assert!(futures_util::poll!(one).is_pending(), "no reader is free");
    }
    (0..8).for_each(|_| go.send(()).expect("they wait for it"));
    let read = tokio::time::timeout(Duration::from_secs(30), db.read(|_| Ok(7))).await;
    assert_eq!(read.expect("nobody holds a reader").unwrap(), 7);
    for one in slow {
        assert!(one.await.unwrap().unwrap());
    }
    for one in waiting {
        one.await.unwrap();
    }
}

#[tokio::test]
async fn a_job_that_fails_takes_nobody_with_it() {
    let (_folder, path) = folder();
    let db = Db::open(&path, Mode::Threaded).unwrap();
    db.migrate(FIRST).await.unwrap();
    let (go, holding) = hold(&db).await;
    let all = futures_util::future::join_all([
        db.write(add("a")),
        db.write(add("a")),
        db.write(add("b")),
    ]);
    let release = async {
        tokio::time::sleep(Duration::from_millis(50)).await;
        go.send(()).unwrap();
    };
    let (answers, ()) = tokio::join!(all, release);
    holding.await.unwrap().unwrap();
    assert!(answers[0].is_ok() && answers[1].is_err() && answers[2].is_ok(), "{answers:?}");
    assert_eq!(db.read(bodies).await.unwrap(), ["a", "b"]);
}

#[tokio::test]
async fn a_commit_that_fails_fails_the_whole_batch() {
    let (_folder, path) = folder();
    let db = Db::open(&path, Mode::Threaded).unwrap();
    db.migrate(FIRST).await.unwrap();
    let (go, holding) = hold(&db).await;
    // The foreign key is looked at when committing.
    let orphan = db.write(|db| db.execute("INSERT INTO owner (note) VALUES (99)", []));
    let good = db.write(add("good"));
    let release = async {
        tokio::time::sleep(Duration::from_millis(50)).await;
        go.send(()).unwrap();
    };
    let (orphan, good, ()) = tokio::join!(orphan, good, release);
    holding.await.unwrap().unwrap();
    assert!(orphan.unwrap_err().is_constraint());
    assert!(good.unwrap_err().is_constraint());
    db.write(add("after")).await.unwrap();
    assert_eq!(db.read(bodies).await.unwrap(), ["after"]);
}

#[tokio::test]
async fn closing_and_opening_again_keeps_everything() {
    let (_folder, path) = folder();
    for round in 0..3 {
        let db = Db::open(&path, Mode::Threaded).unwrap();
        db.migrate(FIRST).await.unwrap();
        db.write(add(&format!("{round}"))).await.unwrap();
        assert_eq!(db.read(bodies).await.unwrap().len(), round + 1);
    }
}

#[tokio::test]
async fn a_crashed_disk_keeps_what_was_committed() {
    let (_folder, path) = folder();
    for disk in [Disk::memory().unwrap(), Disk::file(&path).unwrap()] {
        let db = disk.mount();
        db.migrate(FIRST).await.unwrap();
        db.write(add("kept")).await.unwrap();
        let undone = db.write(|db| {
            add("undone")(db)?;
            Err::<(), _>(rusqlite::Error::InvalidQuery)
        });
        assert!(undone.await.is_err());
        disk.crash();
        assert!(matches!(db.write(add("zombie")).await, Err(DbError::Closed)));
        assert!(matches!(db.read(bodies).await, Err(DbError::Closed)));
        assert_eq!(disk.mount().read(bodies).await.unwrap(), ["kept"]);
    }
}

#[tokio::test]
async fn migrations_run_once_and_a_newer_database_is_refused() {
    let db = Db::memory().unwrap();
    db.migrate(FIRST).await.unwrap();
    let broken = [FIRST[0], ("0002_broken", "CREATE TABLE x (id); SELECT nonsense")];
    let error = db.migrate(&broken).await.unwrap_err().to_string();
    assert!(error.starts_with("migration 0002_broken failed and was undone"), "{error}");
    let two = [FIRST[0], ("0002_more", "CREATE TABLE x (id)")];
    db.migrate(&two).await.unwrap();
    assert_eq!(
        db.migrate(FIRST).await.unwrap_err().to_string(),
        "the database was written by a newer program (its version is 2, this program knows 1): \
         run the newer program again, or restore an older backup"
    );
}

#[tokio::test]
async fn what_cannot_be_opened_is_explained() {
    let (folder, path) = folder();
    let open = Db::open(&path, Mode::Threaded).unwrap();
    assert!(matches!(Db::open(&path, Mode::Inline), Err(DbError::Locked { .. })));
    drop(open);
    assert!(Db::open(&path, Mode::Inline).is_ok());

    let damaged = folder.path().join("damaged.db");
    std::fs::write(&damaged, vec![b'x'; 8_192]).unwrap();
    for mode in [Mode::Threaded, Mode::Inline] {
        let error = Db::open(&damaged, mode).unwrap_err().to_string();
        assert!(error.contains("is damaged or no SQLite file: move it away"), "{error}");
    }

    let below_a_file = damaged.join("test.db");
    let error = Db::open(&below_a_file, Mode::Threaded).unwrap_err().to_string();
    assert!(error.contains("choose a folder this user may write to"), "{error}");
}

#[cfg(unix)]
#[test]
fn the_file_is_readable_by_its_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let (_folder, path) = folder();
    let _db = Db::open(&path, Mode::Threaded).unwrap();
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
}

#[tokio::test]
async fn times_are_stored_as_microseconds() {
    let db = Db::memory().unwrap();
    db.migrate(FIRST).await.unwrap();
    let at: jiff::Timestamp = "2026-01-01T00:00:00.000001Z".parse().unwrap();
    db.write(move |db| db.execute("INSERT INTO note (body, at) VALUES ('t', $1)", [Micros(at)]))
        .await
        .unwrap();
    let read = |db: &Connection| {
        db.query_row("SELECT at, at FROM note", [], |row| {
            Ok((row.get::<_, Micros>(0)?.0, row.get::<_, i64>(1)?))
        })
    };
    assert_eq!(db.read(read).await.unwrap(), (at, 1_767_225_600_000_001));
}

#[tokio::test]
async fn whoever_takes_over_has_it_alone() {
    let (_folder, path) = folder();
    for db in [Db::memory().unwrap(), Db::open(&path, Mode::Threaded).unwrap()] {
        db.migrate(FIRST).await.unwrap();
        db.write(add("old")).await.unwrap();
        let failing = db.take_over(|db| db.execute_batch("DELETE FROM note; nonsense")).await;
        assert!(failing.is_err());
        assert_eq!(db.read(bodies).await.unwrap(), ["old"], "nothing has changed hands");
        let clear = |db: &Transaction<'_>| db.execute_batch("DELETE FROM note");
        let next = db.take_over(clear).await.unwrap();
        next.write(add("new")).await.unwrap();
        assert!(matches!(db.write(add("late")).await, Err(DbError::Closed)));
        assert!(matches!(db.read(bodies).await, Err(DbError::Closed)));
        assert!(matches!(db.take_over(clear).await, Err(DbError::Closed)));
        assert_eq!(next.read(bodies).await.unwrap(), ["new"]);
    }
}
