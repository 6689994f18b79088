//! The display name of a number and Meta's review of it (contract §9.4).

use graph::status::NameStatus;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::certificate::Certificate;

/// The name customers see, and the one it is to become.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DisplayName {
    /// The name in use.
    pub current: String,
    /// How far its review is.
    pub review: NameReview,
    /// A change under way: `new_display_name` (contract §4.1).
    pub change: Option<Box<NameChange>>,
    /// The names it had before, the oldest first, each with the time at which it went out of use.
    pub earlier: Vec<(String, Timestamp)>,
}

impl DisplayName {
    /// The name customers saw on what was sent at this time (requirement D08).
    pub fn at(&self, at: Timestamp) -> &str {
        let earlier = self.earlier.iter().find(|(_, until)| at < *until);
        earlier.map_or(&self.current, |(name, _)| name)
    }

    /// Whether Meta looks at the name or at its change.
    pub fn is_reviewed(&self) -> bool {
        let change = self.change.as_ref();
        self.review.is_pending() || change.is_some_and(|change| change.review.is_pending())
    }

    /// The review of the name that registering puts to use: of the change where that is granted,
    /// else of the name granted before it.
    pub fn next(&self) -> Option<NameReview> {
        let change = self.change.as_ref()?;
        let before = || change.before.as_ref().map(|before| before.review());
        if change.review.allows_certificate() { Some(change.review) } else { before() }
    }
}

/// A new name on its way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NameChange {
    /// The name asked for.
    pub name: String,
    /// How far its review is.
    pub review: NameReview,
    /// The name approved before this one was asked for: it waits, and comes back if this one is
    /// declined.
    pub before: Option<Box<GrantedName>>,
}

/// A name that was approved and with which the number was not registered yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GrantedName {
    /// The name.
    pub name: String,
    /// When it was approved.
    pub at: Timestamp,
    /// What the number is registered with to use it.
    pub certificate: Certificate,
}

impl GrantedName {
    /// Its review, which is over.
    pub const fn review(&self) -> NameReview {
        NameReview::Approved { at: self.at }
    }
}

/// How far the review of one name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NameReview {
    /// Usable, not looked at: the review waits for the business's verification (requirement D07).
    NotStarted,
    /// Meta looks at it.
    Pending {
        /// Since when.
        since: Timestamp,
    },
    /// Granted.
    Approved {
        /// When.
        at: Timestamp,
    },
    /// Refused.
    Declined {
        /// When.
        at: Timestamp,
        /// Why.
        reason: NameReason,
    },
}

/// Why a name was declined (contract §6.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum NameReason {
    /// Its form breaks the rules.
    NameFormatUnacceptable,
    /// It does not fit how the business shows itself elsewhere.
    NameNotConsistent,
    /// It is the name of one of the business's people.
    NameEmployeeIssue,
    /// It is the name of another business, such as an agency's, not that of the end client.
    NameEndclientNotrelated,
    /// It is the name of a private person.
    NameIndividualIssue,
    /// No reason is given.
    Unknown,
}

impl NameReason {
    /// The reason of this word.
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.as_str() == word)
    }

    /// All reasons.
    pub const ALL: [Self; 6] = [
        Self::NameFormatUnacceptable,
        Self::NameNotConsistent,
        Self::NameEmployeeIssue,
        Self::NameEndclientNotrelated,
        Self::NameIndividualIssue,
        Self::Unknown,
    ];

    /// The reason as people read it.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::NameFormatUnacceptable => "Its form is not acceptable.",
            Self::NameNotConsistent => {
                "It does not fit the name under which the business is known elsewhere."
            }
            Self::NameEmployeeIssue => "It is the name of somebody who works for the business.",
            Self::NameEndclientNotrelated => {
                "It has no relation to the business: it names another one."
            }
            Self::NameIndividualIssue => "It is the name of a private person.",
            Self::Unknown => "No reason was given.",
        }
    }

    /// The word of the webhook.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NameFormatUnacceptable => "NAME_FORMAT_UNACCEPTABLE",
            Self::NameNotConsistent => "NAME_NOT_CONSISTENT",
            Self::NameEmployeeIssue => "NAME_EMPLOYEE_ISSUE",
            Self::NameEndclientNotrelated => "NAME_ENDCLIENT_NOTRELATED",
            Self::NameIndividualIssue => "NAME_INDIVIDUAL_ISSUE",
            Self::Unknown => "UNKNOWN",
        }
    }
}

