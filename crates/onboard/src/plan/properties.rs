//! What holds of every plan, whatever is seen.

use std::collections::BTreeSet;

use graph::id::PhoneNumberId;
use graph::status::{MessagingLimitTier, NameStatus, PhoneStatus, QualityRating};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

use super::plan;
use crate::condition::{Whose, conditions};
use crate::guidance::Refused;
use crate::offboard::Left;
use crate::sample::{PHONE, fresh, noon, number, perform};
use crate::seen::{
    Allowance, ClientState, Credit, Hosting, Mode, Off, Pin, Seen, SeenPhone, SystemUser,
};
use crate::step::{Needs, Step};
use crate::token::{Dead, Death, Holder, Tokens};

fn any_client_state() -> impl Strategy<Value = ClientState> {
    prop_oneof![
        Just(ClientState::None),
        Just(ClientState::Starting),
        Just(ClientState::Running { connected: false }),
        Just(ClientState::Running { connected: true }),
        Just(ClientState::Silent { since: noon(), until: noon() + SignedDuration::from_secs(30) }),
        (0_u32..8, -2_i64..20, any::<bool>()).prop_map(|(crashes, minutes, remote)| {
            let again = noon() + SignedDuration::from_mins(minutes);
            ClientState::Failed { since: noon(), again, crashes, remote }
        }),
    ]
}

fn any_refusal() -> impl Strategy<Value = Option<Refused>> {
    let code = prop::sample::select(vec![133_005, 133_006, 133_008, 133_015, 133_016, 1]);
    let ago = 0_i64..80;
    let refused = (code, ago).prop_map(|(code, hours)| Refused {
        code,
        subcode: None,
        at: noon() - SignedDuration::from_hours(hours),
    });
    prop::option::of(refused)
}

fn any_phone() -> impl Strategy<Value = SeenPhone> {
    let certificate = prop::option::of("[ab]");
    let flags = prop::array::uniform6(any::<bool>());
    let pin = prop::sample::select(vec![Pin::Free, Pin::Known, Pin::Foreign]);
    let rated = (
        prop::option::of(prop::sample::select(MessagingLimitTier::ALL)),
        0_u32..60,
        prop::sample::select(QualityRating::ALL),
    );
    (
        prop::sample::select(PhoneStatus::ALL),
        prop::sample::select(NameStatus::ALL),
        (certificate.clone(), certificate),
        any_client_state(),
        flags,
        -10_i64..40,
        (pin, any_refusal()),
        rated,
    )
        .prop_map(|(status, name, certificates, client, flags, days, refusal, rated)| {
            let [trial, code_verified, registered, renamed, probed, pointed] = flags;
            let hosted = certificates.1.is_some() || code_verified;
            let trial_ends = Some(noon() + SignedDuration::from_hours(24 * days));
            SeenPhone {
                status,
                name,
                certificate: certificates.0,
                installed: certificates.1,
                client,
                hosted,
                pointed,
                unsent: u32::from(renamed),
                trial,
                code_verified,
                registered,
                renamed,
                probed: probed.then(noon),
                trial_ends,
                pin: refusal.0,
                refused: refusal.1,
                tier: rated.0,
                used: rated.1,
                quality: rated.2,
                ..number()
            }
        })
}

/// Whether a step changes nothing of an account on the platform but what is ours or was ordered.
fn leaves_alone(seen: &Seen, step: &Step) -> bool {
    let hosted = step.phone().is_none_or(|id| {
        seen.phones.iter().any(|phone| phone.id == id && phone.hosted)
            || matches!(step, Step::StopClient { .. } | Step::RetireClient { .. })
    });
    let line = matches!(seen.credit, Credit::Leftover { ours: true })
        || matches!(seen.allowance, Allowance::Revoked { .. });
    match step {
        Step::RevokeCredit => line,
        step => hosted && step.needs() == Needs::Nothing || *step == Step::ConfirmLeft,
    }
}

fn dead(holder: Holder) -> Dead {
    Dead { holder, since: noon(), why: Death::Other }
}

