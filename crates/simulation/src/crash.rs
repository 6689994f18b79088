//! A crash: work that stops for good at one of the points where it waits.

use std::{
    future::{Future, poll_fn},
    pin::pin,
    task::Poll,
};

/// Lets `work` run on for `steps` waits and then drops it, as a crash would; `None` then.
///
/// With the inline database, what was committed by then is kept and nothing else.
pub async fn after<T>(steps: u64, work: impl Future<Output = T>) -> Option<T> {
    let mut work = pin!(work);
    let mut left = steps;
    poll_fn(|context| {
        if left == 0 {
            return Poll::Ready(None);
        }
        left -= 1;
        work.as_mut().poll(context).map(Some)
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn work_stops_where_it_waits() {
        let mut done = 0;
        let work = async {
            for _ in 0..5 {
                tokio::task::yield_now().await;
                done += 1;
            }
        };
        assert!(after(3, work).await.is_none());
        assert_eq!(done, 2);
        assert_eq!(after(3, async { 7 }).await, Some(7));
    }
}
