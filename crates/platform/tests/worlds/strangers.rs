//! An app that no provider has: no command makes one here, but a world that is read in may have it.

use std::collections::BTreeMap;

use http::StatusCode;
use platform::Options;
use platform::scenario::{Player, Step};
use serde_json::{Value, json};
use shell::http::{Client, TIMEOUT};

use crate::House;

/// A person's pop-up of an app, opened on a page of its domain.
async fn opened(told: &Value, app: &str) -> (u16, String) {
    let api = told["api"].as_str().unwrap();
    let names = BTreeMap::from([
        ("PAGES".to_owned(), told["pages"].as_str().unwrap().to_owned()),
        ("APP".to_owned(), app.to_owned()),
    ]);
    let mut player = Player::new(Client::net(TIMEOUT).unwrap(), api, names);
    let steps: Vec<Step> = serde_json::from_value(json!([
        {"say": "log in", "call": "POST $PAGES/login", "browser": "ada", "form": {
            "next": "/business", "name": "Ada", "email": "ada@cat.example", "locale": "en_US"}},
        {"say": "open", "browser": "ada", "call": "GET $PAGES/v21.0/dialog/oauth?app_id=$APP\
            &display=popup&channel=c&origin=http://provider.localhost:8080"},
    ]))
    .unwrap();
    let played = player.play(&steps, async || {}).await;
    let last = played.last().unwrap();
    (last.status, last.answer.clone())
}

#[tokio::test]
async fn b02_an_app_of_no_provider_starts_no_signup() {
    let house = House::open(Options::default()).await;
    let main = house.main();
    let shop = main.done("worlds", json!({ "name": "shop" })).await;
    let world = house.at(&shop);
    let wish = |name: &str| json!({ "name": name, "another": true });
    let first = world.done("provider", wish("Harbour")).await;
    let second = world.done("provider", wish("Rival")).await;
    let id = |told: &Value, name: &str| told[name].as_str().unwrap().to_owned();
    let app = id(&second, "app_id");
    let (status, page) = opened(&shop, &app).await;
    assert_eq!(status, 200, "{page}");
    assert!(page.contains("wants to connect your business"), "{page}");

    // The same world, in which the second business was never recognised as a provider.
    let text = main.export("shop").await;
    let (ours, theirs) = (id(&first, "business_id"), id(&second, "business_id"));
    let recognised = |line: &str| line.contains("provider_recognised") && line.contains(&theirs);
    assert_eq!(text.lines().filter(|line| recognised(line)).count(), 1);
    let lines = text.lines().map(|line| match recognised(line) {
        true => line.replace(&theirs, &ours) + "\n",
        false => line.to_owned() + "\n",
    });
    let (status, told) = main.import("name=odd", &lines.collect::<String>()).await;
    assert_eq!(status, StatusCode::OK, "{told}");
    let (status, page) = opened(&told, &app).await;
    assert_eq!(status, 400, "{page}");
    assert!(page.contains("Only a provider’s app can start this signup."), "{page}");
    assert!(page.contains("The app belongs to a business that is not a provider."), "{page}");
    let (status, page) = opened(&told, &id(&first, "app_id")).await;
    assert_eq!(status, 200, "the other one's still may: {page}");
}
