//! Ownership, sharing and its end (requirements A01, A02, A06 to A12; contract §9.10, points 1, 2,
//! 4 and 12), through pages, mails, webhooks and the Graph API.

use axum::Router;
use axum::routing::{get, post};
use graph::{AppId, BusinessId};
use http::StatusCode;
use jiff::SignedDuration;
use platform::Turn;
use serde_json::{Value, json};
use world::Policy;

use crate::signup::{Made, OPENER, Walk, log_in, operator};
use crate::stage::Stage;
use crate::visitor::{Page, Visitor};

/// A provider with its tokens, and a business that signed up by the pop-up.
struct Town {
    stage: Stage,
    told: Value,
    walk: Walk,
    made: Made,
}

impl Town {
    async fn new() -> Self {
        Self::in_era(Policy::classic()).await
    }

    async fn in_era(policy: Policy) -> Self {
        let stage = Stage::in_era(policy).await;
        let hook = Router::new().route("/in", get(answer_challenge).merge(post(|| async { "" })));
        stage.board.connect("hooks.example", hook);
        let (_, told) = stage.post("/_control/provider", json!({})).await;
        let app = id(&told, "app_id");
        let token = format!("{app}|{}", told["app_secret"].as_str().unwrap());
        let body = json!({"object": "whatsapp_business_account", "verify_token": "vt",
            "callback_url": "http://hooks.example/in", "fields": ["account_update"],
            "access_token": token});
        let (status, answer) = stage.post(&format!("/v21.0/{app}/subscriptions"), body).await;
        assert_eq!(status, StatusCode::OK, "{answer}");
        let (mut walk, _) = Walk::begin(&stage, app.parse().unwrap(), "").await;
        let page = walk.walk_to_the_end().await;
        page.says("Your account is connected");
        let made = walk.made(&stage);
        Self { stage, told, walk, made }
    }

    fn provider(&self) -> BusinessId {
        id(&self.told, "business_id").parse().unwrap()
    }

    fn app(&self) -> AppId {
        id(&self.told, "app_id").parse().unwrap()
    }

    /// A call with the provider's admin token.
    async fn call(&self, path: &str) -> (StatusCode, Value) {
        let token = self.told["admin_token"].as_str().unwrap();
        let path = format!("{}{path}", crate::stage::BASE);
        self.stage.send(shell::http::get(&path, Some(token)).unwrap()).await
    }

    /// The `account_update` values that left for the provider's app.
    async fn updates(&self) -> Vec<Value> {
        let log = self.stage.get("/_control/webhooks").await;
        let rows = log["data"].as_array().unwrap().iter();
        let bodies = rows.map(|row| match &row["body"] {
            Value::String(text) => serde_json::from_str(text).unwrap(),
            body => body.clone(),
        });
        let changes = bodies.flat_map(|body: Value| body["entry"].as_array().unwrap().clone());
        changes
            .flat_map(|entry| {
                let id = entry["id"].clone();
                let changes = entry["changes"].as_array().unwrap().clone();
                changes.into_iter().map(move |change| {
                    let mut value = change["value"].clone();
                    value["entry"] = id.clone();
                    value
                })
            })
            .collect()
    }

    async fn update(&self, event: &str) -> Option<Value> {
        self.updates().await.into_iter().find(|value| value["event"] == event)
    }

    async fn mails(&self, to: &str) -> String {
        self.stage.get(&format!("/_control/mail?to={to}")).await.to_string()
    }

    async fn owner_sends(&mut self, page: &str, fields: &[(&str, String)]) -> Page {
        let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let path = format!("/business/{}/{page}", self.made.business);
        self.walk.visitor.send(&path, &fields).await
    }
}

async fn answer_challenge(axum::extract::RawQuery(query): axum::extract::RawQuery) -> String {
    let query = query.unwrap_or_default();
    form_urlencoded::parse(query.as_bytes())
        .find_map(|(name, value)| (name == "hub.challenge").then(|| value.into_owned()))
        .unwrap_or_default()
}

