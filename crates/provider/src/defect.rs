//! Deliberate defects: what the simulation proves with that it would see them.
//!
//! A test that has never failed proves little. Each of these takes one precaution away, and the
//! simulation must notice within a stated number of worlds (`docs/simulation.md`). A server that
//! is opened by [`crate::Provider::open`] has none, and no setting gives it any.

use std::collections::BTreeSet;

use graph::id::WabaId;
use onboard::{Mode, Seen};
use shell::db::DbError;
use shell::sql::{Tx, params};

use crate::Provider;
use crate::store::key;

/// A precaution that is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Defect {
    /// A share of the credit line that failed is asked for once more without a look.
    ShareUnlooked,
    /// Registrations are not counted.
    RegisterUnbudgeted,
    /// Each try to register a number has a PIN of its own.
    PinRedrawn,
    /// A PIN is in a line of the log.
    SecretLogged,
    /// Who is woken while being looked at is not looked at again.
    WakeLost,
    /// The credit line is not taken back from who left.
    RevocationDropped,
    /// The secrets of who left are not destroyed.
    SecretsKept,
    /// Client instances are not stopped.
    ClientLeftRunning,
    /// A webhook that comes again is taken for another one.
    InboxRepeats,
    /// A webhook is marked as dealt with before, not together with, its effects.
    EffectOutside,
    /// A process takes what another one is working on.
    LeaseIgnored,
    /// A client that is only watched is let alone when it leaves.
    WatchedLetAlone,
    /// That a client is only watched is read once a look.
    WatchReadOnce,
}

impl Defect {
    /// All of them.
    pub const ALL: [Self; 13] = [
        Self::ShareUnlooked,
        Self::RegisterUnbudgeted,
        Self::PinRedrawn,
        Self::SecretLogged,
        Self::WakeLost,
        Self::RevocationDropped,
        Self::SecretsKept,
        Self::ClientLeftRunning,
        Self::InboxRepeats,
        Self::EffectOutside,
        Self::LeaseIgnored,
        Self::WatchedLetAlone,
        Self::WatchReadOnce,
    ];

    /// Its name on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ShareUnlooked => "share_unlooked",
            Self::RegisterUnbudgeted => "register_unbudgeted",
            Self::PinRedrawn => "pin_redrawn",
            Self::SecretLogged => "secret_logged",
            Self::WakeLost => "wake_lost",
            Self::RevocationDropped => "revocation_dropped",
            Self::SecretsKept => "secrets_kept",
            Self::ClientLeftRunning => "client_left_running",
            Self::InboxRepeats => "inbox_repeats",
            Self::EffectOutside => "effect_outside",
            Self::LeaseIgnored => "lease_ignored",
            Self::WatchedLetAlone => "watched_let_alone",
            Self::WatchReadOnce => "watch_read_once",
        }
    }

    /// The defect of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|defect| defect.name() == name)
    }
}

/// The defects of a server; none in production.
#[derive(Debug, Clone, Default)]
pub struct Defects(BTreeSet<Defect>);

impl Defects {
    /// These defects, on purpose: for the simulation's own tests.
    #[must_use]
    pub fn deliberate(defects: &[Defect]) -> Self {
        Self(defects.iter().copied().collect())
    }

    pub(crate) fn has(&self, defect: Defect) -> bool {
        self.0.contains(&defect)
    }
}

impl Provider {
    /// With [`Defect::WatchedLetAlone`]: whether nothing is done for this client.
    pub(crate) fn lets_alone(&self, seen: &Seen) -> bool {
        self.defects.has(Defect::WatchedLetAlone) && seen.mode == Mode::Watched
    }

    /// With [`Defect::WakeLost`]: forgets that a client was woken while it was looked at.
    pub(crate) fn lose_wake(&self, tx: &Tx<'_>, waba: WabaId) -> Result<(), DbError> {
        if self.defects.has(Defect::WakeLost) {
            let sql = "UPDATE client SET again_at = NULL WHERE waba_id = $1";
            tx.execute(sql, params![key(waba.get())])?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_back_and_nothing_is_broken_by_default() {
        for defect in Defect::ALL {
            assert_eq!(Defect::named(defect.name()), Some(defect));
            assert!(!Defects::default().has(defect));
            assert!(Defects::deliberate(&[defect]).has(defect));
        }
        assert_eq!(Defect::named("none"), None);
    }
}
