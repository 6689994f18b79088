//! Metrics, their dashboard, health and a graceful stop of a running server.

use std::collections::BTreeSet;
use std::time::Duration;

use anyhow::{Context, ensure};
use bytes::Bytes;
use http::{Request, header};
use stories::{
    console::Console, house::House, office::office, program::Program, signup::sign_up, wait::until,
};

/// Every name of ours in a text.
fn names(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    words.filter(|word| word.starts_with("vestibule_")).map(str::to_owned).collect()
}

/// Starts the house's provider with more settings.
async fn start(house: &mut House, more: &[(&'static str, &str)]) -> anyhow::Result<()> {
    house.more_settings = more.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
    house.start_provider().await
}

fn metrics_of(provider: Option<&Program>) -> anyhow::Result<String> {
    Ok(provider.context("the provider runs")?.said("metrics")?.to_owned())
}

async fn text(url: &str, host: Option<&str>) -> anyhow::Result<(u16, String)> {
    let http = shell::http::Client::net(Duration::from_secs(10))?;
    let mut request = Request::get(url);
    if let Some(host) = host {
        request = request.header(header::HOST, host);
    }
    let answer = http.send(request.body(Bytes::new())?).await?;
    Ok((answer.status().as_u16(), String::from_utf8_lossy(answer.body()).into_owned()))
}

#[tokio::test]
async fn process_the_dashboard_asks_only_for_metrics_that_are_exported() -> anyhow::Result<()> {
    let mut house = House::found("client").await?;
    house.start_platform().await?;
    start(&mut house, &[("metrics_port", "0")]).await?;
    let made = sign_up(&house, 61).await?;
    Console::log_in(&house).await?.live(&made.waba).await?;
    let url = metrics_of(house.provider.as_ref())?;
    let (status, exported) = text(&url, None).await?;
    ensure!(status == 200 && exported.ends_with("# EOF\n"), "{status}: {exported}");
    let dashboard: serde_json::Value =
        serde_json::from_str(include_str!("../../docs/operations/grafana.json"))?;
    let asked = names(&dashboard["panels"].to_string());
    ensure!(asked.len() > 15, "the dashboard asks for little: {asked:?}");
    // A family without a value yet is known by its type.
    let known: BTreeSet<String> =
        names(&exported).into_iter().flat_map(|name| [format!("{name}_total"), name]).collect();
    // Tokens that never end have no days left.
    let there = |name: &&String| known.contains(*name) || *name == "vestibule_token_days_left";
    let unknown: Vec<&String> = asked.iter().filter(|name| !there(name)).collect();
    ensure!(unknown.is_empty(), "not exported: {unknown:?}\n{exported}");
    let seen = shell::metrics::values(&exported);
    let value = |name: &str| seen.get(name).copied().unwrap_or_default();
    ensure!(value("vestibule_clients{stage=\"live\"}") == 1.0, "{exported}");
    ensure!(value("vestibule_instances{state=\"healthy\"}") == 1.0, "{exported}");
    ensure!(value("vestibule_ready") == 1.0, "{exported}");
    ensure!(value("vestibule_webhooks_total{outcome=\"applied\"}") >= 1.0, "{exported}");
    let shared = "vestibule_steps_total{kind=\"share-credit\",outcome=\"ok\"}";
    ensure!(value(shared) == 1.0, "{exported}");
    ensure!(value("vestibule_db_batch_jobs_count") > 5.0, "{exported}");
    for secret in ["app_secret", "employee_token", "admin_token"] {
        ensure!(!exported.contains(house.setting(secret)?), "{secret} is in the metrics");
    }
    // Not under the public name, and not for pages that point another name here.
    let public = format!("{}/metrics", house.sites().provider);
    ensure!(text(&public, None).await?.0 == 404, "metrics are public");
    ensure!(text(&url, Some("evil.example")).await?.0 == 421, "another name is answered");
    Ok(())
}

#[tokio::test]
async fn process_a_stop_is_said_first_and_answers_until_the_door_closes() -> anyhow::Result<()> {
    let mut house = House::found("cloud").await?;
    house.start_platform().await?;
    start(&mut house, &[("drain_seconds", "3600")]).await?;
    let ready = format!("http://{}/health/ready", house.provider_at());
    ensure!(text(&ready, None).await?.0 == 200, "it is not ready");
    let mut provider = house.provider.take().context("the provider runs")?;
    provider.signal("INT").await?;
    let said = until("the server to say that it stops", async || {
        let (status, said) = text(&ready, None).await?;
        Ok((status == 503).then_some(said))
    })
    .await?;
    ensure!(said.contains("the server is stopping"), "{said}");
    // Everything is answered as long as the door is open.
    let page = format!("http://{}/console/login", house.provider_at());
    ensure!(text(&page, None).await?.0 == 200, "it answers no more");
    // A second signal does not wait.
    provider.signal("INT").await?;
    ensure!(provider.ended().await?.code() == Some(0), "it did not end well");
    Ok(())
}

#[tokio::test]
async fn process_traces_reach_a_collector() -> anyhow::Result<()> {
    let mut house = House::found("cloud").await?;
    house.start_platform().await?;
    let (url, got) = stories::collector::listen().await?;
    house.traces = Some(url);
    house.start_provider().await?;
    let made = sign_up(&house, 62).await?;
    Console::log_in(&house).await?.live(&made.waba).await?;
    until("a Graph call's span", async || {
        let spans = got.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone();
        let sent = spans.contains("\"graph\"") && spans.contains("whatsapp_credit_sharing");
        let secret = spans.contains(house.setting("admin_token")?);
        ensure!(!secret, "a token is in the traces");
        Ok(sent.then_some(()))
    })
    .await
}

#[tokio::test]
async fn process_a_restart_is_no_end_of_being_live() -> anyhow::Result<()> {
    let mut house = House::open("client").await?;
    let made = sign_up(&house, 74).await?;
    Console::log_in(&house).await?.live(&made.waba).await?;
    let show = ["clients", "show", &made.waba, "--json"];
    let before = office(&house, &show, &[], "").await?.json()?;
    ensure!(before["live_since"].is_string(), "{before}");
    house.provider.take().context("the provider runs")?.interrupt().await?;
    house.start_provider().await?;
    until("the number's client to run again", async || {
        let now = office(&house, &show, &[], "").await?.json()?;
        let mut conditions = now["conditions"].as_array().into_iter().flatten();
        let runs = conditions.any(|one| one["kind"] == "client_running" && one["state"] == "yes");
        Ok((runs && now["looked_at"] != before["looked_at"]).then_some(()))
    })
    .await?;
    let now = office(&house, &show, &[], "").await?.json()?;
    ensure!(now["live_since"] == before["live_since"], "{now}");
    let facts = office(&house, &["export", "timeline"], &[], "").await?.out;
    ensure!(!facts.contains("(was live)"), "{facts}");
    Ok(())
}
