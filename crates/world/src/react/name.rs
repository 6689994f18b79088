//! Display names: what their review tells to whom (requirement D08, contract §6.6).

use jiff::Timestamp;
use serde_json::{Value, json};

use super::about_number;
use crate::effect::Effect;
use crate::event::Event;
use crate::mail::Letter;
use crate::name::NameReason;
use crate::phone::Phone;
use crate::world::World;

/// What became of a name under review.
#[derive(Clone, Copy)]
enum Turn {
    /// Meta looks at it now.
    Pending,
    /// The verdict was put off.
    Deferred,
    Approved,
    Declined(NameReason),
}

impl Turn {
    /// The word of `decision`.
    const fn decision(self) -> &'static str {
        match self {
            Self::Pending => "PENDING",
            Self::Deferred => "DEFERRED",
            Self::Approved => "APPROVED",
            Self::Declined(_) => "REJECTED",
        }
    }
}

impl World {
    /// What an event about a display name tells.
    pub(super) fn after_name_event(&self, event: &Event, at: Timestamp) -> Vec<Effect> {
        let (id, changed, turn) = match event {
            Event::NameReviewStarted { phone } => (*phone, false, Turn::Pending),
            Event::NameChangeReviewStarted { phone } => (*phone, true, Turn::Pending),
            Event::NameApproved { phone } => (*phone, false, Turn::Approved),
            Event::NameChangeApproved { phone } => (*phone, true, Turn::Approved),
            Event::NameDeclined { phone, reason } => (*phone, false, Turn::Declined(*reason)),
            Event::NameChangeDeclined { phone, reason } => (*phone, true, Turn::Declined(*reason)),
            Event::NameDeferred { phone } => {
                let change = self.phones.get(phone).and_then(|phone| phone.name.change.as_ref());
                (*phone, change.is_some_and(|change| change.review.is_pending()), Turn::Deferred)
            }
            _ => return Vec::new(),
        };
        let Some((phone, waba, owner)) = self.client_number(id) else { return Vec::new() };
        let change = phone.name.change.as_ref().filter(|_| changed);
        let name = change.map_or(phone.name.current.as_str(), |change| change.name.as_str());
        let mut effects = match turn {
            Turn::Pending => Vec::new(),
            _ => {
                let facts = about_number(owner, waba, phone);
                let [to_owner, to_partners] = letters(name, changed, turn, facts);
                self.tell_both((waba, owner), &to_owner, &to_partners)
            }
        };
        let value = webhook(phone, name, turn);
        effects.extend(self.webhooks(waba, "phone_number_name_update", &value, at));
        effects
    }
}

fn webhook(phone: &Phone, name: &str, turn: Turn) -> Value {
    let reason = match turn {
        Turn::Declined(reason) => reason.as_str().into(),
        Turn::Pending | Turn::Deferred | Turn::Approved => Value::Null,
    };
    json!({
        "display_phone_number": phone.number.digits(),
        "decision": turn.decision(),
        "requested_verified_name": name,
        "rejection_reason": reason,
    })
}

/// What is told to the owner and to its providers.
fn letters(
    name: &str,
    changed: bool,
    turn: Turn,
    mut facts: Vec<(&'static str, String)>,
) -> [Letter; 2] {
    facts.push(("Display name", name.to_owned()));
    if let Turn::Declined(reason) = turn {
        facts.push(("Reason", reason.as_str().to_owned()));
    }
    let (verdict, what) = match turn {
        Turn::Pending | Turn::Deferred => (
            "was put off",
            "The review of the display name takes longer than usual. It is not decided yet."
                .to_owned(),
        ),
        Turn::Approved => (
            "was approved",
            "The review of the display name is complete: it was approved.".to_owned(),
        ),
        Turn::Declined(reason) => (
            "was declined",
            format!(
                "The review of the display name is complete: it was declined. {}",
                reason.sentence()
            ),
        ),
    };
    let (to_owner, to_partners) = match (turn, changed) {
        (Turn::Pending | Turn::Deferred, _) => (
            "wait, or ask for another name in your WhatsApp Manager.",
            "nothing: the number goes on with the name it has.",
        ),
        (Turn::Approved, _) => (
            "nothing. Your provider puts the name to use.",
            "download the number's certificate and register the number with it again.",
        ),
        (Turn::Declined(_), true) => (
            "ask for another name in your WhatsApp Manager. The old name stays until then.",
            "nothing: the old name and its certificate stay. Your client may ask for another \
             name.",
        ),
        (Turn::Declined(_), false) => (
            "ask for another name in your WhatsApp Manager.",
            "nothing: there is no certificate until another name is approved. Your client has to \
             ask for one.",
        ),
    };
    let letter = |next: &str| Letter {
        subject: format!("The display name {name} {verdict}"),
        what: what.clone(),
        facts: facts.clone(),
        next: next.to_owned(),
    };
    [letter(to_owner), letter(to_partners)]
}
