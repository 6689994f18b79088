//! Measures against accounts that break the policies (contract §6.4, §9.9; requirements D02, D03).

use std::collections::BTreeSet;

use graph::id::WabaId;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::about;
use crate::business::Business;
use crate::effect::Effect;
use crate::enforcement::{EnforcementEvent, RestrictionKind};
use crate::mail::{Letter, day, when};
use crate::policy::Violation;
use crate::waba::Waba;
use crate::world::World;

/// What the business may do about it.
const APPEAL: &str = "if you think this is a mistake, request a review under Account quality in \
                      your Business Manager.";

impl World {
    pub(super) fn react_to_enforcement(
        &self,
        event: &EnforcementEvent,
        at: Timestamp,
    ) -> Vec<Effect> {
        let (EnforcementEvent::Warned { waba, .. }
        | EnforcementEvent::Restricted { waba, .. }
        | EnforcementEvent::RestrictionEnded { waba, .. }
        | EnforcementEvent::Locked { waba, .. }
        | EnforcementEvent::DisableScheduled { waba, .. }
        | EnforcementEvent::CheckDeferred { waba }
        | EnforcementEvent::Lifted { waba }) = event;
        let Some(parties) = self.client_waba(*waba) else { return Vec::new() };
        match event {
            EnforcementEvent::Warned { violation, .. } => {
                let what = "The account broke the WhatsApp Business policies. This is a warning: \
                            the next time, sending is restricted.";
                self.violated(parties, (*violation, what.to_owned()), None, at)
            }
            EnforcementEvent::Restricted { violation, kinds, until, .. } => {
                let until = Some(*until);
                let what = forbidden(kinds, until);
                self.violated(parties, (*violation, what), Some((kinds, until)), at)
            }
            EnforcementEvent::Locked { violation, .. } => {
                let kinds = BTreeSet::from(RestrictionKind::ALL);
                let what = "The account was locked: nothing can be sent from it and no phone \
                            number can be added until a review reverses this."
                    .to_owned();
                self.violated(parties, (*violation, what), Some((&kinds, None)), at)
            }
            EnforcementEvent::DisableScheduled { violation, disables_at, .. } => {
                self.announced(parties, *violation, (*disables_at, at))
            }
            EnforcementEvent::RestrictionEnded { waba, restriction } => {
                self.after_restriction(*waba, *restriction)
            }
            EnforcementEvent::CheckDeferred { .. } => {
                let deferred = json!({"decision": "DEFERRED"});
                self.webhooks(parties.0, "account_review_update", &deferred, at)
            }
            EnforcementEvent::Lifted { waba } => self.after_appeal(*waba, true, at),
        }
    }

    /// The business broke a policy; maybe something is forbidden now, for ever where no end is
    /// given.
    fn violated(
        &self,
        (waba, owner): (&Waba, &Business),
        (violation, what): (Violation, String),
        restrictions: Option<(&BTreeSet<RestrictionKind>, Option<Timestamp>)>,
        at: Timestamp,
    ) -> Vec<Effect> {
        let mut facts = about(owner, waba);
        facts.push(("Policy violated", violation.as_str().to_owned()));
        facts.push(("It forbids", violation.forbids().to_owned()));
        let until = restrictions.and_then(|(_, until)| until);
        facts.extend(until.map(|until| ("Until", when(until))));
        let locked = waba.is_locked();
        let letter = |subject: String, next: &str| Letter {
            subject,
            what: what.clone(),
            facts: facts.clone(),
            next: next.to_owned(),
        };
        let to_owner = if locked {
            APPEAL
        } else {
            "change what you send and show, so that it follows the policies. Repeated violations \
             lead to longer restrictions and in the end to a disabled account."
        };
        let mut effects = self.tell_both(
            (waba, owner),
            &letter(format!("Your account {} broke a policy", waba.name), to_owner),
            &letter(
                format!("The account of {} broke a policy", owner.profile.name),
                "help your client to follow the policies.",
            ),
        );
        let value = json!({
            "event": "ACCOUNT_VIOLATION",
            "violation_info": {"violation_type": violation.as_str()},
        });
        effects.extend(self.webhooks(waba, "account_update", &value, at));
        if let Some((kinds, until)) = restrictions {
            let value = restriction(kinds, until, violation);
            effects.extend(self.webhooks(waba, "account_update", &value, at));
        }
        effects
    }

    /// The account will be disabled.
    fn announced(
        &self,
        (waba, owner): (&Waba, &Business),
        violation: Violation,
        (disables_at, at): (Timestamp, Timestamp),
    ) -> Vec<Effect> {
        let mut facts = about(owner, waba);
        facts.push(("Policy violated", violation.as_str().to_owned()));
        facts.push(("Disabled on", when(disables_at)));
        let letter = |subject: String, next: &str| Letter {
            subject,
            what: format!(
                "The account does not follow the WhatsApp Business policies. It will be disabled \
                 on {}.",
                day(disables_at)
            ),
            facts: facts.clone(),
            next: next.to_owned(),
        };
        let mut effects = self.tell_both(
            (waba, owner),
            &letter(format!("Your account {} will be disabled", waba.name), APPEAL),
            &letter(
                format!("The account of {} will be disabled", owner.profile.name),
                "tell your client. The client instances keep running until then.",
            ),
        );
        effects.extend(self.ban(waba, ("SCHEDULE_FOR_DISABLE", disables_at), at));
        effects
    }

    fn after_restriction(&self, id: WabaId, over: RestrictionKind) -> Vec<Effect> {
        let Some((waba, owner)) = self.client_waba(id) else { return Vec::new() };
        let letter = Letter {
            subject: format!("A restriction of {} is over", waba.name),
            what: format!("The account may {} again.", over.forbids()),
            facts: about(owner, waba),
            next: "follow the policies: the next restriction lasts longer.".to_owned(),
        };
        let mut effects = vec![letter.notice(owner)];
        effects.extend(self.partners(waba).map(|partner| letter.notice(partner)));
        effects
    }

    /// `DISABLED_UPDATE` (contract §6.4).
    pub(super) fn ban(
        &self,
        waba: &Waba,
        (state, on): (&str, Timestamp),
        at: Timestamp,
    ) -> Vec<Effect> {
        let value = json!({
            "event": "DISABLED_UPDATE",
            "ban_info": {"waba_ban_state": state, "waba_ban_date": day(on)},
        });
        self.webhooks(waba, "account_update", &value, at)
    }
}

/// `ACCOUNT_RESTRICTION` (contract §6.4); one without end expires at 0.
fn restriction(
    kinds: &BTreeSet<RestrictionKind>,
    until: Option<Timestamp>,
    violation: Violation,
) -> Value {
    let expiration = until.map_or(0, Timestamp::as_second);
    let one = |kind: &RestrictionKind| {
        let kind = kind.as_str();
        json!({"restriction_type": kind, "expiration": expiration})
    };
    json!({
        "event": "ACCOUNT_RESTRICTION",
        "restriction_info": kinds.iter().map(one).collect::<Vec<_>>(),
        "violation_info": {"violation_type": violation.as_str()},
    })
}

fn forbidden(kinds: &BTreeSet<RestrictionKind>, until: Option<Timestamp>) -> String {
    let words: Vec<&str> = kinds.iter().map(|kind| kind.forbids()).collect();
    let until = until.map(when).unwrap_or_default();
    format!(
        "The account broke the WhatsApp Business policies. Until {until} it may not {}.",
        words.join(", nor ")
    )
}
