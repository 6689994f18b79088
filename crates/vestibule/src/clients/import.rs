//! `vestibule clients import` and `clients adopt`: taking over a fleet that was onboarded before.

use std::io::Read as _;
use std::path::PathBuf;

use anyhow::{Context as _, bail};
use clap::Args;
use graph::id::WabaId;
use indicatif::{ProgressBar, ProgressStyle};
use provider::Office;
use provider::import::{Became, Entry, Roll, Taken, read};
use serde_json::{Value, json};

use crate::office::{WHO, Which};

const EXAMPLES: &str = "\
The list is CSV or JSON. CSV has a head line with some of the columns
  waba_id,contact,phone_number_id,pin
or is nothing but one account id on each line; an account with several numbers has several lines.
JSON is a list of ids, or of objects with the same members. PINs are sealed at once.

Do this before the server runs for the first time: what it finds by itself it manages.

Examples:
  vestibule clients import fleet.csv --dry-run
  vestibule clients import fleet.csv              # broken off? Start it again.
  vestibule clients import --all
  vestibule clients adopt 102289599326934
  vestibule clients adopt --all --per-day 200     # after those that have their day already

Exit status: 0 done; 1 some accounts or numbers were left out, which are named, or it could not be
done (the reason is on stderr); 2 the command line is wrong.";

/// Takes over accounts that were onboarded before: they are watched, and nothing is changed on the
/// platform until `vestibule clients adopt` says so.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Import {
    /// The list; `-` reads it from standard input.
    #[arg(required_unless_present = "all", conflicts_with = "all")]
    file: Option<PathBuf>,
    /// Every account that the platform says is shared with us.
    #[arg(long)]
    all: bool,
    /// Only say what would become of them.
    #[arg(long)]
    pub(super) dry_run: bool,
}

/// Takes over clients that were only watched: from now on, or from their day on, their steps are
/// done. Named one by one, those are brought forward that have a later day.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Adopt {
    /// Their WhatsApp Business Accounts.
    #[arg(required_unless_present = "all", conflicts_with = "all")]
    wabas: Vec<WabaId>,
    /// Every client that is only watched.
    #[arg(long)]
    all: bool,
    /// So many a day, the oldest first, spread over the day; all at once where nothing is said.
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=86_400))]
    per_day: Option<u32>,
}

/// What became of all of them.
#[derive(Default)]
struct Told {
    added: usize,
    known: usize,
    pins: usize,
    not_shared: Vec<WabaId>,
    unknown: Vec<Value>,
}

impl Told {
    fn add(&mut self, taken: &Taken) {
        match taken.became {
            Became::Added => self.added += 1,
            Became::Known => self.known += 1,
            Became::NotShared => self.not_shared.push(taken.waba),
        }
        self.pins += taken.pins.len();
        let unknown = taken.unknown.iter();
        self.unknown.extend(unknown.map(|phone| {
            json!({ "waba_id": taken.waba.to_string(), "phone_number_id": phone.to_string() })
        }));
    }

    fn show(&self, which: &Which, dry_run: bool) -> anyhow::Result<()> {
        let missing: Vec<String> = self.not_shared.iter().map(ToString::to_string).collect();
        let told = json!({
            "dry_run": dry_run, "added": self.added, "known": self.known, "pins": self.pins,
            "not_shared": missing, "numbers_unknown": self.unknown,
        });
        which.one(&told, || self.words(dry_run));
        if !self.not_shared.is_empty() || !self.unknown.is_empty() {
            let accounts = counted(self.not_shared.len(), "account is", "accounts are");
            let numbers = counted(self.unknown.len(), "number is", "numbers are");
            bail!("{accounts} not shared with us, {numbers} none of the account's");
        }
        Ok(())
    }

    fn words(&self, dry_run: bool) -> String {
        let would = if dry_run { "would be " } else { "" };
        let before = counted(self.known, "was a client", "were clients");
        let pins = counted(self.pins, "PIN", "PINs");
        let mut words = format!(
            "{} {would}taken over and watched, {before} before, {pins} {would}kept",
            self.added
        );
        for waba in &self.not_shared {
            words.push_str(&format!("\nnot shared with us: {waba}"));
        }
        for one in &self.unknown {
            let (waba, phone) = (&one["waba_id"], &one["phone_number_id"]);
            words.push_str(&format!("\nno number of account {waba}: {phone}"));
        }
        if !dry_run && self.added > 0 {
            words.push_str("\nManage them with `vestibule clients adopt`.");
        }
        words
    }
}

impl Import {
    pub(crate) async fn run(self, which: &Which, office: &Office) -> anyhow::Result<()> {
        let mut told = Told::default();
        let entries = self.file.as_ref().map(entries).transpose()?;
        let bar = progress(entries.as_ref().map(Vec::len), which.json);
        match entries {
            Some(entries) => {
                let shared = office.shared().await;
                let shared = shared.context("could not list the accounts shared with us")?;
                for entry in &entries {
                    let taken = office.take_over(entry, &shared, WHO, self.dry_run).await;
                    told.add(&taken.with_context(|| {
                        format!("stopped at account {}; start it again to go on", entry.waba)
                    })?);
                    bar.inc(1);
                }
            }
            None => {
                let mut roll = Roll::default();
                loop {
                    let page = office.take_over_page(&mut roll, WHO, self.dry_run).await;
                    let page = page.context("stopped within the list; start it again to go on")?;
                    let Some(taken) = page else { break };
                    taken.iter().for_each(|one| told.add(one));
                    bar.inc(taken.len() as u64);
                }
            }
        }
        bar.finish_and_clear();
        told.show(which, self.dry_run)
    }
}

impl Adopt {
    pub(crate) async fn run(self, which: &Which, office: &Office) -> anyhow::Result<()> {
        let only = (!self.all).then(|| self.wabas.clone());
        let adopted = office.adopt(only, self.per_day, WHO).await?;
        let rows: Vec<Value> = adopted
            .iter()
            .map(|(waba, from)| json!({ "waba_id": waba.to_string(), "from": from.to_string() }))
            .collect();
        which.rows(&rows, &["waba_id", "from"], "no client is only watched");
        let done = |waba: &&WabaId| adopted.iter().any(|(one, _)| one == *waba);
        let others = self.wabas.iter().filter(|waba| !done(waba)).count();
        if others > 0 {
            let others = counted(others, "of them is", "of them are");
            bail!("{others} not only watched: see `vestibule clients list`");
        }
        Ok(())
    }
}

fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

fn entries(file: &PathBuf) -> anyhow::Result<Vec<Entry>> {
    let mut text = String::new();
    if file.as_os_str() == "-" {
        std::io::stdin().read_to_string(&mut text).context("could not read standard input")?;
    } else {
        text = std::fs::read_to_string(file)
            .with_context(|| format!("could not read {}", file.display()))?;
    }
    read(&text).with_context(|| format!("{} cannot be taken", file.display()))
}

/// A bar on stderr, where somebody watches.
fn progress(length: Option<usize>, quiet: bool) -> ProgressBar {
    if quiet {
        return ProgressBar::hidden();
    }
    let (bar, style) = match length {
        Some(length) => {
            (ProgressBar::new(length as u64), "{bar:40} {pos}/{len} accounts, {eta} left")
        }
        None => (ProgressBar::new_spinner(), "{spinner} {pos} accounts"),
    };
    bar.with_style(ProgressStyle::with_template(style).expect("the template is a constant"))
}
