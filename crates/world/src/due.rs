//! What happens by itself at its time.

use graph::id::{PhoneNumberId, TemplateId, WabaId};

use crate::message::MessageId;

/// Something that waits for its time.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Due {
    /// A message arrives.
    Delivery(MessageId),
    /// A registered number is live.
    Connection(PhoneNumberId),
    /// The review of a template concludes.
    TemplateReview(TemplateId),
    /// The background check of a WABA concludes (requirement D01).
    PolicyCheck(WabaId),
    /// The end of a trial is announced, so many days ahead.
    TrialWarning(PhoneNumberId, i64),
    /// A trial ends (requirement E03).
    TrialEnd(PhoneNumberId),
}
