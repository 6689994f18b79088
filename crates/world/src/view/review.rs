//! Reviews as Graph shows them: papers a provider handed in (contract §2.5), and the official
//! business account of a number.

use graph::page::Key;
use graph::{BusinessId, GraphError, Node, PhoneNumberId};
use serde_json::{Value, json};

use super::{Row, Sight, iso, unseen};
use crate::access::Need;
use crate::official::OfficialStage;
use crate::verification::Certification;

impl Sight<'_> {
    /// What a provider handed in for its clients, newest first.
    ///
    /// # Errors
    /// 100/33 when the business is not the caller's own, 10 without `business_management`.
    pub fn certifications(
        &self,
        partner: BusinessId,
        client: Option<BusinessId>,
    ) -> Result<Vec<Row>, GraphError> {
        self.permit(Need::ReadOwnBusiness(partner), partner.get())?;
        let wanted = self.world.certifications.values().filter(|one| {
            one.partner == partner && client.is_none_or(|client| one.client == client)
        });
        let mut found: Vec<&Certification> = wanted.collect();
        found.sort_by_key(|one| (one.submitted_at, one.id));
        // Counted from the oldest, a place stays when another one comes.
        let rows = found.into_iter().enumerate().map(|(place, one)| Row {
            key: Key::falling(i64::try_from(place).unwrap_or(i64::MAX), one.id),
            node: certification_node(one),
        });
        Ok(rows.collect())
    }

    /// Where the application of a number for an official business account stands. Nothing was
    /// applied for: the id alone.
    ///
    /// # Errors
    /// As for the number.
    pub fn official(&self, id: PhoneNumberId) -> Result<Node, GraphError> {
        let phone = self.world.phone(id).map_err(|_| unseen(id.get()))?;
        self.may_read(phone.waba, id.get())?;
        let stage = phone.official.as_ref().map(|official| official.stage);
        Ok(Node::new("WhatsAppBusinessOBAStatus", id)
            .set_opt("oba_status", stage.map(OfficialStage::as_str))
            .set_opt("status_message", stage.map(OfficialStage::message))
            .defaults(&["oba_status", "status_message", "id"]))
    }
}

fn certification_node(one: &Certification) -> Node {
    let reasons = (!one.reasons.is_empty()).then(|| json!(one.reasons));
    Node::new("WhatsAppBusinessSelfCertification", one.id)
        .set("verification_status", one.status.as_str())
        .set("submitted_time", iso(one.submitted_at))
        .set("update_time", iso(one.updated_at))
        .set("client_business_id", one.client)
        .set("submitted_info", submitted(one))
        .set_opt("rejection_reasons", reasons)
        .defaults(&[
            "verification_status",
            "submitted_time",
            "update_time",
            "client_business_id",
            "submitted_info",
            "rejection_reasons",
            "id",
        ])
}

fn submitted(one: &Certification) -> Value {
    let form = &one.form;
    let documents: Vec<&str> = form.documents.iter().map(|one| one.name.as_str()).collect();
    let mut info = json!({
        "end_business_legal_name": form.legal_name,
        "end_business_website": form.website,
        "end_business_address": form.address,
        "business_documents": documents,
    });
    if !form.registration.is_empty() {
        info["end_business_registration_number"] = form.registration.as_str().into();
    }
    if !form.phone.is_empty() {
        info["end_business_phone"] = form.phone.as_str().into();
    }
    info
}
