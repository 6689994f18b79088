//! Sharing a credit line and taking the share back (contract §5.2, §5.5).

use graph::error::Method as Verb;
use graph::{AllocationId, CreditLineId, Currency, GraphError, WabaId};
use serde_json::{Value, json};
use world::Command;

use super::Writing;

impl Writing<'_> {
    /// `POST /{line}/whatsapp_credit_sharing_and_attach`.
    pub(super) async fn on_credit_line(
        &self,
        line: CreditLineId,
        edge: Option<&str>,
    ) -> Result<Value, GraphError> {
        if edge != Some("whatsapp_credit_sharing_and_attach") {
            return Err(self.unsupported());
        }
        self.require_verb(Verb::Post)?;
        let missing = GraphError::missing_parameter;
        let waba = self.params().parsed::<WabaId>("waba_id")?.ok_or_else(|| missing("waba_id"))?;
        let currency = self.params().parsed::<Currency>("waba_currency")?;
        let currency = currency.ok_or_else(|| missing("waba_currency"))?;
        self.ask(Command::ShareCredit { line, waba, currency }).await?;
        // Sharing again is no change, so the share is read from the WABA instead of an event.
        let share =
            self.platform.read(|world| world.waba(waba).map(|waba| waba.funding.allocation()));
        match share {
            Ok(Some(share)) => Ok(json!({"allocation_config_id": share, "waba_id": waba})),
            Ok(None) | Err(_) => Err(GraphError::unknown()),
        }
    }

    /// `DELETE /{allocation-config}`.
    pub(super) async fn on_allocation(
        &self,
        allocation: AllocationId,
        edge: Option<&str>,
    ) -> Result<Value, GraphError> {
        if edge.is_some() {
            return Err(self.unsupported());
        }
        self.require_verb(Verb::Delete)?;
        self.done(Command::RevokeAllocation { allocation }).await
    }
}
