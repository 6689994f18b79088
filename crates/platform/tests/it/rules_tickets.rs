//! Direct support is for providers, after a check of their app (rule I02).

use serde_json::json;

use crate::graph_scene::{Run, Scene};
use crate::live::OPERATORS;

#[tokio::test]
async fn i02_a_business_is_sent_to_its_provider() {
    let scene = Scene::new().await;
    let (person, outcome) = scene.sign_up(Run::default()).await;
    let mut owner = scene.visitor(person).await;
    let path = format!("/business/{}/support", outcome.business);
    let page = owner.open(&path).await;
    page.says("Businesses cannot open a ticket here").says("Solution Co");
    page.never_says("Steps to reproduce");
    let app = scene.provider.app.to_string();
    let entry = [("app", app.as_str()), ("subject", "Help"), ("steps", "1"), ("outcome", "2")];
    let refused = owner.send(&path, &entry).await;
    assert_eq!(refused.status, 422);
    refused.says("Businesses cannot use direct support");
    assert_eq!(scene.stage.get("/_control/tickets").await["data"], json!([]));
}

#[tokio::test]
async fn i02_a_provider_checks_its_permissions_first_and_is_answered() {
    let scene = Scene::new().await;
    let app = scene.provider.app.to_string();
    let mut operator = scene.operator().await;
    let path = scene.office("support");
    let entry = [
        ("app", app.as_str()),
        ("subject", "Registration fails"),
        ("steps", "1. sign up 2. POST /register"),
        ("outcome", "expected success, got 133006"),
        ("trace", "Ax5tIkALJCP4"),
    ];
    let early = operator.send(&path, &entry).await;
    assert_eq!(early.status, 422);
    early.says("Check the app's two permissions first");

    let standard = json!({"app_id": app, "advanced": ["business_management"]});
    let access = format!("/_control/apps/{app}/access");
    let (status, told) = scene.stage.post(&access, json!({"advanced": standard["advanced"]})).await;
    assert!(status.is_success(), "{told}");
    let checked = operator.send(&format!("{path}/check"), &[("app", &app)]).await;
    checked.says("Missing").says("whatsapp_business_management");
    let missing = operator.send(&path, &entry).await;
    missing.says("Mend that first");
    let both = json!({"advanced": ["business_management", "whatsapp_business_management"]});
    assert!(scene.stage.post(&access, both).await.0.is_success());
    let checked = operator.send(&format!("{path}/check"), &[("app", &app)]).await;
    checked.says("Both permissions are there");
    let unsaid = operator.send(&path, &[("app", app.as_str()), ("subject", "Help")]).await;
    unsaid.says("Please fill in: steps");
    let ticket = operator.send(&path, &entry).await;
    ticket.says("Registration fails").says("POST /register").says("Ax5tIkALJCP4").says(&app);
    ticket.says("Example App");

    let listed = scene.stage.get("/_control/tickets").await;
    let id = listed["data"][0]["ticket_id"].as_str().unwrap().to_owned();
    assert_eq!(listed["data"][0]["state"], "open");
    let mut desk = crate::visitor::Visitor::new(&scene.stage);
    desk.open("/desk/support").await.says("Registration fails").says("Ax5tIkALJCP4");
    let answer = [("ticket", id.as_str()), ("text", "Verify the number again.")];
    desk.send("/desk/support/answer", &answer).await.says("Answered");
    let mails = scene.mails(OPERATORS).await;
    assert!(mails[0].contains("Registration fails"), "{mails:?}");
    let notices = scene.notices(scene.provider.business).await;
    assert!(notices[0].contains(&id), "{notices:?}");
    let here = format!("{path}/{id}");
    operator.open(&here).await.says("Verify the number again.").says("Answered");
    operator.send(&format!("{here}/reply"), &[("text", "It works now.")]).await.says("Open");
    let close = json!({"text": "Good.", "close": true});
    let (status, _) = scene.stage.post(&format!("/_control/tickets/{id}/answer"), close).await;
    assert!(status.is_success());
    operator.open(&here).await.says("Closed").never_says("Add something");
    let late = operator.send(&format!("{here}/reply"), &[("text", "Again")]).await;
    late.says("The ticket is closed");

    let rival = scene.another_provider().await;
    let theirs = scene
        .stage
        .platform
        .read(|world| *world.businesses[&rival.business].people.keys().next().unwrap());
    let mut stranger = scene.visitor(theirs).await;
    let foreign = format!("/business/{}/support/{id}", rival.business);
    assert_eq!(stranger.open(&foreign).await.status, 404);
    assert_eq!(stranger.open(&here).await.status, 404);
}

#[tokio::test]
async fn i02_a_check_counts_for_a_day() {
    let scene = Scene::new().await;
    let app = scene.provider.app.to_string();
    let mut operator = scene.operator().await;
    let path = scene.office("support");
    operator.send(&format!("{path}/check"), &[("app", &app)]).await.says("Both permissions");
    scene.pass("25h").await;
    let entry = [("app", app.as_str()), ("subject", "Help"), ("steps", "1"), ("outcome", "2")];
    operator.send(&path, &entry).await.says("A check counts for 24 hours");
    operator.send(&format!("{path}/check"), &[("app", &app)]).await;
    operator.send(&path, &entry).await.says("Help").says("Steps to reproduce");
}
