//! Where access ends: tasks, roles, tokens and whose people, apps and money they are (rules A03,
//! A08, E05, F04, G01, G02, H03, I02; contract §1.9, §2.4, §3.6, §5).

use graph::token::appsecret_proof;
use serde_json::{Value, json};
use world::Policy;

use crate::graph_scene::{NO_ACCESS, Run, Scene, UNSEEN};
use crate::live::{DONE, accepted, customer};

impl Scene {
    /// How many things have happened.
    async fn happened(&self) -> usize {
        self.stage.get("/_control/events?limit=500").await["data"].as_array().unwrap().len()
    }
}

#[tokio::test]
async fn a03_e05_what_takes_a_system_user_is_not_for_other_tokens() {
    let scene = Scene::new().await;
    let run = Run { code: "other", ..Run::default() };
    let (_, outcome) = scene.sign_up_for_token(run, "EAAperson").await;
    let waba = outcome.waba;
    let numbers = format!("/v21.0/{waba}/phone_numbers?fields=certificate");
    let told = scene.get(&numbers, "EAAperson").await;
    assert!(!told.text.contains("certificate"), "{}", told.text);
    assert!(scene.get(&numbers, &scene.provider.admin).await.text.contains("certificate"));
    let user = json!({"user": scene.provider.employee_id, "tasks": ["MANAGE"]});
    let assign = format!("/v21.0/{waba}/assigned_users");
    let refused = scene.post(&assign, "EAAperson", Some(user.clone())).await;
    assert_eq!(refused.status, 403, "{}", refused.text);
    let app = format!("{}|{}", scene.provider.app, scene.provider.secret);
    let credit = json!({"waba_id": waba, "waba_currency": "USD"});
    let line = format!("/v21.0/{}/whatsapp_credit_sharing_and_attach", scene.provider.line);
    let new = json!({"name": "Robot", "role": "EMPLOYEE"});
    let users = format!("/v21.0/{}/system_users", scene.provider.business);
    for (path, body) in [(&line, &credit), (&users, &new)] {
        let refused = scene.post(path, &app, Some(body.clone())).await;
        assert_eq!(refused.error().1, 3, "{path}: {}", refused.text);
        let done = scene.post(path, &scene.provider.admin, Some(body.clone())).await;
        assert_eq!(done.status, 200, "{path}: {}", done.text);
    }
    assert_eq!(scene.post(&assign, &scene.provider.admin, Some(user)).await.text, DONE);
}

#[tokio::test]
async fn a03_a08_a_client_assigns_nobody_and_a_provider_only_its_own() {
    let scene = Scene::new().await;
    let rival = scene.another_provider().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let client = scene.business_token("AQBcode").await;
    let edge = format!("/v21.0/{}/assigned_users", outcome.waba);
    let admin = &scene.provider.admin;
    let of = |user: graph::SystemUserId, tasks: Value| Some(json!({"user": user, "tasks": tasks}));
    let (mine, theirs) = (scene.provider.employee_id, rival.employee_id);
    let refused = scene.post(&edge, &client, of(mine, json!(["MANAGE"]))).await;
    assert_eq!(refused.status, 403, "{}", refused.text);
    let foreign = scene.post(&edge, admin, of(theirs, json!(["MANAGE"]))).await;
    assert_eq!(foreign.error(), UNSEEN, "{}", foreign.text);
    for tasks in [json!([]), json!(["DANCE"])] {
        let refused = scene.post(&edge, admin, of(mine, tasks.clone())).await;
        assert_eq!(refused.error(), (400, 100, None), "{tasks}: {}", refused.text);
    }
    let before = scene.happened().await;
    let gone = format!("{edge}?user={mine}");
    assert_eq!(scene.delete(&gone, admin).await.text, DONE, "as if it had been");
    assert_eq!(scene.happened().await, before, "and nothing happened");
    for _ in 0..2 {
        assert_eq!(scene.post(&edge, admin, of(mine, json!(["MANAGE"]))).await.text, DONE);
    }
    assert_eq!(scene.happened().await, before + 1, "the same tasks again are no news");
    let apps = format!("/v21.0/{}/subscribed_apps", outcome.waba);
    assert_eq!(scene.delete(&apps, admin).await.status, 200);
    assert_eq!(scene.happened().await, before + 1, "nobody was subscribed");
    let share = json!({"waba": outcome.waba.to_string(), "partner": rival.business.to_string()});
    let mut owner = scene.visitor(scene.owner_of(outcome.business)).await;
    let fields = [
        ("waba", share["waba"].as_str().unwrap()),
        ("partner", share["partner"].as_str().unwrap()),
    ];
    let page = format!("/business/{}/unshare", outcome.business);
    let refused = owner.send(&page, &fields).await;
    assert_eq!(refused.status, 422, "it is not shared with that one");
}

