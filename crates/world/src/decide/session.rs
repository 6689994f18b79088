//! Tokens end before their time; apps demand proof (contract §7.1, §7.6).

use super::{Ask, Decision};
use crate::actor::{Actor, TokenKey};
use crate::event::Event;
use crate::refusal::Refusal;
use crate::session::{SessionCommand, SessionEvent, TokenEnd};

impl Ask<'_> {
    pub(super) fn decide_session(self, command: &SessionCommand) -> Decision {
        match command {
            SessionCommand::EndToken { token, why } => self.end_token(token, *why),
            SessionCommand::EndSessions { person, why } => {
                self.world.person(*person)?;
                if *self.by != (Actor::Person { person: *person }) {
                    self.require_desk()?;
                }
                Ok(vec![SessionEvent::SessionsEnded { person: *person, why: *why }.into()])
            }
            SessionCommand::RequireProof { app, required } => {
                self.require_app(*app)?;
                if self.world.sessions.proof_required.contains(app) == *required {
                    return Ok(Vec::new());
                }
                let (app, required) = (*app, *required);
                Ok(vec![SessionEvent::ProofRequired { app, required }.into()])
            }
        }
    }

    fn end_token(self, token: &TokenKey, why: TokenEnd) -> Decision {
        self.require_desk()?;
        if !self.world.tokens.contains_key(token) {
            return Err(Refusal::UnknownToken);
        }
        if self.world.sessions.ended.contains_key(token) {
            return Ok(Vec::new());
        }
        Ok(vec![SessionEvent::TokenEnded { token: token.clone(), why }.into()])
    }
}

impl From<SessionEvent> for Event {
    fn from(event: SessionEvent) -> Self {
        Self::Session(event)
    }
}

#[cfg(test)]
mod tests {
    use crate::actor::{Actor, TokenKey};
    use crate::refusal::Refusal;
    use crate::scene::Scene;
    use crate::session::{SessionCommand, TokenEnd};
    use crate::{Command, Need};

    #[test]
    fn a_token_that_ended_says_why_and_only_the_desk_ends_one() {
        let mut scene = Scene::new();
        let client = scene.sign_up("Shrub", "+16505550123");
        let token = TokenKey::new("user-Shrub");
        let end = SessionCommand::EndToken { token: token.clone(), why: TokenEnd::AppRemoved };
        let refused = scene.ask(&scene.person.clone(), Command::Session(end.clone()));
        assert_eq!(refused, Err(Refusal::NotForThisActor));
        let need = Need::ReadWaba(client.waba);
        let before = scene.world.caller(&token, scene.now).unwrap();
        assert_eq!(scene.world.permit(&before, need), Ok(()));
        scene.desk(Command::Session(end));
        let ended = scene.world.caller(&token, scene.now);
        assert_eq!(ended, Err(Refusal::TokenEnded { why: TokenEnd::AppRemoved }));
        let unknown = TokenKey::new("never");
        let end = SessionCommand::EndToken { token: unknown, why: TokenEnd::Revoked };
        assert_eq!(scene.ask(&Actor::Desk, Command::Session(end)), Err(Refusal::UnknownToken));
    }
}
