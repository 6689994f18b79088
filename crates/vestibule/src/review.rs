//! `vestibule review`: what waits for Meta's verdict, and deciding it by hand.

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use crate::control::{At, EXIT, table};
use crate::offered::Offered;

/// Lists what waits for Meta's verdict, and decides it.
///
/// Reviews decide by themselves after a while, by rules that are written in docs/verdicts.md. A
/// review that is held waits for you; any review can be decided at once, held or not.
///
/// A review is named by its kind (`business_verification`, `display_name`, `policy_check`,
/// `appeal`, `template`, `official_account`, `app_review`) and the id of what is looked at: see
/// `vestibule review list`.
///
/// Examples:
///   vestibule review list
///   vestibule review approve business_verification 506914307656634
///   vestibule review decline display_name 106540352242922 --reason NAME_NOT_CONSISTENT
///   vestibule review ask-more business_verification 506914307656634 --what "a utility bill"
///   vestibule review hold template 1689556908129835
#[derive(Args)]
#[command(verbatim_doc_comment, after_long_help = EXIT)]
pub(crate) struct Review {
    #[command(flatten)]
    at: At,
    #[command(subcommand)]
    act: Act,
}

#[derive(Subcommand)]
enum Act {
    /// Lists what waits for a verdict.
    List {
        /// Only reviews of this kind.
        #[arg(long, value_parser = Offered::Reviews, hide_possible_values = true)]
        kind: Option<String>,
    },
    /// Grants it.
    Approve {
        #[command(flatten)]
        which: Which,
    },
    /// Refuses it.
    Decline {
        #[command(flatten)]
        which: Which,
        /// Why, as Meta's documentation names it, such as `NAME_NOT_CONSISTENT`.
        #[arg(long)]
        reason: Option<String>,
    },
    /// Asks for more, such as other documents.
    AskMore {
        #[command(flatten)]
        which: Which,
        /// What is asked for, in plain words.
        #[arg(long)]
        what: Option<String>,
    },
    /// Keeps it from deciding by itself.
    Hold {
        #[command(flatten)]
        which: Which,
    },
    /// Lets it decide by itself again; its delay starts anew.
    Release {
        #[command(flatten)]
        which: Which,
    },
}

/// One review.
#[derive(Args)]
struct Which {
    /// Its kind, such as `display_name`.
    #[arg(value_parser = Offered::Reviews, hide_possible_values = true)]
    kind: String,
    /// The id of what is looked at.
    subject: String,
}

impl Review {
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        let at = &self.at;
        let (which, path, wish, done) = match self.act {
            Act::List { kind } => {
                let answer = at.get("reviews", &[("kind", kind)]).await?;
                at.show(&answer, |answer| {
                    let members = ["kind", "subject", "about", "since", "decides_at", "held"];
                    table(answer, &members, "nothing waits for a verdict")
                });
                return Ok(());
            }
            Act::Approve { which } => {
                (which, "decide", json!({ "verdict": "approve" }), "approved")
            }
            Act::Decline { which, reason } => {
                (which, "decide", json!({ "verdict": "decline", "reason": reason }), "declined")
            }
            Act::AskMore { which, what } => (
                which,
                "decide",
                json!({ "verdict": "ask_for_more", "what": what }),
                "asked for more",
            ),
            Act::Hold { which } => (which, "hold", json!({ "hold": true }), "held"),
            Act::Release { which } => (which, "hold", json!({ "hold": false }), "released"),
        };
        let mut wish: Value = wish;
        wish["kind"] = json!(which.kind);
        wish["subject"] = json!(which.subject);
        let answer = at.post(&format!("reviews/{path}"), wish).await?;
        at.show(&answer, |_| format!("{} {}: {done}", which.kind, which.subject));
        Ok(())
    }
}
