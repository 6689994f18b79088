//! `vestibule ledger`: shares of the provider's credit line, and what clients used.

use anyhow::Context as _;
use clap::{Args, Subcommand, ValueEnum};
use graph::id::BusinessId;
use provider::Office;
use provider::ledger::decide::{Decision, decide};
use provider::ledger::usage::{Month, csv, decimal, totals};
use provider::store::ledger::{self, Event, Share, State};
use provider::store::usage::{self, UseOf};
use serde_json::{Value, json};
use shell::sql::Tx;

use crate::office::{EXIT, WHO, Which};

const EXAMPLES: &str = "\
Examples:
  vestibule ledger list
  vestibule ledger list --state waiting             # those that two operators decide on
  vestibule ledger show 17                          # everything that became of a share
  vestibule ledger release 17 --as anna             # and then, by somebody else:
  vestibule ledger confirm 17 --as ben
  vestibule ledger revoke 1784501442 --reason \"unpaid since October\"
  vestibule ledger share 1784501442 --reason \"paid\"
  vestibule ledger usage --month 2026-12 --csv > december.csv

A business is named by its id. A share that was taken back stays so until it is shared again; the
server never does that by itself.";

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
            Act::List { state, limit } => {
                let state = state.map(Stands::state);
                let none = if state.is_none() { "no shares yet" } else { "there is no such share" };
                let found = office.db.read(move |db| ledger::list(db, state, limit)).await?;
                let rows: Vec<Value> = found.iter().map(row).collect();
                let members =
                    ["share", "business_id", "business", "waba_id", "state", "since", "made"];
                which.rows(&rows, &members, none);
                Ok(())
            }
            Act::Show { share } => show(which, &office, share).await,
            Act::Usage { month, csv } => used(which, &office, month, csv).await,
            Act::Release { share, who } => {
                decided(which, &office, Decision::Release { share }, who).await
            }
            Act::Confirm { share, who } => {
                decided(which, &office, Decision::Confirm { share }, who).await
            }
            Act::Revoke { business, reason } => {
                let decision = Decision::Revoke { business, reason };
                decided(which, &office, decision, WHO.to_owned()).await
            }
            Act::Share { business, reason } => {
                let decision = Decision::Share { business, reason };
                decided(which, &office, decision, WHO.to_owned()).await
            }
        }
    }
}

async fn decided(
    which: &Which,
    office: &Office,
    decision: Decision,
    who: String,
) -> anyhow::Result<()> {
    let (now, sealer) = (office.clock.now(), office.sealer.clone());
    let write = move |tx: &Tx<'_>| decide(tx, &sealer, &decision, &who, now);
    let words = office.db.write(write).await??;
    which.one(&json!({ "done": words }), || words.clone());
    Ok(())
}

async fn show(which: &Which, office: &Office, share: i64) -> anyhow::Result<()> {
    let read = move |db: &Tx<'_>| Ok((ledger::get(db, share)?, ledger::events(db, share)?));
    let (found, events) = office.db.read(read).await?;
    let found =
        found.with_context(|| format!("there is no share {share}: see `vestibule ledger list`"))?;
    let mut told = row(&found);
    told["events"] = events.iter().map(event).collect();
    which.one(&told, || {
        let head = format!(
            "share {share} with business {} {}, for account {}: {}{}",
            found.business,
            found.business_name,
            found.waba,
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
    let name = month.to_string();
    let uses = office.db.read(move |db| usage::of_month(db, &name)).await?;
    if as_csv {
        crate::print::bytes(csv(month, &uses).as_bytes());
        return Ok(());
    }
    let rows: Vec<Value> = uses.iter().map(usage_row).collect();
    let sums = totals(&uses);
    if which.json {
        let sums: Vec<Value> = sums
            .iter()
            .map(|((business, currency), cost)| {
                json!({"business_id": business, "currency": currency, "cost": decimal(*cost)})
            })
            .collect();
        say!("{}", json!({ "month": month.to_string(), "data": rows, "totals": sums }));
        return Ok(());
    }
    let members =
        ["business", "waba_id", "number", "category", "volume", "cost", "currency", "as_of"];
    which.rows(&rows, &members, "nothing is known of that month");
    for ((business, currency), cost) in &sums {
        say!("total of business {business}: {} {currency}", decimal(*cost));
    }
    Ok(())
}

fn row(share: &Share) -> Value {
    json!({
        "share": share.id, "business_id": share.business.to_string(),
        "business": share.business_name, "waba_id": share.waba.to_string(),
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

fn usage_row(one: &UseOf) -> Value {
    json!({
        "business_id": one.business.map(|id| id.to_string()), "business": one.business_name,
        "waba_id": one.waba.to_string(), "number": one.what.number,
        "category": one.what.category, "volume": one.what.volume,
        "cost": decimal(one.what.cost), "currency": one.what.currency,
        "as_of": one.read_at.to_string(),
    })
}
