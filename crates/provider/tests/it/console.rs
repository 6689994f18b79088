//! The console: who gets in, and what operators see and do.

use graph::id::{PhoneNumberId, WabaId};
use jiff::SignedDuration;
use onboard::{Condition, Kind, State};
use provider::store::clients::{self, Looked, Stage};
use provider::store::messages::{self, Inbound, Outbound};
use provider::store::phones::{self, PhoneSeen};
use provider::store::timeline;
use serde_json::json;

use crate::house::{House, PASSWORD, USER, noon};

const WABA: WabaId = WabaId::new(501);
pub(crate) const PHONE: PhoneNumberId = PhoneNumberId::new(601);

/// A client with one number and one customer who wrote at noon.
pub(crate) async fn furnished() -> House {
    let house = House::new().await;
    let furnish = |tx: &shell::sql::Tx<'_>| {
        clients::add(tx, WABA, noon())?;
        clients::name(tx, WABA, "Bakery <1>", None, None)?;
        let condition = |kind, state| {
            let words = "as it is".to_owned();
            Condition { kind, phone: None, state, words, since: None, next: None }
        };
        let looked = Looked {
            stage: Stage::Onboarding,
            conditions: vec![
                condition(Kind::Authorised, State::Yes),
                condition(Kind::CreditShared, State::No),
            ],
            waiting: vec!["the platform to connect the number".to_owned()],
            problem: None,
            trial_ends: Some(noon() + SignedDuration::from_hours(24 * 12)),
        };
        clients::looked(tx, WABA, &looked, noon())?;
        phones::seen(tx, WABA, &number(), noon())?;
        let wrote = Inbound {
            phone: PHONE,
            customer: "491711111111",
            name: Some("Carla"),
            kind: "text",
            body: "Are you open?",
            wamid: "wamid.1",
            at: noon(),
        };
        messages::add_inbound(tx, wrote)?;
        Ok(())
    };
    house.provider.db.write(furnish).await.unwrap();
    house
}

fn number() -> PhoneSeen {
    PhoneSeen {
        phone_id: PHONE,
        display: "+1 631-555-1111".to_owned(),
        verified_name: "Bakery".to_owned(),
        status: "CONNECTED".to_owned(),
        name_status: "AVAILABLE_WITHOUT_REVIEW".to_owned(),
        new_name_status: String::new(),
        account_mode: "SANDBOX".to_owned(),
        tier: "TIER_50".to_owned(),
        quality: "GREEN".to_owned(),
        on_cloud: false,
        certificate: None,
        trial_ends: Some(noon() + SignedDuration::from_hours(24 * 12)),
    }
}

#[tokio::test]
async fn the_console_needs_a_login() {
    let house = furnished().await;
    let mut browser = house.browser();
    for path in [
        "/console",
        "/console/table",
        "/console/settings",
        "/console/clients/501",
        "/console/clients/501/state",
        "/console/clients/501/phones/601",
    ] {
        let page = browser.get(path).await;
        assert_eq!(page.status, 303, "{path}");
        assert!(page.location().starts_with("/console/login?next=%2Fconsole"), "{path}");
        assert!(!page.text.contains("Bakery"));
    }
    let page = browser.post_form("/console/clients/501/look", &[]).await;
    assert_eq!((page.status.as_u16(), page.location()), (303, "/console/login"));
}

#[tokio::test]
async fn only_the_right_password_opens_and_logging_out_closes() {
    let house = furnished().await;
    let mut browser = house.browser();
    for (name, password) in [(USER, "wrong"), ("nobody", PASSWORD), (USER, "")] {
        let fields = [("name", name), ("password", password)];
        let page = browser.post_form("/console/login", &fields).await;
        assert_eq!(page.status, 401);
        assert!(page.text.contains("Name or password is wrong"));
        assert!(!browser.holds("console"));
    }
    let next = "/console/clients/501";
    let fields = [("name", USER), ("password", PASSWORD), ("next", next)];
    let page = browser.post_form("/console/login", &fields).await;
    assert_eq!((page.status.as_u16(), page.location()), (303, next));
    let cookie = page.headers["set-cookie"].to_str().unwrap();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
    assert_eq!(browser.get("/console").await.status, 200);
    browser.post_form("/console/logout", &[]).await;
    assert_eq!(browser.get("/console").await.status, 303);
}

