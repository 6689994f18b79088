//! What must be true once nothing goes wrong any more: of every account, what the provider keeps
//! and what the platform shows (invariants 4, 6 and 8).

use std::collections::BTreeSet;

use graph::{
    id::{BusinessId, PhoneNumberId},
    status::CodeVerificationStatus,
};
use jiff::{SignedDuration, Timestamp};
use provider::{
    HostingChoice, Worker,
    store::{ClientRow, clients::Stage},
};
use world::{Connection, Funding, Hosting, OffReason, Phone, Standing, Waba, World};

use crate::{memory::Memory, town::Town};

/// Registrations of a number within a day after which it has to wait.
const REGISTERS_A_DAY: usize = 3;
/// How long a number may rest after its registration was refused for a reason that only time or
/// others mend, in hours.
const REFUSED_HOURS: i64 = 24;

/// What is not as it must be, in words; empty when all is well.
///
/// # Errors
/// When the provider's database refuses.
pub async fn missing(town: &Town) -> anyhow::Result<Vec<String>> {
    let memory = Memory::of(&town.providers[0]).await?;
    let running: BTreeSet<PhoneNumberId> = town.running_instances().into_iter().collect();
    let now = town.clock.now();
    let lacks = town.platform.read(|world| {
        let judge = Judge { town, world, memory: &memory, running: &running, now };
        let business = town.business();
        let of_clients = world.wabas.values().filter(|waba| waba.owner != business);
        of_clients.flat_map(|waba| judge.account(waba)).collect()
    });
    Ok(lacks)
}

struct Judge<'a> {
    town: &'a Town,
    world: &'a World,
    memory: &'a Memory,
    running: &'a BTreeSet<PhoneNumberId>,
    now: Timestamp,
}

