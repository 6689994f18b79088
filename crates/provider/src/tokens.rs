//! Whether our own tokens are accepted: asked with `debug_token` at a slow rate, and at once when
//! a call was refused with error 190 (contract §7.1).
//!
//! A dead token is dead for every client, so it is remembered once, told once, and clients are not
//! looked at with it in vain. What needs another token, or none, goes on.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use onboard::{Dead, Holder, Tokens, later, token};
use shell::db::DbError;
use shell::secret::sha256_hex;
use shell::sql::Tx;

use crate::graph_api::CallError;
use crate::settings::Worker;
use crate::store::timeline::{self, Fact};
use crate::store::tokens::{self, TokenRow};
use crate::store::{keeping, mail};
use crate::{Core, Provider};

/// Hours between two questions about a token that is good.
const EVERY_HOURS: i64 = 6;
/// Minutes between two questions about one that is refused: it may be accepted again.
const DEAD_MINUTES: i64 = 30;
/// Seconds until the next question when there was no answer.
const AGAIN_SECONDS: i64 = 60;
/// Digits of a token's fingerprint.
const FINGERPRINT: usize = 16;

/// Asks about the tokens that are due; says whether there were any.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn work(provider: &Provider) -> Result<bool, DbError> {
    let mut did = take_refusals(provider).await?;
    for holder in holders(provider).iter().copied() {
        let now = provider.clock.now();
        let fingerprint = fingerprint(provider, holder);
        let row = provider.db.read(move |db| tokens::get(db, holder)).await?;
        let row = row.filter(|row| row.fingerprint == fingerprint);
        let row = row.unwrap_or_else(|| TokenRow::new(holder, fingerprint, now));
        if row.next_at <= now {
            ask(provider, row).await?;
            did = true;
        }
    }
    Ok(did)
}

/// Believes the platform when it just refused one of our tokens; which are refused now.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn refused(provider: &Provider) -> Result<Tokens, DbError> {
    if take_refusals(provider).await? {
        // Ask about it soon: it may have been an error of the moment.
        provider.nudge();
    }
    health(provider).await
}

/// Which of our tokens are refused, as far as anybody who shares our database found out.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn health(core: &Core) -> Result<Tokens, DbError> {
    let rows = core
        .db
        .read(|db| Ok((tokens::get(db, Holder::Employee)?, tokens::get(db, Holder::Admin)?)));
    let (employee, admin) = rows.await?;
    let dead = |row: Option<TokenRow>| {
        let row = row.filter(|row| row.fingerprint == fingerprint(core, row.holder));
        row.and_then(|row| row.dead())
    };
    let (employee, admin) = (dead(employee), dead(admin));
    let worker = match core.settings.system_user {
        Worker::Employee => employee,
        Worker::Admin => admin,
    };
    let health = Tokens { worker, admin };
    core.graph.know(health);
    Ok(health)
}

/// The tokens we use: an admin who works needs no employee.
fn holders(core: &Core) -> &'static [Holder] {
    match core.settings.system_user {
        Worker::Employee => &Holder::ALL,
        Worker::Admin => &[Holder::Admin],
    }
}

fn fingerprint(core: &Core, holder: Holder) -> String {
    let mut digest = sha256_hex(core.graph.token_of(holder).as_bytes());
    digest.truncate(FINGERPRINT);
    digest
}

/// Believes the platform when it refused one of our tokens, and asks about it at once.
async fn take_refusals(provider: &Provider) -> Result<bool, DbError> {
    let refused = provider.graph.take_refusals();
    for (holder, subcode) in &refused {
        let (holder, subcode) = (*holder, *subcode);
        let (fingerprint, now) = (fingerprint(provider, holder), provider.clock.now());
        let write = move |tx: &Tx<'_>| {
            let row = tokens::get(tx, holder)?.filter(|row| row.fingerprint == fingerprint);
            let row = row.unwrap_or_else(|| TokenRow::new(holder, fingerprint, now));
            let next_at = row.next_at.min(now);
            let dead_since = row.dead_since.or(Some(now));
            tokens::put(tx, &TokenRow { next_at, dead_since, subcode, ..row })
        };
        provider.db.write(write).await?;
    }
    Ok(!refused.is_empty())
}

