//! Webhooks: whatever comes twice, too late, in the wrong order or from somebody else, each takes
//! effect once, and what it says is looked up before it is believed.

use anyhow::{Context, ensure};
use graph::{id::PhoneNumberId, webhook::sign};
use jiff::SignedDuration;
use provider::store::{clients::Stage, inbox, messages, timeline};
use serde_json::{Value, json};
use shell::{secret::ExposeSecret, sql::Tx};
use stories::{signup::Made, village::Village};

const CUSTOMER: &str = "14155550142";

/// What a customer wrote, as the platform tells it.
fn message(made: &Made, id: &str, text: &str) -> Value {
    json!({"object": "whatsapp_business_account", "entry": [{"id": made.waba, "changes": [{
        "field": "messages", "value": {"messaging_product": "whatsapp",
            "metadata": {"display_phone_number": "1", "phone_number_id": made.phone},
            "contacts": [{"profile": {"name": "Zoë"}, "wa_id": CUSTOMER}],
            "messages": [{"from": CUSTOMER, "id": id, "timestamp": "1654070400", "type": "text",
                "text": {"body": text}}]}}]}]})
}

/// How far a message of ours came, as the platform tells it.
fn status(made: &Made, id: &str, word: &str, second: u64) -> Value {
    let timestamp = (1_654_070_400 + second).to_string();
    json!({"object": "whatsapp_business_account", "entry": [{"id": made.waba, "changes": [{
        "field": "messages", "value": {"messaging_product": "whatsapp",
            "metadata": {"display_phone_number": "1", "phone_number_id": made.phone},
            "statuses": [{"id": id, "status": word, "timestamp": timestamp,
                "recipient_id": CUSTOMER}]}}]}]})
}

/// News about an account, as the platform tells it (contract §6.4): the account is inside.
fn partner(event: &str, waba: &str, business: &str) -> Value {
    json!({"object": "whatsapp_business_account", "entry": [{"id": business, "time": 1_654_070_400,
        "changes": [{"field": "account_update", "value": {"event": event,
            "waba_info": {"waba_id": waba, "owner_business_id": "7"}}}]}]})
}

async fn conversation(village: &Village, made: &Made) -> anyhow::Result<Vec<String>> {
    let phone: PhoneNumberId = made.phone.parse()?;
    let read = move |db: &Tx<'_>| messages::with_customer(db, phone, CUSTOMER, 100);
    let rows = village.provider().db.read(read).await?;
    Ok(rows.into_iter().map(|row| format!("{} {}", row.body, row.status)).collect())
}

async fn facts(village: &Village, words: &str) -> anyhow::Result<usize> {
    let rows = village.provider().db.read(|db| timeline::newest(db, 1_000)).await?;
    Ok(rows.iter().filter(|row| row.what.contains(words)).count())
}

async fn live(seed: u64) -> anyhow::Result<(Village, Made, simulation::person::Person)> {
    let mut village = Village::found(seed, "cloud").await?;
    let mut owner = village.person(1);
    let made = village.live(&mut owner).await?;
    village.pass("30m").await?;
    Ok((village, made, owner))
}

#[tokio::test]
async fn peer_21_the_same_webhook_takes_effect_once_at_once_and_a_week_later() -> anyhow::Result<()>
{
    let (mut village, made, _) = live(721).await?;
    let body = message(&made, "wamid.1", "hello").to_string();
    let body = body.as_str();
    // Near-simultaneous copies, as the platform sends them now and then.
    let copies = (0..10).map(|_| village.webhook(body));
    for taken in futures_util::future::join_all(copies).await {
        taken?;
    }
    village.pass("1m").await?;
    ensure!(conversation(&village, &made).await? == ["hello received"]);
    // A process that crashed knows it as well, and so does one a week later.
    village.town.crash_provider(0).await?;
    village.webhook(body).await?;
    village.pass("167h").await?;
    village.webhook(body).await?;
    village.pass("1m").await?;
    ensure!(conversation(&village, &made).await? == ["hello received"]);
    let all = (i64::MAX, i64::MAX);
    let stored =
        village.provider().db.read(move |db| inbox::digests_before(db, all, 1_000)).await?;
    let ours = stored
        .iter()
        .filter(|(_, _, digest)| *digest == shell::secret::sha256_hex(body.as_bytes()));
    ensure!(ours.count() == 1, "it was stored twice");
    let metrics = village.provider().metrics().await?;
    let known = metrics.lines().find_map(|line| line.strip_prefix("vestibule_inbox_digests "));
    ensure!(known.is_some_and(|count| count != "0"), "nobody sees what is held in memory");
    Ok(())
}

