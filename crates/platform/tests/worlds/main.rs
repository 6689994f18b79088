//! Worlds beside each other in one process, over real sockets: isolated, taken back to their
//! beginning, written down and read again, copied at a moment.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should panic")]

mod bounds;
mod desk;
mod scenarios;
mod seeded;
mod sessions;
mod strangers;

use bytes::Bytes;
use http::{Method, Request, StatusCode, header};
use platform::{House as MainHouse, Options, Platform, Running, Webhooks, Worlds};
use serde_json::{Map, Value, json};
use shell::db::{Db, Mode};
use shell::http::{Client, TIMEOUT};
use shell::shutdown::Tasks;
use tokio::net::TcpListener;

/// A running platform, and a client.
struct House {
    running: Running,
    http: Client,
}

/// A world of it.
struct Town<'a> {
    http: &'a Client,
    api: String,
}

impl House {
    async fn open(options: Options) -> Self {
        let running = Platform::start(options).await.unwrap();
        Self { running, http: Client::net(TIMEOUT).unwrap() }
    }

    fn main(&self) -> Town<'_> {
        Town { http: &self.http, api: self.running.api.clone() }
    }

    async fn world(&self, wanted: Value) -> Town<'_> {
        self.at(&self.main().done("worlds", wanted).await)
    }

    fn at(&self, told: &Value) -> Town<'_> {
        let api = told["api"].as_str().unwrap_or_else(|| panic!("{told}")).to_owned();
        Town { http: &self.http, api }
    }
}

