//! Makes events true. Nothing here refuses, asks the time, or draws chance.

mod flow;
mod message;
mod partnership;
mod people;
mod phone;
mod run;
mod waba;

use jiff::Timestamp;

use crate::due::Due;
use crate::event::Event;
use crate::world::World;

impl World {
    /// Makes one event true, which happened at `at`. Events come in the order they were decided.
    pub fn evolve(&mut self, event: &Event, at: Timestamp) {
        self.applied += 1;
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
            | Event::TemplateCreated { .. }
            | Event::TemplateApproved { .. }
            | Event::TemplateRejected { .. }
            | Event::TemplateDeleted { .. } => self.evolve_message(event, at),
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
            Event::Review(event) => self.evolve_review(event),
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
