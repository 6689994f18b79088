//! `vestibule clock`: reads and turns the platform's clock.

use anyhow::Context;
use clap::{Args, Subcommand};
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::control::{At, EXIT, table};

/// Reads or turns the clock of a running platform.
///
/// Everything that depends on time follows it: trials, code lives, retries, reviews, the
/// 24-hour window, and a provider started with `--clock`. It only ever goes forward.
///
/// Examples:
///   vestibule clock show
///   vestibule clock next
///   vestibule clock advance 30d
///   vestibule clock set 2027-01-01T00:00:00Z
#[derive(Args)]
#[command(verbatim_doc_comment, after_help = crate::PORTS, after_long_help = EXIT)]
pub(crate) struct Clock {
    #[command(flatten)]
    at: At,
    #[command(subcommand)]
    turn: Turn,
}

#[derive(Subcommand)]
enum Turn {
    /// Prints the time on the platform's clock, and nothing else.
    Now,
    /// Prints the time, and what happens by itself next.
    Show {
        /// How many of the next things.
        #[arg(long, default_value_t = 10)]
        limit: u32,
    },
    /// Turns the clock to what happens by itself next.
    Next,
    /// Turns the clock forward by a span such as `30d`, `24h`, `90m` or `10s`.
    Advance {
        /// How far.
        span: String,
    },
    /// Turns the clock forward to an instant such as `2027-01-01T00:00:00Z`.
    Set {
        /// The instant, later than now.
        instant: Timestamp,
    },
}

impl Clock {
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        let at = &self.at;
        let answer = match self.turn {
            Turn::Now => at.get("clock", &[]).await?,
            Turn::Show { limit } => return self.show(limit).await,
            Turn::Next => at.post("clock", json!({ "next": true })).await?,
            Turn::Advance { span } => at.post("clock", json!({ "advance": span })).await?,
            Turn::Set { instant } => {
                at.post("clock", json!({ "set": instant.to_string() })).await?
            }
        };
        let time = time(&answer)?;
        at.show(&answer, |_| time);
        Ok(())
    }

    async fn show(&self, limit: u32) -> anyhow::Result<()> {
        let mut answer = self.at.get("clock", &[]).await?;
        let limit = Some(limit.to_string());
        let due = self.at.get("clock/due", &[("limit", limit)]).await?;
        let time = time(&answer)?;
        answer["due"] = due["data"].clone();
        self.at.show(&answer, |_| {
            let none = "nothing happens by itself until something is done";
            format!("{time}\n{}", table(&due, &["at", "what", "about"], none))
        });
        Ok(())
    }
}

fn time(answer: &Value) -> anyhow::Result<String> {
    let now = answer["now_us"].as_i64().context("the platform's answer has no time")?;
    Ok(Timestamp::from_microsecond(now)?.to_string())
}
