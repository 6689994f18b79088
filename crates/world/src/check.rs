//! What is true of every sound world, whatever happened: the sentences that do not hold.

use std::collections::BTreeSet;

use jiff::Timestamp;

use crate::business::Verification;
use crate::due::Due;
use crate::message::{Stage, Way};
use crate::official::OfficialStage;
use crate::phone::{Connection, OffReason, Phone, Standing};
use crate::signup::Stage as SignupStage;
use crate::template::TemplateReview;
use crate::verdict::ReviewKind;
use crate::waba::{Appeal, Funding, PolicyCheck, Waba};
use crate::world::World;

impl World {
    /// The invariants that do not hold; empty when the world is sound. Looks at everything: meant
    /// for tests and simulation.
    pub fn check(&self) -> Vec<String> {
        let mut broken = Vec::new();
        self.wabas.values().for_each(|waba| self.check_waba(waba, &mut broken));
        self.phones.values().for_each(|phone| self.check_phone(phone, &mut broken));
        self.check_businesses(&mut broken);
        self.check_signups(&mut broken);
        self.check_money(&mut broken);
        self.check_messages(&mut broken);
        self.check_reviews(&mut broken);
        self.check_due(&mut broken);
        broken
    }

    fn check_waba(&self, waba: &Waba, broken: &mut Vec<String>) {
        let id = waba.id;
        let mut require = |holds: bool, sentence: &str| {
            if !holds {
                broken.push(format!("WABA {id}: {sentence}"));
            }
        };
        let owner = self.businesses.get(&waba.owner);
        require(owner.is_some_and(|owner| owner.owned_wabas.contains(&id)), "A01 has its owner");
        require(
            waba.shared_with.len() <= self.policy.parties_per_waba,
            "A07 is shared with no more parties than allowed",
        );
        for partner in waba.shared_with.keys() {
            let partner = self.businesses.get(partner);
            require(partner.is_some_and(|one| one.provider), "A07 is shared with providers only");
            require(
                partner.is_some_and(|one| one.client_wabas.contains(&id)),
                "is in the list of the provider it is shared with",
            );
        }
        for user in waba.assigned.keys() {
            let business = self.system_users.get(user).map(|user| user.business);
            let party = business.is_some_and(|one| one == waba.owner || waba.is_shared_with(one));
            require(party, "A11 has users of its parties only");
        }
        for app in waba.subscriptions.keys() {
            let business = self.apps.get(app).map(|app| app.business);
            let party = business.is_some_and(|one| one == waba.owner || waba.is_shared_with(one));
            require(party, "A11 has subscribers of its parties only");
        }
        if let Funding::Attached { allocation, credential, line, .. } = waba.funding {
            let share = self.allocations.get(&allocation);
            let fits = share.is_some_and(|share| {
                share.is_active()
                    && share.receiving == waba.owner
                    && share.credential == credential
                    && share.line == line
            });
            require(fits, "G01 pays with a share that counts");
        }
        let on = |why: Option<OffReason>| why.is_none();
        let phones = || waba.phones.iter().filter_map(|id| self.phones.get(id));
        require(phones().count() == waba.phones.len(), "has the numbers it lists");
        if waba.is_disabled() {
            require(!phones().any(|phone| on(phone.off())), "D03 has no number on when disabled");
        }
        let provider = owner.is_some_and(|owner| owner.provider);
        if waba.shared_with.is_empty() && !provider {
            let connected = phones().any(|phone| phone.hosting().is_some());
            require(!connected, "A11 has no number connected when unshared");
        }
    }

