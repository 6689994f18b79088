//! Ends of tokens, proofs, and answers to wishes of the Graph API: what an integrator has to
//! survive.

use axum::Json;
use graph::{AppId, MigrationIntentId, PersonId};
use serde_json::json;
use world::{Actor, Command, SessionCommand, SolutionCommand, TokenEnd};

use super::answer::Told;
use super::operation::Operation;
use super::request::request;
use super::shape::words;
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

async fn done(platform: &Platform, command: Command) -> Told {
    platform.ask(Actor::Desk, command).await?;
    Ok(Json(json!({ "success": true })))
}
