//! What answers at a telephone number, which decides whether the signup can take it (requirements
//! B09, B10) and how the customer there treats messages.
//!
//! The last six digits of a number say it by themselves ([`Handset::of_pattern`]), so that tests
//! need no set-up; whatever was described for a number wins over its digits.

use graph::phone_number::E164;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::world::World;

/// What answers at a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Handset {
    /// A person or a plain line: codes arrive.
    #[default]
    Plain,
    /// An account of WhatsApp Messenger: must be deleted first (requirement B09).
    Messenger,
    /// An account of the WhatsApp Business App: must be deleted first (requirement B09).
    BusinessApp,
    /// An interactive voice menu: no code can reach a person (requirement B10).
    VoiceMenu,
    /// A line at which no code ever arrives.
    NoCodes,
    /// A customer who blocks a business after its first message.
    Blocker,
    /// A customer who reports a business after its first message.
    Reporter,
    /// Nobody with WhatsApp: messages cannot be delivered.
    NotOnWhatsapp,
    /// A customer who never opens a message.
    NeverOpens,
}

/// How the customer at a number treats the messages of a business.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manners {
    /// Gets them, and opens them when somebody does it for them.
    Ordinary,
    /// Blocks the business after its first message.
    Blocks,
    /// Reports the business after its first message.
    Reports,
    /// Has no WhatsApp: error 131026.
    Absent,
    /// Gets them and never opens one.
    NeverOpens,
}

impl Handset {
    /// All of them, as lists show them.
    pub const ALL: [Self; 9] = [
        Self::Plain,
        Self::Messenger,
        Self::BusinessApp,
        Self::VoiceMenu,
        Self::NoCodes,
        Self::Blocker,
        Self::Reporter,
        Self::NotOnWhatsapp,
        Self::NeverOpens,
    ];

    /// What the last six digits of a number stand for.
    pub fn of_pattern(number: &E164) -> Self {
        let digits = number.digits();
        let ending = digits.get(digits.len().saturating_sub(6)..).unwrap_or_default();
        match ending {
            "990001" => Self::VoiceMenu,
            "990002" => Self::Messenger,
            "990003" => Self::BusinessApp,
            "990004" => Self::NoCodes,
            "990005" => Self::Blocker,
            "990006" => Self::Reporter,
            "990007" => Self::NotOnWhatsapp,
            "990008" => Self::NeverOpens,
            _ => Self::Plain,
        }
    }

    /// The word in forms and in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Messenger => "messenger",
            Self::BusinessApp => "business_app",
            Self::VoiceMenu => "voice_menu",
            Self::NoCodes => "no_codes",
            Self::Blocker => "blocker",
            Self::Reporter => "reporter",
            Self::NotOnWhatsapp => "not_on_whatsapp",
            Self::NeverOpens => "never_opens",
        }
    }

    /// The one with this word.
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == word)
    }

    /// How the customer there treats messages.
    pub const fn manners(self) -> Manners {
        match self {
            Self::Plain | Self::Messenger | Self::BusinessApp | Self::VoiceMenu | Self::NoCodes => {
                Manners::Ordinary
            }
            Self::Blocker => Manners::Blocks,
            Self::Reporter => Manners::Reports,
            Self::NotOnWhatsapp => Manners::Absent,
            Self::NeverOpens => Manners::NeverOpens,
        }
    }

    /// Whether an account of one of WhatsApp's apps is on the number (requirement B09).
    pub const fn has_account(self) -> bool {
        matches!(self, Self::Messenger | Self::BusinessApp)
    }
}

impl World {
    /// What answers at this number: what was described, otherwise what its last digits say.
    pub fn handset(&self, number: &E164) -> Handset {
        let described = self.handsets.get(number).copied();
        described.unwrap_or_else(|| Handset::of_pattern(number))
    }

    /// How the customer at this number treats the messages of a business.
    pub fn manners(&self, number: &E164) -> Manners {
        self.handset(number).manners()
    }

    /// Until when a number whose account was just deleted in the app is still refused.
    pub fn freed_until(&self, number: &E164, now: Timestamp) -> Option<Timestamp> {
        self.freed.get(number).copied().filter(|&until| until > now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_six_digits_say_what_answers() {
        let of = |text: &str| Handset::of_pattern(&E164::parse(text).unwrap());
        assert_eq!(of("+1 650 599 0001"), Handset::VoiceMenu);
        assert_eq!(of("+49 151 12 990005"), Handset::Blocker);
        assert_eq!(of("+1 650 555 0001"), Handset::Plain);
        for handset in Handset::ALL {
            assert_eq!(Handset::named(handset.as_str()), Some(handset));
        }
    }
}
