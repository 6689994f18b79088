//! Worlds that were seeded: their ids and tokens stay known wherever they go, and what a seed or a
//! beginning cannot be is refused in a sentence.

use std::time::Duration;

use http::StatusCode;
use platform::{Options, Seed, replay};
use serde_json::{Value, json};
use shell::http::{Client, TIMEOUT};

use super::{House, Town, on_disk, on_disk_with};

const STOP_WITHIN: Duration = Duration::from_secs(5);

fn bakery() -> Value {
    json!({
        "provider": [{ "name": "Harbour Messaging" }],
        "business": [{ "name": "Lighthouse Bakery" }],
        "waba": [{ "name": "Lighthouse Bakery",
            "number": [{ "number": "+16505550170", "status": "CONNECTED" }] }],
    })
}

/// The sentence of a refusal.
fn said(told: &(StatusCode, Value)) -> &str {
    assert!(!told.0.is_success(), "{told:?}");
    told.1["error"]["message"].as_str().unwrap_or_else(|| panic!("{told:?}"))
}

impl Town<'_> {
    async fn businesses(&self) -> usize {
        let told = self.get("/_control/events?limit=500").await;
        let events = told["data"].as_array().unwrap().iter().map(|row| &row["event"]["event"]);
        events.filter(|event| *event == "signup_finished").count()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seeded_world_on_disk_is_known_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("platform.db");
    let http = Client::net(TIMEOUT).unwrap();
    let seeded = Options::seeded(Seed::from_json(&bakery()).unwrap());
    let (worlds, db, tasks, api) = on_disk_with(&path, seeded).await;
    let main = Town { http: &http, api };
    let before = main.env().await;
    tasks.stop(STOP_WITHIN).await;
    drop((worlds, db));

    let (worlds, _db, tasks, api) = on_disk(&path).await;
    let main = Town { http: &http, api };
    let (after, signups) = (main.env().await, main.businesses().await);
    assert_eq!(after["BASE_URL"], main.api, "it is at another port");
    assert!(after["PAGES_URL"].as_str().unwrap().ends_with(main.api.rsplit(':').next().unwrap()));
    for name in ["WABA_ID", "SYSTEM_TOKEN", "APP_SECRET", "BUSINESS_TOKEN"] {
        assert_eq!(after[name], before[name], "{name}");
    }
    assert_eq!(main.phone(&after).await.0, StatusCode::OK);
    assert_eq!(main.businesses().await, signups, "no example has signed up");
    let list = main.get("/_control/worlds").await;
    assert_eq!(list["data"][0]["env"]["WABA_ID"], before["WABA_ID"], "{list}");
    tasks.stop(STOP_WITHIN).await;
    drop(worlds);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reset_after_a_restart_draws_the_same_ids() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("platform.db");
    let http = Client::net(TIMEOUT).unwrap();
    let (worlds, db, tasks, api) = on_disk(&path).await;
    let first = Town { http: &http, api }.person("ada").await;
    tasks.stop(STOP_WITHIN).await;
    drop((worlds, db));
    let (worlds, _db, tasks, api) = on_disk(&path).await;
    let main = Town { http: &http, api };
    main.done("worlds/main/reset", json!({})).await;
    assert_eq!(main.person("bob").await, first);
    tasks.stop(STOP_WITHIN).await;
    drop(worlds);
}

