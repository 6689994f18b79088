//! `vestibule clock`: reads and turns the platform's clock.

use anyhow::{Context, bail};
use clap::{Args, Subcommand};
use jiff::Timestamp;
use serde_json::{Value, json};

/// Reads or turns the clock of a running platform.
///
/// Everything that depends on time follows it: trials, code lives, retries, reviews, the
/// 24-hour window, and a provider started with `--clock`. It only ever goes forward.
///
/// Examples:
///   vestibule clock now
///   vestibule clock advance 30d
///   vestibule clock set 2027-01-01T00:00:00Z
#[derive(Args)]
#[command(verbatim_doc_comment, after_help = crate::PORTS)]
pub(crate) struct Clock {
    #[command(flatten)]
    at: At,
    #[command(subcommand)]
    turn: Turn,
}

/// Which platform is meant.
#[derive(Args)]
pub(crate) struct At {
    /// Address of the platform.
    #[arg(
        long,
        env = "VESTIBULE_PLATFORM",
        default_value = "http://127.0.0.1:8090",
        global = true
    )]
    platform: String,
}

impl At {
    /// An address of its control interface.
    pub(crate) fn control(&self, path: &str) -> String {
        format!("{}/_control/{path}", self.platform.trim_end_matches('/'))
    }
}

#[derive(Subcommand)]
enum Turn {
    /// Prints the time on the platform's clock.
    Now,
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
        let url = self.at.control("clock");
        let answer = match self.turn {
            Turn::Now => call(shell::http::get(&url, None)?).await?,
            Turn::Advance { span } => {
                call(shell::http::post_json(&url, &json!({ "advance": span }), None)?).await?
            }
            Turn::Set { instant } => {
                call(shell::http::post_json(&url, &json!({ "set": instant.to_string() }), None)?)
                    .await?
            }
        };
        let now = answer["now_us"].as_i64().context("the platform's answer has no time")?;
        println!("{}", Timestamp::from_microsecond(now)?);
        Ok(())
    }
}

/// Calls the platform's control API and reads its JSON answer.
///
/// # Errors
/// What the platform refused, in its own words, or that it cannot be reached.
pub(crate) async fn call(request: http::Request<bytes::Bytes>) -> anyhow::Result<Value> {
    let client = shell::http::Client::net(std::time::Duration::from_secs(300))?;
    let answer = client
        .send(request)
        .await
        .context("could not reach the platform (is `vestibule up` running?)")?;
    let body: Value = serde_json::from_slice(answer.body()).unwrap_or(Value::Null);
    if !answer.status().is_success() {
        let why = body["error"]["message"]
            .as_str()
            .map_or_else(|| format!("it answered {}", answer.status()), ToOwned::to_owned);
        bail!("the platform refused: {why}");
    }
    Ok(body)
}
