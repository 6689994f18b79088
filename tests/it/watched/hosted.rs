//! A client instance of ours goes on while its client is only watched.

use graph::id::PhoneNumberId;
use jiff::SignedDuration;
use onboard::{Kind, State};
use provider::store::clients::Stage;
use stories::village::Village;

use super::{condition, watch};

#[tokio::test]
async fn e06_an_instance_of_a_watched_client_is_started_again() -> anyhow::Result<()> {
    let mut village = Village::found(827, "client").await?;
    let made = village.live(&mut village.person(1)).await?;
    watch(&village, &made).await?;
    let phone = PhoneNumberId::new(made.phone.parse()?);
    // It dies; and the server that runs it does.
    assert!(village.town.kill_instance(phone));
    village.pass("10m").await?;
    assert_eq!(village.town.running_instances(), [phone]);
    village.town.crash_provider(0).await?;
    village.pass("10m").await?;
    assert_eq!(village.town.running_instances(), [phone]);
    village.is(&made.waba, Stage::Live).await?;
    let running = condition(&village, &made, Kind::ClientRunning).await?;
    assert_eq!(running.state, State::Yes, "{running:?}");
    let live = condition(&village, &made, Kind::Live).await?;
    assert!(!live.words.contains("before we took it over"), "it runs with us: {live:?}");
    Ok(())
}

#[tokio::test]
async fn d04_an_instance_of_a_watched_client_stops_with_its_number() -> anyhow::Result<()> {
    let mut village = Village::found(828, "client").await?;
    let made = village.live(&mut village.person(1)).await?;
    watch(&village, &made).await?;
    village.town.clock.advance(SignedDuration::from_hours(31 * 24))?;
    village.pass("2h").await?;
    village.is(&made.waba, Stage::Off).await?;
    assert_eq!(village.town.running_instances(), [], "the trial has ended");
    Ok(())
}
