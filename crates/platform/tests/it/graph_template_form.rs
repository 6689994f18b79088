//! What a template must look like, and what fills it: each rule of contract §3.8 and §4.8 refused
//! on its own, next to the same thing done right.

use serde_json::{Value, json};
use world::Policy;

use crate::live::{DONE, accepted, customer};
use crate::messaging_scene::Work;

const BODY: &str = "Your order is ready.";

fn asked(name: &str, category: &str, components: &Value) -> Value {
    json!({"name": name, "language": "en_US", "category": category, "components": components})
}

/// A good body with one more part.
fn with(part: &Value) -> Value {
    json!([{"type": "BODY", "text": BODY}, part])
}

fn buttons(buttons: &Value) -> Value {
    with(&json!({"type": "BUTTONS", "buttons": buttons}))
}

#[tokio::test]
async fn each_part_of_a_template_keeps_its_own_form() {
    let work = Work::begun(Policy::classic()).await;
    let footer = |text: &str| with(&json!({"type": "FOOTER", "text": text}));
    let copied = |example: Value| buttons(&json!([{"type": "COPY_CODE", "example": example}]));
    let reply = |text: &str| json!({"type": "QUICK_REPLY", "text": text});
    let call = json!({"type": "PHONE_NUMBER", "text": "Call", "phone_number": "+16505550123"});
    let media =
        |example: Value| with(&json!({"type": "HEADER", "format": "IMAGE", "example": example}));
    let many = |count: usize| {
        let all: Vec<_> = (0..count).map(|number| reply(&format!("Reply {number}"))).collect();
        buttons(&json!(all))
    };
    let link = |end: &str| {
        let url = format!("https://shrub.example/{end}");
        buttons(&json!([{"type": "URL", "text": "Look", "url": url}]))
    };
    // What is refused, its subcode, and the nearest thing that is not refused.
    let cases = [
        (with(&json!({"type": "ROOF", "text": "x"})), None, footer("Bye")),
        (footer(&"x".repeat(61)), Some(2_388_040), footer(&"x".repeat(60))),
        (footer("Two\nlines"), Some(2_388_073), footer("One line")),
        (media(json!({})), Some(2_388_043), media(json!({"header_handle": ["4::aW1n:AR"]}))),
        (json!([{"type": "BODY", "text": " "}]), Some(2_388_043), footer("Bye")),
        (json!([{"type": "BODY", "text": "Your {{1 order is ready."}]), Some(2_388_072), many(1)),
        (buttons(&json!([])), None, many(1)),
        (many(11), None, many(10)),
        (
            buttons(&json!([reply("Yes"), call, reply("No")])),
            None,
            buttons(&json!([reply("Yes"), reply("No"), call])),
        ),
        (copied(json!([])), Some(2_388_043), copied(json!(["SHRUB25"]))),
        (buttons(&json!([reply("")])), Some(2_388_040), buttons(&json!([reply("x")]))),
        (
            buttons(&json!([reply(&"x".repeat(26))])),
            Some(2_388_040),
            buttons(&json!([reply(&"x".repeat(25))])),
        ),
        (link(&"x".repeat(1_990)), Some(2_388_040), link(&"x".repeat(1_970))),
        (
            buttons(&json!([{"type": "PHONE_NUMBER", "text": "Call",
                "phone_number": "+1650555012345678901234"}])),
            Some(2_388_040),
            buttons(&json!([call])),
        ),
        (
            link("{{1}}"),
            Some(2_388_043),
            buttons(
                &json!([{"type": "URL", "text": "Look", "example": ["https://shrub.example/7"],
                "url": "https://shrub.example/{{1}}"}]),
            ),
        ),
    ];
    for (number, (wrong, subcode, right)) in cases.into_iter().enumerate() {
        let refused = work.create(asked(&format!("wrong_{number}"), "UTILITY", &wrong)).await;
        assert_eq!(refused.error(), (400, 100, subcode), "{wrong}: {}", refused.text);
        let made = work.create(asked(&format!("right_{number}"), "UTILITY", &right)).await;
        assert_eq!(made.status, 200, "{right}: {}", made.text);
    }
}