prop_compose! {
    /// Any client whose numbers are run as `client` says.
    fn any_seen()(
        flags in prop::array::uniform8(any::<bool>()),
        tokens in prop::array::uniform2(prop::bool::weighted(0.2)),
        user in 0..3_u8,
        credit in 0..6_u8,
        mut phones in prop::collection::vec(any_phone(), 0..3),
        left in prop::array::uniform3(any::<bool>()),
        leftover in any::<bool>(),
        held in prop::bool::weighted(0.3),
    ) -> Seen {
        let [shared, verified, verifying, disabled, subscribed, client, contact, watched] = flags;
        let hosting = if client { Hosting::Client } else { Hosting::Cloud };
        for (number, phone) in phones.iter_mut().enumerate() {
            phone.id = PhoneNumberId::new(PHONE.get() + number as u64);
            phone.display = format!("+49 30 123456{number}");
            if hosting == Hosting::Cloud {
                phone.client = ClientState::None;
            }
        }
        let system_user = match user {
            0 => SystemUser::Admin,
            1 => SystemUser::Employee { assigned: true },
            _ => SystemUser::Employee { assigned: false },
        };
        let credit = match credit {
            0 => Credit::Missing,
            1 => Credit::Shared,
            2 => Credit::Own { shared: false },
            3 => Credit::Pending,
            4 => Credit::Own { shared: true },
            _ => Credit::Leftover { ours: leftover },
        };
        let [unsubscribed, forgotten, confirmed] = left;
        let revoked = Allowance::Revoked { who: "anna".to_owned(), why: "fraud".to_owned() };
        Seen {
            shared,
            verified,
            verifying,
            disabled,
            remedy: None,
            subscribed,
            contact,
            system_user,
            by_admin: watched && leftover,
            credit,
            allowance: if held { revoked } else { Allowance::Free },
            phones,
            leftovers: if leftover { vec![PhoneNumberId::new(900)] } else { vec![] },
            mode: if watched && user == 0 { Mode::Watched } else { Mode::Managed },
            left: Left { unsubscribed, forgotten, confirmed },
            tokens: Tokens {
                worker: tokens[0].then(|| dead(Holder::Employee)),
                admin: tokens[1].then(|| dead(Holder::Admin)),
            },
            ..fresh(hosting)
        }
    }
}

/// Performs the steps that `luck` favours, in its order, for some rounds; then all of them until
/// none is left. How many rounds that took.
fn live_through(seen: &mut Seen, luck: &[u64], mut now: Timestamp) -> Option<usize> {
    let mut dice = luck.iter().copied().cycle();
    let mut roll = move || dice.next().unwrap_or(0);
    for _ in 0..luck.len() {
        let mut steps = plan(seen, now).steps;
        while !steps.is_empty() {
            let step = steps.swap_remove(usize::try_from(roll() % 7).unwrap() % steps.len());
            // An answer that was lost comes to the same as a step that was done.
            if !roll().is_multiple_of(3) {
                perform(seen, &step, now);
            }
        }
        now += SignedDuration::from_mins(30);
    }
    for round in 0..12 {
        let steps = plan(seen, now).steps;
        if steps.is_empty() {
            return Some(round);
        }
        steps.iter().for_each(|step| perform(seen, step, now));
        now += SignedDuration::from_hours(24);
    }
    None
}

