//! What system users, tasks and access levels open (rules A03, A05, H01 to H03; contract §0, §3.6).

use graph::{PhoneNumberId, Task, WabaId};
use http::Method;
use serde_json::{Value, json};

use crate::graph_scene::{NO_ACCESS, Run, Scene, Told};
use crate::live::{DONE, customer};
use crate::signup::Walk;
use crate::visitor::Visitor;

/// `(#10)`: the app's level of access does not cover this.
const NOT_COVERED: (u16, i64, Option<i64>) = (403, 10, None);

/// What the employee does with an account, in the order of the letters.
struct Deeds<'a> {
    scene: &'a Scene,
    waba: WabaId,
    phone: PhoneNumberId,
    round: usize,
}

impl Deeds<'_> {
    async fn call(&self, method: Method, path: String, body: Option<Value>) -> char {
        let told = self.told(method, path, body).await;
        letter(&told)
    }

    async fn told(&self, method: Method, path: String, body: Option<Value>) -> Told {
        self.scene.call(method, &path, Some(&self.scene.provider.employee), body).await
    }

    /// A member of an object, which is left out where it may not be seen.
    async fn member(&self, path: String, field: &str) -> char {
        let told = self.told(Method::GET, path, None).await;
        let answer = told.json();
        let seen = answer[field].is_string() || answer["data"][0][field].is_string();
        match letter(&told) {
            '+' if !seen => '-',
            other => other,
        }
    }

    /// Letters: account, numbers, cost, templates, new template, profile, certificate, message,
    /// webhooks, users, assigning, credit. `+` may, `2` error 200, `-` left out.
    async fn all(&self) -> String {
        let Self { scene, waba, phone, round } = self;
        let (get, post) = (Method::GET, Method::POST);
        let template = json!({"name": format!("note_{round}"), "language": "en_US",
            "category": "UTILITY", "components": [{"type": "BODY", "text": "Hello there."}]});
        let profile = json!({"messaging_product": "whatsapp", "about": "Open"});
        let message = json!({"messaging_product": "whatsapp", "to": customer(*round),
            "type": "text", "text": {"body": "Hi"}});
        let credit = json!({"waba_id": waba, "waba_currency": "USD"});
        let own = scene.provider.business;
        let user = json!({"user": scene.provider.employee_id, "tasks": ["MANAGE"]});
        let path = |rest: &str| format!("/v21.0/{waba}{rest}");
        let line = format!("/v21.0/{}/whatsapp_credit_sharing_and_attach", scene.provider.line);
        let numbers = path("/phone_numbers?fields=certificate");
        [
            self.call(get.clone(), path("?fields=name"), None).await,
            self.call(get.clone(), path("/phone_numbers"), None).await,
            self.member(path("?fields=primary_funding_id"), "primary_funding_id").await,
            self.call(get.clone(), path("/message_templates"), None).await,
            self.call(post.clone(), path("/message_templates"), Some(template)).await,
            self.call(
                post.clone(),
                format!("/v21.0/{phone}/whatsapp_business_profile"),
                Some(profile),
            )
            .await,
            self.member(numbers, "certificate").await,
            self.call(post.clone(), format!("/v21.0/{phone}/messages"), Some(message)).await,
            self.call(post.clone(), path("/subscribed_apps"), None).await,
            self.call(get, path(&format!("/assigned_users?business={own}")), None).await,
            self.call(post.clone(), path("/assigned_users"), Some(user)).await,
            self.call(post, line, Some(credit)).await,
        ]
        .iter()
        .collect()
    }
}

fn letter(told: &Told) -> char {
    match told.status {
        200 => '+',
        _ if told.error() == NO_ACCESS => '2',
        _ => panic!("{}", told.text),
    }
}

