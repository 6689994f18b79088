//! Background tasks that are known by name and ended in order.

use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use futures_util::FutureExt;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// All background tasks of one role, and the signal that ends them. Clones share both.
#[derive(Clone, Debug)]
pub struct Tasks(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    stop: watch::Sender<bool>,
    running: Mutex<Vec<(&'static str, JoinHandle<()>)>>,
    panicked: Mutex<Vec<&'static str>>,
}

/// Tasks ended by a panic: the process can no longer do all of its work and has to end as well.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the background task {} panicked, so this process stops; see the log", .0.join(", "))]
pub struct Panicked(pub Vec<&'static str>);

impl Default for Tasks {
    fn default() -> Self {
        Self::new()
    }
}

impl Tasks {
    /// No tasks yet, and nobody asked to stop.
    #[must_use]
    pub fn new() -> Self {
        let (running, panicked) = (Mutex::default(), Mutex::default());
        Self(Arc::new(Inner { stop: watch::Sender::new(false), running, panicked }))
    }

    /// Starts a task under a name that is logged when the task panics or does not end. A panic asks
    /// all other tasks to stop: see [`Tasks::check`].
    ///
    /// The future should end soon after [`Tasks::stopping`] answers. Must be called inside a tokio
    /// runtime.
    pub fn spawn(&self, name: &'static str, future: impl Future<Output = ()> + Send + 'static) {
        let guarded = AssertUnwindSafe(future).catch_unwind();
        let tasks = self.clone();
        let handle = tokio::spawn(async move {
            if guarded.await.is_err() {
                tracing::error!(task = name, "task panicked; the others are asked to stop");
                tasks.panicked().push(name);
                tasks.signal();
            }
        });
        let mut running = self.running();
        running.retain(|(_, task)| !task.is_finished());
        running.push((name, handle));
    }

    /// Asks every task to stop, without waiting.
    pub fn signal(&self) {
        self.0.stop.send_replace(true);
    }

    /// Asks every task to stop and waits until all have ended, at most `limit`. Tasks that are
    /// still running then are cut off; their names are returned.
    pub async fn stop(&self, limit: Duration) -> Vec<&'static str> {
        self.signal();
        let deadline = tokio::time::Instant::now() + limit;
        let mut late = Vec::new();
        loop {
            let tasks = std::mem::take(&mut *self.running());
            if tasks.is_empty() {
                return late;
            }
            for (name, mut task) in tasks {
                match tokio::time::timeout_at(deadline, &mut task).await {
                    // A panic was logged when it happened.
                    Ok(_) => {}
                    Err(_) => {
                        task.abort();
                        tracing::warn!(task = name, "task did not end in time and was cut off");
                        late.push(name);
                    }
                }
            }
        }
    }

    /// Whether all tasks that ended did so in good order.
    ///
    /// # Errors
    /// The names of the tasks that panicked.
    pub fn check(&self) -> Result<(), Panicked> {
        let panicked = self.panicked().clone();
        if panicked.is_empty() { Ok(()) } else { Err(Panicked(panicked)) }
    }

    /// Whether the stop signal was given.
    #[must_use]
    pub fn is_stopping(&self) -> bool {
        *self.0.stop.borrow()
    }

    /// Waits for the stop signal; ready at once if it was given before.
    pub fn stopping(&self) -> impl Future<Output = ()> + Send + Sync + 'static + use<> {
        let mut stop = self.0.stop.subscribe();
        let keep = Arc::clone(&self.0);
        async move {
            // The sender lives in `keep`, so waiting cannot fail.
            let _ = stop.wait_for(|stopped| *stopped).await;
            drop(keep);
        }
    }

    /// Runs the future until it is done or the stop signal comes; `None` means stopped.
    pub async fn unless_stopping<T>(&self, future: impl Future<Output = T>) -> Option<T> {
        tokio::select! {
            biased;
            () = self.stopping() => None,
            done = future => Some(done),
        }
    }

    fn running(&self) -> MutexGuard<'_, Vec<(&'static str, JoinHandle<()>)>> {
        self.0.running.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn panicked(&self) -> MutexGuard<'_, Vec<&'static str>> {
        self.0.panicked.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The signals that ask this process to stop: Ctrl-C and, on Unix, SIGTERM. From the moment this is
/// made they end nothing by themselves, and one that comes before anybody waits is not lost.
#[derive(Debug)]
pub struct Signals {
    #[cfg(unix)]
    interrupt: tokio::signal::unix::Signal,
    #[cfg(unix)]
    terminate: tokio::signal::unix::Signal,
}

impl Signals {
    /// Begins to listen: before anything slow, and before anybody is told that this process is
    /// ready.
    ///
    /// # Errors
    /// When the operating system refuses to install a signal handler.
    pub fn listen() -> std::io::Result<Self> {
        #[cfg(unix)]
        {
            use tokio::signal::unix::{SignalKind, signal};
            let interrupt = signal(SignalKind::interrupt())?;
            Ok(Self { interrupt, terminate: signal(SignalKind::terminate())? })
        }
        #[cfg(not(unix))]
        Ok(Self {})
    }

    /// Waits for the next one.
    pub async fn next(&mut self) {
        #[cfg(unix)]
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
        #[cfg(not(unix))]
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn stop_waits_for_the_willing_and_names_the_stubborn() {
        let tasks = Tasks::new();
        let willing = tasks.clone();
        let (done, mut seen) = watch::channel(false);
        tasks.spawn("willing", async move {
            willing.stopping().await;
            done.send_replace(true);
        });
        tasks.spawn("stubborn", std::future::pending());
        assert!(!tasks.is_stopping());
        assert_eq!(tasks.stop(Duration::from_millis(50)).await, ["stubborn"]);
        assert!(*seen.borrow_and_update());
        assert_eq!(tasks.unless_stopping(std::future::pending::<()>()).await, None);
    }

    #[tokio::test]
    async fn a_panic_stops_all_tasks_and_is_reported() {
        let tasks = Tasks::new();
        tasks.spawn("willing", tasks.stopping());
        assert_eq!(tasks.check(), Ok(()));
        tasks.spawn("broken", async { panic!("as it may happen") });
        tasks.stopping().await;
        assert_eq!(tasks.stop(Duration::from_secs(5)).await, Vec::<&str>::new());
        assert_eq!(tasks.check(), Err(Panicked(vec!["broken"])));
    }
}
