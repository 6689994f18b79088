//! Faults of webhooks: copies, delays, another order, losses, wrong signatures.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use axum::Router;
use axum::routing::post;
use graph::WabaId;
use graph::webhook::verify;
use http::StatusCode;
use serde_json::{Value, json};
use tokio::sync::Notify;

use crate::delivery_hook::{Delivery, Hook};
use crate::faults_calls::{counts, order};
use crate::graph_scene::{Run, Scene};
use crate::stage::Stage;
use crate::visitor::Visitor;

/// A provider whose callback takes the webhooks of one client.
struct Listening {
    scene: Scene,
    waba: WabaId,
    hook: Hook,
}

impl Listening {
    async fn new() -> Self {
        let scene = Scene::new().await;
        let (_, outcome) = scene.sign_up(Run::default()).await;
        let waba = outcome.waba;
        let hook = Hook::at(&scene.stage, "inbox.example");
        let (app, secret) = (scene.provider.app, &scene.provider.secret);
        let hooked = json!({"object": "whatsapp_business_account", "verify_token": "vt",
            "callback_url": "http://inbox.example/in", "fields": "account_update"});
        let path = format!("/v21.0/{app}/subscriptions");
        let told = scene.post(&path, &format!("{app}|{secret}"), Some(hooked)).await;
        assert_eq!(told.status, 200, "{}", told.text);
        let path = format!("/v21.0/{waba}/subscribed_apps");
        assert_eq!(scene.post(&path, &scene.provider.admin, None).await.status, 200);
        scene.stage.settle().await;
        hook.got();
        Self { scene, waba, hook }
    }

    /// The account broke a policy: one webhook comes about.
    async fn warned(&self, violation: &str) {
        let body = json!({"waba_id": self.waba, "violation": violation, "measure": "warn"});
        let (status, told) = self.scene.stage.post("/_control/measures", body).await;
        assert!(status.is_success(), "{told}");
    }

    /// Delivers what is due, and says which violations came, one text for each request.
    async fn came(&self) -> Vec<String> {
        self.scene.stage.settle().await;
        self.hook.got().iter().map(violations).collect()
    }

    async fn order(&self, fault: Value) {
        order(&self.scene.stage, fault).await;
    }

    async fn turned(&self, by: &str) {
        let body = json!({"advance": by});
        let (status, told) = self.scene.stage.post("/_control/clock", body).await;
        assert!(status.is_success(), "{told}");
    }

    /// The newest webhook of the log.
    async fn newest(&self) -> Value {
        self.scene.stage.get("/_control/webhooks?limit=1").await["data"][0].clone()
    }
}

fn violations(request: &Delivery) -> String {
    let changes = request.changes();
    let each = changes.iter().map(|(_, value)| {
        value["violation_info"]["violation_type"].as_str().unwrap_or("none").to_owned()
    });
    each.collect::<Vec<_>>().join("+")
}

#[tokio::test]
async fn webhooks_come_once_and_in_order_where_nothing_was_ordered() {
    let listening = Listening::new().await;
    for violation in ["SPAM", "SCAM"] {
        listening.warned(violation).await;
    }
    assert_eq!(listening.came().await, ["SPAM+SCAM"]);
    assert_eq!(listening.newest().await["fault"], Value::Null);
}

#[tokio::test]
async fn a_webhook_comes_several_times() {
    let listening = Listening::new().await;
    listening.order(json!({"kind": {"duplicate": {"copies": 2}}, "when": {"nth": 2}})).await;
    for violation in ["SPAM", "SCAM"] {
        listening.warned(violation).await;
    }
    assert_eq!(listening.came().await, ["SPAM+SCAM", "SCAM", "SCAM"]);
    let newest = listening.newest().await;
    assert_eq!((&newest["fault"], &newest["attempts"]), (&json!("repeated by fault 1"), &json!(3)));
    assert_eq!(newest["state"], "delivered");
}

