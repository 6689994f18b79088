//! The operators' commands, through the built program, beside a running server.

use anyhow::{Context, ensure};
use serde_json::Value;
use stories::{
    console::Console, house::House, office::office, program::run, signup::sign_up, wait::until,
};

fn rows(told: &Value) -> &[Value] {
    told["data"].as_array().map(Vec::as_slice).unwrap_or_default()
}

#[tokio::test]
async fn process_clients_and_numbers_are_listed_shown_and_woken() -> anyhow::Result<()> {
    let house = House::open("cloud").await?;
    let made = sign_up(&house, 51).await?;
    Console::log_in(&house).await?.live(&made.waba).await?;
    let told = office(&house, &["clients", "list", "--json"], &[], "").await?.json()?;
    ensure!(rows(&told)[0]["waba_id"] == made.waba.as_str(), "{told}");
    ensure!(rows(&told)[0]["stage"] == "live", "{told}");
    let none = office(&house, &["clients", "list", "--stage", "left"], &[], "").await?;
    ensure!(none.code == Some(0) && none.out.contains("no such client"), "{}", none.out);
    let shown = office(&house, &["clients", "show", &made.waba], &[], "").await?;
    ensure!(
        shown.out.contains("credit_shared") && shown.out.contains("is now live"),
        "{}",
        shown.out
    );
    let unknown = office(&house, &["clients", "show", "4711"], &[], "").await?;
    ensure!(unknown.code == Some(1) && unknown.err.contains("no client 4711"), "{}", unknown.err);

    // The running server notices what another process wrote.
    let before =
        office(&house, &["clients", "show", &made.waba, "--json"], &[], "").await?.json()?;
    office(&house, &["clients", "wake", &made.waba, "--json"], &[], "").await?.json()?;
    until("the server to look again", async || {
        let words = ["clients", "show", &made.waba, "--json"];
        let now = office(&house, &words, &[], "").await?.json()?;
        Ok((now["looked_at"] != before["looked_at"]).then_some(()))
    })
    .await?;
    let watch = ["clients", "watch", &made.waba, "--json"];
    let told = office(&house, &watch, &[], "").await?.json()?;
    ensure!(told["watched"] == true && told["changed"] == true, "{told}");
    let adopt = ["clients", "adopt", &made.waba, "--json"];
    let told = office(&house, &adopt, &[], "").await?.json()?;
    ensure!(rows(&told)[0]["waba_id"] == made.waba.as_str(), "{told}");
    let audit = office(&house, &["audit", "export"], &[], "").await?;
    for deed in ["asked for a look at once", "only watches the client", "took the client over"] {
        ensure!(audit.out.contains(deed), "{deed} is not in the audit log: {}", audit.out);
    }

    let told = office(&house, &["numbers", "list", "--json"], &[], "").await?.json()?;
    ensure!(rows(&told)[0]["phone_id"] == made.phone.as_str(), "{told}");
    let none = office(&house, &["numbers", "list", "--status", "BANNED"], &[], "").await?;
    ensure!(none.out.contains("there is no such number"), "{}", none.out);
    let pin = ["numbers", "pin", &made.phone];
    let refused = office(&house, &pin, &[], "12345").await?;
    ensure!(refused.code == Some(1) && refused.err.contains("six digits"), "{}", refused.err);
    let stored = office(&house, &pin, &[], "271828\n").await?;
    ensure!(stored.code == Some(0), "{}", stored.err);
    let bytes = std::fs::read(house.folder.path().join("provider.db"))?;
    ensure!(!String::from_utf8_lossy(&bytes).contains("271828"), "the PIN is not sealed");
    Ok(())
}

#[tokio::test]
async fn i03_process_what_happened_is_exported_in_time_order() -> anyhow::Result<()> {
    let house = House::open("cloud").await?;
    let made = sign_up(&house, 52).await?;
    Console::log_in(&house).await?.live(&made.waba).await?;
    let file = house.folder.path().join("facts.csv");
    let shown = file.display().to_string();
    let ended = office(&house, &["export", "timeline", "-o", &shown], &[], "").await?;
    ensure!(ended.code == Some(0), "{}", ended.err);
    let csv = std::fs::read_to_string(&file)?;
    ensure!(csv.starts_with("at,waba_id,phone_id,who,what\r\n"), "{csv}");
    ensure!(csv.contains(&made.waba) && csv.contains("is now live"), "{csv}");
    let ended = office(&house, &["export", "clients", "--format", "json"], &[], "").await?;
    let first: Value = serde_json::from_str(ended.out.lines().next().context("no client")?)?;
    ensure!(first["waba_id"] == made.waba.as_str(), "{first}");
    let ended = office(&house, &["export", "numbers"], &[], "").await?;
    ensure!(ended.out.contains(&made.phone), "{}", ended.out);
    Ok(())
}

