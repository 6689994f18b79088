//! What goes wrong with webhooks on purpose: each meets the faults once, when it is to be sent for
//! the first time; each request meets those about signatures.

use std::collections::BTreeMap;

use graph::AppId;
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use shell::db::DbError;

use crate::fault::{Kind, Occurrence, Place, Strike};
use crate::platform::Platform;
use crate::store::{Treated, Webhook};

/// How long a webhook waits for a younger one at most.
const HELD_FOR: SignedDuration = SignedDuration::from_hours(1);

/// What is sent now, after faults had their way.
#[derive(Debug, Default)]
pub(super) struct Load {
    /// Everything that goes.
    pub(super) webhooks: Vec<Webhook>,
    /// What goes once more, each in a request of its own.
    pub(super) copies: Vec<Webhook>,
}

impl Load {
    /// A webhook, unless it has arrived and only copies of it are to follow, and its copies: those
    /// that a crash has kept from being sent, too.
    fn with(mut self, webhook: Webhook) -> Self {
        self.copies.extend((0..webhook.copies).map(|_| webhook.clone()));
        if webhook.copies == 0 || webhook.delivered_at.is_none() {
            self.webhooks.push(webhook);
        }
        self
    }
}

/// Has webhooks that are due meet the faults that wait for them.
pub(super) async fn meet(platform: &Platform, due: Vec<Webhook>) -> Result<Load, DbError> {
    if !platform.faults().wait_for(&[Place::Webhook]) {
        return Ok(due.into_iter().fold(Load::default(), Load::with));
    }
    let now = platform.now();
    let first = |webhook: &&Webhook| webhook.attempts == 0 && webhook.fault.is_none();
    let fresh: Vec<&Webhook> = due.iter().filter(first).collect();
    let events: Vec<String> = fresh.iter().map(|webhook| event(&webhook.body)).collect();
    let faces = fresh.iter().zip(&events);
    let faces: Vec<_> = faces.map(|(webhook, event)| vec![occurrence(webhook, event)]).collect();
    let treat = |met: &[Vec<Strike>]| {
        let struck = fresh.iter().zip(met);
        struck.filter_map(|(webhook, met)| Some(treated(webhook, met.first()?, now))).collect()
    };
    let met = platform.faults().meet_all(platform.store(), &[Place::Webhook], (&faces, treat));
    let met = met.await?;
    let struck = fresh.iter().zip(met).filter_map(|(webhook, met)| {
        let strike = met.into_iter().next()?;
        Some((webhook.seq, strike.kind))
    });
    let struck: BTreeMap<i64, Kind> = struck.collect();
    let mut load = Load::default();
    for webhook in due {
        match struck.get(&webhook.seq) {
            None => load = load.with(webhook),
            Some(&Kind::Duplicate { copies }) => load = load.with(Webhook { copies, ..webhook }),
            Some(_) => {}
        }
    }
    Ok(load)
}

/// What becomes of a webhook that was struck.
fn treated(webhook: &Webhook, strike: &Strike, now: Timestamp) -> Treated {
    let later = |wait: SignedDuration| now.checked_add(wait).ok();
    let copies = match strike.kind {
        Kind::Duplicate { copies } => copies,
        _ => 0,
    };
    let (done, next_at, held) = match strike.kind {
        Kind::Drop => ("dropped", None, false),
        Kind::Delay { seconds } => {
            ("delayed", later(SignedDuration::from_secs(seconds.into())), false)
        }
        Kind::Reorder => ("held back", later(HELD_FOR), true),
        _ => ("repeated", webhook.next_at, false),
    };
    let fault = format!("{done} by fault {}", strike.fault);
    Treated { seq: webhook.seq, fault, next_at, held, copies }
}

/// What is done to a request with these webhooks, in words, where it is to be signed wrong.
pub(super) async fn signs_wrong(
    platform: &Platform,
    app: AppId,
    webhooks: &[Webhook],
) -> Result<Option<String>, DbError> {
    let places = [Place::Request];
    if !platform.faults().wait_for(&places) {
        return Ok(None);
    }
    let events: Vec<String> = webhooks.iter().map(|webhook| event(&webhook.body)).collect();
    let faces = webhooks
        .iter()
        .zip(&events)
        .map(|(webhook, event)| Occurrence { app: Some(app), ..occurrence(webhook, event) });
    let faces = [faces.collect()];
    let met = platform.faults().meet_all(platform.store(), &places, (&faces, |_| Vec::new()));
    let strike = met.await?.into_iter().flatten().next();
    Ok(strike.map(|strike| format!("signed wrong by fault {}", strike.fault)))
}

/// Lets go of what was held back until these had been accepted.
pub(super) async fn release(
    platform: &Platform,
    app: AppId,
    sent: &[Webhook],
) -> Result<(), DbError> {
    let holding = platform.faults().all().iter().any(|fault| fault.kind == Kind::Reorder);
    let Some(last) = sent.iter().map(|webhook| webhook.seq).max().filter(|_| holding) else {
        return Ok(());
    };
    if platform.store().release_webhooks((app, last), platform.now()).await? {
        platform.lanes().wake();
    }
    Ok(())
}

fn occurrence<'a>(webhook: &'a Webhook, event: &'a str) -> Occurrence<'a> {
    Occurrence {
        waba: webhook.waba,
        phone: webhook.phone,
        app: Some(webhook.app),
        field: &webhook.field,
        event,
        ..Occurrence::default()
    }
}

/// The event a webhook tells of, such as `PARTNER_ADDED`; empty where it names none.
fn event(body: &str) -> String {
    let body: Value = serde_json::from_str(body).unwrap_or_default();
    let event = body["entry"][0]["changes"][0]["value"]["event"].as_str();
    event.unwrap_or_default().to_owned()
}