#[tokio::test]
async fn peer_22_the_signature_is_that_of_the_bytes_as_they_came() -> anyhow::Result<()> {
    let (mut village, made, _) = live(722).await?;
    let secret = village.provider().settings.app_secret.expose_secret().to_owned();
    // As Meta writes it: small escapes, an escaped slash, an "@" and a line that no writer makes.
    let body = message(&made, "wamid.2", "AT").to_string();
    let body = body.replace("Zo\u{eb}", "Zo\\u00eb").replace("\"AT\"", " \"a\\/b @ \\u00fc\"");
    let signature = sign(&secret, body.as_bytes());
    let again: Value = serde_json::from_str(&body)?;
    let written_anew = again.to_string();
    ensure!(written_anew != body);
    ensure!(village.post_webhook(&written_anew, &[&signature]).await? == 401, "other bytes");
    ensure!(village.post_webhook(&body, &[&signature]).await? == 200);
    village.pass("1m").await?;
    ensure!(conversation(&village, &made).await? == ["a/b @ ü received"]);
    Ok(())
}

#[tokio::test]
async fn peer_23_questions_and_webhooks_are_told_apart_and_both_fail_closed() -> anyhow::Result<()>
{
    let (village, made, _) = live(723).await?;
    let settings = &village.provider().settings;
    let body = message(&made, "wamid.3", "hello").to_string();
    let good = sign(settings.app_secret.expose_secret(), body.as_bytes());
    let forged = sign("another secret 0123456789", body.as_bytes());
    let short = &good[..good.len() - 2];
    let cut = good.replace("sha256=", "");
    for signatures in
        [&[][..], &[""], &[forged.as_str()], &[short], &[cut.as_str()], &[good.as_str(), &good]]
    {
        let status = village.post_webhook(&body, signatures).await?;
        ensure!(status == 401, "{signatures:?}: {status}");
    }
    // The question needs no signature but the token; the token opens nothing else.
    let ask = async |query: String, method: &str| {
        let site = village.town.sites().provider;
        let request = http::Request::builder()
            .method(method)
            .uri(format!("{site}/webhooks/whatsapp?{query}"))
            .body(bytes::Bytes::new())?;
        let answer = village.town.http.send(request).await?;
        let words = String::from_utf8_lossy(answer.body()).into_owned();
        anyhow::Ok((answer.status().as_u16(), words))
    };
    let right = settings.webhook_verify_token.expose_secret();
    let query = |token: &str| graph::webhook::handshake_query("1158201444", token);
    ensure!(ask(query(right), "GET").await? == (200, "1158201444".to_owned()));
    ensure!(ask(query(right), "POST").await?.0 == 401, "a token is no signature");
    for wrong in ["", "wrong", &right[1..]] {
        ensure!(ask(query(wrong), "GET").await?.0 == 403, "{wrong}");
    }
    let other_mode = query(right).replace("subscribe", "unsubscribe");
    ensure!(ask(other_mode, "GET").await?.0 == 403);
    ensure!(ask(String::new(), "GET").await?.0 == 403);
    ensure!(conversation(&village, &made).await?.is_empty());
    Ok(())
}

#[tokio::test]
async fn peer_24_a_partner_removed_is_a_hint_that_is_looked_up() -> anyhow::Result<()> {
    let (mut village, made, mut owner) = live(724).await?;
    let ours = village.provider().settings.business_id.to_string();
    // Signed, but not so (or not any more): it is looked up, and nothing happens.
    village.webhook(&partner("PARTNER_REMOVED", &made.waba, &ours).to_string()).await?;
    village.pass("5m").await?;
    village.is(&made.waba, Stage::Live).await?;
    ensure!(facts(&village, "PARTNER_REMOVED").await? == 1, "operators do not see it");
    // Now it is so: its client is off at once, long before any pass.
    village.unshare(&mut owner, &made).await?;
    village.pass("1m").await?;
    village.is(&made.waba, Stage::Left).await?;
    Ok(())
}

#[tokio::test]
async fn order_makes_no_difference() -> anyhow::Result<()> {
    let (mut village, made, _) = live(725).await?;
    let words = ["sent", "delivered", "read"];
    let orders = [[0, 1, 2], [2, 1, 0], [1, 2, 0], [2, 0, 1], [0, 2, 1], [1, 0, 2]];
    let phone: PhoneNumberId = made.phone.parse()?;
    for (n, order) in orders.into_iter().enumerate() {
        let wamid = format!("wamid.out.{n}");
        let id = wamid.clone();
        let ours = move |tx: &Tx<'_>| {
            let sql = "INSERT INTO message (seq, phone_id, customer, direction, kind, body, wamid,
                    status, who, at, status_at)
                 SELECT coalesce(max(seq), 0) + 1, $1, $2, 'out', 'text', 'x', $3, 'accepted', 'us',
                    0, 0 FROM message";
            let phone = i64::try_from(phone.get()).expect("an id");
            tx.execute(sql, shell::sql::params![phone, CUSTOMER, id]).map(drop)
        };
        village.provider().db.write(ours).await?;
        for place in order {
            let news = status(&made, &wamid, words[place], place as u64).to_string();
            village.webhook(&news).await?;
        }
        village.pass("10s").await?;
        let shown = conversation(&village, &made).await?;
        ensure!(shown.last().map(String::as_str) == Some("x read"), "{order:?}: {shown:?}");
    }
    Ok(())
}

