//! The conditions of the account as a whole.

use super::{Condition, Finding, Kind, Next, Whose};
use crate::offboard;
use crate::seen::{Allowance, Credit, Mode, Seen, SystemUser};
use crate::step::Step;

/// All of them, in order.
pub(super) fn conditions(seen: &Seen) -> Vec<Condition> {
    let found = [
        (Kind::Authorised, authorised(seen)),
        (Kind::SystemUserAssigned, assigned(seen)),
        (Kind::CreditShared, credit(seen)),
        (Kind::Billable, billable(seen)),
        (Kind::Subscribed, subscribed(seen)),
        (Kind::BusinessVerified, verified(seen)),
    ];
    found.into_iter().map(|(kind, found)| found.about(kind, None)).collect()
}

/// What keeps us from seeing the account, and who ends that.
pub(super) fn blind(seen: &Seen) -> Option<(String, Next)> {
    if seen.visible() {
        return None;
    }
    if let Some(dead) = seen.tokens.worker {
        return Some((format!("not to be seen: {}", dead.words()), dead.next()));
    }
    let words = "not to be seen before our system user is assigned";
    Some((words.to_owned(), ours(seen, "assign our system user to the account")))
}

/// What this server does by itself, unless it was told only to look.
pub(super) fn ours(seen: &Seen, words: &str) -> Next {
    match seen.mode {
        Mode::Managed => Next::of(Whose::Us, words),
        Mode::Watched => {
            let words = format!("take the client over (vestibule clients adopt), to {words}");
            Next::of(Whose::Operator, words)
        }
    }
}

fn authorised(seen: &Seen) -> Finding {
    if !seen.shared {
        let again = "share the account with us again, should it want to come back";
        return match offboard::rest(seen) {
            Some(rest) => {
                let words = format!("no longer shared with us; still to be done: {rest}");
                let next = match offboard::line_stays(seen) && offboard::steps(seen).is_empty() {
                    true => line_stays(seen),
                    false => Next::of(Whose::Us, "take leave of it"),
                };
                Finding::no(words, Some(next))
            }
            None => Finding::no(
                "no longer shared with us; leave was taken, and the history is kept",
                Some(Next::of(Whose::Business, again)),
            ),
        };
    }
    match seen.tokens.worker {
        Some(dead) => Finding::no(dead.words(), Some(dead.next())),
        None => Finding::yes("shared with us, and our token is accepted"),
    }
}

/// Who takes our line back from a business that left while it was only watched.
fn line_stays(seen: &Seen) -> Next {
    let business = seen.business.as_ref().map(|(id, _)| id.to_string()).unwrap_or_default();
    let words = format!("take the credit line back (vestibule ledger revoke {business})");
    Next::of(Whose::Operator, words)
}

fn assigned(seen: &Seen) -> Finding {
    match seen.system_user {
        _ if !seen.shared => Finding::no("our system user has no access", None),
        SystemUser::Admin => Finding::yes("our admin system user needs no assignment"),
        SystemUser::Employee { assigned: true } => {
            Finding::yes("our employee system user is assigned")
        }
        SystemUser::Employee { assigned: false } => match seen.tokens.admin {
            Some(dead) => Finding::no(
                format!("our employee system user cannot be assigned: {}", dead.words()),
                Some(dead.next()),
            ),
            None => Finding::no(
                "our employee system user is not assigned yet",
                Some(ours(seen, "assign our system user to the account")),
            ),
        },
    }
}

fn credit(seen: &Seen) -> Finding {
    if let Some(finding) = taken_back(seen) {
        return finding;
    }
    if let Some((why, next)) = blind(seen).filter(|_| seen.shared) {
        return Finding::unknown(why, Some(next));
    }
    if let Some(finding) = undecided(seen) {
        return finding;
    }
    match seen.credit {
        Credit::Shared => Finding::yes("our credit line is shared with the business"),
        Credit::Pending => Finding::yes("our credit line is shared; it is not seen to pay yet"),
        Credit::Own { .. } => Finding::yes("not needed: the account pays by a means of its own"),
        Credit::Missing if !seen.shared && seen.business.is_none() => Finding::unknown(
            "it left before we saw whose account it was: whether our credit line is shared with \
             its business is not known",
            Some(Next::of(
                Whose::Operator,
                "look in the Business Manager; take it back there or by vestibule ledger revoke",
            )),
        ),
        Credit::Missing if !seen.shared => {
            Finding::no("no credit of ours is shared with it any more", None)
        }
        Credit::Missing => Finding::no(
            "our credit line is not shared with the business",
            Some(ours(seen, "share the credit line")),
        ),
        Credit::Leftover { .. } => Finding::no(
            "our credit line is still shared with a business that left",
            Some(match offboard::line_stays(seen) {
                true => line_stays(seen),
                false => Next::of(Whose::Us, "take the credit line back"),
            }),
        ),
    }
}

