//! `vestibule operators`: who may use the provider's console.

use anyhow::{Context as _, bail, ensure};
use clap::{Args, Subcommand};
use provider::Office;
use provider::audit::{self, Deed};
use provider::ledger::decide;
use provider::store::accounts::{self, Operator};
use serde_json::{Value, json};
use shell::secret::{Cost, hash_password};
use shell::sql::Tx;

use crate::office::{EXIT, WHO, Which};

const EXAMPLES: &str = "\
Examples:
  vestibule operators list
  vestibule operators add ben < password.txt
  vestibule operators remove ben

The first operator stands in the settings file; removed here, it is there again at the next start.";

/// Passwords shorter than this are refused, in characters.
const PASSWORD_LEAST: usize = 10;

/// Lists, adds and removes operators of the console.
#[derive(Args)]
#[command(after_help = format!("{EXAMPLES}\n\n{EXIT}"))]
pub(crate) struct Operators {
    #[command(flatten)]
    which: Which,
    #[command(subcommand)]
    act: Act,
}

#[derive(Subcommand)]
enum Act {
    /// Lists operators by name.
    List,
    /// Adds an operator, or gives a known one another password; the password is read from stdin.
    Add {
        /// The name to log in with.
        name: String,
    },
    /// Removes an operator and ends the sessions of that name. Shares of the credit line that this
    /// operator released and nobody confirmed wait for two operators again.
    Remove {
        /// The name.
        name: String,
    },
}

impl Operators {
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        let which = &self.which;
        let office = which.office().await?;
        match self.act {
            Act::List => {
                let found = office.db.read(accounts::operators).await?;
                let rows: Vec<Value> = found.iter().map(row).collect();
                which.rows(&rows, &["name", "created_at"], "there is no operator");
            }
            Act::Add { name } => {
                add(&office, &name).await?;
                let told = json!({ "added": name });
                which.one(&told, || format!("{name} may log in to the console"));
            }
            Act::Remove { name } => {
                remove(&office, &name).await?;
                let told = json!({ "removed": name });
                which.one(&told, || format!("{name} may no longer log in to the console"));
            }
        }
        Ok(())
    }
}

async fn add(office: &Office, name: &str) -> anyhow::Result<()> {
    let password = std::io::read_to_string(std::io::stdin()).context("could not read it")?;
    let password = password.trim_end_matches(['\r', '\n']);
    ensure!(!name.trim().is_empty() && name.len() <= 100, "a name has 1 to 100 bytes");
    let long = password.chars().count() >= PASSWORD_LEAST;
    ensure!(long, "a password has at least {PASSWORD_LEAST} characters; it is read from stdin");
    let password_hash = hash_password(password, &office.secrets, Cost::Normal);
    let (now, sealer) = (office.clock.now(), office.sealer.clone());
    let operator = Operator { name: name.to_owned(), password_hash, created_at: now };
    let write = move |tx: &Tx<'_>| {
        accounts::put_operator(tx, &operator)?;
        let subject = format!("operator {}", operator.name);
        audit::write(tx, &sealer, &Deed::new(now, WHO, "gave a password", subject))
    };
    Ok(office.db.write(write).await?)
}

async fn remove(office: &Office, name: &str) -> anyhow::Result<()> {
    let (now, sealer, asked) = (office.clock.now(), office.sealer.clone(), name.to_owned());
    let write = move |tx: &Tx<'_>| {
        if !accounts::remove_operator(tx, &asked)? {
            return Ok(false);
        }
        decide::without(tx, &asked, now)?;
        let subject = format!("operator {asked}");
        audit::write(tx, &sealer, &Deed::new(now, WHO, "removed", subject)).map(|()| true)
    };
    if !office.db.write(write).await? {
        bail!("there is no operator {name}: see `vestibule operators list`");
    }
    Ok(())
}

/// An operator, as printed.
fn row(one: &Operator) -> Value {
    let made = one.created_at.to_string();
    json!({ "name": one.name, "created_at": made })
}
