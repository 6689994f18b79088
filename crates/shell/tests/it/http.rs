//! Calls over a real socket and over the switchboard behave alike.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::RawQuery;
use axum::response::Redirect;
use axum::routing::{get, post};
use http::header::{HOST, LOCATION};
use http::{HeaderMap, StatusCode};
use shell::http::{self as calls, BODY_MAX, Client, Hangup, HttpError, Switchboard};
use shell::serve::{bind, serve};
use shell::shutdown::Tasks;

fn routes() -> Router {
    Router::new()
        .route(
            "/host",
            get(async |headers: HeaderMap| headers[HOST].to_str().expect("a host").to_owned()),
        )
        .route("/", get(async |RawQuery(query): RawQuery| query.unwrap_or_default()))
        .route("/echo", post(async |body: String| (StatusCode::CREATED, body)))
        .route("/away", get(async || Redirect::to("/host")))
        .route("/large", get(async || vec![0_u8; BODY_MAX + 1]))
        .route("/slow", get(async || tokio::time::sleep(Duration::from_secs(60)).await))
}

async fn both_ways_answer(client: &Client, base: &str, host: &str) {
    let fetch = async |path: &str| {
        let call = calls::get(&format!("{base}{path}"), None).expect("a good address");
        client.send(call).await
    };
    let echo = async |call: Result<http::Request<bytes::Bytes>, HttpError>| {
        client.send(call.expect("a good address")).await.expect("an answer")
    };
    assert_eq!(fetch("/host?x=1").await.expect("an answer").body(), host);
    let to = format!("{base}/echo");
    let answer = echo(calls::post_form(&to, &[("a", "1"), ("b", "ü")], None)).await;
    assert_eq!((answer.status(), &answer.body()[..]), (StatusCode::CREATED, &b"a=1&b=%C3%BC"[..]));
    let json = serde_json::json!({"a": 1});
    assert_eq!(echo(calls::post_json(&to, &json, Some("T"))).await.body(), r#"{"a":1}"#);
    let away = fetch("/away").await.expect("an answer");
    assert_eq!(
        (away.status(), away.headers()[LOCATION].as_bytes()),
        (StatusCode::SEE_OTHER, &b"/host"[..])
    );
    let error = fetch("/large?s=SECRET").await.expect_err("too large");
    assert!(matches!(error, HttpError::TooLarge { .. }) && !error.to_string().contains("SECRET"));
    let roomy = client.clone().taking(BODY_MAX + 1);
    let large = calls::get(&format!("{base}/large"), None).expect("a good address");
    assert_eq!(roomy.send(large).await.expect("an answer").body().len(), BODY_MAX + 1);
    assert_eq!(fetch("?x=1").await.expect("an address needs no path").body(), "x=1");
}

#[tokio::test]
async fn the_switchboard_calls_routers() {
    let board = Arc::new(Switchboard::new());
    let client = Client::inside(Arc::clone(&board));
    board.connect("provider.localhost:8080", routes());
    both_ways_answer(&client, "http://Provider.localhost:8080", "provider.localhost:8080").await;
    board.connect("graph.facebook.com", routes());
    both_ways_answer(&client, "https://graph.facebook.com:443", "graph.facebook.com").await;
    board.disconnect("graph.facebook.com");
    let gone = calls::get("https://graph.facebook.com/me?access_token=SECRET", None).unwrap();
    let error = client.send(gone).await.unwrap_err();
    assert!(matches!(error, HttpError::Refused { .. }) && error.never_sent(), "{error}");
    assert!(!error.to_string().contains("SECRET"), "{error}");
}

#[tokio::test]
async fn a_lost_answer_is_a_time_out() {
    let board = Arc::new(Switchboard::new());
    let lose = async || (axum::Extension(Hangup::Lost), "done");
    board.connect("a.test", Router::new().route("/", get(lose)));
    let call = calls::get("http://a.test/", None).unwrap();
    let error = Client::inside(board).send(call).await.unwrap_err();
    assert!(matches!(error, HttpError::Timeout { .. }) && !error.never_sent(), "{error}");
}

#[tokio::test]
async fn the_network_reaches_names_below_localhost() {
    let tasks = Tasks::new();
    let listener = bind(([127, 0, 0, 1], 0).into(), "--port").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tasks.spawn("http", serve(listener, routes(), &tasks));
    let client = Client::net(Duration::from_secs(10)).unwrap();
    let host = format!("provider.localhost:{port}");
    both_ways_answer(&client, &format!("http://{host}"), &host).await;

    let hasty = Client::net(Duration::from_millis(100)).unwrap();
    let slow = calls::get(&format!("http://{host}/slow?s=SECRET"), None).unwrap();
    let error = hasty.send(slow).await.unwrap_err();
    assert!(matches!(error, HttpError::Timeout { .. }), "{error:?}");
    assert!(!error.to_string().contains("SECRET"), "{error}");

    drop((client, hasty));
    assert_eq!(tasks.stop(Duration::from_secs(5)).await, Vec::<&str>::new());
    let client = Client::net(Duration::from_secs(10)).unwrap();
    let gone = client.send(calls::get(&format!("http://{host}/?s=SECRET"), None).unwrap()).await;
    let error = gone.unwrap_err();
    assert!(error.never_sent() && !error.to_string().contains("SECRET"), "{error}");
}
