//! The browser's callback after a signup: on disk, sealed, before it is answered; used at once.
//!
//! Ids that a browser sends are hints at most. Which accounts were shared is read from the token
//! with `debug_token` (requirement C01), and the token is destroyed after that one use. Where a
//! token reaches everything its holder sees, it is tried on the account that the browser named;
//! without a token that reaches it, nobody is given an account, however likely it is theirs.

use graph::debug_token::{DebugToken, Granted};
use graph::id::WabaId;
use graph::status::Permission;
use jiff::{SignedDuration, Timestamp};
use onboard::later;
use shell::db::DbError;
use shell::secret::{constant_time_eq, sha256_hex};
use shell::sql::Tx;

use crate::Provider;
use crate::graph_api::CallError;
use crate::store::{CallbackRow, SignupAttempt, callbacks, clients, settings, signups, timeline};

/// How long a state may be used, in minutes: a signup with a code by voice call takes a while.
const STATE_MINUTES: i64 = 120;
/// Callbacks dealt with in one round.
const BATCH: u32 = 16;
/// A callback that failed this often is given up; the sweep finds the account all the same.
const ATTEMPTS_MAX: u32 = 8;

/// What the signup handed over.
#[derive(Debug)]
pub enum Handed {
    /// An access token.
    Token(String),
    /// A code to be exchanged for one.
    Code(String),
}

/// Why a callback was refused. Nothing of it was kept.
#[derive(Debug, thiserror::Error)]
pub enum CallbackRefusal {
    /// The state is not one of ours, or belongs to another browser.
    #[error("this signup was not started in this browser: please start again")]
    NotYours,
    /// The state is too old.
    #[error("this signup was started too long ago: please start again")]
    TooLate,
    /// The state was used before.
    #[error("this signup was handed in before")]
    Used,
    /// The database refuses.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// A signup about to start: what the page gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Started {
    /// The secret that the callback must bring back. Only its hash is stored.
    pub state: String,
    /// Until when.
    pub expires_at: Timestamp,
}

impl Provider {
    /// Starts a signup in a browser session, named by its secret cookie.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn start_signup(
        &self,
        session: &str,
        contact: Option<String>,
    ) -> Result<Started, DbError> {
        let state = self.secrets.token("", 32);
        let now = self.clock.now();
        let attempt = SignupAttempt {
            state_hash: sha256_hex(state.as_bytes()),
            session_hash: sha256_hex(session.as_bytes()),
            contact,
            created_at: now,
            expires_at: later(now, SignedDuration::from_mins(STATE_MINUTES)),
            used_at: None,
            cancelled_at_step: None,
        };
        let expires_at = attempt.expires_at;
        self.db.write(move |tx| signups::add(tx, &attempt)).await?;
        Ok(Started { state, expires_at })
    }

    /// Takes in what a signup handed over. When this returns, it is on disk (sealed) and will be
    /// used, whatever happens to this process. `hint` is the account that the browser says it
    /// signed up: nothing is done because of it, unless what was handed over reaches that account.
    ///
    /// # Errors
    /// A [`CallbackRefusal`]; nothing of the callback was kept then.
    pub async fn take_callback(
        &self,
        session: &str,
        state: &str,
        handed: Handed,
        hint: Option<WabaId>,
    ) -> Result<(), CallbackRefusal> {
        let now = self.clock.now();
        let state_hash = self.own_state(session, state, now).await?;
        let provider = self.clone();
        let stored = self.db.write(move |tx| {
            if !signups::mark_used(tx, &state_hash, now)? {
                return Ok(false);
            }
            let (kind, secret) = match &handed {
                Handed::Token(token) => ("token", token),
                Handed::Code(code) => ("code", code),
            };
            let seal = |seq: i64| {
                provider.sealer.seal(&context(seq), secret.as_bytes(), &provider.secrets)
            };
            let seq = callbacks::add(tx, &state_hash, kind, seal, now)?;
            callbacks::set_hint(tx, seq, hint)?;
            Ok(true)
        });
        if !stored.await? {
            return Err(CallbackRefusal::Used);
        }
        self.nudge();
        Ok(())
    }

    /// Notes that the person closed the dialog, and where (contract §1.4).
    ///
    /// # Errors
    /// A [`CallbackRefusal`] when the signup is not this browser's.
    pub async fn cancel_signup(
        &self,
        session: &str,
        state: &str,
        step: &str,
    ) -> Result<(), CallbackRefusal> {
        let state_hash = self.own_state(session, state, self.clock.now()).await?;
        let step: String = step.chars().filter(|c| !c.is_control()).take(64).collect();
        self.db.write(move |tx| signups::mark_cancelled(tx, &state_hash, &step)).await?;
        Ok(())
    }

    /// The hash of a state, if it was started in this browser session and is not too old.
    async fn own_state(
        &self,
        session: &str,
        state: &str,
        now: Timestamp,
    ) -> Result<String, CallbackRefusal> {
        let state_hash = sha256_hex(state.as_bytes());
        let asked = state_hash.clone();
        let attempt = self.db.read(move |db| signups::get(db, &asked)).await?;
        let attempt = attempt.ok_or(CallbackRefusal::NotYours)?;
        let session_hash = sha256_hex(session.as_bytes());
        if !constant_time_eq(session_hash.as_bytes(), attempt.session_hash.as_bytes()) {
            return Err(CallbackRefusal::NotYours);
        }
        if attempt.expires_at <= now {
            return Err(CallbackRefusal::TooLate);
        }
        Ok(state_hash)
    }
}

