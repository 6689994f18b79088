//! Who may do what: by token, holder, asset, task and permission (requirements A, H).

use std::collections::BTreeSet;

use graph::error::Method as Verb;
use graph::id::{AllocationId, AppId, BusinessId, CreditLineId, PersonId, SystemUserId, WabaId};
use graph::status::{Permission, Task};
use jiff::Timestamp;

use crate::actor::{Actor, TokenKey};
use crate::refusal::{OfficeRefusal, Refusal};
use crate::staff::Finance;
use crate::system_user::SystemUserKind;
use crate::token::{Holder, Token};
use crate::waba::Waba;
use crate::world::World;

#[cfg(test)]
mod tests;

/// The holder of a valid token, as far as access is concerned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    /// The app the token is for.
    pub app: AppId,
    /// Whom it speaks for.
    pub holder: Holder,
    /// What it permits.
    pub scopes: BTreeSet<Permission>,
    /// The WABAs it is limited to, newest first.
    pub wabas: Option<Vec<WabaId>>,
}

/// One kind of use of one object. Whoever wants it must see the object, hold the permission and,
/// as an employee system user, have one of the tasks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Read a WABA, its numbers' plain fields, its subscriptions.
    ReadWaba(WabaId),
    /// Change a WABA's settings, subscriptions included.
    ManageWaba(WabaId),
    /// Read the certificates of its numbers: providers only (requirement E05).
    ReadCertificates(WabaId),
    /// Add, prove, register, describe its numbers.
    ManagePhones(WabaId),
    /// Register its numbers and set their PIN (contract §4.5).
    Register(WabaId),
    /// Read its templates.
    ReadTemplates(WabaId),
    /// Create and delete its templates.
    ManageTemplates(WabaId),
    /// Send messages for it.
    Send(WabaId),
    /// Read who is assigned to it.
    ReadUsers(WabaId),
    /// Assign users to it: admin system users only (contract §3.6).
    AssignUsers(WabaId),
    /// Attach a credit line to it: system users only (contract §5).
    Fund(WabaId),
    /// Read its phone numbers.
    ReadPhones(WabaId),
    /// Read what it costs: funding and purchase order.
    ViewCost(WabaId),
    /// Read a business: one's own, or a client's.
    ReadBusiness(BusinessId),
    /// Read what belongs to one's own business: WABAs, system users, credit lines.
    ReadOwnBusiness(BusinessId),
    /// Change one's own business: system users, people, child businesses. Admins only.
    ManageBusiness(BusinessId),
    /// Read or share a credit line of one's own business.
    UseCreditLine(CreditLineId),
    /// Read a share of a credit line of one's own business.
    ReadAllocation(AllocationId),
    /// Revoke it.
    RevokeAllocation(AllocationId),
}

/// How a caller is related to a WABA it can see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Relation {
    /// It works for the owner.
    Owner,
    /// It works for a provider the WABA is shared with.
    Partner,
}

impl Need {
    /// The WABA meant, if it is about one.
    const fn waba(self) -> Option<WabaId> {
        match self {
            Self::ReadWaba(waba)
            | Self::ManageWaba(waba)
            | Self::ReadCertificates(waba)
            | Self::ManagePhones(waba)
            | Self::Register(waba)
            | Self::ReadTemplates(waba)
            | Self::ManageTemplates(waba)
            | Self::Send(waba)
            | Self::ReadUsers(waba)
            | Self::AssignUsers(waba)
            | Self::Fund(waba)
            | Self::ReadPhones(waba)
            | Self::ViewCost(waba) => Some(waba),
            Self::ReadBusiness(_)
            | Self::ManageBusiness(_)
            | Self::ReadOwnBusiness(_)
            | Self::UseCreditLine(_)
            | Self::ReadAllocation(_)
            | Self::RevokeAllocation(_) => None,
        }
    }

