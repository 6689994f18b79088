//! `vestibule operators`: who may use the provider's console, and as what.

use anyhow::Context as _;
use clap::builder::PossibleValuesParser;
use clap::builder::TypedValueParser as _;
use clap::{Args, Subcommand};
use jiff::Timestamp;
use provider::Office;
use provider::operators::{self, Password};
use provider::roles::Role;
use provider::store::accounts::{self, Operator};
use serde_json::{Value, json};
use shell::secret::{Cost, Sealer, hash_password};
use shell::sql::Tx;

use crate::office::{EXIT, WHO, Which};

const EXAMPLES: &str = "\
Roles:
  viewer    sees clients, numbers, conversations and webhooks; neither secrets nor money
  operator  acts on them as well, and sees PINs
  finance   sees clients, and decides about the credit line
  admin     everything, also operators, keys and settings

Examples:
  vestibule operators list
  vestibule operators add ben --role finance < password.txt
  vestibule operators role ben viewer               # counts from ben's next click on
  vestibule operators remove ben

The first operator stands in the settings file and is an admin; removed here, it is there again at
the next start. Whoever may write the provider's database can do all this without a password.";

/// Lists, adds and removes operators of the console, and says what each may do.
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
    /// Lists operators by name, with their roles.
    List,
    /// Adds an operator, or gives a known one another password, which ends the sessions of that
    /// name; the password is read from stdin.
    Add {
        /// The name to log in with.
        name: String,
        /// What that person may do; who is known already keeps the role if none is said.
        #[arg(long, value_parser = roles())]
        role: Option<Role>,
    },
    /// Gives an operator another role. Shares of the credit line that this operator released and
    /// nobody confirmed wait for two operators again if the new role may not decide about them.
    Role {
        /// The name.
        name: String,
        /// What that person may do from now on.
        #[arg(value_parser = roles())]
        role: Role,
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
                which.rows(&rows, &["name", "role", "created_at"], "there is no operator");
            }
            Act::Add { name, role } => {
                let role = add(&office, &name, role).await?;
                let told = json!({ "added": name, "role": role.as_str() });
                which.one(&told, || format!("{name} may log in to the console as {role}"));
            }
            Act::Role { name, role } => {
                let (now, sealer, asked) = by(&office, &name);
                let write = move |tx: &Tx<'_>| {
                    operators::give_role(tx, &sealer, (&asked, role), (WHO, now))
                };
                office.db.write(write).await??;
                let told = json!({ "name": name, "role": role.as_str() });
                which.one(&told, || format!("the role of {name} is {role} from now on"));
            }
            Act::Remove { name } => {
                let (now, sealer, asked) = by(&office, &name);
                let write = move |tx: &Tx<'_>| operators::remove(tx, &sealer, &asked, (WHO, now));
                office.db.write(write).await??;
                let told = json!({ "removed": name });
                which.one(&told, || format!("{name} may no longer log in to the console"));
            }
        }
        Ok(())
    }
}

/// The words of the roles.
fn roles() -> impl clap::builder::TypedValueParser<Value = Role> {
    let words = PossibleValuesParser::new(Role::ALL.map(Role::as_str));
    words.try_map(|word| word.parse::<Role>())
}

/// What a change is written down with: when, under which seal, and about whom.
fn by(office: &Office, name: &str) -> (Timestamp, Sealer, String) {
    (office.clock.now(), office.sealer.clone(), name.to_owned())
}

async fn add(office: &Office, name: &str, role: Option<Role>) -> anyhow::Result<Role> {
    let password = std::io::read_to_string(std::io::stdin()).context("could not read it")?;
    let password = password.trim_end_matches(['\r', '\n']);
    operators::check(name, password)?;
    let hash = hash_password(password, &office.secrets, Cost::Normal);
    let (now, sealer, name) = by(office, name);
    let new = Password { name, hash, role };
    let write = move |tx: &Tx<'_>| operators::put(tx, &sealer, new, (WHO, now));
    Ok(office.db.write(write).await??)
}

/// An operator, as printed.
fn row(one: &Operator) -> Value {
    let made = one.created_at.to_string();
    json!({ "name": one.name, "role": one.role.as_str(), "created_at": made })
}
