//! The invariants: those that are looked at after every turn, and those of the end.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::ensure;
use graph::id::BusinessId;
use serde_json::Value;

use crate::{
    ears::{Ears, secret_in},
    memory::Memory,
    town::Town,
};

/// The field of webhooks whose changes are kept as messages; every other is reported in the time
/// line.
const MESSAGES: &str = "messages";

/// Words of the subject of a warning that a trial ends.
const WARNS: &str = " ends within ";

/// What must be true at every moment.
///
/// # Errors
/// What is not, in words that begin with the invariant's number.
pub fn always(town: &Town) -> anyhow::Result<()> {
    let broken = town.watch.broken();
    ensure!(broken.is_empty(), "{}", broken.join("; "));
    let (ours, line) = (town.business(), town.settings().credit_line_id);
    let mut shares: BTreeMap<BusinessId, usize> = BTreeMap::new();
    town.platform.read(|world| {
        let live = world.allocations.values().filter(|share| share.is_active());
        for share in live.filter(|share| share.line == line && share.receiving != ours) {
            *shares.entry(share.receiving).or_default() += 1;
        }
    });
    for (business, count) in shares {
        ensure!(count <= 1, "(2) {count} live shares of the credit line with business {business}");
    }
    Ok(())
}

/// What must be true at the end of every phase.
///
/// # Errors
/// What is not.
pub async fn at_rest(town: &Town, ears: &Ears) -> anyhow::Result<()> {
    always(town)?;
    let memory = Memory::of(&town.providers[0]).await?;
    once(&memory)?;
    ensure!(
        memory.used_tokens == 0,
        "(4) {} browser's tokens outlived their use",
        memory.used_tokens
    );
    exactly_once(town, &memory)?;
    warned_once(town)?;
    let sound = town.platform.read(|world| world.check());
    ensure!(sound.is_empty(), "the platform's world is not sound: {sound:?}");
    silent(town, ears)
}

/// (1) No account and no number twice.
fn once(memory: &Memory) -> anyhow::Result<()> {
    let mut accounts = BTreeSet::new();
    for client in &memory.clients {
        ensure!(accounts.insert(client.waba_id), "(1) account {} twice", client.waba_id);
    }
    let mut numbers = BTreeSet::new();
    for phone in memory.phones.iter().filter(|phone| phone.gone_at.is_none()) {
        ensure!(numbers.insert(phone.phone_id), "(1) number {} twice", phone.phone_id);
    }
    Ok(())
}

/// How many changes a webhook reports.
fn reported(body: &Value) -> usize {
    let entries = body["entry"].as_array().into_iter().flatten();
    // A webhook without values names the fields that changed, and each is reported as such.
    let named = entries.clone().filter_map(|entry| entry["changed_fields"].as_array());
    let changes = entries.flat_map(|entry| entry["changes"].as_array().into_iter().flatten());
    let told = changes.filter(|change| change["field"] != MESSAGES).count();
    told + named.map(Vec::len).sum::<usize>()
}

/// (5) Every webhook that was accepted has had its effect, and had it once.
fn exactly_once(town: &Town, memory: &Memory) -> anyhow::Result<()> {
    let mut reports = 0;
    let read = |body: &[u8]| serde_json::from_slice::<Value>(body).unwrap_or_default();
    let offered: usize = town.watch.offered().iter().map(|one| reported(&read(&one.body))).sum();
    let mut messages: BTreeSet<String> = BTreeSet::new();
    for (accepted, _) in town.watch.accepted() {
        let body = read(&accepted.body);
        reports += reported(&body);
        let changes = body["entry"].as_array().into_iter().flatten();
        let changes = changes.flat_map(|entry| entry["changes"].as_array().into_iter().flatten());
        let values = changes.map(|change| &change["value"]).chain([&body]);
        let written = values.flat_map(|value| value["messages"].as_array().into_iter().flatten());
        messages.extend(written.filter_map(|one| one["id"].as_str().map(ToOwned::to_owned)));
    }
    let took = memory.reports.len();
    ensure!(
        (reports..=offered).contains(&took),
        "(5) the accepted webhooks report {reports} changes, those that arrived {offered}; {took} \
         took effect: {}",
        memory.reports.join(", ")
    );
    for message in &messages {
        let count = memory.received.iter().filter(|id| *id == message).count();
        ensure!(count == 1, "(5) the accepted message {message} was kept {count} times");
    }
    Ok(())
}

/// (8) No warning of a trial's end is written twice. One that is sent twice, since nobody knew
/// whether it had left, keeps its id.
fn warned_once(town: &Town) -> anyhow::Result<()> {
    let mut written: BTreeMap<(Vec<String>, String, String), String> = BTreeMap::new();
    for letter in town.letters().into_iter().filter(|one| one.subject.contains(WARNS)) {
        let (key, id) = ((letter.to, letter.subject, letter.text), letter.message_id);
        let first = written.entry(key).or_insert_with(|| id.clone());
        ensure!(*first == id, "(8) a warning was written twice: {first} and {id}");
    }
    Ok(())
}

/// (7) No secret in what was logged, written into time lines, or sent in letters.
fn silent(town: &Town, ears: &Ears) -> anyhow::Result<()> {
    let secrets = town.watch.secrets();
    if let Some(line) = secret_in(&ears.heard(), &secrets) {
        anyhow::bail!("(7) a secret was logged: {line}");
    }
    for letter in town.letters() {
        if let Some(line) = secret_in(&format!("{}\n{}", letter.subject, letter.text), &secrets) {
            anyhow::bail!("(7) a secret is in a letter: {line}");
        }
    }
    Ok(())
}