    /// How the object is called, which an answer about an invisible one repeats.
    const fn verb(self) -> Verb {
        match self {
            Self::ReadWaba(_)
            | Self::ReadCertificates(_)
            | Self::ReadTemplates(_)
            | Self::ReadUsers(_)
            | Self::ReadPhones(_)
            | Self::ViewCost(_)
            | Self::ReadBusiness(_)
            | Self::ReadOwnBusiness(_)
            | Self::ReadAllocation(_) => Verb::Get,
            Self::ManageWaba(_)
            | Self::ManagePhones(_)
            | Self::Register(_)
            | Self::ManageTemplates(_)
            | Self::Send(_)
            | Self::AssignUsers(_)
            | Self::Fund(_)
            | Self::ManageBusiness(_)
            | Self::UseCreditLine(_) => Verb::Post,
            Self::RevokeAllocation(_) => Verb::Delete,
        }
    }

    /// The tasks of which an employee system user needs one; `MANAGE` and `FULL_CONTROL` always do.
    const fn tasks(self) -> &'static [Task] {
        match self {
            Self::ReadWaba(_) | Self::ReadUsers(_) => Task::ALL,
            Self::ManageWaba(_) => &[Task::Develop],
            Self::ReadCertificates(_) | Self::ManagePhones(_) | Self::Register(_) => {
                &[Task::ManagePhone, Task::ManagePhoneAssets]
            }
            Self::ReadTemplates(_) => &[Task::ViewTemplates, Task::ManageTemplates],
            Self::ManageTemplates(_) => &[Task::ManageTemplates],
            Self::Send(_) => &[Task::Messaging, Task::Develop],
            Self::ReadPhones(_) => &[
                Task::ViewPhoneAssets,
                Task::ManagePhone,
                Task::ManagePhoneAssets,
                Task::Messaging,
                Task::Develop,
            ],
            Self::ViewCost(_) => &[Task::ViewCost, Task::ManageBilling],
            Self::AssignUsers(_) => &[Task::ManageUsers],
            Self::Fund(_) => &[Task::ManageBilling],
            Self::ReadBusiness(_)
            | Self::ManageBusiness(_)
            | Self::ReadOwnBusiness(_)
            | Self::UseCreditLine(_)
            | Self::ReadAllocation(_)
            | Self::RevokeAllocation(_) => &[],
        }
    }
}

impl World {
    /// Whom a token speaks for, if it is valid at `now`.
    ///
    /// # Errors
    /// [`Refusal::UnknownToken`], [`Refusal::TokenEnded`], [`Refusal::TokenExpired`].
    pub fn caller(&self, key: &TokenKey, now: Timestamp) -> Result<Caller, Refusal> {
        let token: &Token = self.tokens.get(key).ok_or(Refusal::UnknownToken)?;
        if let Some(&why) = self.sessions.ended.get(key) {
            return Err(Refusal::TokenEnded { why });
        }
        if let Some(at) = token.expires_at.filter(|&at| at <= now) {
            return Err(Refusal::TokenExpired { at, now });
        }
        Ok(Caller {
            app: token.app,
            holder: token.holder,
            scopes: token.scopes.clone(),
            wabas: token.wabas.clone(),
        })
    }

    /// The app itself as a caller, for its literal token (contract §0).
    ///
    /// # Errors
    /// [`Refusal::NotVisible`] for an unknown app, [`Refusal::UnknownToken`] for a wrong secret.
    pub fn app_caller(&self, app: AppId, secret: &str) -> Result<Caller, Refusal> {
        let known = self.app(app)?;
        if known.secret != secret {
            return Err(Refusal::UnknownToken);
        }
        Ok(Caller { app, holder: Holder::App, scopes: BTreeSet::new(), wabas: None })
    }

    /// Whether a caller may have what it needs.
    ///
    /// # Errors
    /// In this order: [`Refusal::NotVisible`] for what it cannot see,
    /// [`Refusal::MissingPermission`], and what depends on the need: [`Refusal::NotAssigned`],
    /// [`Refusal::MayNotSend`], [`Refusal::SystemTokenNeeded`],
    /// [`Refusal::AdminSystemUserNeeded`].
    pub fn permit(&self, caller: &Caller, need: Need) -> Result<(), Refusal> {
        match need.waba() {
            Some(waba) => self.permit_waba(caller, need, waba),
            None => self.permit_business(caller, need),
        }
    }

