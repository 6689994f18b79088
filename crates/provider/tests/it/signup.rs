//! The public site: the page with the button, and what may come back from the dialog.

use graph::id::WabaId;
use jiff::SignedDuration;
use provider::store::{callbacks, clients, signups};
use serde_json::{Value, json};
use shell::secret::sha256_hex;

use crate::browser::Browser;
use crate::house::{House, noon};

const IPHONE: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Mobile/15E148";

async fn begin(browser: &mut Browser) -> String {
    let started = browser.post_json("/signup/start", &json!({})).await;
    assert_eq!(started.status, 200, "{}", started.text);
    started.json()["state"].as_str().unwrap().to_owned()
}

async fn hand_over(browser: &mut Browser, state: &str) -> (u16, Value) {
    let body = json!({ "state": state, "accessToken": "EAAuser-token", "session": null });
    let page = browser.post_json("/signup/callback", &body).await;
    (page.status.as_u16(), page.json())
}

#[tokio::test]
async fn b01_the_page_tells_the_script_exactly_whom_to_believe() {
    let house = House::new().await;
    for path in ["/", "/signup"] {
        let page = house.browser().get(path).await;
        assert_eq!(page.status, 200);
        let origins = page.attribute("data-origins");
        assert_eq!(origins, "http://platform.localhost:8090 https://www.facebook.com");
        assert_eq!(page.attribute("data-app-id"), "1101");
        assert_eq!(page.attribute("data-login"), "token");
        assert_eq!(page.attribute("data-version"), "v21.0");
        assert!(page.attribute("data-scope").contains("whatsapp_business_management"));
        assert!(page.text.contains("id=\"connect\""));
        assert_eq!(page.attribute("lang"), "en");
    }
}

#[tokio::test]
async fn the_page_allows_the_sdk_and_nothing_inline() {
    let page = House::new().await.browser().get("/").await;
    let policy = page.headers["content-security-policy"].to_str().unwrap();
    let scripts = "script-src 'self' http://platform.localhost:8090 'nonce-";
    assert!(policy.contains(scripts), "{policy}");
    assert!(!policy.contains("unsafe-inline") && !policy.contains("unsafe-eval"));
    assert_eq!(page.headers["cross-origin-opener-policy"], "same-origin-allow-popups");
    assert!(!page.text.contains(" style=") && !page.text.contains(" onclick="));
    let script = page.text.split("<script").skip(1).all(|tag| tag.contains("src="));
    assert!(script, "every script has an address");
}

#[tokio::test]
async fn b03_on_a_phone_the_button_gives_way_to_advice() {
    let house = House::new().await;
    let mut phone = house.browser();
    phone.agent = IPHONE;
    let page = phone.get("/").await;
    assert!(page.text.contains("mobile-advice") && page.text.contains("use a computer"));
    assert!(!page.text.contains("id=\"connect\"") && !page.text.contains("connect.js"));
    let desktop = house.browser().get("/").await;
    assert!(!desktop.text.contains("mobile-advice"));
    assert!(desktop.text.contains("works on a computer only"), "said before the click");
}

#[tokio::test]
async fn b04_the_provider_sets_the_words_before() {
    let house = House::with(json!({ "name": "Anna & Co", "words_before": "We <3 shops" })).await;
    let page = house.browser().get("/").await;
    assert!(page.text.contains("We &lt;3 shops") && page.text.contains("Anna &amp; Co"));
}

#[tokio::test]
async fn b12_what_the_dialog_gave_is_stored_before_the_answer() {
    let house = House::new().await;
    let mut browser = house.browser();
    let state = begin(&mut browser).await;
    assert_eq!(hand_over(&mut browser, &state).await.0, 200);
    let hash = sha256_hex(state.as_bytes());
    let stored = house.provider.db.read(move |db| callbacks::of_state(db, &hash)).await.unwrap();
    let stored = stored.unwrap();
    assert_eq!(stored.kind, "token");
    assert!(!stored.sealed.unwrap().contains("EAAuser-token"), "only sealed");
}

#[tokio::test]
async fn a_state_is_good_for_one_browser_one_use_and_a_while() {
    let house = House::new().await;
    let mut browser = house.browser();
    let state = begin(&mut browser).await;
    assert!(browser.holds("signup"));

    let mut other = house.browser();
    begin(&mut other).await;
    assert_eq!(hand_over(&mut other, &state).await.0, 403, "another browser's session");
    assert_eq!(hand_over(&mut house.browser(), &state).await.0, 403, "no session");
    assert_eq!(hand_over(&mut browser, "made-up").await.0, 403, "an unknown state");

    assert_eq!(hand_over(&mut browser, &state).await.0, 200);
    let (status, said) = hand_over(&mut browser, &state).await;
    assert_eq!(status, 409, "second use: {said}");

    let late = begin(&mut browser).await;
    house.clock.advance(SignedDuration::from_mins(121)).unwrap();
    let (status, said) = hand_over(&mut browser, &late).await;
    assert_eq!(status, 410, "expired: {said}");
    assert!(said["error"].as_str().unwrap().len() > 20, "it says what to do: {said}");
}

#[tokio::test]
async fn a_hand_over_needs_exactly_one_token_or_code() {
    let house = House::new().await;
    let mut browser = house.browser();
    let state = begin(&mut browser).await;
    for wrong in [
        json!({ "state": state }),
        json!({ "state": state, "accessToken": "" }),
        json!({ "state": state, "accessToken": "a", "code": "b" }),
    ] {
        let page = browser.post_json("/signup/callback", &wrong).await;
        assert_eq!(page.status, 400, "{wrong}");
    }
    assert_eq!(hand_over(&mut browser, &state).await.0, 200, "the state was not used up");
}

