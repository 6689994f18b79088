//! `vestibule clients`: the accounts shared with the provider, and what is next for each.

mod import;

use anyhow::{Context as _, bail};
use clap::{Args, Subcommand, ValueEnum};
use graph::id::WabaId;
use provider::store::clients::Stage;
use provider::store::{ClientRow, clients, phones, timeline};
use provider::{Office, report};
use serde_json::{Value, json};

use crate::control::{plain, table};
use crate::office::{EXIT, WHO, Which};

const EXAMPLES: &str = "\
Examples:
  vestibule clients list
  vestibule clients list --stage onboarding --problem
  vestibule clients list --mode watched       # in the midst of taking a fleet over
  vestibule clients show 102289599326934
  vestibule clients wake 102289599326934      # look again now, and retry failed steps
  vestibule clients watch 102289599326934     # look, but change nothing
  vestibule clients adopt 102289599326934     # take over one that is only watched
";

/// Lists clients, shows one with its conditions, and has one looked at at once.
///
/// Works beside a running server, which notices a change within a second.
#[derive(Args)]
#[command(after_help = format!("{EXAMPLES}\n{EXIT}"))]
pub(crate) struct Clients {
    #[command(flatten)]
    which: Which,
    #[command(subcommand)]
    act: Act,
}

#[derive(Subcommand)]
enum Act {
    /// Lists clients, newest first.
    List {
        /// Only those that stand here.
        #[arg(long, value_parser = ["new", "onboarding", "live", "off", "left"])]
        stage: Option<String>,
        /// Only those that are managed, only watched, or watched until their day comes.
        #[arg(long)]
        mode: Option<Kept>,
        /// Only those with a failing step.
        #[arg(long)]
        problem: bool,
        /// At most so many.
        #[arg(long, default_value_t = 100)]
        limit: u32,
    },
    /// Shows one client: conditions, numbers, time line.
    Show {
        /// Its WhatsApp Business Account.
        waba: WabaId,
        /// At most so many facts of its time line.
        #[arg(long, default_value_t = 20)]
        facts: u32,
    },
    /// Looks at a client at once and lets its failed steps be tried.
    Wake {
        /// Its WhatsApp Business Account.
        waba: WabaId,
    },
    Import(import::Import),
    Adopt(import::Adopt),
    /// Only watches a client: it is looked at, and nothing of it is changed on the platform.
    ///
    /// What is ours is kept: client instances that we run for it go on, and are started again. When
    /// it leaves they are stopped, PINs and secrets are destroyed, and credit that this server
    /// shared is taken back.
    Watch {
        /// Its WhatsApp Business Account.
        waba: WabaId,
    },
}

impl Clients {
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        let which = &self.which;
        let office = match &self.act {
            Act::Import(import) if import.dry_run => which.peek().await?,
            Act::Import(_) => which.first_office().await?,
            _ => which.office().await?,
        };
        match self.act {
            Act::List { stage, mode, problem, limit } => {
                let stage = stage
                    .and_then(|word| Stage::ALL.into_iter().find(|stage| stage.as_str() == word));
                list(which, &office, Filter { stage, mode, problem, limit }).await
            }
            Act::Show { waba, facts } => show(which, &office, waba, facts).await,
            Act::Wake { waba } => {
                if !office.look_now(waba, WHO).await? {
                    bail!("there is no client {waba}: see `vestibule clients list`");
                }
                let told = json!({ "waba_id": waba.to_string(), "woken": true });
                which.one(&told, || format!("{waba} is looked at as soon as the server runs"));
                Ok(())
            }
            Act::Import(import) => import.run(which, &office).await,
            Act::Adopt(adopt) => adopt.run(which, &office).await,
            Act::Watch { waba } => watch(which, &office, waba).await,
        }
    }
}

async fn watch(which: &Which, office: &Office, waba: WabaId) -> anyhow::Result<()> {
    let none = || format!("there is no client {waba}: see `vestibule clients list`");
    let now = office.watch(waba, WHO).await?.with_context(none)?;
    let told = json!({
        "waba_id": waba.to_string(), "watched": true, "changed": now.is_news,
        "look_under_way": now.under_way, "cancelled_day": now.cancelled,
    });
    which.one(&told, || match (now.cancelled, now.is_news, now.under_way) {
        (Some(day), _, _) => format!(
            "{waba} is only watched: it was to be managed from {day} on, and is not any more"
        ),
        (None, true, false) => {
            format!("{waba} is only watched: nothing of it is changed any more")
        }
        (None, true, true) => format!(
            "{waba} is only watched: nothing of it is changed any more, once the step that a look \
             is at just now has ended"
        ),
        (None, false, _) => format!("{waba} was only watched already"),
    });
    Ok(())
}