    /// The business the caller works for: that of its system user or app; none for a person.
    pub fn business_of(&self, caller: &Caller) -> Option<BusinessId> {
        match caller.holder {
            Holder::App => self.apps.get(&caller.app).map(|app| app.business),
            Holder::SystemUser(user) => self.system_users.get(&user).map(|user| user.business),
            Holder::Person(_) => None,
        }
    }

    /// Whether the caller sees the WABA, without regard to tasks and permissions.
    pub fn sees_waba(&self, caller: &Caller, waba: WabaId) -> bool {
        self.wabas.get(&waba).is_some_and(|waba| self.relation(caller, waba).is_some())
    }

    /// Decides for any actor; the desk may everything, a client nothing here.
    pub(crate) fn allow(&self, by: &Actor, need: Need, now: Timestamp) -> Result<(), Refusal> {
        match by {
            Actor::Desk => self.exists(need),
            Actor::Person { person } => self.allow_person(*person, need),
            Actor::Token { key } => self.permit(&self.caller(key, now)?, need),
            Actor::App { .. } | Actor::Client { .. } | Actor::Time => Err(Refusal::NotForThisActor),
        }
    }

    /// A person in the Business Manager: admins of the owner, and of the provider for its money.
    fn allow_person(&self, person: PersonId, need: Need) -> Result<(), Refusal> {
        self.exists(need)?;
        let business = match need {
            Need::ReadBusiness(business)
            | Need::ReadOwnBusiness(business)
            | Need::ManageBusiness(business) => Some(business),
            Need::UseCreditLine(line) => self.credit_lines.get(&line).map(|line| line.owner),
            Need::ReadAllocation(id) | Need::RevokeAllocation(id) => {
                self.allocations.get(&id).map(|allocation| allocation.owner)
            }
            _ => need.waba().and_then(|waba| self.wabas.get(&waba)).map(|waba| waba.owner),
        };
        let business = business.ok_or(Refusal::NotForThisActor)?;
        self.require_admin(person, business)
    }

    /// That the person administers the business.
    pub(crate) fn require_admin(
        &self,
        person: PersonId,
        business: BusinessId,
    ) -> Result<(), Refusal> {
        if self.business(business)?.is_admin(person) {
            Ok(())
        } else {
            Err(Refusal::NotBusinessAdmin { business })
        }
    }

    /// That the object of a need exists at all.
    fn exists(&self, need: Need) -> Result<(), Refusal> {
        let (id, known) = match need {
            Need::ReadBusiness(id) | Need::ReadOwnBusiness(id) | Need::ManageBusiness(id) => {
                (id.get(), self.businesses.contains_key(&id))
            }
            Need::UseCreditLine(id) => (id.get(), self.credit_lines.contains_key(&id)),
            Need::ReadAllocation(id) | Need::RevokeAllocation(id) => {
                (id.get(), self.allocations.contains_key(&id))
            }
            _ => need.waba().map_or((0, false), |id| (id.get(), self.wabas.contains_key(&id))),
        };
        if known { Ok(()) } else { Err(Refusal::NotVisible { id, verb: need.verb() }) }
    }

    fn permit_waba(&self, caller: &Caller, need: Need, id: WabaId) -> Result<(), Refusal> {
        let unseen = Refusal::NotVisible { id: id.get(), verb: need.verb() };
        let Some(waba) = self.wabas.get(&id) else { return Err(unseen) };
        let Some(relation) = self.relation(caller, waba) else { return Err(unseen) };
        self.require_scope(caller, need, Some(waba.owner))?;
        let Holder::SystemUser(user) = caller.holder else {
            return Self::permit_user_token(need);
        };
        let kind = self.system_users.get(&user).map(|user| user.kind);
        if relation == Relation::Owner && matches!(need, Need::ReadCertificates(_)) {
            self.owner_provides(waba)?;
        }
        match (kind, need) {
            (Some(SystemUserKind::Employee), Need::AssignUsers(_)) => {
                Err(Refusal::AdminSystemUserNeeded)
            }
            (Some(SystemUserKind::Employee), _) => {
                let tasks = waba.assigned.get(&user);
                let manages = |task: &Task| matches!(task, Task::Manage | Task::FullControl);
                let enough = |task: &Task| manages(task) || need.tasks().contains(task);
                match tasks {
                    Some(tasks) if tasks.iter().any(enough) => Ok(()),
                    Some(_) if matches!(need, Need::Send(_)) => {
                        Err(Refusal::MayNotSend { waba: id })
                    }
                    _ => Err(Refusal::NotAssigned { user, waba: id }),
                }
            }
            (Some(SystemUserKind::Integration { .. }), Need::AssignUsers(_) | Need::Fund(_)) => {
                Err(Refusal::SystemTokenNeeded)
            }
            (Some(SystemUserKind::Admin | SystemUserKind::Integration { .. }), _) => Ok(()),
            (None, _) => Err(unseen),
        }
    }

