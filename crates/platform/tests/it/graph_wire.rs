//! How calls are written and answers look (contract §7; what real clients send).

use bytes::Bytes;
use http::{Method, Request};
use jiff::SignedDuration;
use platform::Turn;
use serde_json::json;
use world::{Actor, Command, Holder, TokenOrder};

use crate::graph_scene::{Run, Scene, UNSEEN};
use crate::stage::BASE;

fn request(method: Method, path: &str, headers: &[(&str, &str)], body: &str) -> Request<Bytes> {
    let mut request = Request::builder().method(method).uri(format!("{BASE}{path}"));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(Bytes::from(body.to_owned())).unwrap()
}

#[tokio::test]
async fn an_unknown_field_refuses_the_call_and_an_unset_one_is_left_out() {
    let scene = Scene::new().await;
    let (waba, admin) = (scene.provider.own_waba, &scene.provider.admin);
    let told = scene.get(&format!("/v21.0/{waba}?fields=name,xxx,yyy"), admin).await;
    assert_eq!(
        told.message(),
        "(#100) Tried accessing nonexisting field (xxx) on node type (WhatsAppBusinessAccount)"
    );
    assert_eq!(told.error(), (400, 100, None));
    let edge = scene.get(&format!("/v21.0/{waba}/no_such_edge"), admin).await;
    assert_eq!(edge.error(), (400, 100, None));
    let unset = format!("/v21.0/{waba}?fields=purchase_order_number,timezone_id");
    let unset = scene.get(&unset, admin).await.json();
    assert_eq!(unset.as_object().unwrap().len(), 2, "{unset}");
}

#[tokio::test]
async fn newer_fields_are_unknown_to_older_versions() {
    let scene = Scene::new().await;
    let (waba, admin) = (scene.provider.own_waba, &scene.provider.admin);
    let field = "whatsapp_business_manager_messaging_limit";
    let old = scene.get(&format!("/v21.0/{waba}?fields={field}"), admin).await;
    assert!(old.message().contains("nonexisting field"), "{}", old.text);
    let new = scene.get(&format!("/v24.0/{waba}?fields={field}"), admin).await;
    assert_eq!(new.json()[field], "TIER_50");
    assert_eq!(new.headers["facebook-api-version"], "v24.0");
    // Numbers are asked for it by clients of any version.
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let (phone, waba) = (outcome.phone.unwrap(), outcome.waba);
    let old = scene.get(&format!("/v21.0/{phone}?fields={field}"), admin).await;
    assert_eq!(old.json()[field], "TIER_50");
    let listed = format!("/v21.0/{waba}/phone_numbers?fields={field}");
    assert_eq!(scene.get(&listed, admin).await.json()["data"][0][field], "TIER_50");
}