proptest! {
    /// Whatever order steps are done in and however many fail, the plan comes to an end.
    #[test]
    fn every_plan_comes_to_an_end_in_any_order_of_outcomes(
        mut seen in any_seen(),
        luck in prop::collection::vec(any::<u64>(), 1..12),
    ) {
        prop_assert!(live_through(&mut seen, &luck, noon()).is_some(), "{seen:?}");
        // Observed is as desired: quiet, and it says when to look again all the same.
        let much_later = noon() + SignedDuration::from_hours(24 * 40);
        let quiet = plan(&seen, much_later);
        prop_assert!(quiet.again.is_some_and(|at| at > much_later));
    }

    /// Each step is asked for once in a plan, by a key of its own.
    #[test]
    fn no_plan_asks_for_a_step_twice(seen in any_seen()) {
        let steps = plan(&seen, noon()).steps;
        let keys: BTreeSet<String> = steps.iter().map(Step::key).collect();
        prop_assert_eq!(keys.len(), steps.len());
        prop_assert!(plan(&seen, noon()).again.is_some_and(|at| at > noon()));
    }

    /// A dead token is used for nothing, nothing of a watched client is changed on the platform but
    /// our own share of credit, and a number that is off gets nothing but peace.
    #[test]
    fn nothing_is_tried_that_cannot_or_must_not_be(seen in any_seen()) {
        let plan = plan(&seen, noon());
        for step in &plan.steps {
            prop_assert_eq!(seen.tokens.keeps_from(step.needs()), None, "{:?}", step);
            prop_assert!(seen.mode == Mode::Managed || leaves_alone(&seen, step), "{step:?}");
            let phone = step.phone().and_then(|id| seen.phones.iter().find(|one| one.id == id));
            if phone.is_some_and(|phone| seen.off(phone).is_some()) {
                prop_assert!(matches!(step, Step::StopClient { .. }), "{step:?}");
            }
            if let (Step::RegisterNumber { .. }, Some(phone)) = (step, phone) {
                prop_assert!(!phone.pin_awaited(), "a PIN is guessed");
                prop_assert!(phone.registers.len() < crate::budget::REGISTERS_MAX);
            }
        }
    }

    /// What an operator took back is taken back as long as one token works, whatever else is seen,
    /// and is never shared by ourselves.
    #[test]
    fn g03_a_revocation_waits_for_nothing_but_a_token(seen in any_seen()) {
        let held = seen.shared && matches!(seen.allowance, Allowance::Revoked { .. });
        let able = seen.tokens.keeps_from(Step::RevokeCredit.needs()).is_none();
        let steps = plan(&seen, noon()).steps;
        if held {
            prop_assert_eq!(steps.contains(&Step::RevokeCredit), able && seen.credit.alive());
            prop_assert!(!steps.contains(&Step::ShareCredit));
            let list = conditions(&seen, &[], noon());
            prop_assert!(list.iter().any(|one| one.words.contains("took our credit line back")));
        }
    }

    /// Once an account is no longer shared, what is ours of it ends, watched or not: no client
    /// runs, no secret is kept, and no share of our line that this server made is alive.
    #[test]
    fn a11_what_is_ours_ends_with_the_sharing(seen in any_seen()) {
        let left = Left::default();
        let mut seen = Seen { shared: false, tokens: Tokens::default(), left, ..seen };
        prop_assert!(live_through(&mut seen, &[0], noon()).is_some(), "{seen:?}");
        prop_assert!(seen.phones.iter().all(|phone| phone.client == ClientState::None));
        prop_assert!(seen.leftovers.is_empty() && seen.left.forgotten);
        let told = seen.told.iter().any(|key| key == "line-stays");
        match seen.credit {
            Credit::Leftover { ours } => prop_assert!(!ours && told && !seen.left.confirmed),
            _ => prop_assert!(seen.left.confirmed),
        }
    }

    /// What does not hold names whose action is next, unless nothing is to be done any more; and
    /// what this server is to do it plans, or says what it waits for.
    #[test]
    fn what_does_not_hold_is_somebody_s_turn(seen in any_seen()) {
        let list = conditions(&seen, &[], noon());
        let plan = plan(&seen, noon());
        for one in &list {
            let phone = seen.phones.iter().find(|phone| one.phone.as_ref() == Some(&phone.display));
            let gone = phone.is_some_and(|phone| seen.off(phone) == Some(Off::Gone));
            if seen.shared && !gone && one.state != crate::State::Yes {
                prop_assert!(one.next.is_some(), "{one:?}");
            }
            if one.next.as_ref().is_some_and(|next| next.whose == Whose::Us) {
                prop_assert!(!(plan.steps.is_empty() && plan.waiting.is_empty()), "{one:?}");
            }
        }
    }
}