#[tokio::test]
async fn g01_money_takes_a_financial_role() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    scene.assign(outcome.waba).await;
    let mut operator = scene.operator().await;
    let employee = scene.provider.employee.clone();
    let page = scene.office("system-users/finance");
    let role = async |operator: &mut crate::visitor::Visitor, user: String, finance: &str| {
        operator.send(&page, &[("user", &user), ("finance", finance)]).await.status
    };
    let admin = scene.provider.admin_id.to_string();
    assert_eq!(role(&mut operator, admin, "editor").await, 422, "an admin has all");
    let share = format!("/v21.0/{}/whatsapp_credit_sharing_and_attach", scene.provider.line);
    let body = || Some(json!({"waba_id": outcome.waba, "waba_currency": "USD"}));
    let read = format!("/v21.0/{}?fields=legal_entity_name", scene.provider.line);
    for (finance, reads, shares) in
        [("none", false, false), ("analyst", true, false), ("editor", true, true)]
    {
        let user = scene.provider.employee_id.to_string();
        assert_eq!(role(&mut operator, user.clone(), finance).await, 200, "{finance}");
        let before = scene.happened().await;
        assert_eq!(role(&mut operator, user, finance).await, 200);
        assert_eq!(scene.happened().await, before, "the same again is no news");
        let told = scene.get(&read, &employee).await;
        assert_eq!(told.status == 200, reads, "{finance} reads: {}", told.text);
        let told = scene.post(&share, &employee, body()).await;
        assert_eq!(told.status == 200, shares, "{finance} shares: {}", told.text);
    }
}

#[tokio::test]
async fn g01_a_line_is_attached_once_in_its_currencies_after_the_terms() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let admin = &scene.provider.admin;
    let path = |edge: &str| format!("/v21.0/{}/{edge}", scene.provider.line);
    let body = |currency: &str| Some(json!({"waba_id": outcome.waba, "waba_currency": currency}));
    let attach = async |currency: &str| {
        scene.post(&path("whatsapp_credit_attach"), admin, body(currency)).await
    };
    let early = attach("USD").await;
    assert_eq!(early.error().1, 100, "not shared yet: {}", early.text);
    let with = Some(json!({"receiving_business_id": outcome.business}));
    let shared = scene.post(&path("whatsapp_credit_sharing"), admin, with).await;
    assert_eq!(shared.status, 200, "{}", shared.text);
    let terms = async |business: graph::BusinessId, accepted: bool| {
        let body = json!({"business_id": business, "accepted": accepted});
        scene.stage.post("/_control/credit-terms", body).await.0
    };
    assert!(!terms(outcome.business, false).await.is_success(), "a client has no line");
    let before = scene.happened().await;
    assert!(terms(scene.provider.business, true).await.is_success());
    assert_eq!(scene.happened().await, before, "they are accepted already");
    assert!(terms(scene.provider.business, false).await.is_success());
    let open = attach("USD").await;
    assert_ne!(open.status, 200, "the terms are open: {}", open.text);
    assert!(terms(scene.provider.business, true).await.is_success());
    assert_eq!(attach("USD").await.status, 200);
    let rival = scene.another_provider().await;
    let foreign = json!({"waba_id": outcome.waba, "waba_currency": "USD"});
    let other = format!("/v21.0/{}/whatsapp_credit_sharing_and_attach", rival.line);
    assert_eq!(scene.post(&other, &rival.admin, Some(foreign)).await.error(), UNSEEN);
    let fixed = attach("EUR").await;
    assert_eq!(fixed.error().1, 100, "the currency is fixed: {}", fixed.text);
}

