//! The plan as tables: what is seen, what is next, what is awaited.

use graph::status::{NameStatus, PhoneStatus};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

use super::plan;
use crate::later::END;
use crate::sample::{PHONE, fresh, healthy, noon, number, perform};
use crate::seen::{ClientState, Credit, Hosting, Seen, SeenPhone, SystemUser};
use crate::step::{Notice, Step};
use crate::waiting::Waiting;

/// The keys of the steps of one round.
fn steps(seen: &Seen) -> Vec<String> {
    plan(seen, noon()).steps.iter().map(Step::key).collect()
}

/// Performs whole rounds until the plan has no steps; the keys of all rounds, in order.
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
    panic!("the plan never comes to an end: {rounds:?}");
}

#[test]
fn a04_an_employee_is_assigned_first_and_all_else_follows_with_a_client() {
    assert_eq!(
        rounds(&mut fresh(Hosting::Client)),
        [
            vec!["assign-system-user"],
            vec!["share-credit", "subscribe", "start-client:101"],
            vec!["install-certificate:101:c1"],
            vec!["send-probe:101"],
        ]
    );
}

#[test]
fn a04_an_admin_is_never_assigned_and_the_cloud_needs_one_registration() {
    let mut seen = fresh(Hosting::Cloud);
    seen.system_user = SystemUser::Admin;
    assert_eq!(
        rounds(&mut seen),
        [vec!["share-credit", "subscribe", "register-number:101"], vec!["send-probe:101"]]
    );
}

#[test]
fn a_healthy_client_needs_nothing_and_is_looked_at_within_the_hour() {
    for hosting in [Hosting::Client, Hosting::Cloud] {
        let plan = plan(&healthy(hosting), noon());
        assert_eq!(plan.steps, []);
        assert_eq!(plan.again, Some(noon() + SignedDuration::from_hours(1)));
    }
}

#[test]
fn c02_an_account_without_a_number_waits_for_it_and_still_gets_credit() {
    let mut seen = healthy(Hosting::Client);
    seen.phones.clear();
    seen.credit = Credit::Missing;
    let plan = plan(&seen, noon());
    assert_eq!(plan.steps, [Step::ShareCredit]);
    assert_eq!(plan.waiting, [Waiting::Number]);
    assert_eq!(plan.again, Some(noon() + SignedDuration::from_secs(60)));
}

#[test]
fn a_probe_waits_for_credit_but_nothing_else_does() {
    let mut seen = healthy(Hosting::Client);
    seen.credit = Credit::Missing;
    seen.phones[0].probed = None;
    assert_eq!(steps(&seen), ["share-credit"]);
}

