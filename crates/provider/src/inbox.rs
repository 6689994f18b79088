//! Webhooks in: verified on the raw bytes, on disk before the answer, dealt with later.
//!
//! A webhook is never believed, it only says which client to look at again. Statuses and messages
//! are the exception: they are facts nowhere else to be read, so they are written down, once.

mod decide;
mod effects;
mod recent;

use shell::sql::Tx;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, RawQuery, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use graph::Params;
use graph::id::PhoneNumberId;
use graph::webhook::{SIGNATURE_HEADER, answer_handshake, verify_either};
use http::{HeaderMap, StatusCode};
use jiff::{SignedDuration, Timestamp};
use onboard::later;
use shell::db::DbError;
use shell::secret::{ExposeSecret, sha256_hex};

pub use self::decide::{Decision, decide};
pub use self::recent::Recent;
use crate::Provider;
use crate::defect::Defect;
use crate::store::inbox::Open;
use crate::store::{inbox, instances};

/// The largest body taken, in bytes: Meta sends at most 3 MB (contract §6.3).
const BODY_MAX: usize = 3 << 20;
/// A body that comes again within this many days is the same delivery: the platform repeats for
/// seven days (contract §6.3).
const REPEATS_DAYS: i64 = 8;
/// A webhook that could not be applied this often is set aside, for people to look at.
const ATTEMPTS_MAX: u32 = 4;
/// Webhooks dealt with in one transaction.
const BATCH: u32 = 200;
/// Transactions of one go, so that a flood of webhooks holds up nothing else.
const BATCHES_MAX: u32 = 16;

/// The routes webhooks come in by.
pub fn routes() -> Router<Provider> {
    let healthz = get(async || "ok");
    Router::new()
        .route("/webhooks/whatsapp", get(handshake).post(from_platform))
        .route("/webhooks/onprem/{phone}", axum::routing::post(from_instance))
        .layer(DefaultBodyLimit::max(BODY_MAX))
        .route("/healthz", healthz)
}

/// Answers the platform's question whether webhooks may come here (contract §6.2).
async fn handshake(State(provider): State<Provider>, RawQuery(query): RawQuery) -> Response {
    let params = Params::of_query(query.as_deref().unwrap_or_default());
    let token = provider.settings.webhook_verify_token.expose_secret();
    match answer_handshake(&params, token) {
        Some(challenge) => challenge.into_response(),
        None => StatusCode::FORBIDDEN.into_response(),
    }
}

async fn from_platform(
    State(provider): State<Provider>,
    headers: HeaderMap,
    body: Bytes,
) -> StatusCode {
    let settings = &provider.settings;
    let previous = settings.app_secret_previous.as_ref().map(|secret| secret.expose_secret());
    if !signed(&headers, settings.app_secret.expose_secret(), previous, &body) {
        provider.counts.webhooks.count(["forged"]);
        return StatusCode::UNAUTHORIZED;
    }
    take_in(&provider, None, body).await
}