/// How clients are kept.
#[derive(Clone, Copy, ValueEnum)]
enum Kept {
    Managed,
    /// Those that have their day included.
    Watched,
    Planned,
}

impl Kept {
    fn fits(self, row: &ClientRow) -> bool {
        let is = report::mode(row);
        match self {
            Self::Managed => is == "managed",
            Self::Watched => is != "managed",
            Self::Planned => is == "planned",
        }
    }
}

/// Which clients are listed.
struct Filter {
    stage: Option<Stage>,
    mode: Option<Kept>,
    problem: bool,
    limit: u32,
}

/// What fails comes before what is waited for; of several things, the first and how many more.
fn next(row: &ClientRow) -> Option<String> {
    if row.problem.is_some() {
        return row.problem.clone();
    }
    let (first, others) = row.waiting.split_first()?;
    Some(match others.len() {
        0 => first.clone(),
        more => format!("{first} (and {more} more)"),
    })
}

/// Rows of one query.
const PAGE: u32 = 500;

/// Reads clients page by page.
pub(crate) async fn each(
    office: &Office,
    stage: Option<Stage>,
    mut take: impl FnMut(ClientRow) -> anyhow::Result<bool>,
) -> anyhow::Result<()> {
    let mut after = None;
    loop {
        let page = office.db.read(move |db| clients::list(db, stage, after, PAGE)).await?;
        let Some(last) = page.last() else { return Ok(()) };
        after = Some((last.created_at, last.waba_id));
        for row in page {
            if !take(row)? {
                return Ok(());
            }
        }
    }
}

async fn list(which: &Which, office: &Office, filter: Filter) -> anyhow::Result<()> {
    let Filter { stage, mode, problem, limit } = filter;
    let mut rows = Vec::new();
    each(office, stage, |row| {
        let is_kept = mode.is_none_or(|mode| mode.fits(&row));
        if is_kept && (row.problem.is_some() || !problem) {
            let mut told = report::client(&row);
            told["next"] = next(&row).into();
            rows.push(told);
        }
        Ok(rows.len() < limit as usize)
    })
    .await?;
    let last = if problem { "problem" } else { "next" };
    let members = ["waba_id", "business_name", "stage", "mode", "live_since", last];
    let all = stage.is_none() && mode.is_none() && !problem;
    which.rows(&rows, &members, if all { "no clients yet" } else { "there is no such client" });
    Ok(())
}

async fn show(which: &Which, office: &Office, waba: WabaId, facts: u32) -> anyhow::Result<()> {
    let read = office.db.read(move |db| {
        let row = clients::get(db, waba)?;
        Ok((row, phones::of_client(db, waba)?, timeline::of_client(db, waba, None, facts)?))
    });
    let (row, phones, facts) = read.await?;
    let none = || format!("there is no client {waba}: see `vestibule clients list`");
    let row = row.with_context(none)?;
    let mut told = report::client(&row);
    told["numbers"] = phones.iter().map(report::number).collect();
    told["timeline"] = facts.iter().map(report::fact).collect();
    which.one(&told, || words(&told));
    Ok(())
}

fn words(told: &Value) -> String {
    let rows = |name: &str, members: &[&str], none: &str| {
        table(&json!({ "data": told[name] }), members, none)
    };
    let line = |name: &str, head: &str| {
        let text = told[name].as_str().map(|text| format!("{head:<11}{text}\n"));
        text.unwrap_or_default()
    };
    let waiting: Vec<String> =
        told["waiting"].as_array().into_iter().flatten().map(plain).collect();
    let name = match plain(&told["business_id"]) {
        id if id.is_empty() => "of a business that is not known yet".to_owned(),
        id => format!("{} ({id})", plain(&told["business_name"])),
    };
    format!(
        "{name}\nAccount    {} {}\nStage      {}\n{}{}{}{}\n{}\n\n{}\n\n{}",
        plain(&told["waba_id"]),
        plain(&told["waba_name"]),
        plain(&told["stage"]),
        line("mode", "Mode"),
        line("adopt_at", "Managed on"),
        line("problem", "Problem"),
        waiting.iter().map(|one| format!("Waiting    {one}\n")).collect::<String>(),
        rows("conditions", &["kind", "phone", "state", "since", "words"], "not looked at yet"),
        rows("numbers", &["phone_id", "number", "name", "status", "live_since"], "no numbers"),
        rows("timeline", &["at", "who", "what"], "nothing happened yet"),
    )
}
