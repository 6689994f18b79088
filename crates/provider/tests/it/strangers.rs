//! Strangers who try passwords or start signups by the hundred: they wait, and nobody else does.

use serde_json::json;

use crate::house::{House, PASSWORD, USER};
use crate::security::log;

/// The status of a login from this address.
async fn guess(house: &House, peer: &str, forwarded: &str, form: &str) -> u16 {
    let peer = std::net::SocketAddr::new(peer.parse().unwrap(), 4711);
    let request = http::Request::post("/console/login")
        .header("host", "provider.localhost:8080")
        .header("origin", "http://provider.localhost:8080")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("x-forwarded-for", forwarded)
        .extension(axum::extract::ConnectInfo(peer))
        .body(axum::body::Body::from(form.to_owned()))
        .unwrap();
    house.browser().raw(request).await.status.as_u16()
}

#[tokio::test]
async fn security_login_guesses_are_slowed_down_per_sender_behind_a_trusted_proxy() {
    let house = House::with(json!({ "trusted_proxies": ["10.0.0.1"] })).await;
    let wrong = format!("name={USER}&password=wrong");
    let guess = async |peer, forwarded: &str| guess(&house, peer, forwarded, &wrong).await;
    for _ in 0..5 {
        assert_eq!(guess("10.0.0.1", "9.9.9.9").await, 401);
    }
    assert_eq!(guess("10.0.0.1", "9.9.9.9").await, 429);
    assert_eq!(guess("10.0.0.1", "8.8.4.4").await, 401, "somebody else is not held up");
    // Who is no proxy of ours cannot pass for somebody else.
    for number in 0..5 {
        assert_eq!(guess("7.7.7.7", &format!("1.1.1.{number}")).await, 401);
    }
    assert_eq!(guess("7.7.7.7", "1.1.1.99").await, 429);
}

#[tokio::test]
async fn security_login_no_stranger_keeps_an_operator_out_or_fills_the_log() {
    let house = House::new().await;
    // One sender under ever new names; another, with a whole network, under names nobody can have.
    let long = "x".repeat(300);
    for n in 0..60 {
        let (one, other) = (format!("name={n}&password=x"), format!("name={n}{long}&password=x"));
        guess(&house, "7.7.7.7", "", &one).await;
        guess(&house, &format!("2001:db8::{n}"), "", &other).await;
    }
    assert_eq!(guess(&house, "7.7.7.7", "", "name=more&password=x").await, 429);
    let other_host = guess(&house, "2001:db8::ffff", "", &format!("name={long}&password=x")).await;
    assert_eq!(other_host, 429);
    let right = format!("name={USER}&password={PASSWORD}");
    assert_eq!(guess(&house, "8.8.8.8", "", &right).await, 303, "the operator is locked out");
    let refused = |log: &[String]| log.iter().filter(|row| row.contains("was refused")).count();
    assert!(refused(&log(&house).await) <= 55, "{}", refused(&log(&house).await));
    // Many senders together, of whom each may try: the log takes only so much.
    for n in 0..240 {
        let form = format!("name={long}&password=x");
        assert_eq!(guess(&house, &format!("9.9.9.{n}"), "", &form).await, 401);
    }
    let written = log(&house).await;
    assert_eq!(refused(&written), 200);
    assert!(written.iter().any(|row| row.contains("more are not written down now")));
    assert_eq!(guess(&house, "8.8.8.8", "", &right).await, 303);
}

#[tokio::test]
async fn security_signups_of_one_sender_keep_nobody_else_out() {
    let house = House::new().await;
    let start = async |peer: &str| {
        let peer = std::net::SocketAddr::new(peer.parse().unwrap(), 4711);
        let request = http::Request::post("/signup/start")
            .header("host", "provider.localhost:8080")
            .header("origin", "http://provider.localhost:8080")
            .header("content-type", "application/json")
            .extension(axum::extract::ConnectInfo(peer))
            .body(axum::body::Body::from("{}"))
            .unwrap();
        house.browser().raw(request).await.status.as_u16()
    };
    let mut answers = Vec::new();
    for _ in 0..150 {
        answers.push(start("7.7.7.7").await);
    }
    assert_eq!(answers.iter().filter(|status| **status == 200).count(), 100, "{answers:?}");
    assert_eq!(answers.iter().filter(|status| **status == 429).count(), 50, "{answers:?}");
    assert_eq!(start("8.8.8.8").await, 200);
}
