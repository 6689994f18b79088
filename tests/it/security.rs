//! The provider's defences as a whole: with the program as it is run, its files and its commands.

use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;

use anyhow::{Context as _, ensure};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::Method;
use provider::store::sealed;
use serde_json::{Value, json};
use shell::db::Db;
use shell::secret::Secrets;
use shell::sql::Sql;
use stories::{
    console::Console,
    house::House,
    leaks::Leaks,
    program::run,
    signup::{applicant, sign_up},
};

/// The settings file of a house, with what the server is told by its environment otherwise.
fn settings_file(house: &House) -> anyhow::Result<(PathBuf, toml::Table)> {
    let file = house.folder.path().join("provider.toml");
    let mut table: toml::Table = std::fs::read_to_string(&file)?.parse()?;
    let direct = format!("http://{}", house.platform_at());
    let sites = house.sites();
    for (name, value) in [
        ("graph_url", direct.clone()),
        ("platform_onprem_url", direct.clone()),
        ("clock_url", direct),
        ("sdk_url", format!("{}/en_US/sdk.js", sites.platform)),
        ("public_url", sites.provider),
        ("smtp_url", "smtp://127.0.0.1:25".to_owned()),
        ("data_dir", house.path()),
    ] {
        table.insert(name.to_owned(), value.into());
    }
    let origins = vec![toml::Value::from(sites.platform)];
    table.insert("dialog_origins".to_owned(), origins.into());
    write(&file, &table)?;
    Ok((file, table))
}

fn write(file: &std::path::Path, table: &toml::Table) -> anyhow::Result<()> {
    std::fs::write(file, table.to_string())?;
    Ok(std::fs::set_permissions(file, std::fs::Permissions::from_mode(0o600))?)
}

/// What a command of the provider's operators says, as JSON, and its exit status.
async fn said(house: &House, words: &[&str]) -> anyhow::Result<(i32, Value, String)> {
    let file = house.folder.path().join("provider.toml").display().to_string();
    let words: Vec<&str> =
        words.iter().copied().chain(["--json", "--config", file.as_str()]).collect();
    let output = run(&words).await?;
    let problem = String::from_utf8_lossy(&output.stderr).into_owned();
    let status = output.status.code().context("it was killed")?;
    let told = serde_json::from_slice(&output.stdout).unwrap_or_default();
    Ok((status, told, problem))
}

fn beside(house: &House) -> anyhow::Result<Sql> {
    Ok(Db::beside(&house.folder.path().join("provider.db"))?.into())
}

fn key(seed: u64) -> String {
    STANDARD.encode(Secrets::seeded(seed).bytes::<32>())
}

#[tokio::test]
async fn security_appsecret_proof_process_a_platform_that_requires_it_is_no_hindrance()
-> anyhow::Result<()> {
    let house = House::open("cloud").await?;
    let app = house.setting("app_id")?;
    house.control(&format!("apps/{app}/proof"), Some(json!({ "required": true }))).await?;
    let business = house.setting("business_id")?;
    let (status, refusal) = house.graph(Method::GET, business, "employee_token").await?;
    assert_eq!(status, 400, "a call without the proof is refused: {refusal}");
    assert!(refusal["error"]["message"].to_string().contains("appsecret_proof"), "{refusal}");
    let made = sign_up(&house, 71).await?;
    Console::log_in(&house).await?.live(&made.waba).await?;
    Ok(())
}

#[tokio::test]
async fn security_at_rest_process_no_secret_stands_in_any_byte_of_the_database()
-> anyhow::Result<()> {
    let house = House::open("client").await?;
    let made = sign_up(&house, 72).await?;
    Console::log_in(&house).await?.live(&made.waba).await?;
    let leaks = Leaks::of_file(&house.folder.path().join("provider.toml"))?;
    assert!(!leaks.is_empty());
    for name in ["provider.db", "provider.db-wal"] {
        let bytes = std::fs::read(house.folder.path().join(name)).unwrap_or_default();
        assert_eq!(leaks.search(&bytes), None, "in {name}");
    }
    // Every sealed text stands in a column that a rotation of keys knows.
    let db = beside(&house)?;
    let tables = db.read(|tx| {
        tx.all("SELECT name FROM sqlite_schema WHERE type = 'table'", &[], |row| {
            row.get::<String>("name")
        })
    });
    let mut found = 0_u64;
    for table in tables.await? {
        let sql = format!("SELECT name FROM pragma_table_info('{table}') WHERE type = 'TEXT'");
        let columns = db.read(move |tx| tx.all(&sql, &[], |row| row.get::<String>("name"))).await?;
        for column in columns {
            let sql = format!("SELECT count(*) FROM {table} WHERE {column} LIKE 'v1:%:%'");
            let count: u64 = db.read(move |tx| tx.one(&sql, &[], |row| row.get::<u64>(0))).await?;
            let known = sealed::ALL.iter().any(|one| one.table == table && one.column == column);
            ensure!(count == 0 || known, "{table}.{column} is not in the list of sealed columns");
            found += count;
        }
    }
    assert!(found >= 2, "the client instance's password and secret");
    Ok(())
}

