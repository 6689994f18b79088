//! A seat: an address where one world is served. Which one can change from one request to the next,
//! as a whole: after a reset, or when an exported world is read into it.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use axum::response::Response;
use shell::db::Db;
use shell::shutdown::{Panicked, Tasks};
use tokio::sync::{Mutex, watch};
use tower::ServiceExt as _;

use super::making::Made;

/// How long the background work of a world may take to end.
const STOP_WITHIN: Duration = Duration::from_secs(5);

/// Where a world is served.
#[derive(Debug)]
pub(super) struct Seat {
    pub(super) name: String,
    pub(super) port: u16,
    /// The main world's database, where it is on disk: it changes hands instead of being replaced.
    pub(super) disk: Option<Mutex<Db>>,
    /// Only one change at a time.
    pub(super) changing: Mutex<()>,
    occupant: watch::Sender<Arc<Occupant>>,
    /// The listener.
    tasks: Tasks,
}

/// The world that is served at a seat.
#[derive(Debug)]
pub(super) struct Occupant {
    pub(super) made: Made,
    router: Router,
    tasks: Tasks,
}

impl Occupant {
    /// Puts a world to work: from now on its time passes and its webhooks leave.
    pub(super) fn at_work(made: Made) -> Arc<Self> {
        let (router, tasks) = (made.platform.router(), Tasks::new());
        made.platform.run(&tasks);
        Arc::new(Self { made, router, tasks })
    }

    /// The same world, whose work was stopped, at work again.
    pub(super) fn again(&self) -> Arc<Self> {
        Self::at_work(self.made.clone())
    }

    /// Ends the background work.
    pub(super) async fn rest(&self) {
        self.tasks.stop(STOP_WITHIN).await;
    }

    async fn answer(&self, request: Request) -> Response {
        if let Some(tape) = self.made.platform.tape() {
            return tape.exchange(self.router.clone(), request).await;
        }
        match self.router.clone().oneshot(request).await {
            Ok(response) => response,
            Err(never) => match never {},
        }
    }
}

impl Seat {
    pub(super) fn new(
        name: &str,
        port: u16,
        disk: Option<Db>,
        occupant: Arc<Occupant>,
    ) -> Arc<Self> {
        Arc::new(Self {
            name: name.to_owned(),
            port,
            disk: disk.map(Mutex::new),
            changing: Mutex::default(),
            occupant: watch::Sender::new(occupant),
            tasks: Tasks::new(),
        })
    }

    /// The world that is served now.
    pub(super) fn occupant(&self) -> Arc<Occupant> {
        Arc::clone(&self.occupant.borrow())
    }

    /// From the next request on, another world is served; the one before it is answered.
    pub(super) fn give_to(&self, next: Arc<Occupant>) -> Arc<Occupant> {
        self.occupant.send_replace(next)
    }

    /// The listener, and what ends the seat's work.
    pub(super) fn tasks(&self) -> &Tasks {
        &self.tasks
    }

    /// Whatever is asked here is answered by the world that is served at that moment.
    pub(super) fn router(self: &Arc<Self>) -> Router {
        let seat = Arc::clone(self);
        let answer = move |request: Request| {
            let occupant = seat.occupant();
            async move { occupant.answer(request).await }
        };
        shell::telemetry::traced(Router::new().fallback(answer))
    }

    /// Returns when the seat is not to be served any more: somebody wants that, or work that must
    /// not end has ended.
    pub(super) async fn ended(&self) {
        let mut changes = self.occupant.subscribe();
        let ended = async {
            loop {
                let occupant = Arc::clone(&changes.borrow_and_update());
                occupant.tasks.stopping().await;
                if occupant.tasks.check().is_err() {
                    return;
                }
                // It rests, so another one comes. The sender lives in `self`: this cannot fail.
                let _ = changes.changed().await;
            }
        };
        self.tasks.unless_stopping(ended).await;
    }

    /// Whether all background work of the seat went well.
    pub(super) fn check(&self) -> Result<(), Panicked> {
        self.tasks.check().and_then(|()| self.occupant().tasks.check())
    }

    /// Closes the address and ends the world's work.
    pub(super) async fn stop(&self) {
        self.tasks.stop(STOP_WITHIN).await;
        self.occupant().rest().await;
    }
}
