//! How the client instance of a number is.

use jiff::SignedDuration;
use onboard::ClientState;

use super::LookError;
use crate::fleet::{InstanceError, Running};
use crate::perform::password_context;
use crate::store::instances::{self, Instance};
use crate::{Core, Provider};

/// An instance may take this long to answer after its start, in seconds.
const START_SECONDS: i64 = 10;

/// How a number's instance is, and the certificate it is registered with.
pub(super) async fn client_state(
    provider: &Provider,
    instance: &Instance,
) -> Result<(ClientState, Option<String>), LookError> {
    if !instance.wanted {
        return Ok((ClientState::None, instance.installed.clone()));
    }
    let phone = instance.phone_id;
    let now = provider.clock.now();
    let asked = match running(provider, instance) {
        Some(running) => provider.fleet.health(&running).await.map(|word| (word, running.address)),
        None => return Ok((ClientState::Failed { since: now }, instance.installed.clone())),
    };
    match asked {
        Ok((word, address)) => {
            provider.db.write(move |tx| instances::answers(tx, phone, &address)).await?;
            // An instance that lost its data has to be registered again, and so has one whose
            // number was turned off and on again. Once more does no harm.
            let lost = matches!(word.as_str(), "unregistered" | "uninitialized" | "disconnected");
            let installed = instance.installed.clone().filter(|_| !lost);
            Ok((ClientState::Running { connected: word == "connected" }, installed))
        }
        Err(InstanceError::NoAnswer(_)) => {
            let young =
                now.duration_since(instance.started_at) < SignedDuration::from_secs(START_SECONDS);
            if young && instance.failed_at.is_none() {
                return Ok((ClientState::Starting, instance.installed.clone()));
            }
            provider.db.write(move |tx| instances::failed(tx, phone, now)).await?;
            let since = instance.failed_at.unwrap_or(now);
            Ok((ClientState::Failed { since }, instance.installed.clone()))
        }
        Err(InstanceError::Refused { .. }) => {
            Ok((ClientState::Running { connected: false }, instance.installed.clone()))
        }
    }
}

/// How to reach an instance, if it ever listened and its password can be opened.
pub(crate) fn running(core: &Core, instance: &Instance) -> Option<Running> {
    let address = instance.address.clone()?;
    let context = password_context(instance.phone_id);
    let password = core.sealer.open(&context, &instance.password).ok()?;
    let password = String::from_utf8(password).ok()?;
    Some(Running { phone: instance.phone_id, address, password })
}
