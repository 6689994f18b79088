//! Every scenario shows what it tells and the way by it, through HTTP (docs/scenarios.md).

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::middleware::{Next, from_fn};
use futures_util::stream;
use graph::webhook::sign;
use http::{Method, StatusCode};
use platform::scenario::{self, Expect, Played, Player, Scenario};
use serde_json::{Value, json};
use tokio::sync::Barrier;
use world::Policy;

use crate::stage::{BASE, Stage};

/// A stage whose API answers where its settings say.
async fn stage() -> Stage {
    let stage = Stage::in_era(Policy::classic()).await;
    stage.board.connect("127.0.0.1:8090", stage.platform.router());
    stage
}

async fn run(stage: &Stage, one: &Scenario) -> Vec<Played> {
    let fixture = one.set_up(&stage.platform).await;
    let fixture = fixture.unwrap_or_else(|error| panic!("{}: {error}", one.name));
    let names: BTreeMap<String, String> =
        fixture.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let mut player = Player::new(stage.http(), BASE, names);
    let pause = async || {
        stage.platform.tick().await;
    };
    let mut played = player.play(&one.wrong, pause).await;
    played.extend(player.play(&one.right, pause).await);
    played
}

fn told(one: &Scenario, played: &[Played]) -> Result<(), String> {
    let failed = played.iter().find(|step| !step.missing.is_empty());
    if let Some(step) = failed {
        let Played { say, call, status, answer, missing } = step;
        return Err(format!("{}: {say}\n{call}\n{status} {answer}\n{missing:#?}", one.name));
    }
    let all = one.wrong.len() + one.right.len();
    if played.len() == all { Ok(()) } else { Err(format!("{}: not all was played", one.name)) }
}

#[tokio::test]
async fn each_of_the_28_shows_its_symptom_and_the_way_by_it() {
    let mut wrong = Vec::new();
    for one in scenario::all() {
        let stage = stage().await;
        let played = run(&stage, one).await;
        wrong.extend(told(one, &played).err());
    }
    assert!(wrong.is_empty(), "{} of 28:\n{}", wrong.len(), wrong.join("\n\n"));
}

/// What comes with a click on the last button arrives when both clicks are on their way: each has
/// seen the signup as it was before the other.
fn both_at_once(router: Router) -> Router {
    let both = Arc::new(Barrier::new(2));
    router.layer(from_fn(move |request: Request, next: Next| {
        let both = Arc::clone(&both);
        async move {
            let path = request.uri().path();
            if request.method() != Method::POST || !path.ends_with("/permissions") {
                return next.run(request).await;
            }
            let (parts, body) = request.into_parts();
            let late = async move {
                both.wait().await;
                to_bytes(body, 10_000).await
            };
            let body = Body::from_stream(stream::once(late));
            next.run(Request::from_parts(parts, body)).await
        }
    }))
}

#[tokio::test]
async fn a_signup_that_is_finished_twice_at_once_makes_nothing_twice() {
    let stage = stage().await;
    stage.board.connect("platform.localhost:8090", both_at_once(stage.platform.router()));
    let one = scenario::named("finished-twice").unwrap();
    let count = || {
        stage.platform.read(|world| {
            let tokens = world.codes.len() + world.tokens.len();
            (world.businesses.len(), world.wabas.len(), world.phones.len(), tokens)
        })
    };
    let before = {
        one.set_up(&stage.platform).await.unwrap();
        count()
    };
    told(one, &run(&stage, one).await).unwrap();
    // A provider with its own account and two tokens, and what the client made.
    let once = stage.platform.read(|world| {
        let made = world.signups.len();
        assert_eq!(made, 1, "both clicks were on one signup");
        world.wabas.values().filter(|waba| waba.name == "Lighthouse Bakery").count()
    });
    assert_eq!(once, 1);
    let after = count();
    let grown = (after.0 - before.0, after.1 - before.1, after.2 - before.2);
    assert_eq!(grown, (2, 2, 1), "a provider and a client");
    assert_eq!(after.3, 2 * before.3 + 1, "its tokens, and one login code");
}

#[tokio::test]
async fn the_webhook_of_a_removed_partner_is_signed_over_its_very_bytes() {
    let stage = stage().await;
    let one = scenario::named("partner-removed").unwrap();
    told(one, &run(&stage, one).await).unwrap();
    let posts = stage.get("/_control/webhook-posts").await;
    let post = stage.get(&format!("/_control/webhook-posts/{}", posts["data"][0]["seq"])).await;
    let app = post["app"].as_str().unwrap().parse().unwrap();
    let secret = stage.platform.read(|world| world.apps[&app].secret.clone());
    let body = post["body"].as_str().unwrap();
    assert!(body.contains("PARTNER_REMOVED"), "{post}");
    assert_eq!(post["signature"], sign(&secret, body.as_bytes()));
}

