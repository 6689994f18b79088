//! The provider's own tokens: they die before their time, and operators make new ones.

use anyhow::Context;
use jiff::SignedDuration;
use platform::Platform;
use provider::Worker;
use shell::secret::ExposeSecret;
use world::{Actor, Command, SessionCommand, Token, TokenEnd, TokenOrder};

use super::{Folk, ask};
use crate::town::{TokenOf, Town};

/// A new token lives for so many days, where it does not live for ever.
const LIFE_DAYS: [u32; 2] = [1, 50];

impl Folk {
    /// Meta ends one of our tokens: more often the one that all work is done with.
    pub(super) async fn end_token(&mut self, town: &mut Town) -> anyhow::Result<bool> {
        let whose = match town.settings().system_user {
            Worker::Employee if !self.dice.once_in(4) => TokenOf::Employee,
            Worker::Employee | Worker::Admin => TokenOf::Admin,
        };
        if !is_good(town, whose) {
            return Ok(false);
        }
        let why = self.dice.pick(&TokenEnd::ALL).unwrap_or(TokenEnd::Revoked);
        let token = token(town, whose)?.key;
        let command = Command::Session(SessionCommand::EndToken { token, why });
        ask(&town.platform, Actor::Desk, command).await.map(|_| true)
    }

    /// An operator makes new tokens in the Business Manager for those that are refused, and puts
    /// them into the settings. They live for a while or, if nothing may go wrong any more, for
    /// ever. Says whether there were any.
    ///
    /// # Errors
    /// When the rules refuse it, or the provider does not start again.
    pub async fn renew_tokens(&mut self, town: &mut Town, for_ever: bool) -> anyhow::Result<bool> {
        let mut any = false;
        for whose in [TokenOf::Employee, TokenOf::Admin] {
            let old = token(town, whose)?;
            if is_good(town, whose) && !(for_ever && old.expires_at.is_some()) {
                continue;
            }
            let text = self.dice.secret("EAA");
            let days = self.dice.small(LIFE_DAYS[0], LIFE_DAYS[1]);
            let ends = town.clock.now() + SignedDuration::from_hours(24 * i64::from(days));
            let order = TokenOrder {
                key: town.platform.token_key(&text),
                app: old.app,
                holder: old.holder,
                scopes: old.scopes,
                wabas: None,
                expires_at: Some(ends).filter(|_| !for_ever && self.dice.once_in(2)),
            };
            ask(&town.platform, Actor::Desk, Command::IssueToken(Box::new(order))).await?;
            town.put_token(whose, &text).await?;
            any = true;
        }
        Ok(any)
    }
}

/// One of our tokens, as the platform knows it, dead or alive.
fn token(town: &Town, whose: TokenOf) -> anyhow::Result<Token> {
    let settings = town.settings();
    let text = match whose {
        TokenOf::Employee => &settings.employee_token,
        TokenOf::Admin => &settings.admin_token,
    };
    let key = town.platform.token_key(text.expose_secret());
    let found = town.platform.read(|world| world.tokens.get(&key).cloned());
    found.context("the platform knows a token no more")
}

/// Whether the platform takes one of our tokens.
fn is_good(town: &Town, whose: TokenOf) -> bool {
    let Ok(token) = token(town, whose) else { return false };
    let ended =
        |platform: &Platform| platform.read(|world| world.sessions.ended.contains_key(&token.key));
    !token.expired(town.clock.now()) && !ended(&town.platform)
}
