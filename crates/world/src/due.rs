//! What happens by itself at its time.

use graph::id::PhoneNumberId;

use crate::message::MessageId;
use crate::verdict::ReviewKind;

/// Something that waits for its time.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub enum Due {
    /// A message arrives.
    Delivery(MessageId),
    /// A registered number is live.
    Connection(PhoneNumberId),
    /// A review of this kind decides by itself; the id is that of what is looked at.
    Verdict(ReviewKind, u64),
    /// The end of a trial is announced, so many days ahead.
    TrialWarning(PhoneNumberId, i64),
    /// A trial ends (requirement E03).
    TrialEnd(PhoneNumberId),
}
