//! Message templates: creating, reviewing, editing, sending, deleting, migrating (contract §3.2,
//! §3.8, §4.8 codes 132xxx, §6.11; rule H02).

use graph::Permission;
use serde_json::{Value, json};
use world::{Holder, Policy};

use crate::graph_scene::{NO_ACCESS, Run};
use crate::live::{CLIENT, DONE, accepted, customer};
use crate::messaging_scene::Work;
use crate::visitor::Visitor;

fn draft(name: &str, category: &str, components: &Value) -> Value {
    json!({"name": name, "language": "en_US", "category": category, "components": components})
}

fn body(text: &str) -> Value {
    json!([{"type": "BODY", "text": text}])
}

#[tokio::test]
async fn each_fault_of_a_new_template_has_its_own_subcode() {
    let work = Work::begun(Policy::classic()).await;
    let good = json!({"type": "BODY", "text": "Your order is ready."});
    let with = |part: Value| json!([good, part]);
    let header = |text: &str| with(json!({"type": "HEADER", "format": "TEXT", "text": text}));
    let cases = [
        (body(&format!("Hello {}", "x".repeat(1_024))), 2_388_040),
        (header(&"x".repeat(61)), 2_388_040),
        (header("Dear {{1}} and {{2}}"), 2_388_047),
        (header("Two\nlines"), 2_388_047),
        (with(json!({"type": "HEADER", "format": "SMELL"})), 2_388_047),
        (body("Hello {{2}}, how are you today?"), 2_388_072),
        (body("Hello\n\n\nyou"), 2_388_072),
        (with(json!({"type": "FOOTER", "text": "Bye {{1}}"})), 2_388_073),
        (body("Hi {{1}} {{2}} {{3}} all"), 2_388_293),
        (body("{{1}} is what you ordered from us"), 2_388_299),
        (body("You ordered from us {{1}}"), 2_388_299),
        (body("You ordered {{1}} from us today"), 2_388_043),
        (json!([]), 2_388_043),
    ];
    for (components, subcode) in cases {
        let told = work.create(draft("faulty", "UTILITY", &components.clone())).await;
        assert_eq!(told.error(), (400, 100, Some(subcode)), "{components}: {}", told.text);
        let error = &told.json()["error"];
        assert!(error["error_user_title"].is_string() && error["error_user_msg"].is_string());
    }
    let with_buttons = |buttons: Value| with(json!({"type": "BUTTONS", "buttons": buttons}));
    let url = |url: &str| json!({"type": "URL", "text": "Look", "url": url});
    for buttons in [
        json!([{"type": "URL", "text": "Look", "url": "https://shrub.example/{{1}}/x"}]),
        json!([url("https://a.example"), url("https://b.example"), url("https://c.example")]),
        json!([{"type": "FLOW", "text": "Go"}]),
    ] {
        let told = work.create(draft("faulty", "UTILITY", &with_buttons(buttons.clone()))).await;
        assert_eq!(told.error(), (400, 100, None), "{buttons}: {}", told.text);
    }
    for (name, language) in [("Upper Case", "en_US"), ("", "en_US"), ("fine", "klingon!")] {
        let mut asked = draft(name, "UTILITY", &body("Your order is ready."));
        asked["language"] = json!(language);
        assert_eq!(work.create(asked).await.error().1, 100, "{name} {language}");
    }
    let told = work.create(draft("fine", "UTILITY", &body("Your order is ready."))).await;
    assert_eq!(told.json()["status"], "PENDING");
    let again = work.create(draft("fine", "UTILITY", &body("Your order is ready."))).await;
    assert_eq!(again.error(), (400, 100, Some(2_388_024)));
}

#[tokio::test]
async fn categories_had_other_names_before_v16() {
    let work = Work::begun(Policy::classic()).await;
    let path = |version: &str| format!("/{version}/{}/message_templates", work.outcome.waba);
    let admin = work.scene.provider.admin.clone();
    let ask = async |version: &str, name: &str, category: &str| {
        let asked = draft(name, category, &body("Your order is ready."));
        work.scene.post(&path(version), &admin, Some(asked)).await
    };
    let old = ask("v15.0", "old", "TRANSACTIONAL").await;
    assert_eq!(old.json()["category"], "UTILITY", "{}", old.text);
    let refused = ask("v21.0", "new", "TRANSACTIONAL").await;
    assert!(refused.message().contains("AUTHENTICATION, MARKETING, UTILITY"), "{}", refused.text);
    assert_eq!(ask("v15.0", "new", "UTILITY").await.error().1, 100);
    assert_eq!(ask("v16.0", "new", "UTILITY").await.status, 200);
    assert_eq!(ask("v21.0", "newer", "SPAM").await.error().1, 100);
}

