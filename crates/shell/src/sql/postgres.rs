//! PostgreSQL: one writing connection with group commit, a few reading ones, each with a thread.

mod link;
mod writing;

use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread::JoinHandle;

use tokio::sync::oneshot;

use self::link::Link;
pub(super) use self::link::Session;
use self::writing::{Job, keep_writing};
use super::{Address, DbError, Tx, params};
use crate::metrics::Batches;

/// Reading connections.
const READERS: usize = 4;

/// What one reading thread is asked to do.
type Reading = Box<dyn FnOnce(&mut Link) + Send>;

/// The connections with one server. They are made again when they break.
#[derive(Debug)]
pub(super) struct Server {
    writes: Option<mpsc::Sender<Job>>,
    reads: Option<mpsc::Sender<Reading>>,
    threads: Vec<JoinHandle<()>>,
    pub(super) batches: Batches,
    /// Whose schema is removed in the end.
    disposable: Option<Address>,
}

impl Server {
    /// Connects, so that a wrong address is known at once.
    pub(super) async fn connect(address: Address) -> Result<Self, DbError> {
        let (writes, write_queue) = mpsc::channel();
        let (reads, read_queue) = mpsc::channel::<Reading>();
        let read_queue = Arc::new(Mutex::new(read_queue));
        let (ready, readied) = oneshot::channel();
        let batches = Batches::default();
        let measured = batches.clone();
        let mut threads = Vec::with_capacity(READERS + 1);
        let writer = Link::new(address.clone(), false);
        threads.push(spawn("db writer", move || {
            let mut link = writer;
            let begun = link.begin();
            let begins = begun.is_ok();
            // Nobody waits any more where the connection was given up.
            drop(ready.send(begun));
            if begins {
                keep_writing(&mut link, &write_queue, &measured);
            }
        })?);
        for _ in 0..READERS {
            let (queue, mut link) = (Arc::clone(&read_queue), Link::new(address.clone(), true));
            threads.push(spawn("db reader", move || {
                loop {
                    let next = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    let Ok(reading) = next else { return };
                    reading(&mut link);
                }
            })?);
        }
        let (writes, reads) = (Some(writes), Some(reads));
        let server = Self { writes, reads, threads, batches, disposable: None };
        readied.await.map_err(|_| DbError::Closed)??;
        Ok(server)
    }

    /// As [`Self::connect`]; the schema is removed with all that is in it when this is dropped.
    pub(super) async fn disposable(address: Address) -> Result<Self, DbError> {
        let mut server = Self::connect(address.clone()).await?;
        server.disposable = Some(address);
        Ok(server)
    }

    pub(super) async fn write<T, F>(&self, job: F) -> Result<T, DbError>
    where
        T: Send + 'static,
        F: FnOnce(&Tx<'_>) -> Result<T, DbError> + Send + 'static,
    {
        let (tell, told) = oneshot::channel();
        let value = Arc::new(Mutex::new(None));
        let keep = Arc::clone(&value);
        let run = Box::new(move |tx: &Tx<'_>| {
            let done = crate::db::guarded(|| job(tx))??;
            *keep.lock().unwrap_or_else(PoisonError::into_inner) = Some(done);
            Ok(())
        });
        // The caller may be gone; the write counts all the same.
        let answer = Box::new(move |error: Option<DbError>| drop(tell.send(error)));
        let jobs = self.writes.as_ref().ok_or(DbError::Closed)?;
        jobs.send(Job { run, answer }).map_err(|_| DbError::Closed)?;
        match told.await {
            Ok(None) => {
                value.lock().unwrap_or_else(PoisonError::into_inner).take().ok_or(DbError::Closed)
            }
            Ok(Some(error)) => Err(error),
            Err(_) => Err(DbError::Closed),
        }
    }

    pub(super) async fn read<T, F>(&self, job: F) -> Result<T, DbError>
    where
        T: Send + 'static,
        F: FnOnce(&Tx<'_>) -> Result<T, DbError> + Send + 'static,
    {
        let (tell, told) = oneshot::channel();
        let reading: Reading = Box::new(move |link| {
            let answer = link.read(|tx| crate::db::guarded(|| job(tx))?);
            drop(tell.send(answer));
        });
        let reads = self.reads.as_ref().ok_or(DbError::Closed)?;
        reads.send(reading).map_err(|_| DbError::Closed)?;
        told.await.map_err(|_| DbError::Closed)?
    }

    pub(super) async fn version(&self) -> Result<u32, DbError> {
        self.write(|tx| {
            tx.execute("CREATE TABLE IF NOT EXISTS migrated (version BIGINT NOT NULL)", &[])?;
            let seen = tx.maybe("SELECT version FROM migrated", &[], |row| row.get(0))?;
            Ok(seen.unwrap_or(0))
        })
        .await
    }

    pub(super) async fn migrate(
        &self,
        migrations: &[(&'static str, &'static str)],
    ) -> Result<(), DbError> {
        loop {
            let seen = self.version().await?;
            if seen as usize > migrations.len() {
                return Err(DbError::Newer { found: seen, known: migrations.len() });
            }
            let Some((name, sql)) = migrations.get(seen as usize).copied() else {
                return Ok(());
            };
            let run = move |tx: &Tx<'_>| {
                // Another process may have been quicker.
                let now = tx.maybe("SELECT version FROM migrated", &[], |row| row.get(0))?;
                if now.unwrap_or(0) != seen {
                    return Ok(());
                }
                // However long it takes: nobody works meanwhile.
                tx.script("SET LOCAL statement_timeout TO 0")?;
                tx.script(sql)?;
                tx.execute("DELETE FROM migrated", &[])?;
                tx.execute("INSERT INTO migrated (version) VALUES ($1)", params![seen + 1])?;
                Ok(())
            };
            self.write(run)
                .await
                .map_err(|error| DbError::Migration { name, why: error.into() })?;
        }
    }
}

impl Drop for Server {
    /// Waits for the last batch.
    fn drop(&mut self) {
        self.writes = None;
        self.reads = None;
        for thread in self.threads.drain(..) {
            if thread.thread().id() != std::thread::current().id() && thread.join().is_err() {
                tracing::error!("a thread of the database had panicked");
            }
        }
        let Some(address) = self.disposable.take() else { return };
        // A thread of its own: the driver may not wait on one that runs tasks.
        let remove = spawn("db remover", move || {
            if let Err(error) = Link::new(address, true).drop_schema() {
                tracing::warn!(%error, "a schema could not be removed");
            }
        });
        // What remains is for whoever owns the server to remove.
        drop(remove.map(JoinHandle::join));
    }
}

fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> Result<JoinHandle<()>, DbError> {
    let thread = std::thread::Builder::new().name(name.to_owned()).spawn(work);
    thread.map_err(|error| DbError::Unreachable(error.to_string()))
}
