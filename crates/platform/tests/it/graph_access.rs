//! Who sees and changes what (rules A01, A03, A05, A07, E05, H01, H02; contract §9.10, points 3
//! and 16).

use graph::Permission;
use serde_json::json;
use world::{Actor, BusinessChoice, Command, Event, Feature, Holder, Login, WabaChoice};

use crate::graph_scene::{NO_ACCESS, Run, Scene, UNSEEN};

#[tokio::test]
async fn a01_the_business_owns_what_it_signed_up_and_the_provider_never_does() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let token = scene.business_token("AQBcode").await;
    let (client, waba) = (outcome.business, outcome.waba.to_string());
    let owned = |business| format!("/v21.0/{business}/owned_whatsapp_business_accounts");
    assert_eq!(scene.get(&owned(client), &token).await.ids(), std::slice::from_ref(&waba));
    let admin = &scene.provider.admin;
    let providers = scene.get(&owned(scene.provider.business), admin).await.ids();
    assert!(!providers.contains(&waba), "{providers:?}");
    let seen =
        scene.get(&format!("/v21.0/{waba}?fields=ownership_type,owner_business"), admin).await;
    let seen = seen.json();
    assert_eq!(seen["ownership_type"], "CLIENT_OWNED");
    assert_eq!(seen["owner_business"]["id"], client.to_string());
    assert_eq!(scene.get(&owned(client), admin).await.error(), UNSEEN);
}

#[tokio::test]
async fn a03_employee_system_user_needs_assignment_and_an_admin_does_not() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let path = format!("/v21.0/{}?fields=name", outcome.waba);
    let (admin, employee) = (&scene.provider.admin, &scene.provider.employee);
    assert_eq!(scene.get(&path, admin).await.status, 200);
    let refused = scene.get(&path, employee).await;
    assert_eq!(refused.error(), NO_ACCESS);
    assert!(refused.message().starts_with("(#200) "), "{}", refused.text);
    scene.assign(outcome.waba).await;
    assert_eq!(scene.get(&path, employee).await.status, 200);

    let users =
        format!("/v21.0/{}/assigned_users?business={}", outcome.waba, scene.provider.business);
    let listed = scene.get(&users, admin).await.json();
    assert_eq!(listed["data"][0]["id"], scene.provider.employee_id.to_string());
    assert_eq!(listed["data"][0]["tasks"], json!(["MANAGE"]));

    let user = scene.provider.employee_id;
    let gone = format!("/v21.0/{}/assigned_users?user={user}", outcome.waba);
    assert_eq!(scene.delete(&gone, admin).await.text, r#"{"success":true}"#);
    assert_eq!(scene.get(&path, employee).await.error(), NO_ACCESS);
}

#[tokio::test]
async fn a05_an_update_without_access_is_refused_and_succeeds_after_assignment() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let employee = &scene.provider.employee;
    let subscribe = format!("/v21.0/{}/subscribed_apps", outcome.waba);
    assert_eq!(scene.post(&subscribe, employee, None).await.error(), NO_ACCESS);
    let share = format!("/v21.0/{}/whatsapp_credit_sharing_and_attach", scene.provider.line);
    let body = json!({"waba_id": outcome.waba, "waba_currency": "USD"});
    assert_eq!(scene.post(&share, employee, Some(body.clone())).await.error(), NO_ACCESS);

    let assign = format!("/v21.0/{}/assigned_users", outcome.waba);
    let tasks = json!({"user": scene.provider.employee_id, "tasks": ["MANAGE"]});
    let by_itself = scene.post(&assign, employee, Some(tasks)).await;
    assert_eq!(by_itself.error(), NO_ACCESS, "only an admin assigns");
    scene.assign(outcome.waba).await;
    assert_eq!(scene.post(&subscribe, employee, None).await.text, r#"{"success":true}"#);
    assert_eq!(scene.post(&share, employee, Some(body)).await.status, 200);
}

#[tokio::test]
async fn a07_a_waba_is_shared_with_one_provider_and_the_first_one_stays() {
    let scene = Scene::new().await;
    let (person, outcome) = scene.sign_up(Run::default()).await;
    let rival = scene.another_provider().await;
    let by = Actor::Person { person };
    let start = Command::StartSignup {
        app: rival.app,
        origin: "http://provider.localhost:8080".to_owned(),
        login: Login::Code,
        feature: Feature::OnlyWabaSharing,
        scopes: [].into(),
    };
    let started = scene.stage.done(&by, start).await;
    let signup = started.iter().find_map(|event| match event {
        Event::SignupStarted { signup, .. } => Some(*signup),
        _ => None,
    });
    let signup = signup.unwrap();
    scene.stage.done(&by, Command::Consent { signup }).await;
    let choice = BusinessChoice::Existing { business: outcome.business };
    scene.stage.done(&by, Command::ChooseBusiness { signup, choice }).await;
    let choice = WabaChoice::Existing { waba: outcome.waba };
    let refused = scene.stage.platform.ask(by, Command::ChooseWaba { signup, choice }).await;
    let refused = refused.unwrap_err().to_string();
    assert!(refused.contains("Solution Co"), "{refused}");

    let path = format!("/v21.0/{}", outcome.waba);
    assert_eq!(scene.get(&path, &rival.admin).await.error(), UNSEEN);
    let onward = Some(json!({"business": rival.business}));
    let told = scene.post(&format!("{path}/agencies"), &scene.provider.admin, onward).await;
    assert_eq!(told.status, 400);
    assert!(told.text.contains("through Embedded Signup"), "a clear error: {}", told.text);
    let clients = |business| format!("/v21.0/{business}/client_whatsapp_business_accounts");
    let none = scene.get(&clients(rival.business), &rival.admin).await;
    assert_eq!(none.text, r#"{"data":[]}"#);
    let first = scene.get(&clients(scene.provider.business), &scene.provider.admin).await;
    assert_eq!(first.ids(), [outcome.waba.to_string()]);
}

#[tokio::test]
async fn e05_only_the_provider_gets_certificates() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up_for_token(Run::default(), "EAAperson").await;
    let phone = outcome.phone.unwrap();
    let fields = "fields=certificate,new_certificate,name_status";
    let edge = format!("/v21.0/{}/phone_numbers?{fields}", outcome.waba);
    let node = format!("/v21.0/{phone}?{fields}");
    let providers = scene.get(&edge, &scene.provider.admin).await.json();
    assert!(providers["data"][0]["certificate"].is_string(), "{providers}");
    let own = scene.get(&edge, "EAAperson").await.json();
    assert_eq!(own["data"][0]["name_status"], "AVAILABLE_WITHOUT_REVIEW");
    assert_eq!(own["data"][0].get("certificate"), None);
    let own = scene.get(&node, "EAAperson").await.json();
    assert_eq!(own.get("certificate"), None);
    assert!(scene.get(&node, &scene.provider.admin).await.json()["certificate"].is_string());
}