/// Uses the callbacks that are due, one by one; says whether there were any.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn work(provider: &Provider) -> Result<bool, DbError> {
    let now = provider.clock.now();
    let due = take(provider, now, BATCH).await?;
    for callback in &due {
        use_one(provider, callback).await?;
    }
    Ok(!due.is_empty())
}

/// Takes up to `limit` callbacks that are due and no other process has; see [`callbacks::take`].
///
/// # Errors
/// When the database refuses.
pub(crate) async fn take(
    provider: &Provider,
    now: Timestamp,
    limit: u32,
) -> Result<Vec<CallbackRow>, DbError> {
    let (reader, node) = (provider.node.clone(), provider.node.clone());
    if !provider.db.read(move |db| callbacks::is_due(db, now, &reader)).await? {
        return Ok(vec![]);
    }
    provider.db.write(move |tx| callbacks::take(tx, now, &node, limit)).await
}

/// What became of a callback.
enum Outcome {
    /// These accounts were shared.
    Found(Vec<WabaId>),
    /// The token reaches everything its holder sees, so the accounts are not named.
    Everything,
    /// It cannot be used, now or ever; why, in words.
    Useless(String),
    /// It may be usable later; why not now, in words.
    NotNow(String),
}

/// Uses one callback that is due.
///
/// # Errors
/// When the database refuses; the callback stays due.
pub(crate) async fn use_one(provider: &Provider, callback: &CallbackRow) -> Result<(), DbError> {
    let outcome = match open(provider, callback) {
        Ok(secret) => match exchange(provider, callback, secret).await? {
            Ok(token) => examine(provider, &token, callback.hint).await,
            Err(outcome) => outcome,
        },
        Err(outcome) => outcome,
    };
    let good = matches!(outcome, Outcome::Found(_) | Outcome::Everything);
    provider.counts.callbacks.count([if good { "ok" } else { "failed" }]);
    let now = provider.clock.now();
    let seq = callback.seq;
    let (wabas, problem) = match outcome {
        Outcome::NotNow(words) if callback.attempts + 1 < ATTEMPTS_MAX => {
            let pause = onboard::backoff(callback.attempts + 1, provider.secrets.number());
            let next = later(now, pause);
            return provider.db.write(move |tx| callbacks::put_off(tx, seq, &words, next)).await;
        }
        Outcome::Found(wabas) => (wabas, None),
        Outcome::Everything => (vec![], None),
        Outcome::NotNow(words) | Outcome::Useless(words) => (vec![], Some(words)),
    };
    let (state_hash, received_at) = (callback.state_hash.clone(), callback.received_at);
    let finish = move |tx: &Tx<'_>| {
        let attempt = signups::get(tx, &state_hash)?;
        for waba in &wabas {
            found(tx, *waba, attempt.as_ref(), received_at, now)?;
        }
        callbacks::done(tx, seq, &wabas, problem.as_deref(), now)?;
        if wabas.is_empty() {
            look_everywhere(tx, now)?;
        }
        Ok(())
    };
    provider.db.write(finish).await
}

/// The accounts are not named here, so the sweeps have to find them: a new one the quick sweep, an
/// older one the full pass, and if one is under way the next as well.
fn look_everywhere(tx: &Tx<'_>, now: Timestamp) -> Result<(), DbError> {
    let at = now.as_microsecond();
    settings::hasten(tx, settings::SWEEP_AT, at)?;
    settings::hasten(tx, settings::FULL_SWEEP_AT, at)?;
    settings::set(tx, settings::PASS_WANTED, Some(&at.to_string()))
}

fn open(provider: &Provider, callback: &CallbackRow) -> Result<String, Outcome> {
    let useless = |words: String| Outcome::Useless(words);
    let sealed = callback.sealed.as_deref();
    let sealed = sealed.ok_or_else(|| useless("its token was used before".to_owned()))?;
    let plain = provider.sealer.open(&context(callback.seq), sealed);
    let plain = plain.map_err(|error| useless(error.to_string()))?;
    String::from_utf8(plain).map_err(|error| useless(error.to_string()))
}

