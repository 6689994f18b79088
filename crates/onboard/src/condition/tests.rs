//! Conditions as the console words them, case by case.

use graph::status::{MessagingLimitTier, NameStatus, PhoneStatus, QualityRating};
use jiff::SignedDuration;

use super::{Condition, Kind, State, Whose, conditions};
use crate::guidance::Refused;
use crate::offboard::Left;
use crate::sample::{fresh, healthy, noon};
use crate::seen::{ClientState, Credit, Hosting, Mode, Pin, Seen, SystemUser};
use crate::token::{Dead, Death, Holder};

fn list(seen: &Seen) -> Vec<Condition> {
    conditions(seen, &[], noon())
}

fn one(seen: &Seen, kind: Kind) -> Condition {
    list(seen).into_iter().find(|one| one.kind == kind).unwrap()
}

/// State, whose action is next, and what.
fn next(seen: &Seen, kind: Kind) -> (State, Option<Whose>, String) {
    let one = one(seen, kind);
    let whose = one.next.as_ref().map(|next| next.whose);
    (one.state, whose, one.next.map(|next| next.words).unwrap_or_default())
}

#[test]
fn without_access_nothing_is_claimed_and_it_is_our_turn() {
    for one in list(&fresh(Hosting::Cloud)) {
        let expected = match one.kind {
            Kind::Authorised => State::Yes,
            Kind::SystemUserAssigned | Kind::Live => State::No,
            _ => State::Unknown,
        };
        assert_eq!(one.state, expected, "{one:?}");
        let whose = one.next.map(|next| next.whose);
        assert_eq!(whose, (one.kind != Kind::Authorised).then_some(Whose::Us), "{:?}", one.kind);
    }
}

#[test]
fn a_healthy_client_says_yes_but_for_its_verification_and_counts_the_trial() {
    for hosting in [Hosting::Client, Hosting::Cloud] {
        let seen = healthy(hosting);
        let open: Vec<Kind> =
            list(&seen).iter().filter(|one| one.state != State::Yes).map(|one| one.kind).collect();
        assert_eq!(open, [Kind::BusinessVerified]);
        assert_eq!(next(&seen, Kind::BusinessVerified).1, Some(Whose::Business));
    }
    let seen = healthy(Hosting::Client);
    assert_eq!(one(&seen, Kind::Live).words, "in use, in the trial for another 30 days");
    let later = noon() + SignedDuration::from_hours(36);
    let list = conditions(&seen, &[], later);
    assert_eq!(list.last().unwrap().words, "in use, in the trial for another 29 days");
}

#[test]
fn every_kind_is_listed_for_one_hosting_or_the_other() {
    let kinds = |hosting| -> Vec<Kind> {
        list(&healthy(hosting)).into_iter().map(|one| one.kind).collect()
    };
    assert_eq!(kinds(Hosting::Client), Kind::ALL);
    assert_eq!(kinds(Hosting::Cloud).len(), Kind::ALL.len() - 2);
}

#[test]
fn a_state_keeps_its_moment_until_it_changes() {
    let mut seen = healthy(Hosting::Client);
    let before = list(&seen);
    let later = noon() + SignedDuration::from_hours(5);
    seen.phones[0].quality = QualityRating::Red;
    let after = conditions(&seen, &before, later);
    for one in &after {
        let changed = one.kind == Kind::Quality;
        assert_eq!(one.since, Some(if changed { later } else { noon() }), "{:?}", one.kind);
    }
    // Other words alone are no change of state.
    seen.phones[0].used = 3;
    let again = conditions(&seen, &after, later + SignedDuration::from_hours(1));
    let limit = |list: &[Condition]| {
        let found = list.iter().find(|one| one.kind == Kind::Limit).unwrap();
        (found.words.clone(), found.since)
    };
    assert_ne!(limit(&after).0, limit(&again).0);
    assert_eq!(limit(&again).1, Some(noon()));
}

