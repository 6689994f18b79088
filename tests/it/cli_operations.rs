//! `vestibule control`: every operation of the control interface from the command line.

use anyhow::Context;
use serde_json::Value;
use stories::program::{Program, run};

async fn platform() -> anyhow::Result<(Program, String)> {
    let words = ["platform", "--memory", "--port", "0", "--smtp-port", "0"].map(str::to_owned);
    let program = Program::start(&words, &[]).await?;
    let address = program.said("http")?.to_owned();
    Ok((program, address))
}

/// What `vestibule <words>` prints, which must succeed.
async fn said(address: &str, words: &[&str]) -> anyhow::Result<String> {
    let words: Vec<&str> = words.iter().copied().chain(["--platform", address]).collect();
    let output = run(&words).await?;
    let problem = String::from_utf8_lossy(&output.stderr).into_owned();
    anyhow::ensure!(output.status.code() == Some(0), "{words:?}: {problem}");
    Ok(String::from_utf8(output.stdout)?)
}

async fn told(address: &str, words: &[&str]) -> anyhow::Result<Value> {
    let words: Vec<&str> = words.iter().copied().chain(["--json"]).collect();
    let text = said(address, &words).await?;
    assert_eq!(text.lines().count(), 1, "{text}");
    Ok(serde_json::from_str(&text)?)
}

/// The complaint of `vestibule control <words>`, which must fail.
async fn refused(address: &str, words: &[&str]) -> anyhow::Result<String> {
    let words: Vec<&str> =
        ["control", "--platform", address].into_iter().chain(words.to_vec()).collect();
    let output = run(&words).await?;
    assert_eq!(output.status.code(), Some(1), "{words:?}");
    assert!(output.stdout.is_empty(), "{words:?} printed a result all the same");
    Ok(String::from_utf8_lossy(&output.stderr).trim_end().to_owned())
}

#[tokio::test]
async fn process_every_operation_is_listed_and_told_with_an_example() -> anyhow::Result<()> {
    let (program, address) = platform().await?;
    let http = shell::http::Client::net(shell::http::TIMEOUT)?;
    let url = format!("{address}/_control/openapi.json");
    let document: Value =
        serde_json::from_slice(http.send(shell::http::get(&url, None)?).await?.body())?;
    let list = told(&address, &["control", "list"]).await?;
    let rows = list["data"].as_array().context("rows")?;
    let names: Vec<&str> = rows.iter().filter_map(|row| row["operation"].as_str()).collect();
    for (path, methods) in document["paths"].as_object().context("paths")? {
        for method in methods.as_object().context("methods")?.keys() {
            let name = format!("{method} {}", path.trim_start_matches("/_control/"));
            // It takes webhooks, and speaks no JSON.
            let foreign = path == "/_control/callback";
            assert_eq!(names.contains(&name.as_str()), !foreign, "{name}");
        }
    }
    let some = said(&address, &["control", "list", "Measure"]).await?;
    assert!(some.contains("post measures/lift") && !some.contains("get mail"), "{some}");
    let text = said(&address, &["control", "show", "post", "measures"]).await?;
    let example = "vestibule control post measures waba_id=102290129340398 violation=SPAM";
    for part in [example, "warn | restrict", "After how many", "\"success\": true"] {
        assert!(text.to_lowercase().contains(&part.to_lowercase()), "{part} is not in\n{text}");
    }
    let both = told(&address, &["control", "show", "worlds"]).await?;
    let both = both["data"].as_array().context("two")?;
    assert_eq!(both.len(), 2, "{both:?}");
    let import = said(&address, &["control", "show", "post", "worlds/import"]).await?;
    assert!(import.contains("--body FILE"), "{import}");
    program.interrupt().await?;
    Ok(())
}

