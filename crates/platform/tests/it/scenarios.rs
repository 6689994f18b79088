//! Every scenario shows what it tells and the way by it, through HTTP (docs/scenarios.md).

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use http::StatusCode;
use platform::scenario::{self, Played, Scenario, play};
use serde_json::{Value, json};
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
    let mut names: BTreeMap<String, String> =
        fixture.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let http = stage.http();
    let pause = async || {
        stage.platform.tick().await;
    };
    let mut played = play((&http, BASE), &one.wrong, &mut names, pause).await;
    played.extend(play((&http, BASE), &one.right, &mut names, pause).await);
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

#[tokio::test]
async fn scenarios_fit_into_one_world_and_can_be_repeated() {
    let stage = stage().await;
    for name in ["not-assigned", "override-before-subscribe", "unknown-pin", "not-assigned"] {
        let one = scenario::named(name).unwrap();
        told(one, &run(&stage, one).await).unwrap();
    }
}

#[tokio::test]
async fn a_program_that_does_it_right_shows_no_symptom() {
    for one in scenario::all() {
        let differs = one.wrong.iter().all(|step| !one.right.contains(step));
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
