//! Ports, and connections that bring no whole request.

use axum::routing::get;
use axum::routing::post;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::sync::oneshot;
use tokio::time::{Instant, timeout};

use super::*;
use crate::http::Client;

/// Longer than anything here takes.
const LONG: Duration = Duration::from_secs(20);

const REQUEST: &[u8] = b"GET / HTTP/1.1\r\nhost: a.test\r\n\r\n";

/// A server, where it is, and what stops it.
async fn start(limit: Duration) -> (SocketAddr, Tasks) {
    let listener = bind(([127, 0, 0, 1], 0).into(), "--port").await.unwrap();
    let (address, tasks) = (listener.local_addr().unwrap(), Tasks::new());
    let take = async |body: axum::body::Bytes| format!("{} bytes", body.len());
    let routes = Router::new().route("/", get("served").post(take));
    tasks.spawn("http", serve_within(limit, listener, routes, &tasks));
    (address, tasks)
}

/// A connection on which this was written.
async fn written(address: SocketAddr, bytes: &[u8]) -> TcpStream {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(bytes).await.unwrap();
    stream
}

/// All that comes until the other side closes.
async fn rest(stream: &mut TcpStream) -> String {
    let mut text = String::new();
    timeout(LONG, stream.read_to_string(&mut text)).await.unwrap().unwrap();
    text
}

/// Reads one answer.
async fn answer(stream: &mut TcpStream) {
    let mut text = Vec::new();
    while !text.ends_with(b"served") {
        text.push(timeout(LONG, stream.read_u8()).await.unwrap().unwrap());
    }
}

#[tokio::test]
async fn a_port_in_use_is_explained() {
    let first = bind(([127, 0, 0, 1], 0).into(), "--port").await.unwrap();
    let port = first.local_addr().unwrap().port();
    let error = bind(([127, 0, 0, 1], port).into(), "--port").await.unwrap_err();
    assert_eq!(
        error.to_string(),
        format!(
            "port {port} is already in use: stop the program that has it, or choose another \
             port with --port (0 takes a free one)"
        )
    );
}

#[tokio::test]
async fn half_a_head_does_not_stay() {
    let (address, tasks) = start(Duration::from_millis(200)).await;
    let mut half = written(address, &REQUEST[..20]).await;
    assert_eq!(rest(&mut half).await, "", "closed without an answer");
    let mut second = written(address, REQUEST).await;
    answer(&mut second).await;
    second.write_all(&REQUEST[..20]).await.unwrap();
    assert_eq!(rest(&mut second).await, "", "nor half a second one");
    assert_eq!(tasks.stop(LONG).await, Vec::<&str>::new());
}

#[tokio::test]
async fn an_idle_connection_is_closed_late_and_in_peace() {
    let (address, tasks) = start(Duration::from_millis(200)).await;
    let client = Client::net(LONG).unwrap();
    let call = || client.send(crate::http::get(&format!("http://{address}/"), None).unwrap());
    assert_eq!(call().await.unwrap().body(), "served");
    let mut idle = written(address, REQUEST).await;
    answer(&mut idle).await;
    // Again on the same connection: the limit counts anew.
    idle.write_all(REQUEST).await.unwrap();
    answer(&mut idle).await;
    assert_eq!(rest(&mut idle).await, "", "the end, not a reset");
    // The connection in the client's pool has ended before: it takes another.
    assert_eq!(call().await.unwrap().body(), "served");
    assert_eq!(tasks.stop(LONG).await, Vec::<&str>::new());
}

#[tokio::test]
async fn a_stop_does_not_wait_for_the_rest_of_a_head() {
    let (address, tasks) = start(LONG).await;
    let mut half = written(address, &REQUEST[..20]).await;
    let mut second = written(address, REQUEST).await;
    answer(&mut second).await;
    second.write_all(&REQUEST[..20]).await.unwrap();
    let began = Instant::now();
    assert_eq!(tasks.stop(LONG).await, Vec::<&str>::new());
    assert!(began.elapsed() < LONG / 4, "{:?}", began.elapsed());
    assert_eq!((rest(&mut half).await, rest(&mut second).await), (String::new(), String::new()));
}

#[tokio::test]
async fn a_body_that_does_not_come_is_not_waited_for() {
    let (address, tasks) = start(Duration::from_millis(200)).await;
    let head = b"POST / HTTP/1.1\r\nhost: a.test\r\ncontent-length: 9000\r\n\r\n";
    let mut slow = written(address, head).await;
    slow.write_all(&[b'x'; 100]).await.unwrap();
    let told = rest(&mut slow).await;
    assert!(told.starts_with("HTTP/1.1 408 "), "{told}");
    assert!(told.contains("connection: close"), "and it was closed: {told}");
    assert_eq!(tasks.stop(LONG).await, Vec::<&str>::new());
}

#[tokio::test]
async fn what_was_begun_is_done_although_the_caller_hangs_up() {
    let (begun, begins) = oneshot::channel();
    let (go, gone) = oneshot::channel::<()>();
    let (done, ends) = oneshot::channel();
    let once = Arc::new(std::sync::Mutex::new(Some((begun, gone, done))));
    let handler = async move || {
        let (begun, gone, done) = once.lock().unwrap().take().unwrap();
        begun.send(()).unwrap();
        gone.await.unwrap();
        done.send("both halves").unwrap();
    };
    let listener = bind(([127, 0, 0, 1], 0).into(), "--port").await.unwrap();
    let (address, tasks) = (listener.local_addr().unwrap(), Tasks::new());
    tasks.spawn("http", serve(listener, Router::new().route("/", post(handler)), &tasks));
    let mut caller = written(address, b"POST / HTTP/1.1\r\nhost: a.test\r\n\r\n").await;
    begins.await.unwrap();
    caller.shutdown().await.unwrap();
    // The server has seen it, and closes its side too.
    assert_eq!(rest(&mut caller).await, "");
    tasks.signal();
    go.send(()).unwrap();
    assert_eq!(timeout(LONG, ends).await.unwrap(), Ok("both halves"));
    assert_eq!(tasks.stop(LONG).await, Vec::<&str>::new());
}

#[tokio::test]
async fn who_was_let_in_before_the_door_closed_is_answered() {
    let listener = bind(([127, 0, 0, 1], 0).into(), "--port").await.unwrap();
    let (address, tasks) = (listener.local_addr().unwrap(), Tasks::new());
    // The operating system lets them in; nobody has taken them yet.
    let mut callers = Vec::new();
    for _ in 0..20 {
        callers.push(written(address, REQUEST).await);
    }
    tasks.signal();
    let routes = Router::new().route("/", get("served"));
    tasks.spawn("http", serve(listener, routes, &tasks));
    for caller in &mut callers {
        assert!(rest(caller).await.ends_with("served"));
    }
    assert_eq!(tasks.stop(LONG).await, Vec::<&str>::new());
    assert!(TcpStream::connect(address).await.is_err(), "the door is open");
}
