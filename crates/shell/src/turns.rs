//! Tasks that let others go first, where a server in one thread would otherwise never be
//! interrupted.

use std::future::poll_fn;
use std::task::Poll;

/// Lets every other task go first, once.
///
/// The task is woken again from within, at the place where it waits: whoever watches its waker
/// learns which place that is (`docs/simulation.md`).
pub async fn give_way() {
    let mut gave_way = false;
    poll_fn(|context| {
        if gave_way {
            return Poll::Ready(());
        }
        gave_way = true;
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::give_way;

    #[tokio::test]
    async fn others_go_first_once() {
        let order = RefCell::new(Vec::new());
        let first = async {
            give_way().await;
            order.borrow_mut().push("first");
        };
        let second = async { order.borrow_mut().push("second") };
        tokio::join!(first, second);
        assert_eq!(order.into_inner(), ["second", "first"]);
    }
}
