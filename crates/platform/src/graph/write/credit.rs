//! Sharing a credit line and taking the share back (contract §5.2, §5.3, §5.5).

use graph::error::Method as Verb;
use graph::{AllocationId, BusinessId, CreditLineId, Currency, GraphError, WabaId};
use serde_json::{Value, json};
use world::{Command, MoneyCommand, ShareTerms};

use super::Writing;

impl Writing<'_> {
    /// `POST` on the edges of a credit line.
    pub(super) async fn on_credit_line(
        &self,
        line: CreditLineId,
        edge: Option<&str>,
    ) -> Result<Value, GraphError> {
        self.require_verb(Verb::Post)?;
        match edge {
            Some("whatsapp_credit_sharing_and_attach") => {
                let (waba, currency) = self.attachment()?;
                self.ask(Command::ShareCredit { line, waba, currency }).await?;
                let share = self.share_of(waba)?;
                Ok(json!({"allocation_config_id": share, "waba_id": waba}))
            }
            Some("whatsapp_credit_sharing") => {
                let receiving = self.receiving()?;
                self.ask(Command::Money(MoneyCommand::ShareLine { line, receiving })).await?;
                let share = self.share_with(line, receiving)?;
                Ok(json!({"success": true, "allocation_config_id": share}))
            }
            Some("whatsapp_credit_attach") => {
                let (waba, currency) = self.attachment()?;
                let attach = MoneyCommand::AttachLine { line, waba, currency };
                self.ask(Command::Money(attach)).await?;
                let share = self.share_of(waba)?;
                Ok(json!({"success": true, "waba_id": waba, "allocation_config_id": share}))
            }
            Some("owning_credit_allocation_configs") => {
                let receiving = self.receiving()?;
                let terms = self.share_terms()?;
                let allocate = MoneyCommand::Allocate { line, receiving, terms };
                self.ask(Command::Money(allocate)).await?;
                Ok(json!({"id": self.share_with(line, receiving)?}))
            }
            _ => Err(self.unsupported()),
        }
    }

    /// The WABA, and the currency it pays in from now on.
    fn attachment(&self) -> Result<(WabaId, Currency), GraphError> {
        let missing = GraphError::missing_parameter;
        let waba = self.params().parsed::<WabaId>("waba_id")?.ok_or_else(|| missing("waba_id"))?;
        let currency = self.params().parsed::<Currency>("waba_currency")?;
        Ok((waba, currency.ok_or_else(|| missing("waba_currency"))?))
    }

    fn receiving(&self) -> Result<BusinessId, GraphError> {
        let receiving = self.params().parsed::<BusinessId>("receiving_business_id")?;
        receiving.ok_or_else(|| GraphError::missing_parameter("receiving_business_id"))
    }

    /// What else is said about a share; unknown words are refused.
    fn share_terms(&self) -> Result<ShareTerms, GraphError> {
        let word = |name: &str, known: &[&str]| match self.params().text(name)? {
            Some(word) if !known.contains(&word) => Err(GraphError::bad_value(name, word)),
            word => Ok(word.map(str::to_owned)),
        };
        let amount = self.params().non_empty("amount");
        let read = |text: &str| {
            let whole: Value = serde_json::from_str(text).unwrap_or_default();
            let digits = whole["amount_in_hundredths"].as_str().map(str::to_owned);
            let hundredths = digits.unwrap_or_else(|| text.to_owned()).parse::<i64>().ok();
            hundredths.filter(|&amount| amount >= 0)
        };
        let amount = amount
            .map(|text| read(text).ok_or_else(|| GraphError::bad_value("amount", text)))
            .transpose()?;
        Ok(ShareTerms {
            amount,
            liability_type: word("liability_type", &["MSA", "Normal", "Sequential"])?,
            partition_type: word("partition_type", &["AUTH", "FIXED", "FIXED_WITHOUT_PARTITION"])?,
            send_bill_to: word("send_bill_to", &["Advertiser", "Agency"])?,
        })
    }

    /// Sharing again is no change, so the share is read from the WABA instead of an event.
    fn share_of(&self, waba: WabaId) -> Result<AllocationId, GraphError> {
        let share =
            self.platform.read(|world| world.waba(waba).map(|waba| waba.funding.allocation()));
        share.ok().flatten().ok_or_else(GraphError::unknown)
    }

    /// The newest share of the line with a business.
    fn share_with(
        &self,
        line: CreditLineId,
        receiving: BusinessId,
    ) -> Result<AllocationId, GraphError> {
        let share = self.platform.read(|world| {
            let known = &world.credit_line(line).ok()?.allocations;
            let active = |id: &&AllocationId| {
                world
                    .allocation(**id)
                    .is_ok_and(|one| one.receiving == receiving && one.is_active())
            };
            known.iter().rev().find(active).copied()
        });
        share.ok_or_else(GraphError::unknown)
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
