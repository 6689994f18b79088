//! What operators see of their clients: who shares what, whose it is, and everything that happened,
//! in time order (requirements A06, C05, C06, I01, I03).

use anyhow::{Context, ensure};
use graph::id::PhoneNumberId;
use http::Method;
use provider::store::{clients::Stage, instances};
use serde_json::json;
use shell::secret::{ExposeSecret, sha256_hex};
use stories::{signup::Made, village::Village};

/// Who is named in the time line.
const WHO: [&str; 5] = ["business", "platform", "provider", "operator", "ops"];

/// The facts of a client's page, oldest first: `who: what`.
async fn timeline(village: &Village, waba: &str) -> anyhow::Result<Vec<String>> {
    let page = village.shown(waba).await?;
    let facts = page.texts("#timeline > li")?;
    Ok(facts.iter().rev().map(|fact| fact.replace(" : ", ": ")).collect())
}

#[tokio::test]
async fn i01_a_business_reads_what_verification_asks_for_and_both_see_where_it_stands()
-> anyhow::Result<()> {
    let mut village = Village::found(815, "cloud").await?;
    let mut owner = village.person(1);
    let made = village.live(&mut owner).await?;
    // What is asked, and which papers are right, stands on its own page and on nobody else's.
    let page = owner.status().await?;
    let advice = page.text(&format!("#verification-{}", made.waba))?;
    for words in ["Security Centre", "extract of the commercial register", "bank statement"] {
        ensure!(advice.contains(words), "{words} is not said: {advice}");
    }
    let mut stranger = village.person(2);
    let status = format!("{}/signup/status", village.town.sites().provider);
    let page = stranger.browser.open(&status).await?;
    ensure!(!page.has("[id^='verification-']"), "a stranger is told");
    let stands = async |village: &Village, state: &str, next: &str| {
        let page = village.shown(&made.waba).await?;
        let said = format!("li[data-condition=business_verified][data-state={state}]");
        let said = if next.is_empty() { said } else { format!("{said}[data-next={next}]") };
        let found = page.texts("li[data-condition=business_verified]")?;
        ensure!(page.has(&said), "not {said}: {found:?}");
        anyhow::Ok(found.join(" "))
    };
    stands(&village, "false", "business").await?;
    // Declined is not verified: it is the business's turn again.
    let verdict = |approved: bool| json!({"business_id": made.business, "approved": approved});
    village.control("reviews/verification", &verdict(false)).await?;
    village.pass("2h").await?;
    stands(&village, "false", "business").await?;
    ensure!(owner.status().await?.has(&format!("#verification-{}", made.waba)));
    village.control("reviews/verification", &verdict(true)).await?;
    village.pass("2h").await?;
    stands(&village, "true", "").await?;
    ensure!(!owner.status().await?.has("[id^='verification-']"), "there is nothing left to do");
    Ok(())
}

#[tokio::test]
async fn a06_a_share_is_told_by_letter_notice_and_webhook_and_seen_at_the_console()
-> anyhow::Result<()> {
    let mut village = Village::found(811, "cloud").await?;
    let settings = village.provider().settings.clone();
    let (ours, operators) = (settings.business_id, settings.operators_mail.clone());
    let table = village.console("").await?;
    ensure!(!table.has("tr[data-waba]"), "there is a client before anybody signed up");
    let made = Made::of(&village.unreported(&mut village.person(1)).await?)?;
    village.pass("2m").await?;
    let letters = village.read(&format!("mail?to={operators}")).await?;
    ensure!(letters["data"].to_string().contains(&made.waba), "{letters}");
    let notices = village.read(&format!("notices?business={ours}")).await?;
    ensure!(notices["data"].to_string().contains(&made.waba), "{notices}");
    ensure!(village.console("").await?.has(&format!("tr[data-waba='{}']", made.waba)));
    let facts = timeline(&village, &made.waba).await?.join("\n");
    ensure!(facts.contains("platform: reported account_update: PARTNER_ADDED"), "{facts}");

    // With no webhook the console tells of it as well, only later.
    village.deaf().await?;
    village.pass("1h").await?;
    let silent = Made::of(&village.unreported(&mut village.person(2)).await?)?;
    village.pass("1m").await?;
    ensure!(!village.console("").await?.has(&format!("tr[data-waba='{}']", silent.waba)));
    village.pass("70m").await?;
    let facts = timeline(&village, &silent.waba).await?.join("\n");
    ensure!(facts.contains("business: shared an account; found by the sweep"), "{facts}");
    ensure!(!facts.contains("PARTNER_ADDED"), "{facts}");
    Ok(())
}

