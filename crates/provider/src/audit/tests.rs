//! The chain of the audit log: what is added, and every way of changing it afterwards.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use shell::secret::Secrets;
use shell::sql::params;

use super::*;
use crate::store;
use crate::testing::noon;

fn sealer(seed: u64) -> Sealer {
    Sealer::new(&STANDARD.encode(Secrets::seeded(seed).bytes::<32>())).unwrap()
}

/// A log of five deeds.
async fn log() -> (Sql, Sealer) {
    let (db, sealer) = (Sql::scratch().await.unwrap(), sealer(1));
    store::migrate(&db).await.unwrap();
    for number in 1..=5 {
        more(&db, &sealer, number).await;
    }
    (db, sealer)
}

async fn more(db: &Sql, sealer: &Sealer, number: u64) {
    let deed = Deed::new(noon(), "anna", "woke", format!("client {number}"));
    let deed = deed.changed("a", "b");
    let sealer = sealer.clone();
    db.write(move |tx| write(tx, &sealer, &deed)).await.unwrap();
}

async fn spoil(db: &Sql, sql: &'static str) {
    db.write(move |tx| tx.execute(sql, &[])).await.unwrap();
}

async fn flaws(db: &Sql, sealer: &Sealer) -> Vec<Flaw> {
    verify(db, sealer, None).await.unwrap().flaws
}

#[tokio::test]
async fn security_audit_a_log_left_alone_is_whole_and_can_be_checked_by_hand() {
    let (db, sealer) = log().await;
    let verdict = verify(&db, &sealer, None).await.unwrap();
    assert_eq!((verdict.count, verdict.flaws), (5, vec![]));
    let rows = db.read(|tx| rows::after(tx, 0, 9)).await.unwrap();
    let list = format!(
        "[1,{},\"anna\",\"woke\",\"client 1\",\"a\",\"b\",null,\"{NOTHING}\"]",
        to_micros(noon())
    );
    assert_eq!(rows[0].hash, shell::secret::sha256_hex(list.as_bytes()));
    assert_eq!(verdict.anchor.unwrap().to_string(), format!("5:{}", rows[4].hash));
}

#[tokio::test]
async fn security_audit_every_change_is_found() {
    let changed = vec![Flaw::Changed(3)];
    let replaced = |flaw| vec![Flaw::Changed(3), flaw];
    let cases: [(&str, Vec<Flaw>); 8] = [
        ("UPDATE audit SET who = 'eve' WHERE seq = 3", changed.clone()),
        ("UPDATE audit SET after = NULL WHERE seq = 3", changed.clone()),
        ("UPDATE audit SET at = at + 1 WHERE seq = 3", changed),
        ("DELETE FROM audit WHERE seq IN (2, 3)", vec![Flaw::Missing(2, 3)]),
        ("DELETE FROM audit WHERE seq > 3", vec![Flaw::Cut { written: 5, left: 3 }]),
        (
            "UPDATE audit SET hash = (SELECT hash FROM audit WHERE seq = 2) WHERE seq = 3",
            replaced(Flaw::Unlinked(4)),
        ),
        ("DELETE FROM setting WHERE key = 'audit_head'", vec![Flaw::NoHead]),
        (
            "UPDATE setting SET value = '3' || substr(value, 2) WHERE key = 'audit_head'",
            vec![Flaw::ForgedHead],
        ),
    ];
    for (sql, expected) in cases {
        let (db, sealer) = log().await;
        spoil(&db, sql).await;
        let mut found = flaws(&db, &sealer).await;
        found.sort_by_key(|flaw| !matches!(flaw, Flaw::Changed(_)));
        assert_eq!(found, expected, "{sql}");
    }
}

#[tokio::test]
async fn security_audit_two_rows_that_change_places_are_found() {
    let (db, sealer) = log().await;
    for sql in [
        "UPDATE audit SET seq = 99 WHERE seq = 2",
        "UPDATE audit SET seq = 2 WHERE seq = 3",
        "UPDATE audit SET seq = 3 WHERE seq = 99",
    ] {
        spoil(&db, sql).await;
    }
    let found = flaws(&db, &sealer).await;
    assert!(found.contains(&Flaw::Changed(2)) && found.contains(&Flaw::Changed(3)), "{found:?}");
}

#[tokio::test]
async fn security_audit_a_row_hashed_anew_breaks_the_next_and_at_the_end_the_head() {
    for (seq, expected) in [(3_u32, Flaw::Unlinked(4)), (5, Flaw::Replaced(5))] {
        let (db, sealer) = log().await;
        let forge = move |tx: &Tx<'_>| {
            let mut row = rows::after(tx, u64::from(seq) - 1, 1)?.remove(0);
            row.who = "eve".to_owned();
            tx.execute(
                "UPDATE audit SET who = $1, hash = $2 WHERE seq = $3",
                params!["eve", row.digest(), seq],
            )
        };
        db.write(forge).await.unwrap();
        assert_eq!(flaws(&db, &sealer).await, [expected]);
    }
}

