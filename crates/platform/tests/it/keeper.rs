//! What was answered is on disk; what is not on disk was never answered.

use std::sync::Arc;
use std::time::Duration;

use platform::{AskError, Keeping, OpenError};
use shell::clock::Clock;
use shell::db::{Db, Mode};
use shell::http::Switchboard;
use world::{Actor, Command, Event};

use crate::stage::{BASE, Scratch, Stage, open, start, try_open};

fn create(name: &str) -> Command {
    let email = format!("{name}@example.test");
    Command::CreatePerson { name: name.to_owned(), email, locale: "en_US".to_owned() }
}

async fn names(platform: &platform::Platform) -> Vec<String> {
    let mut names: Vec<String> =
        platform.read(|world| world.people.values().map(|person| person.name.clone()).collect());
    names.sort();
    names
}

#[tokio::test]
async fn a_crash_keeps_what_was_answered_and_nothing_else() {
    let stage = Stage::new().await;
    stage.done(&Actor::Desk, create("ada")).await;
    stage.disk.crash();
    let late = stage.platform.ask(Actor::Desk, create("bob")).await;
    assert!(matches!(late, Err(AskError::Down(_))), "{late:?}");
    let stage = stage.crash().await;
    assert_eq!(names(&stage.platform).await, ["ada"]);
    stage.done(&Actor::Desk, create("cleo")).await;
    let log = stage.platform.store().events_after(0, 10).await.unwrap();
    let seqs: Vec<i64> = log.iter().map(|entry| entry.seq).collect();
    assert_eq!((seqs, log[0].by.as_str()), (vec![1, 2], "desk"));
    assert!(matches!(log[1].event, Event::PersonCreated { .. }));
}

#[tokio::test(flavor = "multi_thread")]
async fn many_at_once_are_all_there_when_answered_and_after_reopening() {
    let scratch = Scratch::new();
    let path = scratch.0.join("platform.db");
    let (clock, board) = (Clock::manual(start()), Arc::new(Switchboard::new()));
    let db = Db::open(&path, Mode::Threaded).unwrap();
    let platform = open(db, Keeping::Grouped, (&clock, &board)).await;
    let ask = |number: u32| {
        let platform = platform.clone();
        async move {
            let answer = platform.ask(Actor::Desk, create(&format!("p{number:03}"))).await.unwrap();
            let log = platform.store().events_after(0, 500).await.unwrap();
            assert!(log.iter().any(|entry| answer.events.contains(&entry.event)));
        }
    };
    let asks: Vec<_> = (0..200).map(|number| tokio::spawn(ask(number))).collect();
    for ask in asks {
        ask.await.unwrap();
    }
    let before = names(&platform).await;
    assert_eq!(before.len(), 200);
    drop(platform);
    let db = Db::open(&path, Mode::Threaded).unwrap();
    let platform = open(db, Keeping::Grouped, (&clock, &board)).await;
    assert_eq!(names(&platform).await, before);
}

#[tokio::test]
async fn what_cannot_be_stored_did_not_happen() {
    let stage = Stage::new().await;
    stage.done(&Actor::Desk, create("ada")).await;
    let disk = stage.disk.mount();
    let full = "CREATE TRIGGER full BEFORE INSERT ON event BEGIN SELECT RAISE(ABORT, 'full'); END";
    disk.write(move |db| db.execute_batch(full)).await.unwrap();
    let refused = stage.platform.ask(Actor::Desk, create("bob")).await;
    assert!(matches!(&refused, Err(AskError::Down(why)) if why.contains("full")), "{refused:?}");
    assert_eq!(names(&stage.platform).await, ["ada"]);
    disk.write(|db| db.execute_batch("DROP TRIGGER full")).await.unwrap();
    stage.done(&Actor::Desk, create("cleo")).await;
    assert_eq!(names(&stage.platform).await, ["ada", "cleo"]);
}

