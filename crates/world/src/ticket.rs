//! Support tickets: only a provider may open one, after it checked its app's permissions
//! (requirement I02).

use std::collections::{BTreeMap, BTreeSet};

use graph::id::{AppId, BusinessId, PersonId, TicketId};
use graph::status::Permission;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::world::World;

/// The two permissions that are checked first.
const CHECKED: [Permission; 2] =
    [Permission::BusinessManagement, Permission::WhatsappBusinessManagement];

/// A support ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ticket {
    /// Its id.
    pub id: TicketId,
    /// The provider.
    pub business: BusinessId,
    /// What it said at first.
    pub entry: TicketEntry,
    /// The app's details as they were.
    pub details: AppDetails,
    /// Where it stands.
    pub state: TicketState,
    /// What was said since, oldest first.
    pub talk: Vec<Said>,
    /// When it was opened.
    pub at: Timestamp,
}

/// What a provider says when it opens a ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketEntry {
    /// The app it is about.
    pub app: AppId,
    /// One line.
    pub subject: String,
    /// The steps to reproduce.
    pub steps: String,
    /// What was expected, and what happened instead.
    pub outcome: String,
    /// The `fbtrace_id` of a call that failed.
    pub trace: Option<String>,
}

/// What support needs to know of the app.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppDetails {
    /// Its name.
    pub name: String,
    /// Whether it is live.
    pub live: bool,
    /// The permissions with Advanced access.
    pub advanced: BTreeSet<Permission>,
    /// Where its webhooks go.
    pub callback: Option<String>,
}

/// Where a ticket stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TicketState {
    /// Support has to answer.
    Open,
    /// Support answered; the provider may.
    Answered,
    /// It is over.
    Closed,
}

impl TicketState {
    /// The word pages and routes show.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Answered => "answered",
            Self::Closed => "closed",
        }
    }
}

/// One thing that was said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// Who of the provider said it; `None`: support.
    pub by: Option<PersonId>,
    /// The words.
    pub text: String,
    /// When.
    pub at: Timestamp,
}

/// What is asked about tickets.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields say what they are; the variant says what is asked")]
pub enum TicketCommand {
    /// Looks at the two permissions of an app.
    CheckPermissions { app: AppId },
    /// Opens a ticket.
    Open { business: BusinessId, entry: Box<TicketEntry> },
    /// One of the provider's people adds something.
    Reply { ticket: TicketId, text: String },
    /// Support answers, from the desk; `close` ends it.
    Answer { ticket: TicketId, text: String, close: bool },
    /// The provider needs no answer any more.
    Close { ticket: TicketId },
}

/// What became true about tickets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields say what they are; the variant says what happened")]
pub enum TicketEvent {
    PermissionsChecked { app: AppId, missing: BTreeSet<Permission> },
    Opened { ticket: TicketId, business: BusinessId, entry: Box<TicketEntry>, details: AppDetails },
    Replied { ticket: TicketId, by: PersonId, text: String },
    Answered { ticket: TicketId, text: String, closed: bool },
    Closed { ticket: TicketId },
}

/// Tickets, and the checks that come before.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Support {
    /// All tickets.
    pub tickets: BTreeMap<TicketId, Ticket>,
    /// When an app's permissions were last checked, and what was missing.
    pub checks: BTreeMap<AppId, (Timestamp, BTreeSet<Permission>)>,
}

impl World {
    /// The tickets of a business, newest first.
    pub fn tickets_of(&self, business: BusinessId) -> Vec<&Ticket> {
        let own = self.support.tickets.values().filter(|ticket| ticket.business == business);
        let mut own: Vec<&Ticket> = own.collect();
        own.sort_by_key(|ticket| std::cmp::Reverse((ticket.at, ticket.id)));
        own
    }

    /// Which of the two permissions an app lacks for others.
    pub fn permissions_missing(&self, app: AppId) -> BTreeSet<Permission> {
        let level = self.app_access(app);
        CHECKED.into_iter().filter(|one| !level.reaches(*one)).collect()
    }
}
