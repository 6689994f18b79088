//! What happens to the world in memory when something goes wrong.

use std::sync::{Arc, mpsc};

use jiff::SignedDuration;
use shell::clock::Clock;
use shell::db::{Db, Mode};
use shell::http::{Client, Switchboard};
use shell::secret::Secrets;
use world::{Actor, Command, Measure, Standing, Violation, World};

use super::{AskError, Undone};
use crate::platform::Platform;
use crate::settings::{Keeping, Outside, Settings};
use crate::work::{Turn, TurnError};

async fn open(db: Db, keeping: Keeping) -> (Platform, Client) {
    let clock = Clock::manual("2026-11-22T08:00:00Z".parse().unwrap());
    let board = Arc::new(Switchboard::new());
    let http = Client::inside(Arc::clone(&board));
    let settings = Settings { keeping, seed: Some(7), ..Settings::on_port(8090) };
    let outside = Outside { db, clock, secrets: Secrets::seeded(7), http: http.clone() };
    let platform = Platform::open(settings, outside).await.unwrap();
    board.connect("platform.localhost:8090", platform.router());
    (platform, http)
}

/// A platform with the example client, whose number is in its trial.
async fn with_example(keeping: Keeping) -> Platform {
    let (platform, http) = open(Db::memory().unwrap(), keeping).await;
    let url = "http://platform.localhost:8090/_control/world/env";
    let made = http.send(shell::http::get(url, None).unwrap()).await.unwrap();
    assert_eq!(made.status().as_u16(), 200);
    platform
}

fn create(name: &str) -> Command {
    let (name, email) = (name.to_owned(), format!("{name}@example.test"));
    Command::CreatePerson { name, email, locale: "en_US".to_owned() }
}

/// Makes the world in memory unsound, as a fault in it would.
fn damage(platform: &Platform, how: impl FnOnce(&mut World)) {
    how(&mut platform.keeper().core.write());
}

