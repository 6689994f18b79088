//! `vestibule clock | review | phone | webhook | fault` against a running platform.

use anyhow::Context;
use serde_json::Value;
use stories::program::{Program, run};

/// A platform as a process, and its address.
async fn platform(folder: &tempfile::TempDir) -> anyhow::Result<(Program, String)> {
    let path = folder.path().to_str().context("a plain path")?;
    let words = ["platform", "--port", "0", "--smtp-port", "0", "--data-dir", path];
    let words: Vec<String> = words.iter().map(|&word| word.to_owned()).collect();
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
    Ok(String::from_utf8(output.stdout)?.trim_end().to_owned())
}

/// The same with `--json`, read.
async fn told(address: &str, words: &[&str]) -> anyhow::Result<Value> {
    let words: Vec<&str> = words.iter().copied().chain(["--json"]).collect();
    let text = said(address, &words).await?;
    serde_json::from_str(&text).with_context(|| format!("{words:?} said {text}"))
}

/// The complaint of `vestibule <words>`, which must fail with this status.
async fn refused(address: &str, words: &[&str], status: i32) -> anyhow::Result<String> {
    let words: Vec<&str> = words.iter().copied().chain(["--platform", address]).collect();
    let output = run(&words).await?;
    assert_eq!(output.status.code(), Some(status), "{words:?}");
    assert!(output.stdout.is_empty(), "{words:?} printed a result all the same");
    Ok(String::from_utf8_lossy(&output.stderr).into_owned())
}

#[tokio::test]
async fn process_the_clock_is_shown_and_turned() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let (program, address) = platform(&folder).await?;
    let before: jiff::Timestamp = said(&address, &["clock", "now"]).await?.parse()?;
    let after: jiff::Timestamp = said(&address, &["clock", "advance", "3d"]).await?.parse()?;
    assert!(after.duration_since(before) >= jiff::SignedDuration::from_hours(72));
    assert!(said(&address, &["clock", "show"]).await?.contains("nothing happens by itself"));
    let why = refused(&address, &["clock", "next"], 1).await?;
    assert!(why.contains("nothing happens by itself"), "{why}");
    let why = refused(&address, &["clock", "set", "2001-01-01T00:00:00Z"], 1).await?;
    assert!(why.starts_with("vestibule: the platform refused:"), "{why}");
    refused(&address, &["clock", "advance"], 2).await?;
    // An example client has a trial, which ends by itself.
    said(&address, &["world", "env"]).await?;
    let due = told(&address, &["clock", "show"]).await?;
    let whats: Vec<_> = due["due"].as_array().context("a list")?.iter().collect();
    assert!(whats.iter().any(|one| one["what"] == "trial_end"), "{due}");
    let first = whats[0]["at"].as_str().context("a time")?.parse::<jiff::Timestamp>()?;
    let next: jiff::Timestamp = said(&address, &["clock", "next"]).await?.parse()?;
    assert!(next >= first);
    program.interrupt().await?;
    Ok(())
}

#[tokio::test]
async fn process_reviews_are_decided_from_the_command_line() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let (program, address) = platform(&folder).await?;
    assert_eq!(said(&address, &["review", "list"]).await?, "nothing waits for a verdict");
    let env = told(&address, &["world", "env"]).await?;
    let waba = env["WABA_ID"].as_str().context("an id")?;
    let list = told(&address, &["review", "list", "--kind", "policy_check"]).await?;
    assert_eq!(list["data"][0]["subject"], waba, "{list}");
    said(&address, &["review", "hold", "policy_check", waba]).await?;
    let list = told(&address, &["review", "list"]).await?;
    let held = list["data"].as_array().context("a list")?.iter().filter(|row| row["held"] == true);
    assert_eq!(held.count(), 1, "{list}");
    said(&address, &["review", "release", "policy_check", waba]).await?;
    let done = said(&address, &["review", "approve", "policy_check", waba]).await?;
    assert!(done.ends_with("approved"), "{done}");
    let words = ["review", "decline", "policy_check", waba, "--reason", "SCAM"];
    let why = refused(&address, &words, 1).await?;
    assert!(why.contains("the platform refused"), "{why}");
    let why = refused(&address, &["review", "approve", "no_such_kind", waba], 1).await?;
    assert!(why.contains("\"display_name\""), "{why}");
    program.interrupt().await?;
    Ok(())
}

