//! Money: our credit line is shared once with each business, taken back when somebody says so, and
//! what clients use adds up to the platform's invoice (requirements G01 to G03).

use std::sync::Arc;

use anyhow::{Context, ensure};
use graph::id::{BusinessId, PhoneNumberId};
use graph::phone_number::E164;
use onboard::{Condition, Kind, State, Whose};
use provider::ledger::decide::{Decision, Declined, Voice, decide};
use provider::ledger::{statement::Statement, usage::Month};
use provider::roles::Role;
use provider::store::accounts::{self, Operator};
use provider::store::clients::Stage;
use provider::store::ledger::{self, Share};
use provider::{Host, InstanceSpec, Outside, Provider};
use serde_json::{Value, json};
use shell::mail::Mail;
use shell::secret::{Cost, Secrets, hash_password};
use shell::sql::Tx;
use simulation::browser::Browser;
use stories::{signup::Made, village::Village};

const SHARE: &str = "credit_line.whatsapp_credit_sharing_and_attach";
const LIST: &str = "credit_line.owning_credit_allocation_configs";
/// Who decides where the rule of two does not matter.
const OPERATOR: &str = "operator";
const PASSWORD: &str = "another horse battery";

/// Shares of our line with other businesses at the platform: all there ever were, and the living.
fn shares(village: &Village) -> (usize, usize) {
    village.town.platform.read(|world| {
        let ours = || world.allocations.values().filter(|one| one.owner != one.receiving);
        (ours().count(), ours().filter(|one| one.is_active()).count())
    })
}

/// What the ledger has of a business, oldest first.
async fn entries(village: &Village, made: &Made) -> anyhow::Result<Vec<Share>> {
    let business: BusinessId = made.business.parse()?;
    Ok(village.provider().db.read(move |db| ledger::of_business(db, business)).await?)
}

/// The states a share went through, each with who and why.
async fn past(village: &Village, share: i64) -> anyhow::Result<Vec<[String; 3]>> {
    let events = village.provider().db.read(move |db| ledger::events(db, share)).await?;
    let words =
        |event: ledger::Event| [event.state.as_str().into(), event.mark.who, event.mark.reason];
    Ok(events.into_iter().map(words).collect())
}

fn states(past: &[[String; 3]]) -> Vec<&str> {
    let mut states: Vec<&str> = past.iter().map(|[state, ..]| state.as_str()).collect();
    states.dedup();
    states
}

async fn fault(village: &Village, kind: Value, when: Value, on: &str) -> anyhow::Result<()> {
    let order = json!({"kind": kind, "when": when, "matching": {"operation": on}});
    village.control("faults", &order).await.map(drop)
}

async fn condition(village: &Village, made: &Made, kind: Kind) -> anyhow::Result<Condition> {
    let row = village.client(&made.waba).await?.context("no client")?;
    let found = row.conditions.into_iter().find(|one| one.kind == kind);
    found.with_context(|| format!("{kind:?} is not listed"))
}

async fn say(
    village: &Village,
    who: &str,
    decision: Decision,
) -> anyhow::Result<Result<String, Declined>> {
    let (sealer, now) = (village.provider().sealer.clone(), village.provider().clock.now());
    let voice = Voice::Console(who.to_owned());
    let write = move |tx: &Tx<'_>| decide(tx, &sealer, &decision, &voice, now);
    Ok(village.provider().db.write(write).await?)
}

async fn another_operator(village: &Village, name: &str, role: Role) -> anyhow::Result<()> {
    let password_hash = hash_password(PASSWORD, &Secrets::seeded(5), Cost::Cheap);
    let created_at = village.provider().clock.now();
    let operator = Operator { name: name.to_owned(), password_hash, role, created_at };
    Ok(village.provider().db.write(move |tx| accounts::put_operator(tx, &operator)).await?)
}

#[tokio::test]
async fn g01_a_share_is_written_down_from_before_the_call_to_its_proof() -> anyhow::Result<()> {
    let mut village = Village::found(791, "cloud").await?;
    let made = village.live(&mut village.person(1)).await?;
    let found = entries(&village, &made).await?;
    let [share] = found.as_slice() else { panic!("{found:?}") };
    let past = past(&village, share.id).await?;
    assert_eq!(states(&past), ["requested", "shared", "verified"], "{past:?}");
    assert!(share.made && share.allocation.is_some());
    assert_eq!(shares(&village), (1, 1));
    // Nothing is written by looks that find everything as it was.
    village.pass("48h").await?;
    assert_eq!(super::money::past(&village, share.id).await?, past);
    Ok(())
}

