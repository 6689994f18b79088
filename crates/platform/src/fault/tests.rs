//! What is on disk and in memory of the faults is the same, whoever hangs up.

use std::sync::{Arc, mpsc};

use futures_util::FutureExt as _;
use shell::clock::Clock;
use shell::db::{Db, Mode};
use shell::http::{Client, Switchboard};
use shell::secret::Secrets;
use world::{Actor, Command};

use super::{Fault, Kind, NewFault, Occurrence, Place, When};
use crate::platform::Platform;
use crate::settings::{Keeping, Outside, Settings};

async fn open(db: &Db, keeping: Keeping) -> Platform {
    let clock = Clock::manual("2026-11-22T08:00:00Z".parse().unwrap());
    let http = Client::inside(Arc::new(Switchboard::new()));
    let settings = Settings { keeping, seed: Some(7), ..Settings::on_port(8090) };
    let outside = Outside { db: db.clone(), clock, secrets: Secrets::seeded(7), http };
    Platform::open(settings, outside).await.unwrap()
}

/// Occupies the writer of the database until the returned sender is dropped.
async fn occupy(db: &Db) -> mpsc::Sender<()> {
    let (open, gate) = mpsc::channel::<()>();
    let (held, told) = tokio::sync::oneshot::channel();
    let db = db.clone();
    tokio::spawn(async move {
        let wait = move |_: &rusqlite::Transaction<'_>| {
            let _ = held.send(());
            let _ = gate.recv();
            Ok(())
        };
        db.write(wait).await
    });
    told.await.unwrap();
    open
}

/// Asks for work while the writer of the database is occupied, hangs up, and waits for its end.
async fn hang_up(db: &Db, platform: &Platform, work: impl Future) {
    let gate = occupy(db).await;
    let mut work = Box::pin(work);
    while !platform.faults().is_keeping() {
        assert!(work.as_mut().now_or_never().is_none(), "it waits for the disk");
        tokio::task::yield_now().await;
    }
    drop(work);
    drop(gate);
    while platform.faults().is_keeping() {
        tokio::task::yield_now().await;
    }
}

async fn stored(db: &Db) -> Vec<Fault> {
    open(db, Keeping::Grouped).await.ordered_faults()
}

#[tokio::test]
async fn who_hangs_up_leaves_the_same_on_disk_and_in_memory() {
    let folder = std::env::temp_dir().join(format!("vestibule-hang-up-{}", std::process::id()));
    let db = Db::open(&folder.join("platform.db"), Mode::Threaded).unwrap();
    let platform = open(&db, Keeping::Grouped).await;
    let new = NewFault::new(Kind::Reset).at(When::First(3));
    hang_up(&db, &platform, platform.order_fault(new.clone())).await;
    assert_eq!(platform.ordered_faults().len(), 1, "it was handed to the disk");
    assert_eq!(platform.ordered_faults(), stored(&db).await);
    let (places, one) = ([Place::Call], Occurrence::default());
    hang_up(&db, &platform, platform.faults().meet(platform.store(), &places, &one)).await;
    assert_eq!(platform.ordered_faults()[0].struck, 1);
    assert_eq!(platform.ordered_faults(), stored(&db).await);
    assert_eq!(platform.order_fault(new).await.unwrap().id, 2, "no number is given twice");
    hang_up(&db, &platform, platform.clear_faults(Some(1))).await;
    assert_eq!(platform.ordered_faults().len(), 1);
    assert_eq!(platform.ordered_faults(), stored(&db).await);
    drop((platform, db));
    std::fs::remove_dir_all(folder).unwrap();
}

#[tokio::test]
async fn a_change_that_is_not_stored_is_not_in_memory() {
    let db = Db::memory().unwrap();
    let platform = open(&db, Keeping::Inline).await;
    let full =
        "CREATE TRIGGER full BEFORE INSERT ON setting BEGIN SELECT RAISE(ABORT, 'full'); END";
    db.write(move |db| db.execute_batch(full)).await.unwrap();
    assert!(platform.order_fault(NewFault::new(Kind::Reset)).await.is_err());
    assert_eq!(platform.ordered_faults(), []);
    db.write(|db| db.execute_batch("DROP TRIGGER full")).await.unwrap();
    platform.order_fault(NewFault::new(Kind::Reset)).await.unwrap();
    assert_eq!(platform.ordered_faults(), stored(&db).await);
}

#[tokio::test]
async fn a_past_lasts_as_long_as_its_fault_and_moments_are_shared() {
    let db = Db::memory().unwrap();
    let platform = open(&db, Keeping::Inline).await;
    let lag = NewFault::new(Kind::StaleRead);
    for times in [1, 2, 9] {
        platform.order_fault(lag.clone().at(When::First(times))).await.unwrap();
    }
    let (name, email) = ("ada".to_owned(), "ada@example.test".to_owned());
    let create = Command::CreatePerson { name, email, locale: "en_US".to_owned() };
    platform.ask(Actor::Desk, create).await.unwrap();
    platform.order_fault(lag.at(When::First(9))).await.unwrap();
    let (places, one) = ([Place::Read], Occurrence::default());
    let strikes = platform.faults().meet(platform.store(), &places, &one).await.unwrap();
    assert!(strikes.iter().all(|strike| strike.past.is_some()), "also the last strike has one");
    assert_eq!((strikes.len(), past_ids(&platform)), (4, vec![2, 3, 4]));
    drop(platform);
    let platform = open(&db, Keeping::Inline).await;
    assert_eq!(past_ids(&platform), [2, 3, 4], "none for what is over");
    let pasts = platform.faults().pasts();
    assert!(Arc::ptr_eq(&pasts[&2], &pasts[&3]), "one world for one moment");
    assert_eq!((pasts[&3].people.len(), pasts[&4].people.len()), (0, 1));
    platform.clear_faults(Some(3)).await.unwrap();
    assert_eq!(past_ids(&platform), [2, 4]);
}

fn past_ids(platform: &Platform) -> Vec<u64> {
    platform.faults().pasts().into_keys().collect()
}
