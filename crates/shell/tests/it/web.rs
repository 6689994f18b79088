//! Pages: headers, gates and assets, asked as a browser would.

use axum::body::Body;
use axum::routing::get;
use axum::{Extension, Router};
use http::{Request, Response, StatusCode};
use http_body_util::BodyExt;
use shell::secret::Secrets;
use shell::web::{
    Assets, HTMX_CONFIG, Nonce, Opener, PageHeaders, csrf_gate, host_gate, secure_headers,
};
use tower::ServiceExt;

fn page() -> Router {
    Router::new().route("/", get(async || "seen").post(async || "done"))
}

async fn ask(router: &Router, method: &str, headers: &[(&str, &str)]) -> Response<Body> {
    let mut request = Request::builder().method(method).uri("/");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::empty()).expect("a request");
    router.clone().oneshot(request).await.expect("routers answer")
}

#[tokio::test]
async fn forged_calls_are_refused() {
    let router = csrf_gate(page(), vec!["http://provider.localhost:8080".into()]);
    let own = "http://provider.localhost:8080";
    for (headers, status) in [
        (vec![], 403),
        (vec![("sec-fetch-site", "same-origin")], 200),
        (vec![("sec-fetch-site", "none")], 200),
        (vec![("sec-fetch-site", "cross-site")], 403),
        (vec![("sec-fetch-site", "same-site")], 403),
        (vec![("sec-fetch-site", "cross-site"), ("origin", own)], 200),
        (vec![("sec-fetch-site", "same-origin"), ("origin", "http://evil.test")], 403),
        (vec![("origin", own)], 200),
        (vec![("origin", "null")], 403),
        (vec![("origin", "https://provider.localhost:8080")], 403),
        (vec![("origin", "http://provider.localhost:8081")], 403),
        (vec![("origin", "http://provider.localhost:8080.evil.test")], 403),
        (vec![("origin", "null"), ("referer", "http://provider.localhost:8080/")], 403),
        (vec![("referer", "http://provider.localhost:8080/form?x=1")], 200),
        (vec![("referer", "http://evil.test/http://provider.localhost:8080/")], 403),
        (vec![("referer", "http://provider.localhost:8080@evil.test/")], 403),
    ] {
        assert_eq!(ask(&router, "POST", &headers).await.status(), status, "{headers:?}");
        assert_eq!(ask(&router, "GET", &headers).await.status(), 200);
    }
}

#[tokio::test]
async fn foreign_names_are_refused() {
    let hosts = ["Provider.localhost:8080", "127.0.0.1", "[::1]"].map(str::to_owned);
    let router = host_gate(page(), hosts.into());
    for (host, status) in [
        ("provider.localhost:8080", 200),
        ("PROVIDER.localhost:8080", 200),
        ("127.0.0.1:55555", 200),
        ("127.0.0.1", 200),
        ("[::1]:8080", 200),
        ("[::1]", 200),
        ("provider.localhost:8081", 421),
        ("provider.localhost", 421),
        ("127.0.0.1.evil.test", 421),
        ("evil.test:8080", 421),
        ("[::2]:8080", 421),
    ] {
        assert_eq!(ask(&router, "GET", &[("host", host)]).await.status(), status, "{host}");
    }
    assert_eq!(ask(&router, "GET", &[]).await.status(), StatusCode::MISDIRECTED_REQUEST);
}

#[tokio::test]
async fn pages_have_a_policy_with_a_fresh_nonce() {
    let show = async |Extension(nonce): Extension<Nonce>| nonce.0;
    let headers = PageHeaders::new(Opener::SameOriginAllowPopups)
        .allow("connect-src", "https://graph.test")
        .allow("frame-ancestors", "https://shop.test");
    let own = async || ([("referrer-policy", "no-referrer")], "own");
    let router = Router::new().route("/", get(show).post(own));
    let router = secure_headers(router, headers, &Secrets::seeded(1));
    let first = ask(&router, "GET", &[]).await;
    let policy = first.headers()["content-security-policy"].to_str().unwrap().to_owned();
    assert_eq!(first.headers()["cross-origin-opener-policy"], "same-origin-allow-popups");
    assert_eq!(first.headers()["x-content-type-options"], "nosniff");
    assert_eq!(first.headers()["referrer-policy"], "same-origin");
    let nonce = first.into_body().collect().await.unwrap().to_bytes();
    let nonce = std::str::from_utf8(&nonce).unwrap();
    assert_eq!(
        policy,
        format!(
            "default-src 'self'; script-src 'self' 'nonce-{nonce}'; style-src 'self' \
             'nonce-{nonce}'; img-src 'self' data:; connect-src 'self' https://graph.test; \
             form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors \
             https://shop.test"
        )
    );
    let second = ask(&router, "GET", &[]).await;
    assert_ne!(second.headers()["content-security-policy"], policy.as_str());
    let own = ask(&router, "POST", &[]).await;
    assert_eq!(own.headers()["referrer-policy"], "no-referrer");
}

#[tokio::test]
async fn assets_are_cached_by_content() {
    let assets = Assets::new(&[("own.svg", b"<svg/>")]);
    let router = assets.router();
    let fetch = async |url: String| {
        let request = Request::get(url).body(Body::empty()).expect("a request");
        router.clone().oneshot(request).await.expect("routers answer")
    };
    let answer = fetch(assets.url("own.svg")).await;
    assert_eq!(answer.headers()["content-type"], "image/svg+xml");
    assert_eq!(answer.headers()["cache-control"], "public, max-age=31536000, immutable");
    assert_eq!(answer.into_body().collect().await.unwrap().to_bytes(), "<svg/>");
    let old = fetch("/assets/0000000000000000/pico.min.css".into()).await;
    assert_eq!(old.status(), StatusCode::OK);
    assert_eq!(old.headers()["cache-control"], "no-cache");
    assert_eq!(fetch("/assets/0/none.js".into()).await.status(), StatusCode::NOT_FOUND);
    for name in ["pico.min.css", "htmx.min.js", "htmx-sse.min.js"] {
        assert_eq!(fetch(assets.url(name)).await.status(), StatusCode::OK);
    }
}

#[test]
fn the_settings_of_htmx_are_json() {
    let config: serde_json::Value = serde_json::from_str(HTMX_CONFIG).unwrap();
    assert_eq!(config["allowEval"], false);
}
