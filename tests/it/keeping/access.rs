//! Access that is lost and found: assignments, permissions, and the app's own standing.

use graph::id::PhoneNumberId;
use graph::phone_number::E164;
use http::Method;
use onboard::{Kind, State, Whose};
use provider::store::clients::Stage;
use serde_json::json;
use shell::sql::{Tx, params};
use stories::village::Village;

use super::{fault, graph, mend, met, past, stands};

#[tokio::test]
async fn a04_an_employee_is_assigned_to_each_account_and_an_admin_to_none() -> anyhow::Result<()> {
    for (seed, worker, words) in
        [(735, "employee", "the careful choice"), (736, "admin", "reaches all clients")]
    {
        let mut village = Village::found_as(seed, "cloud", worker).await?;
        let post = json!({"operation": "waba.assigned_users.post"});
        let counted =
            fault(&village, json!({"latency": {"ms": 1}}), json!({"every": 1}), post).await?;
        let ours = village.provider().settings.business_id;
        let employee = village.provider().settings.employee_system_user_id.to_string();
        let expected = if worker == "employee" { vec![employee.as_str()] } else { vec![] };
        for seed in [1, 2] {
            let made = village.live(&mut village.person(seed)).await?;
            let path = format!("{}/assigned_users?business={ours}", made.waba);
            let rows = village.asks(Method::GET, &path).await?;
            let rows = rows["data"].as_array().cloned().unwrap_or_default();
            let users: Vec<&str> = rows.iter().filter_map(|row| row["id"].as_str()).collect();
            assert_eq!(users, expected, "{worker}");
            let assigned =
                stands(&village, &made.waba, Kind::SystemUserAssigned, (State::Yes, None));
            assert!(assigned.await?.contains(worker));
        }
        assert_eq!(met(&village, counted)?.0, 2 * expected.len() as u64, "{worker}");
        // The choice and its risk are explained where they are looked up.
        let page = village.console("/settings").await?;
        assert!(page.text("main")?.contains(words), "{}", page.text("main")?);
    }
    Ok(())
}

#[tokio::test]
async fn a05_peer_19_a_lost_assignment_is_made_again() -> anyhow::Result<()> {
    let mut village = Village::found(731, "cloud").await?;
    let made = village.live(&mut village.person(1)).await?;
    let employee = village.provider().settings.employee_system_user_id;
    let path = format!("{}/assigned_users?user={employee}", made.waba);
    graph(&village, Method::DELETE, &path).await?;
    village.provider().look_now(made.waba.parse()?, "ops").await?;
    village.town.settle().await?;
    stands(&village, &made.waba, Kind::SystemUserAssigned, (State::Yes, None)).await?;
    village.is(&made.waba, Stage::Live).await?;
    let past = past(&village, &made.waba).await?;
    let assigned = past.iter().filter(|fact| fact.contains("assigned our system user")).count();
    assert_eq!(assigned, 2, "{past:?}");
    Ok(())
}

#[tokio::test]
async fn a05_a_refused_update_is_repeated_once_access_is_made_sure_of() -> anyhow::Result<()> {
    let mut village = Village::found(732, "cloud").await?;
    let made = village.live(&mut village.person(1)).await?;
    graph(&village, Method::DELETE, &format!("{}/subscribed_apps", made.waba)).await?;
    // Reading is allowed, and this very update is refused once with the permission error.
    let kind = json!({"error": {"code": 200}});
    let post = json!({"operation": "waba.subscribed_apps.post"});
    let refused = fault(&village, kind, json!({"first": 1}), post).await?;
    village.provider().look_now(made.waba.parse()?, "ops").await?;
    village.town.settle().await?;
    assert_eq!(met(&village, refused)?, (1, 1), "a fault counts until it is over");
    stands(&village, &made.waba, Kind::Subscribed, (State::Yes, None)).await?;
    let row = village.is(&made.waba, Stage::Live).await?;
    assert_eq!(row.problem, None);
    Ok(())
}

