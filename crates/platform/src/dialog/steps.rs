//! The screens of a run over HTTP: show, submit, resend, leave, finish.

use axum::body::Bytes;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::{StatusCode, header};
use world::{Command, FlowCommand, Method, Refusal};

use super::context::Report;
use super::refusals::{self, Trouble};
use super::retry::Retry;
use super::screens::{self, cancelled, done};
use super::step::Step;
use super::visit::{At, Visit};
use super::{Dialog, gather, grant, submit};
use crate::AskError;
use crate::pages::fields::Fields;

/// `GET /signup/{id}/{step}`: the screen, filled with what was entered before. Screens not reached
/// yet lead to the one that is open.
pub(crate) async fn show(State(dialog): State<Dialog>, visit: Visit, At(step): At) -> Response {
    let over = visit.run.step == Step::Done;
    if step > visit.run.step || (over && step != Step::Done) {
        return visit.to(visit.run.step);
    }
    if step == Step::Number && visit.run.existing.is_some() {
        // The number of an existing profile is not asked for.
        return visit.to(Step::Profile);
    }
    let retry = dialog.retries.on(visit.run.id, step);
    let locked = visit.run.codes.locked_until.filter(|_| step == Step::Verify);
    let locked =
        locked.map(|until| refusals::refused(&visit.words, &Refusal::GuessesLocked { until }));
    let fields = match &retry {
        Some(retry) => retry.fields.clone(),
        None => visit.run.entered(step),
    };
    let screen =
        visit.screen(&fields, locked.as_ref().or(retry.as_ref().map(|retry| &retry.problem)));
    match dialog.handovers.of(visit.run.id).filter(|_| step == Step::Done) {
        Some(handover) => private(screens::last(&screen, done::with_result(&screen, &handover))),
        None => private(screen.page(step)),
    }
}

/// `POST /signup/{id}/{step}`: what the person entered.
pub(crate) async fn submit(
    State(dialog): State<Dialog>,
    visit: Visit,
    At(step): At,
    body: Bytes,
) -> Response {
    let fields = Fields::parse(&body);
    let tried = match step {
        Step::Done => return visit.to(Step::Done),
        Step::Permissions => {
            grant::finish(&dialog, &visit.run, &visit.person, &visit.context).await
        }
        _ => entered(&dialog, &visit, step, &fields).await,
    };
    let now = gather::run(&dialog.platform, visit.run.id, visit.person.id);
    let now = now.map_or(visit.run.step, |run| run.step);
    match tried {
        Ok(()) => {
            dialog.retries.forget(visit.run.id);
            visit.to(now)
        }
        // A second click on the last button: the first one did it.
        Err(_) if now == Step::Done => visit.to(now),
        Err(trouble) => again(&dialog, &visit, (step, fields), &trouble),
    }
}

/// Gives the world what a form says: one command after the other until one is refused.
async fn entered(
    dialog: &Dialog,
    visit: &Visit,
    step: Step,
    fields: &Fields,
) -> Result<(), Trouble> {
    let commands = submit::commands(&visit.run, step, fields).map_err(Trouble::Missing)?;
    for command in commands {
        refusals::tried(&dialog.platform, visit.by(), command).await?;
    }
    Ok(())
}

/// `POST /signup/{id}/resend`: another code, maybe the other way.
pub(crate) async fn resend(State(dialog): State<Dialog>, visit: Visit, body: Bytes) -> Response {
    let fields = Fields::parse(&body);
    let method = if fields.get("method") == "voice" { Method::Voice } else { Method::Sms };
    let command = Command::ResendCode { signup: visit.run.id, method };
    match refusals::tried(&dialog.platform, visit.by(), command).await {
        Ok(()) => {
            dialog.retries.forget(visit.run.id);
            visit.to(Step::Verify)
        }
        Err(trouble) => again(&dialog, &visit, (Step::Verify, fields), &trouble),
    }
}

