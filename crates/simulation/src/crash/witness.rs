//! At which lines crashes fall: read from the stack of whoever waits when its work is dropped.

use std::{
    backtrace::Backtrace,
    cell::RefCell,
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll, Wake, Waker},
};

/// Lines, such as `provider/src/inbox.rs:173`, and how often a crash fell there.
pub type Sites = BTreeMap<String, u64>;

thread_local! {
    /// What is being looked for, and what was found.
    static FOUND: RefCell<Option<(String, Sites)>> = const { RefCell::new(None) };
}

/// Runs `work` on this thread and says where crashes fell meanwhile: every line that waited then,
/// of sources whose path has `sources` in it. A line waits for another one that it called, up to
/// the one that waits for the database or for an answer. Reading a stack takes long, so that nobody
/// does it otherwise.
pub fn witnessed<T>(sources: &str, work: impl FnOnce() -> T) -> (T, Sites) {
    FOUND.set(Some((sources.to_owned(), Sites::new())));
    let done = work();
    let found = FOUND.take();
    (done, found.map(|(_, sites)| sites).unwrap_or_default())
}

/// Polls, and remembers each place that waits.
pub(super) fn watch<T>(
    context: &mut Context<'_>,
    poll: impl FnOnce(&mut Context<'_>) -> Poll<T>,
) -> Poll<T> {
    if FOUND.with_borrow(Option::is_none) {
        return poll(context);
    }
    let witness =
        Arc::new(Witness { woken: context.waker().clone(), looks: AtomicBool::new(true) });
    let waker = Waker::from(Arc::clone(&witness));
    let polled = poll(&mut Context::from_waker(&waker));
    witness.looks.store(false, Ordering::Relaxed);
    polled
}

/// A waker that looks who wakes it.
struct Witness {
    woken: Waker,
    /// Whether the task is being polled.
    looks: AtomicBool,
}

impl Wake for Witness {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        if self.looks.load(Ordering::Relaxed) {
            remember(&Backtrace::force_capture().to_string());
        }
        self.woken.wake_by_ref();
    }
}

fn remember(stack: &str) {
    FOUND.with_borrow_mut(|found| {
        let Some((sources, sites)) = found else { return };
        for site in waiting(stack, sources) {
            *sites.entry(site).or_default() += 1;
        }
    });
}

/// The lines of a stack in these sources, innermost first, without their columns.
fn waiting<'a>(stack: &'a str, sources: &'a str) -> impl Iterator<Item = String> + 'a {
    let places = stack.lines().filter_map(|line| line.trim_start().strip_prefix("at "));
    places.filter_map(move |place| {
        let place = &place[place.find(sources)?..];
        Some(place.rsplit_once(':').map_or(place, |(line, _)| line).to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::waiting;

    #[test]
    fn every_line_of_these_sources_counts() {
        let stack = "   3: shell::turns::give_way::{{closure}}\n             at \
            ./crates/shell/src/turns.rs:20:5\n   4: provider::inbox::drain::{{closure}}\n \
            at ./crates/provider/src/inbox.rs:173:44\n   5: provider::provider::tick\n             \
            at ./crates/provider/src/provider.rs:230:9\n";
        let found: Vec<String> = waiting(stack, "provider/src/").collect();
        assert_eq!(found, ["provider/src/inbox.rs:173", "provider/src/provider.rs:230"]);
        assert_eq!(waiting(stack, "platform/src/").count(), 0);
    }
}
