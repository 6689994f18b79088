//! Our credit line is taken back, by whomever, and stays so whatever else goes wrong (requirement
//! G03); what is still used without being read adds up once it can be (requirement G02).

use anyhow::{Context, ensure};
use graph::id::{BusinessId, PhoneNumberId};
use graph::phone_number::E164;
use http::Method;
use onboard::{Condition, Kind, State, Whose};
use provider::ledger::decide::{Decision, Voice, decide};
use provider::ledger::{statement::Statement, usage::Month};
use provider::store::clients::Stage;
use provider::store::{clients, ledger, timeline};
use serde_json::{Value, json};
use shell::http::get;
use shell::secret::ExposeSecret;
use shell::sql::Tx;
use simulation::person::{Person, Wish};
use stories::{signup::Made, village::Village};

const SHARE: &str = "credit_line.whatsapp_credit_sharing_and_attach";
const DELETE: &str = "allocation.delete";

/// Shares of our line that are alive at the platform.
fn alive(village: &Village) -> usize {
    village.town.platform.read(|world| {
        let ours = world.allocations.values().filter(|one| one.owner != one.receiving);
        ours.filter(|one| one.is_active()).count()
    })
}

/// The states of the shares that the ledger has of a business, oldest first.
async fn states(village: &Village, made: &Made) -> anyhow::Result<Vec<&'static str>> {
    let business: BusinessId = made.business.parse()?;
    let known = village.provider().db.read(move |db| ledger::of_business(db, business)).await?;
    Ok(known.iter().map(|share| share.state.as_str()).collect())
}

async fn fault(village: &Village, kind: Value, when: Value, on: &str) -> anyhow::Result<()> {
    let order = json!({"kind": kind, "when": when, "matching": {"operation": on}});
    village.control("faults", &order).await.map(drop)
}

async fn mend(village: &Village) -> anyhow::Result<()> {
    village.town.platform.clear_faults(None).await?;
    Ok(())
}

async fn condition(village: &Village, made: &Made, kind: Kind) -> anyhow::Result<Condition> {
    let row = village.client(&made.waba).await?.context("no client")?;
    let found = row.conditions.into_iter().find(|one| one.kind == kind);
    found.with_context(|| format!("{kind:?} is not listed"))
}

async fn decided(village: &Village, decision: Decision) -> anyhow::Result<()> {
    let (sealer, now) = (village.provider().sealer.clone(), village.provider().clock.now());
    let voice = Voice::Console("anna".to_owned());
    let write = move |tx: &Tx<'_>| decide(tx, &sealer, &decision, &voice, now);
    village.provider().db.write(write).await??;
    village.provider().nudge();
    Ok(())
}

async fn revoked(village: &Village, made: &Made) -> anyhow::Result<()> {
    let (business, reason) = (made.business.parse()?, "fraud".to_owned());
    decided(village, Decision::Revoke { business, reason }).await
}

/// A call of the Graph API with the admin's token, as another program of ours makes it.
async fn graph(village: &Village, method: Method, path: &str) -> anyhow::Result<Value> {
    let token = village.provider().settings.admin_token.expose_secret().to_owned();
    let url = format!("{}/v21.0/{path}", village.town.sites().platform);
    let mut request = get(&url, Some(&token))?;
    *request.method_mut() = method;
    let answer = village.town.http.send(request).await?;
    let said = String::from_utf8_lossy(answer.body()).into_owned();
    ensure!(answer.status().is_success(), "{path}: {said}");
    Ok(serde_json::from_str(&said)?)
}

/// Somebody shares our line with a business by the other way; gives the share's id.
async fn shared_elsewhere(village: &Village, made: &Made) -> anyhow::Result<String> {
    let line = village.provider().settings.credit_line_id;
    let path = format!(
        "{line}/owning_credit_allocation_configs?receiving_business_id={}&liability_type=Normal",
        made.business
    );
    let told = graph(village, Method::POST, &path).await?;
    Ok(told["id"].as_str().with_context(|| format!("no id in {told}"))?.to_owned())
}

/// Somebody signs up whose account pays by a means of its own.
async fn pays_itself(village: &mut Village, owner: &mut Person) -> anyhow::Result<Made> {
    fault(village, json!({"error": {"code": 2}}), json!({"every": 1}), SHARE).await?;
    let made = Made::of(&owner.sign_up().await?)?;
    let page = format!("{}/wa/manage/{}/payment", village.town.sites().platform, made.waba);
    let page = owner.browser.open(&page).await?;
    owner.browser.submit(&page, "#payment", &[("currency", "USD")]).await?;
    mend(village).await?;
    village.pass("2h").await?;
    let billable = condition(village, &made, Kind::Billable).await?;
    ensure!(billable.words == "the account pays by a means of its own", "{billable:?}");
    Ok(made)
}

