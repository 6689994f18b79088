//! Pre-verified numbers of a business (contract §2.5).

use graph::error::Method as Verb;
use graph::{BusinessId, E164, GraphError, PreverifiedId};
use serde_json::{Value, json};
use world::{Command, Event, PreverifiedCommand, PreverifiedEvent};

use super::Writing;

impl Writing<'_> {
    /// `POST /{business}/add_phone_numbers`, `POST` and `DELETE
    /// /{business}/share_preverified_numbers`; nothing if the edge is another.
    pub(super) async fn on_numbers_of_business(
        &self,
        business: BusinessId,
        edge: Option<&str>,
    ) -> Option<Result<Value, GraphError>> {
        match (self.call.verb, edge) {
            (Verb::Post, Some("add_phone_numbers")) => Some(self.add_preverified(business).await),
            (Verb::Post | Verb::Delete, Some("share_preverified_numbers")) => {
                Some(self.share_preverified(business).await)
            }
            _ => None,
        }
    }

    async fn add_preverified(&self, business: BusinessId) -> Result<Value, GraphError> {
        let text = self.params().required("phone_number")?;
        let number = E164::parse(text).map_err(|_| GraphError::bad_value("phone_number", text))?;
        let command = PreverifiedCommand::Add { business, number };
        let answer = self.ask(Command::Preverified(command)).await?;
        let added = answer.events.iter().find_map(|event| match event {
            Event::Preverified(PreverifiedEvent::Added { id, .. }) => Some(json!({"id": id})),
            _ => None,
        });
        added.ok_or_else(GraphError::unknown)
    }

    async fn share_preverified(&self, business: BusinessId) -> Result<Value, GraphError> {
        let missing = GraphError::missing_parameter;
        let id = self.params().parsed::<PreverifiedId>("preverified_id")?;
        let id = id.ok_or_else(|| missing("preverified_id"))?;
        let partner = self.params().parsed::<BusinessId>("partner_business_id")?;
        let partner = partner.ok_or_else(|| missing("partner_business_id"))?;
        let command = if self.call.verb == Verb::Post {
            PreverifiedCommand::Share { business, id, partner }
        } else {
            PreverifiedCommand::Unshare { business, id, partner }
        };
        self.done(Command::Preverified(command)).await
    }

    /// `POST` on the edges of a pre-verified number, and its `DELETE`.
    pub(super) async fn on_preverified(
        &self,
        id: PreverifiedId,
        edge: Option<&str>,
    ) -> Result<Value, GraphError> {
        let command = match (self.call.verb, edge) {
            (Verb::Post, Some("request_code")) => {
                PreverifiedCommand::RequestCode { id, method: self.code_method()? }
            }
            (Verb::Post, Some("verify_code")) => {
                PreverifiedCommand::VerifyCode { id, code: self.code()? }
            }
            (Verb::Delete, None) => PreverifiedCommand::Delete { id },
            _ => return Err(self.unsupported()),
        };
        self.done(Command::Preverified(command)).await
    }
}
