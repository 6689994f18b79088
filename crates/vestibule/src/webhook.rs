//! `vestibule webhook`: the delivery log, sending again, and broken signatures.

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use crate::control::{At, EXIT, plain, table};
use crate::offered::Offered;

/// Shows what was sent to callbacks, sends it again, and breaks signatures to try receivers.
///
/// What a callback does not accept with 200 is tried again ever more rarely for 7 days of the
/// platform's clock, then dropped.
///
/// Examples:
///   vestibule webhook list --state dropped
///   vestibule webhook show 12
///   vestibule webhook redeliver 12
///   vestibule webhook redeliver --from 12 --to 20
///   vestibule webhook break-signature 3
#[derive(Args)]
#[command(verbatim_doc_comment, after_long_help = EXIT)]
pub(crate) struct Webhook {
    #[command(flatten)]
    at: At,
    #[command(subcommand)]
    act: Act,
}

#[derive(Subcommand)]
enum Act {
    /// Lists webhooks, newest first.
    List {
        /// Only those of this app.
        #[arg(long)]
        app: Option<String>,
        /// Only those of this field, such as `messages`.
        #[arg(long, value_parser = Offered::Fields, hide_possible_values = true)]
        field: Option<String>,
        /// Only those that are `waiting`, `delivered` or `dropped`.
        #[arg(long, value_parser = Offered::States, hide_possible_values = true)]
        state: Option<String>,
        /// At most so many, up to 500.
        #[arg(long, default_value_t = 50)]
        limit: u32,
    },
    /// Shows one webhook with its body and every try to deliver it.
    Show {
        /// Its number in the list.
        seq: i64,
    },
    /// Shows one request: its signature and the exact bytes that were signed.
    Request {
        /// Its number in `webhook show`.
        seq: i64,
    },
    /// Sends webhooks again at once, delivered or not.
    Redeliver {
        /// Its number in the list.
        #[arg(required_unless_present = "from", conflicts_with = "from")]
        seq: Option<i64>,
        /// The first of a range.
        #[arg(long)]
        from: Option<i64>,
        /// The last of the range; the newest where nothing is said.
        #[arg(long, requires = "from")]
        to: Option<i64>,
        /// Only those of this app.
        #[arg(long)]
        app: Option<String>,
    },
    /// Makes the signatures of the next requests wrong: a receiver must refuse them. Short for
    /// `vestibule fault add bad_signature --first COUNT`.
    BreakSignature {
        /// How many.
        #[arg(default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
        count: u32,
        /// To which app; all where nothing is said.
        #[arg(long)]
        app: Option<String>,
    },
}

impl Webhook {
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        let at = &self.at;
        match self.act {
            Act::List { app, field, state, limit } => {
                let limit = Some(limit.to_string());
                let query = [("app_id", app), ("field", field), ("state", state), ("limit", limit)];
                let answer = at.get("webhooks", &query).await?;
                at.show(&answer, |answer| {
                    let members = ["seq", "field", "app", "made_at", "state", "attempts"];
                    table(answer, &members, "there is no such webhook")
                });
            }
            Act::Show { seq } => {
                let answer = at.get(&format!("webhooks/{seq}"), &[]).await?;
                at.show(&answer, webhook);
            }
            Act::Request { seq } => {
                let answer = at.get(&format!("webhook-posts/{seq}"), &[]).await?;
                at.show(&answer, |answer| {
                    format!(
                        "to        {}\nat        {}\nstatus    {} {}\nsignature {}\n\n{}",
                        plain(&answer["url"]),
                        plain(&answer["at"]),
                        plain(&answer["status"]),
                        plain(&answer["error"]),
                        plain(&answer["signature"]),
                        plain(&answer["body"]),
                    )
                });
            }
            Act::Redeliver { seq, from, to, app } => {
                let wish = json!({ "seq": seq, "from": from, "to": to, "app_id": app });
                let answer = at.post("webhooks/redeliver", wish).await?;
                at.show(&answer, |answer| format!("sent again: {}", plain(&answer["count"])));
            }
            Act::BreakSignature { count, app } => {
                let mut wish = json!({ "kind": "bad_signature", "when": { "first": count } });
                if let Some(app) = app {
                    wish["matching"] = json!({ "app_id": app });
                }
                let answer = at.post("faults", wish).await?;
                at.show(&answer, |answer| {
                    let fault = plain(&answer["id"]);
                    format!("the next requests are signed wrong ({count}): fault {fault}")
                });
            }
        }
        Ok(())
    }
}

/// One webhook in words.
fn webhook(answer: &Value) -> String {
    let posts = json!({ "data": answer["posts"] });
    let members = ["seq", "at", "url", "status", "error", "signature_broken"];
    format!(
        "{} {} to app {}, made {}\n\n{}\n\n{}",
        plain(&answer["field"]),
        plain(&answer["state"]),
        plain(&answer["app"]),
        plain(&answer["made_at"]),
        table(&posts, &members, "it was not tried yet"),
        plain(&answer["body"]),
    )
}