#[tokio::test]
async fn a_template_is_in_a_language_of_metas_list() {
    let work = Work::begun(Policy::classic()).await;
    let ask = async |language: &str| {
        let mut asked = draft("ready", "UTILITY", &body("Your order is ready."));
        asked["language"] = json!(language);
        work.create(asked).await
    };
    for language in ["en", "pt_BR", "zh_HK", "fil", "rw_RW"] {
        assert_eq!(ask(language).await.status, 200, "{language}");
    }
    for language in ["xx", "en_XX", "EN", "de_DE", "german"] {
        let refused = ask(language).await;
        assert_eq!(refused.error(), (400, 100, None), "{}", refused.text);
        assert!(refused.message().contains("Param language"), "{}", refused.text);
    }
}

#[tokio::test]
async fn reviews_follow_the_words_and_say_why() {
    let work = Work::begun(Policy::classic()).await;
    let told = |name: &str| {
        let all = work.inbox.of("message_template_status_update").into_iter();
        all.rev().find(|it| it["message_template_name"] == name).unwrap()
    };
    for (name, category, words, reason) in [
        ("fine", "UTILITY", "Your order is ready.", "NONE"),
        ("smoke", "MARKETING", "Cheap cigarettes today.", "ABUSIVE_CONTENT"),
        ("refused", "MARKETING", "Please reject this one.", "INVALID_FORMAT"),
        ("a_scam", "MARKETING", "This is a SCAM for you.", "SCAM"),
        ("sale", "UTILITY", "Our big sale begins today.", "INCORRECT_CATEGORY"),
    ] {
        let id = work.template(name, category, words).await;
        let (status, event) = (work.scene.member(&id, "status").await, told(name));
        let expected = if reason == "NONE" { "APPROVED" } else { "REJECTED" };
        assert_eq!((&status, &event["event"]), (&json!(expected), &json!(expected)), "{name}");
        assert_eq!(event["reason"], reason, "{name}");
        assert_eq!(work.scene.member(&id, "rejected_reason").await, reason);
        assert_eq!(event["message_template_id"].to_string(), id, "a number here");
    }
    let mails = work.scene.mails(CLIENT).await;
    assert!(mails.iter().any(|it| it.contains("template smoke was rejected")), "{mails:?}");

    let mut asked = draft("summer", "UTILITY", &body("Our big sale begins today."));
    asked["allow_category_change"] = json!(true);
    assert_eq!(work.create(asked).await.json()["category"], "MARKETING");
    let today = Work::begun(Policy::today()).await;
    let told = today.create(draft("summer", "UTILITY", &body("Our big sale begins today."))).await;
    assert_eq!(told.json()["category"], "MARKETING", "today it always changes");
}

