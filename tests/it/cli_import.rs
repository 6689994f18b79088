//! `vestibule clients import` and `adopt`: a fleet is taken over before the server runs for the
//! first time, and nothing is changed on the platform until somebody says so.

use anyhow::{Context, ensure};
use serde_json::Value;
use stories::{
    console::Console,
    house::House,
    office::{Ended, office},
    signup::{Made, sign_up},
    wait::until,
};

async fn clients(house: &House, words: &[&str], input: &str) -> anyhow::Result<Ended> {
    office(house, &[&["clients"], words].concat(), &[], input).await
}

/// How many changes somebody made on the platform, ever: what time brings by itself is none.
async fn changes(house: &House) -> anyhow::Result<usize> {
    let told = house.control("events?limit=500", None).await?;
    let events = told["data"].as_array().context("no events")?;
    // A server says where the webhooks of its own app go when it starts.
    let ours = |event: &Value| event["event"]["event"] == "subscription";
    Ok(events.iter().filter(|event| event["by"] != "time" && !ours(event)).count())
}

/// Two clients that another program has onboarded, and no data of ours.
async fn fleet() -> anyhow::Result<(House, [Made; 2])> {
    let mut house = House::open("cloud").await?;
    let made = [sign_up(&house, 81).await?, sign_up(&house, 82).await?];
    for one in &made {
        Console::log_in(&house).await?.live(&one.waba).await?;
    }
    house.provider.take().context("it runs")?.interrupt().await?;
    for file in std::fs::read_dir(house.folder.path())? {
        let file = file?.path();
        let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if name.starts_with("provider.db") {
            std::fs::remove_file(file)?;
        }
    }
    Ok((house, made))
}

/// Which clients the list shows as watched.
async fn watched(house: &House) -> anyhow::Result<Vec<String>> {
    let told = clients(house, &["list", "--json"], "").await?.json()?;
    let rows = told["data"].as_array().context("no rows")?;
    Ok(rows.iter().map(|row| row["watched"].to_string()).collect())
}

async fn looked_at(house: &House, waba: &str) -> anyhow::Result<Value> {
    until("the server to look", async || {
        let told = clients(house, &["show", waba, "--json"], "").await?.json()?;
        Ok((!told["looked_at"].is_null()).then_some(told))
    })
    .await
}

#[tokio::test]
async fn process_a_fleet_is_imported_before_the_first_start_and_changes_nothing()
-> anyhow::Result<()> {
    let (mut house, [first, second]) = fleet().await?;
    house.advance("20d").await?;
    let before = changes(&house).await?;
    ensure!(before > 10, "the fleet was not onboarded: {before}");
    let list = format!(
        "waba_id,contact,phone_number_id,pin\n{},anna@shop.example,{},314159\n{},,4711,314159\n\
         102290129340398,,,\n",
        first.waba, first.phone, second.waba
    );
    // What would become of them is said first; nothing is written.
    let would = clients(&house, &["import", "-", "--dry-run", "--json"], &list).await?;
    let told: Value = serde_json::from_str(would.out.lines().next().unwrap_or_default())?;
    ensure!(told["dry_run"] == true && told["added"] == 2 && told["pins"] == 1, "{told}");
    ensure!(told["not_shared"][0] == "102290129340398", "{told}");
    ensure!(told["numbers_unknown"][0]["phone_number_id"] == "4711", "{told}");
    ensure!(would.code == Some(1), "what cannot be taken is no success");
    let data = house.folder.path().join("provider.db");
    ensure!(!data.exists(), "a dry run has written");
    let did = clients(&house, &["import", "-"], &list).await?;
    ensure!(did.out.contains("2 taken over and watched"), "{}{}", did.out, did.err);
    ensure!(did.out.contains("not shared with us: 102290129340398"), "{}", did.out);
    ensure!(watched(&house).await? == ["true", "true"]);
    // The clock was turned before: it is that clock's time at which they came.
    let told = clients(&house, &["list", "--json"], "").await?.json()?;
    let came = told["data"][0]["created_at"].as_str().unwrap_or_default().to_owned();
    let now = house.control("clock", None).await?;
    let today = now["now"].as_str().and_then(|now| now.get(..10)).context("no time")?;
    ensure!(came.starts_with(today), "{came}, though it is {now}");
    let bad = clients(&house, &["import", "-"], "waba_id\nno id\n").await?;
    ensure!(bad.code == Some(1) && bad.err.contains("cannot be taken"), "{}", bad.err);
    let bytes = std::fs::read(house.folder.path().join("provider.db"))?;
    ensure!(!String::from_utf8_lossy(&bytes).contains("314159"), "the PIN is not sealed");

    // The server runs, looks, and does nothing on the platform.
    house.start_provider().await?;
    for one in [&first, &second] {
        let told = looked_at(&house, &one.waba).await?;
        // It is in use, whoever runs it.
        ensure!(told["stage"] == "live" && !told["live_since"].is_null(), "{told}");
        let waiting = told["waiting"].to_string();
        ensure!(waiting.contains("vestibule clients adopt"), "{waiting}");
    }
    ensure!(changes(&house).await? == before, "{before} changes and more");
    let again = clients(&house, &["import", "-", "--json"], &first.waba).await?.json()?;
    ensure!(again["known"] == 1 && again["added"] == 0, "{again}");
    Ok(())
}