#[tokio::test]
async fn paths_have_any_known_version_or_none() {
    let scene = Scene::new().await;
    let (business, admin) = (scene.provider.business, &scene.provider.admin);
    for version in ["/v13.0", "/v17.0", "/v21.0", "/v23.0", "/v24.0", ""] {
        let told = scene.get(&format!("{version}/{business}/?fields=id"), admin).await;
        assert_eq!(told.text, format!(r#"{{"id":"{business}"}}"#), "{version}");
    }
    let unversioned = scene.get(&format!("/{business}"), admin).await;
    assert_eq!(unversioned.headers["facebook-api-version"], "v21.0");
    for path in ["/v99.0/me", "/v21.0/foo", "/v21.0/me/a/b"] {
        let told = scene.get(path, admin).await;
        assert_eq!((told.status, told.error().1), (400, 2500), "{path}: {}", told.text);
        assert!(told.message().starts_with("Unknown path components: /"), "{path}");
    }
}

#[tokio::test]
async fn tokens_that_do_not_count_are_told_apart() {
    let scene = Scene::new().await;
    let path = format!("/v21.0/{}", scene.provider.own_waba);
    let none = scene.call(Method::GET, &path, None, None).await;
    assert_eq!(none.message(), "An access token is required to request this resource.");
    assert_eq!(none.error(), (400, 104, None));
    let me = scene.call(Method::GET, "/v21.0/me", None, None).await;
    assert_eq!(me.error(), (400, 2500, None));
    let garbage = scene.get(&path, "BAD").await;
    assert_eq!(garbage.error(), (401, 190, None));
    assert_eq!(garbage.message(), "Invalid OAuth access token - Cannot parse access token");
    let order = TokenOrder {
        key: scene.stage.platform.token_key("EAAshort"),
        app: scene.provider.app,
        holder: Holder::SystemUser(scene.provider.admin_id),
        scopes: graph::Permission::ALL.iter().copied().collect(),
        wabas: None,
        expires_at: Some(scene.stage.platform.now() + SignedDuration::from_hours(1)),
    };
    scene.stage.done(&Actor::Desk, Command::IssueToken(Box::new(order))).await;
    assert_eq!(scene.get(&path, "EAAshort").await.status, 200);
    scene.stage.platform.turn_clock(Turn::By(SignedDuration::from_hours(1))).await.unwrap();
    let expired = scene.get(&path, "EAAshort").await;
    assert_eq!(expired.error(), (401, 190, Some(463)));
    assert_eq!(
        expired.message(),
        "Error validating access token: Session has expired on Sunday, 22-Nov-26 09:00:00 UTC. \
         The current time is Sunday, 22-Nov-26 09:00:00 UTC."
    );
    let wrong = format!("{}|wrong", scene.provider.app);
    assert_eq!(scene.get(&path, &wrong).await.error(), (401, 190, None));
}

#[tokio::test]
async fn a_token_is_found_wherever_it_is_and_a_parameter_wins() {
    let scene = Scene::new().await;
    let admin = scene.provider.admin.clone();
    let path = format!("/v21.0/{}?fields=id", scene.provider.business);
    let (bearer, oauth) = (format!("Bearer {admin}"), format!("OAuth {admin}"));
    for headers in [[("authorization", bearer.as_str())], [("authorization", oauth.as_str())]] {
        assert_eq!(scene.send(request(Method::GET, &path, &headers, "")).await.status, 200);
    }
    let both = format!("{path}&access_token={admin}");
    let stale = [("authorization", "Bearer BAD")];
    assert_eq!(scene.send(request(Method::GET, &both, &stale, "")).await.status, 200);
    let body = json!({"access_token": admin, "method": "get"}).to_string();
    let json = [("content-type", "application/json")];
    assert_eq!(scene.send(request(Method::POST, &path, &json, &body)).await.status, 200);
    let form = format!("access_token={admin}&method=GET");
    let kind = [("content-type", "application/x-www-form-urlencoded")];
    assert_eq!(scene.send(request(Method::POST, &path, &kind, &form)).await.status, 200);
}

#[tokio::test]
async fn a_proof_of_the_app_secret_is_checked_when_it_comes() {
    let scene = Scene::new().await;
    let (admin, secret) = (&scene.provider.admin, &scene.provider.secret);
    let path = format!("/v21.0/{}?fields=id&appsecret_proof=", scene.provider.business);
    let proof = graph::appsecret_proof(admin, secret);
    assert_eq!(scene.get(&format!("{path}{proof}"), admin).await.status, 200);
    let wrong = graph::appsecret_proof(admin, "another");
    let refused = scene.get(&format!("{path}{wrong}"), admin).await;
    assert_eq!(refused.error(), (400, 100, None));
    assert_eq!(refused.message(), "Invalid appsecret_proof provided in the API argument");
}

#[tokio::test]
async fn parameters_are_taken_from_query_form_json_and_multipart() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let (admin, user) = (&scene.provider.admin, scene.provider.employee_id);
    let path = format!("/v21.0/{}/assigned_users", outcome.waba);
    let bearer = format!("Bearer {admin}");
    let parts = format!(
        "--x\r\nContent-Disposition: form-data; name=\"user\"\r\n\r\n{user}\r\n--x\r\n\
         Content-Disposition: form-data; name=\"tasks\"\r\n\r\n[\"MANAGE\"]\r\n--x--\r\n"
    );
    let cases = [
        (format!("{path}?user={user}&tasks=MANAGE"), "", String::new()),
        (format!("{path}?user={user}&tasks=%5B'MANAGE'%5D"), "", String::new()),
        (path.clone(), "application/x-www-form-urlencoded", format!("user={user}&tasks[]=MANAGE")),
        (path.clone(), "application/json", format!(r#"{{"user":{user},"tasks":["MANAGE"]}}"#)),
        (path.clone(), "multipart/form-data; boundary=x", parts),
    ];
    for (path, kind, body) in cases {
        let mut headers = vec![("authorization", bearer.as_str())];
        if !kind.is_empty() {
            headers.push(("content-type", kind));
        }
        let told = scene.send(request(Method::POST, &path, &headers, &body)).await;
        assert_eq!(told.text, r#"{"success":true}"#, "{kind} {body}");
    }
    let broken = [("authorization", bearer.as_str()), ("content-type", "application/json")];
    let told = scene.send(request(Method::POST, &path, &broken, "{\"user\":")).await;
    assert_eq!(told.error(), (400, 100, None));
}

/// Recorded: contract §7.1 §7.2
#[tokio::test]
async fn answers_carry_the_recorded_headers() {
    let scene = Scene::new().await;
    let admin = &scene.provider.admin;
    let path = format!("/v21.0/{}?fields=id", scene.provider.business);
    let told = scene.get(&path, admin).await;
    let header = |name: &str| told.headers[name].to_str().unwrap().to_owned();
    assert_eq!(header("content-type"), "application/json; charset=UTF-8");
    assert_eq!(header("facebook-api-version"), "v21.0");
    assert_eq!(header("access-control-allow-origin"), "*");
    assert_eq!(header("cache-control"), "private, no-cache, no-store, must-revalidate");
    assert_eq!(header("x-fb-request-id").len(), 23);
    let tag = header("etag");
    let bearer = format!("Bearer {admin}");
    let known = [("authorization", bearer.as_str()), ("if-none-match", tag.as_str())];
    assert_eq!(scene.send(request(Method::GET, &path, &known, "")).await.status, 304);
    let head = scene.send(request(Method::HEAD, &path, &known[..1], "")).await;
    assert_eq!((head.status, head.text.as_str()), (200, ""));
    let options = scene.send(request(Method::OPTIONS, &path, &[], "")).await;
    assert_eq!(options.status, 200);

    let refused = scene.get("/v21.0/123123", admin).await;
    assert_eq!(refused.error(), UNSEEN);
    let trace = refused.json()["error"]["fbtrace_id"].as_str().unwrap().to_owned();
    assert_eq!(refused.headers["x-fb-request-id"], trace.as_str());
    assert_eq!(
        refused.text,
        format!(
            r#"{{"error":{{"message":"Unsupported get request. Object with ID '123123' does not exist, cannot be loaded due to missing permissions, or does not support this operation. Please read the Graph API documentation at https:\/\/developers.facebook.com\/docs\/graph-api","type":"GraphMethodException","code":100,"error_subcode":33,"fbtrace_id":"{trace}"}}}}"#
        )
    );
    let shown = refused.headers["www-authenticate"].to_str().unwrap();
    assert!(shown.starts_with(r#"OAuth "Facebook Platform" "invalid_request" "Unsupported get"#));
    let quiet = scene.get("/v21.0/123123?suppress_http_code=1", admin).await;
    assert_eq!((quiet.status, quiet.error().1), (200, 100));
}

#[tokio::test]
async fn several_objects_nested_edges_and_me() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let (waba, phone, admin) = (outcome.waba, outcome.phone.unwrap(), &scene.provider.admin);
    let many = scene.get(&format!("/v21.0/?ids={waba},{phone}&fields=id"), admin).await;
    assert_eq!(
        many.text,
        format!(r#"{{"{waba}":{{"id":"{waba}"}},"{phone}":{{"id":"{phone}"}}}}"#)
    );
    let fields = "name,phone_numbers.limit(1){status},message_templates,subscribed_apps";
    let nested = format!("/v21.0/{waba}?fields={fields}");
    let nested = scene.get(&nested, admin).await.json();
    assert_eq!(nested["phone_numbers"]["data"][0]["id"], phone.to_string());
    assert_eq!(nested["message_templates"]["data"][0]["name"], "hello_world");
    assert_eq!(nested.get("subscribed_apps"), None, "an empty nested edge is left out");
    let me = scene.get("/v21.0/me", admin).await.json();
    assert_eq!(me["id"], scene.provider.admin_id.to_string());
    let client = scene.business_token("AQBcode").await;
    let me = scene.get("/v21.0/me?fields=client_business_id", &client).await.json();
    assert_eq!(me["client_business_id"], outcome.business.to_string());
}

#[tokio::test]
async fn a_list_tells_the_totals_that_are_asked_for() {
    let scene = Scene::new().await;
    let (waba, admin) = (scene.provider.own_waba, &scene.provider.admin);
    let path = format!("/v21.0/{waba}/message_templates?fields=id&limit=1&summary=");
    let all = scene.get(&format!("{path}true"), admin).await.json();
    assert_eq!(all["summary"]["total_count"], 1);
    let named = scene.get(&format!("{path}message_template_limit,total_count"), admin).await.json();
    assert_eq!(named["summary"], json!({"total_count": 1, "message_template_limit": 250}));
    let none = scene.get(&format!("{path}false"), admin).await.json();
    assert_eq!(none.get("summary"), None);
}

#[tokio::test]
async fn a_batch_is_carried_out_call_by_call() {
    let scene = Scene::new().await;
    let (business, admin) = (scene.provider.business, &scene.provider.admin);
    let batch = json!([
        {"method": "GET", "relative_url": format!("{business}?fields=id")},
        {"method": "GET", "relative_url": "123123"},
    ]);
    let body = json!({"batch": batch, "include_headers": false});
    let told = scene.post("/v21.0/", admin, Some(body)).await.json();
    assert_eq!(told[0], json!({"code": 200, "body": format!(r#"{{"id":"{business}"}}"#)}));
    assert_eq!(told[1]["code"], 400);
    assert!(told[1]["body"].as_str().unwrap().contains("error_subcode\":33"));
}
