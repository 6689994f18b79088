//! Every number and rule that Meta changed over the years, as data.
//!
//! `classic` is what the requirements state; `today` is 2025-26 (contract §9, §10).

use graph::status::{MessagingLimitTier, Permission};
use serde::{Deserialize, Serialize};

use crate::call_limits::CallLimits;
use crate::messaging::MessagingRules;
use crate::verdict::Verdicts;
use crate::violation::FORBIDDEN;
pub use crate::violation::Violation;

/// The rules of one era.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Policy {
    /// Which preset it is.
    pub name: String,
    /// How long the unverified trial of a number lasts; `None`: there is none (requirement E02).
    pub trial_days: Option<i64>,
    /// How many days before its end the trial's end is announced, most first (requirement E03).
    pub trial_warning_days: Vec<i64>,
    /// The messaging limit before all checks are passed (requirement F02).
    pub start_tier: MessagingLimitTier,
    /// The messaging limit of regular use (requirement F03).
    pub regular_tier: MessagingLimitTier,
    /// With how many providers a WABA can be shared at a time (requirement A07).
    pub parties_per_waba: usize,
    /// How many numbers a WABA may have before verification was started (requirement E07).
    pub numbers_before_verification: usize,
    /// How many numbers a WABA may have at all (contract §6.8).
    pub numbers_per_waba: usize,
    /// How many numbers a business may have before it is verified; `None`: no limit of its own
    /// (contract §9.3).
    pub numbers_per_business_unverified: Option<usize>,
    /// How many numbers a verified business may have; `None`: no limit of its own (contract §9.3).
    pub numbers_per_business: Option<usize>,
    /// How many WABAs a business may have (contract §3.2).
    pub wabas_per_business: usize,
    /// How many WABAs a business may have before it is verified (experience §1.3).
    pub wabas_before_verification: usize,
    /// How many business portfolios a person may create (experience §1.3).
    pub businesses_per_person: usize,
    /// How old a person's account must be before it may create a business, in seconds.
    pub account_age_seconds: i64,
    /// Whether the signup starts on computers only (requirement B03).
    pub desktop_only: bool,
    /// Whether a provider may ask for a share outside the signup (requirement A09).
    pub partner_requests: bool,
    /// How long such a request can be accepted.
    pub partner_request_days: i64,
    /// How long the background check takes (requirement D01).
    pub check_seconds: i64,
    /// Words that fail the background check, in lower case, and what they stand for.
    pub forbidden_words: Vec<ForbiddenWord>,
    /// Any one of these lets a token send (requirement H02).
    pub sending_permissions: Vec<Permission>,
    /// What a signup asks for when the page names nothing.
    pub signup_scopes: Vec<Permission>,
    /// How long a user token of the signup lives.
    pub user_token_seconds: i64,
    /// How long a business token from a code lives; `None`: for ever.
    pub business_token_seconds: Option<i64>,
    /// How long a login code lives (contract §1.3).
    pub login_code_seconds: i64,
    /// How long a verification code lives.
    pub code_seconds: i64,
    /// How long one waits before asking for another code.
    pub code_resend_seconds: i64,
    /// How many codes are sent to a number in 24 hours.
    pub codes_per_day: usize,
    /// How many wrong guesses lock a number (contract §4.4).
    pub wrong_guesses_max: u32,
    /// How long such a lock lasts.
    pub guess_lock_seconds: i64,
    /// How long after its proof a number can be registered first (contract §9.7).
    pub proof_days: i64,
    /// How long it takes until a registered number is live (requirement E01).
    pub connect_seconds: i64,
    /// How many registrations and deregistrations a number has in 72 hours (contract §4.5).
    pub registrations_max: usize,
    /// How many wrong PINs are accepted before guessing is refused (contract §4.5).
    pub wrong_pins_max: u32,
    /// How long one waits after a wrong PIN before the next is looked at (contract §4.5).
    pub pin_retry_seconds: i64,
    /// How long no PIN is looked at after too many wrong ones (contract §4.5).
    pub pin_lock_seconds: i64,
    /// How long the link lives that switches two-step verification off.
    pub pin_reset_seconds: i64,
    /// Whether registering and setting a PIN take both WhatsApp permissions (contract §4.5), or
    /// either of them (requirement H02).
    pub registering_takes_both: bool,
    /// How long a number is still refused after its account was deleted in an app (contract §9.7).
    pub release_seconds: i64,
    /// How long a deleted number cannot be registered again (contract §9.7).
    pub deleted_wait_seconds: i64,
    /// How long the proof of a pre-verified number counts (contract §2.5).
    pub preverified_days: i64,
    /// For how many days a certificate can be downloaded; `None`: for ever. A client that runs with
    /// it goes on (contract §8).
    pub certificate_days: Option<i64>,
    /// Whether a new display name takes the place of one under review; otherwise it is refused
    /// until the review is over (contract §9.4).
    pub name_change_replaces_review: bool,
    /// Whether numbers can still be registered by on-premises clients (contract §8). A number that
    /// has such a client keeps it.
    pub on_premise_registration: bool,
    /// How often a business may hand in papers for its verification (contract §2.5).
    pub verification_tries: u32,
    /// How long a business may appeal against what was done to its account.
    pub appeal_days: i64,
    /// How long one waits after a declined application for an official business account.
    pub official_retry_days: i64,
    /// When reviews decide by themselves.
    pub verdicts: Verdicts,
    /// What messages cost.
    pub prices: crate::money::Prices,
    /// Whether businesses can give a payment method of their own (requirement G02).
    pub businesses_pay: bool,
    /// How many system users of a role a business has at Standard access (contract §2.4).
    pub system_users_standard: usize,
    /// How many it has at Advanced access.
    pub system_users_advanced: usize,
    /// How many calls are answered in an hour (contract §7.6).
    pub call_limits: CallLimits,
    /// How many templates a WABA may have (contract §3.2).
    pub templates_per_waba: usize,
    /// How long a message travels.
    pub delivery_seconds: i64,
    /// How long after a customer's message anything may be answered (requirement F01).
    pub window_hours: i64,
    /// The rules of messages, limits, quality and templates.
    pub messaging: MessagingRules,
    /// The word of `pricing_model` in statuses (contract §6.12).
    pub pricing_model: String,
}

