//! The loops of a real server: what hangs holds up nothing, and nothing is lost on the way.

use std::sync::Arc;

use axum::extract::Request;
use axum::{Json, Router};
use serde_json::json;
use shell::http::Switchboard;
use shell::secret::sha256_hex;

use shell::sql::Sql;

use super::*;
use crate::callback::Handed;
use crate::testing;

/// A platform that never answers for account 98 and knows every token for account 99.
fn stuck() -> Arc<Switchboard> {
    let answer = async |request: Request| {
        if request.uri().path().ends_with("/98") {
            std::future::pending::<()>().await;
        }
        let scope = json!({"scope": "whatsapp_business_management", "target_ids": ["99"]});
        Json(json!({"data": {"app_id": "11", "is_valid": true, "scopes": [],
            "granular_scopes": [scope]}}))
    };
    let switchboard = Arc::new(Switchboard::new());
    switchboard.connect("platform.localhost:8090", Router::new().fallback(answer));
    switchboard
}

#[tokio::test]
async fn a_look_that_hangs_holds_up_neither_callbacks_nor_other_looks() {
    let outside = testing::outside(Sql::scratch().await.unwrap(), &stuck());
    let provider = Provider::open(testing::settings(), outside).await.unwrap();
    let now = provider.clock.now();
    let add = move |tx: &Tx<'_>| clients::add(tx, WabaId::new(98), now);
    provider.db.write(add).await.unwrap();
    let tasks = Tasks::new();
    provider.run(&tasks);
    tokio::time::sleep(Duration::from_millis(50)).await;
    let started = provider.start_signup("cookie", None).await.unwrap();
    let handed = Handed::Token("EAAtoken".to_owned());
    provider.take_callback("cookie", &started.state, handed, None).await.unwrap();
    let looked = async || {
        let hash = sha256_hex(started.state.as_bytes());
        let read = move |db: &Tx<'_>| {
            let used = callbacks::of_state(db, &hash)?.is_some_and(|row| row.done_at.is_some());
            let client = clients::get(db, WabaId::new(99))?;
            Ok(used && client.is_some_and(|client| client.problem.is_some()))
        };
        provider.db.read(read).await.unwrap()
    };
    let waiting = async {
        while !looked().await {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(5), waiting).await.expect("nothing is held up");
    assert_eq!(tasks.stop(Duration::from_secs(10)).await, Vec::<&str>::new());
}

#[tokio::test]
async fn what_a_failing_database_gave_unheard_is_taken_again() {
    let provider = testing::provider().await;
    let (now, ids) = (provider.clock.now(), [97, 98].map(WabaId::new));
    let add =
        move |tx: &Tx<'_>| ids.iter().try_for_each(|waba| clients::add(tx, *waba, now).map(drop));
    provider.db.write(add).await.unwrap();
    let room = Kind::Looks.room();
    let take = async |going| provider.take(Kind::Looks, room, going).await.unwrap().0;
    let none = BTreeSet::new();
    assert_eq!(take(&none).await.len(), 2);
    // Both are leased to this process, and only one is under way.
    let going = BTreeSet::from([Key::Client(ids[0])]);
    assert_eq!(take(&going).await.len(), 0, "no look is begun twice");
    provider.take_stock(Kind::Looks, &going).await.unwrap();
    let again = take(&going).await;
    let again: Vec<Key> = again.iter().map(Job::key).collect();
    assert_eq!(again, [Key::Client(ids[1])]);
}

#[tokio::test]
async fn a_clock_at_the_end_of_time_ends_no_task() {
    let provider = testing::provider().await;
    provider.clock.set("9999-12-30T21:59:59Z".parse().unwrap()).unwrap();
    let now = provider.clock.now();
    let add = move |tx: &Tx<'_>| clients::add(tx, WabaId::new(98), now);
    provider.db.write(add).await.unwrap();
    let tasks = Tasks::new();
    provider.run(&tasks);
    let tried = async {
        let read = |db: &Tx<'_>| clients::get(db, WabaId::new(98));
        while provider.db.read(read).await.unwrap().unwrap().problem.is_none() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(10), tried).await.expect("it is looked at");
    assert_eq!(tasks.stop(Duration::from_secs(5)).await, Vec::<&str>::new());
    assert_eq!(tasks.check(), Ok(()));
}
