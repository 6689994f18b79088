//! Performing one step: one call, after looking whether it is still needed.

mod client;

pub(crate) use self::client::webhook_secret;

use graph::id::PhoneNumberId;
use jiff::{SignedDuration, Timestamp};
use onboard::{Left, Needs, Notice, Refused, Seen, Step, SystemUser, budget, later};
use shell::db::DbError;
use shell::sql::Tx;
use std::collections::BTreeSet;

use crate::Provider;
use crate::defect::Defect;
use crate::graph_api::CallError;
use crate::observe::Observation;
use crate::store::{ClientRow, clients, keeping, phones};
use crate::{ledger, notify, pin, store};

/// Why a step was not done.
#[derive(Debug, thiserror::Error)]
pub(crate) enum StepError {
    /// The world outside; in words for operators. The step is tried again later.
    #[error("{0}")]
    Failed(String),
    /// The platform. The step is tried again later.
    #[error("{}", .0.advice())]
    Call(#[from] CallError),
    /// It is not to be done yet, or was done a short while ago and shows no effect yet; in words
    /// for operators, and when that ends, where it is known.
    #[error("{0}")]
    NotYet(String, Option<Timestamp>),
    /// The database. The whole look is given up.
    #[error(transparent)]
    Db(#[from] DbError),
}

#[expect(clippy::needless_pass_by_value, reason = "handed to map_err")]
fn failed(why: impl ToString) -> StepError {
    StepError::Failed(why.to_string())
}

/// Does one step. When the platform says that our system user may not do it, makes sure that it is
/// assigned and does the step once more (requirement A05).
///
/// # Errors
/// Why it was not done.
pub(crate) async fn perform(
    provider: &Provider,
    row: &ClientRow,
    observed: &Observation,
    step: &Step,
) -> Result<(), StepError> {
    let seen = &observed.seen;
    let employee = matches!(seen.system_user, SystemUser::Employee { .. });
    let mends = employee && step.needs() == Needs::Worker && seen.tokens.admin.is_none();
    match once(provider, row, observed, step).await {
        Err(StepError::Call(error)) if mends && error.is_permission() => {
            let user = provider.settings.employee_system_user_id;
            let business = provider.settings.business_id;
            if !provider.graph.is_assigned(row.waba_id, business, user).await? {
                provider.graph.assign(row.waba_id, user).await?;
            }
            // Tries to register are counted: another one is planned, not made in passing.
            if matches!(step, Step::RegisterNumber { .. }) {
                return Err(StepError::Call(error));
            }
            once(provider, row, observed, step).await
        }
        outcome => outcome,
    }
}

async fn once(
    provider: &Provider,
    row: &ClientRow,
    observed: &Observation,
    step: &Step,
) -> Result<(), StepError> {
    match step {
        Step::AssignSystemUser => assign(provider, row).await,
        Step::ShareCredit => ledger::share(provider, row, observed).await,
        Step::RevokeCredit if provider.defects.has(Defect::RevocationDropped) => Ok(()),
        Step::RevokeCredit => ledger::revoke(provider, row).await,
        Step::Subscribe => Ok(provider.graph.subscribe(row.waba_id).await?),
        Step::StartClient { phone } => client::start(provider, row, *phone).await,
        Step::PointWebhooks { phone } => client::point(provider, *phone).await,
        Step::InstallCertificate { phone, certificate } => {
            client::install(provider, observed, *phone, certificate).await
        }
        Step::RegisterNumber { phone } => register(provider, *phone).await,
        Step::SendProbe { phone } => probe(provider, *phone).await,
        Step::StopClient { .. } | Step::RetireClient { .. }
            if provider.defects.has(Defect::ClientLeftRunning) =>
        {
            Ok(())
        }
        Step::StopClient { phone } => client::stop(provider, *phone).await,
        Step::RetireClient { phone } => client::retire(provider, *phone).await,
        Step::SendWaiting { phone } => provider.send_waiting(*phone).await,
        Step::Unsubscribe => unsubscribe(provider, row, &observed.seen).await,
        Step::ForgetSecrets => forget_secrets(provider, row).await,
        Step::ConfirmLeft => {
            let left = Left { confirmed: true, ..Left::default() };
            remember_left(provider, row, left).await
        }
        Step::TellOperators { notice } => tell(provider, row, notice).await,
    }
}

async fn assign(provider: &Provider, row: &ClientRow) -> Result<(), StepError> {
    let user = provider.settings.employee_system_user_id;
    let business = provider.settings.business_id;
    let waba = row.waba_id;
    if provider.graph.is_assigned(waba, business, user).await? {
        return Err(failed(
            "our system user is assigned and still may not read the account: check that its \
             token carries whatsapp_business_management",
        ));
    }
    Ok(provider.graph.assign(waba, user).await?)
}

/// Ends our app's subscription. An account we no longer see has none of ours; nor has one that the
/// admin may do nothing with either.
async fn unsubscribe(provider: &Provider, row: &ClientRow, seen: &Seen) -> Result<(), StepError> {
    match provider.graph.unsubscribe(row.waba_id).await {
        Ok(()) => {}
        Err(error) if error.is_gone() => {}
        Err(error) if error.is_permission() && seen.tokens.admin.is_none() => {}
        Err(error) => return Err(error.into()),
    }
    remember_left(provider, row, Left { unsubscribed: true, ..Left::default() }).await
}

async fn forget_secrets(provider: &Provider, row: &ClientRow) -> Result<(), StepError> {
    let waba = row.waba_id;
    if !provider.defects.has(Defect::SecretsKept) {
        client::destroy_all(provider, waba).await?;
        provider.db.write(move |tx| keeping::forget_secrets(tx, waba)).await?;
    }
    remember_left(provider, row, Left { forgotten: true, ..Left::default() }).await
}

async fn remember_left(provider: &Provider, row: &ClientRow, left: Left) -> Result<(), StepError> {
    let (waba, now) = (row.waba_id, provider.clock.now());
    Ok(provider.db.write(move |tx| keeping::add_left(tx, waba, left, now)).await?)
}

/// Registers a number with the cloud. Its PIN and the try are on disk before the call: a lost
/// answer is repeated with the same PIN, and the budget counts tries, not successes.
async fn register(provider: &Provider, phone: PhoneNumberId) -> Result<(), StepError> {
    let now = provider.clock.now();
    let fresh = provider.secrets.digits(pin::DIGITS);
    let fresh = pin::seal(&provider.sealer, &provider.secrets, phone, &fresh).map_err(failed)?;
    let redrawn = provider.defects.has(Defect::PinRedrawn).then(|| fresh.clone());
    let unbudgeted = provider.defects.has(Defect::RegisterUnbudgeted);
    let since = later(now, -SignedDuration::from_hours(budget::WINDOW_HOURS));
    let take = move |tx: &Tx<'_>| {
        // Asked again here, where it is taken: what was seen may be old.
        let tried = phones::register_tries(tx, phone, since)?;
        if let Some(until) = budget::register(&tried, now).err().filter(|_| !unbudgeted) {
            return Ok(Err(until));
        }
        phones::register_tried(tx, phone, now)?;
        phones::pin(tx, phone, &fresh).map(Ok)
    };
    let sealed = provider.db.write(take).await?.map_err(|until| {
        let why = format!("it was registered often enough for today; again at {until}");
        StepError::NotYet(why, Some(until))
    })?;
    let sealed = redrawn.unwrap_or(sealed);
    let pin = provider.sealer.open(&pin::context(phone), &sealed).map_err(failed)?;
    let pin = String::from_utf8(pin).map_err(failed)?;
    if provider.defects.has(Defect::SecretLogged) {
        tracing::debug!(%phone, %pin, "registers a number");
    }
    let answer = provider.graph.register(phone, &pin).await;
    let refused = answer.as_ref().err().and_then(CallError::refused).map(|error| Refused {
        code: error.code,
        subcode: error.subcode,
        at: now,
    });
    if answer.is_ok() || refused.is_some() {
        provider.db.write(move |tx| keeping::set_refused(tx, phone, refused)).await?;
    }
    Ok(answer?)
}

/// Sends the first message of a number to the operator's own handset.
async fn probe(provider: &Provider, phone: PhoneNumberId) -> Result<(), StepError> {
    let to = &provider.settings.probe_number;
    let who = store::timeline::PROVIDER;
    let sent = provider.send_approved_template(phone, to, who).await.map_err(failed)?;
    if sent.wamid.is_none() {
        let why = sent.problem.unwrap_or_else(|| "nobody knows whether it was sent".to_owned());
        return Err(failed(why));
    }
    let now = provider.clock.now();
    Ok(provider.db.write(move |tx| phones::set_probed(tx, phone, now)).await?)
}

/// Tells operators (and the business) something and remembers it, all in one transaction.
async fn tell(provider: &Provider, row: &ClientRow, notice: &Notice) -> Result<(), StepError> {
    let now = provider.clock.now();
    let letters = notify::letters(&provider.settings, row, notice);
    let (waba, notice) = (row.waba_id, notice.clone());
    let write = move |tx: &Tx<'_>| {
        let row = clients::get(tx, waba)?;
        let mut told: BTreeSet<String> =
            row.map(|row| row.told.into_iter().collect()).unwrap_or_default();
        notice.remember(&mut told);
        clients::set_told(tx, waba, &told.into_iter().collect::<Vec<_>>())?;
        letters.iter().try_for_each(|letter| {
            store::mail::add(tx, &letter.to, &letter.subject, &letter.body, now)
        })
    };
    Ok(provider.db.write(write).await?)
}

/// What the password of a number's instance is sealed for.
pub(crate) fn password_context(phone: PhoneNumberId) -> String {
    store::sealed::PASSWORD.context(phone)
}

/// What the webhook secret of a number's instance is sealed for.
pub(crate) fn secret_context(phone: PhoneNumberId) -> String {
    store::sealed::SECRET.context(phone)
}
