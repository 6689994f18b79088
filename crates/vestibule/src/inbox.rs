//! `vestibule inbox`: the webhooks that came in, and those that were set aside.

use anyhow::{Context as _, bail};
use clap::{Args, Subcommand, ValueEnum};
use jiff::Timestamp;
use provider::Office;
use provider::audit::{self, Deed};
use provider::inbox::{Decision, decide};
use provider::store::inbox::{self, Entry, State, Wanted};
use serde_json::{Value, json};
use shell::sql::Tx;

use crate::office::{EXIT, WHO, Which};

const EXAMPLES: &str = "\
Examples:
  vestibule inbox list
  vestibule inbox list --state open --from 2026-11-22T08:00:00Z
  vestibule inbox show 4711
  vestibule inbox poison                          # those that could not be applied
  vestibule inbox retry 4711
  vestibule inbox retry --all                     # after an upgrade that understands them
  vestibule inbox replay --from 2026-11-22T08:00:00Z --to 2026-11-22T12:00:00Z

Webhooks are kept for eight days (keep_webhooks_days) after they were dealt with, those set aside until somebody decides.
Applying one anew changes nothing that was done: it adds what is missing, and has its clients looked
at once more.";

/// Lists webhooks, shows one as it came, applies some anew, and decides about those set aside.
///
/// Works beside a running server, which notices a change within a second.
#[derive(Args)]
#[command(after_help = format!("{EXAMPLES}\n\n{EXIT}"))]
pub(crate) struct Inbox {
    #[command(flatten)]
    which: Which,
    #[command(subcommand)]
    act: Act,
}

#[derive(Subcommand)]
enum Act {
    /// Lists webhooks, newest first.
    List {
        /// Only those that stand so.
        #[arg(long)]
        state: Option<Stands>,
        /// Only those received then or later, such as 2026-11-22T08:00:00Z.
        #[arg(long)]
        from: Option<Timestamp>,
        /// Only those received before.
        #[arg(long)]
        to: Option<Timestamp>,
        /// At most so many.
        #[arg(long, default_value_t = 50)]
        limit: u32,
    },
    /// Shows one webhook with its body as it came.
    Show {
        /// Its place, as the list names it.
        seq: i64,
    },
    /// Applies the webhooks of a span of time anew.
    Replay {
        /// The first moment of it, such as 2026-11-22T08:00:00Z.
        #[arg(long)]
        from: Timestamp,
        /// The first moment after it; now where nothing is said.
        #[arg(long)]
        to: Option<Timestamp>,
    },
    /// Lists the webhooks that could not be applied and were set aside.
    Poison {
        /// At most so many.
        #[arg(long, default_value_t = 50)]
        limit: u32,
    },
    /// Has webhooks tried again that were set aside.
    Retry {
        /// Their places.
        #[arg(required_unless_present = "all", conflicts_with = "all")]
        seqs: Vec<i64>,
        /// All of them.
        #[arg(long)]
        all: bool,
    },
    /// Gives up webhooks that were set aside: they count as dealt with.
    Discard {
        /// Their places.
        #[arg(required = true)]
        seqs: Vec<i64>,
    },
}

/// Where a webhook stands.
#[derive(Clone, Copy, ValueEnum)]
enum Stands {
    Open,
    Done,
    Poison,
}

impl Inbox {
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        let which = &self.which;
        let office = which.office().await?;
        match self.act {
            Act::List { state, from, to, limit } => {
                let state = state.map(|stands| match stands {
                    Stands::Open => State::Open,
                    Stands::Done => State::Done,
                    Stands::Poison => State::Poison,
                });
                list(which, &office, Wanted { state, from, to, limit, before: None }).await
            }
            Act::Poison { limit } => {
                let state = Some(State::Poison);
                list(which, &office, Wanted { state, limit, ..Wanted::default() }).await
            }
            Act::Show { seq } => show(which, &office, seq).await,
            Act::Replay { from, to } => {
                let to = to.unwrap_or_else(|| office.clock.now());
                if to <= from {
                    let why = format!("there is no time between --from {from} and --to {to}\n");
                    clap::Error::raw(clap::error::ErrorKind::ValueValidation, why).exit();
                }
                let count = decided(&office, vec![Decision::Replay { from, to }]).await?;
                which.one(&json!({ "replayed": count }), || {
                    format!("{count} webhooks are applied anew as soon as the server runs")
                });
                Ok(())
            }
            Act::Retry { seqs, all } => {
                let seqs = if all { every_poison(&office).await? } else { seqs };
                let each = seqs.iter().map(|seq| Decision::Retry { seq: *seq }).collect();
                let count = decided(&office, each).await?;
                said(which, "retried", count, seqs.len())
            }
            Act::Discard { seqs } => {
                let each = seqs.iter().map(|seq| Decision::Discard { seq: *seq }).collect();
                let count = decided(&office, each).await?;
                said(which, "discarded", count, seqs.len())
            }
        }
    }
}