#[tokio::test]
async fn a_replayed_day_changes_nothing_and_finds_what_was_missed() -> anyhow::Result<()> {
    let (mut village, made, _) = live(726).await?;
    village.webhook(&message(&made, "wamid.4", "hello").to_string()).await?;
    let ours = village.provider().settings.business_id.to_string();
    village.webhook(&partner("PARTNER_ADDED", &made.waba, &ours).to_string()).await?;
    village.pass("1h").await?;
    let reported = facts(&village, "reported").await?;
    // Something of ours went wrong: the message is gone, although its webhook was dealt with.
    let lose = |tx: &Tx<'_>| tx.execute("DELETE FROM message WHERE wamid = 'wamid.4'", &[]);
    ensure!(village.provider().db.write(lose).await? == 1);
    let (from, to) =
        (village.town.clock.now() - SignedDuration::from_hours(2), village.town.clock.now());
    let count = village.provider().db.write(move |tx| inbox::replay(tx, from, to)).await?;
    ensure!(count >= 2, "{count} webhooks are replayed");
    village.pass("1m").await?;
    ensure!(conversation(&village, &made).await? == ["hello received"]);
    ensure!(facts(&village, "reported").await? == reported, "the time line tells it twice");
    village.is(&made.waba, Stage::Live).await?;
    Ok(())
}

#[tokio::test]
async fn what_cannot_be_read_is_set_aside_and_shown() -> anyhow::Result<()> {
    let (mut village, made, _) = live(727).await?;
    village.webhook("{\"object\": 7").await?;
    village.webhook(&message(&made, "wamid.5", "hello").to_string()).await?;
    village.pass("1m").await?;
    ensure!(conversation(&village, &made).await? == ["hello received"], "it held others up");
    let wanted =
        inbox::Wanted { state: Some(inbox::State::Poison), limit: 10, ..Default::default() };
    let list = village.provider().db.read(move |db| inbox::list(db, &wanted)).await?;
    let [poison] = &list[..] else { anyhow::bail!("{list:?}") };
    let problem = poison.problem.clone().context("nobody says why")?;
    ensure!(problem.contains("cannot be read"), "{problem}");
    let seq = poison.seq;
    // It stays until somebody decides, also after the eight days.
    village.pass("240h").await?;
    village.webhook(&message(&made, "wamid.6", "again").to_string()).await?;
    village.pass("1m").await?;
    let retry = move |tx: &Tx<'_>| inbox::retry(tx, seq);
    ensure!(village.provider().db.write(retry).await?, "it was forgotten");
    village.pass("1m").await?;
    let counts = village.provider().db.read(inbox::counts).await?;
    ensure!(counts == (0, 1), "tried again and set aside again: {counts:?}");
    let discard = move |tx: &Tx<'_>| inbox::discard(tx, seq, jiff::Timestamp::UNIX_EPOCH);
    ensure!(village.provider().db.write(discard).await?);
    ensure!(village.provider().db.read(inbox::counts).await? == (0, 0));
    Ok(())
}

