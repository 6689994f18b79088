//! The operators' commands where the database is PostgreSQL. Run by `cargo xtask test postgres`.

use anyhow::{Context, ensure};
use serde_json::Value;
use stories::console::Console;
use stories::house::House;
use stories::office::{Ended, office};
use stories::schema::Schema;
use stories::signup::sign_up;

async fn house(schema: &Schema) -> anyhow::Result<House> {
    let mut house = House::found("cloud").await?;
    house.more_settings = schema.settings();
    house.start_platform().await?;
    house.start_provider().await?;
    Ok(house)
}

async fn done(house: &House, words: &[&str]) -> anyhow::Result<Ended> {
    let ended = office(house, words, &[], "").await?;
    ensure!(ended.code == Some(0), "{words:?}: {}{}", ended.out, ended.err);
    Ok(ended)
}

async fn refused(house: &House, words: &[&str]) -> anyhow::Result<String> {
    let ended = office(house, words, &[], "").await?;
    ensure!(ended.code == Some(1), "{words:?} ended with {:?}: {}", ended.code, ended.out);
    Ok(ended.err)
}

fn first<'a>(told: &'a Value, member: &str) -> &'a Value {
    &told["data"][0][member]
}

#[ignore = "needs a PostgreSQL server: cargo xtask test postgres"]
#[tokio::test]
async fn process_every_command_works_beside_servers_on_postgres() -> anyhow::Result<()> {
    let schema = Schema::fresh().await?;
    let house = house(&schema).await?;
    let made = sign_up(&house, 350).await?;
    Console::log_in(&house).await?.live(&made.waba).await?;
    let told = done(&house, &["clients", "list", "--json"]).await?.json()?;
    ensure!(first(&told, "stage") == "live", "{told}");
    done(&house, &["clients", "show", &made.waba]).await?;
    done(&house, &["clients", "wake", &made.waba]).await?;
    let told = done(&house, &["numbers", "list", "--json"]).await?.json()?;
    ensure!(first(&told, "phone_id") == made.phone.as_str(), "{told}");
    let told = done(&house, &["ledger", "list", "--json"]).await?.json()?;
    ensure!(!told["data"].as_array().context("rows")?.is_empty(), "{told}");
    let told = done(&house, &["inbox", "list", "--json"]).await?.json()?;
    ensure!(!told["data"].as_array().context("rows")?.is_empty(), "{told}");
    let told = done(&house, &["keys", "rotate", "--json"]).await?.json()?;
    ensure!(told["left"] == 0, "{told}");
    let told = done(&house, &["migrate", "--check", "--json"]).await?.json()?;
    ensure!(told["found"] == told["known"], "{told}");
    done(&house, &["audit", "verify"]).await?;
    let told = done(&house, &["export", "clients"]).await?;
    ensure!(told.out.contains(&made.waba), "{}", told.out);
    let told = office(&house, &["doctor", "--json"], &[], "").await?;
    ensure!(told.code == Some(0), "{}{}", told.out, told.err);
    Ok(())
}