#[tokio::test]
async fn templates_with_a_code_have_no_header_and_end_within_ninety_minutes() {
    let work = Work::begun(Policy::classic()).await;
    let otp =
        |kind: &str| json!({"type": "BUTTONS", "buttons": [{"type": "OTP", "otp_type": kind}]});
    let minutes = |minutes: i64| {
        json!([{"type": "BODY"}, {"type": "FOOTER", "code_expiration_minutes": minutes},
            otp("COPY_CODE")])
    };
    let header = json!({"type": "HEADER", "format": "TEXT", "text": "Login"});
    let cases = [
        (json!([header, {"type": "BODY"}, otp("COPY_CODE")]), 2_388_047),
        (minutes(0), 2_388_073),
        (minutes(91), 2_388_073),
        (json!([{"type": "BODY"}, otp("SMOKE_SIGNAL")]), 2_388_043),
    ];
    for (components, subcode) in cases {
        let told = work.create(asked("login", "AUTHENTICATION", &components)).await;
        assert_eq!(told.error(), (400, 100, Some(subcode)), "{components}: {}", told.text);
    }
    for (name, length) in [("one", 1), ("ninety", 90)] {
        let told = work.create(asked(name, "AUTHENTICATION", &minutes(length))).await;
        assert_eq!(told.status, 200, "{}", told.text);
    }
}

#[tokio::test]
async fn how_long_a_message_is_tried_depends_on_the_category() {
    let work = Work::begun(Policy::classic()).await;
    let lasting = async |name: &str, category: &str, ttl: i64| {
        let mut body = asked(name, category, &json!([{"type": "BODY", "text": BODY}]));
        body["message_send_ttl_seconds"] = ttl.into();
        work.create(body).await
    };
    for (category, short, long) in [("UTILITY", 29, 43_201), ("MARKETING", 43_199, 2_592_001)] {
        let word = category.to_lowercase();
        for ttl in [short, long] {
            let told = lasting(&word, category, ttl).await;
            assert_eq!(told.error(), (400, 100, None), "{category} {ttl}");
        }
        assert_eq!(lasting(&format!("{word}_1"), category, short + 1).await.status, 200);
        assert_eq!(lasting(&format!("{word}_2"), category, long - 1).await.status, 200);
    }
}

#[tokio::test]
async fn each_value_of_a_message_is_looked_at() {
    let work = Work::begun(Policy::classic()).await;
    let to = customer(1);
    let mut named = asked(
        "greeting",
        "UTILITY",
        &json!([{"type": "BODY", "text": "Hello {{first_name}}, your table is ready.",
            "example": {"body_text_named_params": [
                {"param_name": "first_name", "example": "Ann"}]}}]),
    );
    named["parameter_format"] = json!("NAMED");
    assert_eq!(work.create(named).await.status, 200);
    let picture = json!([
        {"type": "HEADER", "format": "IMAGE", "example": {"header_handle": ["4::aW1n:AR"]}},
        {"type": "BODY", "text": "See your order of {{1}} here.",
            "example": {"body_text": [["plants"]]}},
        {"type": "BUTTONS", "buttons": [{"type": "QUICK_REPLY", "text": "Thanks"}]},
    ]);
    assert_eq!(work.create(asked("picture", "UTILITY", &picture)).await.status, 200);
    let early = work.send("picture", &to).await;
    assert_eq!(early.error(), (404, 132_001, None), "it is not approved yet: {}", early.text);
    work.scene.pass("2m").await;

    let body = |value: Value| json!({"type": "body", "parameters": [value]});
    let name = |name: &str, text: &str| {
        json!([body(json!({"type": "text", "parameter_name": name, "text": text}))])
    };
    let header = |kind: &str| {
        json!({"type": "header", "parameters": [
            {"type": kind, kind: {"link": "https://shrub.example/p"}}]})
    };
    let words = body(json!({"type": "text", "text": "plants"}));
    let button = |kind: &str, index: &str| {
        json!({"type": "button", "sub_type": kind, "index": index,
            "parameters": [{"type": "payload", "payload": "thanks"}]})
    };
    let good = json!([header("image"), words, button("quick_reply", "0")]);
    let cases = [
        ("greeting", name("", "Ann"), 100),
        ("greeting", name("first_name", ""), 100),
        ("picture", json!([header("video"), words]), 132_012),
        ("picture", json!([header("image"), body(json!({"type": "text", "text": ""}))]), 100),
        ("picture", json!([header("image"), words, button("quick_reply", "3")]), 132_012),
        ("picture", json!([header("image"), words, button("hologram", "0")]), 131_009),
    ];
    for (template, components, code) in cases {
        let told = work.send_filled(template, &to, components.clone()).await;
        assert_eq!(told.error().1, code, "{components}: {}", told.text);
    }
    accepted(&work.send_filled("greeting", &to, name("first_name", "Ann")).await);
    accepted(&work.send_filled("picture", &to, good).await);
    let policy = json!({"messaging_product": "whatsapp", "to": to, "type": "template",
        "template": {"name": "order_ready", "language": {"code": "en_US", "policy": "fallback"}}});
    assert_eq!(work.message(policy).await.error(), (400, 131_009, None));
}

