//! The whole brain of the provider: what to do next for one client.

use graph::id::PhoneNumberId;
use graph::status::{NameStatus, PhoneStatus};
use jiff::{SignedDuration, Timestamp};

use crate::budget;
use crate::later::later;
use crate::notice::{DISABLED, Notice, TRIAL_ENDED, UNSHARED};
use crate::offboard;
use crate::seen::{
    Allowance, ClientState, Credit, Hosting, Mode, Off, Seen, SeenPhone, SystemUser,
};
use crate::step::Step;
use crate::waiting::Waiting;

/// Looks are this far apart while the platform connects a number, in seconds.
const CONNECTING_SECONDS: i64 = 2;
/// … while a number or its certificate is awaited, in seconds.
const COMING_SECONDS: i64 = 60;
/// … while people decide something (a review, an appeal), in minutes. Webhooks wake us earlier.
const DECIDING_MINUTES: i64 = 30;
/// … when all is well, in hours.
const HEALTHY_HOURS: i64 = 1;
/// The business is warned this many days before the trial ends, operators on the last of them; on
/// the day itself both hear that it has ended, once the platform switched the number off
/// (requirement E03).
const WARNING_DAYS: [u8; 3] = [7, 3, 1];

/// What to do next, what is awaited, and when to look again even if nothing wakes us.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Plan {
    /// Independent of each other: one that fails holds up none of the others.
    pub steps: Vec<Step>,
    /// In the order of the account, then of its numbers.
    pub waiting: Vec<Waiting>,
    /// The next look when no step changes anything before.
    pub again: Option<Timestamp>,
}

/// Whether a step may be done at all.
///
/// Of a client that is only watched nothing is changed on the platform. What is *ours* of it is
/// kept all the same, and ended when it leaves: our client instances, our secrets, the share of our
/// line that this server made, and what we tell our operators. And what an operator decided about
/// our line is done, for whatever client.
#[must_use]
pub fn allows(seen: &Seen, step: &Step) -> bool {
    let managed = seen.mode == Mode::Managed;
    let taken_back = matches!(seen.allowance, Allowance::Revoked { .. });
    let hosted = |id: PhoneNumberId| seen.phones.iter().find(|one| one.id == id && one.hosted);
    match step {
        Step::ShareCredit => managed && !taken_back,
        Step::RevokeCredit => match seen.credit {
            Credit::Leftover { ours } => managed || ours || taken_back,
            _ => taken_back,
        },
        Step::AssignSystemUser
        | Step::Subscribe
        | Step::Unsubscribe
        | Step::RegisterNumber { .. }
        | Step::SendProbe { .. } => managed,
        Step::StartClient { phone } | Step::SendWaiting { phone } => {
            managed || hosted(*phone).is_some()
        }
        Step::PointWebhooks { phone } => {
            managed || hosted(*phone).is_some_and(|one| !one.may_run_elsewhere())
        }
        // Anew where it lost what it had; another certificate is a change.
        Step::InstallCertificate { phone, .. } => {
            let lost = |one: &SeenPhone| one.installed.is_none() && !one.may_run_elsewhere();
            managed || hosted(*phone).is_some_and(lost)
        }
        Step::StopClient { .. }
        | Step::RetireClient { .. }
        | Step::ForgetSecrets
        | Step::ConfirmLeft => true,
        Step::TellOperators { notice } => managed || !notice.concerns_business(),
    }
}

/// Compares what is seen with what is wanted. Same input, same plan.
#[must_use]
pub fn plan(seen: &Seen, now: Timestamp) -> Plan {
    let mut planner = Planner { seen, now, plan: Plan::default() };
    planner.account();
    planner.hold_back();
    planner.plan
}

struct Planner<'a> {
    seen: &'a Seen,
    now: Timestamp,
    plan: Plan,
}

