//! Instances that others run, spoken to over TLS.

use anyhow::{Context, ensure};
use stories::{console::Console, house::House, signup::sign_up, tls::Authority};

use super::elsewhere::{SECRET, client};
use super::{client_is, finding};

/// The name in the instance's certificate; it leads to this machine.
const NAME: &str = "clients.localhost";

#[tokio::test]
async fn security_tls_process_only_a_named_authority_vouches_for_a_client_elsewhere()
-> anyhow::Result<()> {
    let mut house = House::found("client").await?;
    house.start_platform().await?;
    let instance = client(&house, 0).await?;
    let at = instance.said("http")?.trim_start_matches("http://").parse()?;
    let ours = Authority::new("ours")?;
    let (foreign, forged) = (Authority::new("another")?, Authority::new("ours")?);
    let file = |name: &str, authority: &Authority| -> anyhow::Result<String> {
        let path = house.folder.path().join(name);
        std::fs::write(&path, authority.pem())?;
        Ok(path.display().to_string())
    };
    let (our_file, foreign_file) = (file("ours.pem", &ours)?, file("foreign.pem", &foreign)?);
    let forged_file = file("forged.pem", &forged)?;
    let port = ours.door(NAME, at).await?;
    let url = format!("https://{NAME}:{port}");

    // One that nobody named signed it: the number does not go live, and the way out is said.
    house.more_settings.push(("client_endpoint", format!("{url}/{{phone_number_id}}")));
    house.more_settings.push(("private_hosts_allowed", format!("[\"{NAME}\"]")));
    house.more_settings.push(("client_webhook_secret", SECRET.to_owned()));
    house.more_settings.push(("client_authorities", foreign_file.clone()));
    house.start_provider().await?;
    let made = sign_up(&house, 66).await?;
    let told = client_is(&house, &made.phone, "unreachable").await?;
    let says = told["client_says"].as_str().context("it says nothing")?;
    ensure!(says.contains("invalid peer certificate"), "{told:#}");
    ensure!(says.contains("name the authority that signed it in client_authorities"), "{told:#}");

    // The self-check tells the cases apart before a server is started on them.
    let other_name = ours.door("somebody.else.example", at).await?;
    let asked = async |port: u16, authorities: &str| {
        let own = format!("[\"{}=https://{NAME}:{port}\"]", made.phone);
        let other = [("client_endpoints", own.as_str()), ("client_authorities", authorities)];
        let found = finding(&house, "client_endpoint", &other).await?;
        let text = |key: &str| found[key].as_str().unwrap_or_default().to_owned();
        anyhow::Ok((text("state"), text("said"), text("fix")))
    };
    for authorities in [&foreign_file, &forged_file] {
        let (state, found, fix) = asked(port, authorities).await?;
        ensure!(state == "bad" && found.contains("invalid peer certificate"), "{found}");
        ensure!(fix.contains("client_authorities"), "{fix}");
    }
    let (state, found, fix) = asked(other_name, &our_file).await?;
    ensure!(state == "bad" && found.contains("certificate"), "{found}");
    ensure!(fix.contains("a certificate for that name"), "{fix}");
    let (state, found, _) = asked(port, &our_file).await?;
    ensure!(state == "ok", "{found}");
    let empty = house.folder.path().join("empty.pem");
    std::fs::write(&empty, "no certificate\n")?;
    let empty = empty.display().to_string();
    let found = finding(&house, "settings", &[("client_authorities", empty.as_str())]).await?;
    let said = found["said"].as_str().unwrap_or_default();
    ensure!(found["state"] == "bad" && said.contains("a readable PEM file"), "{found}");

    // With the right one named it is taken into use.
    let provider = house.provider.take().context("the provider runs")?;
    ensure!(provider.interrupt().await?.success(), "it does not stop in good order");
    house.more_settings.push(("client_endpoints", format!("[\"{}={url}\"]", made.phone)));
    house.more_settings.push(("client_authorities", our_file));
    house.start_provider().await?;
    house.advance("2h").await?;
    let mut console = Console::log_in(&house).await?;
    console.live(&made.waba).await?;
    house.number_becomes(&made.phone, "CONNECTED").await?;
    client_is(&house, &made.phone, "healthy").await.map(drop)
}
