//! The threaded database: one file, a writer thread, a pool of readers, a lock.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread::JoinHandle;

use rusqlite::{Connection, Transaction};
use tokio::sync::{Semaphore, oneshot};

use super::disk::guarded;
use super::writer::{Job, keep_writing};
use super::{DbError, prepare};
use crate::metrics::Batches;

/// Reading connections.
const READERS: usize = 4;

#[derive(Debug)]
pub(super) struct Threaded {
    jobs: Option<mpsc::Sender<Job>>,
    writer: Option<JoinHandle<()>>,
    readers: Arc<Readers>,
    pub(super) batches: Batches,
}

#[derive(Debug)]
struct Readers {
    path: PathBuf,
    free: Mutex<Vec<Connection>>,
    permits: Arc<Semaphore>,
    _lock: File,
}

impl Threaded {
    pub(super) fn open(path: &Path) -> Result<Self, DbError> {
        let lock = claim(path)?;
        let writing = connect(path)?;
        let mut free = Vec::with_capacity(READERS);
        for _ in 0..READERS {
            let reading = connect(path)?;
            reading.pragma_update(None, "query_only", true)?;
            free.push(reading);
        }
        let (jobs, queue) = mpsc::channel();
        let about = path.to_owned();
        let batches = Batches::default();
        let measured = batches.clone();
        let writer = std::thread::Builder::new()
            .name("db writer".into())
            .spawn(move || keep_writing(writing, &about, &queue, &measured))
            .map_err(|why| DbError::Unwritable { path: path.into(), why: why.to_string() })?;
        let permits = Arc::new(Semaphore::new(READERS));
        let readers = Readers { path: path.into(), free: Mutex::new(free), permits, _lock: lock };
        let readers = Arc::new(readers);
        Ok(Self { jobs: Some(jobs), writer: Some(writer), readers, batches })
    }

    pub(super) async fn write<T: Send + 'static>(
        &self,
        job: impl FnOnce(&Transaction<'_>) -> Result<T, DbError> + Send + 'static,
    ) -> Result<T, DbError> {
        let (tell, told) = oneshot::channel();
        let value = Arc::new(Mutex::new(None));
        let (keep, path) = (Arc::clone(&value), self.readers.path.clone());
        let run = Box::new(move |transaction: &Transaction<'_>| {
            let done = guarded(|| job(transaction))?.map_err(|error| error.at(&path))?;
            *keep.lock().unwrap_or_else(PoisonError::into_inner) = Some(done);
            Ok(())
        });
        // The caller may be gone; the write counts all the same.
        let answer = Box::new(move |error: Option<DbError>| drop(tell.send(error)));
        let jobs = self.jobs.as_ref().ok_or(DbError::Closed)?;
        jobs.send(Job { run, answer }).map_err(|_| DbError::Closed)?;
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
        let permits = Arc::clone(&self.readers.permits);
        let permit = permits.acquire_owned().await.map_err(|_| DbError::Closed)?;
        let readers = Arc::clone(&self.readers);
        let reading = tokio::task::spawn_blocking(move || {
            let _permit = permit;
            readers.read(job)
        });
        reading.await.map_err(|_| DbError::Closed)?
    }
}

impl Readers {
    fn read<T>(&self, job: impl FnOnce(&Connection) -> Result<T, DbError>) -> Result<T, DbError> {
        let free = || self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let connection = free().pop().expect("as many permits as connections");
        let answer = guarded(|| job(&connection));
        free().push(connection);
        answer?.map_err(|error| error.at(&self.path))
    }
}

impl Drop for Threaded {
    /// Waits for the last batch, so that the file can be opened again at once.
    fn drop(&mut self) {
        self.jobs = None;
        if let Some(writer) = self.writer.take()
            && writer.thread().id() != std::thread::current().id()
            && writer.join().is_err()
        {
            tracing::error!("the database writer had panicked");
        }
    }
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
