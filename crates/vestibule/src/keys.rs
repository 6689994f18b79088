//! `vestibule keys`: the master keys that seal the provider's database, and changing them.

use anyhow::bail;
use clap::{Args, Subcommand};
use indicatif::{ProgressBar, ProgressStyle};
use provider::Office;
use provider::keys::{GivenUp, Progress, Rotation, give_up, used};
use serde_json::{Value, json};

use crate::office::{EXIT, WHO, Which};

const EXAMPLES: &str = "\
How a master key is changed, with the server running throughout:
  1. openssl rand -base64 32                      # a new key
     master_keys = [\"2027:<new>\", \"2026:<old>\"]   # in the settings, the new one first; a key
                                                  # that stands in master_key may stay there
  2. start every server anew                      # it seals with the new key, opens with both
  3. vestibule keys rotate                        # until it says that nothing is left
  4. take the old key out of the settings and start every server anew

With several servers on one database do step 2 twice: first with the new key second, so that all can
open what it seals, then with it first. A server that seals with what another one cannot open
does not start.

Keep the old key with your backups: they are sealed with it.

Examples:
  vestibule keys list
  vestibule keys rotate --config provider.toml
  vestibule keys rotate --json
  vestibule keys give-up 0d9e81ca                 # a key that is lost for good
";

/// Lists the master keys, and seals everything anew with the first.
///
/// Tokens, PINs and passwords lie sealed in the database. Each sealed text names its key, so
/// several keys may be in use at once while one is being changed.
#[derive(Args)]
#[command(after_help = format!("{EXAMPLES}\n{EXIT}"))]
pub(crate) struct Keys {
    #[command(flatten)]
    which: Which,
    #[command(subcommand)]
    act: Act,
}

#[derive(Subcommand)]
enum Act {
    /// Lists the keys of the settings and those in use, by name and public id, never the key.
    List,
    /// Seals everything anew with the first key of the settings, beside a running server.
    ///
    /// Some rows at a time: it may be broken off anywhere and run again. It fails unless nothing is
    /// left under another key.
    Rotate {
        /// How many texts are sealed anew in one transaction.
        #[arg(
            long,
            default_value_t = 100,
            value_parser = clap::value_parser!(u32).range(1..=10_000)
        )]
        batch: u32,
    },
    /// Gives up what was sealed with a key that is lost for good, so that the server starts again.
    ///
    /// Client instances are set up anew, businesses are asked for PINs before a number is
    /// registered again, signups whose token was not used yet are found by the sweeps.
    GiveUp {
        /// The public id of the key, as `vestibule keys list` names it.
        id: String,
    },
}

impl Keys {
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        let office = self.which.office().await?;
        match self.act {
            Act::List => list(&self.which, &office).await,
            Act::Rotate { batch } => rotate(&self.which, &office, batch).await,
            Act::GiveUp { id } => abandon(&self.which, &office, &id).await,
        }
    }
}

async fn list(which: &Which, office: &Office) -> anyhow::Result<()> {
    let used = office.db.read(used).await?;
    let mut rows: Vec<Value> = Vec::new();
    for (place, (name, id)) in office.sealer.keys().enumerate() {
        let texts = used.by_key.get(id).copied().unwrap_or(0);
        let role = match (place, texts) {
            (0, _) => "seals and opens",
            (_, 0) => "opens; nothing is sealed with it: it may be taken out",
            _ => "opens; run `vestibule keys rotate`",
        };
        let server = used.servers.iter().any(|sealing| sealing == id);
        rows.push(json!({ "name": name, "id": id, "texts": texts, "role": role,
            "server_seals_with": server }));
    }
    let known: Vec<&str> = office.sealer.keys().map(|(_, id)| id).collect();
    for (id, texts) in used.by_key.iter().filter(|(id, _)| !known.contains(&id.as_str())) {
        let role = "missing from the settings: what it sealed cannot be opened";
        rows.push(json!({ "name": "", "id": id, "texts": texts, "role": role,
            "server_seals_with": false }));
    }
    which.rows(&rows, &["name", "id", "texts", "role"], "there is no key");
    Ok(())
}

async fn abandon(which: &Which, office: &Office, id: &str) -> anyhow::Result<()> {
    let given_up = give_up(&office.db, &office.sealer, id, (WHO, office.clock.now())).await?;
    let GivenUp { pins, instances, callbacks } = given_up;
    let told = json!({ "given_up": id, "pins": pins, "client_instances": instances,
        "signups": callbacks });
    which.one(&told, || {
        format!("{pins} PINs, {instances} client instances and {callbacks} signups were given up")
    });
    Ok(())
}

async fn rotate(which: &Which, office: &Office, batch: u32) -> anyhow::Result<()> {
    let bar = ProgressBar::new(0);
    bar.set_style(ProgressStyle::with_template("{bar:30} {pos} of {len} sealed anew")?);
    let rotation = Rotation {
        db: &office.db,
        sealer: &office.sealer,
        secrets: &office.secrets,
        batch,
        who: WHO,
        now: office.clock.now(),
    };
    let show = |progress: Progress| {
        bar.set_length(progress.done + progress.left);
        bar.set_position(progress.done);
    };
    let end = rotation.run(show).await;
    bar.finish_and_clear();
    let end = match end {
        Ok(end) => end,
        Err(error) => bail!("the master key is not changed yet: {error}"),
    };
    let id = office.sealer.key_id();
    let told = json!({ "active": id, "sealed_anew": end.done, "left": end.left });
    which.one(&told, || match end.done {
        0 => format!("everything was sealed with the key {id} already; nothing is left"),
        done => format!(
            "{done} texts were sealed anew with the key {id}; nothing is left under another key. \
             The old keys may be taken out of the settings (keep them with your backups)"
        ),
    });
    Ok(())
}
