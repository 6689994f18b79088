//! Apps and their reviews, subscriptions, tokens, solutions, staff, money, tickets, templates.

use super::life::accepted_or_not;
use super::sentence;
use crate::account::AccountEvent;
use crate::app_access::AppEvent;
use crate::money::MoneyEvent;
use crate::session::SessionEvent;
use crate::solution::SolutionEvent;
use crate::staff::StaffEvent;
use crate::subscription::SubscriptionEvent;
use crate::template::TemplateEvent;
use crate::ticket::TicketEvent;
use crate::world::World;

impl SubscriptionEvent {
    pub(super) fn words(&self, world: &World) -> String {
        match self {
            Self::Subscribed { app, callback_url, .. } => {
                format!("Webhooks of {} go to {callback_url}", world.say_app(*app))
            }
        }
    }
}

impl TemplateEvent {
    pub(super) fn words(&self, world: &World) -> String {
        match self {
            Self::Edited { template, .. } => {
                format!("{} was edited", world.begin_template(*template))
            }
            Self::Paused { template, .. } => {
                format!("{} was paused", world.begin_template(*template))
            }
            Self::Resumed { template } => {
                format!("{} can be sent again", world.begin_template(*template))
            }
            Self::Disabled { template } => {
                format!("{} was disabled", world.begin_template(*template))
            }
            Self::CategoryAnnounced { template, category, .. } => {
                format!("{} will be of the category {category}", world.begin_template(*template))
            }
            Self::CategoryChanged { template, category } => {
                format!("{} is of the category {category}", world.begin_template(*template))
            }
        }
    }
}

impl SessionEvent {
    pub(super) fn words(&self, world: &World) -> String {
        match self {
            Self::TokenEnded { .. } => "An access token was ended".to_owned(),
            Self::SessionsEnded { person, .. } => {
                format!("The logins of {} were ended", world.say_person(*person))
            }
            Self::ProofRequired { app, required } => {
                let app = sentence(&world.say_app(*app));
                let needs = if *required { "asks" } else { "no longer asks" };
                format!("{app} {needs} for a proof with every call")
            }
        }
    }
}

impl AccountEvent {
    pub(super) fn words(&self, world: &World) -> String {
        match self {
            Self::InsightsEnabled { waba } => {
                format!("Insights of {} were turned on", world.say_waba(*waba))
            }
            Self::PurchaseOrderSet { waba, number } => {
                format!("Invoices of {} carry the order {number}", world.say_waba(*waba))
            }
        }
    }
}

impl SolutionEvent {
    pub(super) fn words(&self, world: &World) -> String {
        let name = |id: &graph::id::SolutionId| {
            let known = world.solutions.all.get(id);
            known.map_or_else(|| id.to_string(), |one| format!("“{}”", one.name))
        };
        match self {
            Self::SolutionCreated { owner, partner, name, .. } => {
                let (owner, partner) = (world.say_app(*owner), world.say_app(*partner));
                format!("The solution “{name}” of {owner} with {partner} was created")
            }
            Self::InvitationAnswered { solution, accepted } => {
                let said = said(*accepted);
                format!("The invitation to the solution {} was {said}", name(solution))
            }
            Self::DeactivationAsked { solution, by } => {
                let by = sentence(&world.say_app(*by));
                format!("{by} asked to end the solution {}", name(solution))
            }
            Self::DeactivationAnswered { solution, accepted } => {
                let said = said(*accepted);
                format!("The wish to end the solution {} was {said}", name(solution))
            }
            Self::MigrationAsked { waba, solution, .. } => {
                format!("{} was asked to move to {}", world.say_waba(*waba), name(solution))
            }
            Self::MigrationAnswered { accepted, .. } => {
                format!("The move to a solution was {}", said(*accepted))
            }
            Self::SolutionTokenIssued { token } => {
                format!("An access token of a solution was issued for {}", world.say_app(token.app))
            }
        }
    }
}

