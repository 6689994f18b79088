//! The exchange of a login code, or of a token, for another token (contract §1.6).

use graph::id::SystemUserId;

use super::{Ask, Decision};
use crate::actor::{Actor, CodeKey, TokenKey};
use crate::event::Event;
use crate::refusal::Refusal;
use crate::system_user::SystemUserKind;
use crate::token::{Holder, Token};

impl Ask<'_> {
    /// The app exchanges a code of its own, once, within its time, naming the same address.
    pub(super) fn exchange_code(
        self,
        code: &CodeKey,
        key: &TokenKey,
        redirect_uri: Option<&str>,
    ) -> Decision {
        let Actor::App { app } = self.by else { return Err(Refusal::NotForThisActor) };
        let known = self.world.codes.get(code).filter(|known| known.app == *app);
        let known = known.ok_or(Refusal::LoginCodeUnknown)?;
        if known.used_at.is_some() {
            return Err(Refusal::LoginCodeUsed);
        }
        if known.expires_at <= self.now {
            return Err(Refusal::LoginCodeExpired);
        }
        let given = redirect_uri.filter(|uri| !uri.is_empty());
        if known.redirect_uri.is_some() && known.redirect_uri.as_deref() != given {
            return Err(Refusal::RedirectMismatch);
        }
        let mut events = vec![Event::LoginCodeExchanged { code: code.clone() }];
        let business = known.business;
        let user = match self.world.integrations.get(&(business, *app)) {
            Some(user) => *user,
            None => {
                let user = SystemUserId::new(self.world.chance().id());
                events.push(Event::SystemUserCreated {
                    user,
                    business,
                    name: format!("{} integration", self.world.app(*app)?.name),
                    kind: SystemUserKind::Integration { app: *app },
                });
                user
            }
        };
        let lifetime = known.token_seconds.or(self.world.policy.business_token_seconds);
        let token = Token {
            key: key.clone(),
            app: *app,
            holder: Holder::SystemUser(user),
            scopes: known.scopes.clone(),
            wabas: Some(known.wabas.clone()),
            issued_at: self.now,
            expires_at: lifetime.map(|seconds| crate::time::seconds(self.now, seconds)),
        };
        events.push(Event::TokenIssued { token });
        Ok(events)
    }
    /// The app has a token of its own issued once more. A person's lives as long as any person's
    /// does from now on; a system user's ends when the first one would have, and reaches no
    /// further.
    pub(super) fn extend_token(self, token: &TokenKey, key: &TokenKey) -> Decision {
        let Actor::App { app } = self.by else { return Err(Refusal::NotForThisActor) };
        let caller = self.world.caller(token, self.now)?;
        if caller.app != *app {
            return Err(Refusal::TokenOfAnotherApp);
        }
        let known = self.world.tokens.get(token).ok_or(Refusal::UnknownToken)?;
        let lifetime = self.world.policy.user_token_seconds;
        let expires_at = match known.holder {
            Holder::Person(_) => Some(crate::time::seconds(self.now, lifetime)),
            Holder::App | Holder::SystemUser(_) => known.expires_at,
        };
        let token = Token { key: key.clone(), issued_at: self.now, expires_at, ..known.clone() };
        Ok(vec![Event::TokenIssued { token }])
    }
}

#[cfg(test)]
mod tests {
    use crate::actor::{Actor, TokenKey};
    use crate::command::{Command, TokenOrder};
    use crate::refusal::Refusal;
    use crate::scene::Scene;
    use crate::token::Holder;

    fn extend(token: &str) -> Command {
        Command::ExtendToken { token: TokenKey::new(token), key: TokenKey::new("longer") }
    }

    #[test]
    fn a_persons_token_begins_anew_and_a_system_users_ends_when_it_would_have() {
        let mut scene = Scene::new();
        let client = scene.sign_up("Shrub", "+16505550123");
        let by = Actor::App { app: scene.app };
        let first = scene.world.tokens[&TokenKey::new("user-Shrub")].clone();
        scene.wait_days(10);
        scene.ask(&by, extend("user-Shrub")).unwrap();
        let longer = scene.world.tokens[&TokenKey::new("longer")].clone();
        let gained = longer.expires_at.unwrap().duration_since(first.expires_at.unwrap());
        assert_eq!(gained.as_hours(), 10 * 24);
        assert_eq!((longer.holder, longer.wabas), (first.holder, first.wabas));

        let ends_at = crate::time::days(scene.now, 60);
        let order = TokenOrder {
            key: TokenKey::new("limited"),
            app: scene.app,
            holder: Holder::SystemUser(scene.admin),
            scopes: first.scopes,
            wabas: Some(vec![client.waba]),
            expires_at: Some(ends_at),
        };
        scene.desk(Command::IssueToken(Box::new(order)));
        scene.wait_days(1);
        scene.ask(&by, extend("limited")).unwrap();
        let again = &scene.world.tokens[&TokenKey::new("longer")];
        assert_eq!((again.expires_at, &again.wabas), (Some(ends_at), &Some(vec![client.waba])));
    }

    #[test]
    fn only_the_tokens_app_has_it_extended_and_only_while_it_lives() {
        let mut scene = Scene::new();
        scene.sign_up("Shrub", "+16505550123");
        let (_, other) = scene.found("Other", "other.example");
        let (mine, other) = (Actor::App { app: scene.app }, Actor::App { app: other });
        assert_eq!(scene.ask(&other, extend("user-Shrub")), Err(Refusal::TokenOfAnotherApp));
        assert_eq!(scene.ask(&mine, extend("never")), Err(Refusal::UnknownToken));
        for by in [Actor::Desk, scene.person.clone(), crate::scene::actor("admin")] {
            assert_eq!(scene.ask(&by, extend("user-Shrub")), Err(Refusal::NotForThisActor));
        }
        scene.wait_days(61);
        let late = scene.ask(&mine, extend("user-Shrub"));
        assert!(matches!(late, Err(Refusal::TokenExpired { .. })), "{late:?}");
    }
}
