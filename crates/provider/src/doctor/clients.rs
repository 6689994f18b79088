//! Whether client instances can be started here, or reached where others run them, and how those
//! that ought to run stand.

use std::time::Duration;

use futures_util::future::join_all;
use graph::id::PhoneNumberId;
use onboard::CRASH_LOOP;
use shell::db::DbError;
use shell::http::HttpError;
use shell::sql::Tx;
use tokio::time::timeout;

use super::Finding;
use crate::Office;
use crate::fleet::{Conversation, InstanceError, command, outside};
use crate::settings::HostingChoice;
use crate::store::instances::{self, Instance, State};
use crate::store::{PhoneRow, figures};

/// Addresses that are asked.
const ASKED: usize = 20;
/// How long an address may take to answer.
const ANSWER_LIMIT: Duration = Duration::from_secs(5);
/// Numbers that are named.
const NAMED: usize = 3;

/// Looks at everything that concerns client instances; nothing where the platform's cloud is used.
///
/// # Errors
/// When the database refuses.
pub(super) async fn examine(office: &Office) -> Result<Vec<Finding>, DbError> {
    if office.settings.hosting != HostingChoice::Client {
        return Ok(Vec::new());
    }
    let mut found = match office.settings.clients_elsewhere() {
        true => {
            let numbers = office.db.read(figures::numbers).await?;
            vec![addresses(office, &numbers).await]
        }
        false => vec![program(office), signals()],
    };
    let standing = |db: &Tx<'_>| instances::all(db);
    found.push(instances(&office.db.read(standing).await?));
    Ok(found)
}

fn program(office: &Office) -> Finding {
    const CHECK: &str = "client_command";
    let Some(program) = office.settings.client_command.first() else {
        return Finding::ok(CHECK, "this program's own stand-in for the on-premises client");
    };
    match command::find(program) {
        Ok(file) => Finding::ok(CHECK, format!("{} can be executed", file.display())),
        Err(why) => Finding::bad(
            CHECK,
            why,
            "name a program in client_command that this user may execute: its whole path, or a \
             name that is found in PATH",
        ),
    }
}

/// Instances are stopped with the command `kill`.
fn signals() -> Finding {
    const CHECK: &str = "kill";
    match command::find("kill") {
        Ok(_) => Finding::ok(CHECK, "client instances can be stopped"),
        Err(why) => Finding::bad(CHECK, why, "install the package procps or util-linux"),
    }
}

async fn addresses(office: &Office, numbers: &[PhoneRow]) -> Finding {
    const CHECK: &str = "client_endpoint";
    let here: Vec<PhoneNumberId> =
        numbers.iter().filter(|row| row.gone_at.is_none()).map(|row| row.phone_id).collect();
    let nameless = here.iter().find(|phone| office.settings.client_address(**phone).is_none());
    if let Some(phone) = nameless {
        let fix = "add PHONE_NUMBER_ID=ADDRESS to client_endpoints, or set client_endpoint";
        return Finding::bad(CHECK, format!("number {phone} has no address"), fix);
    }
    let http = match outside(&office.http, &office.settings) {
        Ok(http) => http,
        Err(error) => {
            let fix = "name a readable PEM file of certificates in client_authorities";
            return Finding::bad(CHECK, error.to_string(), fix);
        }
    };
    let asked = here.iter().take(ASKED).filter_map(|phone| office.settings.client_address(*phone));
    let asked: Vec<String> = asked.collect();
    let answers = asked.iter().map(async |address| {
        let talk = Conversation::new(&http, address);
        let late = |_| InstanceError::NoAnswer(HttpError::Timeout { to: address.clone() });
        timeout(ANSWER_LIMIT, talk.asked()).await.map_err(late).and_then(|answer| answer)
    });
    let answers = join_all(answers).await;
    match answers.into_iter().find_map(Result::err) {
        Some(error) => Finding::bad(CHECK, error.to_string(), error.mend()),
        None if asked.is_empty() => Finding::ok(CHECK, "there is no number yet to ask for"),
        None => Finding::ok(CHECK, format!("{} answer, asked from this machine", asked.len())),
    }
}

fn instances(all: &[Instance]) -> Finding {
    const CHECK: &str = "client_instances";
    let wanted: Vec<&Instance> = all.iter().filter(|one| one.wanted).collect();
    let bad = |one: &&&Instance| {
        let standing = &one.standing;
        standing.again.is_some() && standing.crashes >= CRASH_LOOP
    };
    let down: Vec<String> = wanted.iter().filter(bad).map(|one| one.phone_id.to_string()).collect();
    let healthy = wanted.iter().filter(|one| one.standing.state == State::Healthy).count();
    let said = format!("{healthy} of {} are healthy", wanted.len());
    if !down.is_empty() {
        let named = down.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
        let said = format!("{said}; {} do not stay up: {named}", down.len());
        let fix = "`vestibule numbers show ID` tells the last words of each and its log";
        return Finding::bad(CHECK, said, fix);
    }
    if healthy < wanted.len() {
        let fix = "the server starts them again by itself; `vestibule numbers list` shows which";
        return Finding::warning(CHECK, said, fix);
    }
    Finding::ok(CHECK, said)
}
