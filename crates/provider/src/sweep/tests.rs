//! Sweeps, against a platform that is nothing but a list.

use std::sync::{Arc, Mutex};

use axum::extract::{Query, State};
use axum::routing::get;
use axum::{Json, Router};
use graph::id::WabaId;
use serde_json::{Value, json};
use shell::http::Switchboard;
use shell::sql::Sql;

use super::*;
use crate::graph_api::BARE_MAX;
use crate::store::clients;
use crate::store::clients::Stage;
use crate::testing;

/// Rows of a page, as we ask for them.
const ROWS: usize = 100;

/// The accounts that are shared, oldest first, and what was asked about them.
#[derive(Clone, Default)]
struct List(Arc<Mutex<Listed>>);

#[derive(Default)]
struct Listed {
    wabas: Vec<(u64, i64)>,
    asked: Vec<Asked>,
    habit: Habit,
}

/// How the list ends.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Habit {
    #[default]
    Ends,
    /// Each page is the first one.
    Repeats,
    /// Behind the last row come pages with nothing in them.
    GoesOnBare,
    /// Each page has rows that nobody saw before.
    EverNew,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Asked {
    since: Option<i64>,
    after: Option<String>,
    rows: usize,
}

impl List {
    fn of(wabas: impl IntoIterator<Item = (u64, i64)>) -> Self {
        let list = Self::default();
        list.0.lock().unwrap().wabas = wabas.into_iter().collect();
        list
    }

    fn asked(&self) -> Vec<Asked> {
        std::mem::take(&mut self.0.lock().unwrap().asked)
    }

    fn switchboard(&self) -> Arc<Switchboard> {
        let path = "/v21.0/12/client_whatsapp_business_accounts";
        let router = Router::new().route(path, get(page)).with_state(self.clone());
        let switchboard = Arc::new(Switchboard::new());
        switchboard.connect("platform.localhost:8090", router);
        switchboard
    }
}

type Query_ = Query<std::collections::BTreeMap<String, String>>;

async fn page(State(list): State<List>, Query(query): Query_) -> Json<Value> {
    let mut list = list.0.lock().unwrap();
    let filter = query.get("filtering").map(|text| serde_json::from_str::<Value>(text).unwrap());
    let since = filter.and_then(|filter| filter[0]["value"].as_i64());
    let after = query.get("after").cloned().filter(|_| list.habit != Habit::Repeats);
    let from: usize = after.as_deref().map_or(0, |after| after.parse().unwrap());
    if list.habit == Habit::EverNew {
        let id = 1_000_000 + u64::try_from(list.asked.len()).unwrap();
        list.wabas.push((id, testing::noon().as_second()));
    }
    let of_interest: Vec<_> =
        list.wabas.iter().filter(|(_, at)| since.is_none_or(|since| *at > since)).collect();
    let rows: Vec<Value> = of_interest
        .iter()
        .skip(from)
        .take(ROWS)
        .map(|(id, at)| json!({"id": id.to_string(), "creation_time": at}))
        .collect();
    let end = from + rows.len();
    let mut answer = json!({"data": rows, "paging": {"cursors": {"after": end.to_string()}}});
    if end < of_interest.len() || list.habit != Habit::Ends {
        answer["paging"]["next"] = json!("http://platform.localhost:8090/more");
    }
    let rows = answer["data"].as_array().unwrap().len();
    list.asked.push(Asked { since, after, rows });
    Json(answer)
}

async fn open(list: &List, db: &Sql) -> Provider {
    let outside = testing::outside(db.clone(), &list.switchboard());
    let settings = crate::Settings { full_pass_per_minute: 60, ..testing::settings() };
    Provider::open(settings, outside).await.unwrap()
}

/// Works until the next full pass is awaited; says how long it took.
async fn whole_pass(provider: &Provider) -> SignedDuration {
    let began = provider.clock.now();
    loop {
        while work(provider).await.unwrap() {}
        let pass = provider.db.read(state).await.unwrap().unwrap();
        if pass.ended_at.is_some() {
            return provider.clock.now().duration_since(began);
        }
        provider.clock.advance(SignedDuration::from_secs(1)).unwrap();
    }
}

