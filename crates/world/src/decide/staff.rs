//! System users, their tokens, invitations, child businesses (contract §1.9, §2.4, §2.5).

use std::collections::BTreeSet;

use graph::error::Method as Verb;
use graph::id::{BusinessId, SystemUserId, WabaId};
use graph::status::Permission;
use jiff::Timestamp;

use super::setup::{require_email, require_text};
use super::{Ask, Decision};
use crate::access::{Caller, Need};
use crate::actor::{Actor, TokenKey};
use crate::business::{BusinessProfile, Role};
use crate::command::TokenOrder;
use crate::event::Event;
use crate::refusal::{OfficeRefusal, Refusal};
use crate::session::{SessionEvent, TokenEnd};
use crate::staff::{ChildEntry, Finance, Maker, StaffCommand, StaffEvent};
use crate::system_user::SystemUserKind;
use crate::token::{Holder, Token};

impl Ask<'_> {
    pub(super) fn decide_staff(self, command: &StaffCommand) -> Decision {
        use StaffCommand as C;
        match command {
            C::CreateSystemUser { business, name, kind, finance } => {
                self.create_system_user(*business, name, (*kind, *finance))
            }
            C::SetFinance { user, finance } => {
                let known = self.system_user(*user)?;
                self.allow(Need::ManageBusiness(known.business))?;
                if known.kind != SystemUserKind::Employee {
                    let value = known.kind.role().to_string();
                    return Err(Refusal::BadValue { field: "role", value });
                }
                if self.world.finance_of(*user) == *finance {
                    return Ok(Vec::new());
                }
                told(StaffEvent::FinanceSet { user: *user, finance: *finance })
            }
            C::GenerateToken(order) => self.generate_token(order),
            C::RevokeToken { key } => self.revoke_token(key),
            C::FetchToken { business, key, user, scopes, wabas, expires_at } => {
                let wish = Wish { scopes, wabas: wabas.as_ref(), expires_at: *expires_at };
                self.fetch_token(*business, key, *user, wish)
            }
            C::Invite { business, email, role } => self.invite(*business, email, *role),
            C::AcceptInvite { invite } => self.accept(*invite),
            C::AddChild { parent, name, child } => self.add_child(*parent, name, child),
            C::RemoveChild { parent, child } => {
                self.allow(Need::ManageBusiness(*parent))?;
                let known = self.world.staff.children.get(child);
                if known.is_none_or(|known| known.parent != *parent) {
                    return Err(OfficeRefusal::NotAChild { business: *child }.into());
                }
                told(StaffEvent::ChildRemoved { child: *child })
            }
        }
    }

    fn system_user(&self, id: SystemUserId) -> Result<&crate::system_user::SystemUser, Refusal> {
        let unseen = Refusal::NotVisible { id: id.get(), verb: Verb::Post };
        self.world.system_users.get(&id).ok_or(unseen)
    }

    /// One more system user, if the access level of the business's app allows it (contract §2.4).
    fn create_system_user(
        self,
        business: BusinessId,
        name: &str,
        (kind, finance): (SystemUserKind, Finance),
    ) -> Decision {
        self.allow(Need::ManageBusiness(business))?;
        require_text("name", name, 100)?;
        let own = self.world.business(business)?;
        let known: Vec<_> =
            own.system_users.iter().filter_map(|id| self.world.system_users.get(id)).collect();
        if known.iter().any(|user| user.name.eq_ignore_ascii_case(name.trim())) {
            return Err(OfficeRefusal::SystemUserNamed { name: name.trim().to_owned() }.into());
        }
        let max = self.system_users_max(business);
        if known.iter().filter(|user| user.kind == kind).count() >= max {
            return Err(OfficeRefusal::SystemUserLimit { kind: kind.role(), max }.into());
        }
        let user = SystemUserId::new(self.world.chance().id());
        let name = name.trim().to_owned();
        let mut events = vec![Event::SystemUserCreated { user, business, name, kind }];
        if let Some(by) = self.maker()? {
            events.push(Event::Staff(StaffEvent::SystemUserMade { user, by }));
        }
        if kind == SystemUserKind::Employee {
            events.push(Event::Staff(StaffEvent::FinanceSet { user, finance }));
        }
        Ok(events)
    }

    /// How many system users of a kind the business may have: one at Standard access.
    fn system_users_max(self, business: BusinessId) -> usize {
        let apps = self.world.apps.values().filter(|app| app.business == business);
        let management = Permission::WhatsappBusinessManagement;
        let advanced =
            apps.into_iter().any(|app| self.world.app_access(app.id).reaches(management));
        let policy = &self.world.policy;
        if advanced { policy.system_users_advanced } else { policy.system_users_standard }
    }

    fn maker(self) -> Result<Option<Maker>, Refusal> {
        Ok(match self.by {
            Actor::Person { person } => Some(Maker::Person(*person)),
            Actor::Token { key } => match self.world.caller(key, self.now)?.holder {
                Holder::SystemUser(user) => Some(Maker::SystemUser(user)),
                Holder::Person(person) => Some(Maker::Person(person)),
                Holder::App => None,
            },
            _ => None,
        })
    }

    /// An admin has a token made for one of the business's system users and one of its apps.
    fn generate_token(self, order: &TokenOrder) -> Decision {
        let Holder::SystemUser(user) = order.holder else { return Err(Refusal::NotForThisActor) };
        let known = self.system_user(user)?;
        self.allow(Need::ManageBusiness(known.business))?;
        if self.world.app(order.app)?.business != known.business {
            return Err(OfficeRefusal::AppOfAnother { app: order.app }.into());
        }
        if order.scopes.is_empty() {
            return Err(Refusal::BadValue { field: "scope", value: String::new() });
        }
        let now = self.now;
        if order.expires_at.is_some_and(|end| end <= now) {
            let value = order.expires_at.map(|end| end.to_string()).unwrap_or_default();
            return Err(Refusal::BadValue { field: "expires_at", value });
        }
        Ok(vec![Event::TokenIssued {
            token: Token {
                key: order.key.clone(),
                app: order.app,
                holder: order.holder,
                scopes: order.scopes.clone(),
                wabas: order.wabas.clone(),
                issued_at: self.now,
                expires_at: order.expires_at,
            },
        }])
    }

    /// The desk, an admin of the holder's business, or the token's own app.
    fn revoke_token(self, key: &TokenKey) -> Decision {
        let token = self.world.tokens.get(key).ok_or(Refusal::UnknownToken)?;
        match (self.by, token.holder) {
            (Actor::Desk, _) => {}
            (Actor::App { app }, _) if *app == token.app => {}
            (Actor::App { .. }, _) => return Err(Refusal::TokenOfAnotherApp),
            (_, Holder::SystemUser(user)) => {
                self.allow(Need::ManageBusiness(self.system_user(user)?.business))?;
            }
            _ => return Err(Refusal::NotForThisActor),
        }
        if self.world.sessions.ended.contains_key(key) {
            return Ok(Vec::new());
        }
        let (token, why) = (key.clone(), TokenEnd::Revoked);
        Ok(vec![SessionEvent::TokenEnded { token, why }.into()])
    }

    /// The provider fetches the business token of a client that signed up (contract §1.9), or has a
    /// token made for one of its own system users.
    fn fetch_token(
        self,
        business: BusinessId,
        key: &TokenKey,
        user: Option<SystemUserId>,
        wish: Wish<'_>,
    ) -> Decision {
        let Actor::Token { key: by } = self.by else { return Err(Refusal::NotForThisActor) };
        let caller = self.world.caller(by, self.now)?;
        if self.world.business_of(&caller) == Some(business) {
            let user = user.ok_or(OfficeRefusal::Missing { field: "system_user_id" })?;
            let order = TokenOrder {
                key: key.clone(),
                app: caller.app,
                holder: Holder::SystemUser(user),
                scopes: wish.scopes.clone(),
                wabas: wish.wabas.map(|wabas| wabas.iter().copied().collect()),
                expires_at: wish.expires_at,
            };
            return self.generate_token(&order);
        }
        self.fetch_integration(business, key, (user, &caller), wish)
    }

    fn fetch_integration(
        self,
        business: BusinessId,
        key: &TokenKey,
        (user, caller): (Option<SystemUserId>, &Caller),
        wish: Wish<'_>,
    ) -> Decision {
        self.world.permit(caller, Need::ReadBusiness(business))?;
        let Holder::SystemUser(asking) = caller.holder else {
            return Err(Refusal::SystemTokenNeeded);
        };
        // What comes out reaches all the client granted: nothing for employees, whom somebody has
        // to assign first (requirement A03).
        match self.system_user(asking)?.kind {
            SystemUserKind::Admin => {}
            SystemUserKind::Employee => return Err(Refusal::AdminSystemUserNeeded),
            SystemUserKind::Integration { .. } => return Err(Refusal::SystemTokenNeeded),
        }
        let unseen = Refusal::NotVisible { id: business.get(), verb: Verb::Post };
        let known = self.world.integrations.get(&(business, caller.app)).copied();
        let known = known.filter(|known| user.is_none_or(|user| user == *known)).ok_or(unseen)?;
        let before = self.world.tokens_of(known, self.now).first().copied().cloned();
        let before = before.ok_or(OfficeRefusal::NoTokenYet)?;
        if !wish.scopes.is_subset(&before.scopes) {
            return Err(OfficeRefusal::ScopeNotGranted.into());
        }
        let scopes = if wish.scopes.is_empty() { before.scopes } else { wish.scopes.clone() };
        let wanted = |waba: &WabaId| wish.wabas.is_none_or(|wabas| wabas.contains(waba));
        let wabas = before.wabas.map(|all| all.into_iter().filter(wanted).collect());
        Ok(vec![Event::TokenIssued {
            token: Token {
                key: key.clone(),
                app: caller.app,
                holder: Holder::SystemUser(known),
                scopes,
                wabas,
                issued_at: self.now,
                expires_at: wish.expires_at.or(before.expires_at),
            },
        }])
    }

    /// Someone is asked to join, by mail.
    fn invite(self, business: BusinessId, email: &str, role: Role) -> Decision {
        self.allow(Need::ManageBusiness(business))?;
        require_email(email)?;
        let same = |one: &str| one.eq_ignore_ascii_case(email);
        let people = &self.world.business(business)?.people;
        let joined = people.keys().filter_map(|id| self.world.people.get(id));
        if joined.into_iter().any(|person| same(&person.email)) {
            return Err(OfficeRefusal::AlreadyMember { email: email.to_owned() }.into());
        }
        if self.world.open_invites(business).any(|one| same(&one.email) && one.role == role) {
            return Err(OfficeRefusal::AlreadyInvited { email: email.to_owned() }.into());
        }
        let (invite, email) = (self.world.chance().id(), email.to_owned());
        told(StaffEvent::Invited { invite, business, email, role })
    }

    /// Only the person with that address joins.
    fn accept(self, id: u64) -> Decision {
        let Actor::Person { person } = self.by else { return Err(Refusal::NotForThisActor) };
        let unseen = Refusal::NotVisible { id, verb: Verb::Post };
        let invite = self.world.staff.invites.get(&id).ok_or(unseen.clone())?;
        if !self.world.person(*person)?.email.eq_ignore_ascii_case(&invite.email) {
            return Err(unseen);
        }
        if invite.accepted.is_some() {
            return Ok(Vec::new());
        }
        let (business, role) = (invite.business, invite.role);
        Ok(vec![
            Event::Staff(StaffEvent::InviteAccepted { invite: id, person: *person }),
            Event::MemberAdded { business, person: *person, role },
        ])
    }

    fn add_child(self, parent: BusinessId, name: &str, entry: &ChildEntry) -> Decision {
        self.allow(Need::ManageBusiness(parent))?;
        require_text("name", name, 100)?;
        let mut children = self.world.children_of(parent);
        let taken = |child: &crate::staff::Child| {
            child.external_id.is_some() && child.external_id == entry.external_id
        };
        if children.any(|(_, child)| taken(child)) {
            let value = entry.external_id.clone().unwrap_or_default();
            return Err(Refusal::BadValue { field: "child_business_external_id", value });
        }
        let own = &self.world.business(parent)?.profile;
        let child = BusinessId::new(self.world.chance().id());
        let profile = BusinessProfile {
            name: name.trim().to_owned(),
            legal_name: name.trim().to_owned(),
            ..own.clone()
        };
        let ChildEntry { external_id, vertical } = entry.clone();
        Ok(vec![
            Event::BusinessCreated { business: child, profile, created_by: None },
            Event::Staff(StaffEvent::ChildAdded { child, parent, external_id, vertical }),
        ])
    }
}

/// What is wished of a token.
#[derive(Clone, Copy)]
struct Wish<'a> {
    scopes: &'a BTreeSet<Permission>,
    wabas: Option<&'a BTreeSet<WabaId>>,
    expires_at: Option<Timestamp>,
}

fn told(event: StaffEvent) -> Decision {
    Ok(vec![Event::Staff(event)])
}
