//! An account's own settings (contract §3.1).

use super::setup::require_length;
use super::{Ask, Decision};
use crate::access::Need;
use crate::account::{AccountCommand, AccountEvent};
use crate::event::Event;

/// The longest purchase order number.
const PURCHASE_ORDER_MAX: usize = 60;

impl Ask<'_> {
    pub(super) fn decide_account(self, command: &AccountCommand) -> Decision {
        let event = match command {
            AccountCommand::EnableInsights { waba } => {
                self.allow(Need::ManageWaba(*waba))?;
                if self.world.accounts.insights.contains_key(waba) {
                    return Ok(Vec::new());
                }
                AccountEvent::InsightsEnabled { waba: *waba }
            }
            AccountCommand::SetPurchaseOrder { waba, number } => {
                self.allow_purchase_order(*waba)?;
                require_length("purchase_order_number", number, PURCHASE_ORDER_MAX)?;
                let number = number.trim().to_owned();
                AccountEvent::PurchaseOrderSet { waba: *waba, number }
            }
        };
        Ok(vec![Event::Account(event)])
    }
}
