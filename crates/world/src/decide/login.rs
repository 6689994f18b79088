//! The exchange of a login code for a business token (contract §1.6).

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
        let lifetime = self.world.policy.business_token_seconds;
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
}
