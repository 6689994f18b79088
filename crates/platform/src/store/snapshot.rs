//! Snapshots: the world after some entry of the log, so that a start need not replay all of it.
//!
//! One is made from the snapshot before it and the log since then, in a reader of the database: the
//! world that answers is never held up, and what a start would read is read once already. It is
//! stored in parts of moderate size, each written between what others write; after each the disk is
//! left to the others for a while, and no reader keeps the write-ahead log from being emptied
//! meanwhile, lest it grow by the whole snapshot and somebody's commit has to move all of that. The
//! log of events stays whole. A snapshot of another form, an incomplete or a damaged one is passed
//! over.

use std::io::{self, Read, Write};
use std::time::Duration;

use jiff::Timestamp;
use ring::digest::{Context, SHA256};
use rusqlite::{Connection, OptionalExtension as _, Transaction, params};
use serde::{Deserialize as _, Serialize as _};
use shell::clock::Stopwatch;
use shell::db::{DbError, Micros, from_micros};
use tokio::sync::{Semaphore, mpsc};
use world::World;

use super::Store;
use super::log::{Damaged, Loaded, Replayed, replay};

/// The form of the snapshots this program writes and reads.
const FORM: &str = env!("SNAPSHOT_FORM");
/// Size of a part: small enough that nobody waits long for the writer of the database.
const PART_BYTES: usize = 256 << 10;
/// Parts that may wait for the writer.
const PARTS_AHEAD: usize = 4;
/// The disk is left to others for as long as the last part took, but no longer than this: a
/// snapshot is to be finished some day.
const PAUSE_MAX: Duration = Duration::from_millis(250);
/// Parts that are deleted at once.
const FORGOTTEN_AT_ONCE: i64 = 16;

/// A snapshot that was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// The last entry of the log it holds.
    pub seq: i64,
    /// How large it is.
    pub bytes: u64,
}

/// Why no snapshot was taken. The one before it is still there.
#[derive(Debug, thiserror::Error)]
pub enum SnapshotError {
    /// The database could not be read or written.
    #[error("the snapshot could not be stored: {0}")]
    Db(#[from] DbError),
    /// The log does not tell a story.
    #[error(transparent)]
    Damaged(#[from] Damaged),
    /// The world has no form that can be stored: a fault of this program.
    #[error("the world cannot be written as a snapshot: {0}")]
    Form(String),
}

/// What is known of a snapshot besides its parts.
struct Head {
    seq: i64,
    at: Timestamp,
    parts: i64,
    bytes: u64,
    digest: String,
}

/// Takes a world apart: gathers what is written, and hands over a part whenever one is full.
struct Parts {
    part: Vec<u8>,
    count: i64,
    bytes: u64,
    digest: Context,
    out: mpsc::Sender<(i64, Vec<u8>)>,
}

impl Parts {
    fn new(out: mpsc::Sender<(i64, Vec<u8>)>) -> Self {
        let part = Vec::with_capacity(PART_BYTES);
        Self { part, count: 0, bytes: 0, digest: Context::new(&SHA256), out }
    }

    fn hand_over(&mut self) -> io::Result<()> {
        let part = std::mem::replace(&mut self.part, Vec::with_capacity(PART_BYTES));
        self.digest.update(&part);
        self.bytes += part.len() as u64;
        let numbered = (self.count, part);
        self.count += 1;
        let gone = |_| io::Error::other("nobody stores the parts any more");
        match self.out.try_send(numbered) {
            Ok(()) => Ok(()),
            Err(mpsc::error::TrySendError::Closed(_)) => Err(gone(())),
            // Only where readers have threads of their own: elsewhere the channel is never full.
            Err(mpsc::error::TrySendError::Full(numbered)) => {
                self.out.blocking_send(numbered).map_err(|_| gone(()))
            }
        }
    }

    fn finish(mut self, end: Replayed) -> io::Result<Head> {
        self.hand_over()?;
        Ok(Head {
            seq: end.last_seq,
            at: end.last_at,
            parts: self.count,
            bytes: self.bytes,
            digest: shell::secret::hex(self.digest.finish().as_ref()),
        })
    }
}

impl Write for Parts {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = bytes.len().min(PART_BYTES - self.part.len());
        self.part.extend_from_slice(&bytes[..taken]);
        if self.part.len() == PART_BYTES {
            self.hand_over()?;
        }
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Puts a world together again: reads the parts one after the other.
struct Joined<'a> {
    db: &'a Connection,
    snapshot: i64,
    next: i64,
    part: Vec<u8>,
    place: usize,
    digest: Context,
}

impl Joined<'_> {
    fn fetch(&mut self) -> io::Result<()> {
        let sql = "SELECT body FROM snapshot_part WHERE snapshot = $1 AND part = $2";
        let found = self.db.prepare_cached(sql).and_then(|mut select| {
            select.query_row([self.snapshot, self.next], |row| row.get(0)).optional()
        });
        self.part = found.map_err(io::Error::other)?.unwrap_or_default();
        self.digest.update(&self.part);
        self.next += 1;
        self.place = 0;
        Ok(())
    }
}

impl Read for Joined<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.place == self.part.len() {
            self.fetch()?;
        }
        let taken = into.len().min(self.part.len() - self.place);
        into[..taken].copy_from_slice(&self.part[self.place..self.place + taken]);
        self.place += taken;
        Ok(taken)
    }
}

