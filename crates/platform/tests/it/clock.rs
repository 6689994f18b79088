//! `/_control/clock`.

use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt as _;
use http::StatusCode;
use jiff::{SignedDuration, Timestamp};
use platform::{Keeping, Turn};
use serde_json::{Value, json};
use shell::clock::Clock;
use shell::db::{Db, Mode};
use shell::http::Switchboard;
use world::{Actor, Command};

use crate::graph_scene::{Run, Scene};
use crate::stage::{Scratch, Stage, open, start};
use crate::visitor::Visitor;

fn shown(told: &Value) -> Timestamp {
    Timestamp::from_microsecond(told["now_us"].as_i64().unwrap()).unwrap()
}

#[tokio::test]
async fn the_clock_goes_forward_and_never_back() {
    let stage = Stage::new().await;
    let (status, told) = stage.post("/_control/clock", json!({ "advance": "1d 2h" })).await;
    assert_eq!((status, shown(&told)), (StatusCode::OK, start() + SignedDuration::from_hours(26)));
    for body in [
        json!({ "set": "2026-11-22T08:00:00Z" }),
        json!({ "advance": "-1d" }),
        json!({ "advance": "soon" }),
        json!({ "set": "yesterday" }),
        json!({ "set": "2201-01-01T00:00:00Z" }),
        json!({ "advance": "99999d" }),
        json!({ "advance": "9999999d" }),
        json!({}),
    ] {
        let (status, told) = stage.post("/_control/clock", body.clone()).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{body}: {told}");
        assert!(told["error"]["message"].as_str().unwrap().len() > 20, "{told}");
    }
    let after = stage.get("/_control/clock").await;
    assert_eq!(shown(&after), shown(&told));
}

#[tokio::test]
async fn how_far_it_was_turned_is_remembered() {
    let stage = Stage::new().await;
    stage.post("/_control/clock", json!({ "set": "2027-01-01T00:00:00Z" })).await;
    let Stage { disk, board, .. } = stage;
    let fresh = Clock::manual(start());
    let platform = open(disk.mount(), Keeping::Inline, (&fresh, &board)).await;
    assert_eq!(platform.now().to_string(), "2027-01-01T00:00:00Z");
}

#[tokio::test]
async fn of_turns_at_once_one_is_stored_before_the_next_begins() {
    let scratch = Scratch::new();
    let db = Db::open(&scratch.0.join("platform.db"), Mode::Threaded).unwrap();
    let board = Arc::new(Switchboard::new());
    let reopened =
        async || open(db.clone(), Keeping::Grouped, (&Clock::manual(start()), &board)).await;
    let platform = reopened().await;
    let (gate, busy) = std::sync::mpsc::channel::<()>();
    // Nothing is stored until the gate is gone.
    let occupied = db.write(move |_| Ok(busy.recv().is_err()));
    let hour = SignedDuration::from_hours(1);
    let turn = || platform.turn_clock(Turn::By(hour));
    let turns = async {
        let mut turns = Box::pin(async { tokio::join!(turn(), turn()) });
        assert!(turns.as_mut().now_or_never().is_none(), "both are under way");
        assert_eq!(platform.now(), start() + hour, "the second one waits for the first");
        drop(gate);
        turns.await
    };
    let (occupied, (first, second)) = tokio::join!(occupied, turns);
    assert!(occupied.unwrap());
    assert_eq!(first.unwrap().max(second.unwrap()), start() + hour * 2);
    assert_eq!(reopened().await.now(), start() + hour * 2, "the furthest is remembered");
}

#[tokio::test]
async fn a_question_waits_for_the_next_turn() {
    let stage = Stage::new().await;
    let turns = stage.get("/_control/clock").await["turns"].as_u64().unwrap();
    let path = format!("/_control/clock?after={turns}&wait=30");
    let (told, ()) = tokio::join!(stage.get(&path), async {
        tokio::time::sleep(Duration::from_millis(20)).await;
        stage.post("/_control/clock", json!({ "advance": "30d" })).await;
    });
    assert_eq!(shown(&told), start() + SignedDuration::from_hours(24 * 30));
    assert!(told["turns"].as_u64().unwrap() > turns);
}

#[tokio::test]
async fn what_was_due_is_past_when_the_turn_is_answered() {
    let stage = Stage::new().await;
    let (app, _) = stage.provider().await;
    stage.signed_up(app).await;
    let due = stage.platform.read(world::World::due).unwrap();
    stage.post("/_control/clock", json!({ "advance": "60d" })).await;
    let next = stage.platform.read(world::World::due);
    assert!(next.is_none_or(|next| next > stage.clock.now()), "{next:?}");
    let log = stage.platform.store().events_after(0, 500).await.unwrap();
    let first = log.iter().find(|entry| entry.by == "time").unwrap();
    assert_eq!(first.at, due, "each thing happens at its own time");
}

#[tokio::test]
async fn reads_are_never_answered_from_a_stale_world() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let phone = outcome.phone.unwrap();
    let month = SignedDuration::from_hours(24 * 30);
    // Turned behind the platform's back, with nobody ticking.
    scene.stage.clock.advance(month).unwrap();
    assert_eq!(scene.member(phone, "status").await, "UNVERIFIED");
    // The same for a page.
    let (_, outcome) = scene.sign_up(Run { number: Some("+16505550177"), ..Run::default() }).await;
    scene.stage.clock.advance(month).unwrap();
    let page = Visitor::new(&scene.stage).open("/desk/timeline").await;
    let newest = page.between("<tbody><tr>", "</tr>");
    assert!(newest.contains("Phone turned off"), "{newest}");
    assert!(newest.contains(&outcome.phone.unwrap().to_string()), "{newest}");
}

#[tokio::test]
async fn commands_are_never_decided_in_a_stale_world() {
    let stage = Stage::new().await;
    let (app, _) = stage.provider().await;
    stage.signed_up(app).await;
    // Turned behind the platform's back: nothing has been passed yet.
    stage.clock.advance(SignedDuration::from_hours(24 * 60)).unwrap();
    let create = Command::CreatePerson {
        name: "Bo".to_owned(),
        email: "bo@example.test".to_owned(),
        locale: "en_US".to_owned(),
    };
    stage.done(&Actor::Desk, create).await;
    let log = stage.platform.store().events_after(0, 500).await.unwrap();
    let [.., before, last] = log.as_slice() else { panic!("{log:?}") };
    assert_eq!((before.by.as_str(), last.by.as_str()), ("time", "desk"));
}