#[tokio::test]
async fn g01_a_lost_answer_is_recognised_and_never_makes_a_second_share() -> anyhow::Result<()> {
    let mut village = Village::found(792, "cloud").await?;
    fault(&village, json!("lost_answer"), json!({"first": 1}), SHARE).await?;
    let made = village.live(&mut village.person(1)).await?;
    let found = entries(&village, &made).await?;
    let [share] = found.as_slice() else { panic!("{found:?}") };
    let past = past(&village, share.id).await?;
    assert_eq!(states(&past), ["requested", "shared", "verified"], "{past:?}");
    assert!(past[1][2].contains("the answer to the request was lost"), "{past:?}");
    assert_eq!(shares(&village), (1, 1));
    Ok(())
}

#[tokio::test]
async fn g01_g03_lists_that_lag_behind_neither_double_a_share_nor_leave_one() -> anyhow::Result<()>
{
    let mut village = Village::found(793, "cloud").await?;
    let mut owner = village.person(1);
    // From here on the list shows no share, and the answer to the first call is lost.
    fault(&village, json!("stale_read"), json!({"every": 1}), LIST).await?;
    fault(&village, json!("lost_answer"), json!({"first": 1}), SHARE).await?;
    let made = Made::of(&owner.sign_up().await?)?;
    village.pass("3h").await?;
    assert_eq!(shares(&village), (1, 1));
    village.town.platform.clear_faults(None).await?;
    village.pass("2h").await?;
    village.is(&made.waba, Stage::Live).await?;
    assert_eq!(entries(&village, &made).await?.len(), 1);
    // It leaves while the list shows nothing: the ledger knows what is to be taken back.
    village.town.platform.clear_faults(None).await?;
    let mut second = village.person(2);
    fault(&village, json!("stale_read"), json!({"every": 1}), LIST).await?;
    let made = Made::of(&second.sign_up().await?)?;
    village.pass("3h").await?;
    let known = entries(&village, &made).await?;
    ensure!(known.len() == 1, "{known:?}");
    village.unshare(&mut second, &made).await?;
    village.pass("3h").await?;
    assert_eq!(shares(&village), (2, 1), "only the first client's is left");
    Ok(())
}

#[tokio::test]
async fn g01_one_share_more_than_a_day_allows_waits_for_two_operators() -> anyhow::Result<()> {
    let mut village = Village::found(794, "cloud").await?;
    let mail = one_share_a_day(&mut village).await?;
    village.live(&mut village.person(1)).await?;
    let made = Made::of(&village.person(2).sign_up().await?)?;
    village.pass("72h").await?;
    assert_eq!(shares(&village), (1, 1), "it is not made by itself on another day either");
    let found = entries(&village, &made).await?;
    let share = found.first().context("it is in the ledger")?.id;
    // The client says so, and everything else of it went on (peers row 26).
    let credit = condition(&village, &made, Kind::CreditShared).await?;
    assert_eq!(credit.next.as_ref().map(|next| next.whose), Some(Whose::Operator), "{credit:?}");
    assert!(credit.words.contains("billing pending"), "{credit:?}");
    for kind in [Kind::Subscribed, Kind::Registered] {
        assert_eq!(condition(&village, &made, kind).await?.state, State::Yes, "{kind:?}");
    }
    let Mail::Memory(letters) = &mail else { panic!("letters are kept in memory") };
    let subjects: Vec<String> =
        letters.lock().expect("nobody panicked").iter().map(|one| one.subject.clone()).collect();
    assert!(subjects.join("; ").contains("waits for two operators"), "{subjects:?}");
    // The first operator releases it at the console, where nobody confirms what they released.
    let settings = village.provider().settings.clone();
    let first = settings.console_user.clone();
    let secret = shell::secret::ExposeSecret::expose_secret(&settings.console_password).to_owned();
    let (mut browser, page) = credit_page(&village, &first, &secret).await?;
    let page = browser.submit(&page, "form[action$='/release']", &[]).await?;
    assert!(!page.has("form[action$='/confirm']"), "{}", page.text("main")?);
    let same = say(&village, &first, Decision::Confirm { share }).await?;
    assert_eq!(same, Err(Declined::Same(first.clone())));
    let nobody = say(&village, "nobody", Decision::Confirm { share }).await?;
    assert_eq!(nobody, Err(Declined::Nobody("nobody".to_owned())));
    assert_eq!(shares(&village).1, 1);
    // The second one confirms, and it is made.
    another_operator(&village, "vera", Role::Viewer).await?;
    let viewer = say(&village, "vera", Decision::Confirm { share }).await?;
    let Err(Declined::Role { role: Role::Viewer, .. }) = viewer else { panic!("{viewer:?}") };
    let why = credit_page(&village, "vera", PASSWORD).await.err().context("a viewer sees money")?;
    ensure!(why.to_string().contains("takes the role finance or admin"), "{why}");
    another_operator(&village, "ben", Role::Finance).await?;
    let (mut browser, page) = credit_page(&village, "ben", PASSWORD).await?;
    browser.submit(&page, "form[action$='/confirm']", &[]).await?;
    village.pass("1h").await?;
    village.is(&made.waba, Stage::Live).await?;
    let past = past(&village, share).await?;
    let expected = ["waiting", "released", "approved", "requested", "shared", "verified"];
    assert_eq!(states(&past), expected, "{past:?}");
    assert_eq!((past[1][1].as_str(), past[2][1].as_str()), (first.as_str(), "ben"));
    Ok(())
}

