//! Where a signup may start and what it leaves behind, as the people see it who take part
//! (requirements A02, A07 and B02).

use graph::AppId;
use http::StatusCode;
use serde_json::{Value, json};

use crate::signup::{Walk, dialog, operator};
use crate::stage::{BASE, Stage};
use crate::visitor::Visitor;

/// A provider whose pages live on a domain of its own.
async fn provider(stage: &Stage, name: &str, domain: &str) -> Value {
    let body = json!({"name": name, "app_name": format!("{name} Connect"), "another": true,
        "domains": [domain]});
    let (status, told) = stage.post("/_control/provider", body).await;
    assert_eq!(status, StatusCode::OK, "{told}");
    told
}

fn text<'a>(told: &'a Value, name: &str) -> &'a str {
    told[name].as_str().unwrap_or_else(|| panic!("no {name} in {told}"))
}

#[tokio::test]
async fn b02_a_provider_s_app_starts_nothing_on_the_page_of_another() {
    let stage = Stage::new().await;
    let ours = provider(&stage, "Harbour", "provider.localhost").await;
    let theirs = provider(&stage, "Rival", "rival.localhost").await;
    let app = |told: &Value| text(told, "app_id").parse::<AppId>().unwrap();
    let mut visitor = Visitor::new(&stage);
    for (app, domain, name) in [
        (app(&ours), "rival.localhost", "Harbour Connect"),
        (app(&theirs), "provider.localhost", "Rival Connect"),
        (app(&ours), "shop.example", "Harbour Connect"),
    ] {
        let opened = dialog(app, "").replace("provider.localhost:8080", domain);
        let page = visitor.open(&opened).await;
        assert_eq!(page.status, StatusCode::BAD_REQUEST, "{domain}");
        page.says("This signup cannot start here")
            .says(&format!("The app {name} may not be used on {domain}."))
            .never_says("data-message");
    }
    assert!(stage.platform.read(|world| world.signups.is_empty()), "nothing was begun");
    for (app, domain) in [(app(&ours), "provider.localhost"), (app(&theirs), "rival.localhost")] {
        let opened = dialog(app, "").replace("provider.localhost:8080", domain);
        let page = Visitor::new(&stage).open(&opened).await;
        assert!(page.path.starts_with("/login?next="), "its own page may: {}", page.path);
    }
}

#[tokio::test]
async fn a02_after_the_end_nothing_is_left_to_do_and_nobody_else_has_it() {
    let stage = Stage::new().await;
    let ours = provider(&stage, "Harbour", "provider.localhost").await;
    let theirs = provider(&stage, "Rival", "provider.localhost").await;
    let (mut walk, _) = Walk::begin(&stage, text(&ours, "app_id").parse().unwrap(), "").await;
    walk.walk_to_the_end().await.says("Your account is connected");
    let made = walk.made(&stage);
    let (waba, id) = (made.waba.to_string(), made.business);

    // The provider whose page it was has it, and nobody else: neither in a list nor by its id.
    for (told, has) in [(&ours, true), (&theirs, false)] {
        let (token, own) = (Some(text(told, "admin_token")), text(told, "business_id"));
        let list = format!("{BASE}/v21.0/{own}/client_whatsapp_business_accounts?fields=id");
        let (status, clients) = stage.send(shell::http::get(&list, token).unwrap()).await;
        let wanted = if has { json!([{"id": waba}]) } else { json!([]) };
        assert_eq!((status, &clients["data"]), (StatusCode::OK, &wanted));
        let node = format!("{BASE}/v21.0/{waba}?fields=id");
        let (status, told) = stage.send(shell::http::get(&node, token).unwrap()).await;
        assert_eq!(status == StatusCode::OK, has, "{told}");
        let page = format!("/business/{own}/requests");
        let mut operator = operator(&stage, own.parse().unwrap()).await;
        operator.open(&page).await.says("Nobody asks for anything.").says("You asked for nothing.");
    }

    // The business shares it, is asked for nothing, and its run is over.
    let page = walk.visitor.open(&format!("/business/{id}/partners")).await;
    page.says(text(&ours, "business_id")).says(&waba).says("App: Harbour Connect");
    page.never_says(text(&theirs, "business_id")).never_says("You share nothing.");
    let page = walk.visitor.open(&format!("/business/{id}/requests")).await;
    page.says("Nobody asks for anything.").says("You asked for nothing.").never_says("Open</");
    let page = walk.visitor.open(&format!("/business/{id}/solutions")).await;
    page.says("Nobody asks to serve one of your accounts together.");
    let page = walk.visitor.open(&walk.run.clone()).await;
    page.never_says("id=\"step\"");
    let (_, told) = stage.post("/_control/clock", json!({"advance": "3d"})).await;
    assert!(told["now"].is_string(), "{told}");
    let page = walk.visitor.open(&format!("/business/{id}/requests")).await;
    page.says("Nobody asks for anything.");
}