#[test]
fn a_number_switched_off_says_why_and_who_brings_it_back() {
    let mut seen = healthy(Hosting::Client);
    seen.phones[0].status = PhoneStatus::Unverified;
    assert_eq!(one(&seen, Kind::Live).words, "switched off: the trial has ended");
    assert_eq!(next(&seen, Kind::TrialEnds).1, Some(Whose::Business));
    seen.verifying = true;
    assert_eq!(next(&seen, Kind::TrialEnds).1, Some(Whose::Platform));
    seen.disabled = true;
    seen.phones[0].status = PhoneStatus::Connected;
    let (state, whose, words) = next(&seen, Kind::Live);
    assert_eq!((state, whose), (State::No, Some(Whose::Business)));
    assert!(words.contains("appeal"), "{words}");
}

#[test]
fn peer_05_a_name_under_review_is_not_a_loss_of_access() {
    let mut seen = healthy(Hosting::Cloud);
    seen.phones[0].name = NameStatus::PendingReview;
    assert_eq!(one(&seen, Kind::Authorised).state, State::Yes);
    assert_eq!(
        next(&seen, Kind::NameApproved),
        (State::No, Some(Whose::Platform), "review the display name".to_owned())
    );
    seen.phones[0].name = NameStatus::Declined;
    assert_eq!(next(&seen, Kind::NameApproved).1, Some(Whose::Business));
}

#[test]
fn peer_18_a_dead_token_is_the_operator_s_and_the_rest_is_not_claimed() {
    let mut seen = healthy(Hosting::Cloud);
    let dead = Dead { holder: Holder::Employee, since: noon(), why: Death::Expired };
    seen.tokens.worker = Some(dead);
    let authorised = one(&seen, Kind::Authorised);
    assert_eq!(authorised.state, State::No);
    assert_eq!(authorised.words, "the employee system user's token has expired");
    assert_eq!(next(&seen, Kind::Authorised).1, Some(Whose::Operator));
    assert_eq!(next(&seen, Kind::Quality).0, State::Unknown);
    assert_eq!(next(&seen, Kind::Quality).1, Some(Whose::Operator));
}

#[test]
fn f05_a_limit_says_what_is_used_and_what_raises_it() {
    let mut seen = healthy(Hosting::Cloud);
    seen.phones[0].used = 41;
    let limit = one(&seen, Kind::Limit);
    assert_eq!(limit.words, "wrote first to 41 of 50 customers within 24 hours");
    assert_eq!((limit.state, limit.next.unwrap().whose), (State::AtRisk, Whose::Business));
    seen.phones[0].used = 50;
    assert_eq!(next(&seen, Kind::Limit).0, State::No);
    seen.phones[0].tier = Some(MessagingLimitTier::Unlimited);
    assert_eq!(one(&seen, Kind::Limit).words, "no limit");
    seen.phones[0].tier = None;
    assert_eq!(next(&seen, Kind::Limit).0, State::Unknown);
}

#[test]
fn peer_26_money_is_a_condition_of_its_own() {
    let mut seen = healthy(Hosting::Cloud);
    seen.credit = Credit::Pending;
    assert_eq!(one(&seen, Kind::CreditShared).state, State::Yes);
    assert_eq!(next(&seen, Kind::Billable).1, Some(Whose::Platform));
    seen.credit = Credit::Own { shared: false };
    assert_eq!(one(&seen, Kind::Billable).state, State::Yes);
    seen.credit = Credit::Missing;
    assert_eq!(next(&seen, Kind::Billable).1, Some(Whose::Us));
    assert_eq!(one(&seen, Kind::Live).state, State::Yes);
}