#[tokio::test]
async fn security_keys_process_the_master_key_is_changed_beside_a_running_server()
-> anyhow::Result<()> {
    let mut house = House::open("client").await?;
    let made = sign_up(&house, 73).await?;
    Console::log_in(&house).await?.live(&made.waba).await?;
    let (file, mut settings) = settings_file(&house)?;
    let (status, before, problem) = said(&house, &["keys", "list"]).await?;
    assert_eq!(status, 0, "{problem}");
    assert_eq!(before["data"].as_array().map(Vec::len), Some(1), "{before}");

    let new = format!("next:{}", key(5));
    settings.insert("master_keys".into(), vec![toml::Value::from(new)].into());
    write(&file, &settings)?;
    let (status, _, problem) = said(&house, &["keys", "rotate"]).await?;
    assert_eq!(status, 1);
    assert!(problem.contains("start every server anew"), "{problem}");

    house.kill_provider().await?;
    house.start_provider().await?;
    let (status, told, problem) = said(&house, &["keys", "rotate", "--batch", "1"]).await?;
    assert_eq!(status, 0, "{problem}");
    assert!(told["sealed_anew"].as_u64() >= Some(2) && told["left"] == 0, "{told}");
    let (_, again, _) = said(&house, &["keys", "rotate"]).await?;
    assert_eq!(again["sealed_anew"], 0, "{again}");

    // The old key goes; what it sealed still opens.
    settings.remove("master_key");
    write(&file, &settings)?;
    house.kill_provider().await?;
    house.start_provider().await?;
    let mut console = Console::log_in(&house).await?;
    console.live(&made.waba).await?;
    assert_eq!(house.client_processes().len(), 1);
    let (status, verdict, problem) = said(&house, &["audit", "verify"]).await?;
    assert_eq!((status, verdict["whole"].as_bool()), (0, Some(true)), "{verdict} {problem}");
    Ok(())
}

#[tokio::test]
async fn security_keys_process_without_the_key_of_its_data_no_server_starts() -> anyhow::Result<()>
{
    let mut house = House::open("client").await?;
    let made = sign_up(&house, 75).await?;
    Console::log_in(&house).await?.live(&made.waba).await?;
    let (file, settings) = settings_file(&house)?;
    let copy = house.folder.path().join("copy.db").display().to_string();
    let (status, _, problem) = said(&house, &["backup", &copy]).await?;
    assert_eq!(status, 0, "{problem}");
    house.provider.take().context("the provider runs")?.interrupt().await?;
    let mut other = settings.clone();
    other.insert("master_key".into(), key(6).into());
    write(&file, &other)?;
    let refused = house.start_provider().await.err().context("it started")?.to_string();
    assert!(refused.contains("that are not in the settings") && refused.contains("texts)"));
    // Nor is a copy put back on which no server would start, unless somebody insists.
    let (status, _, problem) = said(&house, &["restore", &copy]).await?;
    assert_eq!(status, 1);
    assert!(problem.contains("--force") && problem.contains("master_keys"), "{problem}");
    let (status, _, problem) = said(&house, &["restore", &copy, "--force"]).await?;
    assert_eq!(status, 0, "{problem}");
    // With its own key it is put back without a word, and the server starts.
    write(&file, &settings)?;
    let (status, _, problem) = said(&house, &["restore", &copy, "--force"]).await?;
    assert_eq!(status, 0, "{problem}");
    house.start_provider().await?;
    Console::log_in(&house).await?.live(&made.waba).await?;
    // The key is lost for good: the client is set up anew, and the break in the record is seen.
    house.provider.take().context("the provider runs")?.interrupt().await?;
    let (_, keys, _) = said(&house, &["keys", "list"]).await?;
    let lost = keys["data"][0]["id"].as_str().context("no key")?.to_owned();
    let (status, _, problem) = said(&house, &["keys", "give-up", &lost]).await?;
    assert!(status == 1 && problem.contains("stands in the settings"), "{problem}");
    write(&file, &other)?;
    let (status, _, problem) = said(&house, &["keys", "give-up", "00000000"]).await?;
    assert!(status == 1 && problem.contains("nothing is sealed with"), "{problem}");
    let (status, told, problem) = said(&house, &["keys", "give-up", &lost]).await?;
    assert_eq!((status, &told["client_instances"]), (0, &Value::from(1)), "{problem}");
    house.start_provider().await?;
    Console::log_in(&house).await?.live(&made.waba).await?;
    let (_, verdict, _) = said(&house, &["audit", "verify"]).await?;
    assert!(verdict["flaws"].to_string().contains("missing or forged"), "{verdict}");
    Ok(())
}