impl MoneyEvent {
    pub(super) fn words(&self, world: &World) -> String {
        match self {
            Self::ShareTermsSet { allocation, .. } => {
                format!("The terms of the credit share {allocation} were settled")
            }
            Self::TermsSet { business, accepted } => {
                let business = world.say_business(*business);
                format!("{business} {} the terms for sharing credit", accepted_or_not(*accepted))
            }
            Self::MaxBalanceSet { line, max: Some(max) } => {
                format!("The credit line {line} carries at most {max}")
            }
            Self::MaxBalanceSet { line, max: None } => {
                format!("The credit line {line} has no limit")
            }
            Self::DirectFundingSet { waba, currency, .. } => {
                let waba = sentence(&world.say_waba(*waba));
                format!("{waba} has a payment method of its own in {currency}")
            }
            Self::InvoiceIssued { business, month, .. } => {
                let business = world.say_business(*business);
                format!("{business} got the invoice for {}", month.words())
            }
            Self::InvoiceSettled { invoice } => format!("The invoice {invoice} was paid"),
        }
    }
}

impl StaffEvent {
    pub(super) fn words(&self, world: &World) -> String {
        match self {
            Self::FinanceSet { user, .. } => {
                format!("What {} may do with money was settled", world.say_user(*user))
            }
            Self::SystemUserMade { user, .. } => {
                format!("The system user {} was made", world.say_user(*user))
            }
            Self::Invited { business, email, .. } => {
                format!("{} invited {email}", world.say_business(*business))
            }
            Self::InviteAccepted { person, .. } => {
                format!("{} accepted an invitation", world.say_person(*person))
            }
            Self::ChildAdded { child, parent, .. } => {
                let child = world.say_business(*child);
                format!("{child} became a part of {}", world.say_business(*parent))
            }
            Self::ChildRemoved { child } => {
                format!("{} is no part of another business any more", world.say_business(*child))
            }
        }
    }
}

impl AppEvent {
    pub(super) fn words(&self, world: &World) -> String {
        let say = |app: &graph::id::AppId| sentence(&world.say_app(*app));
        match self {
            Self::BegunFresh { app } => format!("{} begins with Standard access", say(app)),
            Self::ModeSet { app, mode } => {
                let mode = super::by_its_name(&serde_json::json!({ "kind": mode })).to_lowercase();
                format!("{} is in the mode {mode}", say(app))
            }
            Self::AdvancedSet { app, advanced } => {
                let all: Vec<String> = advanced.iter().map(ToString::to_string).collect();
                let all = if all.is_empty() { "nothing".to_owned() } else { all.join(", ") };
                format!("{} has Advanced access to {all}", say(app))
            }
            Self::Submitted { app, .. } => format!("{} was submitted to App Review", say(app)),
            Self::ReviewApproved { app } => format!("{} passed App Review", say(app)),
            Self::ReviewDeclined { app, reason } => {
                format!("{} did not pass App Review: {reason}", say(app))
            }
        }
    }
}

impl TicketEvent {
    pub(super) fn words(&self, world: &World) -> String {
        match self {
            Self::PermissionsChecked { app, missing } if missing.is_empty() => {
                format!("{} has its permissions", sentence(&world.say_app(*app)))
            }
            Self::PermissionsChecked { app, .. } => {
                format!("{} lacks permissions", sentence(&world.say_app(*app)))
            }
            Self::Opened { ticket, business, .. } => {
                format!("{} opened the support ticket {ticket}", world.say_business(*business))
            }
            Self::Replied { ticket, by, .. } => {
                format!("{} wrote to the support ticket {ticket}", world.say_person(*by))
            }
            Self::Answered { ticket, .. } => format!("Support answered the ticket {ticket}"),
            Self::Closed { ticket } => format!("The support ticket {ticket} was closed"),
        }
    }
}

const fn said(accepted: bool) -> &'static str {
    if accepted { "accepted" } else { "declined" }
}
