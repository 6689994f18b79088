//! The provider's defences, row by row (docs/security.md), each shown to hold and to let pass what
//! is right.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::Request;
use axum::response::IntoResponse;
use graph::token::appsecret_proof;
use http::header::AUTHORIZATION;
use jiff::SignedDuration;
use provider::audit::{self, Deed};
use provider::store::{audit as rows, callbacks, clients};
use provider::{Settings, keys};
use serde_json::{Value, json};
use shell::secret::sha256_hex;
use shell::sql::Tx;

use crate::browser::Browser;
use crate::house::{House, PASSWORD, USER, noon, settings};

const HTTPS: &str = "https://provider.example";

async fn start(browser: &mut Browser) -> String {
    let started = browser.post_json("/signup/start", &json!({})).await;
    assert_eq!(started.status, 200, "{}", started.text);
    started.json()["state"].as_str().unwrap().to_owned()
}

/// A provider that is reached over https, and a browser there.
async fn over_https() -> (House, Browser) {
    let house = House::with(json!({ "public_url": HTTPS })).await;
    let mut browser = house.browser();
    (browser.host, browser.origin) = ("provider.example", Some(HTTPS));
    (house, browser)
}

async fn log_in(browser: &mut Browser, password: &str) -> crate::browser::Page {
    let fields = [("name", USER), ("password", password)];
    browser.post_form("/console/login", &fields).await
}

/// Everything in the audit log as `who: what: subject`.
pub(crate) async fn log(house: &House) -> Vec<String> {
    let rows = house.provider.db.read(|tx| rows::after(tx, 0, 1_000)).await.unwrap();
    rows.iter().map(|row| format!("{}: {}: {}", row.who, row.what, row.subject)).collect()
}

#[tokio::test]
async fn security_state_is_random_single_use_short_lived_and_of_one_browser() {
    let house = House::new().await;
    let (mut browser, mut other) = (house.browser(), house.browser());
    let (state, second) = (start(&mut browser).await, start(&mut browser).await);
    // 128 bits are 22 characters of base64.
    assert!(state.len() >= 22 && state != second, "{state}");
    start(&mut other).await;
    let hand_over = async |browser: &mut Browser, state: &str| {
        let body = json!({ "state": state, "accessToken": "EAAtoken" });
        browser.post_json("/signup/callback", &body).await.status.as_u16()
    };
    assert_eq!(hand_over(&mut other, &state).await, 403, "another browser");
    assert_eq!(hand_over(&mut browser, &state).await, 200);
    assert_eq!(hand_over(&mut browser, &state).await, 409, "a second time");
    house.clock.advance(SignedDuration::from_hours(3)).unwrap();
    assert_eq!(hand_over(&mut browser, &second).await, 410, "too late");
    // What is stored lets nobody forge one.
    let stored = house.provider.db.read(move |tx| callbacks::of_state(tx, &state)).await.unwrap();
    assert_eq!(stored, None, "only its hash is stored");
}

#[test]
fn security_post_message_origins_are_whole_origins() {
    for (origin, fine) in [
        ("https://www.facebook.com", true),
        ("http://platform.localhost:8090", true),
        ("https://www.facebook.com/", false),
        ("facebook.com", false),
        ("*", false),
        ("https://*.facebook.com", false),
        ("http://www.facebook.com", false),
        ("null", false),
    ] {
        let checked = settings(&json!({ "dialog_origins": [origin] })).check();
        assert_eq!(checked.is_ok(), fine, "{origin}: {checked:?}");
    }
    let error = settings(&json!({ "dialog_origins": [] })).check().unwrap_err().to_string();
    assert!(error.contains("dialog_origins"), "{error}");
}

#[tokio::test]
async fn security_client_ids_from_a_browser_make_no_client() {
    let house = House::new().await;
    let mut browser = house.browser();
    let state = start(&mut browser).await;
    let said = json!({ "data": { "waba_id": "501", "phone_number_id": "601" }, "event": "FINISH" });
    let body = json!({ "state": state, "accessToken": "EAAtoken", "session": said });
    assert_eq!(browser.post_json("/signup/callback", &body).await.status, 200);
    let known = house.provider.db.read(|tx| clients::get(tx, graph::id::WabaId::new(501))).await;
    assert_eq!(known.unwrap(), None, "nobody asked the platform yet");
}

#[tokio::test]
async fn security_opener_policy_lets_the_pop_up_answer_and_nobody_else() {
    let house = House::new().await;
    for (path, policy) in [
        ("/", "same-origin-allow-popups"),
        ("/signup", "same-origin-allow-popups"),
        ("/console/login", "same-origin"),
        ("/console", "same-origin"),
    ] {
        let page = house.browser().get(path).await;
        assert_eq!(page.headers["cross-origin-opener-policy"], policy, "{path}");
        let content = page.headers["content-security-policy"].to_str().unwrap();
        assert!(content.contains("frame-ancestors 'none'"), "{path}: {content}");
        assert_eq!(page.headers["x-content-type-options"], "nosniff", "{path}");
    }
}