#[tokio::test]
async fn a_damaged_log_is_refused_in_one_sentence() {
    for (damage, why) in [
        ("UPDATE event SET body = '{}' WHERE seq = 2", "entry 2"),
        ("DELETE FROM event WHERE seq = 1", "entry 1 is missing"),
        ("UPDATE event SET at = 0 WHERE seq = 2", "older than the entry before it"),
    ] {
        let stage = Stage::new().await;
        stage.done(&Actor::Desk, create("ada")).await;
        stage.done(&Actor::Desk, create("bob")).await;
        let Stage { disk, clock, board, .. } = stage;
        disk.mount().write(move |db| db.execute_batch(damage)).await.unwrap();
        let opened = try_open(disk.mount(), Keeping::Inline, (&clock, &board)).await;
        let Err(error @ OpenError::Damaged(_)) = opened else { panic!("{damage}") };
        let text = error.to_string();
        assert!(text.contains(why) && text.contains("put a backup"), "{text}");
    }
}

#[tokio::test]
async fn the_same_seed_tells_the_same_story() {
    let tell = async || {
        let stage = Stage::new().await;
        let (app, _) = stage.provider().await;
        stage.signed_up(app).await;
        let log = stage.platform.store().events_after(0, 500).await.unwrap();
        log.iter().map(|entry| format!("{entry:?}")).collect::<Vec<_>>()
    };
    let story = tell().await;
    assert!(story.len() > 20, "{}", story.len());
    assert_eq!(story, tell().await);
}

/// Holds the disk until the returned sender is used, with a further statement run before.
async fn hold(db: &Db, sql: &'static str) -> std::sync::mpsc::Sender<()> {
    let (open, gate) = std::sync::mpsc::channel();
    let (db, (held, told)) = (db.clone(), tokio::sync::oneshot::channel());
    tokio::spawn(async move {
        let wait = move |db: &rusqlite::Transaction<'_>| {
            db.execute_batch(sql)?;
            let _ = held.send(());
            let _ = gate.recv();
            Ok(())
        };
        db.write(wait).await
    });
    told.await.unwrap();
    open
}

#[tokio::test(flavor = "multi_thread")]
async fn no_answer_shows_what_is_not_on_disk() {
    let scratch = Scratch::new();
    let (clock, board) = (Clock::manual(start()), Arc::new(Switchboard::new()));
    let db = Db::open(&scratch.0.join("platform.db"), Mode::Threaded).unwrap();
    let platform = open(db.clone(), Keeping::Grouped, (&clock, &board)).await;
    board.connect("platform.localhost:8090", platform.router());
    let http = shell::http::Client::inside(board);
    let ask = |path: &str| shell::http::get(&format!("{BASE}{path}"), None).unwrap();
    let look = || http.send(ask("/_control/clock"));
    let call = || http.send(ask("/v21.0/me"));
    let fail = "CREATE TRIGGER full BEFORE INSERT ON event BEGIN SELECT RAISE(ABORT, 'full'); END";
    for (sql, stored, status) in [("", true, 200), (fail, false, 503)] {
        let people = names(&platform).await.len();
        let disk = hold(&db, sql).await;
        let asking = platform.clone();
        let ask = tokio::spawn(async move { asking.ask(Actor::Desk, create("ada")).await });
        while names(&platform).await.len() == people {
            tokio::task::yield_now().await;
        }
        let early = tokio::time::timeout(Duration::from_millis(100), look()).await;
        assert!(early.is_err() && !ask.is_finished(), "the disk has not answered yet");
        let (seen, called, ()) = tokio::join!(look(), call(), async { disk.send(()).unwrap() });
        assert_eq!(seen.unwrap().status().as_u16(), status);
        if !stored {
            let error = &crate::stage::json(&called.unwrap())["error"];
            assert_eq!((&error["code"], &error["is_transient"]), (&2.into(), &true.into()));
        }
        assert_eq!(ask.await.unwrap().is_ok(), stored);
        assert_eq!(names(&platform).await.len(), people + usize::from(stored));
    }
}
