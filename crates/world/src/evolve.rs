//! Makes events true. Nothing here refuses, asks the time, or draws chance.

mod account;
mod app_access;
mod enforcement;
mod flow;
mod limit;
mod message;
mod money;
mod name;
mod number;
mod partnership;
mod people;
mod phone;
mod preverified;
mod run;
mod session;
mod solution;
mod staff;
mod subscription;
mod template;
mod ticket;
mod waba;

use jiff::Timestamp;

use crate::due::Due;
use crate::event::Event;
use crate::world::World;

impl World {
    /// Makes one event true, which happened at `at`. Events come in the order they were decided.
    pub fn evolve(&mut self, event: &Event, at: Timestamp) {
        self.applied += 1;
        self.note_activity(event, at);
        match event {
            Event::PersonCreated { .. }
            | Event::BusinessCreated { .. }
            | Event::MemberAdded { .. }
            | Event::ProviderRecognised { .. }
            | Event::VerificationStarted { .. }
            | Event::VerificationApproved { .. }
            | Event::VerificationRejected { .. }
            | Event::AppCreated { .. }
            | Event::AppDomainsSet { .. }
            | Event::AppCallbackSet { .. }
            | Event::AppCallbackCleared { .. }
            | Event::SystemUserCreated { .. }
            | Event::TokenIssued { .. }
            | Event::LoginCodeIssued { .. }
            | Event::LoginCodeExchanged { .. } => self.evolve_people(event, at),
            Event::SignupStarted { .. }
            | Event::SignupResumed { .. }
            | Event::SignupConsented { .. }
            | Event::SignupBusinessChosen { .. }
            | Event::SignupWabaChosen { .. }
            | Event::SignupProfileDescribed { .. }
            | Event::SignupNumberGiven { .. }
            | Event::SignupNumberVerified { .. }
            | Event::SignupCancelled { .. }
            | Event::SignupFinished { .. }
            | Event::HandsetDescribed { .. }
            | Event::CodeSent { .. }
            | Event::CodeGuessedWrong { .. } => self.evolve_run(event, at),
            Event::MessageAccepted { .. }
            | Event::MessageSent { .. }
            | Event::MessageDelivered { .. }
            | Event::MessageOpened { .. }
            | Event::MessageFailed { .. }
            | Event::MessageReceived { .. }
            | Event::MessageMarkedRead { .. }
            | Event::MessageHeld { .. }
            | Event::TypingShown { .. } => self.evolve_message(event, at),
            Event::TemplateCreated { .. }
            | Event::TemplateApproved { .. }
            | Event::TemplateRejected { .. }
            | Event::TemplateDeleted { .. }
            | Event::Template(_) => self.evolve_template(event, at),
            Event::WabaCreated { .. }
            | Event::WabaShared { .. }
            | Event::WabaUnshared { .. }
            | Event::UserAssigned { .. }
            | Event::UserUnassigned { .. }
            | Event::AppSubscribed { .. }
            | Event::AppUnsubscribed { .. }
            | Event::PolicyCheckStarted { .. }
            | Event::PolicyCheckPassed { .. }
            | Event::PolicyCheckFailed { .. }
            | Event::AppealMade { .. }
            | Event::AppealDeclined { .. }
            | Event::AppealGranted { .. }
            | Event::CreditLineOpened { .. }
            | Event::OwnFundingSet { .. }
            | Event::AllocationCreated { .. }
            | Event::CreditAttached { .. }
            | Event::AllocationRevoked { .. } => self.evolve_waba(event, at),
            _ => self.evolve_area(event, at),
        }
    }

    /// The events of areas with files of their own; what is left is about a number.
    fn evolve_area(&mut self, event: &Event, at: Timestamp) {
        match event {
            Event::Session(event) => self.evolve_session(event),
            Event::Account(event) => self.evolve_account(event, at),
            Event::Money(event) => self.evolve_office_money(event, at),
            Event::Staff(event) => self.evolve_staff(event, at),
            Event::App(event) => self.evolve_app(event, at),
            Event::Subscription(event) => self.evolve_subscription(event),
            Event::Ticket(event) => self.evolve_ticket(event, at),
            Event::Solution(event) => self.evolve_solution(event, at),
            Event::Limit(event) => self.evolve_limit(event, at),
            Event::Quality(event) => self.evolve_quality(event, at),
            Event::Customer(event) => self.evolve_customer(event, at),
            Event::Review(event) => self.evolve_review(event),
            Event::PolicySet { policy } => self.set_policy(policy, at),
            Event::Verification(event) => self.evolve_verification(event, at),
            Event::Official(event) => self.evolve_official(event, at),
            Event::Enforcement(event) => self.evolve_enforcement(event, at),
            Event::Number(event) => self.evolve_number(event, at),
            Event::Preverified(event) => self.evolve_preverified(event, at),
            Event::Flow(event) => self.evolve_flow(event, at),
            Event::Partnership(event) => self.evolve_partnership(event, at),
            _ => self.evolve_phone(event, at),
        }
    }

    /// Notes that something happens by itself at its time.
    pub(crate) fn schedule(&mut self, at: Timestamp, due: Due) {
        self.due.insert((at, due));
    }

    /// Forgets it.
    pub(crate) fn unschedule(&mut self, at: Timestamp, due: Due) {
        self.due.remove(&(at, due));
    }
}
