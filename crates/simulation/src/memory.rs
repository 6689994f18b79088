//! What the provider has in its database, as the invariants look at it.

use std::collections::BTreeSet;

use graph::id::{PhoneNumberId, WabaId};
use jiff::Timestamp;
use provider::{
    Provider,
    store::{ClientRow, PhoneRow, clients, phones, timeline},
};
use shell::sql::{from_micros, params};

/// Rows of one kind that are read at most.
const ROWS_MAX: u32 = 100_000;

/// What it remembers.
pub struct Memory {
    /// All clients.
    pub clients: Vec<ClientRow>,
    /// All numbers.
    pub phones: Vec<PhoneRow>,
    /// What the time line says the platform reported, by the words of each report.
    pub reports: Vec<String>,
    /// The ids of the messages that customers wrote, as often as they were kept.
    pub received: Vec<String>,
    /// The numbers of which a PIN, a password or a webhook secret is kept.
    secrets: BTreeSet<PhoneNumberId>,
    /// The numbers of which a PIN is kept.
    pub pins: BTreeSet<PhoneNumberId>,
    /// When it tried to register which number; a try may not have arrived.
    tries: Vec<(PhoneNumberId, Timestamp)>,
    /// Browsers' tokens and codes that are kept although they were used.
    pub used_tokens: u64,
}

impl Memory {
    /// Reads everything.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn of(provider: &Provider) -> anyhow::Result<Self> {
        let read = provider.db.read(|db| {
            let clients = clients::list(db, None, None, ROWS_MAX)?;
            let mut phones = Vec::new();
            for client in &clients {
                phones.extend(phones::of_client(db, client.waba_id)?);
            }
            let facts = timeline::newest(db, ROWS_MAX)?;
            let reports = facts.into_iter().filter(|fact| fact.who == timeline::PLATFORM);
            let reports = reports.map(|fact| fact.what);
            let reports = reports.filter(|what| what.starts_with("reported ")).collect();
            let received = db.all(
                "SELECT wamid FROM message WHERE direction = 'in' AND wamid IS NOT NULL",
                params![],
                |row| row.get::<String>(0),
            )?;
            let secrets = db.all(
                "SELECT phone_id FROM phone WHERE pin IS NOT NULL
                 UNION SELECT phone_id FROM instance WHERE password <> '' OR secret <> ''",
                params![],
                |row| row.get::<u64>(0).map(PhoneNumberId::new),
            )?;
            let pins =
                db.all("SELECT phone_id FROM phone WHERE pin IS NOT NULL", params![], |row| {
                    row.get::<u64>(0).map(PhoneNumberId::new)
                })?;
            let tries = db.all("SELECT phone_id, at FROM register_try", params![], |row| {
                let phone = PhoneNumberId::new(row.get::<u64>(0)?);
                Ok((phone, from_micros(row.get(1)?)?))
            })?;
            let used_tokens = db.one(
                "SELECT count(*) FROM callback WHERE done_at IS NOT NULL AND sealed IS NOT NULL",
                params![],
                |row| row.get::<u64>(0),
            )?;
            let (secrets, pins) = (secrets.into_iter().collect(), pins.into_iter().collect());
            Ok(Self { clients, phones, reports, received, secrets, pins, tries, used_tokens })
        });
        Ok(read.await?)
    }

    /// A client.
    pub fn client(&self, waba: WabaId) -> Option<&ClientRow> {
        self.clients.iter().find(|row| row.waba_id == waba)
    }

    /// A number.
    pub fn phone(&self, phone: PhoneNumberId) -> Option<&PhoneRow> {
        self.phones.iter().find(|row| row.phone_id == phone)
    }

    /// How often it tried to register a number after `since`.
    pub fn tries_after(&self, phone: PhoneNumberId, since: Timestamp) -> usize {
        self.tries.iter().filter(|(tried, at)| *tried == phone && *at > since).count()
    }

    /// Whether a secret of a number is kept.
    pub fn keeps_secrets(&self, phone: PhoneNumberId) -> bool {
        self.secrets.contains(&phone)
    }
}