#[tokio::test]
async fn an_approved_template_is_edited_once_a_day_and_ten_times_a_month() {
    let work = Work::begun(Policy::classic()).await;
    let id = work.template("ready", "UTILITY", "Your order is ready.").await;
    let admin = work.scene.provider.admin.clone();
    let edit =
        async |change: Value| work.scene.post(&format!("/v21.0/{id}"), &admin, Some(change)).await;
    let words = |text: &str| json!({"components": body(text)});
    assert_eq!(edit(json!({})).await.error().1, 100);
    let moved = edit(json!({"category": "MARKETING"})).await;
    assert_eq!(moved.error().1, 100, "an approved template keeps its category");
    assert_eq!(edit(words("{{1}}")).await.error(), (400, 100, Some(2_388_299)));
    assert_eq!(edit(words("Your order is on its way.")).await.text, DONE);
    assert_eq!(work.scene.member(&id, "status").await, "PENDING");
    assert_eq!(edit(words("Too early.")).await.error().1, 100, "it is being reviewed");
    work.scene.pass("2m").await;
    assert_eq!(edit(words("Your order has arrived.")).await.error().1, 100, "once in 24 hours");
    let sent = accepted(&work.send("ready", &customer(1)).await);
    work.scene.pass("24h").await;
    let told = work.scene.stage.get(&format!("/_control/handsets/{}", customer(1))).await;
    assert!(told.to_string().contains("Your order is on its way."), "{sent}");
    for day in 2..=10 {
        assert_eq!(edit(words(&format!("Your order number {day} is here."))).await.text, DONE);
        work.scene.pass("25h").await;
    }
    assert_eq!(edit(words("The eleventh.")).await.error().1, 100, "ten times in 30 days");
    work.scene.pass("21d").await;
    assert_eq!(edit(words("Your order has arrived.")).await.text, DONE);

    let refused = work.template("refused", "UTILITY", "Please reject this one.").await;
    let path = format!("/v21.0/{refused}");
    let change = json!({"category": "MARKETING", "components": body("Please take this one.")});
    assert_eq!(work.scene.post(&path, &admin, Some(change)).await.text, DONE);
    work.scene.pass("2m").await;
    assert_eq!(work.scene.member(&refused, "status").await, "APPROVED");
}

#[tokio::test]
async fn values_fill_header_body_and_buttons_and_must_fit() {
    let work = Work::begun(Policy::classic()).await;
    let components = json!([
        {"type": "HEADER", "format": "TEXT", "text": "Order {{1}}",
            "example": {"header_text": ["7"]}},
        {"type": "BODY", "text": "Hello {{1}}, {{2}} plants are waiting for you.",
            "example": {"body_text": [["Ann", "3"]]}},
        {"type": "FOOTER", "text": "Lucky Shrub"},
        {"type": "BUTTONS", "buttons": [
            {"type": "URL", "text": "Track", "url": "https://shrub.example/{{1}}",
                "example": ["https://shrub.example/7"]},
            {"type": "PHONE_NUMBER", "text": "Call", "phone_number": "+16505550123"}]},
    ]);
    assert_eq!(work.create(draft("order", "UTILITY", &components)).await.status, 200);
    work.scene.pass("2m").await;
    let to = customer(1);
    let words = |text: &str| json!({"type": "text", "text": text});
    let header = json!({"type": "header", "parameters": [words("7")]});
    let filled = json!({"type": "body", "parameters": [words("Ann"), words("3")]});
    let pictured = json!({"type": "body", "parameters": [words("Ann"), {"type": "image"}]});
    let button = json!({"type": "button", "sub_type": "url", "index": "0",
        "parameters": [words("o/7")]});
    let id = accepted(&work.send_filled("order", &to, json!([header, filled, button])).await);
    work.scene.pass("5s").await;
    let told = work.scene.stage.get(&format!("/_control/handsets/{to}")).await;
    let shown = told["data"].as_array().unwrap().iter().find(|it| it["message_id"] == id).unwrap();
    let expected = "Order 7\n\nHello Ann, 3 plants are waiting for you.\n\nLucky Shrub\n\n\
                    [Track: https://shrub.example/o/7]\n\n[Call: +16505550123]";
    assert_eq!(shown["body"], expected);

    let long = "x".repeat(1_030);
    let cases = [
        (json!([header, {"type": "body", "parameters": [words("Ann")]}, button]), 132_000),
        (json!([filled, button]), 132_000),
        (json!([header, filled]), 131_008),
        (json!([header, pictured, button]), 132_012),
        (
            json!([header, {"type": "body", "parameters": [words(&long), words("3")]}, button]),
            132_005,
        ),
        (
            json!([header, {"type": "body", "parameters": [words("A\nB"), words("3")]}, button]),
            132_007,
        ),
        (
            json!([{"type": "header", "parameters": [{"type": "image",
            "image": {"link": "https://shrub.example/p.png"}}]}, filled, button]),
            132_012,
        ),
        (json!([{"type": "roof"}]), 131_009),
    ];
    for (components, code) in cases {
        let told = work.send_filled("order", &to, components.clone()).await;
        assert_eq!(told.error(), (400, code, None), "{components}: {}", told.text);
    }
    let told = work.send_filled("order", &to, json!([])).await;
    assert_eq!(
        told.message(),
        "(#132000) Number of parameters does not match the expected number \
                                of params"
    );
    let late = json!({"messaging_product": "whatsapp", "to": to, "type": "template", "template":
        {"name": "order", "language": {"code": "en_US"}, "components":
            [header, {"type": "body", "parameters": [words("A\nB"), words("3")]}, button]}});
    assert_eq!(work.message_in("v23.0", late).await.error().1, 132_018, "since v23");
    let missing = work.send("nothing", &to).await;
    assert_eq!(missing.error(), (404, 132_001, None));
}

