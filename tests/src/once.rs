//! That nothing was done twice, counted where it counts: in the platform's log.

use anyhow::{Context, ensure};
use serde_json::Value;

use crate::house::House;
use crate::signup::Made;

/// Checks that each step of these clients' onboarding happened on the platform, and once.
///
/// # Errors
/// Which step of which client did not, with what the log says of it.
pub async fn each_step_once(house: &House, clients: &[Made]) -> anyhow::Result<()> {
    let log = house.control("events?limit=1000", None).await?;
    let log = log["data"].as_array().context("the log has no rows")?;
    for made in clients {
        for (event, id) in [
            ("allocation_created", &made.business),
            ("credit_attached", &made.waba),
            ("user_assigned", &made.waba),
            ("app_subscribed", &made.waba),
            ("phone_registered", &made.phone),
            ("message_accepted", &made.phone),
        ] {
            let of = |entry: &&Value| entry["event"]["event"] == event && tells(entry, id);
            let times: Vec<&Value> = log.iter().filter(of).map(|entry| &entry["words"]).collect();
            ensure!(times.len() == 1, "{event} of {id}: {times:#?}");
        }
    }
    Ok(())
}

/// Whether a member of an event is this id.
fn tells(entry: &Value, id: &str) -> bool {
    let members = entry["event"].as_object();
    members.is_some_and(|members| members.values().any(|value| value == id))
}
