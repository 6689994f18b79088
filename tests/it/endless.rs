//! Lists of the platform that go on for ever: they are given up and said, and hold up nobody else.

use anyhow::{Context, ensure};
use serde_json::Value;
use stories::{
    console::Console, house::House, mirror::Mirror, office::office, signup::sign_up, wait::until,
};

/// What the office says of a client's last look.
async fn problem(house: &House, waba: &str) -> anyhow::Result<String> {
    let told = office(house, &["clients", "show", waba, "--json"], &[], "").await?.json()?;
    Ok(told["problem"].as_str().unwrap_or_default().to_owned())
}

/// What the self-check says of the sweeps.
async fn sweeps(house: &House) -> anyhow::Result<Vec<(String, String)>> {
    let ended = office(house, &["doctor", "--offline", "--json"], &[], "").await?;
    let told: Value = serde_json::from_str(&ended.out).with_context(|| ended.err.clone())?;
    let rows = told["findings"].as_array().into_iter().flatten();
    let text = |row: &Value, key: &str| row[key].as_str().unwrap_or_default().to_owned();
    let of_sweeps = |row: &&Value| matches!(row["check"].as_str(), Some("sweep" | "full_pass"));
    Ok(rows.filter(of_sweeps).map(|row| (text(row, "state"), text(row, "said"))).collect())
}

#[tokio::test]
async fn c06_process_a_list_without_end_is_said_and_holds_up_nobody_else() -> anyhow::Result<()> {
    let mut house = House::found("cloud").await?;
    house.start_platform().await?;
    let mirror = Mirror::before(house.platform_at()).await?;
    house.graph_url = Some(mirror.url());
    house.start_provider().await?;
    let first = sign_up(&house, 811).await?;
    let mut console = Console::log_in(&house).await?;
    console.live(&first.waba).await?;

    // The numbers of one account have no end: its look says so after two pages.
    let numbers = format!("/{}/phone_numbers", first.waba);
    mirror.never_ends(&numbers);
    office(&house, &["clients", "wake", &first.waba], &[], "").await?;
    until("the list without end to be said", async || {
        let said = problem(&house, &first.waba).await?;
        Ok(said.contains("a list that repeats itself").then_some(()))
    })
    .await?;
    let asked = mirror.asked(&numbers);
    ensure!((2..=20).contains(&asked), "it was asked for {asked} times");
    let page = console.client(&first.waba).await?;
    ensure!(page.text("#client")?.contains("repeats itself"), "{}", page.text("#client")?);

    // So has the list of accounts: the others are found and go live all the same.
    let accounts = "/client_whatsapp_business_accounts";
    mirror.never_ends(accounts);
    let second = sign_up(&house, 812).await?;
    console.live(&second.waba).await?;
    house.advance("7h").await?;
    until("the self-check to say it", async || {
        let bad = |(state, said): &(String, String)| state == "bad" && said.contains("repeats");
        Ok((sweeps(&house).await?.iter().filter(|one| bad(one)).count() == 2).then_some(()))
    })
    .await?;
    let asked = mirror.asked(accounts);
    ensure!((2..=40).contains(&asked), "it was asked for {asked} times");
    console.live(&second.waba).await?;

    // All is well once the lists are.
    mirror.ends_well();
    house.advance("7h").await?;
    until("all to be well again", async || {
        let well = sweeps(&house).await?.iter().all(|(state, _)| state == "ok");
        Ok((well && problem(&house, &first.waba).await?.is_empty()).then_some(()))
    })
    .await?;
    console.live(&first.waba).await.map(drop)
}
