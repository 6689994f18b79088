//! One request to a callback: which webhooks it takes along, its signature, how it went.

use std::time::Duration;

use bytes::Bytes;
use graph::AppId;
use graph::webhook::{Envelope, LEGACY_SIGNATURE_HEADER, SIGNATURE_HEADER, sign, sign_legacy};
use http::header::{CONTENT_TYPE, USER_AGENT};
use http::{Method, Request, StatusCode};
use jiff::{SignedDuration, Timestamp};
use shell::db::DbError;

use super::faults;
use crate::platform::Platform;
use crate::session::Outcome;
use crate::store::{NewPost, Webhook};

/// How long a callback may take to accept a webhook.
const ACCEPT_MAX: Duration = Duration::from_secs(10);
/// The largest body in bytes (contract §6.3).
const BODY_MAX: usize = 3_000_000;
/// The most changes of one request (contract §6.3).
const UPDATES_MAX: u32 = 1_000;
/// How long a webhook is tried (contract §6.3).
const TRIED_FOR: SignedDuration = SignedDuration::from_hours(7 * 24);
/// Seconds between tries; the last one repeats.
const PAUSES_S: [i64; 8] = [1, 5, 30, 120, 600, 3_600, 6 * 3_600, 12 * 3_600];
/// How much of an answer the log shows, in bytes.
const EXCERPT_MAX: usize = 500;
/// What the platform calls itself (contract §6.3).
const AGENT: &str = "facebookexternalua";

/// What one request takes along.
#[derive(Debug)]
pub(super) struct Batch {
    pub(super) webhooks: Vec<Webhook>,
    /// Whether it is a copy that a fault ordered.
    pub(super) copy: bool,
}

/// The bytes in which these webhooks travel together.
pub(crate) fn body_of(webhooks: &[Webhook]) -> String {
    if let [alone] = webhooks {
        return alone.body.clone();
    }
    let envelopes = webhooks.iter().map(|webhook| {
        Envelope::parse(webhook.body.as_bytes()).expect("stored webhooks were written by us")
    });
    let bytes = Envelope::joined(envelopes).to_bytes();
    String::from_utf8(bytes).expect("webhooks are written in ASCII")
}

/// Divides what is due into requests: at most so many changes, and no body too large.
pub(super) fn batches(due: Vec<Webhook>, batch_max: u32) -> Vec<Vec<Webhook>> {
    let most = usize::try_from(batch_max.clamp(1, UPDATES_MAX)).unwrap_or(1);
    let mut batches: Vec<Vec<Webhook>> = Vec::new();
    let mut bytes = 0;
    for webhook in due {
        bytes += webhook.body.len();
        match batches.last_mut() {
            Some(last) if last.len() < most && bytes <= BODY_MAX => last.push(webhook),
            _ => {
                bytes = webhook.body.len();
                batches.push(vec![webhook]);
            }
        }
    }
    batches
}

/// Sends webhooks in one request and notes how it went. A crash in between delivers them again:
/// receivers must expect duplicates (contract §6.3).
pub(super) async fn deliver(
    platform: &Platform,
    (app, url): (AppId, Option<&str>),
    Batch { mut webhooks, copy }: Batch,
) -> Result<(), DbError> {
    webhooks.sort_by_key(|webhook| webhook.seq);
    let body = body_of(&webhooks);
    let broken = faults::signs_wrong(platform, app, &webhooks).await?;
    let secret = platform.read(|world| world.app(app).map(|app| app.secret.clone()));
    let secret = secret.unwrap_or_default();
    let secret = if broken.is_some() { format!("{secret}, but not") } else { secret };
    let signature = sign(&secret, body.as_bytes());
    let began = platform.now();
    let tried = match url {
        None => Err("the app has no callback".to_owned()),
        Some(url) => send(platform, url, (&signature, &secret), body).await,
    };
    let now = platform.now();
    let (status, error, answer) = match tried {
        Ok((StatusCode::OK, answer)) => (Some(200), None, answer),
        Ok((status, answer)) => {
            let why = format!("the callback answered {status}");
            (Some(status.as_u16()), Some(why), answer)
        }
        Err(why) => (None, Some(why), String::new()),
    };
    let again = |webhook: &Webhook| error.is_some().then(|| next_try(webhook, now)).flatten();
    let marks = webhooks.iter().map(|webhook| (webhook.seq, again(webhook))).collect();
    let post = NewPost {
        app,
        url: url.map(str::to_owned),
        at: began,
        took: now.duration_since(began),
        status,
        error,
        answer,
        signature,
        broken,
        webhooks: marks,
        copy,
    };
    let accepted = post.error.is_none();
    platform.store().note_post(post).await?;
    if accepted { faults::release(platform, app, &webhooks).await } else { Ok(()) }
}

