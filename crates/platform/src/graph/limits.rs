//! How many calls are answered in a rolling hour, and how much of that is used (contract §7.6).
//!
//! Calls about a WABA count for it and the app that makes them, calls about credit lines for the
//! business that owns them, everything else for the app or the person. The counts live in memory:
//! a restart forgives them.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Mutex, PoisonError};

use graph::{AppId, BusinessId, GraphError, PersonId, WabaId};
use world::{Holder, NodeKind, World};

use super::call::Call;
use super::session::Session;
use crate::Platform;

/// How many minutes a call counts.
const WINDOW_MINUTES: i64 = 60;
/// After so many counted calls, windows in which nothing happens are forgotten.
const SWEEP_EVERY: u32 = 4_096;

/// The edges of a number that belong to messaging and registration: they have limits of their own.
const MESSAGING_EDGES: [&str; 3] = ["messages", "register", "deregister"];

/// The calls of the last hour.
#[derive(Debug, Default)]
pub(crate) struct Limits(Mutex<Counts>);

#[derive(Debug, Default)]
struct Counts {
    windows: BTreeMap<(AppId, Scope), Window>,
    counted: u32,
}

/// What calls count for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Scope {
    Waba(WabaId),
    Credit(BusinessId),
    App,
    Person(PersonId),
}

/// Calls by minute, oldest first.
#[derive(Debug, Default)]
struct Window {
    minutes: VecDeque<(i64, u32)>,
    total: u32,
}

impl Window {
    fn forget(&mut self, minute: i64) {
        while let Some((oldest, calls)) = self.minutes.front().copied()
            && oldest <= minute - WINDOW_MINUTES
        {
            self.total -= calls;
            self.minutes.pop_front();
        }
    }

    fn add(&mut self, minute: i64) {
        self.total = self.total.saturating_add(1);
        match self.minutes.back_mut() {
            Some((last, calls)) if *last >= minute => *calls += 1,
            _ => self.minutes.push_back((minute, 1)),
        }
    }

    /// In how many minutes there is room for a call again.
    fn regained_in(&self, minute: i64, limit: u32) -> i64 {
        let mut left = self.total;
        if left < limit {
            return 0;
        }
        for (then, calls) in &self.minutes {
            left -= calls;
            if left < limit {
                return then + WINDOW_MINUTES - minute;
            }
        }
        0
    }
}

/// What the headers of an answer tell about the limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Usage {
    scope: Scope,
    /// `whatsapp` or `whatsapp_business_management`.
    kind: &'static str,
    percent: u64,
    regained_in: i64,
}

impl Usage {
    /// The header's name and value.
    pub(crate) fn header(&self) -> (&'static str, String) {
        let Self { scope, kind, percent, regained_in } = self;
        let used = format!("\"call_count\":{percent},\"total_cputime\":0,\"total_time\":0");
        let id = match scope {
            Scope::Waba(waba) => waba.get(),
            Scope::Credit(business) => business.get(),
            Scope::App | Scope::Person(_) => return ("x-app-usage", format!("{{{used}}}")),
        };
        let used = format!(
            "{{\"{id}\":[{{\"type\":\"{kind}\",{used},\
             \"estimated_time_to_regain_access\":{regained_in}}}]}}"
        );
        ("x-business-use-case-usage", used)
    }
}

/// Counts a call and notes its usage in it.
///
/// # Errors
/// 80008 or 80007 for too many calls about a WABA or credit line, 4 for too many of an app, 17 for
/// too many of a person.
pub(crate) fn count(
    platform: &Platform,
    session: &Session,
    call: &Call,
    (kind, edge): (Option<NodeKind>, Option<&str>),
) -> Result<(), GraphError> {
    let messaging = is_messaging(edge);
    let (scope, limit) = platform.read(|world| budget(world, session, kind, edge));
    let minute = session.now.as_second().div_euclid(60);
    let (total, regained_in) = if messaging {
        (0, 0)
    } else {
        platform.limits().note((session.caller.app, scope), minute, limit)
    };
    let over = limit.is_some_and(|limit| total > limit);
    let percent = limit.map_or(0, |limit| u64::from(total) * 100 / u64::from(limit.max(1)));
    let usage = Usage {
        scope,
        kind: usage_kind(edge),
        percent: percent.min(100),
        regained_in: if over { regained_in.max(1) } else { 0 },
    };
    call.note_usage(usage);
    if over { Err(too_many(scope, (kind, edge))) } else { Ok(()) }
}

