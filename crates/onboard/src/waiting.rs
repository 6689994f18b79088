//! What nothing of ours can bring about, in words for operators.

use jiff::Timestamp;

use crate::condition::Whose;
use crate::token::Dead;

/// Something awaited; each names the number it is about as people read it.
#[derive(Debug, Clone, PartialEq)]
pub enum Waiting {
    /// The account has no number yet (requirement C02).
    Number,
    /// Nobody has proved by a code that the business has the number.
    NumberVerification {
        /// Which number.
        display: String,
    },
    /// The platform offers no certificate yet (requirement E04).
    Certificate {
        /// Which number.
        display: String,
    },
    /// Registered; the platform connects it within minutes (requirement E01).
    Connection {
        /// Which number.
        display: String,
    },
    /// Our client for the number is gone and rests before it is started again.
    ClientRests {
        /// Which number.
        display: String,
        /// When it is started again.
        until: Timestamp,
    },
    /// The display name is under review (requirement D07).
    NameReview {
        /// Which number.
        display: String,
        /// Whether the number cannot be used before (requirement E04).
        holds: bool,
    },
    /// The display name was declined: the business has to choose another.
    Rename {
        /// Which number.
        display: String,
        /// Whether the number cannot be used before (requirement E04).
        holds: bool,
    },
    /// In the unverified trial (requirement E02).
    TrialVerification {
        /// Which number.
        display: String,
        /// When the trial ends.
        ends: Timestamp,
    },
    /// The trial has ended; only verification brings the number back (requirement E03).
    Verification {
        /// Which number.
        display: String,
    },
    /// The trial has ended, and the platform reviews the business already.
    VerificationReview {
        /// Which number.
        display: String,
    },
    /// The account or the number was disabled (requirement D02).
    Appeal {
        /// What the platform says can be done about it, in its words.
        remedy: Option<String>,
    },
    /// The number was registered as often as is safe (contract §4.5).
    RegisterBudget {
        /// Which number.
        display: String,
        /// From when on it is tried again.
        until: Timestamp,
    },
    /// The first message was sent as often as is decent, and no answer came back.
    ProbeBudget {
        /// From which number.
        display: String,
        /// From when on it is sent again.
        until: Timestamp,
    },
    /// The number has a two-step PIN that is not ours; it is never guessed.
    Pin {
        /// Which number.
        display: String,
    },
    /// The platform refused the registration and says why (contract §4.5).
    Registration {
        /// Which number.
        display: String,
        /// Whose turn it is.
        whose: Whose,
        /// What they do.
        words: &'static str,
        /// From when on it is tried again.
        until: Timestamp,
    },
    /// One of our tokens is refused.
    Token {
        /// Which, and why.
        dead: Dead,
    },
    /// The client was taken over from another system: we only look (mode *watched*).
    Adoption,
    /// It is one more share of our credit line than we give a day (requirement G01).
    CreditRelease {
        /// Who released it already.
        released_by: Option<String>,
    },
    /// An operator took our credit line back (requirement G03).
    CreditBack {
        /// Who.
        who: String,
        /// Why.
        why: String,
    },
    /// The business took the account away (requirement A11).
    Sharing,
}

impl Waiting {
    /// One sentence for people.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Number => "the business to add a phone number".to_owned(),
            Self::NumberVerification { display } => format!("the business to verify {display}"),
            Self::Certificate { display } => {
                format!("the platform to issue the certificate of {display}")
            }
            Self::Connection { display } => format!("the platform to connect {display}"),
            Self::ClientRests { display, until } => client_rests(display, *until),
            Self::NameReview { display, holds } => format!(
                "the platform to review the display name of {display}{}",
                until_then(*holds)
            ),
            Self::Rename { display, holds } => format!(
                "the business to choose another display name for {display} in its Business \
                 Manager: the platform declined this one{}",
                until_then(*holds)
            ),
            Self::TrialVerification { display, ends } => format!(
                "the business to be verified before the trial of {display} ends at {}",
                ends.strftime("%Y-%m-%d %H:%M UTC")
            ),
            Self::Verification { display } => format!(
                "the business to be verified, which it starts in its Business Manager: the trial \
                 of {display} has ended and the number is switched off"
            ),
            Self::VerificationReview { display } => format!(
                "the platform to verify the business, which it reviews: the trial of {display} has \
                 ended and the number is switched off"
            ),
            Self::Appeal { remedy } => appeal(remedy.as_deref()),
            Self::RegisterBudget { display, until } => format!(
                "the next registration of {display} at {}: more tries now could block the number \
                 for three days",
                until.strftime("%Y-%m-%d %H:%M UTC")
            ),
            Self::ProbeBudget { display, until } => format!(
                "news of the first message from {display}: the answers to it were lost; it is sent \
                 again at {}",
                until.strftime("%Y-%m-%d %H:%M UTC")
            ),
            Self::Pin { display } => format!(
                "the two-step PIN of {display}, which is not ours and is never guessed: an \
                 operator enters it as the business tells it (vestibule numbers pin), or the \
                 business switches two-step verification off in WhatsApp Manager"
            ),
            Self::Registration { display, whose, words, until } => format!(
                "{} to {words} ({display} is registered again at {})",
                whose.words(),
                until.strftime("%Y-%m-%d %H:%M UTC")
            ),
            Self::Token { dead } => format!("{}: {}", dead.next().line(), dead.words()),
            Self::Adoption => "an operator to take the client over (vestibule clients adopt): \
                until then it is only looked at, and nothing about it is changed"
                .to_owned(),
            Self::CreditRelease { released_by: None } => "an operator to release the share of our \
                credit line, and a second one to confirm it (vestibule ledger release): it is \
                more than we share in a day"
                .to_owned(),
            Self::CreditRelease { released_by: Some(one) } => format!(
                "a second operator, other than {one}, to confirm the share of our credit line \
                 (vestibule ledger confirm)"
            ),
            Self::CreditBack { who, why } => format!(
                "an operator to share our credit line again (vestibule ledger share): {who} took \
                 it back: {why}"
            ),
            Self::Sharing => "the business to share the account with us again".to_owned(),
        }
    }
}

/// What is awaited of a disabled account.
fn appeal(remedy: Option<&str>) -> String {
    match remedy {
        None => "the business to appeal: the platform disabled the account".to_owned(),
        Some(remedy) => {
            format!("the business: the platform disabled the account and says: {remedy}")
        }
    }
}

/// What is awaited of a client that is down.
fn client_rests(display: &str, until: Timestamp) -> String {
    let until = until.strftime("%Y-%m-%d %H:%M:%S UTC");
    format!("the client of {display}, which is down, to be started again at {until}")
}

/// What a name that is not approved holds up.
fn until_then(holds: bool) -> &'static str {
    if holds {
        "; until a name is approved it issues no certificate and the number stays off"
    } else {
        ""
    }
}