#[tokio::test]
async fn scenarios_fit_into_one_world_and_can_be_repeated() {
    let stage = stage().await;
    for name in ["not-assigned", "override-before-subscribe", "unknown-pin", "not-assigned"] {
        let one = scenario::named(name).unwrap();
        told(one, &run(&stage, one).await).unwrap();
    }
}

#[tokio::test]
async fn those_of_the_pop_up_do_not_meet_each_others_faults() {
    let stage = stage().await;
    for name in ["pop-up-given-up", "pop-up-without-answer", "message-apart-from-callback"] {
        let one = scenario::named(name).unwrap();
        one.set_up(&stage.platform).await.unwrap();
        one.set_up(&stage.platform).await.unwrap();
    }
    // What a page loads is the same for all, so no set-up has the script blocked.
    assert!(stage.http().send(sdk()).await.unwrap().status().is_success());
    let blocked = json!({"kind": "sdk_blocked", "when": {"first": 2}});
    let (status, _) = stage.post("/_control/faults", blocked).await;
    assert_eq!(status, StatusCode::OK);
    for name in ["pop-up-given-up", "pop-up-without-answer", "message-apart-from-callback"] {
        let one = scenario::named(name).unwrap();
        told(one, &run(&stage, one).await).unwrap();
    }
}

fn sdk() -> http::Request<bytes::Bytes> {
    shell::http::get(&format!("{BASE}/en_US/sdk.js"), None).unwrap()
}

#[tokio::test]
async fn a_program_that_does_it_right_shows_no_symptom() {
    for one in scenario::all() {
        // Steps that show nothing may lead to both: a way that is gone more than once.
        let mut shown = one.wrong.iter().filter(|step| step.expect != Expect::default());
        let differs = shown.all(|step| !one.right.contains(step));
        assert!(differs && !one.wrong.is_empty() && !one.right.is_empty(), "{}", one.name);
    }
}

#[tokio::test]
async fn they_are_listed_told_and_set_up_over_the_control_interface() {
    let stage = stage().await;
    let list = stage.get("/_control/scenarios").await;
    let rows: Vec<u64> =
        list["data"].as_array().unwrap().iter().map(|row| row["row"].as_u64().unwrap()).collect();
    assert_eq!(rows, (1..=28).collect::<Vec<_>>());
    let one = stage.get("/_control/scenarios/override-before-subscribe").await;
    assert_eq!(one, stage.get("/_control/scenarios/1").await);
    let (status, ready) = stage.post("/_control/scenarios/not-assigned", json!({})).await;
    assert_eq!(status, StatusCode::OK, "{ready}");
    assert!(ready["env"]["EMPLOYEE_TOKEN"].as_str().unwrap().starts_with("EAA"), "{ready}");
    let (status, _) = stage.post("/_control/scenarios/nonsense", json!({})).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_scenario_of_another_era_is_refused() {
    let stage = Stage::in_era(Policy::today()).await;
    let (status, told) = stage.post("/_control/scenarios/10", json!({})).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    let said: &Value = &told["error"]["message"];
    assert!(said.as_str().unwrap().contains("it belongs to the rules `classic`"), "{said}");
}

#[test]
fn the_page_of_the_documentation_is_made_of_them() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/scenarios.md");
    let page = scenario::guide();
    if std::env::var_os("VESTIBULE_WRITE_DOCS").is_some() {
        std::fs::write(&path, &page).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(written == page, "docs/scenarios.md is of yesterday: VESTIBULE_WRITE_DOCS=1 writes it");
}

#[test]
fn their_names_are_words_and_differ() {
    let mut names: Vec<&str> = scenario::all().iter().map(|one| one.name.as_str()).collect();
    let words = |name: &str| name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    assert!(names.iter().all(|name| words(name)), "{names:?}");
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), 28);
}

/// For use where a file is tried while it is written.
#[tokio::test]
async fn the_files_of_the_folder_are_the_scenarios() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/scenario/rows");
    let mut wrong = Vec::new();
    let mut files: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        let one = Scenario::parse(&text).unwrap_or_else(|error| panic!("{file:?}: {error}"));
        if std::env::var_os("VESTIBULE_TRY_FILES").is_some() {
            let stage = Arc::new(stage().await);
            wrong.extend(told(&one, &run(&stage, &one).await).err());
        } else {
            assert!(scenario::all().contains(&one), "{file:?}");
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}