    /// User tokens of the signup reach the granted WABAs, except where a system user is demanded.
    fn permit_user_token(need: Need) -> Result<(), Refusal> {
        match need {
            Need::AssignUsers(_) | Need::Fund(_) | Need::ReadCertificates(_) => {
                Err(Refusal::SystemTokenNeeded)
            }
            _ => Ok(()),
        }
    }

    /// Certificates of a provider's own WABA are the provider's (requirement E05).
    fn owner_provides(&self, waba: &Waba) -> Result<(), Refusal> {
        if self.business(waba.owner)?.provider { Ok(()) } else { Err(Refusal::SystemTokenNeeded) }
    }

    fn permit_business(&self, caller: &Caller, need: Need) -> Result<(), Refusal> {
        self.exists(need)?;
        let own = self.business_of(caller);
        let (id, visible) = match need {
            Need::ReadBusiness(id) => {
                (id.get(), own == Some(id) || self.is_client(caller, own, id))
            }
            Need::ReadOwnBusiness(id) | Need::ManageBusiness(id) => {
                (id.get(), own == Some(id) || self.administers(caller, id))
            }
            Need::UseCreditLine(id) => {
                (id.get(), own == self.credit_lines.get(&id).map(|line| line.owner))
            }
            Need::ReadAllocation(id) | Need::RevokeAllocation(id) => {
                (id.get(), own == self.allocations.get(&id).map(|allocation| allocation.owner))
            }
            _ => (0, false),
        };
        if !visible {
            return Err(Refusal::NotVisible { id, verb: need.verb() });
        }
        let client = matches!(need, Need::ReadBusiness(_)).then_some(BusinessId::new(id));
        self.require_scope(caller, need, client)?;
        match (need, caller.holder) {
            (Need::ManageBusiness(_), Holder::SystemUser(user))
                if self.system_users.get(&user).map(|user| user.kind)
                    != Some(SystemUserKind::Admin) =>
            {
                Err(Refusal::AdminSystemUserNeeded)
            }
            (
                Need::UseCreditLine(_) | Need::ReadAllocation(_) | Need::RevokeAllocation(_),
                Holder::SystemUser(user),
            ) if self.finance_of(user) == Finance::None && !self.is_integration(user) => {
                Err(OfficeRefusal::FinanceRoleNeeded.into())
            }
            (Need::ManageBusiness(_), Holder::App) => Err(Refusal::SystemTokenNeeded),
            (Need::UseCreditLine(_) | Need::RevokeAllocation(_), Holder::SystemUser(user))
                if self.is_integration(user) =>
            {
                Err(Refusal::SystemTokenNeeded)
            }
            (Need::UseCreditLine(_) | Need::RevokeAllocation(_), Holder::App) => {
                Err(Refusal::SystemTokenNeeded)
            }
            _ => Ok(()),
        }
    }

    /// Whether the token is one of a person who administers the business, for an app of its own.
    fn administers(&self, caller: &Caller, business: BusinessId) -> bool {
        let Holder::Person(person) = caller.holder else { return false };
        let own = self.apps.get(&caller.app).is_some_and(|app| app.business == business);
        own && self.businesses.get(&business).is_some_and(|one| one.is_admin(person))
    }