impl Town<'_> {
    async fn send(&self, method: Method, path: &str, body: String) -> (StatusCode, String) {
        let request = Request::builder().method(method).uri(format!("{}{path}", self.api));
        let answer = self.http.send(request.body(Bytes::from(body)).unwrap()).await.unwrap();
        (answer.status(), String::from_utf8(answer.body().to_vec()).unwrap())
    }

    async fn get(&self, path: &str) -> Value {
        let (status, text) = self.send(Method::GET, path, String::new()).await;
        assert_eq!(status, StatusCode::OK, "{path}: {text}");
        serde_json::from_str(&text).unwrap()
    }

    async fn control(&self, path: &str, body: Value) -> (StatusCode, Value) {
        let (status, text) =
            self.send(Method::POST, &format!("/_control/{path}"), body.to_string()).await;
        (status, serde_json::from_str(&text).unwrap())
    }

    async fn done(&self, path: &str, body: Value) -> Value {
        let (status, told) = self.control(path, body).await;
        assert_eq!(status, StatusCode::OK, "{path}: {told}");
        told
    }

    async fn person(&self, name: &str) -> String {
        let body = json!({ "name": name, "email": format!("{name}@example.test") });
        let told = self.done("people", body).await;
        told["person_id"].as_str().unwrap_or_else(|| panic!("{told}")).to_owned()
    }

    async fn people(&self) -> Vec<String> {
        let told = self.get("/_control/events?limit=500").await;
        let events = told["data"].as_array().unwrap().iter().rev().map(|row| &row["event"]);
        let born = events.filter(|event| event["event"] == "person_created");
        born.map(|event| event["name"].as_str().unwrap().to_owned()).collect()
    }

    async fn env(&self) -> Map<String, Value> {
        self.get("/_control/world/env").await.as_object().unwrap().clone()
    }

    async fn export(&self, name: &str) -> String {
        let path = format!("/_control/worlds/{name}/export");
        let (status, text) = self.send(Method::GET, &path, String::new()).await;
        assert_eq!(status, StatusCode::OK, "{text}");
        text
    }

    async fn import(&self, query: &str, text: &str) -> (StatusCode, Value) {
        let path = format!("/_control/worlds/import?{query}");
        let (status, told) = self.send(Method::POST, &path, text.to_owned()).await;
        (status, serde_json::from_str(&told).unwrap())
    }

    /// The number of an environment as the Graph API shows it with a token of the same.
    async fn phone(&self, env: &Map<String, Value>) -> (StatusCode, Value) {
        let (id, token) = (&env["PHONE_NUMBER_ID"], &env["SYSTEM_TOKEN"]);
        let (id, token) = (id.as_str().unwrap(), token.as_str().unwrap());
        let path = format!("/v21.0/{id}?fields=status,verified_name&access_token={token}");
        let (status, text) = self.send(Method::GET, &path, String::new()).await;
        (status, serde_json::from_str(&text).unwrap())
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn hundreds_of_worlds_do_not_know_of_each_other() {
    const WORLDS: usize = 200;
    let house = House::open(Options::default()).await;
    let (main, worlds) = (house.main(), &house.running.worlds);
    let making = (0..WORLDS).map(|seed| async move {
        let seed = Some(seed as u64);
        worlds.create(None, Options { seed, ..Options::default() }).await.unwrap()
    });
    let made = futures_util::future::join_all(making).await;
    assert_eq!(main.get("/_control/worlds").await["data"].as_array().unwrap().len(), WORLDS + 1);
    let living = made.iter().enumerate().map(|(nth, address)| {
        let town = Town { http: &house.http, api: address.api.clone() };
        async move {
            let name = format!("person-{nth}");
            let id = town.person(&name).await;
            town.done("clock", json!({ "advance": format!("{}d", nth + 1) })).await;
            assert_eq!(town.people().await, [name]);
            id
        }
    });
    let ids = futures_util::future::join_all(living).await;
    let different: std::collections::BTreeSet<&String> = ids.iter().collect();
    assert!(different.len() > WORLDS / 2, "each seed draws ids of its own");
    assert!(main.people().await.is_empty());
    let days = |address: &platform::Address| worlds.get(&address.name).unwrap().clock().offset();
    for (nth, address) in made.iter().enumerate() {
        assert_eq!(days(address).as_hours() / 24, nth as i64 + 1, "{}", address.name);
    }
    let (status, _) = main.send(Method::DELETE, "/_control/worlds/w1", String::new()).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(main.get("/_control/worlds").await["data"].as_array().unwrap().len(), WORLDS);
    house.running.stop().await;
}

#[tokio::test]
async fn pages_have_names_of_their_own_so_that_cookies_do_not_mix() {
    let house = House::open(Options::default()).await;
    let told = house.main().done("worlds", json!({ "name": "left" })).await;
    let pages = told["pages"].as_str().unwrap();
    assert!(pages.starts_with("http://left.platform.localhost:"), "{pages}");
    let open = |url: String| house.http.send(shell::http::get(&url, None).unwrap());
    let page = open(format!("{pages}/login?next=/business")).await.unwrap();
    assert_eq!(page.status(), StatusCode::OK);
    let port = pages.rsplit(':').next().unwrap();
    let other = open(format!("http://right.platform.localhost:{port}/")).await.unwrap();
    assert_eq!(other.status(), StatusCode::MISDIRECTED_REQUEST, "another world's name");
    let person = house.at(&told).person("ada").await;
    let log_in = |origin: &str| {
        Request::post(format!("{pages}/login"))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::ORIGIN, origin)
            .body(Bytes::from(format!("next=/business&person={person}")))
            .unwrap()
    };
    let refused = house.http.send(log_in(&house.running.pages)).await.unwrap();
    assert_eq!(refused.status(), StatusCode::FORBIDDEN, "a form of another world's page");
    let taken = house.http.send(log_in(pages)).await.unwrap();
    assert!(taken.headers().contains_key(header::SET_COOKIE), "{taken:?}");
}