#[tokio::test]
async fn copies_that_a_crash_kept_from_being_sent_are_sent_after_it() {
    let listening = Listening::new().await;
    listening.order(json!({"kind": {"duplicate": {"copies": 2}}})).await;
    listening.warned("SPAM").await;
    // The callback takes the webhook, and is never done with the first copy.
    let (count, copied) = (Arc::new(AtomicU32::new(0)), Arc::new(Notify::new()));
    let (counted, told) = (Arc::clone(&count), Arc::clone(&copied));
    let take = async move || {
        if counted.fetch_add(1, Ordering::Relaxed) > 0 {
            told.notify_one();
            std::future::pending::<()>().await;
        }
        StatusCode::OK
    };
    let stage = &listening.scene.stage;
    stage.board.connect("inbox.example", Router::new().route("/in", post(take)));
    tokio::select! {
        () = stage.settle() => panic!("everything was sent"),
        () = copied.notified() => {}
    }
    assert_eq!(count.load(Ordering::Relaxed), 2);
    let newest = listening.newest().await;
    assert_eq!((&newest["state"], &newest["copies"]), (&json!("delivered"), &json!(2)));
    let Listening { scene: Scene { stage, provider }, waba, .. } = listening;
    let scene = Scene { stage: stage.crash().await, provider };
    let hook = Hook::at(&scene.stage, "inbox.example");
    let listening = Listening { scene, waba, hook };
    assert_eq!(listening.came().await, ["SPAM", "SPAM"], "the one under way comes again");
    let newest = listening.newest().await;
    assert_eq!((&newest["copies"], &newest["next_at"]), (&json!(0), &Value::Null));
    assert_eq!(listening.came().await, [""; 0]);
}

#[tokio::test]
async fn a_webhook_comes_later_by_the_clock_also_after_a_restart() {
    let listening = Listening::new().await;
    let about = json!({"field": "account_update", "event": "ACCOUNT_VIOLATION"});
    listening.order(json!({"kind": {"delay": {"seconds": 90}}, "matching": about})).await;
    listening.warned("SPAM").await;
    assert_eq!(listening.came().await, [""; 0]);
    assert_eq!(listening.newest().await["fault"], "delayed by fault 1");
    listening.warned("SCAM").await;
    assert_eq!(listening.came().await, ["SCAM"], "only the first");
    let Listening { scene: Scene { stage, provider }, waba, hook } = listening;
    let scene = Scene { stage: stage.crash().await, provider };
    let listening = Listening { scene, waba, hook };
    listening.turned("89s").await;
    assert_eq!(listening.came().await, [""; 0]);
    listening.turned("1s").await;
    assert_eq!(listening.came().await, ["SPAM"]);
    assert_eq!(counts(&listening.scene.stage).await, [(1, 1)], "it is met once");
}

#[tokio::test]
async fn a_younger_webhook_goes_first() {
    let listening = Listening::new().await;
    listening.order(json!({"kind": "reorder"})).await;
    listening.warned("SPAM").await;
    assert_eq!(listening.came().await, [""; 0], "it waits for another");
    listening.warned("SCAM").await;
    assert_eq!(listening.came().await, ["SCAM", "SPAM"]);
    // In one go, and where none follows it goes after an hour.
    listening.order(json!({"kind": "reorder", "when": {"first": 2}})).await;
    listening.warned("ADULT").await;
    listening.hook.answers(StatusCode::INTERNAL_SERVER_ERROR, "");
    listening.warned("SPAM").await;
    listening.warned("SCAM").await;
    assert_eq!(listening.came().await, ["SCAM"], "which is not accepted");
    listening.hook.answers(StatusCode::OK, "");
    listening.turned("1s").await;
    assert_eq!(listening.came().await, ["SCAM", "ADULT+SPAM"]);
    listening.order(json!({"kind": "reorder"})).await;
    listening.warned("DRUGS").await;
    assert_eq!(listening.came().await, [""; 0]);
    listening.turned("1h").await;
    assert_eq!(listening.came().await, ["DRUGS"]);
}

