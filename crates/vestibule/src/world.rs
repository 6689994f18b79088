//! `vestibule world`: the worlds of a running platform, for tools and scripts.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use bytes::Bytes;
use clap::{Args, Subcommand};
use serde_json::{Value, json};

use crate::control::{At, EXIT, call, escaped, table};
use crate::private_file;

const EXAMPLES: &str = "\
Examples:
  vestibule world env                                    # ids and tokens, as KEY=value
  vestibule world create trial --at 2026-03-01T08:00:00Z --seed 7
  vestibule world env trial
  vestibule world export trial -o trial.jsonl
  vestibule world import trial.jsonl --name copy         # a new world; or in place of `copy`
  vestibule world fork trial --at 2026-03-15T00:00:00Z --name before
  vestibule world reset trial
  vestibule world delete trial
";

/// Makes, lists, copies, writes down and deletes worlds of a running platform.
///
/// Each is a whole platform of its own: database, clock, address. The one that is always there is
/// called main; further ones live in memory until they are deleted or the platform stops.
#[derive(Args)]
#[command(after_help = format!("{EXAMPLES}\n{EXIT}"))]
pub(crate) struct World {
    #[command(flatten)]
    at: At,
    #[command(subcommand)]
    act: Act,
}

#[derive(Subcommand)]
enum Act {
    /// Lists the worlds and where each is.
    List,
    /// Makes a world and says where it is.
    ///
    /// Examples:
    ///   vestibule world create shop --seed 7 --seed-file shop.toml
    ///   vestibule world create tape --record
    ///   vestibule world create spring --at 2026-03-01T08:00:00Z
    #[command(verbatim_doc_comment)]
    Create(Create),
    /// Takes a world away.
    Delete {
        /// Its name.
        name: String,
    },
    /// Takes a world back to its beginning: what it was made from, empty where that was nothing.
    Reset {
        /// Its name.
        #[arg(default_value = "main")]
        name: String,
    },
    /// Writes a world down, complete, as readable text (JSON Lines).
    ///
    /// Examples:
    ///   vestibule world export shop -o shop.jsonl
    #[command(verbatim_doc_comment)]
    Export {
        /// Its name.
        #[arg(default_value = "main")]
        name: String,
        /// The file; stdout where none is said.
        #[arg(short, long)]
        output: Option<PathBuf>,
    },
    /// Makes a world from an exported one: all of it or nothing.
    ///
    /// Examples:
    ///   vestibule world import shop.jsonl --name shop-2
    #[command(verbatim_doc_comment)]
    Import {
        /// The file; `-` for stdin.
        file: PathBuf,
        /// The name of a new world, or of one whose place it takes.
        #[arg(long)]
        name: Option<String>,
    },
    /// Copies a world as it is, or as it was at an earlier moment.
    ///
    /// Examples:
    ///   vestibule world fork shop --name before --at 2026-12-01T00:00:00Z
    #[command(verbatim_doc_comment)]
    Fork {
        /// The world to copy.
        #[arg(default_value = "main")]
        of: String,
        /// The copy's name.
        #[arg(long)]
        name: Option<String>,
        /// At which moment, such as 2026-12-01T00:00:00Z.
        #[arg(long)]
        at: Option<String>,
    },
    /// Prints ids and tokens as KEY=value lines: fresh tokens, or the seed's own.
    ///
    /// Made for shells and test-suites: `export $(vestibule world env)`. In a world that was not
    /// seeded, the first call signs an example business up, and each call mints fresh tokens (the
    /// world keeps only their hashes); a seeded one tells the same tokens each time.
    Env {
        /// The world; the one at the platform's address where none is said.
        name: Option<String>,
        /// Also mint a fresh login code (`AUTH_CODE`); it lives 30 seconds and works once.
        #[arg(long)]
        code: bool,
    },
    /// Adds a seed file (docs/seeds.md) to a world, and prints its ids and tokens.
    Seed {
        /// The file (TOML); `-` for stdin.
        file: PathBuf,
        /// The world; the one at the platform's address where none is said.
        name: Option<String>,
    },
}

/// How a world begins.
#[derive(Args)]
struct Create {
    /// Its name: small letters, digits and hyphens. Drawn up where none is said.
    name: Option<String>,
    /// What its ids and codes are drawn from.
    #[arg(long)]
    seed: Option<u64>,
    /// What time it is in it at the beginning, such as 2026-03-01T08:00:00Z.
    #[arg(long)]
    at: Option<String>,
    /// Everything in it repeats: its clock stands still, its tokens come from the seed.
    #[arg(long)]
    record: bool,
    /// What is in it: a seed file (TOML, docs/seeds.md).
    #[arg(long, value_name = "FILE", conflicts_with = "scenario")]
    seed_file: Option<PathBuf>,
    /// What is in it: a scenario (`vestibule scenario list`).
    #[arg(long, value_parser = crate::offered::Offered::Scenarios, hide_possible_values = true)]
    scenario: Option<String>,
    #[command(flatten)]
    rules: crate::rules::Rules,
}

