//! Whose database it is: one owner may take it over from another, with everything in it replaced.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use rusqlite::Transaction;

use super::{Db, DbError};

/// How many owners there were before the one a handle belongs to, and before the present one.
#[derive(Clone, Debug, Default)]
pub(super) struct Term {
    own: u64,
    current: Arc<AtomicU64>,
}

impl Term {
    /// What the job answers; `None` where another owner has taken over before it was its turn.
    pub(super) fn unless_over<T>(
        &self,
        job: impl FnOnce() -> Result<T, DbError>,
    ) -> Result<Option<T>, DbError> {
        let over = self.current.load(Ordering::Acquire) != self.own;
        if over { Ok(None) } else { job().map(Some) }
    }
}

impl Db {
    /// Replaces what is in the database, and answers with the handle of its new owner. From then on
    /// every older handle answers [`DbError::Closed`], also to jobs that were waiting, so that
    /// nobody writes into what is no longer theirs.
    ///
    /// # Errors
    /// What the job returned, or why it was not committed: then nothing has changed, and the older
    /// handles work on.
    pub async fn take_over<F>(&self, job: F) -> Result<Self, DbError>
    where
        F: FnOnce(&Transaction<'_>) -> rusqlite::Result<()> + Send + 'static,
    {
        let Term { own, current } = &self.term;
        let next = Term { own: own + 1, current: Arc::clone(current) };
        let (began, begun) = (next.clone(), Arc::new(AtomicBool::new(false)));
        let begin = Arc::clone(&begun);
        let replace = move |db: &Transaction<'_>| {
            job(db)?;
            begin.store(true, Ordering::Release);
            began.current.store(began.own, Ordering::Release);
            Ok(())
        };
        match self.write(replace).await {
            Ok(()) => Ok(Self { engine: self.engine.clone(), term: next }),
            Err(error) => {
                if begun.load(Ordering::Acquire) {
                    current.store(*own, Ordering::Release);
                }
                Err(error)
            }
        }
    }
}