/// The token of a callback: a code is exchanged first, and the token stored in its place, because
/// a code works once. That it is tried is written down before: if the answer gets lost, the next
/// try is told that the code was used, and then it is known by whom.
async fn exchange(
    provider: &Provider,
    callback: &CallbackRow,
    secret: String,
) -> Result<Result<String, Outcome>, DbError> {
    if callback.kind != "code" {
        return Ok(Ok(secret));
    }
    let (seq, now) = (callback.seq, provider.clock.now());
    if callback.exchanged_at.is_none() {
        provider.db.write(move |tx| callbacks::exchanging(tx, seq, now)).await?;
    }
    match provider.graph.exchange_code(&secret).await {
        Ok(token) => {
            let sealed = provider.sealer.seal(&context(seq), token.as_bytes(), &provider.secrets);
            provider.db.write(move |tx| callbacks::exchanged(tx, seq, &sealed)).await?;
            Ok(Ok(token))
        }
        Err(error) if callback.exchanged_at.is_some() && !error.may_pass() => {
            let words = format!(
                "the code was exchanged before and the answer got lost; a code works once, so \
                 its token is gone, and the sweeps look for the account: {error}"
            );
            Ok(Err(Outcome::Useless(words)))
        }
        Err(error) => Ok(Err(failed("the code could not be exchanged", &error))),
    }
}

/// Reads from the token which accounts were shared, after checking that it is for our app.
async fn examine(provider: &Provider, token: &str, hint: Option<WabaId>) -> Outcome {
    let outcome = match provider.graph.debug_token(token).await {
        Ok(debugged) => judge(&debugged, provider),
        Err(error) => failed("the token could not be examined", &error),
    };
    match (outcome, hint) {
        (Outcome::Everything, Some(waba)) => tried_on(provider, token, waba).await,
        (outcome, _) => outcome,
    }
}

/// A token that names no account is tried on the one that the browser named: what it reaches is its
/// holder's to see.
async fn tried_on(provider: &Provider, token: &str, waba: WabaId) -> Outcome {
    match provider.graph.reaches(token, waba).await {
        Ok(()) => Outcome::Found(vec![waba]),
        Err(error) if error.may_pass() => failed("the token could not be tried", &error),
        Err(_) => Outcome::Everything,
    }
}

fn judge(token: &DebugToken, provider: &Provider) -> Outcome {
    if token.app_id != Some(provider.settings.app_id) {
        return Outcome::Useless("the token was made for another app".to_owned());
    }
    if !token.is_valid {
        let why = token.error.as_ref().map_or("", |fault| fault.message.as_str());
        return Outcome::Useless(format!("the token is not valid: {why}"));
    }
    match token.granted(Permission::WhatsappBusinessManagement) {
        Granted::Only(wabas) if !wabas.is_empty() => Outcome::Found(wabas),
        Granted::Everything => Outcome::Everything,
        Granted::Only(_) | Granted::Nothing => Outcome::Useless(
            "the person did not grant whatsapp_business_management, or no account with it"
                .to_owned(),
        ),
    }
}

fn failed(what: &str, error: &CallError) -> Outcome {
    let words = format!("{what}: {error}");
    if error.may_pass() { Outcome::NotNow(words) } else { Outcome::Useless(words) }
}

/// Makes an account a client, or wakes the client it is already (requirement C01).
fn found(
    db: &Tx<'_>,
    waba: WabaId,
    attempt: Option<&SignupAttempt>,
    received_at: Timestamp,
    now: Timestamp,
) -> Result<(), DbError> {
    let is_new = clients::add(db, waba, now)?;
    if !is_new {
        clients::wake(db, waba, now)?;
    }
    if let Some(contact) = attempt.and_then(|attempt| attempt.contact.as_deref()) {
        clients::set_contact(db, waba, contact)?;
    }
    // A webhook may have told us of the account before the browser did.
    let who = timeline::BUSINESS;
    let again = !is_new && timeline::has(db, waba, who)?;
    let what = if again { "went through the signup again" } else { "signed up" };
    let at = match attempt {
        Some(attempt) => signed_up_at(db, waba, attempt.created_at, received_at)?,
        None => received_at,
    };
    timeline::add(db, timeline::Fact { at, waba: Some(waba), phone: None, who, what })
}

/// When the business signed up: the callback came no earlier, and what has happened to the account
/// since the signup was started came of it. The platform may have been quicker to tell us than the
/// browser.
fn signed_up_at(
    db: &Tx<'_>,
    waba: WabaId,
    started_at: Timestamp,
    received_at: Timestamp,
) -> Result<Timestamp, DbError> {
    let first = timeline::first_after(db, waba, started_at)?;
    let before = first.map(|first| later(first, -SignedDuration::from_micros(1)));
    Ok(before.map_or(received_at, |before| before.min(received_at)))
}

fn context(seq: i64) -> String {
    crate::store::sealed::CALLBACK.context(seq)
}

#[cfg(test)]
mod tests;
