//! What cannot be looked at counts as missing, and each finding names what really mends it.

use std::os::unix::fs::PermissionsExt as _;

use http::Method;

use super::*;
use stories::program::run;
use stories::wait::until;

/// What is said of a check, whatever its state: its state, words and fix in one text.
fn said(told: &Value, check: &str) -> String {
    let rows = told["findings"].as_array().into_iter().flatten();
    let all: Vec<String> =
        rows.filter(|row| row["check"] == check).map(ToString::to_string).collect();
    all.join("; ")
}

#[tokio::test]
async fn h04_process_what_pays_for_an_account_is_asked_and_not_believed() -> anyhow::Result<()> {
    let house = House::open("cloud").await?;
    let made = sign_up(&house, 43).await?;
    Console::log_in(&house).await?.live(&made.waba).await?;
    let online = &["--online"];
    let told = findings(&house, online, &[]).await?;
    ensure!(said(&told, "accounts").contains("by our credit line"), "{told:#}");
    // A means of payment that is not of the line in the settings is not called ours.
    let shares = format!("{}/owning_credit_allocation_configs", house.setting("credit_line_id")?);
    let rows = house.rows(&format!("{shares}?receiving_business_id={}", made.business)).await?;
    let share = rows[0]["id"].as_str().context("no share")?;
    let (status, answer) = house.graph(Method::DELETE, share, "admin_token").await?;
    ensure!(status == 200, "{answer}");
    let told = findings(&house, online, &[]).await?;
    ensure!(!said(&told, "accounts").contains("by our credit line"), "{told:#}");
    ensure!(said(&told, "payment_method").contains("ledger list"), "{told:#}");
    let order = json!({"kind": {"error": {"code": 10}}, "when": {"every": 1},
        "matching": {"operation": "waba.get"}});
    house.control("faults", Some(order)).await?;
    let told = findings(&house, online, &[]).await?;
    ensure!(fix(&told, "payment_method")?.contains("employee's token"), "{told:#}");
    ensure!(said(&told, "accounts").is_empty(), "nothing was seen of them: {told:#}");
    Ok(())
}

#[tokio::test]
async fn h04_process_a_wrong_setting_is_named_itself() -> anyhow::Result<()> {
    let house = House::open("cloud").await?;
    let made = sign_up(&house, 46).await?;
    let online = &["--online"];
    // The two tokens stand side by side where they are copied from.
    let employees = house.setting("employee_token")?.to_owned();
    let told = findings(&house, online, &[("admin_token", employees.as_str())]).await?;
    fix(&told, "admin_token")?;
    ensure!(said(&told, "admin_token").contains("whose role is EMPLOYEE"), "{told:#}");
    // An id of nothing, and one that is the id of something else.
    for id in ["4711", house.setting("app_id")?, made.phone.as_str(), made.waba.as_str()] {
        let told = findings(&house, online, &[("business_id", id)]).await?;
        for check in ["system_user", "accounts"] {
            let named = fix(&told, check)?.contains(&format!("check business_id (now {id})"));
            ensure!(named, "{id}, {check}: {told:#}");
        }
    }
    // Addresses at which nobody speaks as the Graph API does.
    let direct = format!("http://{}/nowhere", house.platform_at());
    let pages = format!("http://{}", house.provider_at());
    for url in [direct.as_str(), pages.as_str()] {
        let told = findings(&house, online, &[("graph_url", url)]).await?;
        ensure!(fix(&told, "app")?.contains("check graph_url"), "{url}: {told:#}");
    }
    let told = findings(&house, online, &[("graph_version", "21")]).await?;
    ensure!(fix(&told, "app")?.contains("graph_version"), "{told:#}");
    // Plain http to another machine would carry the tokens.
    let told = findings(&house, online, &[("graph_url", "http://graph.example")]).await?;
    ensure!(said(&told, "settings").contains("is no https address"), "{told:#}");
    Ok(())
}

