//! The threaded database: one file, a writer thread, reader threads, a lock.
//!
//! Whoever reads holds nothing while it waits: its job stands in a queue, and its answer comes to
//! it. A reader that had to be taken up by the one it was promised to would be idle as long as that
//! one looks elsewhere, and all would stand still if that was for another reader.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread::JoinHandle;

use rusqlite::{Connection, Transaction};
use tokio::sync::oneshot;

use super::disk::guarded;
use super::writer::{Job, keep_writing};
use super::{DbError, prepare};
use crate::metrics::Batches;

/// Reading connections.
const READERS: usize = 4;

/// What one reading thread is asked to do.
type Reading = Box<dyn FnOnce(&Connection) + Send>;

#[derive(Debug)]
pub(super) struct Threaded {
    writes: Option<mpsc::Sender<Job>>,
    reads: Option<mpsc::Sender<Reading>>,
    threads: Vec<JoinHandle<()>>,
    path: PathBuf,
    pub(super) batches: Batches,
    _lock: File,
}

impl Threaded {
    pub(super) fn open(path: &Path) -> Result<Self, DbError> {
        let lock = claim(path)?;
        let writing = connect(path)?;
        let (writes, queue) = mpsc::channel();
        let about = path.to_owned();
        let batches = Batches::default();
        let measured = batches.clone();
        let mut threads = Vec::with_capacity(READERS + 1);
        let write = move || keep_writing(writing, &about, &queue, &measured);
        threads.push(spawn(path, "db writer", write)?);
        let (reads, queue) = mpsc::channel::<Reading>();
        let queue = Arc::new(Mutex::new(queue));
        for _ in 0..READERS {
            let reading = connect(path)?;
            reading.pragma_update(None, "query_only", true)?;
            let queue = Arc::clone(&queue);
            let read = move || {
                loop {
                    let next = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    let Ok(job) = next else { return };
                    job(&reading);
                }
            };
            threads.push(spawn(path, "db reader", read)?);
        }
        let (writes, reads) = (Some(writes), Some(reads));
        Ok(Self { writes, reads, threads, path: path.into(), batches, _lock: lock })
    }

    pub(super) async fn write<T: Send + 'static>(
        &self,
        job: impl FnOnce(&Transaction<'_>) -> Result<T, DbError> + Send + 'static,
    ) -> Result<T, DbError> {
        let (tell, told) = oneshot::channel();
        let value = Arc::new(Mutex::new(None));
        let (keep, path) = (Arc::clone(&value), self.path.clone());
        let run = Box::new(move |transaction: &Transaction<'_>| {
            let done = guarded(|| job(transaction))?.map_err(|error| error.at(&path))?;
            *keep.lock().unwrap_or_else(PoisonError::into_inner) = Some(done);
            Ok(())
        });
        // The caller may be gone; the write counts all the same.
        let answer = Box::new(move |error: Option<DbError>| drop(tell.send(error)));
        let writes = self.writes.as_ref().ok_or(DbError::Closed)?;
        writes.send(Job { run, answer }).map_err(|_| DbError::Closed)?;
        match told.await {
            Ok(None) => {
                value.lock().unwrap_or_else(PoisonError::into_inner).take().ok_or(DbError::Closed)
            }
            Ok(Some(error)) => Err(error),
            Err(_) => Err(DbError::Closed),
        }
    }

    pub(super) async fn read<T: Send + 'static>(
        &self,
        job: impl FnOnce(&Connection) -> Result<T, DbError> + Send + 'static,
    ) -> Result<T, DbError> {
        // A transaction, so that all its queries see the same state.
        let whole = move |connection: &Connection| {
            let transaction = connection.unchecked_transaction()?;
            let value = job(&transaction)?;
            transaction.commit()?;
            Ok(value)
        };
        self.read_long(whole).await
    }

    /// Runs a job whose statements see a state of their own each.
    pub(super) async fn read_long<T: Send + 'static>(
        &self,
        job: impl FnOnce(&Connection) -> Result<T, DbError> + Send + 'static,
    ) -> Result<T, DbError> {
        let (tell, told) = oneshot::channel();
        let path = self.path.clone();
        let reading: Reading = Box::new(move |connection| {
            if tell.is_closed() {
                // Nobody waits for it any more.
                return;
            }
            let read = guarded(|| job(connection));
            drop(tell.send(read.and_then(|done| done.map_err(|error| error.at(&path)))));
        });
        let reads = self.reads.as_ref().ok_or(DbError::Closed)?;
        reads.send(reading).map_err(|_| DbError::Closed)?;
        told.await.map_err(|_| DbError::Closed)?
    }
}

impl Drop for Threaded {
    /// Waits for the last batch and for who still reads, so that the file can be opened again at
    /// once.
    fn drop(&mut self) {
        self.writes = None;
        self.reads = None;
        for thread in self.threads.drain(..) {
            if thread.thread().id() != std::thread::current().id() && thread.join().is_err() {
                tracing::error!("a thread of the database had panicked");
            }
        }
    }
}

fn spawn(
    path: &Path,
    name: &str,
    work: impl FnOnce() + Send + 'static,
) -> Result<JoinHandle<()>, DbError> {
    let thread = std::thread::Builder::new().name(name.into()).spawn(work);
    thread.map_err(|why| DbError::Unwritable { path: path.into(), why: why.to_string() })
}

/// Creates the folder, takes the lock file `<path>.lock`, and makes sure the file can be written.
/// The lock lasts as long as the returned file is open, also when the process is killed.
pub(super) fn claim(path: &Path) -> Result<File, DbError> {
    let unwritable =
        |why: std::io::Error| DbError::Unwritable { path: path.into(), why: why.to_string() };
    if let Some(folder) = path.parent() {
        crate::owner::make_folder(folder).map_err(unwritable)?;
    }
    let mut beside = path.as_os_str().to_owned();
    beside.push(".lock");
    let lock = private().open(&beside).map_err(unwritable)?;
    match lock.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Err(DbError::Locked { path: path.into() }),
        Err(TryLockError::Error(why)) => return Err(unwritable(why)),
    }
    private().open(path).map_err(unwritable)?;
    Ok(lock)
}

/// How files are created: by their owner, for their owner.
pub(super) fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// A connection with our settings. A damaged file is noticed here.
pub(crate) fn connect(path: &Path) -> Result<Connection, DbError> {
    let about = |error| DbError::about(path, error);
    let connection = Connection::open(path).map_err(about)?;
    prepare(&connection).map_err(about)?;
    connection.pragma_update(None, "journal_mode", "WAL").map_err(about)?;
    connection.pragma_update(None, "synchronous", "FULL").map_err(about)?;
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(())).map_err(about)?;
    Ok(connection)
}