#[tokio::test]
async fn security_audit_process_what_was_tampered_with_is_found_from_the_command_line()
-> anyhow::Result<()> {
    let house = House::open("cloud").await?;
    let mut console = Console::log_in(&house).await?;
    console.clients().await?;
    settings_file(&house)?;
    let (status, whole, problem) = said(&house, &["audit", "verify"]).await?;
    assert_eq!(status, 0, "{problem}");
    let anchor = whole["anchor"].as_str().context("no anchor")?.to_owned();
    let (_, list, _) = said(&house, &["audit", "list", "--text", "logged in"]).await?;
    assert_eq!(list["data"][0]["who"], house.setting("console_user")?, "{list}");
    let out = house.folder.path().join("audit.jsonl").display().to_string();
    let (status, _, problem) = said(&house, &["audit", "export", "--to", &out]).await?;
    assert_eq!(status, 0, "{problem}");
    let lines = std::fs::read_to_string(&out)?;
    assert_eq!(lines.lines().count() as u64, whole["entries"].as_u64().unwrap_or_default());
    let mode = std::fs::metadata(&out)?.permissions().mode();
    assert_eq!(mode & 0o077, 0, "for its owner alone");

    let db = beside(&house)?;
    let forge = "UPDATE audit SET who = 'nobody' WHERE seq = 2";
    db.write(|tx| tx.execute(forge, &[])).await?;
    let (status, verdict, problem) = said(&house, &["audit", "verify"]).await?;
    assert_eq!(status, 1, "{verdict}");
    assert!(verdict["flaws"].to_string().contains("entry 2 was changed"), "{verdict}");
    assert!(problem.contains("tampered") && problem.contains("a copy was put back"), "{problem}");
    let (_, found, _) = said(&house, &["doctor", "--offline"]).await?;
    assert!(found.to_string().contains("entry 2 was changed"), "{found}");
    // Somebody looks into it; what is changed after that is a new flaw.
    let reason = "a slip at the prompt, mended from the export";
    let (status, known, problem) = said(&house, &["audit", "accept", "--reason", reason]).await?;
    assert_eq!((status, &known["known"][0]["reason"]), (0, &Value::from(reason)), "{problem}");
    let (status, known, _) = said(&house, &["audit", "verify"]).await?;
    assert!(status == 0 && known["known"][0]["flaw"] == "entry 2 was changed", "{known}");
    db.write(|tx| tx.execute("UPDATE audit SET who = 'nobody' WHERE seq = 1", &[])).await?;
    let (status, verdict, _) = said(&house, &["audit", "verify"]).await?;
    assert_eq!((status, verdict["flaws"].as_array().map(Vec::len)), (1, Some(1)), "{verdict}");
    let wipe = |sql: &'static str| db.write(move |tx| tx.execute(sql, &[]));
    wipe("DELETE FROM audit").await?;
    wipe("DELETE FROM setting WHERE key = 'audit_head'").await?;
    let (status, verdict, _) = said(&house, &["audit", "verify", "--anchor", &anchor]).await?;
    assert_eq!(status, 1, "the anchor was kept elsewhere: {verdict}");
    Ok(())
}

#[tokio::test]
async fn security_start_process_a_server_does_not_start_unsafe() -> anyhow::Result<()> {
    let house = House::open("cloud").await?;
    let (file, settings) = settings_file(&house)?;
    let path = file.display().to_string();
    let start = async |change: &dyn Fn(&mut toml::Table), mode: u32| -> anyhow::Result<String> {
        let mut changed = settings.clone();
        change(&mut changed);
        write(&file, &changed)?;
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(mode))?;
        let output = run(&["provider", "--config", &path, "--port", "0"]).await?;
        ensure!(output.status.code() == Some(1), "it started");
        Ok(String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let words = start(&|_| (), 0o644).await?;
    assert!(words.contains("chmod 600"), "{words}");
    let set = |name: &'static str, value: &'static str| {
        move |table: &mut toml::Table| {
            table.insert(name.to_owned(), value.into());
        }
    };
    for (name, value, remedy) in [
        ("listen", "0.0.0.0", "https"),
        ("graph_url", "http://graph.example", "graph_url is no https address"),
        ("sdk_url", "http://cdn.example/sdk.js", "sdk_url is no https address"),
        ("app_secret", "changeme", "app_secret"),
        ("master_key", "", "cannot be used: the master key is blank: give"),
        ("credit_shares_per_day", "-1", "must be a whole number, 0 or more"),
        ("console_password", "secret", "console_password"),
    ] {
        let words = start(&set(name, value), 0o600).await?;
        assert!(words.contains(remedy), "{name}: {words}");
    }
    // The one that runs is not disturbed by any of that.
    house.person(applicant(74)).sign_up().await?;
    Ok(())
}
