//! Conditions as the console words them, case by case.

use graph::status::PhoneStatus;
use jiff::SignedDuration;

use super::{Kind, State, conditions};
use crate::sample::{fresh, healthy, noon};
use crate::seen::{Hosting, Seen};

fn table(seen: &Seen) -> Vec<(Kind, State, String)> {
    conditions(seen, noon()).into_iter().map(|c| (c.kind, c.state, c.words)).collect()
}

#[test]
fn without_access_nothing_is_claimed() {
    let states: Vec<(Kind, State)> =
        table(&fresh(Hosting::Cloud)).into_iter().map(|(kind, state, _)| (kind, state)).collect();
    assert_eq!(
        states,
        [
            (Kind::Shared, State::Yes),
            (Kind::SystemUserAssigned, State::No),
            (Kind::CreditShared, State::Unknown),
            (Kind::Subscribed, State::Unknown),
            (Kind::NumberRegistered, State::No),
            (Kind::Live, State::No),
        ]
    );
}

#[test]
fn a_healthy_client_says_yes_throughout_and_counts_the_trial() {
    let list = table(&healthy(Hosting::Client));
    assert!(list.iter().all(|(_, state, _)| *state == State::Yes), "{list:?}");
    let (_, _, live) = list.last().unwrap();
    assert_eq!(live, "in use, in the trial for another 30 days");
    let later = noon() + SignedDuration::from_hours(36);
    let list = conditions(&healthy(Hosting::Client), later);
    assert_eq!(list.last().unwrap().words, "in use, in the trial for another 29 days");
}

#[test]
fn a_number_switched_off_says_why() {
    let mut seen = healthy(Hosting::Client);
    seen.phones[0].status = PhoneStatus::Unverified;
    let (kind, state, words) = table(&seen).pop().unwrap();
    assert_eq!((kind, state), (Kind::Live, State::No));
    assert_eq!(words, "switched off: the trial has ended");
}
