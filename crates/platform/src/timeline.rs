//! The time line: what happened, when, by whom, in words; of everything, or of one business,
//! account, number or person (requirement I03).

use graph::{BusinessId, PersonId, PhoneNumberId, WabaId};
use shell::db::DbError;
use world::{Event, Holder, OfficialEvent, VerificationEvent, World};

use crate::Platform;
use crate::store::{Entry, ROWS_MAX, Slice};

/// How many entries one page looks through at most; a page that found little leads on from there.
const LOOKED_AT_MAX: u32 = 20_000;

/// Which entries; what is `None` does not matter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Filter {
    /// Only what this party may see: its own, and what clients share with it.
    pub viewer: Option<BusinessId>,
    /// Only about this business.
    pub business: Option<BusinessId>,
    /// Only about this account.
    pub waba: Option<WabaId>,
    /// Only about this number.
    pub phone: Option<PhoneNumberId>,
    /// Only about this person, or by them.
    pub person: Option<PersonId>,
}

/// One line in words.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    /// Where it stands in the log, when it happened, and the event itself.
    pub entry: Entry,
    /// What happened.
    pub what: String,
    /// Who did it.
    pub by: String,
}

/// Some lines, newest first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lines {
    /// The lines.
    pub lines: Vec<Line>,
    /// The place before which older ones may be.
    pub older: Option<i64>,
}

impl Filter {
    /// Whether everything fits.
    fn is_open(&self) -> bool {
        *self == Self::default()
    }

    /// Whether an entry fits.
    pub(crate) fn fits(&self, world: &World, entry: &Entry) -> bool {
        if self.is_open() {
            return true;
        }
        let about = world.about(&entry.event);
        let by = by_person(world, &entry.by);
        self.viewer.is_none_or(|viewer| about.concerns(world, viewer))
            && self.business.is_none_or(|business| about.businesses.contains(&business))
            && self.waba.is_none_or(|waba| about.wabas.contains(&waba))
            && self.phone.is_none_or(|phone| about.phones.contains(&phone))
            && self.person.is_none_or(|one| by == Some(one) || about.people.contains(&one))
    }
}

/// The lines that fit, newest first, from `before` on.
///
/// # Errors
/// When the log cannot be read.
pub(crate) async fn lines(
    platform: &Platform,
    filter: Filter,
    (before, limit): (Option<i64>, usize),
) -> Result<Lines, DbError> {
    let (mut found, mut before, mut looked_at) = (Lines::default(), before, 0);
    loop {
        let entries = platform.store().events(Slice { before, limit: ROWS_MAX }).await?;
        let last = entries.last().map(|entry| entry.seq).filter(|seq| *seq > 1);
        let full = platform.read(|world| {
            for entry in entries.into_iter().filter(|entry| filter.fits(world, entry)) {
                if found.lines.len() == limit {
                    return true;
                }
                found.lines.push(line(world, entry));
            }
            false
        });
        looked_at += ROWS_MAX;
        if full {
            found.older = found.lines.last().map(|line| line.entry.seq);
            return Ok(found);
        }
        if last.is_none() || looked_at >= LOOKED_AT_MAX {
            found.older = last;
            return Ok(found);
        }
        before = last;
    }
}

/// The lines that fit, oldest first, behind entry `after`.
///
/// # Errors
/// When the log cannot be read.
pub(crate) async fn lines_after(
    platform: &Platform,
    filter: Filter,
    (after, limit): (i64, usize),
) -> Result<Lines, DbError> {
    let (mut found, mut after, mut looked_at) = (Lines::default(), after, 0);
    loop {
        let entries = platform.store().events_after(after, ROWS_MAX).await?;
        let Some(last) = entries.last().map(|entry| entry.seq) else { return Ok(found) };
        platform.read(|world| {
            let room = limit.saturating_sub(found.lines.len());
            let fitting = entries.into_iter().filter(|entry| filter.fits(world, entry)).take(room);
            found.lines.extend(fitting.map(|entry| line(world, entry)));
        });
        looked_at += ROWS_MAX;
        if found.lines.len() >= limit || looked_at >= LOOKED_AT_MAX {
            return Ok(found);
        }
        after = last;
    }
}

