//! Instances that others run, reached over the network.

use anyhow::{Context, ensure};
use stories::{console::Console, house::House, program::Program, signup::sign_up, wait::until};

use super::{client_is, finding, shown};

pub(super) const SECRET: &str = "webhooks-of-clients-4711-0815";

/// A client that somebody else runs, at this port (0: a free one).
pub(super) async fn client(house: &House, port: u16) -> anyhow::Result<Program> {
    let folder = house.folder.path().join("elsewhere").display().to_string();
    let platform = format!("http://{}", house.platform_at());
    let port = port.to_string();
    let args = ["onprem-client", "--port", &port, "--platform", &platform, "--data-dir", &folder];
    let environment = [("VESTIBULE_ONPREM_WEBHOOK_SECRET", SECRET.to_owned())];
    Program::start(&args.map(str::to_owned), &environment).await
}

#[tokio::test]
async fn e06_process_a_client_that_others_run_is_reached_under_guard() -> anyhow::Result<()> {
    let mut house = House::found("client").await?;
    house.start_platform().await?;
    let instance = client(&house, 0).await?;
    let at = instance.said("http")?.trim_start_matches("http://").to_owned();
    house.more_settings.push(("client_endpoint", format!("http://{at}/{{phone_number_id}}")));
    house.more_settings.push(("client_webhook_secret", SECRET.to_owned()));
    house.start_provider().await?;
    let made = sign_up(&house, 62).await?;

    // It is in our own network and nobody allowed that: it is not called, and the fix is said.
    let told = client_is(&house, &made.phone, "unreachable").await?;
    let says = told["client_says"].as_str().context("it says nothing")?;
    ensure!(says.contains("is not called: only https addresses are called"), "{told:#}");
    let mut console = Console::log_in(&house).await?;
    until("the condition to name the operators", async || {
        let page = console.client(&made.waba).await?;
        let said = "li[data-condition=client_running][data-state=false][data-next=operator]";
        Ok(page.has(said).then_some(()))
    })
    .await?;
    let own = format!("[\"{}=http://{at}\"]", made.phone);
    let general = format!("http://{at}/{{phone_number_id}}");
    let allowed = format!("[\"{at}\"]");
    let mut other = vec![("client_endpoints", own.as_str()), ("client_endpoint", &general)];
    other.push(("client_webhook_secret", SECRET));
    let bad = finding(&house, "client_endpoint", &other).await?;
    let fix = bad["fix"].as_str().unwrap_or_default();
    ensure!(bad["state"] == "bad" && fix.contains("private_hosts_allowed"), "{bad}");
    other.push(("private_hosts_allowed", &allowed));
    let good = finding(&house, "client_endpoint", &other).await?;
    ensure!(good["state"] == "ok", "{good}");

    // Allowed, and with an address of its own, it is taken into use.
    let provider = house.provider.take().context("the provider runs")?;
    ensure!(provider.interrupt().await?.success(), "it does not stop in good order");
    house.more_settings.push(("client_endpoints", own.clone()));
    house.more_settings.push(("private_hosts_allowed", allowed.clone()));
    house.start_provider().await?;
    house.advance("2h").await?;
    let mut console = Console::log_in(&house).await?;
    console.live(&made.waba).await?;
    house.number_becomes(&made.phone, "CONNECTED").await?;
    client_is(&house, &made.phone, "healthy").await?;

    // The server's own stop leaves it alone; its absence is said, and its return seen.
    let port = at.rsplit(':').next().context("a port")?.parse()?;
    ensure!(instance.interrupt().await?.success(), "it does not stop in good order");
    client_is(&house, &made.phone, "unreachable").await?;
    let bad = finding(&house, "client_endpoint", &other).await?;
    ensure!(bad["state"] == "bad", "{bad}");
    let _back = client(&house, port).await?;
    until("it to be back", async || {
        house.advance("10m").await?;
        Ok((shown(&house, &made.phone).await?["client_state"] == "healthy").then_some(()))
    })
    .await?;
    console.live(&made.waba).await.map(drop)
}
