//! Taking over a fleet: nothing is changed on the platform until somebody says so.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use axum::extract::Request;
use axum::{Json, Router};
use serde_json::{Value, json};
use shell::http::{Client, Switchboard};
use shell::secret::Secrets;
use shell::sql::Sql;

use onboard::Mode;

use super::*;
use crate::store::phones;
use crate::{Provider, testing};

/// What the platform was asked: method and path.
type Asked = Arc<Mutex<Vec<String>>>;

/// A platform with the accounts 98 and 99 of others, each with a number that is connected; while
/// `away`, it says that there are none.
fn platform(away: &Arc<AtomicBool>) -> (Arc<Switchboard>, Asked) {
    let asked: Asked = Arc::default();
    let log = Arc::clone(&asked);
    let away = Arc::clone(away);
    let answer = move |request: Request| {
        let path = request.uri().path().trim_start_matches("/v21.0/").to_owned();
        log.lock().unwrap().push(format!("{} {path}", request.method()));
        let gone =
            away.load(Ordering::SeqCst) && (path.starts_with("98") || path.starts_with("99"));
        async move { said(if gone { "0" } else { &path }) }
    };
    let switchboard = Arc::new(Switchboard::new());
    switchboard.connect("platform.localhost:8090", Router::new().fallback(answer));
    (switchboard, asked)
}

fn said(path: &str) -> (http::StatusCode, Json<Value>) {
    let fields: Vec<Value> = [
        "account_alerts",
        "account_review_update",
        "account_update",
        "business_capability_update",
        "message_template_quality_update",
        "message_template_status_update",
        "messages",
        "phone_number_name_update",
        "phone_number_quality_update",
        "security",
    ]
    .map(|name| json!({"name": name, "version": "v21.0"}))
    .to_vec();
    let body = match path.split('/').collect::<Vec<_>>()[..] {
        ["11", "subscriptions"] => json!({"data": [{"object": "whatsapp_business_account",
            "callback_url": "http://provider.localhost:8080/webhooks/whatsapp", "active": true,
            "fields": fields}], "success": true}),
        [_, "client_whatsapp_business_accounts"] => json!({"data": [{"id": "98"}, {"id": "99"}]}),
        [waba @ ("98" | "99"), "phone_numbers"] => json!({"data": [{"id": format!("1{waba}"),
            "display_phone_number": format!("+1 415-555-01{waba}"), "verified_name": "Shop",
            "status": "CONNECTED", "name_status": "APPROVED", "account_mode": "LIVE",
            "code_verification_status": "VERIFIED", "platform_type": "NOT_APPLICABLE"}]}),
        [waba @ ("98" | "99")] => json!({"id": waba, "name": "Shop", "status": "ACTIVE",
            "account_review_status": "APPROVED",
            "owner_business_info": {"id": format!("2{waba}"), "name": "Shop Ltd"}}),
        ["debug_token"] => json!({"data": {"app_id": "11", "is_valid": true, "expires_at": 0,
            "scopes": ["whatsapp_business_management", "business_management"]}}),
        [_, _] => json!({"data": []}),
        _ => {
            let error = json!({"error": {"message": "gone", "code": 100, "error_subcode": 33}});
            return (http::StatusCode::BAD_REQUEST, Json(error));
        }
    };
    (http::StatusCode::OK, Json(body))
}

async fn open() -> (Provider, Office, Asked) {
    open_where(&Arc::default()).await
}

async fn open_where(away: &Arc<AtomicBool>) -> (Provider, Office, Asked) {
    let (switchboard, asked) = platform(away);
    let (provider, office) = opened(switchboard).await;
    (provider, office, asked)
}

async fn opened(switchboard: Arc<Switchboard>) -> (Provider, Office) {
    let outside = testing::outside(Sql::scratch().await.unwrap(), &switchboard);
    let provider = Provider::open(testing::settings(), outside).await.unwrap();
    let office = Office {
        settings: provider.settings.clone(),
        db: provider.db.clone(),
        clock: provider.clock.clone(),
        secrets: Secrets::seeded(3),
        sealer: provider.sealer.clone(),
        graph: provider.graph.clone(),
        http: Client::inside(switchboard),
    };
    (provider, office)
}