fn said(which: &Which, word: &str, count: usize, asked: usize) -> anyhow::Result<()> {
    which.one(&json!({ word: count }), || format!("{count} {word}"));
    if count < asked {
        bail!("{} of them are not set aside: see `vestibule inbox poison`", asked - count);
    }
    Ok(())
}

async fn every_poison(office: &Office) -> anyhow::Result<Vec<i64>> {
    let wanted = Wanted { state: Some(State::Poison), limit: u32::MAX, ..Wanted::default() };
    let all = office.db.read(move |db| inbox::list(db, &wanted)).await?;
    Ok(all.iter().map(|entry| entry.seq).collect())
}

/// Does what was decided, all or nothing, and puts it in the audit log.
async fn decided(office: &Office, decisions: Vec<Decision>) -> anyhow::Result<usize> {
    let (now, sealer) = (office.clock.now(), office.sealer.clone());
    let write = move |tx: &Tx<'_>| {
        let mut count = 0;
        for decision in decisions {
            let done = decide(tx, decision, WHO, now)?;
            if done > 0 {
                let (what, subject) = match decision {
                    Decision::Retry { seq } => {
                        ("had a webhook tried again", format!("webhook {seq}"))
                    }
                    Decision::Discard { seq } => ("gave a webhook up", format!("webhook {seq}")),
                    Decision::Replay { from, to } => {
                        ("had webhooks applied anew", format!("webhooks {from} to {to}"))
                    }
                };
                audit::write(tx, &sealer, &Deed::new(now, WHO, what, subject))?;
            }
            count += done;
        }
        Ok(count)
    };
    Ok(office.db.write(write).await?)
}

async fn list(which: &Which, office: &Office, wanted: Wanted) -> anyhow::Result<()> {
    let all = wanted.state.is_none() && wanted.from.is_none() && wanted.to.is_none();
    let none = if all { "no webhooks yet" } else { "there are no such webhooks" };
    let entries = office.db.read(move |db| inbox::list(db, &wanted)).await?;
    let rows: Vec<Value> = entries.iter().map(row).collect();
    let members = ["seq", "received_at", "source", "size", "state", "attempts", "problem"];
    which.rows(&rows, &members, none);
    Ok(())
}

async fn show(which: &Which, office: &Office, seq: i64) -> anyhow::Result<()> {
    let found = office.db.read(move |db| inbox::get(db, seq)).await?;
    let (entry, body) =
        found.with_context(|| format!("there is no webhook {seq}: see `vestibule inbox list`"))?;
    let mut told = row(&entry);
    told["body"] = body.clone().into();
    which.one(&told, || {
        let problem = entry.problem.as_deref().unwrap_or("none");
        format!(
            "webhook {seq}, {}, received {}, from {}\nproblem: {problem}\n\n{body}",
            entry.state.as_str(),
            entry.received_at,
            told["source"].as_str().unwrap_or_default(),
        )
    });
    Ok(())
}

fn row(entry: &Entry) -> Value {
    let source = match entry.source {
        Some(phone) => format!("client instance of {phone}"),
        None => "platform".to_owned(),
    };
    json!({
        "seq": entry.seq, "received_at": entry.received_at.to_string(), "source": source,
        "size": entry.size, "state": entry.state.as_str(), "attempts": entry.attempts,
        "problem": entry.problem, "replays": entry.replays,
        "done_at": entry.done_at.map(|at| at.to_string()),
        "again_at": entry.again_at.map(|at| at.to_string()),
    })
}
