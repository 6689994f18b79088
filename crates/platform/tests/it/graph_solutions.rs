//! Multi-partner solutions of two providers (contract §3.9, §6.11).

use axum::Router;
use axum::routing::get;
use serde_json::{Value, json};
use world::Policy;

use crate::graph_scene::{HOOK, Provider, Run, Scene, UNSEEN, handshake};
use crate::visitor::Visitor;

async fn make(scene: &Scene, partner: &Provider, sender: &str) -> String {
    let body = json!({
        "solution_name": "Together",
        "partner_app_id": partner.app,
        sender: ["MESSAGING"],
    });
    let path = format!("/v23.0/{}/whatsapp_business_solution", scene.provider.app);
    let told = scene.post(&path, &scene.provider.admin, Some(body)).await;
    told.json()["solution_id"].as_str().unwrap_or_else(|| panic!("{}", told.text)).to_owned()
}

async fn act(scene: &Scene, token: &str, path: &str, body: Value) -> Value {
    let told = scene.post(&format!("/v23.0/{path}"), token, Some(body)).await;
    assert_eq!(told.status, 200, "{path}: {}", told.text);
    told.json()
}

fn words(solution: &Value) -> (&str, &str) {
    let word = |name: &str| solution[name].as_str().unwrap_or_default();
    (word("status"), word("status_for_pending_request"))
}