#[tokio::test]
async fn security_cookies_cannot_be_set_read_or_sent_by_others() {
    let (_house, mut browser) = over_https().await;
    let page = log_in(&mut browser, PASSWORD).await;
    let cookie = page.headers["set-cookie"].to_str().unwrap();
    assert!(cookie.starts_with("__Host-console="), "{cookie}");
    for part in ["; Path=/;", "; HttpOnly", "; SameSite=Strict", "; Secure"] {
        assert!(cookie.contains(part), "{part} in {cookie}");
    }
    assert!(!cookie.contains("Domain"), "{cookie}");
    let page = browser.post_json("/signup/start", &json!({})).await;
    let cookie = page.headers["set-cookie"].to_str().unwrap();
    assert!(cookie.starts_with("__Host-signup="), "{cookie}");
    for part in ["; HttpOnly", "; SameSite=Lax", "; Secure"] {
        assert!(cookie.contains(part), "{part} in {cookie}");
    }
    // The plain name, which any page of a sister domain could set, is none here.
    let value = cookie.split(['=', ';']).nth(1).unwrap().to_owned();
    let (_house, mut fresh) = over_https().await;
    fresh.plant("console", &value);
    assert_eq!(fresh.get("/console").await.status, 303);
}

#[tokio::test]
async fn security_csrf_requests_of_other_sites_change_nothing() {
    let house = House::new().await;
    let send = async |headers: &[(&str, &str)]| {
        let mut request = http::Request::post("/console/login")
            .header("host", "provider.localhost:8080")
            .header("content-type", "application/x-www-form-urlencoded");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let body = format!("name={USER}&password={}", PASSWORD.replace(' ', "+"));
        let request = request.body(axum::body::Body::from(body)).unwrap();
        house.browser().raw(request).await.status.as_u16()
    };
    let own = "http://provider.localhost:8080";
    for (headers, status) in [
        (vec![], 403),
        (vec![("sec-fetch-site", "cross-site")], 403),
        (vec![("sec-fetch-site", "same-site")], 403),
        (vec![("origin", "https://evil.test"), ("sec-fetch-site", "same-origin")], 403),
        (vec![("origin", "null")], 403),
        (vec![("origin", "http://provider.localhost:8080.evil.test")], 403),
        (vec![("referer", "https://evil.test/?http://provider.localhost:8080")], 403),
        (vec![("sec-fetch-site", "same-origin")], 303),
        (vec![("origin", own)], 303),
        (vec![("origin", own), ("sec-fetch-site", "same-origin")], 303),
    ] {
        assert_eq!(send(&headers).await, status, "{headers:?}");
    }
}

#[tokio::test]
async fn security_body_caps_hold_on_every_address_that_takes_one() {
    let house = House::new().await;
    for (path, kind, most) in [
        ("/webhooks/whatsapp", "application/json", 3 << 20),
        ("/webhooks/onprem/601", "application/json", 3 << 20),
        ("/signup/callback", "application/json", 2 << 20),
        ("/console/login", "application/x-www-form-urlencoded", 2 << 20),
    ] {
        let send = async |size: usize| {
            let request = http::Request::post(path)
                .header("host", "provider.localhost:8080")
                .header("origin", "http://provider.localhost:8080")
                .header("content-type", kind)
                .body(axum::body::Body::from(vec![b'x'; size]))
                .unwrap();
            house.browser().raw(request).await.status.as_u16()
        };
        assert_eq!(send(most + 1).await, 413, "{path}");
        assert_ne!(send(1_000).await, 413, "{path}");
    }
}

#[tokio::test]
async fn security_sessions_are_new_at_every_login_and_end_on_the_server() {
    let house = House::new().await;
    let mut browser = house.browser();
    browser.plant("console", "chosen-by-somebody-else");
    let mut values = Vec::new();
    for _ in 0..2 {
        let page = log_in(&mut browser, PASSWORD).await;
        let cookie = page.headers["set-cookie"].to_str().unwrap().to_owned();
        values.push(cookie.split(['=', ';']).nth(1).unwrap().to_owned());
    }
    assert_ne!(values[0], values[1]);
    // 256 bits are 43 characters of base64.
    assert!(values[0].len() >= 43 && values[0] != "chosen-by-somebody-else");
    assert_eq!(browser.post_form("/console/logout", &[]).await.status, 303);
    let mut thief = house.browser();
    thief.plant("console", &values[1]);
    assert_eq!(thief.get("/console").await.status, 303, "a copy of the cookie is worth nothing");
}

