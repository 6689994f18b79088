//! Looks at clients of which the platform shows us nothing, or nothing any more: what was known of
//! them before, and what is left to be cleared away.

use graph::status::PlatformType;
use onboard::{Mode, Seen, SeenPhone, SystemUser, Tokens};

use super::{Look, LookError, Observation, blank, leftovers, seen_phone};
use crate::Provider;
use crate::graph_api::PhoneNode;
use crate::ledger::look;
use crate::settings::Worker;
use crate::store::clients::Stage;
use crate::store::{ClientRow, phones};
use crate::tokens;

/// A look while the token we work with is refused: nothing is seen of the account but whether it
/// is still shared, if the admin may ask. What was known before is kept.
pub(super) async fn blind(
    provider: &Provider,
    row: &ClientRow,
    health: Tokens,
) -> Result<Look, LookError> {
    let shared = match health.admin {
        None => match provider.graph.is_shared(row.waba_id).await {
            Ok(shared) => shared,
            Err(error) => {
                if tokens::refused(provider).await?.admin.is_none() {
                    return Err(error.into());
                }
                row.stage != Stage::Left
            }
        },
        Some(_) => row.stage != Stage::Left,
    };
    if !shared {
        return gone(provider, row, health).await;
    }
    let user = match provider.settings.system_user {
        Worker::Admin => SystemUser::Admin,
        Worker::Employee => SystemUser::Employee { assigned: true },
    };
    unseen(provider, row, health, user).await
}

/// A client that is shared with us and cannot be looked at: what was known of it before, and what
/// operators decided meanwhile.
pub(super) async fn unseen(
    provider: &Provider,
    row: &ClientRow,
    tokens: Tokens,
    user: SystemUser,
) -> Result<Look, LookError> {
    let phones = known_phones(provider, row).await?;
    let (credit, allowance) = look::unseen(provider, row, tokens).await?;
    let seen = Seen { phones, tokens, credit, allowance, ..blank(provider, row, user) };
    Ok(Look::Client(Box::new(Observation::of(seen))))
}

/// A client that is no longer shared: what is left to be cleared away (requirement A11). A look at
/// our credit that fails holds up nothing but the credit.
pub(super) async fn gone(
    provider: &Provider,
    row: &ClientRow,
    health: Tokens,
) -> Result<Look, LookError> {
    // One that somebody imported is never forgotten: nobody else would know of it.
    let foreign = row.business_id.is_none() && row.contact.is_none() && !row.imported;
    if foreign && row.mode == Mode::Managed {
        return Ok(Look::NotAClient);
    }
    let user = SystemUser::Employee { assigned: false };
    let (credit, allowance) = look::leftover(provider, row, health).await?;
    let seen = Seen {
        shared: false,
        credit,
        allowance,
        phones: known_phones(provider, row).await?,
        leftovers: leftovers(provider, row.waba_id).await?,
        tokens: tokens::refused(provider).await?,
        ..blank(provider, row, user)
    };
    Ok(Look::Client(Box::new(Observation::of(seen))))
}

/// The numbers as last seen, with their instances as they are now.
async fn known_phones(provider: &Provider, row: &ClientRow) -> Result<Vec<SeenPhone>, LookError> {
    let waba = row.waba_id;
    let rows = provider.db.read(move |db| phones::of_client(db, waba)).await?;
    let mut seen = Vec::with_capacity(rows.len());
    for known in rows.iter().filter(|row| row.gone_at.is_none()) {
        let node = PhoneNode {
            id: known.phone_id.get(),
            display_phone_number: known.display.clone(),
            status: Some(known.status.clone()),
            name_status: Some(known.name_status.clone()),
            messaging_limit_tier: Some(known.tier.clone()),
            quality_rating: Some(known.quality.clone()),
            account_mode: Some(known.account_mode.clone()),
            platform_type: known.on_cloud.then(|| PlatformType::CloudApi.to_string()),
            ..PhoneNode::default()
        };
        seen.push(seen_phone(provider, &node, Some(known)).await?);
    }
    Ok(seen)
}