#[tokio::test]
async fn process_telephones_and_webhooks_from_the_command_line() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let (program, address) = platform(&folder).await?;
    let env = told(&address, &["world", "env"]).await?;
    let (phone, customer) = (env["PHONE_NUMBER_ID"].as_str().context("an id")?, "+16315551000");
    said(&address, &["phone", "write", customer, phone, "Do you have bread?"]).await?;
    let shown = said(&address, &["phone", "show", customer]).await?;
    assert!(shown.contains("Do you have bread?"), "{shown}");
    assert!(said(&address, &["phone", "list"]).await?.contains("16315551000"));
    said(&address, &["phone", "read", customer, phone]).await?;
    said(&address, &["phone", "block", customer, phone]).await?;
    said(&address, &["phone", "unblock", customer, phone]).await?;
    said(&address, &["phone", "report", customer, phone]).await?;
    said(&address, &["phone", "describe", "+16505550177", "--in-use", "messenger"]).await?;
    let why = refused(&address, &["phone", "describe", "123", "--in-use", "fax"], 1).await?;
    assert!(why.contains("`number` must be a telephone number"), "{why}");
    let number =
        format!("+{}", env["PHONE_NUMBER"].as_str().context("text")?.trim_start_matches('+'));
    let code = said(&address, &["phone", "show", &number, "--code"]).await?;
    assert!(code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit()), "{code}");

    assert_eq!(said(&address, &["webhook", "list"]).await?, "there is no such webhook");
    let (app, secret) = (env["APP_ID"].as_str(), env["APP_SECRET"].as_str());
    let (app, secret) = (app.context("an id")?, secret.context("a secret")?);
    let subscribe = format!(
        "{address}/v21.0/{app}/subscriptions?object=whatsapp_business_account\
         &callback_url={address}/_control/callback&verify_token=vestibule&fields=messages\
         &access_token={app}%7C{secret}"
    );
    let http = shell::http::Client::net(shell::http::TIMEOUT)?;
    let answer =
        http.send(shell::http::post_json(&subscribe, &serde_json::json!({}), None)?).await?;
    assert!(answer.status().is_success(), "{answer:?}");
    let token = env["SYSTEM_TOKEN"].as_str().context("a token")?;
    let waba = env["WABA_ID"].as_str().context("an id")?;
    let subscribe = format!("{address}/v21.0/{waba}/subscribed_apps?access_token={token}");
    let answer =
        http.send(shell::http::post_json(&subscribe, &serde_json::json!({}), None)?).await?;
    assert!(answer.status().is_success(), "{answer:?}");
    said(&address, &["phone", "write", customer, phone, "And rolls?"]).await?;
    let row = stories::wait::until("the message is delivered", async || {
        let list = told(&address, &["webhook", "list", "--state", "delivered"]).await?;
        Ok(list["data"].as_array().and_then(|rows| rows.first().cloned()))
    });
    let row = row.await?;
    let seq = row["seq"].to_string();
    let one = said(&address, &["webhook", "show", &seq]).await?;
    assert!(one.contains("And rolls?") && one.contains("200"), "{one}");
    said(&address, &["webhook", "break-signature", "1"]).await?;
    assert_eq!(said(&address, &["webhook", "redeliver", &seq]).await?, "sent again: 1");
    let why = refused(&address, &["webhook", "redeliver", "9999"], 1).await?;
    assert!(why.contains("there is no such webhook"), "{why}");
    refused(&address, &["webhook", "redeliver"], 2).await?;
    program.interrupt().await?;
    Ok(())
}

#[tokio::test]
async fn process_faults_are_ordered_listed_and_taken_back() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let (program, address) = platform(&folder).await?;
    assert_eq!(said(&address, &["fault", "list"]).await?, "no fault is ordered");
    let order =
        ["fault", "add", "error", "--code", "2", "--first", "2", "--operation", "debug_token"];
    assert_eq!(said(&address, &order).await?, "fault 1 waits");
    assert_eq!(said(&address, &["fault", "add", "reorder"]).await?, "fault 2 waits");
    let http = shell::http::Client::net(shell::http::TIMEOUT)?;
    let call = shell::http::get(&format!("{address}/v21.0/debug_token"), None)?;
    assert_eq!(http.send(call).await?.status(), 503);
    let list = told(&address, &["fault", "list"]).await?;
    let first = &list["data"][0];
    assert_eq!((&first["struck"], &first["over"]), (&1.into(), &false.into()), "{list}");
    let why = refused(&address, &["fault", "add", "latency"], 2).await?;
    assert!(why.contains("--ms"), "{why}");
    refused(&address, &["fault", "add", "reset", "--first", "1", "--nth", "2"], 2).await?;
    let why = refused(&address, &["fault", "add", "lost_answer", "--ms", "3"], 2).await?;
    assert!(why.contains("--ms is not for lost_answer, which takes none"), "{why}");
    let why = refused(&address, &["fault", "add", "delay", "--seconds", "3", "--ms", "3"], 2);
    assert!(why.await?.contains("--ms is not for delay, which takes --seconds"));
    assert!(said(&address, &["fault", "operations"]).await?.contains("phone.register.post"));
    assert!(said(&address, &["fault", "errors"]).await?.contains("131016"));
    assert_eq!(said(&address, &["fault", "clear", "1"]).await?, "taken back: 1");
    assert_eq!(said(&address, &["fault", "clear"]).await?, "taken back: 1");
    refused(&address, &["fault", "clear", "1"], 1).await?;
    program.interrupt().await?;
    Ok(())
}

#[tokio::test]
async fn process_help_has_examples_and_exit_status() -> anyhow::Result<()> {
    for word in ["clock", "review", "phone", "webhook", "fault", "control"] {
        let output = run(&[word, "--help"]).await?;
        let text = String::from_utf8(output.stdout)?;
        let example = format!("  vestibule {word} ");
        for part in ["Examples:", example.as_str(), "Exit status: 0 done", "--json"] {
            assert!(text.contains(part), "{word} --help lacks {part}:\n{text}");
        }
    }
    let output = run(&["clock", "now", "--platform", "http://127.0.0.1:9"]).await?;
    assert_eq!(output.status.code(), Some(1));
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(text.contains("could not reach the platform"), "{text}");
    Ok(())
}
