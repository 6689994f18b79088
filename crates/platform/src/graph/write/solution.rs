//! Multi-partner solutions (contract §3.9): made by one app, answered by another.

use graph::error::Method as Verb;
use graph::{AppId, BusinessId, GraphError, SolutionId, WabaId};
use serde_json::{Value, json};
use world::{Command, Event, Party, SolutionCommand, SolutionEvent};

use super::Writing;
use crate::graph::oauth;
use crate::graph::read::{Reading, fields_of};

impl Writing<'_> {
    /// `POST /{app}/whatsapp_business_solution`.
    pub(super) async fn create_solution(&self, owner: AppId) -> Result<Value, GraphError> {
        let params = self.params();
        let name = params.required("solution_name")?.to_owned();
        let partner = params.parsed::<AppId>("partner_app_id")?;
        let partner = partner.ok_or_else(|| GraphError::missing_parameter("partner_app_id"))?;
        let sender = self.sender()?;
        let create = SolutionCommand::Create { owner, partner, name, sender };
        let answer = self.ask(Command::Solution(create)).await?;
        let id = answer.events.iter().find_map(|event| match event {
            Event::Solution(SolutionEvent::SolutionCreated { solution, .. }) => Some(*solution),
            _ => None,
        });
        Ok(json!({"solution_id": id.ok_or_else(GraphError::unknown)?}))
    }

    /// Which of the two apps sends: exactly one.
    fn sender(&self) -> Result<Party, GraphError> {
        let sends = |name: &str| {
            let words = self.params().list(name);
            match words.iter().find(|word| *word != "MESSAGING") {
                Some(other) => Err(GraphError::bad_value(name, other)),
                None => Ok(!words.is_empty()),
            }
        };
        match (sends("owner_permissions")?, sends("partner_permissions")?) {
            (true, false) => Ok(Party::Owner),
            (false, true) => Ok(Party::Partner),
            _ => Err(GraphError::parameter(
                "Exactly one of owner_permissions and partner_permissions must contain MESSAGING",
            )),
        }
    }

    /// `POST /{solution}/…`.
    pub(super) async fn on_solution(
        &self,
        solution: SolutionId,
        edge: Option<&str>,
    ) -> Result<Value, GraphError> {
        self.require_verb(Verb::Post)?;
        use SolutionCommand as C;
        match edge {
            Some("accept") => {
                self.ask(Command::Solution(C::AnswerInvitation { solution, accept: true })).await?;
                Ok(json!({
                    "solution_id": solution, "partner_status": "ACCEPTED", "success": true,
                }))
            }
            Some("reject") => self.reject(solution).await,
            Some("send_deactivation_request") => {
                self.ask(Command::Solution(C::AskForDeactivation { solution })).await?;
                let message = "Deactivation request submitted successfully";
                Ok(json!({ "success": true, "message": message }))
            }
            Some("accept_deactivation_request") => {
                let command = C::AnswerDeactivation { solution, accept: true };
                self.answered(solution, command).await
            }
            Some("reject_deactivation_request") => {
                let command = C::AnswerDeactivation { solution, accept: false };
                self.answered(solution, command).await
            }
            _ => Err(self.unsupported()),
        }
    }

    /// `POST /{solution}/reject`: the invitation, or the request to end it.
    async fn reject(&self, solution: SolutionId) -> Result<Value, GraphError> {
        use SolutionCommand as C;
        let kind = self.params().text("request_type")?.unwrap_or("PARTNERSHIP_REQUEST");
        let command = match kind {
            "PARTNERSHIP_REQUEST" => C::AnswerInvitation { solution, accept: false },
            "DEACTIVATION_REQUEST" => C::AnswerDeactivation { solution, accept: false },
            other => return Err(GraphError::bad_value("request_type", other)),
        };
        self.ask(Command::Solution(command)).await?;
        Ok(json!({"success": true, "solution_id": solution, "rejected_request_type": kind}))
    }

    /// The answer is the solution as it is then.
    async fn answered(
        &self,
        solution: SolutionId,
        command: SolutionCommand,
    ) -> Result<Value, GraphError> {
        self.ask(Command::Solution(command)).await?;
        let fields = fields_of(self.call)?;
        self.platform.read(|world| {
            let sight = self.session.sight(world, self.call);
            Reading { sight, call: self.call }.node(solution.get(), &fields)
        })
    }

    /// `POST /{waba}/set_solution_migration_intent`.
    pub(super) async fn ask_for_migration(&self, waba: WabaId) -> Result<Value, GraphError> {
        let solution = self.params().parsed::<SolutionId>("solution_id")?;
        let solution = solution.ok_or_else(|| GraphError::missing_parameter("solution_id"))?;
        self.ask(Command::Solution(SolutionCommand::AskForMigration { waba, solution })).await?;
        // Asking again is no change, so the intent is looked up instead of taken from an event.
        let id = self.platform.read(|world| {
            let mut intents = world.solutions.intents.values().rev();
            intents
                .find(|one| one.waba == waba && one.solution == solution && one.accepted.is_none())
                .map(|one| one.id)
        });
        Ok(json!({"id": id.ok_or_else(GraphError::unknown)?}))
    }

    /// `GET /{solution}/access_token`: a token for one client of the solution.
    pub(crate) async fn solution_token(&self, solution: SolutionId) -> Result<Value, GraphError> {
        let business = self.params().parsed::<BusinessId>("business_id")?;
        let business = business.ok_or_else(|| GraphError::missing_parameter("business_id"))?;
        let token = oauth::new_token(self.platform);
        let key = self.platform.token_key(&token);
        let issue = SolutionCommand::IssueToken { solution, business, key: key.clone() };
        self.ask(Command::Solution(issue)).await?;
        let ends_at = self.platform.read(|world| {
            world.tokens.get(&key).and_then(|token| token.expires_at).map(|end| end.as_second())
        });
        Ok(json!({"access_token": token, "expires_at": ends_at.unwrap_or_default()}))
    }
}
