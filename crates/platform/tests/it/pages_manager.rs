//! Business Manager and WhatsApp Manager.

use graph::BusinessId;
use http::StatusCode;
use serde_json::json;

use crate::signup::Walk;
use crate::stage::Stage;
use crate::visitor::Visitor;

/// Ids of the provider's business and of the client's.
fn parties(stage: &Stage) -> (BusinessId, BusinessId) {
    stage.platform.read(|world| {
        let of = |provider: bool| {
            world.businesses.values().find(|one| one.provider == provider).unwrap().id
        };
        (of(true), of(false))
    })
}

/// The person who administers the provider from the beginning.
async fn operator(stage: &Stage) -> Visitor {
    let mut visitor = Visitor::new(stage);
    let person = stage.platform.read(|world| {
        let olive = world.people.values().find(|one| one.name == "Olive Hall").unwrap();
        assert_eq!(olive.email, "operators@provider.example");
        olive.id.to_string()
    });
    visitor.send("/login", &[("next", "/business"), ("person", &person)]).await;
    visitor
}

#[tokio::test]
async fn a_provider_is_founded_with_someone_who_can_open_its_business_manager() {
    let stage = Stage::new().await;
    let wish =
        json!({"name": "Solution Co", "admin_name": "Olga", "admin_email": "olga@so.example"});
    let (status, told) = stage.post("/_control/provider", wish).await;
    assert_eq!(status, StatusCode::OK, "{told}");
    let path = format!("/business/{}", told["business_id"].as_str().unwrap());
    let mut visitor = Visitor::new(&stage);
    let person = told["admin_person_id"].as_str().unwrap();
    visitor.send("/login", &[("next", "/business"), ("person", person)]).await;
    visitor.open("/business").await.says("Solution Co").says("Olga");
    let page = visitor.open(&path).await;
    assert_eq!(page.status, StatusCode::OK);
    page.says("Client accounts").says("Credit lines");
    let (_, told) = stage.post("/_control/provider", json!({"another": true})).await;
    let other = format!("/business/{}", told["business_id"].as_str().unwrap());
    assert_eq!(visitor.open(&other).await.status, StatusCode::NOT_FOUND);
    operator(&stage).await.open(&other).await.says("Example Provider");
}

#[tokio::test]
async fn a01_a08_the_business_sees_its_account_with_the_partner() {
    let stage = Stage::new().await;
    let (app, _) = stage.provider().await;
    let (mut walk, _) = Walk::begin(&stage, app, "").await;
    walk.walk_to_the_end().await;
    let (provider, client) = parties(&stage);
    walk.visitor.open("/business").await.says("Lucky Cat");
    let page = walk.visitor.open(&format!("/business/{client}")).await;
    page.says("Lucky Cat Accounts").says("Partner: ").says("Example Provider");
    page.says(&provider.to_string()).says("Security Center");
    let waba = page.between("/wa/manage/", "\"");
    let page = walk.visitor.open(&format!("/wa/manage/{waba}")).await;
    page.says("+49 151").says("Available without review").says("Trial: 30 days left");
    page.never_says("Certificate").never_says("Download");
    let phone = stage.platform.read(|world| {
        world.phones.values().find(|phone| phone.waba.to_string() == waba).unwrap().id
    });
    let path = format!("/wa/manage/{waba}/certificates/{phone}");
    let page = walk.visitor.open(&path).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND, "requirement E05: not for the business");
}

#[tokio::test]
async fn a06_the_provider_is_told_by_notification_and_mail() {
    let stage = Stage::new().await;
    let (app, _) = stage.provider().await;
    let (mut walk, _) = Walk::begin(&stage, app, "").await;
    walk.walk_to_the_end().await;
    let (provider, _) = parties(&stage);
    let mut operator = operator(&stage).await;
    let page = operator.open(&format!("/business/{provider}")).await;
    let notices = page.between("id=\"notifications\"", "</section>");
    assert!(notices.contains("Lucky Cat"), "{notices}");
    page.says("Client accounts").says("Lucky Cat Accounts").says("Trial: 30 days left");
    page.says("Employee: where assigned").says("Credit lines");
    let page = operator.open("/desk/mailbox?to=operators@provider.example").await;
    let letter = page.between("href=\"/desk/mailbox/", "\"");
    let page = operator.open(&format!("/desk/mailbox/{letter}")).await;
    page.says("operators@provider.example").says("Lucky Cat");
}

#[tokio::test]
async fn e05_the_provider_downloads_the_certificate() {
    let stage = Stage::new().await;
    let (app, _) = stage.provider().await;
    let (mut walk, _) = Walk::begin(&stage, app, "").await;
    walk.walk_to_the_end().await;
    let (_, client) = parties(&stage);
    let mut operator = operator(&stage).await;
    let waba = stage.platform.read(|world| world.businesses[&client].owned_wabas[0]);
    let page = operator.open(&format!("/wa/manage/{waba}")).await;
    let path = page.between("href=\"/wa/manage/", "\">Download");
    let path = path.rsplit("/wa/manage/").next().unwrap().to_owned();
    let page = operator.open(&format!("/wa/manage/{path}")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(world::Certificate::read(&page.html).is_some(), "{}", page.html);
}

#[tokio::test]
async fn a08_a_provider_finds_nothing_that_takes_the_owners_access() {
    let stage = Stage::new().await;
    let (app, _) = stage.provider().await;
    let (mut walk, _) = Walk::begin(&stage, app, "").await;
    walk.walk_to_the_end().await;
    let (provider, client) = parties(&stage);
    let mut operator = operator(&stage).await;
    let page = operator.open(&format!("/business/{client}")).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    let waba = stage.platform.read(|world| world.businesses[&client].owned_wabas[0]);
    let fields = [("waba", waba.to_string()), ("partner", provider.to_string())];
    let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let page = operator.send(&format!("/business/{client}/unshare"), &fields).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(stage.platform.read(|world| world.wabas[&waba].is_shared_with(provider)));
}

#[tokio::test]
async fn d05_verification_is_started_here_and_decided_on_the_desk() {
    let stage = Stage::new().await;
    let (app, _) = stage.provider().await;
    let (mut walk, _) = Walk::begin(&stage, app, "").await;
    walk.walk_to_the_end().await;
    let (_, client) = parties(&stage);
    let page = walk.visitor.send(&format!("/business/{client}/verification"), &[]).await;
    page.says("Started: documents missing");
    let page = walk.visitor.open("/desk/reviews").await;
    page.says("Verification of the business").says("1 display name comes here for review");
    page.says("No display name waits");
    let id = client.to_string();
    let fields = [("business_id", id.as_str()), ("approved", "true")];
    walk.visitor.send("/desk/reviews/verification", &fields).await;
    walk.visitor.open(&format!("/business/{client}")).await.says("Verified");
    let page = walk.visitor.open("/desk/reviews").await;
    page.says("Display name “Lucky Cat”").says("1 display name waits for your decision");
}
