//! `vestibule phone`: the telephones of end customers and of numbers that sign up.

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use crate::control::{At, EXIT, escaped, plain, table};
use crate::offered::Offered;

/// Plays the telephones: reads codes and messages, writes, reads, blocks, reports.
///
/// Numbers are written with country code, with or without `+`. The last digits of a number decide
/// what answers there (docs/verdicts.md) until `describe` says otherwise.
///
/// Examples:
///   vestibule phone list
///   vestibule phone show +16505550123
///   vestibule phone describe +16505550123 --in-use messenger
///   vestibule phone delete-account +16505550123
///   vestibule phone write +16315551000 106540352242922 "Do you have bread?"
///   vestibule phone block +16315551000 106540352242922
#[derive(Args)]
#[command(verbatim_doc_comment, after_long_help = EXIT)]
pub(crate) struct Phone {
    #[command(flatten)]
    at: At,
    #[command(subcommand)]
    act: Act,
}

#[derive(Subcommand)]
enum Act {
    /// Lists the telephones that show anything, the latest first.
    List,
    /// Shows the messages and codes on a telephone, newest first.
    Show {
        /// The telephone.
        number: String,
        /// Print only the newest verification code.
        #[arg(long)]
        code: bool,
    },
    /// Says what a number is used for outside the platform.
    Describe {
        /// The telephone.
        number: String,
        /// Such as `plain`, `messenger`, `business_app`, `voice_menu`; a wrong word lists them all.
        #[arg(long, value_parser = Offered::Handsets, hide_possible_values = true)]
        in_use: String,
    },
    /// Deletes the account in WhatsApp Messenger or the Business App; the number is free 3 minutes
    /// later.
    DeleteAccount {
        /// The telephone.
        number: String,
    },
    /// Writes to a business.
    Write {
        #[command(flatten)]
        chat: Chat,
        /// The words.
        text: String,
        /// The name in the customer's WhatsApp profile.
        #[arg(long)]
        name: Option<String>,
    },
    /// Opens the chat with a business: its messages are read.
    Read {
        #[command(flatten)]
        chat: Chat,
    },
    /// Blocks a business.
    Block {
        #[command(flatten)]
        chat: Chat,
    },
    /// Takes the block back.
    Unblock {
        #[command(flatten)]
        chat: Chat,
    },
    /// Reports a business.
    Report {
        #[command(flatten)]
        chat: Chat,
    },
}

/// A customer and a business.
#[derive(Args)]
struct Chat {
    /// The customer's telephone.
    number: String,
    /// The id of the business's phone number.
    phone_number_id: String,
}

impl Phone {
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        let at = &self.at;
        let (path, wish, done) = match self.act {
            Act::List => {
                let answer = at.get("handsets", &[]).await?;
                at.show(&answer, |answer| {
                    table(answer, &["number", "entries", "last_at"], "no telephone shows anything")
                });
                return Ok(());
            }
            Act::Show { number, code } => return show(at, &number, code).await,
            Act::Describe { number, in_use } => {
                let done = format!("{number}: {in_use}");
                (format!("handsets/{}", escaped(&number)), json!({ "handset": in_use }), done)
            }
            Act::DeleteAccount { number } => {
                let done = format!("{number}: the account is deleted");
                (format!("handsets/{}/free", escaped(&number)), json!({}), done)
            }
            Act::Write { chat: Chat { number, phone_number_id }, text, name } => {
                let path = format!("customers/{}/messages", escaped(&number));
                let wish =
                    json!({ "to_phone_number_id": phone_number_id, "text": text, "name": name });
                (path, wish, format!("{number}: written"))
            }
            Act::Read { chat } => {
                let path = format!("customers/{}/read", escaped(&chat.number));
                let wish = json!({ "phone_number_id": chat.phone_number_id });
                (path, wish, format!("{}: read", chat.number))
            }
            Act::Block { chat } => chat.act("block", "blocked"),
            Act::Unblock { chat } => chat.act("unblock", "unblocked"),
            Act::Report { chat } => chat.act("report", "reported"),
        };
        let answer = at.post(&path, wish).await?;
        at.show(&answer, |_| done);
        Ok(())
    }
}

impl Chat {
    fn act(self, act: &str, done: &str) -> (String, Value, String) {
        let path = format!("customers/{}/acts", escaped(&self.number));
        let done = format!("{}: {done}", self.number);
        (path, json!({ "phone_number_id": self.phone_number_id, "act": act }), done)
    }
}

async fn show(at: &At, number: &str, code: bool) -> anyhow::Result<()> {
    let answer = at.get(&format!("handsets/{}", escaped(number)), &[]).await?;
    if !code {
        at.show(&answer, |answer| {
            table(answer, &["at", "with", "kind", "body"], "this telephone shows nothing")
        });
        return Ok(());
    }
    let entries = answer["data"].as_array().map(Vec::as_slice).unwrap_or_default();
    let newest = entries.iter().find(|entry| entry["kind"] == "code");
    let newest = newest.ok_or_else(|| anyhow::anyhow!("no code was sent to {number}"))?;
    at.show(newest, |newest| plain(&newest["body"]).chars().filter(char::is_ascii_digit).collect());
    Ok(())
}