#[tokio::test]
async fn process_an_imported_client_is_managed_once_it_is_adopted_and_no_other()
-> anyhow::Result<()> {
    let (mut house, [first, second]) = fleet().await?;
    // Both lost the subscription to their webhooks meanwhile.
    for one in [&first, &second] {
        let path = format!("{}/subscribed_apps", one.waba);
        let (status, said) = house.graph(http::Method::DELETE, &path, "admin_token").await?;
        ensure!(status == 200, "{said}");
    }
    let all = clients(&house, &["import", "--all", "--json"], "").await?.json()?;
    ensure!(all["added"] == 2, "{all}");
    house.start_provider().await?;
    looked_at(&house, &first.waba).await?;
    looked_at(&house, &second.waba).await?;
    let subscribed = async |one: &Made| {
        let rows = house.rows(&format!("{}/subscribed_apps", one.waba)).await?;
        anyhow::Ok(!rows.is_empty())
    };
    ensure!(!subscribed(&first).await? && !subscribed(&second).await?, "nobody said so");
    // One is to be managed some day, and that is taken back.
    let day = ["adopt", "--all", "--per-day", "1", "--json"];
    let told = clients(&house, &day, "").await?.json()?;
    let rows = told["data"].as_array().context("no rows")?;
    let (now, later) = (&rows[0], &rows[1]);
    ensure!(now["from"] != later["from"], "{told}");
    let later = later["waba_id"].as_str().context("an id")?;
    let told = clients(&house, &["watch", later, "--json"], "").await?.json()?;
    let cancelled = told["changed"] == true && told["cancelled_day"].is_string();
    ensure!(cancelled, "it was to be managed: {told}");
    let told = clients(&house, &["watch", later], "").await?;
    ensure!(told.out.contains("was only watched already"), "{}", told.out);
    let modes = async |mode: &str| {
        let told = clients(&house, &["list", "--mode", mode, "--json"], "").await?.json()?;
        let rows = told["data"].as_array().context("no rows")?.iter();
        anyhow::Ok(rows.map(|row| row["mode"].to_string()).collect::<Vec<_>>())
    };
    ensure!(modes("watched").await? == ["\"watched\""] && modes("planned").await?.is_empty());
    ensure!(modes("managed").await? == ["\"managed\""]);
    let said = office(&house, &["doctor", "--offline"], &[], "").await?.out;
    ensure!(said.contains("1 are only watched, 0 of them until"), "{said}");
    let (adopted, watched) =
        if later == second.waba { (&first, &second) } else { (&second, &first) };
    until("the adopted client to be kept", async || Ok(subscribed(adopted).await?.then_some(())))
        .await?;
    // Its customers have known its number for long: it stays in use and gets no first message.
    let told = clients(&house, &["show", &adopted.waba, "--json"], "").await?.json()?;
    ensure!(told["stage"] == "live", "{told}");
    ensure!(!told["timeline"].to_string().contains("the first message"), "{told}");
    house.advance("26h").await?;
    let told = clients(&house, &["wake", watched.waba.as_str(), "--json"], "").await?.json()?;
    ensure!(told["woken"] == true, "{told}");
    until("a look after that day", async || {
        let told = clients(&house, &["show", &watched.waba, "--json"], "").await?.json()?;
        let past = told["timeline"].to_string();
        Ok(past.contains("from now on the client is only watched").then_some(()))
    })
    .await?;
    ensure!(!subscribed(watched).await?, "it is only watched");
    // Once more it is said, and then it is kept; a third time there is nothing to adopt.
    let told = clients(&house, &["adopt", &watched.waba, "--json"], "").await?.json()?;
    ensure!(told["data"][0]["waba_id"] == watched.waba.as_str(), "{told}");
    until("the other to be kept", async || Ok(subscribed(watched).await?.then_some(()))).await?;
    let none = clients(&house, &["adopt", &watched.waba], "").await?;
    ensure!(none.code == Some(1) && none.err.contains("not only watched"), "{}", none.err);
    Ok(())
}

#[tokio::test]
async fn process_only_accounts_of_the_list_are_imported_and_a_day_can_be_brought_forward()
-> anyhow::Result<()> {
    let (house, [first, second]) = fleet().await?;
    // What the platform knows under an id may be a number, a business, an app, a line of credit.
    let others = [
        first.phone.as_str(),
        first.business.as_str(),
        house.setting("business_id")?,
        house.setting("app_id")?,
        house.setting("credit_line_id")?,
    ];
    let ended = clients(&house, &["import", "-", "--json"], &others.join("\n")).await?;
    let told: Value = serde_json::from_str(ended.out.lines().next().unwrap_or_default())?;
    ensure!(ended.code == Some(1) && told["added"] == 0, "{told}");
    ensure!(told["not_shared"].as_array().map(Vec::len) == Some(others.len()), "{told}");
    ensure!(watched(&house).await?.is_empty(), "something became a client");
    // The second gets a day of its own, which is shown, and is wanted earlier.
    clients(&house, &["import", "--all", "--json"], "").await?.json()?;
    let adopt = ["adopt", "--all", "--per-day", "1", "--json"];
    let told = clients(&house, &adopt, "").await?.json()?;
    let later = told["data"][1].clone();
    let waba = later["waba_id"].as_str().context("an id")?;
    ensure!([&first.waba, &second.waba].iter().any(|one| *one == waba), "{told}");
    let show = ["show", waba, "--json"];
    let shown = clients(&house, &show, "").await?.json()?;
    ensure!(shown["watched"] == true && shown["adopt_at"] == later["from"], "{shown}");
    let told = clients(&house, &["adopt", waba, "--json"], "").await?.json()?;
    ensure!(told["data"][0]["waba_id"] == waba && told["data"][0]["from"] != later["from"]);
    let shown = clients(&house, &show, "").await?.json()?;
    ensure!(shown["watched"] == false && shown["adopt_at"].is_null(), "{shown}");
    Ok(())
}
