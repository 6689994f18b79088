//! `start`: from nothing to the first answer, for the platform as a value and for the whole house.
//!
//! `cargo xtask bench start [--rounds N]`. The house is the release build of `vestibule up` on a
//! folder that exists already.
#![expect(clippy::print_stdout, reason = "a benchmark reports on stdout")]

use std::{
    io::{BufRead as _, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

use anyhow::{Context, bail, ensure};
use bench::{arguments::number, fleet, machine::two_threads, rounds::median};
use shell::{
    clock::{Clock, Stopwatch},
    db::{Db, Mode},
};
use tokio::net::TcpListener;

/// Goals in milliseconds.
const GOAL_PLATFORM_MS: f64 = 50.0;
const GOAL_HOUSE_MS: f64 = 1_000.0;

fn main() -> anyhow::Result<()> {
    let rounds = number("--rounds", 5)?;
    let runtime = two_threads()?;
    runtime.block_on(report(rounds))
}

async fn report(rounds: usize) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let mut new = Vec::new();
    let mut existing = Vec::new();
    for round in 0..rounds {
        let path = folder.path().join(format!("platform-{round}.db"));
        new.push(platform(&path).await?);
        released(&path).await;
        existing.push(platform(&path).await?);
    }
    println!(
        "start: platform to first answer: {:.1} ms on a new database, {:.1} ms on an existing one \
         (medians of {rounds}; goal {GOAL_PLATFORM_MS:.0} ms)",
        median(&new),
        median(&existing)
    );
    let mut embedded = Vec::new();
    for _ in 0..rounds {
        embedded.push(embedded_platform().await?);
    }
    println!(
        "start: Platform::start to first answer: {:.1} ms (median of {rounds}; goal \
         {GOAL_PLATFORM_MS:.0} ms)",
        median(&embedded)
    );
    let exe = build()?;
    let data = folder.path().join("house");
    let first = house(&exe, &data).await?;
    let mut again = Vec::new();
    for _ in 0..rounds {
        again.push(house(&exe, &data).await?);
    }
    println!(
        "start: vestibule up until both sites answer: {first:.0} ms the first time, {:.0} ms on \
         existing data (median of {rounds}; goal {GOAL_HOUSE_MS:.0} ms)",
        median(&again)
    );
    Ok(())
}

/// Milliseconds until a platform on this database has answered over TCP.
async fn platform(path: &Path) -> anyhow::Result<f64> {
    let watch = Stopwatch::start();
    let platform = fleet::open(path, Mode::Threaded, &Clock::system()).await?;
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let at = listener.local_addr()?;
    let serving = tokio::spawn(axum::serve(listener, platform.router()).into_future());
    answers(&format!("http://{at}/_control/clock")).await?;
    let took = watch.elapsed();
    serving.abort();
    Ok(took.as_secs_f64() * 1_000.0)
}

/// Milliseconds until a platform in memory has answered over TCP, as a test starts one.
async fn embedded_platform() -> anyhow::Result<f64> {
    let watch = Stopwatch::start();
    let running = platform::Platform::start(platform::Options::default()).await?;
    answers(&format!("{}/healthz", running.api)).await?;
    let took = watch.elapsed();
    running.stop().await;
    Ok(took.as_secs_f64() * 1_000.0)
}

/// Waits until the last connection of the one before has let go of the database.
async fn released(path: &Path) {
    while Db::open(path, Mode::Inline).is_err() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

/// The release build of the program.
fn build() -> anyhow::Result<std::path::PathBuf> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let built = Command::new(cargo).args(["build", "--release", "-p", "vestibule"]).status()?;
    ensure!(built.success(), "vestibule does not build");
    let own = std::env::current_exe()?;
    let release = own.ancestors().find(|folder| folder.ends_with("release"));
    Ok(release.context("the benchmark does not run from a release folder")?.join("vestibule"))
}

/// Milliseconds until both sites of `vestibule up` answer.
async fn house(exe: &Path, data: &Path) -> anyhow::Result<f64> {
    let [platform, smtp, provider] = free_ports()?;
    let watch = Stopwatch::start();
    let child = Command::new(exe)
        .arg("up")
        .arg("--data-dir")
        .arg(data)
        .args(["--platform-port", &platform, "--smtp-port", &smtp, "--provider-port", &provider])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let mut running = House(child);
    let (one, two) = tokio::join!(
        answers_soon(format!("http://127.0.0.1:{platform}/_control/clock")),
        answers_soon(format!("http://127.0.0.1:{provider}/healthz")),
    );
    let took = watch.elapsed();
    if one.is_err() || two.is_err() {
        let mut lines =
            running.0.stderr.take().map(BufReader::new).into_iter().flat_map(|r| r.lines());
        running.0.kill()?;
        bail!("the house does not answer: {:?}", lines.next());
    }
    Ok(took.as_secs_f64() * 1_000.0)
}

/// Ends with its owner.
struct House(Child);

impl Drop for House {
    fn drop(&mut self) {
        let interrupt = Command::new("kill").args(["-INT", &self.0.id().to_string()]).status();
        if interrupt.is_ok_and(|status| status.success()) {
            let _ = self.0.wait();
        }
    }
}

fn free_ports() -> anyhow::Result<[String; 3]> {
    let mut held = Vec::new();
    for _ in 0..3 {
        held.push(std::net::TcpListener::bind("127.0.0.1:0")?);
    }
    let port = |place: usize| held[place].local_addr().map(|at| at.port().to_string());
    Ok([port(0)?, port(1)?, port(2)?])
}

async fn answers(url: &str) -> anyhow::Result<()> {
    let http = shell::http::Client::net(Duration::from_secs(10))?;
    let answer = http.send(shell::http::get(url, None)?).await?;
    ensure!(answer.status().is_success(), "{url} answers {}", answer.status());
    Ok(())
}

/// Asks again every two milliseconds until it answers, for at most a minute.
async fn answers_soon(url: String) -> anyhow::Result<()> {
    let watch = Stopwatch::start();
    while watch.elapsed() < Duration::from_secs(60) {
        if answers(&url).await.is_ok() {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    bail!("{url} does not answer")
}
