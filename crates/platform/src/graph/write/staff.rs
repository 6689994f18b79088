//! System users, their tokens, people, child businesses of a portfolio (contract §1.9, §2.4, §2.5).

use std::collections::BTreeSet;

use graph::error::Method as Verb;
use graph::{BusinessId, GraphError, Permission, SystemUserId, WabaId};
use jiff::SignedDuration;
use serde_json::{Value, json};
use world::{
    ChildEntry, Command, Event, Finance, Role, SIXTY_DAYS, StaffCommand, StaffEvent, SystemUserKind,
};

use super::Writing;

/// Random bytes of a token.
const TOKEN_BYTES: usize = 120;

impl Writing<'_> {
    /// `POST` and `DELETE` on the edges of a business that are about who works for it; nothing for
    /// other edges.
    pub(super) async fn on_staff(
        &self,
        business: BusinessId,
        edge: &str,
    ) -> Option<Result<Value, GraphError>> {
        Some(match (self.call.verb, edge) {
            (Verb::Post, "system_users") => self.create_system_user(business).await,
            (Verb::Post, "system_user_access_tokens") => self.fetch_token(business).await,
            (Verb::Post, "business_users") => self.invite(business).await,
            (Verb::Post, "owned_businesses") => self.add_child(business).await,
            (Verb::Delete, "owned_businesses") => self.remove_child(business).await,
            _ => return None,
        })
    }

    async fn create_system_user(&self, business: BusinessId) -> Result<Value, GraphError> {
        let name = self.params().required("name")?.to_owned();
        let role = self.params().text("role")?.unwrap_or("EMPLOYEE");
        let (kind, finance) = match role {
            "ADMIN" => (SystemUserKind::Admin, Finance::Editor),
            "EMPLOYEE" | "DEVELOPER" => (SystemUserKind::Employee, Finance::None),
            "FINANCE_EDITOR" => (SystemUserKind::Employee, Finance::Editor),
            "FINANCE_ANALYST" => (SystemUserKind::Employee, Finance::Analyst),
            other => return Err(GraphError::bad_value("role", other)),
        };
        let create = StaffCommand::CreateSystemUser { business, name, kind, finance };
        let answer = self.ask(Command::Staff(create)).await?;
        let id = answer.events.iter().find_map(|event| match event {
            Event::SystemUserCreated { user, .. } => Some(json!({"id": user})),
            _ => None,
        });
        id.ok_or_else(GraphError::unknown)
    }

    /// A token for software: that of the app's integration with a client, or a new one for a system
    /// user of one's own. The proof is demanded, not only checked (contract §1.9).
    async fn fetch_token(&self, business: BusinessId) -> Result<Value, GraphError> {
        let params = self.params();
        if params.non_empty("appsecret_proof").is_none() {
            return Err(GraphError::proof_missing());
        }
        let own = self.platform.read(|world| world.business_of(&self.session.caller));
        if own != Some(business) && params.bool("fetch_only")? != Some(true) {
            let sentence = "The parameter fetch_only must be true for the business of a client.";
            return Err(GraphError::parameter(sentence));
        }
        let scopes = read_words::<Permission>("scope", &params.list("scope"))?;
        let wabas = read_words::<WabaId>("asset", &params.list("asset"))?;
        let limited = params.bool("set_token_expires_in_60_days")? == Some(true);
        let ends = self.session.now + SignedDuration::from_secs(SIXTY_DAYS);
        let text = self.platform.secrets().token("EAA", TOKEN_BYTES);
        let fetch = StaffCommand::FetchToken {
            business,
            key: self.platform.token_key(&text),
            user: params.parsed::<SystemUserId>("system_user_id")?,
            scopes,
            wabas: (!wabas.is_empty()).then_some(wabas),
            expires_at: limited.then_some(ends),
        };
        self.ask(Command::Staff(fetch)).await?;
        let mut told = json!({"access_token": text});
        if limited {
            told["expires_in"] = SIXTY_DAYS.into();
        }
        Ok(told)
    }

    async fn invite(&self, business: BusinessId) -> Result<Value, GraphError> {
        let email = self.params().required("email")?.trim().to_owned();
        let role = match self.params().text("role")?.unwrap_or("EMPLOYEE") {
            "ADMIN" => Role::Admin,
            "EMPLOYEE" => Role::Employee,
            other => return Err(GraphError::bad_value("role", other)),
        };
        let invite = StaffCommand::Invite { business, email, role };
        let answer = self.ask(Command::Staff(invite)).await?;
        let id = answer.events.iter().find_map(|event| match event {
            Event::Staff(StaffEvent::Invited { invite, .. }) => {
                Some(json!({"id": invite.to_string()}))
            }
            _ => None,
        });
        id.ok_or_else(GraphError::unknown)
    }

    async fn add_child(&self, parent: BusinessId) -> Result<Value, GraphError> {
        let text = |name: &str| Ok::<_, GraphError>(self.params().text(name)?.map(str::to_owned));
        let name = self.params().required("name")?.to_owned();
        let child = ChildEntry {
            external_id: text("child_business_external_id")?,
            vertical: text("vertical")?,
        };
        let add = StaffCommand::AddChild { parent, name, child };
        let answer = self.ask(Command::Staff(add)).await?;
        let id = answer.events.iter().find_map(|event| match event {
            Event::BusinessCreated { business, .. } => Some(json!({"id": business})),
            _ => None,
        });
        id.ok_or_else(GraphError::unknown)
    }

    async fn remove_child(&self, parent: BusinessId) -> Result<Value, GraphError> {
        let child = self.params().parsed::<BusinessId>("client_id")?;
        let child = child.ok_or_else(|| GraphError::missing_parameter("client_id"))?;
        self.done(Command::Staff(StaffCommand::RemoveChild { parent, child })).await
    }
}

/// A list of words or ids.
fn read_words<T: std::str::FromStr + Ord>(
    name: &str,
    words: &[String],
) -> Result<BTreeSet<T>, GraphError> {
    let words = words.iter().flat_map(|word| word.split(',')).map(str::trim);
    let words = words.filter(|word| !word.is_empty());
    words.map(|word| word.parse().map_err(|_| GraphError::bad_value(name, word))).collect()
}