/// The same platform, at which an operator says that 98 is only watched in the moment in which the
/// first change of it arrives.
async fn interrupted() -> (Provider, Office, Asked) {
    let asked: Asked = Arc::default();
    let (log, beside) = (Arc::clone(&asked), Arc::new(Mutex::new(None::<Sql>)));
    let at_hand = Arc::clone(&beside);
    let answer = move |request: Request| {
        let path = request.uri().path().trim_start_matches("/v21.0/").to_owned();
        let (change, db) = (request.method() != "GET", at_hand.lock().unwrap().clone());
        log.lock().unwrap().push(format!("{} {path}", request.method()));
        async move {
            if let Some(db) = db.filter(|_| change && !path.starts_with("11/")) {
                db.write(|tx| watched::watch(tx, WabaId::new(98))).await.unwrap();
            }
            said(&path)
        }
    };
    let switchboard = Arc::new(Switchboard::new());
    switchboard.connect("platform.localhost:8090", Router::new().fallback(answer));
    let (provider, office) = opened(switchboard).await;
    *beside.lock().unwrap() = Some(provider.db.clone());
    (provider, office, asked)
}

/// Lets hours pass.
async fn hours(provider: &Provider, hours: i64) {
    let until = provider.clock.now() + SignedDuration::from_hours(hours);
    loop {
        while provider.tick().await.unwrap() {}
        let next = provider.next_due().await.unwrap().unwrap_or(until);
        let next = next.max(provider.clock.now() + SignedDuration::from_secs(1));
        provider.clock.set(next.min(until)).unwrap();
        if next >= until {
            return;
        }
    }
}

fn changes(asked: &Asked) -> Vec<String> {
    let all = std::mem::take(&mut *asked.lock().unwrap());
    // The app's own webhook is no client's.
    let ours = ["GET ", "POST 11/subscriptions"];
    all.into_iter().filter(|one| !ours.iter().any(|ours| one.starts_with(ours))).collect()
}

async fn mode(provider: &Provider, waba: u64) -> Mode {
    let row = provider.db.read(move |db| clients::get(db, WabaId::new(waba))).await.unwrap();
    row.unwrap().mode
}

#[tokio::test]
async fn an_imported_fleet_is_watched_with_nothing_but_gets() {
    let (provider, office, asked) = open().await;
    let list = read(
        "waba_id,contact,phone_number_id,pin\n98,anna@shop.example,198,123456\n\
                     99,,777,123456\n97,,,\n",
    )
    .unwrap();
    let mut became = Vec::new();
    let shared = office.shared().await.unwrap();
    for entry in &list {
        let would = office.take_over(entry, &shared, "anna", true).await.unwrap();
        let did = office.take_over(entry, &shared, "anna", false).await.unwrap();
        assert_eq!(would, did, "a dry run says what comes of it");
        became.push((did.waba.get(), did.became, did.pins.len(), did.unknown.len()));
    }
    let expected =
        [(97, Became::NotShared, 0, 0), (98, Became::Added, 1, 0), (99, Became::Added, 0, 1)];
    assert_eq!(became, expected);
    hours(&provider, 7).await;
    assert_eq!(changes(&asked), [""; 0], "the platform saw a change");
    let read = |db: &Tx<'_>| clients::get(db, WabaId::new(98));
    let row = provider.db.read(read).await.unwrap().unwrap();
    assert_eq!((row.mode, row.contact.as_deref()), (Mode::Watched, Some("anna@shop.example")));
    assert_eq!(row.business_name, "Shop Ltd", "it was never looked at");
    assert!(!row.conditions.is_empty());
    // The PIN is kept, sealed, and given to the registration that comes one day.
    let phone = PhoneNumberId::new(198);
    let kept = provider.db.write(move |tx| phones::pin(tx, phone, "another")).await.unwrap();
    assert!(!kept.contains("123456") && kept != "another", "{kept}");
    let text = provider.sealer.open(&pin::context(phone), &kept).unwrap();
    assert_eq!(text, b"123456");
}