/// What is known of a month's use now.
async fn statement(village: &Village, month: Month) -> anyhow::Result<Statement> {
    let now = village.provider().clock.now();
    let read = move |db: &Tx<'_>| Statement::read(db, month, now);
    Ok(village.provider().db.read(read).await?)
}

/// The provider's server starts anew with another setting; gives where its letters go.
async fn one_share_a_day(village: &mut Village) -> anyhow::Result<Mail> {
    let (before, mail) = (village.provider().clone(), Mail::memory());
    let mut settings = before.settings.clone();
    settings.credit_shares_per_day = 1;
    let refusing = |_: &InstanceSpec| Err("numbers run in the cloud".to_owned());
    let outside = Outside {
        db: before.db.clone(),
        clock: village.town.clock.clone(),
        wall: village.town.clock.clone(),
        secrets: Secrets::seeded(6),
        http: village.town.http.clone(),
        mail: mail.clone(),
        host: Host::Inside { start: Arc::new(refusing), stop: Arc::new(|_| {}) },
        password_cost: Cost::Cheap,
    };
    village.town.providers[0] = Provider::open(settings, outside).await?;
    Ok(mail)
}

/// Logs in to the console and opens the page of the credit line.
async fn credit_page(
    village: &Village,
    name: &str,
    password: &str,
) -> anyhow::Result<(Browser, simulation::browser::Page)> {
    let site = village.town.sites().provider;
    let mut browser = Browser::new(village.town.http.clone());
    let form = browser.open(&format!("{site}/console/login")).await?;
    browser.submit(&form, "#login", &[("name", name), ("password", password)]).await?;
    let page = browser.open(&format!("{site}/console/credit")).await?;
    Ok((browser, page))
}

#[tokio::test]
async fn g03_what_an_operator_took_back_stays_so_until_it_is_shared_again() -> anyhow::Result<()> {
    let mut village = Village::found(795, "cloud").await?;
    let other = village.live(&mut village.person(1)).await?;
    let made = village.live(&mut village.person(2)).await?;
    let business: BusinessId = made.business.parse()?;
    let empty = Decision::Revoke { business, reason: " ".to_owned() };
    assert_eq!(say(&village, OPERATOR, empty).await?, Err(Declined::NoReason));
    let reason = "unpaid since October".to_owned();
    say(&village, OPERATOR, Decision::Revoke { business, reason }).await??;
    village.pass("5m").await?;
    assert_eq!(shares(&village), (2, 1), "the other client's is untouched");
    village.pass("120h").await?;
    assert_eq!(shares(&village), (2, 1), "it is not shared again by itself");
    let credit = condition(&village, &made, Kind::CreditShared).await?;
    assert_eq!(credit.words, "operator took our credit line back: unpaid since October");
    assert_eq!(condition(&village, &other, Kind::CreditShared).await?.state, State::Yes);
    let share = entries(&village, &made).await?[0].id;
    let past = past(&village, share).await?;
    assert_eq!(states(&past), ["requested", "shared", "verified", "revoked", "confirmed"]);
    assert_eq!(past[3][1..], [OPERATOR.to_owned(), "unpaid since October".to_owned()]);
    // Somebody shares it again.
    let reason = "paid".to_owned();
    say(&village, OPERATOR, Decision::Share { business, reason }).await??;
    village.pass("1h").await?;
    assert_eq!(shares(&village), (3, 2));
    let states: Vec<&str> =
        entries(&village, &made).await?.iter().map(|share| share.state.as_str()).collect();
    assert_eq!(states, ["confirmed", "verified"]);
    assert_eq!(condition(&village, &made, Kind::Billable).await?.state, State::Yes);
    Ok(())
}

