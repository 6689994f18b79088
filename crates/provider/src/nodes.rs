//! Several processes on one database: who does what, and who is still there.
//!
//! Each process is a *node*. What it holds (clients it looks at, callbacks it uses, work of which
//! there is one piece for the whole server) is marked with its name and is its own for as long as
//! it lives. That it lives, it says by a *beat*: a number in its row that it raises every
//! [`BEAT_SECONDS`]. The others look at that number at their own beats. A node whose number stood
//! still for [`LEASE_SECONDS`] is buried, in one transaction with all it holds.
//!
//! No time of one machine is compared with another's: each measures how long it saw nothing, so
//! clocks may differ by any amount. A silence counts only if the observer itself could beat
//! meanwhile, so nobody is buried because the database was away.
//!
//! The other half of the fence is the node's own. Before each step it reads whether the client is
//! still its own. And it makes no call that changes anything on the platform unless it beat within
//! the last half of a lease ([`Pulse`]): a call takes at most the other half, so it has ended
//! before anybody else may begin. What remains is a process that is stopped by its machine between
//! that check and the sending; then each step's own look before it acts is what is left.
//!
//! A database that only one process can open needs none of this: that process does everything.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use onboard::later;
use shell::clock::Clock;
use shell::db::DbError;
use shell::secret::Sealer;
use shell::sql::{Tx, to_micros};

use crate::Provider;
use crate::provider::OpenError;
use crate::store::nodes::{self, Node, Peers};

/// How often a process says that it lives, in seconds: several times within half a lease, so that
/// one beat that fails does no harm.
pub(crate) const BEAT_SECONDS: i64 = 5;
/// How long a process may be silent before the others bury it, in seconds: twice the longest call
/// to the platform.
const LEASE_SECONDS: i64 = 60;

/// The work of which there is one piece for the whole server: subscription, sweeps, letters.
const ERRANDS: &str = "errands";

/// When a process last said that it lives. Clones share it.
#[derive(Debug, Clone)]
pub(crate) struct Pulse(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    clock: Clock,
    /// In microseconds; [`ALONE`] where nobody else can take anything over.
    beat_us: AtomicI64,
}

/// No other process can be there.
const ALONE: i64 = i64::MAX;

impl Pulse {
    /// Of a process that is alone until it beats. `clock` shows the real time.
    pub(crate) fn new(clock: Clock) -> Self {
        Self(Arc::new(Inner { clock, beat_us: AtomicI64::new(ALONE) }))
    }

    /// Notes a beat that began at `at`.
    fn beat(&self, at: Timestamp) {
        self.0.beat_us.store(to_micros(at), Ordering::SeqCst);
    }

    fn last(&self) -> Option<Timestamp> {
        let last = self.0.beat_us.load(Ordering::SeqCst);
        Timestamp::from_microsecond(last).ok().filter(|_| last != ALONE)
    }

    /// Whether what this process holds is certainly its own until a call that begins now has ended.
    pub(crate) fn is_fresh(&self) -> bool {
        let half = SignedDuration::from_secs(LEASE_SECONDS / 2);
        self.last().is_none_or(|last| self.0.clock.now() < later(last, half))
    }
}

/// What a process knows of itself and of the others.
#[derive(Debug)]
pub(crate) struct Company {
    pub(crate) pulse: Pulse,
    peers: Mutex<Peers>,
}

impl Company {
    pub(crate) fn new(pulse: Pulse) -> Self {
        Self { pulse, peers: Mutex::default() }
    }
}

impl Provider {
    /// Whether this process does the errands now (subscription, sweeps, letters); takes them where
    /// nobody has them. Asked before each round.
    ///
    /// # Errors
    /// When the database refuses.
    pub(crate) async fn has_errands(&self) -> Result<bool, DbError> {
        if !self.db.is_shared() {
            return Ok(true);
        }
        let has = self.db.read(move |db| nodes::holder(db, ERRANDS)).await?;
        if let Some(has) = has {
            return Ok(has == self.node);
        }
        let node = self.node.clone();
        let hold = move |tx: &Tx<'_>| Ok(nodes::hold(tx, ERRANDS, &node)? == node);
        self.db.write(hold).await
    }

