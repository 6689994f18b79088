//! `vestibule world`, and `vestibule platform --exec`, as processes.

use std::process::Stdio;

use anyhow::Context;
use serde_json::Value;
use stories::program::{Program, binary, run};
use stories::wait::until;

async fn platform(more: &[&str]) -> anyhow::Result<(Program, String)> {
    let words = ["platform", "--port", "0", "--smtp-port", "0"].iter().chain(more);
    let words: Vec<String> = words.map(|&word| word.to_owned()).collect();
    let program = Program::start(&words, &[]).await?;
    let address = program.said("http")?.to_owned();
    Ok((program, address))
}

/// What `vestibule world <words>` prints, which must succeed.
async fn said(address: &str, words: &[&str]) -> anyhow::Result<String> {
    let words: Vec<&str> = ["world", "--platform", address].iter().chain(words).copied().collect();
    let output = run(&words).await?;
    let problem = String::from_utf8_lossy(&output.stderr).into_owned();
    anyhow::ensure!(output.status.code() == Some(0), "{words:?}: {problem}");
    Ok(String::from_utf8(output.stdout)?.trim_end().to_owned())
}

async fn told(address: &str, words: &[&str]) -> anyhow::Result<Value> {
    let words: Vec<&str> = ["--json"].iter().chain(words).copied().collect();
    Ok(serde_json::from_str(&said(address, &words).await?)?)
}

#[tokio::test]
async fn process_worlds_from_the_command_line() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let (program, address) = platform(&["--memory"]).await?;
    let http = shell::http::Client::net(shell::http::TIMEOUT)?;
    let healthy = http.send(shell::http::get(&format!("{address}/healthz"), None)?).await?;
    assert_eq!(healthy.status().as_u16(), 200);
    let made = told(&address, &["create", "trial", "--record", "--seed", "7"]).await?;
    let env = said(&address, &["env", "trial"]).await?;
    assert!(env.lines().any(|line| line.starts_with("WABA_ID=")), "{env}");
    let own = made["api"].as_str().context("an address")?;
    assert!(env.contains(&format!("BASE_URL={own}")), "{env}");
    let file = folder.path().join("trial.jsonl");
    let file = file.to_str().context("a plain path")?;
    said(&address, &["export", "trial", "-o", file]).await?;
    said(&address, &["import", file, "--name", "copy"]).await?;
    let (text, copy) = (std::fs::read_to_string(file)?, said(&address, &["export", "copy"]).await?);
    assert_eq!(copy.replacen("\"copy\"", "\"trial\"", 1), text.trim_end());
    let before = "2026-01-05T09:00:00Z";
    let fork = told(&address, &["fork", "trial", "--name", "before", "--at", before]).await?;
    assert_eq!(fork["now"], before);
    let list = said(&address, &["list"]).await?;
    for name in ["main", "trial", "copy", "before"] {
        assert!(list.contains(name), "{list}");
    }
    said(&address, &["reset", "trial"]).await?;
    said(&address, &["delete", "before"]).await?;
    std::fs::write(file, "no world")?;
    let words = ["world", "--platform", &address, "import", file];
    let output = run(&words).await?;
    let why = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1));
    assert!(why.contains("line 1: this is no exported world"), "{why}");
    program.interrupt().await?;
    Ok(())
}

#[cfg(unix)]
#[tokio::test]
async fn process_files_with_secrets_are_for_their_owner_alone() -> anyhow::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir()?;
    let (program, address) = platform(&["--memory"]).await?;
    said(&address, &["create", "trial", "--record", "--seed", "7"]).await?;
    said(&address, &["env", "trial"]).await?;
    let place = |name: &str| folder.path().join(name).display().to_string();
    let mode = |path: &str| -> anyhow::Result<u32> {
        Ok(std::fs::metadata(path)?.permissions().mode() & 0o777)
    };
    let (world, session, open) = (place("world"), place("session"), place("open"));
    said(&address, &["export", "trial", "-o", &world]).await?;
    let save = async |file: &str| {
        let words = ["scenario", "--platform", &address, "save", "trial", file];
        let output = run(&words).await?;
        let why = String::from_utf8_lossy(&output.stderr).into_owned();
        anyhow::ensure!(output.status.success(), "{why}");
        anyhow::Ok(())
    };
    save(&session).await?;
    assert_eq!((mode(&world)?, mode(&session)?), (0o600, 0o600));
    // What was open to others is closed, and holds nothing of what it held.
    let text = std::fs::read_to_string(&session)?;
    let changed = text.replacen("BASE_URL", "BASE_URI", 1);
    assert_ne!(text, changed, "an answer is in it that can be changed");
    std::fs::write(&open, format!("{text}\n\n"))?;
    std::fs::set_permissions(&open, PermissionsExt::from_mode(0o644))?;
    save(&open).await?;
    assert_eq!((mode(&open)?, std::fs::read_to_string(&open)?), (0o600, text.clone()));
    std::fs::write(&open, changed)?;
    std::fs::set_permissions(&open, PermissionsExt::from_mode(0o644))?;
    let output = run(&["scenario", "replay", &open, "--keep"]).await?;
    let why = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{why}");
    assert_eq!((mode(&open)?, std::fs::read_to_string(&open)?), (0o600, text));
    program.interrupt().await?;
    Ok(())
}

