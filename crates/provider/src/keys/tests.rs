//! Rotation of the master key: everything is sealed anew, also when it is interrupted.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use shell::db::{Db, Mode};
use shell::sql::params;

use super::*;
use crate::audit::verify;
use crate::store;
use crate::store::sealed::{CALLBACK, PIN};
use crate::testing::noon;

const OLD: u64 = 1;
const NEW: u64 = 2;

/// A ring of master keys; the first is active.
fn ring(seeds: &[u64]) -> Sealer {
    let key = |seed: &u64| STANDARD.encode(Secrets::seeded(*seed).bytes::<32>());
    let named: Vec<_> = seeds.iter().map(|seed| format!("k{seed}:{}", key(seed))).collect();
    Sealer::with_keys(named.iter().map(String::as_str)).unwrap()
}

/// A database with so many PINs and tokens sealed under a key.
async fn filled(sealer: &Sealer, rows: i64) -> Sql {
    fill(Sql::scratch().await.unwrap(), sealer, rows).await
}

async fn fill(db: Sql, sealer: &Sealer, rows: i64) -> Sql {
    store::migrate(&db).await.unwrap();
    for key in 1..=rows {
        put(&db, sealer, key).await;
    }
    db
}

async fn put(db: &Sql, sealer: &Sealer, key: i64) {
    let secrets = Secrets::os();
    let pin = sealer.seal(&PIN.context(key), format!("{key:06}").as_bytes(), &secrets);
    let token = sealer.seal(&CALLBACK.context(key), format!("EAA{key}").as_bytes(), &secrets);
    let put = move |tx: &Tx<'_>| {
        tx.execute(
            "INSERT INTO phone (phone_id, waba_id, display, pin, first_seen_at)
             VALUES ($1, 1, '+1', $2, 0)",
            params![key, pin],
        )?;
        tx.execute(
            "INSERT INTO callback (seq, state_hash, received_at, kind, sealed)
             VALUES ($1, 's', 0, 'token', $2)",
            params![key, token],
        )
    };
    db.write(put).await.unwrap();
}

/// Whether every PIN and token opens with these keys.
async fn opens(db: &Sql, sealer: &Sealer) -> bool {
    let sealer = sealer.clone();
    let read = move |tx: &Tx<'_>| {
        let (pins, tokens) =
            (PIN.others(tx, "x", None, 1_000)?, CALLBACK.others(tx, "x", None, 1_000)?);
        let pins = pins.iter().all(|text| {
            let plain = sealer.open(&PIN.context(text.key), &text.sealed);
            plain.is_ok_and(|plain| plain == format!("{:06}", text.key).into_bytes())
        });
        let tokens = tokens.iter().all(|text| {
            let plain = sealer.open(&CALLBACK.context(text.key), &text.sealed);
            plain.is_ok_and(|plain| plain == format!("EAA{}", text.key).into_bytes())
        });
        Ok(pins && tokens)
    };
    db.read(read).await.unwrap()
}

async fn rotate(
    db: &Sql,
    sealer: &Sealer,
    tell: impl FnMut(Progress),
) -> Result<Progress, RotateError> {
    let secrets = Secrets::os();
    let (who, now) = ("anna", noon());
    Rotation { db, sealer, secrets: &secrets, batch: 3, who, now }.run(tell).await
}

#[tokio::test]
async fn security_keys_everything_is_sealed_anew_and_the_old_key_can_go() {
    let db = filled(&ring(&[OLD]), 10).await;
    let both = ring(&[NEW, OLD]);
    let mut told = Vec::new();
    let end = rotate(&db, &both, |progress| told.push(progress)).await.unwrap();
    assert_eq!(end, Progress { done: 20, left: 0 });
    assert_eq!(told[0], Progress { done: 0, left: 20 });
    assert!(told.iter().all(|one| one.done + one.left == 20), "{told:?}");
    assert!(told.len() > 6, "in batches: {told:?}");
    assert!(opens(&db, &ring(&[NEW])).await);
    assert!(!opens(&db, &ring(&[OLD])).await);
    let used = db.read(used).await.unwrap();
    assert_eq!(used.by_key, BTreeMap::from([(ring(&[NEW]).key_id().to_owned(), 20)]));
    // Once more: nothing to do, nothing changed, and the log is whole under the new key alone.
    assert_eq!(rotate(&db, &both, |_| ()).await.unwrap(), Progress { done: 0, left: 0 });
    let log = verify(&db, &ring(&[NEW]), None).await.unwrap();
    assert_eq!((log.count, log.flaws), (2, vec![]));
}

