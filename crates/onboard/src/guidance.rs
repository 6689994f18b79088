//! What an error of the platform means for the people involved: whose turn it is, and to do what.
//!
//! A table of the numbers that registration, migration and account calls answer with (contract
//! §3.5, §4.3 to §4.5, §7.1). A number that is not in it has no words of its own, and the step is
//! tried again with a growing pause.

use jiff::{SignedDuration, Timestamp};

use crate::condition::Whose;
use crate::later::later;

/// Two-step PIN does not match (contract §4.5).
pub const PIN_MISMATCH: u32 = 133_005;

/// A registration that the platform refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    /// The error's number.
    pub code: u32,
    /// Its finer number.
    pub subcode: Option<u32>,
    /// When.
    pub at: Timestamp,
}

impl Refused {
    /// Whether our PIN was refused: it is not tried again until somebody tells us another one.
    #[must_use]
    pub fn pin(self) -> bool {
        self.code == PIN_MISMATCH
    }

    /// Until when the call is not made again; `None` when the table asks for no pause.
    #[must_use]
    pub fn rests_until(self) -> Option<Timestamp> {
        let minutes = guidance(self.code, self.subcode)?.rest_minutes;
        (minutes > 0).then(|| later(self.at, SignedDuration::from_mins(minutes)))
    }
}

/// What to do about an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Guidance {
    /// The error's number.
    pub code: u32,
    /// The finer number; `None` stands for every one that is not listed.
    pub subcode: Option<u32>,
    /// Whose turn it is.
    pub whose: Whose,
    /// What they do, in words that follow "the business has to".
    pub words: &'static str,
    /// The call is not made again for so many minutes; 0 leaves it to the growing pause.
    pub rest_minutes: i64,
}

/// What to do about the error with this number and finer number, if the table knows it.
#[must_use]
pub fn guidance(code: u32, subcode: Option<u32>) -> Option<&'static Guidance> {
    let of_code = || TABLE.iter().filter(move |row| row.code == code);
    let exact = of_code().find(|row| row.subcode.is_some() && row.subcode == subcode);
    // Some answers carry the finer number as the number itself.
    let bare = || TABLE.iter().find(|row| row.subcode == Some(code));
    exact.or_else(|| of_code().find(|row| row.subcode.is_none())).or_else(bare)
}

/// Every row, for documents and tests.
pub fn table() -> impl Iterator<Item = &'static Guidance> {
    TABLE.iter()
}

const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;

const fn row(code: u32, whose: Whose, rest_minutes: i64, words: &'static str) -> Guidance {
    Guidance { code, subcode: None, whose, words, rest_minutes }
}

const fn finer(subcode: u32, whose: Whose, rest_minutes: i64, words: &'static str) -> Guidance {
    Guidance { code: 100, subcode: Some(subcode), whose, words, rest_minutes }
}

use Whose::{Business, Operator, Platform, Us};

