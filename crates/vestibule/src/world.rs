//! `vestibule world`: what the platform's world holds, for tools and scripts.

use anyhow::Context;
use clap::{Args, Subcommand};

/// Looks into the world of a running platform.
#[derive(Args)]
#[command(after_help = crate::PORTS)]
pub(crate) struct World {
    #[command(flatten)]
    at: crate::control::At,
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
        let path = if code { "world/env?code=1" } else { "world/env" };
        let request = shell::http::get(&self.at.control(path), None)?;
        let answer = crate::control::call(request).await?;
        if self.at.json {
            println!("{answer}");
            return Ok(());
        }
        let values = answer.as_object().context("the platform's answer is not a map")?;
        // What there is not, such as a code that was used, is left out.
        for (key, value) in values.iter().filter(|(_, value)| !value.is_null()) {
            println!("{key}={}", value.as_str().context("a value is not a text")?);
        }
        Ok(())
    }
}
