//! Looking at one client afresh: everything the plan may look at, and what performing it needs.

mod instance;
mod naming;
mod unseen;

use std::collections::BTreeMap;

use graph::id::{PhoneNumberId, WabaId};
use graph::phone_number::E164;
use graph::status::{
    AccountMode, CodeVerificationStatus, NameStatus, PhoneStatus, PlatformType, QualityRating,
};
use jiff::{SignedDuration, Timestamp};
use onboard::budget::WINDOW_HOURS;
use onboard::{ClientState, Hosting, Mode, Pin, Seen, SeenPhone, SystemUser, later};
use shell::db::DbError;
use shell::secret::sha256_hex;
use shell::sql::Tx;

use self::instance::{ClientSeen, client_seen};
pub(crate) use self::instance::{ask_instance, running};
use self::unseen::{blind, gone, unseen};
use crate::defect::Defect;
use crate::graph_api::{As, CallError, PhoneNode, WabaNode};
use crate::ledger::look;
use crate::settings::{HostingChoice, Worker};
use crate::store::instances;
use crate::store::phones::{self, PhoneSeen};
use crate::store::timeline::{self, Fact};
use crate::store::{ClientRow, PhoneRow, clients, keeping, messages, outbox};
use crate::{Core, Provider, notify, tokens};

/// What a look shows.
#[derive(Debug)]
pub(crate) struct Observation {
    /// For the plan.
    pub(crate) seen: Seen,
    /// The certificates to be installed, by number.
    pub(crate) certificates: BTreeMap<PhoneNumberId, String>,
}

/// What a look comes to.
#[derive(Debug)]
pub(crate) enum Look {
    /// It shows a client.
    Client(Box<Observation>),
    /// The account is none of ours: our own, or one that was never shared with us.
    NotAClient,
}