#[tokio::test]
async fn process_a_backup_of_a_running_server_is_put_back() -> anyhow::Result<()> {
    let mut house = House::open("cloud").await?;
    let first = sign_up(&house, 53).await?;
    Console::log_in(&house).await?.live(&first.waba).await?;
    let copy = house.folder.path().join("copy.db").display().to_string();
    let made = office(&house, &["backup", &copy], &[], "").await?;
    ensure!(made.code == Some(0), "{}", made.err);
    let again = office(&house, &["backup", &copy], &[], "").await?;
    ensure!(again.code == Some(1) && again.err.contains("is there already"), "{}", again.err);
    let later = sign_up(&house, 54).await?;
    Console::log_in(&house).await?.live(&later.waba).await?;

    let refused = office(&house, &["restore", &copy, "--force"], &[], "").await?;
    ensure!(refused.code == Some(1) && refused.err.contains("in use"), "{}", refused.err);
    let provider = house.provider.take().context("the provider runs")?;
    provider.interrupt().await?;
    for (name, why) in [("foreign.db", "no provider's database"), ("cut.db", "it is damaged")] {
        let file = house.folder.path().join(name);
        match name {
            "foreign.db" => {
                let db: shell::sql::Sql =
                    shell::db::Db::open(&file, shell::db::Mode::Inline)?.into();
                db.write(|tx| tx.execute("CREATE TABLE note (word TEXT)", &[])).await?;
            }
            _ => std::fs::write(&file, "not a database".repeat(500))?,
        }
        let refused = office(&house, &["restore", &file.display().to_string()], &[], "").await?;
        ensure!(refused.code == Some(1) && refused.err.contains(why), "{}", refused.err);
        ensure!(!refused.err.contains("no such table"), "SQL's words: {}", refused.err);
        ensure!(refused.err.matches(why).count() == 1, "said twice: {}", refused.err);
    }
    let refused = office(&house, &["restore", &copy], &[], "").await?;
    ensure!(refused.code == Some(1) && refused.err.contains("--force"), "{}", refused.err);
    let put = office(&house, &["restore", &copy, "--force", "--json"], &[], "").await?.json()?;
    let kept = put["kept"].as_str().context("nothing was kept")?;
    ensure!(std::path::Path::new(kept).exists(), "{put}");
    let told = office(&house, &["clients", "list", "--json"], &[], "").await?.json()?;
    ensure!(rows(&told).len() == 1, "{told}");
    // What happened since the copy is found again by itself.
    house.start_provider().await?;
    Console::log_in(&house).await?.live(&later.waba).await?;
    Ok(())
}

#[tokio::test]
async fn process_an_older_folder_is_migrated_and_a_newer_one_refused() -> anyhow::Result<()> {
    let house = House::found("cloud").await?;
    let check = ["migrate", "--check", "--json"];
    let told = office(&house, &check, &[], "").await?.json()?;
    ensure!(told["found"] == told["known"], "{told}");
    let known = told["known"].as_u64().context("a version")?;
    // A folder of a newer program.
    let file = house.folder.path().join("provider.db");
    version(&file, known + 1).await?;
    for words in [&["migrate"][..], &["clients", "list"], &["provider", "--port", "0"]] {
        let refused = office(&house, words, &[], "").await?;
        ensure!(refused.code == Some(1), "{words:?}: {}", refused.out);
        ensure!(refused.err.contains("newer program"), "{words:?}: {}", refused.err);
    }
    // A folder of the first program.
    std::fs::remove_file(&file)?;
    first_folder(&file).await?;
    let behind = office(&house, &check, &[], "").await?;
    ensure!(behind.code == Some(1) && behind.out.contains("\"found\":1"), "{}", behind.out);
    let refused = office(&house, &["clients", "list"], &[], "").await?;
    ensure!(refused.err.contains("vestibule migrate"), "{}", refused.err);
    let migrated = office(&house, &["migrate"], &[], "").await?;
    ensure!(migrated.code == Some(0), "{}", migrated.err);
    let told = office(&house, &["clients", "list", "--json"], &[], "").await?.json()?;
    ensure!(rows(&told)[0]["waba_id"] == "77", "{told}");
    Ok(())
}

/// Writes another version into a database file.
async fn version(file: &std::path::Path, version: u64) -> anyhow::Result<()> {
    let db = shell::db::Db::open(file, shell::db::Mode::Inline)?;
    let version = i64::try_from(version)?;
    Ok(db.write(move |tx| tx.pragma_update(None, "user_version", version)).await?)
}

/// A database as the first program made it, with a client.
async fn first_folder(file: &std::path::Path) -> anyhow::Result<()> {
    let first = include_str!("../../crates/provider/src/schema/0001_first.sql");
    let db = shell::db::Db::open(file, shell::db::Mode::Inline)?;
    db.write(move |tx| {
        tx.execute_batch(first)?;
        tx.execute_batch("INSERT INTO client (waba_id, created_at) VALUES (77, 1)")?;
        tx.pragma_update(None, "user_version", 1)
    })
    .await?;
    Ok(())
}

#[tokio::test]
async fn process_the_reference_of_settings_is_what_the_program_prints() -> anyhow::Result<()> {
    let printed = run(&["provider", "--print-settings"]).await?;
    let printed = String::from_utf8(printed.stdout)?;
    let kept = include_str!("../../docs/configuration.md");
    ensure!(
        printed == kept,
        "docs/configuration.md is not what the program says: \
         `vestibule provider --print-settings > docs/configuration.md` writes it anew"
    );
    Ok(())
}

#[tokio::test]
async fn process_completions_know_the_operators_commands() -> anyhow::Result<()> {
    for shell in ["bash", "zsh", "fish"] {
        let script = String::from_utf8(run(&["completions", shell]).await?.stdout)?;
        for word in ["doctor", "clients", "numbers", "backup", "restore", "migrate", "export"] {
            ensure!(script.contains(word), "{shell} does not complete {word}");
        }
        // Names of scenarios, operations, fields, events and kinds of faults, and what else can be
        // said for an argument.
        for word in [
            "override-before-subscribe",
            "phone.register.post",
            "account_review_update",
            "PARTNER_REMOVED",
            "popup_message_late",
            "official_account",
            "business_app",
            "delivered",
            "131016",
            "verdicts.display_name",
        ] {
            ensure!(script.contains(word), "{shell} does not complete {word}");
        }
        // The script for fish has words for options only.
        ensure!(shell == "fish" || script.contains("measures/lift"), "{shell} completes no path");
    }
    Ok(())
}
