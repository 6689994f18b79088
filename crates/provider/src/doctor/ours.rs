//! Our half: disk, database, keys, and what the server wrote down about its own troubles.

use jiff::Timestamp;
use shell::db::DbError;
use shell::mail::Mail;
use shell::sql::{Tx, from_micros};

use super::{Finding, clients};
use crate::Office;
use crate::audit;
use crate::report::age;
use crate::settings::Settings;
use crate::store::{figures, mail, sealed, settings as stored};
use crate::sweep;

/// Bytes of disk below which it is warned, and below which it is bad.
const DISK: (u64, u64) = (2 << 30, 200 << 20);
/// Minutes that a webhook may wait to be dealt with.
const INBOX_MINUTES: i64 = 5;
/// Hours for which a webhook without values is told of.
const BARE_HOURS: i64 = 24;
/// Sealed texts of a kind that are tried.
const SAMPLE: u32 = 20;
/// Minutes that a letter may wait to be sent.
const MAIL_MINUTES: i64 = 10;
/// Seconds after which a sweep is late, however seldom the settings ask for one.
const SWEEP_SECONDS: i64 = 900;
/// What mends a list of accounts that the platform refuses.
const LISTS: &str = "see what is said of business_id and of the admin's and the employee's token";
/// What mends a list that does not end.
const ENDLESS: &str = "nothing on our side: report it to the platform's support. Webhooks and \
    callbacks find clients all the same, and the list is read again by itself";
/// What mends a platform that does not answer.
const AWAY: &str = "the platform was not reached: see what is said of it below; the server tries \
    again by itself";

/// Looks at everything of ours.
pub async fn examine(office: &Office) -> Vec<Finding> {
    let mut found = vec![disk(office), database(office).await];
    let (now, settings) = (office.clock.now(), office.settings.clone());
    match office.db.read(move |db| read(db, &settings, now)).await {
        Ok(rows) => found.extend(rows),
        Err(error) => found.push(unreadable(&error)),
    }
    match clients::examine(office).await {
        Ok(rows) => found.extend(rows),
        Err(error) => found.push(unreadable(&error)),
    }
    found.push(mail_server(office).await);
    found.push(keys(office).await);
    found.push(audit_log(office).await);
    found.push(public_url(office).await);
    found
}

fn disk(office: &Office) -> Finding {
    const CHECK: &str = "disk";
    let folder = office.settings.data_dir.display();
    let fix = format!("free space on the disk of {folder}: a full one makes webhooks wait outside");
    match shell::space::free(&office.settings.data_dir) {
        Err(error) => Finding::unknown(CHECK, format!("{folder}: {error}"), fix),
        Ok(free) => {
            let said = format!("{} MB free for {folder}", free >> 20);
            match free {
                0.. if free < DISK.1 => Finding::bad(CHECK, said, fix),
                _ if free < DISK.0 => Finding::warning(CHECK, said, fix),
                _ => Finding::ok(CHECK, said),
            }
        }
    }
}

/// The version was looked at when it was opened; here: whether it can be written.
async fn database(office: &Office) -> Finding {
    const CHECK: &str = "database";
    match crate::health::write_probe(&office.db, office.clock.now()).await {
        Ok(()) => Finding::ok(CHECK, "can be read and written, and is of this program's version"),
        Err(error) => unreadable(&error),
    }
}

/// A database that cannot be used, in the words of the fix.
#[must_use]
pub fn unreadable(error: &DbError) -> Finding {
    let fix = match error {
        DbError::Full { .. } => "free space on that disk: nothing is lost, and nothing is put back",
        DbError::Unwritable { .. } | DbError::Locked { .. } => {
            "as it says; the data themselves are not the trouble"
        }
        DbError::Newer { .. } => "run the newer program; or put back a backup from before it ran",
        DbError::Damaged { .. } => {
            "stop the server, then `vestibule restore` with the newest backup: it keeps what is \
             there beside it"
        }
        _ => "as it says; try again in a while, and look into the server's log",
    };
    Finding::bad("database", error.to_string(), fix)
}

/// What the server itself wrote down.
fn read(db: &Tx<'_>, settings: &Settings, now: Timestamp) -> Result<Vec<Finding>, DbError> {
    let standing = figures::standing(db)?;
    let mut found = sweeps(db, settings, &standing, now)?;
    found.push(subscription(db, now)?);
    found.extend(bare(db, now)?);
    found.push(letters(&mail::waiting(db)?, now));
    found.extend(inbox(&standing, now));
    found.extend(watched(&standing));
    let waiting = standing.callbacks_open;
    found.push(match waiting {
        0 => Finding::ok("callbacks", "none is waiting"),
        _ => Finding::warning(
            "callbacks",
            format!("{waiting} signups brought a token or code that could not be used yet"),
            "see their problems on the console's first page",
        ),
    });
    let stuck = standing.problems;
    found.push(match stuck {
        0 => Finding::ok("clients", "none has a failing step"),
        _ => Finding::warning(
            "clients",
            format!("{stuck} clients have a failing step"),
            "`vestibule clients list --problem` names them",
        ),
    });
    Ok(found)
}

