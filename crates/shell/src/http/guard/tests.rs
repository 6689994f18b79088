//! Addresses that others chose, over real sockets: what is let through, and what is not.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use super::*;
use crate::http::{Client, HttpError, get};

const NOBODY: [&str; 0] = [];

/// A server that counts who connects, and says 200 to each.
async fn server(at: &str) -> (SocketAddr, Arc<AtomicUsize>) {
    let listener = TcpListener::bind(at).await.unwrap();
    let (address, count) = (listener.local_addr().unwrap(), Arc::new(AtomicUsize::new(0)));
    let counting = Arc::clone(&count);
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            counting.fetch_add(1, Ordering::SeqCst);
            let mut buffer = [0; 2_000];
            let _read = stream.read(&mut buffer).await;
            let answer = "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\n\
                          Content-Length: 0\r\nConnection: close\r\n\r\n";
            let _sent = stream.write_all(answer.as_bytes()).await;
        }
    });
    (address, count)
}

/// Answers each question with the next of these, then with the last for ever.
fn told(answers: &[&[&str]]) -> (Resolver, Arc<AtomicUsize>) {
    let answers: Vec<Vec<IpAddr>> =
        answers.iter().map(|ips| ips.iter().map(|ip| ip.parse().unwrap()).collect()).collect();
    let (asked, answers) = (Arc::new(AtomicUsize::new(0)), Arc::new(Mutex::new(answers)));
    let counting = Arc::clone(&asked);
    let tell = move |_: &str| -> Found {
        counting.fetch_add(1, Ordering::SeqCst);
        let mut answers = answers.lock().unwrap();
        let answer = if answers.len() > 1 { answers.remove(0) } else { answers[0].clone() };
        Box::pin(std::future::ready(Ok(answer)))
    };
    (Resolver::Told(Arc::new(tell)), asked)
}

fn client(guard: Guard) -> Client {
    Client::net(Duration::from_secs(5)).unwrap().guarded(guard).unwrap()
}

async fn refusal(client: &Client, url: &str) -> String {
    let error = client.send(get(url, None).unwrap()).await.unwrap_err();
    assert!(error.never_sent(), "{error}");
    error.to_string()
}

#[test]
fn security_ssrf_only_addresses_of_the_public_internet_are_public() {
    for ip in ["1.1.1.1", "93.184.216.34", "172.32.0.1", "100.128.0.1", "223.255.255.255"] {
        assert!(is_public(ip.parse().unwrap()), "{ip}");
    }
    for ip in ["2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::1.1.1.1"] {
        assert!(is_public(ip.parse().unwrap()), "{ip}");
    }
    for ip in [
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "127.9.9.9",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.0.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:169.254.169.254",
        "::127.0.0.1",
        "64:ff9b::10.0.0.1",
        "64:ff9b:1::1",
        "100::1",
        "fc00::1",
        "fd12::1",
        "fe80::1",
        "fec0::1",
        "ff02::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "3fff::1",
    ] {
        assert!(!is_public(ip.parse().unwrap()), "{ip}");
    }
}

#[test]
fn security_ssrf_an_address_is_judged_however_it_is_written() {
    let guard = Guard::new(&NOBODY);
    for url in [
        "https://127.0.0.1/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://0177.0.0.1/",
        "https://127.1/",
        "https://0/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[::ffff:7f00:1]/",
        "https://localhost/",
        "https://LOCALHOST./",
        "https://a.localhost/",
        "https://169.254.169.254/latest/meta-data",
        "https://10.0.0.1:8443",
        "http://example.com/",
        "ftp://example.com/",
        "https://a@example.com/",
        "https://a:b@example.com/",
        "https://①27.0.0.1/",
        "example.com",
        "",
    ] {
        assert!(guard.check(url).is_err(), "{url}");
    }
    assert_eq!(guard.check("https://example.com:8443/hook?x=1"), Ok(Passed::Public));
    assert_eq!(guard.check("https://93.184.216.34/"), Ok(Passed::Public));
}

