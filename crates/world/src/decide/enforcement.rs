//! What Meta does to accounts that break its policies, and what they may do then (contract §9.9).

use std::collections::BTreeSet;

use graph::id::WabaId;
use jiff::Timestamp;

use super::{Ask, Decision};
use crate::enforcement::{EnforcementEvent, Measure, RestrictionKind, SanctionKind};
use crate::event::Event;
use crate::phone::OffReason;
use crate::policy::Violation;
use crate::refusal::Refusal;
use crate::time::days;
use crate::waba::{Appeal, PolicyCheck, Waba};

impl Measure {
    /// The longest restriction, and the longest time before an announced end, in days.
    pub const DAYS_MAX: i64 = 365;
}

impl Ask<'_> {
    /// The desk takes a measure against an account.
    pub(super) fn enforce(self, waba: WabaId, violation: Violation, what: &Measure) -> Decision {
        let known = self.world.waba(waba)?;
        if known.is_disabled() {
            return Err(Refusal::WabaDisabled);
        }
        let event = match what {
            Measure::Warn => EnforcementEvent::Warned { waba, violation },
            Measure::Restrict { kinds, days } => {
                let until = self.in_days(*days)?;
                if kinds.is_empty() {
                    let value = String::new();
                    return Err(Refusal::BadValue { field: "restrictions", value });
                }
                EnforcementEvent::Restricted { waba, violation, kinds: kinds.clone(), until }
            }
            Measure::Lock if known.is_locked() => return Ok(Vec::new()),
            Measure::Lock => EnforcementEvent::Locked { waba, violation },
            Measure::ScheduleDisable { days } => {
                let disables_at = self.in_days(*days)?;
                EnforcementEvent::DisableScheduled { waba, violation, disables_at }
            }
            Measure::Disable => return Ok(self.disable(known, violation)),
        };
        Ok(vec![Event::Enforcement(event)])
    }

    /// The desk takes back what was done to an account.
    pub(super) fn lift_enforcement(self, waba: WabaId) -> Decision {
        let known = self.world.waba(waba)?;
        if known.is_disabled() {
            return Ok(self.reinstate(known));
        }
        let mut events: Vec<Event> = self.ends_of_restrictions(known, None);
        if known.enforcement.sanction.is_some() {
            events.push(Event::Enforcement(EnforcementEvent::Lifted { waba }));
        }
        if events.is_empty() { Err(Refusal::NothingToLift) } else { Ok(events) }
    }

    fn in_days(self, count: i64) -> Result<Timestamp, Refusal> {
        if (1..=Measure::DAYS_MAX).contains(&count) {
            Ok(days(self.now, count))
        } else {
            Err(Refusal::BadValue { field: "days", value: count.to_string() })
        }
    }

    /// The account is disabled, and its numbers are turned off.
    pub(super) fn disable(self, waba: &Waba, violation: Violation) -> Vec<Event> {
        let mut events = vec![Event::PolicyCheckFailed { waba: waba.id, violation }];
        let why = OffReason::CheckFailed;
        events
            .extend(self.phones(waba).map(|phone| Event::PhoneTurnedOff { phone: phone.id, why }));
        events
    }

    /// The announced end of an account has come.
    pub(super) fn pass_disabling(self, waba: WabaId) -> Decision {
        let known = self.world.waba(waba)?;
        let sanction = known.enforcement.sanction;
        Ok(match sanction {
            Some(sanction) => self.disable(known, sanction.violation),
            None => vec![Event::Enforcement(EnforcementEvent::Lifted { waba })],
        })
    }

    /// Restrictions end: this one, or all of them.
    pub(super) fn ends_of_restrictions(
        self,
        waba: &Waba,
        only: Option<RestrictionKind>,
    ) -> Vec<Event> {
        let kinds: BTreeSet<RestrictionKind> =
            waba.enforcement.restrictions.keys().copied().collect();
        let ended = |&restriction: &RestrictionKind| {
            let waba = waba.id;
            Event::Enforcement(EnforcementEvent::RestrictionEnded { waba, restriction })
        };
        kinds.iter().filter(|&&kind| only.is_none_or(|only| only == kind)).map(ended).collect()
    }

    pub(super) fn appeal(self, waba: WabaId, statement: &str) -> Decision {
        let known = self.world.waba(waba)?;
        self.require_owner(known.owner)?;
        let until =
            known.held_against().map(|(_, since)| days(since, self.world.policy.appeal_days));
        if known.appeal() != Some(Appeal::Open) || until.is_none_or(|until| until <= self.now) {
            return Err(Refusal::NoAppealPossible);
        }
        let statement = statement.trim().chars().take(2_000).collect();
        Ok(vec![Event::AppealMade { waba, statement }])
    }

    pub(super) fn conclude_appeal(self, waba: WabaId, granted: bool) -> Decision {
        let known = self.world.waba(waba)?;
        if !matches!(known.appeal(), Some(Appeal::Pending { .. })) {
            return Err(Refusal::NoAppealPending);
        }
        if granted {
            return Ok(self.reinstate(known));
        }
        let mut events = vec![Event::AppealDeclined { waba }];
        // The announced end of the account waited for this.
        let sanction = known.enforcement.sanction.filter(|_| !known.is_disabled());
        if let Some(sanction) = sanction
            && matches!(sanction.kind, SanctionKind::DisableAt(at) if at <= self.now)
        {
            events.extend(self.disable(known, sanction.violation));
        }
        Ok(events)
    }

    /// The decision about an account is reversed.
    fn reinstate(self, waba: &Waba) -> Vec<Event> {
        let mut events = vec![Event::AppealGranted { waba: waba.id }];
        if waba.is_disabled() {
            events.extend(self.cure(waba.id, OffReason::CheckFailed));
            events.extend(self.promotions(waba));
        }
        events
    }

    /// That the account may send: `initiated` says whether the message would start a conversation
    /// or is a template.
    pub(super) fn require_sending(self, waba: WabaId, initiated: bool) -> Result<(), Refusal> {
        let waba = self.world.waba(waba)?;
        if waba.is_locked() {
            return Err(Refusal::WabaLocked);
        }
        let kind = if initiated {
            RestrictionKind::BizInitiatedMessaging
        } else {
            RestrictionKind::CustomerInitiatedMessaging
        };
        require_unrestricted(waba, kind)
    }

    /// That the account may have more numbers, as far as Meta's measures go.
    pub(super) fn require_adding(self, waba: WabaId) -> Result<(), Refusal> {
        let waba = self.world.waba(waba)?;
        if waba.is_locked() {
            return Err(Refusal::WabaLocked);
        }
        require_unrestricted(waba, RestrictionKind::AddPhoneNumber)
    }
}

fn require_unrestricted(waba: &Waba, restriction: RestrictionKind) -> Result<(), Refusal> {
    match waba.enforcement.restrictions.get(&restriction) {
        Some(&until) => Err(Refusal::WabaRestricted { restriction, until }),
        None => Ok(()),
    }
}

impl Waba {
    /// Whether the background check is under way.
    pub const fn is_checked(&self) -> bool {
        matches!(self.check, PolicyCheck::Running { .. })
    }
}
