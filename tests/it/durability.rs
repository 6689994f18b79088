//! What was answered is on disk: seen from outside, in the order of the system calls.

use std::path::Path;

use anyhow::Context;
use bytes::Bytes;
use http::Request;
use serde_json::json;
use stories::{house::House, wait::until};
use tokio::process::{Child, Command};

const CALLS: &str = "trace=fsync,fdatasync,sendto,write,writev,sendmsg,pwrite64,read,recvfrom,\
                     recvmsg";

/// Says that this machine lets no process watch another, so that the trace cannot be taken here.
/// Set by a person or by the test command after it has tried; without it the test fails.
const NO_TRACE: &str = "VESTIBULE_NO_TRACE";

/// Watches the system calls of a running process, into a file. `None` only where the environment
/// says that it cannot be done.
async fn watched(pid: u32, into: &Path) -> anyhow::Result<Option<Child>> {
    if std::env::var_os(NO_TRACE).is_some() {
        eprintln!("not traced: {NO_TRACE} is set");
        return Ok(None);
    }
    let said = into.with_extension("said");
    let mut strace = Command::new("strace")
        .args(["-f", "-ttt", "-y", "-s", "300", "-e", CALLS, "-o"])
        .arg(into)
        .args(["-p", &pid.to_string()])
        .stderr(std::fs::File::create(&said)?)
        .kill_on_drop(true)
        .spawn()
        .with_context(|| format!("strace is needed for this test, or {NO_TRACE}=1"))?;
    let attached = until("strace to attach", async || {
        Ok(std::fs::read_to_string(&said)?.contains("attached").then_some(()))
    });
    tokio::select! {
        attached = attached => attached?,
        _ = strace.wait() => {
            let why = std::fs::read_to_string(&said)?;
            anyhow::bail!("strace cannot watch here ({NO_TRACE}=1 goes on without it): {why}");
        }
    }
    Ok(Some(strace))
}

/// Lets strace go and reads what it saw.
async fn seen(mut strace: Child, file: &Path) -> anyhow::Result<Vec<String>> {
    let pid = strace.id().context("strace has ended")?.to_string();
    Command::new("kill").args(["-INT", &pid]).status().await?;
    strace.wait().await?;
    let text = std::fs::read(file)?;
    Ok(String::from_utf8_lossy(&text).lines().map(ToOwned::to_owned).collect())
}

/// Between the arrival of a request and the first byte of its answer, something is written to the
/// database's files, and a sync of them behind it has returned. What the server writes for reasons
/// of its own may follow before the answer goes out. `request` and `answer` are how each begins on
/// the wire.
fn synced_before_answer(lines: &[String], request: &str, answer: &str) {
    let came = lines.iter().position(|line| line.contains(&format!("\"{request}")));
    let came = came.unwrap_or_else(|| panic!("{request} was not seen:\n{}", lines.join("\n")));
    let after = &lines[came..];
    let answered = after.iter().position(|line| {
        let call = ["sendto(", "write(", "writev(", "sendmsg("].iter().any(|c| line.contains(c));
        call && line.contains(&format!("\"{answer}"))
    });
    let answered = answered.unwrap_or_else(|| panic!("no answer:\n{}", after.join("\n")));
    let before = &after[..answered];
    let written = before.iter().position(|line| {
        (line.contains("pwrite64(") || line.contains("write(")) && line.contains(".db")
    });
    let written = written.unwrap_or_else(|| panic!("nothing written:\n{}", before.join("\n")));
    let synced = returned_sync(&before[written..]);
    assert!(synced.is_some(), "not synced before the answer:\n{}", before.join("\n"));
}

/// The line on which a sync of a database file returned 0: a whole call, or the end of one that was
/// begun on an earlier line by the same thread.
fn returned_sync(lines: &[String]) -> Option<usize> {
    let is_sync = |line: &str| line.contains("fdatasync(") || line.contains("fsync(");
    lines.iter().enumerate().position(|(at, line)| {
        if is_sync(line) && line.contains(".db") && line.trim_end().ends_with("= 0") {
            return true;
        }
        let resumed = line.contains("sync resumed") && line.trim_end().ends_with("= 0");
        let thread = line.split_whitespace().next();
        resumed
            && lines[..at].iter().rev().any(|begun| {
                begun.split_whitespace().next() == thread
                    && is_sync(begun)
                    && begun.contains(".db")
                    && begun.contains("unfinished")
            })
    })
}

#[tokio::test]
async fn process_fsync_before_answer_of_the_platform() -> anyhow::Result<()> {
    let mut house = House::found("cloud").await?;
    house.start_platform().await?;
    let pid = house.platform.as_ref().context("it runs")?.pid()?;
    let trace = house.folder.path().join("platform.trace");
    let Some(strace) = watched(pid, &trace).await? else { return Ok(()) };
    let person = json!({ "name": "Anna Berger", "email": "anna@bakery.example" });
    house.control("people", Some(person)).await?;
    let lines = seen(strace, &trace).await?;
    synced_before_answer(&lines, "POST /_control/people", "HTTP/1.1 200");
    Ok(())
}

#[tokio::test]
async fn process_fsync_before_answer_of_the_providers_inbox() -> anyhow::Result<()> {
    let house = House::open("cloud").await?;
    let pid = house.provider.as_ref().context("it runs")?.pid()?;
    let trace = house.folder.path().join("provider.trace");
    let Some(strace) = watched(pid, &trace).await? else { return Ok(()) };
    let body = json!({
        "object": "whatsapp_business_account",
        "entry": [{ "id": house.setting("business_id")?, "time": 1_790_000_000, "changes": [
            { "field": "account_update", "value": { "event": "PARTNER_REMOVED" } }
        ]}],
    })
    .to_string();
    let key = house.setting("app_secret")?;
    let signature = shell::secret::hmac_sha256_hex(key.as_bytes(), body.as_bytes());
    let post = |signature: &str| {
        Request::post(format!("http://{}/webhooks/whatsapp", house.provider_at()))
            .header("content-type", "application/json")
            .header("x-hub-signature-256", format!("sha256={signature}"))
            .body(Bytes::from(body.clone()))
    };
    let status = house.status(post(&signature)?).await?;
    assert_eq!(status, 200);
    let lines = seen(strace, &trace).await?;
    synced_before_answer(&lines, "POST /webhooks/whatsapp", "HTTP/1.1 200");
    // The same bytes under another signature are not taken.
    let status = house.status(post(&"0".repeat(64))?).await?;
    assert!((400..500).contains(&status), "{status}");
    Ok(())
}
