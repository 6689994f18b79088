//! What a seed says of a number's status, quality, limit and messages, held together: what cannot
//! be true at once is refused with what to say instead.
//!
//! A hint names members as they are written (``say `status = "FLAGGED"` ``, ``leave `quality`
//! away``), and who follows it is not refused for the same members again.

use graph::{MessagingLimitTier, PhoneStatus, QualityRating};

use super::document::{CUSTOMERS_MAX, NumberSeed};
use super::numbers::is_registered;

/// What a number says of itself, and what it is judged by.
pub(super) struct Together<'a> {
    pub(super) seed: &'a NumberSeed,
    /// The limit it has.
    pub(super) tier: MessagingLimitTier,
    /// To how many customers it may still write first; `None`: to as many as it likes.
    pub(super) left: Option<u32>,
    /// Whether the rules flag a number whose quality is low.
    pub(super) flags: bool,
    /// From how many messages on there is a rating.
    pub(super) least_messages: u64,
}

/// A member, and what is wrong with it.
type Wrong = (&'static str, String);

impl Together<'_> {
    /// The first thing that cannot be.
    pub(super) fn contradiction(&self) -> Option<Wrong> {
        if !is_registered(self.seed) {
            return self.without_messages();
        }
        match self.seed.status {
            PhoneStatus::Flagged => self.flagged(),
            PhoneStatus::Restricted => self.restricted(),
            PhoneStatus::Connected => self.connected(),
            _ => None,
        }
        .or_else(|| self.beyond_its_limit())
        .or_else(|| self.unrated())
    }

    fn low(&self) -> bool {
        self.flags && self.seed.quality == Some(QualityRating::Red)
    }

    fn uses_up(&self) -> bool {
        self.seed.customers_today > 0 && Some(self.seed.customers_today) == self.left
    }

    /// Only a number that is registered has sent messages.
    fn without_messages(&self) -> Option<Wrong> {
        let seed = self.seed;
        let rated = seed.quality.is_some_and(|quality| quality != QualityRating::Unknown);
        if !rated && seed.customers_today == 0 {
            return None;
        }
        let member = if rated { "quality" } else { "customers_today" };
        let words = if rated { "is earned by messages" } else { "are messages" };
        let say = match (self.low(), self.uses_up()) {
            (true, _) => "say `status = \"FLAGGED\"`",
            (false, true) => "say `status = \"RESTRICTED\"`",
            (false, false) => "say `status = \"CONNECTED\"`",
        };
        Some((member, format!("`{member}` {words}, which takes a registered number: {say}")))
    }

    fn flagged(&self) -> Option<Wrong> {
        if !self.flags {
            let say = if self.uses_up() { "RESTRICTED" } else { "CONNECTED" };
            let why = format!(
                "a number is flagged under rules that lower limits, and these do not: say \
                 `status = \"{say}\"`"
            );
            return Some(("status", why));
        }
        let other = self.seed.quality.filter(|quality| *quality != QualityRating::Red)?;
        let why = format!(
            "`quality` is `{}`, and a number is flagged because its quality is `RED`: leave \
             `quality` away",
            other.as_str()
        );
        Some(("quality", why))
    }

    fn restricted(&self) -> Option<Wrong> {
        if self.low() {
            let why = "a number whose quality is `RED` is flagged, whether its limit is used up \
                       or not: say `status = \"FLAGGED\"`";
            return Some(("status", why.to_owned()));
        }
        let Some(left) = self.left.filter(|left| *left <= CUSTOMERS_MAX) else {
            let why = format!(
                "a number is restricted when its limit is used up, which is `{}`, and a seed \
                 writes to no more than {CUSTOMERS_MAX} customers: say `tier = \"TIER_1K\"`, or \
                 less",
                self.tier.as_str()
            );
            return Some(("tier", why));
        };
        if self.seed.customers_today > 0 && self.seed.customers_today != left {
            let why = format!(
                "`customers_today` is {}, and a restricted number wrote to as many customers as \
                 its limit has, {left}: leave `customers_today` away",
                self.seed.customers_today
            );
            return Some(("customers_today", why));
        }
        None
    }

    fn connected(&self) -> Option<Wrong> {
        if self.low() {
            let why = "a number whose quality is `RED` is flagged: say `status = \"FLAGGED\"`";
            return Some(("status", why.to_owned()));
        }
        self.uses_up().then(|| {
            let why = format!(
                "`customers_today` uses its limit `{}` up, which makes it a restricted number: \
                 say `status = \"RESTRICTED\"`",
                self.tier.as_str()
            );
            ("customers_today", why)
        })
    }

    fn beyond_its_limit(&self) -> Option<Wrong> {
        let (written, left) = (self.seed.customers_today, self.left?);
        if written <= left {
            return None;
        }
        let fits = match self.seed.status {
            PhoneStatus::Connected => left.saturating_sub(1),
            _ => left,
        };
        let why = format!(
            "`customers_today` is {written}, and the limit of the number is `{}`: say \
             `customers_today = {fits}`, or less",
            self.tier.as_str()
        );
        Some(("customers_today", why))
    }

    /// Messages earn a rating.
    fn unrated(&self) -> Option<Wrong> {
        let seed = self.seed;
        let written = match seed.status {
            PhoneStatus::Restricted => self.left.unwrap_or(u32::MAX),
            _ => seed.customers_today,
        };
        let rated = u64::from(written) >= self.least_messages.max(1);
        (seed.quality == Some(QualityRating::Unknown) && rated).then(|| {
            let why = format!(
                "`quality` is `UNKNOWN`, but messages to {written} customers earn one: leave \
                 `quality` away"
            );
            ("quality", why)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seeding::Seed;

    const QUALITIES: [&str; 5] = ["", "UNKNOWN", "GREEN", "YELLOW", "RED"];
    const STATUSES: [&str; 8] = [
        "PENDING",
        "CONNECTED",
        "DISCONNECTED",
        "FLAGGED",
        "RESTRICTED",
        "BANNED",
        "UNVERIFIED",
        "DELETED",
    ];
    const TIERS: [&str; 7] =
        ["TIER_50", "TIER_250", "TIER_1K", "TIER_2K", "TIER_10K", "TIER_100K", "TIER_UNLIMITED"];

    /// A number as somebody writes it: members and their values.
    type Written = std::collections::BTreeMap<&'static str, String>;

    fn judged(written: &Written, flags: bool) -> Option<Wrong> {
        let members: String =
            written.iter().map(|(name, value)| format!("{name} = {value}\n")).collect();
        let text = format!(
            "[[waba]]\nname = \"a\"\n[[waba.number]]\nnumber = \"+16505550110\"\n{members}"
        );
        let seed = Seed::from_toml(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
        let seed = &seed.waba[0].number[0];
        let tier = seed.tier.unwrap_or(MessagingLimitTier::Tier1K);
        Together { seed, tier, left: tier.customers(), flags, least_messages: 20 }.contradiction()
    }

    /// Does what a hint says.
    fn follow(written: &mut Written, why: &str) {
        let (_, hint) = why.rsplit_once(": ").expect("a hint stands at the end");
        let said = hint.split('`').nth(1).expect("a hint names a member");
        if hint.starts_with("leave ") {
            assert!(written.remove(said).is_some(), "{said} was not written: {why}");
            return;
        }
        assert!(hint.starts_with("say "), "{why}");
        let (name, value) = said.split_once(" = ").expect("a hint says a value");
        let names = ["status", "quality", "tier", "customers_today"];
        let name = names.into_iter().find(|known| *known == name).expect("a member");
        written.insert(name, value.to_owned());
    }

    /// A seed that is written in vain, and hints that lead in a circle, end in a failure here.
    #[test]
    fn each_hint_leads_to_a_seed_that_is_taken() {
        let mut refused = 0;
        for flags in [true, false] {
            for status in STATUSES {
                for quality in QUALITIES {
                    for tier in [&[""], &TIERS[..]].concat() {
                        for customers in ["", "5", "49", "50", "250", "1000", "2000"] {
                            let members = [
                                ("status", status),
                                ("quality", quality),
                                ("tier", tier),
                                ("customers_today", customers),
                            ];
                            let quoted = |(name, value): (&'static str, &str)| match name {
                                "customers_today" => (name, value.to_owned()),
                                _ => (name, format!("\"{value}\"")),
                            };
                            let said = members.into_iter().filter(|(_, value)| !value.is_empty());
                            let mut written: Written = said.map(quoted).collect();
                            let began = written.clone();
                            let mut told = Vec::new();
                            while let Some((member, why)) = judged(&written, flags) {
                                refused += usize::from(told.is_empty());
                                assert!(!told.contains(&why), "{began:?}: {told:?}");
                                let names = began.contains_key(member) || member == "tier";
                                assert!(names, "{began:?} did not say {member}: {why}");
                                follow(&mut written, &why);
                                told.push(why);
                                assert!(told.len() <= 3, "{began:?}: {told:?}");
                            }
                        }
                    }
                }
            }
        }
        assert!(refused > 1_000, "{refused}");
    }

    #[test]
    fn what_is_wanted_and_can_be_is_taken() {
        for (status, quality, tier, customers) in [
            ("RESTRICTED", "YELLOW", "TIER_2K", "2000"),
            ("RESTRICTED", "GREEN", "TIER_50", ""),
            ("FLAGGED", "RED", "TIER_10K", "100"),
            ("CONNECTED", "YELLOW", "TIER_1K", "999"),
            ("CONNECTED", "UNKNOWN", "", "5"),
            ("DISCONNECTED", "RED", "", "50"),
        ] {
            let mut written = Written::new();
            written.insert("status", format!("\"{status}\""));
            written.insert("quality", format!("\"{quality}\""));
            let more = [
                ("tier", format!("\"{tier}\""), tier),
                ("customers_today", customers.into(), customers),
            ];
            written
                .extend(more.into_iter().filter(|one| !one.2.is_empty()).map(|one| (one.0, one.1)));
            assert_eq!(judged(&written, true), None, "{written:?}");
        }
    }
}
