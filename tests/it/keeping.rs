//! Clients are kept for years: what goes wrong with access, tokens, names, trials and registration
//! is seen, said with whose turn it is, and put right (requirements A04, A05, A11, D04, D08, E01,
//! E03, E06).

mod access;
mod leaving;
mod names;
mod rates;
mod registration;
mod returning;
mod tokens;
mod trial;

use anyhow::{Context, ensure};
use graph::id::WabaId;
use onboard::{Condition, Kind, State, Whose};
use provider::store::timeline;
use serde_json::{Value, json};
use shell::http::get;
use shell::sql::{Tx, params};
use stories::village::Village;

/// A condition of an account, or of its first number.
async fn condition(village: &Village, waba: &str, kind: Kind) -> anyhow::Result<Condition> {
    let row = village.client(waba).await?.context("no client")?;
    let found = row.conditions.into_iter().find(|one| one.kind == kind);
    found.with_context(|| format!("{kind:?} is not listed"))
}

/// Checks the state of a condition and whose turn it is; returns its words and what is next.
async fn stands(
    village: &Village,
    waba: &str,
    kind: Kind,
    expected: (State, Option<Whose>),
) -> anyhow::Result<String> {
    let one = condition(village, waba, kind).await?;
    let whose = one.next.as_ref().map(|next| next.whose);
    ensure!((one.state, whose) == expected, "{one:?}");
    Ok(format!("{}; {}", one.words, one.next.map(|next| next.words).unwrap_or_default()))
}

/// Orders a fault; returns its number.
async fn fault(
    village: &Village,
    kind: Value,
    when: Value,
    matching: Value,
) -> anyhow::Result<u64> {
    let order = json!({"kind": kind, "when": when, "matching": matching});
    let answer = village.control("faults", &order).await?;
    answer["id"].as_u64().with_context(|| format!("no number in {answer}"))
}

/// How many occurrences a fault met, and how many of them it struck.
fn met(village: &Village, id: u64) -> anyhow::Result<(u64, u64)> {
    let faults = village.town.platform.ordered_faults();
    let one = faults.iter().find(|fault| fault.id == id).context("no such fault")?;
    Ok((one.seen, one.struck))
}

/// Every fault is over.
async fn mend(village: &Village) -> anyhow::Result<()> {
    village.town.platform.clear_faults(None).await?;
    Ok(())
}

/// A call of the Graph API with the admin's token.
async fn graph(village: &Village, method: http::Method, path: &str) -> anyhow::Result<Value> {
    let token =
        shell::secret::ExposeSecret::expose_secret(&village.provider().settings.admin_token);
    let url = format!("{}/v21.0/{path}", village.town.sites().platform);
    let mut request = get(&url, Some(token))?;
    *request.method_mut() = method;
    let answer = village.town.http.send(request).await?;
    let said = String::from_utf8_lossy(answer.body()).into_owned();
    ensure!(answer.status().is_success(), "{path}: {said}");
    Ok(serde_json::from_str(&said)?)
}

/// The time line of an account, oldest first.
async fn past(village: &Village, waba: &str) -> anyhow::Result<Vec<String>> {
    let waba: WabaId = waba.parse()?;
    let read = move |db: &Tx<'_>| timeline::of_client(db, waba, None, 1_000);
    let facts = village.provider().db.read(read).await?;
    Ok(facts.into_iter().rev().map(|fact| format!("{}: {}", fact.who, fact.what)).collect())
}

/// Subjects of the letters that the provider wrote to an address, oldest first.
async fn letters(village: &Village, to: &str) -> anyhow::Result<Vec<String>> {
    let to = to.to_owned();
    let read = move |db: &Tx<'_>| {
        let sql = "SELECT subject FROM mail WHERE recipient = $1 ORDER BY seq";
        db.all(sql, params![to], |row| row.get(0))
    };
    Ok(village.town.providers[0].db.read(read).await?)
}