async fn client(provider: &Provider, id: u64) -> Option<crate::store::ClientRow> {
    provider.db.read(move |db| clients::get(db, WabaId::new(id))).await.unwrap()
}

/// Puts a client's next look off for ever, as if its place in the queue had been lost.
async fn forget_to_look(provider: &Provider, id: u64) {
    let id = i64::try_from(id).unwrap();
    let write = move |tx: &Tx<'_>| {
        let sql = "UPDATE client SET again_at = NULL, stage = 'live' WHERE waba_id = $1";
        tx.execute(sql, shell::sql::params![id]).map(drop)
    };
    provider.db.write(write).await.unwrap();
}

#[tokio::test]
async fn c04_the_quick_sweep_asks_for_what_is_new_and_for_nothing_else() {
    let now = testing::noon().as_second();
    let list = List::of((1..=1_000).map(|id| (id, now - 86_400)));
    let provider = open(&list, &Sql::scratch().await.unwrap()).await;
    whole_pass(&provider).await;
    list.asked();
    provider.clock.advance(SignedDuration::from_hours(1)).unwrap();
    let now = provider.clock.now().as_second();
    list.0.lock().unwrap().wabas.extend([(2_001, now - 70), (2_002, now - 5)]);
    assert!(work(&provider).await.unwrap());
    let asked = list.asked();
    assert_eq!(asked.iter().map(|asked| asked.rows).collect::<Vec<_>>(), [2], "{asked:?}");
    assert!(asked[0].since.is_some());
    assert!(client(&provider, 2_001).await.is_some() && client(&provider, 2_002).await.is_some());
    // Sweeps overlap a little; after that nothing of it is read again.
    for rows in [2, 0] {
        provider.clock.advance(SignedDuration::from_hours(1)).unwrap();
        work(&provider).await.unwrap();
        assert_eq!(list.asked()[0].rows, rows);
    }
}

#[tokio::test]
async fn c02_the_full_pass_keeps_to_its_rate_and_finds_what_is_old() {
    let list = List::of((1..=250).map(|id| (id, 1_000)));
    let provider = open(&list, &Sql::scratch().await.unwrap()).await;
    let took = whole_pass(&provider).await;
    // 200 accounts before the last page, 60 a minute.
    assert!(took >= SignedDuration::from_secs(200), "{took}");
    assert!(took < SignedDuration::from_secs(300), "{took}");
    let pass = provider.db.read(state).await.unwrap().unwrap();
    assert_eq!((pass.listed, pass.new, pass.missing), (250, 250, 0));
    assert!(client(&provider, 250).await.is_some());
}

#[tokio::test]
async fn the_full_pass_goes_on_where_it_was_after_a_restart() {
    let list = List::of((1..=250).map(|id| (id, 1_000)));
    let db = Sql::scratch().await.unwrap();
    let provider = open(&list, &db).await;
    while work(&provider).await.unwrap() {}
    drop(provider);
    let provider = open(&list, &db).await;
    provider.clock.advance(SignedDuration::from_secs(1)).unwrap();
    whole_pass(&provider).await;
    let places: Vec<_> = list
        .asked()
        .into_iter()
        .filter(|asked| asked.since.is_none())
        .map(|asked| asked.after.unwrap_or_default())
        .collect();
    assert_eq!(places, ["", "100", "200"], "no page is read twice");
}