#[tokio::test]
async fn the_address_left_by_the_business_is_kept() {
    let house = House::new().await;
    let mut browser = house.browser();
    let state = begin(&mut browser).await;
    let body = json!({ "state": state, "code": "AQBcode", "contact": "owner@bakery.example" });
    assert_eq!(browser.post_json("/signup/callback", &body).await.status, 200);
    let hash = sha256_hex(state.as_bytes());
    let attempt = house.provider.db.read(move |db| signups::get(db, &hash)).await.unwrap();
    assert_eq!(attempt.unwrap().contact.as_deref(), Some("owner@bakery.example"));
}

#[tokio::test]
async fn other_sites_cannot_start_or_hand_over() {
    let house = House::new().await;
    let mut browser = house.browser();
    let state = begin(&mut browser).await;
    for origin in [Some("https://evil.test"), Some("null"), None] {
        browser.origin = origin;
        assert_eq!(browser.post_json("/signup/start", &json!({})).await.status, 403);
        let body = json!({ "state": state, "accessToken": "EAA" });
        assert_eq!(browser.post_json("/signup/callback", &body).await.status, 403);
    }
}

#[tokio::test]
async fn the_server_answers_under_its_own_names_only() {
    let house = House::new().await;
    for (host, status) in [
        ("provider.localhost:8080", 200),
        ("127.0.0.1:8080", 200),
        ("[::1]:8080", 200),
        ("evil.test", 421),
        ("provider.localhost.evil.test:8080", 421),
    ] {
        for path in ["/", "/healthz", "/console/login"] {
            let mut browser = house.browser();
            browser.host = host;
            assert_eq!(browser.get(path).await.status, status, "{host} {path}");
        }
    }
}

#[tokio::test]
async fn what_could_not_be_used_is_no_dead_end_and_not_told_in_the_platform_s_words() {
    let house = House::new().await;
    let mut browser = house.browser();
    let state = begin(&mut browser).await;
    assert_eq!(hand_over(&mut browser, &state).await.0, 200);
    let hash = sha256_hex(state.as_bytes());
    let expired = move |tx: &shell::sql::Tx<'_>| {
        let callback = callbacks::of_state(tx, &hash)?.expect("just stored");
        let raw = "(#100) This authorization code has expired.";
        callbacks::done(tx, callback.seq, &[], Some(raw), noon())
    };
    house.provider.db.write(expired).await.unwrap();
    let page = browser.get("/signup/status").await;
    assert!(page.text.contains("We are looking for your account"), "{}", page.text);
    assert!(!page.text.contains("authorization code"), "{}", page.text);
    let console = house.operator().await.get("/console").await;
    assert!(console.text.contains("authorization code has expired"), "{}", console.text);
}

#[tokio::test]
async fn a_planted_cookie_is_not_taken_over() {
    let house = House::new().await;
    let mut victim = house.browser();
    victim.plant("signup", "chosen-by-somebody-else");
    let state = begin(&mut victim).await;
    let hash = sha256_hex(state.as_bytes());
    let attempt = house.provider.db.read(move |db| signups::get(db, &hash)).await.unwrap();
    assert_ne!(attempt.unwrap().session_hash, sha256_hex(b"chosen-by-somebody-else"));
}

#[tokio::test]
async fn b12_the_step_of_a_cancelled_dialog_is_remembered() {
    let house = House::new().await;
    let mut browser = house.browser();
    let state = begin(&mut browser).await;
    let said = json!({ "state": state, "step": "PHONE_NUMBER_SETUP" });
    assert_eq!(browser.post_json("/signup/cancelled", &said).await.status, 200);
    let hash = sha256_hex(state.as_bytes());
    let attempt = house.provider.db.read(move |db| signups::get(db, &hash)).await.unwrap();
    assert_eq!(attempt.unwrap().cancelled_at_step.as_deref(), Some("PHONE_NUMBER_SETUP"));
    assert_eq!(house.browser().post_json("/signup/cancelled", &said).await.status, 403);
    let odd = json!({ "state": state, "step": "<script>" });
    assert_eq!(browser.post_json("/signup/cancelled", &odd).await.status, 400);
}

#[tokio::test]
async fn the_status_page_shows_only_what_this_browser_signed_up() {
    let house = House::new().await;
    let (mut one, mut two) = (house.browser(), house.browser());
    for (browser, waba, name) in [(&mut one, 501, "Bakery"), (&mut two, 502, "Garage")] {
        let state = begin(browser).await;
        assert_eq!(hand_over(browser, &state).await.0, 200);
        let hash = sha256_hex(state.as_bytes());
        let found = move |tx: &shell::sql::Tx<'_>| {
            let waba = WabaId::new(waba);
            let callback = callbacks::of_state(tx, &hash)?.expect("just stored");
            callbacks::done(tx, callback.seq, &[waba], None, noon())?;
            clients::add(tx, waba, noon())?;
            clients::name(tx, waba, name, None, None)
        };
        house.provider.db.write(found).await.unwrap();
    }
    let page = one.get("/signup/status").await;
    assert!(page.text.contains("id=\"signup-status\"") && page.text.contains("data-waba=\"501\""));
    assert!(page.text.contains("Bakery") && !page.text.contains("Garage"), "{}", page.text);
    let nobody = house.browser().get("/signup/status").await;
    assert!(!nobody.text.contains("Bakery") && nobody.text.contains("has not finished a signup"));
    let part = one.get("/signup/status/progress").await;
    let again = part.attribute("hx-get").replace("&amp;", "&");
    assert_eq!(one.get(&again).await.status, 204, "nothing changed, nothing is sent");
}
