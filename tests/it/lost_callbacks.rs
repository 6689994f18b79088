//! A browser that never reports back loses nothing (requirement C08); two at once (C02).

use anyhow::ensure;
use stories::{
    console::Console,
    house::House,
    signup::{Made, applicant},
    wait::until,
    wire::Wire,
};

/// A person goes through the pop-up to its end; the provider's page never hears of it.
async fn unreported(house: &House, seed: u64) -> anyhow::Result<Made> {
    let mut person = house.person(applicant(seed));
    let (page, _state) = person.arrive().await?;
    let handed = person.walk_popup(&page).await?;
    Made::of(&handed)
}

async fn appears(house: &House, made: &Made) -> anyhow::Result<()> {
    until("the account in the console", async || {
        let mut console = Console::log_in(house).await?;
        let row = format!("tr[data-waba=\"{}\"]", made.waba);
        Ok(console.clients().await?.has(&row).then_some(()))
    })
    .await
}

#[tokio::test]
async fn c08_process_a_lost_callback_is_made_up_for_by_the_webhook() -> anyhow::Result<()> {
    let house = House::open("cloud").await?;
    let made = unreported(&house, 11).await?;
    // The clock is not turned, so a sweep would come a minute later.
    appears(&house, &made).await?;
    Console::log_in(&house).await?.live(&made.waba).await?;
    Ok(())
}

#[tokio::test]
async fn c04_c08_process_a_lost_callback_and_lost_webhooks_are_made_up_for_by_the_sweep()
-> anyhow::Result<()> {
    let mut house = House::found("cloud").await?;
    let wire = Wire::to(house.provider_at()).await?;
    house.public_port = Some(wire.port());
    house.start_platform().await?;
    house.start_provider().await?;
    wire.refuse("POST /webhooks");
    let made = unreported(&house, 12).await?;
    house.advance("3m").await?;
    appears(&house, &made).await?;
    Console::log_in(&house).await?.live(&made.waba).await?;
    ensure!(wire.refused_count() > 0, "no webhook was even tried");
    Ok(())
}

#[tokio::test]
async fn c02_process_two_businesses_in_the_same_instant_both_go_live() -> anyhow::Result<()> {
    let house = House::open("client").await?;
    let mut all = simulation::cast::applicants(13, 2).into_iter();
    let (one, other) = (all.next().expect("two"), all.next().expect("two"));
    let (mut one, mut other) = (house.person(one), house.person(other));
    let (first, second) = tokio::join!(one.sign_up(), other.sign_up());
    let made = [Made::of(&first?)?, Made::of(&second?)?];
    ensure!(made[0].waba != made[1].waba && made[0].business != made[1].business, "{made:?}");
    let mut console = Console::log_in(&house).await?;
    for one in &made {
        console.live(&one.waba).await?;
        house.number_becomes(&one.phone, "CONNECTED").await?;
    }
    let rows = console.clients().await?.texts("tr[data-live=true]")?;
    ensure!(rows.len() == 2, "{rows:?}");
    ensure!(house.client_processes().len() == 2, "{:?}", house.client_processes());
    Ok(())
}
