//! The platform's budget of calls, as its answers tell it, obeyed before it bites (contract §7.6).
//!
//! Every answer says in a header how much of an hour's budget is used: of the app
//! (`X-App-Usage`), or of one account and purpose (`X-Business-Use-Case-Usage`). From four fifths
//! on looks are spaced out; at the full budget, or when a call was refused for it, nothing is
//! called before the platform said that there is room again. All of it lives in memory: the first
//! answer after a restart tells it anew, and each of several processes hears it for itself.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use graph::GraphError;
use graph::id::WabaId;
use http::HeaderMap;
use jiff::{SignedDuration, Timestamp};
use onboard::later;
use serde_json::Value;

/// From this share of a budget on looks are spaced, in percent.
const SPACED_PERCENT: u64 = 80;
/// Each percent from there on adds so many seconds between two looks.
const SPACING_SECONDS: i64 = 15;
/// What a header says is believed for so long: the length of the platform's window.
const BELIEVED_MINUTES: i64 = 60;
/// How long a refused budget rests when no header says it, in minutes.
const REST_MINUTES: i64 = 15;
/// The edges that belong to messaging and registration: they have a budget of their own.
const MESSAGING_EDGES: [&str; 3] = ["messages", "register", "deregister"];

/// How much of each budget is used.
#[derive(Debug, Default)]
pub(crate) struct Usage(Mutex<Meters>);

#[derive(Debug, Default)]
struct Meters {
    meters: BTreeMap<Budget, Meter>,
    /// Which account a number counts for, learned from the answers about it.
    accounts: BTreeMap<u64, u64>,
}

/// What calls are counted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Budget {
    /// Our app.
    App,
    /// An account or business, managed.
    Managing(u64),
    /// An account, messaging from its numbers.
    Messaging(u64),
}

#[derive(Debug, Clone, Copy)]
struct Meter {
    percent: u64,
    heard_at: Timestamp,
    /// As a header said.
    closed_until: Option<Timestamp>,
    /// As a refusal without such a header left us to guess; no header that comes after ends it.
    rests_until: Option<Timestamp>,
    next_look: Option<Timestamp>,
}

/// What a header tells of one budget.
#[derive(Debug, Clone, Copy, Default)]
struct Told {
    percent: u64,
    /// Until there is room again, when it says so.
    minutes: i64,
}

impl Told {
    fn add(&mut self, other: Self) {
        self.percent = self.percent.max(other.percent);
        self.minutes = self.minutes.max(other.minutes);
    }
}

impl Meter {
    fn new(percent: u64, heard_at: Timestamp) -> Self {
        Self { percent, heard_at, closed_until: None, rests_until: None, next_look: None }
    }

    fn closed(&self, now: Timestamp) -> Option<Timestamp> {
        self.closed_until.max(self.rests_until).filter(|until| *until > now)
    }

    /// How far apart looks are, while what was heard is believed.
    fn spacing(&self, now: Timestamp) -> Option<SignedDuration> {
        let believed = later(self.heard_at, SignedDuration::from_mins(BELIEVED_MINUTES)) > now;
        let above = self.percent.checked_sub(SPACED_PERCENT).filter(|_| believed)?;
        let steps = i64::try_from(above.min(20)).expect("at most twenty") + 1;
        Some(SignedDuration::from_secs(SPACING_SECONDS * steps))
    }
}

impl Usage {
    /// Takes down what the headers of an answer to a call of `path` tell.
    pub(crate) fn heard(&self, path: &str, headers: &HeaderMap, now: Timestamp) {
        let read = |name: &str| {
            let text = headers.get(name)?.to_str().ok()?;
            serde_json::from_str::<Value>(text).ok()
        };
        let mut meters = self.lock();
        if let Some(app) = read("x-app-usage") {
            meters.put(Budget::App, Told { percent: percent(&app), minutes: 0 }, now);
        }
        // Several rows may count for one budget: the fullest is the one that bites.
        let mut told = BTreeMap::<Budget, Told>::new();
        let cases = read("x-business-use-case-usage");
        for (id, rows) in cases.iter().filter_map(Value::as_object).flatten() {
            let Ok(id) = id.parse::<u64>() else { continue };
            for row in rows.as_array().into_iter().flatten() {
                let messaging = row["type"] == "whatsapp";
                let budget = if messaging { Budget::Messaging(id) } else { Budget::Managing(id) };
                let minutes = row["estimated_time_to_regain_access"].as_i64().unwrap_or(0);
                told.entry(budget).or_default().add(Told { percent: percent(row), minutes });
            }
            if let Some(node) = node(path).filter(|node| *node != id) {
                meters.accounts.insert(node, id);
            }
        }
        for (budget, told) in told {
            meters.put(budget, told, now);
        }
    }

