//! Changes to a business portfolio: the edges, each handed to where it belongs (contract §2.5).

use graph::{BusinessId, GraphError};
use serde_json::Value;

use super::Writing;

impl Writing<'_> {
    /// `POST` and `DELETE` on the edges of a business.
    pub(super) async fn on_business(
        &self,
        business: BusinessId,
        edge: Option<&str>,
    ) -> Result<Value, GraphError> {
        let Some(edge) = edge else { return Err(self.unsupported()) };
        if let Some(answer) = self.on_certification(business, edge).await {
            return answer;
        }
        if let Some(answer) = self.on_staff(business, edge).await {
            return answer;
        }
        Err(self.unsupported())
    }
}