#[tokio::test]
async fn h01_business_management_is_needed_for_businesses_and_credit() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let holder = Holder::SystemUser(scene.provider.admin_id);
    let whatsapp = [Permission::WhatsappBusinessManagement, Permission::WhatsappBusinessMessaging];
    scene.token("EAAwhatsapp", holder, &whatsapp).await;
    scene.token("EAAall", holder, Permission::ALL).await;
    let (business, line) = (scene.provider.business, &scene.provider.line);
    let reads = [
        format!("/v21.0/{business}/client_whatsapp_business_accounts"),
        format!("/v21.0/{business}/extendedcredits"),
        format!("/v21.0/{line}/owning_credit_allocation_configs"),
        format!("/v21.0/{business}"),
    ];
    for path in &reads {
        assert_eq!(scene.get(path, "EAAwhatsapp").await.error(), (403, 10, None), "{path}");
        assert_eq!(scene.get(path, "EAAall").await.status, 200, "{path}");
    }
    let share = format!("/v21.0/{line}/whatsapp_credit_sharing_and_attach");
    let body = Some(json!({"waba_id": outcome.waba, "waba_currency": "EUR"}));
    let refused = scene.post(&share, "EAAwhatsapp", body.clone()).await;
    assert_eq!(refused.error(), (403, 10, None));
    assert_eq!(scene.post(&share, "EAAall", body).await.status, 200);
}

#[tokio::test]
async fn h02_whatsapp_business_management_is_needed_for_numbers_templates_and_users() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let (waba, phone) = (outcome.waba, outcome.phone.unwrap());
    let holder = Holder::SystemUser(scene.provider.admin_id);
    scene.token("EAAbusiness", holder, &[Permission::BusinessManagement]).await;
    scene.token("EAAmanage", holder, &[Permission::WhatsappBusinessManagement]).await;
    let template = json!({
        "name": "order_ready", "language": "en_US", "category": "UTILITY",
        "components": [{"type": "BODY", "text": "Your order is ready."}],
    });
    let user = json!({"user": scene.provider.employee_id, "tasks": ["MANAGE"]});
    let pin = json!({"messaging_product": "whatsapp", "pin": "123456"});
    let text = json!({"messaging_product": "whatsapp", "to": "+16505551234",
        "type": "text", "text": {"body": "Hi"}});
    let calls = [
        (format!("/v21.0/{waba}/message_templates"), template),
        (format!("/v21.0/{waba}/assigned_users"), user),
        (format!("/v21.0/{phone}/register"), pin),
    ];
    for (path, body) in calls {
        let refused = scene.post(&path, "EAAbusiness", Some(body.clone())).await;
        assert_eq!(refused.error(), (403, 10, None), "{path}");
        let told = scene.post(&path, "EAAmanage", Some(body)).await;
        assert_eq!(told.status, 200, "{path}: {}", told.text);
    }
    let numbers = format!("/v21.0/{waba}/phone_numbers");
    assert_eq!(scene.get(&numbers, "EAAbusiness").await.error(), (403, 10, None));
    assert_eq!(scene.get(&numbers, "EAAmanage").await.ids(), [phone.to_string()]);
    let messages = format!("/v21.0/{phone}/messages");
    let refused = scene.post(&messages, "EAAbusiness", Some(text)).await;
    assert_eq!(refused.error(), (403, 10, None), "sending needs a WhatsApp permission");
}

#[tokio::test]
async fn h02_the_list_of_assignments_is_no_way_round_permissions() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    scene.assign(outcome.waba).await;
    let user = scene.provider.employee_id;
    let list = format!("/v21.0/{user}/assigned_whatsapp_business_accounts?fields=id");
    let own = scene.get(&list, &scene.provider.employee).await;
    assert_eq!(own.ids(), [outcome.waba.to_string()]);
    scene.token("EAAbare", Holder::SystemUser(user), &[Permission::PublicProfile]).await;
    assert_eq!(scene.get(&list, "EAAbare").await.error(), (403, 10, None));
}