#[tokio::test]
async fn g03_a_share_that_pays_for_nothing_is_taken_back_all_the_same() -> anyhow::Result<()> {
    let mut village = Village::where_businesses_pay(801).await?;
    let mut owner = village.person(1);
    let made = pays_itself(&mut village, &mut owner).await?;
    shared_elsewhere(&village, &made).await?;
    village.pass("2h").await?;
    assert_eq!((alive(&village), states(&village, &made).await?), (1, vec!["shared"]));
    let credit = condition(&village, &made, Kind::CreditShared).await?;
    assert_eq!(credit.state, State::Yes, "nobody took anything back: {credit:?}");
    revoked(&village, &made).await?;
    village.pass("5m").await?;
    assert_eq!((alive(&village), states(&village, &made).await?), (0, vec!["confirmed"]));
    let credit = condition(&village, &made, Kind::CreditShared).await?;
    assert!(credit.words.starts_with("anna took our credit line back: fraud"), "{credit:?}");
    assert_eq!(condition(&village, &made, Kind::Billable).await?.state, State::Yes);
    Ok(())
}

#[tokio::test]
async fn g03_a_share_ends_with_the_last_account_that_it_pays_for() -> anyhow::Result<()> {
    let mut village = Village::where_businesses_pay(802).await?;
    let mut owner = village.person(1);
    let own = pays_itself(&mut village, &mut owner).await?;
    owner.wish = Wish { business: Some(own.business.clone()), ..Wish::default() };
    owner.who.national = "4155550899".to_owned();
    let second = Made::of(&owner.sign_up().await?)?;
    village.pass("2h").await?;
    assert_eq!((alive(&village), second.business == own.business), (1, true));
    village.unshare(&mut owner, &second).await?;
    village.pass("2h").await?;
    village.is(&second.waba, Stage::Left).await?;
    assert_eq!(alive(&village), 0, "nobody is paid by it any more");
    Ok(())
}

#[tokio::test]
async fn g03_a_revocation_needs_neither_the_employees_token_nor_its_assignment()
-> anyhow::Result<()> {
    let mut village = Village::found(803, "cloud").await?;
    let made = village.live(&mut village.person(1)).await?;
    let token = village.provider().settings.employee_token.expose_secret().to_owned();
    village.control("tokens/end", &json!({"token": token, "reason": "logged_out"})).await?;
    village.pass("2h").await?;
    assert_eq!(alive(&village), 1);
    revoked(&village, &made).await?;
    village.pass("5m").await?;
    assert_eq!(alive(&village), 0, "the admin's token suffices");
    let credit = condition(&village, &made, Kind::CreditShared).await?;
    assert!(credit.words.contains("took our credit line back: fraud"), "{credit:?}");
    // Without access: nobody assigns the employee any more, and the line is taken back.
    let mut village = Village::found(804, "cloud").await?;
    let made = village.live(&mut village.person(1)).await?;
    let user = village.provider().settings.employee_system_user_id;
    let away = json!({"error": {"code": 2}});
    fault(&village, away, json!({"every": 1}), "waba.assigned_users.post").await?;
    let path = format!("{}/assigned_users?user={user}", made.waba);
    graph(&village, Method::DELETE, &path).await?;
    revoked(&village, &made).await?;
    village.pass("10m").await?;
    assert_eq!(alive(&village), 0);
    Ok(())
}

#[tokio::test]
async fn g03_one_share_that_cannot_be_taken_back_keeps_no_other() -> anyhow::Result<()> {
    let mut village = Village::found(805, "cloud").await?;
    let made = village.live(&mut village.person(1)).await?;
    shared_elsewhere(&village, &made).await?;
    village.pass("2h").await?;
    assert_eq!(alive(&village), 2);
    fault(&village, json!({"error": {"code": 2}}), json!({"first": 1}), DELETE).await?;
    revoked(&village, &made).await?;
    village.town.settle().await?;
    assert_eq!(alive(&village), 1, "the second is taken back in the same round");
    village.pass("1h").await?;
    assert_eq!((alive(&village), states(&village, &made).await?), (0, vec!["confirmed"; 2]));
    Ok(())
}

#[tokio::test]
async fn g03_not_found_is_not_taken_for_taken_back() -> anyhow::Result<()> {
    let mut village = Village::found(806, "cloud").await?;
    let made = village.live(&mut village.person(1)).await?;
    let hidden = json!({"error": {"code": 100, "subcode": 33}});
    for on in [DELETE, "allocation.get"] {
        fault(&village, hidden.clone(), json!({"every": 1}), on).await?;
    }
    revoked(&village, &made).await?;
    village.pass("1h").await?;
    assert_eq!((alive(&village), states(&village, &made).await?), (1, vec!["verified"]));
    let credit = condition(&village, &made, Kind::CreditShared).await?;
    assert_eq!(credit.next.map(|next| next.whose), Some(Whose::Us));
    mend(&village).await?;
    village.pass("24h").await?;
    assert_eq!((alive(&village), states(&village, &made).await?), (0, vec!["confirmed"]));
    Ok(())
}

