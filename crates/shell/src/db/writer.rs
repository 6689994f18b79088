//! The writer thread: drains its queue, commits once, then answers everybody.

use std::path::Path;
use std::sync::mpsc::Receiver;

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::DbError;
use crate::clock::Stopwatch;
use crate::metrics::Batches;

/// The most jobs in one commit: bounds how long the first one waits.
const BATCH_MAX: usize = 1_000;

/// Tells one caller how it ended: `None` once its effects are on disk.
pub(super) type Answer = Box<dyn FnOnce(Option<DbError>) + Send>;

/// Runs the caller's closure and keeps its value for the answer.
pub(super) type Run = Box<dyn FnOnce(&Transaction<'_>) -> Result<(), DbError> + Send>;

/// One caller's job. Runs inside the batch's transaction; `Err` undoes this job alone.
pub(super) struct Job {
    /// What to do.
    pub(super) run: Run,
    /// Called exactly once, after `run`, or without it when the batch could not begin.
    pub(super) answer: Answer,
}

/// Runs until every sender of jobs is gone.
pub(super) fn keep_writing(
    mut connection: Connection,
    path: &Path,
    jobs: &Receiver<Job>,
    batches: &Batches,
) {
    while let Ok(first) = jobs.recv() {
        let batch: Vec<Job> =
            std::iter::once(first).chain(jobs.try_iter().take(BATCH_MAX - 1)).collect();
        let mut waiting = Vec::with_capacity(batch.len());
        let (size, watch) = (batch.len(), Stopwatch::start());
        let outcome = commit(&mut connection, batch, &mut waiting)
            .map_err(|error| DbError::about(path, error))
            .err();
        batches.measured(size, watch);
        if let Some(error) = &outcome {
            tracing::error!(%error, jobs = waiting.len(), "a batch was not committed");
        }
        for (answer, own) in waiting {
            answer(own.or_else(|| outcome.clone()));
        }
    }
}

/// Runs all jobs and commits. Leaves in `waiting` who wants to know, with an error of their own.
fn commit(
    connection: &mut Connection,
    batch: Vec<Job>,
    waiting: &mut Vec<(Answer, Option<DbError>)>,
) -> rusqlite::Result<()> {
    let mut batch = batch.into_iter();
    let began = connection.transaction_with_behavior(TransactionBehavior::Immediate);
    let done = began.and_then(|transaction| {
        for job in batch.by_ref() {
            // SQLite itself gives up the transaction when the disk is full or fails.
            if let Err(error) = transaction.execute_batch("SAVEPOINT job") {
                waiting.push((job.answer, None));
                return Err(error);
            }
            let own = (job.run)(&transaction).err();
            let undo = if own.is_some() { "ROLLBACK TO job; RELEASE job" } else { "RELEASE job" };
            waiting.push((job.answer, own));
            transaction.execute_batch(undo)?;
        }
        transaction.commit()
    });
    waiting.extend(batch.map(|job| (job.answer, None)));
    done
}