/// Occupies every reader of the database until the returned senders are dropped.
async fn occupy(db: &Db) -> Vec<mpsc::Sender<()>> {
    let mut gates = Vec::new();
    for _ in 0..4 {
        let (open, gate) = mpsc::channel::<()>();
        let (held, told) = tokio::sync::oneshot::channel();
        let db = db.clone();
        tokio::spawn(async move {
            let wait = move |_: &rusqlite::Connection| {
                let _ = held.send(());
                let _ = gate.recv();
                Ok(())
            };
            db.read(wait).await
        });
        told.await.unwrap();
        gates.push(open);
    }
    gates
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_seen_during_the_replay_is_not_taken_for_stored() {
    let folder = std::env::temp_dir().join(format!("vestibule-replay-{}", std::process::id()));
    let db = Db::open(&folder.join("platform.db"), Mode::Threaded).unwrap();
    let (platform, _) = open(db.clone(), Keeping::Grouped).await;
    platform.ask(Actor::Desk, create("ada")).await.unwrap();
    let full = "CREATE TRIGGER full BEFORE INSERT ON event BEGIN SELECT RAISE(ABORT, 'full'); END";
    db.write(move |db| db.execute_batch(full)).await.unwrap();
    let gates = occupy(&db).await;
    let (asking, before) = (platform.clone(), platform.keeper().undone());
    let ask = tokio::spawn(async move { asking.ask(Actor::Desk, create("bob")).await });
    while platform.keeper().undone() == before {
        tokio::task::yield_now().await;
    }
    // The commit has failed, the replay waits for a reader: a request begins now.
    let undone = platform.keeper().undone();
    assert_eq!(platform.read(|world| world.people.len()), 2, "it sees what was undone");
    drop(gates);
    assert!(matches!(ask.await.unwrap(), Err(AskError::Down(_))));
    assert_eq!(platform.read(|world| world.people.len()), 1);
    assert!(platform.keeper().settled(undone).await.is_err(), "and must not be answered");
    let undone = platform.keeper().undone();
    assert!(platform.keeper().settled(undone).await.is_ok(), "the next one is");
    drop(platform);
    std::fs::remove_dir_all(folder).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn who_begins_while_nothing_can_be_read_back_is_told_so_at_once() {
    let folder = std::env::temp_dir().join(format!("vestibule-closed-{}", std::process::id()));
    let db = Db::open(&folder.join("platform.db"), Mode::Threaded).unwrap();
    let (platform, _) = open(db.clone(), Keeping::Grouped).await;
    platform.ask(Actor::Desk, create("ada")).await.unwrap();
    let other = db.take_over(|_| Ok(())).await.unwrap();
    let lost = platform.ask(Actor::Desk, create("bob")).await;
    assert!(matches!(lost, Err(AskError::Down(_))), "{lost:?}");
    let undone = platform.keeper().undone();
    let settled = platform.keeper().settled(undone);
    let settled = tokio::time::timeout(std::time::Duration::from_secs(20), settled).await;
    assert_eq!(settled, Ok(Err(Undone)), "not held up until somebody mends it");
    drop((platform, other));
    std::fs::remove_dir_all(folder).unwrap();
}

#[tokio::test]
async fn a_panic_while_deciding_leaves_the_world_as_it_is_on_disk() {
    let platform = with_example(Keeping::Grouped).await;
    let whole = platform.read(World::clone);
    damage(&platform, |world| world.phones.clear());
    let undone = platform.keeper().undone();
    let turned = platform.turn_clock(Turn::By(SignedDuration::from_hours(24 * 31))).await;
    assert!(matches!(turned, Err(TurnError::Down(_))), "{turned:?}");
    assert!(platform.keeper().settled(undone).await.is_err(), "who has looked is not answered");
    assert_eq!(platform.read(World::clone), whole);
    platform.ask(Actor::Desk, create("cleo")).await.unwrap();
    let ended = |world: &World| {
        let mut phones = world.phones.values();
        phones.any(|phone| matches!(phone.standing, Standing::Lapsed { .. }))
    };
    assert!(platform.read(ended), "and time passes again");
}

#[tokio::test]
async fn what_is_due_and_does_not_pass_is_a_failure_that_makes_the_loop_pause() {
    let platform = with_example(Keeping::Inline).await;
    let waba = platform.read(|world| *world.wabas.keys().next().unwrap());
    let (violation, measure) = (Violation::Spam, Measure::ScheduleDisable { days: 1 });
    platform.ask(Actor::Desk, Command::Enforce { waba, violation, measure }).await.unwrap();
    damage(&platform, |world| world.wabas.clear());
    platform.turn_clock(Turn::By(SignedDuration::from_hours(25))).await.unwrap();
    assert!(platform.read(World::due).is_some_and(|due| due <= platform.now()));
    assert_eq!(platform.pass().await, None);
}

#[tokio::test]
async fn the_control_interface_says_in_json_that_nothing_can_be_stored() {
    let (platform, http) = open(Db::memory().unwrap(), Keeping::Inline).await;
    let base = "http://platform.localhost:8090/_control";
    let get = async |path: &str| {
        let url = format!("{base}/{path}");
        let answer = http.send(shell::http::get(&url, None).unwrap()).await.unwrap();
        let told: serde_json::Value = serde_json::from_slice(answer.body()).unwrap_or_default();
        (answer.status().as_u16(), told["error"]["kind"].as_str().map(str::to_owned))
    };
    assert_eq!(get("world/env").await, (200, None));
    let full = "CREATE TRIGGER full BEFORE INSERT ON event BEGIN SELECT RAISE(ABORT, 'full'); END";
    platform.store().db().write(move |db| db.execute_batch(full)).await.unwrap();
    platform.clock().advance(SignedDuration::from_hours(24 * 31)).unwrap();
    for path in ["clock", "worlds"] {
        assert_eq!(get(path).await, (503, Some("down".to_owned())), "{path}");
    }
}

#[tokio::test]
async fn a_pin_is_known_by_a_code_that_only_this_platform_makes() {
    let disk = shell::db::Disk::memory().unwrap();
    let (first, _) = open(disk.mount(), Keeping::Inline).await;
    let key = first.pin_key("123456");
    assert_eq!(key.to_string().len(), 64);
    assert_ne!(key.to_string(), shell::secret::sha256_hex(b"123456"));
    assert_ne!(key, first.pin_key("123457"));
    drop(first);
    let (again, _) = open(disk.mount(), Keeping::Inline).await;
    assert_eq!(again.pin_key("123456"), key, "it is remembered");
}