fn id(told: &Value, name: &str) -> String {
    told[name].as_str().unwrap_or_else(|| panic!("no {name} in {told}")).to_owned()
}

const UNSEEN: (i64, i64) = (100, 33);

fn error(answer: &Value) -> (i64, i64) {
    let error = &answer["error"];
    (error["code"].as_i64().unwrap_or(0), error["error_subcode"].as_i64().unwrap_or(0))
}

#[tokio::test]
async fn a01_the_business_owns_what_it_signed_up_with() {
    let mut town = Town::new().await;
    let (business, waba) = (town.made.business, town.made.waba);
    let (_, node) = town.call(&format!("/v21.0/{waba}?fields=owner_business_info")).await;
    assert_eq!(node["owner_business_info"]["id"], business.to_string());
    let own = format!("/v21.0/{}/owned_whatsapp_business_accounts", town.provider());
    let (_, owned) = town.call(&own).await;
    assert!(!owned.to_string().contains(&waba.to_string()), "the provider never owns it");
    let page = town.walk.visitor.open(&format!("/business/{business}")).await;
    page.says("Lucky Cat Accounts").says(&waba.to_string());
    let page = town.walk.visitor.open(&format!("/wa/manage/{waba}")).await;
    page.says("owned by Lucky Cat").says("+49 151");
}

#[tokio::test]
async fn a02_a_finished_signup_shares_the_account_with_nothing_left_to_do() {
    let town = Town::new().await;
    let (provider, waba) = (town.provider(), town.made.waba);
    let path = format!("/v21.0/{provider}/client_whatsapp_business_accounts");
    let (status, clients) = town.call(&path).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(clients["data"][0]["id"], waba.to_string());
    let (mut other, _) = Walk::begin(&town.stage, town.app(), "").await;
    other.up_to_profile().await;
    other.profile().await;
    other.number("1512345690").await;
    let (_, before) = town.call(&path).await;
    assert_eq!(before["data"].as_array().unwrap().len(), 1, "nothing is shared half-way");
}

#[tokio::test]
async fn a06_sharing_is_told_by_notification_mail_and_webhook() {
    let town = Town::new().await;
    let (provider, made) = (town.provider(), town.made);
    let info = json!({
        "waba_id": made.waba.to_string(),
        "owner_business_id": made.business.to_string(),
    });
    let added = town.update("PARTNER_ADDED").await.expect("a webhook");
    assert_eq!((&added["waba_info"], &added["entry"]), (&info, &json!(provider.to_string())));
    let installed = town.update("PARTNER_APP_INSTALLED").await.expect("a webhook");
    assert_eq!(installed["waba_info"]["partner_app_id"], town.app().to_string());
    let mail = town.mails("operators@provider.example").await;
    assert!(mail.contains("Lucky Cat shared a WhatsApp Business Account with you"), "{mail}");
    let mut operator = operator(&town.stage, provider).await;
    let path = format!("/business/{provider}/notifications");
    let page = operator.open(&path).await;
    page.says("Lucky Cat shared a WhatsApp Business Account with you").says(">New<");
    let through = page.between("name=\"through\" value=\"", "\"");
    let page = operator.send(&format!("{path}/read"), &[("through", &through)]).await;
    page.never_says(">New<").never_says("Mark as read").says("Lucky Cat shared");
}

#[tokio::test]
async fn a07_one_party_per_account_and_the_first_stays() {
    let mut town = Town::new().await;
    let rival = json!({"name": "Rival Co", "another": true, "domains": ["provider.localhost"]});
    let (_, rival) = town.stage.post("/_control/provider", rival).await;
    let app: AppId = id(&rival, "app_id").parse().unwrap();
    town.walk.app = app;
    let page = town.walk.again().await;
    page.says("Rival Co");
    town.walk.step("authorization", &[]).await;
    let business = town.made.business.to_string();
    let page = town.walk.step("business", &[("business", &business)]).await;
    page.says("shared with Example Provider already").says("(cannot be connected)");
    let waba = town.made.waba.to_string();
    let page = town.walk.step("waba", &[("waba", &waba)]).await;
    page.says("is shared with Example Provider already").says("Stop sharing it there first");
    let (status, _) = town.call(&format!("/v21.0/{waba}?fields=id")).await;
    assert_eq!(status, StatusCode::OK, "the first one stays");
    let partner = town.provider().to_string();
    let fields = [("waba", waba.clone()), ("partner", partner)];
    town.owner_sends("unshare", &fields).await;
    let page = town.walk.step("waba", &[("waba", &waba)]).await;
    assert!(page.path.ends_with("/profile"), "{}", page.path);
}

