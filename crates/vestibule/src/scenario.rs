//! `vestibule scenario`: named scenarios, told, set up and played.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context as _, bail};
use clap::{Args, Subcommand};
use platform::scenario::{Played, Player, Step};
use serde_json::{Value, json};

use crate::control::{At, EXIT, escaped, plain, table};
use crate::offered::Offered;
use crate::session;

/// Named scenarios: what people who build on Embedded Signup ran into, each to be reproduced.
///
/// Examples:
///   vestibule scenario list
///   vestibule scenario show override-before-subscribe
///   vestibule scenario run override-before-subscribe
///   vestibule scenario run 17 --wrong --json
///   vestibule scenario save my-world session.jsonl
///   vestibule scenario replay session.jsonl
#[derive(Args)]
#[command(verbatim_doc_comment, after_long_help = EXIT)]
pub(crate) struct Scenario {
    #[command(flatten)]
    at: At,
    #[command(subcommand)]
    act: Act,
}

#[derive(Subcommand)]
enum Act {
    /// Lists them.
    List,
    /// Tells what one is about, and its steps.
    Show {
        /// Its name or number.
        #[arg(value_parser = Offered::Scenarios, hide_possible_values = true)]
        name: String,
    },
    /// Sets the platform up for one, plays both ways, and says what was seen.
    Run {
        /// Its name or number.
        #[arg(value_parser = Offered::Scenarios, hide_possible_values = true)]
        name: String,
        /// Sets up only: ids and tokens are printed, your program does the rest.
        #[arg(long)]
        set_up: bool,
        /// Plays the steps in which it shows, not those of the right way.
        #[arg(long)]
        wrong: bool,
    },
    /// Writes down what happened in a recorded world so far, browsers' clicks included.
    ///
    /// Make one with `vestibule world create NAME --record`.
    Save {
        /// The world's name.
        world: String,
        /// Where to, `-` for stdout; what is there is replaced.
        file: PathBuf,
    },
    /// Plays a saved session again, without a running platform, and compares byte for byte.
    ///
    /// Examples:
    ///   vestibule scenario replay session.jsonl
    ///   vestibule scenario replay session.jsonl --keep    # what comes out now is wanted
    #[command(verbatim_doc_comment)]
    Replay {
        /// The file; `-` for stdin.
        file: PathBuf,
        /// Writes down what comes out now, where that is wanted.
        #[arg(long)]
        keep: bool,
    },
}

impl Scenario {
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        let at = &self.at;
        match self.act {
            Act::List => {
                let answer = at.get("scenarios", &[]).await?;
                at.show(&answer, |answer| {
                    table(answer, &["row", "name", "title"], "there are no scenarios")
                });
            }
            Act::Show { name } => {
                let answer = at.get(&named(&name), &[]).await;
                at.show(&answer.map_err(|error| unknown(error, &name))?, told);
            }
            Act::Run { name, set_up, wrong } => {
                let ready = at.post(&named(&name), json!({})).await;
                let ready = ready.map_err(|error| unknown(error, &name))?;
                if set_up {
                    at.show(&ready, |ready| environment(&ready["env"]));
                    return Ok(());
                }
                return run(at, &ready, wrong).await;
            }
            Act::Save { world, file } => return session::save(at, &world, &file).await,
            Act::Replay { file, keep } => return session::replay(at.json, &file, keep).await,
        }
        Ok(())
    }
}

fn named(name: &str) -> String {
    format!("scenarios/{}", escaped(name))
}

/// Why there is no such scenario, in the words of the command line.
fn unknown(error: anyhow::Error, name: &str) -> anyhow::Error {
    match error.to_string().contains("no such scenario") {
        true => anyhow::anyhow!(
            "there is no scenario {name:?}: `vestibule scenario list` names all of them"
        ),
        false => error,
    }
}

/// Plays what was set up; fails if anything is otherwise than told.
async fn run(at: &At, ready: &Value, wrong_only: bool) -> anyhow::Result<()> {
    let steps = |part: &str| -> anyhow::Result<Vec<Step>> {
        serde_json::from_value(ready[part].clone()).context("the platform tells other steps")
    };
    let env = ready["env"].as_object().cloned().unwrap_or_default();
    let names: BTreeMap<String, String> =
        env.into_iter().map(|(name, value)| (name, plain(&value))).collect();
    let base = names.get("BASE_URL").cloned().unwrap_or_default();
    let http = shell::http::Client::net(Duration::from_secs(60))?;
    let pause = async || tokio::time::sleep(Duration::from_millis(100)).await;
    let mut player = Player::new(http, &base, names);
    let mut parts = vec![("what happens", steps("wrong")?)];
    if !wrong_only {
        parts.push(("the right way", steps("right")?));
    }
    let (mut shown, mut missing) = (Vec::new(), 0);
    for (title, steps) in parts {
        let played = player.play(&steps, pause).await;
        missing += played.iter().filter(|one| !one.missing.is_empty()).count();
        if !at.json {
            say!("{title}");
            played.iter().for_each(|one| say!("{}", line(one)));
        }
        shown.extend(played.iter().map(as_json));
        if missing > 0 {
            break;
        }
    }
    let by_hand = ready["by_hand"].as_array().cloned().unwrap_or_default();
    if at.json {
        say!("{}", json!({ "steps": shown, "as_told": missing == 0, "not_played": by_hand }));
    } else if !by_hand.is_empty() {
        say!("not played, since it takes a browser");
        by_hand.iter().for_each(|one| say!("  {}", plain(one)));
    }
    match missing {
        0 => Ok(()),
        _ => bail!("scenario {} did not go as told", plain(&ready["name"])),
    }
}

fn line(one: &Played) -> String {
    let mark = if one.missing.is_empty() { "ok" } else { "NOT AS TOLD" };
    let answer: String = one.answer.chars().take(240).collect();
    let mut text = format!("  {}\n    {}\n    {} {answer}\n", one.say, one.call, one.status);
    text.push_str(&format!("    {mark}"));
    for missing in &one.missing {
        text.push_str(&format!("\n      missing: {missing}"));
    }
    text
}

fn as_json(one: &Played) -> Value {
    json!({
        "say": one.say, "call": one.call, "status": one.status, "answer": one.answer,
        "missing": one.missing,
    })
}

fn environment(env: &Value) -> String {
    let members = env.as_object().into_iter().flatten();
    let lines: Vec<String> =
        members.map(|(name, value)| format!("{name}={}", plain(value))).collect();
    lines.join("\n")
}

fn told(answer: &Value) -> String {
    let mut text = format!("{}. {}\n\n", plain(&answer["row"]), plain(&answer["title"]));
    text.push_str(&format!("{}\n", plain(&answer["cause"])));
    let by_hand = answer["by_hand"].as_array().map(Vec::as_slice).unwrap_or_default();
    if !by_hand.is_empty() {
        text.push_str("\nIn a browser\n");
    }
    by_hand.iter().for_each(|one| text.push_str(&format!("  {}\n", plain(one))));
    for (title, part) in [("What happens", "wrong"), ("The right way", "right")] {
        text.push_str(&format!("\n{title}\n"));
        for step in answer[part].as_array().into_iter().flatten() {
            text.push_str(&format!("  {}\n    {}\n", plain(&step["say"]), plain(&step["call"])));
        }
    }
    text.push_str(&format!("\n{}", plain(&answer["remedy"])));
    text
}