#[tokio::test]
async fn security_audit_what_is_written_after_a_cut_does_not_hide_it() {
    let (db, sealer) = log().await;
    spoil(&db, "DELETE FROM audit WHERE seq > 3").await;
    more(&db, &sealer, 6).await;
    assert_eq!(flaws(&db, &sealer).await, [Flaw::Missing(4, 5)]);
    // Nor does it when the head is removed as well.
    let (db, sealer) = log().await;
    spoil(&db, "DELETE FROM audit WHERE seq > 3").await;
    spoil(&db, "DELETE FROM setting WHERE key = 'audit_head'").await;
    more(&db, &sealer, 6).await;
    assert_eq!(flaws(&db, &sealer).await, [Flaw::Lost(4)]);
}

#[tokio::test]
async fn security_audit_without_the_master_key_no_head_can_be_made() {
    let (db, ours) = log().await;
    let theirs = sealer(2);
    let forge = move |tx: &Tx<'_>| {
        tx.execute("DELETE FROM audit WHERE seq > 1", &[])?;
        let row = rows::after(tx, 0, 1)?.remove(0);
        set_head(tx, &theirs, &Anchor { count: 1, hash: row.hash })
    };
    db.write(forge).await.unwrap();
    assert_eq!(flaws(&db, &ours).await, [Flaw::ForgedHead]);
}

#[tokio::test]
async fn security_audit_an_anchor_kept_elsewhere_shows_a_log_written_anew() {
    let (db, sealer) = log().await;
    let anchor = verify(&db, &sealer, None).await.unwrap().anchor;
    more(&db, &sealer, 6).await;
    let grown = verify(&db, &sealer, anchor.clone()).await.unwrap();
    assert_eq!(grown.flaws, [], "a longer log continues it");
    spoil(&db, "DELETE FROM audit").await;
    spoil(&db, "DELETE FROM setting").await;
    assert_eq!(flaws(&db, &sealer).await, [], "nothing on this machine could tell");
    more(&db, &sealer, 1).await;
    let anew = verify(&db, &sealer, anchor).await.unwrap();
    assert_eq!(anew.flaws, [Flaw::NotAnchored]);
}

#[test]
fn an_anchor_comes_back_from_its_text() {
    let anchor = Anchor { count: 7, hash: NOTHING.to_owned() };
    assert_eq!(anchor.to_string().parse(), Ok(anchor));
    for odd in ["", "7", "7:", "x:00", "7:zz", &format!("-1:{NOTHING}")] {
        assert_eq!(odd.parse::<Anchor>(), Err(BadAnchor), "{odd}");
    }
}

#[tokio::test]
async fn security_audit_what_was_looked_into_is_known_and_nothing_else() {
    let by = ("ben", "we know");
    for spoiling in [
        "UPDATE audit SET who = 'eve' WHERE seq = 3",
        "DELETE FROM audit WHERE seq = 2",
        "DELETE FROM audit WHERE seq > 3",
        "DELETE FROM setting WHERE key = 'audit_head'",
        "UPDATE setting SET value = 'x' WHERE key = 'audit_head'",
        "UPDATE audit SET who = 'eve', hash = 'x' WHERE seq = 5",
    ] {
        let (db, sealer) = log().await;
        spoil(&db, spoiling).await;
        let verdict = accept(&db, &sealer, by, noon()).await.unwrap();
        assert_eq!(verdict.flaws, [], "{spoiling}");
        assert!(!verdict.known.is_empty(), "{spoiling}");
        assert_eq!((verdict.known[0].1.who.as_str(), verdict.known[0].1.at), ("ben", noon()));
        more(&db, &sealer, 7).await;
        assert_eq!(flaws(&db, &sealer).await, [], "{spoiling}");
        // The same again, elsewhere, is news; so is an entry that was made to know more.
        spoil(&db, "UPDATE audit SET who = 'eve' WHERE seq = 1").await;
        assert_eq!(flaws(&db, &sealer).await, [Flaw::Changed(1)], "{spoiling}");
    }
    let (db, sealer) = log().await;
    assert_eq!(accept(&db, &sealer, by, noon()).await.unwrap().count, 5, "nothing to write down");
    spoil(&db, "UPDATE audit SET who = 'eve' WHERE seq = 3").await;
    accept(&db, &sealer, by, noon()).await.unwrap();
    let rows = db.read(|tx| rows::after(tx, 5, 1)).await.unwrap();
    let mut row = rows[0].clone();
    more(&db, &sealer, 7).await;
    spoil(&db, "UPDATE audit SET who = 'eve' WHERE seq = 1").await;
    let all = "[\"entry 1 was changed\",\"entry 3 was changed\",\"entry 7 does not follow the one \
        before it: one of the two was replaced\"]";
    row.after = Some(all.to_owned());
    row.hash = row.digest();
    let hash = row.hash;
    let widen = move |tx: &Tx<'_>| {
        tx.execute("UPDATE audit SET after = $1, hash = $2 WHERE seq = 6", params![all, hash])
    };
    db.write(widen).await.unwrap();
    assert_eq!(flaws(&db, &sealer).await, [Flaw::Unlinked(7)]);
}