impl Planner<'_> {
    fn account(&mut self) {
        let seen = self.seen;
        self.look_in(SignedDuration::from_hours(HEALTHY_HOURS));
        let unshared = (!seen.shared, UNSHARED);
        self.tell_either(unshared, || Notice::Unshared, || Notice::SharedAgain);
        if !seen.shared {
            self.plan.steps.extend(offboard::steps(seen));
            self.line_stays();
            return self.plan.waiting.push(Waiting::Sharing);
        }
        let left = seen.leftovers.iter().map(|phone| Step::RetireClient { phone: *phone });
        self.plan.steps.extend(left);
        if let Some(dead) = seen.tokens.worker {
            // What is known may be old, and nothing below can be seen without it.
            let wait = Waiting::Token { dead };
            self.wait(wait, SignedDuration::from_mins(DECIDING_MINUTES));
            return self.taken_back();
        }
        if seen.system_user == (SystemUser::Employee { assigned: false }) {
            // Everything below needs access, and nothing below can be seen without it.
            self.plan.steps.push(Step::AssignSystemUser);
            return self.taken_back();
        }
        self.credit();
        self.step_if(!seen.subscribed, Step::Subscribe);
        let disabled = (seen.disabled, DISABLED);
        self.tell_either(disabled, || Notice::AccountDisabled, || Notice::AccountBack);
        if seen.disabled {
            self.wait(self.appeal(), SignedDuration::from_mins(DECIDING_MINUTES));
        }
        if seen.phones.is_empty() {
            self.wait(Waiting::Number, SignedDuration::from_secs(COMING_SECONDS));
        }
        // One that came from another account begins anew once nothing is left of it there.
        let own = seen.phones.iter().filter(|phone| !seen.leftovers.contains(&phone.id));
        own.for_each(|phone| self.phone(phone));
    }

    /// Shares our credit line, takes it back, or waits for operators (requirements G01, G03).
    fn credit(&mut self) {
        let seen = self.seen;
        let deciding = SignedDuration::from_mins(DECIDING_MINUTES);
        match &seen.allowance {
            Allowance::Free => self.step_if(!seen.billable(), Step::ShareCredit),
            Allowance::Undecided { released_by } if !seen.billable() => {
                let released_by = released_by.clone();
                self.wait(Waiting::CreditRelease { released_by }, deciding);
            }
            Allowance::Undecided { .. } => {}
            Allowance::Revoked { .. } => self.taken_back(),
        }
    }

    /// Takes our credit line back as an operator decided (requirement G03). That needs neither
    /// access to the account nor the token we work with, so nothing else holds it up.
    fn taken_back(&mut self) {
        let seen = self.seen;
        let Allowance::Revoked { who, why } = &seen.allowance else { return };
        self.step_if(seen.credit.alive(), Step::RevokeCredit);
        if !matches!(seen.credit, Credit::Own { .. }) {
            let (who, why) = (who.clone(), why.clone());
            let deciding = SignedDuration::from_mins(DECIDING_MINUTES);
            self.wait(Waiting::CreditBack { who, why }, deciding);
        }
    }

    /// Tells operators of a share of our line that is left as it is with a business that left.
    fn line_stays(&mut self) {
        let Some((business, _)) = self.seen.business.as_ref() else { return };
        if offboard::line_stays(self.seen) {
            let notice = Notice::LineStays { business: *business };
            let told = self.seen.told.contains(&notice.key());
            self.step_if(!told, Step::TellOperators { notice });
        }
    }

    /// Takes away what must not be done, and what a dead token cannot do.
    fn hold_back(&mut self) {
        let (seen, tokens) = (self.seen, &self.seen.tokens);
        self.plan.steps.retain(|step| allows(seen, step));
        if seen.mode == Mode::Watched && seen.shared {
            self.plan.waiting.push(Waiting::Adoption);
        }
        let steps = std::mem::take(&mut self.plan.steps);
        for step in steps {
            let Some(dead) = tokens.keeps_from(step.needs()) else {
                self.plan.steps.push(step);
                continue;
            };
            let wait = Waiting::Token { dead };
            if !self.plan.waiting.contains(&wait) {
                self.wait(wait, SignedDuration::from_mins(DECIDING_MINUTES));
            }
        }
    }

    fn phone(&mut self, phone: &SeenPhone) {
        let display = || phone.display.clone();
        let off = self.seen.off(phone);
        let ended = off == Some(Off::TrialEnded);
        // Verified is not yet back: the review of the name may come before (requirement D07).
        if ended || (off.is_none() && phone.usable(self.seen.hosting)) {
            self.tell_either(
                (ended, TRIAL_ENDED),
                || Notice::TrialEnded { phone: phone.id, display: display() },
                || Notice::NumberBack { phone: phone.id, display: display() },
            );
        }
        if let Some(off) = off {
            self.stop(phone);
            let deciding = SignedDuration::from_mins(DECIDING_MINUTES);
            match off {
                Off::TrialEnded if self.seen.verifying => {
                    self.wait(Waiting::VerificationReview { display: display() }, deciding);
                }
                Off::TrialEnded => {
                    self.wait(Waiting::Verification { display: display() }, deciding);
                }
                Off::Banned if !self.seen.disabled => self.wait(self.appeal(), deciding),
                Off::Banned | Off::Gone | Off::Unshared => {}
            }
            return;
        }
        if !phone.code_verified && !phone.connected() {
            let wait = Waiting::NumberVerification { display: display() };
            return self.wait(wait, SignedDuration::from_secs(COMING_SECONDS));
        }
        match self.seen.hosting {
            Hosting::Client => {
                self.run_client(phone);
                self.steadiness(phone);
            }
            Hosting::Cloud => self.run_in_cloud(phone),
        }
        let usable = phone.usable(self.seen.hosting);
        if usable && self.seen.billable() && phone.probed.is_none() {
            self.probe(phone);
        }
        self.step_if(usable && phone.unsent > 0, Step::SendWaiting { phone: phone.id });
        self.name(phone);
        self.trial(phone);
    }

    fn run_in_cloud(&mut self, phone: &SeenPhone) {
        let wanted = !phone.registered || phone.renamed || phone.status == PhoneStatus::Unverified;
        if !wanted {
            if !phone.connected() {
                self.await_connection(phone);
            }
            return;
        }
        let display = phone.display.clone();
        if phone.pin_awaited() {
            let wait = Waiting::Pin { display };
            return self.wait(wait, SignedDuration::from_mins(DECIDING_MINUTES));
        }
        if let Some((until, row)) = phone.rests(self.now) {
            self.look_at(until);
            let (whose, words) = (row.whose, row.words);
            return self.plan.waiting.push(Waiting::Registration { display, whose, words, until });
        }
        match budget::register(&phone.registers, self.now) {
            Ok(()) => self.plan.steps.push(Step::RegisterNumber { phone: phone.id }),
            Err(until) => {
                self.look_at(until);
                self.plan.waiting.push(Waiting::RegisterBudget { display, until });
            }
        }
    }

    fn probe(&mut self, phone: &SeenPhone) {
        match budget::probe(&phone.probes, self.now) {
            Ok(()) => self.plan.steps.push(Step::SendProbe { phone: phone.id }),
            Err(until) => {
                self.look_at(until);
                let display = phone.display.clone();
                self.plan.waiting.push(Waiting::ProbeBudget { display, until });
            }
        }
    }

    fn name(&mut self, phone: &SeenPhone) {
        let deciding = SignedDuration::from_mins(DECIDING_MINUTES);
        let display = || phone.display.clone();
        let holds = self.seen.hosting == Hosting::Client && phone.lacks_certificate();
        match phone.name {
            NameStatus::PendingReview => {
                self.wait(Waiting::NameReview { display: display(), holds }, deciding);
            }
            NameStatus::Declined => {
                self.wait(Waiting::Rename { display: display(), holds }, deciding);
            }
            _ => {}
        }
    }

    /// Says that the trial runs, and warns once for each threshold that is passed; of several
    /// passed at once only the nearest is told.
    fn trial(&mut self, phone: &SeenPhone) {
        let Some(ends) = phone.trial_ends.filter(|_| phone.trial && !self.seen.verified) else {
            return;
        };
        let display = phone.display.clone();
        self.plan.waiting.push(Waiting::TrialVerification { display: display.clone(), ends });
        let soon = later(self.now, SignedDuration::from_secs(CONNECTING_SECONDS));
        self.look_at(ends.max(soon));
        let mut nearest = None;
        for days in WARNING_DAYS {
            let at = later(ends, -SignedDuration::from_hours(24 * i64::from(days)));
            if at <= self.now {
                nearest = Some(days);
            } else {
                self.look_at(at);
            }
        }
        if let Some(days) = nearest {
            let alone = !self.seen.contact;
            let notice = Notice::TrialEnds { phone: phone.id, display, days, ends, alone };
            let told = self.seen.told.contains(&notice.key());
            self.step_if(!told, Step::TellOperators { notice });
        }
    }

    fn appeal(&self) -> Waiting {
        Waiting::Appeal { remedy: self.seen.remedy.clone() }
    }

    fn stop(&mut self, phone: &SeenPhone) {
        self.step_if(phone.client != ClientState::None, Step::StopClient { phone: phone.id });
    }

    fn await_connection(&mut self, phone: &SeenPhone) {
        let wait = Waiting::Connection { display: phone.display.clone() };
        self.wait(wait, SignedDuration::from_secs(CONNECTING_SECONDS));
    }

    /// Tells bad news once, and good news once after bad news was told; `about` is how the memory
    /// of having told it begins.
    fn tell_either(
        &mut self,
        (is_bad, about): (bool, &str),
        bad: impl FnOnce() -> Notice,
        good: impl FnOnce() -> Notice,
    ) {
        // Nearly always so: nothing is put into words then.
        if !is_bad && !self.seen.told.iter().any(|told| told.starts_with(about)) {
            return;
        }
        let bad = bad();
        match (is_bad, self.seen.told.contains(&bad.key())) {
            (true, false) => self.plan.steps.push(Step::TellOperators { notice: bad }),
            (false, true) => self.plan.steps.push(Step::TellOperators { notice: good() }),
            (true, true) | (false, false) => {}
        }
    }

    fn step_if(&mut self, wanted: bool, step: Step) {
        if wanted {
            self.plan.steps.push(step);
        }
    }

    fn wait(&mut self, what: Waiting, look_in: SignedDuration) {
        self.plan.waiting.push(what);
        self.look_in(look_in);
    }

    fn look_in(&mut self, pause: SignedDuration) {
        self.look_at(later(self.now, pause));
    }

    fn look_at(&mut self, at: Timestamp) {
        self.plan.again = Some(self.plan.again.map_or(at, |before| before.min(at)));
    }
}

mod client;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