#[tokio::test]
async fn what_cannot_be_read_costs_nothing_of_what_came_with_it() -> anyhow::Result<()> {
    let (mut village, made, mut owner) = live(729).await?;
    village.deaf().await?;
    village.unshare(&mut owner, &made).await?;
    // One body with news of many: a list that is none, a row without its id, a change of another
    // form, an entry without id; a message and the end of a share among them.
    let mut body = message(&made, "wamid.7", "hello");
    let ours = village.provider().settings.business_id.to_string();
    let entries = body["entry"].as_array_mut().context("no list")?;
    let (value, number) = (json!({"code": "131000"}), json!({"phone_number_id": made.phone}));
    let odd =
        |value: Value| json!({"id": "77", "changes": [{"field": "messages", "value": value}]});
    entries.insert(0, odd(json!({"metadata": number, "statuses": null, "errors": [value]})));
    entries.insert(1, odd(json!({"metadata": number, "messages": [{"from": CUSTOMER}]})));
    entries.insert(2, json!({"id": "77", "changes": ["news"]}));
    entries.insert(3, json!({"changes": []}));
    let removed = partner("PARTNER_REMOVED", &made.waba, &ours);
    entries.extend(removed["entry"].as_array().cloned().unwrap_or_default());
    village.webhook(&body.to_string()).await?;
    village.pass("1m").await?;
    ensure!(conversation(&village, &made).await? == ["hello received"]);
    village.is(&made.waba, Stage::Left).await?;
    let wanted =
        inbox::Wanted { state: Some(inbox::State::Poison), limit: 10, ..Default::default() };
    let list = village.provider().db.read(move |db| inbox::list(db, &wanted)).await?;
    let [poison] = &list[..] else { anyhow::bail!("{list:?}") };
    let problem = poison.problem.clone().context("nobody says why")?;
    for part in ["messages, row 0", "entry 2, change 0", "entry 3", "the rest of it took effect"] {
        ensure!(problem.contains(part), "{problem}");
    }
    ensure!(!problem.contains("statuses"), "{problem}");
    // Trying it again, once a newer version might read it, doubles nothing.
    let (seq, reported) = (poison.seq, facts(&village, "reported").await?);
    ensure!(village.provider().db.write(move |tx| inbox::retry(tx, seq)).await?);
    village.pass("1m").await?;
    ensure!(conversation(&village, &made).await? == ["hello received"]);
    ensure!(facts(&village, "reported").await? == reported, "the time line tells it twice");
    Ok(())
}

#[tokio::test]
async fn a_webhook_that_names_only_what_changed_wakes_its_account() -> anyhow::Result<()> {
    let (mut village, made, mut owner) = live(730).await?;
    village.deaf().await?;
    village.unshare(&mut owner, &made).await?;
    let body = json!({"object": "whatsapp_business_account", "entry": [{"id": made.waba,
        "time": 1_654_070_400, "changed_fields": ["account_update"]}]});
    village.webhook(&body.to_string()).await?;
    village.pass("1m").await?;
    village.is(&made.waba, Stage::Left).await?;
    Ok(())
}

#[tokio::test]
async fn a_subscription_without_values_is_set_anew() -> anyhow::Result<()> {
    let (mut village, made, _) = live(731).await?;
    village.pass("2h").await?;
    let settings = &village.provider().settings;
    let url = format!(
        "{}/{}/{}/subscriptions",
        settings.graph_url, settings.graph_version, settings.app_id
    );
    let token = format!("{}|{}", settings.app_id, settings.app_secret.expose_secret());
    let (callback, fields) = (settings.webhook_url(), "messages,account_update");
    let form = [
        ("object", "whatsapp_business_account"),
        ("callback_url", callback.as_str()),
        ("verify_token", settings.webhook_verify_token.expose_secret()),
        ("fields", fields),
        ("include_values", "false"),
    ];
    let asked = shell::http::post_form(&url, &form, Some(&token))?;
    let answer = village.town.http.send(asked).await?;
    ensure!(answer.status() == 200, "{answer:?}");
    let customer = format!("customers/+{CUSTOMER}/messages");
    for text in ["lost", "kept"] {
        let written = json!({"to_phone_number_id": made.phone, "text": text});
        village.control(&customer, &written).await?;
        village.pass("2m").await?;
    }
    ensure!(conversation(&village, &made).await? == ["kept received"]);
    ensure!(facts(&village, "what was written is lost").await? == 1, "operators do not see it");
    Ok(())
}

#[tokio::test]
async fn a_flood_of_webhooks_holds_up_no_look() -> anyhow::Result<()> {
    let (mut village, made, _) = live(728).await?;
    let now = village.town.clock.now();
    let before = village.client(&made.waba).await?.and_then(|row| row.looked_at);
    let one = made.clone();
    let flood = move |tx: &Tx<'_>| {
        for n in 0..10_000 {
            let body = message(&one, &format!("wamid.flood.{n}"), "x").to_string();
            inbox::add(tx, None, &format!("{n:064x}"), &body, now)?;
        }
        Ok(())
    };
    village.provider().db.write(flood).await?;
    let waba: graph::id::WabaId = made.waba.parse()?;
    let wake = move |tx: &Tx<'_>| provider::store::clients::wake(tx, waba, now);
    village.town.clock.advance(SignedDuration::from_secs(1))?;
    village.provider().db.write(wake).await?;
    village.provider().tick().await?;
    let after = village.client(&made.waba).await?.and_then(|row| row.looked_at);
    ensure!(after > before, "the look waited for the flood");
    let (open, _) = village.provider().db.read(inbox::counts).await?;
    ensure!(open > 5_000, "all of the flood came first: {open} are left");
    village.pass("1m").await?;
    ensure!(village.provider().db.read(inbox::counts).await? == (0, 0));
    Ok(())
}
