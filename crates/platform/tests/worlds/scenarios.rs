//! Each scenario in a recorded world of its own, over real sockets: played, saved, played again.

use std::collections::BTreeMap;
use std::time::Duration;

use http::Method;
use platform::scenario::{self, Player, Scenario};
use platform::{Options, replay};
use serde_json::json;

use super::House;

/// Plays a scenario in a recorded world, and answers with the session.
async fn recorded(house: &House, one: &Scenario) -> String {
    let name = format!("row{}", one.row);
    let begin = json!({ "name": name, "record": true, "seed": 7, "scenario": one.name });
    let town = house.world(begin).await;
    let names: BTreeMap<String, String> = town
        .env()
        .await
        .into_iter()
        .map(|(name, value)| (name, value.as_str().map_or(value.to_string(), str::to_owned)))
        .collect();
    let mut player = Player::new(house.http.clone(), &town.api, names);
    let pause = async || tokio::time::sleep(Duration::from_millis(10)).await;
    for steps in [&one.wrong, &one.right] {
        for step in player.play(steps, pause).await {
            assert_eq!(step.missing, [""; 0], "{}: {}\n{}", one.name, step.call, step.answer);
        }
    }
    town.all_delivered(house, &name).await;
    let (_, text) = house.main().session(&name).await;
    let path = format!("/_control/worlds/{name}");
    house.main().send(Method::DELETE, &path, String::new()).await;
    text
}

#[tokio::test(flavor = "multi_thread")]
async fn each_scenario_comes_out_byte_for_byte_the_same() {
    let house = House::open(Options::default()).await;
    for one in scenario::all() {
        let text = recorded(&house, one).await;
        let replayed = replay(&text).await.unwrap();
        assert_eq!(replayed.differences, [], "{}", one.name);
        assert_eq!(replayed.session.to_text(), text, "{}", one.name);
        let clicks = text.matches("/permissions\"").count();
        assert!(one.name != "finished-twice" || clicks >= 2, "both clicks are on the tape");
    }
}
