//! Snapshots only make a start quicker: the world is the same with and without them.

use std::sync::Arc;
use std::time::Duration;

use jiff::SignedDuration;
use platform::{Keeping, Outside, Platform, Settings, Turn};
use shell::clock::Clock;
use shell::db::{Db, Mode};
use shell::http::{Client, Switchboard};
use shell::secret::Secrets;
use shell::shutdown::Tasks;
use world::{Actor, Command, World};

use crate::stage::{Scratch, Stage, open, start};

fn create(name: &str) -> Command {
    let email = format!("{name}@example.test");
    Command::CreatePerson { name: name.to_owned(), email, locale: "en_US".to_owned() }
}

/// A stage on which a good deal has happened.
async fn lived() -> Stage {
    let stage = Stage::new().await;
    let (app, _) = stage.provider().await;
    stage.signed_up(app).await;
    stage.platform.turn_clock(Turn::By(SignedDuration::from_hours(48))).await.unwrap();
    stage
}

/// Makes the log up to `seq` unreadable.
async fn break_log_before(stage: &Stage, seq: i64) {
    let sql = "UPDATE event SET body = 'nonsense' WHERE seq <= $1";
    stage.disk.mount().write(move |db| db.execute(sql, [seq]).map(drop)).await.unwrap();
}

async fn run_sql(stage: &Stage, sql: &'static str) {
    stage.disk.mount().write(move |db| db.execute_batch(sql)).await.unwrap();
}

#[tokio::test]
async fn a_snapshot_and_the_log_behind_it_are_the_whole_world() {
    let stage = lived().await;
    let taken = stage.platform.take_snapshot().await.unwrap();
    stage.done(&Actor::Desk, create("late")).await;
    let whole = stage.platform.read(World::clone);
    assert!(taken.seq > 20 && taken.bytes > 1_000, "{taken:?}");
    // What is before the snapshot is not read again.
    break_log_before(&stage, taken.seq).await;
    let stage = stage.crash().await;
    assert_eq!(stage.platform.read(World::clone), whole);
    // A second one is made from the first, and takes its place.
    stage.done(&Actor::Desk, create("later")).await;
    let second = stage.platform.take_snapshot().await.unwrap();
    assert!(second.seq > taken.seq);
    let count = |sql: &'static str| {
        let db = stage.disk.mount();
        async move { db.read(move |db| db.query_row(sql, [], |row| row.get::<_, i64>(0))).await }
    };
    assert_eq!(count("SELECT count(*) FROM snapshot").await.unwrap(), 1);
    let parts = "SELECT count(DISTINCT snapshot) FROM snapshot_part";
    assert_eq!(count(parts).await.unwrap(), 1);
    let whole = stage.platform.read(World::clone);
    let stage = stage.crash().await;
    assert_eq!(stage.platform.read(World::clone), whole);
}

#[tokio::test]
async fn a_full_replay_makes_the_same_world() {
    let stage = lived().await;
    // Rules chosen later are part of the story, too.
    let mut policy = stage.platform.read(|world| world.policy.clone());
    policy.check_seconds = 7;
    stage.done(&Actor::Desk, Command::SetPolicy(Box::new(policy))).await;
    stage.platform.take_snapshot().await.unwrap();
    stage.done(&Actor::Desk, create("late")).await;
    let stage = stage.crash().await;
    let from_snapshot = stage.platform.read(World::clone);
    run_sql(&stage, "DELETE FROM snapshot; DELETE FROM snapshot_part").await;
    let stage = stage.crash().await;
    assert_eq!(stage.platform.read(World::clone), from_snapshot);
}

#[tokio::test]
async fn what_is_no_snapshot_of_ours_is_passed_over() {
    for damage in [
        "UPDATE snapshot SET form = 'another'",
        "UPDATE snapshot_part SET body = x'00' || substr(body, 2) WHERE part = 0",
        "UPDATE snapshot_part SET body = substr(body, 1, 100) WHERE part = 0",
        "UPDATE snapshot_part SET body = body || x'00' WHERE part = 0",
        "UPDATE snapshot SET digest = 'ab'",
        "DELETE FROM snapshot_part",
    ] {
        let stage = lived().await;
        stage.platform.take_snapshot().await.unwrap();
        let whole = stage.platform.read(World::clone);
        run_sql(&stage, damage).await;
        let stage = stage.crash().await;
        assert_eq!(stage.platform.read(World::clone), whole, "{damage}");
        let again = stage.platform.take_snapshot().await.unwrap();
        break_log_before(&stage, again.seq).await;
        let stage = stage.crash().await;
        assert_eq!(stage.platform.read(World::clone), whole, "{damage}, then a good one");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_takes_snapshots_by_itself_and_answers_meanwhile() {
    let scratch = Scratch::new();
    let path = scratch.0.join("platform.db");
    let (clock, board) = (Clock::manual(start()), Arc::new(Switchboard::new()));
    let settings = Settings { seed: Some(7), snapshot_events: 300, ..Settings::on_port(8090) };
    let outside = Outside {
        db: Db::open(&path, Mode::Threaded).unwrap(),
        clock: clock.clone(),
        secrets: Secrets::seeded(7),
        http: Client::inside(Arc::clone(&board)),
    };
    let platform = Platform::open(settings, outside).await.unwrap();
    let tasks = Tasks::new();
    platform.run(&tasks);
    for number in 0..700 {
        platform.ask(Actor::Desk, create(&format!("p{number}"))).await.unwrap();
    }
    let taken = loop {
        match platform.store().snapshot().await.unwrap() {
            Some(taken) if taken.seq >= 600 => break taken,
            _ => tokio::time::sleep(Duration::from_millis(5)).await,
        }
    };
    assert!(taken.seq <= 700);
    let whole = platform.read(World::clone);
    assert_eq!(tasks.stop(Duration::from_secs(5)).await, Vec::<&str>::new());
    drop(platform);
    let db = Db::open(&path, Mode::Threaded).unwrap();
    let platform = open(db, Keeping::Grouped, (&clock, &board)).await;
    assert_eq!(platform.read(World::clone), whole);
}
