//! The plan as tables: what is seen, what is next, what is awaited.

use graph::status::{NameStatus, PhoneStatus};
use jiff::{SignedDuration, Timestamp};

use super::plan;
use crate::guidance::Refused;
use crate::later::END;
use crate::notice::Notice;
use crate::sample::{fresh, healthy, noon, number, perform};
use crate::seen::{
    Allowance, ClientState, Credit, Hosting, Mode, Pin, Seen, SeenPhone, SystemUser,
};
use crate::step::Step;
use crate::token::{Dead, Death, Holder};
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
        ("client died", |_, p| p.client = crate::sample::died(), &["start-client:101"]),
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
                s.credit = Credit::Leftover { ours: true };
            },
            &["tell:unshared", "stop-client:101", "revoke-credit", "unsubscribe"],
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
        seen.phones[0].refused = Some(Refused { code: 133_016, subcode: None, at: END });
        seen.phones[0].trial_ends = Some(END);
        seen.phones[0].status = PhoneStatus::Pending;
        assert_eq!(plan(&seen, END).again, Some(END));
        assert!(plan(&seen, Timestamp::MIN).again.is_some());
    }
}

/// A number of the cloud that is not registered, with this PIN and this refusal.
fn unregistered(pin: Pin, refused: Option<u32>) -> Seen {
    let mut seen = healthy(Hosting::Cloud);
    let phone = &mut seen.phones[0];
    (phone.registered, phone.status) = (false, PhoneStatus::Disconnected);
    phone.pin = pin;
    phone.refused = refused.map(|code| Refused { code, subcode: None, at: noon() });
    seen
}

#[test]
fn peer_09_a_pin_is_never_guessed_however_long_it_takes() {
    let awaited = |seen: &Seen, days: i64| {
        let plan = plan(seen, noon() + SignedDuration::from_hours(24 * days));
        assert_eq!(plan.steps, []);
        assert!(plan.waiting.iter().any(|wait| matches!(wait, Waiting::Pin { .. })));
    };
    for days in [0, 1, 15] {
        // Somebody else's: not even tried once.
        awaited(&unregistered(Pin::Foreign, None), days);
        // Ours, and refused: not tried again.
        awaited(&unregistered(Pin::Known, Some(133_005)), days);
    }
    // Switched off, or entered by an operator: tried.
    let tried = |seen: &Seen| steps(seen).contains(&"register-number:101".to_owned());
    assert!(tried(&unregistered(Pin::Free, Some(133_005))));
    assert!(tried(&unregistered(Pin::Known, None)));
}

#[test]
fn peer_07_a_refused_registration_rests_as_long_as_its_number_says() {
    for (code, minutes) in [(133_015, 6), (133_016, 3 * 24 * 60), (133_008, 24 * 60)] {
        let seen = unregistered(Pin::Known, Some(code));
        let until = noon() + SignedDuration::from_mins(minutes);
        let early = plan(&seen, until - SignedDuration::from_secs(1));
        assert_eq!(early.steps, [], "{code}");
        let said = early
            .waiting
            .iter()
            .any(|wait| matches!(wait, Waiting::Registration { until: at, .. } if *at == until));
        assert!(said, "{code}: {:?}", early.waiting);
        assert!(!plan(&seen, until).steps.is_empty(), "{code}");
    }
}

#[test]
fn a_client_that_is_only_watched_is_left_alone() {
    for mut seen in [fresh(Hosting::Client), fresh(Hosting::Cloud), healthy(Hosting::Cloud)] {
        seen.phones[0].status = PhoneStatus::Unverified;
        (seen.mode, seen.disabled, seen.subscribed) = (Mode::Watched, true, false);
        let plan = plan(&seen, noon());
        assert_eq!(plan.steps, []);
        assert!(plan.waiting.contains(&Waiting::Adoption));
    }
}

#[test]
fn e06_a_client_of_ours_is_kept_running_while_it_is_only_watched() {
    let mut seen = healthy(Hosting::Client);
    seen.mode = Mode::Watched;
    seen.phones[0].client = ClientState::None;
    assert_eq!(steps(&seen), ["start-client:101"]);
    assert!(!seen.runs_elsewhere(&seen.phones[0]), "it runs with us, or not at all");
    seen.phones[0].client = ClientState::Running { connected: true };
    seen.phones[0].certificate = Some("c2".to_owned());
    assert_eq!(steps(&seen), [""; 0], "another certificate is a change");
    seen.phones[0].installed = None;
    assert_eq!(steps(&seen), ["install-certificate:101:c2"], "it lost what it had");
    seen.phones[0].client_says = "disconnected".to_owned();
    assert_eq!(steps(&seen), [""; 0], "another program may have the number by now");
    seen.phones[0].installed = Some("c1".to_owned());
    seen.phones[0].status = PhoneStatus::Unverified;
    assert_eq!(steps(&seen), ["stop-client:101"], "D04, and the business hears nothing of us");
    // One that another program runs is none of ours to start.
    seen.phones[0] = number();
    assert_eq!(steps(&seen), [""; 0]);
}