#[tokio::test]
async fn an_export_and_a_copy_carry_what_was_seeded() {
    let house = House::open(Options::default()).await;
    let main = house.main();
    let begin = json!({ "name": "shop", "record": true, "file": bakery() });
    let shop = house.world(begin).await;
    let env = shop.env().await;
    let text = main.export("shop").await;
    let (status, told) = main.import("name=again", &text).await;
    assert_eq!(status, StatusCode::OK, "{told}");
    let again = house.at(&told);
    let moved = again.env().await;
    assert_eq!((&moved["WABA_ID"], &moved["BASE_URL"]), (&env["WABA_ID"], &told["api"]));
    assert_eq!(moved["PAGES_URL"], told["pages"]);
    assert_eq!(again.phone(&moved).await.0, StatusCode::OK);
    assert_eq!(again.businesses().await, shop.businesses().await);
    // Once more, from there.
    let copy = house.at(&main.done("worlds/again/fork", json!({ "name": "copy" })).await);
    let env = copy.env().await;
    assert_eq!((&env["WABA_ID"], &env["BASE_URL"]), (&moved["WABA_ID"], &json!(copy.api)));
    // Before its beginning it was not seeded yet: it tells of an example.
    let early = json!({ "name": "early", "at": "2026-01-05T08:00:00Z" });
    let early = house.at(&main.done("worlds/shop/fork", early).await);
    assert_ne!(early.env().await["SYSTEM_TOKEN"], env["SYSTEM_TOKEN"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_of_a_seeded_world_is_the_same_when_it_is_played_again() {
    let house = House::open(Options::default()).await;
    let begin = json!({ "name": "e1", "record": true, "seed": 7, "file": bakery() });
    let shop = house.world(begin).await;
    shop.env().await;
    shop.get("/_control/world/env?code=true").await;
    let (_, text) =
        house.main().send(http::Method::GET, "/_control/worlds/e1/session", String::new()).await;
    let replayed = replay(&text).await.unwrap();
    assert_eq!(replayed.differences, []);
    assert_eq!(replayed.answers, 2);
}

#[tokio::test]
async fn a_login_code_is_of_the_seeded_client_or_refused() {
    let house = House::open(Options::default()).await;
    let shop = house.world(json!({ "file": bakery() })).await;
    let env = shop.env().await;
    let with = shop.get("/_control/world/env?code=true").await;
    assert_eq!(with["WABA_ID"], env["WABA_ID"]);
    let of = |name: &str| with[name].as_str().unwrap_or_else(|| panic!("{name}: {with}"));
    let path = format!(
        "/v21.0/oauth/access_token?client_id={}&client_secret={}&code={}",
        of("APP_ID"),
        of("APP_SECRET"),
        of("AUTH_CODE"),
    );
    let token = shop.get(&path).await["access_token"].as_str().unwrap().to_owned();
    let waba = shop.get(&format!("/v21.0/{}?access_token={token}", of("WABA_ID"))).await;
    assert_eq!(waba["name"], "Lighthouse Bakery");
    // Nobody in it could log in.
    let empty = json!({ "provider": [{ "name": "Harbour Messaging" }] });
    let empty = house.world(json!({ "file": empty })).await;
    assert!(empty.env().await.contains_key("APP_ID"));
    let path = "/_control/world/env?code=true";
    let (status, text) = empty.send(http::Method::GET, path, String::new()).await;
    assert_eq!(status, StatusCode::BAD_REQUEST, "{text}");
    assert!(text.contains("seed a [[waba]]"), "{text}");
}

#[tokio::test]
async fn a_world_begins_within_the_bounds_of_its_clock() {
    let house = House::open(Options::default()).await;
    let main = house.main();
    for at in ["2201-01-01T00:00:00Z", "9999-12-30T00:00:00Z", "1999-12-31T23:59:59Z"] {
        for begin in [
            json!({ "at": at }),
            json!({ "at": at, "record": true }),
            json!({ "at": at, "file": bakery() }),
            json!({ "at": at, "scenario": "override-before-subscribe" }),
        ] {
            let told = main.control("worlds", begin).await;
            assert_eq!(told.0, StatusCode::BAD_REQUEST, "{told:?}");
            assert!(said(&told).contains("from the year 2000 to 2200"), "{told:?}");
        }
        let at = Some(at.parse().unwrap());
        let started = platform::Platform::start(Options { at, ..Options::default() }).await;
        assert!(started.unwrap_err().to_string().contains("from the year 2000 to 2200"));
    }
    let told = main.control("worlds/main/fork", json!({ "at": "1900-01-01T00:00:00Z" })).await;
    assert!(said(&told).contains("from the year 2000"), "{told:?}");
    let text = main.export("main").await;
    let at = text.find("\"at\":\"").unwrap() + 6;
    let late = format!("{}2999{}", &text[..at], &text[at + 4..]);
    let told = main.import("name=late", &late).await;
    assert!(said(&told).contains("from the year 2000"), "{told:?}");
    for at in ["2000-01-01T00:00:00Z", "2199-12-31T00:00:00Z"] {
        let world = house.world(json!({ "at": at })).await;
        world.person("ada").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_world_on_disk_begins_when_it_shall() {
    let folder = tempfile::tempdir().unwrap();
    let at = Some("2024-03-01T08:00:00Z".parse().unwrap());
    let options = Options { at, ..Options::default() };
    let path = folder.path().join("platform.db");
    let (worlds, _db, tasks, api) = on_disk_with(&path, options).await;
    let http = Client::net(TIMEOUT).unwrap();
    let clock = Town { http: &http, api }.get("/_control/clock").await;
    assert!(clock["now"].as_str().unwrap().starts_with("2024-03-01T08:"), "{clock}");
    tasks.stop(STOP_WITHIN).await;
    drop(worlds);
}

#[tokio::test]
async fn ages_beyond_a_century_are_refused_and_a_century_is_lived_through() {
    let house = House::open(Options::default()).await;
    let main = house.main();
    for (part, member) in
        [("waba", "age_days"), ("business", "verification_days"), ("token", "days")]
    {
        for days in [json!(36_501), json!(4_000_000_000_u32), json!(-1)] {
            let mut seed = bakery();
            seed["token"] = json!([{ "text": "EAAx", "holder": "admin" }]);
            seed[part][0][member] = days;
            let told = main.control("worlds", json!({ "file": seed })).await;
            assert_eq!(told.0, StatusCode::BAD_REQUEST, "{told:?}");
            let sentence = said(&told);
            assert!(sentence.starts_with(&format!("{part}[0]: ")), "{sentence}");
            assert!(sentence.contains("is not from 0 to 36500 days"), "{sentence}");
        }
    }
    let mut seed = bakery();
    seed["business"][0]["verification"] = json!("verified");
    seed["waba"][0]["age_days"] = json!(36_500);
    let old = house.world(json!({ "file": seed, "at": "2026-01-05T09:00:00Z" })).await;
    let env = old.env().await;
    assert_eq!(old.phone(&env).await.0, StatusCode::OK);
}

#[tokio::test]
async fn a_seed_refused_halfway_changes_nothing() {
    let house = House::open(Options::default()).await;
    let main = house.main();
    let before = main.get("/_control/events?limit=500").await;
    // Each is refused late: at its last part, or when all was done and looked at.
    let mut late = bakery();
    late["fault"] = json!([{ "kind": "lost_answer", "matching": { "waba_id": "$WABA_ID_9" } }]);
    let mut wrong = bakery();
    wrong["waba"][0]["number"][0]["name_status"] = json!("PENDING_REVIEW");
    let mut second = bakery();
    second["waba"] = json!([bakery()["waba"][0], { "name": "Bank", "business": "Nobody" }]);
    for (seed, why) in [
        (&late, "fault[0]: there is no name `$WABA_ID_9`"),
        (&wrong, "number +16505550170 of waba \"Lighthouse Bakery\": `name_status` came out as"),
        (&second, "waba \"Bank\": there is no [[business]] named \"Nobody\": say one of \""),
    ] {
        let told = main.control("seed", seed.clone()).await;
        assert_eq!(told.0, StatusCode::BAD_REQUEST, "{told:?}");
        let sentence = said(&told);
        assert!(sentence.starts_with(why) && !sentence.contains("stays"), "{sentence}");
        assert_eq!(main.get("/_control/events?limit=500").await, before, "{why}");
        assert_eq!(main.get("/_control/faults").await["data"], json!([]), "{why}");
    }
    // The same without what was wrong: nothing of the earlier ones is in the way.
    main.done("seed", bakery()).await;
    assert_eq!(main.businesses().await, 1);
}

#[tokio::test]
async fn what_is_wrong_on_its_face_is_refused_with_its_place_and_what_helps() {
    let house = House::open(Options::default()).await;
    let main = house.main();
    let callback = |url: &str, field: &str| {
        json!([{ "name": "Harbour Messaging",
            "callback": { "url": url, "verify_token": "vt", "fields": [field] } }])
    };
    let number = |member: &str, count: u32| {
        let mut waba = bakery()["waba"].clone();
        waba[0]["number"][0][member] = json!(count);
        waba
    };
    let token = |text: &str| json!({ "text": text, "holder": "admin" });
    for (part, value, why) in [
        (
            "provider",
            callback("http://a.example/in", "nofield"),
            "provider \"Harbour Messaging\": \
            `callback.fields`: no field of webhooks is called `nofield`: there are ",
        ),
        (
            "provider",
            callback("inbox", "messages"),
            "provider \"Harbour Messaging\": \
            `callback.url` is `inbox`, which is no address: write it in full",
        ),
        (
            "token",
            json!([token("EAAx"), token("EAAy"), token("EAAx")]),
            "token[2]: `text`: `EAAx` is the text of token[0], `text` already",
        ),
        ("token", json!([token("two words")]), "token[0]: `text`: the text of a token"),
        (
            "code",
            json!([{}, { "redirect_uri": "/back" }]),
            "code[1]: `redirect_uri` is `/back`, which is no address",
        ),
        (
            "code",
            json!([{ "redirect_uri": "https://shop.example/back" }]),
            "code[0]: `redirect_uri` is `https://shop.example/back`, but the app's domains are",
        ),
        (
            "waba",
            number("customers_today", 2_001),
            "waba[0].number[0]: `2001` is not from 0 to 2000",
        ),
        ("waba", number("wrong_pins", 101), "waba[0].number[0]: `101` is not from 0 to 100"),
        ("waba", number("registrations", 4_000_000_000), "waba[0].number[0]: `4000000000` is not"),
    ] {
        let mut seed = bakery();
        seed[part] = value;
        for path in ["seed", "worlds"] {
            let body = if path == "seed" { seed.clone() } else { json!({ "file": seed }) };
            let told = main.control(path, body).await;
            assert_eq!(told.0, StatusCode::BAD_REQUEST, "{told:?}");
            assert!(said(&told).starts_with(why), "{}\n{why}", said(&told));
        }
    }
    assert_eq!(main.businesses().await, 0);
    let mut seed = bakery();
    seed["provider"][0]["admin_token"] = json!("EAAmine");
    main.done("seed", seed.clone()).await;
    seed["waba"][0]["number"][0]["number"] = json!("+16505550171");
    let told = main.control("seed", seed).await;
    assert!(said(&told).contains("a token `EAAmine` is in this world already"), "{told:?}");
}

#[tokio::test]
async fn nobody_waits_for_a_number_of_a_world_in_memory() {
    let house = House::open(Options::default()).await;
    let platform = house.running.worlds.main();
    let before = platform.clock().offset();
    house.main().env().await;
    let turned = platform.clock().offset() - before;
    assert!(turned >= jiff::SignedDuration::from_secs(4), "it was waited for: {turned}");
}