#[tokio::test]
async fn a03_a05_each_task_opens_what_it_says_and_nothing_else() {
    let (scene, outcome, phone, _) = Scene::live(Run::default()).await;
    scene.share_credit(outcome.waba).await;
    let mut deeds = Deeds { scene: &scene, waba: outcome.waba, phone, round: 0 };
    assert_eq!(deeds.all().await, "222222222222", "an employee that is not assigned");
    for (task, row) in [
        // account numbers cost templates new-template profile certificate message webhooks users
        // assigning credit
        (Task::Manage, "++++++++++2+"),
        (Task::FullControl, "++++++++++2+"),
        (Task::Develop, "++-222-+++22"),
        (Task::ManageTemplates, "+2-++2222+22"),
        (Task::ViewTemplates, "+2-+22222+22"),
        (Task::ManagePhone, "++-22++22+22"),
        (Task::ManagePhoneAssets, "++-22++22+22"),
        (Task::ViewPhoneAssets, "++-222-22+22"),
        (Task::ViewCost, "+2+222222+22"),
        (Task::ManageBilling, "+2+222222+2+"),
        (Task::Messaging, "++-222-+2+22"),
        (Task::ManageExtensions, "+2-222222+22"),
        (Task::ViewInsights, "+2-222222+22"),
        (Task::ManageUsers, "+2-222222+22"),
    ] {
        deeds.round += 1;
        let user = scene.provider.employee_id;
        let edge = format!("/v21.0/{}/assigned_users", outcome.waba);
        let assign = json!({"user": user, "tasks": [task]});
        assert_eq!(scene.post(&edge, &scene.provider.admin, Some(assign)).await.text, DONE);
        assert_eq!(deeds.all().await, row, "{task}");
        let gone = format!("{edge}?user={user}");
        assert_eq!(scene.delete(&gone, &scene.provider.admin).await.text, DONE);
    }
    assert_eq!(Task::ALL.len(), 14, "every task has its row");
}

/// Development and Standard access everywhere, as on an app's first day.
async fn fresh(scene: &Scene) {
    let path = format!("/_control/apps/{}/access", scene.provider.app);
    let (status, told) = scene.stage.post(&path, json!({"fresh": true})).await;
    assert!(status.is_success(), "{told}");
    assert_eq!(told["mode"], "development");
    assert_eq!(told["advanced"], json!([]));
}

async fn level(scene: &Scene, level: Value) {
    let path = format!("/_control/apps/{}/access", scene.provider.app);
    let (status, told) = scene.stage.post(&path, level).await;
    assert!(status.is_success(), "{told}");
}