#[tokio::test]
async fn named_values_and_codes_have_their_own_rules() {
    let work = Work::begun(Policy::classic()).await;
    let mut asked = draft(
        "greeting",
        "UTILITY",
        &json!([{"type": "BODY",
            "text": "Hello {{first_name}}, your table is at {{hour}} today.",
            "example": {"body_text_named_params": [
                {"param_name": "first_name", "example": "Ann"},
                {"param_name": "hour", "example": "8"}]},
        }]),
    );
    assert_eq!(work.create(asked.clone()).await.error(), (400, 100, Some(2_388_072)), "positional");
    asked["parameter_format"] = json!("NAMED");
    let id = work.create(asked).await.json()["id"].as_str().unwrap().to_owned();
    work.scene.pass("2m").await;
    assert_eq!(work.scene.member(&id, "parameter_format").await, "NAMED");
    let named =
        |name: &str, text: &str| json!({"type": "text", "parameter_name": name, "text": text});
    let filled = |values: Value| json!([{"type": "body", "parameters": values}]);
    let to = customer(1);
    let good = filled(json!([named("hour", "8"), named("first_name", "Ann")]));
    accepted(&work.send_filled("greeting", &to, good).await);
    work.scene.pass("5s").await;
    let told = work.scene.stage.get(&format!("/_control/handsets/{to}")).await;
    assert!(told.to_string().contains("Hello Ann, your table is at 8 today."), "{told}");
    let unnamed = filled(json!([{"type": "text", "text": "8"}, {"type": "text", "text": "9"}]));
    assert_eq!(work.send_filled("greeting", &to, unnamed).await.error().1, 100);
    let wrong = filled(json!([named("hour", "8"), named("surname", "Berg")]));
    assert_eq!(work.send_filled("greeting", &to, wrong).await.error().1, 132_012);

    let button = json!({"type": "BUTTONS", "buttons": [{"type": "OTP", "otp_type": "COPY_CODE"}]});
    let own_words = json!([{"type": "BODY", "text": "Our code for you."}, button]);
    let refused = work.create(draft("login", "AUTHENTICATION", &own_words)).await;
    assert_eq!(refused.error(), (400, 100, Some(2_388_072)), "Meta writes its words");
    let components = json!([{"type": "BODY", "add_security_recommendation": true},
        {"type": "FOOTER", "code_expiration_minutes": 5}, button]);
    assert_eq!(work.create(draft("login", "AUTHENTICATION", &components)).await.status, 200);
    work.scene.pass("2m").await;
    let code = json!([{"type": "text", "text": "493817"}]);
    let sent = json!([{"type": "body", "parameters": code},
        {"type": "button", "sub_type": "url", "index": 0, "parameters": code}]);
    accepted(&work.send_filled("login", &to, sent).await);
    work.scene.pass("5s").await;
    let told = work.scene.stage.get(&format!("/_control/handsets/{to}")).await.to_string();
    assert!(told.contains("*493817* is your verification code."), "{told}");
    assert!(told.contains("This code expires in 5 minutes."), "{told}");
}

