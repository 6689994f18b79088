//! Whatever is asked, at whatever time, the world stays sound, can be replayed from its events, and
//! every event reads back from its JSON.

mod moves;
mod numbers;
mod office;

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseResult, TestRng, TestRunner};

use self::moves::{Move, moves};
use crate::event::Event;
use crate::policy::Policy;
use crate::scene::Scene;
use crate::token::Holder;
use crate::world::World;

/// The rules of an era, where a single complaint makes the quality bad.
fn strict(policy: Policy) -> Policy {
    let mut policy = policy;
    policy.messaging.quality.least_messages = 1;
    policy
}

/// How many games are played inside the test command, from one seed; with `FUZZ_SECONDS` they go
/// on that long, each lot from the next.
const GAMES: u32 = 256;

/// `Scene::ask` checks the invariants after every command.
#[test]
fn the_world_stays_sound_and_replays() {
    let number = |name: &str| std::env::var(name).ok().map(|text| text.parse::<u64>().unwrap());
    let begun = Instant::now();
    let wanted = Duration::from_secs(number("FUZZ_SECONDS").unwrap_or(0));
    for seed in number("FUZZ_SEED").unwrap_or(7).. {
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&seed.to_le_bytes());
        let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
        let config = Config { cases: GAMES, failure_persistence: None, ..Config::default() };
        let games = (moves(), any::<bool>(), any::<prop::sample::Index>());
        let outcome = TestRunner::new_with_rng(config, rng)
            .run(&games, |(game, today, snapshot)| play(game, today, snapshot));
        if let Err(failure) = outcome {
            panic!("FUZZ_SEED={seed}: {failure}");
        }
        if begun.elapsed() >= wanted {
            return;
        }
    }
}

/// One game, and the world that its events alone make, with a snapshot read on the way.
fn play(game: Vec<Move>, today: bool, snapshot: prop::sample::Index) -> TestCaseResult {
    let policy = strict(if today { Policy::today() } else { Policy::classic() });
    let mut scene = Scene::with(policy.clone());
    let people = [scene.person.clone(), scene.new_person("Bert")];
    for one in game {
        one.play(&mut scene, &people);
    }
    let mut replayed = World::new(7, policy);
    let snapshot = snapshot.index(scene.log.len() + 1);
    for (place, (at, event)) in scene.log.iter().enumerate() {
        if place == snapshot {
            let bytes = rmp_serde::to_vec(&replayed).unwrap();
            replayed = rmp_serde::from_slice(&bytes).unwrap();
        }
        let text = serde_json::to_string(event).unwrap();
        let read: Event = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(&read, event);
        replayed.evolve(&read, *at);
    }
    prop_assert!(replayed == scene.world);
    Ok(())
}

/// A property over games that never get anywhere would prove nothing.
#[test]
fn games_reach_far() {
    use proptest::strategy::ValueTree;
    let mut runner = TestRunner::deterministic();
    let mut seen = BTreeSet::new();
    for _ in 0..1000 {
        let game = moves().new_tree(&mut runner).unwrap().current();
        let mut scene = Scene::with(strict(Policy::classic()));
        let people = [scene.person.clone(), scene.new_person("Bert")];
        for one in game {
            one.play(&mut scene, &people);
        }
        for (_, event) in &scene.log {
            let event = serde_json::to_value(event).unwrap();
            let tag = event["event"].as_str().unwrap_or_default();
            seen.insert(tag.to_owned());
            seen.extend(event["kind"].as_str().map(|kind| format!("{tag}/{kind}")));
        }
    }
    let missed: Vec<&str> = [
        "signup_resumed",
        "code_guessed_wrong",
        "waba_unshared",
        "policy_check_failed",
        "appeal_granted",
        "appeal_declined",
        "phone_turned_off",
        "phone_turned_on",
        "trial_lifted",
        "trial_warned",
        "regular_use_began",
        "phone_connected",
        "phone_deregistered",
        "name_change_approved",
        "name_declined",
        "name_adopted",
        "credit_attached",
        "allocation_revoked",
        "message_opened",
        "message_failed",
        "policy_check_started",
        "pin_guessed_wrong",
        "message_received",
        "customer",
        "quality",
        "template",
        "template_deleted",
        "account/insights_enabled",
        "app/submitted",
        "enforcement/restricted",
        "money/invoice_issued",
        "number/deleted",
        "official/granted",
        "partnership/waba_renamed",
        "preverified/verified",
        "review/held",
        "session/proof_required",
        "staff/child_added",
        "staff/invite_accepted",
        "ticket/opened",
        "verification/more_asked",
    ]
    .into_iter()
    .filter(|name| !seen.contains(*name))
    .collect();
    assert_eq!(missed, Vec::<&str>::new());
}

#[test]
fn events_have_stable_json() {
    let mut scene = Scene::new();
    let client = scene.sign_up("Lucky Shrub", "+4915112345678");
    let log = |name: &str| {
        let texts = scene.log.iter().map(|(_, event)| serde_json::to_string(event).unwrap());
        let tag = format!("{{\"event\":\"{name}\"");
        texts.into_iter().find(|text| text.starts_with(&tag)).unwrap()
    };
    assert_eq!(
        log("waba_shared"),
        format!(
            r#"{{"event":"waba_shared","waba":"{}","partner":"{}"}}"#,
            client.waba, scene.provider
        )
    );
    assert_eq!(
        log("phone_onboarded"),
        format!(
            r#"{{"event":"phone_onboarded","phone":"{}","trial_ends_at":"2026-12-22T08:00:00Z"}}"#,
            client.phone
        )
    );
    let token = Holder::SystemUser(scene.admin);
    let text = serde_json::to_string(&token).unwrap();
    assert_eq!(text, format!(r#"{{"system_user":"{}"}}"#, scene.admin));
}

#[test]
fn the_same_seed_makes_the_same_world() {
    let play = || {
        let mut scene = Scene::new();
        let client = scene.sign_up("Lucky Shrub", "+4915112345678");
        scene.go_live(client);
        scene.wait_days(3);
        (scene.world, scene.effects)
    };
    let (first, second) = (play(), play());
    assert!(first.0 == second.0);
    assert_eq!(first.1, second.1);
}
