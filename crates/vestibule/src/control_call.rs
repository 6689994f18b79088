//! `vestibule control`: every operation of the control interface, as the platform describes it.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use bytes::Bytes;
use clap::{Args, Subcommand};
use serde_json::{Map, Value, json};

use crate::control::{At, EXIT, escaped, fetch, plain, table};
use crate::offered::Offered;

mod operation;

use operation::{Operation, find, members_of, operations};

/// Every operation of the control interface: what has no command of its own, too.
///
/// An operation is a method and a path below /_control. A part of the path in braces is written in
/// place or given as a member: `customers/+16315551000/read` or `customers/{number}/read` with
/// number=+16315551000. Members are name=value; what the operation takes as a number, as true or
/// false, or as a list is read as such. name:=JSON gives any JSON.
///
/// Examples:
///   vestibule control list
///   vestibule control list measure
///   vestibule control show post measures
///   vestibule control post measures waba_id=102290129340398 violation=SPAM measure=lock
///   vestibule control post measures/lift waba_id=102290129340398
///   vestibule control get mail --json
///   vestibule control delete faults/2
///   vestibule control post faults 'kind:={"latency":{"ms":800}}' 'when:={"every":5}'
#[derive(Args)]
#[command(verbatim_doc_comment, after_long_help = EXIT)]
pub(crate) struct Control {
    #[command(flatten)]
    at: At,
    #[command(subcommand)]
    act: Act,
}

#[derive(Subcommand)]
enum Act {
    /// Lists the operations and what they do.
    List {
        /// Only those that have this in their path or description.
        word: Option<String>,
    },
    /// Tells what an operation takes, with an example: `show post measures/lift`.
    Show {
        /// Method and path, or the path alone.
        #[arg(num_args = 1..=2, required = true, value_names = ["METHOD", "PATH"],
            value_parser = Offered::Requests, hide_possible_values = true)]
        operation: Vec<String>,
    },
    /// Reads.
    Get(Call),
    /// Does something.
    Post(Call),
    /// Takes something away.
    Delete(Call),
}

#[derive(Args)]
struct Call {
    /// The path below /_control, such as `measures/lift`.
    #[arg(value_parser = Offered::Paths, hide_possible_values = true)]
    path: String,
    /// What is said: name=value, or name:=JSON.
    #[arg(value_name = "NAME=VALUE")]
    members: Vec<String>,
    /// A file that is the request's body, where that is no JSON (`-`: stdin).
    #[arg(long, value_name = "FILE")]
    body: Option<PathBuf>,
}

impl Control {
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        let at = &self.at;
        let all = operations(&at.get("openapi.json", &[]).await?);
        match self.act {
            Act::List { word } => {
                let word = word.unwrap_or_default().to_lowercase();
                let wanted = all.iter().filter(|one| one.says(&word));
                let rows: Vec<Value> = wanted.map(Operation::row).collect();
                at.show(&json!({ "data": rows }), |rows| {
                    table(rows, &["operation", "about"], "no operation says so")
                });
                Ok(())
            }
            Act::Show { operation } => show(at, &all, &operation),
            Act::Get(call) => call.run(at, &all, "get").await,
            Act::Post(call) => call.run(at, &all, "post").await,
            Act::Delete(call) => call.run(at, &all, "delete").await,
        }
    }
}

/// Tells about an operation, or about all of a path.
fn show(at: &At, all: &[Operation], words: &[String]) -> anyhow::Result<()> {
    let (method, path) = match words {
        [method, path] => (Some(method.to_lowercase()), path),
        [path] => (None, path),
        _ => bail!("say a method and a path, such as `post measures/lift`"),
    };
    let found = find(all, method.as_deref(), path)?;
    let told: Vec<Value> = found.iter().map(|(one, _)| one.told()).collect();
    at.show(&json!({ "data": told }), |_| {
        let texts: Vec<String> = found.iter().map(|(one, _)| one.words()).collect();
        texts.join("\n\n")
    });
    Ok(())
}

impl Call {
    async fn run(self, at: &At, all: &[Operation], method: &str) -> anyhow::Result<()> {
        let found = find(all, Some(method), &self.path)?;
        let (operation, filled) = found.into_iter().next().context("nothing was found")?;
        let members = members_of(&self.members, operation)?;
        let request = request(at, (operation, filled), members, self.body.as_deref())?;
        let answer = fetch(request).await?;
        let Ok(told) = serde_json::from_slice::<Value>(&answer) else {
            // What is no JSON, such as an exported world, goes out as it is.
            crate::print::bytes(&answer);
            return Ok(());
        };
        at.show(&told, |told| format!("{told:#}"));
        Ok(())
    }
}

/// Puts each member where the operation takes it: path, query or body.
fn request(
    at: &At,
    (operation, mut filled): (&Operation, BTreeMap<String, String>),
    mut members: Map<String, Value>,
    body: Option<&Path>,
) -> anyhow::Result<http::Request<Bytes>> {
    for name in operation.places().filter(|name| !filled.contains_key(*name)).collect::<Vec<_>>() {
        let value = members.remove(name).with_context(|| {
            format!("`{name}` is missing: say {name}=… or write it in place of {{{name}}}")
        })?;
        filled.insert(name.to_owned(), plain(&value));
    }
    let mut url = at.control(&operation.path_with(&filled));
    if body.is_some() && !operation.takes_text() {
        bail!("`{}` takes no file: its members are name=value", operation.name());
    }
    if operation.method == "post" && !operation.takes_text() {
        return Ok(shell::http::post_json(&url, &Value::Object(members), None)?);
    }
    for (place, (name, value)) in members.iter().enumerate() {
        let sign = if place == 0 { '?' } else { '&' };
        url.push_str(&format!("{sign}{}={}", escaped(name), escaped(&plain(value))));
    }
    let bytes = match body {
        Some(file) => read(file)?,
        None if operation.takes_text() => {
            bail!("`{}` needs a file: --body FILE", operation.name())
        }
        None => Bytes::new(),
    };
    let method = operation.method.to_uppercase();
    Ok(http::Request::builder().method(method.as_str()).uri(url).body(bytes)?)
}

fn read(file: &Path) -> anyhow::Result<Bytes> {
    let mut bytes = Vec::new();
    let read = match file == Path::new("-") {
        true => std::io::stdin().read_to_end(&mut bytes).map(|_| bytes),
        false => std::fs::read(file),
    };
    Ok(read.with_context(|| format!("could not read {}", file.display()))?.into())
}