#[tokio::test]
async fn templates_are_filtered_and_deleted_and_their_names_wait_thirty_days() {
    let work = Work::begun(Policy::classic()).await;
    work.template("ready", "UTILITY", "Your order is ready.").await;
    let mut german = draft("ready", "UTILITY", &body("Ihre Bestellung ist fertig."));
    german["language"] = json!("de");
    let german = work.create(german).await.json()["id"].as_str().unwrap().to_owned();
    work.template("weekly", "MARKETING", "News of the week for you.").await;
    let edge = format!("/v21.0/{}/message_templates", work.outcome.waba);
    let admin = work.scene.provider.admin.clone();
    let count =
        async |query: &str| work.scene.get(&format!("{edge}?{query}"), &admin).await.ids().len();
    assert_eq!(count("name=ready").await, 2);
    assert_eq!(count("language[]=de").await, 1);
    assert_eq!(count("category=marketing").await, 1);
    assert_eq!(count("content=bestellung").await, 1);
    assert_eq!(count("name_or_content=week").await, 1);
    assert_eq!(count("quality_score=GREEN").await, 0);
    assert_eq!(count("quality_score=unknown&name=ready").await, 2);
    assert_eq!(count("status=approved&name=ready").await, 2);
    for (query, words) in [
        ("category=FOO", "category[0] must be one of {AUTHENTICATION, MARKETING, UTILITY}"),
        ("status[]=PENDING&status[]=OPEN", "status[1] must be one of {APPROVED, "),
        ("quality_score=good", "quality_score[0] must be one of {GREEN, "),
    ] {
        let refused = work.scene.get(&format!("{edge}?{query}"), &admin).await;
        assert_eq!(refused.error(), (400, 100, None), "{}", refused.text);
        assert!(refused.message().contains(words), "{}", refused.text);
    }
    assert_eq!(work.scene.get(&format!("{edge}?name=none"), &admin).await.text, r#"{"data":[]}"#);

    let one = format!("{edge}?name=ready&hsm_id={german}");
    assert_eq!(work.scene.delete(&one, &admin).await.text, DONE);
    assert_eq!(count("name=ready").await, 1);
    let told = work.inbox.of("message_template_status_update");
    work.scene.pass("1s").await;
    let told = [told, work.inbox.of("message_template_status_update")].concat();
    let last = told.last().unwrap();
    assert_eq!((&last["event"], &last["reason"]), (&json!("PENDING_DELETION"), &Value::Null));
    assert_eq!(work.scene.delete(&format!("{edge}?name=ready"), &admin).await.text, DONE);
    let gone = work.scene.delete(&format!("{edge}?name=ready"), &admin).await;
    assert_eq!(gone.error(), (400, 100, Some(2_593_002)));
    let again = || work.create(draft("ready", "UTILITY", &body("Your order is ready.")));
    assert_eq!(again().await.error(), (400, 100, Some(2_388_023)));
    work.scene.pass("29d").await;
    assert_eq!(again().await.error(), (400, 100, Some(2_388_023)));
    work.scene.pass("1d").await;
    assert_eq!(again().await.status, 200);
}

#[tokio::test]
async fn a_waba_has_so_many_templates_and_a_hundred_in_an_hour() {
    let mut policy = Policy::classic();
    policy.templates_per_waba = 104;
    policy.messaging.templates_when_verified = 106;
    let work = Work::begun(policy).await;
    let create = async |number: usize| {
        work.create(draft(&format!("t{number}"), "UTILITY", &body("Your order is ready."))).await
    };
    // `hello_world` and `order_ready` are there already, both created within this hour.
    for number in 0..98 {
        assert_eq!(create(number).await.status, 200, "{number}");
    }
    assert_eq!(create(98).await.error().1, 80_008);
    work.scene.pass("61m").await;
    for number in 98..102 {
        assert_eq!(create(number).await.status, 200, "{number}");
    }
    assert_eq!(create(102).await.error(), (400, 100, Some(2_388_019)));
    work.scene.verify_business(&work.outcome, true).await;
    work.scene.pass("2m").await;
    assert_eq!(create(102).await.error(), (400, 100, Some(2_388_019)), "no approved name");
    work.scene.review_name(work.phone, true).await;
    assert_eq!(create(102).await.status, 200);
}

#[tokio::test]
async fn a_category_change_is_announced_a_day_before() {
    let work = Work::begun(Policy::classic()).await;
    let id = work.template("ready", "UTILITY", "Your order is ready.").await;
    work.treats(&id, json!({"act": "recategorise", "category": "MARKETING"})).await;
    let told = work.inbox.of("template_category_update").pop().unwrap();
    assert_eq!(
        (&told["new_category"], &told["correct_category"]),
        (&json!("UTILITY"), &json!("MARKETING"))
    );
    assert!(told["category_update_timestamp"].is_i64());
    assert_eq!(work.scene.member(&id, "correct_category").await, "MARKETING");
    assert_eq!(work.scene.member(&id, "category").await, "UTILITY");
    work.scene.pass("24h").await;
    let told = work.inbox.of("template_category_update").pop().unwrap();
    assert_eq!(
        (&told["previous_category"], &told["new_category"]),
        (&json!("UTILITY"), &json!("MARKETING"))
    );
    assert_eq!(work.scene.member(&id, "category").await, "MARKETING");
    assert_eq!(work.scene.member(&id, "previous_category").await, "UTILITY");
}

#[tokio::test]
async fn approved_templates_migrate_to_another_account_of_the_same_business() {
    let work = Work::begun(Policy::classic()).await;
    let pending = work.create(draft("late", "UTILITY", &body("Your order is late."))).await;
    let pending = pending.json()["id"].as_str().unwrap().to_owned();
    let run = Run {
        business: Some(work.outcome.business),
        person: work.scene.stage.platform.read(|world| world.people.keys().next_back().copied()),
        number: None,
        code: "second",
        ..Run::default()
    };
    let second = work.scene.sign_up(run).await.1.waba;
    let admin = work.scene.provider.admin.clone();
    let path = format!("/v21.0/{second}/migrate_message_templates");
    let from = json!({"source_waba_id": work.outcome.waba});
    let told = work.scene.post(&path, &admin, Some(from.clone())).await.json();
    assert_eq!(told["migrated_templates"].as_array().unwrap().len(), 1, "{told}");
    assert_eq!(told["failed_templates"][&pending], "Template is not approved");
    let edge = format!("/v21.0/{second}/message_templates?name=order_ready&status=APPROVED");
    assert_eq!(work.scene.get(&edge, &admin).await.ids().len(), 1);
    let again = work.scene.post(&path, &admin, Some(from)).await.json();
    assert!(again["migrated_templates"].as_array().unwrap().is_empty(), "{again}");
    let own = json!({"source_waba_id": work.scene.provider.own_waba});
    assert_eq!(work.scene.post(&path, &admin, Some(own)).await.error().1, 100, "of another owner");
    assert_eq!(work.scene.post(&path, &admin, Some(json!({}))).await.error().1, 100);
}

#[tokio::test]
async fn h02_templates_need_the_management_permission_and_an_assignment() {
    let work = Work::begun(Policy::classic()).await;
    let scene = &work.scene;
    let id = work.template("ready", "UTILITY", "Your order is ready.").await;
    let holder = Holder::SystemUser(scene.provider.admin_id);
    scene.token("only-business", holder, &[Permission::BusinessManagement]).await;
    let edge = format!("/v21.0/{}/message_templates", work.outcome.waba);
    let asked = || Some(draft("mine", "UTILITY", &body("Your order is ready.")));
    for token in ["only-business"] {
        assert_eq!(scene.get(&edge, token).await.error(), (403, 10, None));
        assert_eq!(scene.post(&edge, token, asked()).await.error(), (403, 10, None));
        let edit = Some(json!({"components": body("Your order is late.")}));
        assert_eq!(scene.post(&format!("/v21.0/{id}"), token, edit).await.error(), (403, 10, None));
    }
    let employee = scene.provider.employee.clone();
    assert_eq!(scene.post(&edge, &employee, asked()).await.error(), NO_ACCESS);
    let send = json!({"messaging_product": "whatsapp", "to": customer(1), "type": "template",
        "template": {"name": "ready", "language": {"code": "en_US"}}});
    let messages = format!("/v21.0/{}/messages", work.phone);
    assert_eq!(scene.post(&messages, "only-business", Some(send.clone())).await.error().1, 10);
    assert_eq!(scene.post(&messages, &employee, Some(send.clone())).await.error().1, 200);
    scene.assign(work.outcome.waba).await;
    assert_eq!(scene.post(&edge, &employee, asked()).await.status, 200);
    accepted(&scene.post(&messages, &employee, Some(send)).await);
    let mut desk = Visitor::new(&scene.stage);
    desk.open("/desk/templates").await.says("mine");
}
