//! How often each permission of an app was used: what App Review asks to see (requirement H03).
//!
//! A call that was answered counts for the permission it needed. The counts live in memory and are
//! stored now and then; what a crash takes is a few seconds' worth.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use graph::{AppId, Permission};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use shell::db::DbError;
use world::{Actor, NodeKind};

use super::session::Session;
use crate::Platform;
use crate::store::Store;

/// Under which name the counts are stored.
const SETTING: &str = "permission_uses";

/// How often, and when last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Count {
    pub(crate) calls: u64,
    pub(crate) last: Timestamp,
}

/// The counts of all apps.
#[derive(Debug, Default)]
pub(crate) struct Uses(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    counts: BTreeMap<(AppId, Permission), Count>,
    changed: bool,
}

impl Uses {
    /// The counts as they were stored last.
    pub(crate) async fn load(store: &Store) -> Result<Self, DbError> {
        type Row = (AppId, Permission, Count);
        let rows = store.setting::<Vec<Row>>(SETTING).await?.unwrap_or_default();
        let rows = rows.into_iter().map(|(app, permission, count)| ((app, permission), count));
        Ok(Self(Mutex::new(State { counts: rows.collect(), changed: false })))
    }

    /// Stores the counts, if they changed since.
    pub(crate) async fn keep(&self, store: &Store) -> Result<(), DbError> {
        let rows: Vec<(AppId, Permission, Count)> = {
            let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            if !std::mem::take(&mut state.changed) {
                return Ok(());
            }
            state.counts.iter().map(|((app, one), count)| (*app, *one, *count)).collect()
        };
        store.set_setting(SETTING, &rows).await
    }

    /// How often an app used each permission.
    pub(crate) fn of(&self, app: AppId) -> BTreeMap<Permission, Count> {
        let state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let own = state.counts.iter().filter(|((of, _), _)| *of == app);
        own.map(|((_, permission), count)| (*permission, *count)).collect()
    }

    fn add(&self, app: AppId, permission: Permission, at: Timestamp) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let fresh = Count { calls: 0, last: at };
        let count = state.counts.entry((app, permission)).or_insert(fresh);
        (count.calls, count.last) = (count.calls + 1, at);
        state.changed = true;
    }
}

/// Counts a call that was answered.
pub(super) fn note(
    platform: &Platform,
    session: &Session,
    (kind, edge): (Option<NodeKind>, Option<&str>),
) {
    let Some(kind) = kind.filter(|_| matches!(session.actor, Actor::Token { .. })) else { return };
    let caller = &session.caller;
    if let Some(used) = needed(kind, edge).iter().find(|one| caller.scopes.contains(one)) {
        platform.uses().add(caller.app, *used, session.now);
    }
}

/// What a call on an object needs; any of them.
fn needed(kind: NodeKind, edge: Option<&str>) -> &'static [Permission] {
    use Permission::{BusinessManagement, WhatsappBusinessManagement, WhatsappBusinessMessaging};
    match (kind, edge) {
        (NodeKind::Phone(_), Some("messages" | "register" | "deregister")) => {
            &[WhatsappBusinessMessaging, WhatsappBusinessManagement]
        }
        (NodeKind::Waba(_) | NodeKind::Phone(_) | NodeKind::Template(_), _) => {
            &[WhatsappBusinessManagement]
        }
        (
            NodeKind::Business(_)
            | NodeKind::CreditLine(_)
            | NodeKind::Allocation(_)
            | NodeKind::SystemUser(_),
            _,
        ) => &[BusinessManagement],
        _ => &[],
    }
}