/// The newest snapshot of our form, if there is one.
fn newest(db: &Connection) -> rusqlite::Result<Option<Head>> {
    let sql = "SELECT seq, at, parts, bytes, digest FROM snapshot WHERE form = $1 \
               ORDER BY seq DESC LIMIT 1";
    let head = |row: &rusqlite::Row<'_>| {
        let bytes = u64::try_from(row.get::<_, i64>(3)?).unwrap_or_default();
        let at = from_micros(row.get(1)?)?;
        Ok(Head { seq: row.get(0)?, at, parts: row.get(2)?, bytes, digest: row.get(4)? })
    };
    db.prepare_cached(sql)?.query_row([FORM], head).optional()
}

/// The world in a snapshot.
fn open(db: &Connection, head: &Head) -> Result<Box<World>, String> {
    let (part, digest) = (Vec::new(), Context::new(&SHA256));
    let mut joined = Joined { db, snapshot: head.seq, next: 0, part, place: 0, digest };
    let mut reader = rmp_serde::Deserializer::new(&mut joined);
    let world = Box::<World>::deserialize(&mut reader).map_err(|error| error.to_string())?;
    let rest = io::copy(&mut joined, &mut io::sink()).map_err(|error| error.to_string())?;
    let digest = shell::secret::hex(joined.digest.finish().as_ref());
    if rest != 0 || digest != head.digest {
        return Err("it is not what was written".to_owned());
    }
    Ok(world)
}

/// The world from the newest snapshot and the log behind it; `fresh` is the world before the log.
fn load(db: &Connection, fresh: Box<World>) -> rusqlite::Result<Result<Loaded, Damaged>> {
    let begin = Replayed { last_seq: 0, last_at: Timestamp::MIN };
    let Some(head) = newest(db)? else { return replay(db, fresh, begin) };
    match open(db, &head) {
        Ok(world) => replay(db, world, Replayed { last_seq: head.seq, last_at: head.at }),
        Err(why) => {
            let seq = head.seq;
            tracing::warn!(seq, %why, "a snapshot cannot be used: the whole log is read");
            replay(db, fresh, begin)
        }
    }
}

fn insert_part(db: &Transaction<'_>, seq: i64, part: i64, body: &[u8]) -> rusqlite::Result<()> {
    let sql = "INSERT INTO snapshot_part (snapshot, part, body) VALUES ($1, $2, $3)";
    db.prepare_cached(sql)?.execute(params![seq, part, body]).map(drop)
}

fn insert_head(db: &Transaction<'_>, head: &Head) -> rusqlite::Result<()> {
    let sql = "INSERT INTO snapshot (seq, at, form, parts, bytes, digest) \
               VALUES ($1, $2, $3, $4, $5, $6)";
    let Head { seq, at, parts, bytes, digest } = head;
    let bytes = i64::try_from(*bytes).unwrap_or(i64::MAX);
    db.execute(sql, params![seq, Micros(*at), FORM, parts, bytes, digest]).map(drop)
}

