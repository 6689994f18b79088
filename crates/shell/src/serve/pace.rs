//! Bodies of requests that come too slowly.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use hyper::body::{Body, Frame, Incoming, SizeHint};
use tokio::time::{Sleep, sleep};

/// What every byte of a body adds to the time it may take: 8 KiB a second are fast enough.
const EACH_BYTE: Duration = Duration::from_nanos(1_000_000_000 / (8 << 10));

/// A body whose sender may be waited for only so long, and longer with every byte that came.
pub(super) struct Paced {
    body: Incoming,
    patience: Duration,
    /// When the sender is given up; there is no such time until there is something to wait for.
    until: Option<Pin<Box<Sleep>>>,
    gave_up: Arc<AtomicBool>,
}

/// What a body that came too slowly ends with.
#[derive(Debug, thiserror::Error)]
pub(super) enum Broken {
    #[error("the body came too slowly")]
    Slow,
    #[error(transparent)]
    Http(#[from] hyper::Error),
}

impl Paced {
    /// `gave_up` becomes true if the sender was too slow.
    pub(super) fn new(body: Incoming, patience: Duration, gave_up: Arc<AtomicBool>) -> Self {
        Self { body, patience, until: None, gave_up }
    }
}

impl Body for Paced {
    type Data = Bytes;
    type Error = Broken;

    fn poll_frame(
        self: Pin<&mut Self>,
        task: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Broken>>> {
        let this = self.get_mut();
        if let Poll::Ready(frame) = Pin::new(&mut this.body).poll_frame(task) {
            let came = frame.as_ref().and_then(|frame| frame.as_ref().ok()?.data_ref());
            if let (Some(until), Some(data)) = (&mut this.until, came) {
                let more = EACH_BYTE * u32::try_from(data.len()).unwrap_or(u32::MAX);
                let later = until.deadline() + more;
                until.as_mut().reset(later);
            }
            return Poll::Ready(frame.map(|frame| frame.map_err(Broken::from)));
        }
        let patience = this.patience;
        let until = this.until.get_or_insert_with(|| Box::pin(sleep(patience)));
        ready!(until.as_mut().poll(task));
        this.gave_up.store(true, Ordering::Relaxed);
        Poll::Ready(Some(Err(Broken::Slow)))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