    /// Says that this process lives, if that is due, and buries those that no longer say so.
    ///
    /// # Errors
    /// When the database refuses.
    pub(crate) async fn beat(&self) -> Result<(), DbError> {
        let at = self.wall.now();
        if self.next_beat().is_some_and(|next| at < next) {
            return Ok(());
        }
        let (node, sealer) = (self.node.clone(), self.sealer.clone());
        let home = self.fleet.home().unwrap_or_default().to_owned();
        let write = move |tx: &Tx<'_>| {
            nodes::beat(tx, &node, &keys(&sealer), &home)?;
            let all = nodes::all(tx)?;
            Ok(all.into_iter().filter(|other| other.name != node).collect::<Vec<Node>>())
        };
        let others = self.db.write(write).await?;
        self.company.pulse.beat(at);
        let patience = SignedDuration::from_secs(LEASE_SECONDS);
        let dead = {
            let mut peers = self.company.peers.lock().unwrap_or_else(PoisonError::into_inner);
            peers.heard(&others, at, patience)
        };
        for node in dead {
            let (name, now) = (node.name.clone(), self.clock.now());
            let bury = move |tx: &Tx<'_>| nodes::bury_silent(tx, &node.name, node.beat, now);
            if self.db.write(bury).await? {
                tracing::warn!(node = name, "a server died; what it was doing is taken over");
                self.nudge();
            }
        }
        Ok(())
    }

    /// When the next beat is due; at once before the first.
    fn next_beat(&self) -> Option<Timestamp> {
        self.company.pulse.last().map(|last| later(last, SignedDuration::from_secs(BEAT_SECONDS)))
    }

    /// When somebody who may be dead is looked at again.
    pub(crate) fn next_suspicion(&self) -> Option<Timestamp> {
        let peers = self.company.peers.lock().unwrap_or_else(PoisonError::into_inner);
        if peers.has_silent() { self.next_beat() } else { None }
    }

    /// Beats for as long as nothing fails, by the clock of the real time.
    ///
    /// # Errors
    /// When the database refuses.
    pub(crate) async fn keep_beating(&self) -> Result<std::convert::Infallible, DbError> {
        loop {
            self.beat().await?;
            let next = self.next_beat().unwrap_or_else(|| self.wall.now());
            self.wall.sleep_until(next).await;
        }
    }

    /// Beats as a background task of a real server, whatever fails.
    pub(crate) async fn beat_on(self) {
        if !self.db.is_shared() {
            return;
        }
        loop {
            let Err(error) = self.keep_beating().await;
            tracing::error!(%error, "other servers could not be told that this one lives");
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
    }

    /// Joins the others, or refuses: one of them that lives must be able to open what this process
    /// seals. A row of one that is dead is waited out.
    ///
    /// # Errors
    /// [`OpenError::KeyUnknown`]; when the database refuses.
    pub(crate) async fn join(&self) -> Result<(), OpenError> {
        if !self.db.is_shared() {
            let (node, sealer, now) = (self.node.clone(), self.sealer.clone(), self.clock.now());
            let home = self.fleet.home().unwrap_or_default().to_owned();
            let alone = move |tx: &Tx<'_>| {
                nodes::bury_all(tx, now)?;
                nodes::beat(tx, &node, &keys(&sealer), &home)
            };
            return Ok(self.db.write(alone).await?);
        }
        let strangers = self.strangers().await?;
        if !strangers.is_empty() {
            tracing::warn!("another server does not know this one's master key: is it alive?");
        }
        loop {
            self.beat().await?;
            let now = self.strangers().await?;
            let beats = |node: &&Node| strangers.iter().any(|other| other.name == node.name);
            if now.iter().filter(beats).any(|node| !strangers.contains(node)) {
                self.let_go().await;
                let active = self.sealer.key_id().to_owned();
                return Err(OpenError::KeyUnknown { active });
            }
            if now.is_empty() {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
    }

    /// The others that cannot open what this process seals.
    async fn strangers(&self) -> Result<Vec<Node>, DbError> {
        let (node, active) = (self.node.clone(), self.sealer.key_id().to_owned());
        let mut all = self.db.read(nodes::all).await?;
        all.retain(|other| other.name != node && !other.keys.contains(&active));
        Ok(all)
    }

    /// Gives back all that this process holds, so that another one goes on at once. Nothing of it
    /// may be under way any more.
    pub(crate) async fn let_go(&self) {
        let (node, now) = (self.node.clone(), self.clock.now());
        if let Err(error) = self.db.write(move |tx| nodes::bury(tx, &node, now)).await {
            tracing::warn!(%error, "leases could not be given back; they end by themselves");
        }
    }
}

fn keys(sealer: &Sealer) -> Vec<&str> {
    sealer.keys().map(|(_, id)| id).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicUsize;

    use axum::Router;
    use graph::id::{SystemUserId, WabaId};
    use http::Method;
    use shell::http::Switchboard;
    use shell::sql::Sql;

    use super::*;
    use crate::graph_api::CallError;
    use crate::testing;

    #[tokio::test]
    async fn a_process_that_has_not_said_for_half_a_lease_that_it_lives_changes_nothing() {
        let changes = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&changes);
        let answer = move |method: Method| async move {
            if method != Method::GET {
                counted.fetch_add(1, Ordering::SeqCst);
            }
            r#"{"success": true, "data": []}"#
        };
        let switchboard = Arc::new(Switchboard::new());
        let platform = Router::new().fallback(answer);
        switchboard.connect("platform.localhost:8090", platform);
        let outside = testing::outside(Sql::scratch().await.unwrap(), &switchboard);
        let provider = Provider::open(testing::settings(), outside).await.unwrap();
        let (waba, user) = (WabaId::new(98), SystemUserId::new(14));
        let assign = async || provider.graph.assign(waba, user).await;
        // Alone it has nobody to wait for.
        assign().await.unwrap();
        provider.company.pulse.beat(provider.wall.now());
        let half = LEASE_SECONDS / 2;
        provider.wall.advance(SignedDuration::from_secs(half - 1)).unwrap();
        assign().await.unwrap();
        provider.wall.advance(SignedDuration::from_secs(1)).unwrap();
        let fenced = assign().await.unwrap_err();
        assert!(matches!(fenced, CallError::Fenced), "{fenced}");
        assert!(fenced.had_no_effect() && fenced.may_pass(), "it is tried again");
        assert_eq!(changes.load(Ordering::SeqCst), 2, "nothing left this process");
        // To look is no change; and once it beats it may go on.
        let business = provider.settings.business_id;
        provider.graph.client_wabas(business, None, None).await.unwrap();
        provider.company.pulse.beat(provider.wall.now());
        assign().await.unwrap();
        assert_eq!(changes.load(Ordering::SeqCst), 3);
    }
}