impl NameReview {
    /// The word on the wire.
    pub const fn status(self) -> NameStatus {
        match self {
            Self::NotStarted => NameStatus::AvailableWithoutReview,
            Self::Pending { .. } => NameStatus::PendingReview,
            Self::Approved { .. } => NameStatus::Approved,
            Self::Declined { .. } => NameStatus::Declined,
        }
    }

    /// Whether a certificate with this name can be downloaded (contract §8).
    pub const fn allows_certificate(self) -> bool {
        matches!(self, Self::NotStarted | Self::Approved { .. })
    }

    /// Whether it was granted.
    pub const fn is_approved(self) -> bool {
        matches!(self, Self::Approved { .. })
    }

    /// Whether Meta is looking at it.
    pub const fn is_pending(self) -> bool {
        matches!(self, Self::Pending { .. })
    }
}

/// What is wrong with a display name on its face (the rules a machine can check).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NameProblem {
    /// Fewer than 3 letters or digits, or more than 255 characters.
    Length,
    /// An address of the web instead of a name.
    Address,
    /// Emoji or symbols.
    Symbols,
    /// Marks or spaces that no name needs.
    Punctuation,
    /// Capitals only, and no acronym.
    Capitals,
    /// A trademark of the platform.
    Trademark,
    /// A general word or a place, which names no business.
    General,
}

impl NameProblem {
    /// The key under which pages find the translated sentence.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Length => "refusal-name-length",
            Self::Address => "refusal-name-address",
            Self::Symbols => "refusal-name-symbols",
            Self::Punctuation => "refusal-name-punctuation",
            Self::Capitals => "refusal-name-capitals",
            Self::Trademark => "refusal-name-trademark",
            Self::General => "refusal-name-general",
        }
    }

    /// The problem as an English sentence.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::Length => {
                "A display name has at least 3 letters or digits and at most 255 characters."
            }
            Self::Address => "A display name is no web address.",
            Self::Symbols => "A display name has no emoji or symbols.",
            Self::Punctuation => "A display name has no extra punctuation marks or spaces.",
            Self::Capitals => "A display name is not written in capitals, unless it is an acronym.",
            Self::Trademark => {
                "A display name may not use the platform's own names, such as WhatsApp or Facebook."
            }
            Self::General => {
                "A display name is that of a business, product or department, not a general word \
                 or a place alone."
            }
        }
    }
}

/// Marks a name may have between or behind its words.
const MARKS: &str = "&'’-.,+!/()";

/// The most letters an acronym has.
const ACRONYM_MAX: usize = 6;

/// The most letters each word has where several acronyms stand together, as in `IKEA UAE`.
const SHORT_ACRONYM_MAX: usize = 4;

/// What the last part of a web address is likely to be. Others are left to the review.
const TOP_DOMAINS: &[&str] = &[
    "app", "at", "biz", "br", "ch", "co", "com", "de", "dev", "edu", "es", "eu", "example", "fr",
    "gov", "in", "info", "io", "it", "mx", "net", "nl", "online", "org", "shop", "site", "store",
    "test", "uk", "us",
];

/// Looks at a display name as a machine can; the rest is for the review.
pub(crate) fn judge(name: &str) -> Result<(), NameProblem> {
    let name = name.trim();
    let lower = name.to_lowercase();
    if name.chars().count() > 255 {
        return Err(NameProblem::Length);
    }
    if lower.contains("://") || words(&lower).any(is_address) {
        return Err(NameProblem::Address);
    }
    if !name.chars().all(|c| is_letter(c) || c == ' ' || MARKS.contains(c)) {
        return Err(NameProblem::Symbols);
    }
    if name.chars().filter(|&c| is_letter(c)).count() < 3 {
        return Err(NameProblem::Length);
    }
    let doubled = |(one, next): (char, char)| one == next && !is_letter(one);
    if name.chars().zip(name.chars().skip(1)).any(doubled) {
        return Err(NameProblem::Punctuation);
    }
    if shouts(name) {
        return Err(NameProblem::Capitals);
    }
    let owned = |word: &str| TRADEMARKS.contains(&word);
    if lower.contains("whatsapp") || lower.contains("facebook") || words(&lower).any(owned) {
        return Err(NameProblem::Trademark);
    }
    if GENERAL.contains(&lower.as_str()) {
        return Err(NameProblem::General);
    }
    Ok(())
}

/// Further names of the platform's owner, as whole words.
const TRADEMARKS: &[&str] = &["instagram", "messenger", "meta"];

