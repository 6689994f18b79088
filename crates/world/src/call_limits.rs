//! How many calls of the Graph API are answered in an hour (contract §7.6).

use serde::{Deserialize, Serialize};

/// Calls in a rolling hour; `None` lifts a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CallLimits {
    /// Of one app about one WABA without a registered number.
    pub waba: Option<u32>,
    /// Of one app about one WABA that has one.
    pub active_waba: Option<u32>,
    /// Of one app about the credit lines of a business.
    pub credit: Option<u32>,
    /// Of one app about everything else, for each of its users.
    pub app_per_user: Option<u32>,
    /// Of one person, about everything else.
    pub user: Option<u32>,
}

impl Default for CallLimits {
    fn default() -> Self {
        Self {
            waba: Some(200),
            active_waba: Some(5_000),
            credit: Some(5_000),
            app_per_user: Some(200),
            user: Some(200),
        }
    }
}

impl CallLimits {
    /// No limits: for benches, and simulations that call more than Meta would answer.
    pub const fn lifted() -> Self {
        Self { waba: None, active_waba: None, credit: None, app_per_user: None, user: None }
    }
}