/// A word the background check looks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForbiddenWord {
    /// The word, in lower case.
    pub word: String,
    /// What it stands for.
    pub violation: Violation,
}

impl Default for Policy {
    fn default() -> Self {
        Self::classic()
    }
}

/// The list the presets begin with.
fn forbidden_words() -> Vec<ForbiddenWord> {
    let all = FORBIDDEN.iter().flat_map(|&(violation, words)| {
        words.iter().map(move |&word| ForbiddenWord { word: word.to_owned(), violation })
    });
    all.collect()
}

impl Policy {
    /// The rules the requirements state.
    pub fn classic() -> Self {
        Self {
            name: "classic".to_owned(),
            trial_days: Some(30),
            trial_warning_days: vec![7, 3, 1],
            start_tier: MessagingLimitTier::Tier50,
            regular_tier: MessagingLimitTier::Tier1K,
            parties_per_waba: 1,
            numbers_before_verification: 1,
            numbers_per_waba: 25,
            numbers_per_business_unverified: None,
            numbers_per_business: None,
            wabas_per_business: 20,
            wabas_before_verification: 5,
            businesses_per_person: 2,
            account_age_seconds: 0,
            desktop_only: true,
            partner_requests: false,
            partner_request_days: 90,
            check_seconds: 60,
            forbidden_words: forbidden_words(),
            sending_permissions: vec![
                Permission::WhatsappBusinessMessaging,
                Permission::WhatsappBusinessManagement,
            ],
            signup_scopes: vec![
                Permission::BusinessManagement,
                Permission::WhatsappBusinessManagement,
                Permission::WhatsappBusinessMessaging,
            ],
            user_token_seconds: 5_184_000,
            business_token_seconds: None,
            login_code_seconds: 30,
            code_seconds: 600,
            code_resend_seconds: 60,
            codes_per_day: 5,
            wrong_guesses_max: 5,
            guess_lock_seconds: 43_200,
            proof_days: 14,
            connect_seconds: 5,
            registrations_max: 10,
            wrong_pins_max: 5,
            pin_retry_seconds: 5,
            pin_lock_seconds: 43_200,
            pin_reset_seconds: 86_400,
            registering_takes_both: false,
            release_seconds: 180,
            deleted_wait_seconds: 300,
            preverified_days: 90,
            certificate_days: Some(7),
            name_change_replaces_review: true,
            on_premise_registration: true,
            verification_tries: 3,
            appeal_days: 90,
            official_retry_days: 30,
            verdicts: Verdicts::default(),
            prices: crate::money::Prices::default(),
            businesses_pay: false,
            system_users_standard: 1,
            system_users_advanced: 10,
            call_limits: CallLimits::default(),
            templates_per_waba: 250,
            delivery_seconds: 1,
            window_hours: 24,
            messaging: MessagingRules::classic(),
            pricing_model: "CBP".to_owned(),
        }
    }

