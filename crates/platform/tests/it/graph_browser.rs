//! The Graph API called from pages of other sites (contract §7.2).

use bytes::Bytes;
use http::{Method, Request};
use serde_json::json;

use crate::graph_scene::{Run, Scene};
use crate::stage::BASE;

const PAGE: &str = "http://provider.localhost:8080";

#[tokio::test]
async fn any_page_may_call_the_graph_api_with_a_token() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let (waba, admin) = (outcome.waba, &scene.provider.admin);
    let request = |method: Method, path: &str| {
        Request::builder()
            .method(method)
            .uri(format!("{BASE}{path}"))
            .header("origin", PAGE)
            .header("sec-fetch-site", "cross-site")
    };
    let path = format!("/v21.0/{waba}/subscribed_apps");
    let preflight = request(Method::OPTIONS, &path)
        .header("access-control-request-method", "POST")
        .header("access-control-request-headers", "authorization,content-type");
    let allowed = scene.send(preflight.body(Bytes::new()).unwrap()).await;
    assert_eq!(allowed.status, 200);
    assert_eq!(allowed.headers["access-control-allow-origin"], "*");
    let header = |name: &str| allowed.headers[name].to_str().unwrap().to_lowercase();
    assert!(header("access-control-allow-methods").contains("post"));
    assert!(header("access-control-allow-headers").contains("authorization"));

    let call = request(Method::POST, &format!("{path}?access_token={admin}"));
    let told = scene.send(call.body(Bytes::new()).unwrap()).await;
    assert_eq!(told.text, r#"{"success":true}"#);
    assert_eq!(told.headers["access-control-allow-origin"], "*");
    let read = request(Method::GET, &path).body(Bytes::new()).unwrap();
    let refused = scene.send(read).await;
    assert_eq!(refused.error().1, 104, "no cookie and no origin stands in for a token");
    assert_eq!(refused.headers["access-control-allow-origin"], "*");

    for path in ["/_control/clock", "/desk/clock", "/login", "/_onprem/connect"] {
        let body = Bytes::from(json!({"advance": "1s"}).to_string());
        let gated = scene.send(request(Method::POST, path).body(body).unwrap()).await;
        assert_eq!(gated.status, 403, "{path}: {}", gated.text);
        assert_eq!(gated.headers.get("access-control-allow-origin"), None, "{path}");
    }
}