    fn check_phone(&self, phone: &Phone, broken: &mut Vec<String>) {
        let id = phone.id;
        let mut require = |holds: bool, sentence: &str| {
            if !holds {
                broken.push(format!("number {id}: {sentence}"));
            }
        };
        let waba = self.wabas.get(&phone.waba);
        let listed = waba.is_some_and(|waba| waba.phones.contains(&id));
        require(listed != phone.is_deleted(), "is on its WABA until it is deleted");
        let found = self.numbers.get(&phone.number) == Some(&id);
        let elsewhere = phone.arriving || phone.is_gone();
        require(found != elsewhere, "E08 is found by its number where that is now");
        let verified = waba
            .and_then(|waba| self.businesses.get(&waba.owner))
            .is_some_and(crate::business::Business::is_verified);
        match phone.standing {
            Standing::Trial { .. } | Standing::Lapsed { .. } => {
                require(!verified, "E03 is on no trial once the business is verified");
            }
            Standing::Regular { .. } => {
                require(verified, "D09 is in regular use only when verified");
            }
            Standing::Incomplete => {
                require(phone.hosting().is_none(), "is not registered before it is proved");
                require(phone.certificate.is_none(), "B13 has no certificate before it is proved");
            }
            Standing::Starter => {}
        }
        if matches!(phone.standing, Standing::Lapsed { .. }) {
            require(phone.off().is_some(), "E03 is off after its trial");
        }
        if phone.off().is_some() {
            require(!self.grants_certificates(phone), "D03 grants no certificate when off");
        }
    }

    fn check_businesses(&self, broken: &mut Vec<String>) {
        for business in self.businesses.values() {
            for waba in &business.client_wabas {
                let waba = self.wabas.get(waba);
                if !waba.is_some_and(|waba| waba.is_shared_with(business.id)) {
                    broken.push(format!("business {}: lists a WABA it lost", business.id));
                }
            }
            let distinct: BTreeSet<_> = business.client_wabas.iter().collect();
            if distinct.len() != business.client_wabas.len() {
                broken.push(format!("business {}: lists a WABA twice", business.id));
            }
        }
    }

    /// Money: every invoice adds up, and what is owed is what was charged and not paid.
    fn check_money(&self, broken: &mut Vec<String>) {
        let mut owed: std::collections::BTreeMap<_, i64> = std::collections::BTreeMap::new();
        for (one, sum) in &self.money.ledger {
            if let Some(line) = one.line {
                *owed.entry(line).or_default() += sum.dollars;
            }
        }
        for invoice in self.money.invoices.values() {
            for line in invoice.lines.iter().filter(|_| invoice.paid_at.is_some()) {
                *owed.entry(line.credit_line).or_default() -= line.dollars;
            }
            let months =
                self.money.invoices.values().filter(|other| {
                    (other.business, other.month) == (invoice.business, invoice.month)
                });
            if months.count() > 1 {
                broken.push(format!("invoice {}: G02 is the only one of its month", invoice.id));
            }
        }
        for (line, owed) in owed {
            if self.money.owed.get(&line).copied().unwrap_or(0) != owed {
                broken.push(format!("line {line}: G02 owes what was charged and not paid"));
            }
        }
    }

    fn check_signups(&self, broken: &mut Vec<String>) {
        for run in self.signups.values() {
            let open = self.open_signups.get(&(run.person, run.app)) == Some(&run.id);
            let done = matches!(run.stage, SignupStage::Done(_));
            if open == done {
                broken.push(format!("signup {}: is open and done, or neither", run.id));
            }
        }
    }

    fn check_messages(&self, broken: &mut Vec<String>) {
        for ((phone, customer), chat) in &self.chats {
            let known = chat.messages.iter().chain(&chat.unopened);
            for id in known {
                let message = self.messages.get(id);
                if !message.is_some_and(|one| one.phone == *phone && one.customer == *customer) {
                    broken.push(format!("chat of {phone}: lists a message of another"));
                }
            }
        }
    }

