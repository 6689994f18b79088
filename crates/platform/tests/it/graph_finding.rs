//! Finding what was shared (rules C01 to C04, C06, C09; contract §9.10, points 9 and 13).

use jiff::SignedDuration;
use platform::Turn;
use serde_json::{Value, json};

use crate::graph_scene::{NO_ACCESS, Run, Scene, UNSEEN};

async fn debug(scene: &Scene, input: &str) -> Value {
    let (app, secret) = (scene.provider.app, &scene.provider.secret);
    let path = format!("/v21.0/debug_token?input_token={input}");
    scene.get(&path, &format!("{app}|{secret}")).await.json()["data"].clone()
}

fn targets(data: &Value) -> Value {
    let scopes = data["granular_scopes"].as_array().cloned().unwrap_or_default();
    let management = scopes.iter().find(|one| one["scope"] == "whatsapp_business_management");
    management.map(|one| one["target_ids"].clone()).unwrap_or_default()
}

#[tokio::test]
async fn c01_debug_token_names_exactly_the_wabas_shared_with_the_provider() {
    let scene = Scene::new().await;
    let (person, first) = scene.sign_up_for_token(Run::default(), "EAAone").await;
    let data = debug(&scene, "EAAone").await;
    assert_eq!(targets(&data), json!([first.waba.to_string()]));
    assert_eq!((&data["type"], &data["is_valid"]), (&json!("USER"), &json!(true)));
    assert_eq!(data["app_id"], scene.provider.app.to_string());
    assert_eq!(data["user_id"], person.to_string());

    let again = Run {
        person: Some(person),
        business: Some(first.business),
        number: Some("+16505550124"),
        ..Run::default()
    };
    scene.stage.platform.turn_clock(Turn::By(SignedDuration::from_mins(5))).await.unwrap();
    let (_, second) = scene.sign_up_for_token(again, "EAAtwo").await;
    let both = json!([second.waba.to_string(), first.waba.to_string()]);
    assert_eq!(targets(&debug(&scene, "EAAtwo").await), both, "newest first");

    let unknown = debug(&scene, "EAAnever").await;
    assert_eq!((&unknown["is_valid"], &unknown["error"]["code"]), (&json!(false), &json!(190)));
    let rival = scene.another_provider().await;
    let path = "/v21.0/debug_token?input_token=EAAone";
    let refused = scene.get(path, &format!("{}|{}", rival.app, rival.secret)).await;
    assert_eq!(refused.error(), (400, 100, None));
    assert_eq!(scene.call(http::Method::GET, path, None, None).await.error(), (400, 104, None));
}

#[tokio::test]
async fn c02_all_shared_wabas_are_listed_with_or_without_a_number() {
    let scene = Scene::new().await;
    let (_, with) = scene.sign_up(Run::default()).await;
    let bare = Run { name: "Bare Branch", number: None, code: "AQBbare", ..Run::default() };
    let (_, without) = scene.sign_up(bare).await;
    let path = format!("/v21.0/{}/client_whatsapp_business_accounts", scene.provider.business);
    // Both were created at the same moment; the clock stands still.
    for token in [&scene.provider.admin, &scene.provider.employee] {
        let mut ids = scene.get(&path, token).await.ids();
        ids.sort();
        let mut expected = [with.waba.to_string(), without.waba.to_string()];
        expected.sort();
        assert_eq!(ids, expected);
    }
    let client = scene.business_token("AQBbare").await;
    assert_eq!(scene.get(&path, &client).await.error(), UNSEEN);
}

