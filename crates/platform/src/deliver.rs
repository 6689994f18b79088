//! Webhooks out: signed, tried again for days, and the handshake that opens an address for them.

use std::collections::BTreeSet;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use futures_util::stream::{self, FuturesUnordered, StreamExt as _};
use graph::AppId;
use graph::webhook::{SIGNATURE_HEADER, handshake_query, sign};
use http::header::CONTENT_TYPE;
use http::{Method, Request, StatusCode};
use jiff::{SignedDuration, Timestamp};
use shell::db::DbError;
use shell::http::HttpError;

use crate::platform::{PAUSE, Platform};
use crate::settings::Keeping;
use crate::store::{Outcome, Webhook};

/// Webhooks of one round of an app.
const ROUND_MAX: u32 = 64;
/// Webhooks under way to one app at the same time.
const PARALLEL: usize = 16;
/// How long a callback may take to accept a webhook.
const ACCEPT_MAX: Duration = Duration::from_secs(10);
/// How long a callback may take to answer the handshake (contract §6.2).
const HANDSHAKE_MAX: Duration = Duration::from_secs(6);
/// How long a webhook is tried (contract §6.3).
const TRIED_FOR: SignedDuration = SignedDuration::from_hours(7 * 24);
/// Seconds between tries; the last one repeats.
const PAUSES_S: [i64; 8] = [1, 5, 30, 120, 600, 3_600, 6 * 3_600, 12 * 3_600];

/// A callback did not pass the handshake. Its text is the message of Graph error 2200, without the
/// number in front (contract §3.7, §6.2).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("Callback verification failed with the following errors: {0}")]
pub struct CallbackError(String);

impl CallbackError {
    /// How the handshake failed, as curl and HTTP tell it.
    #[must_use]
    pub fn failure(&self) -> &str {
        &self.0
    }
}

/// See [`Platform::verify_callback`].
pub(crate) async fn verify_callback(
    platform: &Platform,
    url: &str,
    token: &str,
) -> Result<(), CallbackError> {
    let challenge = platform.secrets().digits(10);
    let join = if url.contains('?') { '&' } else { '?' };
    let question = format!("{url}{join}{}", handshake_query(&challenge, token));
    let request = Request::builder().method(Method::GET).uri(question).body(Bytes::new());
    let request = request.map_err(|_| curl(3, "URL using bad/illegal format or missing URL"))?;
    let answer = tokio::time::timeout(HANDSHAKE_MAX, platform.http().send(request)).await;
    let timeout = || {
        let limit = HANDSHAKE_MAX.as_millis();
        curl(28, &format!("Operation timed out after {limit} milliseconds with 0 bytes received"))
    };
    let answer = answer.map_err(|_| timeout())?.map_err(|error| match error {
        HttpError::Timeout { .. } => timeout(),
        HttpError::Refused { why, .. } => curl(7, &format!("Failed to connect: {why}")),
        other => curl(52, &other.to_string()),
    })?;
    let status = answer.status();
    if status != StatusCode::OK {
        let (code, word) = (status.as_u16(), status.canonical_reason().unwrap_or_default());
        return Err(CallbackError(format!("HTTP Status Code = {code}; HTTP Message = {word}")));
    }
    if answer.body().trim_ascii() != challenge.as_bytes() {
        let text = "HTTP Status Code = 200; HTTP Message = OK; the answer is not the challenge";
        return Err(CallbackError(text.to_owned()));
    }
    Ok(())
}

fn curl(number: u8, text: &str) -> CallbackError {
    CallbackError(format!("curl_errno = {number}; curl_error = {text}"))
}

/// The apps that webhooks are on their way to. Each app has a lane of its own, so that a callback
/// that does not answer holds up nobody else's, and nothing is sent twice at once.
#[derive(Debug, Default)]
pub(crate) struct Lanes(Mutex<BTreeSet<AppId>>);

/// The lane of one app, until it is dropped.
struct Lane<'a> {
    lanes: &'a Lanes,
    app: AppId,
}

impl Lanes {
    /// The lane of an app, unless a round is on it.
    fn enter(&self, app: AppId) -> Option<Lane<'_>> {
        let free = self.taken().insert(app);
        // Lazily: a lane that is dropped frees the app.
        free.then(|| Lane { lanes: self, app })
    }

    fn taken(&self) -> MutexGuard<'_, BTreeSet<AppId>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Lane<'_> {
    fn drop(&mut self) {
        self.lanes.taken().remove(&self.app);
    }
}

/// Tries the webhooks that are due, at most one round for each app, one app after the other. Says
/// whether there was any. What fails is logged.
pub(crate) async fn deliver_due(platform: &Platform) -> bool {
    let mut any = false;
    for (app, at) in planned(platform).await.unwrap_or_default() {
        if at <= platform.now()
            && let Some(lane) = platform.lanes().enter(app)
        {
            any |= round(platform, &lane).await.unwrap_or(false);
        }
    }
    any
}