impl Judge<'_> {
    fn account(&self, waba: &Waba) -> Vec<String> {
        let mut lacks = match waba.is_shared_with(self.provider()) {
            true => self.shared(waba),
            false => self.unshared(waba),
        };
        for lack in &mut lacks {
            let client = self.memory.client(waba.id);
            let says = client.map(|row| {
                format!(" [{:?}; waits for {:?}; {:?}]", row.stage, row.waiting, row.problem)
            });
            *lack = format!("{} ({}): {lack}{}", waba.id, waba.name, says.unwrap_or_default());
        }
        lacks
    }

    fn provider(&self) -> BusinessId {
        self.town.business()
    }

    /// An account that is shared: known, and all is done that can be done for it.
    fn shared(&self, waba: &Waba) -> Vec<String> {
        let mut lacks = Vec::new();
        let mut unless = |holds: bool, what: &str| {
            if !holds {
                lacks.push(format!("(6) {what}"));
            }
        };
        let Some(client) = self.memory.client(waba.id) else {
            return vec!["(6) it is shared and no client".to_owned()];
        };
        let settings = self.town.settings();
        unless(client.stage != Stage::Left, "it is shared and taken for one that left");
        if waba.is_disabled() {
            unless(client.stage == Stage::Off, "it is disabled and not shown as off");
        } else {
            let employee = settings.employee_system_user_id;
            let assigned =
                settings.system_user == Worker::Admin || waba.assigned.contains_key(&employee);
            unless(assigned, "the system user is not assigned");
            unless(waba.subscriptions.contains_key(&settings.app_id), "the app is not subscribed");
            let paid = !matches!(waba.funding, Funding::None | Funding::Revoked { .. });
            unless(paid, "nobody pays for it");
        }
        let phones: Vec<&Phone> = self.phones(waba).collect();
        let live = phones.iter().any(|phone| {
            let runs = match settings.hosting {
                HostingChoice::Cloud => true,
                // One that was started afresh needs a certificate again.
                HostingChoice::Client => self.running.contains(&phone.id) && !self.is_old(phone),
            };
            runs && matches!(phone.connection, Connection::Connected { .. })
        });
        if live && !waba.is_disabled() {
            unless(
                client.stage == Stage::Live,
                "a number is connected and it is not shown as live",
            );
        }
        let unwarned = phones.iter().filter(|phone| self.is_unwarned(waba, client, phone));
        lacks.extend(unwarned.map(|phone| {
            format!("(8) {}: its trial ends within a day and nobody was told", phone.id)
        }));
        lacks.extend(phones.into_iter().flat_map(|phone| self.number(waba, phone)));
        lacks
    }

    /// Whether the last warning of a trial's end is missing (requirement E03).
    fn is_unwarned(&self, waba: &Waba, client: &ClientRow, phone: &Phone) -> bool {
        let Standing::Trial { ends_at } = phone.standing else { return false };
        let owner = self.world.businesses.get(&waba.owner);
        let left = ends_at.duration_since(self.now);
        let soon = left.is_positive() && left <= SignedDuration::from_hours(24);
        let off = waba.is_disabled() || phone.off().is_some();
        if !soon || off || owner.is_none_or(world::Business::is_verified) || !self.is_ours(phone) {
            return false;
        }
        let told = format!("trial-ends:{}:{}:1", phone.id, ends_at.as_second());
        !client.told.contains(&told)
    }

    /// Whether the number is proved, so that something can be done for it. Only its owner can prove
    /// that it is still theirs (contract §4.3).
    fn is_ours(&self, phone: &Phone) -> bool {
        let proof = phone.proof(self.world.policy.proof_days, self.now);
        proof == CodeVerificationStatus::Verified
    }

    /// A number of an account that is shared.
    fn number(&self, waba: &Waba, phone: &Phone) -> Vec<String> {
        let mut lacks = Vec::new();
        let mut unless = |holds: bool, what: &str| {
            if !holds {
                lacks.push(format!("(6) {} ({:?}): {what}", phone.id, phone.connection));
            }
        };
        let runs = self.running.contains(&phone.id);
        if phone.off().is_some() || waba.is_disabled() {
            unless(!runs, "it is off and its client runs");
            return lacks;
        }
        let Some(known) = self.memory.phone(phone.id) else {
            unless(false, "nobody knows the number");
            return lacks;
        };
        unless(known.gone_at.is_none(), "it is there and taken for gone");
        let shown = phone.name.current == known.verified_name || known.verified_name.is_empty();
        unless(shown, "its name is another one by now");
        if !self.is_ours(phone) || self.has_foreign_pin(phone) {
            return lacks;
        }
        let connected = match phone.connection {
            Connection::Connected { hosting, .. } => Some(hosting),
            _ => None,
        };
        match self.town.settings().hosting {
            HostingChoice::Cloud => {
                let done = connected == Some(Hosting::CloudApi);
                let rests = known.refused.is_some_and(|refused| self.is_fresh(refused.at));
                unless(
                    done || rests || self.must_wait(phone.id),
                    "it is not registered with the cloud",
                );
            }
            HostingChoice::Client => {
                let can = phone.certificate.is_some();
                let done = connected == Some(Hosting::OnPremise) && runs;
                unless(done || !can || self.is_old(phone), "its client is not connected");
            }
        }
        lacks
    }

    /// Whether the number has a PIN that somebody else chose, or that was ours and was destroyed
    /// when the account was taken back: it is asked for, never guessed.
    fn has_foreign_pin(&self, phone: &Phone) -> bool {
        if phone.pin.is_some() && !self.memory.pins.contains(&phone.id) {
            return true;
        }
        let ours = self.town.watch.pins(phone.id);
        let ours = ours.iter().map(|pin| self.town.platform.pin_key(pin));
        phone.pin.as_ref().is_some_and(|pin| ours.into_iter().all(|key| key != *pin))
    }

    /// Whether a certificate can no longer be downloaded (requirement E04): only its owner can have
    /// another one issued.
    fn is_old(&self, phone: &Phone) -> bool {
        let issued = phone.certificate.as_ref().map(|certificate| certificate.issued_at);
        let age = issued.map(|at| self.now.duration_since(at));
        age.is_some_and(|age| age >= SignedDuration::from_hours(24 * 7))
    }

    /// Whether a refusal is so young that the number still rests.
    fn is_fresh(&self, at: Timestamp) -> bool {
        self.now.duration_since(at) < SignedDuration::from_hours(REFUSED_HOURS)
    }

    /// Whether the day's registrations are used up, by tries that may not all have arrived.
    fn must_wait(&self, phone: PhoneNumberId) -> bool {
        let yesterday = self.now - SignedDuration::from_hours(24);
        self.memory.tries_after(phone, yesterday) >= REGISTERS_A_DAY
    }

    /// An account that was taken back: nothing of ours is left on it.
    fn unshared(&self, waba: &Waba) -> Vec<String> {
        let mut lacks = Vec::new();
        let client = self.memory.client(waba.id);
        if client.is_some_and(|client| client.stage != Stage::Left) {
            lacks.push("(6) it was taken back and is not shown so".to_owned());
        }
        let others = self
            .world
            .wabas
            .values()
            .any(|other| other.owner == waba.owner && other.is_shared_with(self.provider()));
        let line = self.town.settings().credit_line_id;
        let live = self.world.allocations.values().filter(|share| {
            share.line == line && share.receiving == waba.owner && share.is_active()
        });
        if client.is_some() && !others && live.count() > 0 {
            lacks.push("(4) it was taken back and our credit line still pays".to_owned());
        }
        for phone in self.phones(waba) {
            if self.running.contains(&phone.id) {
                lacks.push(format!("(4) {}: it was taken back and its client runs", phone.id));
            }
            if phone.off() != Some(OffReason::Migrated) && self.memory.keeps_secrets(phone.id) {
                lacks.push(format!("(4) {}: it was taken back and its secrets are kept", phone.id));
            }
        }
        lacks
    }

    fn phones(&self, waba: &Waba) -> impl Iterator<Item = &Phone> {
        waba.phones.iter().filter_map(|id| self.world.phones.get(id))
    }
}