#[tokio::test]
async fn g03_what_somebody_else_took_back_is_not_shared_again_by_itself() -> anyhow::Result<()> {
    let mut village = Village::found(807, "cloud").await?;
    let made = village.live(&mut village.person(1)).await?;
    let business: BusinessId = made.business.parse()?;
    let known = village.provider().db.read(move |db| ledger::of_business(db, business)).await?;
    let share = known[0].allocation.context("it has a name")?;
    graph(&village, Method::DELETE, &share.to_string()).await?;
    village.pass("72h").await?;
    assert_eq!((alive(&village), states(&village, &made).await?), (0, vec!["confirmed"]));
    let credit = condition(&village, &made, Kind::CreditShared).await?;
    assert_eq!(credit.next.as_ref().map(|next| next.whose), Some(Whose::Operator), "{credit:?}");
    assert!(credit.words.contains("and not by this server"), "{credit:?}");
    let letters = village.town.letters();
    let told = letters.iter().filter(|one| one.subject.contains("was taken back")).count();
    assert_eq!(told, 1, "{letters:?}");
    let reason = "a mistake in the Business Manager".to_owned();
    decided(&village, Decision::Share { business, reason }).await?;
    village.pass("1h").await?;
    assert_eq!(alive(&village), 1);
    assert_eq!(condition(&village, &made, Kind::Billable).await?.state, State::Yes);
    Ok(())
}

#[tokio::test]
async fn g03_a_share_that_is_seen_nowhere_is_not_made_a_second_time() -> anyhow::Result<()> {
    let mut village = Village::found(813, "cloud").await?;
    let list = "credit_line.owning_credit_allocation_configs";
    fault(&village, json!("stale_read"), json!({"every": 1}), list).await?;
    let made = Made::of(&village.person(1).sign_up().await?)?;
    village.pass("3h").await?;
    let billable = condition(&village, &made, Kind::Billable).await?;
    assert_eq!(billable.words, "our credit line pays for this account");
    // It is gone, and nothing says so.
    let hidden = json!({"error": {"code": 100, "subcode": 33}});
    fault(&village, hidden, json!({"every": 1}), "allocation.get").await?;
    let business: BusinessId = made.business.parse()?;
    let known = village.provider().db.read(move |db| ledger::of_business(db, business)).await?;
    let share = known[0].allocation.context("it has a name")?;
    graph(&village, Method::DELETE, &share.to_string()).await?;
    village.pass("12h").await?;
    assert_eq!((alive(&village), states(&village, &made).await?), (0, vec!["shared"]));
    village.pass("48h").await?;
    assert_eq!((alive(&village), states(&village, &made).await?), (0, vec!["revoked"]));
    let credit = condition(&village, &made, Kind::CreditShared).await?;
    assert_eq!(credit.next.map(|next| next.whose), Some(Whose::Operator));
    mend(&village).await?;
    village.pass("2h").await?;
    assert_eq!((alive(&village), states(&village, &made).await?), (0, vec!["confirmed"]));
    Ok(())
}

#[tokio::test]
async fn g03_a_share_behind_a_hundred_old_ones_is_found_and_taken_back() -> anyhow::Result<()> {
    let mut village = Village::found(808, "cloud").await?;
    let made = village.live(&mut village.person(1)).await?;
    for _ in 0..101 {
        let old = shared_elsewhere(&village, &made).await?;
        graph(&village, Method::DELETE, &old).await?;
    }
    shared_elsewhere(&village, &made).await?;
    village.pass("2h").await?;
    assert_eq!(alive(&village), 2);
    revoked(&village, &made).await?;
    village.pass("1h").await?;
    assert_eq!(alive(&village), 0);
    Ok(())
}

#[tokio::test]
async fn a11_a_refused_unsubscription_does_not_keep_leave_from_being_taken() -> anyhow::Result<()> {
    let mut village = Village::found(809, "cloud").await?;
    let mut owner = village.person(1);
    let made = village.live(&mut owner).await?;
    let refused = json!({"error": {"code": 200}});
    fault(&village, refused, json!({"every": 1}), "waba.subscribed_apps.delete").await?;
    village.unshare(&mut owner, &made).await?;
    village.pass("3h").await?;
    let row = village.is(&made.waba, Stage::Left).await?;
    assert!(row.left.unsubscribed && row.left.confirmed, "{:?}", row.problem);
    Ok(())
}

