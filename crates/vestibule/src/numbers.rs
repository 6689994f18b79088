//! `vestibule numbers`: the phone numbers of all clients.

use std::collections::BTreeMap;

use anyhow::Context as _;
use clap::{Args, Subcommand};
use graph::id::PhoneNumberId;
use provider::report;
use provider::store::{PhoneRow, figures, instances, phones};
use serde_json::{Value, json};

use crate::control::plain;
use crate::office::{EXIT, WHO, Which};

const EXAMPLES: &str = "\
Examples:
  vestibule numbers list
  vestibule numbers list --status CONNECTED
  vestibule numbers show 106540352242922
  vestibule numbers pin 106540352242922 < pin.txt   # after \"two-step verification PIN mismatch\"
";

/// Lists numbers, shows one, and takes the PIN that the platform asks for.
#[derive(Args)]
#[command(after_help = format!("{EXAMPLES}\n{EXIT}"))]
pub(crate) struct Numbers {
    #[command(flatten)]
    which: Which,
    #[command(subcommand)]
    act: Act,
}

#[derive(Subcommand)]
enum Act {
    /// Lists numbers.
    List {
        /// Only those with this status, such as CONNECTED.
        #[arg(long)]
        status: Option<String>,
    },
    /// Shows one number.
    Show {
        /// Its id.
        phone: PhoneNumberId,
    },
    /// Stores the number's six-digit PIN, read from stdin so that it stands in no history, and has
    /// the registration tried with it. Needed when the platform refused ours (error 133005): the
    /// server never guesses.
    Pin {
        /// The number's id.
        phone: PhoneNumberId,
    },
}

impl Numbers {
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        let which = &self.which;
        let office = which.office().await?;
        match self.act {
            Act::List { status } => {
                let read =
                    |db: &shell::sql::Tx<'_>| Ok((figures::numbers(db)?, instances::all(db)?));
                let (found, clients) = office.db.read(read).await?;
                let wanted = |row: &&PhoneRow| {
                    status.as_ref().is_none_or(|status| row.status.eq_ignore_ascii_case(status))
                };
                let clients: BTreeMap<_, _> =
                    clients.into_iter().map(|one| (one.phone_id, one)).collect();
                let told = |row: &PhoneRow| with_client(row, clients.get(&row.phone_id));
                let rows: Vec<_> = found.iter().filter(wanted).map(told).collect();
                let members = [
                    "phone_id",
                    "number",
                    "name",
                    "waba_id",
                    "status",
                    "client_state",
                    "client_restarts",
                    "client_next_start",
                    "live_since",
                ];
                let none =
                    if status.is_none() { "no numbers yet" } else { "there is no such number" };
                which.rows(&rows, &members, none);
            }
            Act::Show { phone } => {
                let read = move |db: &shell::sql::Tx<'_>| {
                    Ok((phones::get(db, phone)?, instances::get(db, phone)?))
                };
                let (row, client) = office.db.read(read).await?;
                let none = || format!("there is no number {phone}: see `vestibule numbers list`");
                let told = with_client(&row.with_context(none)?, client.as_ref());
                let lines = || {
                    let members = told.as_object().into_iter().flatten();
                    let line = |(name, value)| format!("{name:<25}{}", plain(value));
                    members.map(line).collect::<Vec<_>>().join("\n")
                };
                which.one(&told, lines);
            }
            Act::Pin { phone } => {
                let pin = std::io::read_to_string(std::io::stdin()).context("could not read it")?;
                office.enter_pin(phone, pin.trim(), WHO).await?;
                let told = json!({ "phone_id": phone.to_string(), "pin": "stored" });
                which.one(&told, || format!("the PIN is stored; {phone} is registered with it"));
            }
        }
        Ok(())
    }
}

/// A number with its client instance, whose members begin with `client_`.
fn with_client(row: &PhoneRow, client: Option<&instances::Instance>) -> Value {
    let mut told = report::number(row);
    let client = client.map(report::instance);
    if let (Some(number), Some(Value::Object(client))) = (told.as_object_mut(), client) {
        number.extend(client.into_iter().map(|(name, value)| (format!("client_{name}"), value)));
    }
    told
}