/// Tries every webhook when it is due, for ever, all apps side by side.
pub(crate) async fn keep_delivering(platform: &Platform) {
    let mut commits = platform.keeper().commits();
    let mut rounds = FuturesUnordered::new();
    loop {
        commits.borrow_and_update();
        let mut next: Option<Timestamp> = None;
        let Some(planned) = planned(platform).await else {
            tokio::time::sleep(PAUSE).await;
            continue;
        };
        for (app, at) in planned {
            // Where a round is under way, its end wakes us.
            let Some(lane) = platform.lanes().enter(app) else { continue };
            if at <= platform.now() {
                rounds.push(paced(platform, lane));
            } else {
                next = next.into_iter().chain([at]).min();
            }
        }
        tokio::select! {
            Some(()) = rounds.next() => {}
            () = platform.sleep_until(next) => {}
            _ = commits.changed() => {}
        }
    }
}

/// When something is next to be tried for each app, the earliest first; `None` when that cannot be
/// known.
async fn planned(platform: &Platform) -> Option<Vec<(AppId, Timestamp)>> {
    let planned = platform.store().webhooks_planned().await;
    planned.inspect_err(|error| tracing::error!(%error, "webhooks cannot be looked for")).ok()
}

/// One round; if it fails, its lane rests for a while.
async fn paced(platform: &Platform, lane: Lane<'_>) {
    if round(platform, &lane).await.is_none() {
        tokio::time::sleep(PAUSE).await;
    }
}

/// Tries what is due for one app, and says whether there was any; `None` when it could not be read
/// or noted.
async fn round(platform: &Platform, lane: &Lane<'_>) -> Option<bool> {
    let tried = try_due(platform, lane.app).await;
    tried.inspect_err(|error| tracing::error!(%error, "webhooks were not delivered")).ok()
}

async fn try_due(platform: &Platform, app: AppId) -> Result<bool, DbError> {
    let due = platform.store().webhooks_due(app, platform.now(), ROUND_MAX).await?;
    let any = !due.is_empty();
    let parallel = match platform.settings().keeping {
        Keeping::Grouped => PARALLEL,
        Keeping::Inline => 1,
    };
    let tries = due.into_iter().map(|webhook| deliver(platform, webhook));
    let mut tries = stream::iter(tries).buffer_unordered(parallel);
    while let Some(noted) = tries.next().await {
        noted?;
    }
    Ok(any)
}

/// Tries one webhook and notes how it went. A crash in between delivers it again: receivers must
/// expect duplicates (contract §6.3).
async fn deliver(platform: &Platform, webhook: Webhook) -> Result<(), DbError> {
    let tried = attempt(platform, &webhook).await;
    let at = platform.now();
    let outcome = match tried {
        Ok(StatusCode::OK) => Outcome { at, status: Some(200), error: None, next_at: None },
        Ok(status) => {
            let error = Some(format!("the callback answered {status}"));
            let next_at = next_try(&webhook, at);
            Outcome { at, status: Some(status.as_u16()), error, next_at }
        }
        Err(why) => {
            let next_at = next_try(&webhook, at);
            Outcome { at, status: None, error: Some(why), next_at }
        }
    };
    platform.store().note_delivery(webhook.seq, outcome).await
}

async fn attempt(platform: &Platform, webhook: &Webhook) -> Result<StatusCode, String> {
    let Some((url, secret)) = platform.read(|world| target(world, webhook)) else {
        return Err("the app has no callback".to_owned());
    };
    let request = Request::builder()
        .method(Method::POST)
        .uri(url)
        .header(CONTENT_TYPE, "application/json")
        .header(SIGNATURE_HEADER, sign(&secret, webhook.body.as_bytes()))
        .body(Bytes::from(webhook.body.clone()))
        .map_err(|error| format!("the callback's address cannot be used: {error}"))?;
    match tokio::time::timeout(ACCEPT_MAX, platform.http().send(request)).await {
        Ok(Ok(answer)) => Ok(answer.status()),
        Ok(Err(error)) => Err(error.to_string()),
        Err(_) => Err(format!("no answer within {} seconds", ACCEPT_MAX.as_secs())),
    }
}

/// Where a webhook goes and what signs it: the WABA's own address counts for `messages`, the app's
/// for everything else (contract §6.1).
fn target(world: &world::World, webhook: &Webhook) -> Option<(String, String)> {
    let app = world.app(webhook.app).ok()?;
    let waba = webhook.waba.filter(|_| webhook.field == "messages");
    let own = waba.and_then(|waba| world.waba(waba).ok()?.subscriptions.get(&webhook.app));
    let own = own.and_then(|subscription| subscription.callback.as_ref());
    let url = match own {
        Some(own) => &own.url,
        None => &app.callback.as_ref()?.url,
    };
    Some((url.clone(), app.secret.clone()))
}

/// When to try again after a failure at `now`; `None` when the time for it is over.
fn next_try(webhook: &Webhook, now: Timestamp) -> Option<Timestamp> {
    let tried = usize::try_from(webhook.attempts).unwrap_or(usize::MAX);
    let pause_s = PAUSES_S.get(tried).or(PAUSES_S.last()).copied()?;
    let next = now + SignedDuration::from_secs(pause_s);
    (next <= webhook.made_at + TRIED_FOR).then_some(next)
}