#[tokio::test]
async fn a_session_ends_by_itself() {
    let house = furnished().await;
    let mut operator = house.operator().await;
    house.clock.advance(SignedDuration::from_hours(13)).unwrap();
    assert_eq!(operator.get("/console").await.status, 303);
}

#[tokio::test]
async fn guessing_is_slowed_down() {
    let house = House::new().await;
    let mut browser = house.browser();
    for _ in 0..5 {
        browser.post_form("/console/login", &[("name", USER), ("password", "guess")]).await;
    }
    let right = [("name", USER), ("password", PASSWORD)];
    let page = browser.post_form("/console/login", &right).await;
    assert_eq!(page.status, 429);
    assert!(page.text.contains("Please wait"));
    house.clock.advance(SignedDuration::from_mins(16)).unwrap();
    assert_eq!(browser.post_form("/console/login", &right).await.status, 303);
}

#[tokio::test]
async fn guesses_sent_all_at_once_are_counted_as_well() {
    let house = House::new().await;
    let guesses = (0..20).map(async |_| {
        let fields = [("name", USER), ("password", "guess")];
        house.browser().post_form("/console/login", &fields).await.status.as_u16()
    });
    let answers = futures_util::future::join_all(guesses).await;
    assert_eq!(answers.iter().filter(|status| **status == 401).count(), 5, "{answers:?}");
    assert_eq!(answers.iter().filter(|status| **status == 429).count(), 15, "{answers:?}");
    let long = "x".repeat(10_000);
    let fields = [("name", long.as_str()), ("password", "x")];
    let page = house.browser().post_form("/console/login", &fields).await;
    assert_eq!(page.status, 401);
    assert!(!page.text.contains(&long));
}

#[tokio::test]
async fn forms_of_other_sites_are_refused() {
    let house = furnished().await;
    let mut operator = house.operator().await;
    for origin in [Some("https://evil.test"), Some("null"), None] {
        operator.origin = origin;
        for path in ["/console/clients/501/look", "/console/logout"] {
            assert_eq!(operator.post_form(path, &[]).await.status, 403, "{origin:?} {path}");
        }
    }
    assert_eq!(operator.get("/console").await.status, 200, "still logged in");
}

#[tokio::test]
async fn clients_are_listed_and_found() {
    let house = furnished().await;
    let mut operator = house.operator().await;
    let page = operator.get("/console").await;
    for words in [
        "Bakery &lt;1&gt;",
        "+1 631-555-1111",
        "the platform to connect the number",
        "12 days left",
        "data-stage=\"onboarding\"",
    ] {
        assert!(page.text.contains(words), "{words} in {}", page.text);
    }
    assert!(operator.get("/console?q=bak").await.text.contains("data-waba=\"501\""));
    assert!(operator.get("/console?q=631%20555").await.text.contains("data-waba=\"501\""));
    assert!(!operator.get("/console?q=garage").await.text.contains("data-waba=\"501\""));
}

#[tokio::test]
async fn f05_a_number_shows_its_limit_its_use_of_a_day_and_what_raises_it() {
    let house = furnished().await;
    let mut operator = house.operator().await;
    let path = "/console/clients/501/phones/601";
    let raise = "business verification, the platform&#39;s checks";
    let page = operator.get(path).await;
    assert!(page.text.contains("0 of 50 customers written to first"), "{}", page.text);
    assert!(page.text.contains(raise) || page.text.contains(&raise.replace("&#39;", "'")));
    // One was written to with a template, twice; one answer was free; one was refused.
    let written = |customer: &'static str, kind: &'static str, good: bool| {
        move |tx: &shell::sql::Tx<'_>| {
            let (body, who, node) = ("Hello", USER, "one");
            let message = Outbound { phone: PHONE, customer, kind, body, who, node };
            let seq = messages::add_outbound(tx, message, noon())?;
            if good { messages::accepted(tx, seq, &format!("wamid.{seq}"), noon()) } else { Ok(()) }
        }
    };
    for (customer, kind, good) in [
        ("491711111112", "template", true),
        ("491711111112", "template", true),
        ("491711111111", "text", true),
        ("491711111113", "template", false),
    ] {
        house.provider.db.write(written(customer, kind, good)).await.unwrap();
    }
    let page = operator.get(path).await;
    assert!(page.text.contains("1 of 50 customers written to first"), "{}", page.text);
    house.clock.advance(SignedDuration::from_hours(25)).unwrap();
    let mut operator = house.operator().await;
    assert!(operator.get(path).await.text.contains("0 of 50 customers written to first"));
}