async fn from_instance(
    State(provider): State<Provider>,
    Path(phone): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> StatusCode {
    let Ok(phone) = phone.parse::<PhoneNumberId>() else {
        return StatusCode::NOT_FOUND;
    };
    let found = provider.db.read(move |db| instances::get(db, phone)).await;
    let Ok(Some(instance)) = found else {
        return if found.is_err() {
            StatusCode::SERVICE_UNAVAILABLE
        } else {
            StatusCode::NOT_FOUND
        };
    };
    let Ok(secret) = crate::perform::webhook_secret(&provider, &instance) else {
        tracing::error!(%phone, "the secret of a client instance cannot be opened");
        return StatusCode::SERVICE_UNAVAILABLE;
    };
    if !signed(&headers, &secret, None, &body) {
        provider.counts.webhooks.count(["forged"]);
        return StatusCode::UNAUTHORIZED;
    }
    take_in(&provider, Some(phone), body).await
}

/// Whether a request has one signature, and that is one over the raw bytes.
fn signed(headers: &HeaderMap, secret: &str, previous: Option<&str>, body: &[u8]) -> bool {
    let mut signatures = headers.get_all(SIGNATURE_HEADER).iter();
    let (Some(signature), None) = (signatures.next(), signatures.next()) else {
        return false;
    };
    signature.to_str().is_ok_and(|signature| verify_either(secret, previous, signature, body))
}

/// Stores a verified body, unless it is a repetition, and answers 200 once it is on disk.
async fn take_in(provider: &Provider, source: Option<PhoneNumberId>, body: Bytes) -> StatusCode {
    let Ok(text) = String::from_utf8(body.to_vec()) else {
        return StatusCode::BAD_REQUEST;
    };
    let digest = match source {
        None => sha256_hex(text.as_bytes()),
        Some(phone) => sha256_hex(format!("{phone}\n{text}").as_bytes()),
    };
    let now = provider.clock.now();
    let recent = provider.recent.clone();
    let shared = provider.db.is_shared();
    let repeats = provider.defects.has(Defect::InboxRepeats);
    let stored = provider.db.write(move |tx| {
        if !repeats && is_known(tx, &recent, &digest, shared)? {
            return Ok("duplicate");
        }
        let seq = inbox::add(tx, source, &digest, &text, now)?;
        recent.remember(&digest, seq, now);
        Ok("received")
    });
    let stored = stored.await;
    let outcome = stored.as_ref().map_or("not_stored", |outcome| outcome);
    provider.counts.webhooks.count([outcome]);
    match stored {
        Ok(_) => {
            provider.nudge();
            StatusCode::OK
        }
        Err(error) => {
            tracing::error!(%error, "a webhook could not be stored and was refused");
            StatusCode::SERVICE_UNAVAILABLE
        }
    }
}

/// Whether a webhook with this digest was stored in the last eight days. Where other processes
/// write to the same database only its own index knows.
fn is_known(tx: &Tx<'_>, recent: &Recent, digest: &str, shared: bool) -> Result<bool, DbError> {
    if shared {
        return Ok(inbox::place(tx, digest)?.is_some());
    }
    match recent.place(digest) {
        Some(seq) => inbox::holds(tx, seq, digest),
        None => Ok(false),
    }
}

/// Deals with the webhooks that are due, some thousands at most; says whether there were any.
///
/// # Errors
/// When the database refuses; everything not yet dealt with stays.
pub(crate) async fn drain(provider: &Provider) -> Result<bool, DbError> {
    let now = provider.clock.now();
    if provider.defects.has(Defect::EffectOutside) {
        return apart(provider, now).await;
    }
    let before = |days: i64| later(now, -SignedDuration::from_hours(24 * days));
    let forget_before = before(i64::from(provider.settings.keep_webhooks_days));
    let mut did = false;
    for _ in 0..BATCHES_MAX {
        let batch = provider.db.write(move |tx| {
            let open = inbox::open(tx, now, BATCH)?;
            open.iter().try_for_each(|webhook| apply(tx, webhook, now))?;
            if !open.is_empty() {
                inbox::forget(tx, forget_before)?;
            }
            Ok(open.len())
        });
        let done = match batch.await {
            Ok(done) => done,
            Err(error) => {
                tracing::warn!(%error, "webhooks could not be applied together");
                one_by_one(provider, now).await?
            }
        };
        if done == 0 {
            return Ok(did);
        }
        did = true;
        provider.counts.webhooks.add(["applied"], done as u64);
        provider.recent.forget(before(REPEATS_DAYS));
    }
    Ok(did)
}

/// With [`Defect::EffectOutside`]: marks what is due as dealt with, and deals with it afterwards.
async fn apart(provider: &Provider, now: Timestamp) -> Result<bool, DbError> {
    let marked = provider.db.write(move |tx| {
        let open = inbox::open(tx, now, BATCH)?;
        open.iter().try_for_each(|webhook| inbox::done(tx, webhook.seq, now).map(drop))?;
        Ok(open)
    });
    let (marked, mut did) = (marked.await?, false);
    for webhook in marked {
        did = true;
        let effects = move |tx: &Tx<'_>| effects::apply(tx, &webhook, now).map(drop);
        provider.db.write(effects).await?;
    }
    Ok(did)
}

/// Applies one webhook together with the mark that it was, so that its effects happen once. One
/// that cannot be read is set aside.
fn apply(tx: &Tx<'_>, webhook: &Open, now: Timestamp) -> Result<(), DbError> {
    if !inbox::done(tx, webhook.seq, now)? {
        return Ok(());
    }
    match effects::apply(tx, webhook, now)? {
        Ok(()) => Ok(()),
        Err(problem) => inbox::set_aside(tx, webhook.seq, &problem, now),
    }
}

/// Applies each webhook by itself, so that one that cannot be applied holds up no other; it is
/// tried again after a pause, and set aside after a few tries. Says how many there were.
async fn one_by_one(provider: &Provider, now: Timestamp) -> Result<usize, DbError> {
    let open = provider.db.read(move |db| inbox::open(db, now, BATCH)).await?;
    let count = open.len();
    for webhook in open {
        let seq = webhook.seq;
        if let Err(error) = provider.db.write(move |tx| apply(tx, &webhook, now)).await {
            tracing::error!(inbox.seq = seq, %error, "a webhook could not be applied");
            let problem = error.to_string();
            let write = move |tx: &Tx<'_>| {
                let attempts = inbox::attempts(tx, seq)?.saturating_add(1);
                if attempts >= ATTEMPTS_MAX {
                    return inbox::set_aside(tx, seq, &problem, now);
                }
                let pause = SignedDuration::from_secs(1 << (3 * attempts));
                inbox::put_off(tx, seq, &problem, later(now, pause))
            };
            provider.db.write(write).await?;
        }
    }
    Ok(count)
}

#[cfg(test)]
mod tests;
