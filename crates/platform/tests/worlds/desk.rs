//! The desk's pages about worlds and scenarios: what they show, do, and refuse.

use http::{Method, StatusCode};
use platform::Options;
use serde_json::json;

use crate::{House, Town};

impl Town<'_> {
    /// Sends a form; the status, and the page or where it leads.
    async fn form(&self, path: &str, fields: &[(&str, &str)]) -> (StatusCode, String) {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        self.send(Method::POST, path, body).await
    }

    async fn page(&self, path: &str) -> String {
        let (status, page) = self.send(Method::GET, path, String::new()).await;
        assert_eq!(status, StatusCode::OK, "{path}: {page}");
        page
    }
}

/// A file as a browser sends it.
fn upload(file: &str, name: &str) -> String {
    let part = |name: &str, rest: &str, text: &str| {
        format!("--cut\r\nContent-Disposition: form-data; name=\"{name}\"{rest}\r\n\r\n{text}\r\n")
    };
    part("file", "; filename=\"w.jsonl\"\r\nContent-Type: application/jsonl", file)
        + &part("as", "", name)
        + "--cut--\r\n"
}

#[tokio::test]
async fn worlds_are_made_copied_taken_back_and_away_at_the_desk() {
    let house = House::open(Options::default()).await;
    let main = house.main();
    assert!(main.page("/desk").await.contains("href=\"/desk/worlds\""));
    let wish = [("name", "spring"), ("at", "2026-03-01T08:00:00Z"), ("seed", "7")];
    let (status, _) = main.form("/desk/worlds", &wish).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let list = main.get("/_control/worlds").await;
    let spring = house.at(&list["data"][1]);
    spring.person("ada").await;
    let page = main.page("/desk/worlds").await;
    for said in ["spring", "1 Mar 2026, 08:0", "nothing yet", "You are here", &spring.api] {
        assert!(page.contains(said), "{said}: {page}");
    }
    assert!(page.contains("href=\"http://spring.platform.localhost:"), "{page}");
    // A copy as of a moment; not from before its beginning.
    let early = [("name", "copy"), ("at", "2026-02-01T00:00:00Z")];
    let (status, page) = main.form("/desk/worlds/spring/fork", &early).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("the world began at") && page.contains("value=\"copy\""), "{page}");
    assert!(page.contains("aria-describedby=\"at-wrong\""), "{page}");
    let (status, _) = main.form("/desk/worlds/spring/fork", &[("name", "copy")]).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let list = main.get("/_control/worlds").await;
    assert_eq!(house.at(&list["data"][0]).people().await, ["ada"]);
    // Its own page leads on, keeps it as a file, takes it back and away.
    let page = main.page("/desk/worlds/copy").await;
    for said in ["Copy it", "/desk/worlds/copy/export", "--platform"] {
        assert!(page.contains(said), "{said}: {page}");
    }
    // Neither is done by one click: the button is behind what opens first.
    for act in ["Reset copy", "Delete copy"] {
        let (before, after) = page.split_once(&format!("<summary>{act} …</summary>")).unwrap();
        assert!(!before.contains(act) && after.contains(&format!("{act} for good")), "{page}");
        assert!(after.split_once("</details>").unwrap().0.contains("for good"), "{page}");
    }
    let file = main.page("/desk/worlds/copy/export").await;
    let rows = |text: &str| text.lines().skip(1).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(rows(&file), rows(&main.export("copy").await), "but for the time it was kept at");
    let (status, _) = main.form("/desk/worlds/spring/reset", &[]).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    assert!(spring.people().await.is_empty());
    let (status, page) = spring.form("/desk/worlds/spring/delete", &[]).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{page}");
    let (status, _) = main.form("/desk/worlds/copy/delete", &[]).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let (status, _) = main.form("/desk/worlds/main/delete", &[]).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    let (status, _) = main.send(Method::GET, "/desk/worlds/copy", String::new()).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    // It resets itself, too.
    main.person("bob").await;
    let (status, _) = main.form("/desk/worlds/main/reset", &[]).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    assert!(main.people().await.is_empty());
}