#[tokio::test]
async fn process_operations_without_a_command_of_their_own_are_called() -> anyhow::Result<()> {
    let (program, address) = platform().await?;
    let env = told(&address, &["world", "env"]).await?;
    let waba = format!("waba_id={}", env["WABA_ID"].as_str().context("an id")?);
    let phone = env["PHONE_NUMBER_ID"].as_str().context("an id")?;
    let restrict = ["control", "post", "measures", &waba, "violation=SPAM", "measure=restrict"];
    let more = ["days=3", "restrictions=[\"add_phone_number\"]"];
    let answer = told(&address, &[&restrict[..], &more].concat()).await?;
    assert_eq!(answer["success"], true, "{answer}");
    said(&address, &["control", "post", "measures/lift", &waba]).await?;
    let events = said(&address, &["control", "get", "events", "limit=50"]).await?;
    assert!(events.contains("add_phone_number"), "{events}");
    // A name in the path, written in place and given as a member.
    let to = format!("to_phone_number_id={phone}");
    let write = ["control", "post", "customers/+16315551000/messages", &to, "text=More bread?"];
    said(&address, &write).await?;
    let show = ["control", "get", "handsets/{number}", "number=+16315551000"];
    assert!(said(&address, &show).await?.contains("More bread?"));
    let order = ["kind:={\"latency\":{\"ms\":8}}", "when:={\"every\":5}"];
    let order = [&["control", "post", "/_control/faults"], &order[..]].concat();
    assert_eq!(told(&address, &order).await?["kind"]["latency"]["ms"], 8);
    let list = said(&address, &["fault", "list"]).await?;
    assert!(list.contains("latency --ms 8") && list.contains("--every 5"), "{list}");
    assert_eq!(told(&address, &["control", "delete", "faults/1"]).await?["count"], 1);
    // Texts: a world that is written down and read again.
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("world.jsonl");
    let text = said(&address, &["control", "get", "worlds/main/export"]).await?;
    std::fs::write(&file, &text)?;
    let file = file.to_str().context("a plain path")?;
    let import = ["control", "post", "worlds/import", "name=copy", "--body", file];
    assert_eq!(told(&address, &import).await?["name"], "copy");
    program.interrupt().await?;
    Ok(())
}

#[tokio::test]
async fn process_a_wrong_call_is_told_what_is_right() -> anyhow::Result<()> {
    let (program, address) = platform().await?;
    for (words, part) in [
        (&["get", "nonsense"][..], "`vestibule control list` names all of them"),
        (&["get", "measures/lift"], "`measures/lift` is asked with post, not get"),
        (&["post", "measures/lift"], "the platform refused: `waba_id`"),
        (&["post", "measures/lift", "waba_id=5"], "the platform refused: "),
        (&["post", "measures/lift", "waba_id"], "`waba_id` is no member: write name=value"),
        (&["post", "measures/lift", "waba_id:={"], "what `waba_id:=` gives is no JSON"),
        (&["post", "measures/lift", "waba_id=5", "waba_id=6"], "`waba_id` is said twice"),
        (&["post", "measures/lift", "waba_id=5", "wabe=6"], "the platform refused: `wabe`"),
        (&["get", "handsets/{number}"], "`number` is missing: say number="),
        (&["post", "worlds/import"], "needs a file: --body FILE"),
        (&["post", "faults", "--body", "/dev/null"], "takes no file"),
        (&["show", "nonsense"], "`vestibule control list` names all of them"),
    ] {
        let why = refused(&address, words).await?;
        assert!(why.contains(part), "{words:?}: {why}");
    }
    let output = run(&["scenario", "run", "29", "--platform", &address]).await?;
    let why = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1));
    let right = "there is no scenario \"29\": `vestibule scenario list` names all of them";
    assert!(why.contains(right), "{why}");
    let output = run(&["fault", "add", "latencyy", "--platform", &address]).await?;
    let why = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2));
    assert!(why.contains("latency") && why.contains("popup_message_only"), "{why}");
    program.interrupt().await?;
    Ok(())
}