#[tokio::test]
async fn a_webhook_is_dropped_and_the_log_says_by_what() {
    let listening = Listening::new().await;
    let other = listening.scene.provider.own_waba;
    listening.order(json!({"kind": "drop", "matching": {"waba_id": other}})).await;
    listening.order(json!({"kind": "drop", "matching": {"event": "PARTNER_REMOVED"}})).await;
    listening.order(json!({"kind": "drop", "matching": {"waba_id": listening.waba}})).await;
    listening.warned("SPAM").await;
    assert_eq!(listening.came().await, [""; 0]);
    let row = listening.newest().await;
    assert_eq!((&row["state"], &row["fault"]), (&json!("dropped"), &json!("dropped by fault 3")));
    assert_eq!(counts(&listening.scene.stage).await, [(0, 0), (0, 0), (1, 1)]);
    let mut visitor = Visitor::new(&listening.scene.stage);
    visitor.open(&format!("/desk/webhooks/{}", row["seq"])).await.says("dropped by fault 3");
    let again = json!({"seq": row["seq"]});
    listening.scene.stage.post("/_control/webhooks/redeliver", again).await;
    assert_eq!(listening.came().await, ["SPAM"], "who asks for it again gets it");
}

#[tokio::test]
async fn the_next_signatures_are_wrong_also_after_a_restart() {
    let listening = Listening::new().await;
    let app = listening.scene.provider.app;
    let wrong = json!({"kind": "bad_signature", "when": {"first": 2}});
    let mut about = wrong.clone();
    about["matching"] = json!({"app_id": app, "field": "account_update"});
    listening.order(about).await;
    let Listening { scene: Scene { stage, provider }, waba, hook } = listening;
    let scene = Scene { stage: stage.crash().await, provider };
    let listening = Listening { scene, waba, hook };
    let mut right = Vec::new();
    for _ in 0..3 {
        listening.warned("SPAM").await;
        listening.scene.stage.settle().await;
        let got = listening.hook.got();
        let secret = &listening.scene.provider.secret;
        right.extend(
            got.iter().map(|one| verify(secret, one.header("x-hub-signature-256"), &one.body)),
        );
    }
    assert_eq!(right, [false, false, true]);
    let posts = listening.scene.stage.get("/_control/webhook-posts").await;
    assert_eq!(posts["data"][1]["signature_broken"], true, "{posts}");
    let newest = listening.newest().await;
    assert_eq!((&newest["fault"], &newest["state"]), (&Value::Null, &json!("delivered")));
    let first = listening.scene.stage.get("/_control/webhooks?state=delivered").await;
    let faults: Vec<&Value> = first["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["fault"])
        .filter(|fault| !fault.is_null())
        .collect();
    assert!(!faults.is_empty(), "{first}");
    assert!(faults.iter().all(|fault| *fault == "signed wrong by fault 1"), "{first}");
    let strange = json!({"kind": "bad_signature", "matching": {"app_id": "12345"}});
    order(&listening.scene.stage, strange).await;
    assert_eq!(listening.came().await.len(), 0);
}

/// The desk orders the same faults, and shows how they are typed.
#[tokio::test]
async fn the_desk_orders_and_takes_back() {
    let stage = Stage::new().await;
    let mut visitor = Visitor::new(&stage);
    visitor.open("/desk/faults").await.says("No fault is ordered.").says("phone.register.post");
    let form = [
        ("kind", "error"),
        ("number", "131016"),
        ("when", "every"),
        ("count", "3"),
        ("operation", "phone.register"),
        ("message", "Back soon"),
    ];
    visitor.send("/desk/faults", &form).await.says(
        "vestibule fault add error --code 131016 --message 'Back soon' --every 3 \
         --operation phone.register",
    );
    visitor
        .send("/desk/faults", &[("kind", "lost_answer"), ("when", "first"), ("count", "2")])
        .await
        .says("vestibule fault add lost_answer --first 2");
    visitor.send("/desk/faults", &[("kind", "latency")]).await.says("how many milliseconds");
    visitor.send("/desk/faults", &[("kind", "error")]).await.says("Give the code of the error");
    let every = [("kind", "reset"), ("when", "every")];
    visitor.send("/desk/faults", &every).await.says("Give the number or chance");
    let event = [("kind", "drop"), ("event", "PARTNER_ADED")];
    visitor.send("/desk/faults", &event).await.says("no event of webhooks is called PARTNER_ADED");
    let told = stage.get("/_control/faults").await;
    assert_eq!(
        told["data"][0]["kind"],
        json!({"error": {"code": 131_016, "message": "Back soon"}})
    );
    visitor.send("/desk/faults/clear", &[("id", "1")]).await.never_says("131016 --message");
    visitor.send("/desk/faults/clear", &[]).await.says("No fault is ordered.");
    assert_eq!(stage.get("/_control/faults").await["data"], json!([]));
}

#[tokio::test]
async fn a_refused_order_stays_filled_in_with_the_problem_at_its_field() {
    let stage = Stage::new().await;
    let mut visitor = Visitor::new(&stage);
    let rest = [("message", "Back <soon>"), ("path", "/register"), ("when", "nth")];
    for (kind, name, value, why) in [
        ("latency", "number", "x", "is no whole number"),
        ("error", "number", "", "Give the code of the error"),
        ("reset", "count", "0", "a whole number from 1"),
        ("reset", "waba_id", "shop", "is no whole number"),
        ("drop", "path", "/register", "cannot be matched by `path`"),
        ("reset", "operation", "phone.fly", "phone.fly"),
        ("reset", "field", "messages", "cannot be matched by `field`"),
    ] {
        let mut form = vec![("kind", kind), ("count", "3")];
        form.extend(rest.into_iter().filter(|(field, _)| kind != "drop" || *field != "path"));
        form.retain(|(field, _)| *field != name);
        form.push((name, value));
        let page = visitor.send("/desk/faults", &form).await;
        assert_eq!(page.status, http::StatusCode::UNPROCESSABLE_ENTITY, "{form:?}");
        page.says(why).says(&format!("aria-describedby=\"{name}-wrong\""));
        page.says(&format!("<option value=\"{kind}\" selected"));
        page.says("value=\"Back &lt;soon&gt;\"").says("<option value=\"nth\" selected");
        page.says(&format!("name=\"{name}\" value=\"{value}\""));
    }
    assert_eq!(stage.get("/_control/faults").await["data"], json!([]));
}

#[tokio::test]
async fn the_desk_asks_how_often_and_for_whose_token_and_keeps_the_places_of_its_buttons() {
    let stage = Stage::new().await;
    let mut visitor = Visitor::new(&stage);
    let form = [
        ("kind", "reset"),
        ("when", "every"),
        ("count", "2"),
        ("times", "4"),
        ("token", "EAAsecret"),
    ];
    let page = visitor.send("/desk/faults", &form).await;
    page.says("--every 2 --times 4 --token sha256:").never_says("EAAsecret");
    // What scrolls is not what is read anew; the button is found again by its id.
    page.says("aria-label=\"Ordered faults\"><div id=\"live\"").says("id=\"clear-1\"");
    let told = stage.get("/_control/faults").await;
    assert_eq!(told["data"][0]["times"], 4, "{told}");
}

#[tokio::test]
async fn what_no_webhook_is_about_is_refused_in_words() {
    let stage = Stage::new().await;
    for (about, words) in [
        (json!({"field": "nonsense"}), "no field of webhooks is called nonsense"),
        (json!({"event": "PARTNER_ADED"}), "PARTNER_ADDED"),
        (json!({"field": "security", "event": "PARTNER_ADDED"}), "PIN_CHANGED"),
    ] {
        let order = json!({"kind": "drop", "matching": about});
        let (status, told) = stage.post("/_control/faults", order).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{told}");
        assert!(told["error"]["message"].as_str().unwrap().contains(words), "{told}");
    }
    let fine = json!({"kind": "drop", "matching": {"field": "security", "event": "PIN_CHANGED"}});
    assert!(stage.post("/_control/faults", fine).await.0.is_success());
}
