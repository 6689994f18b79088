//! How many customers a number may write to first, how many it did, and what raises the limit
//! (requirements F01 to F03, F05).

use graph::status::MessagingLimitTier;

use crate::condition::Whose;

/// From this share of the limit on it is said to be near, in percent.
const NEAR_PERCENT: u64 = 80;

/// How much of its limit a number used in the last 24 hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// There is no limit.
    Unlimited,
    /// Room is left.
    Room,
    /// Four fifths are used.
    Near,
    /// All of it is used: conversations the business starts are refused.
    Full,
}

/// How many different customers a number may write to first within 24 hours; `None` is any number.
///
/// An unknown tier has no number either: ask [`known`] first.
#[must_use]
pub fn customers(tier: MessagingLimitTier) -> Option<u32> {
    match tier {
        MessagingLimitTier::Tier50 => Some(50),
        MessagingLimitTier::Tier250 => Some(250),
        MessagingLimitTier::Tier1K => Some(1_000),
        MessagingLimitTier::Tier2K => Some(2_000),
        MessagingLimitTier::Tier10K => Some(10_000),
        MessagingLimitTier::Tier100K => Some(100_000),
        MessagingLimitTier::Unlimited | MessagingLimitTier::NotSet => None,
    }
}

/// Whether the platform has set a tier at all.
#[must_use]
pub fn known(tier: MessagingLimitTier) -> bool {
    tier != MessagingLimitTier::NotSet
}

/// How much of the limit `used` customers are.
#[must_use]
pub fn used(tier: MessagingLimitTier, used: u32) -> Use {
    match customers(tier).map(u64::from) {
        None => Use::Unlimited,
        Some(limit) if u64::from(used) >= limit => Use::Full,
        Some(limit) if u64::from(used) * 100 >= limit * NEAR_PERCENT => Use::Near,
        Some(_) => Use::Room,
    }
}

/// Who raises the limit, and how; `None` when there is nothing to raise.
#[must_use]
pub fn raised_by(tier: MessagingLimitTier, verified: bool) -> Option<(Whose, &'static str)> {
    match tier {
        MessagingLimitTier::Unlimited | MessagingLimitTier::NotSet => None,
        MessagingLimitTier::Tier50 | MessagingLimitTier::Tier250 if !verified => Some((
            Whose::Business,
            "start business verification in Business Manager: verified, with an approved display \
             name, it may write to 1,000 customers a day",
        )),
        MessagingLimitTier::Tier50 | MessagingLimitTier::Tier250 => Some((
            Whose::Platform,
            "finish its checks and the review of the display name: then the limit is 1,000",
        )),
        _ => Some((
            Whose::Platform,
            "raise the limit by itself once half of it was used within a week at good quality",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f05_four_fifths_are_near_and_all_of_it_is_full() {
        let tier = MessagingLimitTier::Tier50;
        assert_eq!(used(tier, 39), Use::Room);
        assert_eq!(used(tier, 40), Use::Near);
        assert_eq!(used(tier, 50), Use::Full);
        assert_eq!(used(MessagingLimitTier::Unlimited, u32::MAX), Use::Unlimited);
    }

    #[test]
    fn f05_what_raises_a_limit_depends_on_verification() {
        let who = |tier, verified| raised_by(tier, verified).map(|(whose, _)| whose);
        assert_eq!(who(MessagingLimitTier::Tier50, false), Some(Whose::Business));
        assert_eq!(who(MessagingLimitTier::Tier50, true), Some(Whose::Platform));
        assert_eq!(who(MessagingLimitTier::Tier10K, true), Some(Whose::Platform));
        assert_eq!(who(MessagingLimitTier::Unlimited, true), None);
    }
}