#[tokio::test]
async fn a_client_shows_its_conditions_and_what_it_waits_for() {
    let house = furnished().await;
    let mut operator = house.operator().await;
    let page = operator.get("/console/clients/501").await;
    assert_eq!(page.status, 200);
    for words in [
        "data-condition=\"authorised\" data-state=\"true\"",
        "data-condition=\"credit_shared\" data-state=\"false\"",
        "the platform to connect the number",
        "50 customers in 24 hours",
        "id=\"timeline\"",
        "data-live=\"false\"",
    ] {
        assert!(page.text.contains(words), "{words} in {}", page.text);
    }
    assert_eq!(operator.get("/console/clients/999").await.status, 404);
}

#[tokio::test]
async fn a04_the_choice_of_system_user_and_its_risk_are_explained() {
    for (choice, words) in [("employee", "the careful choice"), ("admin", "reaches all clients")] {
        let house = House::with(json!({ "system_user": choice })).await;
        let page = house.operator().await.get("/console/settings").await;
        assert!(page.text.contains(words), "{choice}: {}", page.text);
    }
}

#[tokio::test]
async fn the_settings_page_shows_no_secret() {
    let page = House::new().await.operator().await.get("/console/settings").await;
    assert!(page.text.contains("1301"), "the credit line's id");
    for secret in ["0123456789abcdef", "EAAemployee", "EAAadmin", "verify-", PASSWORD] {
        assert!(!page.text.contains(secret), "{secret}");
    }
}

#[tokio::test]
async fn looking_again_puts_the_client_first_and_is_written_down() {
    let house = furnished().await;
    let park = |tx: &shell::sql::Tx<'_>| {
        clients::take(tx, noon(), "one", 10)?;
        clients::give_back(tx, WABA, "one", noon() + SignedDuration::from_hours(5))
    };
    house.provider.db.write(park).await.unwrap();
    let mut operator = house.operator().await;
    let page = operator.post_form("/console/clients/501/look", &[]).await;
    assert_eq!((page.status.as_u16(), page.location()), (303, "/console/clients/501"));
    let read = |db: &shell::sql::Tx<'_>| {
        Ok((clients::get(db, WABA)?, timeline::of_client(db, WABA, None, 1)?))
    };
    let (client, facts) = house.provider.db.read(read).await.unwrap();
    assert_eq!(client.unwrap().again_at, Some(noon()));
    assert_eq!(facts[0].who, USER);
    assert_eq!(operator.post_form("/console/clients/999/look", &[]).await.status, 404);
}

/// The state of a client whose trial has ended.
fn after_the_trial() -> Looked {
    let words = "switched off: the trial has ended".to_owned();
    let phone = Some(number().display);
    Looked {
        stage: Stage::Off,
        conditions: vec![Condition {
            kind: Kind::Live,
            phone,
            state: State::No,
            words,
            since: None,
            next: None,
        }],
        waiting: vec![
            "the business to be verified: the trial of +1 631-555-1111 has ended".to_owned(),
        ],
        problem: None,
        trial_ends: None,
    }
}

#[tokio::test]
async fn e03_a_number_that_is_off_says_why_and_offers_no_forms() {
    let house = furnished().await;
    let ended = |tx: &shell::sql::Tx<'_>| {
        let number =
            PhoneSeen { status: "UNVERIFIED".to_owned(), trial_ends: Some(noon()), ..number() };
        phones::seen(tx, WABA, &number, noon())?;
        clients::looked(tx, WABA, &after_the_trial(), noon())
    };
    house.provider.db.write(ended).await.unwrap();
    let mut operator = house.operator().await;
    let path = "/console/clients/501/phones/601";
    let page = operator.get(path).await;
    for words in ["Nothing can be sent: switched off: the trial has ended", "to be verified"] {
        assert!(page.text.contains(words), "{words} in {}", page.text);
    }
    assert!(!page.text.contains("<form class=\"sheet\""), "{}", page.text);
    let fields = [("to", "+491711111111"), ("text", "Hello?")];
    let page = operator.post_form(&format!("{path}/text"), &fields).await;
    assert_eq!(page.status, 422);
    for words in ["It was not sent", "the trial has ended. Waiting for: the business", "Hello?"] {
        assert!(page.text.contains(words), "{words} in {}", page.text);
    }
    let client = operator.get("/console/clients/501").await;
    assert!(client.text.contains("the trial ended at"), "{}", client.text);
    assert!(!client.text.contains("trial, until"), "{}", client.text);

    // The page is loaded afresh, with its forms, once the number can send again.
    let state = format!("{path}/state?customer=491711111111&idle=true");
    assert_eq!(operator.get(&state).await.status, 200);
    let back = |tx: &shell::sql::Tx<'_>| {
        phones::seen(tx, WABA, &number(), noon())?;
        let looked = Looked { stage: Stage::Live, ..after_the_trial() };
        clients::looked(tx, WABA, &looked, noon())
    };
    house.provider.db.write(back).await.unwrap();
    let page = operator.get(&state).await;
    assert_eq!(
        page.headers["hx-redirect"],
        "/console/clients/501/phones/601?customer=491711111111"
    );
    assert!(operator.get(path).await.text.contains("id=\"send-text\""));
}

