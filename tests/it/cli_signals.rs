//! Signals to `vestibule platform --exec`, its exit codes, and a stdout that nobody reads.

use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::Stdio;

use anyhow::Context;
use stories::program::{Program, binary, run};
use stories::wait::until;
use tokio::process::{Child, Command};

/// `vestibule platform --exec sh -c script folder`, in a process group of its own.
fn started(script: &str, folder: &Path) -> anyhow::Result<Child> {
    let child = Command::new(binary()?)
        .args(["platform", "--log", "warn", "--exec", "sh", "-c", script])
        .arg(folder)
        .stdin(Stdio::null())
        .process_group(0)
        .kill_on_drop(true)
        .spawn()?;
    Ok(child)
}

async fn send(sign: &str, to: &str) -> anyhow::Result<()> {
    let sent = Command::new("kill").args(["-s", sign, "--", to]).status().await?;
    anyhow::ensure!(sent.success(), "could not send {sign} to {to}");
    Ok(())
}

async fn code(mut child: Child) -> anyhow::Result<Option<i32>> {
    Ok(tokio::time::timeout(stories::wait::LIMIT, child.wait()).await??.code())
}

async fn is_there(path: &Path) -> anyhow::Result<()> {
    until("the program gets there", async || Ok(path.exists().then_some(()))).await
}

fn lines(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_default()
}

/// Says which signals came, and tears down for as long as there is no file `go`.
const TEARS_DOWN: &str = "cd \"$0\"; trap 'echo int >> log; down=1' INT; \
    trap 'echo hup >> log' HUP; trap 'exit 3' TERM; touch begun; \
    until [ \"$down\" ] && [ -e go ]; do sleep 0.05; done; exit 5";

#[tokio::test]
async fn process_ctrl_c_reaches_the_program_once_and_lets_it_tear_down() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let at = |name: &str| folder.path().join(name);
    let child = started(TEARS_DOWN, folder.path())?;
    is_there(&at("begun")).await?;
    let pid = child.id().context("it runs")?.to_string();
    send("INT", &format!("-{pid}")).await?;
    until("Ctrl-C arrives", async || Ok(lines(&at("log")).contains("int").then_some(()))).await?;
    // To vestibule alone: what it had to do about the first one is done when this arrives.
    send("HUP", &pid).await?;
    until("SIGHUP arrives", async || Ok(lines(&at("log")).contains("hup").then_some(()))).await?;
    std::fs::write(at("go"), "")?;
    assert_eq!(code(child).await?, Some(5), "it was not left to its end");
    assert_eq!(lines(&at("log")), "int\nhup\n", "each signal once");
    Ok(())
}

#[tokio::test]
async fn process_a_signal_to_vestibule_alone_is_passed_on_as_it_is() -> anyhow::Result<()> {
    let script = "cd \"$0\"; trap 'exit 41' INT; trap 'exit 42' TERM; trap 'exit 43' HUP; \
        trap 'exit 44' QUIT; touch begun; while :; do sleep 0.05; done";
    for (sign, expected) in [("INT", 41), ("TERM", 42), ("HUP", 43), ("QUIT", 44)] {
        let folder = tempfile::tempdir()?;
        let child = started(script, folder.path())?;
        is_there(&folder.path().join("begun")).await?;
        send(sign, &child.id().context("it runs")?.to_string()).await?;
        assert_eq!(code(child).await?, Some(expected), "{sign}");
    }
    Ok(())
}

