//! Faults of calls as a program on the other end of a socket meets them.

use std::io::ErrorKind;
use std::time::Duration;

use serde_json::json;
use shell::serve::{bind, serve};
use shell::shutdown::Tasks;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::faults_calls::order;
use crate::graph_scene::Scene;

/// Sends a request on a connection of its own; all that came back, and how the connection ended.
async fn ask(port: u16, request: &str) -> (String, Option<ErrorKind>) {
    let mut line = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    line.write_all(request.as_bytes()).await.unwrap();
    let mut got = Vec::new();
    let ended = line.read_to_end(&mut got).await.err().map(|error| error.kind());
    (String::from_utf8(got).unwrap(), ended)
}

#[tokio::test]
async fn connections_are_reset_closed_and_cut() {
    let scene = Scene::new().await;
    let (waba, token) = (scene.provider.own_waba, &scene.provider.admin);
    let tasks = Tasks::new();
    let listener = bind(([127, 0, 0, 1], 0).into(), "--port").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tasks.spawn("serve", serve(listener, scene.stage.platform.router(), &tasks));
    let request = |method: &str, path: &str| {
        format!(
            "{method} /v21.0/{path} HTTP/1.1\r\nHost: 127.0.0.1:8090\r\nConnection: close\r\n\
             Authorization: Bearer {token}\r\nContent-Length: 0\r\n\r\n"
        )
    };
    let subscribe = request("POST", &format!("{waba}/subscribed_apps"));
    let subscribed = async || {
        let path = format!("/v21.0/{waba}/subscribed_apps");
        scene.get(&path, token).await.json()["data"].as_array().unwrap().len()
    };

    order(&scene.stage, json!({"kind": "reset"})).await;
    let (got, ended) = ask(port, &subscribe).await;
    assert_eq!((got.as_str(), ended), ("", Some(ErrorKind::ConnectionReset)));
    assert_eq!(subscribed().await, 0, "before anything was done");

    order(&scene.stage, json!({"kind": "lost_answer"})).await;
    let (got, ended) = ask(port, &subscribe).await;
    assert_eq!((got.as_str(), ended), ("", None), "closed without a byte");
    assert_eq!(subscribed().await, 1, "after it was done");

    order(&scene.stage, json!({"kind": {"cut_body": {"bytes": 9}}})).await;
    let (got, _) = ask(port, &request("GET", &format!("{waba}?fields=id"))).await;
    let (head, body) = got.split_once("\r\n\r\n").unwrap();
    let promised = format!("{{\"id\":\"{waba}\"}}").len();
    assert!(head.starts_with("HTTP/1.1 200"), "{head}");
    assert!(head.contains(&format!("content-length: {promised}")), "{head}");
    assert_eq!(body.len(), 9, "{body}");

    let (got, ended) = ask(port, &request("GET", &format!("{waba}?fields=id"))).await;
    assert!(got.ends_with(&format!("{{\"id\":\"{waba}\"}}")) && ended.is_none(), "{got}");
    // A connection that waits for its next request does not keep the server from stopping.
    let idle = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    assert_eq!(tasks.stop(Duration::from_secs(5)).await, Vec::<&str>::new());
    drop(idle);
}
