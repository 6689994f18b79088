//! What one browser may see of what became of its signups.

use shell::db::DbError;
use shell::sql::Tx;
use std::collections::BTreeSet;

use onboard::{Kind, State};

use crate::pages::Sign;
use crate::store::{CallbackRow, ClientRow, PhoneRow, callbacks, clients, phones, signups};

/// How many of a browser's signups are looked at, the newest first.
const ATTEMPTS_MAX: u32 = 100;

/// Everything that became of the signups of one browser.
#[derive(Debug)]
pub(crate) struct Progress {
    /// What it handed over, the newest first.
    pub callbacks: Vec<CallbackRow>,
    /// The accounts found with that, the newest first.
    pub clients: Vec<(ClientRow, Vec<PhoneRow>)>,
}

impl Progress {
    /// Gathers it for the session with this hash. Only accounts found with what this very browser
    /// handed over are in it.
    pub(crate) fn of_session(db: &Tx<'_>, session_hash: &str) -> Result<Self, DbError> {
        let attempts = signups::of_session(db, session_hash, ATTEMPTS_MAX)?;
        let mut callbacks = Vec::new();
        for attempt in attempts.iter().filter(|attempt| attempt.used_at.is_some()) {
            callbacks.extend(callbacks::of_state(db, &attempt.state_hash)?);
        }
        let wabas: BTreeSet<_> =
            callbacks.iter().flat_map(|callback| callback.wabas.iter().copied()).collect();
        let mut clients = Vec::new();
        for waba in wabas {
            if let Some(client) = clients::get(db, waba)? {
                let mut phones = phones::of_client(db, waba)?;
                phones.retain(|phone| phone.gone_at.is_none());
                clients.push((client, phones));
            }
        }
        clients.sort_by_key(|(client, _)| std::cmp::Reverse((client.created_at, client.waba_id)));
        Ok(Self { callbacks, clients })
    }
}

/// One step on the road, for the business.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct RoadStep {
    /// A stable name.
    pub name: &'static str,
    /// How far it is.
    pub sign: Sign,
    /// What it is.
    pub words: String,
}

/// The road of an account until it is live.
pub(crate) fn road(client: &ClientRow, phones: &[PhoneRow]) -> Vec<RoadStep> {
    let holds = |kind: Kind| client.conditions.iter().any(|one| one.kind == kind && yes(one.state));
    let account = |name, kind, words: &str| {
        let sign = if holds(kind) { Sign::Yes } else { Sign::Wait };
        RoadStep { name, sign, words: words.to_owned() }
    };
    let mut road = vec![
        RoadStep {
            name: "received",
            sign: Sign::Yes,
            words: "Your WhatsApp account reached us".to_owned(),
        },
        account("access", Kind::SystemUserAssigned, "We take the account into our care"),
        account("billing", Kind::CreditShared, "We take over the billing with the platform"),
        account("webhooks", Kind::Subscribed, "Your customers' messages find their way to us"),
    ];
    let cared_for = road.iter().all(|step| step.sign == Sign::Yes);
    for phone in phones {
        let holds = |kinds: &[Kind]| {
            client.conditions.iter().any(|one| {
                kinds.contains(&one.kind)
                    && yes(one.state)
                    && one.phone.as_deref() == Some(&phone.display)
            })
        };
        let connected = holds(&[Kind::ClientRunning, Kind::Registered]);
        let live = holds(&[Kind::Live]);
        road.push(RoadStep {
            name: "connected",
            sign: sign(connected || live, cared_for),
            words: format!("{} is connected with WhatsApp", phone.display),
        });
        road.push(RoadStep {
            name: "live",
            sign: sign(live, connected),
            words: format!("{} sends and receives messages", phone.display),
        });
    }
    if phones.is_empty() {
        road.push(RoadStep {
            name: "number",
            sign: Sign::Wait,
            words: "We wait for your phone number".to_owned(),
        });
    }
    road
}

fn sign(done: bool, begun: bool) -> Sign {
    match (done, begun) {
        (true, _) => Sign::Yes,
        (false, true) => Sign::Wait,
        (false, false) => Sign::Todo,
    }
}

fn yes(state: State) -> bool {
    state == State::Yes
}
