//! Where a client stands, as a list of yes and no for the console.

use graph::status::NameStatus;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::seen::{ClientState, Credit, Hosting, Seen, SeenPhone, SystemUser};

/// One line of the console's list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Condition {
    /// What it is about.
    pub kind: Kind,
    /// The number it is about, as people read it.
    pub phone: Option<String>,
    /// Whether it holds.
    pub state: State,
    /// One sentence for people.
    pub words: String,
}

/// What a condition is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The account is shared with us.
    Shared,
    /// Our system user may act on it.
    SystemUserAssigned,
    /// Our credit line pays for it.
    CreditShared,
    /// We get its webhooks.
    Subscribed,
    /// The client instance has the newest certificate.
    CertificateCurrent,
    /// The client instance runs and is connected.
    ClientRunning,
    /// The number is registered with the platform's cloud.
    NumberRegistered,
    /// The number is in full use.
    Live,
}

/// Whether a condition holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It does.
    Yes,
    /// It does not.
    No,
    /// It cannot be seen yet: our system user has no access.
    Unknown,
}

/// Where the client stands, account first, then each number. `now` decides what a trial still has.
#[must_use]
pub fn conditions(seen: &Seen, now: Timestamp) -> Vec<Condition> {
    let mut list = vec![
        of(Kind::Shared, seen.shared.into(), shared_words(seen)),
        of(Kind::SystemUserAssigned, user_state(seen), user_words(seen)),
        of(Kind::CreditShared, known(seen, seen.credit == Credit::Shared), credit_words(seen)),
        of(Kind::Subscribed, known(seen, seen.subscribed), subscribed_words(seen)),
    ];
    for phone in &seen.phones {
        let about = |kind, holds: bool, words: String| Condition {
            phone: Some(phone.display.clone()),
            ..of(kind, holds.into(), &words)
        };
        match seen.hosting {
            Hosting::Client => {
                let current = phone.client != ClientState::None
                    && phone.installed.is_some()
                    && (phone.certificate.is_none() || phone.certificate == phone.installed);
                list.push(about(Kind::CertificateCurrent, current, certificate_words(seen, phone)));
                let running = phone.client == (ClientState::Running { connected: true });
                list.push(about(Kind::ClientRunning, running, client_words(seen, phone)));
            }
            Hosting::Cloud => {
                let words = if phone.registered { "registered" } else { "not registered yet" };
                list.push(about(Kind::NumberRegistered, phone.registered, words.to_owned()));
            }
        }
        let live = seen.off(phone).is_none() && phone.live(seen.hosting);
        list.push(about(Kind::Live, live, live_words(seen, phone, now)));
    }
    list
}

impl From<bool> for State {
    fn from(holds: bool) -> Self {
        if holds { Self::Yes } else { Self::No }
    }
}

fn of(kind: Kind, state: State, words: &str) -> Condition {
    Condition { kind, phone: None, state, words: words.to_owned() }
}

fn known(seen: &Seen, holds: bool) -> State {
    if seen.reachable() || !seen.shared { holds.into() } else { State::Unknown }
}

fn shared_words(seen: &Seen) -> &'static str {
    if seen.shared { "shared with us" } else { "no longer shared with us" }
}

fn user_state(seen: &Seen) -> State {
    match seen.system_user {
        _ if !seen.shared => State::No,
        SystemUser::Admin => State::Yes,
        SystemUser::Employee { assigned } => assigned.into(),
    }
}

fn user_words(seen: &Seen) -> &'static str {
    match seen.system_user {
        _ if !seen.shared => "our system user has no access",
        SystemUser::Admin => "our admin system user needs no assignment",
        SystemUser::Employee { assigned: true } => "our employee system user is assigned",
        SystemUser::Employee { assigned: false } => "our employee system user is not assigned yet",
    }
}

fn credit_words(seen: &Seen) -> &'static str {
    match seen.credit {
        Credit::Shared => "our credit line pays for this account",
        Credit::Missing => "our credit line does not pay for this account",
        Credit::Leftover => "our credit line is still shared with a business that left",
    }
}

fn subscribed_words(seen: &Seen) -> &'static str {
    if seen.subscribed { "our app gets its webhooks" } else { "our app gets no webhooks of it" }
}

fn certificate_words(seen: &Seen, phone: &SeenPhone) -> String {
    let words = match (&phone.certificate, &phone.installed) {
        _ if seen.off(phone).is_some() => return "none is used: the number is off".to_owned(),
        (None, _) if phone.lacks_certificate() => return no_certificate(phone).to_owned(),
        (None, _) => "the client goes on with the certificate it has; no newer one is offered",
        (Some(_), None) => "the certificate is not installed yet",
        (Some(_), Some(_)) if phone.client == ClientState::None => {
            "the certificate is installed once the client runs"
        }
        (Some(new), Some(old)) if new != old => "a newer certificate is to be installed",
        (Some(_), Some(_)) => "the client has the newest certificate",
    };
    words.to_owned()
}

/// Why the platform offers no certificate, as far as that is known (requirement E04).
fn no_certificate(phone: &SeenPhone) -> &'static str {
    match phone.name {
        NameStatus::PendingReview => {
            "the platform offers none before it has reviewed the display name"
        }
        NameStatus::Declined => "the platform offers none: it declined the display name",
        _ => "the platform offers none yet",
    }
}

fn client_words(seen: &Seen, phone: &SeenPhone) -> String {
    match phone.client {
        ClientState::None if seen.off(phone).is_some() => {
            "no client runs: the number is off".to_owned()
        }
        ClientState::None if phone.lacks_certificate() => {
            "no client runs: it is started as soon as there is a certificate".to_owned()
        }
        ClientState::None => "no client runs yet".to_owned(),
        ClientState::Starting => "the client is starting".to_owned(),
        ClientState::Running { connected: true } => "the client runs and is connected".to_owned(),
        ClientState::Running { connected: false } => {
            "the client runs and is not connected yet".to_owned()
        }
        ClientState::Failed { since } => {
            format!("the client is down since {}", since.strftime("%Y-%m-%d %H:%M UTC"))
        }
    }
}

fn live_words(seen: &Seen, phone: &SeenPhone, now: Timestamp) -> String {
    if let Some(off) = seen.off(phone) {
        let why = match off {
            crate::seen::Off::TrialEnded => "the trial has ended",
            crate::seen::Off::Banned => "the platform disabled it",
            crate::seen::Off::Gone => "the number was removed",
            crate::seen::Off::Unshared => "the account is no longer shared",
        };
        return format!("switched off: {why}");
    }
    if !phone.usable(seen.hosting) {
        let held = seen.hosting == Hosting::Client && phone.lacks_certificate();
        let words = match phone.name {
            NameStatus::PendingReview if held => {
                "not in use: the platform reviews the display name first"
            }
            NameStatus::Declined if held => {
                "not in use: the platform declined the display name, and the business has to \
                 choose another"
            }
            _ if held => "not in use: the platform offers no certificate yet",
            _ => "not connected yet",
        };
        return words.to_owned();
    }
    if phone.probed.is_none() {
        return "connected; the first message is not accepted yet".to_owned();
    }
    match phone.trial_ends.filter(|_| phone.trial && !seen.verified) {
        Some(ends) => {
            let hours = ends.duration_since(now).as_hours().max(0);
            format!("in use, in the trial for another {} days", (hours + 23) / 24)
        }
        None => "in use".to_owned(),
    }
}

#[cfg(test)]
mod tests;