#[tokio::test]
async fn security_keys_a_rotation_that_dies_in_the_middle_is_finished_by_the_next() {
    for dies_after in 1..=7 {
        // A file, whose writes are waited for: there the future can be dropped.
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("provider.db");
        let db = fill(Db::open(&file, Mode::Threaded).unwrap().into(), &ring(&[OLD]), 10).await;
        let both = ring(&[NEW, OLD]);
        let mut batches = 0;
        // The future is dropped where it stands, as a killed process would be.
        let (died, mut dead) = tokio::sync::oneshot::channel();
        let mut died = Some(died);
        {
            let tell = |_| {
                batches += 1;
                if batches > dies_after
                    && let Some(died) = died.take()
                {
                    died.send(()).unwrap();
                }
            };
            tokio::select! {
                biased;
                _ = &mut dead => {}
                end = rotate(&db, &both, tell) => panic!("it came to its end: {end:?}"),
            }
        }
        drop(db);
        let db = Sql::from(Db::open(&file, Mode::Threaded).unwrap());
        assert!(opens(&db, &both).await, "after {dies_after}");
        assert!(!opens(&db, &ring(&[NEW])).await, "it died in the middle");
        assert!(!opens(&db, &ring(&[OLD])).await, "it had begun");
        let end = rotate(&db, &both, |_| ()).await.unwrap();
        assert!(end.left == 0 && (1..20).contains(&end.done), "{end:?}");
        assert!(opens(&db, &ring(&[NEW])).await);
    }
}

#[tokio::test]
async fn security_keys_what_a_server_seals_meanwhile_is_not_left_behind() {
    let old = ring(&[OLD]);
    let db = filled(&old, 4).await;
    // A server that does not know the new key yet goes on sealing with the old one.
    let (mut late, writer) = (Some(()), db.clone());
    let both = ring(&[NEW, OLD]);
    let end = rotate(&db, &both, |progress| {
        if progress.left < 4 && late.take().is_some() {
            let (writer, old) = (writer.clone(), old.clone());
            let put = std::thread::spawn(move || {
                let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
                runtime.block_on(put(&writer, &old, -5));
            });
            put.join().unwrap();
        }
    });
    assert_eq!(end.await.unwrap(), Progress { done: 10, left: 0 });
    assert!(opens(&db, &ring(&[NEW])).await);
}

#[tokio::test]
async fn security_keys_a_rotation_never_says_done_while_a_text_is_left() {
    let db = filled(&ring(&[OLD]), 4).await;
    let stranger = ring(&[7]);
    put(&db, &stranger, 99).await;
    let error = rotate(&db, &ring(&[NEW, OLD]), |_| ()).await.unwrap_err();
    let RotateError::Left { left, first } = &error else { panic!("{error}") };
    assert_eq!(*left, 2);
    assert!(first.contains("phone_pin/99") && first.contains(stranger.key_id()), "{first}");
    // All others are done, and once the key is back the rest is.
    let end = rotate(&db, &ring(&[NEW, OLD, 7]), |_| ()).await.unwrap();
    assert_eq!(end, Progress { done: 2, left: 0 });
}

#[tokio::test]
async fn security_keys_a_text_moved_to_another_row_is_not_sealed_anew() {
    let db = filled(&ring(&[OLD]), 2).await;
    let moved = "UPDATE phone SET pin = (SELECT pin FROM phone WHERE phone_id = 1)
                 WHERE phone_id = 2";
    db.write(|tx| tx.execute(moved, &[])).await.unwrap();
    let error = rotate(&db, &ring(&[NEW, OLD]), |_| ()).await.unwrap_err();
    assert!(matches!(error, RotateError::Left { left: 1, .. }), "{error}");
}

#[tokio::test]
async fn security_keys_a_server_that_does_not_know_the_new_key_stops_a_rotation() {
    let (old, both) = (ring(&[OLD]), ring(&[NEW, OLD]));
    let db = filled(&old, 2).await;
    let live = |name: &'static str, keys: &Sealer| {
        let id = keys.key_id().to_owned();
        db.write(move |tx| nodes::beat(tx, name, &[&id], ""))
    };
    live("one", &both).await.unwrap();
    live("two", &old).await.unwrap();
    let error = rotate(&db, &both, |_| ()).await.unwrap_err();
    assert!(matches!(error, RotateError::ServerBehind { .. }), "{error}");
    assert!(opens(&db, &ring(&[OLD])).await, "nothing was touched");
    live("two", &both).await.unwrap();
    rotate(&db, &both, |_| ()).await.unwrap();
}