#[tokio::test]
async fn a_solution_is_offered_accepted_and_ended() {
    let scene = Scene::new().await;
    let rival = scene.another_provider().await;
    let (mine, theirs) = (&scene.provider.admin, &rival.admin);
    let id = make(&scene, &rival, "owner_permissions").await;
    let read = async |token: &str| scene.get(&format!("/v23.0/{id}"), token).await.json();
    assert_eq!(words(&read(theirs).await), ("INITIATED", "PENDING_ACTIVATION"));
    let asked = format!("/v23.0/{id}?fields=owner_app,owner_permissions,partner_permissions");
    let told = scene.get(&asked, mine).await.json();
    assert_eq!(told["owner_app"]["id"], scene.provider.app.to_string());
    assert_eq!(
        (&told["owner_permissions"], &told["partner_permissions"]),
        (&json!(["MESSAGING"]), &json!([]))
    );

    let early = scene.post(&format!("/v23.0/{id}/accept"), mine, None).await;
    assert!(early.message().contains("Only the other app"), "{}", early.text);
    act(&scene, theirs, &format!("{id}/accept"), json!({})).await;
    assert_eq!(words(&read(mine).await), ("ACTIVE", "NONE"));
    act(&scene, mine, &format!("{id}/send_deactivation_request"), json!({"reason": "x"})).await;
    assert_eq!(words(&read(mine).await), ("ACTIVE", "PENDING_DEACTIVATION"));
    let rejected =
        act(&scene, theirs, &format!("{id}/reject_deactivation_request"), json!({})).await;
    assert_eq!(words(&rejected), ("ACTIVE", "NONE"));
    act(&scene, theirs, &format!("{id}/send_deactivation_request"), json!({})).await;
    let own = scene.post(&format!("/v23.0/{id}/accept_deactivation_request"), theirs, None).await;
    assert_eq!(own.error(), (400, 100, None), "the other one accepts");
    let ended = act(&scene, mine, &format!("{id}/accept_deactivation_request"), json!({})).await;
    assert_eq!(words(&ended), ("DEACTIVATED", "NONE"));

    let declined = make(&scene, &rival, "partner_permissions").await;
    let body = json!({"request_type": "PARTNERSHIP_REQUEST"});
    let told = act(&scene, theirs, &format!("{declined}/reject"), body).await;
    assert_eq!(told["rejected_request_type"], "PARTNERSHIP_REQUEST");
    let list = format!("/v23.0/{}/whatsapp_business_solutions?role=OWNER", scene.provider.app);
    assert_eq!(scene.get(&list, mine).await.ids().len(), 2);
    let list = format!("/v23.0/{}/whatsapp_business_solutions?role=OWNER", rival.app);
    assert_eq!(scene.get(&list, theirs).await.text, r#"{"data":[]}"#);
}

#[tokio::test]
async fn both_providers_are_told_by_webhook() {
    let scene = Scene::new().await;
    let rival = scene.another_provider().await;
    scene.stage.board.connect("rival.example", Router::new().route("/in", get(handshake)));
    for (provider, hook) in [(&scene.provider, HOOK), (&rival, "http://rival.example/in")] {
        let path = format!(
            "/v21.0/{}/subscriptions?object=whatsapp_business_account&callback_url={hook}\
             &verify_token=vt&fields=partner_solutions",
            provider.app
        );
        let token = format!("{}|{}", provider.app, provider.secret);
        let told = scene.post(&path, &token, None).await;
        assert_eq!(told.text, r#"{"success":true}"#);
    }
    let id = make(&scene, &rival, "owner_permissions").await;
    act(&scene, &rival.admin, &format!("{id}/accept"), json!({})).await;
    let sent = scene.stage.get("/_control/webhooks").await;
    let sent = sent["data"].as_array().unwrap();
    let told = |entry: &str, event: &str, status: &str| {
        sent.iter().any(|one| {
            let text = one.to_string();
            [entry, event, status, &id].iter().all(|word| text.contains(word))
        })
    };
    for business in [scene.provider.business, rival.business] {
        let business = business.to_string();
        assert!(told(&business, "SOLUTION_CREATED", "INITIATED"), "{sent:?}");
        assert!(told(&business, "SOLUTION_UPDATED", "ACTIVE"), "{sent:?}");
    }
}

#[tokio::test]
async fn an_account_joins_when_its_owner_agrees() {
    let scene = Scene::in_era(Policy { parties_per_waba: 2, ..Policy::classic() }).await;
    let rival = scene.another_provider().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let (waba, mine, theirs) = (outcome.waba, &scene.provider.admin, &rival.admin);
    let id = make(&scene, &rival, "partner_permissions").await;
    let ask = format!("{waba}/set_solution_migration_intent");
    let body = json!({"solution_id": id});
    let early = scene.post(&format!("/v23.0/{ask}"), mine, Some(body.clone())).await;
    assert!(early.message().contains("not active"), "{}", early.text);
    act(&scene, theirs, &format!("{id}/accept"), json!({})).await;
    let intent = act(&scene, mine, &ask, body.clone()).await["id"].clone();
    assert_eq!(act(&scene, mine, &ask, body).await["id"], intent, "asking twice is asking once");
    let intent = intent.as_str().unwrap();
    let status =
        async || scene.get(&format!("/v23.0/{intent}"), mine).await.json()["status"].clone();
    assert_eq!(status().await, "INITIATED");
    let node = format!("/v23.0/{waba}?fields=id");
    assert_eq!(scene.get(&node, theirs).await.error(), UNSEEN);

    let token = format!("/v23.0/{id}/access_token?business_id={}", outcome.business);
    assert_eq!(scene.get(&token, theirs).await.error(), (400, 100, None));
    let path = format!("/_control/migration_intents/{intent}");
    assert!(scene.stage.post(&path, json!({"accept": true})).await.0.is_success());
    assert_eq!(status().await, "COMPLETED");
    assert_eq!(scene.get(&node, theirs).await.status, 200);
    let solutions = scene.get(&format!("/v23.0/{waba}/solutions"), mine).await;
    assert_eq!(solutions.ids(), [id.as_str()]);
    let granted = scene.get(&token, theirs).await.json();
    let granted = granted["access_token"].as_str().unwrap();
    assert_eq!(scene.get(&node, granted).await.status, 200);
    let connected = format!("/v23.0/{}/connected_client_businesses", rival.app);
    assert_eq!(scene.get(&connected, theirs).await.ids(), [outcome.business.to_string()]);
    let foreign = scene.get(&connected, mine).await;
    assert_eq!(foreign.error(), UNSEEN);
}

#[tokio::test]
async fn a07_one_party_is_one_party_in_solutions_too() {
    let scene = Scene::new().await;
    let rival = scene.another_provider().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let id = make(&scene, &rival, "owner_permissions").await;
    act(&scene, &rival.admin, &format!("{id}/accept"), json!({})).await;
    let ask = format!("{}/set_solution_migration_intent", outcome.waba);
    let intent = act(&scene, &scene.provider.admin, &ask, json!({"solution_id": id})).await;
    let path = format!("/_control/migration_intents/{}", intent["id"].as_str().unwrap());
    let (status, told) = scene.stage.post(&path, json!({"accept": true})).await;
    assert!(!status.is_success(), "{told}");
    let list = format!("/v21.0/{}/client_whatsapp_business_accounts", rival.business);
    assert_eq!(scene.get(&list, &rival.admin).await.text, r#"{"data":[]}"#);
}

#[tokio::test]
async fn solutions_are_for_their_two_apps_and_for_providers() {
    let scene = Scene::new().await;
    let rival = scene.another_provider().await;
    let id = make(&scene, &rival, "owner_permissions").await;
    let (_, _) = scene.sign_up(Run::default()).await;
    let client = scene.business_token("AQBcode").await;
    assert_eq!(scene.get(&format!("/v23.0/{id}"), &client).await.error(), UNSEEN);
    let path = format!("/v23.0/{}/whatsapp_business_solution", scene.provider.app);
    let admin = &scene.provider.admin;
    let cases = [
        json!({"partner_app_id": rival.app, "owner_permissions": ["MESSAGING"]}),
        json!({"solution_name": "x", "owner_permissions": ["MESSAGING"]}),
        json!({"solution_name": "x", "partner_app_id": rival.app}),
        json!({"solution_name": "x", "partner_app_id": rival.app,
            "owner_permissions": ["MESSAGING"], "partner_permissions": ["MESSAGING"]}),
        json!({"solution_name": "x", "partner_app_id": rival.app, "owner_permissions": ["MANAGE"]}),
        json!({"solution_name": "x", "partner_app_id": scene.provider.app,
            "owner_permissions": ["MESSAGING"]}),
    ];
    for body in cases {
        let told = scene.post(&path, admin, Some(body.clone())).await;
        assert_eq!(told.error(), (400, 100, None), "{body}");
    }
    let body = json!({"solution_name": "x", "partner_app_id": rival.app,
        "owner_permissions": ["MESSAGING"]});
    let foreign = scene.post(&path, &rival.admin, Some(body)).await;
    assert_eq!(foreign.error(), UNSEEN);
}

async fn logged_in(scene: &Scene, person: &str) -> Visitor {
    let mut visitor = Visitor::new(&scene.stage);
    visitor.send("/login", &[("next", "/business"), ("person", person)]).await;
    visitor
}

#[tokio::test]
async fn the_owner_answers_and_a_provider_demands_proof_in_the_business_manager() {
    let scene = Scene::in_era(Policy { parties_per_waba: 2, ..Policy::classic() }).await;
    let rival = scene.another_provider().await;
    let (person, outcome) = scene.sign_up(Run::default()).await;
    let id = make(&scene, &rival, "owner_permissions").await;
    act(&scene, &rival.admin, &format!("{id}/accept"), json!({})).await;
    let ask = format!("{}/set_solution_migration_intent", outcome.waba);
    let intent = act(&scene, &scene.provider.admin, &ask, json!({"solution_id": id})).await;
    let intent = intent["id"].as_str().unwrap().to_owned();
    let mail = scene.stage.get("/_control/mail").await.to_string();
    assert!(mail.contains("Together asks for one of your accounts"), "{mail}");

    let page = format!("/business/{}/solutions", outcome.business);
    let mut owner = logged_in(&scene, &person.to_string()).await;
    owner.open(&page).await.says("Together").says("Waits for you");
    let mut stranger = logged_in(&scene, &scene.person().await.to_string()).await;
    assert_eq!(stranger.open(&page).await.status, 404);
    let forged = stranger.send(&page, &[("intent", &intent), ("answer", "accept")]).await;
    assert!(forged.status.is_client_error());
    owner.send(&page, &[("intent", &intent), ("answer", "accept")]).await.says("Accepted");
    let node = format!("/v21.0/{}?fields=id", outcome.waba);
    assert_eq!(scene.get(&node, &rival.admin).await.status, 200);
    let again = owner.send(&page, &[("intent", &intent), ("answer", "decline")]).await;
    again.says("answered already");

    let (business, app) = (scene.provider.business, scene.provider.app.to_string());
    let admin = scene.stage.platform.read(|world| {
        let people = &world.businesses[&business].people;
        people.keys().next().unwrap().to_string()
    });
    let page = format!("/business/{business}/solutions");
    let mut operator = logged_in(&scene, &admin).await;
    operator.open(&page).await.says("Require app secret");
    let proof = format!("{page}/proof");
    operator.send(&proof, &[("app", &app), ("required", "true")]).await.says("App secret required");
    assert_eq!(scene.get("/v21.0/me", &scene.provider.admin).await.error(), (400, 100, None));
}
