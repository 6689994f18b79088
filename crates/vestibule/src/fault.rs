//! `vestibule fault`: what goes wrong on purpose.

use clap::builder::PossibleValuesParser;
use clap::error::ErrorKind;
use clap::{Args, Subcommand};
use platform::fault::Kind;
use serde_json::{Map, Value, json};

use crate::control::{At, EXIT, call, plain, table};
use crate::offered::{Codes, Offered};

/// Has things go wrong on purpose: calls, webhooks, the pop-up.
///
/// Nothing does unless it is ordered. The same order strikes alike every time, and survives a
/// restart of the platform.
///
/// Kinds: error latency lost_answer reset cut_body stale_read rate_limit (calls);
/// duplicate delay reorder drop bad_signature (webhooks);
/// popup_no_answer popup_message_only popup_callback_only popup_message_last popup_message_late
/// popup_message_twice popup_message_object popup_message_coexistence popup_error sdk_blocked
/// (the pop-up).
///
/// Examples:
///   vestibule fault add error --code 131016 --first 3 --operation phone.register
///   vestibule fault add lost_answer --operation phone.register
///   vestibule fault add latency --ms 800 --chance 0.2 --seed 7
///   vestibule fault add drop --field account_update --event PARTNER_REMOVED
///   vestibule fault list
///   vestibule fault clear 2
///   vestibule fault operations
#[derive(Args)]
#[command(verbatim_doc_comment, after_long_help = EXIT)]
pub(crate) struct Fault {
    #[command(flatten)]
    at: At,
    #[command(subcommand)]
    act: Act,
}

#[derive(Subcommand)]
enum Act {
    /// Orders a fault.
    ///
    /// Examples:
    ///   vestibule fault add error --code 190 --subcode 463 --token "$TOKEN"
    ///   vestibule fault add cut_body --bytes 20 --operation waba.phone_numbers.get
    ///   vestibule fault add delay --seconds 600 --field messages --every 2
    #[command(verbatim_doc_comment)]
    Add(Box<Order>),
    /// Lists the faults with what they have matched and struck.
    List,
    /// Takes one fault back, or all.
    Clear {
        /// Its number in the list.
        id: Option<u64>,
    },
    /// Lists the names of all operations, for --operation.
    Operations,
    /// Lists the errors a call can be refused with, for --code.
    Errors,
}

/// A fault to order.
#[derive(Args)]
struct Order {
    /// What goes wrong.
    #[arg(value_parser = kinds())]
    kind: String,
    #[command(flatten)]
    members: Members,
    #[command(flatten)]
    when: When,
    #[command(flatten)]
    matching: Matching,
}

#[derive(Args)]
#[command(next_help_heading = "Of the kind")]
struct Members {
    /// error, rate_limit: the number of the error.
    #[arg(long, required_if_eq("kind", "error"), value_parser = Codes,
        hide_possible_values = true)]
    code: Option<u32>,
    /// error: the finer number.
    #[arg(long)]
    subcode: Option<u32>,
    /// error, popup_error: what it says instead of its usual sentence.
    #[arg(long)]
    message: Option<String>,
    /// latency, popup_message_late: milliseconds.
    #[arg(long, required_if_eq_any([("kind", "latency"), ("kind", "popup_message_late")]))]
    ms: Option<u64>,
    /// cut_body: how many bytes of the body go out.
    #[arg(long, required_if_eq("kind", "cut_body"))]
    bytes: Option<u64>,
    /// rate_limit: in how many minutes there is room again.
    #[arg(long)]
    minutes: Option<u32>,
    /// duplicate, popup_message_twice: how often besides the first time.
    #[arg(long)]
    copies: Option<u32>,
    /// delay: seconds of the platform's clock.
    #[arg(long, required_if_eq("kind", "delay"))]
    seconds: Option<u32>,
}

#[derive(Args)]
#[command(next_help_heading = "When")]
struct When {
    /// The first so many that match [default: 1].
    #[arg(long, group = "counting")]
    first: Option<u32>,
    /// This one alone.
    #[arg(long, group = "counting")]
    nth: Option<u32>,
    /// Each so many-th.
    #[arg(long, group = "counting")]
    every: Option<u32>,
    /// Each with this probability, above 0 and up to 1.
    #[arg(long, group = "counting")]
    chance: Option<f64>,
    /// What chance is drawn from: the same seed strikes the same ones.
    #[arg(long, requires = "chance")]
    seed: Option<u64>,
    /// The most strikes.
    #[arg(long)]
    times: Option<u32>,
}