#[tokio::test]
async fn g02_what_one_pays_oneself_is_paid_in_one_currency() {
    let scene = Scene::in_era(Policy::today().by_hand()).await;
    let (person, outcome) = scene.sign_up(Run::default()).await;
    let path = format!("/wa/manage/{}/payment", outcome.waba);
    let mut owner = scene.visitor(person).await;
    owner.send(&path, &[("currency", "GBP")]).await.says("You pay yourself, in GBP");
    assert_eq!(owner.send(&path, &[("currency", "EUR")]).await.status, 422);
    assert_eq!(scene.member(outcome.waba, "currency").await, "GBP");
    let (person, second) = scene.second_client().await;
    scene.share_credit(second.waba).await;
    let mut owner = scene.visitor(person).await;
    let path = format!("/wa/manage/{}/payment", second.waba);
    let paid = owner.send(&path, &[("currency", "USD")]).await;
    assert_eq!(paid.status, 422, "a line pays for it already");
}

#[tokio::test]
async fn g02_only_an_admin_of_the_payer_settles_its_invoice() {
    let (scene, outcome, phone, _) = Scene::live(Run::default()).await;
    scene.regular(&outcome).await;
    scene.share_credit(outcome.waba).await;
    scene.make_template(outcome.waba).await;
    accepted(&scene.send_template(phone, &customer(1)).await);
    scene.pass("31d").await;
    let told = scene.stage.get("/_control/invoices").await;
    let invoice = told["data"][0]["invoice_id"].as_str().expect("an invoice").to_owned();
    let path = scene.office(&format!("billing/invoices/{invoice}/pay"));
    let member = scene.person().await;
    let add = world::Command::AddMember {
        business: scene.provider.business,
        person: member,
        role: world::Role::Employee,
    };
    scene.stage.done(&world::Actor::Desk, add).await;
    let refused = scene.visitor(member).await.send(&path, &[]).await;
    assert!(refused.status.is_client_error(), "{}", refused.status);
    let paid = scene.stage.get("/_control/invoices").await["data"][0]["paid_at"].clone();
    assert_eq!(paid, Value::Null);
    scene.operator().await.send(&path, &[]).await.says("Paid");
}

#[tokio::test]
async fn a04_tokens_are_made_for_ones_own_app_and_permissions_once_granted() {
    let scene = Scene::new().await;
    let rival = scene.another_provider().await;
    let management = "whatsapp_business_management";
    let access = format!("apps/{}/access", scene.provider.app);
    scene.control(&access, json!({"advanced": [management]})).await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    scene.control(&access, json!({"advanced": [management, "business_management"]})).await;
    scene.business_token("AQBcode").await;
    let mut operator = scene.operator().await;
    let (user, app) = (scene.provider.admin_id.to_string(), scene.provider.app.to_string());
    let path = scene.office("system-users/tokens");
    let ticked = (management, "yes");
    let foreign = rival.app.to_string();
    for fields in [
        vec![("user", user.as_str()), ("app", foreign.as_str()), ("expiry", "60"), ticked],
        vec![("user", user.as_str()), ("app", app.as_str()), ("expiry", "60")],
    ] {
        let refused = operator.send(&path, &fields).await;
        assert!(refused.status.is_client_error(), "{fields:?}: {}", refused.status);
        refused.never_says("<code id=\"token\">");
    }
    let admin = &scene.provider.admin;
    let proof = appsecret_proof(admin, &scene.provider.secret);
    let fetch = async |scope: Value| {
        let path = format!("/v21.0/{}/system_user_access_tokens", outcome.business);
        let body = json!({"fetch_only": true, "appsecret_proof": proof, "scope": scope});
        scene.post(&path, admin, Some(body)).await
    };
    let more = fetch(json!(["business_management"])).await;
    assert_eq!(more.error().1, 100, "never granted: {}", more.text);
    let told = fetch(json!([management])).await;
    let token = told.json()["access_token"].as_str().expect("a token").to_owned();
    let revoke = format!(
        "/v21.0/oauth/revoke?client_id={app}&client_secret={}&revoke_token={token}",
        scene.provider.secret
    );
    let call = async || scene.call(http::Method::GET, &revoke, None, None).await;
    assert_eq!(call().await.text, DONE);
    let before = scene.happened().await;
    assert_eq!(call().await.text, DONE);
    assert_eq!(scene.happened().await, before, "a token ends once");
}

