//! The words of mails and notices: what happened, to whom, what to do next.

use jiff::{SignedDuration, Timestamp};

use crate::business::Business;
use crate::effect::Effect;

/// What rounds up where the print leaves seconds out.
const ALMOST_A_MINUTE: SignedDuration = SignedDuration::from_micros(59_999_999);

/// A time as people read it, in UTC.
pub(crate) fn when(at: Timestamp) -> String {
    at.strftime("%B %-d, %Y at %H:%M UTC").to_string()
}

/// The first full minute at which a wait is over: who tries then is not refused once more.
pub(crate) fn free_at(at: Timestamp) -> String {
    when(free_from(at))
}

/// The same as a time. Its seconds are not for printing.
pub fn free_from(at: Timestamp) -> Timestamp {
    at.checked_add(ALMOST_A_MINUTE).unwrap_or(at)
}

/// A day as webhooks print it: `April 17, 2025` (contract §6.4).
pub(crate) fn day(at: Timestamp) -> String {
    at.strftime("%B %-d, %Y").to_string()
}

/// What is told to a business, by mail and as a notice in its Business Manager.
pub(crate) struct Letter {
    /// The subject line, and the title of the notice.
    pub(crate) subject: String,
    /// What happened, in one or two sentences.
    pub(crate) what: String,
    /// To whom: labels and values, with ids.
    pub(crate) facts: Vec<(&'static str, String)>,
    /// What to do next.
    pub(crate) next: String,
}

impl Letter {
    /// By mail and as a notice.
    pub(crate) fn to(&self, business: &Business) -> [Effect; 2] {
        [self.notice(business), self.mail(business)]
    }

    /// As a notice only.
    pub(crate) fn notice(&self, business: &Business) -> Effect {
        let text = format!("{}\n{}\nWhat to do next: {}\n", self.what, self.list(), self.next);
        Effect::Notice { business: business.id, title: self.subject.clone(), text }
    }

    fn mail(&self, business: &Business) -> Effect {
        let name = &business.profile.name;
        let text = format!(
            "Hello {name},\n\n{}\n\n{}\nWhat to do next: {}\n\n-- \nSent to {name} ({}) by the \
             platform. You see the same in your Business Manager.\n",
            self.what,
            self.list(),
            self.next,
            business.id
        );
        Effect::Mail { to: business.profile.email.clone(), subject: self.subject.clone(), text }
    }

    fn list(&self) -> String {
        self.facts.iter().map(|(label, value)| format!("{label}: {value}\n")).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::free_at;

    #[test]
    fn a_wait_is_over_at_the_minute_that_is_told() {
        let said = |at: &str| free_at(at.parse().unwrap());
        assert_eq!(said("2027-01-02T00:07:00Z"), "January 2, 2027 at 00:07 UTC");
        assert_eq!(said("2027-01-02T00:07:00.000001Z"), "January 2, 2027 at 00:08 UTC");
        assert_eq!(said("2027-01-02T23:59:47Z"), "January 3, 2027 at 00:00 UTC");
    }
}
