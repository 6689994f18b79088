//! Taking leave, with everything that can hold it up.

use jiff::SignedDuration;

use super::{Left, rest};
use crate::plan::plan;
use crate::sample::{healthy, noon, perform};
use crate::seen::{ClientState, Credit, Hosting, Seen};
use crate::step::{Needs, Step};
use crate::token::{Dead, Death, Holder, Tokens};
use crate::waiting::Waiting;

fn left(hosting: Hosting) -> Seen {
    let mut seen = healthy(hosting);
    (seen.shared, seen.credit) = (false, Credit::Leftover { ours: true });
    seen.told.insert("unshared".to_owned());
    seen
}

fn keys(seen: &Seen) -> Vec<String> {
    plan(seen, noon()).steps.iter().map(Step::key).collect()
}

/// Performs rounds until nothing is left to be done.
fn rounds(seen: &mut Seen) -> Vec<Vec<String>> {
    let mut rounds = Vec::new();
    for _ in 0..10 {
        let steps = plan(seen, noon()).steps;
        if steps.is_empty() {
            return rounds;
        }
        rounds.push(steps.iter().map(Step::key).collect());
        steps.iter().for_each(|step| perform(seen, step, noon()));
    }
    panic!("leave is never taken: {rounds:?}");
}

fn dead(holder: Holder) -> Option<Dead> {
    Some(Dead { holder, since: noon(), why: Death::Expired })
}

#[test]
fn a11_leave_is_taken_step_by_step_and_confirmed_at_the_end() {
    let mut seen = left(Hosting::Client);
    assert_eq!(
        rounds(&mut seen),
        [
            vec!["stop-client:101", "revoke-credit", "unsubscribe"],
            vec!["forget-secrets"],
            vec!["confirm-left"]
        ]
    );
    assert_eq!(seen.left, Left { unsubscribed: true, forgotten: true, confirmed: true });
    assert_eq!(rest(&seen), None);
}

#[test]
fn a11_credit_found_alive_after_leave_was_taken_is_taken_back_all_the_same() {
    let mut seen = left(Hosting::Client);
    rounds(&mut seen);
    seen.credit = Credit::Leftover { ours: true };
    assert_eq!(keys(&seen), ["revoke-credit"]);
    seen.phones[0].client = ClientState::Running { connected: true };
    assert_eq!(keys(&seen), ["stop-client:101", "revoke-credit"]);
}

#[test]
fn peer_18_dead_tokens_hold_up_only_what_needs_them() {
    let mut seen = left(Hosting::Client);
    seen.tokens = Tokens { worker: dead(Holder::Employee), admin: dead(Holder::Admin) };
    assert_eq!(rounds(&mut seen), [vec!["stop-client:101"], vec!["forget-secrets"]]);
    let waits = plan(&seen, noon()).waiting;
    assert!(waits.iter().any(|wait| matches!(wait, Waiting::Token { .. })), "{waits:?}");
    let said = rest(&seen).unwrap();
    assert!(said.contains("taking our credit line back"), "{said}");
    // One of the two suffices for the rest.
    seen.tokens.admin = None;
    assert_eq!(rounds(&mut seen), [vec!["revoke-credit", "unsubscribe"], vec!["confirm-left"]]);
}

#[test]
fn a_step_that_fails_for_ever_holds_up_none_of_the_others() {
    for failing in ["revoke-credit", "unsubscribe", "stop-client:101"] {
        let mut seen = left(Hosting::Client);
        let mut done: Vec<String> = Vec::new();
        for round in 0..6 {
            let now = noon() + SignedDuration::from_hours(round);
            for step in plan(&seen, now).steps {
                if step.key() != failing {
                    perform(&mut seen, &step, now);
                    done.push(step.key());
                }
            }
        }
        assert_eq!(keys(&seen), [failing]);
        assert!(!seen.left.confirmed, "{failing}: {done:?}");
        // Secrets are only kept while a client that needs them still runs.
        assert_eq!(seen.left.forgotten, failing != "stop-client:101", "{failing}");
    }
}

#[test]
fn what_ends_on_our_side_needs_no_token() {
    let mut seen = left(Hosting::Client);
    for step in plan(&seen, noon()).steps {
        let ours = matches!(step, Step::StopClient { .. });
        assert_eq!(step.needs() == Needs::Nothing, ours, "{step:?}");
    }
    seen.phones.clear();
    assert!(keys(&seen).contains(&"forget-secrets".to_owned()));
}
