//! The command line: help, what is said when something is in the way, Ctrl-C, a second start.

use anyhow::Context;
use stories::program::{Program, run};

const PORTS: [&str; 6] = ["--platform-port", "0", "--provider-port", "0", "--smtp-port", "0"];

/// The last line of stderr, which must be one sentence of ours.
fn complaint(output: &std::process::Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    let last = text.lines().last().unwrap_or_default().to_owned();
    assert!(last.starts_with("vestibule: "), "{text}");
    assert!(!text.contains("panicked") && !text.contains("RUST_BACKTRACE"), "{text}");
    last
}

fn up(folder: &str, more: &[&str]) -> Vec<String> {
    let words = ["up", "--guide", "json", "--data-dir", folder];
    words.iter().chain(&PORTS).chain(more).map(|&word| word.to_owned()).collect()
}

#[tokio::test]
async fn process_help_shows_the_table_of_ports() -> anyhow::Result<()> {
    for words in
        [&["--help"][..], &["up", "--help"], &["platform", "--help"], &["provider", "--help"]]
    {
        let output = run(words).await?;
        let text = String::from_utf8(output.stdout)?;
        assert!(output.status.success(), "{words:?}");
        for port in ["8090", "8025", "8080", "9090"] {
            assert!(text.contains(port), "{words:?} does not show {port}:\n{text}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn process_a_port_in_use_is_named_with_the_flag_that_changes_it() -> anyhow::Result<()> {
    let taken = std::net::TcpListener::bind("127.0.0.1:0")?;
    let port = taken.local_addr()?.port().to_string();
    let folder = tempfile::tempdir()?;
    let path = folder.path().to_str().context("a plain path")?;
    let cases: [(&[&str], &str); 4] = [
        (&["platform", "--smtp-port", "0", "--data-dir", path, "--port", &port], "--port"),
        (&["platform", "--port", "0", "--data-dir", path, "--smtp-port", &port], "--smtp-port"),
        (
            &["up", "--data-dir", path, "--smtp-port", "0", "--platform-port", &port],
            "--platform-port",
        ),
        (
            &[
                "up",
                "--data-dir",
                path,
                "--smtp-port",
                "0",
                "--platform-port",
                "0",
                "--provider-port",
                &port,
            ],
            "--provider-port",
        ),
    ];
    for (words, flag) in cases {
        let output = run(words).await?;
        assert!(!output.status.success(), "{words:?}");
        let said = complaint(&output);
        assert!(said.contains(&format!("port {port} is already in use")), "{said}");
        assert!(said.contains(&format!("with {flag} ")), "{said}");
    }
    Ok(())
}

#[tokio::test]
async fn process_a_folder_that_cannot_be_written_is_named() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("a-file");
    std::fs::write(&file, "no folder")?;
    let below = file.join("data");
    let below = below.to_str().context("a plain path")?;
    for words in [
        &["platform", "--port", "0", "--smtp-port", "0", "--data-dir", below][..],
        &["up", "--platform-port", "0", "--smtp-port", "0", "--data-dir", below],
    ] {
        let output = run(words).await?;
        assert!(!output.status.success(), "{words:?}");
        let said = complaint(&output);
        assert!(said.contains(below) && said.contains("--data-dir"), "{said}");
    }
    Ok(())
}

#[tokio::test]
async fn process_a_damaged_database_is_named_and_left_alone() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let database = folder.path().join("platform.db");
    let nonsense = b"This is no database, but somebody's letter.".repeat(200);
    std::fs::write(&database, &nonsense)?;
    let path = folder.path().to_str().context("a plain path")?;
    let output = run(&["platform", "--port", "0", "--smtp-port", "0", "--data-dir", path]).await?;
    assert!(!output.status.success());
    let said = complaint(&output);
    assert!(said.contains("platform.db") && said.contains("damaged"), "{said}");
    assert_eq!(std::fs::read(&database)?, nonsense);
    Ok(())
}

#[tokio::test]
async fn process_ctrl_c_ends_up_cleanly_and_the_next_start_finds_everything() -> anyhow::Result<()>
{
    let folder = tempfile::tempdir()?;
    let path = folder.path().to_str().context("a plain path")?;
    let first = Program::start(&up(path, &[]), &[]).await?;
    let password = first.said("console_password")?.to_owned();
    let platform = first.said("platform_api")?.to_owned();
    let wish = r#"{"name":"Anna Berger","email":"anna@bakery.example"}"#;
    assert!(control(&platform, "people", Some(wish)).await?.contains("person_id"));
    let ended = first.interrupt().await?;
    assert_eq!(ended.code(), Some(0));

    let second = Program::start(&up(path, &[]), &[]).await?;
    assert_eq!(second.said("console_password")?, password);
    let platform = second.said("platform_api")?.to_owned();
    assert!(control(&platform, "events?limit=1000", None).await?.contains("Anna Berger"));
    let ended = second.interrupt().await?;
    assert_eq!(ended.code(), Some(0));

    let third = Program::start(&up(path, &["--reset"]), &[]).await?;
    assert_ne!(third.said("console_password")?, password);
    let platform = third.said("platform_api")?.to_owned();
    assert!(!control(&platform, "events?limit=1000", None).await?.contains("Anna Berger"));
    third.interrupt().await?;
    Ok(())
}

#[tokio::test]
async fn process_up_says_so_and_stops_when_a_server_dies() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().to_str().context("a plain path")?;
    let mut up = Program::start(&up(path, &[]), &[]).await?;
    let provider = up.ready["provider_pid"].as_u64().context("up names its children")?;
    let platform = up.ready["platform_pid"].as_u64().context("up names its children")?;
    let killed =
        std::process::Command::new("kill").args(["-KILL", &provider.to_string()]).status()?;
    assert!(killed.success());
    let ended = up.ended().await?;
    assert_eq!(ended.code(), Some(1));
    let log = up.log()?;
    assert!(log.contains("the provider stopped"), "{log}");
    assert!(!std::path::Path::new(&format!("/proc/{platform}")).exists(), "the platform runs on");
    Ok(())
}

async fn control(platform: &str, path: &str, body: Option<&str>) -> anyhow::Result<String> {
    let url = format!("{platform}/_control/{path}");
    let request = match body {
        Some(body) => shell::http::post_json(&url, &serde_json::from_str(body)?, None)?,
        None => shell::http::get(&url, None)?,
    };
    let http = shell::http::Client::net(shell::http::TIMEOUT)?;
    let answer = http.send(request).await?;
    Ok(String::from_utf8_lossy(answer.body()).into_owned())
}

#[tokio::test]
async fn process_a_rule_that_cannot_be_is_refused_by_its_name() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().to_str().context("a plain path")?;
    let cases = [
        ("verdicts.names=1", "there is no rule verdicts.names; known are "),
        ("check_seconds=-4", "the rule check_seconds must not be negative"),
        ("trial_days=x", "the rule trial_days cannot be \"x\""),
        ("preset=tomorrow", "known are classic, today"),
    ];
    for (rule, words) in cases {
        let port = ["--port", "0", "--smtp-port", "0"];
        let output =
            run(&[&["platform", "--data-dir", path, "--rule", rule][..], &port].concat()).await?;
        assert!(!output.status.success(), "{rule}");
        let said = complaint(&output);
        assert!(said.contains(words), "{said}");
    }
    Ok(())
}
