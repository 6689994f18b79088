//! The queries, against a database in memory.

use graph::id::{PhoneNumberId, WabaId};
use jiff::{SignedDuration, Timestamp};
use shell::sql::{Sql, params};

use crate::roles::Role;

use super::clients::{self, Stage};
use super::messages::{self, Inbound, Outbound, Report};
use super::{accounts, callbacks, instances, key, migrate, nodes, phones, signups, timeline};

const ANNA: WabaId = WabaId::new(1);
const BO: WabaId = WabaId::new(2);
const PHONE: PhoneNumberId = PhoneNumberId::new(101);

fn noon() -> Timestamp {
    "2026-12-01T12:00:00Z".parse().unwrap()
}

fn after(seconds: i64) -> Timestamp {
    noon() + SignedDuration::from_secs(seconds)
}

/// A process that looks at clients.
const ONE: &str = "one";

async fn empty() -> Sql {
    let db = Sql::scratch().await.unwrap();
    migrate(&db).await.unwrap();
    db
}

#[tokio::test]
async fn operators_from_before_there_were_roles_may_do_everything_still() {
    let db = Sql::scratch().await.unwrap();
    let before = super::MIGRATIONS.iter().position(|(name, _)| *name == "0015_roles").unwrap();
    db.migrate(&super::MIGRATIONS[..before]).await.unwrap();
    let old = |tx: &shell::sql::Tx<'_>| {
        let sql = "INSERT INTO operator (name, password_hash, created_at) VALUES ($1, $2, $3)";
        tx.execute(sql, params!["anna", "hash", 1_i64]).map(drop)
    };
    db.write(old).await.unwrap();
    assert_eq!(db.read(accounts::names).await.unwrap(), ["anna"]);
    migrate(&db).await.unwrap();
    let all = db.read(accounts::operators).await.unwrap();
    assert_eq!(all[0].role, Role::Admin);
    db.write(|tx| accounts::set_role(tx, "anna", Role::Viewer)).await.unwrap();
    assert_eq!(db.read(accounts::operators).await.unwrap()[0].role, Role::Viewer);
}

#[tokio::test]
async fn an_account_is_one_client_however_often_it_is_found() {
    let db = empty().await;
    let added = db
        .write(|tx| Ok([clients::add(tx, ANNA, noon())?, clients::add(tx, ANNA, after(1))?]))
        .await
        .unwrap();
    assert_eq!(added, [true, false]);
    let rows = db.read(|tx| clients::list(tx, None, None, 10)).await.unwrap();
    assert_eq!(rows.len(), 1);
    assert_eq!((rows[0].created_at, rows[0].stage), (noon(), Stage::New));
}