async fn send(
    platform: &Platform,
    url: &str,
    (signature, secret): (&str, &str),
    body: String,
) -> Result<(StatusCode, String), String> {
    let request = Request::builder()
        .method(Method::POST)
        .uri(url)
        .header(CONTENT_TYPE, "application/json")
        .header(USER_AGENT, AGENT)
        .header(SIGNATURE_HEADER, signature)
        .header(LEGACY_SIGNATURE_HEADER, sign_legacy(secret, body.as_bytes()))
        .body(Bytes::from(body))
        .map_err(|error| format!("the callback's address cannot be used: {error}"))?;
    match platform.call_out(request, ACCEPT_MAX).await {
        Outcome::Answer { status, body } => {
            let bytes = body.bytes().unwrap_or_default();
            let excerpt = &bytes[..bytes.len().min(EXCERPT_MAX)];
            let status = StatusCode::from_u16(status).map_err(|error| error.to_string())?;
            Ok((status, String::from_utf8_lossy(excerpt).into_owned()))
        }
        Outcome::Late => Err(format!("no answer within {} seconds", ACCEPT_MAX.as_secs())),
        Outcome::Refused(why) => Err(format!("the callback cannot be reached: {why}")),
        Outcome::Failed(why) => Err(why),
    }
}

/// Whether a webhook that was tried in vain is not tried any more, although it is due: the clock
/// was turned beyond its time. What was never tried is tried once, however late.
pub(super) fn is_over(webhook: &Webhook, now: Timestamp) -> bool {
    webhook.failed > 0 && now > tried_since(webhook) + TRIED_FOR
}

/// When the tries of a webhook began, or began anew.
fn tried_since(webhook: &Webhook) -> Timestamp {
    webhook.again_at.unwrap_or(webhook.made_at)
}

/// When to try again after a failure at `now`; `None` when the time for it is over.
fn next_try(webhook: &Webhook, now: Timestamp) -> Option<Timestamp> {
    let failed = usize::try_from(webhook.failed).unwrap_or(usize::MAX);
    let pause_s = PAUSES_S.get(failed).or(PAUSES_S.last()).copied()?;
    let next = now + SignedDuration::from_secs(pause_s);
    (next <= tried_since(webhook) + TRIED_FOR).then_some(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn webhook(seq: i64, size: usize) -> Webhook {
        Webhook {
            seq,
            event_seq: 1,
            app: AppId::new(1),
            waba: None,
            phone: None,
            field: "messages".to_owned(),
            body: "x".repeat(size),
            made_at: Timestamp::UNIX_EPOCH,
            again_at: None,
            next_at: None,
            attempts: 0,
            failed: 0,
            delivered_at: None,
            last_status: None,
            last_error: None,
            fault: None,
            copies: 0,
        }
    }

    #[test]
    fn a_request_takes_a_thousand_changes_and_three_megabytes_at_most() {
        let many = |count: i64, size| (0..count).map(|seq| webhook(seq, size)).collect::<Vec<_>>();
        let sizes = |batches: Vec<Vec<Webhook>>| batches.iter().map(Vec::len).collect::<Vec<_>>();
        assert_eq!(sizes(batches(many(2_500, 10), 5_000)), [1_000, 1_000, 500]);
        assert_eq!(sizes(batches(many(3, 10), 1)), [1, 1, 1]);
        assert_eq!(sizes(batches(many(7, 1_000_000), 1_000)), [3, 3, 1]);
        assert_eq!(sizes(batches(many(2, 4_000_000), 1_000)), [1, 1]);
    }
}