/// How the last look at the app's subscription went. While the first one is due, none was made.
fn subscription(db: &Tx<'_>, now: Timestamp) -> Result<Finding, DbError> {
    const CHECK: &str = "subscription";
    let next = stored::get_number(db, stored::SUBSCRIPTION_AT)?;
    let is_due = next.is_none_or(|at| at <= now.as_microsecond());
    Ok(match stored::get(db, stored::SUBSCRIPTION_PROBLEM)? {
        None if is_due => Finding::warning(
            CHECK,
            "not looked at yet",
            "start the server, which looks at it and subscribes by itself",
        ),
        None => Finding::ok(CHECK, "the last look at it went well"),
        Some(problem) => {
            let refused = match problem.contains("code 190") {
                true => "copy app_id and app_secret from the App Dashboard, Settings › Basic",
                false => "public_url must be reachable from the internet when the server starts",
            };
            let fix = if was_refused(&problem) { refused } else { AWAY };
            Finding::bad(CHECK, problem, fix)
        }
    })
}

/// Whether webhooks came of late that did not say what happened.
fn bare(db: &Tx<'_>, now: Timestamp) -> Result<Option<Finding>, DbError> {
    let last = stored::get_number(db, stored::BARE_AT)?.map(from_micros).transpose()?;
    let last = last.filter(|at| now.duration_since(*at).as_hours() < BARE_HOURS);
    Ok(last.map(|at| {
        let said = format!(
            "{} ago a webhook came without its values: messages that come so are lost",
            age(at, now)
        );
        let fix = "the server sets the subscription anew, with include_values; if it happens \
            again, find out who else sets the app's webhook";
        Finding::bad("webhook_values", said, fix)
    }))
}

/// Whether the platform answered with an error; otherwise it was not reached. What is written down
/// is what a [`graph::GraphError`] says of itself.
fn was_refused(problem: &str) -> bool {
    problem.contains("(HTTP ")
}

/// Both ways of finding accounts, and when the last good quick one was.
fn sweeps(
    db: &Tx<'_>,
    settings: &Settings,
    standing: &figures::Standing,
    now: Timestamp,
) -> Result<Vec<Finding>, DbError> {
    let start = "start the server; if it runs, look for errors in its log";
    let failed = |check, problem: String| {
        let fix = match was_refused(&problem) {
            true => LISTS,
            false if problem.contains("answers with a list") => ENDLESS,
            false => AWAY,
        };
        Finding::bad(check, problem, fix)
    };
    let limit = SWEEP_SECONDS.max(3 * i64::from(settings.sweep_seconds));
    let quick = match (stored::get(db, stored::SWEEP_PROBLEM)?, standing.swept) {
        (Some(problem), _) => failed("sweep", problem),
        (None, None) => Finding::warning("sweep", "none was made yet", start),
        (None, Some(at)) if now.duration_since(at).as_secs() > limit => {
            Finding::bad("sweep", format!("the last one was {} ago", age(at, now)), start)
        }
        (None, Some(at)) => Finding::ok("sweep", format!("the last one was {} ago", age(at, now))),
    };
    let full = match (stored::get(db, stored::PASS_PROBLEM)?, sweep::state(db)?) {
        (Some(problem), _) => failed("full_pass", problem),
        (None, None) => Finding::warning("full_pass", "none was begun yet", start),
        (None, Some(_)) => Finding::ok("full_pass", "goes on, or went well"),
    };
    Ok(vec![quick, full])
}

/// Clients for which nothing is done on the platform, where there are some.
fn watched(standing: &figures::Standing) -> Option<Finding> {
    let figures::Watched { clients, planned } = standing.watched;
    (clients > 0).then(|| {
        let said = format!("{clients} are only watched, {planned} of them until their day comes");
        Finding::ok("watched", said)
    })
}

/// Letters that wait, and those that were given up.
fn letters(waiting: &mail::Waiting, now: Timestamp) -> Finding {
    const CHECK: &str = "letters";
    let why = waiting.problem.as_deref().map(|why| format!(": {why}")).unwrap_or_default();
    let fix = "mend smtp_url, mail_from or the address the mail server names; letters that wait \
        are sent by themselves then";
    let late = |at: &Timestamp| now.duration_since(*at).as_mins() >= MAIL_MINUTES;
    match waiting.oldest.filter(late) {
        Some(at) => Finding::warning(
            CHECK,
            format!("{} wait, the oldest for {}{why}", waiting.letters, age(at, now)),
            fix,
        ),
        None if waiting.given_up > 0 => Finding::warning(
            CHECK,
            format!("{} were given up and reached nobody{why}", waiting.given_up),
            fix,
        ),
        None => Finding::ok(CHECK, "are sent as they are written"),
    }
}

