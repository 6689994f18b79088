//! Who works for a business besides its people: system users made later, their tokens, invitations,
//! child businesses (contract §1.9, §2.4, §2.5).

use std::collections::{BTreeMap, BTreeSet};

use graph::id::{BusinessId, PersonId, SystemUserId, WabaId};
use graph::status::Permission;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::actor::TokenKey;
use crate::business::Role;
use crate::command::TokenOrder;
use crate::system_user::SystemUserKind;
use crate::token::Token;
use crate::world::World;

/// What a business knows about its staff beyond people and system users themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Staff {
    /// What system users may do with money, where it was said.
    pub finance: BTreeMap<SystemUserId, Finance>,
    /// Who made a system user.
    pub makers: BTreeMap<SystemUserId, Maker>,
    /// Invitations, accepted ones included.
    pub invites: BTreeMap<u64, Invite>,
    /// The ids of people as users of a business, where an invitation gave them one.
    pub business_users: BTreeMap<(BusinessId, PersonId), u64>,
    /// Child businesses.
    pub children: BTreeMap<BusinessId, Child>,
}

/// What a system user may do with its business's money (contract §5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Finance {
    /// Nothing.
    None,
    /// Look at it.
    Analyst,
    /// Share and revoke credit.
    Editor,
}

impl Finance {
    /// The word of `finance_permission`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Analyst => "FINANCE_ANALYST",
            Self::Editor => "FINANCE_EDITOR",
        }
    }
}

/// Who made a system user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Maker {
    /// A person on a page.
    Person(PersonId),
    /// An admin system user over the Graph API.
    SystemUser(SystemUserId),
}

/// An invitation to join a business.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invite {
    /// Its id, which becomes the business user's.
    pub id: u64,
    /// The business.
    pub business: BusinessId,
    /// To whom it went.
    pub email: String,
    /// What they become.
    pub role: Role,
    /// When it was sent.
    pub at: Timestamp,
    /// Who accepted it.
    pub accepted: Option<PersonId>,
}

/// A business that belongs to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Child {
    /// The one it belongs to.
    pub parent: BusinessId,
    /// What the parent calls it.
    pub external_id: Option<String>,
    /// Its trade, a word of experience §3.
    pub vertical: Option<String>,
}

/// What is asked about staff.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields say what they are; the variant says what is asked")]
pub enum StaffCommand {
    /// `POST /{business}/system_users`, or the page.
    CreateSystemUser { business: BusinessId, name: String, kind: SystemUserKind, finance: Finance },
    /// The page: what a system user may do with money.
    SetFinance { user: SystemUserId, finance: Finance },
    /// The page, or `POST /{business}/system_user_access_tokens` of one's own business.
    GenerateToken(Box<TokenOrder>),
    /// Takes one token away.
    RevokeToken { key: TokenKey },
    /// `POST /{client-business}/system_user_access_tokens` with `fetch_only` (contract §1.9).
    FetchToken {
        business: BusinessId,
        key: TokenKey,
        user: Option<SystemUserId>,
        scopes: BTreeSet<Permission>,
        wabas: Option<BTreeSet<WabaId>>,
        expires_at: Option<Timestamp>,
    },
    /// `POST /{business}/business_users`.
    Invite { business: BusinessId, email: String, role: Role },
    /// The invited person says yes.
    AcceptInvite { invite: u64 },
    /// `POST /{business}/owned_businesses`.
    AddChild { parent: BusinessId, name: String, child: ChildEntry },
    /// `DELETE /{business}/owned_businesses`.
    RemoveChild { parent: BusinessId, child: BusinessId },
}

/// What is said about a new child business.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChildEntry {
    /// What the parent calls it.
    pub external_id: Option<String>,
    /// Its trade.
    pub vertical: Option<String>,
}

/// What became true about staff.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields say what they are; the variant says what happened")]
pub enum StaffEvent {
    FinanceSet {
        user: SystemUserId,
        finance: Finance,
    },
    SystemUserMade {
        user: SystemUserId,
        by: Maker,
    },
    Invited {
        invite: u64,
        business: BusinessId,
        email: String,
        role: Role,
    },
    InviteAccepted {
        invite: u64,
        person: PersonId,
    },
    ChildAdded {
        child: BusinessId,
        parent: BusinessId,
        #[serde(default)]
        external_id: Option<String>,
        #[serde(default)]
        vertical: Option<String>,
    },
    ChildRemoved {
        child: BusinessId,
    },
}

impl World {
    /// What a system user may do with money. Those a provider is founded with are financial
    /// editors.
    pub fn finance_of(&self, user: SystemUserId) -> Finance {
        self.staff.finance.get(&user).copied().unwrap_or(Finance::Editor)
    }

    /// The tokens of a system user that were neither revoked nor are over, newest first.
    pub fn tokens_of(&self, user: SystemUserId, now: Timestamp) -> Vec<&Token> {
        let holder = crate::token::Holder::SystemUser(user);
        let live = self.tokens.values().filter(|token| {
            token.holder == holder
                && !token.expired(now)
                && !self.sessions.ended.contains_key(&token.key)
        });
        let mut live: Vec<&Token> = live.collect();
        live.sort_by(|one, other| (other.issued_at, &other.key).cmp(&(one.issued_at, &one.key)));
        live
    }

    /// The id of a person as a user of a business.
    pub fn business_user(&self, business: BusinessId, person: PersonId) -> u64 {
        self.staff.business_users.get(&(business, person)).copied().unwrap_or(person.get())
    }

    /// The invitations of a business that nobody accepted yet.
    pub fn open_invites(&self, business: BusinessId) -> impl Iterator<Item = &Invite> {
        let all = self.staff.invites.values();
        all.filter(move |invite| invite.business == business && invite.accepted.is_none())
    }

    /// The businesses that belong to another, oldest id first.
    pub fn children_of(&self, parent: BusinessId) -> impl Iterator<Item = (BusinessId, &Child)> {
        let all = self.staff.children.iter();
        all.filter(move |(_, child)| child.parent == parent).map(|(id, child)| (*id, child))
    }
}