/// An entry in words.
pub(crate) fn line(world: &World, entry: Entry) -> Line {
    let (what, by) = (entry.event.words(world), by(world, &entry));
    Line { entry, what, by }
}

/// Who did it: a person's or system user's name, an app, a client, Meta, a customer, or the time
/// that passed.
fn by(world: &World, entry: &Entry) -> String {
    let by = entry.by.as_str();
    match by.split_once(' ') {
        Some(("person", id)) => {
            let person = id.parse::<PersonId>().ok().and_then(|id| world.people.get(&id));
            person.map_or_else(|| by.to_owned(), |person| person.name.clone())
        }
        Some(("token", start)) => match holder(world, start) {
            Some(Holder::Person(person)) => {
                world.people.get(&person).map(|one| one.name.clone()).unwrap_or_default()
            }
            Some(Holder::SystemUser(user)) => {
                let user = world.system_users.get(&user);
                user.map(|one| format!("{} (system user)", one.name)).unwrap_or_default()
            }
            Some(Holder::App) => "an app".to_owned(),
            None => "a token that is gone".to_owned(),
        },
        Some(("app", id)) => {
            let app = id.parse().ok().and_then(|id| world.apps.get(&id));
            app.map_or_else(|| by.to_owned(), |app| format!("{} (app)", app.name))
        }
        Some(("client", id)) => {
            let phone = id.parse().ok().and_then(|id| world.phones.get(&id));
            phone.map_or_else(
                || by.to_owned(),
                |phone| format!("the client of {}", phone.number.display()),
            )
        }
        _ => by_nobody(by, &entry.event),
    }
}

/// The desk plays Meta, and everybody who has no login; what Meta decides by itself is Meta's.
fn by_nobody(by: &str, event: &Event) -> String {
    match event {
        Event::MessageReceived { customer, .. } => customer.display(),
        Event::PersonCreated { name, .. } => name.clone(),
        _ if by == "desk" || decided(event) => "Meta".to_owned(),
        _ => "time".to_owned(),
    }
}

/// Whether the event is a decision of Meta's, also where it is due by itself.
fn decided(event: &Event) -> bool {
    matches!(
        event,
        Event::VerificationApproved { .. }
            | Event::VerificationRejected { .. }
            | Event::Verification(
                VerificationEvent::MoreAsked { .. }
                    | VerificationEvent::Declined { .. }
                    | VerificationEvent::Revoked { .. }
                    | VerificationEvent::Expired { .. }
            )
            | Event::Official(OfficialEvent::Granted { .. } | OfficialEvent::Declined { .. })
            | Event::Enforcement(_)
            | Event::PolicyCheckPassed { .. }
            | Event::PolicyCheckFailed { .. }
            | Event::AppealGranted { .. }
            | Event::AppealDeclined { .. }
            | Event::NameApproved { .. }
            | Event::NameDeclined { .. }
            | Event::NameChangeApproved { .. }
            | Event::NameChangeDeclined { .. }
            | Event::NameDeferred { .. }
            | Event::TemplateApproved { .. }
            | Event::TemplateRejected { .. }
    )
}

/// The person who did it, by login or by token.
fn by_person(world: &World, by: &str) -> Option<PersonId> {
    match by.split_once(' ')? {
        ("person", id) => id.parse().ok(),
        ("token", start) => match holder(world, start)? {
            Holder::Person(person) => Some(person),
            Holder::App | Holder::SystemUser(_) => None,
        },
        _ => None,
    }
}

/// Whom the token speaks for whose fingerprint begins so.
fn holder(world: &World, start: &str) -> Option<Holder> {
    let from = world::TokenKey::new(start);
    let (key, token) = world.tokens.range(from..).next()?;
    key.to_string().starts_with(start).then_some(token.holder)
}