#[tokio::test]
async fn who_belongs_already_is_neither_invited_nor_joins_twice() {
    let scene = Scene::new().await;
    let ada = scene.person().await;
    let edge = format!("/v21.0/{}/business_users", scene.provider.business);
    let invite = async || {
        let body = json!({"email": "ada@shrub.example", "role": "EMPLOYEE"});
        scene.post(&edge, &scene.provider.admin, Some(body)).await
    };
    let id = invite().await.json()["id"].as_str().expect("its id").to_owned();
    let mut visitor = scene.visitor(ada).await;
    let path = format!("/business/invitations/{id}");
    visitor.send(&path, &[]).await.says("You accepted this invitation");
    let before = scene.happened().await;
    visitor.send(&path, &[]).await.says("You accepted this invitation");
    assert_eq!(scene.happened().await, before, "once");
    let again = invite().await;
    assert_eq!(again.error(), (400, 100, None), "{}", again.text);
    let employee = scene.post(&edge, &scene.provider.employee, Some(json!({"email": "b@b.b"})));
    assert_eq!(employee.await.error(), NO_ACCESS);
}

#[tokio::test]
async fn i02_support_is_asked_about_ones_own_app() {
    let scene = Scene::new().await;
    let rival = scene.another_provider().await;
    let mut stranger = scene.visitor(scene.owner_of(rival.business)).await;
    let path = format!("/business/{}/support", rival.business);
    let app = scene.provider.app.to_string();
    let checked = stranger.send(&format!("{path}/check"), &[("app", &app)]).await;
    assert!(checked.status.is_client_error(), "{}", checked.status);
    let mut operator = scene.operator().await;
    operator.send(&scene.office("support/check"), &[("app", &app)]).await.says("Both permissions");
    let entry = [("app", app.as_str()), ("subject", "Help"), ("steps", "1"), ("outcome", "2")];
    let refused = stranger.send(&path, &entry).await;
    assert_eq!(refused.status, 422, "{}", refused.html);
    assert_eq!(scene.stage.get("/_control/tickets").await["data"], json!([]));
    operator.send(&scene.office("support"), &entry).await.says("Help");
}

#[tokio::test]
async fn h03_app_review_names_permissions_and_is_decided_once() {
    let scene = Scene::new().await;
    let app = scene.provider.app;
    let decide = json!({"kind": "app_review", "subject": app.to_string(), "verdict": "approve"});
    scene.control_refused("reviews/decide", decide).await;
    let own = scene.provider.own_waba;
    let admin = &scene.provider.admin;
    assert_eq!(scene.get(&format!("/v21.0/{own}"), admin).await.status, 200);
    let path = scene.office(&format!("apps/{app}"));
    let mut operator = scene.operator().await;
    let proofs = [
        ("afterwards", "The number is registered."),
        ("sandbox", "A user sends within the trial."),
        ("notes", "Press Connect."),
        ("data_use", "To send the client's own messages."),
        ("certify", "yes"),
        ("submit", "1"),
    ];
    let video = ("video", ("demo.mp4", "video/mp4", "frames"));
    let none = operator.upload(&format!("{path}/review"), &proofs, video).await;
    assert_eq!(none.status, 422);
    none.says("permissions");
    let before = scene.happened().await;
    operator.send(&format!("{path}/mode"), &[("mode", "live")]).await.says("Mode: Live");
    assert_eq!(scene.happened().await, before, "it was live");
}
