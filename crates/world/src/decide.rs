//! Decides what happens when somebody asks for something. Changes nothing.

mod account;
mod app_access;
mod chat;
mod client;
mod credit;
mod enforcement;
mod finish;
mod flow;
mod limit;
mod login;
mod message;
mod migration;
mod money;
mod name;
mod number;
mod official;
mod partnership;
mod pass;
mod phone;
mod preverified;
mod proof;
mod register;
mod review;
mod run;
mod session;
mod setup;
mod solution;
mod staff;
mod subscription;
mod template;
mod ticket;
mod verdict;
mod verification;
mod waba;

use graph::id::{PhoneNumberId, WabaId};
use jiff::Timestamp;

use crate::access::Need;
use crate::actor::Actor;
use crate::command::Command;
use crate::event::Event;
use crate::limit::LimitEvent;
use crate::phone::Phone;
use crate::refusal::Refusal;
use crate::verdict::Verdict;
use crate::world::World;

/// What a decision brings about, in order.
pub(crate) type Decision = Result<Vec<Event>, Refusal>;

/// One question to the world: who asks, and when.
#[derive(Clone, Copy)]
pub(crate) struct Ask<'a> {
    pub(crate) world: &'a World,
    pub(crate) by: &'a Actor,
    pub(crate) now: Timestamp,
}

impl World {
    /// Says what happens when `by` asks for something at `now`. An empty list means that it is so
    /// already. An event may stand for a refusal that has to be remembered, such as a wrong guess:
    /// see [`Event::refusal`].
    ///
    /// # Errors
    /// The reason why it does not happen.
    pub fn decide(&self, by: &Actor, command: &Command, now: Timestamp) -> Decision {
        use Command as C;
        let ask = Ask { world: self, by, now };
        match command {
            C::AddPhoneNumber { waba, number, verified_name } => {
                ask.add_phone(*waba, number, verified_name)
            }
            C::RequestCode { phone, method } => ask.request_code(*phone, *method),
            C::VerifyCode { phone, code } => ask.verify_code(*phone, code),
            C::Register { phone, pin, pin_valid } => ask.register(*phone, pin, *pin_valid),
            C::Deregister { phone } => ask.deregister(*phone),
            C::SetPin { phone, pin, pin_valid } => ask.set_pin(*phone, pin, *pin_valid),
            C::ChangeName { phone, name } => ask.change_name(*phone, name),
            C::UpdateProfile { phone, change } => ask.update_profile(*phone, change),
            C::AssignUser { waba, user, tasks } => ask.assign_user(*waba, *user, tasks),
            C::UnassignUser { waba, user } => ask.unassign_user(*waba, *user),
            C::SubscribeApp { waba, app, callback } => {
                ask.subscribe(*waba, *app, callback.as_ref())
            }
            C::UnsubscribeApp { waba, app } => ask.unsubscribe(*waba, *app),
            C::ShareCredit { line, waba, currency } => ask.share_credit(*line, *waba, *currency),
            C::RevokeAllocation { allocation } => ask.revoke_allocation(*allocation),
            C::CreateTemplate { .. } => ask.create_template(command),
            C::DeleteTemplate { waba, name, template } => {
                ask.delete_template(*waba, name, *template)
            }
            C::SendMessage(outgoing) => ask.send_message(outgoing),
            C::MarkRead { phone, message, typing } => ask.mark_read(*phone, (message, *typing)),
            C::Template(command) => ask.decide_template(command),
            C::ExchangeCode { code, key, redirect_uri } => {
                ask.exchange_code(code, key, redirect_uri.as_deref())
            }
            C::ExtendToken { token, key } => ask.extend_token(token, key),
            C::ConnectClient { phone, certificate } => ask.connect_client(*phone, certificate),
            C::Client(command) => ask.decide_client(command),
            C::RenewCertificate { phone } => ask.renew_certificate(*phone),
            C::StartVerification { business } => ask.start_verification(*business),
            C::Verification(command) => ask.decide_verification(command),
            C::ApplyForOfficial { phone, statement, links } => {
                ask.apply_for_official(*phone, statement, links)
            }
            C::WithdrawOfficial { phone } => ask.withdraw_official(*phone),
            C::Appeal { waba, statement } => ask.appeal(*waba, statement),
            C::UnshareWaba { waba, partner } => ask.unshare(*waba, *partner),
            C::Flow(command) => ask.decide_flow(command),
            C::Partnership(command) => ask.decide_partnership(command),
            C::Session(command) => ask.decide_session(command),
            C::Account(command) => ask.decide_account(command),
            C::Solution(command) => ask.decide_solution(command),
            C::Number(command) => ask.decide_number(command),
            C::Preverified(command) => ask.decide_preverified(command),
            C::Money(command) => ask.decide_money(command),
            C::Staff(command) => ask.decide_staff(command),
            C::App(command) => ask.decide_app(command),
            C::Subscription(command) => ask.decide_subscription(command),
            C::Ticket(command) => ask.decide_ticket(command),
            C::Pass => ask.pass(),
            C::StartSignup { .. }
            | C::Consent { .. }
            | C::ChooseBusiness { .. }
            | C::ChooseWaba { .. }
            | C::DescribeProfile { .. }
            | C::GiveNumber { .. }
            | C::ResendCode { .. }
            | C::VerifyNumber { .. }
            | C::FinishSignup { .. }
            | C::CancelSignup { .. } => ask.decide_run(command),
            _ => ask.decide_at_desk(command),
        }
    }
}