#[tokio::test]
async fn a05_a_message_refused_for_want_of_access_goes_out_once_it_is_assigned_anew()
-> anyhow::Result<()> {
    let mut village = Village::found(737, "cloud").await?;
    let made = village.live(&mut village.person(1)).await?;
    let employee = village.provider().settings.employee_system_user_id;
    let ours = village.provider().settings.business_id;
    let path = format!("{}/assigned_users?user={employee}", made.waba);
    let phone = PhoneNumberId::new(made.phone.parse()?);
    let customer = E164::parse("+14155551099")?;
    graph(&village, Method::DELETE, &path).await?;
    let sent = village.provider().send_approved_template(phone, &customer, "ops").await?;
    assert_eq!((sent.status.as_str(), sent.problem.as_deref()), ("accepted", None));
    let told = past(&village, &made.waba).await?;
    let again = told.iter().filter(|fact| fact.contains("which a call was refused for")).count();
    assert_eq!(again, 1, "{told:?}");
    // A client that is only watched is left as it is: the message is refused, and says why.
    let waba: i64 = made.waba.parse()?;
    let watch = move |tx: &Tx<'_>| {
        tx.execute("UPDATE client SET mode = 'watched' WHERE waba_id = $1", params![waba])
    };
    village.provider().db.write(watch).await?;
    graph(&village, Method::DELETE, &path).await?;
    let sent = village.provider().send_approved_template(phone, &customer, "ops").await?;
    assert_eq!(sent.status, "failed");
    let why = sent.problem.unwrap_or_default();
    assert!(why.contains("ermission"), "{why}");
    let users = format!("{}/assigned_users?business={ours}", made.waba);
    let left = graph(&village, Method::GET, &users).await?["data"].to_string();
    assert!(!left.contains(&employee.to_string()), "{left}");
    Ok(())
}

#[tokio::test]
async fn peer_20_an_app_that_lost_its_access_is_no_client_that_left() -> anyhow::Result<()> {
    let mut village = Village::found(733, "client").await?;
    let made = village.live(&mut village.person(1)).await?;
    let app = village.provider().settings.app_id;
    let path = format!("apps/{app}/access");
    village.control(&path, &json!({"mode": "live", "advanced": []})).await?;
    village.pass("26h").await?;
    // Nothing is taken away from the client: only the provider's own standing is lost.
    assert_eq!(village.town.running_instances().len(), 1);
    let row = village.client(&made.waba).await?.expect("it stays a client");
    assert_ne!(row.stage, Stage::Left);
    let said = format!("{:?} {:?}", row.problem, row.waiting);
    assert!(said.contains("Advanced access"), "{said}");
    let shares = village.town.platform.read(|world| {
        world
            .allocations
            .values()
            .filter(|one| one.is_active() && one.owner != one.receiving)
            .count()
    });
    assert_eq!(shares, 1);
    let all =
        ["business_management", "whatsapp_business_management", "whatsapp_business_messaging"];
    village.control(&path, &json!({"mode": "live", "advanced": all})).await?;
    village.pass("2h").await?;
    let row = village.is(&made.waba, Stage::Live).await?;
    assert_eq!(row.problem, None);
    Ok(())
}

#[tokio::test]
async fn peer_25_limit_and_quality_follow_the_platform() -> anyhow::Result<()> {
    let mut village = Village::found(734, "cloud").await?;
    let made = village.live(&mut village.person(1)).await?;
    let said = stands(&village, &made.waba, Kind::Limit, (State::Yes, None)).await?;
    assert!(said.contains("of 50 customers"), "{said}");
    // Thirty customers are written to, and half of them block the number.
    let phone = PhoneNumberId::new(made.phone.parse()?);
    let customers: Vec<E164> =
        (10..40).map(|nth| E164::parse(&format!("+141555510{nth}"))).collect::<Result<_, _>>()?;
    for customer in &customers {
        let sent = village.town.providers[0].send_approved_template(phone, customer, "ops").await;
        assert!(sent?.wamid.is_some());
    }
    village.town.settle().await?;
    for customer in customers.iter().take(15) {
        let act = json!({"phone_number_id": made.phone, "act": "block"});
        village.control(&format!("customers/+{}/acts", customer.digits()), &act).await?;
    }
    village.pass("2h").await?;
    let said = stands(&village, &made.waba, Kind::Limit, (State::Yes, None)).await?;
    assert!(said.contains("31 of 50"), "{said}");
    let said = stands(&village, &made.waba, Kind::Quality, (State::No, Some(Whose::Business)));
    assert!(said.await?.contains("asked for it"));
    mend(&village).await
}
