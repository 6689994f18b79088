//! The clock: never backwards, turning wakes, following.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::routing::get;
use jiff::{SignedDuration, Timestamp};
use shell::clock::{Clock, ClockError};
use shell::http::{Client, Switchboard};
use shell::shutdown::Tasks;

fn start() -> Timestamp {
    "2026-01-01T00:00:00Z".parse().expect("a timestamp")
}

const HOUR: SignedDuration = SignedDuration::from_hours(1);

#[test]
fn a_clock_stands_at_the_end_of_time() {
    let clock = Clock::manual("9999-12-30T21:59:59Z".parse().unwrap());
    clock.set(jiff::Timestamp::MAX).unwrap();
    let end: jiff::Timestamp = "9999-12-30T22:00:00Z".parse().unwrap();
    assert_eq!(clock.now(), end);
}

#[test]
fn a_manual_clock_moves_by_turning_only() {
    let clock = Clock::manual(start());
    assert_eq!(clock.now(), start());
    assert_eq!(clock.advance(HOUR).unwrap(), start() + HOUR);
    assert_eq!(clock.now(), start() + HOUR);
    assert_eq!(clock.offset(), HOUR);
    assert_eq!(*clock.turns().borrow(), 1);
}

#[test]
fn turning_back_and_beyond_the_calendar_is_refused() {
    let clock = Clock::manual(start());
    assert!(matches!(clock.advance(-HOUR), Err(ClockError::Backwards { .. })));
    assert!(matches!(clock.set(start() - HOUR), Err(ClockError::Backwards { .. })));
    assert!(matches!(clock.advance(SignedDuration::MAX), Err(ClockError::TooFar)));
    assert_eq!((clock.now(), *clock.turns().borrow()), (start(), 0));
}

#[test]
fn now_never_goes_backwards() {
    let clock = Clock::system();
    let before = clock.now();
    clock.freeze(true);
    let stood = clock.now();
    std::thread::sleep(Duration::from_millis(5));
    assert_eq!(clock.now(), stood);
    clock.advance(HOUR).unwrap();
    clock.freeze(false);
    let after = clock.now();
    assert!(before <= stood && stood + HOUR <= after);
    // Standing still cost a little of the hour.
    let offset = clock.offset();
    assert!(offset < HOUR && offset > HOUR - SignedDuration::from_mins(1), "{offset}");
    let restarted = Clock::with_offset(offset.as_micros() as i64).now();
    assert!(restarted >= after && restarted < after + HOUR);
}

#[tokio::test]
async fn turning_wakes_sleepers_of_every_clock() {
    for clock in [Clock::manual(start()), Clock::system()] {
        let (sleeper, wanted) = (clock.clone(), clock.now() + HOUR);
        let sleep = tokio::spawn(async move { sleeper.sleep_until(wanted).await });
        tokio::time::sleep(Duration::from_millis(20)).await;
        clock.advance(HOUR / 2).unwrap();
        tokio::time::sleep(Duration::from_millis(20)).await;
        assert!(!sleep.is_finished());
        clock.advance(HOUR).unwrap();
        tokio::time::timeout(Duration::from_secs(5), sleep).await.unwrap().unwrap();
        clock.sleep_until(wanted).await;
    }
}

#[tokio::test]
async fn a_system_clock_wakes_by_itself() {
    let clock = Clock::system();
    clock.sleep_until(clock.now() + SignedDuration::from_millis(30)).await;
}

#[test]
fn only_a_clock_on_this_machine_is_followed() {
    let http = Client::inside(Arc::new(Switchboard::new()));
    let follow = |url| {
        Clock::follow(url, &http, SignedDuration::ZERO, &Tasks::new(), async |_| {}).unwrap_err()
    };
    let error = follow("http://platform.example/?token=SECRET").to_string();
    assert!(error.contains("http://platform.example/") && !error.contains("SECRET"), "{error}");
}

/// The platform's side of following, with a long poll.
fn leader(clock: Clock) -> Router {
    let show = async move |axum::extract::RawQuery(query): axum::extract::RawQuery| {
        let mut turns = clock.turns();
        let seen = query.and_then(|query| {
            form_urlencoded::parse(query.as_bytes())
                .find(|(key, _)| key == "after")
                .and_then(|(_, value)| value.parse::<u64>().ok())
        });
        if let Some(seen) = seen {
            let _ = turns.wait_for(|turns| *turns != seen).await;
        }
        let turns = *turns.borrow();
        let frozen = clock.is_frozen();
        let now_us = clock.now().as_microsecond();
        axum::Json(serde_json::json!({"now_us": now_us, "turns": turns, "frozen": frozen}))
    };
    Router::new().route("/_control/clock", get(show))
}

#[tokio::test]
async fn a_follower_goes_where_the_leader_goes() {
    let platform = Clock::system();
    let board = Arc::new(Switchboard::new());
    board.connect("platform.localhost:8090", leader(platform.clone()));
    let tasks = Tasks::new();
    let stored = Arc::new(Mutex::new(Vec::new()));
    let keep = Arc::clone(&stored);
    let provider = Clock::follow(
        "http://platform.localhost:8090",
        &Client::inside(board),
        SignedDuration::from_secs(10),
        &tasks,
        move |offset| {
            let keep = Arc::clone(&keep);
            async move { keep.lock().expect("not poisoned").push(offset) }
        },
    )
    .unwrap();
    let mut turns = provider.turns();
    platform.advance(HOUR).unwrap();
    turns.changed().await.unwrap();
    let ahead = provider.now().duration_since(platform.now());
    assert!(ahead.abs() < SignedDuration::from_secs(5), "{ahead}");
    platform.advance(HOUR).unwrap();
    platform.freeze(true);
    while !provider.is_frozen() {
        turns.changed().await.unwrap();
    }
    assert!(provider.now() >= platform.now());
    assert_eq!(tasks.stop(Duration::from_secs(1)).await, Vec::<&str>::new());
    let stored = stored.lock().unwrap().clone();
    assert!(*stored.last().unwrap() > HOUR, "{stored:?}");
}
