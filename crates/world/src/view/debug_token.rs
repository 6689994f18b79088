//! What a token may do and until when: `debug_token` (contract §1.7, requirement C01).

use graph::{AppId, DebugToken, GranularScope, GraphError, Permission, TokenFault, TokenKind};
use jiff::Timestamp;

use super::Sight;
use crate::access::Caller;
use crate::actor::TokenKey;
use crate::refusal::Refusal;
use crate::token::{Holder, Token};

/// The permissions that are granted for WABAs.
const GRANULAR: [Permission; 2] =
    [Permission::WhatsappBusinessManagement, Permission::WhatsappBusinessMessaging];

impl Sight<'_> {
    /// What is known about a token of the caller's app. A token that is none, or whose time is
    /// over, is described as invalid.
    ///
    /// # Errors
    /// `(#100)` for a token of another app, 200 for a caller that is a person's token of its own.
    pub fn debug_token(&self, key: &TokenKey) -> Result<DebugToken, GraphError> {
        let Some(token) = self.world.tokens.get(key) else {
            return Ok(self.invalid(&Refusal::UnknownToken));
        };
        if token.app != self.caller.app {
            return Err(GraphError::token_of_another_app());
        }
        if let Err(why) = self.world.caller(key, self.now) {
            return Ok(self.invalid(&why));
        }
        Ok(self.valid(token))
    }

    /// What is known about the caller's own app token.
    pub fn debug_app_token(&self) -> DebugToken {
        DebugToken {
            type_name: Some(TokenKind::App.to_string()),
            is_valid: true,
            ..self.about_app(self.caller.app)
        }
    }

    /// What is known about a text that is no token.
    pub fn invalid_token(&self) -> DebugToken {
        self.invalid(&Refusal::UnknownToken)
    }

    fn about_app(&self, app: AppId) -> DebugToken {
        let name = self.world.app(app).ok().map(|app| app.name.clone());
        DebugToken { app_id: Some(app), application: name, ..DebugToken::default() }
    }

    fn valid(&self, token: &Token) -> DebugToken {
        let holder = match token.holder {
            Holder::App => None,
            Holder::Person(person) => Some(person.to_string()),
            Holder::SystemUser(user) => Some(user.to_string()),
        };
        DebugToken {
            type_name: Some(token.holder.kind().to_string()),
            data_access_expires_at: Some(unix(token.expires_at)),
            expires_at: Some(unix(token.expires_at)),
            is_valid: true,
            issued_at: Some(token.issued_at.as_second()),
            scopes: token.scopes.iter().map(ToString::to_string).collect(),
            granular_scopes: self.granular(token),
            user_id: holder,
            ..self.about_app(token.app)
        }
    }

    /// The permissions for WABAs with those WABAs, newest first, that the token still reaches: what
    /// is no longer shared is no longer named.
    fn granular(&self, token: &Token) -> Vec<GranularScope> {
        let Token { app, holder, scopes, wabas, .. } = token.clone();
        let caller = Caller { app, holder, scopes, wabas };
        let targets = caller.wabas.as_ref().map(|wabas| {
            let shared = wabas.iter().filter(|waba| self.world.sees_waba(&caller, **waba));
            shared.map(ToString::to_string).collect::<Vec<String>>()
        });
        let granted = GRANULAR.iter().filter(|scope| token.scopes.contains(scope));
        granted
            .map(|scope| GranularScope { scope: scope.to_string(), target_ids: targets.clone() })
            .collect()
    }

    fn invalid(&self, why: &Refusal) -> DebugToken {
        let error = why.to_graph();
        let fault =
            TokenFault { code: error.code, subcode: error.subcode, message: error.message.clone() };
        DebugToken { error: Some(fault), ..self.about_app(self.caller.app) }
    }
}

/// Seconds since 1970; 0 means never.
fn unix(at: Option<Timestamp>) -> i64 {
    at.map_or(0, Timestamp::as_second)
}
