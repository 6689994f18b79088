//! The ledger on the command line, and what a copy that is put back must not give back with it
//! (requirement G03).

use anyhow::{Context, ensure};
use serde_json::Value;
use stories::{
    console::Console, house::House, office::office, signup::Made, signup::sign_up, wait::until,
};

fn rows(told: &Value) -> &[Value] {
    told["data"].as_array().map(Vec::as_slice).unwrap_or_default()
}

async fn told(house: &House, words: &[&str]) -> anyhow::Result<Value> {
    let words: Vec<&str> = words.iter().copied().chain(["--json"]).collect();
    office(house, &words, &[], "").await?.json()
}

async fn live(house: &House, seed: u64) -> anyhow::Result<Made> {
    let made = sign_up(house, seed).await?;
    Console::log_in(house).await?.live(&made.waba).await?;
    Ok(made)
}

/// The server took the line back and saw that it is.
async fn taken_back(house: &House, made: &Made) -> anyhow::Result<()> {
    until("the share to be taken back", async || {
        let list = told(house, &["ledger", "list"]).await?;
        let ours = |row: &&Value| row["business_id"] == made.business.as_str();
        let ended = rows(&list).iter().filter(ours).all(|row| row["state"] == "confirmed");
        Ok(ended.then_some(()))
    })
    .await
}

/// The server looked at a client after this moment of its own.
async fn looked_at_again(house: &House, made: &Made, before: &Value) -> anyhow::Result<Value> {
    until("the server to look again", async || {
        let now = told(house, &["clients", "show", &made.waba]).await?;
        Ok((now["looked_at"] != before["looked_at"]).then_some(now))
    })
    .await
}

#[tokio::test]
async fn g03_process_a_copy_put_back_shares_nothing_that_was_taken_back() -> anyhow::Result<()> {
    let mut house = House::open("cloud").await?;
    let (first, second) = (live(&house, 61).await?, live(&house, 62).await?);
    let password = "correct horse battery";
    for name in ["ben", "vera"] {
        let words = ["operators", "add", name, "--role", "finance"];
        office(&house, &words, &[], password).await?;
    }
    let copy = house.folder.path().join("copy.db").display().to_string();
    told(&house, &["backup", &copy]).await?;
    for made in [&first, &second] {
        told(&house, &["ledger", "revoke", &made.business, "--reason", "fraud"]).await?;
        taken_back(&house, made).await?;
    }
    let again = ["ledger", "revoke", &first.business, "--reason", "other"];
    let again = office(&house, &again, &[], "").await?;
    ensure!(again.code == Some(1) && again.err.contains("before: fraud"), "{}", again.err);
    told(&house, &["operators", "remove", "ben"]).await?;
    told(&house, &["operators", "role", "vera", "viewer"]).await?;
    house.provider.take().context("the provider runs")?.interrupt().await?;

    // What is replaced can be read: decisions are carried over.
    let put = told(&house, &["restore", &copy, "--force"]).await?;
    ensure!(put["replaced_data_read"] == true, "{put}");
    ensure!(put["stay_taken_back"].as_array().is_some_and(|list| list.len() == 2), "{put}");
    ensure!(put["operators_stay_removed"] == serde_json::json!(["ben"]), "{put}");
    let list = told(&house, &["ledger", "list", "--taken-back"]).await?;
    let [one, _] = rows(&list) else { anyhow::bail!("{list}") };
    ensure!(one["who"] == "command line" && one["why"] == "fraud", "{list}");
    let operators = told(&house, &["operators", "list"]).await?;
    ensure!(!operators.to_string().contains("ben"), "{operators}");
    let viewer = |row: &Value| row["name"] == "vera" && row["role"] == "viewer";
    ensure!(rows(&operators).iter().any(viewer), "a role is given back: {operators}");
    let audit = office(&house, &["audit", "export"], &[], "").await?.out;
    ensure!(audit.contains("put a copy back") && audit.contains("copy.db"), "{audit}");
    let verified = office(&house, &["audit", "verify"], &[], "").await?;
    ensure!(verified.code == Some(0), "{}", verified.err);
    let before = told(&house, &["clients", "show", &first.waba]).await?;
    house.start_provider().await?;
    looked_at_again(&house, &first, &before).await?;
    let shares = told(&house, &["ledger", "list"]).await?;
    let stands = |row: &Value| row["state"] == "confirmed" && row["held"]["why"] == "fraud";
    ensure!(rows(&shares).len() == 2 && rows(&shares).iter().all(stands), "{shares}");

    // Nothing is there to be read: the platform's own list is believed.
    house.provider.take().context("the provider runs")?.interrupt().await?;
    std::fs::remove_file(house.folder.path().join("provider.db"))?;
    let put = told(&house, &["restore", &copy]).await?;
    ensure!(put["replaced_data_read"] == false, "{put}");
    let before = told(&house, &["clients", "show", &second.waba]).await?;
    house.start_provider().await?;
    looked_at_again(&house, &second, &before).await?;
    until("both to be held back", async || {
        let list = told(&house, &["ledger", "list", "--taken-back"]).await?;
        Ok((rows(&list).len() == 2).then_some(()))
    })
    .await?;
    let shares = told(&house, &["ledger", "list"]).await?;
    ensure!(rows(&shares).len() == 2, "one was made anew: {shares}");
    // Until somebody says so.
    told(&house, &["ledger", "share", &first.business, "--reason", "settled"]).await?;
    until("the line to be shared again", async || {
        let list = told(&house, &["ledger", "list", "--state", "verified"]).await?;
        Ok((rows(&list).len() == 1).then_some(()))
    })
    .await
}