#[tokio::test]
async fn process_a_beginning_that_is_not_used_is_warned_of() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().to_str().context("a plain path")?;
    let seed = folder.path().join("shop.toml");
    std::fs::write(&seed, "[[provider]]\nname = \"Harbour Messaging\"\n")?;
    let seed = seed.to_str().context("a plain path")?;
    let words = ["--data-dir", path, "--log", "off", "--seed-file", seed];
    let unused = "--seed-file is not used";
    let (program, address) = platform(&words).await?;
    let env = said(&address, &["env"]).await?;
    assert!(!program.log()?.contains(unused), "a new world is begun with it");
    program.interrupt().await?;
    let (program, address) = platform(&words).await?;
    let log = program.log()?;
    assert!(log.contains(unused) && log.contains(path), "{log}");
    let kept = |env: &str| env.lines().filter(|line| !line.contains("_URL=")).count();
    assert_eq!(kept(&said(&address, &["env"]).await?), kept(&env));
    program.interrupt().await?;
    Ok(())
}

#[tokio::test]
async fn process_a_program_runs_against_a_platform_of_its_own() -> anyhow::Result<()> {
    let script = "echo \"$BASE_URL|$WABA_ID|$SYSTEM_TOKEN|$VESTIBULE_PLATFORM\"; exit 7";
    let output = run(&["platform", "--log", "warn", "--exec", "sh", "-c", script]).await?;
    let (said, problem) = (String::from_utf8(output.stdout)?, String::from_utf8(output.stderr)?);
    assert_eq!(output.status.code(), Some(7), "{problem}");
    let parts: Vec<&str> = said.trim_end().split('|').collect();
    assert_eq!(parts.len(), 4, "only the program speaks on stdout: {said}");
    assert!(parts[0].starts_with("http://127.0.0.1:") && parts[0] == parts[3], "{said}");
    assert!(parts[1].parse::<u64>().is_ok() && parts[2].starts_with("EAA"), "{said}");
    Ok(())
}

#[tokio::test]
async fn process_a_signal_reaches_the_program_and_its_end_counts() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let begun = folder.path().join("begun");
    let script = "trap 'exit 9' TERM; touch \"$0\"; while :; do sleep 0.1; done";
    let mut child = tokio::process::Command::new(binary()?)
        .args(["platform", "--log", "warn", "--exec", "sh", "-c", script])
        .arg(&begun)
        .stdin(Stdio::null())
        .kill_on_drop(true)
        .spawn()?;
    until("the program runs", async || Ok(begun.exists().then_some(()))).await?;
    let pid = child.id().context("it runs")?.to_string();
    assert!(tokio::process::Command::new("kill").args(["-TERM", &pid]).status().await?.success());
    let ended = tokio::time::timeout(stories::wait::LIMIT, child.wait()).await??;
    assert_eq!(ended.code(), Some(9));
    Ok(())
}

#[tokio::test]
async fn process_an_import_that_is_killed_leaves_the_old_world_or_the_new() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().to_str().context("a plain path")?;
    let (source, from) = platform(&["--memory"]).await?;
    said(&from, &["env"]).await?;
    let text = folder.path().join("world.jsonl");
    let text = text.to_str().context("a plain path")?.to_owned();
    said(&from, &["export", "-o", &text]).await?;
    source.interrupt().await?;
    let rows = |text: &str| text.lines().filter(|line| line.starts_with("{\"event\"")).count();
    let whole = rows(&std::fs::read_to_string(&text)?);
    for pause_ms in [5, 20, 40, 60, 90, 150] {
        let (program, address) = platform(&["--data-dir", path]).await?;
        let words = ["world", "--platform", &address, "import", &text, "--name", "main"];
        let words = words.map(str::to_owned);
        let import = tokio::spawn(async move {
            run(&words.iter().map(String::as_str).collect::<Vec<_>>()).await
        });
        // Wherever this falls, the answer to "which world" must be one of two.
        tokio::time::sleep(std::time::Duration::from_millis(pause_ms)).await;
        program.kill().await?;
        let answered = import.await??.status.success();
        let (program, address) = platform(&["--data-dir", path]).await?;
        let now = rows(&said(&address, &["export"]).await?);
        assert!(now == 0 || now == whole, "{now} of {whole} events");
        assert!(!answered || now == whole, "what was answered is there");
        if now == whole {
            said(&address, &["reset"]).await?;
        }
        program.kill().await?;
    }
    Ok(())
}
