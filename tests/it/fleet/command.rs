//! Instances that a configured command starts, as real processes.

use std::os::unix::fs::PermissionsExt as _;

use anyhow::{Context, ensure};
use serde_json::{Value, json};
use stories::{
    console::Console,
    house::House,
    program::{binary, processes},
    signup::{Made, sign_up},
    wait::until,
};

use super::{client_is, finding, shown};

const CUSTOMER: &str = "14155550142";

/// A start script of one's own: it notes what it was told, refuses while its licence is missing,
/// and then becomes the client.
fn script(house: &House) -> anyhow::Result<String> {
    let file = house.folder.path().join("client.sh");
    let exe = binary()?;
    let text = format!(
        "#!/bin/sh\n\
         # Arguments: number, folder, platform, port.\n\
         echo \"starts the client of $1 at port $4\"\n\
         if [ -e '{folder}/no-licence' ]; then echo 'the licence has expired' >&2; exit 3; fi\n\
         '{exe}' onprem-client --data-dir \"$2\" --platform \"$3\" --port \"$4\" &\n\
         trap 'kill $!; wait $!; exit 0' TERM\n\
         wait $!\n",
        folder = house.path(),
        exe = exe.display(),
    );
    std::fs::write(&file, text)?;
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o700))?;
    let words = ["{phone_number_id}", "{folder}", "{platform_url}", "{port}"];
    let mut command = vec![file.display().to_string()];
    command.extend(words.map(str::to_owned));
    Ok(json!(command).to_string())
}

/// A live client whose number runs by the script.
async fn furnished() -> anyhow::Result<(House, Made)> {
    let mut house = House::found("client").await?;
    let command = script(&house)?;
    house.more_settings.push(("client_command", command));
    house.start_platform().await?;
    house.start_provider().await?;
    let made = sign_up(&house, 61).await?;
    Console::log_in(&house).await?.live(&made.waba).await?;
    Ok((house, made))
}

fn kill(id: u32) -> anyhow::Result<()> {
    let done = std::process::Command::new("kill").args(["-KILL", &id.to_string()]).status()?;
    ensure!(done.success(), "could not kill {id}");
    Ok(())
}

/// The process of the script itself.
fn leader(house: &House) -> anyhow::Result<u32> {
    let script = format!("{}/client.sh", house.path());
    let ids = processes(&["/bin/sh", &script]);
    ids.first().copied().with_context(|| format!("the script does not run: {ids:?}"))
}

fn text<'a>(told: &'a Value, name: &str) -> &'a str {
    told[name].as_str().unwrap_or_default()
}

#[tokio::test]
async fn e06_process_a_command_of_one_s_own_runs_the_client() -> anyhow::Result<()> {
    let (mut house, made) = furnished().await?;
    let told = client_is(&house, &made.phone, "healthy").await?;
    let log = std::fs::read_to_string(text(&told, "client_log"))?;
    ensure!(log.contains(&format!("starts the client of {}", made.phone)), "{log}");
    ensure!(told["client_restarts"] == 0, "{told:#}");
    let id = leader(&house)?;
    let line = std::fs::read(format!("/proc/{id}/cmdline"))?;
    let line = String::from_utf8_lossy(&line).replace('\0', " ");
    ensure!(line.contains(&made.phone), "{line}");
    let environment = std::fs::read(format!("/proc/{id}/environ"))?;
    let environment = String::from_utf8_lossy(&environment).into_owned();
    let secret = environment.split('\0').find_map(|one| {
        one.strip_prefix("VESTIBULE_ONPREM_WEBHOOK_SECRET=").filter(|secret| secret.len() > 20)
    });
    let secret = secret.context("its secret is not in its environment")?;
    ensure!(!line.contains(secret), "the secret is on the command line");
    ensure!(!environment.contains("VESTIBULE_PROVIDER_"), "it gets settings of the server");
    // An orderly stop ends it and what it started; the next run starts it at once.
    let provider = house.provider.take().context("the provider runs")?;
    ensure!(provider.interrupt().await?.success(), "it does not stop in good order");
    ensure!(house.client_processes().is_empty(), "a client outlives the server");
    ensure!(client_is(&house, &made.phone, "stopped").await?["client_crashes_in_a_row"] == 0);
    house.start_provider().await?;
    client_is(&house, &made.phone, "healthy").await?;
    let clients = house.client_processes();
    ensure!(clients.len() == 1, "{clients:?}");
    // After a crash of the server the same one goes on, adopted.
    house.kill_provider().await?;
    house.start_provider().await?;
    Console::log_in(&house).await?.live(&made.waba).await?;
    ensure!(house.client_processes() == clients, "another one was started");
    kill(leader(&house)?)?;
    kill(clients[0])?;
    let told = until("it to be started again", async || {
        let told = shown(&house, &made.phone).await?;
        let again = told["client_restarts"] == 2 && told["client_state"] == "healthy";
        Ok(again.then_some(told))
    });
    told.await?;
    ensure!(house.client_processes().len() == 1, "{:?}", house.client_processes());
    Ok(())
}

