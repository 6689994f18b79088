//! Multi-partner solutions (contract §3.9).

use std::collections::BTreeSet;

use graph::error::Method as Verb;
use graph::id::{AppId, BusinessId, MigrationIntentId, SolutionId, SystemUserId, WabaId};
use graph::status::Permission;

use super::setup::require_text;
use super::{Ask, Decision};
use crate::access::Need;
use crate::actor::{Actor, TokenKey};
use crate::event::Event;
use crate::refusal::Refusal;
use crate::solution::{
    Party, Solution, SolutionCommand, SolutionEvent, SolutionProblem as Problem, SolutionStage,
};
use crate::system_user::SystemUserKind;
use crate::token::{Holder, Token};

impl Ask<'_> {
    pub(super) fn decide_solution(self, command: &SolutionCommand) -> Decision {
        match command {
            SolutionCommand::Create { owner, partner, name, sender } => {
                self.create_solution((*owner, *partner), name, *sender)
            }
            SolutionCommand::AnswerInvitation { solution, accept } => {
                self.answer_invitation(*solution, *accept)
            }
            SolutionCommand::AskForDeactivation { solution } => {
                let (known, by) = self.own_solution(*solution)?;
                if known.stage != SolutionStage::Active {
                    return Err(Refusal::Solution(Problem::NotActive));
                }
                Ok(vec![SolutionEvent::DeactivationAsked { solution: known.id, by }.into()])
            }
            SolutionCommand::AnswerDeactivation { solution, accept } => {
                let (known, app) = self.own_solution(*solution)?;
                let SolutionStage::Ending { by } = known.stage else {
                    return Err(Refusal::Solution(Problem::NoDeactivation));
                };
                if by == app && *accept {
                    return Err(Refusal::Solution(Problem::NotTheOther));
                }
                let (solution, accepted) = (known.id, *accept);
                Ok(vec![SolutionEvent::DeactivationAnswered { solution, accepted }.into()])
            }
            SolutionCommand::AskForMigration { waba, solution } => {
                self.ask_for_migration(*waba, *solution)
            }
            SolutionCommand::AnswerMigration { intent, accept } => {
                self.answer_migration(*intent, *accept)
            }
            SolutionCommand::IssueToken { solution, business, key } => {
                self.issue_solution_token(*solution, *business, key)
            }
        }
    }

    /// The app that asks: the app itself, or a token with the permission to manage.
    fn calling_app(self) -> Result<AppId, Refusal> {
        match self.by {
            Actor::App { app } => Ok(*app),
            Actor::Token { key } => {
                let caller = self.world.caller(key, self.now)?;
                let permission = Permission::WhatsappBusinessManagement;
                if !caller.scopes.contains(&permission) {
                    return Err(Refusal::MissingPermission { permission });
                }
                // A client's own software acts for the client, not for the app.
                if self.world.business_of(&caller) != Some(self.world.app(caller.app)?.business) {
                    return Err(Refusal::SystemTokenNeeded);
                }
                Ok(caller.app)
            }
            _ => Err(Refusal::NotForThisActor),
        }
    }

    /// A solution of the app that asks; those of others are out of sight.
    fn own_solution(&self, id: SolutionId) -> Result<(&Solution, AppId), Refusal> {
        let app = self.calling_app()?;
        let unseen = Refusal::NotVisible { id: id.get(), verb: Verb::Post };
        let known = self.world.solutions.all.get(&id).filter(|solution| solution.has(app));
        Ok((known.ok_or(unseen)?, app))
    }

    fn create_solution(
        self,
        (owner, partner): (AppId, AppId),
        name: &str,
        sender: Party,
    ) -> Decision {
        if self.calling_app()? != owner {
            return Err(Refusal::NotVisible { id: owner.get(), verb: Verb::Post });
        }
        require_text("solution_name", name, 255)?;
        let known = self.world.apps.get(&partner).map(|app| app.business);
        let other = known.and_then(|business| self.world.businesses.get(&business));
        if partner == owner || !other.is_some_and(|other| other.provider) {
            return Err(Refusal::Solution(Problem::UnfitPartner));
        }
        let solution = SolutionId::new(self.world.chance().id());
        let name = name.trim().to_owned();
        Ok(vec![SolutionEvent::SolutionCreated { solution, owner, partner, name, sender }.into()])
    }

    fn answer_invitation(self, id: SolutionId, accepted: bool) -> Decision {
        let (known, app) = self.own_solution(id)?;
        if known.stage != SolutionStage::Initiated {
            return Err(Refusal::Solution(Problem::NotInvited));
        }
        if accepted && app != known.partner {
            return Err(Refusal::Solution(Problem::NotTheOther));
        }
        Ok(vec![SolutionEvent::InvitationAnswered { solution: id, accepted }.into()])
    }

    fn ask_for_migration(self, waba: WabaId, solution: SolutionId) -> Decision {
        self.allow(Need::ManageWaba(waba))?;
        let (known, by) = self.own_solution(solution)?;
        if known.stage != SolutionStage::Active || known.wabas.contains(&waba) {
            return Err(Refusal::Solution(Problem::NotActive));
        }
        let open = self.world.solutions.intents.values().any(|intent| {
            intent.waba == waba && intent.solution == solution && intent.accepted.is_none()
        });
        if open {
            return Ok(Vec::new());
        }
        let intent = MigrationIntentId::new(self.world.chance().id());
        Ok(vec![SolutionEvent::MigrationAsked { intent, waba, solution, by }.into()])
    }

    /// The WABA joins, and is shared with whoever of the two does not have it yet, as far as the
    /// era lets it have several parties (requirement A07).
    fn answer_migration(self, id: MigrationIntentId, accepted: bool) -> Decision {
        let unseen = Refusal::NotVisible { id: id.get(), verb: Verb::Post };
        let intent = self.world.solutions.intents.get(&id).ok_or(unseen)?;
        let waba = self.world.waba(intent.waba)?;
        match self.by {
            Actor::Desk => {}
            Actor::Person { person } => self.world.require_admin(*person, waba.owner)?,
            _ => return Err(Refusal::NotForThisActor),
        }
        if intent.accepted.is_some() {
            return Err(Refusal::Solution(Problem::IntentOver));
        }
        let answered = SolutionEvent::MigrationAnswered { intent: id, accepted };
        let mut events = vec![Event::from(answered)];
        if accepted {
            events.extend(self.parties_joining(intent.solution, intent.waba)?);
        }
        Ok(events)
    }

    fn parties_joining(self, id: SolutionId, waba: WabaId) -> Result<Vec<Event>, Refusal> {
        let solution = self.world.solutions.all.get(&id).filter(|one| one.stage.is_active());
        let solution = solution.ok_or(Refusal::Solution(Problem::NotActive))?;
        let known = self.world.waba(waba)?;
        let parties = [solution.owner, solution.partner].map(|app| self.world.app(app));
        let mut joining = BTreeSet::new();
        for app in parties {
            let business = app?.business;
            if business != known.owner && !known.is_shared_with(business) {
                joining.insert(business);
            }
        }
        if known.shared_with.len() + joining.len() > self.world.policy.parties_per_waba {
            let partner =
                known.shared_with.keys().next().and_then(|id| self.world.business(*id).ok());
            let partner = partner.map(|one| one.profile.name.clone()).unwrap_or_default();
            return Err(Refusal::SharedWithAnother { waba, partner });
        }
        Ok(joining.into_iter().map(|partner| Event::WabaShared { waba, partner }).collect())
    }

    /// A token that reaches the client's accounts in the solution, and sends only if that is the
    /// app's part.
    fn issue_solution_token(
        self,
        id: SolutionId,
        business: BusinessId,
        key: &TokenKey,
    ) -> Decision {
        let (known, app) = self.own_solution(id)?;
        if !known.stage.is_active() {
            return Err(Refusal::Solution(Problem::NotActive));
        }
        let provider = self.world.app(app)?.business;
        let shared = known.wabas.iter().rev().copied().filter(|id| {
            let waba = self.world.wabas.get(id);
            waba.is_some_and(|waba| waba.owner == business && waba.is_shared_with(provider))
        });
        let wabas: Vec<WabaId> = shared.collect();
        if wabas.is_empty() {
            return Err(Refusal::Solution(Problem::NoClient));
        }
        let mut events = Vec::new();
        let user = match self.world.integrations.get(&(business, app)) {
            Some(user) => *user,
            None => {
                let user = SystemUserId::new(self.world.chance().id());
                let name = format!("{} integration", self.world.app(app)?.name);
                let kind = SystemUserKind::Integration { app };
                events.push(Event::SystemUserCreated { user, business, name, kind });
                user
            }
        };
        let mut scopes = BTreeSet::from([Permission::WhatsappBusinessManagement]);
        if known.sending_app() == app {
            scopes.insert(Permission::WhatsappBusinessMessaging);
        }
        let lifetime = self.world.policy.user_token_seconds;
        let token = Token {
            key: key.clone(),
            app,
            holder: Holder::SystemUser(user),
            scopes,
            wabas: Some(wabas),
            issued_at: self.now,
            expires_at: Some(crate::time::seconds(self.now, lifetime)),
        };
        events.push(SolutionEvent::SolutionTokenIssued { token }.into());
        Ok(events)
    }
}

impl From<SolutionEvent> for Event {
    fn from(event: SolutionEvent) -> Self {
        Self::Solution(event)
    }
}
