//! The Graph API's bad days and ends of tokens: what an integrator has to survive.

use axum::Json;
use graph::{AppId, MigrationIntentId, PersonId};
use serde_json::json;
use world::{Actor, Command, SessionCommand, SolutionCommand, TokenEnd};

use super::answer::{No, Told};
use super::operation::Operation;
use super::request::{Nothing, request};
use super::shape::words;
use crate::graph::{Fault, error_of};
use crate::platform::Platform;

words!(TokenEnd);

request! {
    /// Which token ends.
    pub(super) struct EndedToken {
        /// The token's text.
        token: String,
        /// Why: what calls with it are told.
        reason: TokenEnd,
    }
}

request! {
    /// Whose tokens end.
    pub(super) struct EndedSessions {
        /// The person.
        person_id: PersonId,
        /// Why: what calls with them are told.
        reason: TokenEnd,
    }
}

request! {
    /// Whether an app demands proof.
    pub(super) struct Proof {
        /// The app.
        app_id: AppId,
        /// Whether its calls need `appsecret_proof`.
        required: bool,
    }
}

request! {
    /// What the owner of an account says about a solution.
    pub(super) struct MigrationAnswer {
        /// The migration intent.
        intent_id: MigrationIntentId,
        /// Whether the account joins the solution.
        accept: bool,
    }
}

request! {
    /// A fault.
    pub(super) struct NewFault {
        /// The number of the error, such as 2, 4, 131016, 131057.
        code: u32,
        /// How many calls it meets.
        times: u32 = 1_u32,
        /// Only calls whose path contains this.
        path: String = "",
    }
}

/// What can be done.
pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::post("/_control/tokens/end", "Ends an access token before its time.", end_token)
            .example(json!({ "token": "EAAB", "reason": "app_removed" })),
        Operation::post(
            "/_control/people/{person_id}/sessions/end",
            "Ends all access tokens of a person: a new password, or a logout.",
            end_sessions,
        )
        .example(json!({ "person_id": "10222270944537964", "reason": "password_changed" })),
        Operation::post(
            "/_control/apps/{app_id}/proof",
            "Says whether calls for an app need appsecret_proof.",
            proof,
        )
        .example(json!({ "app_id": "670843887433847", "required": true })),
        Operation::post(
            "/_control/migration_intents/{intent_id}",
            "Answers, for the owner of an account, the wish to move it into a solution.",
            answer_migration,
        )
        .example(json!({ "intent_id": "1234567890123456", "accept": true })),
        Operation::post(
            "/_control/graph/faults",
            "Refuses the next calls with an error.",
            add_fault,
        )
        .example(json!({ "code": 2, "times": 3, "path": "phone_numbers" })),
        Operation::get("/_control/graph/faults", "The faults that wait for calls.", faults)
            .answers(json!({ "data": [{ "code": 2, "times": 3, "path": "phone_numbers" }] })),
        Operation::delete("/_control/graph/faults", "Forgets all faults that wait.", clear_faults),
    ]
}

async fn end_token(platform: Platform, EndedToken { token, reason }: EndedToken) -> Told {
    let token = platform.token_key(&token);
    done(&platform, Command::Session(SessionCommand::EndToken { token, why: reason })).await
}

async fn end_sessions(
    platform: Platform,
    EndedSessions { person_id, reason }: EndedSessions,
) -> Told {
    let end = SessionCommand::EndSessions { person: person_id, why: reason };
    done(&platform, Command::Session(end)).await
}

async fn proof(platform: Platform, Proof { app_id, required }: Proof) -> Told {
    let require = SessionCommand::RequireProof { app: app_id, required };
    done(&platform, Command::Session(require)).await
}

async fn answer_migration(
    platform: Platform,
    MigrationAnswer { intent_id, accept }: MigrationAnswer,
) -> Told {
    let answer = SolutionCommand::AnswerMigration { intent: intent_id, accept };
    done(&platform, Command::Solution(answer)).await
}

async fn add_fault(platform: Platform, NewFault { code, times, path }: NewFault) -> Told {
    if error_of(code).is_none() {
        return Err(No::bad(format!(
            "{code} is none of the errors that can be made to order: try 1, 2, 4, 17, 80008, \
             131016 or 131057"
        )));
    }
    if times == 0 {
        return Err(No::bad("a fault meets at least one call: send times 1 or more"));
    }
    platform.call_faults().add(Fault { code, path, times });
    Ok(Json(json!({ "success": true })))
}

async fn faults(platform: Platform, Nothing {}: Nothing) -> Told {
    let all = platform.call_faults().all();
    let rows = all
        .iter()
        .map(|fault| json!({ "code": fault.code, "times": fault.times, "path": fault.path }));
    Ok(Json(json!({ "data": rows.collect::<Vec<_>>() })))
}

async fn clear_faults(platform: Platform, Nothing {}: Nothing) -> Told {
    platform.call_faults().clear();
    Ok(Json(json!({ "success": true })))
}

async fn done(platform: &Platform, command: Command) -> Told {
    platform.ask(Actor::Desk, command).await?;
    Ok(Json(json!({ "success": true })))
}
