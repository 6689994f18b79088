//! `vestibule ledger`: shares of the provider's credit line, and what clients used.

use anyhow::Context as _;
use clap::{Args, Subcommand, ValueEnum};
use graph::id::BusinessId;
use provider::Office;
use provider::ledger::decide::{Decision, Voice, decide};
use provider::ledger::statement::Statement;
use provider::ledger::strangers;
use provider::ledger::usage::{Month, decimal};
use provider::store::ledger::{self, Event, Held, Share, State};
use serde_json::{Value, json};
use shell::sql::Tx;

use crate::office::{EXIT, Which};

const EXAMPLES: &str = "\
Examples:
  vestibule ledger list
  vestibule ledger list --state waiting             # those that two operators decide on
  vestibule ledger list --taken-back                # businesses it was taken back from, and why
  vestibule ledger show 17                          # everything that became of a share
  vestibule ledger release 17 --as anna             # and then, by somebody else:
  vestibule ledger confirm 17 --as ben
  vestibule ledger revoke 1784501442 --reason \"unpaid since October\"
  vestibule ledger share 1784501442 --reason \"paid\"
  vestibule ledger usage --month 2026-12 --csv > december.csv

A business is named by its id. A share that was taken back, here or at the platform, stays so until
it is shared again; the server never does that by itself.";

/// Shows the ledger of credit shares, decides about them, and sums up what clients used.
///
/// Works beside a running server, which acts on a decision within a second.
#[derive(Args)]
#[command(after_help = format!("{EXAMPLES}\n\n{EXIT}"))]
pub(crate) struct Ledger {
    #[command(flatten)]
    which: Which,
    #[command(subcommand)]
    act: Act,
}

#[derive(Subcommand)]
enum Act {
    /// Lists shares, newest first.
    List {
        /// Only those that stand so.
        #[arg(long)]
        state: Option<Stands>,
        /// Instead the businesses that the line was taken back from and not shared with again:
        /// since when, by whom and why.
        #[arg(long, conflicts_with_all = ["state", "limit"])]
        taken_back: bool,
        /// At most so many.
        #[arg(long, default_value_t = 50)]
        limit: u32,
    },
    /// Shows one share with everything that became of it: when, who and why.
    Show {
        /// Its number in the ledger.
        share: i64,
    },
    /// What clients used in a month and what it cost, as the platform told it last.
    Usage {
        /// The month in UTC, such as 2026-12.
        #[arg(long)]
        month: Month,
        /// Comma-separated values for a spreadsheet.
        #[arg(long)]
        csv: bool,
    },
    /// Lets a share be made that is one more than the number a day; a second operator confirms.
    Release {
        /// Its number in the ledger.
        share: i64,
        /// The operator who decides.
        #[arg(long = "as", value_name = "NAME")]
        who: String,
    },
    /// Confirms a share that another operator released.
    Confirm {
        /// Its number in the ledger.
        share: i64,
        /// The operator who decides.
        #[arg(long = "as", value_name = "NAME")]
        who: String,
    },
    /// Takes the credit line back from one business, until it is shared again.
    Revoke {
        /// The business.
        business: BusinessId,
        /// Why; kept in the ledger.
        #[arg(long)]
        reason: String,
    },
    /// Shares the credit line again with a business it was taken back from.
    Share {
        /// The business.
        business: BusinessId,
        /// Why; kept in the ledger.
        #[arg(long, default_value = "asked for on the command line")]
        reason: String,
    },
}

/// Where a share stands.
#[derive(Clone, Copy, ValueEnum)]
enum Stands {
    Waiting,
    Released,
    Approved,
    Requested,
    Shared,
    Verified,
    Revoked,
    Confirmed,
    Ended,
}

impl Stands {
    fn state(self) -> State {
        match self {
            Self::Waiting => State::Waiting,
            Self::Released => State::Released,
            Self::Approved => State::Approved,
            Self::Requested => State::Requested,
            Self::Shared => State::Shared,
            Self::Verified => State::Verified,
            Self::Revoked => State::Revoked,
            Self::Confirmed => State::Confirmed,
            Self::Ended => State::Ended,
        }
    }
}

