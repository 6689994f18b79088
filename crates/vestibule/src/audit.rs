//! `vestibule audit`: who did what, and whether the record of it is whole.

use std::io::Write as _;
use std::path::PathBuf;

use anyhow::{Context as _, bail, ensure};
use clap::{Args, Subcommand};
use jiff::Timestamp;
use provider::Office;
use provider::audit::{self, Anchor, Flaw, Known, Verdict};
use provider::store::audit::{AuditRow, Wanted, newest};
use serde_json::{Value, json};
use shell::db::DbError;

use crate::office::{EXIT, WHO, Which};

const EXAMPLES: &str = "\
Each entry is hashed together with the hash before it; how many there are and the last hash stand
elsewhere, marked with the master key. `verify` finds entries that were changed, taken out, put
elsewhere or cut off. Write down the anchor it prints on another machine: with it the next `verify`
also finds a log that was written anew by somebody who holds the master key.

Examples:
  vestibule audit list
  vestibule audit list --text anna --since 2026-11-01T00:00:00Z
  vestibule audit verify
  vestibule audit verify --anchor 42:5f0c…
  vestibule audit accept --reason \"a copy was put back on 22 November, see ticket 12\"
  vestibule audit export --to audit.jsonl
";

/// Lists, checks and exports the audit log.
///
/// It holds what operators and commands did: logins, looks at settings, messages, changes of
/// clients, secrets and keys. Nothing in it is ever changed or deleted.
#[derive(Args)]
#[command(after_help = format!("{EXAMPLES}\n{EXIT}"))]
pub(crate) struct Audit {
    #[command(flatten)]
    which: Which,
    #[command(subcommand)]
    act: Act,
}

#[derive(Subcommand)]
enum Act {
    /// Lists entries, newest first.
    List {
        /// Only those whose author, deed or subject contains this text.
        #[arg(long)]
        text: Option<String>,
        /// Only those from this time on, such as 2026-11-01T00:00:00Z.
        #[arg(long, value_name = "TIME")]
        since: Option<Timestamp>,
        /// At most so many.
        #[arg(long, default_value_t = 50)]
        limit: u32,
    },
    /// Checks the whole log; exit status 1 when anything is wrong with it.
    Verify {
        /// What an earlier check printed: the log must continue from there.
        #[arg(long, value_name = "COUNT:HASH")]
        anchor: Option<Anchor>,
    },
    /// Writes down that the flaws of the log were looked into: `verify` names them as known from
    /// then on, and fails for new ones only.
    Accept {
        /// What was found out, such as "a copy was put back after the disk broke".
        #[arg(long)]
        reason: String,
    },
    /// Writes every entry with its hashes, oldest first, one JSON object per line.
    Export {
        /// The file to write [default: standard output].
        #[arg(long, value_name = "FILE")]
        to: Option<PathBuf>,
    },
}

impl Audit {
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        let office = self.which.office().await?;
        match self.act {
            Act::List { text, since, limit } => {
                let wanted = Wanted { text, since };
                let rows = office.db.read(move |tx| newest(tx, &wanted, limit)).await?;
                let rows = rows.iter().map(shown).collect::<Result<Vec<_>, _>>()?;
                let members = ["seq", "at", "who", "what", "subject", "before", "after"];
                self.which.rows(&rows, &members, "there is no such entry");
                Ok(())
            }
            Act::Verify { anchor } => {
                let verdict = audit::verify(&office.db, &office.sealer, anchor).await?;
                judge(&self.which, verdict)
            }
            Act::Accept { reason } => {
                let (by, now) = ((WHO, reason.trim()), office.clock.now());
                ensure!(!by.1.is_empty(), "--reason must say what was found out");
                let verdict = audit::accept(&office.db, &office.sealer, by, now).await?;
                judge(&self.which, verdict)
            }
            Act::Export { to } => export(&office, to).await,
        }
    }
}

fn shown(row: &AuditRow) -> Result<Value, DbError> {
    Ok(json!({
        "seq": row.seq,
        "at": row.at()?.to_string(),
        "who": row.who,
        "what": row.what,
        "subject": row.subject,
        "before": row.before,
        "after": row.after,
        "request_id": row.request_id,
        "hash": row.hash,
    }))
}

/// Says what a check found; fails when there are flaws that nobody has looked into.
fn judge(which: &Which, verdict: Verdict) -> anyhow::Result<()> {
    let flaws: Vec<String> = verdict.flaws.iter().map(ToString::to_string).collect();
    let anchor = verdict.anchor.map(|anchor| anchor.to_string());
    let known: Vec<Value> = verdict.known.iter().map(known).collect();
    let told = json!({ "entries": verdict.count, "whole": flaws.is_empty(), "flaws": flaws,
        "known": known, "anchor": anchor });
    which.one(&told, || {
        let mut lines = vec![match (verdict.count, flaws.is_empty() && known.is_empty()) {
            (0, true) => "the audit log is empty".to_owned(),
            (entries, true) => format!("{}, none changed, none missing", many(entries)),
            (entries, false) => many(entries),
        }];
        lines.extend(flaws.iter().map(|flaw| format!("  {flaw}")));
        for (flaw, known) in &verdict.known {
            let Known { who, at, reason } = known;
            lines.push(format!("  known since {at}: {flaw} ({who}: {reason})"));
        }
        lines.extend(anchor.filter(|_| flaws.is_empty()).map(|anchor| format!("anchor {anchor}")));
        lines.join("\n")
    });
    if flaws.is_empty() {
        return Ok(());
    }
    bail!(
        "the audit log was tampered with, or a master key is missing from the settings, or a copy \
         was put back (then the entries after it are in provider.db.replaced): compare it with a \
         backup"
    )
}

fn known((flaw, known): &(Flaw, Known)) -> Value {
    json!({ "flaw": flaw.to_string(), "who": known.who, "since": known.at.to_string(),
        "reason": known.reason })
}

fn many(entries: u64) -> String {
    if entries == 1 { "1 entry".to_owned() } else { format!("{entries} entries") }
}

async fn export(office: &Office, to: Option<PathBuf>) -> anyhow::Result<()> {
    let Some(file) = to else {
        let print = |row: &AuditRow| -> anyhow::Result<()> {
            say!("{}", serde_json::to_string(row)?);
            Ok(())
        };
        audit::export(&office.db, print).await?;
        return Ok(());
    };
    let mut text = Vec::new();
    let write = |row: &AuditRow| -> anyhow::Result<()> {
        serde_json::to_writer(&mut text, row)?;
        text.write_all(b"\n")?;
        Ok(())
    };
    let count = audit::export(&office.db, write).await?;
    crate::private_file::write(&file, &text)
        .with_context(|| format!("could not write {}", file.display()))?;
    say!("{} written to {}", many(count), file.display());
    Ok(())
}