impl Ask<'_> {
    /// What only the desk asks for, except an app's own settings.
    fn decide_at_desk(self, command: &Command) -> Decision {
        use Command as C;
        match command {
            C::SetAppDomains { app, .. }
            | C::SetAppCallback { app, .. }
            | C::ClearAppCallback { app } => self.require_app(*app)?,
            C::AddMember { business, .. } => self.require_admin_of(*business)?,
            _ => self.require_desk()?,
        }
        match command {
            C::CreatePerson { name, email, locale } => self.create_person(name, email, locale),
            C::AddMember { business, person, role } => self.add_member(*business, *person, *role),
            C::FoundProvider(setup) => self.found_provider(setup),
            C::SetAppDomains { app, domains } => self.set_domains(*app, domains),
            C::SetAppCallback { app, callback_url, verify_token, fields } => {
                Ok(vec![Event::AppCallbackSet {
                    app: *app,
                    callback_url: callback_url.clone(),
                    verify_token: verify_token.clone(),
                    fields: fields.clone(),
                }])
            }
            C::ClearAppCallback { app } => Ok(vec![Event::AppCallbackCleared { app: *app }]),
            C::IssueToken(order) => self.issue_token(order),
            C::DescribeHandset { number, handset } => {
                Ok(vec![Event::HandsetDescribed { number: number.clone(), handset: *handset }])
            }
            C::CustomerWrites { from, name, to_phone, text } => {
                self.customer_writes(*to_phone, (from, name), text)
            }
            C::CustomerReads { customer, phone } => self.customer_reads(customer, *phone),
            C::Customer(command) => self.customer_acts(command),
            C::ConcludeVerification { business, approved } => {
                self.conclude_verification(*business, &Verdict::of(*approved))
            }
            C::ConcludeNameReview { phone, approved } => {
                self.conclude_name_review(*phone, &Verdict::of(*approved))
            }
            C::ConcludeAppeal { waba, granted } => self.conclude_appeal(*waba, *granted),
            C::SetPolicy(policy) if **policy == self.world.policy => Ok(Vec::new()),
            C::SetPolicy(policy) => Ok(vec![Event::PolicySet { policy: policy.clone() }]),
            C::Enforce { waba, violation, measure } => self.enforce(*waba, *violation, measure),
            C::LiftEnforcement { waba } => self.lift_enforcement(*waba),
            C::DecideReview { kind, subject, verdict } => {
                self.decide_review(*kind, *subject, verdict)
            }
            C::HoldReview { kind, subject, hold } => self.hold_review(*kind, *subject, *hold),
            _ => Err(Refusal::NotForThisActor),
        }
    }

    /// That the desk asks.
    fn require_desk(self) -> Result<(), Refusal> {
        if *self.by == Actor::Desk { Ok(()) } else { Err(Refusal::NotForThisActor) }
    }

    /// That what is needed may be had.
    fn allow(self, need: Need) -> Result<(), Refusal> {
        self.world.allow(self.by, need, self.now)
    }

    /// That what is needed may be had for the WABA of this number; an invisible number is answered
    /// with its own id.
    fn allow_phone(&self, id: PhoneNumberId, need: fn(WabaId) -> Need) -> Result<&Phone, Refusal> {
        let phone = self.world.phone(id)?;
        self.allow(need(phone.waba)).map_err(|refusal| match refusal {
            Refusal::NotVisible { verb, .. } => Refusal::NotVisible { id: id.get(), verb },
            other => other,
        })?;
        if phone.is_deleted() { Err(Refusal::NumberDeleted) } else { Ok(phone) }
    }
}

impl Event {
    /// The refusal this event stands for: the command is remembered, and answered with it.
    pub const fn refusal(&self) -> Option<Refusal> {
        match self {
            Self::CodeGuessedWrong { locked_until: Some(until), .. } => {
                Some(Refusal::GuessesLocked { until: *until })
            }
            Self::CodeGuessedWrong { locked_until: None, .. } => Some(Refusal::CodeWrong),
            Self::PinGuessedWrong { .. } => Some(Refusal::PinMismatch),
            Self::Limit(LimitEvent::Refused { tier, .. }) => {
                Some(Refusal::LimitReached { tier: *tier })
            }
            _ => None,
        }
    }
}