#[tokio::test]
async fn g01_process_decisions_on_the_command_line_bear_its_mark() -> anyhow::Result<()> {
    let mut house = House::found("cloud").await?;
    house.more_settings = vec![("credit_shares_per_day", "1".to_owned())];
    house.start_platform().await?;
    house.start_provider().await?;
    live(&house, 63).await?;
    sign_up(&house, 64).await?;
    let waiting = async |state: &str| {
        until("a share to stand so", async || {
            let list = told(&house, &["ledger", "list", "--state", state]).await?;
            let share = rows(&list).first().map(|row| row["share"].to_string());
            Ok(share)
        })
        .await
    };
    let share = waiting("waiting").await?;
    for name in ["anna", "ben", "carl"] {
        let words = ["operators", "add", name, "--role", "finance"];
        let added = office(&house, &words, &[], "correct horse battery").await?;
        ensure!(added.code == Some(0), "{name} is not added: {}", added.err);
    }
    // Nobody is an operator by accident, and not every operator decides.
    let words = ["operators", "add", "dora"];
    let roleless = office(&house, &words, &[], "correct horse battery").await?;
    ensure!(roleless.code == Some(1) && roleless.err.contains("which role"), "{}", roleless.err);
    told(&house, &["operators", "role", "ben", "viewer"]).await?;
    let viewer = office(&house, &["ledger", "release", &share, "--as", "ben"], &[], "").await?;
    ensure!(viewer.code == Some(1) && viewer.err.contains("ben is viewer"), "{}", viewer.err);
    told(&house, &["operators", "role", "ben", "finance"]).await?;
    told(&house, &["ledger", "release", &share, "--as", "anna"]).await?;
    // Whoever released it is gone: two others have to want it.
    told(&house, &["operators", "remove", "anna"]).await?;
    let alone = ["ledger", "confirm", &share, "--as", "ben"];
    let alone = office(&house, &alone, &[], "").await?;
    ensure!(alone.code == Some(1) && alone.err.contains("is waiting"), "{}", alone.err);
    told(&house, &["ledger", "release", &share, "--as", "ben"]).await?;
    told(&house, &["ledger", "confirm", &share, "--as", "carl"]).await?;
    let audit = office(&house, &["audit", "export"], &[], "").await?.out;
    for name in ["anna", "ben", "carl"] {
        ensure!(audit.contains(&format!("{name} (command line)")), "{name}: {audit}");
    }
    waiting("verified").await?;
    Ok(())
}