#[tokio::test]
async fn security_calls_carry_token_in_the_header_and_the_proof() {
    /// Address and token of each call.
    type Heard = Arc<Mutex<Vec<(String, Option<String>)>>>;
    let heard = Heard::default();
    let hearing = Arc::clone(&heard);
    let platform = Router::new().fallback(move |request: Request| {
        let bearer = request.headers().get(AUTHORIZATION);
        let bearer = bearer.map(|value| value.to_str().unwrap().replacen("Bearer ", "", 1));
        hearing.lock().unwrap().push((request.uri().to_string(), bearer));
        async { axum::Json(json!({ "data": [], "success": true })).into_response() }
    });
    let house = House::with(json!({})).await;
    house.switchboard.connect("platform.localhost:8090", platform);
    while house.provider.tick().await.unwrap() {}
    let heard = heard.lock().unwrap().clone();
    assert!(heard.len() >= 3, "{heard:?}");
    let (secret, tokens) = ("0123456789abcdef0123456789abcdef", ["EAAemployee", "EAAadmin"]);
    for (address, bearer) in heard {
        let bearer = bearer.unwrap_or_else(|| panic!("{address} carries no token"));
        assert!(!address.contains(secret), "{address}");
        // The one question that Meta takes in no other way: it asks about a token.
        let asks_about = address.split("input_token=").count() - 1;
        let seen: usize = tokens.iter().map(|token| address.matches(token).count()).sum();
        assert!(seen == asks_about && asks_about <= 1, "{address}");
        if address.contains('?') {
            let proof = appsecret_proof(&bearer, secret);
            assert!(address.contains(&format!("appsecret_proof={proof}")), "{address}");
        }
    }
}

#[test]
fn security_start_unsafe_settings_are_refused_with_the_remedy() {
    let key = |seed| {
        use base64::Engine as _;
        let bytes = shell::secret::Secrets::seeded(seed).bytes::<32>();
        base64::engine::general_purpose::STANDARD.encode(bytes)
    };
    let cases: [(Value, &str); 9] = [
        (json!({ "app_secret": " " }), "app_secret is blank"),
        (json!({ "console_password": "changeme" }), "console_password is a word"),
        (json!({ "app_secret_previous": "short" }), "app_secret_previous is too short"),
        (
            json!({ "app_secret_previous": "0123456789abcdef0123456789abcdef" }),
            "app_secret_previous is the same as app_secret",
        ),
        (json!({ "master_key": null }), "master_key"),
        (json!({ "master_key": "change-me" }), "master_key"),
        (json!({ "master_keys": [key(1)] }), "master_key"),
        (json!({ "listen": "0.0.0.0" }), "listen"),
        (json!({ "listen": "192.168.0.7", "public_url": "http://provider.example" }), "listen"),
    ];
    for (changes, expected) in cases {
        let error = settings(&changes).check().unwrap_err().to_string();
        assert!(error.contains(expected), "{changes}: {error}");
        assert!(!error.contains(&key(1)) && !error.contains("change-me"), "{error}");
    }
    for fine in [
        json!({ "listen": "0.0.0.0", "public_url": HTTPS }),
        json!({ "listen": "::1" }),
        json!({ "master_key": null, "master_keys": [format!("new:{}", key(1))] }),
        json!({ "master_keys": [format!("new:{}", key(1)), format!("old:{}", key(2))] }),
    ] {
        settings(&fine).check().unwrap_or_else(|why| panic!("{fine}: {why}"));
    }
}

#[cfg(unix)]
#[test]
fn security_start_a_settings_file_or_folder_that_all_can_read_is_refused() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("provider.toml");
    let data = folder.path().join("data");
    std::fs::create_dir(&data).unwrap();
    std::fs::write(data.join("provider.db"), "").unwrap();
    let mut text = toml::Table::try_from(crate::house::plain(&json!({}))).unwrap();
    text.insert("data_dir".into(), data.display().to_string().into());
    std::fs::write(&file, text.to_string()).unwrap();
    let set = |path: &std::path::Path, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    for (file_mode, folder_mode, remedy) in [
        (0o644, 0o700, Some("chmod 600")),
        (0o600, 0o755, Some("chmod 700")),
        (0o600, 0o700, None),
        (0o640, 0o750, None),
    ] {
        set(&file, file_mode);
        set(&data, folder_mode);
        let loaded = Settings::load(Some(&file), json!({}));
        match remedy {
            Some(remedy) => {
                let words = loaded.unwrap_err().to_string();
                assert!(words.contains(remedy), "{words}");
            }
            None => drop(loaded.unwrap()),
        }
    }
}

