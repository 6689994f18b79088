//! A crash: work that stops for good at one of the points where it waits.

mod witness;

use std::{
    future::{Future, poll_fn},
    pin::pin,
    task::{Context, Poll},
};

pub use self::witness::{Sites, witnessed};

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
        let mut poll = |context: &mut Context<'_>| work.as_mut().poll(context).map(Some);
        // Where it waits now is where it stops.
        if left == 0 { witness::watch(context, poll) } else { poll(context) }
    })
    .await
}

#[cfg(test)]
mod tests {
    use shell::turns::give_way;

    use super::*;

    async fn waits(times: usize, done: &mut usize) {
        for _ in 0..times {
            give_way().await;
            *done += 1;
        }
    }

    #[tokio::test]
    async fn work_stops_where_it_waits() {
        let mut done = 0;
        assert!(after(3, waits(5, &mut done)).await.is_none());
        assert_eq!(done, 2);
        assert_eq!(after(3, async { 7 }).await, Some(7));
    }

    #[test]
    fn a_witness_names_the_line_that_waited() {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let mut done = 0;
        // Compilers name files from where they stand: here in the crate's own folder.
        let ((), sites) = witnessed("src/crash.rs", || {
            runtime.block_on(async {
                assert!(after(2, waits(5, &mut done)).await.is_none());
            });
        });
        assert!(!sites.is_empty());
        let here = |place: &String| place.starts_with("src/crash.rs:");
        assert!(sites.keys().all(here), "{sites:?}");
        let (_, sites) = witnessed("simulation/src/weather.rs", || ());
        assert!(sites.is_empty());
    }
}