#[tokio::test]
async fn h03_with_standard_access_an_app_reaches_its_own_account_and_no_clients() {
    let (scene, outcome, phone, _) = Scene::live(Run::default()).await;
    level(&scene, json!({"mode": "live", "advanced": []})).await;
    let admin = &scene.provider.admin;
    let name = |waba: WabaId| format!("/v21.0/{waba}?fields=name");
    assert_eq!(scene.get(&name(scene.provider.own_waba), admin).await.status, 200);
    let client = scene.get(&name(outcome.waba), admin).await;
    assert_eq!(client.error(), NOT_COVERED, "{}", client.text);
    let why = client.json()["error"]["error_user_msg"].as_str().unwrap().to_owned();
    assert!(why.contains("Advanced access"), "{why}");
    assert_eq!(scene.send_text(phone, &customer(1)).await.error(), NOT_COVERED);
    let business = format!("/v21.0/{}", outcome.business);
    assert_eq!(scene.get(&business, admin).await.error(), NOT_COVERED);
    let clients = format!("/v21.0/{}/client_whatsapp_business_accounts", scene.provider.business);
    assert_eq!(scene.get(&clients, admin).await.text, r#"{"data":[]}"#);
    let owned = format!("/v21.0/{}/owned_whatsapp_business_accounts", scene.provider.business);
    assert_eq!(scene.get(&owned, admin).await.ids(), [scene.provider.own_waba.to_string()]);
    let share = format!("/v21.0/{}/whatsapp_credit_sharing_and_attach", scene.provider.line);
    let body = Some(json!({"waba_id": outcome.waba, "waba_currency": "USD"}));
    assert_eq!(scene.post(&share, admin, body.clone()).await.error(), NOT_COVERED);

    level(&scene, json!({"advanced": ["whatsapp_business_management"]})).await;
    assert_eq!(scene.get(&name(outcome.waba), admin).await.status, 200);
    assert_eq!(scene.get(&clients, admin).await.ids(), [outcome.waba.to_string()]);
    assert_eq!(scene.post(&share, admin, body.clone()).await.error(), NOT_COVERED, "H01");
    let first = format!("/v21.0/{}/whatsapp_credit_sharing", scene.provider.line);
    let with = Some(json!({"receiving_business_id": outcome.business}));
    let told = scene.post(&first, admin, with).await;
    assert_eq!(told.error(), NOT_COVERED, "the first of two steps: {}", told.text);
    let both = ["whatsapp_business_management", "business_management"];
    level(&scene, json!({"advanced": both})).await;
    assert_eq!(scene.post(&share, admin, body).await.status, 200);
    level(&scene, json!({"mode": "development"})).await;
    assert_eq!(scene.get(&name(outcome.waba), admin).await.error(), NOT_COVERED);
}

#[tokio::test]
async fn h03_the_dialog_offers_others_only_what_has_advanced_access() {
    let scene = Scene::new().await;
    let app = scene.provider.app;
    fresh(&scene).await;
    let (_, page) = Walk::begin(&scene.stage, app, "").await;
    page.says("is in development mode");
    level(&scene, json!({"mode": "live", "advanced": ["whatsapp_business_management"]})).await;
    let (mut walk, page) = Walk::begin(&scene.stage, app, "").await;
    page.never_says("is in development mode");
    walk.up_to_profile().await;
    walk.profile().await;
    walk.number("1512345678").await;
    let code = walk.code("491512345678").await;
    let review = walk.step("verify", &[("code", &code)]).await;
    review.says("Manage your WhatsApp").never_says("credit line of");
    let token = scene.stage.platform.read(|world| {
        let run = world.signups.values().next_back().unwrap();
        run.scopes.iter().map(ToString::to_string).collect::<Vec<String>>()
    });
    assert_eq!(token, ["whatsapp_business_management"]);
}

#[tokio::test]
async fn h03_someone_with_a_role_tries_an_app_in_development() {
    let scene = Scene::new().await;
    fresh(&scene).await;
    let tester = scene.operator_id();
    let (_, outcome) = scene.sign_up(Run { person: Some(tester), ..Run::default() }).await;
    let path = format!("/v21.0/{}?fields=name", outcome.waba);
    assert_eq!(scene.get(&path, &scene.provider.admin).await.status, 200, "their own account");
    assert_eq!(scene.register(outcome.phone.unwrap()).await.text, DONE);
}

/// The texts App Review asks for.
const PROOFS: [(&str, &str); 8] = [
    ("business_management", "yes"),
    ("whatsapp_business_management", "yes"),
    ("afterwards", "The number is registered and a message is sent."),
    ("sandbox", "A user sends order confirmations within the trial."),
    ("notes", "Log in as tester, press Connect WhatsApp."),
    ("data_use", "To send the client's own messages."),
    ("certify", "yes"),
    ("submit", "1"),
];

const VIDEO: (&str, &str, &str) = ("demo.mp4", "video/mp4", "frames");

async fn send_to_review(
    visitor: &mut Visitor,
    path: &str,
    without: &str,
    video: (&str, &str, &str),
) -> crate::visitor::Page {
    let fields: Vec<_> = PROOFS.into_iter().filter(|(name, _)| *name != without).collect();
    visitor.upload(&format!("{path}/review"), &fields, ("video", video)).await
}

#[tokio::test]
async fn h03_app_review_asks_for_every_proof_and_counts_uses() {
    let scene = Scene::new().await;
    fresh(&scene).await;
    let path = scene.office(&format!("apps/{}", scene.provider.app));
    let mut operator = scene.operator().await;
    operator.open(&scene.office("apps")).await.says("Example App").says("Development");
    operator.open(&path).await.says("Mode: Development").says("0 calls").says("Standard");

    let unused = send_to_review(&mut operator, &path, "", VIDEO).await;
    assert_eq!(unused.status, 422);
    unused.says("was never used");
    let admin = &scene.provider.admin;
    let own = scene.provider.own_waba;
    assert_eq!(scene.get(&format!("/v21.0/{own}"), admin).await.status, 200);
    assert_eq!(scene.get(&format!("/v21.0/{own}/phone_numbers"), admin).await.status, 200);
    let lines = format!("/v21.0/{}/extendedcredits", scene.provider.business);
    assert_eq!(scene.get(&lines, admin).await.status, 200);
    let refused = scene.get(&format!("/v21.0/{own}?fields=nonsense"), admin).await;
    assert_eq!(refused.status, 400, "a refused call is no use");
    let page = operator.open(&path).await;
    let row = page.between("id=\"whatsapp_business_management\"", "</tr>");
    assert!(row.contains("2 calls"), "{row}");

    for (without, words) in [
        ("afterwards", "what happens afterwards"),
        ("sandbox", "sending in sandbox mode"),
        ("notes", "detailed notes"),
        ("data_use", "data use"),
        ("certify", "used for this only"),
    ] {
        let page = send_to_review(&mut operator, &path, without, VIDEO).await;
        assert_eq!(page.status, 422, "{without}");
        page.says(words);
    }
    for video in [("notes.txt", "text/plain", "words"), ("demo.mp4", "video/mp4", "")] {
        send_to_review(&mut operator, &path, "", video).await.says("demo video");
    }
    let page = send_to_review(&mut operator, &path, "", VIDEO).await;
    page.says("In review").says("demo.mp4, 6 bytes");
    send_to_review(&mut operator, &path, "", VIDEO).await.says("in review already");
}

#[tokio::test]
async fn h03_app_review_is_decided_by_plan() {
    let scene = Scene::in_era(world::Policy::classic()).await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    fresh(&scene).await;
    let admin = scene.provider.admin.clone();
    let own = scene.provider.own_waba;
    assert_eq!(scene.get(&format!("/v21.0/{own}"), &admin).await.status, 200);
    let lines = format!("/v21.0/{}/extendedcredits", scene.provider.business);
    assert_eq!(scene.get(&lines, &admin).await.status, 200);
    let path = scene.office(&format!("apps/{}", scene.provider.app));
    let mut operator = scene.operator().await;
    let declined = ("reject.mp4", "video/mp4", "frames");
    send_to_review(&mut operator, &path, "", declined).await.says("In review");
    scene.pass("2m").await;
    operator.open(&path).await.says("Declined").says("Reason: ").never_says("Advanced</");
    let mails = scene.mails(crate::live::OPERATORS).await;
    assert!(mails[0].contains("was not granted Advanced access"), "{mails:?}");

    send_to_review(&mut operator, &path, "", VIDEO).await.says("In review");
    scene.pass("2m").await;
    let page = operator.open(&path).await;
    page.says("Approved").says("Advanced");
    let mails = scene.mails(crate::live::OPERATORS).await;
    assert!(mails[0].contains("was granted Advanced access"), "{mails:?}");
    let client = format!("/v21.0/{}?fields=name", outcome.waba);
    assert_eq!(scene.get(&client, &admin).await.error(), NOT_COVERED, "still in development");
    operator.send(&format!("{path}/mode"), &[("mode", "live")]).await.says("Mode: Live");
    assert_eq!(scene.get(&client, &admin).await.status, 200);
    let permissions = format!("/v21.0/{}/permissions", scene.provider.app);
    let told = scene.get(&permissions, &admin).await.json();
    let rows = told["data"].as_array().unwrap();
    let of = |name: &str| rows.iter().find(|row| row["permission"] == name).unwrap().clone();
    assert_eq!(of("business_management")["access_level"], "advanced");
    assert_eq!(of("whatsapp_business_messaging")["access_level"], "standard");
    assert_eq!(of("business_management")["status"], "live");
}

#[tokio::test]
async fn h03_app_review_is_decided_by_hand_with_a_reason() {
    let scene = Scene::new().await;
    let body = json!({"name": "Fresh Co", "another": true, "fresh": true, "credit_terms": false});
    let (status, told) = scene.stage.post("/_control/provider", body).await;
    assert!(status.is_success(), "{told}");
    let text = |name: &str| told[name].as_str().unwrap().to_owned();
    let (business, app) = (text("business_id"), text("app_id"));
    let billing = format!("/business/{business}/billing");
    let mut operator = scene.visitor(text("admin_person_id").parse().unwrap()).await;
    operator.open(&billing).await.says("Not accepted");
    let (token, own) = (text("admin_token"), text("own_waba_id"));
    assert_eq!(scene.get(&format!("/v21.0/{own}"), &token).await.status, 200);
    assert_eq!(scene.get(&format!("/v21.0/{business}"), &token).await.status, 200);
    let path = format!("/business/{business}/apps/{app}");
    operator.open(&path).await.says("Mode: Development");
    send_to_review(&mut operator, &path, "", VIDEO).await.says("In review");
    scene.pass("10d").await;
    operator.open(&path).await.says("In review");
    let decide = json!({"kind": "app_review", "subject": app, "verdict": "decline",
        "reason": "The video shows no message."});
    let (status, told) = scene.stage.post("/_control/reviews/decide", decide).await;
    assert!(status.is_success(), "{told}");
    operator.open(&path).await.says("Declined").says("Reason: The video shows no message.");
    send_to_review(&mut operator, &path, "", VIDEO).await.says("In review");
    let decide = json!({"kind": "app_review", "subject": app, "verdict": "approve"});
    assert!(scene.stage.post("/_control/reviews/decide", decide).await.0.is_success());
    let page = operator.open(&path).await;
    let row = page.between("id=\"business_management\"", "</tr>");
    assert!(row.contains("Advanced"), "{row}");
}

#[tokio::test]
async fn h03_uses_outlive_the_process() {
    let scene = Scene::new().await;
    let (admin, own) = (scene.provider.admin.clone(), scene.provider.own_waba);
    assert_eq!(scene.get(&format!("/v21.0/{own}"), &admin).await.status, 200);
    scene.stage.settle().await;
    let Scene { stage, provider } = scene;
    let scene = Scene { stage: stage.crash().await, provider };
    let path = format!("/_control/apps/{}/access", scene.provider.app);
    let told = scene.stage.get(&path).await;
    assert_eq!(told["uses"], json!({"whatsapp_business_management": 1}));
}