#[test]
fn peer_09_a_foreign_pin_is_asked_for_and_a_refusal_says_whose_turn_it_is() {
    let mut seen = healthy(Hosting::Cloud);
    let phone = &mut seen.phones[0];
    (phone.registered, phone.status) = (false, PhoneStatus::Pending);
    phone.pin = Pin::Foreign;
    assert_eq!(next(&seen, Kind::Registered).1, Some(Whose::Operator));
    let phone = &mut seen.phones[0];
    phone.pin = Pin::Known;
    phone.refused = Some(Refused { code: 133_006, subcode: None, at: noon() });
    let (state, whose, words) = next(&seen, Kind::Registered);
    assert_eq!((state, whose), (State::No, Some(Whose::Business)));
    assert!(words.contains("by a code"), "{words}");
}

#[test]
fn a_client_that_is_only_watched_waits_for_an_operator() {
    let mut seen = fresh(Hosting::Client);
    seen.system_user = SystemUser::Employee { assigned: true };
    seen.mode = Mode::Watched;
    for kind in [Kind::CreditShared, Kind::Subscribed, Kind::ClientRunning] {
        let (_, whose, words) = next(&seen, kind);
        assert_eq!(whose, Some(Whose::Operator), "{kind:?}");
        assert!(words.contains("clients adopt"), "{words}");
    }
}

#[test]
fn a11_a_client_that_left_says_what_is_still_to_be_done() {
    let mut seen = healthy(Hosting::Client);
    (seen.shared, seen.credit) = (false, Credit::Leftover { ours: true });
    assert_eq!(
        one(&seen, Kind::Authorised).words,
        "no longer shared with us; still to be done: stopping its clients, taking our credit line \
         back, ending the subscription to its webhooks"
    );
    seen.credit = Credit::Missing;
    seen.phones[0].client = ClientState::None;
    seen.left = Left { unsubscribed: true, forgotten: true, confirmed: true };
    assert_eq!(next(&seen, Kind::Authorised).1, Some(Whose::Business));
}

#[test]
fn a_watched_client_that_nobody_could_look_at_is_not_said_to_be_down() {
    for hosting in [Hosting::Client, Hosting::Cloud] {
        let mut seen = fresh(hosting);
        seen.mode = Mode::Watched;
        seen.phones[0].certificate = None;
        assert_eq!(next(&seen, Kind::Live).0, State::Unknown, "{hosting:?}");
        if hosting == Hosting::Client {
            assert_eq!(next(&seen, Kind::CertificateCurrent).0, State::Unknown);
        }
        // With the admin's token it is seen, and works as before.
        seen.by_admin = true;
        seen.phones[0].status = PhoneStatus::Connected;
        assert_eq!(next(&seen, Kind::Live).0, State::Yes, "{hosting:?}");
        assert_eq!(next(&seen, Kind::SystemUserAssigned).1, Some(Whose::Operator));
    }
}

#[test]
fn g03_credit_of_a_business_that_was_never_seen_is_not_said_to_be_gone() {
    let mut seen = fresh(Hosting::Cloud);
    (seen.shared, seen.business) = (false, None);
    assert_eq!(next(&seen, Kind::CreditShared).0, State::Unknown);
    (seen.business, seen.mode) = (healthy(Hosting::Cloud).business, Mode::Watched);
    seen.credit = Credit::Leftover { ours: false };
    let (state, whose, words) = next(&seen, Kind::CreditShared);
    assert_eq!((state, whose), (State::No, Some(Whose::Operator)));
    assert!(words.contains("vestibule ledger revoke 2"), "{words}");
}

#[test]
fn a_list_written_by_an_older_program_can_be_read() {
    let old = r#"[{"kind":"shared","phone":null,"state":"yes","words":"shared with us"},
        {"kind":"number_registered","phone":"+49 30 1","state":"no","words":"not yet"}]"#;
    let read: Vec<Condition> = serde_json::from_str(old).unwrap();
    assert_eq!((read[0].kind, read[1].kind), (Kind::Authorised, Kind::Registered));
    assert_eq!((read[0].since, &read[0].next), (None, &None));
}
