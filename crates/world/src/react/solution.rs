//! Who is told about multi-partner solutions: both providers by webhook, the client by notice
//! (contract §6.11).

use graph::id::{MigrationIntentId, SolutionId};
use jiff::Timestamp;
use serde_json::json;

use super::about;
use crate::effect::Effect;
use crate::mail::Letter;
use crate::solution::SolutionEvent;
use crate::world::World;

impl World {
    pub(super) fn after_solution(&self, event: &SolutionEvent, at: Timestamp) -> Vec<Effect> {
        match event {
            SolutionEvent::SolutionCreated { solution, .. } => {
                self.solution_webhooks(*solution, "SOLUTION_CREATED", at)
            }
            SolutionEvent::InvitationAnswered { solution, .. }
            | SolutionEvent::DeactivationAsked { solution, .. }
            | SolutionEvent::DeactivationAnswered { solution, .. } => {
                self.solution_webhooks(*solution, "SOLUTION_UPDATED", at)
            }
            SolutionEvent::MigrationAsked { intent, .. } => self.after_migration_asked(*intent),
            SolutionEvent::MigrationAnswered { .. } | SolutionEvent::SolutionTokenIssued { .. } => {
                Vec::new()
            }
        }
    }

    fn solution_webhooks(&self, id: SolutionId, word: &str, at: Timestamp) -> Vec<Effect> {
        let Some(solution) = self.solutions.all.get(&id) else { return Vec::new() };
        let value = json!({
            "event": word,
            "solution_id": id,
            "solution_status": solution.stage.webhook_word(),
        });
        let apps = [solution.owner, solution.partner].into_iter();
        let apps = apps.filter_map(|app| self.apps.get(&app));
        let wanting = apps.filter(|app| app.wants("partner_solutions"));
        wanting
            .map(|app| Effect::Webhook {
                app: app.id,
                entry_id: app.business.get(),
                time: Some(at.as_second()),
                field: "partner_solutions".to_owned(),
                value: value.clone(),
                waba: None,
            })
            .collect()
    }

    fn after_migration_asked(&self, id: MigrationIntentId) -> Vec<Effect> {
        let Some(intent) = self.solutions.intents.get(&id) else { return Vec::new() };
        let solution = self.solutions.all.get(&intent.solution);
        let client = self.client_waba(intent.waba);
        let (Some(solution), Some((waba, owner))) = (solution, client) else { return Vec::new() };
        let mut facts = about(owner, waba);
        facts.push(("Solution", format!("{} ({})", solution.name, solution.id)));
        let letter = Letter {
            subject: format!("{} asks for one of your accounts", solution.name),
            what: "Your provider wants to serve this account together with another provider."
                .to_owned(),
            facts,
            next: "accept or decline the request on the page of your business in the Business \
                   Manager."
                .to_owned(),
        };
        Vec::from(letter.to(owner))
    }
}