async fn ask(provider: &Provider, row: TokenRow) -> Result<(), DbError> {
    let answer = provider.graph.debug_own(row.holder).await;
    let now = provider.clock.now();
    let pause = |pause: SignedDuration| later(now, pause);
    let mut after = row.clone();
    match answer {
        Ok(told) if told.is_valid => {
            after.expires_at = told.ends();
            (after.dead_since, after.subcode) = (None, None);
            after.next_at = pause(SignedDuration::from_hours(EVERY_HOURS));
            if let Some(ends) = after.expires_at.filter(|ends| *ends > now) {
                after.next_at = after.next_at.min(ends);
            }
        }
        Ok(told) => {
            after.expires_at = told.ends().or(after.expires_at);
            after.dead_since = after.dead_since.or(Some(now));
            after.subcode = told.error.and_then(|error| error.subcode).or(after.subcode);
            after.next_at = pause(SignedDuration::from_mins(DEAD_MINUTES));
        }
        Err(CallError::Paused(until)) => after.next_at = until,
        Err(error) => {
            tracing::warn!(token.holder = row.holder.as_str(), %error, "a token was not examined");
            after.next_at = pause(SignedDuration::from_secs(AGAIN_SECONDS));
        }
    }
    settle(provider, after, now).await
}

/// Writes down what was found, tells operators what is new, and wakes who waited.
async fn settle(provider: &Provider, mut row: TokenRow, now: Timestamp) -> Result<(), DbError> {
    let to = provider.settings.operators_mail.clone();
    let write = move |tx: &Tx<'_>| {
        // Others may have told meanwhile.
        let told = tokens::get(tx, row.holder)?.map(|before| before.told).unwrap_or_default();
        let mut told: BTreeSet<String> = told.into_iter().collect();
        for news in news(&row, &mut told, now) {
            let what = news.body.trim_end_matches('.');
            let who = timeline::PLATFORM;
            timeline::add(tx, Fact { at: now, waba: None, phone: None, who, what })?;
            mail::add(tx, &to, &news.subject, &format!("{}\n", news.body), now)?;
        }
        row.told = told.into_iter().collect();
        tokens::put(tx, &row)?;
        if row.dead_since.is_none() { keeping::wake_blind(tx, now) } else { Ok(()) }
    };
    provider.db.write(write).await?;
    provider.nudge();
    health(provider).await.map(drop)
}

/// One thing operators are told.
struct News {
    subject: String,
    body: String,
}

/// What is new about a token, remembered in `told`.
fn news(row: &TokenRow, told: &mut BTreeSet<String>, now: Timestamp) -> Vec<News> {
    let mut news = Vec::new();
    let whose = row.holder.as_str();
    match row.dead() {
        Some(dead) => {
            if told.insert(DEAD.to_owned()) {
                news.push(News {
                    subject: format!("The {whose} system user's token is refused"),
                    body: refusal(&dead),
                });
            }
        }
        None => {
            if told.remove(DEAD) {
                news.push(News {
                    subject: format!("The {whose} system user's token is accepted again"),
                    body: format!("The platform accepts the {whose} system user's token again."),
                });
            }
            let due = row.expires_at.and_then(|ends| Some((ends, token::warning(ends, now)?)));
            if let Some((ends, days)) = due
                && told.insert(format!("ends:{}:{days}", ends.as_second()))
            {
                let at = ends.strftime("%Y-%m-%d %H:%M UTC");
                news.push(News {
                    subject: format!("The {whose} system user's token expires on {at}"),
                    body: format!(
                        "The {whose} system user's token expires at {at}: make a new one in \
                         Business Manager and put it into the settings as {} before then.",
                        row.holder.setting()
                    ),
                });
            }
        }
    }
    news
}

const DEAD: &str = "dead";

fn refusal(dead: &Dead) -> String {
    let (words, next) = (dead.words(), dead.next());
    format!(
        "The platform refuses our token: {words}. Next: {}. Until then clients are kept as they \
         are and not looked at with it.",
        next.words
    )
}
