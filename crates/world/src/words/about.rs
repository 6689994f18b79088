//! The objects an event is about: found by the ids in it, and by what those belong to.

use std::collections::BTreeSet;

use graph::id::{BusinessId, PersonId, PhoneNumberId, SignupId, WabaId};
use graph::phone_number::E164;
use serde_json::Value;

use crate::actor::CodeKey;
use crate::event::Event;
use crate::message::MessageId;
use crate::world::{NodeKind, World};

/// Whom and what an event is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// Businesses: those named, and the owners of the accounts named.
    pub businesses: BTreeSet<BusinessId>,
    /// Accounts: those named, and those of the numbers named.
    pub wabas: BTreeSet<WabaId>,
    /// Numbers.
    pub phones: BTreeSet<PhoneNumberId>,
    /// People.
    pub people: BTreeSet<PersonId>,
}

impl World {
    /// What an event is about, by its ids. It costs a look at every member of the event.
    pub fn about(&self, event: &Event) -> About {
        let mut about = About::default();
        if let Ok(value) = serde_json::to_value(event) {
            self.gather(&value, "", &mut about);
        }
        about
    }

    fn gather(&self, value: &Value, member: &str, about: &mut About) {
        match value {
            Value::Object(members) => {
                members.iter().for_each(|(name, value)| self.gather(value, name, about));
            }
            Value::Array(values) => {
                values.iter().for_each(|value| self.gather(value, member, about));
            }
            Value::String(text) => self.gather_text(text, member, about),
            Value::Number(number) => {
                let kind = number.as_u64().and_then(|id| self.kind_of(id));
                self.gather_kind(kind, about);
            }
            Value::Null | Value::Bool(_) => {}
        }
    }

    fn gather_text(&self, text: &str, member: &str, about: &mut About) {
        match member {
            "message" => {
                let message = self.messages.get(&MessageId::new(text));
                message.into_iter().for_each(|one| self.gather_phone(one.phone, about));
            }
            "number" => {
                let number = E164::parse(text).or_else(|_| E164::parse(&format!("+{text}")));
                let phone = number.ok().and_then(|number| self.numbers.get(&number).copied());
                phone.into_iter().for_each(|phone| self.gather_phone(phone, about));
            }
            "signup" => {
                let id = text.parse::<SignupId>().ok();
                let run = id.and_then(|id| self.signups.get(&id));
                run.into_iter().for_each(|run| {
                    about.people.insert(run.person);
                    if let Some(business) = run.chosen_business() {
                        about.businesses.insert(business);
                    }
                });
            }
            "code" => {
                let code = self.codes.get(&CodeKey::new(text));
                code.into_iter().for_each(|code| {
                    about.businesses.insert(code.business);
                });
            }
            "request" => {
                let request = text.parse().ok();
                let request = request.and_then(|id| self.partnerships.requests.get(&id));
                request.into_iter().for_each(|one| {
                    self.gather_waba(one.waba, about);
                    about.businesses.insert(one.partner);
                });
            }
            _ => {
                let id = text.parse::<u64>().ok();
                self.gather_kind(id.and_then(|id| self.kind_of(id)), about);
            }
        }
    }

    fn gather_kind(&self, kind: Option<NodeKind>, about: &mut About) {
        match kind {
            Some(NodeKind::Person(id)) => {
                about.people.insert(id);
            }
            Some(NodeKind::Business(id)) => {
                about.businesses.insert(id);
            }
            Some(NodeKind::App(id)) => {
                about.businesses.extend(self.apps.get(&id).map(|app| app.business));
            }
            Some(NodeKind::SystemUser(id)) => {
                about.businesses.extend(self.system_users.get(&id).map(|user| user.business));
            }
            Some(NodeKind::Waba(id)) => self.gather_waba(id, about),
            Some(NodeKind::Phone(id)) => self.gather_phone(id, about),
            Some(NodeKind::CreditLine(id)) => {
                about.businesses.extend(self.credit_lines.get(&id).map(|line| line.owner));
            }
            Some(NodeKind::Allocation(id)) => {
                let share = self.allocations.get(&id);
                about
                    .businesses
                    .extend(share.into_iter().flat_map(|one| [one.owner, one.receiving]));
            }
            Some(NodeKind::Template(id)) => {
                let waba = self.templates.get(&id).map(|template| template.waba);
                waba.into_iter().for_each(|waba| self.gather_waba(waba, about));
            }
            _ => {}
        }
    }

    fn gather_waba(&self, waba: WabaId, about: &mut About) {
        about.wabas.insert(waba);
        about.businesses.extend(self.wabas.get(&waba).map(|waba| waba.owner));
    }

    fn gather_phone(&self, phone: PhoneNumberId, about: &mut About) {
        about.phones.insert(phone);
        if let Some(known) = self.phones.get(&phone) {
            self.gather_waba(known.waba, about);
        }
    }
}

impl About {
    /// Whether a party may see the event in its own time line: the owner of what it is about, and a
    /// provider for what a client shares with it now (requirement I03).
    pub fn concerns(&self, world: &World, business: BusinessId) -> bool {
        self.businesses.contains(&business)
            || self
                .wabas
                .iter()
                .filter_map(|id| world.wabas.get(id))
                .any(|waba| waba.owner == business || waba.is_shared_with(business))
    }
}
