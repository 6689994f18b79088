//! Answers that break on purpose: for servers that play faults.

use axum::body::Body;
use bytes::Bytes;
use futures_util::stream;

/// An extension of a response: the server hangs up instead of sending it. [`crate::serve::serve`]
/// and the [`super::Switchboard`] honour it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hangup {
    /// The connection is closed. In a switchboard the caller sees a time-out.
    Lost,
    /// The connection is reset.
    Reset,
}

/// What a body that was cut ends with.
#[derive(Debug, thiserror::Error)]
#[error("the body was cut on purpose")]
struct Cut;

/// A body of which only the first `after` bytes go out before the connection breaks. The headers of
/// its response should promise all of it.
pub fn cut_short(whole: &Bytes, after: usize) -> Body {
    let begin = whole.slice(..after.min(whole.len()));
    let steps = stream::unfold(Some(begin), |begin| async move {
        match begin {
            Some(begin) => Some((Ok::<_, Cut>(begin), None)),
            None => {
                // What was written so far leaves before the connection does.
                tokio::task::yield_now().await;
                Some((Err(Cut), None))
            }
        }
    });
    Body::from_stream(steps)
}