/// Whether the mail server answers: greets it, sends nothing.
async fn mail_server(office: &Office) -> Finding {
    const CHECK: &str = "mail_server";
    let settings = &office.settings;
    let fix = "check smtp_url, its user and password: trial warnings, and letters to the second \
        operator, go that way";
    let asked = match Mail::smtp(&settings.smtp_url, office.clock.clone()) {
        Ok(mail) => mail.greet().await,
        Err(error) => Err(error),
    };
    match asked {
        Ok(()) => Finding::ok(CHECK, "answers, and takes our login"),
        Err(error) => Finding::bad(CHECK, error.to_string(), fix),
    }
}

/// The record of who did what.
async fn audit_log(office: &Office) -> Finding {
    const CHECK: &str = "audit_log";
    match audit::verify(&office.db, &office.sealer, None).await {
        Err(error) => unreadable(&error),
        Ok(verdict) => match verdict.flaws.first() {
            None => Finding::ok(CHECK, "none of its entries was changed, none is missing"),
            Some(flaw) => Finding::bad(
                CHECK,
                flaw.to_string(),
                "`vestibule audit verify` names all flaws; find out who can write the database",
            ),
        },
    }
}

fn inbox(standing: &figures::Standing, now: Timestamp) -> Vec<Finding> {
    const CHECK: &str = "inbox";
    let late = |at: &Timestamp| now.duration_since(*at).as_mins() >= INBOX_MINUTES;
    let mut found = vec![match standing.inbox_oldest.filter(late) {
        None => Finding::ok(CHECK, "webhooks are dealt with as they come"),
        Some(at) => Finding::bad(
            CHECK,
            format!("a webhook waits since {}", age(at, now)),
            "start the server; if it runs, look for errors in its log",
        ),
    }];
    if standing.inbox_poison > 0 {
        let said = format!("{} webhooks could not be applied", standing.inbox_poison);
        let fix = "`vestibule inbox poison` shows them, `vestibule inbox retry` applies them again \
            once that is mended";
        found.push(Finding::warning(CHECK, said, fix));
    }
    found
}

/// Opens some of what is sealed: a wrong key is known before it is needed.
async fn keys(office: &Office) -> Finding {
    const CHECK: &str = "master_key";
    let read = |db: &Tx<'_>| {
        let texts = |of: sealed::Sealed| {
            let found = of.others(db, "-", None, SAMPLE)?;
            Ok::<_, DbError>(found.into_iter().map(move |text| (of.context(text.key), text.sealed)))
        };
        Ok(texts(sealed::PIN)?.chain(texts(sealed::SECRET)?).collect::<Vec<_>>())
    };
    let texts = match office.db.read(read).await {
        Ok(texts) => texts,
        Err(error) => return unreadable(&error),
    };
    match texts.iter().all(|(context, text)| office.sealer.open(context, text).is_ok()) {
        true => Finding::ok(CHECK, "opens what is sealed in the database"),
        false => Finding::bad(
            CHECK,
            "does not open what is sealed in the database",
            "put back the key the data were sealed with",
        ),
    }
}

/// Whether the server answers under its public name, asked from here.
async fn public_url(office: &Office) -> Finding {
    const CHECK: &str = "public_url";
    let base = office.settings.public_url.trim_end_matches('/');
    let fix = "start the server, and check the name's DNS entry, the proxy before it and the \
        firewall; the platform must reach it from the internet";
    let asked = shell::http::get(&format!("{base}/health/live"), None);
    let answer = match asked {
        Ok(request) => office.http.send(request).await,
        Err(error) => Err(error),
    };
    match answer {
        Ok(answer) if answer.status().is_success() => {
            Finding::ok(CHECK, format!("{base} answers, asked from this machine"))
        }
        Ok(answer) => Finding::bad(CHECK, format!("{base} answers {}", answer.status()), fix),
        Err(error) => Finding::bad(CHECK, error.to_string(), fix),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn h04_at_a_full_disk_nobody_is_told_to_put_a_backup_back() {
        let fix = |error: DbError| unreadable(&error).fix.unwrap();
        let path = || "provider.db".into();
        assert!(fix(DbError::Full { path: path() }).starts_with("free space"));
        for error in [DbError::Full { path: path() }, DbError::Locked { path: path() }] {
            assert!(!fix(error).contains("restore"));
        }
        assert!(fix(DbError::Damaged { path: path() }).contains("vestibule restore"));
        assert!(fix(DbError::Newer { found: 9, known: 8 }).contains("newer program"));
    }
}
