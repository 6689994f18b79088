//! What a world is not copied from, imports that meet at one name, and texts that say more than
//! anybody reads.

use futures_util::future::join_all;
use http::StatusCode;
use platform::Options;
use serde_json::json;

use crate::House;

#[tokio::test]
async fn nothing_is_copied_from_before_the_world_began() {
    let house = House::open(Options::default()).await;
    let world = house.world(json!({ "name": "w", "at": "2026-03-01T08:00:00Z" })).await;
    world.person("ada").await;
    let (status, told) =
        world.control("worlds/w/fork", json!({ "at": "2026-03-01T07:59:00Z" })).await;
    assert_eq!(status, StatusCode::BAD_REQUEST, "{told}");
    let message = told["error"]["message"].as_str().unwrap();
    assert!(message.starts_with("the world began at 2026-03-01T08:00:0"), "{message}");
    assert!(message.ends_with("there is nothing of it at 2026-03-01T07:59:00Z"), "{message}");
    assert_eq!(house.main().get("/_control/worlds").await["data"].as_array().unwrap().len(), 2);
    // A world that lived through a past has one.
    let seeded = json!({ "name": "old", "at": "2026-03-01T08:00:00Z", "file": {
        "provider": [{ "name": "Harbour" }], "business": [{ "name": "Shop" }],
        "waba": [{ "name": "Lucky Cat", "age_days": 9 }] } });
    let old = house.world(seeded).await;
    for (at, found) in [("2026-02-25T00:00:00Z", true), ("2026-02-01T00:00:00Z", false)] {
        let (status, told) = old.control("worlds/old/fork", json!({ "at": at })).await;
        assert_eq!(status == StatusCode::OK, found, "{at}: {told}");
    }
    // A copy has the past of what it is a copy of.
    let copy = house.at(&world.done("worlds/w/fork", json!({ "name": "copy" })).await);
    let (status, _) =
        copy.control("worlds/copy/fork", json!({ "at": "2026-02-01T00:00:00Z" })).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn imports_of_one_new_name_at_once_are_all_done() {
    let house = House::open(Options::default()).await;
    let main = house.main();
    main.person("ada").await;
    let text = main.export("main").await;
    let bad = text.replacen("person_created", "person_invented", 1);
    let tries = (0..8).map(|nth| main.import("name=copy", if nth == 0 { &bad } else { &text }));
    let told = join_all(tries).await;
    assert_eq!(told[0].0, StatusCode::BAD_REQUEST, "{:?}", told[0].1);
    for (status, told) in &told[1..] {
        assert_eq!(*status, StatusCode::OK, "{told}");
    }
    assert_eq!(house.at(&told[1].1).people().await, ["ada"]);
    assert_eq!(main.get("/_control/worlds").await["data"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn what_nobody_reads_in_an_exported_event_is_refused_with_its_line() {
    let house = House::open(Options::default()).await;
    let (main, world) = (house.main(), house.world(json!({ "record": true })).await);
    world.person("ada").await;
    let text = main.export("w1").await;
    let changed = |from: &str, to: &str| {
        assert!(text.contains(from), "{text}");
        text.replacen(from, to, 1)
    };
    let first = text.lines().nth(1).unwrap();
    for (bad, said) in [
        (
            changed("\"by_whom\":\"desk\"", "\"by_whom\":\"xx\""),
            "line 2: `by_whom` is `xx`, which is nobody",
        ),
        (
            changed("\"by_whom\":\"desk\"", "\"by_whom\":\"person ada\""),
            "line 2: `by_whom` is `person ada`, which is nobody",
        ),
        (
            changed("\"person_created\"", "\"person_created\",\"colour\":\"red\""),
            "line 2: there is no member `body.colour` of such an event",
        ),
        (
            changed("{\"event\":", "{\"event\":{}}\n{\"event\":"),
            "line 2: the row of `event` is empty: say `seq`, `at`, `by_whom`, `body`",
        ),
        (
            changed("{\"event\":", "[1]\n{\"event\":"),
            "line 2: it is no row: there is a list, where an object belongs",
        ),
        (
            changed("{\"event\":", "{\"event\" 1}\n{\"event\":"),
            "line 2: it is no row: what stands at column 10 is no JSON",
        ),
        (
            changed("{\"event\":", &format!("{first}\n{{\"event\":")),
            "line 3: the row does not fit `event`: there is another with the same `seq`",
        ),
    ] {
        let (status, told) = main.import("name=copy", &bad).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{told}");
        let message = told["error"]["message"].as_str().unwrap();
        assert!(message.starts_with(said), "{message}, not {said}");
    }
    let (status, told) = main.import("name=copy", &text).await;
    assert_eq!(status, StatusCode::OK, "{told}");
}
