//! What the platform decided on a display name, told to operators and business (requirement D08).
//!
//! It is read off the difference between what a look shows and what the one before showed, and
//! written down with it: so each decision is told once.

use graph::status::NameStatus;

use crate::notify::Said;
use crate::store::PhoneRow;
use crate::store::phones::PhoneSeen;

/// What is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum About {
    /// The name of a number that had none approved before.
    Name,
    /// Another name for a number that goes on with its own until then.
    Change,
}

/// The decision that shows, in words for a letter, if one shows.
pub(super) fn decided(known: &PhoneRow, phone: &PhoneSeen) -> Option<Said> {
    // None asked for is told by NONE as well as by nothing.
    let change = |word: &String| if word == "NONE" { String::new() } else { word.clone() };
    let changes = (change(&known.new_name_status), change(&phone.new_name_status));
    let before = [&known.verified_name, &known.name_status, &changes.0];
    let after = [&phone.verified_name, &phone.name_status, &changes.1];
    let (about, approved) = decision(before.map(String::as_str), after.map(String::as_str))?;
    let (display, name) = (&phone.display, &phone.verified_name);
    let subject = match (about, approved) {
        (About::Name, true) => format!("the display name of {display} was approved"),
        (About::Name, false) => format!("the display name of {display} was declined"),
        (About::Change, true) => format!("the new display name of {display} was approved"),
        (About::Change, false) => format!("the new display name of {display} was declined"),
    };
    let words = match (about, approved) {
        (About::Name, true) => {
            format!("the platform approved the display name of {display}. Nothing has to be done")
        }
        (About::Name, false) => format!(
            "the platform declined the display name of {display}: the business has to choose \
             another one in its WhatsApp Manager, which is then reviewed"
        ),
        (About::Change, true) => format!(
            "the platform approved the new display name of {display}. It is put to use by itself, \
             and messages bear it from then on. Nothing has to be done"
        ),
        (About::Change, false) => format!(
            "the platform declined the new display name of {display}: {name} stays, and everything \
             works as before. The business may ask for another one in its WhatsApp Manager"
        ),
    };
    Some(Said { subject, words })
}

/// What was decided between two looks, each told as the name, its review and that of a change.
fn decision(before: [&str; 3], after: [&str; 3]) -> Option<(About, bool)> {
    let [name_before, review_before, change_before] = before;
    let [name_after, review_after, change_after] = after;
    let verdict = |before: &str, after: &str| {
        if before == after || review_before.is_empty() {
            return None;
        }
        match after.parse() {
            Ok(NameStatus::Approved) => Some(true),
            Ok(NameStatus::Declined) => Some(false),
            _ => None,
        }
    };
    if let Some(approved) = verdict(change_before, change_after) {
        return Some((About::Change, approved));
    }
    if change_before.is_empty() && change_after.is_empty() {
        return verdict(review_before, review_after).map(|approved| (About::Name, approved));
    }
    let pending = change_before.parse() == Ok(NameStatus::PendingReview);
    let used = pending && change_after.is_empty() && name_before != name_after;
    // Approved and put to use between the two looks.
    used.then_some((About::Change, true))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn d08_each_decision_on_a_name_is_told_once() {
        let (fresh, pending) = ("AVAILABLE_WITHOUT_REVIEW", "PENDING_REVIEW");
        let (name, change) = (|yes| Some((About::Name, yes)), |yes| Some((About::Change, yes)));
        assert_eq!(decision(["A", fresh, ""], ["A", pending, ""]), None);
        assert_eq!(decision(["A", pending, ""], ["A", "APPROVED", ""]), name(true));
        assert_eq!(decision(["A", fresh, ""], ["A", "DECLINED", ""]), name(false));
        assert_eq!(decision(["A", "APPROVED", ""], ["A", "APPROVED", ""]), None);
        let asked = ["A", "APPROVED", pending];
        assert_eq!(decision(["A", "APPROVED", ""], asked), None);
        assert_eq!(decision(asked, asked), None);
        assert_eq!(decision(asked, ["A", "APPROVED", "DECLINED"]), change(false));
        assert_eq!(decision(asked, ["A", "APPROVED", "APPROVED"]), change(true));
        // Asked for and decided between two looks.
        assert_eq!(decision(["A", "APPROVED", ""], ["A", "APPROVED", "DECLINED"]), change(false));
        // Put to use: that was told.
        assert_eq!(decision(["A", "APPROVED", "APPROVED"], ["B", "APPROVED", ""]), None);
        assert_eq!(decision(asked, ["B", "APPROVED", ""]), change(true));
        // Withdrawn, with the old name kept.
        assert_eq!(decision(asked, ["A", "APPROVED", ""]), None);
        // Nothing is known of how it stood before.
        assert_eq!(decision(["A", "", ""], ["A", "APPROVED", ""]), None);
    }
}
