//! From the end of the trial until the number is back: what is said at each turn is true.

use graph::status::{NameStatus, PhoneStatus};

use crate::condition::{Kind, State, conditions};
use crate::plan::plan;
use crate::sample::{healthy, noon, perform};
use crate::seen::{ClientState, Hosting, Seen};
use crate::step::Step;
use crate::waiting::Waiting;

/// Steps, what is awaited, and the conditions of the number, each with whether it holds.
type Said = (Vec<String>, Vec<String>, Vec<String>);

fn said(seen: &Seen) -> Said {
    let plan = plan(seen, noon());
    let shown = [Kind::CertificateCurrent, Kind::ClientRunning, Kind::Live];
    let list = conditions(seen, &[], noon());
    let of_number = list.into_iter().filter(|one| shown.contains(&one.kind));
    let words = of_number.map(|one| {
        let sign = if one.state == State::Yes { "yes" } else { "no" };
        format!("{sign}: {}", one.words)
    });
    let steps = plan.steps.iter().map(Step::key).collect();
    (steps, plan.waiting.iter().map(Waiting::words).collect(), words.collect())
}

fn expect(seen: &Seen, steps: &[&str], waiting: &[&str], conditions: [&str; 3]) {
    let texts = |list: &[&str]| list.iter().map(|&text| text.to_owned()).collect::<Vec<_>>();
    assert_eq!(said(seen), (texts(steps), texts(waiting), texts(&conditions)));
}

/// Performs every step of the plan; the platform then does `what`.
fn then(seen: &mut Seen, what: impl FnOnce(&mut Seen)) {
    plan(seen, noon()).steps.iter().for_each(|step| perform(seen, step, noon()));
    what(seen);
}

/// A number whose trial ended a moment ago: the platform offers no certificate any more.
fn ended() -> Seen {
    let mut seen = healthy(Hosting::Client);
    let phone = &mut seen.phones[0];
    phone.status = PhoneStatus::Unverified;
    phone.certificate = None;
    phone.trial_ends = Some(noon());
    seen
}

const OFF: [&str; 3] = [
    "no: none is used: the number is off",
    "no: no client runs: the number is off",
    "no: switched off: the trial has ended",
];
const VERIFY: &str = "the business to be verified, which it starts in its Business Manager: the \
    trial of +49 30 1234567 has ended and the number is switched off";
const UNTIL_THEN: &str =
    "until a name is approved it issues no certificate and the number stays off";

#[test]
fn d07_e03_every_turn_from_the_end_of_the_trial_until_it_is_back() {
    let mut seen = ended();
    let stop = ["tell:trial-ended:101", "stop-client:101"];
    assert_eq!(said(&seen).0, stop);
    then(&mut seen, |_| {});
    expect(&seen, &[], &[VERIFY], OFF);

    // Verified: the platform reviews the name now; nobody is told that anything starts.
    then(&mut seen, |seen| {
        seen.verified = true;
        seen.phones[0].status = PhoneStatus::Disconnected;
        seen.phones[0].name = NameStatus::PendingReview;
    });
    let review = format!("the platform to review the display name of +49 30 1234567; {UNTIL_THEN}");
    let waits = [
        "no: the platform offers none before it has reviewed the display name",
        "no: no client runs: it is started as soon as there is a certificate",
        "no: not in use: the platform reviews the display name first",
    ];
    expect(&seen, &[], &[&review], waits);

    // The name is approved: now there is something to start.
    then(&mut seen, |seen| {
        let phone = &mut seen.phones[0];
        phone.name = NameStatus::Approved;
        phone.certificate = Some("c1".to_owned());
        phone.trial = false;
        phone.trial_ends = None;
    });
    let starts = [
        "no: the certificate is installed once the client runs",
        "no: no client runs yet",
        "no: not connected yet",
    ];
    expect(&seen, &["start-client:101"], &[], starts);

    // It runs and is connected: only now the good news are told, once.
    then(&mut seen, |seen| {
        seen.phones[0].client = ClientState::Running { connected: true };
        seen.phones[0].status = PhoneStatus::Connected;
    });
    let back = [
        "yes: the client has the newest certificate",
        "yes: the client runs and is connected",
        "yes: in use",
    ];
    expect(&seen, &["tell:trial-ended:101"], &[], back);
    then(&mut seen, |_| {});
    expect(&seen, &[], &[], back);
}

#[test]
fn d08_a_declined_name_keeps_the_number_off_and_says_who_can_change_that() {
    let mut seen = ended();
    then(&mut seen, |seen| {
        seen.verified = true;
        seen.phones[0].status = PhoneStatus::Disconnected;
        seen.phones[0].name = NameStatus::Declined;
    });
    let rename = format!(
        "the business to choose another display name for +49 30 1234567 in its Business Manager: \
         the platform declined this one; {UNTIL_THEN}"
    );
    let declined = [
        "no: the platform offers none: it declined the display name",
        "no: no client runs: it is started as soon as there is a certificate",
        "no: not in use: the platform declined the display name, and the business has to choose \
         another",
    ];
    expect(&seen, &[], &[&rename], declined);
}

#[test]
fn e04_a_client_that_died_goes_on_with_its_certificate_while_none_is_offered() {
    let mut seen = healthy(Hosting::Client);
    seen.verified = true;
    seen.phones[0].name = NameStatus::PendingReview;
    seen.phones[0].certificate = None;
    assert_eq!(
        said(&seen).2[0],
        "yes: the client goes on with the certificate it has; no newer one is offered"
    );
    seen.phones[0].client = crate::sample::died();
    let (steps, waiting, _) = said(&seen);
    assert_eq!(steps, ["start-client:101"]);
    assert_eq!(waiting, ["the platform to review the display name of +49 30 1234567"]);
}

#[test]
fn e03_warnings_reach_the_business_or_operators_where_it_left_no_address() {
    let mut seen = healthy(Hosting::Client);
    let ends = seen.phones[0].trial_ends.unwrap();
    let told = |seen: &Seen, days: i64| {
        let at = ends - jiff::SignedDuration::from_hours(24 * days);
        let steps = plan(seen, at).steps;
        steps.first().map(|step| step.done_words().split(':').next().unwrap().to_owned())
    };
    assert_eq!(told(&seen, 7).as_deref(), Some("told the business"));
    assert_eq!(told(&seen, 3).as_deref(), Some("told the business"));
    assert_eq!(told(&seen, 1).as_deref(), Some("told the operators"));
    seen.contact = false;
    for days in [7, 3, 1] {
        assert_eq!(told(&seen, days).as_deref(), Some("told the operators"), "{days} days before");
    }
}