#[tokio::test]
async fn a07_only_a_provider_is_shared_with() {
    let mut town = Town::in_era(Policy::today()).await;
    let other = town.stage.signed_up(town.app()).await;
    let fields = [("waba", town.made.waba.to_string()), ("partner", other.business.to_string())];
    let page = town.owner_sends("requests", &fields).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.says("Only a provider");
}

#[tokio::test]
async fn a08_the_owners_people_are_the_owners() {
    let mut town = Town::new().await;
    let (business, waba, person) = (town.made.business, town.made.waba, town.made.person);
    let mut operator = operator(&town.stage, town.provider()).await;
    for page in ["", "/people", "/partners", "/requests", "/notifications", "/activity"] {
        let page = operator.open(&format!("/business/{business}{page}")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{}", page.path);
    }
    let someone = person.to_string();
    for form in ["people/remove", "people/role"] {
        let path = format!("/business/{business}/{form}");
        let page = operator.send(&path, &[("person", &someone), ("role", "employee")]).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
    }
    let path = format!("/wa/manage/{waba}/rename");
    let page = operator.send(&path, &[("account_name", "Mine")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    for path in [
        format!("/v21.0/{business}/business_users"),
        format!("/v21.0/{waba}?_method=DELETE"),
        format!("/v21.0/{business}/owned_whatsapp_business_accounts"),
    ] {
        let (status, told) = town.call(&path).await;
        assert!(status.is_client_error() || told.get("data").is_none(), "{path}: {told}");
    }
    let page = town.walk.visitor.open(&format!("/wa/manage/{waba}")).await;
    page.says("Lucky Cat Accounts").says("Phone numbers");
}

#[tokio::test]
async fn a08_admins_add_change_and_remove_people_and_one_admin_stays() {
    let mut town = Town::new().await;
    let bert = json!({"name": "Bert", "email": "bert@cat.example"});
    let (_, bert) = town.stage.post("/_control/people", bert).await;
    let bert_id = id(&bert, "person_id");
    let page = town.owner_sends("people", &[("email", "bert@cat.example".into())]).await;
    page.says("Lucky Cat");
    let people = format!("/business/{}/people", town.made.business);
    town.walk.visitor.open(&people).await.says("Bert").says("Employee").says("Make admin");
    let mut visitor = log_in(&town.stage, bert_id.parse().unwrap()).await;
    visitor.open(&people).await.says("Bert").never_says("Make admin");
    let owner = town.made.person.to_string();
    let page = visitor.send(&format!("{people}/remove"), &[("person", &owner)]).await;
    page.says("You are not an admin of this business");
    let page = town.owner_sends("people/remove", &[("person", owner.clone())]).await;
    page.says("keeps at least one admin");
    let role = [("person", bert_id.clone()), ("role", "admin".to_owned())];
    town.owner_sends("people/role", &role).await;
    let page = visitor.send(&format!("{people}/remove"), &[("person", &owner)]).await;
    page.says("Bert").never_says("Ada Cat");
    assert_eq!(town.walk.visitor.open(&people).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a09_sharing_outside_the_signup_is_refused() {
    let mut town = Town::new().await;
    let rival = json!({"name": "Rival Co", "another": true});
    let (_, rival) = town.stage.post("/_control/provider", rival).await;
    let (waba, partner) = (town.made.waba.to_string(), id(&rival, "business_id"));
    let fields = [("waba", waba.clone()), ("partner", partner.clone())];
    let page = town.owner_sends("requests", &fields).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.says("through Embedded Signup on the provider").says("Start the signup there");
    let mut operator = operator(&town.stage, partner.parse().unwrap()).await;
    let asked = [("waba", waba.as_str()), ("partner", partner.as_str())];
    let page = operator.send(&format!("/business/{partner}/requests"), &asked).await;
    page.says("through Embedded Signup on the provider");
    let body = json!({"business": partner, "access_token": rival["admin_token"]});
    let (status, told) = town.stage.post(&format!("/v21.0/{waba}/agencies"), body).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert!(told.to_string().contains("Embedded Signup"), "{told}");
    let shared = town.stage.platform.read(|world| world.wabas[&town.made.waba].shared_with.len());
    assert_eq!(shared, 1);
}

#[tokio::test]
async fn a09_today_a_request_waits_90_days_for_the_owner() {
    let mut town = Town::in_era(Policy::today()).await;
    let rival = json!({"name": "Rival Co", "another": true});
    let (_, rival) = town.stage.post("/_control/provider", rival).await;
    let (waba, partner) = (town.made.waba.to_string(), id(&rival, "business_id"));
    let body = json!({"business": partner, "access_token": rival["admin_token"]});
    let path = format!("/v21.0/{waba}/agencies");
    let (status, told) = town.stage.post(&path, body.clone()).await;
    assert_eq!((status, &told), (StatusCode::OK, &json!({"success": true})));
    assert!(town.mails("hello@cat.example").await.contains("Rival Co asks to work with"));
    let requests = format!("/business/{}/requests", town.made.business);
    let page = town.walk.visitor.open(&requests).await;
    page.says("Rival Co asks to work with Lucky Cat Accounts").says(">Open<");
    town.stage.platform.turn_clock(Turn::By(SignedDuration::from_hours(91 * 24))).await.unwrap();
    let page = town.walk.visitor.open(&requests).await;
    page.says(">Expired<").never_says("Accept<");
    let first = page.path.clone();
    assert_eq!(first, requests);
    town.stage.post(&path, body).await;
    let page = town.walk.visitor.open(&requests).await;
    let request = page.between("name=\"request\" value=\"", "\"");
    let answer = [("request", request), ("accept", "yes".to_owned())];
    town.owner_sends("requests/answer", &answer).await.says(">Accepted<");
    let token = rival["admin_token"].as_str().unwrap();
    let path = format!("{}/v21.0/{waba}?fields=id", crate::stage::BASE);
    let (status, _) = town.stage.send(shell::http::get(&path, Some(token)).unwrap()).await;
    assert_eq!(status, StatusCode::OK);
    let page = town.owner_sends("requests/answer", &answer).await;
    page.says("answered already");
}

#[tokio::test]
async fn a10_a_business_has_several_accounts() {
    let mut town = Town::new().await;
    let business = town.made.business.to_string();
    town.walk.again().await;
    town.walk.step("authorization", &[]).await;
    town.walk.step("business", &[("business", &business)]).await;
    town.walk.step("waba", &[("waba", "new")]).await;
    town.walk.profile().await;
    town.walk.number("1512345691").await;
    let code = town.walk.code("491512345691").await;
    town.walk.step("verify", &[("code", &code)]).await;
    town.walk.step("permissions", &[]).await.says("Your account is connected");
    let second = town.walk.made(&town.stage);
    assert_eq!(second.business, town.made.business);
    assert_ne!(second.waba, town.made.waba);
    let path = format!("/v21.0/{}/client_whatsapp_business_accounts", town.provider());
    let (_, clients) = town.call(&path).await;
    assert_eq!(clients["data"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn a11_removing_the_partner_ends_access_to_everything_at_once() {
    let mut town = Town::new().await;
    let (provider, waba, phone) = (town.provider(), town.made.waba, town.made.phone);
    let business = town.made.business.to_string();
    let page = town.owner_sends("partners/remove", &[("partner", "1".to_owned())]).await;
    page.says("There is no such object");
    let (status, _) = town.call(&format!("/v21.0/{waba}?fields=owner_business_info")).await;
    assert_eq!(status, StatusCode::OK);
    let page = town.owner_sends("partners/remove", &[("partner", provider.to_string())]).await;
    page.never_says("Remove partner");
    for path in [
        format!("/v21.0/{waba}?fields=owner_business_info"),
        format!("/v21.0/{phone}?fields=id"),
        format!("/v21.0/{business}?fields=name"),
    ] {
        let (status, told) = town.call(&path).await;
        assert_eq!((status, error(&told)), (StatusCode::BAD_REQUEST, UNSEEN), "{path}: {told}");
    }
    let token = town.told["admin_token"].clone();
    let body = json!({"messaging_product": "whatsapp", "to": "16505551234", "type": "text",
        "text": {"body": "Hello"}, "access_token": token});
    let (status, told) = town.stage.post(&format!("/v21.0/{phone}/messages"), body).await;
    assert_eq!((status, error(&told)), (StatusCode::BAD_REQUEST, UNSEEN), "{told}");
    let removed = town.update("PARTNER_REMOVED").await.expect("a webhook");
    assert_eq!(removed["waba_info"]["owner_business_id"], business.as_str());
    let mail = town.mails("operators@provider.example").await;
    assert!(mail.contains("no longer shares") && mail.contains(&business), "{mail}");
    let mut operator = operator(&town.stage, provider).await;
    let page = operator.open(&format!("/business/{provider}/notifications")).await;
    page.says("no longer shares an account with you");
    let page = town.walk.visitor.open(&format!("/wa/manage/{waba}")).await;
    page.says("Lucky Cat Accounts").never_says("shared with Example Provider");
}

#[tokio::test]
async fn a11_removing_the_app_voids_its_tokens_and_is_told() {
    let mut town = Town::new().await;
    let (app, waba) = (town.app(), town.made.waba.to_string());
    let page = town.walk.visitor.open(&format!("/business/{}/partners", town.made.business)).await;
    page.says("App: Example App").says("Remove app");
    let key = town.stage.platform.read(|world| {
        let mine = world.tokens.values().find(|token| {
            token.holder == world::Holder::Person(town.made.person) && token.app == app
        });
        mine.unwrap().wabas.clone().unwrap()
    });
    assert_eq!(key, [town.made.waba]);
    let page = town.owner_sends("apps/remove", &[("app", app.to_string())]).await;
    page.never_says("Remove app").says("Remove partner");
    let gone = town.update("PARTNER_APP_UNINSTALLED").await.expect("a webhook");
    assert_eq!(gone["waba_info"]["waba_id"], waba.as_str());
    assert_eq!(gone["waba_info"]["partner_app_id"], app.to_string());
    let reached = town.stage.platform.read(|world| world.installed_wabas(town.made.business, app));
    assert!(reached.is_empty(), "no token of a login reaches the account");
    let (status, _) = town.call(&format!("/v21.0/{waba}?fields=id")).await;
    assert_eq!(status, StatusCode::OK, "the partnership itself stays");
    let page = town.owner_sends("apps/remove", &[("app", app.to_string())]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a12_a_verified_business_of_others_is_shown_disabled_with_the_ways_out() {
    let town = Town::new().await;
    let business = town.made.business.to_string();
    let verified = json!({"business_id": business, "approved": true});
    let (status, told) = town.stage.post("/_control/reviews/verification", verified).await;
    assert_eq!(status, StatusCode::OK, "{told}");
    let bert = json!({"name": "Bert", "email": "bert@cat.example"});
    let (_, bert) = town.stage.post("/_control/people", bert).await;
    let mut town = town;
    town.owner_sends("people", &[("email", "bert@cat.example".into())]).await;
    let visitor = log_in(&town.stage, id(&bert, "person_id").parse().unwrap()).await;
    let mut walk = Walk { visitor, app: town.app(), run: String::new() };
    walk.again().await;
    let page = walk.step("authorization", &[]).await;
    page.says("Lucky Cat (you are not an admin)").says(&format!("value=\"{business}\" disabled"));
    page.says("Ask an admin of that business to run this signup")
        .says("Ask an admin to make you an admin")
        .says("Use another business, or create one");
    let page = walk.step("business", &[("business", &business)]).await;
    page.says("You are not an admin of this business").says("ask an admin to make you an admin");
    let admin = [("person", id(&bert, "person_id")), ("role", "admin".to_owned())];
    town.owner_sends("people/role", &admin).await;
    let page = walk.step("business", &[("business", &business)]).await;
    assert!(page.path.ends_with("/waba"), "{}", page.path);
}

#[tokio::test]
async fn c04_the_provider_filters_and_sorts_its_clients_by_creation_time() {
    let mut town = Town::new().await;
    town.stage.platform.turn_clock(Turn::By(SignedDuration::from_hours(72))).await.unwrap();
    town.walk.again().await;
    town.walk.step("authorization", &[]).await;
    let business = town.made.business.to_string();
    town.walk.step("business", &[("business", &business)]).await;
    town.walk.step("waba", &[("waba", "new")]).await;
    let fields = [
        ("waba_name", "Second"),
        ("display_name", "Lucky Cat"),
        ("timezone_id", "47"),
        ("vertical", "RETAIL"),
    ];
    town.walk.step("profile", &fields).await;
    town.walk.number("1512345692").await;
    let code = town.walk.code("491512345692").await;
    town.walk.step("verify", &[("code", &code)]).await;
    town.walk.step("permissions", &[]).await;
    let mut operator = operator(&town.stage, town.provider()).await;
    let path = format!("/business/{}/clients", town.provider());
    let order = |page: &Page| {
        let first = page.html.find("Lucky Cat Accounts").unwrap();
        first < page.html.find(">Second<").unwrap()
    };
    assert!(!order(&operator.open(&path).await), "newest first");
    assert!(order(&operator.open(&format!("{path}?sort=creation_time_ascending")).await));
    let page = operator.open(&format!("{path}?since=2026-11-24")).await;
    page.says(">Second<").never_says("Lucky Cat Accounts");
    let page = operator.open(&format!("{path}?until=2026-11-23")).await;
    page.never_says(">Second<").says("Lucky Cat Accounts");
}

#[tokio::test]
async fn a01_the_owner_renames_its_account_and_sets_its_time_zone_until_someone_pays() {
    let mut town = Town::new().await;
    let waba = town.made.waba.to_string();
    let path = format!("/wa/manage/{waba}");
    let page = town.walk.visitor.send(&format!("{path}/rename"), &[("account_name", "New")]).await;
    page.says("<h1>New ");
    let page = town.walk.visitor.send(&format!("{path}/timezone"), &[("timezone_id", "1")]).await;
    page.says("value=\"1\" selected");
    let (_, node) = town.call(&format!("/v21.0/{waba}?fields=name,timezone_id")).await;
    assert_eq!((&node["name"], &node["timezone_id"]), (&json!("New"), &json!("1")));
    let line = id(&town.told, "credit_line_id");
    let share = json!({"waba_id": waba, "waba_currency": "USD",
        "access_token": town.told["admin_token"]});
    let path_of_line = format!("/v21.0/{line}/whatsapp_credit_sharing_and_attach");
    let (status, told) = town.stage.post(&path_of_line, share).await;
    assert_eq!(status, StatusCode::OK, "{told}");
    let page = town.walk.visitor.open(&path).await;
    page.says("can no longer be changed");
    let page = town.walk.visitor.send(&format!("{path}/timezone"), &[("timezone_id", "47")]).await;
    page.says("The time zone is fixed");
}

#[tokio::test]
async fn b02_strangers_see_nothing() {
    let town = Town::new().await;
    let mut visitor = Visitor::new(&town.stage);
    let page = visitor.open(&format!("/business/{}/partners", town.made.business)).await;
    assert!(page.path.starts_with("/login?next="), "{}", page.path);
    assert!(OPENER.starts_with("http"));
}
