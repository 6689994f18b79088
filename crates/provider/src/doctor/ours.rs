//! Our half: disk, database, keys, and what the server wrote down about its own troubles.

use jiff::Timestamp;
use shell::db::DbError;
use shell::sql::{Tx, from_micros};

use super::{Finding, clients};
use crate::Office;
use crate::report::age;
use crate::store::{figures, sealed, settings as stored};

/// Bytes of disk below which it is warned, and below which it is bad.
const DISK: (u64, u64) = (2 << 30, 200 << 20);
/// Minutes that a webhook may wait to be dealt with.
const INBOX_MINUTES: i64 = 5;
/// Hours for which a webhook without values is told of.
const BARE_HOURS: i64 = 24;
/// Sealed texts of a kind that are tried.
const SAMPLE: u32 = 20;
/// What mends a list of accounts that cannot be read.
const LISTS: &str = "see what is said of the admin's and the employee's token";

/// Looks at everything of ours.
pub async fn examine(office: &Office) -> Vec<Finding> {
    let mut found = vec![disk(office), database(office).await];
    let now = office.clock.now();
    match office.db.read(move |db| read(db, now)).await {
        Ok(rows) => found.extend(rows),
        Err(error) => found.push(unreadable(&error)),
    }
    match clients::examine(office).await {
        Ok(rows) => found.extend(rows),
        Err(error) => found.push(unreadable(&error)),
    }
    found.push(keys(office).await);
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

fn unreadable(error: &DbError) -> Finding {
    let fix = "as it says; `vestibule restore` puts a backup in its place";
    Finding::bad("database", error.to_string(), fix)
}

/// What the server itself wrote down.
fn read(db: &Tx<'_>, now: Timestamp) -> Result<Vec<Finding>, DbError> {
    let mut found = Vec::new();
    let problems = [
        (stored::SWEEP_PROBLEM, "sweep", LISTS),
        (stored::PASS_PROBLEM, "full_pass", LISTS),
        (
            stored::SUBSCRIPTION_PROBLEM,
            "subscription",
            "public_url must be reachable from the internet when the server starts",
        ),
    ];
    let standing = figures::standing(db)?;
    for (key, check, fix) in problems {
        found.push(match stored::get(db, key)? {
            None => Finding::ok(check, "the last one went well"),
            Some(problem) => Finding::bad(check, problem, fix),
        });
    }
    found.extend(bare(db, now)?);
    found.extend(inbox(&standing, now));
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
        let fix = "`vestibule inbox` shows them, and applies them again once that is mended";
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