/// `POST /signup/{id}/cancel`: the person gives up at a screen (requirement B12).
pub(crate) async fn cancel(State(dialog): State<Dialog>, visit: Visit, body: Bytes) -> Response {
    if visit.run.step == Step::Done {
        return visit.to(Step::Done);
    }
    let step = left_at(&visit, &Fields::parse(&body));
    let command = Command::CancelSignup { signup: visit.run.id };
    match refusals::tried(&dialog.platform, visit.by(), command).await {
        Ok(()) => {
            let said = visit.context.cancelled(step);
            private(cancelled::page(&visit.words, &visit.context, &said))
        }
        Err(trouble) => again(&dialog, &visit, (step, visit.run.entered(step)), &trouble),
    }
}

/// `POST /signup/{id}/report`: the person gives up and reports the problem a screen shows
/// (contract §1.4). The text is the one that was shown last, not what the form claims.
pub(crate) async fn report(State(dialog): State<Dialog>, visit: Visit, body: Bytes) -> Response {
    let step = left_at(&visit, &Fields::parse(&body));
    let shown = dialog.retries.on(visit.run.id, step).map(|retry| retry.problem);
    let locked = visit.run.codes.locked_until.filter(|_| step == Step::Verify);
    let shown = shown.or_else(|| {
        let until = locked?;
        Some(refusals::refused(&visit.words, &Refusal::GuessesLocked { until }))
    });
    let Some(problem) = shown.filter(|_| visit.run.step != Step::Done) else {
        return visit.to(step);
    };
    let report = Report {
        message: problem.text,
        error_id: problem.error_id,
        session_id: dialog.platform.secrets().token("", 8),
        at: dialog.platform.now(),
    };
    let command = Command::Flow(FlowCommand::ReportProblem {
        signup: visit.run.id,
        message: report.message.clone(),
        error_id: report.error_id,
        session_id: report.session_id.clone(),
    });
    match refusals::tried(&dialog.platform, visit.by(), command).await {
        Ok(()) => {
            dialog.retries.forget(visit.run.id);
            let said = visit.context.reported(&report);
            private(cancelled::page(&visit.words, &visit.context, &said))
        }
        Err(trouble) => again(&dialog, &visit, (step, visit.run.entered(step)), &trouble),
    }
}

/// The screen that was left, as the page says, but none that was not reached.
fn left_at(visit: &Visit, fields: &Fields) -> Step {
    Step::from_path(fields.get("step")).unwrap_or(visit.run.step).min(visit.run.step)
}

/// `GET /signup/{id}/finish`: back to the redirect address with the login result (contract §1.5).
/// Where a page waits instead, the script has told it already.
pub(crate) async fn finish(State(dialog): State<Dialog>, visit: Visit) -> Response {
    let target = dialog
        .handovers
        .of(visit.run.id)
        .and_then(|handover| grant::redirect(&visit.context, &handover));
    match target {
        Some(target) => {
            let headers = [(header::LOCATION, target.to_string())];
            (StatusCode::FOUND, headers).into_response()
        }
        None => visit.to(visit.run.step),
    }
}

/// Back to the same screen, which shows what was typed and what helps. A screen not reached yet
/// leads to the one that is open.
fn again(
    dialog: &Dialog,
    visit: &Visit,
    (step, fields): (Step, Fields),
    trouble: &Trouble,
) -> Response {
    let locked =
        matches!(trouble, Trouble::Asked(AskError::Refused(Refusal::GuessesLocked { .. })));
    if step == Step::Verify && locked {
        // The screen sees that for itself, as long as it is so.
        dialog.retries.forget(visit.run.id);
        return visit.to(step);
    }
    let problem = trouble.problem(&visit.words);
    let (step, fields) = if step > visit.run.step {
        (visit.run.step, visit.run.entered(visit.run.step))
    } else {
        (step, fields)
    };
    dialog.retries.keep(visit.run.id, Retry { step, fields, problem });
    visit.to(step)
}

/// A page of one person: no cache keeps it.
fn private(page: maud::Markup) -> Response {
    ([(header::CACHE_CONTROL, "no-store")], page).into_response()
}
