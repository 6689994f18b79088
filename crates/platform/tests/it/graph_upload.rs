//! A profile picture: announced, brought in parts, set by its handle, served (contract §4.7).

use bytes::Bytes;
use http::{Method, Request};
use serde_json::json;

use crate::graph_scene::{Run, Scene, Told};
use crate::stage::BASE;

const PNG: &[u8] = b"\x89PNG\r\n\x1a\nthe rest of a picture";

async fn announce(scene: &Scene, length: usize, kind: &str) -> Told {
    let app = scene.provider.app;
    let path =
        format!("/v21.0/{app}/uploads?file_name=a.png&file_length={length}&file_type={kind}");
    scene.post(&path, &scene.provider.admin, None).await
}

async fn bring(scene: &Scene, session: &str, offset: usize, bytes: &'static [u8]) -> Told {
    let request = Request::post(format!("{BASE}/v21.0/{session}"))
        .header("authorization", format!("OAuth {}", scene.provider.admin))
        .header("file_offset", offset)
        .body(Bytes::from_static(bytes));
    scene.send(request.unwrap()).await
}

/// The handle of a file that came at once.
async fn handle(scene: &Scene, bytes: &'static [u8]) -> String {
    let session = announce(scene, bytes.len(), "image/png").await.json();
    let told = bring(scene, session["id"].as_str().unwrap(), 0, bytes).await;
    told.json()["h"].as_str().unwrap_or_else(|| panic!("{}", told.text)).to_owned()
}

#[tokio::test]
async fn a_picture_comes_in_parts_and_is_served() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let (phone, admin) = (outcome.phone.unwrap(), &scene.provider.admin);
    let session = announce(&scene, PNG.len(), "image/png").await.json();
    let session = session["id"].as_str().unwrap();
    assert!(session.starts_with("upload:"), "{session}");
    let first = bring(&scene, session, 0, &PNG[..10]).await;
    assert_eq!(first.json()["file_offset"], 10, "{}", first.text);
    let so_far = scene.get(&format!("/v21.0/{session}"), admin).await.json();
    assert_eq!((&so_far["id"], &so_far["file_offset"]), (&json!(session), &json!(10)));
    let twice = bring(&scene, session, 0, &PNG[..10]).await;
    assert_eq!(twice.error(), (400, 100, None));
    let handle = bring(&scene, session, 10, &PNG[10..]).await.json()["h"].clone();
    assert!(handle.as_str().unwrap().starts_with("4::aW1hZ2UvcG5n:"), "{handle}");

    let path = format!("/v21.0/{phone}/whatsapp_business_profile");
    let body = json!({"messaging_product": "whatsapp", "profile_picture_handle": handle});
    assert_eq!(scene.post(&path, admin, Some(body)).await.text, r#"{"success":true}"#);
    let asked = format!("{path}?fields=about,profile_picture_url,vertical");
    let row = scene.get(&asked, admin).await.json()["data"][0].clone();
    let url = row["profile_picture_url"].as_str().unwrap().to_owned();
    let keys: Vec<&String> = row.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["profile_picture_url", "vertical", "messaging_product"]);
    let served = scene.stage.http().send(Request::get(url).body(Bytes::new()).unwrap()).await;
    let served = served.unwrap();
    assert_eq!(
        (served.headers()["content-type"].as_bytes(), &served.body()[..]),
        (&b"image/png"[..], PNG)
    );
}

#[tokio::test]
async fn only_whole_pictures_of_ones_own_app_can_be_set() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let (phone, admin) = (outcome.phone.unwrap(), &scene.provider.admin);
    let path = format!("/v21.0/{phone}/whatsapp_business_profile");
    let set = async |handle: &str| {
        let body = json!({"messaging_product": "whatsapp", "profile_picture_handle": handle});
        scene.post(&path, admin, Some(body)).await
    };
    assert_eq!(set("4::nonsense").await.error(), (400, 100, None));
    let text = handle(&scene, b"just a text").await;
    let refused = set(&text).await;
    assert!(refused.text.contains("JPEG or PNG"), "{}", refused.text);
    let fields = format!("{path}?fields=profile_picture_url");
    let row = scene.get(&fields, admin).await.json()["data"][0].clone();
    assert_eq!(row, json!({"messaging_product": "whatsapp"}), "unset is left out");

    for (length, kind) in [(0, "image/png"), (99 << 20, "image/png"), (10, "text/html")] {
        assert_eq!(announce(&scene, length, kind).await.error(), (400, 100, None));
    }
    let session = announce(&scene, 5, "image/png").await.json();
    let session = session["id"].as_str().unwrap();
    assert_eq!(bring(&scene, session, 0, PNG).await.error(), (400, 100, None), "too long");
    let rival = scene.another_provider().await;
    let foreign = scene.get(&format!("/v21.0/{session}"), &rival.admin).await;
    assert_eq!(foreign.error(), (400, 100, Some(33)));
    let path = format!("/v21.0/{}/uploads?file_length=5&file_type=image/png", scene.provider.app);
    assert_eq!(scene.post(&path, &rival.admin, None).await.error(), (400, 100, Some(33)));
    let unused = scene.call(Method::GET, "/_pictures/0123", None, None).await;
    assert_eq!(unused.status, 404);
}