#[tokio::test]
async fn c05_a_client_is_named_by_the_owner_that_the_platform_shows() -> anyhow::Result<()> {
    let mut village = Village::found(812, "cloud").await?;
    // Without access the owner is not to be read, whoever a webhook says it is.
    let order = json!({"kind": {"error": {"code": 2}}, "when": {"every": 1},
        "matching": {"operation": "waba.assigned_users.post"}});
    village.control("faults", &order).await?;
    let mut owner = village.person(1);
    let made = Made::of(&owner.sign_up().await?)?;
    village.pass("10m").await?;
    let row = village.client(&made.waba).await?.context("no client")?;
    ensure!(row.business_id.is_none() && row.business_name.is_empty(), "{row:?}");
    let worker = village.provider().settings.employee_token.expose_secret().to_owned();
    let path = format!("{}?fields=owner_business_info", made.waba);
    let (status, said) = village.call(Method::GET, &path, &worker).await?;
    ensure!(status >= 400, "{said}");
    village.town.platform.clear_faults(None).await?;
    village.pass("2h").await?;
    let row = village.is(&made.waba, Stage::Live).await?;
    let name = owner.who.business.clone();
    ensure!(row.business_id.map(|id| id.to_string()) == Some(made.business.clone()), "{row:?}");
    ensure!(row.business_name == name, "{row:?}");
    let found = village.console(&format!("?q={}", name.replace(' ', "%20"))).await?;
    ensure!(found.text(&format!("tr[data-waba='{}']", made.waba))?.contains(&name));
    // A webhook that says otherwise changes nothing.
    let body = json!({"object": "whatsapp_business_account", "entry": [{"id": made.waba, "time": 1,
        "changes": [{"field": "account_update", "value": {"event": "PARTNER_ADDED",
        "waba_info": {"waba_id": made.waba, "owner_business_id": "7"}}}]}]});
    village.webhook(&body.to_string()).await?;
    village.pass("5m").await?;
    // It leaves: the owner is not to be read any more, and the history keeps its name.
    village.unshare(&mut owner, &made).await?;
    village.pass("5m").await?;
    let (status, said) = village.call(Method::GET, &path, &worker).await?;
    ensure!(status >= 400, "{said}");
    let row = village.is(&made.waba, Stage::Left).await?;
    ensure!(row.business_name == name, "{row:?}");
    ensure!(village.shown(&made.waba).await?.text("h1")?.contains(&name));
    Ok(())
}

