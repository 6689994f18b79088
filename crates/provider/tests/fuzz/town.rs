//! A provider with a client instance, nobody on its network, and a look into what it keeps.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use graph::id::PhoneNumberId;
use graph::webhook::SIGNATURE_HEADER;
use http::{HeaderValue, Request};
use jiff::{SignedDuration, Timestamp};
use provider::inbox::{Decision, decide};
use provider::store::inbox::{self, Entry, State};
use provider::store::{instances, sealed};
use provider::{Host, Outside, Provider};
use serde_json::json;
use shell::clock::Clock;
use shell::http::{Client, Switchboard};
use shell::mail::Mail;
use shell::secret::{Cost, Secrets};
use shell::sql::{Sql, Tx};
use tower::ServiceExt as _;

use crate::delivery::Delivery;
use crate::house::{noon, settings};

/// The number whose client instance brings webhooks of its own.
pub(crate) const PHONE: PhoneNumberId = PhoneNumberId::new(101);
/// With which the platform signs.
pub(crate) const APP_SECRET: &str = "0123456789abcdef0123456789abcdef";
/// With which the client instance signs.
pub(crate) const INSTANCE_SECRET: &str = "secret-of-the-instance-0123";
/// A webhook is set aside after fewer tries.
const TRIES_MAX: usize = 12;
/// The server rests after fewer rounds of work.
const ROUNDS_MAX: usize = 2_000;

/// The server of one round.
pub(crate) struct Town {
    db: Sql,
    clock: Clock,
    server: RefCell<(Provider, Router)>,
}

impl Town {
    pub(crate) async fn new() -> Self {
        let (db, clock) = (Sql::scratch().await.unwrap(), Clock::manual(noon()));
        let server = open(&db, &clock).await;
        let provider = &server.0;
        let seal = |context: String| {
            provider.sealer.seal(&context, INSTANCE_SECRET.as_bytes(), &provider.secrets)
        };
        let password = seal(sealed::PASSWORD.context(PHONE));
        let secret = seal(sealed::SECRET.context(PHONE));
        let wish = instances::Wish {
            phone: PHONE,
            waba: graph::id::WabaId::new(98),
            password,
            secret,
            home: None,
            home_until: noon(),
        };
        let want = move |tx: &Tx<'_>| instances::want(tx, &wish, noon());
        db.write(want).await.unwrap();
        Self { db, clock, server: RefCell::new(server) }
    }

    /// The process ends, and another begins on what the first has kept.
    pub(crate) async fn restart(&self) {
        let server = open(&self.db, &self.clock).await;
        drop(self.server.replace(server));
    }

    /// A moment passes.
    pub(crate) fn later(&self) {
        self.clock.advance(SignedDuration::from_secs(2)).unwrap();
    }

    fn provider(&self) -> Provider {
        self.server.borrow().0.clone()
    }

    /// Posts a delivery; the status of the answer.
    pub(crate) async fn post(&self, delivery: &Delivery) -> u16 {
        let path = match delivery.from_instance {
            true => format!("/webhooks/onprem/{PHONE}"),
            false => "/webhooks/whatsapp".to_owned(),
        };
        let mut request = Request::post(path).header("host", "provider.localhost:8080");
        for signature in &delivery.signatures {
            // What is no header cannot be sent.
            if let Ok(value) = HeaderValue::from_bytes(signature.as_bytes()) {
                request = request.header(SIGNATURE_HEADER, value);
            }
        }
        let request = request.body(Body::from(delivery.body.clone())).unwrap();
        let router = self.server.borrow().1.clone();
        router.oneshot(request).await.unwrap().status().as_u16()
    }

    /// The digests of all that is kept.
    pub(crate) async fn kept(&self) -> BTreeSet<String> {
        let rows = self.db.read(every_digest).await.unwrap();
        rows.into_iter().map(|(_, _, digest)| digest).collect()
    }

    /// Where a digest is kept.
    pub(crate) async fn places(&self, digest: &str) -> Vec<i64> {
        let rows = self.db.read(every_digest).await.unwrap();
        rows.into_iter().filter(|(_, _, one)| one == digest).map(|(seq, ..)| seq).collect()
    }

    /// What is kept at a place.
    pub(crate) async fn stored(&self, seq: i64) -> (Entry, String) {
        self.db.read(move |db| inbox::get(db, seq)).await.unwrap().unwrap()
    }

    /// Lets the server work until what is kept at a place is dealt with, or for a long time.
    pub(crate) async fn work_off(&self, seq: i64) -> Entry {
        for _ in 0..TRIES_MAX {
            for _ in 0..ROUNDS_MAX {
                if !self.provider().tick().await.unwrap() {
                    break;
                }
            }
            let (entry, _) = self.stored(seq).await;
            match (entry.state, entry.again_at) {
                (State::Open, Some(again_at)) => drop(self.clock.set(again_at).unwrap()),
                _ => return entry,
            }
        }
        self.stored(seq).await.0
    }

    /// An operator has everything applied anew that was received at this moment.
    pub(crate) async fn apply_anew(&self, at: Timestamp) {
        let (to, now) = (at + SignedDuration::from_secs(1), self.clock.now());
        let replay = Decision::Replay { from: at, to };
        self.db.write(move |tx| decide(tx, replay, "anna", now)).await.unwrap();
    }

    /// What webhooks have led to: messages, news of them, facts in the time line, clients.
    pub(crate) async fn effects(&self) -> Vec<i64> {
        let count = |db: &Tx<'_>| {
            [
                "SELECT count(*) FROM message",
                // Those of long ago are forgotten now and then.
                "SELECT count(*) FROM early_status WHERE at > 1795000000000000",
                "SELECT count(*) FROM timeline WHERE who = 'platform'",
                "SELECT count(*) FROM client",
            ]
            .into_iter()
            .map(|sql| db.one(sql, &[], |row| row.get::<i64>(0)))
            .collect()
        };
        self.db.read(count).await.unwrap()
    }
}

async fn open(db: &Sql, clock: &Clock) -> (Provider, Router) {
    let nothing_runs = Arc::new(|_: &provider::InstanceSpec| Err("nothing runs here".to_owned()));
    let outside = Outside {
        db: db.clone(),
        clock: clock.clone(),
        wall: clock.clone(),
        secrets: Secrets::seeded(1),
        http: Client::inside(Arc::new(Switchboard::new())),
        mail: Mail::memory(),
        host: Host::Inside { start: nothing_runs, stop: Arc::new(|_| {}) },
        password_cost: Cost::Cheap,
    };
    let provider = Provider::open(settings(&json!({})), outside).await.unwrap();
    let router = provider.router();
    (provider, router)
}

/// The place, arrival and digest of every webhook kept.
fn every_digest(db: &Tx<'_>) -> Result<Vec<(i64, i64, String)>, shell::db::DbError> {
    inbox::digests_before(db, (i64::MAX, i64::MAX), u32::MAX)
}
