//! The self-check says what is missing, in the words of the fix, and only ever reads (rule H04);
//! the support ticket comes after the app's two permissions were looked at (rule I02).

mod fixes;

use anyhow::{Context, ensure};
use serde_json::{Value, json};
use stories::{console::Console, ear::listening_in, house::House, office::office, signup::sign_up};

/// What `doctor` found, by what it looked at.
async fn findings(house: &House, words: &[&str], other: &[(&str, &str)]) -> anyhow::Result<Value> {
    let all = [&["doctor", "--json"], words].concat();
    let ended = office(house, &all, other, "").await?;
    let told: Value =
        serde_json::from_str(&ended.out).with_context(|| format!("{}{}", ended.out, ended.err))?;
    let healthy = ended.code == Some(0);
    ensure!(told["healthy"] == healthy, "it ended with {:?}: {told}", ended.code);
    Ok(told)
}

/// The fix of what is not as it should be under this name.
fn fix<'a>(told: &'a Value, check: &str) -> anyhow::Result<&'a str> {
    let rows = told["findings"].as_array().into_iter().flatten();
    let mut bad = rows.filter(|row| row["check"] == check && row["state"] == "bad");
    let row = bad.next().with_context(|| format!("nothing is said of {check}: {told}"))?;
    row["fix"].as_str().context("it does not say what to do")
}

#[tokio::test]
async fn h04_process_a_healthy_provider_is_found_so_by_reading_only() -> anyhow::Result<()> {
    let house = House::open("cloud").await?;
    let made = sign_up(&house, 41).await?;
    Console::log_in(&house).await?.live(&made.waba).await?;
    let (url, heard) = listening_in(house.platform_at()).await?;
    let told = findings(&house, &[], &[("graph_url", &url)]).await?;
    ensure!(told["healthy"] == true, "{told:#}");
    let looked: Vec<&str> = told["findings"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|row| row["check"].as_str())
        .collect();
    for check in [
        "settings",
        "disk",
        "database",
        "inbox",
        "mail_server",
        "letters",
        "audit_log",
        "master_key",
        "public_url",
        "clock",
        "app",
        "domains",
        "app_permissions",
        "employee_token",
        "admin_token",
        "webhook",
        "system_user",
        "payment_method",
        "template",
    ] {
        ensure!(looked.contains(&check), "{check} was not looked at: {looked:?}");
    }
    let heard = heard.so_far();
    let requests: Vec<&str> = heard.lines().filter(|line| line.contains(" HTTP/1.1")).collect();
    ensure!(requests.len() > 8, "too few calls: {requests:?}");
    for request in requests {
        ensure!(request.starts_with("GET "), "it did more than read: {request}");
    }
    Ok(())
}

#[tokio::test]
async fn h04_peer_28_process_each_thing_missing_is_named_with_its_fix() -> anyhow::Result<()> {
    let house = House::open("cloud").await?;
    let online = &["--online"];
    // The app's permissions (H03).
    let app = house.setting("app_id")?.to_owned();
    let access = format!("apps/{app}/access");
    house.control(&access, Some(json!({ "advanced": ["business_management"] }))).await?;
    let told = findings(&house, online, &[]).await?;
    ensure!(fix(&told, "app_permissions")?.contains("request Advanced Access"), "{told}");
    let both =
        ["business_management", "whatsapp_business_management", "whatsapp_business_messaging"];
    house.control(&access, Some(json!({ "advanced": both }))).await?;
    // Each wrong setting is found by what it breaks.
    let cases: [(&str, &str, &str, &str); 6] = [
        ("app_secret", "0123456789abcdef0123456789abcdee", "app", "App Dashboard"),
        ("employee_token", "EAAnobodysTokenAtAll0123456789", "employee_token", "new token"),
        ("admin_token", "EAAnobodysTokenAtAll0123456789", "admin_token", "new token"),
        ("credit_line_id", "4711", "payment_method", "line of credit"),
        ("employee_system_user_id", "4711", "system_user", "System users"),
        ("public_url", "http://elsewhere.localhost:1", "domains", "App domains"),
    ];
    for (name, value, check, words) in cases {
        let told = findings(&house, online, &[(name, value)]).await?;
        ensure!(fix(&told, check)?.contains(words), "{name}: {told:#}");
        ensure!(!told.to_string().contains("nobodysToken"), "a token is shown: {told}");
    }
    let told = findings(&house, online, &[("public_url", "http://elsewhere.localhost:1")]).await?;
    ensure!(fix(&told, "webhook")?.contains("callback URL"), "{told:#}");
    let told = findings(&house, &[], &[("public_url", "http://elsewhere.localhost:1")]).await?;
    ensure!(fix(&told, "public_url")?.contains("start the server"), "{told:#}");
    // What cannot be read at all, in words for people.
    let ended = office(&house, &["doctor"], &[("app_secret", "changeme")], "").await?;
    ensure!(ended.code == Some(1) && ended.out.contains("MISSING"), "{}", ended.out);
    ensure!(ended.out.contains("app_secret is a word everybody tries first"), "{}", ended.out);
    Ok(())
}

#[tokio::test]
async fn i02_process_a_ticket_is_prepared_once_both_permissions_are_there() -> anyhow::Result<()> {
    let house = House::open("cloud").await?;
    let app = house.setting("app_id")?.to_owned();
    let access = format!("apps/{app}/access");
    let file = house.folder.path().join("ticket.md");
    let shown = file.display().to_string();
    let words = ["doctor", "--ticket", shown.as_str(), "--trace", "Ax5tIkALJCP4"];
    house.control(&access, Some(json!({ "advanced": ["business_management"] }))).await?;
    let refused = office(&house, &words, &[], "").await?;
    ensure!(refused.code == Some(1) && !file.exists(), "{}", refused.out);
    ensure!(
        refused.err.contains("whatsapp_business_management: mend that first"),
        "{}",
        refused.err
    );
    let both = ["business_management", "whatsapp_business_management"];
    house.control(&access, Some(json!({ "advanced": both }))).await?;
    let prepared = office(&house, &words, &[], "").await?;
    ensure!(prepared.code == Some(0), "{}", prepared.err);
    let ticket = std::fs::read_to_string(&file)?;
    for part in [app.as_str(), "Hallway Connect", "Steps to reproduce", "Ax5tIkALJCP4", "v21.0"] {
        ensure!(ticket.contains(part), "{part} is missing: {ticket}");
    }
    for secret in ["app_secret", "employee_token", "admin_token", "master_key"] {
        ensure!(!ticket.contains(house.setting(secret)?), "{secret} is in the ticket");
    }
    Ok(())
}
