//! Taking leave of a client that is no longer shared with us (requirement A11).
//!
//! What is to be taken down, as a set of finalizers: each can be done again, none waits for one it
//! does not need, and the last confirms that the others had their effect. Whether clients run and
//! credit is shared is *seen*; what cannot be seen is remembered in [`Left`].

use crate::plan::allows;
use crate::seen::{ClientState, Credit, Seen};
use crate::step::Step;

/// What of taking leave was done, as far as it cannot be seen from outside.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Left {
    /// Our app no longer gets the account's webhooks, or the platform no longer lets us ask.
    pub unsubscribed: bool,
    /// PINs, the secrets of client instances and unused tokens are destroyed.
    pub forgotten: bool,
    /// Everything was seen to be done.
    pub confirmed: bool,
}

/// What is still to be done; empty once leave is taken. Independent of each other.
pub(crate) fn steps(seen: &Seen) -> Vec<Step> {
    let running = seen.phones.iter().filter(|phone| phone.client != ClientState::None);
    let left = seen.leftovers.iter().map(|phone| Step::RetireClient { phone: *phone });
    let stops = running.map(|phone| Step::StopClient { phone: phone.id });
    let mut steps: Vec<Step> = stops.chain(left).collect();
    let stopped = steps.is_empty();
    let leftover = matches!(seen.credit, Credit::Leftover { .. });
    if leftover {
        steps.push(Step::RevokeCredit);
    }
    if !seen.left.unsubscribed {
        steps.push(Step::Unsubscribe);
    }
    // A client that still runs may need its secrets to be stopped.
    if stopped && !seen.left.forgotten {
        steps.push(Step::ForgetSecrets);
    }
    steps.retain(|step| allows(seen, step));
    if steps.is_empty() && !leftover && !seen.left.confirmed {
        steps.push(Step::ConfirmLeft);
    }
    steps
}

/// Whether a share of our line stays alive with a business that left, because the client is only
/// watched and this server did not make the share: an operator decides.
pub(crate) fn line_stays(seen: &Seen) -> bool {
    let leftover = matches!(seen.credit, Credit::Leftover { .. });
    !seen.shared && leftover && !allows(seen, &Step::RevokeCredit)
}

/// What is left to be done, in words; `None` once leave is taken.
pub(crate) fn rest(seen: &Seen) -> Option<String> {
    let mut what: Vec<&str> = steps(seen)
        .iter()
        .map(|step| match step {
            Step::StopClient { .. } | Step::RetireClient { .. } => "stopping its clients",
            Step::RevokeCredit => "taking our credit line back",
            Step::Unsubscribe => "ending the subscription to its webhooks",
            Step::ForgetSecrets => "destroying its PINs, secrets and tokens",
            _ => "seeing that all is done",
        })
        .collect();
    if line_stays(seen) {
        what.push("what becomes of our credit line, which this server did not share");
    }
    what.dedup();
    (!what.is_empty()).then(|| what.join(", "))
}

#[cfg(test)]
mod tests;
