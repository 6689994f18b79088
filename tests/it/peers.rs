//! What went wrong in programs of others, and does not in ours: each row of complaints by its
//! number, as the platform's scenarios count them (docs/scenarios.md). Rows with stories of their
//! own elsewhere are named `peer_NN_` there.

use anyhow::{Context, ensure};
use graph::id::PhoneNumberId;
use http::Method;
use onboard::{Kind, State};
use provider::store::{callbacks, clients::Stage};
use serde_json::{Value, json};
use shell::secret::{ExposeSecret, sha256_hex};
use simulation::person::Handed;
use stories::{
    signup::Made,
    village::{Village, again},
};

const CUSTOMER: &str = "14155550142";
/// A telephone number nobody else in these stories has.
const SECOND_NUMBER: &str = "+14155550178";

async fn fault(village: &Village, kind: Value, on: &str) -> anyhow::Result<u64> {
    let order = json!({"kind": kind, "when": {"every": 1}, "matching": {"operation": on}});
    let answer = village.control("faults", &order).await?;
    answer["id"].as_u64().with_context(|| format!("no number in {answer}"))
}

/// How many calls a fault met.
fn met(village: &Village, id: u64) -> anyhow::Result<u64> {
    let faults = village.town.platform.ordered_faults();
    Ok(faults.iter().find(|fault| fault.id == id).context("no such fault")?.seen)
}

async fn state(village: &Village, waba: &str, kind: Kind) -> anyhow::Result<State> {
    let row = village.client(waba).await?.context("no client")?;
    let found = row.conditions.iter().find(|one| one.kind == kind);
    found.map(|one| one.state).with_context(|| format!("{kind:?} is not listed"))
}

/// The platform's own address for webhooks of everybody, which is none of ours.
fn elsewhere(village: &Village) -> String {
    format!("{}/_control/callback", village.provider().settings.graph_url)
}

#[tokio::test]
async fn peer_01_webhooks_that_were_led_elsewhere_come_back_by_a_plain_subscription()
-> anyhow::Result<()> {
    let mut village = Village::found(821, "cloud").await?;
    let made = village.live(&mut village.person(1)).await?;
    let edge = format!("{}/subscribed_apps", made.waba);
    // Another program of ours has set an address of its own.
    let there = elsewhere(&village).replace(':', "%3A").replace('/', "%2F");
    let other = format!("{edge}?override_callback_uri={there}&verify_token=vestibule");
    village.asks(Method::POST, &other).await?;
    village.writes(CUSTOMER, &made.phone, "lost").await?;
    village.town.settle().await?;
    ensure!(village.talk(&made.phone, CUSTOMER).await?.is_empty(), "it came here all the same");
    let posts = fault(&village, json!({"latency": {"ms": 1}}), "waba.subscribed_apps.post").await?;
    village.provider().look_now(made.waba.parse()?, "ops").await?;
    village.pass("2m").await?;
    // It was noticed, taken back by a plain subscription, and that was read back.
    let rows = village.asks(Method::GET, &edge).await?;
    ensure!(rows["data"][0]["override_callback_uri"].is_null(), "{rows}");
    ensure!(state(&village, &made.waba, Kind::Subscribed).await? == State::Yes);
    ensure!(met(&village, posts)? == 1, "{} subscriptions", met(&village, posts)?);
    village.writes(CUSTOMER, &made.phone, "found").await?;
    village.pass("1m").await?;
    ensure!(village.talk(&made.phone, CUSTOMER).await? == ["found"]);
    Ok(())
}