#[derive(Args)]
#[command(next_help_heading = "What it is about (all that is said must hold)")]
struct Matching {
    /// Calls: an operation, such as `phone.register` or `waba.*`.
    #[arg(long, value_parser = Offered::Operations, hide_possible_values = true)]
    operation: Option<String>,
    /// Calls: a part of the path.
    #[arg(long)]
    path: Option<String>,
    /// The WhatsApp Business Account, by id.
    #[arg(long)]
    waba: Option<String>,
    /// The phone number, by id.
    #[arg(long)]
    phone: Option<String>,
    /// The app, by id.
    #[arg(long)]
    app: Option<String>,
    /// Calls: the access token; only its hash is kept.
    #[arg(long)]
    token: Option<String>,
    /// Webhooks: the field.
    #[arg(long, value_parser = Offered::Fields, hide_possible_values = true)]
    field: Option<String>,
    /// Webhooks: the event, such as PARTNER_REMOVED.
    #[arg(long, value_parser = Offered::Events, hide_possible_values = true)]
    event: Option<String>,
}

impl Members {
    /// Those that were given.
    fn said(&self) -> Map<String, Value> {
        said([
            ("code", json!(self.code)),
            ("subcode", json!(self.subcode)),
            ("message", json!(self.message)),
            ("ms", json!(self.ms)),
            ("bytes", json!(self.bytes)),
            ("minutes", json!(self.minutes)),
            ("copies", json!(self.copies)),
            ("seconds", json!(self.seconds)),
        ])
    }
}

/// How a member is written on the command line.
fn option(member: &str) -> String {
    format!("--{member}")
}

impl Order {
    /// As the control interface takes it. An option that is not for the kind ends the program as
    /// any other wrong command line does.
    fn wish(self) -> Value {
        let Self { kind, members, when, matching } = self;
        let members = members.said();
        let mut names = members.keys();
        if let Some(why) = names.find_map(|name| Kind::no_member(&kind, name, option)) {
            clap::Error::raw(ErrorKind::ArgumentConflict, format!("{why}\n")).exit();
        }
        let kind = if members.is_empty() { json!(kind) } else { json!({ kind: members }) };
        let times = when.times;
        let when = said([
            ("first", json!(when.first)),
            ("nth", json!(when.nth)),
            ("every", json!(when.every)),
            ("chance", json!(when.chance)),
            ("seed", json!(when.seed)),
        ]);
        let when = if when.is_empty() { Value::Null } else { Value::Object(when) };
        let matching = said([
            ("operation", json!(matching.operation)),
            ("path", json!(matching.path)),
            ("waba_id", json!(matching.waba)),
            ("phone_number_id", json!(matching.phone)),
            ("app_id", json!(matching.app)),
            ("token", json!(matching.token)),
            ("field", json!(matching.field)),
            ("event", json!(matching.event)),
        ]);
        json!({ "kind": kind, "when": when, "times": times, "matching": matching })
    }
}

/// The names of all kinds, as the platform has them.
fn kinds() -> PossibleValuesParser {
    Kind::EXAMPLES.iter().map(Kind::name).into()
}

/// The faults as a person reads them: a kind as `vestibule fault add` takes it.
fn listed(answer: &Value) -> String {
    let mut answer = answer.clone();
    for row in answer["data"].as_array_mut().into_iter().flatten() {
        for member in ["kind", "when", "matching"] {
            row[member] = json!(spelled(&row[member]));
        }
    }
    let members = ["id", "kind", "when", "matching", "seen", "struck", "over"];
    table(&answer, &members, "no fault is ordered")
}

/// Members as options: `{"latency":{"ms":800}}` is `latency --ms 800`.
fn spelled(value: &Value) -> String {
    let Some(members) = value.as_object() else { return plain(value) };
    let words = members.iter().map(|(name, value)| match value {
        Value::Object(_) => format!("{name} {}", spelled(value)).trim_end().to_owned(),
        _ => {
            let flag = name.trim_end_matches("_id").trim_end_matches("_number");
            format!("--{flag} {}", plain(value))
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// What is said of these.
fn said<const N: usize>(members: [(&str, Value); N]) -> Map<String, Value> {
    let given = members.into_iter().filter(|(_, value)| !value.is_null());
    given.map(|(name, value)| (name.to_owned(), value)).collect()
}

impl Fault {
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        let at = &self.at;
        match self.act {
            Act::Add(order) => {
                let answer = at.post("faults", order.wish()).await?;
                at.show(&answer, |answer| format!("fault {} waits", plain(&answer["id"])));
            }
            Act::List => {
                let answer = at.get("faults", &[]).await?;
                at.show(&answer, listed);
            }
            Act::Clear { id } => {
                let path = id.map_or_else(|| "faults".to_owned(), |id| format!("faults/{id}"));
                let request = http::Request::delete(at.control(&path));
                let answer = call(request.body(bytes::Bytes::new())?).await?;
                at.show(&answer, |answer| format!("taken back: {}", plain(&answer["count"])));
            }
            Act::Operations => {
                let answer = at.get("faults/operations", &[]).await?;
                at.show(&answer, |answer| table(answer, &["name", "about"], "none"));
            }
            Act::Errors => {
                let answer = at.get("faults/errors", &[]).await?;
                let members = ["code", "subcode", "status", "message"];
                at.show(&answer, |answer| table(answer, &members, "none"));
            }
        }
        Ok(())
    }
}