#[tokio::test]
async fn where_there_is_no_page_there_is_a_way_back() {
    let house = House::new().await;
    let mut browser = house.browser();
    for (path, way_back) in [
        ("/nope", "href=\"/\""),
        ("/console/nope", "href=\"/console\""),
        ("/consoles", "href=\"/\""),
    ] {
        let page = browser.get(path).await;
        assert_eq!(page.status, 404, "{path}");
        assert!(page.text.contains("There is no such page"), "{path}: {}", page.text);
        assert!(page.text.contains(way_back), "{path}: {}", page.text);
        assert!(page.headers.contains_key("content-security-policy"), "{path}");
    }
}

#[tokio::test]
async fn f01_the_window_is_shown_open_and_closed() {
    let house = furnished().await;
    let mut operator = house.operator().await;
    let path = "/console/clients/501/phones/601?customer=491711111111";
    let page = operator.get(path).await;
    for words in ["data-window=\"open\"", "Are you open?", "Carla", "data-status=\"received\""] {
        assert!(page.text.contains(words), "{words} in {}", page.text);
    }
    assert!(page.text.contains("id=\"send-text\"") && page.text.contains("id=\"send-template\""));
    house.clock.advance(SignedDuration::from_hours(25)).unwrap();
    let mut operator = house.operator().await;
    let page = operator.get(path).await;
    assert!(page.text.contains("data-window=\"closed\"") && page.text.contains("template only"));
}

#[tokio::test]
async fn f01_free_text_outside_the_window_is_refused_in_words() {
    let house = furnished().await;
    house.clock.advance(SignedDuration::from_hours(25)).unwrap();
    let mut operator = house.operator().await;
    let fields = [("to", "+491711111111"), ("text", "Are you still there?")];
    let page = operator.post_form("/console/clients/501/phones/601/text", &fields).await;
    assert_eq!(page.status, 422);
    assert!(page.text.contains("window is closed") && page.text.contains("send a template"));
    assert!(page.text.contains("Are you still there?"), "what was typed is kept");
}

#[tokio::test]
async fn a_template_that_cannot_go_out_stands_in_the_conversation_with_its_reason() {
    let house = furnished().await;
    let mut operator = house.operator().await;
    let path = "/console/clients/501/phones/601/template";
    let page = operator.post_form(path, &[("to", "+49 171 2222222")]).await;
    let conversation = "/console/clients/501/phones/601?customer=491712222222";
    assert_eq!((page.status.as_u16(), page.location()), (303, conversation));
    let page = operator.get(conversation).await;
    assert!(page.text.contains("hello_world") && page.text.contains("data-status=\"failed\""));
    assert!(page.text.contains("client does not run"), "{}", page.text);
}

#[tokio::test]
async fn what_is_no_number_is_refused_in_words_and_nothing_typed_is_lost() {
    let house = furnished().await;
    let mut operator = house.operator().await;
    let path = "/console/clients/501/phones/601/text";
    let page = operator.post_form(path, &[("to", "12"), ("text", "Hello you")]).await;
    assert_eq!(page.status, 422);
    assert!(page.text.contains("is no phone number") && page.text.contains("Hello you"));
    let page = operator.post_form(path, &[("to", "+491711111111"), ("text", "  ")]).await;
    assert!(page.text.contains("a text has 1 to 4096 characters"));
    let elsewhere = "/console/clients/502/phones/601/text";
    let fields = [("to", "+491711111111"), ("text", "x")];
    assert_eq!(operator.post_form(elsewhere, &fields).await.status, 404);
}
