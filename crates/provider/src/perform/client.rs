//! The steps that concern the client instance of a number (requirements E06, D04, D08).

use graph::id::{PhoneNumberId, WabaId};
use shell::db::DbError;
use shell::secret::ExposeSecret;
use shell::sql::Tx;

use super::{StepError, failed, password_context, secret_context};
use crate::Provider;
use crate::fleet::verdict::Case;
use crate::fleet::{Registration, Running};
use crate::observe::{self, Observation, digest, running};
use crate::store::instances::{self, Instance, Wish};
use crate::store::{ClientRow, outbox, phones};

/// Random bytes of an instance's password and webhook secret.
const SECRET_BYTES: usize = 24;

/// Starts a number's instance. Its password and secret are stored before it runs, so that a crash
/// in between leaves no instance nobody can log in to.
pub(super) async fn start(
    provider: &Provider,
    row: &ClientRow,
    phone: PhoneNumberId,
) -> Result<(), StepError> {
    let now = provider.clock.now();
    let secret = |context: &str| {
        let text = provider.secrets.token("", SECRET_BYTES);
        provider.sealer.seal(context, text.as_bytes(), &provider.secrets)
    };
    let wish = Wish {
        phone,
        waba: row.waba_id,
        password: secret(&password_context(phone)),
        secret: secret(&secret_context(phone)),
        home: provider.fleet.home().map(str::to_owned),
        home_until: provider.home_until(),
    };
    let wanted = provider.db.write(move |tx| {
        let first = instances::want(tx, &wish, now)?;
        Ok((first, instances::get(tx, phone)?))
    });
    let (first, instance) = wanted.await?;
    let instance = instance.ok_or_else(|| failed("the instance was removed meanwhile"))?;
    let secret = webhook_secret(provider, &instance).map_err(failed)?;
    let address = match provider.fleet.start(phone, secret).await {
        Ok(address) => address,
        Err(why) => return Err(not_started(provider, &instance, why).await?),
    };
    let now = provider.clock.now();
    let again = !first;
    if again {
        provider.counts.instance_restarts.count([]);
    }
    let write = move |tx: &Tx<'_>| instances::started(tx, phone, &address, again, now);
    provider.db.write(write).await?;
    point(provider, phone).await
}

/// Writes down that an instance did not start: it rests before the next try.
async fn not_started(
    provider: &Provider,
    instance: &Instance,
    why: String,
) -> Result<StepError, StepError> {
    if !provider.fleet.is_closed() {
        let case = Case {
            before: &instance.standing,
            started_at: instance.started_at,
            remote: provider.fleet.is_elsewhere(),
            now: provider.clock.now(),
            jitter: provider.secrets.number(),
        };
        let (phone, standing) = (instance.phone_id, case.not_started(&why));
        provider.db.write(move |tx| instances::stands(tx, phone, &standing)).await?;
    }
    Ok(StepError::Failed(why))
}

/// What an instance signs its webhooks with.
///
/// # Errors
/// When what is stored cannot be opened, in words.
pub(crate) fn webhook_secret(provider: &Provider, instance: &Instance) -> Result<String, String> {
    let set = provider.settings.client_webhook_secret.as_ref();
    if let Some(secret) = set.filter(|_| provider.fleet.is_elsewhere()) {
        return Ok(secret.expose_secret().to_owned());
    }
    let context = secret_context(instance.phone_id);
    let opened = provider.sealer.open(&context, &instance.secret).map_err(|why| why.to_string())?;
    String::from_utf8(opened).map_err(|why| why.to_string())
}

/// Tells a number's instance where its webhooks go.
pub(super) async fn point(provider: &Provider, phone: PhoneNumberId) -> Result<(), StepError> {
    let running = of_number(provider, phone).await?;
    let url = provider.fleet.point(&running).await.map_err(failed)?;
    Ok(provider.db.write(move |tx| instances::pointed(tx, phone, &url)).await?)
}

/// Hands a certificate to a number's instance. The instance goes on with the one it has until the
/// platform took the new one; what comes for the number meanwhile waits there, and what is sent
/// waits in the instance, or here if that refuses it.
pub(super) async fn install(
    provider: &Provider,
    observed: &Observation,
    phone: PhoneNumberId,
    wanted: &str,
) -> Result<(), StepError> {
    let certificate = observed.certificates.get(&phone).filter(|text| digest(text) == *wanted);
    let certificate = certificate.ok_or_else(|| failed("the certificate changed meanwhile"))?;
    let display = observed.seen.phones.iter().find(|seen| seen.id == phone);
    let number = display.and_then(|seen| observe::number(&seen.display));
    let number = number.ok_or_else(|| failed("the number cannot be read"))?;
    let running = of_number(provider, phone).await?;
    let registration = Registration {
        cc: number.country_code().to_owned(),
        national: number.national().to_owned(),
        certificate: certificate.clone(),
    };
    provider.fleet.register(&running, &registration).await.map_err(failed)?;
    let wanted = wanted.to_owned();
    Ok(provider.db.write(move |tx| instances::installed(tx, phone, &wanted)).await?)
}

async fn of_number(provider: &Provider, phone: PhoneNumberId) -> Result<Running, StepError> {
    let instance = provider.db.read(move |db| instances::get(db, phone)).await?;
    let instance = instance.filter(|instance| instance.wanted);
    let running = instance.and_then(|instance| running(provider, &instance));
    running
        .ok_or_else(|| failed("the client instance does not run, or its password cannot be opened"))
}

/// Stops a number's instance; what waited for it is given up.
pub(super) async fn stop(provider: &Provider, phone: PhoneNumberId) -> Result<(), StepError> {
    provider.fleet.stop(phone).await.map_err(failed)?;
    is_over(provider, phone, instances::unwant).await
}

/// Stops the instance of a number that is no longer the account's, and destroys its folder and its
/// secrets: should the number come back, or another account have it, it begins anew.
pub(super) async fn retire(provider: &Provider, phone: PhoneNumberId) -> Result<(), StepError> {
    provider.fleet.destroy(phone).await.map_err(failed)?;
    is_over(provider, phone, instances::remove).await
}

/// Gives up what waited for an instance, and writes down with `end` that it is over.
async fn is_over(
    provider: &Provider,
    phone: PhoneNumberId,
    end: fn(&Tx<'_>, PhoneNumberId) -> Result<(), DbError>,
) -> Result<(), StepError> {
    let now = provider.clock.now();
    let write = move |tx: &Tx<'_>| {
        outbox::give_up(tx, phone, now)?;
        end(tx, phone)
    };
    Ok(provider.db.write(write).await?)
}

/// Removes the folders of all instances of an account that left us.
pub(super) async fn destroy_all(provider: &Provider, waba: WabaId) -> Result<(), StepError> {
    let rows = provider.db.read(move |db| phones::of_client(db, waba)).await?;
    for row in rows {
        provider.fleet.destroy(row.phone_id).await.map_err(failed)?;
    }
    Ok(())
}