#[tokio::test]
async fn g03_a_lost_answer_to_the_revocation_is_recognised() -> anyhow::Result<()> {
    let mut village = Village::found(796, "cloud").await?;
    let made = village.live(&mut village.person(1)).await?;
    fault(&village, json!("lost_answer"), json!({"first": 1}), "allocation.delete").await?;
    let decision = Decision::Revoke { business: made.business.parse()?, reason: "fraud".into() };
    say(&village, OPERATOR, decision).await??;
    village.pass("1h").await?;
    assert_eq!(shares(&village), (1, 0));
    let share = entries(&village, &made).await?[0].id;
    let past = past(&village, share).await?;
    let ends: Vec<String> = past[past.len() - 2..].iter().map(|part| part.join(" ")).collect();
    assert_eq!(ends[0], "revoked operator fraud");
    assert!(ends[1].starts_with("confirmed platform"), "{ends:?}");
    Ok(())
}

#[tokio::test]
async fn peer_26_a_credit_line_that_fails_holds_up_nothing_else() -> anyhow::Result<()> {
    let mut village = Village::found(797, "cloud").await?;
    for on in [SHARE, LIST] {
        fault(&village, json!({"error": {"code": 2}}), json!({"every": 1}), on).await?;
    }
    let made = Made::of(&village.person(1).sign_up().await?)?;
    village.pass("6h").await?;
    for kind in [Kind::SystemUserAssigned, Kind::Subscribed, Kind::Registered] {
        assert_eq!(condition(&village, &made, kind).await?.state, State::Yes, "{kind:?}");
    }
    let billable = condition(&village, &made, Kind::Billable).await?;
    assert_eq!(billable.state, State::No, "{billable:?}");
    village.town.platform.clear_faults(None).await?;
    village.pass("6h").await?;
    village.is(&made.waba, Stage::Live).await?;
    assert_eq!(shares(&village), (1, 1));
    Ok(())
}

#[tokio::test]
async fn g02_what_clients_used_adds_up_to_the_platforms_invoice() -> anyhow::Result<()> {
    let mut village = Village::found(798, "cloud").await?;
    let mut made = Vec::new();
    for seed in [1, 2] {
        let one = village.live(&mut village.person(seed)).await?;
        let verified = json!({"business_id": one.business, "approved": true});
        village.control("reviews/verification", &verified).await?;
        made.push(one);
    }
    village.pass("48h").await?;
    for (nth, customer) in ["+14155550142", "+4915112345678", "+447700900123"].iter().enumerate() {
        for one in &made[..=nth % 2] {
            let (phone, to): (PhoneNumberId, E164) = (one.phone.parse()?, E164::parse(customer)?);
            let sent = village.provider().send_approved_template(phone, &to, "anna").await?;
            ensure!(sent.wamid.is_some(), "{:?}", sent.problem);
        }
        village.pass("48h").await?;
    }
    let month = Month::of(village.town.clock.now());
    village.pass("720h").await?;
    let (statement, name) = (statement(&village, month).await?, month.to_string());
    let billed = village.town.platform.read(|world| {
        let invoices = world.money.invoices.values();
        let lines = invoices.filter(|one| one.month.to_string() == name).flat_map(|one| &one.lines);
        let mut sums = std::collections::BTreeMap::<(String, String), i64>::new();
        for line in lines {
            let key = (line.business.to_string(), line.currency.to_string());
            *sums.entry(key).or_default() += line.amount * 1_000;
        }
        sums
    });
    assert!(billed.len() == 2 && billed.values().all(|amount| *amount > 0), "{billed:?}");
    assert_eq!(statement.totals(), billed);
    assert!(statement.complete(), "{:?}", statement.missing());
    let text = statement.csv();
    assert!(text.lines().count() > 2 && text.contains(&made[0].business), "{text}");
    Ok(())
}
