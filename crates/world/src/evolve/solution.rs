//! Multi-partner solutions.

use std::collections::BTreeSet;

use jiff::Timestamp;

use crate::solution::{MigrationIntent, Solution, SolutionEvent, SolutionStage};
use crate::world::World;

impl World {
    pub(super) fn evolve_solution(&mut self, event: &SolutionEvent, at: Timestamp) {
        let stage = match event {
            SolutionEvent::SolutionCreated { solution, owner, partner, name, sender } => {
                let new = Solution {
                    id: *solution,
                    name: name.clone(),
                    owner: *owner,
                    partner: *partner,
                    sender: *sender,
                    stage: SolutionStage::Initiated,
                    wabas: BTreeSet::new(),
                    created_at: at,
                };
                self.solutions.all.insert(*solution, new);
                return;
            }
            SolutionEvent::MigrationAsked { intent, waba, solution, by } => {
                let (id, waba, solution, by) = (*intent, *waba, *solution, *by);
                let new = MigrationIntent { id, waba, solution, by, asked_at: at, accepted: None };
                self.solutions.intents.insert(id, new);
                return;
            }
            SolutionEvent::MigrationAnswered { intent, accepted } => {
                let Some(known) = self.solutions.intents.get_mut(intent) else { return };
                known.accepted = Some(*accepted);
                if let Some(solution) = self.solutions.all.get_mut(&known.solution)
                    && *accepted
                {
                    solution.wabas.insert(known.waba);
                }
                return;
            }
            SolutionEvent::SolutionTokenIssued { token } => {
                self.tokens.insert(token.key.clone(), token.clone());
                return;
            }
            SolutionEvent::InvitationAnswered { solution, accepted: true }
            | SolutionEvent::DeactivationAnswered { solution, accepted: false } => {
                (solution, SolutionStage::Active)
            }
            SolutionEvent::InvitationAnswered { solution, accepted: false } => {
                (solution, SolutionStage::Rejected)
            }
            SolutionEvent::DeactivationAsked { solution, by } => {
                (solution, SolutionStage::Ending { by: *by })
            }
            SolutionEvent::DeactivationAnswered { solution, accepted: true } => {
                (solution, SolutionStage::Deactivated)
            }
        };
        if let Some(solution) = self.solutions.all.get_mut(stage.0) {
            solution.stage = stage.1;
        }
    }
}
