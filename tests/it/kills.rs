//! SIGKILL in the middle of an onboarding: afterwards there is exactly one live client.

use anyhow::{Context, ensure};
use shell::secret::Secrets;
use stories::{
    console::Console,
    house::House,
    signup::{Made, applicant, sign_up},
    wait::until,
    wire::{Side, Wire},
};

/// Kills begin at an exchange between the first and this one.
const EXCHANGES: u64 = 24;

/// Who is killed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Victim {
    Provider,
    Platform,
}

/// Kills one of the two at the exchange between them that the seed says, starts it again, and
/// counts what there is of everything.
async fn killed(seed: u64, hosting: &'static str, victim: Victim) -> anyhow::Result<()> {
    let dice = Secrets::seeded(seed);
    let nth = 1 + dice.number() % EXCHANGES;
    let side = if dice.number().is_multiple_of(2) { Side::Request } else { Side::Answer };
    eprintln!("seed {seed}: SIGKILL of the {victim:?} at exchange {nth}, side of the {side:?}");
    let mut house = House::found(hosting).await?;
    house.start_platform().await?;
    let wire = Wire::to(house.platform_at()).await?;
    house.graph_url = Some(wire.url());
    house.start_provider().await?;

    let mut person = house.person(applicant(seed));
    let (page, state) = person.arrive().await?;
    let handed = person.walk_popup(&page).await?;
    wire.cut_at(nth, side);
    // The answer to the page may fall victim to the kill; then the person is told to try again,
    // and the server finds the account by itself.
    let reported = person.report(&page, &state, &handed);
    let killed = async {
        until("the exchange at which the kill falls", async || Ok(wire.is_cut().then_some(())))
            .await
    };
    let (_answer, cut) = tokio::join!(reported, killed);
    cut?;
    match victim {
        Victim::Provider => {
            house.kill_provider().await?;
            wire.mend();
            house.start_provider().await?;
        }
        Victim::Platform => {
            house.kill_platform().await?;
            house.start_platform().await?;
            wire.mend();
        }
    }
    exactly_one_live_client(&house, &Made::of(&handed)?).await
}

/// One row in the console, live; one allocation; one client process; a connected number.
async fn exactly_one_live_client(house: &House, made: &Made) -> anyhow::Result<()> {
    let mut console = Console::log_in(house).await?;
    // The sweep does not wait for the wall clock.
    house.advance("2m").await?;
    until("a row in the console", async || {
        let mut console = Console::log_in(house).await?;
        Ok(console.clients().await?.has("tr[data-waba]").then_some(()))
    })
    .await?;
    console.live(&made.waba).await?;
    house.number_becomes(&made.phone, "CONNECTED").await?;
    let rows = console.clients().await?.texts("tr[data-waba]")?;
    ensure!(rows.len() == 1, "{} rows in the console: {rows:?}", rows.len());
    let line = house.setting("credit_line_id")?;
    let path = format!(
        "{line}/owning_credit_allocation_configs?receiving_business_id={}&fields=id,request_status",
        made.business
    );
    let allocations = house.rows(&path).await?;
    let standing = allocations.iter().filter(|one| one["request_status"] != "DELETED").count();
    ensure!(standing == 1, "{standing} allocations: {allocations:?}");
    let processes = house.client_processes();
    let expected = usize::from(house.hosting == "client");
    ensure!(processes.len() == expected, "client processes: {processes:?}");
    Ok(())
}

#[tokio::test]
async fn process_sigkill_of_the_provider_seed_1() -> anyhow::Result<()> {
    killed(1, "client", Victim::Provider).await
}

#[tokio::test]
async fn process_sigkill_of_the_provider_seed_2() -> anyhow::Result<()> {
    killed(2, "client", Victim::Provider).await
}

#[tokio::test]
async fn process_sigkill_of_the_provider_seed_3() -> anyhow::Result<()> {
    killed(3, "client", Victim::Provider).await
}

#[tokio::test]
async fn process_sigkill_of_the_provider_with_cloud_hosting_seed_6() -> anyhow::Result<()> {
    killed(6, "cloud", Victim::Provider).await
}

#[tokio::test]
async fn process_sigkill_of_the_platform_seed_7() -> anyhow::Result<()> {
    killed(7, "client", Victim::Platform).await
}

#[tokio::test]
async fn process_sigkill_of_the_platform_loses_nothing() -> anyhow::Result<()> {
    let mut house = House::open("client").await?;
    let made = sign_up(&house, 4).await?;
    house.kill_platform().await?;
    house.start_platform().await?;
    exactly_one_live_client(&house, &made).await
}

#[tokio::test]
async fn e06_process_sigkill_of_a_running_pair_leaves_one_client_instance() -> anyhow::Result<()> {
    let mut house = House::open("client").await?;
    let made = sign_up(&house, 5).await?;
    exactly_one_live_client(&house, &made).await?;
    let before = house.client_processes();
    house.kill_provider().await?;
    house.start_provider().await?;
    exactly_one_live_client(&house, &made).await?;
    let client = house.client_processes();
    let client = client.first().context("a client runs")?;
    // Killing the instance itself: the provider starts it again by itself.
    let killed =
        std::process::Command::new("kill").args(["-KILL", &client.to_string()]).status()?;
    ensure!(killed.success(), "could not kill {client}, one of {before:?}");
    until("another client instance", async || {
        let now = house.client_processes();
        Ok((now.len() == 1 && !now.contains(client)).then_some(()))
    })
    .await?;
    exactly_one_live_client(&house, &made).await
}
