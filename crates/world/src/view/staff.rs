//! The people and the child businesses of a portfolio, and the permissions of an app (contract
//! §2.5, requirement H03).

use graph::{AppId, BusinessId, GraphError, Key, Node};
use serde_json::{Value, json};

use super::{Row, Sight, iso, unseen};
use crate::access::Need;
use crate::app_access::{AppMode, REVIEWED};
use crate::business::Role;

/// The role of a person in a business, as Graph writes it.
const fn role(role: Role) -> &'static str {
    match role {
        Role::Admin => "ADMIN",
        Role::Employee => "EMPLOYEE",
    }
}

impl Sight<'_> {
    /// The people of a business, by id (contract §2.5).
    ///
    /// # Errors
    /// 100/33 when the business is not the caller's own, 10 without `business_management`.
    pub fn business_users(&self, of: BusinessId) -> Result<Vec<Row>, GraphError> {
        self.permit(Need::ReadOwnBusiness(of), of.get())?;
        let business = self.world.business(of).map_err(|_| unseen(of.get()))?;
        let people = business
            .people
            .iter()
            .filter_map(|(id, role)| Some((self.world.people.get(id)?, *role)));
        let rows = people.map(|(person, as_what)| {
            let id = self.world.business_user(of, person.id);
            let (first, last) = person.name.split_once(' ').unwrap_or((&person.name, ""));
            let node = Node::new("BusinessUser", id)
                .set("name", person.name.as_str())
                .set("first_name", first)
                .set_opt("last_name", Some(last).filter(|last| !last.is_empty()))
                .set("email", person.email.as_str())
                .set("role", role(as_what))
                .set_node("business", self.business_reference(of))
                .known(&["finance_permission", "ip_permission", "title", "two_fac_status"])
                .defaults(&["id", "name", "business"]);
            Row { key: Key::rising(0, id), node }
        });
        Ok(rows.collect())
    }

    /// The people who were invited and have not said yes.
    ///
    /// # Errors
    /// As [`Sight::business_users`].
    pub fn pending_users(&self, of: BusinessId) -> Result<Vec<Row>, GraphError> {
        self.permit(Need::ReadOwnBusiness(of), of.get())?;
        let rows = self.world.open_invites(of).map(|invite| Row {
            key: Key::rising(invite.at.as_microsecond(), invite.id),
            node: Node::new("BusinessRoleRequest", invite.id)
                .set("email", invite.email.as_str())
                .set("role", role(invite.role))
                .set("status", "PENDING")
                .set("created_time", iso(invite.at))
                .set_node("owner", self.business_reference(of))
                .known(&["created_by", "expiration_time", "finance_role", "updated_by"])
                .defaults(&["id", "email", "role", "status"]),
        });
        Ok(rows.collect())
    }

    /// The child businesses of a portfolio, all or the one with an external id.
    ///
    /// # Errors
    /// As [`Sight::business_users`].
    pub fn owned_businesses(
        &self,
        of: BusinessId,
        external: Option<&str>,
    ) -> Result<Vec<Row>, GraphError> {
        self.permit(Need::ReadOwnBusiness(of), of.get())?;
        let children = self.world.children_of(of).filter(|(_, child)| {
            external.is_none_or(|wanted| child.external_id.as_deref() == Some(wanted))
        });
        let rows = children.filter_map(|(id, _)| self.world.business(id).ok()).map(|child| Row {
            key: Key::rising(child.created_at.as_microsecond(), child.id.get()),
            node: self.business_node(child),
        });
        Ok(rows.collect())
    }

    /// The permissions of an app and whether they reach everybody (requirement H03).
    ///
    /// # Errors
    /// 200 for callers of another app.
    pub fn app_permissions(&self, id: AppId) -> Result<Vec<Value>, GraphError> {
        self.world.app(id).map_err(|_| unseen(id.get()))?;
        if self.caller.app != id {
            let sentence = "This method must be called with a token of the app.";
            return Err(GraphError::permission(sentence));
        }
        let level = self.world.app_access(id);
        let live = level.mode == AppMode::Live;
        let rows = REVIEWED.iter().map(|&permission| {
            let advanced = level.advanced.contains(&permission);
            json!({
                "permission": permission,
                "status": if live { "live" } else { "unapproved" },
                "access_level": if advanced { "advanced" } else { "standard" },
            })
        });
        Ok(rows.collect())
    }
}