#[tokio::test]
async fn a_client_is_never_taken_twice_and_a_wake_meanwhile_is_not_lost() {
    let db = empty().await;
    db.write(|tx| {
        clients::add(tx, ANNA, noon())?;
        clients::add(tx, BO, after(100))?;
        assert_eq!(clients::take(tx, noon(), ONE, 10)?, [ANNA]);
        assert_eq!(clients::take(tx, after(1), "two", 10)?, []);
        clients::wake(tx, ANNA, after(2))?;
        assert_eq!(clients::take(tx, after(3), ONE, 10)?, [], "the lease holds");
        clients::give_back(tx, ANNA, ONE, after(3600))?;
        assert_eq!(clients::take(tx, after(3), ONE, 10)?, [ANNA], "the wake was kept");
        clients::give_back(tx, ANNA, ONE, after(3600))?;
        assert_eq!(clients::next_due(tx)?, Some(after(100).as_microsecond()));
        Ok(())
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn what_a_process_held_that_died_comes_back_and_it_can_give_back_nothing() {
    let db = empty().await;
    db.write(|tx| {
        let hold = |node| nodes::hold(tx, "errands", node);
        clients::add(tx, ANNA, noon())?;
        callbacks::add(tx, "state", "token", |_| "sealed".to_owned(), noon())?;
        nodes::beat(tx, ONE, &[], "")?;
        assert_eq!(clients::take(tx, noon(), ONE, 1)?, [ANNA]);
        assert_eq!(callbacks::take(tx, noon(), ONE, 8)?.len(), 1);
        assert_eq!(hold(ONE)?, ONE);
        // It is another's as long as that one lives, whatever the clock shows.
        assert_eq!(clients::take(tx, after(9_999), "two", 1)?, []);
        assert_eq!(callbacks::take(tx, after(9_999), "two", 8)?, []);
        assert_eq!(hold("two")?, ONE);
        // It beat once more before it was buried.
        nodes::beat(tx, ONE, &[], "")?;
        assert!(!nodes::bury_silent(tx, ONE, 1, noon())?);
        assert!(clients::still_ours(tx, ANNA, ONE)?);
        assert!(nodes::bury_silent(tx, ONE, 2, noon())?);
        assert!(!clients::still_ours(tx, ANNA, ONE)?);
        assert_eq!(clients::take(tx, noon(), "two", 1)?, [ANNA]);
        assert_eq!(callbacks::take(tx, noon(), "two", 8)?.len(), 1);
        assert_eq!(hold("two")?, "two");
        clients::give_back(tx, ANNA, ONE, noon())?;
        assert!(clients::still_ours(tx, ANNA, "two")?, "the dead gave it back");
        nodes::bury_all(tx, noon())?;
        assert_eq!(clients::take(tx, noon(), ONE, 1)?, [ANNA], "whoever is alone has everything");
        Ok(())
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn e06_a_client_stays_at_the_home_of_its_instance_while_that_lives_and_a_while_longer() {
    let db = empty().await;
    db.write(|tx| {
        clients::add(tx, ANNA, noon())?;
        tx.execute(
            "INSERT INTO phone (phone_id, waba_id, display, first_seen_at) VALUES (101, $1, '', 0)",
            params![key(ANNA.get())],
        )?;
        let wish = instances::Wish {
            phone: PHONE,
            waba: ANNA,
            password: "p".to_owned(),
            secret: "s".to_owned(),
            home: Some("here:/data".to_owned()),
            home_until: after(300),
        };
        instances::want(tx, &wish, noon())?;
        nodes::beat(tx, ONE, &[], "here:/data")?;
        nodes::beat(tx, "two", &[], "there:/data")?;
        assert_eq!(clients::take(tx, after(9_999), "two", 1)?, [], "its home lives");
        assert_eq!(clients::take(tx, noon(), ONE, 1)?, [ANNA]);
        nodes::bury(tx, ONE, noon())?;
        assert_eq!(clients::take(tx, after(299), "two", 1)?, [], "it may come back");
        assert_eq!(clients::take(tx, after(301), "two", 1)?, [ANNA]);
        Ok(())
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn clients_are_listed_page_by_page_newest_first() {
    let db = empty().await;
    let pages = db
        .write(|tx| {
            for n in 1..=5 {
                clients::add(tx, WabaId::new(n), after(i64::try_from(n).unwrap() / 2))?;
            }
            let mut pages: Vec<Vec<u64>> = Vec::new();
            let mut cursor = None;
            loop {
                let page = clients::list(tx, Some(Stage::New), cursor, 2)?;
                let Some(last) = page.last() else { return Ok(pages) };
                cursor = Some((last.created_at, last.waba_id));
                pages.push(page.iter().map(|row| row.waba_id.get()).collect());
            }
        })
        .await
        .unwrap();
    assert_eq!(pages, [vec![5, 4], vec![3, 2], vec![1]]);
}

#[tokio::test]
async fn statuses_only_rise_in_any_order_and_early_ones_are_kept() {
    let db = empty().await;
    let status = |wamid: &'static str, status, at| Report {
        phone: PHONE,
        customer: "49170",
        wamid,
        status,
        problem: None,
        at,
    };
    let out = Outbound {
        phone: PHONE,
        customer: "49170",
        kind: "text",
        body: "hi",
        who: "anna",
        node: ONE,
    };
    db.write(move |tx| {
        messages::report(tx, status("w1", "delivered", after(2)))?;
        let seq = messages::add_outbound(tx, out, noon())?;
        messages::accepted(tx, seq, "w1", after(3))?;
        assert_eq!(messages::get(tx, seq)?.unwrap().status, "delivered");
        for (word, expected) in [("sent", "delivered"), ("failed", "delivered"), ("read", "read")] {
            messages::report(tx, status("w1", word, after(4)))?;
            assert_eq!(messages::get(tx, seq)?.unwrap().status, expected, "{word}");
        }
        messages::report(tx, status("w1", "a word of next year", after(5)))?;
        assert_eq!(messages::get(tx, seq)?.unwrap().status, "read");
        Ok(())
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn a_share_is_its_accounts_and_one_of_nobody_is_taken_for_ours() {
    let db = empty().await;
    let [first, second] = [7, 8].map(graph::id::AllocationId::new);
    db.write(move |tx| {
        clients::add(tx, ANNA, noon())?;
        clients::add(tx, BO, noon())?;
        clients::set_allocation(tx, BO, Some(first), noon())?;
        let made = |alive: &[_], now| clients::allocation_made_at(tx, ANNA, alive, now);
        assert_eq!(made(&[], noon())?, None);
        assert_eq!(made(&[first], noon())?, None, "another account's");
        let both = [first, second];
        assert_eq!(made(&both, after(60))?, Some(after(60)), "nobody's: its answer was lost");
        assert_eq!(made(&both, after(90))?, Some(after(60)), "ours since then");
        Ok(())
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn f01_the_window_is_counted_from_the_customer_s_last_message() {
    let db = empty().await;
    let wrote = |wamid: &'static str, at| Inbound {
        phone: PHONE,
        customer: "49170",
        name: Some("Cem"),
        kind: "text",
        body: "hello",
        wamid,
        at,
    };
    db.write(move |tx| {
        assert_eq!(messages::window_ends(tx, PHONE, "49170")?, None);
        assert!(messages::add_inbound(tx, wrote("w1", noon()))?);
        assert!(messages::add_inbound(tx, wrote("w2", after(60)))?);
        assert!(!messages::add_inbound(tx, wrote("w2", after(60)))?, "stored once");
        let ends = after(60) + SignedDuration::from_hours(24);
        assert_eq!(messages::window_ends(tx, PHONE, "49170")?, Some(ends));
        let list = messages::conversations(tx, PHONE, 10)?;
        assert_eq!(list.len(), 1);
        assert_eq!((list[0].count, list[0].window_ends), (2, Some(ends)));
        assert_eq!(list[0].name.as_deref(), Some("Cem"));
        Ok(())
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn a_number_has_one_pin_for_good() {
    let db = empty().await;
    let seen = phones::PhoneSeen {
        phone_id: PHONE,
        display: "+49 30 1".to_owned(),
        verified_name: "Anna".to_owned(),
        status: "PENDING".to_owned(),
        name_status: "APPROVED".to_owned(),
        new_name_status: String::new(),
        account_mode: "SANDBOX".to_owned(),
        tier: "TIER_50".to_owned(),
        quality: "UNKNOWN".to_owned(),
        on_cloud: false,
        certificate: None,
        trial_ends: None,
    };
    db.write(move |tx| {
        assert!(phones::seen(tx, ANNA, &seen, noon())?);
        assert!(!phones::seen(tx, ANNA, &seen, after(1))?, "known now");
        assert_eq!(phones::pin(tx, PHONE, "first")?, "first");
        assert_eq!(phones::pin(tx, PHONE, "second")?, "first");
        Ok(())
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn a_state_is_used_once() {
    let db = empty().await;
    let attempt = signups::SignupAttempt {
        state_hash: "s".to_owned(),
        session_hash: "b".to_owned(),
        contact: None,
        created_at: noon(),
        expires_at: after(3600),
        used_at: None,
        cancelled_at_step: None,
    };
    db.write(move |tx| {
        signups::add(tx, &attempt)?;
        signups::mark_cancelled(tx, "s", "PERMISSIONS")?;
        assert!(signups::mark_used(tx, "s", after(1))?);
        assert!(!signups::mark_used(tx, "s", after(2))?);
        assert_eq!(signups::of_session(tx, "b", 10)?[0].used_at, Some(after(1)));
        Ok(())
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn i03_facts_are_read_newest_first() {
    let db = empty().await;
    let fact = |at, what| timeline::Fact {
        at,
        waba: Some(ANNA),
        phone: None,
        who: timeline::PROVIDER,
        what,
    };
    db.write(move |tx| {
        timeline::add(tx, fact(noon(), "one"))?;
        timeline::add(tx, fact(after(1), "three"))?;
        timeline::add(tx, fact(noon(), "two"))?;
        let newest = timeline::of_client(tx, ANNA, None, 10)?;
        let words: Vec<&str> = newest.iter().map(|entry| entry.what.as_str()).collect();
        assert_eq!(words, ["three", "two", "one"]);
        let mut paged = Vec::new();
        let mut before = None;
        while let Some(fact) = timeline::of_client(tx, ANNA, before, 1)?.pop() {
            before = Some((fact.at, fact.seq));
            paged.push(fact);
        }
        assert_eq!(paged, newest);
        assert_eq!(timeline::newest(tx, 10)?, newest);
        Ok(())
    })
    .await
    .unwrap();
}