/// General words and places that name no business when they stand alone.
#[rustfmt::skip]
const GENERAL: &[&str] = &[
    "bakery", "bank", "beauty", "berlin", "booking", "bookings", "business", "café", "cafe",
    "clothes", "clothing", "company", "customer care", "customer service", "customer support",
    "delhi", "delivery", "doctor", "education", "fashion", "finance", "food", "hospital", "hotel",
    "info", "jakarta", "london", "madrid", "marketing", "mexico city", "mumbai", "new york",
    "online shop", "online store", "paris", "pharmacy", "restaurant", "rome", "sales", "school",
    "service", "shop", "store", "support", "taxi", "test", "tokyo", "travel", "whats app",
];

/// The words of a name, without the marks around them.
fn words(name: &str) -> impl Iterator<Item = &str> {
    let words = name.split(|c: char| c.is_whitespace() || "/(),&+!".contains(c));
    words.map(|word| word.trim_matches('.')).filter(|word| !word.is_empty())
}

/// Whether a word in lower case reads as the address of a website.
fn is_address(word: &str) -> bool {
    word.starts_with("www.")
        || word.rsplit_once('.').is_some_and(|(host, last)| {
            // `S.p.A.` and other abbreviations have single letters between their dots.
            let labelled = host.rsplit('.').next().is_some_and(|label| label.len() > 1);
            labelled && TOP_DOMAINS.contains(&last)
        })
}

/// Whether a name is written in capitals where that is no acronym.
fn shouts(name: &str) -> bool {
    let capitals = |word: &str| {
        let small = word.chars().any(char::is_lowercase);
        if small { 0 } else { word.chars().filter(|c| c.is_uppercase()).count() }
    };
    let all = capitals(name);
    let longest = words(name).map(capitals).max().unwrap_or_default();
    longest > ACRONYM_MAX || (all > ACRONYM_MAX && longest > SHORT_ACRONYM_MAX)
}

/// Letters and digits of any script, and the marks that belong to letters; not those that only look
/// like letters, such as `Ⓐ` or `𝐀`.
fn is_letter(c: char) -> bool {
    let drawn = matches!(c, '\u{2460}'..='\u{24ff}' | '\u{2776}'..='\u{2793}')
        || matches!(c, '\u{1d400}'..='\u{1d7ff}' | '\u{1f100}'..='\u{1f1ff}');
    let marks = matches!(c, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{dff}' | '\u{e00}'..='\u{e7f}');
    (c.is_alphanumeric() && !drawn) || marks || matches!(c, '\u{200c}' | '\u{200d}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_judged_on_their_face() {
        use NameProblem::{Address, Capitals, General, Length, Punctuation, Symbols, Trademark};
        let long = "x".repeat(256);
        let table = [
            (None, "Lucky Shrub"),
            (None, "Bäckerei Müller & Söhne"),
            (None, "مخبز السعادة"),
            (None, "विजय स्टोर"),
            (None, "小米之家"),
            (None, "7-Eleven"),
            (None, "H&M Online"),
            (None, "Yahoo!"),
            (None, "St. Gallen Tours"),
            (None, "Dr.Oetker"),
            (None, "Smith & Co., Inc. (Berlin)"),
            (None, "L'Oréal"),
            (None, "IKEA"),
            (None, "UNICEF Deutschland"),
            (None, "IKEA UAE"),
            (None, "Generali S.p.A."),
            (Some(Length), ""),
            (Some(Length), "FP"),
            (Some(Length), "!!!"),
            (Some(Length), "A & B"),
            (Some(Length), "-.-"),
            (Some(Length), &long),
            (Some(Address), "https://shop.example"),
            (Some(Address), "www.shop.example"),
            (Some(Address), "Lucky-Shrub.com"),
            (Some(Address), "Visit luckyshrub.de now"),
            (Some(Address), "shop.example/cats"),
            (Some(Symbols), "Best 🌵 Shop"),
            (Some(Symbols), "Shop®"),
            (Some(Symbols), "Shop™"),
            (Some(Symbols), "Lucky_Shrub"),
            (Some(Symbols), "Lucky\tShrub"),
            (Some(Symbols), "Ⓛⓤⓒⓚⓨ"),
            (Some(Symbols), "𝐋𝐮𝐜𝐤𝐲"),
            (Some(Punctuation), "Lucky!!"),
            (Some(Punctuation), "Lucky  Shrub"),
            (Some(Punctuation), "Lucky--Shrub"),
            (Some(Capitals), "LUCKY SHRUB"),
            (Some(Capitals), "BLUMENLADEN Berlin"),
            (Some(Trademark), "WhatsApp Help"),
            (Some(Trademark), "Meta Verified"),
            (None, "Metal Works"),
            (Some(General), "Fashion"),
            (Some(General), "New York"),
            (None, "New York Fashion"),
        ];
        for (problem, name) in table {
            assert_eq!(judge(name).err(), problem, "{name}");
        }
    }
}