    /// Closes the budget that a refused call used up, unless its headers did so already.
    pub(crate) fn refused(&self, path: &str, error: &GraphError, now: Timestamp) {
        let mut meters = self.lock();
        let budget = match error.code {
            4 | 17 | 32 | 613 => Budget::App,
            80_007 | 80_008 | 80_014 => match meters.of_call(path) {
                Some(budget) => budget,
                None => return,
            },
            _ => return,
        };
        let meter = meters.meters.entry(budget).or_insert_with(|| Meter::new(100, now));
        if meter.closed(now).is_none() {
            meter.rests_until = Some(later(now, SignedDuration::from_mins(REST_MINUTES)));
        }
    }

    /// Whether a call of `path` may be made now.
    ///
    /// # Errors
    /// From when on it may.
    pub(crate) fn open(&self, path: &str, now: Timestamp) -> Result<(), Timestamp> {
        let meters = self.lock();
        let budgets = [Some(Budget::App), meters.of_call(path)];
        let closed = budgets.iter().flatten().filter_map(|one| meters.meters.get(one)?.closed(now));
        closed.max().map_or(Ok(()), Err)
    }

    /// Whether an account may be looked at now: a look is several calls. One that may be is the
    /// first of the next spaced ones.
    ///
    /// # Errors
    /// From when on it may.
    pub(crate) fn room(&self, waba: WabaId, now: Timestamp) -> Result<(), Timestamp> {
        let mut meters = self.lock();
        let budgets = [Budget::App, Budget::Managing(waba.get())];
        let mut wait: Option<Timestamp> = None;
        for meter in budgets.iter().filter_map(|budget| meters.meters.get(budget)) {
            let spaced = meter.next_look.filter(|at| *at > now && meter.spacing(now).is_some());
            wait = wait.max(meter.closed(now)).max(spaced);
        }
        if let Some(until) = wait {
            return Err(until);
        }
        for budget in budgets {
            if let Some(meter) = meters.meters.get_mut(&budget) {
                meter.next_look = meter.spacing(now).map(|pause| later(now, pause));
            }
        }
        Ok(())
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Meters> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Meters {
    fn put(&mut self, budget: Budget, told: Told, now: Timestamp) {
        let Told { percent, minutes } = told;
        let meter = self.meters.entry(budget).or_insert_with(|| Meter::new(percent, now));
        (meter.percent, meter.heard_at) = (percent, now);
        let minutes = if percent >= 100 && minutes == 0 { REST_MINUTES } else { minutes };
        meter.closed_until = (minutes > 0).then(|| later(now, SignedDuration::from_mins(minutes)));
        // Room without limit is not worth remembering: there may be a hundred thousand accounts.
        let rests = meter.rests_until.is_some_and(|until| until > now);
        if percent < SPACED_PERCENT && minutes == 0 && !rests {
            self.meters.remove(&budget);
        }
    }

    /// The budget that a call of `path` counts for, as far as that is known.
    fn of_call(&self, path: &str) -> Option<Budget> {
        let node = node(path)?;
        let id = self.accounts.get(&node).copied().unwrap_or(node);
        let edge = path.split(['/', '?']).nth(1).unwrap_or_default();
        let messaging = MESSAGING_EDGES.contains(&edge);
        Some(if messaging { Budget::Messaging(id) } else { Budget::Managing(id) })
    }
}

/// The object a path begins with.
fn node(path: &str) -> Option<u64> {
    path.split(['/', '?']).next()?.parse().ok()
}

/// The fullest of the three shares a header names.
fn percent(row: &Value) -> u64 {
    let names = ["call_count", "total_cputime", "total_time"];
    names.iter().filter_map(|name| row[*name].as_u64()).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn noon() -> Timestamp {
        "2026-12-01T12:00:00Z".parse().expect("a moment")
    }

    fn after(seconds: i64) -> Timestamp {
        noon() + SignedDuration::from_secs(seconds)
    }

    fn app(percent: u64) -> HeaderMap {
        let text = format!("{{\"call_count\":{percent},\"total_time\":1}}");
        HeaderMap::from_iter([(
            http::HeaderName::from_static("x-app-usage"),
            HeaderValue::from_str(&text).expect("ASCII"),
        )])
    }

    fn case(id: u64, kind: &str, percent: u64, minutes: i64) -> HeaderMap {
        let text = format!(
            "{{\"{id}\":[{{\"type\":\"{kind}\",\"call_count\":{percent},\"total_cputime\":0,\
             \"total_time\":0,\"estimated_time_to_regain_access\":{minutes}}}]}}"
        );
        HeaderMap::from_iter([(
            http::HeaderName::from_static("x-business-use-case-usage"),
            HeaderValue::from_str(&text).expect("ASCII"),
        )])
    }

    const WABA: WabaId = WabaId::new(7);

    #[test]
    fn below_four_fifths_nothing_is_held_back() {
        let usage = Usage::default();
        usage.heard("7", &app(79), noon());
        usage.heard("7", &case(7, "whatsapp_business_management", 79, 0), noon());
        for second in 0..5 {
            assert_eq!(usage.room(WABA, after(second)), Ok(()));
            assert_eq!(usage.open("7/phone_numbers", after(second)), Ok(()));
        }
    }

    #[test]
    fn above_four_fifths_looks_are_spaced_and_calls_go_on() {
        let usage = Usage::default();
        usage.heard("7", &case(7, "whatsapp_business_management", 83, 0), noon());
        assert_eq!(usage.room(WABA, noon()), Ok(()));
        assert_eq!(usage.room(WABA, after(1)), Err(after(60)));
        assert_eq!(usage.open("7", after(1)), Ok(()));
        assert_eq!(usage.room(WabaId::new(8), after(1)), Ok(()), "another account has its own");
        assert_eq!(usage.room(WABA, after(60)), Ok(()));
        // What was heard an hour ago is believed no more.
        assert_eq!(usage.room(WABA, after(3_601)), Ok(()));
        assert_eq!(usage.room(WABA, after(3_602)), Ok(()));
    }

    #[test]
    fn a_used_up_budget_is_closed_until_the_platform_says() {
        let usage = Usage::default();
        usage.heard("7", &case(7, "whatsapp_business_management", 100, 25), noon());
        let until = after(25 * 60);
        assert_eq!(usage.open("7/subscribed_apps?x=1", noon()), Err(until));
        assert_eq!(usage.room(WABA, noon()), Err(until));
        assert_eq!(usage.open("7", until), Ok(()));
        usage.heard("7", &case(7, "whatsapp_business_management", 12, 0), until);
        assert_eq!(usage.room(WABA, until), Ok(()));
    }

    #[test]
    fn messaging_has_a_budget_of_its_own_found_by_the_number() {
        let usage = Usage::default();
        usage.heard("55/messages", &case(7, "whatsapp", 100, 3), noon());
        assert_eq!(usage.open("55/messages", noon()), Err(after(180)));
        assert_eq!(usage.open("55/register", noon()), Err(after(180)));
        assert_eq!(usage.open("7/phone_numbers", noon()), Ok(()));
        assert_eq!(usage.room(WABA, noon()), Ok(()));
    }

    #[test]
    fn of_several_rows_for_one_budget_the_fullest_counts() {
        let usage = Usage::default();
        let text = r#"{"7":[{"type":"whatsapp_business_management","call_count":95},
            {"type":"business_management","call_count":10}]}"#;
        let name = http::HeaderName::from_static("x-business-use-case-usage");
        let text = text.replace('\n', "");
        let header = HeaderValue::from_str(&text).expect("ASCII");
        usage.heard("7", &HeaderMap::from_iter([(name, header)]), noon());
        assert_eq!(usage.room(WABA, noon()), Ok(()));
        assert_eq!(usage.room(WABA, after(1)), Err(after(15 * 16)));
    }

    #[test]
    fn a_refusal_rests_whatever_other_calls_hear_meanwhile() {
        let usage = Usage::default();
        usage.refused("7/phone_numbers", &GraphError::messaging(80_007), noon());
        usage.heard("7", &case(7, "whatsapp_business_management", 12, 0), after(1));
        assert_eq!(usage.open("7", after(1)), Err(after(15 * 60)));
        usage.heard("7", &case(7, "whatsapp_business_management", 12, 0), after(15 * 60));
        assert_eq!(usage.open("7", after(15 * 60)), Ok(()));
    }

    #[test]
    fn a_refusal_without_a_header_closes_for_a_while() {
        let usage = Usage::default();
        usage.refused("7/phone_numbers", &GraphError::app_rate(), noon());
        assert_eq!(usage.open("99", noon()), Err(after(15 * 60)));
        let usage = Usage::default();
        usage.refused("7/phone_numbers", &GraphError::messaging(80_007), noon());
        assert_eq!(usage.open("7", noon()), Err(after(15 * 60)));
        assert_eq!(usage.open("8", noon()), Ok(()));
    }
}