#[tokio::test]
async fn process_a_closed_terminal_leaves_no_program_behind() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let script = "cd \"$0\"; echo $$ > pid; touch begun; exec sleep 1000";
    let child = started(script, folder.path())?;
    is_there(&folder.path().join("begun")).await?;
    let program = lines(&folder.path().join("pid"));
    send("HUP", &child.id().context("it runs")?.to_string()).await?;
    assert_eq!(code(child).await?, Some(129), "128 and the number of SIGHUP");
    assert!(!Path::new("/proc").join(program.trim()).exists(), "it runs on");
    Ok(())
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn process_under_nohup_a_closed_terminal_ends_nothing() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let script = "cd \"$0\"; touch begun; until [ -e go ]; do sleep 0.05; done; exit 7";
    let child = Command::new("nohup")
        .arg(binary()?)
        .args(["platform", "--log", "warn", "--exec", "sh", "-c", script])
        .arg(folder.path())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .process_group(0)
        .kill_on_drop(true)
        .spawn()?;
    is_there(&folder.path().join("begun")).await?;
    let pid = child.id().context("it runs")?.to_string();
    // As a terminal does that is closed: to the whole group, and once more to vestibule alone.
    send("HUP", &format!("-{pid}")).await?;
    send("HUP", &pid).await?;
    std::fs::write(folder.path().join("go"), "")?;
    assert_eq!(code(child).await?, Some(7), "the program goes on to its end");
    Ok(())
}

#[tokio::test]
async fn process_what_cannot_be_run_has_the_exit_codes_of_a_shell() -> anyhow::Result<()> {
    let text = tempfile::NamedTempFile::new()?;
    let text = text.path().to_str().context("a plain path")?;
    for (program, expected) in [("no-such-program-anywhere", 127), (text, 126)] {
        let output = run(&["platform", "--exec", program]).await?;
        let why = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(expected), "{why}");
        assert!(why.contains(&format!("could not run {program}")), "{why}");
    }
    Ok(())
}

/// A stdout that nobody reads any more.
fn unread() -> anyhow::Result<Stdio> {
    let (reader, writer) = std::io::pipe()?;
    drop(reader);
    Ok(writer.into())
}

#[tokio::test]
async fn process_commands_end_quietly_when_nobody_reads() -> anyhow::Result<()> {
    let words = ["platform", "--memory", "--port", "0", "--smtp-port", "0"].map(str::to_owned);
    let program = Program::start(&words, &[]).await?;
    let address = program.said("http")?.to_owned();
    let commands: [&[&str]; 7] = [
        &["fault", "errors"],
        &["fault", "errors", "--json"],
        &["control", "list"],
        &["control", "get", "worlds/main/export"],
        &["scenario", "list"],
        &["scenario", "run", "override-before-subscribe"],
        &["world", "env"],
    ];
    for words in commands {
        let mut command = Command::new(binary()?);
        command.args(words).args(["--platform", &address]).stdout(unread()?);
        let output = command.stderr(Stdio::piped()).spawn()?.wait_with_output().await?;
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!((output.status.code(), said.as_str()), (Some(141), ""), "{words:?}");
    }
    let mut completions = Command::new(binary()?);
    completions.args(["completions", "bash"]).stdout(unread()?);
    let output = completions.stderr(Stdio::piped()).spawn()?.wait_with_output().await?;
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(141), &b""[..]));
    program.interrupt().await?;
    Ok(())
}

#[tokio::test]
async fn process_a_server_goes_on_when_nobody_reads() -> anyhow::Result<()> {
    let free = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port().to_string();
    let mut child = Command::new(binary()?)
        .args(["platform", "--memory", "--log", "warn", "--smtp-port", "0", "--port", &free])
        .stdin(Stdio::null())
        .stdout(unread()?)
        .kill_on_drop(true)
        .spawn()?;
    let http = shell::http::Client::net(shell::http::TIMEOUT)?;
    let url = format!("http://127.0.0.1:{free}/healthz");
    let healthy = async || {
        let answer = http.send(shell::http::get(&url, None)?).await;
        Ok(answer.is_ok_and(|answer| answer.status().is_success()).then_some(()))
    };
    until("it answers", healthy).await?;
    assert!(child.try_wait()?.is_none());
    send("INT", &child.id().context("it runs")?.to_string()).await?;
    let ended = child.wait().await?;
    assert_eq!((ended.code(), ended.signal()), (Some(0), None));
    Ok(())
}