#[rustfmt::skip]
const TABLE: &[Guidance] = &[
    // Registration (contract §4.5).
    row(133_000, Us, 10, "finish an earlier deregistration that failed: it is tried again"),
    row(133_004, Platform, 10, "come back: its registration service is away for a moment"),
    row(PIN_MISMATCH, Operator, 0,
        "ask the business for the number's two-step PIN and enter it (vestibule numbers pin), or \
         ask it to switch two-step verification off in WhatsApp Manager; it is never guessed"),
    row(133_006, Business, HOUR,
        "prove by a code once more that the number is its own, in WhatsApp Manager or by another \
         run of the signup"),
    row(133_008, Platform, DAY,
        "take a PIN again: too many wrong ones were tried; meanwhile ask the business for the \
         right one"),
    row(133_009, Platform, HOUR, "take a PIN again: the last one came too soon after another"),
    row(133_010, Us, 0, "register the number before it is used"),
    row(133_015, Platform, 6, "free the number: it was deleted a moment ago"),
    row(133_016, Platform, 3 * DAY,
        "unblock the number: it was registered too often, which blocks it for 72 hours"),
    row(131_045, Us, 0, "install the number's newest certificate"),
    row(131_057, Platform, 30, "finish its maintenance of the account"),
    row(2_494_100, Platform, 30, "finish its maintenance of the number"),
    row(136_024, Business, 12 * HOUR,
        "wait before it asks for another code: too many were asked for, or the number is proved \
         already"),
    row(136_025, Business, 0, "ask for a new code and enter it exactly: the code was wrong or old"),
    // A number that is in use elsewhere, and migration (contract §3.5, requirement E08).
    finer(2_388_001, Business, HOUR,
        "confirm the number and switch off its two-step verification where it is now, and keep a \
         display name the platform can process: until then there is no certificate for it"),
    finer(2_388_012, Business, 0,
        "pick the number from the account's list: it is in it already and is not added again"),
    finer(2_388_091, Business, 0,
        "start the migration of the number first: only then it may ask for a code"),
    finer(2_388_093, Business, 0,
        "ask for a new code in the account the number moves to: this one is for another account"),
    finer(2_388_103, Business, 0,
        "get the number ready to move: the same business on both sides, an approved account with \
         a payment method, an approved display name, and two-step verification switched off"),
    finer(33, Operator, 0,
        "check that the object still exists and that our system user is assigned to the account"),
    // Access and policy (contract §7.1).
    row(3, Operator, 0, "ask Meta for Advanced access to the permission in App Review"),
    row(10, Operator, 0, "grant the app the permission in App Review, and assign the system user"),
    row(200, Operator, 0,
        "assign the system user to the account, and check that its token carries \
         whatsapp_business_management and business_management"),
    row(131_005, Operator, 0,
        "assign the system user to the account, and check that its token carries \
         whatsapp_business_messaging"),
    row(190, Operator, 0, "put a new token into the settings"),
    row(368, Business, DAY, "appeal in Business Manager: the platform restricted the account"),
    row(131_031, Business, DAY, "appeal in Business Manager: the platform locked the account"),
    row(131_037, Business, HOUR, "choose a display name the platform approves"),
    row(131_042, Operator, 0,
        "check the account's payment: our credit line has to be shared with it and in order"),
    // Rates (contract §7.6).
    row(4, Platform, 0, "take calls of our app again: too many within an hour"),
    row(17, Platform, 0, "take calls of this user again: too many within an hour"),
    row(80_007, Platform, 0, "take calls about this account again: too many within an hour"),
    row(80_008, Platform, 0, "take calls about this account again: too many within an hour"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::noon;

    #[test]
    fn every_number_stands_once_and_ends_without_a_full_stop() {
        let mut keys: Vec<_> = table().map(|row| (row.code, row.subcode)).collect();
        keys.sort_unstable();
        let all = keys.len();
        keys.dedup();
        assert_eq!(keys.len(), all);
        for row in table() {
            assert!(!row.words.ends_with('.') && !row.words.is_empty(), "{}", row.code);
        }
    }

    #[test]
    fn the_registration_errors_of_the_contract_have_words() {
        let codes = [133_000, 133_005, 133_006, 133_008, 133_009, 133_010, 133_015, 133_016];
        for code in codes {
            assert!(guidance(code, None).is_some(), "{code}");
        }
        for subcode in [2_388_001, 2_388_012, 2_388_091, 2_388_093, 2_388_103] {
            let found = guidance(100, Some(subcode)).unwrap();
            assert_eq!(guidance(subcode, None), Some(found), "{subcode}");
        }
        assert_eq!(guidance(100, None), None);
        assert_eq!(guidance(190, Some(463)).unwrap().whose, Whose::Operator);
    }

    #[test]
    fn a_blocked_number_rests_for_72_hours_and_a_wrong_pin_until_somebody_knows_it() {
        let refused = |code| Refused { code, subcode: None, at: noon() };
        let hours = |n| Some(noon() + SignedDuration::from_hours(n));
        assert_eq!(refused(133_016).rests_until(), hours(72));
        assert_eq!(refused(133_005).rests_until(), None);
        assert!(refused(133_005).pin() && !refused(133_008).pin());
        assert_eq!(refused(1).rests_until(), None);
    }
}