#[tokio::test]
async fn c06_numbers_and_certificates_come_from_the_account_and_never_from_the_signup()
-> anyhow::Result<()> {
    let mut village = Village::found(813, "client").await?;
    let victim = village.live(&mut village.person(1)).await?;
    // The session message names the number of somebody else, and the platform names none.
    let order = json!({"kind": {"error": {"code": 2}}, "when": {"every": 1},
        "matching": {"operation": "waba.phone_numbers.get"}});
    village.control("faults", &order).await?;
    let mut person = village.person(2);
    let (page, state) = person.arrive().await?;
    let mut handed = person.walk_popup(&page).await?;
    let made = Made::of(&handed)?;
    handed.session_event["data"]["phone_number_id"] = victim.phone.as_str().into();
    person.report(&page, &state, &handed).await?;
    village.pass("10m").await?;
    ensure!(village.numbers(&made.waba).await?.is_empty(), "a number that nobody showed");
    ensure!(village.town.running_instances().len() == 1, "a client for it");
    village.town.platform.clear_faults(None).await?;
    village.pass("1h").await?;
    village.is(&made.waba, Stage::Live).await?;
    for one in [&victim, &made] {
        let numbers = village.numbers(&one.waba).await?;
        let ids: Vec<String> = numbers.iter().map(|row| row.phone_id.to_string()).collect();
        ensure!(ids == [one.phone.as_str()], "{ids:?}");
        // The client has the certificate that the edge of the account gives.
        let edge = format!("{}/phone_numbers?fields=display_phone_number,certificate", one.waba);
        let rows = village.asks(Method::GET, &edge).await?;
        let certificate = rows["data"][0]["certificate"].as_str().context("no certificate")?;
        let phone = PhoneNumberId::new(one.phone.parse()?);
        let instance = village.provider().db.read(move |db| instances::get(db, phone)).await?;
        let installed = instance.and_then(|instance| instance.installed);
        let digest = sha256_hex(certificate.trim().as_bytes());
        ensure!(installed.is_some_and(|installed| digest.starts_with(&installed)));
        ensure!(numbers[0].display == rows["data"][0]["display_phone_number"], "{rows}");
    }
    Ok(())
}

#[tokio::test]
async fn i03_everything_that_changes_is_told_in_time_order_and_by_whom() -> anyhow::Result<()> {
    let mut village = Village::found(814, "client").await?;
    let mut owner = village.person(1);
    let made = village.live(&mut owner).await?;
    village.provider().look_now(made.waba.parse()?, "ops").await?;
    for (path, verdict) in [
        ("reviews/verification", json!({"business_id": made.business, "approved": true})),
        ("measures", json!({"waba_id": made.waba, "violation": "SPAM", "measure": "disable"})),
        ("measures/lift", json!({"waba_id": made.waba})),
    ] {
        village.control(path, &verdict).await?;
        village.pass("1h").await?;
    }
    village.unshare(&mut owner, &made).await?;
    village.pass("1h").await?;
    let facts = timeline(&village, &made.waba).await?;
    let mut last = 0;
    for expected in [
        "business: signed up",
        "provider: assigned our system user",
        "platform: shows the number",
        "provider: shared the credit line",
        "provider: installed the certificate",
        "provider: is now live",
        "ops: asked for a look at once",
        "platform: review of the display name",
        "provider: is now off (was live)",
        "provider: is now live (was onboarding)",
        "provider: took the credit line back",
        "provider: is now left",
    ] {
        let places = facts.iter().enumerate().filter(|(_, fact)| fact.contains(expected));
        let place = places.map(|(place, _)| place).find(|place| *place >= last);
        let found = place.with_context(|| format!("{expected} after {last} in {facts:#?}"));
        last = found?;
    }
    // Each has its time, none is earlier than the one before, and somebody did it.
    let told = village.provider().db.read({
        let waba = made.waba.parse()?;
        move |db| provider::store::timeline::of_client(db, waba, None, 1_000)
    });
    let told = told.await?;
    ensure!(told.len() == facts.len(), "the page shows {} of {}", facts.len(), told.len());
    ensure!(told.is_sorted_by(|newer, older| newer.at >= older.at));
    ensure!(told.iter().all(|fact| WHO.contains(&fact.who.as_str())), "{told:?}");
    // Who is not logged in reads none of it.
    let mut stranger = simulation::browser::Browser::new(village.town.http.clone());
    let site = village.town.sites().provider;
    let page = stranger.open(&format!("{site}/console/clients/{}", made.waba)).await?;
    ensure!(page.url.path() == "/console/login" && !page.has("#timeline"));
    Ok(())
}