#[tokio::test]
async fn peer_02_a_refused_subscription_is_shown_with_what_is_next_and_holds_up_nothing()
-> anyhow::Result<()> {
    let mut village = Village::found(822, "cloud").await?;
    let refused = json!({"error": {"code": 100, "message": "Nobody may subscribe today"}});
    fault(&village, refused, "waba.subscribed_apps.post").await?;
    let made = Made::of(&village.person(1).sign_up().await?)?;
    village.pass("1h").await?;
    let row = village.client(&made.waba).await?.context("no client")?;
    ensure!(row.problem.is_some_and(|why| why.contains("Nobody may subscribe today")));
    let page = village.shown(&made.waba).await?;
    let problem = page.text("#problem")?;
    ensure!(problem.contains("could not subscribe"), "{problem}");
    ensure!(problem.contains("Nobody may subscribe today"), "{problem}");
    ensure!(problem.contains("Next:"), "{problem}");
    ensure!(page.has("li[data-condition=subscribed][data-state=false][data-next]"));
    // Told once in the time line, not at each try.
    let past = page.texts("#timeline > li")?;
    let told = past.iter().filter(|fact| fact.contains("could not subscribe")).count();
    ensure!(told == 1, "{past:?}");
    for kind in [Kind::SystemUserAssigned, Kind::CreditShared, Kind::Registered] {
        ensure!(state(&village, &made.waba, kind).await? == State::Yes, "{kind:?}");
    }
    village.town.platform.clear_faults(None).await?;
    village.pass("3h").await?;
    let page = village.shown(&made.waba).await?;
    ensure!(page.has("[data-waba][data-stage=live]") && !page.has("#problem"));
    Ok(())
}

#[tokio::test]
async fn peer_03_both_switches_of_webhooks_are_put_back_on() -> anyhow::Result<()> {
    let mut village = Village::found(823, "cloud").await?;
    let made = village.live(&mut village.person(1)).await?;
    let settings = village.provider().settings.clone();
    // Live means that a first message was accepted, not that a number is shown as connected.
    let probed = village.numbers(&made.waba).await?.iter().all(|row| row.probed_at.is_some());
    ensure!(probed);
    let app = format!("{}|{}", settings.app_id, settings.app_secret.expose_secret());
    let account = format!("{}/subscribed_apps", made.waba);
    let fields = format!(
        "{}/subscriptions?object=whatsapp_business_account&fields=messages",
        settings.app_id
    );
    for (nth, (path, token)) in
        [(account, settings.admin_token.expose_secret()), (fields, app.as_str())]
            .into_iter()
            .enumerate()
    {
        let (status, said) = village.call(Method::DELETE, &path, token).await?;
        ensure!(status == 200, "{said}");
        village.writes(CUSTOMER, &made.phone, "lost").await?;
        village.town.settle().await?;
        ensure!(village.talk(&made.phone, CUSTOMER).await?.len() == nth, "a switch is still on");
        village.pass("7h").await?;
        village.writes(CUSTOMER, &made.phone, "heard").await?;
        village.pass("1m").await?;
        let heard = village.talk(&made.phone, CUSTOMER).await?;
        ensure!(heard == vec!["heard"; nth + 1], "{heard:?}");
    }
    Ok(())
}

#[tokio::test]
async fn peer_04_a_token_that_names_no_account_loses_none() -> anyhow::Result<()> {
    let mut village = Village::found(824, "cloud").await?;
    village.deaf().await?;
    village.pass("1h").await?;
    let settings = village.provider().settings.clone();
    let all = settings.employee_token.expose_secret().to_owned();
    let none = format!("{}|{}", settings.app_id, settings.app_secret.expose_secret());
    // The scope without ids means all that its holder reaches, and names none; and no scope at all.
    for (seed, token, said) in [(1, all, ""), (2, none, "did not grant")] {
        let mut person = village.person(seed);
        let (page, state) = person.arrive().await?;
        let mut handed = person.walk_popup(&page).await?;
        let made = Made::of(&handed)?;
        handed.auth_response = json!({"accessToken": token});
        person.report(&page, &state, &handed).await?;
        village.pass("5m").await?;
        // No hour goes by, and nobody has to guess which account it is.
        village.is(&made.waba, Stage::Live).await?;
        let hash = sha256_hex(state.as_bytes());
        let row = village.provider().db.read(move |db| callbacks::of_state(db, &hash)).await?;
        let row = row.context("the callback is gone")?;
        ensure!(row.problem.clone().unwrap_or_default().contains(said), "{row:?}");
        ensure!(row.problem.is_some() != said.is_empty(), "{row:?}");
        // What the browser brought proves nothing about that account: its page is not shown there.
        let shown = person.status().await?;
        ensure!(!shown.has(&format!("[data-waba='{}']", made.waba)), "{}", shown.text("main")?);
    }
    ensure!(village.clients().await?.len() == 2, "{:?}", village.clients().await?);
    Ok(())
}