/// Our credit line was taken back, or is about to be: said whatever else can be seen.
fn taken_back(seen: &Seen) -> Option<Finding> {
    let Allowance::Revoked { who, why } = &seen.allowance else { return None };
    if !seen.shared {
        return None;
    }
    let mut words = format!("{who} took our credit line back: {why}");
    let next = if seen.credit.alive() {
        let dead = seen.tokens.keeps_from(Step::RevokeCredit.needs());
        let ours = || Next::of(Whose::Us, "take the credit line back");
        Some(dead.map_or_else(ours, |dead| dead.next()))
    } else if matches!(seen.credit, Credit::Own { .. }) {
        words.push_str("; the account pays by a means of its own");
        Some(Next::of(Whose::Operator, "share the credit line again, should it be needed"))
    } else {
        let again = "share the credit line again, once that is settled";
        Some(Next::of(Whose::Operator, again))
    };
    Some(Finding::no(words, next))
}

/// What operators have to decide before our credit line is shared.
fn undecided(seen: &Seen) -> Option<Finding> {
    let Allowance::Undecided { released_by } = &seen.allowance else { return None };
    if !seen.shared || seen.billable() {
        return None;
    }
    Some(match released_by {
        None => Finding::no(
            "billing pending: this is one more share of our credit line than we give a day",
            Some(Next::of(Whose::Operator, "release the share; a second operator confirms it")),
        ),
        Some(one) => Finding::no(
            format!("billing pending: {one} released the share of our credit line"),
            Some(Next::of(Whose::Operator, "confirm it, as an operator other than the first")),
        ),
    })
}

fn billable(seen: &Seen) -> Finding {
    if let Some((why, next)) = blind(seen).filter(|_| seen.shared) {
        return Finding::unknown(why, Some(next));
    }
    if let Credit::Own { .. } = seen.credit {
        return Finding::yes("the account pays by a means of its own");
    }
    if let Some(finding) = taken_back(seen).or_else(|| undecided(seen)) {
        return finding;
    }
    match seen.credit {
        Credit::Shared => Finding::yes("our credit line pays for this account"),
        _ if !seen.shared => Finding::no("it is none of ours to pay for any more", None),
        Credit::Pending => Finding::no(
            "our credit line is shared and does not show as the account's payment yet",
            Some(Next::of(Whose::Platform, "show the credit line as the account's payment")),
        ),
        Credit::Missing | Credit::Leftover { .. } | Credit::Own { .. } => Finding::no(
            "nobody pays for this account: templates fail",
            Some(ours(seen, "share the credit line")),
        ),
    }
}

fn subscribed(seen: &Seen) -> Finding {
    if let Some((why, next)) = blind(seen).filter(|_| seen.shared) {
        return Finding::unknown(why, Some(next));
    }
    match (seen.shared, seen.subscribed) {
        (true, true) => Finding::yes("our app gets its webhooks"),
        (true, false) => Finding::no(
            "our app gets no webhooks of it",
            Some(ours(seen, "subscribe to the account's webhooks")),
        ),
        (false, _) => Finding::no("our app gets its webhooks no longer", None),
    }
}

fn verified(seen: &Seen) -> Finding {
    if !seen.shared {
        return Finding::unknown("no longer ours to see", None);
    }
    if let Some((why, next)) = blind(seen) {
        return Finding::unknown(why, Some(next));
    }
    if seen.verified {
        return Finding::yes("the platform verified the business");
    }
    if seen.verifying {
        let next = Next::of(Whose::Platform, "decide on the verification it reviews");
        return Finding::no("the platform reviews the business", Some(next));
    }
    Finding::no("the business is not verified", Some(Next::of(Whose::Business, START_VERIFICATION)))
}

/// What a business does that is not verified (requirement D05).
pub(super) const START_VERIFICATION: &str =
    "start business verification in its Business Manager, and hand in what the platform asks for";