    /// Everything that waits for a verdict has its review, and nothing else.
    fn check_reviews(&self, broken: &mut Vec<String>) {
        let mut expected = BTreeSet::new();
        for business in self.businesses.values() {
            if matches!(business.verification, Verification::Pending { .. }) {
                expected.insert((ReviewKind::BusinessVerification, business.id.get()));
            }
        }
        for waba in self.wabas.values() {
            match waba.check {
                PolicyCheck::Running { .. } => {
                    expected.insert((ReviewKind::PolicyCheck, waba.id.get()));
                }
                PolicyCheck::Passed { .. } | PolicyCheck::Failed { .. } => {}
            }
            if let Some(Appeal::Pending { .. }) = waba.appeal() {
                expected.insert((ReviewKind::Appeal, waba.id.get()));
            }
        }
        for phone in self.phones.values() {
            let change = phone.name.change.as_ref();
            if phone.name.review.is_pending() || change.is_some_and(|one| one.review.is_pending()) {
                expected.insert((ReviewKind::DisplayName, phone.id.get()));
            }
            let official = phone.official.as_ref().map(|official| official.stage);
            if matches!(official, Some(OfficialStage::Pending { .. })) {
                expected.insert((ReviewKind::OfficialAccount, phone.id.get()));
            }
        }
        for template in self.templates.values() {
            if matches!(template.review, TemplateReview::Pending { .. }) {
                expected.insert((ReviewKind::Template, template.id.get()));
            }
        }
        for (app, level) in &self.app_access {
            if level.in_review().is_some() {
                expected.insert((ReviewKind::AppReview, app.get()));
            }
        }
        let known: BTreeSet<_> = self.reviews.keys().copied().collect();
        for (kind, subject) in known.symmetric_difference(&expected) {
            let kind = kind.as_str();
            broken.push(format!("{kind} of {subject}: is open without cause, or not open at all"));
        }
    }

    /// What limits, ratings and templates wait for.
    fn expect_plans(&self, expected: &mut BTreeSet<(Timestamp, Due)>) {
        for phone in self.phones.values() {
            expected.extend(phone.limits.review_at.map(|at| (at, Due::LimitReview(phone.id))));
            expected.extend(phone.rated.look_at.map(|at| (at, Due::Quality(phone.id))));
            expected.extend(phone.rated.flagged_until.map(|at| (at, Due::FlagEnd(phone.id))));
        }
        for template in self.templates.values() {
            if let TemplateReview::Paused { until: Some(until) } = template.review {
                expected.insert((until, Due::TemplateResume(template.id)));
            }
            if let Some((_, at)) = template.next_category {
                expected.insert((at, Due::CategoryChange(template.id)));
            }
        }
    }

    /// Everything that waits for its time is in the index, and nothing else.
    fn check_due(&self, broken: &mut Vec<String>) {
        let mut expected: BTreeSet<(Timestamp, Due)> = BTreeSet::new();
        for waba in self.wabas.values() {
            for (&kind, &until) in &waba.enforcement.restrictions {
                expected.insert((until, Due::RestrictionEnd(waba.id, kind)));
            }
            let waits = !matches!(waba.appeal(), Some(Appeal::Pending { .. }));
            if let Some(at) = waba.disables_at().filter(|_| waits) {
                expected.insert((at, Due::Disabling(waba.id)));
            }
        }
        for (&(kind, subject), review) in &self.reviews {
            expected.extend(review.decides_at.map(|at| (at, Due::Verdict(kind, subject))));
        }
        for phone in self.phones.values() {
            if let Connection::Connecting { ready_at, .. } = phone.connection {
                expected.insert((ready_at, Due::Connection(phone.id)));
            }
            if let Standing::Trial { ends_at } = phone.standing {
                expected.insert((ends_at, Due::TrialEnd(phone.id)));
            }
        }
        self.expect_plans(&mut expected);
        for message in self.messages.values() {
            if let Way::Out { stage: Stage::Sent { arrives_at }, .. } = message.way {
                expected.insert((arrives_at, Due::Delivery(message.id.clone())));
            }
        }
        for (business, month) in &self.money.closing {
            expected.insert((month.end(), Due::Invoice(*business, *month)));
        }
        let warning = |due: &Due| matches!(due, Due::TrialWarning(..));
        let planned: BTreeSet<_> =
            self.due.iter().filter(|(_, due)| !warning(due)).cloned().collect();
        for (at, due) in planned.symmetric_difference(&expected) {
            broken.push(format!("{due:?} at {at}: is due without cause, or not due at all"));
        }
        for (_, due) in self.due.iter().filter(|(_, due)| warning(due)) {
            let Due::TrialWarning(phone, _) = due else { continue };
            let phone = self.phones.get(phone);
            if !phone.is_some_and(|one| matches!(one.standing, Standing::Trial { .. })) {
                broken.push(format!("{due:?}: warns of a trial that is over"));
            }
        }
    }
}
