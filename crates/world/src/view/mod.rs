//! The objects of the Graph API as one caller sees them, with access decided (contract §2 to §5).
//!
//! A [`Sight`] is a caller looking at the world. One file per type of object makes its
//! [`graph::Node`], with every member the caller may see; `lists` makes the rows of the edges.

mod activity;
mod allocation;
mod analytics;
mod app;
mod business;
mod credit_line;
mod debug_token;
mod health;
mod lists;
mod phone;
mod preverified;
mod profile;
mod review;
mod solution;
mod staff;
mod system_user;
mod template;
mod waba;
mod waba_list;

use graph::error::Method as Verb;
use graph::id::{AppId, BusinessId, WabaId};
use graph::{Field, GraphError, Node, Version};
use jiff::Timestamp;
use serde_json::Value;

pub use self::activity::ActivityFilter;
pub use self::analytics::Period;
pub use self::lists::{Row, TemplateFilter};
pub use self::preverified::PreverifiedFilter;
pub use self::waba_list::{WabaQuery, WabaSort};
use crate::access::{Caller, Need};
use crate::refusal::Refusal;
use crate::token::Holder;
use crate::world::{NodeKind, World};

/// Type, member, and the first version that knows it (contract §2.1, §3.1). What came with v15 or
/// before is known to every version that is answered: older ones are answered as v15 (§7.2).
const SINCE: [(&str, &str, Version); 3] = [
    ("Business", "whatsapp_business_manager_messaging_limit", Version::V24),
    ("WhatsAppBusinessAccount", "is_shared_with_partners", Version::V24),
    ("WhatsAppBusinessAccount", "whatsapp_business_manager_messaging_limit", Version::V24),
];

/// A caller looking at the world.
#[derive(Clone, Copy, Debug)]
pub struct Sight<'a> {
    /// What is looked at.
    pub world: &'a World,
    /// Who looks.
    pub caller: &'a Caller,
    /// The version whose members are answered.
    pub version: Version,
    /// When.
    pub now: Timestamp,
    /// What is asked of the objects looked at; `None`: everything. Members that cost much and are
    /// not asked for are left unset.
    pub wanted: Option<&'a [Field]>,
}

impl<'a> Sight<'a> {
    /// The same sight of nothing but these fields.
    #[must_use]
    pub fn only<'b>(self, fields: &'b [Field]) -> Sight<'b>
    where
        'a: 'b,
    {
        Sight { wanted: Some(fields), ..self }
    }

    /// Whether a member is asked for, by name or as one of those that are shown by default.
    fn wants(&self, name: &str, defaults: &[&str]) -> bool {
        match self.wanted {
            None => true,
            Some([]) => defaults.contains(&name),
            Some(fields) => fields.iter().any(|field| field.name == name),
        }
    }

    /// Whether a member is asked for that no object shows by default.
    fn asks(&self, name: &str) -> bool {
        self.wanted.is_none_or(|fields| fields.iter().any(|field| field.name == name))
    }
}

impl Sight<'_> {
    /// The object with this id, whatever its type.
    ///
    /// # Errors
    /// 100/33 when there is none or the caller may not see it, 10 and 200 for missing permissions
    /// and assignments (contract §7.1).
    pub fn node(&self, id: u64) -> Result<Node, GraphError> {
        match self.world.kind_of(id).ok_or_else(|| unseen(id))? {
            NodeKind::Person(id) => self.person(id),
            NodeKind::Business(id) => self.business(id),
            NodeKind::App(id) => self.app(id),
            NodeKind::SystemUser(id) => self.system_user(id),
            NodeKind::Waba(id) => self.waba(id),
            NodeKind::Phone(id) => self.phone(id),
            NodeKind::CreditLine(id) => self.credit_line(id),
            NodeKind::Allocation(id) => self.allocation(id),
            NodeKind::Template(id) => self.template(id),
            NodeKind::Preverified(id) => self.preverified(id),
            NodeKind::Solution(id) => self.solution(id),
            NodeKind::MigrationIntent(id) => self.migration_intent(id),
        }
    }

    /// The id of the caller itself: `/me` (contract §1.8).
    pub fn me(&self) -> u64 {
        match self.caller.holder {
            Holder::App => self.caller.app.get(),
            Holder::Person(person) => person.get(),
            Holder::SystemUser(user) => user.get(),
        }
    }

    /// Lets pass who may have what it needs; what is invisible is called by the id of the call.
    fn permit(&self, need: Need, id: u64) -> Result<(), GraphError> {
        self.world.permit(self.caller, need).map_err(|refusal| match refusal {
            Refusal::NotVisible { .. } => unseen(id),
            other => other.to_graph(),
        })
    }

    /// Lets pass who may read this WABA, or something that belongs to it and has this id.
    fn may_read(&self, waba: WabaId, id: u64) -> Result<(), GraphError> {
        self.permit(Need::ReadWaba(waba), id)
    }

    /// The business the caller works for.
    fn employer(&self) -> Option<BusinessId> {
        self.world.business_of(self.caller)
    }

    /// Whether the caller may have certificates of this WABA (requirement E05). A person's token is
    /// the business's own, so it never may.
    fn reads_certificates(&self, waba: WabaId) -> bool {
        !matches!(self.caller.holder, Holder::Person(_))
            && self.world.permit(self.caller, Need::ReadCertificates(waba)).is_ok()
    }

    /// Whether the version that is answered knows a member of a type. The era of `today` answers
    /// every version as the newest one.
    fn knows(&self, type_name: &str, member: &str) -> bool {
        let since = SINCE.iter().find(|(known, name, _)| (*known, *name) == (type_name, member));
        since.is_none_or(|(_, _, since)| self.version >= *since)
            || self.world.policy.name == "today"
    }

    /// Sets a member where the version that is answered knows it.
    fn set_known<V: Into<Value>>(
        &self,
        node: Node,
        name: &'static str,
        value: impl FnOnce() -> V,
    ) -> Node {
        if self.knows(node.type_name(), name) { node.set(name, value()) } else { node }
    }

    /// The app the caller works through.
    const fn app_of_caller(&self) -> AppId {
        self.caller.app
    }
}

/// 100/33 for a read.
fn unseen(id: u64) -> GraphError {
    GraphError::unsupported(Verb::Get, id)
}

/// The form of times in members: `2023-08-22T19:05:53+0000`.
fn iso(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S+0000").to_string()
}

#[cfg(test)]
mod tests {
    use graph::{AppId, Version};
    use jiff::Timestamp;

    use super::Sight;
    use crate::access::Caller;
    use crate::policy::Policy;
    use crate::token::Holder;
    use crate::world::World;

    #[test]
    fn the_era_of_today_answers_as_the_newest_version() {
        let (scopes, now) = (Default::default(), Timestamp::UNIX_EPOCH);
        let caller = Caller { app: AppId::new(1), holder: Holder::App, scopes, wabas: None };
        let knows = |policy: Policy, version: Version| {
            let world = World::new(1, policy);
            let sight = Sight { world: &world, caller: &caller, version, now, wanted: None };
            assert!(sight.knows("Business", "name"), "what is not listed is known everywhere");
            sight.knows("Business", "whatsapp_business_manager_messaging_limit")
        };
        assert!(!knows(Policy::classic(), Version::V21));
        assert!(knows(Policy::classic(), Version::V24));
        assert!(knows(Policy::today(), Version::V21));
    }
}
