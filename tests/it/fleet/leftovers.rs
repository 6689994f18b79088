//! Nothing is left of the instance of a number that was removed.

use graph::id::PhoneNumberId;
use provider::store::{clients::Stage, instances};
use stories::{signup::Made, village::Village};

#[tokio::test]
async fn d04_a_removed_number_s_client_is_stopped_and_its_secrets_are_destroyed()
-> anyhow::Result<()> {
    let mut village = Village::found(781, "client").await?;
    let mut owner = village.person(1);
    let made: Made = village.live(&mut owner).await?;
    village.add_number(&mut owner, &made, "+49 30 5550 1781").await?;
    village.pass("10m").await?;
    let numbers = village.numbers(&made.waba).await?;
    let added = numbers.iter().find(|row| row.phone_id.to_string() != made.phone);
    let added = added.map(|row| row.phone_id).expect("a second number");
    // A number that sent a message that was paid for cannot be deleted for a month.
    village.pass("750h").await?;
    assert_eq!(village.town.running_instances().len(), 2);

    let site = village.town.sites().platform;
    let manager = owner.browser.open(&format!("{site}/wa/phones/{added}")).await?;
    owner.browser.submit(&manager, "form#delete", &[]).await?;
    village.pass("90m").await?;
    let first = PhoneNumberId::new(made.phone.parse()?);
    assert_eq!(village.town.running_instances(), [first]);
    let left = village.provider().db.read(move |db| instances::get(db, added)).await?;
    assert_eq!(left, None, "its secrets are kept");
    village.is(&made.waba, Stage::Live).await?;
    Ok(())
}