impl World {
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        let at = &self.at;
        match self.act {
            Act::List => list(at).await,
            Act::Create(wanted) => create(at, wanted).await,
            Act::Delete { name } => {
                let url = at.control(&format!("worlds/{}", escaped(&name)));
                let request = http::Request::delete(url).body(Bytes::new())?;
                at.show(&call(request).await?, |_| format!("deleted {name}"));
                Ok(())
            }
            Act::Reset { name } => {
                let answer =
                    at.post(&format!("worlds/{}/reset", escaped(&name)), json!({})).await?;
                at.show(&answer, |told| format!("{name} is as it began, at {}", now(told)));
                Ok(())
            }
            Act::Export { name, output } => export(at, &name, output.as_deref()).await,
            Act::Import { file, name } => import(at, &file, name.as_deref()).await,
            Act::Fork { of, name, at: moment } => {
                let wish = json!({ "name": name, "at": moment });
                let answer = at.post(&format!("worlds/{}/fork", escaped(&of)), wish).await?;
                at.show(&answer, place);
                Ok(())
            }
            Act::Env { name, code } => env(at, name.as_deref(), code).await,
            Act::Seed { file, name } => {
                let wish = json!({ "toml": read(&file)? });
                let world = of(at, name.as_deref()).await?;
                pairs(at, &world.post("seed", wish).await?)
            }
        }
    }
}

async fn list(at: &At) -> anyhow::Result<()> {
    let answer = at.get("worlds", &[]).await?;
    at.show(&answer, |told| table(told, &["name", "api", "pages", "now", "began"], "none"));
    Ok(())
}

async fn create(at: &At, wanted: Create) -> anyhow::Result<()> {
    let Create { name, seed, at: moment, record, seed_file, scenario, rules } = wanted;
    let toml = seed_file.as_deref().map(read).transpose()?;
    let wish = json!({
        "name": name,
        "seed": seed,
        "at": moment,
        "record": record,
        "file": toml,
        "scenario": scenario,
        "policy": rules.table()?,
    });
    at.show(&at.post("worlds", wish).await?, place);
    Ok(())
}

/// Where a world is, in words.
fn place(told: &Value) -> String {
    let text = |name: &str| told[name].as_str().unwrap_or_default().to_owned();
    format!(
        "{}\nAPI    {}\nPages  {}\nTime   {}",
        text("name"),
        text("api"),
        text("pages"),
        now(told)
    )
}

fn now(told: &Value) -> String {
    told["now"].as_str().unwrap_or_default().to_owned()
}

async fn export(at: &At, name: &str, output: Option<&Path>) -> anyhow::Result<()> {
    let url = at.control(&format!("worlds/{}/export", escaped(name)));
    let text = crate::control::fetch(shell::http::get(&url, None)?).await?;
    let Some(path) = output else {
        crate::print::bytes(&text);
        return Ok(());
    };
    let written = private_file::replace(path, &text);
    written.with_context(|| format!("could not write {}", path.display()))
}

async fn import(at: &At, file: &Path, name: Option<&str>) -> anyhow::Result<()> {
    let text = read(file)?;
    let mut url = at.control("worlds/import");
    if let Some(name) = name {
        url.push_str(&format!("?name={}", escaped(name)));
    }
    let request = http::Request::post(url).body(Bytes::from(text))?;
    at.show(&call(request).await?, place);
    Ok(())
}

async fn env(at: &At, name: Option<&str>, code: bool) -> anyhow::Result<()> {
    let world = of(at, name).await?;
    let code = code.then(|| "1".to_owned());
    pairs(at, &world.get("world/env", &[("code", code)]).await?)
}

/// Prints an answer as KEY=value lines.
fn pairs(at: &At, answer: &Value) -> anyhow::Result<()> {
    if at.json {
        say!("{answer}");
        return Ok(());
    }
    let values = answer.as_object().context("the platform's answer is not a map")?;
    // What there is not, such as a code that was used, is left out.
    for (key, value) in values.iter().filter(|(_, value)| !value.is_null()) {
        say!("{key}={}", value.as_str().context("a value is not a text")?);
    }
    Ok(())
}

/// The control interface of a world by its name.
async fn of(at: &At, name: Option<&str>) -> anyhow::Result<At> {
    let Some(name) = name else { return Ok(at.clone()) };
    let answer = at.get("worlds", &[]).await?;
    let rows = answer["data"].as_array().map(Vec::as_slice).unwrap_or_default();
    let known: BTreeMap<&str, &str> =
        rows.iter().filter_map(|row| Some((row["name"].as_str()?, row["api"].as_str()?))).collect();
    match known.get(name) {
        Some(api) => Ok(at.with_address(api)),
        None => {
            let names = known.keys().copied().collect::<Vec<_>>().join(", ");
            bail!("there is no world `{name}`: the list has {names}")
        }
    }
}

/// A file, or stdin.
fn read(file: &Path) -> anyhow::Result<String> {
    if file == Path::new("-") {
        return std::io::read_to_string(std::io::stdin()).context("could not read stdin");
    }
    std::fs::read_to_string(file).with_context(|| format!("could not read {}", file.display()))
}