#[test]
fn a11_what_is_ours_of_a_watched_client_ends_when_it_leaves() {
    let mut seen = healthy(Hosting::Client);
    (seen.mode, seen.shared, seen.credit) = (Mode::Watched, false, Credit::Leftover { ours: true });
    assert_eq!(steps(&seen), ["tell:unshared", "stop-client:101", "revoke-credit"]);
    seen.phones[0].client = ClientState::None;
    seen.credit = Credit::Leftover { ours: false };
    assert_eq!(steps(&seen), ["tell:unshared", "forget-secrets", "tell:line-stays"]);
    let (who, why) = ("anna".to_owned(), "left".to_owned());
    seen.allowance = Allowance::Revoked { who, why };
    assert_eq!(steps(&seen), ["tell:unshared", "revoke-credit", "forget-secrets"]);
}

#[test]
fn an_account_that_pays_by_itself_gets_no_credit_and_is_probed() {
    let mut seen = healthy(Hosting::Cloud);
    seen.credit = Credit::Own { shared: false };
    seen.phones[0].probed = None;
    assert_eq!(steps(&seen), ["send-probe:101"]);
}

fn dead(holder: Holder) -> Dead {
    Dead { holder, since: noon(), why: Death::Withdrawn }
}

#[test]
fn peer_18_a_dead_token_is_waited_for_and_no_call_is_wasted_on_it() {
    let mut seen = healthy(Hosting::Client);
    seen.subscribed = false;
    seen.phones[0].client = ClientState::None;
    seen.tokens.worker = Some(dead(Holder::Employee));
    let first = plan(&seen, noon());
    assert_eq!(first.steps, []);
    assert_eq!(first.waiting, [Waiting::Token { dead: dead(Holder::Employee) }]);
    // The admin's alone: only the assignment waits.
    let mut seen = fresh(Hosting::Client);
    seen.tokens.admin = Some(dead(Holder::Admin));
    let second = plan(&seen, noon());
    assert_eq!(second.steps, []);
    assert_eq!(second.waiting, [Waiting::Token { dead: dead(Holder::Admin) }]);
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

#[test]
fn g01_a_share_that_operators_decide_on_is_awaited_and_holds_up_nothing_else() {
    let mut seen = healthy(Hosting::Cloud);
    (seen.credit, seen.subscribed) = (Credit::Missing, false);
    seen.allowance = Allowance::Undecided { released_by: None };
    let awaited = plan(&seen, noon());
    assert_eq!(awaited.steps, [Step::Subscribe]);
    assert!(awaited.waiting.contains(&Waiting::CreditRelease { released_by: None }));
    seen.allowance = Allowance::Free;
    assert_eq!(plan(&seen, noon()).steps, [Step::ShareCredit, Step::Subscribe]);
}

#[test]
fn g03_what_an_operator_took_back_is_revoked_and_never_shared_by_ourselves() {
    let back = || Allowance::Revoked { who: "anna".to_owned(), why: "unpaid".to_owned() };
    let mut seen = Seen { allowance: back(), ..healthy(Hosting::Cloud) };
    for mode in [Mode::Managed, Mode::Watched] {
        seen.mode = mode;
        for credit in [Credit::Shared, Credit::Pending] {
            seen.credit = credit;
            assert_eq!(plan(&seen, noon()).steps, [Step::RevokeCredit], "{mode:?} {credit:?}");
        }
        seen.credit = Credit::Missing;
        let after = plan(&seen, noon());
        assert_eq!(after.steps, [], "{mode:?}");
        assert!(
            after.waiting.iter().any(|wait| wait.words().contains("anna took it back: unpaid"))
        );
    }
    // Also one that nothing is paid by, behind a dead token, and before our user is assigned.
    let own =
        Seen { credit: Credit::Own { shared: true }, allowance: back(), ..healthy(Hosting::Cloud) };
    assert_eq!(plan(&own, noon()).steps, [Step::RevokeCredit]);
    let mut blind = Seen { allowance: back(), ..healthy(Hosting::Cloud) };
    blind.tokens.worker = Some(dead(Holder::Employee));
    assert_eq!(plan(&blind, noon()).steps, [Step::RevokeCredit]);
    blind.tokens.admin = Some(dead(Holder::Admin));
    assert_eq!(plan(&blind, noon()).steps, []);
    let fresh = Seen { credit: Credit::Pending, allowance: back(), ..fresh(Hosting::Cloud) };
    assert_eq!(plan(&fresh, noon()).steps, [Step::AssignSystemUser, Step::RevokeCredit]);
    // A client that is only watched keeps its credit as long as nobody takes it back.
    let watched = Seen { mode: Mode::Watched, ..healthy(Hosting::Cloud) };
    assert_eq!(plan(&watched, noon()).steps, []);
}
