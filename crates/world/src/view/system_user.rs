//! System users and people as Graph shows them (contract §1.8, §2.4).

use graph::{GraphError, Node, PersonId, SystemUserId};

use super::{Sight, iso, unseen};
use crate::access::Need;
use crate::system_user::{SystemUser, SystemUserKind};
use crate::token::Holder;

/// Names that exist on the type and are never set here.
const UNSET: &[&str] = &["created_by", "finance_permission", "ip_permission"];

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
        Ok(system_user_node(user))
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

/// The node of a system user the caller is known to see, for rows of lists. The software of an
/// app's integration learns from `client_business_id` for which business it works.
pub(super) fn system_user_node(user: &SystemUser) -> Node {
    let client = match user.kind {
        SystemUserKind::Integration { .. } => Some(user.business),
        SystemUserKind::Admin | SystemUserKind::Employee => None,
    };
    Node::new("SystemUser", user.id)
        .set("name", user.name.as_str())
        .set("role", user.kind.role())
        .set("created_time", iso(user.created_at))
        .set("system_user_id", user.id.get())
        .set_opt("client_business_id", client)
        .known(UNSET)
        .defaults(&["id", "name", "role"])
}
