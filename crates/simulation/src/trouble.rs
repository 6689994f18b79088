//! What goes wrong on the platform's side, drawn from a seed and ordered as faults.

use platform::{
    Platform,
    fault::{FaultError, Kind, Matching, NewFault, When},
};

use crate::dice::Dice;

/// Errors that pass by themselves, as the contract names them (contract §7.1).
const ERRORS: [(u32, Option<u32>); 12] = [
    (1, None),
    (2, None),
    (4, None),
    (17, None),
    (190, Some(463)),
    (190, Some(460)),
    (200, None),
    (368, None),
    (80_007, None),
    (131_000, None),
    (131_016, None),
    (133_016, None),
];
/// What faults of calls are about; the empty one is about every call.
const OPERATIONS: [&str; 14] = [
    "",
    "",
    "",
    "business.client_whatsapp_business_accounts",
    "waba.get",
    "waba.phone_numbers.get",
    "waba.subscribed_apps",
    "waba.assigned_users",
    "credit_line.whatsapp_credit_sharing_and_attach",
    "credit_line.owning_credit_allocation_configs",
    "phone.register",
    "phone.messages",
    "debug_token",
    "oauth.access_token",
];

/// Those of them that read: only they can show an old state.
const READS: [&str; 5] = [
    "business.client_whatsapp_business_accounts",
    "waba.get",
    "waba.phone_numbers.get",
    "credit_line.owning_credit_allocation_configs",
    "debug_token",
];

/// Orders a handful of faults, each about something and for a limited number of times. Returns how
/// many.
///
/// # Errors
/// When the platform refuses one.
pub async fn order(platform: &Platform, dice: &Dice) -> Result<u64, FaultError> {
    let count = dice.between(1, 4);
    for _ in 0..count {
        platform.order_fault(draw(dice)).await?;
    }
    if dice.once_in(4) {
        platform.order_fault(stubborn(dice)).await?;
    }
    Ok(count)
}

/// No webhook leaves the platform from now on.
///
/// # Errors
/// When the platform refuses it.
pub async fn silence(platform: &Platform) -> Result<(), FaultError> {
    platform.order_fault(NewFault::new(Kind::Drop).at(When::Every(1))).await.map(drop)
}

/// Registering a number fails again and again, so that the day's tries are used up.
fn stubborn(dice: &Dice) -> NewFault {
    let kind = Kind::Error { code: 2, subcode: None, message: None };
    NewFault::new(kind).at(When::First(dice.small(4, 9))).on("phone.register")
}

fn draw(dice: &Dice) -> NewFault {
    let (kind, of_calls) = kind(dice);
    let when = match dice.below(4) {
        0 => When::First(dice.small(1, 6)),
        1 => When::Nth(dice.small(1, 12)),
        2 => When::Every(dice.small(2, 7)),
        _ => When::Chance { chance: 0.3, seed: dice.below(1 << 32) },
    };
    let operation = dice.pick(&OPERATIONS).filter(|name| of_calls && !name.is_empty());
    let reads = |name: &&str| !matches!(kind, Kind::StaleRead) || READS.contains(name);
    let operation = operation.filter(reads).map(ToOwned::to_owned);
    let times = Some(dice.small(1, 12));
    let fault = NewFault::new(kind).at(when).about(Matching { operation, ..Matching::default() });
    NewFault { times, ..fault }
}

/// What goes wrong, and whether it is about calls. Real milliseconds are not waited for: what takes
/// long is the weather's ([`crate::weather`]), on the turned clock.
fn kind(dice: &Dice) -> (Kind, bool) {
    match dice.below(14) {
        0..=2 => {
            let (code, subcode) = dice.pick(&ERRORS).unwrap_or((2, None));
            (Kind::Error { code, subcode, message: None }, true)
        }
        3 | 4 => (Kind::LostAnswer, true),
        5 => (Kind::Reset, true),
        6 => (Kind::CutBody { bytes: 20 }, true),
        7 => (Kind::StaleRead, true),
        8 => (Kind::RateLimit { minutes: dice.small(1, 90), code: None }, true),
        9 => (Kind::Duplicate { copies: dice.small(1, 2) }, false),
        10 => (Kind::Delay { seconds: dice.small(5, 7_200) }, false),
        11 => (Kind::Reorder, false),
        12 => (Kind::Drop, false),
        _ => (Kind::BadSignature, false),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_kind_that_makes_sense_here_is_drawn() {
        let dice = Dice::new(1, 1);
        let drawn: BTreeSet<&str> = (0..500).map(|_| draw(&dice).kind.name()).collect();
        let all = Kind::EXAMPLES.map(|kind| kind.name());
        let not: Vec<&str> = all.into_iter().filter(|name| !drawn.contains(name)).collect();
        assert_eq!(
            not,
            [
                "latency",
                "popup_no_answer",
                "popup_message_only",
                "popup_callback_only",
                "popup_message_last",
                "popup_message_late",
                "popup_message_twice",
                "popup_message_object",
                "popup_message_coexistence",
                "popup_error",
                "sdk_blocked",
            ],
            "a window and its script are what the tests in a browser are for"
        );
    }
}
