//! A copy that is put back manages nobody whom an operator only watches.

use anyhow::{Context, ensure};
use serde_json::Value;
use stories::{console::Console, house::House, office::office, signup::sign_up};

async fn told(house: &House, words: &[&str]) -> anyhow::Result<Value> {
    let words: Vec<&str> = words.iter().copied().chain(["--json"]).collect();
    office(house, &words, &[], "").await?.json()
}

#[tokio::test]
async fn process_a_copy_put_back_manages_nobody_who_is_only_watched() -> anyhow::Result<()> {
    let mut house = House::open("cloud").await?;
    let made = sign_up(&house, 83).await?;
    Console::log_in(&house).await?.live(&made.waba).await?;
    let copy = house.folder.path().join("copy.db").display().to_string();
    told(&house, &["backup", &copy]).await?;
    let watched = told(&house, &["clients", "watch", &made.waba]).await?;
    ensure!(watched["changed"] == true, "{watched}");
    house.provider.take().context("it runs")?.interrupt().await?;
    let put = told(&house, &["restore", &copy, "--force"]).await?;
    ensure!(put["stay_watched"] == serde_json::json!([made.waba]), "{put}");
    let shown = told(&house, &["clients", "show", &made.waba]).await?;
    ensure!(shown["watched"] == true, "{shown}");
    // What the copy knows of others is as it was: nobody else is watched.
    let again = told(&house, &["restore", &copy, "--force"]).await?;
    ensure!(again["stay_watched"] == serde_json::json!([made.waba]), "{again}");
    told(&house, &["clients", "adopt", &made.waba]).await?;
    let put = told(&house, &["restore", &copy, "--force"]).await?;
    ensure!(put["stay_watched"] == serde_json::json!([]), "{put}");
    Ok(())
}
