//! What Meta does to accounts that break its policies (contract §9.9), and verifications it takes
//! back.

use axum::Json;
use graph::{BusinessId, WabaId};
use serde::{Deserialize, Serialize};
use serde_json::json;
use world::{Actor, Command, Measure, RestrictionKind, VerificationCommand, Violation};

use super::answer::{No, Told};
use super::operation::Operation;
use super::request::request;
use super::shape::words;
use crate::platform::Platform;

words!(Violation);
words!(RestrictionKind);

/// A step of the ladder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Step {
    Warn,
    Restrict,
    Lock,
    ScheduleDisable,
    Disable,
}

impl Step {
    const ALL: [Self; 5] =
        [Self::Warn, Self::Restrict, Self::Lock, Self::ScheduleDisable, Self::Disable];
}

words!(Step);

/// How a verification ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Loss {
    Revoke,
    Expire,
}

impl Loss {
    const ALL: [Self; 2] = [Self::Revoke, Self::Expire];
}

words!(Loss);

request! {
    /// A measure against an account.
    pub(super) struct Taken {
        /// The account.
        waba_id: WabaId,
        /// What it did.
        violation: Violation,
        /// What is done about it.
        measure: Step,
        /// What is forbidden, with `restrict`; all where nothing is said.
        restrictions: Option<Vec<RestrictionKind>>,
        /// For how many days, with `restrict`; after how many, with `schedule_disable`.
        days: i64 = 3,
    }
}

request! {
    /// An account.
    pub(super) struct Lifted {
        /// The account.
        waba_id: WabaId,
    }
}

request! {
    /// The end of a verification.
    pub(super) struct Lost {
        /// The business.
        business_id: BusinessId,
        /// How it ends.
        how: Loss = Loss::Revoke,
    }
}

/// What can be done about accounts and verified businesses.
pub(super) fn operations() -> Vec<Operation> {
    let waba = "102290129340398";
    vec![
        Operation::post(
            "/_control/measures",
            "Takes a measure against an account that broke a policy.",
            take,
        )
        .example(json!({
            "waba_id": waba, "violation": "SPAM", "measure": "restrict",
            "restrictions": ["biz_initiated_messaging", "add_phone_number"], "days": 3,
        })),
        Operation::post(
            "/_control/measures/lift",
            "Takes back all that was done to an account.",
            lift,
        )
        .example(json!({ "waba_id": waba })),
        Operation::post(
            "/_control/verification/end",
            "Revokes the verification of a business, or lets it expire.",
            end,
        )
        .example(json!({ "business_id": "506914307656634", "how": "expire" })),
    ]
}

/// `POST /_control/measures`.
async fn take(platform: Platform, taken: Taken) -> Told {
    let Taken { waba_id, violation, measure, restrictions, days } = taken;
    if restrictions.is_some() && measure != Step::Restrict {
        return Err(No::bad("`restrictions` goes with the measure `restrict` only"));
    }
    if restrictions.as_ref().is_some_and(Vec::is_empty) {
        return Err(No::bad(
            "`restrictions` names at least one; leave it out to forbid everything",
        ));
    }
    let counts = matches!(measure, Step::Restrict | Step::ScheduleDisable);
    if counts && !(1..=Measure::DAYS_MAX).contains(&days) {
        let max = Measure::DAYS_MAX;
        return Err(No::bad(format!("`days` must be a number from 1 to {max}, not {days}")));
    }
    let measure = match measure {
        Step::Warn => Measure::Warn,
        Step::Restrict => {
            let kinds = restrictions.unwrap_or_else(|| RestrictionKind::ALL.to_vec());
            Measure::Restrict { kinds: kinds.into_iter().collect(), days }
        }
        Step::Lock => Measure::Lock,
        Step::ScheduleDisable => Measure::ScheduleDisable { days },
        Step::Disable => Measure::Disable,
    };
    let command = Command::Enforce { waba: waba_id, violation, measure };
    platform.ask(Actor::Desk, command).await?;
    Ok(Json(json!({ "success": true })))
}

/// `POST /_control/measures/lift`.
async fn lift(platform: Platform, Lifted { waba_id }: Lifted) -> Told {
    platform.ask(Actor::Desk, Command::LiftEnforcement { waba: waba_id }).await?;
    Ok(Json(json!({ "success": true })))
}

/// `POST /_control/verification/end`.
async fn end(platform: Platform, Lost { business_id, how }: Lost) -> Told {
    let business = business_id;
    let command = match how {
        Loss::Revoke => VerificationCommand::Revoke { business },
        Loss::Expire => VerificationCommand::Expire { business },
    };
    platform.ask(Actor::Desk, Command::Verification(command)).await?;
    Ok(Json(json!({ "success": true })))
}
