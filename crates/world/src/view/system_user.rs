//! System users and people as Graph shows them (contract §1.8, §2.4).

use graph::{GraphError, Key, Node, Permission, PersonId, SystemUserId};
use serde_json::json;

use super::{Row, Sight, iso, unseen};
use crate::access::Need;
use crate::refusal::Refusal;
use crate::staff::{Finance, Maker};
use crate::system_user::{SystemUser, SystemUserKind};
use crate::token::Holder;

/// Names that exist on the type and are never set here.
const UNSET: &[&str] = &["ip_permission"];

impl Sight<'_> {
    /// The system user with this id.
    ///
    /// # Errors
    /// 100/33 when it belongs to a business out of sight.
    pub fn system_user(&self, id: SystemUserId) -> Result<Node, GraphError> {
        let user = self.world.system_users.get(&id).ok_or_else(|| unseen(id.get()))?;
        if self.caller.holder != Holder::SystemUser(id) {
            self.permit(Need::ReadOwnBusiness(user.business), id.get())?;
        }
        Ok(self.system_user_node(user))
    }

    /// The WABAs a system user is assigned to, newest first.
    ///
    /// # Errors
    /// As for the system user, and 10 without `whatsapp_business_management`.
    pub fn assigned_wabas(&self, id: SystemUserId) -> Result<Vec<Row>, GraphError> {
        let user = self.world.system_users.get(&id).ok_or_else(|| unseen(id.get()))?;
        self.system_user(id)?;
        let business = self.world.business(user.business).map_err(|_| unseen(id.get()))?;
        let wabas = business.owned_wabas.iter().chain(&business.client_wabas);
        let wabas = wabas.filter_map(|waba| self.world.waba(*waba).ok());
        let permission = Permission::WhatsappBusinessManagement;
        if !self.caller.scopes.contains(&permission) {
            return Err(Refusal::MissingPermission { permission }.to_graph());
        }
        // An assignment is no way round permissions and levels of access (requirement H02, H03).
        let assigned = wabas.filter(|waba| {
            waba.assigned.contains_key(&id)
                && self.world.permit(self.caller, Need::ReadWaba(waba.id)).is_ok()
        });
        Ok(assigned
            .map(|waba| Row {
                key: Key::falling(waba.created_at.as_microsecond(), waba.id.get()),
                node: self.waba_node(waba),
            })
            .collect())
    }

    /// A person. Everybody sees nobody but themselves.
    ///
    /// # Errors
    /// 100/33 for anybody else.
    pub fn person(&self, id: PersonId) -> Result<Node, GraphError> {
        let person = self.world.person(id).map_err(|_| unseen(id.get()))?;
        if self.caller.holder != Holder::Person(id) {
            return Err(unseen(id.get()));
        }
        Ok(Node::new("User", id)
            .set("name", person.name.as_str())
            .set("email", person.email.as_str())
            .known(&["client_business_id", "first_name", "last_name", "picture"])
            .defaults(&["name", "id"]))
    }
}

impl Sight<'_> {
    /// The node of a system user the caller is known to see, for rows of lists. The software of an
    /// app's integration learns from `client_business_id` for which business it works.
    pub(super) fn system_user_node(&self, user: &SystemUser) -> Node {
        let client = match user.kind {
            SystemUserKind::Integration { .. } => Some(user.business),
            SystemUserKind::Admin | SystemUserKind::Employee => None,
        };
        let finance = match user.kind {
            SystemUserKind::Employee => self.world.finance_of(user.id),
            SystemUserKind::Admin | SystemUserKind::Integration { .. } => Finance::None,
        };
        let finance = Some(finance.as_str()).filter(|word| !word.is_empty());
        let maker = self.world.staff.makers.get(&user.id).map(|maker| match maker {
            Maker::Person(id) => {
                let name = self.world.people.get(id).map(|person| person.name.as_str());
                json!({"id": id, "name": name.unwrap_or_default()})
            }
            Maker::SystemUser(id) => {
                let name = self.world.system_users.get(id).map(|user| user.name.as_str());
                json!({"id": id, "name": name.unwrap_or_default()})
            }
        });
        Node::new("SystemUser", user.id)
            .set("name", user.name.as_str())
            .set("role", user.kind.role())
            .set("created_time", iso(user.created_at))
            .set("system_user_id", user.id.get())
            .set_opt("finance_permission", finance)
            .set_opt("created_by", maker)
            .set_opt("client_business_id", client)
            .known(UNSET)
            .defaults(&["id", "name", "role"])
    }
}
