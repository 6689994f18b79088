//! The account's own settings, history and statistics, and how fields are asked for
//! (contract §2.1, §3.1, §3.4, §3.7, §3.9, §7.4, §7.5).

use http::Method;
use jiff::SignedDuration;
use platform::Turn;
use serde_json::{Value, json};

use crate::graph_scene::{HOOK, NO_ACCESS, Run, Scene, text};

#[tokio::test]
async fn an_account_is_described_and_its_time_zone_freezes() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let (waba, admin) = (outcome.waba, &scene.provider.admin);
    let path = format!("/v21.0/{waba}");
    let change = json!({"name": "Shrub HQ", "timezone_id": "138", "purchase_order_number": "PO 7"});
    let refused = scene.post(&path, &scene.provider.employee, Some(change.clone())).await;
    assert_eq!(refused.error(), NO_ACCESS);
    assert_eq!(scene.post(&path, admin, Some(change)).await.text, r#"{"success":true}"#);
    let fields = "name,timezone_id,purchase_order_number,is_enabled_for_insights";
    let told = scene.get(&format!("{path}?fields={fields}"), admin).await;
    let expected = format!(
        "{}{}",
        r#"{"name":"Shrub HQ","timezone_id":"138","purchase_order_number":"PO 7","#,
        format_args!(r#""is_enabled_for_insights":false,"id":"{waba}"}}"#)
    );
    assert_eq!(told.text, expected);
    let share = format!("/v21.0/{}/whatsapp_credit_sharing_and_attach", scene.provider.line);
    let body = json!({"waba_id": waba, "waba_currency": "USD"});
    assert_eq!(scene.post(&share, admin, Some(body)).await.status, 200);
    let frozen = scene.post(&path, admin, Some(json!({"timezone_id": 1}))).await;
    assert_eq!(frozen.status, 400, "{}", frozen.text);
    let half = scene.post(&path, admin, Some(json!({"name": "Half", "timezone_id": 1}))).await;
    assert_eq!(half.status, 400, "{}", half.text);
    let name = scene.get(&format!("{path}?fields=name"), admin).await.json();
    assert_eq!(name["name"], "Shrub HQ", "all of a call or nothing");
    let nothing = scene.post(&path, admin, Some(json!({"shoe_size": 44}))).await;
    assert_eq!(nothing.error(), (400, 100, Some(33)));
}

#[tokio::test]
async fn what_was_done_to_an_account_is_listed() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let (waba, admin) = (outcome.waba, &scene.provider.admin);
    scene.stage.platform.turn_clock(Turn::By(SignedDuration::from_mins(1))).await.unwrap();
    scene.assign(waba).await;
    let path = format!("/v21.0/{waba}/activities");
    let rows = scene.get(&path, admin).await.json()["data"].clone();
    let kinds = |rows: &Value| -> Vec<String> {
        let rows = rows.as_array().unwrap().iter();
        rows.map(|row| row["activity_type"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(kinds(&rows)[0], "USER_ADDED", "newest first: {rows}");
    for kind in ["ACCOUNT_CREATED", "PHONE_NUMBER_ADDED", "PERMISSION_GRANTED"] {
        assert!(kinds(&rows).contains(&kind.to_owned()), "{kind}: {rows}");
    }
    assert_eq!(rows[0]["details"]["object_id"], scene.provider.employee_id.to_string());
    let one = scene.get(&format!("{path}?activity_type=ACCOUNT_CREATED"), admin).await;
    assert_eq!(kinds(&one.json()["data"]), ["ACCOUNT_CREATED"]);
    let since = scene.stage.platform.now().as_second();
    let late = scene.get(&format!("{path}?since={since}"), admin).await;
    assert_eq!(kinds(&late.json()["data"]), ["USER_ADDED"]);
    assert_eq!(scene.get(&format!("{path}?since=soon"), admin).await.error(), (400, 100, None));
    let stranger = scene.another_provider().await;
    assert_eq!(scene.get(&path, &stranger.admin).await.error(), (400, 100, Some(33)));
}

#[tokio::test]
async fn statistics_count_what_was_sent() {
    let scene = Scene::new().await;
    let (waba, admin) = (scene.provider.own_waba, &scene.provider.admin);
    let start = scene.stage.platform.now().as_second() - 86_400;
    let end = start + 2 * 86_400;
    let ask =
        async |fields: String| scene.get(&format!("/v21.0/{waba}?fields={fields}"), admin).await;
    let told = ask(format!("analytics.start({start}).end({end}).granularity(DAY)")).await.json();
    assert_eq!(told["analytics"]["granularity"], "DAY");
    assert_eq!(told["analytics"]["data_points"], json!([]));
    let plain = ask("id,analytics".to_owned()).await;
    assert_eq!(plain.text, format!(r#"{{"id":"{waba}"}}"#), "without times there is nothing");
    let wrong = ask(format!("analytics.start({start}).end(1)")).await;
    assert_eq!(wrong.error(), (400, 100, None));
    let path =
        format!("/v21.0/{waba}/template_analytics?start={start}&end={end}&granularity=DAILY");
    let refused = scene.get(&path, admin).await;
    assert!(refused.message().contains("not enabled"), "{}", refused.text);
    let enable = format!("/v21.0/{waba}?is_enabled_for_insights=true");
    assert_eq!(scene.post(&enable, admin, None).await.text, r#"{"success":true}"#);
    let insights = scene.get(&path, admin).await.json();
    assert_eq!(insights["data"][0]["data_points"], json!([]));
    assert_eq!(
        ask("is_enabled_for_insights".to_owned()).await.json()["is_enabled_for_insights"],
        true
    );
}

#[tokio::test]
async fn nested_edges_take_modifiers_aliases_and_deeper_selections() {
    let scene = Scene::new().await;
    let (person, first) = scene.sign_up(Run::default()).await;
    scene.stage.platform.turn_clock(Turn::By(SignedDuration::from_mins(5))).await.unwrap();
    let run = Run {
        person: Some(person),
        business: Some(first.business),
        number: Some("+16505550131"),
        code: "AQBb",
        ..Run::default()
    };
    let (_, second) = scene.sign_up(run).await;
    let (business, admin) = (scene.provider.business, &scene.provider.admin);
    let fields = "name,client_whatsapp_business_accounts.sort(creation_time_ascending).limit(1)\
                  .as(clients){id,owner_business{name,verification_status},phone_numbers{id}}";
    let told = scene.get(&format!("/v21.0/{business}?fields={fields}"), admin).await.json();
    let clients = &told["clients"];
    assert_eq!(clients["data"][0]["id"], first.waba.to_string());
    assert_eq!(clients["data"][0]["owner_business"]["verification_status"], "not_verified");
    let phone = first.phone.unwrap().to_string();
    assert_eq!(clients["data"][0]["phone_numbers"]["data"][0]["id"], phone);
    assert_eq!(told.get("client_whatsapp_business_accounts"), None);
    // The link to the next page remembers order and selection.
    let next = clients["paging"]["next"].as_str().unwrap();
    let (_, path) = next.split_once("8090").unwrap();
    let next = scene.get(path, admin).await;
    assert_eq!(next.ids(), [second.waba.to_string()]);
    assert!(next.json()["data"][0].get("owner_business").is_some(), "{}", next.text);
    let deep = format!("/v21.0/{business}?fields=client_whatsapp_business_accounts{{id,shoe}}");
    let refused = scene.get(&deep, admin).await;
    assert_eq!(
        refused.message(),
        "(#100) Tried accessing nonexisting field (shoe) on node type (WhatsAppBusinessAccount)"
    );
    let old = format!("/v21.0/{business}?fields=client_whatsapp_business_accounts.fields(id)");
    let old = scene.get(&old, admin).await.json();
    let row = json!({"id": second.waba});
    assert_eq!(old["client_whatsapp_business_accounts"]["data"][0], row);
}

#[tokio::test]
async fn cursors_survive_what_comes_and_goes() {
    let scene = Scene::new().await;
    let (waba, admin) = (scene.provider.own_waba, &scene.provider.admin);
    let path = format!("/v21.0/{waba}/message_templates");
    let create = async |name: &str| {
        scene.stage.platform.turn_clock(Turn::By(SignedDuration::from_secs(1))).await.unwrap();
        let body = json!({"name": name, "language": "en_US", "category": "UTILITY",
            "components": [{"type": "BODY", "text": "Your order is on its way."}]});
        let told = scene.post(&path, admin, Some(body)).await;
        told.json()["id"].as_str().unwrap_or_else(|| panic!("{}", told.text)).to_owned()
    };
    let mut ids = Vec::new();
    for name in ["a", "b", "c", "d"] {
        ids.push(create(name).await);
    }
    let first = scene.get(&format!("{path}?fields=id&limit=2"), admin).await;
    assert_eq!(first.ids(), [ids[3].clone(), ids[2].clone()]);
    let paging = first.json()["paging"].clone();
    assert_eq!(paging.get("previous"), None);
    // The last row of the page goes, a new one comes first: nothing is skipped or repeated.
    let gone = scene.delete(&format!("{path}?name=c"), admin).await;
    assert_eq!(gone.text, r#"{"success":true}"#);
    let newest = create("e").await;
    let after = paging["cursors"]["after"].as_str().unwrap();
    let second = scene.get(&format!("{path}?fields=id&limit=2&after={after}"), admin).await;
    assert_eq!(second.ids(), [ids[1].clone(), ids[0].clone()]);
    let before = second.json()["paging"]["cursors"]["before"].as_str().unwrap().to_owned();
    let back = scene.get(&format!("{path}?fields=id&limit=2&before={before}"), admin).await;
    assert_eq!(back.ids(), [newest, ids[3].clone()]);
    let next = second.json()["paging"]["next"].as_str().unwrap().to_owned();
    assert!(next.contains("/v21.0/") && next.contains("fields=id") && next.contains("limit=2"));
    assert!(!next.contains("access_token"), "it came in a header");
    let in_query = format!("{path}?fields=id&limit=2&access_token={admin}");
    let told = scene.call(Method::GET, &in_query, None, None).await;
    assert!(told.json()["paging"]["next"].as_str().unwrap().contains("access_token="));
    let bad = scene.get(&format!("{path}?after=nonsense"), admin).await;
    assert_eq!(bad.error(), (400, 100, None));
}

#[tokio::test]
async fn lists_of_accounts_are_narrowed_by_owner_country_and_id() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let client = scene.business_token("AQBcode").await;
    let owned = format!("/v21.0/{}/owned_whatsapp_business_accounts", outcome.business);
    let shared = format!("/v21.0/{}/client_whatsapp_business_accounts", scene.provider.business);
    let filter = |field: &str, operator: &str, value: &str| {
        format!(r#"filtering=[{{"field":"{field}","operator":"{operator}","value":{value}}}]"#)
    };
    let waba = outcome.waba.to_string();
    let by_country = format!("{owned}?{}", filter("country", "IN", r#"["US","DE"]"#));
    assert_eq!(scene.get(&by_country, &client).await.ids(), std::slice::from_ref(&waba));
    let elsewhere = format!("{owned}?{}", filter("country", "EQUAL", r#""DE""#));
    assert_eq!(scene.get(&elsewhere, &client).await.text, r#"{"data":[]}"#);
    let admin = &scene.provider.admin;
    let not_there = format!("{shared}?{}", filter("country", "EQUAL", r#""US""#));
    assert_eq!(scene.get(&not_there, admin).await.error(), (400, 100, None));
    for (word, found) in [("CLIENT_OWNED", 1), ("SELF", 0)] {
        let path =
            format!("{shared}?{}", filter("ownership_type", "EQUAL", &format!("\"{word}\"")));
        assert_eq!(scene.get(&path, admin).await.ids().len(), found, "{word}");
    }
    let wrong = format!("{shared}?{}", filter("ownership_type", "EQUAL", r#""NOBODY""#));
    assert_eq!(scene.get(&wrong, admin).await.error(), (400, 100, None));
    assert_eq!(scene.get(&format!("{shared}?find={waba}"), admin).await.ids(), [waba]);
    assert_eq!(scene.get(&format!("{shared}?find=1"), admin).await.text, r#"{"data":[]}"#);
    let sorted = scene.get(&format!("{shared}?sort=name"), admin).await;
    assert_eq!(sorted.message(), "(#100) Cannot sort by name_ascending");
}

#[tokio::test]
async fn answers_can_tell_about_themselves() {
    let scene = Scene::new().await;
    let (waba, admin) = (scene.provider.own_waba, &scene.provider.admin);
    let told = scene.get(&format!("/v21.0/{waba}?fields=id&metadata=1"), admin).await.json();
    let about = &told["metadata"];
    assert_eq!(about["type"], "whatsappbusinessaccount");
    let link = about["connections"]["phone_numbers"].as_str().unwrap();
    assert!(link.ends_with(&format!("/v21.0/{waba}/phone_numbers")), "{link}");
    assert!(about["fields"].as_array().unwrap().contains(&json!({"name": "currency"})));
    for (edge, _) in about["connections"].as_object().unwrap() {
        let query = if edge == "assigned_users" { "?business=1" } else { "" };
        let told = scene.get(&format!("/v21.0/{waba}/{edge}{query}"), admin).await;
        assert_eq!(told.status, 200, "{edge}: {}", told.text);
    }
    let pretty = scene.get(&format!("/v21.0/{waba}?fields=id&pretty=1"), admin).await;
    assert_eq!(pretty.text, format!("{{\n   \"id\": \"{waba}\"\n}}"));
    let debug = scene.get(&format!("/v14.0/{waba}?fields=id&debug=all"), admin).await.json();
    let message = debug["__debug__"]["messages"][0]["message"].as_str().unwrap();
    assert!(message.contains("auto-upgraded to v15.0"), "{debug}");
    let quiet = scene.get(&format!("/v21.0/{waba}?fields=id&debug=all"), admin).await.json();
    assert_eq!(quiet["__debug__"], json!({}));
    let posted = format!("/v21.0/{waba}/subscribed_apps?method=delete");
    assert_eq!(scene.post(&posted, admin, None).await.text, r#"{"success":true}"#);
}

#[tokio::test]
async fn c05_the_owner_is_named_until_the_account_is_taken_back() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let path = format!("/v21.0/{}?fields=owner_business_info", outcome.waba);
    let (employee, business) = (&scene.provider.employee, outcome.business);
    assert_eq!(scene.get(&path, employee).await.error(), NO_ACCESS);
    scene.assign(outcome.waba).await;
    let told = scene.get(&path, employee).await;
    let expected = format!(
        r#"{{"owner_business_info":{{"name":"Lucky Shrub","id":"{business}"}},"id":"{}"}}"#,
        outcome.waba
    );
    assert_eq!(told.text, expected);
    let by = world::Actor::Desk;
    let partner = scene.provider.business;
    let take_back = world::Command::UnshareWaba { waba: outcome.waba, partner };
    scene.stage.done(&by, take_back).await;
    assert_eq!(scene.get(&path, employee).await.error(), (400, 100, Some(33)));
}

#[tokio::test]
async fn subscriptions_name_app_and_override() {
    let scene = Scene::new().await;
    let (waba, admin) = (scene.provider.own_waba, &scene.provider.admin);
    let path = format!("/v21.0/{waba}/subscribed_apps");
    assert_eq!(scene.get(&path, admin).await.text, r#"{"data":[]}"#);
    let subscribed = scene.post(&path, admin, None).await;
    assert_eq!(subscribed.text, r#"{"success":true}"#);
    let body = json!({"override_callback_uri": HOOK, "verify_token": "vt"});
    // There is nothing to override as long as the app has no callback.
    assert_eq!(scene.post(&path, admin, Some(body.clone())).await.error(), (400, 100, None));
    scene.has_callback().await;
    assert_eq!(scene.post(&path, admin, Some(body)).await.text, r#"{"success":true}"#);
    let row = scene.get(&path, admin).await.json()["data"][0].clone();
    let app = scene.provider.app;
    let link = format!("https://www.facebook.com/games/?app_id={app}");
    let expected = json!({
        "whatsapp_business_api_data": {"link": link, "name": "Example App", "id": app},
        "override_callback_uri": HOOK,
    });
    assert_eq!(text(&row), text(&expected));
    assert_eq!(scene.post(&path, admin, None).await.status, 200);
    let row = scene.get(&path, admin).await.json()["data"][0].clone();
    assert_eq!(row.get("override_callback_uri"), None, "a plain call clears it");
    assert_eq!(scene.delete(&path, admin).await.text, r#"{"success":true}"#);
    assert_eq!(scene.get(&path, admin).await.text, r#"{"data":[]}"#);
}