#[ignore = "needs a PostgreSQL server: cargo xtask test postgres"]
#[tokio::test]
async fn process_a_copy_of_either_database_is_put_back_into_either() -> anyhow::Result<()> {
    let schema = Schema::fresh().await?;
    let mut house = house(&schema).await?;
    let made = sign_up(&house, 351).await?;
    Console::log_in(&house).await?.live(&made.waba).await?;
    let copies = tempfile::tempdir()?;
    let copy = copies.path().join("copy.db").display().to_string();
    done(&house, &["backup", &copy]).await?;
    let why = refused(&house, &["restore", &copy]).await?;
    ensure!(why.contains("stop every server first"), "{why}");
    let later = sign_up(&house, 352).await?;
    Console::log_in(&house).await?.live(&later.waba).await?;
    house.provider.take().context("the provider runs")?.interrupt().await?;
    let why = refused(&house, &["restore", &copy]).await?;
    ensure!(why.contains("--force"), "{why}");
    let told = done(&house, &["restore", "--force", &copy, "--json"]).await?.json()?;
    let kept = told["kept"].as_str().context("nothing was kept")?.to_owned();
    let clients = done(&house, &["clients", "list", "--json"]).await?.json()?;
    ensure!(clients["data"].as_array().map(Vec::len) == Some(1), "{clients}");
    done(&house, &["audit", "verify"]).await?;
    // What happened since the copy is found.
    house.start_provider().await?;
    let mut console = Console::log_in(&house).await?;
    house.advance("2m").await?;
    console.live(&later.waba).await?;
    console.live(&made.waba).await?;
    house.provider.take().context("the provider runs")?.interrupt().await?;

    // From the server into a file: what was kept has both.
    house.more_settings.clear();
    let fresh = copies.path().join("moved");
    let moved = ["--data-dir", &fresh.display().to_string()].map(str::to_owned);
    let restore = ["restore", &kept, &moved[0], &moved[1]];
    let settings = house.folder.path().join("provider.toml").display().to_string();
    let run = |words: Vec<&str>| {
        let words: Vec<String> = words.into_iter().map(str::to_owned).collect();
        let settings = settings.clone();
        async move {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let words = [&words[..], &["--config", &settings]].concat();
            let ended = stories::program::run(&words).await?;
            let said = String::from_utf8_lossy(&ended.stderr).into_owned();
            ensure!(ended.status.success(), "{words:?}: {said}");
            Ok(String::from_utf8(ended.stdout)?)
        }
    };
    run(restore.to_vec()).await?;
    let list = vec!["clients", "list", "--json", &moved[0], &moved[1]];
    let clients: Value = serde_json::from_str(&run(list).await?)?;
    ensure!(clients["data"].as_array().map(Vec::len) == Some(2), "{clients}");
    Ok(())
}

/// What the office says of one client, but for what every look and start changes.
async fn kept(house: &House, waba: &str) -> anyhow::Result<Value> {
    let mut told = done(house, &["clients", "show", waba, "--json"]).await?.json()?;
    let shown = told.as_object_mut().context("it is no object")?;
    shown.retain(|key, _| matches!(key.as_str(), "waba_id" | "stage" | "live_since" | "business"));
    Ok(told)
}

#[ignore = "needs a PostgreSQL server: cargo xtask test postgres"]
#[tokio::test]
async fn process_a_provider_moves_from_a_file_to_postgres_and_back() -> anyhow::Result<()> {
    let schema = Schema::fresh().await?;
    let mut house = House::open("cloud").await?;
    let made = sign_up(&house, 353).await?;
    Console::log_in(&house).await?.live(&made.waba).await?;
    house.provider.take().context("the provider runs")?.interrupt().await?;
    let before = kept(&house, &made.waba).await?;
    let shares = done(&house, &["ledger", "list", "--json"]).await?.json()?;
    let copies = tempfile::tempdir()?;
    let copy = |name: &str| copies.path().join(name).display().to_string();
    done(&house, &["backup", &copy("file.db")]).await?;

    // Into the server, where it goes on: another business signs up.
    house.more_settings = schema.settings();
    done(&house, &["restore", &copy("file.db")]).await?;
    ensure!(kept(&house, &made.waba).await? == before);
    ensure!(done(&house, &["ledger", "list", "--json"]).await?.json()? == shares);
    done(&house, &["audit", "verify"]).await?;
    house.start_provider().await?;
    let mut console = Console::log_in(&house).await?;
    console.live(&made.waba).await?;
    let second = sign_up(&house, 354).await?;
    console.live(&second.waba).await?;
    house.provider.take().context("the provider runs")?.interrupt().await?;
    let before = [kept(&house, &made.waba).await?, kept(&house, &second.waba).await?];
    done(&house, &["backup", &copy("server.db")]).await?;

    // And back into the file, whose older data are replaced without being asked twice.
    house.more_settings.clear();
    done(&house, &["restore", &copy("server.db")]).await?;
    ensure!([kept(&house, &made.waba).await?, kept(&house, &second.waba).await?] == before);
    done(&house, &["audit", "verify"]).await?;
    house.start_provider().await?;
    let mut console = Console::log_in(&house).await?;
    for one in [&made, &second] {
        console.live(&one.waba).await?;
    }
    // Nothing was shared twice on the way.
    let told = done(&house, &["ledger", "list", "--json"]).await?.json()?;
    ensure!(told["data"].as_array().map(Vec::len) == Some(2), "{told}");
    Ok(())
}
