//! Recorded sessions: what happened in a world, played again byte for byte.

use http::{Method, StatusCode};
use platform::{Options, replay};
use serde_json::{Map, Value, json};

use super::{House, Town};

/// A value of an environment.
fn of<'a>(env: &'a Map<String, Value>, name: &str) -> &'a str {
    env[name].as_str().unwrap_or_else(|| panic!("{name} in {env:?}"))
}

impl Town<'_> {
    async fn graph(&self, method: Method, path: &str, token: &str) -> Value {
        let join = if path.contains('?') { '&' } else { '?' };
        let path = format!("/v21.0/{path}{join}access_token={token}");
        let (status, text) = self.send(method, &path, String::new()).await;
        assert_eq!(status, StatusCode::OK, "{path}: {text}");
        serde_json::from_str(&text).unwrap()
    }

    pub(super) async fn session(&self, name: &str) -> (StatusCode, String) {
        let path = format!("/_control/worlds/{name}/session");
        self.send(Method::GET, &path, String::new()).await
    }

    /// Waits until no webhook waits any more, without touching the tape.
    pub(super) async fn all_delivered(&self, house: &House, name: &str) {
        let platform = house.running.worlds.get(name).unwrap();
        for _ in 0..2_000 {
            if platform.next_due().await.is_none_or(|due| due > platform.now()) {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
        panic!("webhooks still wait");
    }
}

/// An integrator's hour in a recorded world: a client, a subscription with its handshake, a message
/// with its webhooks, pages, the clock, and twelve calls at once.
async fn an_hour(house: &House) -> String {
    let main = house.main();
    let tape = house.world(json!({ "name": "tape", "record": true, "seed": 7 })).await;
    let env = tape.env().await;
    let (phone, token) = (of(&env, "PHONE_NUMBER_ID"), of(&env, "SYSTEM_TOKEN"));
    let app = format!("{}|{}", of(&env, "APP_ID"), of(&env, "APP_SECRET"));
    let hook = format!("{}/_control/callback", main.api);
    let subscribe = format!(
        "{}/subscriptions?object=whatsapp_business_account&fields=messages,account_update&\
         callback_url={hook}&verify_token=vestibule",
        of(&env, "APP_ID")
    );
    tape.graph(Method::POST, &subscribe, &app).await;
    let waba = of(&env, "WABA_ID");
    tape.graph(Method::POST, &format!("{waba}/subscribed_apps"), token).await;
    let letter = json!({ "to_phone_number_id": phone, "text": "Grüße", "name": "Ada" });
    tape.done("customers/+16315551000/messages", letter).await;
    tape.all_delivered(house, "tape").await;
    for page in ["/", "/login", "/desk", "/desk/webhooks", "/business", "/nowhere"] {
        tape.send(Method::GET, page, String::new()).await;
    }
    tape.done("clock", json!({ "advance": "1h" })).await;
    let calls = (0..12).map(|_| tape.graph(Method::GET, phone, token));
    futures_util::future::join_all(calls).await;
    tape.send(Method::GET, &format!("/v21.0/{phone}"), String::new()).await;
    let (status, text) = main.session("tape").await;
    assert_eq!(status, StatusCode::OK, "{text}");
    text
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recorded_session_comes_out_byte_for_byte_the_same() {
    let house = House::open(Options::default()).await;
    let text = an_hour(&house).await;
    house.running.stop().await;
    let replayed = replay(&text).await.unwrap();
    assert_eq!(replayed.differences, []);
    assert_eq!(replayed.played, replayed.steps);
    assert!(replayed.answers >= 24, "{} answers", replayed.answers);
    assert!(replayed.calls >= 2, "a handshake and a webhook, not {} calls", replayed.calls);
    assert_eq!(replayed.session.to_text(), text);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_came_out_differently_is_named_with_its_request() {
    let house = House::open(Options::default()).await;
    let text = an_hour(&house).await;
    let other =
        text.replacen("GET\",\"path\":\"/desk/webhooks", "GET\",\"path\":\"/desk/reviews", 1);
    let replayed = replay(&other).await.unwrap();
    let [only] = replayed.differences.as_slice() else { panic!("{:#?}", replayed.differences) };
    assert_eq!(only.about.split(',').nth(1), Some(" GET /desk/reviews"));
    let line = other.lines().nth(only.line - 1).unwrap();
    assert!(line.starts_with("{\"step\":\"response\"") && line.contains("Webhooks"), "{line}");
    assert!(only.words.iter().any(|line| line.starts_with("  - ")), "{:?}", only.words);
    assert!(only.words.iter().any(|line| line.starts_with("  + ")), "{:?}", only.words);
}

#[tokio::test(flavor = "multi_thread")]
async fn many_differences_are_played_to_the_end_and_where_stories_part_it_stops() {
    let house = House::open(Options::default()).await;
    let text = an_hour(&house).await;
    let other = text.replace("Emulated by", "Simulated by").replace("fbtrace_id", "trace");
    let replayed = replay(&other).await.unwrap();
    assert!(replayed.differences.len() > 3, "{:?}", replayed.differences);
    assert_eq!(replayed.played, replayed.steps);
    assert_eq!(replayed.session.to_text(), text, "what comes out is the whole session");
    // A handshake that is not asked for any more: from there on all is different.
    let parted = text.replacen("callback_url=", "callback=", 1);
    let replayed = replay(&parted).await.unwrap();
    assert!(0 < replayed.played && replayed.played < replayed.steps, "{:?}", replayed.played);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_a_recorded_world_has_a_session_and_only_a_session_is_played() {
    let house = House::open(Options::default()).await;
    house.world(json!({ "name": "free" })).await;
    let (status, told) = house.main().session("free").await;
    assert_eq!(status, StatusCode::BAD_REQUEST, "{told}");
    assert!(told.contains("make one with `record`"), "{told}");
    assert_eq!(house.main().session("nobody").await.0, StatusCode::NOT_FOUND);
    let text = an_hour(&house).await;
    let cut = text.rsplit_once("{\"step\"").unwrap().0;
    let error = replay(cut).await.unwrap_err().to_string();
    assert!(error.starts_with("the file is cut"), "{error}");
    let error = replay("{\"world\":\"free\"}\n").await.unwrap_err().to_string();
    assert!(error.starts_with("line 1 is no part of a session"), "{error}");
}
