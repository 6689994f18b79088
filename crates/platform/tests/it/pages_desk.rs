//! The desk.

use http::StatusCode;
use platform::Settings;

use crate::signup::Walk;
use crate::stage::Stage;
use crate::visitor::Visitor;

#[tokio::test]
async fn every_page_of_the_desk_opens_and_says_it_is_emulated() {
    let stage = Stage::new().await;
    let (app, _) = stage.provider().await;
    let (mut walk, _) = Walk::begin(&stage, app, "").await;
    walk.walk_to_the_end().await;
    for page in ["", "/phones", "/mailbox", "/reviews", "/clock", "/webhooks", "/timeline"] {
        let page = walk.visitor.open(&format!("/desk{page}")).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.path);
        page.says("This is not Meta").says("lang=\"en\"");
        let policy = page.headers["content-security-policy"].to_str().unwrap();
        assert!(policy.contains("script-src 'self'") && !policy.contains("unsafe"), "{policy}");
    }
    walk.visitor.open("/").await.says("/en_US/sdk.js").says("/_control");
    walk.visitor.open("/desk/people").await.says("Ada Cat").says("Lucky Cat");
    walk.visitor.open("/desk/providers").await.says("provider.localhost");
}

#[tokio::test]
async fn i03_the_time_line_tells_what_when_by_whom() {
    let stage = Stage::new().await;
    let (app, secret) = stage.provider().await;
    let (mut walk, _) = Walk::begin(&stage, app, "").await;
    walk.walk_to_the_end().await;
    let page = walk.visitor.open("/desk/timeline").await;
    page.says("Waba shared").says("22 Nov 2026, 08:00:00 UTC");
    let (person, admin) = stage.platform.read(|world| {
        let ada = world.people.values().find(|one| one.name == "Ada Cat").unwrap().id;
        let mut users = world.system_users.values();
        let admin = users.find(|one| one.kind == world::SystemUserKind::Admin).unwrap();
        (ada, (admin.name.clone(), admin.id))
    });
    page.says(&format!("person: {person} (Ada Cat)")).says("<td>Ada Cat</td>");
    page.says("The account “Lucky Cat Accounts” was shared with Example Provider");
    page.says(&format!("user: {} ({})", admin.1, admin.0));
    page.says("Signup finished").never_says(&secret);
}

#[tokio::test]
async fn the_clock_is_turned_by_a_form() {
    let stage = Stage::new().await;
    let mut visitor = Visitor::new(&stage);
    visitor.send("/desk/clock", &[("advance", "1d 2h")]).await.says("23 Nov 2026, 10:00:00 UTC");
    let page = visitor.send("/desk/clock", &[("advance", "soon")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.says("is no duration");
}

#[tokio::test]
async fn the_environment_fits_a_shell() {
    let stage = Stage::new().await;
    for path in ["/_control/world/env", "/_control/world/env?code=1"] {
        let env = stage.get(path).await;
        let env = env.as_object().unwrap();
        assert!(env.len() > 20);
        for (name, value) in env {
            let value = value.as_str().unwrap();
            assert!(!value.is_empty() && !value.contains(char::is_whitespace), "{name}={value}");
        }
        let number = env["PHONE_NUMBER"].as_str().unwrap().strip_prefix('+').unwrap();
        assert!(number.bytes().all(|byte| byte.is_ascii_digit()), "{number}");
    }
}

#[tokio::test]
async fn a_customer_writes_and_the_business_finds_it_on_the_telephone() {
    let stage = Stage::new().await;
    stage.get("/_control/world/env").await;
    let mut visitor = Visitor::new(&stage);
    let (phone, name) = stage.platform.read(|world| {
        let mut phones = world.phones.values();
        let live = phones.find(|phone| phone.status() == graph::PhoneStatus::Connected).unwrap();
        (live.id.to_string(), live.name.current.clone())
    });
    let path = "/desk/phones/14155550100";
    visitor.open(path).await.says(&name);
    let fields =
        [("phone_number_id", phone.as_str()), ("text", "Do you have cats?"), ("name", "Bo")];
    let page = visitor.send(&format!("{path}/write"), &fields).await;
    page.says("Do you have cats?").says("bubble mine");
    let fields = [("phone_number_id", phone.as_str())];
    let page = visitor.send(&format!("{path}/open"), &fields).await;
    assert_eq!(page.status, StatusCode::OK);
    let page = visitor.open("/desk/phones/go?number=%2B1+415-555-0100").await;
    assert_eq!(page.path, path);
}

#[tokio::test]
async fn b02_domains_are_changed_on_the_desk() {
    let stage = Stage::new().await;
    let (app, _) = stage.provider().await;
    let mut visitor = Visitor::new(&stage);
    let id = app.to_string();
    let fields = [("app", id.as_str()), ("domains", "shop.example, other.example")];
    visitor.send("/desk/providers/domains", &fields).await.says("shop.example, other.example");
    let page = visitor.send("/desk/providers", &[("name", "Second"), ("app_name", "Two")]).await;
    page.says("shown only once").says("employee_token");
}

#[tokio::test]
async fn the_head_names_the_world_unless_it_is_the_main_one() {
    let blue = Stage::told(|usual| Settings {
        pages_origin: "http://blue.platform.localhost:8090".to_owned(),
        hosts: vec!["platform.localhost".to_owned()],
        ..usual
    });
    let (main, blue) = (Stage::new().await, blue.await);
    for path in ["/", "/desk", "/desk/clock", "/_control"] {
        Visitor::new(&blue).open(path).await.says("<span class=\"badge world\">World blue</span>");
        Visitor::new(&main).open(path).await.says("Vestibule").never_says("badge world");
    }
}

#[tokio::test]
async fn the_overview_leads_to_measures_and_to_the_control_interface() {
    let stage = Stage::new().await;
    let mut visitor = Visitor::new(&stage);
    visitor.open("/desk").await.says("href=\"/desk/measures\"").says("href=\"/_control\"");
    for path in ["/desk/measures", "/_control"] {
        assert_eq!(visitor.open(path).await.status, StatusCode::OK, "{path}");
    }
}
