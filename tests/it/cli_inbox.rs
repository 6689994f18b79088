//! `vestibule inbox` beside a running server: what came in is listed and shown as it came, a span
//! of time is applied anew, and what was set aside is decided about.

use anyhow::{Context, ensure};
use graph::webhook::{SIGNATURE_HEADER, sign};
use http::Request;
use serde_json::{Value, json};
use stories::{
    console::Console,
    house::House,
    office::{Ended, office},
    signup::{Made, sign_up},
    wait::until,
};

const CUSTOMER: &str = "14155550142";

fn rows(told: &Value) -> &[Value] {
    told["data"].as_array().map(Vec::as_slice).unwrap_or_default()
}

async fn inbox(house: &House, words: &[&str]) -> anyhow::Result<Ended> {
    office(house, &[&["inbox"], words].concat(), &[], "").await
}

async fn listed(house: &House, words: &[&str]) -> anyhow::Result<Vec<Value>> {
    let told = inbox(house, &[&["list", "--json"], words].concat()).await?.json()?;
    Ok(rows(&told).to_vec())
}

/// Posts a signed body to the server; gives the status.
async fn deliver(house: &House, body: &str) -> anyhow::Result<u16> {
    let signature = sign(house.setting("app_secret")?, body.as_bytes());
    let url = format!("http://{}/webhooks/whatsapp", house.provider_at());
    let request = Request::post(url)
        .header("content-type", "application/json")
        .header(SIGNATURE_HEADER, signature);
    house.status(request.body(body.to_owned().into())?).await
}

fn message(made: &Made, id: &str) -> String {
    json!({"object": "whatsapp_business_account", "entry": [{"id": made.waba, "changes": [{
        "field": "messages", "value": {"messaging_product": "whatsapp",
            "metadata": {"display_phone_number": "1", "phone_number_id": made.phone},
            "contacts": [{"profile": {"name": "Zoë"}, "wa_id": CUSTOMER}],
            "messages": [{"from": CUSTOMER, "id": id, "timestamp": "1654070400", "type": "text",
                "text": {"body": format!("this is {id}")}}]}}]}]})
    .to_string()
}

#[tokio::test]
async fn process_webhooks_are_listed_shown_as_they_came_and_applied_anew() -> anyhow::Result<()> {
    let house = House::open("cloud").await?;
    let made = sign_up(&house, 71).await?;
    Console::log_in(&house).await?.live(&made.waba).await?;
    let body = message(&made, "wamid.71");
    ensure!(deliver(&house, &body).await? == 200);
    ensure!(deliver(&house, &body).await? == 200, "a repetition is acknowledged");
    let seq = until("the webhook to be dealt with", async || {
        let done = listed(&house, &["--state", "done", "--limit", "1"]).await?;
        let row = done.first().filter(|row| row["size"] == body.chars().count());
        Ok(row.and_then(|row| row["seq"].as_i64()))
    })
    .await?;
    let place = seq.to_string();
    let shown = inbox(&house, &["show", &place, "--json"]).await?.json()?;
    ensure!(shown["body"] == body && shown["state"] == "done", "{shown}");
    ensure!(shown["source"] == "platform" && shown["replays"] == 0, "{shown}");
    let table = inbox(&house, &["list"]).await?;
    ensure!(table.out.contains("received") && table.out.contains(&place), "{}", table.out);
    let missing = inbox(&house, &["show", "4711"]).await?;
    ensure!(missing.code == Some(1) && missing.err.contains("no webhook 4711"), "{}", missing.err);

    // A span of time before anything came holds none; the right one brings it back once.
    let received = shown["received_at"].as_str().context("no time")?.to_owned();
    let none = listed(&house, &["--to", "2000-01-01T00:00:00Z"]).await?;
    ensure!(none.is_empty(), "{none:?}");
    let of_it = listed(&house, &["--from", &received]).await?;
    ensure!(of_it.iter().any(|row| row["seq"] == seq), "{of_it:?}");
    let long_ago = ["--from", "1999-01-01T00:00:00Z", "--to", "2000-01-01T00:00:00Z", "--json"];
    let told = inbox(&house, &[&["replay"], &long_ago[..]].concat()).await?.json()?;
    ensure!(told["replayed"] == 0, "{told}");
    let backwards = ["replay", "--from", "2000-01-01T00:00:00Z", "--to", "1999-01-01T00:00:00Z"];
    let refused = inbox(&house, &backwards).await?;
    ensure!(refused.code == Some(2) && refused.err.contains("no time between"), "{}", refused.err);
    let told = inbox(&house, &["replay", "--from", &received, "--json"]).await?.json()?;
    ensure!(told["replayed"].as_u64() >= Some(1), "{told}");
    until("it to be applied anew", async || {
        let again = inbox(&house, &["show", &place, "--json"]).await?.json()?;
        Ok((again["state"] == "done" && again["replays"] == 1).then_some(()))
    })
    .await?;
    let page = Console::log_in(&house).await?.talk(&made.waba, &made.phone, CUSTOMER).await?;
    let said = page.text("#conversation")?;
    ensure!(said.matches("this is wamid.71").count() == 1, "{said}");
    let audit = office(&house, &["audit", "export"], &[], "").await?;
    ensure!(audit.out.contains("had webhooks applied anew"), "{}", audit.out);
    Ok(())
}

