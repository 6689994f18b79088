//! WrongSignatures that are played on purpose, so that receivers can be tried: wrong signatures.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use graph::AppId;
use shell::db::DbError;

use crate::store::Store;

/// Where they are kept in the table of settings.
const SETTING: &str = "webhook_faults";

/// How many of the next signatures are wrong, by app.
#[derive(Debug, Default)]
pub(crate) struct WrongSignatures(Mutex<BTreeMap<AppId, u32>>);

impl WrongSignatures {
    /// What was planned before the last stop.
    pub(crate) async fn load(store: &Store) -> Result<Self, DbError> {
        Ok(Self(Mutex::new(store.setting(SETTING).await?.unwrap_or_default())))
    }

    /// Has the next `count` requests to an app signed wrong; 0 mends it.
    pub(crate) async fn plan(&self, store: &Store, app: AppId, count: u32) -> Result<(), DbError> {
        let planned = {
            let mut planned = self.taken();
            match count {
                0 => planned.remove(&app),
                count => planned.insert(app, count),
            };
            planned.clone()
        };
        store.set_setting(SETTING, &planned).await
    }

    /// How many are still to come, by app.
    pub(crate) fn planned(&self) -> BTreeMap<AppId, u32> {
        self.taken().clone()
    }

    /// Whether the next request to this app is signed wrong; counts it.
    pub(super) async fn strike(&self, store: &Store, app: AppId) -> Result<bool, DbError> {
        let left = self.taken().get(&app).copied();
        let Some(left) = left else { return Ok(false) };
        self.plan(store, app, left - 1).await?;
        Ok(true)
    }

    fn taken(&self) -> MutexGuard<'_, BTreeMap<AppId, u32>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
