//! Whether our own tokens are accepted, and what to do about one that is not.
//!
//! A token that is refused is refused for every client alike. So it is remembered once, nobody is
//! asked in vain with it, and what needs no token goes on (contract §7.1, error 190 and its
//! subcodes).

use jiff::{SignedDuration, Timestamp};

use crate::condition::{Next, Whose};

/// Operators are warned this many days before a token expires; 0 is the day itself.
const WARNING_DAYS: [u8; 4] = [7, 3, 1, 0];

/// Whose token it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Holder {
    /// The employee system user's.
    Employee,
    /// The admin system user's.
    Admin,
}

impl Holder {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Employee, Self::Admin];

    /// The word it is stored as.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Employee => "employee",
            Self::Admin => "admin",
        }
    }

    /// The setting it is read from.
    #[must_use]
    pub fn setting(self) -> &'static str {
        match self {
            Self::Employee => "employee_token",
            Self::Admin => "admin_token",
        }
    }
}

/// Which of our tokens are refused.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tokens {
    /// That of the system user we work as.
    pub worker: Option<Dead>,
    /// The admin's, which assigns and sees every shared account.
    pub admin: Option<Dead>,
}

/// A token that is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dead {
    /// Whose.
    pub holder: Holder,
    /// Since when, as far as we know.
    pub since: Timestamp,
    /// Why.
    pub why: Death,
}

/// Why a token is refused (contract §7.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Death {
    /// 458: the app was removed.
    AppRemoved,
    /// 459: Meta wants the holder to confirm who they are.
    Checkpoint,
    /// 460: the password changed.
    PasswordChanged,
    /// 463: it ran out.
    Expired,
    /// 464: the holder's account is not confirmed.
    Unconfirmed,
    /// 467, 492: it was withdrawn.
    Withdrawn,
    /// 190 with another subcode, or without.
    Other,
}

impl Death {
    /// What a subcode of error 190 means.
    #[must_use]
    pub fn of(subcode: Option<u32>) -> Self {
        match subcode {
            Some(458) => Self::AppRemoved,
            Some(459) => Self::Checkpoint,
            Some(460) => Self::PasswordChanged,
            Some(463) => Self::Expired,
            Some(464) => Self::Unconfirmed,
            Some(467 | 492) => Self::Withdrawn,
            _ => Self::Other,
        }
    }

    /// Why, in words that follow "the token".
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::AppRemoved => "is refused because the app was removed from the system user",
            Self::Checkpoint => "is refused until its holder confirms who they are at Meta",
            Self::PasswordChanged => "is refused because its holder's password changed",
            Self::Expired => "has expired",
            Self::Unconfirmed => "is refused because its holder's account is not confirmed",
            Self::Withdrawn => "was withdrawn",
            Self::Other => "is refused",
        }
    }

    fn remedy(self) -> &'static str {
        match self {
            Self::AppRemoved => "add the app to the system user's assets again, then make",
            Self::Checkpoint | Self::Unconfirmed => {
                "sign in to Business Manager as an admin, finish what Meta asks for there, then \
                 make"
            }
            Self::PasswordChanged | Self::Expired | Self::Withdrawn | Self::Other => "make",
        }
    }
}

impl Dead {
    /// What is wrong, one sentence.
    #[must_use]
    pub fn words(&self) -> String {
        format!("the {} system user's token {}", self.holder.as_str(), self.why.words())
    }

    /// What an operator does about it.
    #[must_use]
    pub fn next(&self) -> Next {
        Next::of(
            Whose::Operator,
            format!(
                "{} a new token for the {} system user in Business Manager and put it into the \
                 settings as {}",
                self.why.remedy(),
                self.holder.as_str(),
                self.holder.setting()
            ),
        )
    }
}

/// The nearest warning that is due before a token expires at `ends`: within so many days.
#[must_use]
pub fn warning(ends: Timestamp, now: Timestamp) -> Option<u8> {
    let left = ends.duration_since(now);
    let due = |days: &u8| left <= SignedDuration::from_hours(24 * i64::from(*days));
    WARNING_DAYS.into_iter().filter(due).min()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::noon;

    #[test]
    fn each_subcode_has_words_and_a_remedy_of_its_own() {
        let codes = [458, 459, 460, 463, 464, 467].map(|code| Death::of(Some(code)));
        let mut words: Vec<&str> = codes.iter().map(|why| why.words()).collect();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), 6);
        assert_eq!(Death::of(None), Death::Other);
        let dead = Dead { holder: Holder::Employee, since: noon(), why: Death::Expired };
        assert_eq!(dead.words(), "the employee system user's token has expired");
        assert_eq!(dead.next().whose, Whose::Operator);
        assert!(dead.next().words.contains("employee_token"), "{}", dead.next().words);
    }

    #[test]
    fn a_token_s_end_is_warned_of_at_seven_three_one_and_no_days() {
        let ends = noon() + SignedDuration::from_hours(24 * 10);
        let mut told = Vec::new();
        for hours in 0..=(24 * 10) {
            let days = warning(ends, noon() + SignedDuration::from_hours(hours));
            if days.is_some() && told.last().map(|(days, _)| *days) != Some(days) {
                told.push((days, hours));
            }
        }
        let day = |days: i64| 24 * (10 - days);
        assert_eq!(
            told,
            [(Some(7), day(7)), (Some(3), day(3)), (Some(1), day(1)), (Some(0), day(0))]
        );
    }
}