/// Why a look showed nothing.
#[derive(Debug, thiserror::Error)]
pub(crate) enum LookError {
    /// The platform.
    #[error("the platform could not be asked: {0}")]
    Call(#[from] CallError),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// Looks at a client: asks the platform and the client instances, writes the news down.
///
/// # Errors
/// When the platform cannot be asked or the database refuses. A missing assignment or share is no
/// error but what is seen.
pub(crate) async fn observe(provider: &Provider, row: &ClientRow) -> Result<Look, LookError> {
    let waba = row.waba_id;
    let health = tokens::health(provider).await?;
    if health.worker.is_some() {
        return blind(provider, row, health).await;
    }
    let access = match provider.graph.waba(waba).await {
        Ok(node) => Access::Full(Box::new(node)),
        Err(error) if error.is_permission() => Access::Unassigned,
        // Before we take credit and tokens away, the admin has to miss the account as well.
        Err(error) if error.is_gone() && health.admin.is_some() => Access::Unassigned,
        Err(error) if error.is_gone() && !provider.graph.is_shared(waba).await? => Access::Gone,
        Err(error) if error.is_gone() => Access::Unassigned,
        Err(error) => {
            let health = tokens::refused(provider).await?;
            return match health.worker {
                Some(_) => blind(provider, row, health).await,
                None => Err(error.into()),
            };
        }
    };
    match access {
        Access::Gone => gone(provider, row, health).await,
        Access::Unassigned if provider.settings.system_user == Worker::Admin => {
            Err(permission_of_admin().into())
        }
        Access::Unassigned => {
            // Nobody assigns our employee while the client is only watched: the admin looks.
            if row.mode == Mode::Watched && health.admin.is_none() {
                match provider.graph.waba_seen_by(As::Admin, waba).await {
                    Ok(node) => return full(provider, row, (As::Admin, node)).await,
                    Err(CallError::Paused(until)) => return Err(CallError::Paused(until).into()),
                    Err(error) => tracing::debug!(%waba, %error, "the admin cannot look either"),
                }
            }
            let user = SystemUser::Employee { assigned: false };
            unseen(provider, row, health, user).await
        }
        Access::Full(node) => full(provider, row, (As::Worker, *node)).await,
    }
}

enum Access {
    Full(Box<WabaNode>),
    Unassigned,
    Gone,
}

impl Observation {
    fn of(seen: Seen) -> Self {
        Self { seen, certificates: BTreeMap::new() }
    }
}

fn permission_of_admin() -> CallError {
    CallError::Unreadable(
        "our admin system user may not read the account: check that its token carries \
         whatsapp_business_management and business_management"
            .to_owned(),
    )
}

/// What is seen of a client before anything is known.
fn blank(core: &Core, row: &ClientRow, system_user: SystemUser) -> Seen {
    let hosting = match core.settings.hosting {
        HostingChoice::Client => Hosting::Client,
        HostingChoice::Cloud => Hosting::Cloud,
    };
    Seen {
        mode: row.mode,
        left: row.left,
        business: row.business_id.map(|id| (id, row.business_name.clone())),
        system_user,
        contact: row.contact.is_some(),
        told: row.told.iter().cloned().collect(),
        ..Seen::signed_up(row.waba_id, hosting)
    }
}

/// A look at all that the platform shows, to the one we work as, or to the admin for want of an
/// assignment.
async fn full(
    provider: &Provider,
    row: &ClientRow,
    (by, node): (As<'_>, WabaNode),
) -> Result<Look, LookError> {
    let owner = node.owner_business_info.as_ref();
    let own = owner.is_some_and(|owner| owner.id == provider.settings.business_id);
    if own && !row.imported {
        return Ok(Look::NotAClient);
    }
    let waba = row.waba_id;
    let by_admin = matches!(by, As::Admin);
    let user = match provider.settings.system_user {
        Worker::Admin => SystemUser::Admin,
        Worker::Employee => SystemUser::Employee { assigned: !by_admin },
    };
    let nodes = provider.graph.phone_numbers(by, waba).await?;
    let webhooks = provider.settings.webhook_url();
    let subscribed = provider.graph.is_subscribed(by, waba, &webhooks).await?;
    let (credit, allowance) = look::credit(provider, waba, &node).await?;
    let before = write_down(provider, row, &node, &nodes).await?;
    let mut phones = Vec::with_capacity(nodes.len());
    let mut certificates = BTreeMap::new();
    for phone in &nodes {
        let id = PhoneNumberId::new(phone.id);
        if let Some(certificate) = phone.current_certificate() {
            certificates.insert(id, certificate.to_owned());
        }
        let known = before.iter().find(|row| row.phone_id == id);
        phones.push(seen_phone(provider, phone, known).await?);
    }
    let seen = Seen {
        business: owner.map(|owner| (owner.id, owner.name.clone())),
        verified: node.verified(),
        verifying: node.verifying(),
        disabled: node.disabled(),
        remedy: node.remedy(),
        by_admin,
        credit,
        allowance,
        subscribed,
        phones,
        leftovers: leftovers(provider, waba).await?,
        ..blank(provider, row, user)
    };
    Ok(Look::Client(Box::new(Observation { seen, certificates })))
}

/// The numbers that an account no longer has and whose client instances are still its own.
async fn leftovers(provider: &Provider, waba: WabaId) -> Result<Vec<PhoneNumberId>, DbError> {
    provider.db.read(move |db| instances::leftovers(db, waba)).await
}

async fn seen_phone(
    provider: &Provider,
    node: &PhoneNode,
    known: Option<&PhoneRow>,
) -> Result<SeenPhone, LookError> {
    let id = PhoneNumberId::new(node.id);
    let now = provider.clock.now();
    let since = later(now, -SignedDuration::from_hours(WINDOW_HOURS));
    let handset = provider.settings.probe_number.digits().to_owned();
    let read = move |db: &Tx<'_>| {
        let probes = messages::unsure(db, id, &handset, timeline::PROVIDER, since)?;
        let kept = Kept {
            registers: phones::register_tries(db, id, since)?,
            probes,
            has_pin: keeping::has_pin(db, id)?,
            used: messages::opened_since(db, id, since)?,
            unsent: outbox::count(db, id)?,
        };
        Ok((instances::get(db, id)?, kept))
    };
    let (instance, kept) = provider.db.read(read).await?;
    let status = node.status.as_deref().and_then(|word| word.parse().ok());
    let status = status.unwrap_or(PhoneStatus::Unknown);
    let client = match &instance {
        Some(instance) => client_seen(provider, instance).await?,
        None => ClientSeen::default(),
    };
    let proof = node.code_verification_status.as_deref();
    let lapsed = [CodeVerificationStatus::NotVerified, CodeVerificationStatus::Expired];
    Ok(SeenPhone {
        id,
        display: node.display_phone_number.clone(),
        name: name_status(node),
        status,
        trial: node.trial(),
        trial_ends: node.trial_ends(),
        code_verified: !lapsed.iter().any(|word| proof == Some(word.as_str())),
        certificate: node.current_certificate().map(digest),
        installed: client.installed,
        hosted: instance.is_some_and(|instance| instance.installed.is_some()),
        client: client.state.unwrap_or(ClientState::None),
        client_says: client.says,
        pointed: client.pointed,
        unsent: u32::try_from(kept.unsent).unwrap_or(u32::MAX),
        registered: node.platform_type.as_deref() == Some(PlatformType::CloudApi.as_str()),
        renamed: node.renamed(),
        registers: match provider.defects.has(Defect::RegisterUnbudgeted) {
            true => Vec::new(),
            false => kept.registers,
        },
        pin: pin(node, kept.has_pin),
        refused: known.and_then(|row| row.refused),
        probed: known.and_then(|row| row.probed_at),
        probes: kept.probes,
        tier: node.messaging_limit_tier.as_deref().and_then(|word| word.parse().ok()),
        used: u32::try_from(kept.used).unwrap_or(u32::MAX),
        quality: quality(node),
    })
}

/// What we keep of a number that goes into a look.
struct Kept {
    registers: Vec<Timestamp>,
    probes: Vec<Timestamp>,
    has_pin: bool,
    used: u64,
    unsent: u64,
}

/// A PIN that the platform does not speak of is taken for ours if we have one; else somebody who
/// registered the number before may have set one, and none is guessed.
fn pin(node: &PhoneNode, known: bool) -> Pin {
    let nowhere = PlatformType::NotApplicable.as_str();
    let registered = node.platform_type.as_deref().is_some_and(|word| word != nowhere);
    match (node.is_pin_enabled, known) {
        (Some(false), _) => Pin::Free,
        (_, true) => Pin::Known,
        (None, false) if !registered => Pin::Free,
        (Some(true) | None, false) => Pin::Foreign,
    }
}

fn quality(node: &PhoneNode) -> QualityRating {
    let rating = node.quality_rating.as_deref().and_then(|word| word.parse().ok());
    rating.unwrap_or(QualityRating::Unknown)
}

/// Writes down what the platform shows, and what is new about it in the time line; returns the
/// numbers as they were known before.
async fn write_down(
    provider: &Provider,
    row: &ClientRow,
    node: &WabaNode,
    nodes: &[PhoneNode],
) -> Result<Vec<PhoneRow>, DbError> {
    let (row, node, core) = (row.clone(), node.clone(), provider.clone());
    let verified = node.verified();
    let shown: Vec<PhoneSeen> = nodes.iter().map(|phone| phone_seen(phone, verified)).collect();
    let now = provider.clock.now();
    let write = move |tx: &Tx<'_>| {
        let waba = row.waba_id;
        let owner = node.owner_business_info.as_ref();
        let business = owner.map(|owner| (owner.id, owner.name.as_str()));
        let namespace = node.message_template_namespace.as_deref();
        clients::name(tx, waba, &node.name, business, namespace)?;
        outbox::expire(tx, waba, now)?;
        let before = phones::of_client(tx, waba)?;
        for phone in &shown {
            let known = before.iter().find(|known| known.phone_id == phone.phone_id);
            phones::seen(tx, waba, phone, now)?;
            let decided = known.and_then(|known| naming::decided(known, phone));
            if let Some(said) = decided.filter(|_| row.mode == Mode::Managed) {
                notify::tell_both(tx, (&core.settings, &row), &said, now)?;
            }
            for what in news(known, phone) {
                let (waba, phone) = (Some(waba), Some(phone.phone_id));
                let who = timeline::PLATFORM;
                timeline::add(tx, Fact { at: now, waba, phone, who, what: &what })?;
            }
        }
        for lost in before.iter().filter(|known| known.gone_at.is_none()) {
            if !shown.iter().any(|phone| phone.phone_id == lost.phone_id) {
                phones::gone(tx, lost.phone_id, now)?;
                let what = format!("removed the number {}", lost.display);
                let (waba, phone) = (Some(waba), Some(lost.phone_id));
                let who = timeline::BUSINESS;
                timeline::add(tx, Fact { at: now, waba, phone, who, what: &what })?;
            }
        }
        Ok(before)
    };
    provider.db.write(write).await
}

/// What is new about a number, in words.
fn news(known: Option<&PhoneRow>, phone: &PhoneSeen) -> Vec<String> {
    let Some(known) = known else {
        return vec![format!("shows the number {} ({})", phone.display, phone.status)];
    };
    let display = &phone.display;
    let mut news = Vec::new();
    let sandbox = phone.account_mode == AccountMode::Sandbox.as_str();
    if known.trial_ends.is_some() && phone.trial_ends.is_none() && sandbox {
        // Only verification takes a trial's end away (requirement D09).
        news.push(format!("verified the business; the trial of {display} ends no more"));
    }
    let mut compare = |what: &str, before: &str, after: &str| {
        if before != after && !after.is_empty() {
            news.push(format!("{what} of {display}: {before} → {after}"));
        }
    };
    compare("status", &known.status, &phone.status);
    compare("display name", &known.verified_name, &phone.verified_name);
    compare("review of the display name", &known.name_status, &phone.name_status);
    let (before, after) = (&known.new_name_status, &phone.new_name_status);
    compare("review of the changed display name", before, after);
    compare("account mode", &known.account_mode, &phone.account_mode);
    compare("messaging limit", &known.tier, &phone.tier);
    compare("quality", &known.quality, &phone.quality);
    if known.certificate != phone.certificate && phone.certificate.is_some() {
        news.push(format!("issued a certificate for {display}"));
    }
    news
}

/// The review that decides whether a number gets a name: of a changed name while that is under
/// review or approved, since a declined change leaves the old name as it is (requirement D08).
fn name_status(node: &PhoneNode) -> NameStatus {
    let read = |word: &Option<String>| word.as_deref().and_then(|word| word.parse().ok());
    match read(&node.new_name_status) {
        Some(new @ (NameStatus::PendingReview | NameStatus::Approved)) => new,
        _ => read(&node.name_status).unwrap_or(NameStatus::None),
    }
}

/// A verified business's number keeps the trial's limits until its name is reviewed, but no longer
/// an end (requirement D09).
fn phone_seen(node: &PhoneNode, verified: bool) -> PhoneSeen {
    let text = |word: &Option<String>| word.clone().unwrap_or_default();
    PhoneSeen {
        phone_id: PhoneNumberId::new(node.id),
        display: node.display_phone_number.clone(),
        verified_name: node.verified_name.clone(),
        status: text(&node.status),
        name_status: text(&node.name_status),
        new_name_status: text(&node.new_name_status),
        account_mode: text(&node.account_mode),
        tier: text(&node.messaging_limit_tier),
        quality: text(&node.quality_rating),
        on_cloud: node.platform_type.as_deref() == Some(PlatformType::CloudApi.as_str()),
        certificate: node.current_certificate().map(digest),
        trial_ends: node.trial_ends().filter(|_| !verified),
    }
}

/// What a certificate is compared by.
pub(crate) fn digest(certificate: &str) -> String {
    let mut digest = sha256_hex(certificate.trim().as_bytes());
    digest.truncate(32);
    digest
}

/// The digits of a number as people read it, split for a registration.
pub(crate) fn number(display: &str) -> Option<E164> {
    E164::parse(display).ok()
}

/// When a client's earliest trial ends.
pub(crate) fn earliest_trial_end(seen: &Seen) -> Option<Timestamp> {
    let running = seen.phones.iter().filter(|phone| phone.trial && !seen.verified);
    running.filter(|phone| seen.off(phone).is_none()).filter_map(|phone| phone.trial_ends).min()
}

#[cfg(test)]
mod tests;
