//! `vestibule world`: what the platform's world holds, for tools and scripts.

use anyhow::Context;
use clap::{Args, Subcommand};

/// Looks into the world of a running platform.
#[derive(Args)]
#[command(after_help = crate::PORTS)]
pub(crate) struct World {
    /// Address of the platform.
    #[arg(
        long,
        env = "VESTIBULE_PLATFORM",
        default_value = "http://127.0.0.1:8090",
        global = true
    )]
    platform: String,
    #[command(subcommand)]
    look: Look,
}

#[derive(Subcommand)]
enum Look {
    /// Prints ids and fresh tokens of an example client as KEY=value lines.
    ///
    /// Made for shells and test-suites: `export $(vestibule world env)`. The first call signs
    /// an example business up; each call mints fresh tokens (the world keeps only their hashes).
    Env {
        /// Also mint a fresh login code (`AUTH_CODE`); it lives 30 seconds and works once.
        #[arg(long)]
        code: bool,
    },
}

impl World {
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        let Look::Env { code } = self.look;
        let base = self.platform.trim_end_matches('/');
        let ask = if code { "?code=1" } else { "" };
        let request = shell::http::get(&format!("{base}/_control/world/env{ask}"), None)?;
        let answer = crate::clock::call(request).await?;
        for (key, value) in answer.as_object().context("the platform's answer is not a map")? {
            println!("{key}={}", value.as_str().context("a value is not a text")?);
        }
        Ok(())
    }
}