    /// The rules of 2025-26 (contract §9.1, §10).
    pub fn today() -> Self {
        Self {
            name: "today".to_owned(),
            trial_days: None,
            start_tier: MessagingLimitTier::Tier250,
            regular_tier: MessagingLimitTier::Tier2K,
            parties_per_waba: 2,
            desktop_only: false,
            partner_requests: true,
            numbers_before_verification: 2,
            numbers_per_waba: 20,
            numbers_per_business_unverified: Some(2),
            numbers_per_business: Some(20),
            registering_takes_both: true,
            sending_permissions: vec![Permission::WhatsappBusinessMessaging],
            messaging: MessagingRules::today(),
            businesses_pay: true,
            name_change_replaces_review: false,
            on_premise_registration: false,
            ..Self::classic()
        }
    }

    /// The preset with this name.
    pub fn named(name: &str) -> Option<Self> {
        [Self::classic(), Self::today()].into_iter().find(|policy| policy.name == name)
    }

    /// What in these texts breaches Meta's policies: the first forbidden word that stands alone.
    pub fn violation<'a>(&self, texts: impl IntoIterator<Item = &'a str>) -> Option<Violation> {
        let spaced: Vec<String> = texts.into_iter().map(spaced_words).collect();
        self.forbidden_words
            .iter()
            .find(|entry| {
                let word = spaced_words(&entry.word);
                spaced.iter().any(|text| text.contains(&word))
            })
            .map(|entry| entry.violation)
    }
}

/// The words of a text in lower case, with one space around each.
pub(crate) fn spaced_words(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.fold(" ".to_owned(), |all, word| all + word + " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn d01_forbidden_words_count_only_whole() {
        let policy = Policy::classic();
        let found = |text: &str| policy.violation([text]);
        assert_eq!(found("Fine Tobacco & Pipes"), Some(Violation::Tobacco));
        assert_eq!(found("https://tobacco.example/shop"), Some(Violation::Tobacco));
        assert_eq!(found("Get-Rich quick with us"), Some(Violation::Scam));
        assert_eq!(found("Nontobaccoland"), None);
        assert_eq!(found("Lucky Shrub"), None);
    }

    #[test]
    fn presets_have_names_and_round_trip() {
        for name in ["classic", "today"] {
            let policy = Policy::named(name).unwrap();
            let text = serde_json::to_string(&policy).unwrap();
            assert_eq!(serde_json::from_str::<Policy>(&text).unwrap(), policy);
        }
        assert_eq!(Policy::named("tomorrow"), None);
    }
}