#[tokio::test]
async fn peer_08_every_number_of_an_account_is_registered_with_a_pin_of_its_own()
-> anyhow::Result<()> {
    let mut village = Village::found(825, "cloud").await?;
    let tries = fault(&village, json!({"latency": {"ms": 1}}), "phone.register.post").await?;
    // Both are there when the account is looked at for the first time.
    village.deaf().await?;
    let mut owner = village.person(1);
    let made = Made::of(&village.unreported(&mut owner).await?)?;
    village.add_number(&mut owner, &made, SECOND_NUMBER).await?;
    ensure!(village.client(&made.waba).await?.is_none(), "it was told of");
    village.pass("7h").await?;
    ensure!(met(&village, tries)? == 2, "{} registrations", met(&village, tries)?);
    village.town.platform.clear_faults(None).await?;
    let numbers = village.numbers(&made.waba).await?;
    ensure!(numbers.len() == 2, "{numbers:?}");
    ensure!(numbers.iter().all(|row| row.live_since.is_some()), "{numbers:?}");
    let pins: Vec<Vec<String>> =
        numbers.iter().map(|row| village.town.watch.pins(row.phone_id)).collect();
    ensure!(pins.iter().all(|pins| pins.len() == 1) && pins[0] != pins[1], "the same PIN");
    // Each has a conversation of its own.
    for row in &numbers {
        let phone = row.phone_id.to_string();
        village.writes(CUSTOMER, &phone, &phone).await?;
        village.pass("1m").await?;
        ensure!(village.talk(&phone, CUSTOMER).await? == [phone]);
    }
    Ok(())
}

#[tokio::test]
async fn peer_10_an_account_that_somebody_else_has_is_none_of_ours() -> anyhow::Result<()> {
    let mut village = Village::found(826, "cloud").await?;
    let mut owner = village.person(1);
    let mine = village.live(&mut owner).await?;
    let told = village.control("scenarios/held-by-another-partner", &json!({})).await?;
    let theirs = told["env"]["WABA_ID"].as_str().context("no account")?.to_owned();
    // A webhook and a browser name it; every list and every look says otherwise.
    let body = json!({"object": "whatsapp_business_account", "entry": [{"id": theirs, "time": 1,
        "changes": [{"field": "account_update", "value": {"event": "PARTNER_ADDED",
        "waba_info": {"waba_id": theirs, "owner_business_id": mine.business}}}]}]});
    village.webhook(&body.to_string()).await?;
    let (page, state) = owner.arrive().await?;
    let token = told["env"]["BUSINESS_TOKEN"].as_str().unwrap_or("EAAtheirs");
    let handed = Handed {
        session_event: json!({"data": {"waba_id": theirs}}),
        auth_response: json!({"accessToken": token}),
    };
    owner.report(&page, &state, &handed).await?;
    village.pass("7h").await?;
    let clients = village.clients().await?;
    ensure!(clients.len() == 1, "{clients:?}");
    village.is(&mine.waba, Stage::Live).await?;
    let theirs = theirs.parse()?;
    let touched = village.town.platform.read(|world| {
        let app = village.provider().settings.app_id;
        world.wabas.get(&theirs).is_none_or(|waba| waba.subscriptions.contains_key(&app))
    });
    ensure!(!touched, "our app is subscribed to it");
    ensure!(village.shares().1 == 1, "{:?}", village.shares());
    Ok(())
}

