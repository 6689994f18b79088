//! The end of tokens, and the proof apps demand.

use graph::id::{AppId, BusinessId};

use crate::session::{SessionEvent, TokenEnd};
use crate::token::Holder;
use crate::world::World;

impl World {
    pub(super) fn evolve_session(&mut self, event: &SessionEvent) {
        match event {
            SessionEvent::TokenEnded { token, why } => {
                self.sessions.ended.insert(token.clone(), *why);
            }
            SessionEvent::SessionsEnded { person, why } => {
                self.end_tokens(Holder::Person(*person), None, *why);
            }
            SessionEvent::ProofRequired { app, required: true } => {
                self.sessions.proof_required.insert(*app);
            }
            SessionEvent::ProofRequired { app, required: false } => {
                self.sessions.proof_required.remove(app);
            }
        }
    }

    /// Ends the tokens of an app's integration with a business (contract §6.4,
    /// `PARTNER_APP_UNINSTALLED`).
    pub(super) fn end_integration(&mut self, business: BusinessId, app: AppId) {
        if let Some(user) = self.integrations.get(&(business, app)) {
            self.end_tokens(Holder::SystemUser(*user), Some(app), TokenEnd::AppRemoved);
        }
    }

    /// Ends all tokens of a holder, or those for one app.
    pub(super) fn end_tokens(&mut self, holder: Holder, app: Option<AppId>, why: TokenEnd) {
        let mine = self
            .tokens
            .values()
            .filter(|token| token.holder == holder && app.is_none_or(|app| token.app == app));
        for token in mine {
            self.sessions.ended.entry(token.key.clone()).or_insert(why);
        }
    }
}