/// One row: what is different from a healthy client, and the steps that follow.
type Row = (&'static str, fn(&mut Seen, &mut SeenPhone), &'static [&'static str]);

fn check(hosting: Hosting, rows: &[Row]) {
    for (name, change, expected) in rows {
        let mut seen = healthy(hosting);
        let mut phone = seen.phones.remove(0);
        change(&mut seen, &mut phone);
        seen.phones.push(phone);
        assert_eq!(steps(&seen), *expected, "{name}");
    }
}

#[test]
fn what_each_change_asks_for_with_a_client() {
    let rows: [Row; 10] = [
        (
            "d08 newer certificate",
            |_, p| p.certificate = Some("c2".to_owned()),
            &["install-certificate:101:c2"],
        ),
        (
            "client died",
            |_, p| p.client = ClientState::Failed { since: noon() },
            &["start-client:101"],
        ),
        ("client starting", |_, p| p.client = ClientState::Starting, &[]),
        ("client connecting", |_, p| p.client = ClientState::Running { connected: false }, &[]),
        ("certificate expired, client goes on", |_, p| p.certificate = None, &[]),
        (
            "e03 trial ended",
            |_, p| p.status = PhoneStatus::Unverified,
            &["tell:trial-ended:101", "stop-client:101"],
        ),
        ("d03 disabled", |s, _| s.disabled = true, &["tell:disabled", "stop-client:101"]),
        (
            "d02 restored",
            |s, p| {
                s.told.insert("disabled".to_owned());
                p.client = ClientState::None;
            },
            &["tell:disabled", "start-client:101"],
        ),
        ("banned number", |_, p| p.status = PhoneStatus::Banned, &["stop-client:101"]),
        (
            "a11 unshared",
            |s, _| {
                s.shared = false;
                s.credit = Credit::Leftover;
            },
            &["tell:unshared", "revoke-credit", "stop-client:101"],
        ),
    ];
    check(Hosting::Client, &rows);
}

#[test]
fn what_each_change_asks_for_in_the_cloud() {
    let rows: [Row; 5] = [
        ("e03 trial ended", |_, p| p.status = PhoneStatus::Unverified, &["tell:trial-ended:101"]),
        (
            "e03 verified after the trial",
            |s, p| {
                s.verified = true;
                s.told.insert("trial-ended:101".to_owned());
                p.status = PhoneStatus::Unverified;
            },
            &["register-number:101"],
        ),
        (
            "e03 back after the trial",
            |s, _| {
                s.verified = true;
                s.told.insert("trial-ended:101".to_owned());
            },
            &["tell:trial-ended:101"],
        ),
        ("renamed", |_, p| p.renamed = true, &["register-number:101"]),
        (
            "a05 assignment lost",
            |s, _| {
                s.system_user = SystemUser::Employee { assigned: false };
            },
            &["assign-system-user"],
        ),
    ];
    check(Hosting::Cloud, &rows);
}

#[test]
fn e03_the_trial_s_end_is_told_at_seven_three_and_one_days_and_never_twice() {
    let mut seen = healthy(Hosting::Client);
    let ends = seen.phones[0].trial_ends.unwrap();
    let mut told = Vec::new();
    for hours in 0..(30 * 24) {
        let now = noon() + SignedDuration::from_hours(hours);
        let plan = plan(&seen, now);
        assert!(plan.again.unwrap() <= ends.max(now + SignedDuration::from_hours(1)));
        for step in plan.steps {
            perform(&mut seen, &step, now);
            if let Step::TellOperators { notice: Notice::TrialEnds { days, .. } } = step {
                told.push((hours / 24, days));
            }
        }
    }
    assert_eq!(told, [(23, 7), (27, 3), (29, 1)]);
}

#[test]
fn e03_several_thresholds_passed_at_once_are_told_as_one() {
    let seen = healthy(Hosting::Client);
    let late = seen.phones[0].trial_ends.unwrap() - SignedDuration::from_hours(12);
    let keys: Vec<String> = plan(&seen, late).steps.iter().map(Step::key).collect();
    assert_eq!(keys.len(), 1, "{keys:?}");
    assert!(keys[0].ends_with(":1"), "{keys:?}");
}

#[test]
fn a_verified_business_hears_nothing_of_a_trial() {
    let mut seen = healthy(Hosting::Client);
    seen.verified = true;
    let late = seen.phones[0].trial_ends.unwrap() - SignedDuration::from_hours(12);
    assert_eq!(plan(&seen, late).steps, []);
}

#[test]
fn a_number_is_registered_three_times_a_day_and_then_waited_for() {
    let mut seen = healthy(Hosting::Cloud);
    let phone = &mut seen.phones[0];
    phone.registered = false;
    phone.status = PhoneStatus::Disconnected;
    phone.registers = vec![noon() - SignedDuration::from_hours(1); 3];
    let plan = plan(&seen, noon());
    assert_eq!(plan.steps, []);
    let until = noon() + SignedDuration::from_hours(23);
    let display = seen.phones[0].display.clone();
    assert!(plan.waiting.contains(&Waiting::RegisterBudget { display, until }));
}

#[test]
fn a_first_message_whose_answer_is_lost_goes_out_three_times_a_day() {
    let mut seen = healthy(Hosting::Cloud);
    seen.phones[0].probed = None;
    seen.phones[0].probes = vec![noon() - SignedDuration::from_hours(1); 2];
    assert_eq!(steps(&seen), ["send-probe:101"]);
    seen.phones[0].probes.push(noon());
    let plan = plan(&seen, noon());
    assert_eq!(plan.steps, []);
    let until = noon() + SignedDuration::from_hours(23);
    let display = seen.phones[0].display.clone();
    assert!(plan.waiting.contains(&Waiting::ProbeBudget { display, until }));
}

#[test]
fn a_clock_at_the_end_of_time_is_planned_with() {
    for hosting in [Hosting::Client, Hosting::Cloud] {
        let mut seen = healthy(hosting);
        seen.phones[0].pin_refused = Some(END);
        seen.phones[0].trial_ends = Some(END);
        seen.phones[0].status = PhoneStatus::Pending;
        assert_eq!(plan(&seen, END).again, Some(END));
        assert!(plan(&seen, Timestamp::MIN).again.is_some());
    }
}

#[test]
fn a_refused_pin_is_not_guessed_again_the_same_day() {
    let mut seen = fresh(Hosting::Cloud);
    seen.system_user = SystemUser::Admin;
    seen.phones[0].pin_refused = Some(noon() - SignedDuration::from_hours(23));
    assert!(!steps(&seen).contains(&"register-number:101".to_owned()));
    seen.phones[0].pin_refused = Some(noon() - SignedDuration::from_hours(24));
    assert!(steps(&seen).contains(&"register-number:101".to_owned()));
}

#[test]
fn what_people_decide_is_awaited_in_words() {
    let mut seen = healthy(Hosting::Client);
    seen.phones[0].name = NameStatus::PendingReview;
    let words: Vec<String> = plan(&seen, noon()).waiting.iter().map(Waiting::words).collect();
    assert_eq!(
        words,
        [
            "the platform to review the display name of +49 30 1234567",
            "the business to be verified before the trial of +49 30 1234567 ends at \
             2026-12-31 12:00 UTC",
        ]
    );
}

fn any_client_state() -> impl Strategy<Value = ClientState> {
    prop_oneof![
        Just(ClientState::None),
        Just(ClientState::Starting),
        Just(ClientState::Running { connected: false }),
        Just(ClientState::Running { connected: true }),
        Just(ClientState::Failed { since: noon() }),
    ]
}

fn any_phone() -> impl Strategy<Value = SeenPhone> {
    let certificate = prop::option::of("[ab]");
    let flags = prop::array::uniform5(any::<bool>());
    (
        prop::sample::select(PhoneStatus::ALL),
        prop::sample::select(NameStatus::ALL),
        certificate.clone(),
        certificate,
        any_client_state(),
        flags,
        -10_i64..40,
    )
        .prop_map(|(status, name, certificate, installed, client, flags, days)| {
            let [trial, code_verified, registered, renamed, probed] = flags;
            let trial_ends = Some(noon() + SignedDuration::from_hours(24 * days));
            let probed = probed.then(noon);
            SeenPhone {
                status,
                name,
                certificate,
                installed,
                client,
                trial,
                code_verified,
                registered,
                renamed,
                probed,
                trial_ends,
                ..number()
            }
        })
}

proptest! {
    /// Performing the steps of any situation comes to an end, and asks for no step twice over.
    #[test]
    fn every_plan_shrinks_to_nothing(
        flags in prop::array::uniform5(any::<bool>()),
        user in 0..3_u8,
        credit in 0..3_u8,
        phones in prop::collection::vec(any_phone(), 0..3),
    ) {
        let [shared, verified, disabled, subscribed, client] = flags;
        let hosting = if client { Hosting::Client } else { Hosting::Cloud };
        let mut seen = Seen { shared, verified, disabled, subscribed, phones, ..fresh(hosting) };
        for (number, phone) in seen.phones.iter_mut().enumerate() {
            phone.id = graph::id::PhoneNumberId::new(PHONE.get() + number as u64);
        }
        seen.system_user = match user {
            0 => SystemUser::Admin,
            1 => SystemUser::Employee { assigned: true },
            _ => SystemUser::Employee { assigned: false },
        };
        seen.credit = match credit {
            0 => Credit::Missing,
            1 => Credit::Shared,
            _ => Credit::Leftover,
        };
        prop_assert!(plan(&seen, noon()).again.is_some_and(|at| at > noon()));
        rounds(&mut seen);
        prop_assert_eq!(plan(&seen, noon()).steps, vec![]);
    }
}