#[tokio::test]
async fn c03_owned_wabas_come_in_pages() {
    let scene = Scene::new().await;
    let (person, first) = scene.sign_up(Run::default()).await;
    let mut wabas = vec![first.waba.to_string()];
    for (number, code) in [("+16505550125", "AQBb"), ("+16505550126", "AQBc")] {
        scene.stage.platform.turn_clock(Turn::By(SignedDuration::from_secs(7))).await.unwrap();
        let run = Run {
            person: Some(person),
            business: Some(first.business),
            number: Some(number),
            code,
            ..Run::default()
        };
        wabas.insert(0, scene.sign_up(run).await.1.waba.to_string());
    }
    let token = scene.business_token("AQBc").await;
    let start = format!("/v21.0/{}/owned_whatsapp_business_accounts", first.business);
    let mut seen = Vec::new();
    let mut path = format!("{start}?limit=1&fields=id");
    loop {
        let told = scene.get(&path, &token).await;
        let ids = told.ids();
        assert_eq!(ids.len(), 1, "{}", told.text);
        seen.extend(ids);
        let paging = &told.json()["paging"];
        let Some(next) = paging["next"].as_str() else { break };
        let (_, rest) = next.split_once("8090").expect("links are absolute");
        path = rest.to_owned();
    }
    assert_eq!(seen, wabas, "newest first");
    let all = scene.get(&format!("{start}?summary=true"), &token).await.json();
    assert_eq!(all["summary"]["total_count"], 3);
    let after = all["paging"]["cursors"]["after"].as_str().unwrap();
    let behind = scene.get(&format!("{start}?after={after}"), &token).await;
    assert_eq!(behind.text, r#"{"data":[]}"#, "the page after the last is empty and has no cursor");
    assert_eq!(scene.get(&start, &scene.provider.admin).await.error(), UNSEEN);
}

#[tokio::test]
async fn c04_wabas_are_filtered_and_sorted_by_creation_time() {
    let scene = Scene::new().await;
    let (_, old) = scene.sign_up(Run::default()).await;
    let between = scene.stage.platform.now().as_second() + 1_800;
    scene.stage.platform.turn_clock(Turn::By(SignedDuration::from_hours(1))).await.unwrap();
    let run = Run { number: Some("+16505550127"), code: "AQBnew", ..Run::default() };
    let (_, new) = scene.sign_up(run).await;
    let (old, new) = (old.waba.to_string(), new.waba.to_string());
    let path = format!("/v21.0/{}/client_whatsapp_business_accounts", scene.provider.business);
    let ask =
        async |query: String| scene.get(&format!("{path}?{query}"), &scene.provider.employee).await;
    let filter = |operator: &str, value: &str| {
        format!(
            r#"filtering=[{{"field":"creation_time","operator":"{operator}","value":{value}}}]"#
        )
    };
    let seconds = between.to_string();
    assert_eq!(ask(filter("GREATER_THAN", &seconds)).await.ids(), std::slice::from_ref(&new));
    assert_eq!(
        ask(filter("LESS_THAN", &format!("\"{seconds}\""))).await.ids(),
        std::slice::from_ref(&old)
    );
    let range = format!("[0,{seconds}]");
    assert_eq!(ask(filter("IN_RANGE", &range)).await.ids(), std::slice::from_ref(&old));
    let sorted = ask("sort=creation_time_ascending".to_owned()).await.ids();
    assert_eq!(sorted, [old.clone(), new.clone()]);
    let sorted = ask("sort=creation_time_descending".to_owned()).await.ids();
    assert_eq!(sorted, [new, old]);
    let refused = ask("sort=creation_time.desc".to_owned()).await;
    assert_eq!(refused.message(), "(#100) Cannot sort by creation_time.desc_ascending");
    assert_eq!(ask(filter("LIKE", "1")).await.error(), (400, 100, None));
}

#[tokio::test]
async fn c06_numbers_are_for_those_with_access() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let path = format!("/v21.0/{}/phone_numbers", outcome.waba);
    assert_eq!(scene.get(&path, &scene.provider.employee).await.error(), NO_ACCESS);
    scene.assign(outcome.waba).await;
    let ids = scene.get(&path, &scene.provider.employee).await.ids();
    assert_eq!(ids, [outcome.phone.unwrap().to_string()]);
    let live = format!(
        r#"{path}?filtering=[{{"field":"account_mode","operator":"EQUAL","value":"LIVE"}}]"#
    );
    assert_eq!(scene.get(&live, &scene.provider.employee).await.text, r#"{"data":[]}"#);
}

#[tokio::test]
async fn c09_a_token_counts_in_the_query_and_as_a_header() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let (business, waba, line) = (scene.provider.business, outcome.waba, &scene.provider.line);
    let (token, employee) = (&scene.provider.admin, scene.provider.employee_id);
    let share = "whatsapp_credit_sharing_and_attach";
    let calls = [
        format!("GET /v21.0/{business}?fields=name"),
        format!("GET /v21.0/{business}/client_whatsapp_business_accounts?limit=5"),
        format!("GET /v21.0/{business}/owned_whatsapp_business_accounts?limit=5"),
        format!("GET /v21.0/{business}/extendedcredits?fields=id,legal_entity_name"),
        format!("GET /v21.0/{waba}?fields=owner_business_info"),
        format!("GET /v21.0/{waba}/phone_numbers?fields=display_phone_number"),
        format!("GET /v21.0/{line}/owning_credit_allocation_configs?limit=5"),
        format!("POST /v21.0/{waba}/assigned_users?tasks=MANAGE&user={employee}"),
        format!("POST /v21.0/{line}/{share}?waba_currency=USD&waba_id={waba}"),
    ];
    for call in calls {
        let (method, path) = call.split_once(' ').unwrap();
        let method: http::Method = method.parse().unwrap();
        let none = scene.call(method.clone(), path, None, None).await;
        assert_eq!(none.error(), (400, 104, None), "{call}");
        let by_header = scene.call(method.clone(), path, Some(token), None).await.json();
        let in_query = format!("{path}&access_token={token}");
        let by_query = scene.call(method, &in_query, None, None).await;
        assert_eq!(by_query.status, 200, "{call}: {}", by_query.text);
        // Links of pages repeat the token only where it stood in the query.
        let same = |answer: &Value| (answer["data"].clone(), answer["id"].clone());
        assert_eq!(same(&by_header), same(&by_query.json()), "{call}");
    }
}
