//! What a person typed that did not go through, kept until it does. A refused form leads back to
//! its screen by a redirect, so that neither going back nor loading again sends it a second time.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use graph::SignupId;

use super::refusals::Problem;
use super::step::Step;
use crate::pages::fields::Fields;

/// The most tries kept at a time; the oldest runs go first.
const KEPT_MAX: usize = 500;

/// A form that did not go through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Retry {
    /// The screen it is of.
    pub step: Step,
    /// What was typed.
    pub fields: Fields,
    /// Why it did not go through.
    pub problem: Problem,
}

/// The last refused form of each run, in memory only. Clones share them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Retries(Arc<Mutex<BTreeMap<SignupId, Retry>>>);

impl Retries {
    /// Keeps a refused form of a run in place of the one before.
    pub(crate) fn keep(&self, run: SignupId, retry: Retry) {
        let mut kept = self.kept();
        if kept.len() >= KEPT_MAX {
            kept.pop_first();
        }
        kept.insert(run, retry);
    }

    /// The refused form to be shown again on this screen. Opening another screen forgets it.
    pub(crate) fn on(&self, run: SignupId, step: Step) -> Option<Retry> {
        let mut kept = self.kept();
        if kept.get(&run)?.step != step {
            kept.remove(&run);
        }
        kept.get(&run).cloned()
    }

    /// Forgets the refused form of a run: another one went through.
    pub(crate) fn forget(&self, run: SignupId) {
        self.kept().remove(&run);
    }

    fn kept(&self) -> MutexGuard<'_, BTreeMap<SignupId, Retry>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use graph::SignupId;

    use super::{Retries, Retry};
    use crate::dialog::refusals::Problem;
    use crate::dialog::step::Step;
    use crate::pages::fields::Fields;

    #[test]
    fn a_refused_form_stays_until_another_screen_is_opened_or_it_went_through() {
        let (retries, run) = (Retries::default(), SignupId::new(7));
        let problem = Problem {
            field: Some("number"),
            text: "No".into(),
            advice: String::new(),
            error_id: 1,
        };
        let retry = Retry { step: Step::Number, fields: Fields::parse(b"number=1"), problem };
        retries.keep(run, retry.clone());
        assert_eq!(retries.on(SignupId::new(8), Step::Number), None);
        for _ in 0..2 {
            assert_eq!(retries.on(run, Step::Number), Some(retry.clone()));
        }
        assert_eq!(retries.on(run, Step::Profile), None);
        assert_eq!(retries.on(run, Step::Number), None);
        retries.keep(run, retry);
        retries.forget(run);
        assert_eq!(retries.on(run, Step::Number), None);
    }
}