async fn statement(village: &Village, month: Month) -> anyhow::Result<Statement> {
    let now = village.provider().clock.now();
    let read = move |db: &Tx<'_>| Statement::read(db, month, now);
    Ok(village.provider().db.read(read).await?)
}

#[tokio::test]
async fn g02_months_that_nobody_could_read_are_said_to_be_missing_and_read_later()
-> anyhow::Result<()> {
    let mut village = Village::found(810, "cloud").await?;
    let made = village.live(&mut village.person(1)).await?;
    let verified = json!({"business_id": made.business, "approved": true});
    village.control("reviews/verification", &verified).await?;
    village.pass("48h").await?;
    let (phone, to): (PhoneNumberId, E164) = (made.phone.parse()?, E164::parse("+14155550142")?);
    let sent = village.provider().send_approved_template(phone, &to, "anna").await?;
    ensure!(sent.wamid.is_some(), "{:?}", sent.problem);
    let month = Month::of(village.town.clock.now());
    // Nobody can look while two months end.
    fault(&village, json!({"error": {"code": 2}}), json!({"every": 1}), "waba.get").await?;
    village.pass("1700h").await?;
    let before = statement(&village, month).await?;
    let missing = before.missing().context("it is not complete")?;
    assert!(missing.contains("incomplete") && missing.contains(&made.waba), "{missing}");
    assert!(before.csv().contains(",no\r\n"), "{}", before.csv());
    mend(&village).await?;
    village.pass("72h").await?;
    let after = statement(&village, month).await?;
    assert!(after.complete(), "{:?}", after.missing());
    let name = month.to_string();
    let billed: i64 = village.town.platform.read(|world| {
        let invoices = world.money.invoices.values();
        let lines = invoices.filter(|one| one.month.to_string() == name).flat_map(|one| &one.lines);
        lines.map(|line| line.amount * 1_000).sum()
    });
    assert!(billed > 0);
    assert_eq!(after.totals().values().sum::<i64>(), billed);
    Ok(())
}

#[tokio::test]
async fn g02_a_reading_that_fails_is_said_and_not_repeated_at_every_look() -> anyhow::Result<()> {
    let mut village = Village::found(812, "cloud").await?;
    let made = village.live(&mut village.person(1)).await?;
    let away = json!({"error": {"code": 2}});
    fault(&village, away.clone(), json!({"every": 1}), "waba.get").await?;
    village.pass("30h").await?;
    mend(&village).await?;
    // The next look goes well; the reading that is due by now does not.
    fault(&village, away, json!({"every": 2}), "waba.get").await?;
    village.provider().look_now(made.waba.parse()?, "anna").await?;
    village.town.settle().await?;
    let problem = village.client(&made.waba).await?.context("no client")?.problem;
    let problem = problem.context("nobody is told")?;
    assert!(problem.contains("could not read its use"), "{problem}");
    let seen = |village: &Village| village.town.platform.ordered_faults()[0].seen;
    assert_eq!(seen(&village), 2);
    let (waba, now) = (made.waba.parse()?, village.provider().clock.now());
    let wake = move |tx: &Tx<'_>| clients::wake(tx, waba, now);
    village.provider().db.write(wake).await?;
    village.town.settle().await?;
    assert_eq!(seen(&village), 3, "only the look itself");
    let problem = village.client(&made.waba).await?.context("no client")?.problem;
    assert!(problem.is_some_and(|words| words.contains("could not read its use")));
    mend(&village).await?;
    village.pass("4h").await?;
    assert_eq!(village.client(&made.waba).await?.context("no client")?.problem, None);
    Ok(())
}

#[tokio::test]
async fn a_short_interruption_is_no_end_of_being_live() -> anyhow::Result<()> {
    let mut village = Village::found(811, "client").await?;
    let made = village.live(&mut village.person(1)).await?;
    let since = village.client(&made.waba).await?.context("no client")?.live_since;
    assert!(since.is_some());
    let phone: PhoneNumberId = made.phone.parse()?;
    village.pass("24h").await?;
    assert!(village.town.kill_instance(phone));
    village.provider().look_now(made.waba.parse()?, "anna").await?;
    village.pass("10m").await?;
    let row = village.is(&made.waba, Stage::Live).await?;
    assert_eq!(row.live_since, since);
    assert!(village.numbers(&made.waba).await?[0].live_since.is_some());
    let waba = made.waba.parse()?;
    let read = move |db: &Tx<'_>| timeline::of_client(db, waba, None, 1_000);
    let facts = village.provider().db.read(read).await?;
    let fell = facts.iter().filter(|fact| fact.what.contains("(was live)")).count();
    assert_eq!(fell, 0, "{facts:?}");
    Ok(())
}