#[tokio::test]
async fn process_a_client_that_does_not_stay_up_is_said_and_what_is_written_waits()
-> anyhow::Result<()> {
    let (house, made) = furnished().await?;
    client_is(&house, &made.phone, "healthy").await?;
    ensure!(finding(&house, "client_instances", &[]).await?["state"] == "ok");
    let missing = [("client_command", "[\"/no/such/program\"]")];
    let bad = finding(&house, "client_command", &missing).await?;
    ensure!(bad["state"] == "bad" && text(&bad, "fix").contains("may execute"), "{bad}");

    std::fs::write(house.folder.path().join("no-licence"), "")?;
    kill(house.client_processes()[0])?;
    let told = client_is(&house, &made.phone, "crashed").await?;
    ensure!(told["client_next_start"].is_string(), "{told:#}");
    let mut console = Console::log_in(&house).await?;
    let page = console.talk(&made.waba, &made.phone, CUSTOMER).await?;
    let page = console.send(&page, "#send-template", &[("to", "+1 415-555-0142")]).await?;
    ensure!(page.has("#conversation [data-status=waiting]"), "{}", page.text("main")?);
    // Pauses grow by the clock, which is turned.
    let told = until("the loop to be said", async || {
        house.advance("1m").await?;
        let told = shown(&house, &made.phone).await?;
        Ok((told["client_crashes_in_a_row"].as_u64() >= Some(5)).then_some(told))
    })
    .await?;
    ensure!(text(&told, "client_says").contains("exit code 3"), "{told:#}");
    ensure!(text(&told, "client_says").contains("licence has expired"), "{told:#}");
    let page = until("the condition to name the operators", async || {
        let page = console.client(&made.waba).await?;
        let said = "li[data-condition=client_running][data-state=false][data-next=operator]";
        Ok(page.has(said).then_some(page))
    })
    .await?;
    let said = page.text("li[data-condition=client_running]")?;
    ensure!(said.contains("times in a row"), "{said}");
    let page = console.talk(&made.waba, &made.phone, CUSTOMER).await?;
    ensure!(page.has("#client[data-client=crashed]"), "{}", page.text("main")?);
    let bad = finding(&house, "client_instances", &[]).await?;
    ensure!(bad["state"] == "bad" && text(&bad, "said").contains(&made.phone), "{bad}");
    until("a letter to the operators", async || {
        let mails = house.control("mail?to=operators@hallway.example", None).await?;
        Ok(mails["data"].to_string().contains("does not stay up").then_some(()))
    })
    .await?;

    std::fs::remove_file(house.folder.path().join("no-licence"))?;
    until("it to run again", async || {
        house.advance("1h").await?;
        let told = shown(&house, &made.phone).await?;
        Ok((told["client_state"] == "healthy").then_some(()))
    })
    .await?;
    until("what was written meanwhile on the customer's telephone", async || {
        let handset = house.control(&format!("handsets/{CUSTOMER}"), None).await?;
        Ok(handset["data"].as_array().filter(|rows| rows.len() == 1).map(drop))
    })
    .await?;
    Ok(())
}