    /// Whether a line may be attached to a WABA that way (contract §5.2, the second of two steps):
    /// with the business's own token for the provider's app, or as a line is shared.
    pub(crate) fn permit_attach(
        &self,
        caller: &Caller,
        line: CreditLineId,
        waba: WabaId,
    ) -> Result<(), Refusal> {
        let integration = matches!(caller.holder, Holder::SystemUser(user)
            if self.is_integration(user));
        if !integration {
            self.permit(caller, Need::UseCreditLine(line))?;
            return self.permit(caller, Need::Fund(waba));
        }
        let owner = self.credit_lines.get(&line).map(|line| line.owner);
        let app = self.apps.get(&caller.app).map(|app| app.business);
        if owner.is_none() || owner != app {
            return Err(Refusal::NotVisible { id: line.get(), verb: Verb::Post });
        }
        self.permit(caller, Need::ManageWaba(waba))
    }

    fn is_integration(&self, user: SystemUserId) -> bool {
        self.system_users
            .get(&user)
            .is_some_and(|user| matches!(user.kind, SystemUserKind::Integration { .. }))
    }

    /// Whether the business shares a WABA with the caller's, or granted the caller one.
    fn is_client(&self, caller: &Caller, own: Option<BusinessId>, client: BusinessId) -> bool {
        let Some(business) = self.businesses.get(&client) else { return false };
        business.owned_wabas.iter().filter_map(|waba| self.wabas.get(waba)).any(|waba| {
            own.is_some_and(|own| waba.is_shared_with(own))
                || (caller.wabas.is_some() && self.relation(caller, waba).is_some())
        })
    }

    /// How the caller is related to the WABA; `None` if it cannot see it.
    fn relation(&self, caller: &Caller, waba: &Waba) -> Option<Relation> {
        if caller.wabas.as_ref().is_some_and(|wabas| !wabas.contains(&waba.id)) {
            return None;
        }
        let app_business = self.apps.get(&caller.app).map(|app| app.business)?;
        let through_app = if app_business == waba.owner {
            Some(Relation::Owner)
        } else {
            waba.is_shared_with(app_business).then_some(Relation::Partner)
        };
        match caller.holder {
            Holder::App => None,
            Holder::Person(person) => {
                let member = self.businesses.get(&waba.owner)?.people.contains_key(&person);
                if member { through_app } else { None }
            }
            Holder::SystemUser(user) => {
                let user = self.system_users.get(&user)?;
                match user.kind {
                    SystemUserKind::Integration { .. } => through_app,
                    _ if user.business == waba.owner => Some(Relation::Owner),
                    _ => waba.is_shared_with(user.business).then_some(Relation::Partner),
                }
            }
        }
    }

    /// That the token has one of the permissions needed, and that the app's level of access covers
    /// the business it is about (requirement H03).
    fn require_scope(
        &self,
        caller: &Caller,
        need: Need,
        about: Option<BusinessId>,
    ) -> Result<(), Refusal> {
        let management = [Permission::WhatsappBusinessManagement];
        let business = [Permission::BusinessManagement];
        let both = [Permission::WhatsappBusinessManagement, Permission::WhatsappBusinessMessaging];
        if matches!(need, Need::Register(_)) && self.policy.registering_takes_both {
            let missing = both.into_iter().find(|one| !caller.scopes.contains(one));
            return missing
                .map_or(Ok(()), |permission| Err(Refusal::MissingPermission { permission }));
        }
        let any: &[Permission] = match need {
            Need::Send(_) => &self.policy.sending_permissions,
            Need::Register(_) => &both,
            Need::Fund(_)
            | Need::ReadBusiness(_)
            | Need::ReadOwnBusiness(_)
            | Need::ManageBusiness(_)
            | Need::UseCreditLine(_)
            | Need::ReadAllocation(_)
            | Need::RevokeAllocation(_) => &business,
            _ => &management,
        };
        let mut had = any.iter().copied().filter(|one| caller.scopes.contains(one)).peekable();
        let Some(&first) = had.peek() else {
            return match any.first() {
                None => Ok(()),
                Some(&permission) => Err(Refusal::MissingPermission { permission }),
            };
        };
        let covered = |one| about.is_none_or(|about| self.covers(caller.app, one, about));
        if had.any(covered) {
            Ok(())
        } else {
            Err(OfficeRefusal::StandardAccess { permission: first }.into())
        }
    }
}