#[tokio::test]
async fn the_desk_treats_a_template_only_as_its_state_allows() {
    let work = Work::begun(Policy::classic()).await;
    let told =
        work.create(asked("late", "UTILITY", &with(&json!({"type": "FOOTER", "text": "x"}))));
    let id = told.await.json()["id"].as_str().unwrap().to_owned();
    let path = format!("templates/{id}");
    for act in ["pause", "resume", "disable"] {
        work.scene.control_refused(&path, json!({"act": act})).await;
    }
    work.scene.pass("2m").await;
    work.scene.control_refused(&path, json!({"act": "resume"})).await;
    let marketing = json!({"act": "recategorise", "category": "MARKETING"});
    work.scene.control_refused(&path, json!({"act": "recategorise", "category": "UTILITY"})).await;
    work.scene.control(&path, marketing.clone()).await;
    work.scene.control_refused(&path, marketing).await;
    work.scene.control(&path, json!({"act": "pause"})).await;
    let paused = work.send("late", &customer(1)).await;
    assert_eq!(paused.error().1, 132_015);
    work.scene.control(&path, json!({"act": "resume"})).await;
    accepted(&work.send("late", &customer(1)).await);
    work.scene.control(&path, json!({"act": "disable"})).await;
    assert_eq!(work.send("late", &customer(1)).await.error().1, 132_016);
}

#[tokio::test]
async fn only_as_many_templates_migrate_as_there_is_room_for() {
    let policy = Policy { templates_per_waba: 4, ..Policy::classic() };
    let work = Work::begun(policy).await;
    for name in ["first", "second"] {
        work.template(name, "UTILITY", BODY).await;
    }
    let run = crate::graph_scene::Run {
        business: Some(work.outcome.business),
        person: Some(work.scene.owner_of(work.outcome.business)),
        number: None,
        code: "second",
        ..crate::graph_scene::Run::default()
    };
    let second = work.scene.sign_up(run).await.1.waba;
    let admin = work.scene.provider.admin.clone();
    let edge = format!("/v21.0/{second}/message_templates");
    let own = asked("own", "UTILITY", &json!([{"type": "BODY", "text": BODY}]));
    assert_eq!(work.scene.post(&edge, &admin, Some(own)).await.status, 200);
    let path = format!("/v21.0/{second}/migrate_message_templates");
    let from = json!({"source_waba_id": work.outcome.waba});
    let told = work.scene.post(&path, &admin, Some(from)).await.json();
    assert_eq!(told["migrated_templates"].as_array().unwrap().len(), 2, "{told}");
    assert_eq!(work.scene.get(&edge, &admin).await.ids().len(), 4);
}

#[tokio::test]
async fn d02_a_disabled_account_makes_no_templates() {
    let work = Work::begun(Policy::classic()).await;
    let new = || asked("late", "UTILITY", &json!([{"type": "BODY", "text": BODY}]));
    let measure = json!({"waba_id": work.outcome.waba, "violation": "SCAM", "measure": "disable"});
    work.scene.control("measures", measure).await;
    let refused = work.create(new()).await;
    assert_ne!(refused.status, 200, "{}", refused.text);
    let lift = json!({"waba_id": work.outcome.waba});
    work.scene.control("measures/lift", lift).await;
    assert_eq!(work.scene.register(work.phone).await.text, DONE);
    assert_eq!(work.create(new()).await.status, 200);
}