#[tokio::test]
async fn peer_12_many_numbers_share_one_callback_and_each_message_finds_its_own()
-> anyhow::Result<()> {
    let mut village = Village::found(827, "cloud").await?;
    let mut made = Vec::new();
    for seed in [1, 2, 3] {
        made.push(village.live(&mut village.person(seed)).await?);
    }
    for one in &made {
        village.writes(CUSTOMER, &one.phone, &format!("to {}", one.waba)).await?;
    }
    village.pass("1m").await?;
    for one in &made {
        let talk = village.talk(&one.phone, CUSTOMER).await?;
        ensure!(talk == [format!("to {}", one.waba)], "{talk:?}");
    }
    // The platform asks our address itself, and one who knows another word is not let in.
    let settings = village.provider().settings.clone();
    let app = format!("{}|{}", settings.app_id, settings.app_secret.expose_secret());
    let set = |word: &str| {
        let there = settings.webhook_url().replace(':', "%3A").replace('/', "%2F");
        format!(
            "{}/subscriptions?object=whatsapp_business_account&fields=messages\
             &callback_url={there}&verify_token={word}",
            settings.app_id
        )
    };
    let (status, said) = village.call(Method::POST, &set("another-word"), &app).await?;
    ensure!(status == 400, "{said}");
    let right = settings.webhook_verify_token.expose_secret();
    let (status, said) = village.call(Method::POST, &set(right), &app).await?;
    ensure!(status == 200, "{said}");
    Ok(())
}

#[tokio::test]
async fn peer_14_a_pop_up_that_answers_nothing_loses_nothing_and_doubles_nothing()
-> anyhow::Result<()> {
    let mut village = Village::found(828, "cloud").await?;
    village.control("faults", &json!({"kind": "popup_no_answer", "when": {"every": 1}})).await?;
    let mut person = village.person(1);
    ensure!(village.unreported(&mut person).await.is_err(), "the page was told something");
    village.pass("10m").await?;
    let clients = village.clients().await?;
    let [client] = clients.as_slice() else { anyhow::bail!("{clients:?}") };
    let waba = client.waba_id.to_string();
    let made = Made {
        phone: village.numbers(&waba).await?[0].phone_id.to_string(),
        business: client.business_id.context("its owner is not known")?.to_string(),
        waba,
    };
    // Found without the browser; to the browser nothing is claimed that it did not prove.
    village.is(&made.waba, Stage::Live).await?;
    let shown = person.status().await?;
    ensure!(!shown.has("[data-waba]"), "{}", shown.text("main")?);
    ensure!(shown.text("main")?.contains("has not finished a signup"), "{}", shown.text("main")?);
    // The person goes through it again, this time with an answer, and sees its account.
    village.town.platform.clear_faults(None).await?;
    person.wish = again(&made);
    person.sign_up().await?;
    village.pass("10m").await?;
    let shown = person.status().await?;
    ensure!(shown.has(&format!("[data-waba='{}']", made.waba)), "{}", shown.text("main")?);
    ensure!(village.clients().await?.len() == 1);
    ensure!(village.numbers(&made.waba).await?.len() == 1 && village.shares() == (1, 1));
    let phone = PhoneNumberId::new(made.phone.parse()?);
    ensure!(village.town.watch.pins(phone).len() == 1, "it was registered anew");
    Ok(())
}

#[tokio::test]
async fn peer_16_the_signup_page_lives_on_the_provider_s_own_address_only() -> anyhow::Result<()> {
    let mut village = Village::found(829, "cloud").await?;
    let site = village.town.sites().provider;
    let ask = async |host: &str| {
        let request = http::Request::get(format!("{site}/")).header("host", host);
        let answer = village.town.http.send(request.body(bytes::Bytes::new())?).await?;
        let words = String::from_utf8_lossy(answer.body()).into_owned();
        anyhow::Ok((answer.status().as_u16(), words))
    };
    let (status, page) = ask("provider.localhost:8080").await?;
    ensure!(status == 200 && page.contains("id=\"signup\""), "{status}");
    // Under a name that the app does not know the SDK would refuse: there is no button at all.
    let (status, page) = ask("signup.white-label.example").await?;
    ensure!(status == 421 && !page.contains("id=\"signup\""), "{status}: {page}");
    // And a code alone, without any message from the window, is enough.
    village.deaf().await?;
    let mut person = village.person(1);
    person.wish.code = true;
    let (page, state) = person.arrive().await?;
    let mut handed = person.walk_popup(&page).await?;
    let made = Made::of(&handed)?;
    handed.session_event = Value::Null;
    person.report(&page, &state, &handed).await?;
    village.pass("10m").await?;
    village.is(&made.waba, Stage::Live).await?;
    Ok(())
}