#[tokio::test]
async fn a_file_is_read_at_the_desk_whole_or_not_at_all() {
    let house = House::open(Options::default()).await;
    let main = house.main();
    main.person("ada").await;
    let text = main.export("main").await;
    let send = async |file: &str, name: &str| {
        let request = http::Request::post(format!("{}/desk/worlds/import", main.api))
            .header(http::header::CONTENT_TYPE, "multipart/form-data; boundary=cut")
            .body(bytes::Bytes::from(upload(file, name)));
        let answer = house.http.send(request.unwrap()).await.unwrap();
        (answer.status(), String::from_utf8_lossy(answer.body()).into_owned())
    };
    let (status, page) = send(&text[..text.len() - 9], "kept").await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{page}");
    assert!(page.contains("aria-describedby=\"file-wrong\"") && page.contains("value=\"kept\""));
    let (status, page) = send(&text, "Not A Name").await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("aria-describedby=\"as-wrong\""), "{page}");
    let (status, page) = send(&text, "kept").await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
    let list = main.get("/_control/worlds").await;
    assert_eq!(house.at(&list["data"][0]).people().await, ["ada"]);
}

#[tokio::test]
async fn a_refused_form_of_a_world_is_shown_again_with_the_problem_at_its_field() {
    let house = House::open(Options::default()).await;
    let main = house.main();
    for (fields, field, why) in [
        (vec![("name", "Spring Time")], "name", "is no name for a world"),
        (vec![("at", "spring")], "at", "is no time"),
        (vec![("seed", "x")], "seed", "is no whole number"),
        (vec![("toml", "[[person]]\nnam = 1\n")], "toml", "line 2: there is no member `nam`"),
        (vec![("toml", "[[business]]\nname = \"B\"\n")], "toml", "line 1, business"),
        (vec![("toml", "x = 1"), ("scenario", "10")], "scenario", "not both"),
    ] {
        let (status, page) = main.form("/desk/worlds", &fields).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}: {page}");
        assert!(page.contains(&format!("aria-describedby=\"{field}-wrong\"")), "{field}: {page}");
        assert!(page.contains(&format!("<a href=\"#{field}\">")), "{page}");
        assert!(page.contains(why), "{why}: {page}");
    }
    let toml = [("toml", "[[person]]\nname = \"<Ada>\"\n"), ("name", "x y")];
    let (_, page) = main.form("/desk/worlds", &toml).await;
    assert!(page.contains("name = \"&lt;Ada&gt;\"") || page.contains("&lt;Ada&gt;"), "{page}");
    assert_eq!(main.get("/_control/worlds").await["data"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_scenario_is_run_at_the_desk_and_each_step_is_seen() {
    let house = House::open(Options::default()).await;
    let main = house.main();
    let list = main.page("/desk/scenarios").await;
    let names = list.matches("href=\"/desk/scenarios/").count();
    assert_eq!(names, platform::scenario::all().len());
    let path = "/desk/scenarios/override-before-subscribe";
    let page = main.page(path).await;
    assert!(page.contains("vestibule scenario run override-before-subscribe --platform http://"));
    assert!(!page.contains("As told"), "nothing was played yet");
    let marked = main.page("/desk/scenarios/pop-up-given-up").await;
    assert!(marked.contains("(<code>CANCEL</code> with <code>current_step</code>"), "{marked}");
    assert!(!marked.contains('`'), "no mark of the texts' own is shown: {marked}");
    let (status, page) = main.form(path, &[]).await;
    assert_eq!(status, StatusCode::OK, "{page}");
    assert!(page.contains("It went as told") && page.contains("As told"), "{page}");
    assert!(!page.contains("Not as told") && !page.contains("Not played"), "{page}");
    // In a world of its own, which keeps its name.
    let (status, _) = main.form("/desk/worlds", &[("scenario", "override-before-subscribe")]).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let list = main.get("/_control/worlds").await;
    assert_eq!(list["data"][1]["began"], "scenario override-before-subscribe");
    // A recorded world answers one at a time; another era does not have what it is about.
    let recorded = house.world(json!({ "name": "tape", "record": true })).await;
    let page = recorded.page(path).await;
    assert!(!page.contains("Run it in this world"), "what is refused is not offered: {page}");
    assert!(page.contains("is run here from the command line"), "{page}");
    let page = main.page("/desk/worlds/tape").await;
    assert!(!page.contains("Run one in this world"), "{page}");
    let line = format!("vestibule scenario run NAME --platform {}", recorded.api);
    assert!(page.contains(&line) && page.contains("is kept nowhere else"), "{page}");
    let (status, page) = recorded.form(path, &[]).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("one call at a time"), "{page}");
    let of_an_era = platform::scenario::all().iter().find(|one| one.era.is_some()).unwrap();
    let other = if of_an_era.era.as_deref() == Some("today") { "classic" } else { "today" };
    let world = house.world(json!({ "policy": { "preset": other } })).await;
    let (status, page) = world.form(&format!("/desk/scenarios/{}", of_an_era.name), &[]).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("it belongs to the rules"), "{page}");
    let (status, _) = main.send(Method::GET, "/desk/scenarios/none", String::new()).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}
