//! Pre-verified numbers as Graph shows them (contract §2.5).

use graph::{BusinessId, GraphError, Key, Node, PreverifiedId};
use serde_json::{Value, json};

use super::{Row, Sight, iso, unseen};
use crate::access::Need;
use crate::business::Business;
use crate::preverified::Preverified;

/// Which pre-verified numbers are wanted; empty means all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PreverifiedFilter {
    /// The word of `code_verification_status`, in any case.
    pub status: Option<String>,
    /// The number, written in any way.
    pub number: Option<String>,
}

impl PreverifiedFilter {
    fn admits(&self, one: &Preverified, status: &str) -> bool {
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        self.status.as_deref().is_none_or(|wanted| wanted.eq_ignore_ascii_case(status))
            && self.number.as_deref().is_none_or(|wanted| digits(wanted) == one.number.digits())
    }
}

impl Sight<'_> {
    /// The pre-verified number with this id, for its owner and for those it is shared with.
    ///
    /// # Errors
    /// 100/33 when it is out of sight, 10 without `business_management`.
    pub fn preverified(&self, id: PreverifiedId) -> Result<Node, GraphError> {
        let one = self.world.preverified.get(&id).ok_or_else(|| unseen(id.get()))?;
        let own = self.employer().filter(|own| one.is_offered_by(*own));
        let own = own.ok_or_else(|| unseen(id.get()))?;
        self.permit(Need::ReadOwnBusiness(own), id.get())?;
        Ok(self.preverified_node(one))
    }

    /// The pre-verified numbers of a business, its own and those shared with it, oldest first.
    ///
    /// # Errors
    /// 100/33 when the business is not the caller's own, 10 without `business_management`.
    pub fn preverified_numbers(
        &self,
        of: BusinessId,
        filter: &PreverifiedFilter,
    ) -> Result<Vec<Row>, GraphError> {
        self.permit(Need::ReadOwnBusiness(of), of.get())?;
        let all = self.world.preverified.values().filter(|one| one.is_offered_by(of));
        let wanted = all.filter(|one| filter.admits(one, one.status(self.now).as_str()));
        let rows = wanted.map(|one| Row {
            key: Key::rising(one.added_at.as_microsecond(), one.id.get()),
            node: self.preverified_node(one),
        });
        Ok(rows.collect())
    }

    /// The businesses a pre-verified number is shared with; for its owner only.
    ///
    /// # Errors
    /// 100/33 for everybody else.
    pub fn preverified_partners(&self, id: PreverifiedId) -> Result<Vec<Row>, GraphError> {
        let one = self.world.preverified.get(&id).ok_or_else(|| unseen(id.get()))?;
        self.permit(Need::ReadOwnBusiness(one.owner), id.get())?;
        let partners = one.partners.iter().filter_map(|id| self.world.businesses.get(id));
        let rows = partners.map(|partner| Row {
            key: Key::rising(0, partner.id.get()),
            node: Node::new("Business", partner.id)
                .set("name", partner.profile.name.as_str())
                .defaults(&["id", "name"]),
        });
        Ok(rows.collect())
    }

    fn preverified_node(&self, one: &Preverified) -> Node {
        let owner = self.world.businesses.get(&one.owner);
        let named =
            |owner: &Business| -> Value { json!({"id": owner.id, "name": owner.profile.name}) };
        Node::new("WhatsAppBusinessPreVerifiedPhoneNumber", one.id)
            .set("phone_number", one.number.digits())
            .set("code_verification_status", one.status(self.now))
            .set_opt("code_verification_time", one.proved.map(|proved| iso(proved.at)))
            .set_opt("verification_expiry_time", one.proved.map(|proved| iso(proved.expires_at)))
            .set_opt("owner_business", owner.map(named))
            .defaults(&["phone_number", "code_verification_status", "verification_expiry_time"])
    }
}
