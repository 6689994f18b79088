//! What happens by itself at its time.

use graph::id::{BusinessId, PhoneNumberId, TemplateId, WabaId};

use crate::enforcement::RestrictionKind;
use crate::message::MessageId;
use crate::money::Month;
use crate::verdict::ReviewKind;

/// Something that waits for its time.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub enum Due {
    /// A message arrives.
    Delivery(MessageId),
    /// It is decided whether a number's messaging limit is raised.
    LimitReview(PhoneNumberId),
    /// A number's bad quality is looked at again.
    Quality(PhoneNumberId),
    /// A number was flagged long enough: its limit is lowered.
    FlagEnd(PhoneNumberId),
    /// The pause of a template ends.
    TemplateResume(TemplateId),
    /// A template is of another category.
    CategoryChange(TemplateId),
    /// A registered number is live.
    Connection(PhoneNumberId),
    /// A review of this kind decides by itself; the id is that of what is looked at.
    Verdict(ReviewKind, u64),
    /// A restriction of an account ends (contract §9.9).
    RestrictionEnd(WabaId, RestrictionKind),
    /// The announced end of an account comes.
    Disabling(WabaId),
    /// The end of a trial is announced, so many days ahead.
    TrialWarning(PhoneNumberId, i64),
    /// A trial ends (requirement E03).
    TrialEnd(PhoneNumberId),
    /// A month ends for which the business gets an invoice (requirement G02).
    Invoice(BusinessId, Month),
}