#[tokio::test]
async fn a_world_is_read_back_as_it_was_written() {
    let house = House::open(Options::default()).await;
    let (main, first) = (house.main(), house.world(json!({ "record": true })).await);
    let env = first.env().await;
    let (status, phone) = first.phone(&env).await;
    assert_eq!((status, &phone["status"]), (StatusCode::OK, &json!("CONNECTED")), "{phone}");
    let text = main.export("w1").await;
    assert!(text.lines().all(|line| serde_json::from_str::<Value>(line).is_ok()));
    let (status, told) = main.import("name=again", &text).await;
    assert_eq!(status, StatusCode::OK, "{told}");
    let again = house.at(&told);
    let second = main.export("again").await;
    assert_eq!(second.replacen("\"again\"", "\"w1\"", 1), text);
    assert_eq!(again.phone(&env).await, (StatusCode::OK, phone), "its tokens work");
    // Both go on, and neither knows of the other.
    again.person("new").await;
    assert!(!first.people().await.contains(&"new".to_owned()));
    let fresh = again.env().await;
    assert_ne!(fresh["SYSTEM_TOKEN"], env["SYSTEM_TOKEN"], "secrets are not drawn twice");
    assert_eq!(again.phone(&fresh).await.0, StatusCode::OK);
}

#[tokio::test]
async fn what_is_no_whole_world_is_refused_with_its_line_and_changes_nothing() {
    let house = House::open(Options::default()).await;
    let (main, world) = (house.main(), house.world(json!({ "record": true })).await);
    world.person("ada").await;
    let text = main.export("w1").await;
    let lines: Vec<&str> = text.lines().collect();
    let last = lines.len();
    let without = |nth: usize| [&lines[..nth - 1], &lines[nth..]].concat().join("\n");
    let changed = |from: &str, to: &str| text.replacen(from, to, 1);
    for (bad, said) in [
        (String::new(), "line 1: this is no exported world".to_owned()),
        ("{}\n".to_owned(), "line 1: this is no exported world".to_owned()),
        (changed("\"form\":1", "\"form\":2"), "line 1: the file has form 2, this".to_owned()),
        (changed("\"tables\":", "\"tables\":9"), "line 1: a newer program wrote".to_owned()),
        (without(last), format!("line {}: the file was cut off", last - 1)),
        (without(2), format!("line {}: the end counts", last - 1)),
        (text[..text.len() - 3].to_owned(), format!("line {last}: it is no row: it ends in the")),
        (changed("{\"event\"", "{\"evnt\""), "line 2: there is no table `evnt`".to_owned()),
        (changed("\"by_whom\"", "\"by\""), "line 2: `event` has no `by`".to_owned()),
        (format!("{text}{}\n", lines[1]), format!("line {}: there is something", last + 1)),
    ] {
        for name in ["w1", "new", "main"] {
            let (status, told) = main.import(&format!("name={name}"), &bad).await;
            assert_eq!(status, StatusCode::BAD_REQUEST, "{told}");
            let message = told["error"]["message"].as_str().unwrap();
            assert!(message.starts_with(&said), "{message}, not {said}");
        }
    }
    // Wherever it stands, and however it is spaced.
    let nonsense = changed("person_created", "person_invented");
    let spaced = nonsense.replacen("{\"event\":{\"seq\"", "\n{ \"event\": {\"seq\"", 1);
    let (_, told) = main.import("name=w1", &spaced).await;
    let message = told["error"]["message"].as_str().unwrap();
    assert!(message.starts_with("line 3: the event makes no sense"), "{message}");
    let (status, told) = main.import("name=w1", &nonsense).await;
    let message = told["error"]["message"].as_str().unwrap();
    assert!(message.starts_with("line 2: the event makes no sense"), "{status} {message}");
    assert_eq!(world.people().await, ["ada"]);
    assert_eq!(main.export("w1").await, text);
    assert_eq!(main.get("/_control/worlds").await["data"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn a_world_goes_back_to_its_beginning() {
    let house = House::open(Options::default()).await;
    let begin = json!({ "name": "w", "seed": 7, "at": "2026-03-01T08:00:00Z" });
    let world = house.world(begin).await;
    let first = world.person("ada").await;
    world.done("clock", json!({ "advance": "40d" })).await;
    let told = world.done("worlds/w/reset", json!({})).await;
    assert_eq!(told["api"], world.api, "it stays where it is");
    assert!(told["now"].as_str().unwrap().starts_with("2026-03-01T08:0"), "{told}");
    assert!(world.people().await.is_empty());
    assert_eq!(world.person("bob").await, first, "the same seed draws the same ids");
    // One that was read from a text goes back to that.
    let text = world.export("w").await;
    let (_, told) = house.main().import("name=copy", &text).await;
    let copy = house.at(&told);
    copy.person("cleo").await;
    copy.done("worlds/copy/reset", json!({})).await;
    assert_eq!(copy.people().await, ["bob"]);
    // The main world too.
    house.main().person("dora").await;
    house.main().done("worlds/main/reset", json!({})).await;
    assert!(house.main().people().await.is_empty());
}

#[tokio::test]
async fn a_copy_is_as_the_world_was_at_a_moment() {
    let house = House::open(Options::default()).await;
    let world = house.world(json!({ "record": true })).await;
    world.person("ada").await;
    let before = world.get("/_control/clock").await["now"].as_str().unwrap().to_owned();
    world.done("clock", json!({ "advance": "1d" })).await;
    let env = world.env().await;
    world.done("clock", json!({ "advance": "31d" })).await;
    let (status, told) = world.control("worlds/w1/fork", json!({ "at": before })).await;
    assert_eq!(status, StatusCode::OK, "{told}");
    let then = house.at(&told);
    assert_eq!(told["now"], before);
    assert_eq!(then.people().await, ["ada"]);
    assert_eq!(then.get("/_control/events").await["data"].as_array().unwrap().len(), 1);
    assert!(then.get("/_control/mail").await["data"].as_array().unwrap().is_empty());
    assert_ne!(then.phone(&env).await.0, StatusCode::OK, "there is no such number yet");
    let fresh = then.env().await;
    assert_eq!(then.phone(&fresh).await.0, StatusCode::OK, "an example of its own");
    let now = house.at(&world.done("worlds/w1/fork", json!({ "name": "now" })).await);
    assert_eq!(now.phone(&env).await, world.phone(&env).await);
    let (status, told) =
        world.control("worlds/w1/fork", json!({ "at": "2030-01-01T00:00:00Z" })).await;
    assert_eq!(told["error"]["kind"], "refused", "{status} {told}");
}

#[tokio::test]
async fn a_recorded_world_repeats_to_the_byte() {
    let run = async || {
        let house = House::open(Options::default()).await;
        let world = house.world(json!({ "record": true, "seed": 11 })).await;
        let mut env = world.env().await;
        let clock = world.get("/_control/clock").await;
        let answer = world.phone(&env).await;
        for address in ["BASE_URL", "WEBHOOK_URL"] {
            env.remove(address);
        }
        (env, clock, answer, house.main().export("w1").await)
    };
    let (first, second) = (run().await, run().await);
    assert_eq!(first.1["now"].as_str().unwrap()[..10], *"2026-01-05");
    assert_eq!(first.1["frozen"], true);
    assert_eq!(first, second);
}

#[tokio::test]
async fn names_are_checked_and_the_main_world_stays() {
    let house = House::open(Options::default()).await;
    let main = house.main();
    for name in ["", "Main", "a.b", "1st", "a-", "import", &"x".repeat(41)] {
        let (_, told) = main.control("worlds", json!({ "name": name })).await;
        assert!(told["error"]["message"].as_str().unwrap().contains("is no name"), "{told}");
    }
    for name in ["main", "twice"] {
        let made = main.control("worlds", json!({ "name": "twice" })).await;
        let (status, told) = main.control("worlds", json!({ "name": name })).await;
        assert_eq!(status, StatusCode::CONFLICT, "{made:?} {told}");
    }
    let (status, _) = main.send(Method::DELETE, "/_control/worlds/main", String::new()).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    let (status, told) = main.control("worlds/nowhere/reset", json!({})).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    assert!(told["error"]["message"].as_str().unwrap().contains("the list has main"), "{told}");
    for _ in 0..9 {
        main.done("worlds", json!({})).await;
    }
    let (_, told) = main.control("worlds/nowhere/reset", json!({})).await;
    let message = told["error"]["message"].as_str().unwrap();
    assert!(message.ends_with("the list has main, twice, w1, w2, w3, w4, w5, w6, w7, w8, …"));
    for nth in 1..=9 {
        let path = format!("/_control/worlds/w{nth}");
        main.send(Method::DELETE, &path, String::new()).await;
    }
    let (_, told) = main.control("worlds", json!({ "policy": { "no_rule": 1 } })).await;
    assert!(told["error"]["message"].as_str().unwrap().contains("no_rule"), "{told}");
    assert_eq!(main.get("/_control/worlds").await["data"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn a_world_begins_with_a_seed_or_a_scenario_and_tells_its_ids() {
    let house = House::open(Options::default()).await;
    let main = house.main();
    let bakery = json!({
        "provider": [{ "name": "Harbour Messaging" }],
        "business": [{ "name": "Lighthouse Bakery" }],
        "waba": [{ "name": "Lighthouse Bakery", "age_days": 20,
            "number": [{ "number": "+16505550170", "status": "CONNECTED" }] }],
    });
    let told = main.done("worlds", json!({ "file": bakery, "at": "2026-03-01T08:00:00Z" })).await;
    assert_eq!(told["began"], "seed");
    let (world, env) = (house.at(&told), told["env"].as_object().unwrap().clone());
    assert_eq!(env["BASE_URL"], told["api"]);
    let (status, phone) = world.phone(&env).await;
    assert_eq!((status, &phone["status"]), (StatusCode::OK, &json!("CONNECTED")), "{phone}");
    assert_eq!(world.env().await, env, "and `world env` tells the same");
    let events = world.get("/_control/events?after=0&limit=1").await;
    let first = events["data"][0]["at"].as_str().unwrap();
    assert!(first < "2026-02-10", "it has a past: {first}");
    let now = world.get("/_control/clock").await["now"].as_str().unwrap().to_owned();
    assert!(now.starts_with("2026-03-01T08:"), "{now}");
    // A copy has the same ids and tokens at another address.
    let name = told["name"].as_str().unwrap();
    let copy = world.done(&format!("worlds/{name}/fork"), json!({})).await;
    assert_eq!(copy["env"]["WABA_ID"], env["WABA_ID"]);
    assert_eq!(copy["env"]["BASE_URL"], copy["api"]);
    // Back to the seed: what happened meanwhile is gone.
    world.person("late").await;
    let again = world.done(&format!("worlds/{name}/reset"), json!({})).await;
    let again = again["env"].as_object().unwrap();
    assert_eq!(again["WABA_ID"], env["WABA_ID"]);
    assert!(!world.people().await.contains(&"late".to_owned()));
    let told = main.done("worlds", json!({ "scenario": "override-before-subscribe" })).await;
    assert_eq!(told["began"], "scenario override-before-subscribe");
    assert!(told["env"]["WABA_ID"].is_string(), "{told}");
    let (status, told) = main.control("worlds", json!({ "scenario": "no-such" })).await;
    assert_eq!(status, StatusCode::NOT_FOUND, "{told}");
    let (status, told) = main.control("worlds", json!({ "file": { "shop": [] } })).await;
    assert_eq!(status, StatusCode::BAD_REQUEST, "{told}");
}

/// The worlds of a process whose main one is on disk, and how they are ended.
async fn on_disk(path: &std::path::Path) -> (Worlds, Db, Tasks, String) {
    on_disk_with(path, Options::default()).await
}

async fn on_disk_with(path: &std::path::Path, options: Options) -> (Worlds, Db, Tasks, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let api = format!("http://{}", listener.local_addr().unwrap());
    let db = Db::open(path, Mode::Threaded).unwrap();
    let (http, tasks) = (Client::net(TIMEOUT).unwrap(), Tasks::new());
    let house =
        MainHouse { db: Some(db.clone()), listener, http, webhooks: Webhooks::default(), options };
    (Worlds::open(house, &tasks).await.unwrap(), db, tasks, api)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_main_world_on_disk_is_replaced_as_a_whole_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("platform.db");
    let house = House::open(Options::default()).await;
    let old = house.world(json!({ "at": "2024-02-01T08:00:00Z" })).await;
    let env = old.env().await;
    let text = house.main().export("w1").await;

    let (worlds, db, tasks, api) = on_disk(&path).await;
    let main = Town { http: &house.http, api };
    main.person("ada").await;
    let full = "CREATE TRIGGER full BEFORE INSERT ON event WHEN NEW.seq = 5 \
                BEGIN SELECT RAISE(ABORT, 'no space'); END";
    db.write(move |db| db.execute_batch(full)).await.unwrap();
    let (status, told) = main.import("name=main", &text).await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE, "{told}");
    assert!(told["error"]["message"].as_str().unwrap().contains("no space"), "{told}");
    assert_eq!(main.people().await, ["ada"], "the old world is there, and goes on");
    main.person("bob").await;
    db.write(|db| db.execute_batch("DROP TRIGGER full")).await.unwrap();
    let (status, told) = main.import("name=main", &text).await;
    assert_eq!(status, StatusCode::OK, "{told}");
    assert_eq!(main.phone(&env).await.0, StatusCode::OK, "its tokens work");
    assert!(!main.people().await.contains(&"ada".to_owned()));
    assert!(db.read(|_| Ok(())).await.is_err(), "who had the database before has it no more");
    tasks.stop(std::time::Duration::from_secs(5)).await;
    drop((worlds, db));

    // A new process finds what was imported, at the time of that world.
    let (worlds, _db, tasks, api) = on_disk(&path).await;
    let main = Town { http: &house.http, api };
    assert_eq!(main.phone(&env).await.0, StatusCode::OK);
    let now = main.get("/_control/clock").await["now"].as_str().unwrap().to_owned();
    assert!(now.starts_with("2024-02-01T08:"), "{now}");
    tasks.stop(std::time::Duration::from_secs(5)).await;
    drop(worlds);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reset_is_carried_out_though_nobody_waits_for_it() {
    let folder = tempfile::tempdir().unwrap();
    let (worlds, _db, tasks, api) = on_disk(&folder.path().join("platform.db")).await;
    let http = Client::net(TIMEOUT).unwrap();
    let main = Town { http: &http, api };
    for patience in 0..12_u32 {
        {
            let mut reset = std::pin::pin!(worlds.reset("main"));
            for _ in 0..(1 << patience) {
                if futures_util::poll!(&mut reset).is_ready() {
                    break;
                }
                tokio::task::yield_now().await;
            }
        }
        // Whoever asked has gone. Sooner or later there is a world that can be written to.
        let bob = json!({ "name": "bob", "email": "bob@example.test" });
        let mut tries = 0;
        let add = || main.send(Method::POST, "/_control/people", bob.to_string());
        while add().await.0 != StatusCode::OK {
            tries += 1;
            assert!(tries < 2_000, "the main world does not come back");
        }
    }
    // The last of those resets may still be under way.
    for _ in 0..2 {
        worlds.reset("main").await.unwrap();
    }
    assert!(worlds.get("main").unwrap().read(|world| world.people.is_empty()));
    tasks.stop(std::time::Duration::from_secs(5)).await;
}
