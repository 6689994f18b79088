//! How the client instance of a number is.

use jiff::SignedDuration;
use onboard::{ClientState, later};
use shell::secret::ExposeSecret;

use super::LookError;
use crate::fleet::Running;
use crate::fleet::verdict::{Case, SILENCE_SECONDS};
use crate::perform::password_context;
use crate::store::instances::{self, Instance, Standing, State};
use crate::{Core, Provider};

/// What a look shows of an instance.
#[derive(Debug, Default)]
pub(super) struct ClientSeen {
    pub(super) state: Option<ClientState>,
    /// In its own words.
    pub(super) says: String,
    /// Digest of the certificate it is registered with.
    pub(super) installed: Option<String>,
    /// Whether it knows where its webhooks go.
    pub(super) pointed: bool,
}

/// How a number's instance is, and the certificate it is registered with.
pub(super) async fn client_seen(
    provider: &Provider,
    instance: &Instance,
) -> Result<ClientSeen, LookError> {
    let installed = instance.installed.clone();
    if !instance.wanted {
        return Ok(ClientSeen { installed, ..ClientSeen::default() });
    }
    let phone = instance.phone_id;
    let standing = match provider.fleet.is_closed() {
        // This server stops, and has stopped it.
        true => None,
        false => ask_instance(provider, instance).await,
    };
    let standing = match standing {
        Some(standing) => {
            if standing != instance.standing {
                let write = standing.clone();
                provider.db.write(move |tx| instances::stands(tx, phone, &write)).await?;
            }
            standing
        }
        None => instance.standing.clone(),
    };
    // An instance that lost its data has to be registered again, and so has one whose number was
    // turned off and on again. Once more does no harm.
    let words = ["unregistered", "uninitialized", "disconnected"];
    let lost = standing.state == State::Degraded && words.contains(&standing.says.as_str());
    let here = provider.fleet.webhook_url(phone);
    let pointed = instance.webhooks.as_ref() == Some(&here) && !(lost && installed.is_some());
    Ok(ClientSeen {
        state: Some(state(provider, &standing)),
        installed: installed.filter(|_| !lost),
        pointed,
        says: standing.says,
    })
}

fn state(provider: &Provider, standing: &Standing) -> ClientState {
    let Standing { since, crashes, .. } = *standing;
    let remote = provider.fleet.is_elsewhere();
    match (standing.again, standing.state) {
        (Some(again), _) => ClientState::Failed { since, again, crashes, remote },
        (None, State::Starting) => ClientState::Starting,
        (None, State::Healthy) => ClientState::Running { connected: true },
        (None, State::Degraded) => ClientState::Running { connected: false },
        (None, State::Unreachable) => {
            let until = later(since, SignedDuration::from_secs(SILENCE_SECONDS));
            ClientState::Silent { since, until }
        }
        (None, State::Crashed | State::Stopped) => {
            ClientState::Failed { since, again: since, crashes, remote }
        }
    }
}

/// Asks an instance how it is; `None` when it is known to be down and rests.
pub(crate) async fn ask_instance(provider: &Provider, instance: &Instance) -> Option<Standing> {
    if instance.standing.again.is_some() {
        return None;
    }
    let case = |jitter| Case {
        before: &instance.standing,
        started_at: instance.started_at,
        remote: provider.fleet.is_elsewhere(),
        now: provider.clock.now(),
        jitter,
    };
    let Some(running) = running(provider, instance) else {
        let why = "its start was not seen to its end, or its password cannot be opened";
        return Some(case(provider.secrets.number()).not_started(why));
    };
    let answer = provider.fleet.health(&running).await;
    // Only one that is down rests for a time that chance has a part in.
    let jitter = if answer.is_err() { provider.secrets.number() } else { 0 };
    Some(case(jitter).answered(&answer))
}

/// How to reach an instance, if it ever listened and its password can be opened.
pub(crate) fn running(core: &Core, instance: &Instance) -> Option<Running> {
    let address = instance.address.clone()?;
    let set = core.settings.client_password.as_ref().filter(|_| core.fleet.is_elsewhere());
    let password = match set {
        Some(password) => password.expose_secret().to_owned(),
        None => {
            let context = password_context(instance.phone_id);
            String::from_utf8(core.sealer.open(&context, &instance.password).ok()?).ok()?
        }
    };
    Some(Running { phone: instance.phone_id, address, password })
}