/// What a call beyond its limit is refused with.
fn too_many(scope: Scope, (kind, edge): (Option<NodeKind>, Option<&str>)) -> GraphError {
    match (scope, kind) {
        (Scope::Waba(_), Some(NodeKind::Phone(_))) if edge.is_some() => {
            GraphError::messaging(80_007)
        }
        (Scope::Waba(_) | Scope::Credit(_), _) => GraphError::waba_rate(),
        (Scope::App, _) => GraphError::app_rate(),
        (Scope::Person(_), _) => GraphError::user_rate(),
    }
}

/// What a call is refused with as if its limit were used up for so many minutes; that is noted in
/// it. A caller whose token is not good counts as an app.
pub(super) fn exhausted(
    platform: &Platform,
    call: &Call,
    (kind, edge): (Option<NodeKind>, Option<&str>),
    minutes: u32,
) -> GraphError {
    let scope = match Session::open(platform, call) {
        Ok(session) => platform.read(|world| budget(world, &session, kind, edge).0),
        Err(_) => Scope::App,
    };
    call.note_usage(Usage {
        scope,
        kind: usage_kind(edge),
        percent: 100,
        regained_in: i64::from(minutes),
    });
    too_many(scope, (kind, edge))
}

/// The limit a call counts for, as headers name it.
fn usage_kind(edge: Option<&str>) -> &'static str {
    if is_messaging(edge) { "whatsapp" } else { "whatsapp_business_management" }
}

fn is_messaging(edge: Option<&str>) -> bool {
    edge.is_some_and(|edge| MESSAGING_EDGES.contains(&edge))
}

impl Limits {
    /// Counts a call; how many there were in the last hour with it, and in how many minutes there
    /// is room again.
    fn note(&self, key: (AppId, Scope), minute: i64, limit: Option<u32>) -> (u32, i64) {
        let Some(limit) = limit else { return (0, 0) };
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        counts.counted += 1;
        if counts.counted >= SWEEP_EVERY {
            counts.counted = 0;
            counts.windows.values_mut().for_each(|window| window.forget(minute));
            counts.windows.retain(|_, window| window.total > 0);
        }
        let window = counts.windows.entry(key).or_default();
        window.forget(minute);
        window.add(minute);
        (window.total, window.regained_in(minute, limit))
    }
}

/// What a call counts for, and how many of these are answered in an hour.
fn budget(
    world: &World,
    session: &Session,
    kind: Option<NodeKind>,
    edge: Option<&str>,
) -> (Scope, Option<u32>) {
    let limits = world.policy.call_limits;
    let waba = match kind {
        Some(NodeKind::Waba(waba)) => Some(waba),
        Some(NodeKind::Phone(phone)) => world.phone(phone).ok().map(|phone| phone.waba),
        Some(NodeKind::Template(id)) => world.template(id).ok().map(|template| template.waba),
        _ => None,
    };
    if let Some(waba) = waba {
        let active = world.waba(waba).is_ok_and(|waba| {
            waba.phones.iter().any(|id| world.phone(*id).is_ok_and(|one| one.hosting().is_some()))
        });
        return (Scope::Waba(waba), if active { limits.active_waba } else { limits.waba });
    }
    let payer = match kind {
        Some(NodeKind::CreditLine(line)) => world.credit_line(line).ok().map(|line| line.owner),
        Some(NodeKind::Allocation(id)) => world.allocation(id).ok().map(|share| share.owner),
        Some(NodeKind::Business(business)) if edge == Some("extendedcredits") => Some(business),
        _ => None,
    };
    if let Some(payer) = payer {
        return (Scope::Credit(payer), limits.credit);
    }
    match session.caller.holder {
        Holder::Person(person) => (Scope::Person(person), limits.user),
        Holder::App | Holder::SystemUser(_) => {
            let users = users_of(world, session.caller.app);
            (Scope::App, limits.app_per_user.map(|each| each.saturating_mul(users)))
        }
    }
}

/// How many use an app: people and system users of its business, and clients.
fn users_of(world: &World, app: AppId) -> u32 {
    let business = world.app(app).and_then(|app| world.business(app.business));
    let users = business.map_or(1, |business| {
        business.people.len() + business.system_users.len() + business.client_wabas.len()
    });
    u32::try_from(users).unwrap_or(u32::MAX).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_counts_for_an_hour() {
        let limits = Limits::default();
        let key = (AppId::new(1), Scope::App);
        let note = |minute| limits.note(key, minute, Some(2));
        assert_eq!(note(0), (1, 0));
        assert_eq!(note(10), (2, 60 - 10));
        assert_eq!(note(20), (3, 50), "room when the first two are forgotten");
        assert_eq!(note(61).0, 3);
        assert_eq!(note(200).0, 1);
        assert_eq!(limits.note(key, 200, None), (0, 0), "no limit, no count");
    }
}
