//! The writer's thread: drains its queue, commits once, then answers everybody.

use std::sync::mpsc::Receiver;

use super::super::{DbError, Tx};
use super::link::Link;
use crate::clock::Stopwatch;
use crate::metrics::Batches;

/// The most jobs in one commit: bounds how long the first one waits.
const BATCH_MAX: usize = 1_000;

/// Tells one caller how it ended: `None` once its effects are on disk.
type Answer = Box<dyn FnOnce(Option<DbError>) + Send>;

/// Runs the caller's closure and keeps its value for the answer.
type Run = Box<dyn FnOnce(&Tx<'_>) -> Result<(), DbError> + Send>;

/// One caller's job. `Err` undoes this job alone.
pub(super) struct Job {
    /// What to do.
    pub(super) run: Run,
    /// Called exactly once, after `run`, or without it when the batch could not begin.
    pub(super) answer: Answer,
}

/// Runs until every sender of jobs is gone.
pub(super) fn keep_writing(link: &mut Link, jobs: &Receiver<Job>, batches: &Batches) {
    while let Ok(first) = jobs.recv() {
        let mut batch: Vec<Option<Job>> = vec![Some(first)];
        batch.extend(jobs.try_iter().take(BATCH_MAX - 1).map(Some));
        let mut waiting: Vec<(Answer, Option<DbError>)> = Vec::with_capacity(batch.len());
        let (size, watch) = (batch.len(), Stopwatch::start());
        let outcome = link.write(|session| {
            for job in batch.iter_mut().filter_map(Option::take) {
                session.script("SAVEPOINT job")?;
                let own = (job.run)(&Tx::postgres(session)).err();
                let undo =
                    if own.is_some() { "ROLLBACK TO job; RELEASE job" } else { "RELEASE job" };
                waiting.push((job.answer, own));
                session.script(undo)?;
            }
            Ok(())
        });
        let outcome = outcome.err();
        batches.measured(size, watch);
        if let Some(error) = &outcome {
            tracing::error!(%error, jobs = waiting.len(), "a batch was not committed");
        }
        waiting.extend(batch.into_iter().flatten().map(|job| (job.answer, None)));
        for (answer, own) in waiting {
            answer(own.or_else(|| outcome.clone()));
        }
    }
}
