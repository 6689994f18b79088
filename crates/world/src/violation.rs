//! Breaches of Meta's policies (contract §9.9).

use serde::{Deserialize, Serialize};

/// A breach of Meta's policies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "the words are Meta's own list")]
pub enum Violation {
    Adult,
    Alcohol,
    Animals,
    BodyPartsFluids,
    Dating,
    DigitalServicesProducts,
    Drugs,
    Gambling,
    Healthcare,
    IllegalProducts,
    Misleading,
    OvertlySexualizedPositioning,
    RealFakeCurrency,
    Scam,
    Spam,
    Supplements,
    ThirdPartyInfringements,
    Tobacco,
    UnauthorizedMedia,
    Weapons,
}

impl Violation {
    /// All of them.
    pub const ALL: [Self; 20] = [
        Self::Adult,
        Self::Alcohol,
        Self::Animals,
        Self::BodyPartsFluids,
        Self::Dating,
        Self::DigitalServicesProducts,
        Self::Drugs,
        Self::Gambling,
        Self::Healthcare,
        Self::IllegalProducts,
        Self::Misleading,
        Self::OvertlySexualizedPositioning,
        Self::RealFakeCurrency,
        Self::Scam,
        Self::Spam,
        Self::Supplements,
        Self::ThirdPartyInfringements,
        Self::Tobacco,
        Self::UnauthorizedMedia,
        Self::Weapons,
    ];

    /// The word of `violation_type`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Adult => "ADULT",
            Self::Alcohol => "ALCOHOL",
            Self::Animals => "ANIMALS",
            Self::BodyPartsFluids => "BODY_PARTS_FLUIDS",
            Self::Dating => "DATING",
            Self::DigitalServicesProducts => "DIGITAL_SERVICES_PRODUCTS",
            Self::Drugs => "DRUGS",
            Self::Gambling => "GAMBLING",
            Self::Healthcare => "HEALTHCARE",
            Self::IllegalProducts => "ILLEGAL_PRODUCTS",
            Self::Misleading => "MISLEADING",
            Self::OvertlySexualizedPositioning => "OVERTLY_SEXUALIZED_POSITIONING",
            Self::RealFakeCurrency => "REAL_FAKE_CURRENCY",
            Self::Scam => "SCAM",
            Self::Spam => "SPAM",
            Self::Supplements => "SUPPLEMENTS",
            Self::ThirdPartyInfringements => "THIRD_PARTY_INFRINGEMENTS",
            Self::Tobacco => "TOBACCO",
            Self::UnauthorizedMedia => "UNAUTHORIZED_MEDIA",
            Self::Weapons => "WEAPONS",
        }
    }

    /// The violation of this word.
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == word)
    }

    /// What the policy forbids, in words.
    pub const fn forbids(self) -> &'static str {
        match self {
            Self::Adult => "offering adult products and services",
            Self::Alcohol => "selling alcohol",
            Self::Animals => "selling animals and parts of them",
            Self::BodyPartsFluids => "selling parts and fluids of the human body",
            Self::Dating => "offering dating",
            Self::DigitalServicesProducts => "selling digital subscriptions and accounts",
            Self::Drugs => "selling drugs, prescribed or not",
            Self::Gambling => "offering gambling for money",
            Self::Healthcare => "selling medical and health products",
            Self::IllegalProducts => "selling illegal products and services",
            Self::Misleading => "promising what cannot be kept",
            Self::OvertlySexualizedPositioning => "showing products in a sexual way",
            Self::RealFakeCurrency => "selling currencies, real, virtual or fake",
            Self::Scam => "deceiving customers",
            Self::Spam => "writing to people who did not ask for it",
            Self::Supplements => "selling unsafe supplements",
            Self::ThirdPartyInfringements => "selling copies of other people's products",
            Self::Tobacco => "selling tobacco and things to smoke",
            Self::UnauthorizedMedia => "selling devices and access to copied media",
            Self::Weapons => "selling weapons, ammunition and explosives",
        }
    }
}

/// The words that fail the check, by what they stand for.
pub(crate) const FORBIDDEN: &[(Violation, &[&str])] = &[
    (Violation::Adult, &["escort", "escorts", "porn", "adult entertainment"]),
    (Violation::Alcohol, &["alcohol", "liquor", "vodka", "whisky"]),
    (Violation::Animals, &["exotic pets", "live animals", "ivory"]),
    (Violation::BodyPartsFluids, &["human organs", "blood plasma"]),
    (Violation::Dating, &["dating", "matchmaking"]),
    (Violation::DigitalServicesProducts, &["streaming accounts", "game accounts"]),
    (Violation::Drugs, &["cannabis", "cocaine", "marijuana", "drugs"]),
    (Violation::Gambling, &["casino", "gambling", "betting", "lottery"]),
    (Violation::Healthcare, &["medical devices", "surgical masks"]),
    (Violation::IllegalProducts, &["stolen goods", "forged passports"]),
    (Violation::Misleading, &["miracle cure", "lose weight overnight"]),
    (Violation::OvertlySexualizedPositioning, &["erotic"]),
    (Violation::RealFakeCurrency, &["cryptocurrency", "counterfeit money"]),
    (Violation::Scam, &["get rich quick", "ponzi"]),
    (Violation::Spam, &["bulk messages"]),
    (Violation::Supplements, &["steroids", "diet pills"]),
    (Violation::ThirdPartyInfringements, &["replica watches", "counterfeit"]),
    (Violation::Tobacco, &["tobacco", "cigarette", "cigarettes", "cigars", "vape", "vaping"]),
    (Violation::UnauthorizedMedia, &["pirated", "jailbroken"]),
    (Violation::Weapons, &["weapon", "weapons", "firearms", "ammunition", "guns"]),
];
