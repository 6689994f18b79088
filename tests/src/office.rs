//! The commands of a provider's operators, run beside its server.

use std::process::Stdio;

use anyhow::{Context, ensure};
use serde_json::Value;
use tokio::io::AsyncWriteExt;
use tokio::process::Command;

use crate::house::House;
use crate::program::binary;

/// How a command ended.
pub struct Ended {
    /// Its exit status.
    pub code: Option<i32>,
    /// What it said.
    pub out: String,
    /// What it complained of.
    pub err: String,
}

impl Ended {
    /// What it said, as JSON.
    ///
    /// # Errors
    /// When it failed, or said no JSON.
    pub fn json(&self) -> anyhow::Result<Value> {
        ensure!(self.code == Some(0), "it ended with {:?}: {}{}", self.code, self.out, self.err);
        serde_json::from_str(&self.out).with_context(|| format!("not JSON: {}", self.out))
    }
}

/// Runs `vestibule <words>` on the settings and the data of a house. `other` are settings that
/// differ, by their names; `input` is what stands on stdin.
///
/// # Errors
/// When the program cannot be run.
pub async fn office(
    house: &House,
    words: &[&str],
    other: &[(&str, &str)],
    input: &str,
) -> anyhow::Result<Ended> {
    let settings = house.folder.path().join("provider.toml");
    let variable = |name: &str| format!("VESTIBULE_PROVIDER_{}", name.to_ascii_uppercase());
    let mut child = Command::new(binary()?)
        .args(words)
        .arg("--config")
        .arg(settings)
        .args(["--data-dir", &house.path()])
        .env("VESTIBULE_PROVIDER_HOSTING", house.hosting)
        .envs(house.more_settings.iter().map(|(name, value)| (variable(name), value)))
        .envs(other.iter().map(|(name, value)| (variable(name), *value)))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()?;
    let mut stdin = child.stdin.take().context("it has no stdin")?;
    // One that does not read is no matter.
    let _ = stdin.write_all(input.as_bytes()).await;
    drop(stdin);
    let ended = tokio::time::timeout(crate::wait::LIMIT, child.wait_with_output());
    let ended = ended.await.context("it does not end")??;
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    Ok(Ended { code: ended.status.code(), out: text(ended.stdout), err: text(ended.stderr) })
}