#[tokio::test]
async fn h04_process_letters_that_reach_nobody_are_seen() -> anyhow::Result<()> {
    let mut house = House::found("cloud").await?;
    house.start_platform().await?;
    let nobody = "smtp://127.0.0.1:1";
    house.more_settings = vec![("smtp_url", nobody.to_owned())];
    house.start_provider().await?;
    // The commands below are given the house's own mail server, unless they say otherwise.
    house.more_settings = Vec::new();
    let offline = &["--offline"];
    let told = findings(&house, offline, &[]).await?;
    ensure!(said(&told, "mail_server").contains("\"ok\""), "{told:#}");
    ensure!(said(&told, "letters").contains("\"ok\""), "{told:#}");
    let told = findings(&house, offline, &[("smtp_url", nobody)]).await?;
    ensure!(fix(&told, "mail_server")?.contains("smtp_url"), "{told:#}");
    let made = sign_up(&house, 44).await?;
    let mut console = Console::log_in(&house).await?;
    console.live(&made.waba).await?;
    let measure = json!({"waba_id": made.waba, "violation": "SCAM", "measure": "disable"});
    house.control("measures", Some(measure)).await?;
    console.client_becomes(&made.waba, "off").await?;
    house.advance("15m").await?;
    until("the letter to be late", async || {
        let told = findings(&house, offline, &[]).await?;
        Ok(said(&told, "letters").contains("wait, the oldest for").then_some(()))
    })
    .await
}

#[tokio::test]
async fn h04_process_a_silent_platform_is_not_blamed_on_tokens() -> anyhow::Result<()> {
    let mut house = House::open("cloud").await?;
    let made = sign_up(&house, 45).await?;
    Console::log_in(&house).await?.live(&made.waba).await?;
    house.kill_platform().await?;
    house.kill_provider().await?;
    house.start_provider().await?;
    let woken = office(&house, &["clients", "wake", &made.waba], &[], "").await?;
    ensure!(woken.code == Some(0), "{}", woken.err);
    // What fails is in the list that asks for it, before what is waited for.
    until("the look to fail", async || {
        let list = ["clients", "list", "--problem", "--json"];
        let told = office(&house, &list, &[], "").await?.json()?;
        let next = told["data"][0]["next"].as_str().unwrap_or_default();
        Ok(next.starts_with("could not look").then_some(()))
    })
    .await?;
    let table = office(&house, &["clients", "list", "--problem"], &[], "").await?;
    ensure!(table.out.contains("problem") && table.out.contains("could not"), "{}", table.out);
    until("a sweep to fail", async || {
        let told = findings(&house, &["--offline"], &[]).await?;
        let bad = |check| fix(&told, check).is_ok_and(|fix| fix.contains("was not reached"));
        Ok((bad("sweep") && bad("subscription")).then_some(()))
    })
    .await
}

#[tokio::test]
async fn h04_process_no_database_and_a_damaged_one_are_told_apart() -> anyhow::Result<()> {
    let mut house = House::found("cloud").await?;
    house.start_platform().await?;
    let settings = house.folder.path().join("provider.toml").display().to_string();
    let folder = tempfile::tempdir()?;
    let place = folder.path().display().to_string();
    let words = ["--config", settings.as_str(), "--data-dir", place.as_str()];
    let told = async || -> anyhow::Result<Value> {
        let words = [&["doctor", "--offline", "--json"], &words[..]].concat();
        Ok(serde_json::from_slice(&run(&words).await?.stdout)?)
    };
    ensure!(fix(&told().await?, "database")?.contains("start the server"), "none");
    // A fleet was imported, and no server has run yet: nothing was looked at that went well.
    let imported = run(&[&["clients", "import", "--all"], &words[..]].concat()).await?;
    ensure!(imported.status.success(), "{}", String::from_utf8_lossy(&imported.stderr));
    for check in ["sweep", "full_pass", "subscription"] {
        let said = said(&told().await?, check);
        ensure!(said.contains("warning") && said.contains("start the server"), "{check}: {said}");
    }
    std::fs::remove_file(folder.path().join("provider.db"))?;
    let listed = run(&[&["clients", "list"], &words[..]].concat()).await?;
    let why = String::from_utf8_lossy(&listed.stderr).into_owned();
    ensure!(why.contains("there is no database in") && why.contains("clients import"), "{why}");
    std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o700))?;
    std::fs::write(folder.path().join("provider.db"), "this is no database at all".repeat(100))?;
    let told = told().await?;
    ensure!(fix(&told, "database")?.contains("vestibule restore"), "{told:#}");
    ensure!(!fix(&told, "database")?.contains("start the server once"), "{told:#}");
    Ok(())
}