#[test]
fn security_ssrf_the_list_names_hosts_exactly() {
    let guard = Guard::new(&["127.0.0.1:9090", "Clients.Internal"]);
    for url in
        ["http://127.0.0.1:9090/v1", "http://clients.internal/", "https://clients.internal:1"]
    {
        assert_eq!(guard.check(url), Ok(Passed::Allowed), "{url}");
    }
    for url in ["http://127.0.0.1:9091/", "http://127.0.0.1/", "http://x.clients.internal/"] {
        assert!(guard.check(url).is_err(), "{url}");
    }
}

#[tokio::test]
async fn security_ssrf_nobody_connects_to_this_machine() {
    let (at, connected) = server("127.0.0.1:0").await;
    let (resolver, _) = told(&[&["127.0.0.1"]]);
    let guarded = client(Guard::asking(resolver, &NOBODY));
    for host in
        ["127.0.0.1", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]", "localhost", "evil.test"]
    {
        let words =
            refusal(&guarded, &format!("https://{host}:{}/x?token=SECRET", at.port())).await;
        assert!(!words.contains("SECRET"), "{words}");
    }
    assert_eq!(connected.load(Ordering::SeqCst), 0);
    let words = refusal(&guarded, &format!("https://evil.test:{}/", at.port())).await;
    assert!(words.contains("127.0.0.1 is no public address"), "{words}");
}

#[tokio::test]
async fn security_ssrf_one_private_address_among_public_ones_is_refused() {
    for answer in [["1.1.1.1", "10.0.0.1"], ["2606:4700::1111", "::ffff:192.168.0.1"]] {
        let (resolver, _) = told(&[&answer]);
        let words = refusal(&client(Guard::asking(resolver, &NOBODY)), "https://evil.test/").await;
        assert!(words.contains("is no public address"), "{words}");
    }
}

#[tokio::test]
async fn security_ssrf_a_name_that_is_rebound_is_refused() {
    // On one machine the line between public and private is drawn between two of its addresses.
    let rules = Rules { public: |ip| ip == Ipv4Addr::new(127, 0, 0, 2), https_only: false };
    let (public, reached) = server("127.0.0.2:0").await;
    let (_, inside) = server(&format!("127.0.0.1:{}", public.port())).await;
    let (resolver, asked) = told(&[&["127.0.0.2"], &["127.0.0.1"]]);
    let guarded = client(Guard { rules, ..Guard::asking(resolver, &NOBODY) });
    let url = format!("http://rebound.test:{}/", public.port());
    let answer = guarded.send(get(&url, None).unwrap()).await.unwrap();
    assert_eq!(answer.status(), 302, "and the redirect is not followed");
    assert_eq!(asked.load(Ordering::SeqCst), 1, "what was judged is what was connected to");
    let words = refusal(&guarded, &url).await;
    assert!(words.contains("127.0.0.1 is no public address"), "{words}");
    assert_eq!((reached.load(Ordering::SeqCst), inside.load(Ordering::SeqCst)), (1, 0));
}

#[tokio::test]
async fn security_ssrf_a_listed_server_is_reached_wherever_it_is() {
    let (at, connected) = server("127.0.0.1:0").await;
    let (resolver, _) = told(&[&["127.0.0.1"]]);
    let listed = format!("clients.internal:{}", at.port());
    let guarded = client(Guard::asking(resolver, std::slice::from_ref(&listed)));
    let answer = guarded.send(get(&format!("http://{listed}/"), None).unwrap()).await.unwrap();
    assert_eq!((answer.status().as_u16(), connected.load(Ordering::SeqCst)), (302, 1));
}

#[tokio::test]
async fn security_ssrf_the_guard_stands_before_the_switchboard_too() {
    let inside = Client::inside(Arc::new(crate::http::Switchboard::new()));
    let guarded = inside.guarded(Guard::new(&["127.0.0.1:9090"])).unwrap();
    let error = guarded.send(get("https://10.0.0.1/", None).unwrap()).await.unwrap_err();
    assert!(matches!(error, HttpError::Forbidden { .. }), "{error}");
    // Nobody is there, but the call was let through.
    let error = guarded.send(get("http://127.0.0.1:9090/", None).unwrap()).await.unwrap_err();
    assert!(matches!(error, HttpError::Refused { .. }), "{error}");
}
