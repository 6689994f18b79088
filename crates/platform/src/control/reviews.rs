//! `/_control/reviews`: what waits for Meta's verdict, and deciding it by hand.

use axum::Json;
use graph::{AppId, BusinessId, PhoneNumberId, TemplateId, WabaId};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use world::{Actor, Command, ReviewKind, Verdict, World};

use super::answer::{No, Told};
use super::operation::Operation;
use super::request::request;
use super::shape::words;
use crate::platform::Platform;

words!(ReviewKind);

/// How a review is decided by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Decision {
    Approve,
    Decline,
    AskForMore,
}

impl Decision {
    const ALL: [Self; 3] = [Self::Approve, Self::Decline, Self::AskForMore];
}

words!(Decision);

request! {
    /// Which reviews.
    pub(super) struct Asked {
        /// Only those of this kind.
        kind: Option<ReviewKind>,
    }
}

request! {
    /// A verdict.
    pub(super) struct Decided {
        /// What kind of review.
        kind: ReviewKind,
        /// The id of what is looked at: business, phone number, account, template or app.
        subject: String,
        /// How it ends.
        verdict: Decision,
        /// Why it is declined, as the documentation names it, such as `NAME_NOT_CONSISTENT`.
        reason: Option<String>,
        /// What is asked for, in plain words.
        what: Option<String>,
    }
}

request! {
    /// A review to be taken into one's own hands, or given back.
    pub(super) struct Held {
        /// What kind of review.
        kind: ReviewKind,
        /// The id of what is looked at.
        subject: String,
        /// Whether it waits for the desk; `false` lets it decide by itself again.
        hold: bool = true,
    }
}

/// What can be done about reviews.
pub(super) fn operations() -> Vec<Operation> {
    let time = "2026-11-22T08:00:00Z";
    let (kind, subject) = ("display_name", "106540352242922");
    vec![
        Operation::get("/_control/reviews", "What waits for Meta's verdict.", list)
            .example(json!({ "kind": "display_name" }))
            .answers(json!({ "data": [{
                "kind": kind, "subject": subject, "about": "Lucky Shrub", "since": time,
                "decides_at": time, "held": false,
            }] })),
        Operation::post(
            "/_control/reviews/decide",
            "Decides a review at once, held or not.",
            decide,
        )
        .example(json!({
            "kind": kind, "subject": subject, "verdict": "decline",
            "reason": "NAME_NOT_CONSISTENT",
        })),
        Operation::post(
            "/_control/reviews/hold",
            "Keeps a review from deciding by itself, or lets it again, its delay anew.",
            hold,
        )
        .example(json!({ "kind": kind, "subject": subject, "hold": true })),
    ]
}

/// `GET /_control/reviews`.
async fn list(platform: Platform, Asked { kind }: Asked) -> Told {
    let data: Vec<Value> = platform.read(|world| {
        let open = world.reviews.iter();
        let wanted = open.filter(|((one, _), _)| kind.is_none_or(|kind| kind == *one));
        let shown = wanted.map(|((kind, subject), review)| {
            json!({
                "kind": kind,
                "subject": subject.to_string(),
                "about": about(world, *kind, *subject),
                "since": review.since,
                "decides_at": review.decides_at,
                "held": review.held,
            })
        });
        shown.collect()
    });
    Ok(Json(json!({ "data": data })))
}

/// What a person calls the thing that is looked at.
fn about(world: &World, kind: ReviewKind, subject: u64) -> Option<String> {
    let business =
        |id: BusinessId| world.businesses.get(&id).map(|business| business.profile.name.clone());
    match kind {
        ReviewKind::BusinessVerification => business(BusinessId::new(subject)),
        ReviewKind::DisplayName | ReviewKind::OfficialAccount => {
            let phone = world.phone(PhoneNumberId::new(subject)).ok()?;
            Some(format!("+{}", phone.number.digits()))
        }
        ReviewKind::PolicyCheck | ReviewKind::Appeal => {
            Some(world.waba(WabaId::new(subject)).ok()?.name.clone())
        }
        ReviewKind::Template => Some(world.template(TemplateId::new(subject)).ok()?.name.clone()),
        ReviewKind::AppReview => Some(world.app(AppId::new(subject)).ok()?.name.clone()),
    }
}

/// `POST /_control/reviews/decide`.
async fn decide(platform: Platform, decided: Decided) -> Told {
    let Decided { kind, subject, verdict, reason, what } = decided;
    let verdict = match (verdict, reason, what) {
        (Decision::Approve, None, None) => Verdict::Approve,
        (Decision::Decline, reason, None) => Verdict::Decline { reason },
        (Decision::AskForMore, None, what) => Verdict::AskForMore { what },
        _ => {
            let why = "`reason` goes with `decline` only, `what` with `ask_for_more` only";
            return Err(No::bad(why));
        }
    };
    let subject = id(&subject)?;
    platform.ask(Actor::Desk, Command::DecideReview { kind, subject, verdict }).await?;
    Ok(Json(json!({ "success": true })))
}

/// `POST /_control/reviews/hold`.
async fn hold(platform: Platform, Held { kind, subject, hold }: Held) -> Told {
    let subject = id(&subject)?;
    platform.ask(Actor::Desk, Command::HoldReview { kind, subject, hold }).await?;
    Ok(Json(json!({ "success": true })))
}

fn id(text: &str) -> Result<u64, No> {
    text.parse().map_err(|_| No::bad("`subject` must be an id, digits in quotes"))
}
