//! `vestibule export`: clients, numbers and the time line as CSV or JSON lines.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::{Args, ValueEnum};
use indicatif::ProgressBar;
use provider::store::figures;
use provider::{Office, report};
use serde_json::Value;

use crate::office::{EXIT, Which};
use crate::private_file;

/// Writes what the provider knows as CSV, or as one JSON object per line.
///
/// The time line is every fact about every client in the order in which it became known: what
/// happened, when, by whom.
#[derive(Args)]
#[command(after_help = format!(
    "Examples:\n  vestibule export clients -o clients.csv\n  \
     vestibule export timeline --format json > facts.jsonl\n\n{EXIT}"
))]
pub(crate) struct Export {
    #[command(flatten)]
    which: Which,
    /// What.
    what: What,
    /// As what; --json is short for json.
    #[arg(long, value_enum, default_value_t = Format::Csv)]
    format: Format,
    /// The file, readable by its owner only; stdout where none is said.
    #[arg(short, long)]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum What {
    /// The accounts shared with us.
    Clients,
    /// Their numbers.
    Numbers,
    /// Every fact, oldest first.
    Timeline,
    /// Refused with the names of its own exports.
    #[value(hide = true)]
    Ledger,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Csv,
    Json,
}

/// Where shares and costs are exported.
const LEDGER: &str = "the ledger has exports of its own: `vestibule ledger list --json` for the \
    shares of the line, `vestibule ledger usage --month 2026-11 --csv` for what clients used";

/// Where rows go, and as what.
struct Sheet {
    out: Box<dyn Write + Send>,
    columns: &'static [&'static str],
    format: Format,
    progress: ProgressBar,
}

impl Sheet {
    fn row(&mut self, row: &Value) -> anyhow::Result<()> {
        self.progress.inc(1);
        match self.format {
            Format::Csv => write!(self.out, "{}\r\n", report::csv(row, self.columns))?,
            Format::Json => writeln!(self.out, "{row}")?,
        }
        Ok(())
    }
}

impl Export {
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        let columns = match self.what {
            What::Clients => report::CLIENT_COLUMNS,
            What::Numbers => report::NUMBER_COLUMNS,
            What::Timeline => report::FACT_COLUMNS,
            What::Ledger => bail!("{LEDGER}"),
        };
        let office = self.which.office().await?;
        let format = if self.which.json { Format::Json } else { self.format };
        // Onto a terminal rows and a turning sign would mix.
        let quiet = self.output.is_none();
        let progress = if quiet { ProgressBar::hidden() } else { ProgressBar::new_spinner() };
        let part = self.output.as_deref().map(beside);
        let out: Box<dyn Write + Send> = match &part {
            None => Box::new(std::io::stdout()),
            Some(part) => {
                private_file::write(part, b"").with_context(|| unwritable(part))?;
                let file = std::fs::OpenOptions::new().append(true).open(part);
                Box::new(std::io::BufWriter::new(file.with_context(|| unwritable(part))?))
            }
        };
        let mut sheet = Sheet { out, columns, format, progress };
        let written = self.fill(&office, &mut sheet).await;
        drop(sheet.out);
        sheet.progress.finish_and_clear();
        let (Some(part), Some(output)) = (&part, &self.output) else { return written };
        let put = written.and_then(|()| Ok(std::fs::rename(part, output)?));
        if put.is_err() {
            // Half of it is of no use; the error below says why there is no more.
            let _ = std::fs::remove_file(part);
        }
        put.with_context(|| unwritable(output))
    }

    async fn fill(&self, office: &Office, sheet: &mut Sheet) -> anyhow::Result<()> {
        if sheet.format == Format::Csv {
            write!(sheet.out, "{}\r\n", sheet.columns.join(","))?;
        }
        self.rows(office, sheet).await?;
        Ok(sheet.out.flush()?)
    }

    async fn rows(&self, office: &Office, sheet: &mut Sheet) -> anyhow::Result<()> {
        match self.what {
            What::Clients => {
                crate::clients::each(office, None, |row| {
                    sheet.row(&report::client(&row)).map(|()| true)
                })
                .await
            }
            What::Numbers => {
                let rows = office.db.read(figures::numbers).await?;
                rows.iter().try_for_each(|row| sheet.row(&report::number(row)))
            }
            What::Timeline => {
                let mut after = 0;
                loop {
                    let read = move |db: &shell::sql::Tx<'_>| figures::facts_after(db, after, PAGE);
                    let page = office.db.read(read).await?;
                    let Some(last) = page.last() else { return Ok(()) };
                    after = last.seq;
                    page.iter().try_for_each(|entry| sheet.row(&report::fact(entry)))?;
                }
            }
            // Refused before.
            What::Ledger => Ok(()),
        }
    }
}

/// Rows of one query.
const PAGE: u32 = 1_000;

fn beside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".part");
    name.into()
}

fn unwritable(path: &Path) -> String {
    format!("could not write {}", path.display())
}
