//! Commits under way, oldest first.

use std::collections::VecDeque;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use shell::db::DbError;

use super::round::Round;
use crate::store::{Replayed, Store};

type Write = Pin<Box<dyn Future<Output = Result<(), DbError>> + Send>>;

/// Commits under way. Each is refused unless the one before it is stored.
#[derive(Default)]
pub(super) struct Commits(VecDeque<(Replayed, Commit)>);

/// One commit under way, or done already.
pub(super) enum Commit {
    UnderWay(Write),
    Done(Result<(), DbError>),
}

impl Commits {
    /// Hands a round over to the database.
    pub(super) fn begin(&mut self, store: &Store, round: Round) {
        let Round { batch, end, .. } = round;
        if batch.is_empty() {
            return;
        }
        let db = store.db().clone();
        let mut write: Write = Box::pin(async move { db.write(|db| batch.insert(db)).await });
        // The first look hands it over, and an inline database is done with it: so commits are in
        // the order in which they began.
        let commit = match write.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(done) => Commit::Done(done),
            Poll::Pending => Commit::UnderWay(write),
        };
        self.0.push_back((end, commit));
    }

    /// How many are under way.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// The oldest one, and where the log ends with it.
    pub(super) fn next(
        &mut self,
    ) -> Option<(Replayed, impl Future<Output = Result<(), DbError>> + use<>)> {
        let (end, commit) = self.0.pop_front()?;
        let wait = async move {
            match commit {
                Commit::Done(done) => done,
                Commit::UnderWay(write) => write.await,
            }
        };
        Some((end, wait))
    }
}
