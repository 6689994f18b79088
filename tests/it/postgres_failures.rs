//! What goes wrong with PostgreSQL: said in words, and nothing is lost. Run by
//! `cargo xtask test postgres`.

use anyhow::{Context, ensure};
use bytes::Bytes;
use graph::webhook::{SIGNATURE_HEADER, sign};
use http::Request;
use serde_json::{Value, json};
use shell::sql::{Address, Sql, Tx};
use stories::cluster::Cluster;
use stories::console::Console;
use stories::house::House;
use stories::once::each_step_once;
use stories::schema::Schema;
use stories::signup::sign_up;
use stories::wait::until;

async fn ready(house: &House) -> anyhow::Result<(u16, Value)> {
    let url = format!("http://{}/health/ready", house.provider_at());
    house.send(Request::get(url).body(Bytes::new())?).await
}

async fn becomes(house: &House, expected: u16, words: &str) -> anyhow::Result<()> {
    until(&format!("the server's readiness to be {expected}"), async || {
        let (status, said) = ready(house).await?;
        Ok((status == expected && said.to_string().contains(words)).then_some(()))
    })
    .await
}

/// Posts a signed webhook; the status of its answer.
async fn webhook(house: &House, body: &Value) -> anyhow::Result<u16> {
    let (body, secret) = (body.to_string(), house.setting("app_secret")?);
    let signature = sign(secret, body.as_bytes());
    let url = format!("http://{}/webhooks/whatsapp", house.provider_at());
    let request = Request::post(url).header("content-type", "application/json");
    house.status(request.header(SIGNATURE_HEADER, signature).body(body.into())?).await
}

#[ignore = "needs a PostgreSQL server: cargo xtask test postgres"]
#[tokio::test]
async fn process_a_database_that_is_started_anew_loses_and_doubles_nothing() -> anyhow::Result<()> {
    let cluster = Cluster::start()?;
    let mut house = House::found("cloud").await?;
    house.more_settings = vec![("database_url", cluster.url())];
    house.start_platform().await?;
    house.start_provider().await?;
    let odd = json!({"object": "whatsapp_business_account", "entry": []});
    let mut clients = Vec::new();
    // Each time in the middle of an onboarding.
    for seed in 360..363 {
        clients.push(sign_up(&house, seed).await?);
        cluster.stop()?;
        becomes(&house, 503, "the database cannot be written").await?;
        let status = webhook(&house, &odd).await?;
        ensure!(status == 503, "a webhook that cannot be kept was answered with {status}");
        cluster.go_on()?;
        becomes(&house, 200, "true").await?;
    }
    ensure!(webhook(&house, &odd).await? == 200, "it takes no webhooks");
    for made in &clients {
        Console::log_in(&house).await?.live(&made.waba).await?;
    }
    each_step_once(&house, &clients).await
}

#[ignore = "needs a PostgreSQL server: cargo xtask test postgres"]
#[tokio::test]
async fn process_a_full_disk_of_the_database_is_said_and_gone_through() -> anyhow::Result<()> {
    let schema = Schema::fresh().await?;
    let mut house = House::found("cloud").await?;
    house.more_settings = schema.settings();
    house.start_platform().await?;
    house.start_provider().await?;
    // What the server says when its disk is full, without filling one.
    let full = "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$";
    let on = |table: &str| {
        format!(
            "CREATE TRIGGER full_disk BEFORE INSERT OR UPDATE ON {table}
            FOR EACH ROW EXECUTE FUNCTION full_disk()"
        )
    };
    let (settings, inbox) = (on("setting"), on("inbox"));
    let fill = move |tx: &Tx<'_>| {
        [full, &settings, &inbox].iter().try_for_each(|sql| tx.execute(sql, &[]).map(drop))
    };
    schema.db().write(fill).await?;
    becomes(&house, 503, "the disk is full").await?;
    let odd = json!({"object": "whatsapp_business_account", "entry": []});
    ensure!(webhook(&house, &odd).await? == 503, "a webhook was taken that cannot be kept");
    let freed = |tx: &Tx<'_>| tx.execute("DROP FUNCTION full_disk() CASCADE", &[]).map(drop);
    schema.db().write(freed).await?;
    becomes(&house, 200, "true").await?;
    let made = sign_up(&house, 365).await?;
    Console::log_in(&house).await?.live(&made.waba).await?;
    Ok(())
}

/// Why the server does not start with these settings.
async fn refusal(house: &mut House, settings: &[(&'static str, String)]) -> anyhow::Result<String> {
    house.more_settings = settings.to_vec();
    let started = house.start_provider().await;
    Ok(format!("{:#}", started.err().context("it started all the same")?))
}

#[ignore = "needs a PostgreSQL server: cargo xtask test postgres"]
#[tokio::test]
async fn process_a_database_that_lets_nobody_in_is_told_with_the_remedy() -> anyhow::Result<()> {
    let cluster = Cluster::start()?;
    let mut house = House::found("cloud").await?;
    house.start_platform().await?;
    let wrong = cluster.url_for("postgres", "not-the-password");
    let why = refusal(&mut house, &[("database_url", wrong)]).await?;
    ensure!(why.contains("password authentication failed"), "{why}");
    ensure!(why.contains("check database_url") && !why.contains("not-the-password"), "{why}");

    // A user without rights, and one with a schema that was made for it.
    let address = Address { url: cluster.url(), schema: None, authorities: None };
    let office = Sql::postgres(address).await?;
    let users = |tx: &Tx<'_>| {
        for user in ["poor", "owner"] {
            let sql = format!("CREATE ROLE {user} LOGIN PASSWORD 'its-own-password'");
            tx.execute(&sql, &[])?;
        }
        tx.execute("CREATE SCHEMA theirs AUTHORIZATION owner", &[]).map(drop)
    };
    office.write(users).await?;
    let url = cluster.url_for("poor", "its-own-password");
    for more in [None, Some(("database_schema", "fresh".to_owned()))] {
        let settings: Vec<_> = [("database_url", url.clone())].into_iter().chain(more).collect();
        let why = refusal(&mut house, &settings).await?;
        ensure!(why.contains("CREATE SCHEMA vestibule AUTHORIZATION"), "{why}");
        ensure!(why.contains("permission denied"), "{why}");
    }
    let url = cluster.url_for("owner", "its-own-password");
    house.more_settings = vec![("database_url", url), ("database_schema", "theirs".to_owned())];
    house.start_provider().await?;
    house.provider.take().context("the provider runs")?.interrupt().await?;

    // Another machine's is spoken to with TLS, and must be who it says.
    let by_name = || ("database_url", cluster.url_by_name());
    let signed_by = |name| ("database_authorities", cluster.file(name).display().to_string());
    let why = refusal(&mut house, &[by_name()]).await?;
    ensure!(why.contains("TLS") && why.contains("certificate"), "{why}");
    let why = refusal(&mut house, &[by_name(), signed_by("other.pem")]).await?;
    ensure!(why.contains("TLS") && why.contains("certificate"), "{why}");
    let schema = ("database_schema", "by_name".to_owned());
    house.more_settings = vec![by_name(), signed_by("ca.pem"), schema];
    house.start_provider().await
}