/// Deletes some parts that no snapshot has (any more); `false` when there are no more.
fn forget_some(db: &Transaction<'_>) -> rusqlite::Result<bool> {
    let sql = "DELETE FROM snapshot_part WHERE rowid IN \
               (SELECT rowid FROM snapshot_part \
                WHERE snapshot NOT IN (SELECT seq FROM snapshot) LIMIT $1)";
    Ok(db.prepare_cached(sql)?.execute([FORGOTTEN_AT_ONCE])? > 0)
}

/// Writes between what others write, and leaves them the disk for a while after each job.
struct Considerate<'a> {
    store: &'a Store,
    /// The database works on the calling thread: there are no others.
    inline: bool,
}

impl Considerate<'_> {
    async fn write<T, F>(&self, job: F) -> Result<T, DbError>
    where
        T: Send + 'static,
        F: FnOnce(&Transaction<'_>) -> rusqlite::Result<T> + Send + 'static,
    {
        let watch = Stopwatch::start();
        let value = self.store.db.write(job).await?;
        if !self.inline {
            tokio::time::sleep(watch.elapsed().min(PAUSE_MAX)).await;
        }
        Ok(value)
    }

    /// Deletes the parts that no snapshot has (any more).
    async fn forget(&self) -> Result<(), DbError> {
        while self.write(forget_some).await? {}
        Ok(())
    }

    /// Stores the parts of the snapshot `seq` as they come.
    async fn store(
        &self,
        seq: i64,
        mut parts: mpsc::Receiver<(i64, Vec<u8>)>,
    ) -> Result<(), DbError> {
        while let Some((number, body)) = parts.recv().await {
            self.write(move |db| insert_part(db, seq, number, &body)).await?;
        }
        Ok(())
    }
}

/// Hands a world over in parts.
fn take_apart(
    (world, end): &Loaded,
    out: mpsc::Sender<(i64, Vec<u8>)>,
) -> Result<Head, SnapshotError> {
    let mut parts = Parts::new(out);
    let mut writer = rmp_serde::Serializer::new(&mut parts);
    let form = |error: &dyn std::fmt::Display| SnapshotError::Form(error.to_string());
    world.serialize(&mut writer).map_err(|error| form(&error))?;
    parts.finish(*end).map_err(|error| form(&error))
}

impl Store {
    /// The world as it is on disk; `fresh` is the world before the log.
    pub(crate) async fn load(&self, fresh: Box<World>) -> Result<Result<Loaded, Damaged>, DbError> {
        self.db.read(move |db| load(db, fresh)).await
    }

    /// The newest snapshot that can be used.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn snapshot(&self) -> Result<Option<Snapshot>, DbError> {
        let found = self.db.read(newest).await?;
        Ok(found.map(|head| Snapshot { seq: head.seq, bytes: head.bytes }))
    }

    /// Takes a snapshot of the world on disk. `inline`: the database works on the calling thread.
    /// One at a time.
    pub(crate) async fn take_snapshot(
        &self,
        fresh: Box<World>,
        inline: bool,
    ) -> Result<Snapshot, SnapshotError> {
        let considerate = Considerate { store: self, inline };
        let loaded = self.db.read_long(move |db| load(db, fresh)).await??;
        let seq = loaded.1.last_seq;
        // One after the same entry, of another form or damaged perhaps, and the parts of one that
        // was never completed.
        let sql = "DELETE FROM snapshot WHERE seq = $1";
        considerate.write(move |db| db.execute(sql, [seq]).map(drop)).await?;
        considerate.forget().await?;
        let ahead = if inline { Semaphore::MAX_PERMITS } else { PARTS_AHEAD };
        let (out, parts) = mpsc::channel(ahead);
        let take_apart = move || take_apart(&loaded, out);
        let taking = async {
            if inline {
                return take_apart();
            }
            let taken = tokio::task::spawn_blocking(take_apart).await;
            taken.unwrap_or_else(|panic| Err(SnapshotError::Form(panic.to_string())))
        };
        let (head, stored) =
            futures_util::future::join(taking, considerate.store(seq, parts)).await;
        stored?;
        let head = head?;
        let taken = Snapshot { seq: head.seq, bytes: head.bytes };
        let replace = move |db: &Transaction<'_>| {
            db.execute("DELETE FROM snapshot", [])?;
            insert_head(db, &head)
        };
        considerate.write(replace).await?;
        considerate.forget().await?;
        Ok(taken)
    }
}
