//! What is kept, for how long, and what is counted of it.

use graph::id::WabaId;
use jiff::SignedDuration;
use onboard::{Condition, Kind, State};
use provider::store::clients::{self, Looked, Stage};
use serde_json::json;
use shell::sql::Tx;

use crate::browser::Browser;
use crate::house::{House, noon};

/// Does what is due during some hours.
async fn hours(house: &House, hours: i64) {
    let until = house.clock.now() + SignedDuration::from_hours(hours);
    while house.clock.now() < until {
        while house.provider.tick().await.unwrap() {}
        let next = house.clock.now() + SignedDuration::from_hours(6);
        house.clock.set(next.min(until)).unwrap();
    }
    while house.provider.tick().await.unwrap() {}
}

async fn hand_over(browser: &mut Browser) {
    let started = browser.post_json("/signup/start", &json!({})).await.json();
    let body = json!({ "state": started["state"], "accessToken": "EAAuser-token" });
    assert_eq!(browser.post_json("/signup/callback", &body).await.status, 200);
}

#[tokio::test]
async fn what_a_browser_brought_is_shown_for_ninety_days_and_then_forgotten() {
    // There is no platform, so nothing comes of it.
    let house = House::new().await;
    let (mut first, mut second) = (house.browser(), house.browser());
    hand_over(&mut first).await;
    hand_over(&mut second).await;
    let shows = async |browser: &mut Browser| {
        browser.get("/signup/status").await.text.contains("data-callback=\"looking\"")
    };
    hours(&house, 24 * 89).await;
    assert!(shows(&mut first).await && shows(&mut second).await);
    hours(&house, 24 * 3).await;
    assert!(!shows(&mut first).await, "it is kept for ever");
    let attempts =
        |tx: &Tx<'_>| tx.one("SELECT count(*) FROM signup_attempt", &[], |row| row.get::<i64>(0));
    let left = house.provider.db.read(attempts).await.unwrap();
    assert_eq!(left, 1, "that of the newest callback, whose place the next one is counted from");
}

fn condition(kind: Kind, state: State) -> Condition {
    Condition { kind, phone: None, state, words: "x".to_owned(), since: None, next: None }
}

#[tokio::test]
async fn metrics_count_conditions_without_reading_those_of_every_client() {
    let house = House::new().await;
    let looked = |stage, conditions| Looked {
        stage,
        conditions,
        waiting: vec![],
        problem: None,
        trial_ends: None,
    };
    let furnish = move |tx: &Tx<'_>| {
        for n in 1..=4 {
            clients::add(tx, WabaId::new(n), noon())?;
        }
        let unmet = || vec![condition(Kind::Live, State::No), condition(Kind::Live, State::No)];
        let mut one = unmet();
        one.push(condition(Kind::CreditShared, State::No));
        one.push(condition(Kind::Subscribed, State::Yes));
        clients::looked(tx, WabaId::new(1), &looked(Stage::Onboarding, one), noon())?;
        clients::looked(tx, WabaId::new(2), &looked(Stage::Onboarding, unmet()), noon())?;
        clients::looked(tx, WabaId::new(3), &looked(Stage::Left, unmet()), noon())?;
        // One of before, whose words were not counted yet.
        let conditions = serde_json::to_string(&unmet()).unwrap();
        let old = "UPDATE client SET conditions = $1 WHERE waba_id = 4";
        tx.execute(old, shell::sql::params![conditions])
    };
    house.provider.db.write(furnish).await.unwrap();
    let counted = async || {
        let text = house.provider.metrics().await.unwrap();
        let lines = text.lines().filter(|line| line.starts_with("vestibule_conditions_false{"));
        let lines = lines.filter(|line| !line.ends_with(" 0.0"));
        let words = lines.map(|line| line.split_once('"').unwrap().1.replace('"', ""));
        words.collect::<std::collections::BTreeSet<_>>()
    };
    let all = ["credit_shared} 1.0", "live} 6.0"].map(str::to_owned).into();
    assert_eq!(counted().await, all);
    // What is not read cannot be missed.
    let lose = |tx: &Tx<'_>| tx.execute("UPDATE client SET conditions = '' WHERE waba_id < 4", &[]);
    house.provider.db.write(lose).await.unwrap();
    assert_eq!(counted().await, all);
}
