//! A platform inside the process of a test: `cargo run -p platform --example embedded`.
//!
//! In a test of your own, keep what `start` answers until the end: it stops when it is dropped.
#![expect(clippy::print_stdout, reason = "an example shows what it has found")]

use platform::{Options, Platform, WorldsError};
use serde_json::Value;
use shell::http::{Client, HttpError, TIMEOUT, get, post_json};

/// What may go wrong.
#[derive(Debug, thiserror::Error)]
enum Trouble {
    #[error(transparent)]
    Worlds(#[from] WorldsError),
    #[error(transparent)]
    Http(#[from] HttpError),
    #[error("no JSON: {0}")]
    Json(#[from] serde_json::Error),
}

#[tokio::main]
async fn main() -> Result<(), Trouble> {
    let platform = Platform::start(Options::recorded()).await?;
    let env = platform.environment().await?;
    println!("it is {} at {}", platform.platform.now(), platform.api);
    // The example client's number, as your own code would read it.
    let http = Client::net(TIMEOUT)?;
    let (number, token) = (&env["PHONE_NUMBER_ID"], &env["SYSTEM_TOKEN"]);
    let status = async |api: &str| -> Result<String, Trouble> {
        let url = format!("{api}/v21.0/{number}?fields=status&access_token={token}");
        let answer = http.send(get(&url, None)?).await?;
        let told: Value = serde_json::from_slice(answer.body())?;
        Ok(told["status"].as_str().unwrap_or("none").to_owned())
    };
    println!("the number is {}", status(&platform.api).await?);
    // A copy for what must not disturb the others: there a month goes by.
    let copy = platform.worlds.fork("main", None, None).await?;
    let turn = serde_json::json!({ "advance": "31d" });
    http.send(post_json(&format!("{}/_control/clock", copy.api), &turn, None)?).await?;
    println!("after its trial it is {}", status(&copy.api).await?);
    println!("and still {} here", status(&platform.api).await?);
    platform.stop().await;
    Ok(())
}
