//! CallFaults on demand: the next calls are refused with an error of the platform's own tables, as
//! if Meta had a bad day (contract §7.1).

use std::sync::{Mutex, PoisonError};

use graph::GraphError;

use super::call::Call;

/// The faults that wait for calls.
#[derive(Debug, Default)]
pub(crate) struct CallFaults(Mutex<Vec<Fault>>);

/// One fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// The number of the error.
    pub(crate) code: u32,
    /// Only calls whose path contains this; empty: all calls.
    pub(crate) path: String,
    /// How many calls it still meets.
    pub(crate) times: u32,
}

impl CallFaults {
    /// Adds one. An earlier one goes first.
    pub(crate) fn add(&self, fault: Fault) {
        self.lock().push(fault);
    }

    /// Those that wait.
    pub(crate) fn all(&self) -> Vec<Fault> {
        self.lock().clone()
    }

    /// Forgets all.
    pub(crate) fn clear(&self) {
        self.lock().clear();
    }

    /// What a call is refused with, if a fault waits for it.
    pub(super) fn meet(&self, call: &Call) -> Option<GraphError> {
        let mut faults = self.lock();
        let path = call.target.path.join("/");
        let place = faults.iter().position(|fault| path.contains(&fault.path))?;
        let code = faults[place].code;
        faults[place].times = faults[place].times.saturating_sub(1);
        if faults[place].times == 0 {
            faults.remove(place);
        }
        error_of(code)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Fault>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The error with this number; `None` if the tables have none that needs no more than its number.
pub(crate) fn error_of(code: u32) -> Option<GraphError> {
    let error = match code {
        1 => GraphError::unknown(),
        2 => GraphError::unavailable(),
        3 => GraphError::capability(),
        4 => GraphError::app_rate(),
        10 => GraphError::app_permission(),
        17 => GraphError::user_rate(),
        33 => GraphError::deleted_phone(),
        104 => GraphError::missing_token(),
        190 => GraphError::garbage_token(),
        200 => GraphError::permission("Permissions error"),
        80_008 => GraphError::waba_rate(),
        other => GraphError::messaging(other),
    };
    (error.code == code).then_some(error)
}