#[tokio::test]
async fn c07_c08_the_full_pass_looks_at_who_was_forgotten_and_at_who_is_missing() {
    let list = List::of((1..=120).map(|id| (id, 1_000)));
    let provider = open(&list, &Sql::scratch().await.unwrap()).await;
    whole_pass(&provider).await;
    for id in [7, 8, 119] {
        forget_to_look(&provider, id).await;
    }
    // 119 is unshared; 8 was looked at by somebody else after the pass began.
    list.0.lock().unwrap().wabas.retain(|(id, _)| *id != 119);
    provider.clock.advance(SignedDuration::from_hours(6)).unwrap();
    let later = provider.clock.now() + SignedDuration::from_hours(1);
    let looked = move |tx: &Tx<'_>| {
        let sql = "UPDATE client SET looked_at = $1 WHERE waba_id = 8";
        tx.execute(sql, shell::sql::params![to_micros(later)]).map(drop)
    };
    provider.db.write(looked).await.unwrap();
    whole_pass(&provider).await;
    let again = async |id| client(&provider, id).await.unwrap().again_at.is_some();
    assert!(again(7).await, "its numbers are compared");
    assert!(again(119).await, "whether it is shared is looked at");
    assert!(!again(8).await, "once is enough");
    assert_eq!(client(&provider, 119).await.unwrap().stage, Stage::Live, "a look decides");
    let pass = provider.db.read(state).await.unwrap().unwrap();
    assert_eq!((pass.number, pass.new, pass.missing), (2, 0, 1));
}

/// What is said of the full pass.
async fn problem(provider: &Provider, key: &'static str) -> Option<String> {
    provider.db.read(move |db| settings::get(db, key)).await.unwrap()
}

#[tokio::test]
async fn c02_a_list_without_end_is_said_and_everybody_on_it_is_found() {
    for (habit, pages, listed, words) in [
        (Habit::Repeats, 2, 100, "repeats itself"),
        (Habit::GoesOnBare, 3 + BARE_MAX + 1, 250, "nothing in them"),
    ] {
        let list = List::of((1..=250).map(|id| (id, 1_000)));
        list.0.lock().unwrap().habit = habit;
        let provider = open(&list, &Sql::scratch().await.unwrap()).await;
        whole_pass(&provider).await;
        let pass = provider.db.read(state).await.unwrap().unwrap();
        assert_eq!(pass.listed, listed);
        assert!(client(&provider, 98).await.is_some());
        let asked = list.asked().into_iter().filter(|asked| asked.since.is_none()).count();
        assert_eq!(asked, pages, "calls are bounded");
        let said = problem(&provider, settings::PASS_PROBLEM).await.unwrap();
        assert!(said.contains(words), "{said}");
        // Once the list is well again, so is the pass.
        list.0.lock().unwrap().habit = Habit::Ends;
        provider.clock.advance(SignedDuration::from_hours(6)).unwrap();
        work(&provider).await.unwrap();
        whole_pass(&provider).await;
        assert_eq!(problem(&provider, settings::PASS_PROBLEM).await, None);
        assert!(client(&provider, 250).await.is_some());
    }
}

#[tokio::test]
async fn c04_the_quick_sweep_gives_up_a_list_without_end_and_asks_again_later() {
    let now = testing::noon().as_second();
    let list = List::of((1..=250).map(|id| (id, now - 10)));
    let provider = open(&list, &Sql::scratch().await.unwrap()).await;
    for (habit, pages, words) in [
        (Habit::Repeats, 2, "repeats itself"),
        (Habit::GoesOnBare, 3 + BARE_MAX + 1, "nothing in them"),
        (Habit::EverNew, 1_000, "no end"),
    ] {
        list.0.lock().unwrap().habit = habit;
        list.asked();
        let told = quick(&provider).await.unwrap().unwrap_err().to_string();
        assert!(told.contains(words), "{told}");
        assert_eq!(list.asked().len(), pages, "calls are bounded");
        let next = provider.db.read(|db| settings::get_number(db, settings::SWEEP_AT)).await;
        let wait = next.unwrap().unwrap() - to_micros(provider.clock.now());
        assert_eq!(wait, 1_000_000 * ENDLESS_SECONDS);
    }
    assert!(client(&provider, 98).await.is_some(), "what was read is not lost");
    list.0.lock().unwrap().habit = Habit::Ends;
    provider.clock.advance(SignedDuration::from_secs(ENDLESS_SECONDS)).unwrap();
    assert!(work(&provider).await.unwrap());
    assert_eq!(problem(&provider, settings::SWEEP_PROBLEM).await, None);
}
