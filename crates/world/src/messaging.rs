//! The rules of messages, limits, quality and templates that Meta changed over the years, as data
//! (contract §3.2, §3.8, §4.8, §9.1, §9.2).

use graph::status::MessagingLimitTier as Tier;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Part of [`crate::Policy`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MessagingRules {
    /// Whose messaging limit it is.
    pub limit_scope: LimitScope,
    /// The messaging limits, in rising order: an upgrade goes one step.
    pub tiers: Vec<Tier>,
    /// How long after half of a limit was used it is raised, in seconds.
    pub upgrade_seconds: i64,
    /// Whether a number of low quality is flagged, and its limit lowered when that lasts.
    pub downgrades: bool,
    /// How many days a number stays flagged before its limit is lowered.
    pub flag_days: i64,
    /// How customers' blocks and reports become a quality rating.
    pub quality: QualityRules,
    /// How many messages a number sends in a second.
    pub throughput: u32,
    /// The same at the throughput level `HIGH`.
    pub throughput_high: u32,
    /// How many messages one customer gets from one number without a pause.
    pub pair_burst: u32,
    /// The pause between messages after such a burst, in seconds.
    pub pair_seconds: i64,
    /// How many marketing templates one customer gets in 24 hours, from all businesses together,
    /// outside an open window; `None`: any number.
    pub marketing_per_day: Option<u32>,
    /// Country calling codes to which nothing is delivered.
    pub closed_countries: Vec<String>,
    /// Whether numbers of the form `+1 555` need an approved display name to send.
    pub test_numbers_need_names: bool,
    /// Since when each message is paid for instead of each conversation; `None`: `pricing_model`
    /// says it.
    pub per_message_since: Option<Timestamp>,
    /// Whether statuses carry the member `conversation`.
    pub conversations: bool,
    /// How many templates a WABA may have whose owner is verified and has an approved name.
    pub templates_when_verified: usize,
    /// How many templates of a WABA are created within an hour.
    pub templates_per_hour: usize,
    /// For how many days the name of a deleted, once approved template is not free.
    pub template_name_days: i64,
    /// How often an approved template is edited in 24 hours.
    pub edits_per_day: usize,
    /// How often an approved template is edited in 30 days.
    pub edits_per_month: usize,
    /// Whether a template of the wrong category is approved as the right one, not rejected.
    pub recategorises: bool,
    /// How long before a template changes its category that is announced, in seconds.
    pub category_notice_seconds: i64,
    /// How long the first and the second pause of a template last, in seconds.
    pub pause_seconds: [i64; 2],
    /// For how many days a message is remembered whose fate is settled.
    pub memory_days: i64,
}

/// Whose messaging limit it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LimitScope {
    /// Each number has its own.
    Number,
    /// All numbers of a business portfolio share one.
    Portfolio,
}

/// How customers' blocks and reports of the last seven days become a quality rating.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct QualityRules {
    /// With fewer messages delivered in seven days the rating is `UNKNOWN`.
    pub least_messages: u64,
    /// From how many percent of weighted messages on it is `YELLOW`.
    pub yellow_percent: u64,
    /// From how many percent on it is `RED`.
    pub red_percent: u64,
    /// How many blocks a report counts for.
    pub report_weight: u64,
}

impl Default for QualityRules {
    fn default() -> Self {
        Self { least_messages: 20, yellow_percent: 5, red_percent: 10, report_weight: 2 }
    }
}

impl Default for MessagingRules {
    fn default() -> Self {
        Self::classic()
    }
}

impl MessagingRules {
    /// The rules the requirements state.
    pub fn classic() -> Self {
        Self {
            limit_scope: LimitScope::Number,
            tiers: vec![Tier::Tier50, Tier::Tier1K, Tier::Tier10K, Tier::Tier100K, Tier::Unlimited],
            upgrade_seconds: 86_400,
            downgrades: true,
            flag_days: 7,
            quality: QualityRules::default(),
            throughput: 80,
            throughput_high: 1_000,
            pair_burst: 45,
            pair_seconds: 6,
            marketing_per_day: None,
            closed_countries: ["53", "98", "850", "963"].map(str::to_owned).to_vec(),
            test_numbers_need_names: false,
            per_message_since: None,
            conversations: true,
            templates_when_verified: 6_000,
            templates_per_hour: 100,
            template_name_days: 30,
            edits_per_day: 1,
            edits_per_month: 10,
            recategorises: false,
            category_notice_seconds: 86_400,
            pause_seconds: [10_800, 21_600],
            memory_days: 30,
        }
    }

    /// The rules of 2025-26.
    pub fn today() -> Self {
        Self {
            limit_scope: LimitScope::Portfolio,
            tiers: vec![
                Tier::Tier250,
                Tier::Tier2K,
                Tier::Tier10K,
                Tier::Tier100K,
                Tier::Unlimited,
            ],
            upgrade_seconds: 21_600,
            downgrades: false,
            marketing_per_day: Some(2),
            test_numbers_need_names: true,
            // 1 July 2025, 00:00 UTC (contract §6.12).
            per_message_since: Timestamp::from_second(1_751_328_000).ok(),
            conversations: false,
            recategorises: true,
            ..Self::classic()
        }
    }

    /// The next higher limit.
    pub fn above(&self, tier: Tier) -> Option<Tier> {
        self.tiers.iter().copied().find(|&one| one > tier)
    }

    /// The next lower limit.
    pub fn below(&self, tier: Tier) -> Option<Tier> {
        self.tiers.iter().rev().copied().find(|&one| one < tier)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f03_limits_go_step_by_step() {
        let rules = MessagingRules::classic();
        assert_eq!(rules.above(Tier::Tier1K), Some(Tier::Tier10K));
        assert_eq!(rules.above(Tier::Unlimited), None);
        assert_eq!(rules.below(Tier::Tier1K), Some(Tier::Tier50));
        assert_eq!(rules.below(Tier::Tier50), None);
        assert_eq!(MessagingRules::today().above(Tier::Tier250), Some(Tier::Tier2K));
    }
}