impl Ledger {
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        let which = &self.which;
        let office = which.office().await?;
        match self.act {
            Act::List { taken_back: true, .. } => {
                let found = office.db.read(ledger::holds).await?;
                let rows: Vec<Value> = found.iter().map(held).collect();
                let members = ["business_id", "business", "since", "who", "why"];
                which.rows(&rows, &members, "it was taken back from nobody");
                Ok(())
            }
            Act::List { state, limit, .. } => {
                let state = state.map(Stands::state);
                let none = if state.is_none() { "no shares yet" } else { "there is no such share" };
                let read =
                    move |db: &Tx<'_>| Ok((ledger::list(db, state, limit)?, ledger::holds(db)?));
                let (found, holds) = office.db.read(read).await?;
                let rows: Vec<Value> = found.iter().map(|share| row(share, &holds)).collect();
                let members =
                    ["share", "business_id", "business", "waba_id", "state", "since", "made"];
                which.rows(&rows, &members, none);
                Ok(())
            }
            Act::Show { share } => show(which, &office, share).await,
            Act::Usage { month, csv } => used(which, &office, month, csv).await,
            Act::Release { share, who } => {
                decided(which, &office, Decision::Release { share }, Voice::Named(who)).await
            }
            Act::Confirm { share, who } => {
                decided(which, &office, Decision::Confirm { share }, Voice::Named(who)).await
            }
            Act::Revoke { business, reason } => {
                let (now, line) = (office.clock.now(), office.settings.credit_line_id);
                strangers::meet(&office.db, &office.graph, (line, business), now).await?;
                let decision = Decision::Revoke { business, reason };
                decided(which, &office, decision, Voice::CommandLine).await
            }
            Act::Share { business, reason } => {
                let decision = Decision::Share { business, reason };
                decided(which, &office, decision, Voice::CommandLine).await
            }
        }
    }
}

async fn decided(
    which: &Which,
    office: &Office,
    decision: Decision,
    voice: Voice,
) -> anyhow::Result<()> {
    let (now, sealer) = (office.clock.now(), office.sealer.clone());
    let write = move |tx: &Tx<'_>| decide(tx, &sealer, &decision, &voice, now);
    let words = office.db.write(write).await??;
    which.one(&json!({ "done": words }), || words.clone());
    Ok(())
}

async fn show(which: &Which, office: &Office, share: i64) -> anyhow::Result<()> {
    let read = move |db: &Tx<'_>| {
        Ok((ledger::get(db, share)?, ledger::events(db, share)?, ledger::holds(db)?))
    };
    let (found, events, holds) = office.db.read(read).await?;
    let found =
        found.with_context(|| format!("there is no share {share}: see `vestibule ledger list`"))?;
    let mut told = row(&found, &holds);
    told["events"] = events.iter().map(event).collect();
    which.one(&told, || {
        let head = format!(
            "share {share} with business {} {}, {}: {}{}",
            found.business,
            found.business_name,
            found.waba.map_or("for no client".to_owned(), |waba| format!("for account {waba}")),
            found.state.as_str(),
            found.allocation.map(|id| format!(", allocation {id}")).unwrap_or_default(),
        );
        let line = |event: &Event| {
            let Event { state, mark } = event;
            format!("{}  {:<9}  {}: {}", mark.at, state.as_str(), mark.who, mark.reason)
        };
        let lines: Vec<String> = std::iter::once(head).chain(events.iter().map(line)).collect();
        lines.join("\n")
    });
    Ok(())
}

async fn used(which: &Which, office: &Office, month: Month, as_csv: bool) -> anyhow::Result<()> {
    let now = office.clock.now();
    let read = move |db: &Tx<'_>| Statement::read(db, month, now);
    let statement = office.db.read(read).await?;
    let (missing, sums) = (statement.missing(), statement.totals());
    if as_csv {
        crate::print::bytes(statement.csv().as_bytes());
        if statement.rows().is_empty() {
            eprintln!("{}", statement.nothing());
        }
        if let Some(missing) = missing {
            eprintln!("{missing}");
        }
        return Ok(());
    }
    let rows = statement.rows();
    if which.json {
        let sums: Vec<Value> = sums
            .iter()
            .map(|((business, currency), cost)| {
                json!({"business_id": business, "currency": currency, "cost": decimal(*cost)})
            })
            .collect();
        let told = json!({
            "month": month.to_string(), "data": rows, "totals": sums,
            "complete": statement.complete(), "missing": missing,
        });
        say!("{told}");
        return Ok(());
    }
    let members =
        ["business", "waba_id", "number", "category", "volume", "cost", "currency", "as_of"];
    which.rows(&rows, &members, &statement.nothing());
    for ((business, currency), cost) in &sums {
        say!("total of business {business}: {} {currency}", decimal(*cost));
    }
    if let Some(missing) = missing {
        say!("{missing}");
    }
    Ok(())
}

fn row(share: &Share, holds: &[Held]) -> Value {
    let hold = holds.iter().find(|one| one.business == share.business);
    json!({
        "held": hold.map(held),
        "share": share.id, "business_id": share.business.to_string(),
        "business": share.business_name, "waba_id": share.waba.map(|waba| waba.to_string()),
        "allocation_id": share.allocation.map(|id| id.to_string()),
        "state": share.state.as_str(), "since": share.since.to_string(),
        "made": if share.made { "by us" } else { "found" },
        "released_by": share.released_by,
    })
}

fn event(event: &Event) -> Value {
    json!({
        "at": event.mark.at.to_string(), "state": event.state.as_str(),
        "who": event.mark.who, "reason": event.mark.reason,
    })
}

/// A business that the line was taken back from.
fn held(one: &Held) -> Value {
    json!({
        "business_id": one.business.to_string(), "business": one.business_name,
        "since": one.mark.at.to_string(), "who": one.mark.who, "why": one.mark.reason,
    })
}
