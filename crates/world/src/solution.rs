//! Multi-partner solutions: two providers' apps that serve the same clients, one of which sends
//! (contract §3.9, §6.11).

use std::collections::{BTreeMap, BTreeSet};

use graph::id::{AppId, BusinessId, MigrationIntentId, SolutionId, WabaId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::actor::TokenKey;
use crate::token::Token;

/// What is asked about solutions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SolutionCommand {
    /// `POST /{app}/whatsapp_business_solution`: invites another provider's app.
    Create {
        /// The app that will own it.
        owner: AppId,
        /// The app that is invited.
        partner: AppId,
        /// Its name.
        name: String,
        /// Who of the two sends.
        sender: Party,
    },
    /// `POST /{solution}/accept` and `/reject`: the invited app answers; the owner may withdraw.
    AnswerInvitation {
        /// Which.
        solution: SolutionId,
        /// Whether it joins.
        accept: bool,
    },
    /// `POST /{solution}/send_deactivation_request`.
    AskForDeactivation {
        /// Which.
        solution: SolutionId,
    },
    /// `POST /{solution}/accept_deactivation_request` and `/reject_deactivation_request`.
    AnswerDeactivation {
        /// Which.
        solution: SolutionId,
        /// Whether it ends.
        accept: bool,
    },
    /// `POST /{waba}/set_solution_migration_intent`: the owner of the WABA is asked.
    AskForMigration {
        /// The WABA.
        waba: WabaId,
        /// The solution it would join.
        solution: SolutionId,
    },
    /// The owner of the WABA answers.
    AnswerMigration {
        /// Which.
        intent: MigrationIntentId,
        /// Whether it joins.
        accept: bool,
    },
    /// `GET /{solution}/access_token`: a token of the caller's app for one client.
    IssueToken {
        /// The solution.
        solution: SolutionId,
        /// The client.
        business: BusinessId,
        /// The fingerprint of the token's text.
        key: TokenKey,
    },
}

/// What became true about solutions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields say what they are; the variant says what happened")]
pub enum SolutionEvent {
    SolutionCreated {
        solution: SolutionId,
        owner: AppId,
        partner: AppId,
        name: String,
        sender: Party,
    },
    InvitationAnswered {
        solution: SolutionId,
        accepted: bool,
    },
    DeactivationAsked {
        solution: SolutionId,
        by: AppId,
    },
    DeactivationAnswered {
        solution: SolutionId,
        accepted: bool,
    },
    MigrationAsked {
        intent: MigrationIntentId,
        waba: WabaId,
        solution: SolutionId,
        by: AppId,
    },
    MigrationAnswered {
        intent: MigrationIntentId,
        accepted: bool,
    },
    /// A token of one of its apps for one client.
    SolutionTokenIssued {
        token: Token,
    },
}

/// One of the two apps of a solution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Party {
    /// The app that made it.
    Owner,
    /// The app that was invited.
    Partner,
}

/// All solutions, and the wishes to move WABAs into them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Solutions {
    /// The solutions.
    pub all: BTreeMap<SolutionId, Solution>,
    /// The wishes.
    pub intents: BTreeMap<MigrationIntentId, MigrationIntent>,
}

/// A multi-partner solution.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Solution {
    /// Its id.
    pub id: SolutionId,
    /// Its name.
    pub name: String,
    /// The app that made it.
    pub owner: AppId,
    /// The app that was invited.
    pub partner: AppId,
    /// Which of them sends.
    pub sender: Party,
    /// How far it is.
    pub stage: SolutionStage,
    /// The WABAs that joined it.
    pub wabas: BTreeSet<WabaId>,
    /// When it was made.
    pub created_at: Timestamp,
}

/// How far a solution is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SolutionStage {
    /// The invited app has not answered.
    Initiated,
    /// Both work with it.
    Active,
    /// One of them wants to end it.
    Ending {
        /// Which.
        by: AppId,
    },
    /// The invitation was turned down, or withdrawn.
    Rejected,
    /// It has ended.
    Deactivated,
}

impl SolutionStage {
    /// The words of `status` and `status_for_pending_request`.
    pub const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Initiated => ("INITIATED", "PENDING_ACTIVATION"),
            Self::Active => ("ACTIVE", "NONE"),
            Self::Ending { .. } => ("ACTIVE", "PENDING_DEACTIVATION"),
            Self::Rejected => ("REJECTED", "NONE"),
            Self::Deactivated => ("DEACTIVATED", "NONE"),
        }
    }

    /// The word of `solution_status` in webhooks, which knows one more.
    pub const fn webhook_word(self) -> &'static str {
        match self {
            Self::Ending { .. } => "PENDING_DEACTIVATION",
            other => other.words().0,
        }
    }

    /// Whether clients can be served with it.
    pub const fn is_active(self) -> bool {
        matches!(self, Self::Active | Self::Ending { .. })
    }
}

impl Solution {
    /// Whether this app is one of the two.
    pub fn has(&self, app: AppId) -> bool {
        app == self.owner || app == self.partner
    }

    /// The app of the two that sends.
    pub const fn sending_app(&self) -> AppId {
        match self.sender {
            Party::Owner => self.owner,
            Party::Partner => self.partner,
        }
    }
}

/// The wish to move a WABA into a solution, which its owner answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MigrationIntent {
    /// Its id.
    pub id: MigrationIntentId,
    /// The WABA.
    pub waba: WabaId,
    /// The solution.
    pub solution: SolutionId,
    /// The app that asked.
    pub by: AppId,
    /// When.
    pub asked_at: Timestamp,
    /// What the owner said.
    pub accepted: Option<bool>,
}

impl MigrationIntent {
    /// The word of `status`.
    pub const fn status(&self) -> &'static str {
        match self.accepted {
            None => "INITIATED",
            Some(true) => "COMPLETED",
            Some(false) => "REJECTED",
        }
    }
}

/// Why something about a solution is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SolutionProblem {
    /// An app cannot be its own partner, nor one that is no provider's.
    UnfitPartner,
    /// Only the other app may answer.
    NotTheOther,
    /// The invitation was answered already.
    NotInvited,
    /// It is not active, or its end was asked for already.
    NotActive,
    /// Nobody asked for its end.
    NoDeactivation,
    /// The owner has answered already.
    IntentOver,
    /// The client has no account in it.
    NoClient,
}

impl SolutionProblem {
    /// The sentence that says what is wrong.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::UnfitPartner => {
                "partner_app_id must be the app of another WhatsApp solution provider"
            }
            Self::NotTheOther => "Only the other app of this solution can answer the request",
            Self::NotInvited => "The solution is not in status INITIATED",
            Self::NotActive => "The solution is not active, or its deactivation is requested",
            Self::NoDeactivation => "No deactivation of this solution is requested",
            Self::IntentOver => "The migration intent has been answered already",
            Self::NoClient => "This business has no WhatsApp Business Account in the solution",
        }
    }
}