#[tokio::test]
async fn security_audit_what_operators_do_is_written_down_with_its_request() {
    let house = House::new().await;
    let add = |tx: &Tx<'_>| clients::add(tx, graph::id::WabaId::new(501), noon()).map(drop);
    house.provider.db.write(add).await.unwrap();
    let mut browser = house.browser();
    assert_eq!(log_in(&mut browser, "wrong").await.status, 401);
    let fields = [("name", "a password typed here"), ("password", "x")];
    assert_eq!(browser.post_form("/console/login", &fields).await.status, 401);
    let page = log_in(&mut browser, PASSWORD).await;
    let request = page.headers["x-request-id"].to_str().unwrap().to_owned();
    browser.get("/console/settings").await;
    browser.post_form("/console/clients/501/look", &[]).await;
    browser.post_form("/console/clients/999/look", &[]).await;
    browser.post_form("/console/logout", &[]).await;
    let log = log(&house).await;
    let told: Vec<&str> = log.iter().map(String::as_str).collect();
    assert_eq!(
        told[told.len() - 6..],
        [
            "somebody: was refused at the login: operator anna",
            "somebody: was refused at the login: an unknown name",
            "anna: logged in: console",
            "anna: looked at the settings: settings",
            "anna: asked for a look at once: client 501",
            "anna: logged out: console",
        ],
        "and nothing for what was not done"
    );
    let rows = house.provider.db.read(|tx| rows::after(tx, 0, 100)).await.unwrap();
    let login = rows.iter().find(|row| row.what == "logged in").unwrap();
    assert_eq!(login.request_id.as_deref(), Some(request.as_str()));
    let whole = serde_json::to_string(&rows).unwrap();
    assert!(!whole.contains("a password typed here") && !whole.contains(PASSWORD), "{whole}");
    let verdict = audit::verify(&house.provider.db, &house.provider.sealer, None).await.unwrap();
    assert_eq!(verdict.flaws, []);
}

#[tokio::test]
async fn security_audit_changed_secrets_are_written_down_without_their_text() {
    let house = House::new().await;
    let first = log(&house).await;
    assert!(first.contains(&format!("settings file: added an operator: operator {USER}")));
    let db = house.provider.db.clone();
    let house = House::on(db.clone(), json!({})).await;
    assert_eq!(log(&house).await, first, "the same settings say nothing new");
    let house = House::on(db, json!({ "employee_token": "EAAanother-token-9876543210" })).await;
    let more = log(&house).await[first.len()..].to_vec();
    assert_eq!(more, ["settings file: changed a secret: setting employee_token"]);
    let rows = house.provider.db.read(|tx| rows::after(tx, 0, 100)).await.unwrap();
    assert!(!serde_json::to_string(&rows).unwrap().contains("EAAanother"));
}

#[tokio::test]
async fn security_audit_a_deed_that_fails_is_not_written_down() {
    let house = House::new().await;
    let before = log(&house).await.len();
    let sealer = house.provider.sealer.clone();
    let deed = Deed::new(noon(), USER, "did something", "client 1");
    let failing = move |tx: &Tx<'_>| {
        audit::write(tx, &sealer, &deed)?;
        tx.execute("UPDATE no_such_table SET x = 1", &[]).map(drop)
    };
    house.provider.db.write(failing).await.unwrap_err();
    assert_eq!(log(&house).await.len(), before);
}

#[tokio::test]
async fn security_keys_a_server_opens_with_old_keys_and_seals_with_the_new() {
    use base64::Engine as _;
    let key = |seed| {
        let bytes = shell::secret::Secrets::seeded(seed).bytes::<32>();
        base64::engine::general_purpose::STANDARD.encode(bytes)
    };
    let house = House::with(json!({ "master_key": key(1) })).await;
    let mut browser = house.browser();
    let state = start(&mut browser).await;
    let body = json!({ "state": state, "accessToken": "EAAtoken" });
    assert_eq!(browser.post_json("/signup/callback", &body).await.status, 200);
    // The old key stays in `master_key`, the new one goes before it.
    let changes = json!({ "master_key": key(1), "master_keys": [format!("new:{}", key(2))] });
    let house = House::on(house.provider.db.clone(), changes).await;
    let hash = sha256_hex(state.as_bytes());
    let stored = house.provider.db.read(move |tx| callbacks::of_state(tx, &hash)).await.unwrap();
    let stored = stored.unwrap();
    let context = provider::store::sealed::CALLBACK.context(stored.seq);
    let plain = house.provider.sealer.open(&context, &stored.sealed.unwrap()).unwrap();
    assert_eq!(plain, b"EAAtoken");
    let used = house.provider.db.read(keys::used).await.unwrap();
    assert_eq!(used.by_key.len(), 1);
    assert_eq!(used.servers, [house.provider.sealer.key_id()]);
    assert!(!used.by_key.contains_key(house.provider.sealer.key_id()), "not sealed anew yet");
}