#[tokio::test]
async fn everything_that_is_shared_can_be_imported_and_again() {
    let (provider, office, asked) = open().await;
    let became = async |dry_run| {
        let mut roll = Roll::default();
        let taken = office.take_over_page(&mut roll, "anna", dry_run).await.unwrap().unwrap();
        assert_eq!(office.take_over_page(&mut roll, "anna", dry_run).await.unwrap(), None);
        taken.iter().map(|one| one.became).collect::<Vec<_>>()
    };
    assert_eq!(became(true).await, [Became::Added; 2]);
    assert_eq!(became(false).await, [Became::Added; 2]);
    assert_eq!(became(false).await, [Became::Known; 2], "an import may be started again");
    hours(&provider, 1).await;
    assert_eq!(changes(&asked), [""; 0]);
    assert_eq!(mode(&provider, 99).await, Mode::Watched, "the sweep leaves it so");
}

#[tokio::test]
async fn a_watched_client_that_seems_gone_for_a_while_comes_back_watched() {
    let away = Arc::default();
    let (provider, office, asked) = open_where(&away).await;
    let list = read("waba_id,contact\n98,anna@shop.example\n99,\n").unwrap();
    let shared = office.shared().await.unwrap();
    for entry in &list {
        office.take_over(entry, &shared, "anna", false).await.unwrap();
    }
    // A stale read, before the account was ever seen in full.
    away.store(true, Ordering::SeqCst);
    hours(&provider, 1).await;
    away.store(false, Ordering::SeqCst);
    hours(&provider, 7).await;
    assert_eq!(changes(&asked), [""; 0], "the platform saw a change");
    for (waba, contact) in [(98, Some("anna@shop.example")), (99, None)] {
        let row = provider.db.read(move |db| clients::get(db, WabaId::new(waba))).await.unwrap();
        let row = row.unwrap();
        assert_eq!((row.mode, row.contact.as_deref()), (Mode::Watched, contact));
        assert_ne!(row.stage, clients::Stage::Left, "{:?}", row.waiting);
    }
}

#[tokio::test]
async fn adopted_clients_are_managed_at_once_or_so_many_a_day() {
    let (provider, office, asked) = open().await;
    office.take_over_page(&mut Roll::default(), "anna", false).await.unwrap();
    hours(&provider, 1).await;
    let adopted = office.adopt(None, Some(24), "anna").await.unwrap();
    assert_eq!(adopted[1].1.duration_since(adopted[0].1), SignedDuration::from_hours(1));
    assert_eq!(office.adopt(None, Some(24), "anna").await.unwrap(), [], "each keeps its day");
    provider.clock.advance(SignedDuration::from_mins(1)).unwrap();
    while provider.tick().await.unwrap() {}
    let of = |all: &[String], waba: &str| all.iter().any(|one| one.contains(waba));
    let first = changes(&asked);
    assert!(of(&first, "98") && !of(&first, "99"), "{first:?}");
    assert_eq!(mode(&provider, 99).await, Mode::Watched);
    provider.clock.advance(SignedDuration::from_hours(1)).unwrap();
    while provider.tick().await.unwrap() {}
    assert!(of(&changes(&asked), "99"));
    assert_eq!(mode(&provider, 99).await, Mode::Managed);
    assert_eq!(office.adopt(None, None, "anna").await.unwrap(), []);
}

#[tokio::test]
async fn a_look_under_way_does_no_other_step_once_the_client_is_only_watched() {
    let look = async |(provider, office, asked): (Provider, Office, Asked)| {
        office.take_over_page(&mut Roll::default(), "anna", false).await.unwrap();
        office.adopt(Some(vec![WabaId::new(98)]), None, "anna").await.unwrap();
        changes(&asked);
        hours(&provider, 1).await;
        let did = changes(&asked);
        (mode(&provider, 98).await, did)
    };
    let (managed, did) = look(open().await).await;
    assert_eq!(managed, Mode::Managed);
    assert!(did.contains(&"POST 98/subscribed_apps".to_owned()), "{did:?}");
    let (watched, did) = look(interrupted().await).await;
    assert_eq!((watched, did.len()), (Mode::Watched, 1), "{did:?}");
}
