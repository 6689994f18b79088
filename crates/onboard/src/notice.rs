//! What operators and businesses are told, each once.

use std::collections::BTreeSet;

use graph::id::{BusinessId, PhoneNumberId};
use jiff::Timestamp;

/// What operators (and, where the notice concerns it, the business) are told once.
#[derive(Debug, Clone, PartialEq)]
pub enum Notice {
    /// The trial of a number ends soon (requirement E03).
    TrialEnds {
        /// Which number.
        phone: PhoneNumberId,
        /// As people read it.
        display: String,
        /// Within this many days: 7, 3 or 1. The day itself is [`Self::TrialEnded`].
        days: u8,
        /// When.
        ends: Timestamp,
        /// Whether the business left no address, so that nobody else hears of it from us.
        alone: bool,
    },
    /// The trial of a number ran out and the number is off (requirement E03).
    TrialEnded {
        /// Which number.
        phone: PhoneNumberId,
        /// As people read it.
        display: String,
    },
    /// A number whose trial had run out is in use again.
    NumberBack {
        /// Which number.
        phone: PhoneNumberId,
        /// As people read it.
        display: String,
    },
    /// The number's client ends again and again, or cannot be reached.
    ClientDown {
        /// Which number.
        phone: PhoneNumberId,
        /// As people read it.
        display: String,
    },
    /// A client that had been told to be down runs.
    ClientUp {
        /// Which number.
        phone: PhoneNumberId,
        /// As people read it.
        display: String,
    },
    /// The platform disabled the account (requirement D02).
    AccountDisabled,
    /// The platform took the disabling back.
    AccountBack,
    /// The account is no longer shared with us (requirement A11).
    Unshared,
    /// A share of our line that this server did not make stays alive with a business that left
    /// while its account was only watched.
    LineStays {
        /// With which business.
        business: BusinessId,
    },
    /// An account that had left is shared with us again.
    SharedAgain,
}

/// How the memory begins of having told that a trial has ended.
pub(crate) const TRIAL_ENDED: &str = "trial-ended";
/// How the memory begins of having told that a client instance does not stay up.
pub(crate) const CLIENT_DOWN: &str = "client-down";
/// The memory of having told that an account is disabled.
pub(crate) const DISABLED: &str = "disabled";
/// The memory of having told that an account is shared no more.
pub(crate) const UNSHARED: &str = "unshared";
/// The memory of having told that a share of our line stays with a business that left.
const LINE_STAYS: &str = "line-stays";

impl Notice {
    /// The memory of having told it: what [`crate::Seen::told`] holds.
    #[must_use]
    pub fn key(&self) -> String {
        match self {
            Self::TrialEnds { phone, days, ends, .. } => {
                format!("trial-ends:{phone}:{}:{days}", ends.as_second())
            }
            Self::TrialEnded { phone, .. } | Self::NumberBack { phone, .. } => {
                format!("{TRIAL_ENDED}:{phone}")
            }
            Self::ClientDown { phone, .. } | Self::ClientUp { phone, .. } => {
                format!("{CLIENT_DOWN}:{phone}")
            }
            Self::AccountDisabled | Self::AccountBack => DISABLED.to_owned(),
            Self::LineStays { .. } => LINE_STAYS.to_owned(),
            Self::Unshared | Self::SharedAgain => UNSHARED.to_owned(),
        }
    }

    /// Remembers that it was told. Good news takes the memory of the bad news away, so that the
    /// next bad news is told again.
    pub fn remember(&self, told: &mut BTreeSet<String>) {
        match self {
            Self::NumberBack { .. } | Self::ClientUp { .. } | Self::AccountBack => {
                told.remove(&self.key());
            }
            Self::SharedAgain => {
                told.remove(&self.key());
                told.remove(LINE_STAYS);
            }
            Self::TrialEnds { .. }
            | Self::TrialEnded { .. }
            | Self::ClientDown { .. }
            | Self::AccountDisabled
            | Self::LineStays { .. }
            | Self::Unshared => {
                told.insert(self.key());
            }
        }
    }

    /// Whether operators are told. Of a trial's end they hear before the last day only where
    /// nobody else does: until then it is the business's turn, and there is nothing for them to do
    /// about one that we can write to.
    #[must_use]
    pub fn concerns_operators(&self) -> bool {
        !matches!(self, Self::TrialEnds { days, alone: false, .. } if *days > 1)
    }

    pub(crate) fn audience(&self) -> &'static str {
        if self.concerns_operators() { "the operators" } else { "the business" }
    }

    /// Whether the business itself is told, if it left an address.
    #[must_use]
    pub fn concerns_business(&self) -> bool {
        !matches!(
            self,
            Self::Unshared
                | Self::SharedAgain
                | Self::LineStays { .. }
                | Self::ClientDown { .. }
                | Self::ClientUp { .. }
        )
    }

    /// One sentence for people.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::TrialEnds { display, days, ends, .. } => {
                let within = if *days == 1 { "one day".to_owned() } else { format!("{days} days") };
                format!(
                    "the trial of {display} ends within {within}, at {}: the business must \
                     complete business verification before then, or the platform switches the \
                     number off. Nothing has to be done by hand at the provider: the number is \
                     stopped when that comes, and started again once the platform allows it",
                    ends.strftime("%Y-%m-%d %H:%M UTC")
                )
            }
            Self::TrialEnded { display, .. } => format!(
                "the trial of {display} has ended and the number is switched off: it is started \
                 again by itself once the business is verified and the platform offers its \
                 certificate, for which it first reviews the display name"
            ),
            Self::NumberBack { display, .. } => {
                format!("{display} is connected and may be used again")
            }
            Self::ClientDown { phone, display } => format!(
                "the client of {display} does not stay up, so that nothing is sent or received: \
                 vestibule numbers show {phone} tells what it said last and where its log is; it \
                 is started again and again by itself, with growing pauses, and what is written \
                 meanwhile is kept for a day"
            ),
            Self::ClientUp { display, .. } => {
                format!("the client of {display} runs again and is connected")
            }
            Self::AccountDisabled => "the platform disabled this account because it breaks a \
                policy; its clients are stopped, and the business may appeal in its Business \
                Manager"
                .to_owned(),
            Self::AccountBack => {
                "the platform restored this account; numbers that it lets be used are started \
                 again"
                    .to_owned()
            }
            Self::Unshared => "the business no longer shares this account with us; the clients \
                that we run for it are stopped, the credit that we gave it is taken back, its \
                PINs, passwords and tokens are destroyed"
                .to_owned(),
            Self::LineStays { business } => format!(
                "our credit line stays shared with business {business}, which left us: the client \
                 was only watched, and this server did not make that share. Take it back with \
                 `vestibule ledger revoke {business} --reason …`, or in the Business Manager"
            ),
            Self::SharedAgain => "the business shares this account with us again".to_owned(),
        }
    }
}
