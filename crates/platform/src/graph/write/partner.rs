//! Sharing outside the signup: what Meta refuses, or makes a request of (requirement A09).

use graph::{BusinessId, GraphError, WabaId};
use serde_json::Value;
use world::{Command, PartnershipCommand};

use super::Writing;

impl Writing<'_> {
    /// `POST /{waba}/agencies` with `business`: how other assets are shared with a partner.
    pub(super) async fn share_outside(&self, waba: WabaId) -> Result<Value, GraphError> {
        let text = self.params().required("business")?;
        let partner: BusinessId =
            text.trim().parse().map_err(|_| GraphError::bad_value("business", text))?;
        let command = PartnershipCommand::AskToShare { waba, partner };
        self.done(Command::Partnership(command)).await
    }
}