#[tokio::test]
async fn process_what_was_set_aside_is_tried_again_or_given_up() -> anyhow::Result<()> {
    let house = House::open("cloud").await?;
    for body in ["{\"object\": 7", "{\"object\": 8"] {
        ensure!(deliver(&house, body).await? == 200, "what is genuine is kept");
    }
    let url = format!("http://{}/webhooks/whatsapp", house.provider_at());
    let forged = Request::post(url).header(SIGNATURE_HEADER, "sha256=00").body("{}".into())?;
    ensure!(house.status(forged).await? == 401);
    let poison = until("both to be set aside", async || {
        let told = inbox(&house, &["poison", "--json"]).await?.json()?;
        Ok((rows(&told).len() == 2).then(|| rows(&told).to_vec()))
    })
    .await?;
    for row in &poison {
        let why = row["problem"].as_str().unwrap_or_default();
        ensure!(why.contains("cannot be read") && row["state"] == "poison", "{row}");
    }
    let places: Vec<String> = poison.iter().map(|row| row["seq"].to_string()).collect();
    let (first, second) = (places[1].as_str(), places[0].as_str());
    let told = inbox(&house, &["retry", first, "--json"]).await?.json()?;
    ensure!(told["retried"] == 1, "{told}");
    until("it to be set aside once more", async || {
        let row = inbox(&house, &["show", first, "--json"]).await?.json()?;
        Ok((row["state"] == "poison" && row["replays"] == 1).then_some(()))
    })
    .await?;
    let told = inbox(&house, &["discard", first, "--json"]).await?.json()?;
    ensure!(told["discarded"] == 1, "{told}");
    let again = inbox(&house, &["discard", first]).await?;
    ensure!(again.code == Some(1) && again.err.contains("not set aside"), "{}", again.err);
    // It counts as dealt with, and what was wrong with it stays written down.
    let row = inbox(&house, &["show", first, "--json"]).await?.json()?;
    ensure!(row["state"] == "done" && row["problem"].is_string(), "{row}");
    let told = inbox(&house, &["retry", "--all", "--json"]).await?.json()?;
    ensure!(told["retried"] == 1, "{told}");
    until("the other to be set aside once more", async || {
        let told = inbox(&house, &["poison", "--json"]).await?.json()?;
        let seqs: Vec<String> = rows(&told).iter().map(|row| row["seq"].to_string()).collect();
        Ok((seqs == [second]).then_some(()))
    })
    .await?;
    let audit = office(&house, &["audit", "export"], &[], "").await?;
    for deed in ["had a webhook tried again", "gave a webhook up"] {
        ensure!(audit.out.contains(deed), "{deed} is not in the audit log: {}", audit.out);
    }
    Ok(())
}
