//! Several processes on one database: who does what.
//!
//! Clients are taken one by one, each with a lease (`store::clients::take`). The rest of the work,
//! of which there is one piece for the whole server (webhooks, callbacks, sweeps, letters), is done
//! by the process that holds the lease of that name; the others take over when it no longer renews
//! it. Leases end by the real time, also where the clock of the world is turned. A database that
//! only one process can open knows no leases of work: that process does everything.

use jiff::SignedDuration;
use onboard::later;
use shell::db::DbError;
use shell::sql::to_micros;

use crate::Provider;
use crate::store::leases;

/// A process that has not renewed a lease for so long has lost it, in seconds.
const LEASE_SECONDS: i64 = 60;

/// Work of which there is one piece for the whole server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Work {
    /// Applying webhooks.
    Inbox,
    /// Using what browsers brought.
    Callbacks,
    /// Subscription, sweeps, letters.
    Errands,
}

impl Work {
    fn as_str(self) -> &'static str {
        match self {
            Self::Inbox => "inbox",
            Self::Callbacks => "callbacks",
            Self::Errands => "errands",
        }
    }
}

impl Provider {
    /// Whether this process does `work` now: takes or renews its lease. Asked before each round.
    ///
    /// # Errors
    /// When the database refuses.
    pub(crate) async fn holds(&self, work: Work) -> Result<bool, DbError> {
        if !self.db.is_shared() {
            return Ok(true);
        }
        let now = self.wall.now();
        let until = later(now, SignedDuration::from_secs(LEASE_SECONDS));
        let node = self.node.clone();
        let hold = move |tx: &shell::sql::Tx<'_>| {
            leases::hold(tx, work.as_str(), &node, to_micros(now), to_micros(until))
        };
        self.db.write(hold).await
    }

    /// Gives the leases of this process back, so that another one goes on at once.
    pub(crate) async fn let_go(&self) {
        if self.db.is_shared() {
            let node = self.node.clone();
            if let Err(error) = self.db.write(move |tx| leases::let_go(tx, &node)).await {
                tracing::warn!(%error, "leases could not be given back; they end by themselves");
            }
        }
    }
}
